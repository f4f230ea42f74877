"""Pages read aloud: every text once, from the heading on, in the language that stands there."""

from collections import Counter

import pytest
from msgspec.structs import replace

from kiosk.devices.speech import VOICES, SpokenLine
from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.language import OFFERED
from kiosk.domain.language import known_language as known
from kiosk.presentation.speech_text import spoken_text, utterances
from kiosk.ui.composer import Composer
from kiosk.ui.kit.scene import NodeKind, Scene
from kiosk.ui.runtime.spoken_text import page_lines, target_lines, text_at, written
from kiosk.ui.runtime.tour import scenes
from kiosk.visit.listening import SpeechState
from kiosk.visit.paper import PaperState
from kiosk.visit.visit import new_visit
from tests.conftest import ComposerMaker
from tests.touches import after_touch
from tests.ui.pages import PageMaker

KEYS = ("key:", "erase", "layer:")

Tour = tuple[str, tuple[tuple[str, Scene], ...]]
"""A language and its pages by name."""


@pytest.fixture(scope="module")
def composer(composer_at: ComposerMaker) -> Composer:
    return composer_at((1920, 1080))[0]


@pytest.fixture(scope="module", params=OFFERED)
def tour(request: pytest.FixtureRequest, composer: Composer) -> Tour:
    """Each page of a language, composed once for all who look at it."""
    tag: str = request.param
    return tag, tuple((name, one) for name, _, one in scenes(composer, tag, "en", "M", "default"))


def visible(scene: Scene) -> list[str]:
    """Texts of a page between its frame, but for keys and names of other languages."""
    return [
        node.text
        for node in scene.nodes
        if node.kind is NodeKind.TEXT
        and node.text
        and not node.frame
        and not node.owner.startswith((*KEYS, "language:", "speak:", "person:"))
    ]


@pytest.mark.rotating(16)
def test_every_text_of_every_page_is_read_once(tour: Tour) -> None:
    tag, pages = tour
    for name, scene in pages:
        read = Counter(line.text for line in page_lines(scene, known(tag)))
        read -= Counter(text for node in scene.nodes for text in node.aloud.splitlines())
        for text, times in Counter(visible(scene)).items():
            assert read[text] == times, f"{name}: {text!r}"
    assert len(pages) > 40


@pytest.mark.rotating(16)
@pytest.mark.parametrize("tour", [tag for tag in OFFERED if tag in VOICES], indirect=True)
def test_every_page_has_words_for_its_voice(tour: Tour) -> None:
    tag, pages = tour
    for name, scene in pages:
        said = utterances(page_lines(scene, known(tag)))
        assert said, name
        for one in said:
            assert one.language in VOICES, name
            assert not set("()[]{}<>“”\u2066\u2067\u2069·•$") & set(one.text), f"{name}: {one}"


@pytest.mark.parametrize(
    ("acts", "begins"),
    [
        (("need:work",), ["Problem at work"]),
        (("service:weave-line",), ["Talk when a partner hurts you", "WEAVE Crisis Line"]),
        (
            ("talk",),
            [
                "Talk to someone now",
                "Free. Day and night.",
                "Work or sex that feels forced",
                "1-888-373",
                "They may have to report",
            ],
        ),
        (("service:weave-line", "learn:weave-line"), ["Learn the number"]),
        (("listen",), ["Listen", "Any touch stops the voice.", "Read this page", "Stop"]),
    ],
)
def test_reading_begins_with_what_the_page_is_about(
    page: PageMaker, acts: tuple[str, ...], begins: list[str]
) -> None:
    lines = page_lines(page(*acts), known("en"))
    for line, begin in zip(lines, begins, strict=False):
        assert line.text.startswith(begin)


@pytest.mark.parametrize(
    ("ear", "why"),
    [
        (SpeechState.UNPLUGGED, ["Put in headphones", "Then only you hear the voice."]),
        (SpeechState.NO_VOICE, ["There is no voice on this screen yet."]),
    ],
)
def test_where_nothing_is_heard_the_panel_says_why_and_each_other_way(
    composer: Composer, ear: SpeechState, why: list[str]
) -> None:
    visit = after_touch(after_touch(new_visit("en"), "language:en"), "listen")
    scene = composer.compose(visit, state=ear)
    said = [line.text for line in page_lines(scene, known("en"))]
    assert said[: len(why) + 4] == [
        "Listen",
        *why,
        "Someone here can read it to you.",
        "Someone on the phone can tell you the same.",
        "You can make the letters larger.",
    ]


def test_the_frame_is_not_read_with_each_page(page: PageMaker) -> None:
    texts = {line.text for line in page_lines(page("need:food"), known("en"))}
    assert not texts & {"Back", "Start", "Search", "Leave this page", "Talk to someone now"}


def test_a_target_is_called_by_the_words_on_it(page: PageMaker) -> None:
    scene = page("need:food")
    card = next(node for node in scene.touches if node.id.startswith("service:"))
    said = [line.text for line in target_lines(scene, card.id, known("en"))]
    assert any(text in card.name for text in said)
    assert [line.text for line in target_lines(scene, "leave", known("en"))] == ["Leave this page"]
    assert target_lines(scene, "no-such-target", known("en")) == ()


@pytest.mark.parametrize("tag", [one for one in OFFERED if one not in VOICES])
def test_where_recordings_speak_each_of_the_words_on_a_target_is_one(
    page: PageMaker, tag: str
) -> None:
    """They are made of words, not of the names that targets have for those who read screens."""
    shown = 0
    for acts in (("see",), ("languages",), ("service:weave-line",), ("keep:weave-line", "list")):
        scene = page(*acts, tag=tag, size=(1280, 800), step="XL")
        for node in scene.touches:
            words = [one.text for one in scene.nodes if one.owner == node.id and one.text]
            lines = {line.text for line in target_lines(scene, node.id, known(tag))}
            assert set(words) <= lines, node.id
            shown += len(words)
    assert shown > 30


@pytest.mark.rotating(16)
def test_no_two_targets_of_a_page_are_called_the_same(tour: Tour) -> None:
    """But for marks and names of languages that no voice reads, and two ways to the same page."""
    tag, pages = tour
    for name, scene in pages:
        called = dict[tuple[str, ...], str]()
        for node in scene.touches:
            said = tuple(one.text for one in utterances(target_lines(scene, node.id, known(tag))))
            key = "" if node.id.startswith("speak:") else node.id.removeprefix("key:")
            if not (said or any(map(str.isalnum, key))):
                continue
            act = node.id.partition(" ")[0]
            assert called.setdefault(said, act) == act, f"{name}: {said}"
    assert len(pages) > 40


def test_what_is_on_is_called_so(page: PageMaker) -> None:
    listed = ("need:food", "tile:food.eat_today")
    off, on = page(*listed), page(*listed, "chip:free")
    for scene, said in ((off, ["Free", "Not chosen"]), (on, ["Free", "Chosen"])):
        lines = target_lines(scene, "chip:free", known("en"))
        assert [line.text for line in lines] == said
    (marked, other) = target_lines(page("see", tag="es"), "size:M", known("es"))
    assert (marked.text, marked.language) == ("Letras normales", "es")
    assert other.text == "Elegido"
    (switch, state) = target_lines(page("see", "low"), "low", known("en"))
    assert (switch.text, state.text) == ("Put everything lower", "Chosen")
    assert len(target_lines(page("need:food"), "back", known("en"))) == 1


def test_a_page_says_what_is_on_after_its_words(page: PageMaker) -> None:
    read = [line.text for line in page_lines(page("see", step="L"), known("en"))]
    assert read.count("Chosen") == 2, "a size and a mode"
    assert read[read.index("Large letters") + 1] == "Chosen"
    assert "Aa" not in read
    assert "Not chosen" not in read


def test_a_language_is_called_in_its_own_voice(page: PageMaker) -> None:
    scene = page("languages")
    (russian,) = target_lines(scene, "language:ru", known("en"))
    assert (russian.text, russian.language) == ("Русский", "ru")
    (hmong,) = target_lines(scene, "language:hmn", known("en"))
    assert hmong.language not in VOICES


def test_a_text_under_the_finger_is_found_by_any_of_its_lines(page: PageMaker) -> None:
    scene = page("service:weave-line", step="XL", size=(1080, 1920))
    texts = [n for n in scene.nodes if n.kind is NodeKind.TEXT and not n.owner]
    for at, node in enumerate(texts):
        whole = next(one.text for one in reversed(texts[: at + 1]) if one.text)
        (line,) = text_at(scene, node.box.x + 1, node.box.y + 1, known("en"))
        assert line.text == whole
    assert text_at(scene, 0, scene.height // 2, known("en")) == ()


def test_the_number_of_a_page_is_heard_digit_by_digit(page: PageMaker) -> None:
    lines = page_lines(page("service:weave-line"), known("en"))
    assert "9 1 6, 9 2 0, 2 9 5 2" in [spoken_text(line.text, "en") for line in lines]


def test_what_the_paper_says_is_heard_as_well(page: PageMaker) -> None:
    scene = page("service:weave-line", "print:weave-line", paper=PaperState(trouble=None))
    said = [one.text for one in utterances(page_lines(scene, known("en")))]
    assert "9 1 6, 9 2 0, 2 9 5 2." in said


def in_english(scene: Scene, tag: str) -> list[str]:
    """What of a page the English voice says."""
    return [one.text for one in utterances(page_lines(scene, known(tag))) if one.language == "en"]


@pytest.mark.rotating
@pytest.mark.parametrize("tag", ["es", "vi", "zh-Hans", "fil"])
def test_no_name_of_the_directory_is_said_by_another_voice(
    composer: Composer, factory_directory: ServiceDirectory, tag: str
) -> None:
    """On no page, card or list, and not inside a sentence either."""
    found = factory_directory.service_ids
    names = set[str]()
    for listing in factory_directory.listings(found, tag):
        own = listing.own_name.text if listing.own_name else ""
        service = listing.service
        names |= {service.name, service.quiet_name, listing.organization.name} - {own}
    names = {name for name in names if name.isascii() and name.count(" ") > 1}
    assert len(names) > 80
    seen = set[str]()
    for page_name, _, scene in scenes(composer, tag, "en", "M", "default"):
        for one in utterances(page_lines(scene, known(tag))):
            held = {name for name in names if name in one.text}
            seen |= held
            assert not held or one.language == "en", f"{page_name}: {one}"
    assert len(seen) > 10


@pytest.mark.parametrize("tag", ["es", "vi", "zh-Hans"])
def test_the_english_half_of_the_paper_is_said_in_english(page: PageMaker, tag: str) -> None:
    scene = page("service:weave-line", "print:weave-line", tag=tag, paper=PaperState(trouble=None))
    said = in_english(scene, tag)
    for english in ("Good to know nearby", "Bus and light rail", "Camera, touch, call"):
        assert any(text.startswith(english) for text in said), said


@pytest.mark.parametrize("tag", ["es", "vi", "zh-Hans", "fil"])
def test_the_english_view_of_a_guide_is_said_in_english(page: PageMaker, tag: str) -> None:
    guide = next(n.id for n in page("guides", tag=tag).touches if n.id.startswith("guide:"))
    own = page("guides", guide, tag=tag)
    english = page("guides", guide, "english", tag=tag)
    in_own = page("guides", guide)
    read = {line.text: line.language for line in page_lines(english, known(tag))}
    shared = set(read) & {line.text for line in page_lines(in_own, known("en"))}
    # The numbers of those who help are digits in her own language, as their words are.
    shared = {text for text in shared if any(sign.isalpha() for sign in text)}
    assert len(shared) > 2
    assert {read[text] for text in shared} == {"en"}
    assert {line.text: line.language for line in page_lines(own, known(tag))}["English"] == "en"


def test_a_name_under_a_finger_or_with_the_ring_is_said_in_english(page: PageMaker) -> None:
    scene = page("service:weave-line", tag="es")
    assert written("WEAVE Crisis Line", scene, known("es")).language == "en"
    assert "WEAVE Crisis Line" in scene.texts
    assert written(scene.title, scene, known("es")).language == "es"
    listed = page("need:food", "tile:food.eat_today", tag="es")
    cards = [node.id for node in listed.touches if node.id.startswith("service:")]
    said = [line for card in cards for line in target_lines(listed, card, known("es"))]
    assert {line.language for line in said} == {"en", "es"}


def test_only_english_goes_to_the_english_voice(page: PageMaker) -> None:
    """Words of the page's own language that stand in an English text as well stay its own."""
    scene = replace(page(tag="es"), english=frozenset({"No fee. Legal help for all"}))
    assert written("Legal", scene, known("es")) == SpokenLine("Legal", "es")
    assert written("Legal help for all", scene, known("es")).language == "en"
    assert written("No fee.", scene, known("es")).language == "en"
    assert written("988", replace(scene, english=frozenset({"988"})), known("es")).language == "es"
