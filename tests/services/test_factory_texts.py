"""The texts of the factory directory: plain, kind, short, and true where others went wrong."""

import re
from collections.abc import Callable, Iterator

import pytest

from kiosk.directory.checks import FIGURE, kind_of, of_kind
from kiosk.domain.language import OFFERED
from kiosk.domain.records import (
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    GuideBlock,
    GuideBlockKind,
    Organization,
    Record,
    Service,
    Translation,
)
from kiosk.domain.text import source_hash
from kiosk.services.desk import Desk

Records = tuple[AnyRecord, ...]
GRADE = 5.0
MOST_WORDS, MOST_HAN = 15, 30
FORBIDDEN = re.compile(
    r"\b(?:victim|traffick|abus|rescu|illegal|status|submit|error|invalid|please wait|click)\w*",
    re.IGNORECASE,
)
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
HAN = re.compile(r"[\u4e00-\u9fff]")
SENTENCE_END = re.compile(r"(?<=[.?!؟。？！])\s*")
FIGURES_IN_NAMES = {"911", "988", "211", "711", "18"}
"""Numbers that are names, and the age at which the law makes someone an adult."""


# --- how hard it is to read ---------------------------------------------------------------------


def sentences(text: str) -> list[str]:
    return [part for part in SENTENCE_END.split(text) if re.search(r"\w", part)]


def syllables(word: str) -> int:
    """Groups of vowels, without the silent endings; compounds by their parts."""
    parts = re.split(r"[-'’]", word.lower())
    return max(1, sum(map(_syllables, filter(None, parts))))


def _syllables(word: str) -> int:
    count = len(re.findall(r"[aeiouy]+", word))
    silent_e = word.endswith("e") and not word.endswith(("le", "ee", "ye", "ie"))
    silent_ed = word.endswith("ed") and not word.endswith(("ted", "ded", "eed", "ied"))
    silent_es = word.endswith("es") and not re.search(r"(?:[sxzcg]|ch|sh|i|e|l)es$", word)
    return count - (silent_e or silent_ed or silent_es)


def grade(texts: list[str], names: set[str]) -> float:
    """Flesch-Kincaid grade of some texts together, names left out (Kincaid et al., 1975)."""
    words: list[str] = []
    count = 0
    for sentence in (sentence for text in texts for sentence in sentences(text)):
        found = [
            word
            for place, word in enumerate(WORD.findall(sentence))
            if not (word in names or (place and word[0].isupper()) or not word[1:].islower())
            or word in {"I", "a", "A"}
        ]
        words += found
        count += bool(found)
    if not words:
        return 0.0
    return 0.39 * len(words) / count + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("free", 1), ("safe", 1), ("forced", 1), ("wanted", 2), ("people", 2), ("lawyer", 2),
        ("papers", 2), ("clothes", 1), ("changes", 2), ("immigration", 4), ("health", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_hard_english_is_told_from_plain_english() -> None:
    plain = ["Talk to someone now. It is free. You do not give your name."]
    hard = ["Comprehensive case management is available for eligible individuals and families."]
    assert grade(plain, set()) < 2 < GRADE + 5 < grade(hard, set())


@pytest.fixture(scope="module")
def names(factory_records: Records) -> set[str]:
    """Words of proper names that no text uses as ordinary words."""
    ordinary = {word for text in _english(factory_records) for word in WORD.findall(text)}
    return {
        word
        for record in factory_records
        if isinstance(record, Service | Organization)
        for word in WORD.findall(record.name)
        if word[0].isupper() and word.lower() not in ordinary
    }


def _own(record: Record) -> list[str]:
    """The English texts of one record."""
    match record:
        case Service():
            return [record.phrase, *([record.description] if record.description else [])]
        case Guide():
            return [record.title, record.summary, *(block.text for block in record.blocks)]
        case AwarenessCard():
            return [record.title, record.text]
    return []


def _english(records: Records) -> Iterator[str]:
    for record in records:
        yield from _own(record)


def test_guides_and_cards_are_below_grade_five(factory_records: Records, names: set[str]) -> None:
    for record in factory_records:
        if isinstance(record, Guide | AwarenessCard):
            texts = [FIGURE.sub("", text) for text in _own(record)]
            assert grade(texts, names) <= GRADE, record.id


def test_pages_of_services_are_below_grade_five(
    desk: Callable[..., Desk], factory_records: Records, names: set[str]
) -> None:
    here = desk("en")
    for service_id in of_kind(factory_records, Service):
        view = here.service(service_id)
        assert view is not None
        told = [line for fact in view.facts for line in fact.lines if line.endswith(".")]
        page = [view.phrase, view.description, view.checked, *view.notes, *view.action.lines, *told]
        assert grade(page, names) <= GRADE, service_id


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
    match record:
        case Service():
            fields = {"phrase": record.phrase, "description": record.description}
        case AwarenessCard():
            fields = {"title": record.title, "text": record.text}
        case Guide():
            fields = {"title": record.title, "summary": record.summary}
            fields |= {f"blocks.{block.id}": block.text for block in record.blocks}
        case _:
            return
    for field, text in fields.items():
        if text is not None:
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


# --- where others went wrong (traps 1 to 8 of the facts) ----------------------------------------


@pytest.fixture(scope="module")
def guides(factory_records: Records) -> dict[str, Guide]:
    return of_kind(factory_records, Guide)


def block(guides: dict[str, Guide], guide: str, name: str) -> GuideBlock:
    return next(one for one in guides[guide].blocks if one.id == name)


def every_block(guides: dict[str, Guide]) -> Iterator[GuideBlock]:
    for guide in guides.values():
        yield from guide.blocks


def test_trap_1_held_passports_rest_on_criminal_law(guides: dict[str, Guide]) -> None:
    about = [one for one in every_block(guides) if "passport is yours" in one.text]
    assert len(about) == 2
    for one in about:
        read = " ".join(source.name for source in one.sources)
        assert re.search(r"1592|236\.1", read), one.text
        assert "Labor Code" not in read
        assert "crime" in one.text


def test_trap_2_shrunken_benefits_are_asked_about_not_promised(guides: dict[str, Guide]) -> None:
    for guide, name in (("health", "trap2-ask-first"), ("money-owed", "trap2-food-rules")):
        one = block(guides, guide, name)
        assert one.kind is GuideBlockKind.CAUTION
        assert "have changed" in one.text
        assert "Ask the county" in one.text
    promised = r"Medi-Cal for all|everyone can get|same .*as refugees|you (?:will|can) get CalFresh"
    assert not [
        one.text for one in every_block(guides) if re.search(promised, one.text, re.IGNORECASE)
    ]


def test_trap_3_nobody_is_told_to_file_alone(guides: dict[str, Guide]) -> None:
    first, second, notary = guides["papers-and-police"].blocks[:3]
    assert {one.kind for one in (first, second, notary)} == {GuideBlockKind.CAUTION}
    assert "Talk to a lawyer or an accredited helper first." in first.text
    assert "Do not file alone." in second.text
    assert "notario may not give you advice" in notary.text
    urged = r"\b(?:file|fill out|send in) (?:a|the|your) (?:T|U|VAWA|visa)\b"
    assert not [one.text for one in every_block(guides) if re.search(urged, one.text)]


def test_trap_4_a_safe_mail_address_is_told_to_the_other_parent(
    guides: dict[str, Guide], factory_records: Records
) -> None:
    one = block(guides, "leaving-safely", "trap4-other-parent")
    assert one.kind is GuideBlockKind.CAUTION
    assert "the other parent is told" in one.text
    assert "federal offices can still ask" in one.text
    service = of_kind(factory_records, Service)["safe-at-home"]
    assert "the other parent is told" in (service.description or "")


def test_trap_5_the_hospital_tells_police_of_an_exam(guides: dict[str, Guide]) -> None:
    one = block(guides, "health", "trap5-hospital-tells")
    assert one.kind is GuideBlockKind.CAUTION
    assert "must tell police" in one.text
    assert "You choose if you talk to them." in one.text


@pytest.mark.parametrize("guide", ["health", "under-18"])
def test_trap_6_a_parent_may_be_called(guides: dict[str, Guide], guide: str) -> None:
    one = block(guides, guide, "trap6-parent")
    assert one.kind is GuideBlockKind.CAUTION
    assert "may have to call a parent" in one.text
    assert "Tell the clinic if that parent" in one.text


def test_trap_7_who_keeps_a_secret_and_who_must_report(guides: dict[str, Guide]) -> None:
    assert "a tip line is" in block(guides, "is-this-okay", "trap7-not-police").text
    assert "must report harm to a child" in block(guides, "under-18", "trap7-who-reports").text
    for one in every_block(guides):
        assert "confidential" not in one.text.lower()
        if "secret" in one.text:
            assert "a court can ask for it" in one.text
    assert guides["under-18"].young


def test_trap_8_what_changes_stands_in_dated_figures(
    guides: dict[str, Guide], factory_records: Records
) -> None:
    figures = of_kind(factory_records, Figure)
    for one in every_block(guides):
        written = set(re.findall(r"\d+", one.text.replace("H-2A", "").replace("H-2B", "")))
        assert written <= FIGURES_IN_NAMES, one.text
        for name in FIGURE.findall(one.text):
            until = figures[name].valid_until
            assert until is None or one.valid_until is None or one.valid_until <= until
    assert figures["minimum_wage"].valid_until is not None


def test_guides_of_law_and_health_carry_their_mark(guides: dict[str, Guide]) -> None:
    marked = {guide.id for guide in guides.values() if guide.law_or_health}
    assert marked >= {
        "rights-at-work", "papers-and-police", "health", "my-day-in-court", "under-18",
    }  # fmt: skip
