"""What a reader of a source found: records to publish, and everything a person should look at."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.helplines import ANCHORS, Helpline
from kiosk.domain.records import AnyRecord
from kiosk.domain.syncfile import Withdrawn


class Weight(StrEnum):
    """How a finding is to be read. Only ``refused`` keeps the file from being published."""

    REFUSED = "refused"
    LEFT_OUT = "left_out"
    ASSUMED = "assumed"
    NOTE = "note"


class FindingCode(StrEnum):
    """Every kind of finding; the words for people are in :data:`kiosk.publishing.words.SAYS`."""

    UNREADABLE_FILE = "unreadable_file"
    EMPTY_SOURCE = "empty_source"
    NOT_RECOGNISED = "not_recognised"


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of the report. ``row`` counts as a person sees it: the header is row 1.

    ``value`` is what stood there, shortened; the report stays with the editor, whose data it is.
    ``assumed`` says in plain words what was taken instead, empty where nothing was.
    """

    code: FindingCode
    weight: Weight
    file: str
    row: int | None = None
    column: str = ""
    value: str = ""
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class TableCount:
    """Rows read from one table (sheet, file, array) and records made of them, by kind."""

    table: str
    rows: int
    records: dict[str, int]


@dataclass(slots=True)
class Draft:
    """What a reader made of a source."""

    recognised: str
    """The form in plain words: "HSDS 3.x tables in a zip", "Workbook of this program"."""
    records: list[AnyRecord] = field(default_factory=list)
    helplines: tuple[Helpline, ...] = ANCHORS
    withdrawn: tuple[Withdrawn, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    counts: list[TableCount] = field(default_factory=list)
