"""Texts of a directory in review: read from the sheets of a workbook, and written there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kiosk.domain.checks import kind_of, records_of_kind
from kiosk.domain.records import AnyRecord, Guide, Need, Translation
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.forms.review_texts import Harm, ReviewText, Verdict
from kiosk.editor.parsers import vocabulary
from kiosk.editor.source_files import SourceError
from kiosk.editor.sources.workbook_reader import read_workbook
from kiosk.editor.workbook.edit import WorkbookEdit
from kiosk.editor.workbook.language_sheets import tag_of, texts_of
from kiosk.editor.workbook.sheet_folder import open_sheets
from kiosk.editor.workbook.sheet_rows import ReadingNotes
from kiosk.editor.workbook.sheets import (
    CARDS,
    GUIDES,
    LANGUAGE_COLUMNS,
    ORGANIZATIONS,
    QUESTIONS,
    SERVICES,
)

_COLUMNS: Final = {column.key: column for column in LANGUAGE_COLUMNS}
_SHEETS: Final = {
    "service": SERVICES,
    "guide": GUIDES,
    "awareness_card": CARDS,
    "tile": QUESTIONS,
    "organization": ORGANIZATIONS,
}
_SAFE: Final = frozenset({Need.SAFE_PLACE, Need.TALK, Need.OKAY, Need.YOUNG})
_LAW: Final = frozenset({Need.WORK, Need.PAPERS, Need.COURT})
_DIGITS: Final = re.compile(r"\d{3,}")
"""Matches what may be a number to call."""


@dataclass(frozen=True, slots=True)
class DirectoryTexts:
    """The translations of one language in a workbook, and the row of each."""

    workbook: Path
    tag: str
    texts: tuple[ReviewText, ...]
    rows: Mapping[str, tuple[str, int]]
    """Title and number of the row of each text, by its key."""

    def write(self, verdicts: Iterable[Verdict]) -> None:
        """Write verdicts into their rows. Raises :class:`SourceError` and OSError."""
        edit = WorkbookEdit(self.workbook, {title for title, _ in self.rows.values()})
        for verdict in verdicts:
            title, number = self.rows[verdict.text.key]
            edit.fill(title, LANGUAGE_COLUMNS, number, _cells(verdict), verdict.note)
        edit.save()


def directory_texts(workbook: Path, tag: str) -> DirectoryTexts:
    """Return the texts that no speaker of a language has read yet, but are on the screens.

    Raises :class:`SourceError` and :class:`WorkbookError`.
    """
    with open_sheets(workbook) as book:
        states = {
            (title, row.number): row.whole("state")
            for title in book.tables
            if tag_of(title) == tag
            for row in book.typed(title, LANGUAGE_COLUMNS, ReadingNotes())
        }
    draft = read_workbook(workbook, ReadOptions())
    if not states:
        raise SourceError(
            f"{workbook.name} has no text in {vocabulary.language_word(tag)}. The program's own "
            f"words: desk review {tag} --catalogue. A workbook without sources gets its texts with "
            f"template -o new.xlsx --with-factory --from {workbook.name}"
        )
    english = texts_of(draft.records)
    records = {(kind_of(one), one.id): one for one in draft.records}
    texts, rows = [], {}
    for one in records_of_kind(draft.records, Translation).values():
        if one.language != tag or one.reviewed:
            continue
        origin = draft.origins.get(("translation", one.id, ""))
        if origin is None or origin.row is None:
            continue
        key = f"{one.entity}/{one.entity_id}/{one.field}"
        owner = records[one.entity, one.entity_id]
        source = english[one.entity, one.entity_id][one.field]
        state = states.get((origin.file, origin.row), "")
        rows[key] = origin.file, origin.row
        texts.append(
            ReviewText(
                key,
                _where(owner, one),
                source,
                one.text,
                _harm(owner, one.field, source),
                _most(one),
                vocabulary.fold(state) == vocabulary.fold(vocabulary.UNSURE),
            )
        )
    return DirectoryTexts(workbook, tag, tuple(texts), rows)


def _cells(verdict: Verdict) -> dict[str, str]:
    """Return the cells of a row that a verdict fills, by header."""
    state, yes = _COLUMNS["state"].header, vocabulary.YES_NO["yes"]
    match verdict.choice:
        case "unsure":
            return {state: vocabulary.UNSURE}
        case "harm":
            return {state: vocabulary.COULD_HURT}
    better = {_COLUMNS["text"].header: verdict.better} if verdict.better else {}
    origin = {_COLUMNS["origin"].header: vocabulary.ORIGINS["human"]} if better else {}
    read = {state: "", _COLUMNS["reviewed"].header: yes} if verdict.is_read else {}
    return {**better, **origin, **read}


def _where(owner: Any, text: Translation) -> str:
    """Return where a text stands, in words."""
    name = getattr(owner, "name", None) or getattr(owner, "title", None) or owner.id
    kind = vocabulary.ENTITIES.get(text.entity, text.entity)
    if isinstance(owner, Guide) and (line := text.field.removeprefix("blocks.")) != text.field:
        block = next(one for one in owner.blocks if one.id == line)
        return f"{kind} “{name}”, {vocabulary.LINE_KINDS[block.kind].lower()}"
    field = vocabulary.FIELDS.get(text.field, text.field).lower()
    return f"{kind} “{name}”, {field}" if text.entity != "tile" else f"{kind} on the screen"


def _harm(owner: AnyRecord, field: str, english: str) -> Harm:
    needs = frozenset(getattr(owner, "categories", ()))
    if isinstance(owner, Guide) and Need.SAFE_PLACE in needs:
        return Harm.LEAVE
    if _DIGITS.search(english):
        return Harm.NUMBERS
    if not isinstance(owner, Guide) and field != "description":
        return Harm.PHRASES
    if needs & _SAFE:
        return Harm.SAFE
    return Harm.LAW if needs & _LAW or getattr(owner, "law_or_health", False) else Harm.GUIDES


def _most(text: Translation) -> int:
    """Return how many characters a text may have, as the column of its English states."""
    columns: Iterator[int] = (
        column.most for column in _SHEETS[text.entity].columns if column.key == text.field
    )
    return next(columns, 0) or _COLUMNS["text"].most
