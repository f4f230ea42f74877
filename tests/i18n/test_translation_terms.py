"""A term that says something else in a language is refused wherever its English word stands.

The tables are ``tests/data/translation-terms-*.tsv``, one row a term. A text is refused if it holds
``wrong`` and its English holds the third cell (an empty one: any English). ``right`` is the term of
the glossary; several stand apart by ``|``, and a wrong term within a right one does not count ("pub
dawb" is free of charge, "dawb" alone is white). Capitals do not matter.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kiosk.app import assets
from kiosk.domain.checks import kind_of, source_texts
from kiosk.domain.language import OFFERED, known_language
from kiosk.domain.records import AnyRecord, Translation
from kiosk.i18n.catalogs import SOURCE_TAG, po_path

TABLES = sorted((Path(__file__).parents[1] / "data").glob("translation-terms-*.tsv"))
COLUMNS = ["language", "wrong", "only where the English has", "right"]
Row = tuple[str, str, str, str]
Pair = tuple[str, str]
"""An English text and its translation."""


def _rows() -> Iterator[Row]:
    for path in TABLES:
        with path.open(encoding="utf-8", newline="") as file:
            table = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            assert next(table) == COLUMNS, path.name
            yield from ((tag, wrong, english, right) for tag, wrong, english, right in table)


ROWS = tuple(_rows())


def is_refused(row: Row, pair: Pair) -> bool:
    """Return True if the text holds the wrong term outside the right ones."""
    _, wrong, english, right = (cell.casefold() for cell in row)
    source, text = (each.casefold() for each in pair)
    for term in right.split("|"):
        text = text.replace(term, "\n") if wrong in term else text
    return wrong in text and english in source


def _screen(tag: str) -> Iterator[Pair]:
    with po_path(assets.translations(), known_language(tag)).open("rb") as file:
        for message in read_po(file):
            names = message.id if isinstance(message.id, tuple) else (message.id,)
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            if names[0]:
                yield from ((" ".join(map(str, names)), str(text)) for text in texts)


@pytest.fixture(scope="module")
def pairs(factory_records: tuple[AnyRecord, ...]) -> dict[str, list[Pair]]:
    """Every text of the screen and of the directory beside its English, by language."""
    english = {
        (kind_of(record), record.id, field): text
        for record in factory_records
        if not isinstance(record, Translation)
        for field, text in source_texts(record).items()
    }
    found = {tag: list(_screen(tag)) for tag in {row[0] for row in ROWS}}
    for one in factory_records:
        if isinstance(one, Translation) and one.language in found:
            source = english.get((one.entity, one.entity_id, one.field), "")
            found[one.language].append((source, one.text))
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:3]))
def test_no_text_uses_a_wrong_term(row: Row, pairs: dict[str, list[Pair]]) -> None:
    refused = [text for pair in pairs[row[0]] for text in pair[1:] if is_refused(row, pair)]
    assert not refused, f"say {row[3]!r}: {refused}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:3]))
def test_a_row_refuses_its_wrong_term_and_takes_its_right_one(row: Row) -> None:
    tag, wrong, english, right = row
    assert tag in set(OFFERED) - {SOURCE_TAG}
    assert wrong.strip(), "the row refuses nothing"
    assert right.strip(), "the row does not say what to write"
    assert is_refused(row, (english, wrong))
    assert not any(is_refused(row, (english, term)) for term in right.split("|"))
