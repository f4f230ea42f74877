"""Changes of helplines that a person confirms before anything is signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec

from kiosk.domain.content_rules import guarded_lines
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import AnyRecord, Service
from kiosk.domain.report_lines import ReportSection, with_noun
from kiosk.domain.syncfile import GuardedLine, HelplineFile
from kiosk.presentation.change_messages import helpline_section
from kiosk.sync.guarded_changes import helpline_changes

COMPILED_IN: Final = HelplineFile(helplines=ANCHORS)
"""Helplines of a kiosk that has not received a file yet."""


@dataclass(frozen=True, slots=True)
class LineChanges:
    """What the signers of the helplines must know.

    ``section`` lists the lines that the coalition added or changed, ``None`` if there are none;
    ``ids`` are theirs. ``own`` is one line about the program's own, which come with it unchanged.
    """

    section: ReportSection | None = None
    ids: frozenset[str] = frozenset()
    own: str = ""

    def unconfirmed(self, records: Iterable[AnyRecord]) -> tuple[AnyRecord, ...]:
        """Return the records with each changed line marked as not confirmed by phone."""
        return tuple(
            msgspec.structs.replace(one, confirmed=False)
            if isinstance(one, Service) and one.id in self.ids
            else one
            for one in records
        )


def line_changes(
    in_force: HelplineFile | None,
    lines: HelplineFile,
    before: Iterable[AnyRecord],
    after: Iterable[AnyRecord],
    factory: Iterable[AnyRecord],
) -> LineChanges:
    """Compare ``lines`` with those in force; the first time with those of the program."""
    after = tuple(after)
    own = () if in_force else _own(lines, factory)
    known = in_force or msgspec.structs.replace(COMPILED_IN, guarded=own)
    names = {one.id: one.name for one in (*before, *after) if isinstance(one, Service)}
    changes = helpline_changes(known, lines, names)
    ids = frozenset(change.id for change in changes)
    return LineChanges(
        helpline_section(changes), ids, _own_words({line.service_id for line in own}, after)
    )


def _own(lines: HelplineFile, factory: Iterable[AnyRecord]) -> tuple[GuardedLine, ...]:
    """Return the guarded lines that are the program's own, word for word."""
    ours = {line.service_id: line for line in guarded_lines(factory)}
    return tuple(
        line
        for line in lines.guarded
        if (mine := ours.get(line.service_id)) is not None
        and line.phones == mine.phones
        and line.says in (mine.says, None)  # format 1 holds the numbers alone
    )


def _own_words(ids: set[str], records: Iterable[AnyRecord]) -> str:
    """Name the program's own lines in one line, with the day of the oldest check."""
    if not ids:
        return ""
    days = [one.assured_date for one in records if isinstance(one, Service) and one.id in ids]
    dated = [day for day in days if day is not None]
    oldest = f"; the oldest was checked on {min(dated)}" if dated else ""
    undated = len(days) - len(dated)
    without = f", {undated} without a day" if undated else ""
    return f"{with_noun(len(ids), 'helpline')} of the program, unchanged{oldest}{without}."
