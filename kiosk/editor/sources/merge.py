"""Lay the workbook over its sources, row by row and cell by cell.

A row of the workbook with the id of a source's row lies over it: a filled cell replaces the
source's, an empty one keeps it, and ``-`` alone says that nobody knows. Numbers of one kind and
hours replace all of that service. A source never reaches beyond its own rows.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from kiosk.domain.records import AddressVisibility, PhoneType
from kiosk.domain.report_lines import day_words
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.parsers.address_matcher import address_marks, street_lines
from kiosk.editor.parsers.vocabulary import NOT_KNOWN, VISIBILITY
from kiosk.editor.source_files import SourceError
from kiosk.editor.sources.agreement import agree
from kiosk.editor.sources.imported import ImportedSource, load_import, source_folder, source_names
from kiosk.editor.sources.judged import SAME, load_judged
from kiosk.editor.workbook.cell_text import Raw, as_text, slug
from kiosk.editor.workbook.cells import read_cell
from kiosk.editor.workbook.row_ids import KnownIds
from kiosk.editor.workbook.session import WorkbookSession
from kiosk.editor.workbook.sheet_columns import Column, Sheets
from kiosk.editor.workbook.sheet_rows import Book, ReadingNotes, SheetRow, for_sheet
from kiosk.editor.workbook.sheets import HOURS, ORGANIZATIONS, PLACES, SERVICES, SOURCES
from kiosk.editor.workbook.typed_rows import DIRECTORY

_OWNERS: Final = {
    Sheets.PLACES: "organization_id",
    Sheets.SERVICES: "organization_id",
    Sheets.PHONES: "service_id",
    Sheets.HOURS: "service_id",
}
"""Columns in which a row of a source names another one of its own."""
_NEVER: Final = ("helpline", "confirmed")
"""Columns that a source can never fill."""
_NOT_COMPARED: Final = frozenset({"id", "assured_date", "confirmed", "sources"})


class SourceLine(msgspec.Struct, frozen=True):
    """A row of the sheet Sources. ``on`` puts the source's services on the kiosks."""

    name: str
    title: str
    order: int | None = None
    on: bool = False
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class LaidSource:
    """A source that is on: its line of the workbook, and its last import."""

    line: SourceLine
    imported: ImportedSource
    same: Mapping[str, str] = field(default_factory=dict)
    """Ids of its rows that are left out, with those of the rows that they are the same as."""


class LayeredBook(Book):
    """A workbook over its sources."""

    def __init__(self, book: Book, rows: Mapping[Sheets, Sequence[SheetRow]]) -> None:
        self._own = book
        self._rows = {for_sheet(sheet, book.tables) or sheet.title: rows[sheet.title]
                      for sheet in DIRECTORY}  # fmt: skip
        self.tables = (*dict.fromkeys((*book.tables, *self._rows)),)

    def typed(self, title: str, columns: Sequence[Column], notes: ReadingNotes) -> list[SheetRow]:
        """Return the merged rows of a sheet of the directory, or the workbook's own ones."""
        if title in self._rows:
            return [replace(row, values={}) for row in self._rows[title]]
        return self._own.typed(title, columns, notes)


def in_order(lines: Iterable[SourceLine]) -> list[SourceLine]:
    """Return sources by their number; those without one keep their order, at the end."""
    return sorted(lines, key=lambda line: (line.order is None, line.order or 0))


def lay_over(
    book: Book,
    sources: Sequence[LaidSource],
    names: Iterable[str],
    notes: ReadingNotes,
    region: str,
) -> LayeredBook:
    """Return a workbook over its sources, in order, with findings about what was not taken.

    ``names`` are those of all its sources, also of those that are off.
    """
    typed = {
        sheet.title: book.typed(title, sheet.columns, notes)
        if (title := for_sheet(sheet, book.tables))
        else []
        for sheet in DIRECTORY
    }
    prefixes = tuple(f"{name}." for name in names)
    merge = _Merge(typed, sources, prefixes, notes, region)
    return LayeredBook(book, merge.rows())


@dataclass(slots=True)
class _Merge:
    """One merge. ``own`` are the workbook's rows by sheet, all cells as typed."""

    own: Mapping[Sheets, Sequence[SheetRow]]
    sources: Sequence[LaidSource]
    prefixes: tuple[str, ...]
    notes: ReadingNotes
    region: str
    dates: dict[str, tuple[str, dt.date]] = field(default_factory=dict)
    """Title and day of the source of each row, by its id."""
    checked: dict[str, dt.date] = field(default_factory=dict)
    """Days on which people confirmed a service of a source, by its id."""

    same: dict[str, str] = field(default_factory=dict)
    """Rows that are left out, as far as the rows that they are the same as are here."""

    def rows(self) -> dict[Sheets, list[SheetRow]]:
        self.same = dict(self._twins())
        theirs = {sheet.title: list(self._of_sources(sheet.title)) for sheet in DIRECTORY}
        agree(theirs, self._kind, self.notes)
        made = {
            sheet.title: self._laid(sheet.title, theirs[sheet.title])
            for sheet in (ORGANIZATIONS, PLACES, SERVICES)
        }
        services = KnownIds()
        services.add(Sheets.SERVICES, (_named(row) for row in made[Sheets.SERVICES]))
        made[Sheets.PHONES] = self._sets(Sheets.PHONES, theirs[Sheets.PHONES], services)
        numbers = {row.key for row in made[Sheets.PHONES]}
        hours = [
            row
            for row in theirs[Sheets.HOURS]
            if "phone_id" not in row.raws or row.whole("phone_id") in numbers
        ]
        made[Sheets.HOURS] = self._sets(Sheets.HOURS, hours, services)
        self._hide(made[Sheets.PLACES])
        return made

    def _twins(self) -> Iterator[tuple[str, str]]:
        every = [*self.own.values(), *(some for one in self.sources
                                       for some in one.imported.rows.values())]  # fmt: skip
        here = {key for rows in every for row in rows for key in (row.key, slug(row.whole("name")))}
        for source in self.sources:
            yield from (pair for pair in source.same.items() if pair[1] in here)

    def _of_sources(self, title: Sheets) -> Iterator[SheetRow]:
        """Yield the rows of all sources in order, without what a source may not say."""
        for source in self.sources:
            prefix, of = f"{source.line.name}.", source.line.title
            for row in source.imported.rows[title]:
                row = replace(row, title=f"{of}: {row.title}", raws=dict(row.raws), of_source=True)  # noqa: PLW2901 - the same row, named
                names = (row.key, row.whole(_OWNERS.get(title, "id")))
                if not all(name.startswith(prefix) for name in names):
                    code = FindingCode.SOURCE_OVERREACHES
                    self.notes.about(row, _column(title, "id"), code, Weight.LEFT_OUT)
                    continue
                if {row.key, names[1]} & self.same.keys():
                    if row.key in self.same or title in (Sheets.PHONES, Sheets.HOURS):
                        continue
                    row.raws["organization_id"] = Raw(self.same[names[1]])
                if title is Sheets.SERVICES:
                    self._restrain(row)
                self.dates[row.key] = of, source.imported.facts.date
                yield row

    def _restrain(self, row: SheetRow) -> None:
        """Take out of a source's service what only the workbook can say."""
        police = _column(Sheets.SERVICES, "law_enforcement")
        for key in _NEVER:
            if key in row.raws:
                column = _column(Sheets.SERVICES, key)
                self.notes.about(row, column, FindingCode.SOURCE_OVERREACHES, Weight.LEFT_OUT)
                del row.raws[key]
        if self._value(row, police) is False:
            del row.raws[police.key]
        if first := row.raws.pop("made_for", None):
            also = row.raws.get("does_too")
            row.raws["does_too"] = Raw(", ".join(as_text(one) for one in (first, also) if one))

    def _laid(self, title: Sheets, theirs: Sequence[SheetRow]) -> list[SheetRow]:
        """Return the workbook's own rows, then the sources' rows with those that lie over them."""
        known = {row.key for row in theirs}
        over: dict[str, SheetRow] = {}
        mine = []
        for row in self.own[title]:
            key = row.key
            if key in known and key not in over:
                over[key] = row
            elif key in known or not key.startswith(self.prefixes or ("\0",)):
                mine.append(row)
            else:
                self.notes.about(
                    row, _column(title, "id"), FindingCode.LIES_OVER_NOTHING, Weight.LEFT_OUT
                )
        return mine + [
            self._over(title, over[row.key], row) if row.key in over else row for row in theirs
        ]

    def _over(self, title: Sheets, mine: SheetRow, theirs: SheetRow) -> SheetRow:
        """Return a row of a source with the filled cells of the workbook's row over it."""
        merged = {
            key: raw for key, raw in {**theirs.raws, **mine.raws}.items() if not _unknown(raw)
        }
        place = theirs.title, theirs.number
        lent = {key: place for key in merged if key not in mine.raws}
        if title is Sheets.SERVICES and (day := self._confirmed(mine)):
            self.checked[mine.key] = day
            for key in mine.raws.keys() & theirs.raws.keys() - _NOT_COMPARED:
                column = _column(title, key)
                if self._value(mine, column) != self._value(theirs, column):
                    self._differs(mine, column, mine.key, day, theirs.text(key))
        return replace(mine, raws=merged, lent=lent, of_source=True)

    def _sets(
        self, title: Sheets, theirs: Sequence[SheetRow], services: KnownIds
    ) -> list[SheetRow]:
        """Return numbers or hours: a service's own set of a kind replaces the source's."""
        mine = []
        taken: dict[tuple[str, object], list[SheetRow]] = {}
        for row in self.own[title]:
            typed = row.whole("service_id")
            service = services.find(Sheets.SERVICES, typed)
            if service in self.dates:
                taken.setdefault((service, self._kind(title, row)), []).append(row)
                if any(_unknown(row.raws.get(key)) for key in ("number", "byday", "opens_at")):
                    continue
            elif service is None and slug(typed).startswith(self.prefixes or ("\0",)):
                column = _column(title, "service_id")
                self.notes.about(row, column, FindingCode.LIES_OVER_NOTHING, Weight.LEFT_OUT)
                continue
            mine.append(row)
        replaced: dict[tuple[str, object], list[SheetRow]] = {}
        stay = []
        for row in theirs:
            key = row.whole("service_id"), self._kind(title, row)
            if key in taken:
                replaced.setdefault(key, []).append(row)
            else:
                stay.append(row)
        for (service, _), rows in replaced.items():
            self._compare(title, service, taken[service, _], rows)
        return mine + stay

    def _kind(self, title: Sheets, row: SheetRow) -> object:
        """Return which set of its service a row belongs to."""
        if title is Sheets.HOURS:
            return "phone_id" in row.raws
        return self._value(row, _column(title, "type")) or PhoneType.VOICE

    def _compare(
        self, title: Sheets, service: str, mine: Sequence[SheetRow], theirs: Sequence[SheetRow]
    ) -> None:
        """Report a set of a source that differs from the confirmed one over it."""
        keys = ("number",) if title is Sheets.PHONES else ("byday", "opens_at", "closes_at")
        columns = [_column(title, key) for key in keys]
        sets = [
            {tuple(str(self._value(row, column)) for column in columns) for row in rows}
            for rows in (mine, theirs)
        ]
        assured = _column(HOURS.title, "assured_hours")
        days = [self._value(row, assured) for row in mine] if title is Sheets.HOURS else []
        day = min(days) if days and all(days) else self.checked.get(service)
        if day and sets[0] != sets[1]:
            other = " ".join(filter(None, (theirs[0].text(key) for key in keys)))
            self._differs(mine[0], columns[0], service, day, other)

    def _differs(self, row: SheetRow, column: Column, key: str, day: dt.date, other: str) -> None:
        """Report what a source says against a cell that was confirmed after its own day."""
        of, date = self.dates[key]
        if day > date:
            words = f"{of} has {other}. Yours of {day_words(day)} stays."
            self.notes.about(row, column, FindingCode.SOURCE_DIFFERS, Weight.NOTE, words)

    def _confirmed(self, row: SheetRow) -> dt.date | None:
        """Return the day on which people confirmed a row of the workbook by phone."""
        by_phone = self._value(row, _column(Sheets.SERVICES, "confirmed"))
        day = self._value(row, _column(Sheets.SERVICES, "assured_date"))
        return day if by_phone and isinstance(day, dt.date) else None

    def _hide(self, places: Sequence[SheetRow]) -> None:
        """Hide in every row a street that one row hides, by house number and start of its name."""
        shown = [row for row in places if self._is_shown(row)]
        secret = {mark for row in places if not self._is_shown(row) for mark in _marks(row)}
        for row in shown:
            if secret & _marks(row):
                column = _column(Sheets.PLACES, "address_visibility")
                row.raws[column.key] = Raw(VISIBILITY[AddressVisibility.HIDDEN])
                code = FindingCode.HIDDEN_ELSEWHERE
                self.notes.about(row, column, code, Weight.ASSUMED)

    def _is_shown(self, row: SheetRow) -> bool:
        column = _column(Sheets.PLACES, "address_visibility")
        return bool(self._value(row, column) == AddressVisibility.PUBLIC)

    def _value(self, row: SheetRow, column: Column) -> Any:
        raw = row.raws.get(column.key)
        return None if raw is None else read_cell(column, raw, self.region).value


def _marks(row: SheetRow) -> frozenset[tuple[str, str]]:
    lines = street_lines(row.whole("address_1"), row.whole("address_2"))
    return frozenset(mark for line in lines for mark in address_marks(line))


def _named(row: SheetRow) -> SheetRow:
    return replace(row, values={"id": row.key, "name": row.whole("name")})


def _unknown(raw: Raw | None) -> bool:
    """Return True if a cell says that nobody knows, whatever a source says."""
    return raw is not None and isinstance(raw.value, str) and raw.value.strip() == NOT_KNOWN


_COLUMNS: Final = {
    (sheet.title, column.key): column for sheet in DIRECTORY for column in sheet.columns
}


def _column(title: Sheets, key: str) -> Column:
    return _COLUMNS[title, key]


def read_lines(session: WorkbookSession, book: Book) -> list[SourceLine]:
    """Return the sources that a workbook names, in order; older workbooks have no such sheet."""
    if for_sheet(SOURCES, book.tables) is None:
        return []
    lines = session.built(SourceLine, SOURCES, session.rows(book, SOURCES))
    return in_order({line.name: line for line in lines}.values())


def over_sources(session: WorkbookSession, book: Book, workbook: Path) -> Book:
    """Return a workbook over those of its sources that are on.

    Raises :class:`SourceError` if a source is damaged, or if the workbook is to become a new one: a
    row that lies over a source is no whole row.
    """
    lines = read_lines(session, book)
    listed = {line.name for line in lines}
    session.notes.findings += [
        SourceFinding(FindingCode.SOURCE_UNLISTED, Weight.NOTE, Sheets.SOURCES, value=name)
        for name in source_names(workbook)
        if name not in listed
    ]
    if not lines:
        return book
    if session.renews:
        raise SourceError(
            f"{workbook.name} lies over sources, so no new workbook can be made of it. Go on with "
            "this one."
        )
    laid = []
    for line in lines:
        if line.on:
            folder = source_folder(workbook, line.name)
            found = load_import(folder)
            if found is None:
                code = FindingCode.SOURCE_ABSENT
                session.notes.findings.append(
                    SourceFinding(code, Weight.REFUSED, Sheets.SOURCES, value=line.name)
                )
            else:
                judged = load_judged(folder)
                same = {one.left_out: one.kept for one in judged if one.answer == SAME}
                laid.append(LaidSource(line, found, same))
                session.sources[line.name] = found.stated
                if found.facts.hidden:
                    hidden = session.options.hidden(line.name, found.facts.sha256)
                    session.notes.streets |= hidden.streets
                    session.notes.points |= hidden.points
    return lay_over(book, laid, listed, session.notes, session.options.region)
