"""Read the workbook that ``template`` makes, including changes by an editor."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Final, get_args
from zipfile import is_zipfile

from kiosk.domain.checks import kind_of
from kiosk.domain.helplines import ANCHORS, Helpline, is_forged
from kiosk.domain.records import (
    AwarenessCard,
    Figure,
    GuideBlock,
    SearchWord,
    Service,
    Tile,
    Translation,
)
from kiosk.domain.report_lines import kinds
from kiosk.domain.syncfile import Withdrawn
from kiosk.domain.text import TextOrigin
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.parsers.vocabulary import fold
from kiosk.editor.sources.merge import over_sources
from kiosk.editor.workbook import opening, sheet_records
from kiosk.editor.workbook.carry_over import Carried, records_to_carry
from kiosk.editor.workbook.cell_text import slug
from kiosk.editor.workbook.directory import add_overrides, read_directory
from kiosk.editor.workbook.language_sheets import TextKey, tag_of, texts_of, translations, waiting
from kiosk.editor.workbook.row_ids import give_ids
from kiosk.editor.workbook.session import WorkbookSession
from kiosk.editor.workbook.sheet_columns import Sheets
from kiosk.editor.workbook.sheet_folder import is_sheet_folder, open_sheets
from kiosk.editor.workbook.sheet_rows import Book, SheetRow, for_sheet, read_rows
from kiosk.editor.workbook.sheets import (
    CARDS,
    FIGURES,
    GUIDE_LINES,
    GUIDES,
    HELPLINES,
    LANGUAGE_COLUMNS,
    QUESTIONS,
    SEARCH_WORDS,
    SHEETS,
    WITHDRAWN,
)
from kiosk.editor.workbook.source_draft import Draft

__all__ = ["is_workbook", "read_facts", "read_workbook"]

RECOGNISED: Final = "Workbook of this program"


def is_workbook(path: Path) -> bool:
    """Return True if ``path`` is a workbook of this program, or a folder of its sheets."""
    if path.is_dir():
        return is_sheet_folder(path)
    return path.is_file() and is_zipfile(path) and opening.has_own_sheets(path)


def read_workbook(path: Path, options: ReadOptions, *, renews: bool = False) -> Draft:
    """Read the directory in the workbook ``path`` or in a folder of its sheets, with findings.

    A file that cannot be opened gives a draft with only that finding. ``renews`` is for a new
    workbook only: outdated translations and hidden addresses are included, and still reported.
    Raises :class:`SourceError` if a file of a folder cannot be read.
    """
    stage = WorkbookSession(options, renews=renews)
    try:
        with open_sheets(path) as book:
            stage.notes.findings += book.findings
            return _read(stage, over_sources(stage, book, path))
    except opening.WorkbookError as error:
        return Draft(RECOGNISED, findings=[SourceFinding(error.code, Weight.REFUSED, path.name)])


def _read(session: WorkbookSession, book: Book) -> Draft:
    gone = session.rows(book, WITHDRAWN)
    withdrawn = _withdrawn(session, gone)
    read_directory(session, book)
    add_overrides(session, book)
    _questions(session, book)
    _guides(session, book)
    _cards_figures_words(session, book)
    helplines = _helplines(session, book)
    session.count(Sheets.WITHDRAWN, len(gone), {"withdrawn": len(withdrawn)})
    _translations(session, book, _carry(session))
    if not any(isinstance(record, Service) for record in session.records):
        session.notes.sheet(Sheets.SERVICES, FindingCode.EMPTY_SOURCE, Weight.REFUSED)
    notes = session.notes
    return Draft(
        RECOGNISED,
        session.records,
        helplines,
        withdrawn,
        notes.findings,
        notes.counts,
        session.origins,
        frozenset(notes.streets),
        frozenset(notes.points),
        sources=session.sources,
    )


def read_facts(session: WorkbookSession, book: Book) -> Draft:
    """Read the directory, its questions, helplines and withdrawals, without texts to read."""
    withdrawn = _withdrawn(session, session.rows(book, WITHDRAWN))
    read_directory(session, book)
    _questions(session, book)
    return Draft(
        RECOGNISED,
        session.records,
        _helplines(session, book),
        withdrawn,
        session.notes.findings,
        origins=session.origins,
    )


def _guides(session: WorkbookSession, book: Book) -> None:
    guides = session.named(book, GUIDES, lambda row: slug(row.values["title"]) or "guide")
    session.known.add(Sheets.GUIDES, guides, "title")
    lines: dict[str, list[SheetRow]] = {row.values["id"]: [] for row in guides}
    for row in session.rows(book, GUIDE_LINES):
        lines[row.values["guide"]].append(row)
    made = []
    for row in guides:
        own = give_ids(
            lines[row.values["id"]],
            GUIDE_LINES,
            session.notes,
            base=lambda line: slug(line.values["text"][:40]) or "line",
        )
        blocks = tuple(session.built(GuideBlock, GUIDE_LINES, own))
        for line in own:
            session.trace(line, "guide", row.values["id"], f"blocks.{line.values['id']}")
        found = sheet_records.guide(row, GUIDES, blocks, session.notes)
        made += [found] if found else []
    session.add(Sheets.GUIDES, guides, made)
    rows = sum(map(len, lines.values()))
    session.count(Sheets.GUIDE_LINES, rows, {"guide_line": sum(len(each.blocks) for each in made)})


def _questions(session: WorkbookSession, book: Book) -> None:
    rows = session.named(
        book, QUESTIONS, lambda row: f"{row.values['need']}.{row.values['codes'][0]}"
    )
    session.add(Sheets.QUESTIONS, rows, session.built(Tile, QUESTIONS, rows))


def _cards_figures_words(session: WorkbookSession, book: Book) -> None:
    cards = session.named(book, CARDS, lambda row: slug(row.values["title"]) or "card")
    session.add(Sheets.CARDS, cards, session.built(AwarenessCard, CARDS, cards))
    figures = session.named(book, FIGURES, lambda _: "figure")
    session.add(Sheets.FIGURES, figures, session.built(Figure, FIGURES, figures))
    found = session.named(
        book,
        SEARCH_WORDS,
        lambda row: f"{row.values['language'].lower()}.{slug(row.values['words'][0]) or 'words'}",
        report=False,
    )
    session.add(Sheets.SEARCH_WORDS, found, session.built(SearchWord, SEARCH_WORDS, found))


def _helplines(session: WorkbookSession, book: Book) -> tuple[Helpline, ...]:
    if for_sheet(HELPLINES, book.tables) is None:
        return ANCHORS
    rows = session.named(book, HELPLINES, lambda row: slug(row.values["name"]) or "line")
    keys = ("number", "text_number", "tty")
    plain = [sheet_records.numbers_only(row, HELPLINES, keys, session.notes) for row in rows]
    lines = session.built(Helpline, HELPLINES, plain)
    by_id = {row.values["id"]: row for row in rows}
    for line in lines:
        session.trace(by_id[line.id], "helpline", line.id)
        if is_forged(line):
            column = HELPLINES.column("number")
            session.notes.about(by_id[line.id], column, FindingCode.HELPLINE_FORGED, Weight.REFUSED)
    present = {line.id for line in lines}
    lacking = tuple(anchor for anchor in ANCHORS if anchor.id not in present)
    for anchor in lacking:
        title = Sheets.HELPLINES
        session.notes.sheet(title, FindingCode.HELPLINE_KEPT, Weight.NOTE, anchor.name)
    session.count(Sheets.HELPLINES, len(rows), {"helpline": len(lines)})
    return (*lacking, *lines)


def _withdrawn(session: WorkbookSession, rows: Sequence[SheetRow]) -> tuple[Withdrawn, ...]:
    """Read the withdrawn records first: no other row may get one of their ids."""
    found = tuple(dict.fromkeys(session.built(Withdrawn, WITHDRAWN, rows)))
    places = {one.id for one in found if one.kind == "location"}
    session.withdrawn = session.options.withdrawn | places
    return found


def _carry(session: WorkbookSession) -> list[Translation]:
    """Add the kinds that the workbook lacks; return their translations."""
    present = {type(record) for record in session.records}
    lacking = tuple(kind for kind in get_args(Carried) if kind not in present)
    factory = [
        each for each in session.options.factory if isinstance(each, (*lacking, Translation))
    ]
    added, dropped = records_to_carry(session.records, factory)
    session.records += [each for each in added if not isinstance(each, Translation)]
    if added:
        summary = kinds(tuple(Counter(map(kind_of, added)).items()))
        session.notes.findings.append(
            SourceFinding(FindingCode.FACTORY_CARRIED, Weight.ASSUMED, RECOGNISED, assumed=summary)
        )
    if dropped:
        session.notes.sheet(RECOGNISED, FindingCode.REFERENCE_DROPPED, Weight.NOTE)
    return [each for each in added if isinstance(each, Translation)]


def _translations(
    session: WorkbookSession, book: Book, carried_texts: Iterable[Translation]
) -> None:
    """Read the translations of the workbook, then add carried ones that no sheet has."""
    texts = texts_of(session.records)
    seen: set[TextKey] = set()
    carried_keys = {
        (each.entity, each.entity_id, each.field, each.language) for each in carried_texts
    }
    for title, tag in _languages(session, book):
        session.options.on_reading(title)
        rows = read_rows(book, title, LANGUAGE_COLUMNS, session.notes, session.options.region)
        made = list(translations(rows, tag, texts, seen, session.notes, keep_stale=session.renews))
        session.records += made
        by_id = {row.values.get("id"): row for row in rows}
        for each in made:
            session.trace(by_id[each.id], "translation", each.id)
        counts = {
            "translation": len(made),
            "text_to_translate": waiting(texts, tag, seen | carried_keys),
        }
        session.count(title, len(rows), counts | _states(made))
    session.records += [
        each
        for each in carried_texts
        if (each.entity, each.entity_id, each.field, each.language) not in seen
    ]


def _states(made: Collection[Translation]) -> dict[str, int]:
    """Count translations by author, and how many no speaker has reviewed."""
    return {
        "by_machine": sum(each.origin is TextOrigin.MACHINE for each in made),
        "by_person": sum(each.origin is TextOrigin.HUMAN for each in made),
        "unread": sum(not each.reviewed for each in made),
    }


def _languages(session: WorkbookSession, book: Book) -> list[tuple[str, str]]:
    """Return title and language of each translation sheet; report the remaining sheets."""
    own = {for_sheet(sheet, book.tables) for sheet in SHEETS}
    others = [title for title in book.tables if title not in own]
    found = [(title, tag) for title in others if (tag := tag_of(title))]
    expected = {fold(Sheets.START), fold(Sheets.LISTS), *(fold(title) for title, _ in found)}
    for title in others:
        if fold(title) not in expected:
            session.notes.sheet(title, FindingCode.EXTRA_SHEET, Weight.NOTE)
    return found
