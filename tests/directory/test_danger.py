"""Sentences of danger: the right lines come first, in every language, whatever else matches."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from kiosk.directory.danger import (
    CLOSE,
    EMERGENCY,
    FEAR,
    HARMLESS,
    HEAVY,
    HELP,
    MEANT,
    ORDER,
    STRANGLED,
    dangers,
)
from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.folding import fold, words
from kiosk.domain.language import OFFERED
from kiosk.domain.queries import SearchQuery
from kiosk.domain.records import AnyRecord, Tile
from kiosk.domain.resource_text import resource_text
from tests.directory.judging import FOLDER

PARTNER = {"ndvh-line", "weave-line", "my-sisters-house-line"}
FORCED = {"cast-line", "nhth-line", "my-sisters-house-line"}
FIRST: tuple[set[str], ...] = (
    PARTNER,
    FORCED,
    {"rainn-line", "weave-line", "my-sisters-house-line"},
    FORCED,
    {"rainn-line", "weave-line", "weave-exam"},
    {"runaway-safeline-line", "california-youth-crisis-line-line", "wind-youth-services-shelter"},
    {"line-211"},
    set(),
    {"line-988", "crisis-text-line"},
)
"""The lines that come first for each of the nine sentences; none for "I need help"."""


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table of sentences."""
    for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


SENTENCES = {language: sentences for language, *sentences in rows("danger")}


@pytest.mark.parametrize("language", OFFERED)
def test_sentences_of_danger_find_the_right_lines_first(
    factory_directory: ServiceDirectory, language: str
) -> None:
    for at, (sentence, first) in enumerate(zip(SENTENCES[language], FIRST, strict=True)):
        page = factory_directory.search(SearchQuery(language, sentence))
        # "He will kill me" is the first one.
        assert (page.ids[:1] == ("line-911",)) == (at == 0), sentence
        lines = [one for one in page.ids if one != "line-911"]
        assert first <= {*lines[:3]}, (sentence, page.ids[:4])
        assert page.ids[:1] or len(page.always) == 3, sentence


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("my son is hungry", "en", ()),
        ("where can i wash", "en", ()),
        ("skill training", "en", ()),
        ("i have no money to live on", "en", ()),
        ("he has a gun and hits me", "en", ("emergency", "talk_harm")),
        ("i want to kill myself", "ru", ("too_heavy",)),
        ("孩子饿了", "zh-Hans", ()),
        ("میخوام بخوابم", "fa", ()),
        ("please help me", "en", ("help",)),
        ("help me find a dentist", "en", ()),
        ("giúp tôi tìm bác sĩ", "vi", ()),
        ("救命", "zh-Hant", ("help",)),
        ("i want to die", "pt", ("too_heavy",)),
    ],
)
def test_only_words_of_danger_count(text: str, language: str, codes: tuple[str, ...]) -> None:
    assert dangers(text, language) == codes


@pytest.mark.parametrize("text", ["xyzzy", "i need help", "???"])
def test_where_nothing_is_found_three_lines_fit(
    factory_directory: ServiceDirectory, text: str
) -> None:
    page = factory_directory.search(SearchQuery("en", text))
    assert page.ids == ()
    assert page.always[0] == "line-211"
    assert len(page.always) == 3
    assert "line-911" not in page.always


def test_the_emergency_number_comes_before_all_lines(factory_directory: ServiceDirectory) -> None:
    page = factory_directory.search(SearchQuery("en", "he has a knife and wants to kill me"))
    assert page.ids[0] == "line-911"
    assert {*page.ids[1:4]} >= PARTNER


@pytest.mark.parametrize("language", OFFERED)
def test_what_is_said_indirectly_is_understood(language: str) -> None:
    said = [row[1:] for row in rows("indirect") if row[0] == language]
    assert len(said) >= 15
    for code, sentence in said:
        assert code in dangers(sentence, language)[:2], sentence


@pytest.mark.parametrize("language", OFFERED)
def test_what_only_sounds_like_danger_is_none(language: str) -> None:
    [harmless] = [row[1:] for row in rows("harmless") if row[0] == language]
    assert len(harmless) >= 40
    for sentence in harmless:
        assert dangers(sentence, language) == (), sentence


@pytest.mark.parametrize("language", OFFERED)
def test_lines_for_partners_are_for_harm_by_somebody_close(
    factory_directory: ServiceDirectory, language: str
) -> None:
    done = [row[1:] for row in rows("distant") if row[0] == language]
    assert len(done) == 10
    for codes, sentence in done:
        assert dangers(sentence, language) == tuple(codes.split()), sentence
        first = factory_directory.search(SearchQuery(language, sentence)).ids[:3]
        if codes == "young_bed":
            assert {*first} == FIRST[5], sentence
        elif codes.startswith(EMERGENCY):
            assert first[:2] == ("line-911", "district-attorney-victim-witness"), sentence
        assert bool({*first[:2]} & PARTNER) == codes.startswith("talk_harm"), (sentence, first)


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        # Two things are said: one sounds like danger, one is.
        ("my tooth is hurting me and my husband hits me", "en", ("talk_harm",)),
        ("he hit me in the car", "en", ("talk_harm",)),
        ("debt collectors threaten to kill me", "en", ("emergency", "talk_harm")),
        ("me pegó en el carro", "es", ("talk_harm",)),
        # With accents it is another word, without them it may be the word of danger.
        ("điện thoại còn bảo hành", "vi", ()),
        ("chong bao hanh", "vi", ("talk_harm",)),
        # What is typed in English on a screen in another language.
        ("my tooth is hurting me", "ko", ()),
        ("a stranger attacked me", "uk", ("emergency", "after_crime")),
    ],
)
def test_what_only_sounds_like_danger_hides_none(
    text: str, language: str, codes: tuple[str, ...]
) -> None:
    assert dangers(text, language) == codes


@pytest.mark.parametrize(
    ("text", "language", "heavy"),
    [
        # Words that nobody knows: of one sound, one letter or one stroke with a word of self-harm.
        ("자산", "ko", False),
        ("자할", "ko", False),
        ("suixide", "en", False),
        ("自纱", "zh-Hans", False),
        # The usual slips stand in the tables.
        ("sucide", "en", True),
        ("suisidio", "es", True),
        ("суецид", "ru", True),
        ("自沙", "zh-Hans", True),
        ("죽고시퍼", "ko", True),
    ],
)
def test_no_slip_is_mended_into_a_word_of_self_harm(
    factory_directory: ServiceDirectory, text: str, language: str, *, heavy: bool
) -> None:
    page = factory_directory.search(SearchQuery(language, text))
    assert ("line-988" in page.ids[:3]) is heavy
    assert heavy or HEAVY not in dangers(page.corrected or "", language)


@pytest.mark.parametrize("language", OFFERED)
def test_every_pattern_is_made_of_words_of_a_known_situation(
    language: str, factory_records: tuple[AnyRecord, ...]
) -> None:
    table = tomllib.loads(resource_text("search", "danger", f"{language}.toml"))
    codes = {code for one in factory_records if isinstance(one, Tile) for code in one.codes}
    assert {*table} == {*ORDER, *MEANT, CLOSE, HARMLESS}
    assert {*ORDER} <= codes | {EMERGENCY, HELP, STRANGLED, FEAR}
    for text in table.values():
        for one in re.split(r"[+|,]", fold(text)):
            bare = one.strip().removeprefix("!").removeprefix("?").replace("*", "")
            bare = bare.replace("#", "16")
            assert bare.split() == words(bare) != [], one


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("grandma gets hit by her son", "en", "county-aps-line"),
        ("бабушку бьёт внук", "ru", "county-aps-line"),
        ("ICE is at my door", "en", "norcal-resist-line"),
        ("آی سی ای پشت دروازه است", "prs", "norcal-resist-line"),
    ],
)
def test_elders_who_are_hurt_and_agents_at_the_door_have_their_own_lines(
    factory_directory: ServiceDirectory, text: str, language: str, first: str
) -> None:
    assert factory_directory.search(SearchQuery(language, text)).ids[0] == first
