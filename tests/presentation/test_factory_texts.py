"""The texts of the factory directory: plain, kind, short, and true where others went wrong."""

import re
from collections.abc import Iterator

import pytest

from kiosk.directory.record_index import RecordIndex
from kiosk.domain.checks import kind_of, records_of_kind, source_texts
from kiosk.domain.language import OFFERED
from kiosk.domain.records import (
    AnyRecord,
    Need,
    Record,
    Tile,
    Translation,
)
from kiosk.domain.text import source_hash

Records = tuple[AnyRecord, ...]
MOST_WORDS, MOST_HAN = 15, 30
MOST_OF_LABEL, MOST_OF_WORD = 40, 14
"""Letters that fit on a tile: three lines of it, and one line."""
FORBIDDEN = re.compile(
    r"\b(?:victim|traffick|abus|rescu|illegal|status|submit|error|invalid|please wait|click)\w*",
    re.IGNORECASE,
)
HAN = re.compile(r"[\u4e00-\u9fff]")
SENTENCE_END = re.compile(r"(?<=[.?!؟。？！।])\s*")


# --- how hard it is to read ---------------------------------------------------------------------


def sentences(text: str) -> list[str]:
    return [part for part in SENTENCE_END.split(text) if re.search(r"\w", part)]


def _own(record: Record) -> list[str]:
    """The English texts of one record."""
    return [text for _, text in _fields(record)]


def test_no_sentence_is_long(factory_records: Records) -> None:
    long = [
        f"{record.id}: {sentence}"
        for record in factory_records
        for text in _own(record)
        for sentence in sentences(text)
        if len(sentence.split()) > MOST_WORDS
    ]
    assert not long, "\n".join(long)


def test_no_word_that_labels_or_scares(factory_records: Records) -> None:
    found = [
        f"{record.id}: {text}"
        for record in factory_records
        for text in _own(record)
        if FORBIDDEN.search(text)
    ]
    assert not found, "\n".join(found)


# --- the other languages ------------------------------------------------------------------------


@pytest.mark.parametrize("tag", [tag for tag in OFFERED if tag != "en"])
def test_every_text_speaks_every_offered_language(factory_records: Records, tag: str) -> None:
    translated = {
        (record.entity, record.entity_id, record.field): record.source_hash
        for record in factory_records
        if isinstance(record, Translation) and record.language == tag
    }
    missing = [
        key
        for record in factory_records
        for key, text in _fields(record)
        if translated.get(key) != source_hash(text)
    ]
    assert not missing, f"{len(missing)} texts are missing or stale in {tag}: {missing[:5]}"


def _fields(record: Record) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Yield the texts that are translated: all but names."""
    for field, text in source_texts(record).items():
        if field not in {"name", "quiet_name"}:
            yield (kind_of(record), record.id, field), text


@pytest.mark.parametrize("tag", [tag for tag in OFFERED if tag != "en"])
def test_no_sentence_is_long_in_any_language(factory_records: Records, tag: str) -> None:
    han = tag.startswith("zh")
    long = [
        f"{record.entity_id} {record.field}: {sentence}"
        for record in factory_records
        if isinstance(record, Translation) and record.language == tag
        for sentence in sentences(record.text)
        if (len(HAN.findall(sentence)) > MOST_HAN if han else len(sentence.split()) > MOST_WORDS)
    ]
    assert not long, "\n".join(long)


@pytest.mark.parametrize("tag", OFFERED)
def test_the_questions_of_a_need_fit_their_tiles_and_differ(
    factory_records: Records, tag: str
) -> None:
    tiles = records_of_kind(factory_records, Tile)
    texts = RecordIndex(factory_records).texts
    labels: dict[Need, list[str]] = {}
    for tile in tiles.values():
        label = tile.label if tag == "en" else texts["tile", tile.id, tag]["label"].text
        labels.setdefault(tile.need, []).append(label)
        assert len(label) <= MOST_OF_LABEL, label
        assert max(map(len, re.split(r"[\s(),（）、：，]+", label))) <= MOST_OF_WORD, label
    assert all(len(set(of_need)) == len(of_need) for of_need in labels.values())
