"""Say where a folder is, and who says each cell."""

from collections.abc import Iterator
from pathlib import Path

from kiosk import APP
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.parsers.vocabulary import VISIBILITY, fold, nearest
from kiosk.editor.source_files import SourceError
from kiosk.editor.sources.desk_answers import CellAnswer, SourceAnswer, WhyAnswer
from kiosk.editor.sources.imported import load_import, source_folder, source_names
from kiosk.editor.sources.merge import over_sources, read_lines
from kiosk.editor.workbook.session import WorkbookSession
from kiosk.editor.workbook.sheet_columns import WorkbookSheet
from kiosk.editor.workbook.sheet_folder import open_sheets
from kiosk.editor.workbook.sheet_rows import ReadingNotes, SheetRow, for_sheet
from kiosk.editor.workbook.sheets import PLACES, SERVICES
from kiosk.editor.workbook.typed_rows import DIRECTORY

_SHOW = fold(VISIBILITY["public"])


def desk_sources(workbook: Path) -> tuple[list[SourceAnswer], list[str]]:
    """Return the sources of a folder, and what each needs before it can be published.

    Raises ``SourceError`` and ``WorkbookError``.
    """
    stage, lines = WorkbookSession(ReadOptions()), []
    if workbook.exists():
        with open_sheets(workbook) as book:
            lines = read_lines(stage, book)
    listed = {line.name: line for line in lines}
    sources, steps = [], []
    for name in dict.fromkeys((*listed, *source_names(workbook))):
        found, line = load_import(source_folder(workbook, name)), listed.get(name)
        sources.append(
            SourceAnswer(
                name=name,
                title=line.title if line else "",
                on=line is not None and line.on,
                listed=line is not None,
                imported=found is not None,
                export=found.facts.name if found else "",
                date=found.facts.date.isoformat() if found else "",
                services=found.facts.counts.get("service", 0) if found else 0,
                below=[],
                seen="",
            )
        )
        if found is None:
            steps.append(f"Import {name}: {APP} desk import {name} EXPORT")
        elif line is None:
            steps.append(f"Write {name} on the sheet Sources of {workbook.name}.")
        elif not line.on:
            steps.append(f"{name} is off. To publish it, write Yes under On?.")
    return sources, steps


def why_answer(workbook: Path, key: str) -> WhyAnswer:
    """Return who says each cell of a record and of the rows that belong to it.

    Raises ``SourceError`` if nothing has the id, and ``WorkbookError``.
    """
    stage = WorkbookSession(ReadOptions())
    with open_sheets(workbook) as book:
        merged = over_sources(stage, book, workbook)
        under = _under(workbook, [line.name for line in read_lines(stage, book)])
        cells, known = list[CellAnswer](), list[str]()
        for sheet in DIRECTORY:
            if (title := for_sheet(sheet, merged.tables)) is None:
                continue
            for row in merged.typed(title, sheet.columns, ReadingNotes()):
                known.append(row.key)
                if key in (row.key, row.whole("service_id")):
                    cells += _cells(sheet, title, row, under)
    if not cells:
        near = nearest(key, known)
        raise SourceError(f"Nothing here has the id {key}." + f" Did you mean {near}?" * bool(near))
    return WhyAnswer(id=key, cells=cells)


def _under(workbook: Path, names: list[str]) -> dict[str, SheetRow]:
    """Return the rows of all sources by id."""
    found = [load_import(source_folder(workbook, name)) for name in names]
    return {
        row.key: row
        for one in found
        if one is not None
        for rows in one.rows.values()
        for row in rows
    }


def _cells(
    sheet: WorkbookSheet, title: str, row: SheetRow, under: dict[str, SheetRow]
) -> Iterator[CellAnswer]:
    secret = sheet is PLACES and fold(row.whole("address_visibility")) != _SHOW
    base = under.get(row.key)
    for column in sheet.columns:
        if column.key not in row.raws:
            continue
        place, number = row.lent.get(column.key, (row.title, row.number))
        own = place == title
        hidden = secret and column.leads
        theirs = base.whole(column.key) if base and own and not hidden else ""
        text = row.whole(column.key)
        yield CellAnswer(
            sheet=title,
            id=row.key,
            column=column.header,
            text="" if hidden else text,
            by=f"your workbook, {title}, row {number}" if own else _place_words(place, number),
            instead=theirs if theirs != text else "",
        )


def _place_words(place: str, number: int) -> str:
    return f"{place}, row {number}" if number else place


def source_row(workbook: Path, key: str) -> tuple[WorkbookSheet, SheetRow] | None:
    """Return the sheet and the row that a source has for an id, of organizations to services."""
    name = key.split(".", 1)[0]
    found = load_import(source_folder(workbook, name)) if name in source_names(workbook) else None
    for sheet in DIRECTORY[: DIRECTORY.index(SERVICES) + 1]:
        for row in found.rows[sheet.title] if found else ():
            if row.key == key:
                return sheet, row
    return None
