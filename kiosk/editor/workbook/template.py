"""Write the workbook, empty or with a whole directory."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from kiosk import atomic_files
from kiosk.domain.checks import by_service, records_of_kind
from kiosk.domain.helplines import ANCHORS, Helpline
from kiosk.domain.language import OFFERED, Direction, language
from kiosk.domain.records import (
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    Location,
    Organization,
    Phone,
    Record,
    Schedule,
    SearchWord,
    Service,
    ServiceAtLocation,
    Tile,
    Translation,
)
from kiosk.domain.syncfile import Withdrawn
from kiosk.editor.workbook.cell_times import typed_span
from kiosk.editor.workbook.language_sheets import language_rows, texts_of, title_of
from kiosk.editor.workbook.sheet_columns import Column, Sheets, WorkbookSheet
from kiosk.editor.workbook.sheets import LANGUAGE_COLUMNS, SHEETS, START_STEPS, situation_cells
from kiosk.editor.workbook.style import (
    FIRST_ROW,
    LAST_ROW,
    LISTS,
    CellStyle,
    cell,
    fit_to_page,
    prepare_sheet,
    style_of,
    styles,
)
from kiosk.editor.workbook.to_cell import to_cell

Values = Mapping[str, Any]
"""Values of a row, by key of the column."""

LANGUAGES: Final = tuple(tag for tag in OFFERED if tag != "en")
"""Languages that always get a sheet."""

_NAMED: Final = {column.target for sheet in SHEETS for column in sheet.columns if column.target}
"""Sheets whose ids other sheets choose from; the id is their first column."""

_KINDS: Final[dict[Sheets, type[Record]]] = {
    Sheets.ORGANIZATIONS: Organization,
    Sheets.PLACES: Location,
    Sheets.PHONES: Phone,
    Sheets.HOURS: Schedule,
    Sheets.QUESTIONS: Tile,
    Sheets.GUIDES: Guide,
    Sheets.CARDS: AwarenessCard,
    Sheets.FIGURES: Figure,
    Sheets.SEARCH_WORDS: SearchWord,
}
"""Sheets whose rows map directly to records."""


def write_template(
    path: Path,
    records: Sequence[AnyRecord] = (),
    helplines: Sequence[Helpline] = ANCHORS,
    withdrawn: Sequence[Withdrawn] = (),
    languages: Iterable[str] = LANGUAGES,
) -> None:
    """Write a workbook to ``path`` with ``records`` in its sheets.

    There is a sheet for each of ``languages`` and for each language with translations in the
    records. Raises :class:`OSError`; ``path`` is unchanged then.
    """
    spoken = (each.language for each in records if isinstance(each, Translation))
    tags = [tag for tag in dict.fromkeys((*languages, *spoken)) if tag != "en"]
    book = Workbook(write_only=True)
    book.properties.creator = book.properties.title = "Directory"
    for style in styles():
        book.add_named_style(style)
    write_start(book.create_sheet(Sheets.START.value), map(title_of, tags))
    for sheet in SHEETS:
        _sheet(book, sheet, values_of(sheet.title, records, helplines, withdrawn))
    texts = texts_of(records)
    for tag in tags:
        _language(book, tag, language_rows(records, texts, tag))
    write_lists(book, book.create_sheet(Sheets.LISTS.value))
    content = io.BytesIO()
    book.save(content)
    atomic_files.replace_file(path, content.getvalue())


def _sheet(book: Any, sheet: WorkbookSheet, rows: Iterable[Values]) -> None:
    table = book.create_sheet(sheet.title.value)
    prepare_sheet(table, sheet.columns)
    if sheet.title in _NAMED:
        define_ids(book, sheet.title)
    for values in rows:
        table.append([_cell(table, column, values, style_of(column)) for column in sheet.columns])


def _cell(table: Any, column: Column, values: Values, style: CellStyle) -> Any:
    value = to_cell(column, values.get(column.key))
    return None if value is None else cell(table, value, style)


def _language(book: Any, tag: str, rows: Iterable[Values]) -> None:
    known = language(tag)
    right = known is not None and known.direction is Direction.RTL
    own = CellStyle.READ_FROM_RIGHT if right else CellStyle.TEXT
    table = book.create_sheet(title_of(tag))
    prepare_sheet(table, LANGUAGE_COLUMNS, {"text": own})
    for values in rows:
        waits = values.get("state") is not None
        looks = {"text": own} if not waits else dict.fromkeys(values, CellStyle.TO_DO)
        row = [
            _cell(table, column, values, looks.get(column.key, CellStyle.TEXT))
            for column in LANGUAGE_COLUMNS
        ]
        if waits and "text" not in values:
            row[_TEXT] = cell(table, None, CellStyle.TO_DO)
        table.append(row)


_TEXT: Final = [column.key for column in LANGUAGE_COLUMNS].index("text")


def values_of(
    title: Sheets,
    records: Sequence[AnyRecord],
    helplines: Sequence[Helpline] = (),
    withdrawn: Sequence[Withdrawn] = (),
) -> Iterator[Values]:
    """Yield the values of a sheet's rows, by key of the column."""
    match title:
        case Sheets.SERVICES:
            yield from _services(records)
        case Sheets.GUIDE_LINES:
            for guide in records_of_kind(records, Guide).values():
                yield from ({"guide": guide.id} | _fields(block) for block in guide.blocks)
        case Sheets.HELPLINES:
            yield from map(_fields, helplines)
        case Sheets.REVEALING:
            for service in records_of_kind(records, Service).values():
                yield from ({"service_id": service.id} | _fields(one) for one in service.overrides)
        case Sheets.WITHDRAWN:
            yield from map(_fields, withdrawn)
        case Sheets.SOURCES:
            pass  # a new workbook lies over no source
        case Sheets.HOURS:
            yield from map(_hours, records_of_kind(records, Schedule).values())
        case _:
            yield from map(_fields, records_of_kind(records, _KINDS[title]).values())


def _fields(record: Any) -> dict[str, Any]:
    return {
        name: value
        for name in record.__struct_fields__
        if (value := getattr(record, name)) is not None
    }


def _services(records: Sequence[AnyRecord]) -> Iterator[Values]:
    points = by_service(records_of_kind(records, ServiceAtLocation).values())
    for service in records_of_kind(records, Service).values():
        sorted_in = situation_cells(service.situations)
        places = tuple(one.location_id for one in points[service.id])
        yield _fields(service) | sorted_in | {"places": places}


def _hours(schedule: Schedule) -> Values:
    return _fields(schedule) | typed_span(schedule.opens_at, schedule.closes_at)


TITLE: Final = "The directory of your coalition"
PUBLISH: Final = "resource-kiosk publish directory.xlsx -o directory.kiosksync"
COLOURS: Final = (
    (CellStyle.MUST, "Dark header: must be filled in, or the row is left out."),
    (CellStyle.MAY, "Light header: may stay empty."),
    (
        CellStyle.LEAVE,
        "Grey header: an id. If it is empty, one is made; then copy it from the report.",
    ),
    (CellStyle.EXAMPLE, "Grey row: an example. It is not read; you can delete it."),
    (CellStyle.TO_DO, "Yellow row: a text that waits for its translation."),
)
LANGUAGE_ABOUT: Final = "Every text in English, and beside it the translation."
_WIDTHS: Final = (30, 100)


def write_start(table: Any, languages: Iterable[str]) -> None:
    """Write the sheet that is shown when the workbook opens."""
    for letter, width in zip("AB", _WIDTHS, strict=True):
        table.column_dimensions[letter].width = width
    table.sheet_view.showGridLines = False
    fit_to_page(table, wide=False)
    table.append([cell(table, TITLE, CellStyle.TITLE)])
    _section(table, "Step by step")
    for name, step in START_STEPS:
        table.append([cell(table, name, CellStyle.NAME), cell(table, step, CellStyle.PLAIN)])
    _section(table, "To publish")
    table.append([cell(table, "Type this", CellStyle.NAME), cell(table, PUBLISH, CellStyle.PLAIN)])
    _section(table, "Colours")
    for look, text in COLOURS:
        table.append([cell(table, look.value, look), cell(table, text, CellStyle.PLAIN)])
    _section(table, "Sheets")
    about = [(sheet.title.value, sheet.about) for sheet in SHEETS]
    about += [(title, LANGUAGE_ABOUT) for title in languages]
    about.append((Sheets.LISTS.value, "The words that cells can choose from. Do not change it."))
    for title, text in about:
        table.append([cell(table, title, CellStyle.NAME), cell(table, text, CellStyle.PLAIN)])


def _section(table: Any, title: str) -> None:
    table.append([])
    table.append([cell(table, title, CellStyle.TITLE)])


def write_lists(book: Any, table: Any) -> None:
    """Write the words of every list, each with the name that drop-downs use."""
    table.freeze_panes = "A2"
    table.protection.sheet = True
    fit_to_page(table)
    lists = [list(words.values()) for words in LISTS.values()]
    for index, (name, words) in enumerate(zip(LISTS, lists, strict=True), 1):
        letter = get_column_letter(index)
        table.column_dimensions[letter].width = max(map(len, (name, *words))) + 2
        reach = f"'{Sheets.LISTS.value}'!${letter}$2:${letter}${len(words) + 1}"
        _define(book, f"list_{name}", reach)
    table.append([cell(table, _words(name), CellStyle.LEAVE) for name in LISTS])
    for row in range(max(map(len, lists))):
        table.append(
            [
                cell(table, words[row], CellStyle.PLAIN) if row < len(words) else None
                for words in lists
            ]
        )


def define_ids(book: Any, sheet: Sheets) -> None:
    """Name the ids in the first column of a sheet; the range grows with the rows."""
    first = f"'{sheet.value}'!$A${FIRST_ROW}"
    filled = f"COUNTA({first}:$A${LAST_ROW})"
    reach = f"OFFSET({first},0,0,MAX(1,{filled}),1)"
    _define(book, f"ids_{sheet.name.lower()}", reach)


def _define(book: Any, name: str, reach: str) -> None:
    book.defined_names[name] = DefinedName(name, attr_text=reach)


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()
