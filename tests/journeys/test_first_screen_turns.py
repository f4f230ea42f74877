"""The first screen: a turn in each language, cards that open what they speak of."""

from collections.abc import Iterable, Iterator

import msgspec
import pytest
from PySide6.QtCore import QPoint

from kiosk.app import assets
from kiosk.domain.language import WRITTEN, known_language
from kiosk.i18n.catalogs import Catalog
from kiosk.ui.kit.theme import LINE_CHOSEN_MM, SCRIPTS, style_name
from kiosk.ui.runtime.idle_clock import TICK_MS
from kiosk.ui.runtime.shell import TURN_S
from kiosk.visit.acts import Route, Screen
from tests.journeys.visitor import Visitor, VisitorMaker

TAGS = [one.tag for one in WRITTEN]
ENDONYMS = {one.endonym for one in WRITTEN}
FRAME = (
    "Touch your language",
    "Leave this page",
    "Hides this screen at once",
    "Talk to someone now",
    "Free. Day and night.",
    "Listen",
    "Easier to see",
)
TILE, PLAIN = Screen.RESULTS, 6
OPENS = {
    "Need a bed tonight?": Route(TILE, "safe_place.bed_tonight"),
    "Every hour must be paid.": Route(TILE, "work.not_paid"),
    "Do you need a doctor now?": Route(TILE, "health.doctor"),
    "Which language do you speak?": Route(Screen.SPEAK),
    "No home? School says yes.": Route(TILE, "other.child_care"),
    "Sign only what you read.": Route(TILE, "papers.visa_lawyer"),
    "Not paid? Papers taken? Not free to go?": Route(TILE, "work.forced_work"),
    "Your passport is yours.": Route(TILE, "papers.papers_taken"),
    "Not paid for your work?": Route(TILE, "work.not_paid"),
    "You have the right to leave.": Route(Screen.GUIDE, "leaving-safely"),
    "Under 18? Got a question?": Route(Screen.QUESTION, "young"),
    "Does life feel too heavy?": Route(TILE, "talk.too_heavy"),
    "You may speak up at work.": Route(TILE, "work.punished"),
    "Should someone stay away?": Route(TILE, "court.stay_away"),
    "Is there an old case?": Route(TILE, "court.old_case"),
    "In January, we wear blue.": Route(Screen.QUESTION, "work"),
    "Your work. Your love. Your choice.": Route(TILE, "talk.talk_forced"),
    "Home should feel safe.": Route(TILE, "talk.talk_harm"),
}
"""What each card opens, the plain ones first."""


def turn(visitor: Visitor) -> Visitor:
    """Lets the screen rest until it turns."""
    return visitor.waits(visitor.kiosk.shell._turned_at + TURN_S)


def cards(visitor: Visitor) -> list[tuple[str, str]]:
    """The titles and texts of the cards in the language in front, in their order."""
    voice = visitor.kiosk.composer._voice(visitor.kiosk.shell.visit.language)
    return [(card.title, card.text) for card in voice.presenter.cards()]


def card(visitor: Visitor) -> tuple[str, str]:
    """The card in front."""
    on_screen = {*_without_breaks(visitor.scene.texts)}
    shown = [one for one in cards(visitor) if {*_without_breaks(one)} <= on_screen]
    assert len(shown) == 1
    return shown[0]


def _sizes(visitor: Visitor) -> dict[str, int]:
    """Pixels of the letters of each language's name."""
    return {
        node.owner.partition(":")[2]: node.font.pixels
        for node in visitor.scene.nodes
        if node.font and node.owner.startswith("language:")
    }


def _without_breaks(texts: Iterable[str]) -> Iterator[str]:
    """Texts without the places where lines may break, which differ from the record's."""
    return ("".join(text.split()) for text in texts if text)


def test_sixteen_turns_show_sixteen_languages_each_with_the_next_card(
    arrive: VisitorMaker,
) -> None:
    visitor = arrive()
    seen, sizes = list[str](), set[tuple[tuple[str, int], ...]]()
    for number in range(len(TAGS)):
        tag = visitor.kiosk.shell.visit.language
        catalog = Catalog.load(known_language(tag), assets.translations())
        title, text = cards(visitor)[number % len(cards(visitor))]
        own = {catalog.gettext(words) for words in FRAME} | ENDONYMS
        own |= {title, text}
        own |= {node.name.removesuffix(f". {title}") for node in visitor.scene.touches}
        assert {*_without_breaks(visitor.scene.texts)} - {*_without_breaks(own)} == set()
        assert visitor.scene.title == catalog.gettext("Touch your language")
        sizes.add(tuple(_sizes(visitor).items()))
        assert not visitor.scene.english
        assert not visitor.scene.problems
        lines = {
            node.id: node.line_width
            for node in visitor.scene.touches
            if node.id.startswith("language:")
        }
        chosen = visitor.kiosk.composer.glass.px(LINE_CHOSEN_MM)
        assert [act for act, line in lines.items() if line == chosen] == [f"language:{tag}"]
        seen.append(tag)
        turn(visitor)
    assert seen == TAGS
    assert visitor.kiosk.shell.visit.language == TAGS[0]
    assert len(sizes) == 1, "a name has its own size, whatever the language of the page"
    (size,) = map(dict, sizes)
    for one in WRITTEN:
        factor = SCRIPTS[style_name(one.tag, one.script)].factor
        assert size[one.tag] == pytest.approx(size["en"] * factor, abs=1)


def test_it_turns_after_its_rest_and_never_under_a_finger(arrive: VisitorMaker) -> None:
    visitor = arrive()
    shell = visitor.kiosk.shell
    visitor.waits(TURN_S - 1)
    assert shell.visit.language == "en"
    visitor.now = TURN_S - 1
    visitor.at(visitor.scene.width // 2, 3)
    visitor.waits(TURN_S - 1)
    assert shell.visit.language == "en", "a touch lets it rest for its whole time"
    shell.touch.press("language:es", at_once=False, at=QPoint())
    visitor.waits(10 * TURN_S)
    assert shell.visit.language == "en", "nothing moves under a finger"
    shell.touch.release("language:es", inside=False, at=QPoint())
    visitor.waits(11 * TURN_S - 1)
    assert shell.visit.language == "en"
    visitor.waits(11 * TURN_S)
    assert shell.visit.language == "es"


def test_where_nobody_is_the_first_screen_wakes_for_its_turns_alone(arrive: VisitorMaker) -> None:
    visitor = arrive()
    shell, wakes = visitor.kiosk.shell, 0
    while shell._turn < len(TAGS):
        visitor.now += shell.idle.timer.interval() / 1000
        shell._tick()
        wakes += 1
    assert visitor.now == pytest.approx(len(TAGS) * TURN_S, abs=2)
    assert wakes <= len(TAGS) + 1


@pytest.mark.parametrize("sign", ["touch", "finger", "listen", "leave"])
def test_from_a_sign_of_life_on_each_second_counts(arrive: VisitorMaker, sign: str) -> None:
    visitor = arrive()
    shell = visitor.kiosk.shell
    shell._tick()
    assert shell.idle.timer.interval() > TICK_MS
    if sign == "touch":
        visitor.at(visitor.scene.width // 2, 3)
    elif sign == "finger":
        shell.touch.press("language:es", at_once=False, at=QPoint())
    else:
        visitor.touch(sign)
    assert shell.idle.timer.interval() == TICK_MS
    if sign != "touch":
        for _ in range(3):
            visitor.now += 1
            shell._tick()
        assert shell.idle.timer.interval() == TICK_MS


@pytest.mark.parametrize(
    ("act", "screen"),
    [("talk", "talk"), ("see", "see"), ("listen", "home"), ("leave", "cover")],
)
def test_the_bar_opens_in_the_language_shown(arrive: VisitorMaker, act: str, screen: str) -> None:
    visitor = arrive()
    for _ in range(8):
        turn(visitor)
    assert visitor.kiosk.shell.visit.language == "pa"
    visitor.touch(act).is_on(screen)
    left = "en" if act == "leave" else "pa"
    assert visitor.kiosk.shell.visit.language == left


def test_a_touch_on_a_language_wins(arrive: VisitorMaker) -> None:
    visitor = turn(turn(arrive()))
    visitor.touch("language:ru").is_on("home").sees("Что вам нужно?")


def test_after_leaving_the_first_card_is_a_plain_one_in_the_first_language(
    arrive: VisitorMaker,
) -> None:
    visitor = arrive()
    first = card(visitor)
    for _ in range(PLAIN):
        turn(visitor)
    assert card(visitor)[0] != first[0]
    visitor.touch("leave").waits(TURN_S).waits(4 * TURN_S).is_on("cover")
    visitor.touch("return").is_on("attract")
    assert (visitor.kiosk.shell.visit.language, card(visitor)) == ("en", first)
    assert visitor.kiosk.shell.visit.untouched


def test_each_card_opens_what_it_speaks_of_in_its_language(arrive: VisitorMaker) -> None:
    opened = dict[str, Route]()
    for now in ("2026-11-30T14:00", "2027-01-05T14:00", "2027-07-05T14:00", "2026-10-05T14:00"):
        visitor = arrive(now)
        english = [title for title, _ in cards(visitor)]
        for number, title in enumerate(english):
            if title in opened:
                continue
            if number:
                visitor.kiosk.shell._turn = number - 1
                turn(visitor)
            language = visitor.kiosk.shell.visit.language
            act = next(
                node.id
                for node in visitor.scene.touches
                if not node.frame and not node.id.startswith(("language:", "page:"))
            )
            visitor.touch(act)
            assert visitor.kiosk.shell.visit.language == language
            visitor.is_on(visitor.kiosk.shell.visit.route.screen)
            opened[title] = msgspec.structs.replace(visitor.kiosk.shell.visit.route, page=0)
            visitor.touch("leave").touch("return")
    assert opened == OPENS
    assert list(opened)[:PLAIN] == list(OPENS)[:PLAIN]


def test_a_card_without_its_target_has_no_button(arrive: VisitorMaker) -> None:
    visitor = arrive(invented=True)
    card(visitor)
    assert {node.id.partition(":")[0] for node in visitor.scene.touches if not node.frame} == {
        "language"
    }
