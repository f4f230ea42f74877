"""Apply what the editor says of an export: which day is 1, and what its status means."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kiosk.domain.records import Status
from kiosk.editor.fitting.cell_words import BLANK, IGNORE
from kiosk.editor.fitting.columns import ColumnRole, ColumnSeen
from kiosk.editor.importers.tables import TableRow, Tables
from kiosk.editor.parsers.days import FirstDay, day_numbers, named_days, quiet_days
from kiosk.editor.parsers.status import read_status
from kiosk.editor.publish.findings import FindingCode, SourceFinding, Weight

_DAYS = ("weekday", "byday")
_STATUS = "service.status"


def apply_answers(tables: Tables, first_day: FirstDay | None, *, ignore_status: bool) -> None:
    """Rewrite rows as the editor says; ask once what the numbers of weekdays mean."""
    _apply_status(tables, ignore=ignore_status)
    for table in ("schedule", "holiday_schedule"):
        numbered = list(_numbered(tables.of(table)))
        if not numbered:
            continue
        every = Counter(number for _, _, numbers in numbered for number in numbers)
        if first_day is None:
            tables.findings.append(_question(numbered[0][0], len(numbered), every))
            continue
        named = {
            id(row): _with(row, column, named_days(numbers, first_day, zero=0 in every))
            for row, column, numbers in numbered
        }
        tables.rows[table] = [named.get(id(row), row) for row in tables.of(table)]


def _apply_status(tables: Tables, *, ignore: bool) -> None:
    """Rewrite the status of services as a person said; ask about what only a person knows."""
    words = tables.answers.words_of(_STATUS)
    if ignore or IGNORE in words.values():
        tables.rows["service"] = [_without(row, "status") for row in tables.of("service")]
        return
    stated = dict.fromkeys(row.get("status") for row in tables.of("service"))
    some = {read_status(one) for one in stated if one}
    asked = [BLANK] if "" in stated and some else []
    if some and not some & {None, Status.ACTIVE}:
        asked += [one for one in stated if one and one.casefold() not in words]
    if asked:
        _ask(tables, asked)
    if BLANK in words:
        tables.rows["service"] = [
            row if row.get("status") else _with(row, "status", words[BLANK])
            for row in tables.of("service")
        ]


def _ask(tables: Tables, words: list[str]) -> None:
    """Ask about words of the column of the status, too, as of those that no rule reads."""
    for place, one in enumerate(tables.seen):
        if one.reads == _STATUS and one.role is not ColumnRole.PROPOSED:
            unread = tuple(dict.fromkeys((*one.unread, *words)))
            tables.seen[place] = replace(one, unread=unread)
            return
    file = tables.of("service")[0].file
    column = tables.headers.get(file, {}).get("status", "status")
    tables.seen.append(ColumnSeen(file, column, ColumnRole.KNOWN, _STATUS, unread=tuple(words)))


def _numbered(rows: list[TableRow]) -> Iterator[tuple[TableRow, str, tuple[int, ...]]]:
    """Yield the rows whose days are numbers, with the column and the numbers."""
    for row in rows:
        for column in _DAYS:
            if numbers := day_numbers(row.get(column)):
                yield row, column, numbers
                break


def _question(row: TableRow, rows: int, every: Counter[int]) -> SourceFinding:
    """Ask which day is 1, with the days that would be closed either way."""
    zero = 0 in every
    ways = (
        f"{first.title()}: closed on {quiet_days(every, first, zero=zero)}" for first in FirstDay
    )
    return SourceFinding(
        FindingCode.NUMBERED_DAYS,
        Weight.LEFT_OUT,
        row.file,
        None,
        next(column for column in _DAYS if column in row.cells),
        f"{rows:,} rows, {min(every)} to {max(every)}",
        f"{0 if zero else 1} is {'; '.join(ways)}",
    )


def _without(row: TableRow, column: str) -> TableRow:
    cells = {key: text for key, text in row.cells.items() if key != column}
    return TableRow(row.file, row.number, cells)


def _with(row: TableRow, column: str, text: str) -> TableRow:
    return TableRow(row.file, row.number, {**row.cells, column: text})
