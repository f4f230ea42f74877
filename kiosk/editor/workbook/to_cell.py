"""Write a value of a record as a cell of the workbook, the inverse of reading it."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from kiosk.domain.contact import format_phone
from kiosk.domain.records import Source
from kiosk.editor.parsers import vocabulary
from kiosk.editor.workbook import cell_times
from kiosk.editor.workbook.cells import source_of
from kiosk.editor.workbook.sheet_columns import Column, Kind

CellValue = str | int | float | dt.date | None


def to_cell(column: Column, value: Any) -> CellValue:
    """Return the cell of ``column`` for ``value``; ``None`` if there is nothing to write."""
    if value is None or value == ():
        return None
    if column.kind is Kind.CHOICE:
        return column.words.get(value, str(value))
    if column.kind in (Kind.CHOICES, Kind.MONTHS):
        return ", ".join(column.words.get(str(each), str(each)) for each in value)
    writer = _WRITERS.get(column.kind)
    if writer:
        return writer(value)
    return value if isinstance(value, int | float | dt.date) else str(value)


def _sources(sources: tuple[Source, ...]) -> str:
    return "\n".join(map(_source, sources))


def _source(source: Source) -> str:
    """Omit empty parts, if the result reads back the same."""
    name = " ".join(source.name.split())
    short = " | ".join(part for part in (name, source.url, source.date) if part)
    if source_of(short) == source:
        return short
    return " | ".join((name, source.url or "", source.date or ""))


def _list(value: tuple[str, ...]) -> str:
    """Write one item per line if an item contains a comma."""
    joint = "\n" if any("," in each or ";" in each for each in value) else ", "
    return joint.join(value) if len(value) > 1 or joint == ", " else f"{value[0]}\n"


def _degrees(value: float) -> float | str:
    """Return a number, or text if a spreadsheet would round it: it stores 15 digits."""
    return value if float(f"{value:.15g}") == value else repr(value)


_WRITERS: Final[dict[Kind, Callable[[Any], CellValue]]] = {
    Kind.YES: lambda value: vocabulary.YES_NO["yes"] if value else None,
    Kind.MAYBE: lambda value: vocabulary.YES_NO["yes" if value else "no"],
    Kind.PHONE: format_phone,
    Kind.DECIMAL: _degrees,
    Kind.TIME: cell_times.time_text,
    Kind.DAYS: cell_times.days_text,
    Kind.LANGUAGE: vocabulary.language_word,
    Kind.LANGUAGES: lambda value: ", ".join(map(vocabulary.language_word, value)),
    Kind.LIST: _list,
    Kind.REFS: ", ".join,
    Kind.SOURCES: _sources,
}
