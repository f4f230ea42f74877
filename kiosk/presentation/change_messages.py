"""The rows of a change report as lines of plain English, for editors and the shell."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from kiosk.domain.contact import format_phone
from kiosk.domain.report_lines import ReportRow, ReportSection, with_noun
from kiosk.presentation.change_rows import ChangeRow, ChangeSubject, field_words, rows_of
from kiosk.presentation.field_words import NEEDS
from kiosk.sync.change_report import ChangeReport, HelplineChange, Tally

_TITLES: Final = {
    ChangeSubject.HELPLINE: "Helplines that change",
    ChangeSubject.KEY: "Keys of the coalition that change",
    ChangeSubject.LIST: "Lists that become much shorter",
    ChangeSubject.SHOWN: "Hidden addresses that are shown from now on",
    ChangeSubject.REVEALING: "Words that give a visitor away, allowed by a person",
    ChangeSubject.NUMBER: "Numbers that change",
    ChangeSubject.NAME: "Names that change",
    ChangeSubject.PLACE: "Addresses that change",
    ChangeSubject.ADDRESS: "Web addresses that change",
    ChangeSubject.GONE: "Services that go",
    ChangeSubject.HIDDEN: "Addresses that are hidden from now on",
    ChangeSubject.NEW: "New services",
    ChangeSubject.CHANGED: "Services that say something else",
    ChangeSubject.LENGTH: "Lists with another number of services",
}
_WITH_KIND: Final = {ChangeSubject.KEY, ChangeSubject.REVEALING}
_NUMBER: Final = re.compile(r"\+[0-9]{8,15}\b")


def number_words(numbers: Iterable[str]) -> str:
    """Format numbers as people write them, without repetitions."""
    return ", ".join(
        dict.fromkeys(_NUMBER.sub(lambda found: format_phone(found[0]), each) for each in numbers)
    )


def sections_of(changes: ChangeReport) -> tuple[ReportSection, ...]:
    """Return all changes, or one section that says there are none."""
    found = [
        ReportSection(_TITLES[what], tuple(_lines(what, rows)))
        for what, rows in groupby(rows_of(changes), key=lambda row: row.what)
    ]
    before, after = changes.services_before, changes.services_after
    rows = (ReportRow("Services", f"{before:,}", f"{after:,}"),) if before != after else ()
    others = tuple(
        ReportRow(f"{name}: {_tally(tally)}")
        for name, tally in (
            ("Questions", changes.questions),
            ("Guides", changes.guides),
            ("Cards", changes.cards),
            ("Figures", changes.figures),
            ("Search words", changes.search_words),
            ("Translations", changes.translations),
        )
        if tally != Tally()
    )
    if rows or others:
        found.append(ReportSection("Also", (*rows, *others)))
    return tuple(found) or (ReportSection("Nothing changes for visitors", ()),)


def _lines(what: ChangeSubject, rows: Iterable[ChangeRow]) -> Iterator[ReportRow]:
    """Yield a line for each row; the ways to a new service are on one."""
    if what is not ChangeSubject.NEW:
        yield from map(_line, rows)
        return
    for name, ways in groupby(rows, key=_name):
        yield _reached(name, (row.new for row in ways))


def _line(row: ChangeRow) -> ReportRow:
    name = _name(row)
    if one := row.allowed:
        return ReportRow(f"{name}, allowed by {one.by} on {one.date}: {one.reason}: {one.text}")
    if row.fields:
        return ReportRow(f"{name}: {field_words(row.fields)}")
    if row.what is ChangeSubject.GONE:
        return _reached(name, row.ways)
    return ReportRow(name, number_words([row.old]), number_words([row.new]))


def _name(row: ChangeRow) -> str:
    """Return whom or what the row is about, with its details."""
    if row.need is not None:
        return NEEDS[row.need].text + (f" from {row.day}" if row.day else "")
    details = list(row.details)
    if row.what in _WITH_KIND or (row.what is ChangeSubject.HELPLINE and not details):
        details.append(row.kind.text[:1].lower() + row.kind.text[1:])
    return f"{row.name} ({', '.join(details)})" if details else row.name


def _reached(name: str, ways: Iterable[str]) -> ReportRow:
    words = number_words(filter(None, ways))
    return ReportRow(f"{name}: {words}" if words else name)


def helpline_section(changes: tuple[HelplineChange, ...]) -> ReportSection | None:
    """Return the changes of helplines, or ``None``."""
    report = ChangeReport(services_before=0, services_after=0, helplines=changes)
    return sections_of(report)[0] if changes else None


def _tally(tally: Tally) -> str:
    parts = ((tally.added, "new"), (tally.removed, "gone"), (tally.changed, "changed"))
    return ", ".join(with_noun(number, word, word) for number, word in parts if number)
