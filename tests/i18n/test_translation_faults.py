"""Faults that translations once had do not come back: one row of a table for each.

Each language has its rows in one of ``tests/data/translation-faults-*.tsv``. The key is ``msgid:``
with the English words of the screen, or ``entity/id/field`` of a directory text. Several words in
a cell stand apart by ``|``: none of ``must_not`` may occur, all of ``must`` must.
"""

import csv
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kiosk.app import assets
from kiosk.domain.language import OFFERED, known_language
from kiosk.domain.records import AnyRecord, Translation
from kiosk.i18n.catalogs import SOURCE_TAG, po_path

TABLES = sorted((Path(__file__).parents[1] / "data").glob("translation-faults-*.tsv"))
COLUMNS = ["language", "key", "must_not", "must", "why"]
OF_SCREEN = "msgid:"

Finder = Callable[[str, str], list[str]]


def _rows() -> list[tuple[str, ...]]:
    rows = []
    for path in TABLES:
        with path.open(encoding="utf-8", newline="") as file:
            table = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            assert next(table) == COLUMNS, path.name
            rows += [tuple(row) for row in table if row]
    return rows


ROWS = _rows()


def words(cell: str) -> list[str]:
    return [word.strip().casefold() for word in cell.split("|") if word.strip()]


def faults(text: str, must_not: str, must: str) -> list[str]:
    """What is wrong with a text: a word that must not occur, or one that must and does not."""
    text = text.casefold()
    return [
        *(f"has {word!r}" for word in words(must_not) if word in text),
        *(f"lacks {word!r}" for word in words(must) if word not in text),
    ]


@cache
def _screen(tag: str) -> dict[str, list[str]]:
    """The words of the screen in one language, by the English; the same English may stand twice."""
    found = defaultdict(list)
    with po_path(assets.translations(), known_language(tag)).open("rb") as file:
        for message in read_po(file):
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            names = message.id if isinstance(message.id, tuple) else (message.id,)
            found[names[0]] += [str(text) for text in texts if text]
    return found


@pytest.fixture(scope="module")
def find(factory_records: tuple[AnyRecord, ...]) -> Finder:
    texts = defaultdict(list)
    for record in factory_records:
        if isinstance(record, Translation):
            at = f"{record.entity}/{record.entity_id}/{record.field}"
            texts[record.language, at].append(record.text)

    def found(tag: str, key: str) -> list[str]:
        if key.startswith(OF_SCREEN):
            return _screen(tag)[key.removeprefix(OF_SCREEN)]
        return texts[tag, key]

    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:2]))
def test_a_fault_of_a_translation_does_not_come_back(row: tuple[str, ...], find: Finder) -> None:
    tag, key, must_not, must, why = row
    assert tag in set(OFFERED) - {SOURCE_TAG}
    assert words(must_not + must), "the row asks nothing"
    assert why.strip(), "the row does not say why"
    said = find(tag, key)
    assert said, f"no text of {tag} has the key {key}"
    found = [f"{text}: {fault}" for text in said for fault in faults(text, must_not, must)]
    assert not found, f"{why}: {found}"


@pytest.mark.parametrize(
    ("must_not", "must", "found"),
    [
        ("secret", "", ["has 'secret'"]),
        ("", "most", ["lacks 'most'"]),
        ("all|each", "some | may", ["has 'all'", "lacks 'some'"]),
        ("every", "them|may", []),
    ],
)
def test_a_fault_is_a_word_too_many_or_too_few(must_not: str, must: str, found: list[str]) -> None:
    assert faults("All of them May keep it secret.", must_not, must) == found
