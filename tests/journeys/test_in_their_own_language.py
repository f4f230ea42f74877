"""Someone who reads no English: what is said in their language, and what is honestly not."""

import pytest

from kiosk.app import assets, context
from kiosk.domain.language import OFFERED, WRITTEN, Language, known_language, spoken_choices
from kiosk.domain.records import Audience
from kiosk.i18n.catalogs import Catalog
from kiosk.presentation import field_words
from tests.journeys.visitor import Visitor, VisitorMaker
from tests.touches import activate

ONLY_ENGLISH = "Some words here are only in English."
UNREVIEWED = "Not yet read over by a speaker."
LETTERS = {"es": "cama", "ar": "سرير", "zh-Hans": "chuang"}
"""What stands for a bed in the made-up directory, as it is typed."""


def _says(tag: str, text: str) -> str:
    """A text of the program in a language."""
    return _catalog(tag).gettext(text)


def _catalog(tag: str) -> Catalog:
    spoken = known_language(tag)
    return Catalog.load(spoken, assets.translations())


def _comes(arrive: VisitorMaker, tag: str, *, invented: bool = False) -> Visitor:
    visitor: Visitor = arrive(invented=invented)
    return visitor.touch(f"language:{tag}").is_on("home")


def _services(visitor: Visitor) -> list[str]:
    """The services of the list in front, in order."""
    ids = (node.id for node in visitor.scene.touches)
    return [one.removeprefix("service:") for one in ids if one.startswith("service:")]


def _reads_all(visitor: Visitor) -> str:
    """What stands on this page and on those behind it."""
    told = visitor.text
    while f"page:{visitor.kiosk.shell.visit.route.page + 1}" in {
        node.id for node in visitor.scene.touches
    }:
        told += "\n" + visitor.touch(f"page:{visitor.kiosk.shell.visit.route.page + 1}").text
    return told


def _types(visitor: Visitor, text: str) -> Visitor:
    for letter in text:
        activate(visitor.kiosk.shell, f"key:{letter}")
    return visitor


# --- what a synced directory does not translate -------------------------------------------------


@pytest.mark.rotating
@pytest.mark.parametrize("tag", [tag for tag in OFFERED if tag not in {"en", *LETTERS}])
def test_a_place_that_nobody_translated_says_so_and_still_tells_what_decides(
    arrive: VisitorMaker, tag: str
) -> None:
    visitor = _comes(arrive, tag, invented=True).touch("need:safe_place")
    visitor.touch("service:night-beds").is_on("service")
    visitor.sees("A bed for tonight", _says(tag, "Someone answers"))
    told = _reads_all(visitor)
    hidden = "Address not shown, for safety."
    for text in (ONLY_ENGLISH, "Someone answers"):
        assert text not in told
        assert _says(tag, text) in told
    # Where the page is full, icons name the facts and a dot parts their sentences.
    assert hidden.rstrip(".") not in told
    assert _says(tag, hidden).rstrip(".。।۔") in told
    for who in (Audience.WOMEN, Audience.FAMILIES):
        assert field_words.AUDIENCES[who].text not in told
        assert _catalog(tag).translate(field_words.AUDIENCES[who]) in told
    assert _says(tag, UNREVIEWED) not in told


def test_a_place_that_is_translated_does_not(arrive: VisitorMaker) -> None:
    visitor = _comes(arrive, "es", invented=True).touch("need:safe_place")
    visitor.touch("service:night-beds").is_on("service")
    told = _reads_all(visitor)
    assert "Una cama" in told
    assert _says("es", ONLY_ENGLISH) not in told
    assert "A bed for tonight" not in told


def test_in_english_nothing_is_only_in_english(arrive: VisitorMaker) -> None:
    visitor = _comes(arrive, "en", invented=True).touch("need:safe_place")
    told = _reads_all(visitor.touch("service:night-beds"))
    assert ONLY_ENGLISH not in told
    assert UNREVIEWED not in told


# --- what nobody has read over ------------------------------------------------------------------


@pytest.mark.rotating
@pytest.mark.parametrize("tag", [tag for tag in OFFERED if tag != "en"])
def test_a_guide_on_the_law_is_marked_and_its_english_is_one_touch_away(
    arrive: VisitorMaker, tag: str
) -> None:
    visitor = _comes(arrive, tag)
    activate(visitor.kiosk.shell, "guide:papers-and-police")
    visitor.is_on("guide").sees(_says(tag, UNREVIEWED))
    title = visitor.scene.title
    visitor.touch("english").is_on("guide").does_not_see(_says(tag, UNREVIEWED))
    assert visitor.scene.title.isascii()
    assert visitor.scene.title != title
    visitor.touch("translated").sees(_says(tag, UNREVIEWED))
    assert visitor.scene.title == title


# --- typing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("tag", "typed"), LETTERS.items())
def test_what_is_typed_is_found_in_their_language_and_in_english(
    arrive: VisitorMaker, tag: str, typed: str
) -> None:
    for text in (typed, "night"):
        visitor = _comes(arrive, tag, invented=True).touch("search")
        assert "night-beds" in _services(_types(visitor, text)), text


def test_their_own_language_comes_first_in_what_is_found(arrive: VisitorMaker) -> None:
    visitor = _types(_comes(arrive, "es", invented=True).touch("search"), "pa")
    found = _services(visitor)
    while "papers-desk" not in found:
        visitor.touch(f"page:{visitor.kiosk.shell.visit.route.page + 1}")
        found += _services(visitor)
    # "pa" begins words of the Spanish texts of three places; of the last one only the English.
    assert {*found[:3]} == {"pay-help", "night-beds", "food-box"}
    assert found[3] == "papers-desk"


# --- the right channel --------------------------------------------------------------------------


@pytest.mark.rotating
@pytest.mark.parametrize("tag", [tag for tag in OFFERED if tag != "en"])
def test_a_line_that_answers_texts_in_two_languages_offers_the_others_its_voice(
    arrive: VisitorMaker, tag: str
) -> None:
    visitor = _comes(arrive, tag).touch("talk").sees("1-888-373-7888", "233733")
    named = [_catalog(tag).translate(field_words.LANGUAGES[one]) for one in ("en", "es")]
    limits = _says(tag, "Only {languages}").split("{languages}")
    said = [*visitor.scene.texts, *(node.name for node in visitor.scene.touches)]
    assert any(all(part in text for part in (*limits, *named)) for text in said), (
        "whom it answers is said with the number"
    )
    ways = {"qr:nhth-line/text"}
    assert ways & {node.id for node in visitor.scene.touches} == (ways if tag == "es" else set())
    codes = {node.payload for node in visitor.scene.nodes if node.payload}
    assert codes == ({"sms:233733"} if tag == "es" else set())
    spoken = known_language(spoken_choices(tag)[0])
    word = "Chinese" if tag == "zh-Hant" else spoken.english_word
    visitor.sees(f"{word}, please.")


# --- the card -----------------------------------------------------------------------------------


@pytest.mark.rotating
@pytest.mark.parametrize("written", WRITTEN, ids=lambda one: one.tag)
def test_the_card_begins_with_what_a_reader_speaks_and_asks_in_both_languages(
    arrive: VisitorMaker, written: Language
) -> None:
    visitor = _comes(arrive, written.tag).touch("talk")
    activate(visitor.kiosk.shell, "speak")
    choices = [
        node.id.removeprefix("speak:")
        for node in visitor.scene.touches
        if node.id.startswith("speak:")
    ]
    own = spoken_choices(written.tag)
    assert set(choices[: len(own)]) == set(own)
    assert {"cmn", "yue", "ase"} <= set(choices)
    assert not {"zh", "zh-Hans", "zh-Hant"} & set(choices), "nobody speaks a way of writing"
    spoken = known_language(choices[0])
    visitor.touch(f"speak:{choices[0]}").sees(
        f"I speak {spoken.english_word}.\nPlease get an interpreter.", spoken.endonym
    )
    if written.tag != "en":
        visitor.sees(_says(written.tag, "Please get me an interpreter."))


# --- what is not in use costs nothing -----------------------------------------------------------


def test_the_words_of_a_language_are_read_when_it_is_chosen(
    arrive: VisitorMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    load = Catalog.load

    def watched(spoken: Language, *rest: object) -> Catalog:
        read.append(spoken.tag)
        return load(spoken, *rest)  # type: ignore[arg-type]  # passed on as they came

    context._catalog.cache_clear()
    monkeypatch.setattr(Catalog, "load", watched)
    visitor = arrive()
    assert set(read) == {"en"}
    visitor.touch("language:ko").touch("need:food")
    assert set(read) == {"en", "ko"}
