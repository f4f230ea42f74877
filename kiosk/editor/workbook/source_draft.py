"""A source as it was read: records to publish, findings, and what its report says."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

import msgspec

from kiosk.domain.helplines import ANCHORS, Helpline
from kiosk.domain.records import AnyRecord
from kiosk.domain.syncfile import Withdrawn
from kiosk.editor.findings import SourceFinding, TableCount
from kiosk.editor.fitting.column_guesses import ColumnSeen
from kiosk.editor.fitting.keep import LeftOut
from kiosk.editor.fitting.word_meanings import ExportWords
from kiosk.editor.workbook.sheet_rows import SheetRows


class Origin(msgspec.Struct, frozen=True):
    """Where a record was typed: sheet, row, and the header of each field's column."""

    file: str
    row: int | None
    headers: Mapping[str, str]


class ServiceFact(StrEnum):
    """What a service may state and a visitor may see, in the order of the coverage page."""

    NUMBER = "number"
    SITUATION = "situation"
    CHECKED_ON = "checked-on"
    HOURS = "hours"
    STREET = "street"
    LANGUAGES = "languages"
    COST = "cost"
    PAGE = "page"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class StatedFacts:
    """What an export states, whether or not visitors will see it.

    ``services`` are the ids that state each fact. Of ``links`` keys that name a row of another
    table, ``live`` find one. ``held`` services lost a number that too many organizations share,
    ``blank`` ones have no status where others have one.
    """

    services: Mapping[ServiceFact, frozenset[str]]
    links: int = 0
    live: int = 0
    held: int = 0
    blank: int = 0

    def with_ids(self, renamed: Mapping[str, str]) -> "StatedFacts":
        """Return a copy in which services have other ids."""
        moved = {
            fact: frozenset(renamed.get(key, key) for key in keys)
            for fact, keys in self.services.items()
        }
        return replace(self, services=moved)


@dataclass(slots=True)
class Draft:
    """The content of a source as read. ``first`` holds what an editor must read before all else."""

    recognised: str
    """The format in plain words: "HSDS 3.x tables in a zip", "Workbook of this program"."""
    records: list[AnyRecord] = field(default_factory=list)
    helplines: tuple[Helpline, ...] = ANCHORS
    withdrawn: tuple[Withdrawn, ...] = ()
    findings: list[SourceFinding] = field(default_factory=list)
    counts: list[TableCount] = field(default_factory=list)
    origins: dict[tuple[str, str, str], Origin] = field(default_factory=dict)
    """Where records were typed, by kind, id and field; the field is empty except for lines of
    guides."""
    streets: frozenset[str] = field(default=frozenset(), repr=False)
    """Street lines that the source hides; no text may reveal them."""
    points: frozenset[tuple[str, float, float]] = field(default=frozenset(), repr=False)
    """Organization and WGS 84 degrees of each hidden place; no shown map point may be near."""
    first: tuple[str, ...] = ()
    stated: StatedFacts | None = None
    """What an export states; ``None`` for the coalition's own workbook."""
    sources: dict[str, StatedFacts] = field(default_factory=dict)
    """What each source under a workbook states, by its short name."""
    rows: SheetRows = field(default_factory=dict)
    """Rows that an export was made to; empty for a workbook."""
    left_out: list[LeftOut] = field(default_factory=list)
    """Services that the filters of a source take."""
    words: ExportWords = field(default_factory=ExportWords)
    """The terms of an export by service."""
    columns: list[ColumnSeen] = field(default_factory=list)
    """The columns of an export."""
