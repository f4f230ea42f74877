"""Read the sheet Sources of a workbook, and lay the workbook over what it names."""

from pathlib import Path

from kiosk.editor.importers.files import SourceError
from kiosk.editor.publish.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.sources.imported import load_import, source_folder, source_names
from kiosk.editor.sources.judged import SAME, load_judged
from kiosk.editor.sources.merge import LaidSource, SourceLine, in_order, lay_over
from kiosk.editor.workbook.columns import Sheets
from kiosk.editor.workbook.more_sheets import SOURCES
from kiosk.editor.workbook.rows import Book, for_sheet
from kiosk.editor.workbook.session import WorkbookSession


def read_lines(stage: WorkbookSession, book: Book) -> list[SourceLine]:
    """Return the sources that a workbook names, in order; older workbooks have no such sheet."""
    if for_sheet(SOURCES, book.tables) is None:
        return []
    lines = stage.built(SourceLine, SOURCES, stage.rows(book, SOURCES))
    return in_order({line.name: line for line in lines}.values())


def over_sources(stage: WorkbookSession, book: Book, workbook: Path) -> Book:
    """Return a workbook over those of its sources that are on.

    Raises :class:`SourceError` if a source is damaged, or if the workbook is to become a new one: a
    row that lies over a source is no whole row.
    """
    lines = read_lines(stage, book)
    listed = {line.name for line in lines}
    stage.notes.findings += [
        SourceFinding(FindingCode.SOURCE_UNLISTED, Weight.NOTE, Sheets.SOURCES, value=name)
        for name in source_names(workbook)
        if name not in listed
    ]
    if not lines:
        return book
    if stage.renews:
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
                stage.notes.findings.append(
                    SourceFinding(code, Weight.REFUSED, Sheets.SOURCES, value=line.name)
                )
            else:
                judged = load_judged(folder)
                same = {one.left_out: one.kept for one in judged if one.answer == SAME}
                laid.append(LaidSource(line, found, same))
                stage.sources[line.name] = found.stated
                if found.facts.hidden:
                    hidden = stage.options.hidden(line.name, found.facts.sha256)
                    stage.notes.streets |= hidden.streets
                    stage.notes.points |= hidden.points
    return lay_over(book, laid, listed, stage.notes, stage.options.region)
