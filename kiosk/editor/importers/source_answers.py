"""Apply what the editor says of an export: which day is 1, and that a column is no status."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kiosk.editor.importers.tables import TableRow, Tables
from kiosk.editor.parsers.days import FirstDay, day_numbers, named_days, quiet_days
from kiosk.editor.publish.findings import FindingCode, SourceFinding, Weight

_DAYS = ("weekday", "byday")


def apply_answers(tables: Tables, first_day: FirstDay | None, *, ignore_status: bool) -> None:
    """Rewrite rows as the editor says; ask once what the numbers of weekdays mean."""
    if ignore_status:
        tables.rows["service"] = [_without(row, "status") for row in tables.of("service")]
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
    return replace(row, cells={key: text for key, text in row.cells.items() if key != column})


def _with(row: TableRow, column: str, text: str) -> TableRow:
    return replace(row, cells={**row.cells, column: text})
