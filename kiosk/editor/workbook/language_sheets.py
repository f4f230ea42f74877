"""The sheets of the languages: every text next to its translation, in both directions."""

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Final

from kiosk.domain.checks import source_texts
from kiosk.domain.records import AnyRecord, Translation
from kiosk.domain.text import source_hash
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.parsers import vocabulary
from kiosk.editor.workbook.sheet_columns import Sheets, WorkbookSheet
from kiosk.editor.workbook.sheet_records import build
from kiosk.editor.workbook.sheet_rows import ReadingNotes, SheetRow
from kiosk.editor.workbook.sheets import LANGUAGE_COLUMNS

Texts = Mapping[tuple[str, str], Mapping[str, str]]
"""Translatable texts, by kind and id, then by field."""

TextKey = tuple[str, str, str, str]
"""Identifies a translated text: kind, id, field, language."""

LINE: Final = "Line: "
"""Prefix of a guide line's name in the column of texts."""
NAMES: Final = frozenset({("organization", "name"), ("service", "name"), ("service", "quiet_name")})
"""Names usually stay as they are: they are offered for translation only if they have one."""

CODE_LETTERS: Final = 3
"""Longest language code; longer bare titles are words such as "Map"."""
NO_TEXT: Final = "0" * 16
"""Replaces the hash of an unknown source text."""
_TITLE: Final = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z]{2,4}){0,2})\)$")
_TITLE_LENGTH: Final = 31
"""Longest sheet name that a spreadsheet allows."""
_SHEET: Final = WorkbookSheet(Sheets.START, "", LANGUAGE_COLUMNS)


def title_of(tag: str) -> str:
    """Return the title of a language sheet: ``Spanish (es)``."""
    name = re.sub(r"[^\w -]", "", vocabulary.language_word(tag))
    return f"{name[: _TITLE_LENGTH - len(tag) - len(' ()')]} ({tag})"


def tag_of(title: str) -> str | None:
    """Return the language of a sheet by its title; ``None`` if it names none."""
    if match := _TITLE.search(title.strip()):
        found = vocabulary.language_tag(match[1])
        return found[0] if found else None
    found = vocabulary.language_tag(title) if len(title.strip()) > CODE_LETTERS else None
    return found[0] if found else None


def field_word(field: str) -> str:
    """Return a field's word in the column of texts."""
    block = field.removeprefix("blocks.")
    return f"{LINE}{block}" if block != field else vocabulary.FIELDS.get(field, field)


def _field(text: str) -> str:
    if vocabulary.fold(text).startswith(vocabulary.fold(LINE)):
        return f"blocks.{text.split(':', 1)[1].strip()}"
    return vocabulary.code_of(vocabulary.FIELDS, text) or text


def translation_id(entity: str, entity_id: str, field: str, tag: str) -> str:
    """Return the id of a translation, constant for the same text and language."""
    digest = hashlib.sha256(f"{entity}/{entity_id}/{field}".encode()).hexdigest()
    return f"{tag.lower()}.{digest[:12]}"


def same(one: str, other: str) -> bool:
    """Return True if two texts differ in blanks at most."""
    first, second = (unicodedata.normalize("NFC", text).split() for text in (one, other))
    return first == second


def texts_of(records: Iterable[AnyRecord]) -> dict[tuple[str, str], dict[str, str]]:
    """Return every translatable text."""
    return {
        (str(record.__struct_config__.tag), record.id): texts
        for record in records
        if not isinstance(record, Translation) and (texts := source_texts(record))
    }


def translations(
    rows: Iterable[SheetRow],
    tag: str,
    texts: Texts,
    seen: set[TextKey],
    notes: ReadingNotes,
    *,
    keep_stale: bool = False,
) -> Iterator[Translation]:
    """Yield the translations of one language whose English text is unchanged.

    ``seen`` holds those of other sheets; it grows. With ``keep_stale`` outdated ones are included,
    with the hash of another text.
    """
    columns = {column.key: column for column in LANGUAGE_COLUMNS}
    for row in rows:
        values = row.values
        if "text" not in values:
            continue
        key = (values["entity"], values["entity_id"], _field(values["field"]))
        source = texts.get(key[:2], {}).get(key[2])
        if source is None:
            notes.about(row, columns["field"], FindingCode.NO_SUCH_TEXT, Weight.LEFT_OUT)
        elif (*key, tag) in seen:
            notes.about(row, columns["field"], FindingCode.DUPLICATE_ID, Weight.LEFT_OUT)
        else:
            made_from = source_hash(source)
            if could_hurt := _state_is(values, vocabulary.COULD_HURT):
                seen.add((*key, tag))  # no other text takes its place: English shows
            if could_hurt or _stale(values, source):
                code = FindingCode.TEXT_COULD_HURT if could_hurt else FindingCode.STALE_TEXT
                notes.about(row, columns["text"], code, Weight.LEFT_OUT)
                if not keep_stale:
                    continue
                made_from = NO_TEXT
            values |= {"field": key[2], "language": tag, "source_hash": made_from}
            values.setdefault("id", translation_id(*key, tag))
            if record := build(Translation, _SHEET, row, notes):
                seen.add((*key, tag))
                yield record


def _state_is(values: Mapping[str, str], word: str) -> bool:
    return vocabulary.fold(values.get("state", "")) == vocabulary.fold(word)


def _stale(values: Mapping[str, str], source: str) -> bool:
    marked = _state_is(values, vocabulary.OUT_OF_DATE)
    return marked or not same(values.get("english", source), source)


def waiting(texts: Texts, tag: str, done: Container[TextKey]) -> int:
    """Count the texts that a language still lacks."""
    return sum(
        (entity, field) not in NAMES and (entity, entity_id, field, tag) not in done
        for (entity, entity_id), fields in texts.items()
        for field in fields
    )


def language_rows(
    records: Iterable[AnyRecord], texts: Texts, tag: str
) -> Iterator[dict[str, object]]:
    """Yield the rows of a language sheet by column: existing translations and missing ones."""
    own = {
        (record.entity, record.entity_id, record.field): record
        for record in records
        if isinstance(record, Translation) and record.language == tag
    }
    order = list(vocabulary.ENTITIES)
    for (entity, entity_id), fields in sorted(texts.items(), key=lambda at: order.index(at[0][0])):
        for field, english in fields.items():
            found = own.pop((entity, entity_id, field), None)
            if found or (entity, field) not in NAMES:
                row = {"entity": entity, "entity_id": entity_id, "field": field_word(field)}
                yield row | {"english": english} | _translation_cells(found, english)
    for (entity, entity_id, field), orphan in own.items():
        row = {"entity": entity, "entity_id": entity_id, "field": field_word(field)}
        yield row | _translation_cells(orphan, None)


def _translation_cells(translation: Translation | None, english: str | None) -> dict[str, object]:
    if translation is None:
        return {"state": vocabulary.TO_DO}
    fresh = english is not None and source_hash(english) == translation.source_hash
    key = (translation.entity, translation.entity_id, translation.field)
    return {
        "text": translation.text,
        "origin": translation.origin,
        "reviewed": translation.reviewed,
        "state": None if fresh else vocabulary.OUT_OF_DATE,
        "id": None
        if translation.id == translation_id(*key, translation.language)
        else translation.id,
    }
