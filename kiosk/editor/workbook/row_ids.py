"""Assign ids: keep given ones, make missing ones, resolve references by id or name."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import count
from typing import Final

from kiosk.domain.records import AddressVisibility, Status
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.parsers.vocabulary import fold, nearest
from kiosk.editor.workbook.cell_text import fit, slug
from kiosk.editor.workbook.sheet_columns import Column, Sheets, WorkbookSheet
from kiosk.editor.workbook.sheet_rows import ReadingNotes, SheetRow, weight_of

MISTYPED = 0.85
"""Least similarity (0 to 1) of a mistyped id; weave-exam is not weave-line."""

_BLANK: Final = {"status": Status.ACTIVE, "address_visibility": AddressVisibility.HIDDEN}
"""Meaning of an empty cell in these columns."""


@dataclass(slots=True)
class KnownIds:
    """The ids of each sheet, and the names that identify exactly one of them."""

    ids: dict[Sheets, set[str]] = field(default_factory=dict)
    names: dict[Sheets, dict[str, str | None]] = field(default_factory=dict)
    _own: set[tuple[Sheets, str]] = field(default_factory=set)
    """Names of the workbook's own rows, which mean those whatever a source has."""

    def add(self, sheet: Sheets, rows: Iterable[SheetRow], name: str = "name") -> None:
        """Remember the rows of a sheet by id and by the text under ``name``, own rows first."""
        ids = self.ids.setdefault(sheet, set())
        names = self.names.setdefault(sheet, {})
        for row in rows:
            ids.add(row.values["id"])
            if isinstance(text := row.values.get(name), str):
                key = fold(text)
                if row.of_source and (sheet, key) in self._own:
                    continue
                names[key] = None if key in names else row.values["id"]
                if not row.of_source:
                    self._own.add((sheet, key))

    def find(self, sheet: Sheets, text: str) -> str | None:
        """Return the id that ``text`` means: an id, or a name that only one row has."""
        ids, names, folded_id = self.ids.get(sheet, ()), self.names.get(sheet, {}), text.casefold()
        if folded_id in ids:
            return folded_id
        if fold(text) in names:
            return names[fold(text)]
        return made if (made := slug(text)) in ids else None


def resolve(
    known: KnownIds, sheet: WorkbookSheet, rows: Iterable[SheetRow], notes: ReadingNotes
) -> list[SheetRow]:
    """Return rows whose references resolve, with ids in place of what was typed."""
    columns = [column for column in sheet.columns if column.target is not None]
    return [row for row in rows if all(_resolved(known, column, row, notes) for column in columns)]


def _resolved(known: KnownIds, column: Column, row: SheetRow, notes: ReadingNotes) -> bool:
    typed = row.values.get(column.key)
    if typed is None or column.target is None:
        return True
    several = isinstance(typed, tuple)
    found = []
    for text in typed if several else (typed,):
        target = known.find(column.target, text)
        if target is not None:
            found.append(target)
            continue
        near = _mistyped(text, known.ids.get(column.target, ()))
        note = f"{text}: did you mean {near}?" if near else text
        code = FindingCode.MENTION_DROPPED if several else FindingCode.DANGLING_KEY
        notes.about(row, column, code, weight_of(column), note)
    if found:
        row.values[column.key] = tuple(dict.fromkeys(found)) if several else found[0]
    else:
        row.values.pop(column.key)
    return bool(found) or not column.required


def _mistyped(text: str, ids: Iterable[str]) -> str:
    """Return the intended id or an empty string; ids that differ in numbers are two services."""
    near = nearest(text, ids, MISTYPED)
    return near if re.findall(r"\d+", near) == re.findall(r"\d+", text) else ""


def give_ids(
    rows: Iterable[SheetRow],
    sheet: WorkbookSheet,
    notes: ReadingNotes,
    *,
    base: Callable[[SheetRow], str],
    numbered: str = "",
    before: Mapping[Hashable, str] | None = None,
    withdrawn: Collection[str] = (),
    key: Callable[[SheetRow], Hashable] | None = None,
    report: bool = True,
    split: bool = False,
    named: Collection[str] = (),
) -> list[SheetRow]:
    """Give each row an id; the first of two rows with one id keeps it.

    With ``split`` the other row gets an id of its own, unless its content is identical. A row that
    had another id ``before``, or whose id only other sheets still mention (``named``), keeps that
    one while the file is refused, so that no other errors follow. A missing id is the one published
    ``before`` under the same ``key``, else made from ``base`` and, with ``numbered``, a number; ids
    in ``withdrawn`` are never made. ``report``: a made id is a finding, for others may refer to it.
    """
    column = sheet.column("id")
    before = before or {}
    result = []
    first: dict[str, SheetRow] = {}
    repeated: set[int] = set()
    rows = list(rows)
    lost = _lost(rows, named)
    for row in rows:
        given = row.values.get("id")
        if given not in first:
            result.append(row)
            first |= {given: row} if given else {}
        elif split and row.values != first[given].values:
            del row.values["id"]
            result.append(row)
            repeated.add(row.number)
        elif given and (found := _overwritten((row, first[given]), given, lost, key, before)):
            one, had = found
            other = first[given] if one is row else row
            _give_back(one, had, other, column, notes)
            first |= {given: other, had: one}
            lost -= {had}
            result.append(row)
        else:
            _report_repeated(sheet, first[given], row, notes)
    taken = set(first)
    reserved = taken | set(before.values()) | set(withdrawn)
    for row in result:
        if "id" in row.values:
            continue
        old = before.get(key(row)) if key else None
        made = old if old and old not in taken else _free(base(row), numbered, reserved)
        row.values["id"] = made
        taken.add(made)
        reserved.add(made)
        if report or row.number in repeated:
            code = FindingCode.REPEATED_ID if row.number in repeated else FindingCode.MISSING_ID
            notes.about(row, column, code, Weight.ASSUMED, made)
    return result


def _report_repeated(
    sheet: WorkbookSheet, first: SheetRow, row: SheetRow, notes: ReadingNotes
) -> None:
    """Leave out a row with the id of an earlier one.

    Refuse the file if they differ in a vital cell.
    """
    other = _differing(sheet, first, row)
    weight, note = Weight.LEFT_OUT, f"Row {first.number} has it too."
    if other:
        weight, note = Weight.REFUSED, f"{other.header} is not the same in row {first.number}."
    notes.about(row, sheet.column("id"), FindingCode.DUPLICATE_ID, weight, note)


def _lost(rows: Sequence[SheetRow], named: Collection[str]) -> frozenset[str]:
    """Return ids that other sheets mention but no row has; a name refers only to its own row."""
    ids = Counter(row.values.get("id") for row in rows)
    single = (row for row in rows if ids[row.values.get("id")] == 1)
    names = {fold(name) for row in single if isinstance(name := row.values.get("name"), str)}
    return frozenset(one for one in named if one not in ids and fold(one) not in names)


def _overwritten(
    rows: tuple[SheetRow, SheetRow],
    given: str,
    lost: frozenset[str],
    key: Callable[[SheetRow], Hashable] | None,
    before: Mapping[Hashable, str],
) -> tuple[SheetRow, str] | None:
    """Return which of two rows with one id had another one, and which id that was.

    The id published before decides, else the one that other sheets mention.
    """
    if key is not None:
        for row in rows:
            if (had := before.get(key(row), given)) != given:
                return row, had
    if len(lost) != 1:
        return None
    [had] = lost

    def fits(row: SheetRow) -> float:
        name = slug(str(row.values.get("name", "")))
        return SequenceMatcher(None, name, had).ratio() - SequenceMatcher(None, name, given).ratio()

    return max(rows, key=fits), had


def _give_back(
    row: SheetRow, had: str, other: SheetRow, column: Column, notes: ReadingNotes
) -> None:
    """Give a row back its former id, so that no other errors follow; the file is refused."""
    note = f"Row {other.number} has it too. Was this row {had}?"
    notes.about(row, column, FindingCode.DUPLICATE_ID, Weight.REFUSED, note)
    row.values["id"] = had


def _differing(sheet: WorkbookSheet, first: SheetRow, row: SheetRow) -> Column | None:
    """Return the first column in which two rows with one id differ harmfully."""
    if sheet.title not in (Sheets.PLACES, Sheets.SERVICES):
        return None
    for column in sheet.columns:
        if column.vital or column.key in _BLANK:
            one, other = (
                each.values.get(column.key) or _BLANK.get(column.key) for each in (first, row)
            )
            if one != other:
                return column
    return None


def _free(base: str, numbered: str, taken: set[str]) -> str:
    if not numbered and (plain := fit(base, "")) not in taken:
        return plain
    tails = (f"{numbered or '-'}{number}" for number in count(1 if numbered else 2))
    return next(made for tail in tails if (made := fit(base, tail)) not in taken)
