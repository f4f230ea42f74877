"""Who neither touches nor points: a whole visit with up, down, select, back, repeat, and leave."""

from itertools import pairwise

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.domain.key_bindings import KEYS, KeyAction, KeySettings
from kiosk.ui.kit.scene import Node, Scene
from kiosk.ui.runtime.key_input import meanings
from kiosk.ui.runtime.speech_output import SpeechOutput
from kiosk.ui.runtime.tour import scenes
from kiosk.visit.acts import Screen
from tests.ears import Ears, Jack
from tests.journeys.visitor import Visitor, VisitorMaker

UP, DOWN, SELECT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return
BACK, REPEAT, LEAVE = Qt.Key.Key_Backspace, Qt.Key.Key_F5, Qt.Key.Key_Escape
AS_ON_A_PHONE = ("key:", "step:look")
"""Digits and keys of a pad stand from left to right on every page."""
LAST = "page:"
"""Turning the page comes after what stands on it, also where that stands next to the title."""


class Presser:
    """A visitor with a keypad of six keys."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.shell = visitor, visitor.kiosk.shell
        self.presses = 0

    def press(self, key: Qt.Key) -> "Presser":
        QTest.keyClick(self.visitor.window, key)
        self.presses += 1
        return self

    @property
    def at(self) -> str:
        """The target with the ring around it, found by where the ring is."""
        ring = self.shell.view.property("ringBox")
        if ring.isEmpty():
            return ""
        ringed = [
            node.id
            for node in self.visitor.scene.touches
            if ring.contains(QPoint(*_middle(node)))
            and node.box.x + node.box.w + 20 > ring.right() > node.box.x
        ]
        return ringed[0] if len(ringed) == 1 else ""

    def choose(self, target: str) -> "Presser":
        """Goes to a target by its id or its beginning, the shorter way, and selects it."""
        order = [node.id for node in self.visitor.scene.touches]
        wanted = next(each for each in order if each == target or each.startswith(f"{target}:"))
        here = order.index(self.at) if self.at else -1
        away = (order.index(wanted) - here) % len(order)
        for _ in range(len(order)):
            if self.at == wanted:
                break
            self.press(DOWN if away <= len(order) // 2 else UP)
        assert self.at == wanted, f"{wanted} was never reached on {self.visitor.screen}"
        self.press(SELECT)
        return self

    def on(self, screen: str) -> "Presser":
        self.visitor.is_on(screen)
        node = next(node for node in self.visitor.scene.touches if node.id == self.at)
        first = next(node for node in self.visitor.scene.touches if not node.frame)
        assert node.id == first.id, f"on {screen} the ring is around {node.id}, not {first.id}"
        return self


def _middle(node: Node) -> tuple[int, int]:
    return node.box.x + node.box.w // 2, node.box.y + node.box.h // 2


@pytest.mark.rotating(3)
@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 800)], ids=str)
def test_a_whole_visit_from_the_first_page_to_the_cover(
    arrive: VisitorMaker, tag: str, size: tuple[int, int]
) -> None:
    visitor = arrive(size=size)
    keys = Presser(visitor)
    assert keys.at == "", "no ring before a key is used"
    keys.choose(f"language:{tag}").on("home")
    keys.choose("need:talk").on("question")
    keys.choose("tile:talk.talk_harm").on("results")
    keys.choose("service").on("service")
    service = visitor.kiosk.shell.visit.route.subject
    for _ in range(4):
        if any(node.id.startswith("learn:") for node in visitor.scene.touches):
            break
        keys.choose("page")
    keys.choose("learn").on("learn")
    keys.press(BACK).on("service")
    for _ in range(4):
        if f"keep:{service}" in {node.id for node in visitor.scene.touches}:
            break
        keys.choose(f"page:{visitor.kiosk.shell.visit.route.page + 1}")
    keys.choose("keep")
    assert visitor.kiosk.shell.visit.saved == (service,)
    assert keys.at, "the ring stays where the visitor is"
    keys.choose("list").on("list")
    keys.choose("print").on("print")
    keys.choose("talk").on("talk")
    keys.press(BACK).on("print")
    keys.press(LEAVE)
    visitor.is_on("cover")
    assert keys.at == "", "the cover shows nothing of keys"
    assert not visitor.kiosk.shell.visit.saved
    keys.press(SELECT)
    visitor.is_on("attract")
    assert visitor.kiosk.shell.visit.untouched


@pytest.mark.parametrize("key", [BACK, SELECT, UP, DOWN])
def test_no_key_leads_back_from_the_cover_into_a_visit(arrive: VisitorMaker, key: Qt.Key) -> None:
    keys = Presser(arrive())
    keys.choose("language:es").choose("need:work").press(LEAVE)
    keys.press(key)
    assert keys.visitor.screen in {"attract", "cover"}
    assert keys.visitor.kiosk.shell.visit.untouched


@pytest.mark.parametrize(("tag", "onward"), [("en", Qt.Key.Key_Right), ("ar", Qt.Key.Key_Left)])
def test_the_arrow_in_reading_direction_goes_onward(
    arrive: VisitorMaker, tag: str, onward: Qt.Key
) -> None:
    keys = Presser(arrive())
    keys.choose(f"language:{tag}")
    order = [node.id for node in keys.visitor.scene.touches]
    here = order.index(keys.at)
    keys.press(onward)
    assert keys.at == order[here + 1]


def test_a_key_that_is_held_opens_one_page_only(arrive: VisitorMaker) -> None:
    keys = Presser(arrive())
    keys.choose("language:en").on("home")
    shell = keys.shell
    assert shell.keys.pressed(SELECT)
    assert shell.keys.pressed(SELECT, held=True)
    assert shell.visit.route.screen is Screen.QUESTION
    assert shell.keys.pressed(BACK)
    assert shell.keys.pressed(BACK, held=True)
    assert shell.visit.route.screen is Screen.HOME
    before = keys.at
    assert shell.keys.pressed(DOWN, held=True)
    assert keys.at != before, "moving may go on"


def test_a_finger_takes_the_ring_away_and_the_next_key_brings_it_back(
    arrive: VisitorMaker,
) -> None:
    keys = Presser(arrive())
    keys.choose("language:en").on("home")
    keys.visitor.touch("need:food").is_on("question")
    assert keys.at == ""
    keys.press(DOWN).on("question")


def test_the_next_person_finds_no_ring(arrive: VisitorMaker) -> None:
    keys = Presser(arrive())
    keys.choose("language:en").on("home")
    keys.visitor.waits(120).is_on("idle")
    assert keys.at == "yes"
    keys.visitor.waits(150).is_on("attract")
    assert keys.at == ""


# --- again, please ------------------------------------------------------------------------------


def _listening(arrive: VisitorMaker, *, plugged: bool = True) -> tuple[Presser, Ears]:
    ears = Ears()
    return Presser(arrive(hearing=SpeechOutput(ears, Jack(plugged=plugged)))), ears


def test_repeat_says_the_page_and_then_what_has_the_ring(arrive: VisitorMaker) -> None:
    keys, ears = _listening(arrive)
    keys.choose("language:en").on("home")
    assert ears.times == 0
    keys.press(REPEAT)
    assert "What do you need?" in ears.last
    keys.press(DOWN)
    said = ears.last
    assert keys.visitor.target(keys.at).name in said
    ears.heard = []
    keys.press(REPEAT)
    assert ears.last == said
    keys.press(SELECT)
    assert keys.visitor.screen == "question", "what was said opens at once"


def test_repeat_on_the_panel_shows_that_it_is_by_ear_from_now_on(arrive: VisitorMaker) -> None:
    keys, ears = _listening(arrive)
    keys.choose("language:en").choose("listen")
    assert keys.visitor.target("hear:by-ear").checked is False
    keys.press(REPEAT)
    assert ears.last.startswith("Listen.")
    assert keys.visitor.target("hear:by-ear").checked is True


def test_repeat_without_headphones_says_what_to_do(arrive: VisitorMaker) -> None:
    keys, ears = _listening(arrive, plugged=False)
    keys.choose("language:en").press(REPEAT)
    keys.visitor.is_on("listen").sees("Put in headphones")
    keys.press(REPEAT)
    keys.visitor.is_on("listen")
    assert ears.times == 0


def test_repeat_answers_no_question_and_wakes_no_cover(arrive: VisitorMaker) -> None:
    keys, _ = _listening(arrive, plugged=False)
    keys.choose("language:en").choose("need:work")
    keys.visitor.waits(120).is_on("idle")
    keys.press(REPEAT)
    keys.visitor.is_on("idle")
    keys.press(LEAVE).press(REPEAT)
    keys.visitor.is_on("cover")


# --- the keys of a site -------------------------------------------------------------------------


def test_a_site_names_the_keys_of_its_keypad() -> None:
    means = meanings(KeySettings(up=("F17",), repeat=("Escape", "F20"), leave=("F21",)))
    assert means[Qt.Key.Key_F17] is KeyAction.UP
    assert means[Qt.Key.Key_Up] is KeyAction.UP, "a keyboard still works"
    assert means[Qt.Key.Key_Escape] is KeyAction.REPEAT, "the site's own word counts"
    assert means[Qt.Key.Key_F21] is KeyAction.LEAVE


def test_every_key_that_may_be_named_is_known_to_the_screen() -> None:
    for name in KEYS:
        assert len(meanings(KeySettings(down=(name,)))) > len(KeyAction)


def test_a_keypad_of_a_site_works(arrive: VisitorMaker) -> None:
    keys = Presser(arrive(keys=KeySettings(down=("F18",), select=("F19",))))
    keys.press(Qt.Key.Key_F18)
    assert keys.at
    keys.press(Qt.Key.Key_F19)
    # The first target of the first screen is its card, which opens what it speaks of.
    keys.visitor.is_on("results")


# --- the order of targets -----------------------------------------------------------------------


@pytest.mark.rotating(6)
@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 800)], ids=str)
def test_the_ring_goes_the_way_of_reading(
    arrive: VisitorMaker, tag: str, size: tuple[int, int]
) -> None:
    composer = arrive(size=size).kiosk.composer
    wrong, seen = [], 0
    for name, _, scene in scenes(composer, tag, "en", "M", "default"):
        for one, other in pairwise(scene.touches):
            seen += 1
            if one.id.startswith(AS_ON_A_PHONE) or other.id.startswith(LAST):
                continue
            if _turns_back(scene, one, other):
                wrong.append(f"{name}: from {one.id} to {other.id}")
    assert seen > 300
    assert not wrong, "\n".join(wrong)


def _turns_back(scene: Scene, one: Node, other: Node) -> bool:
    """Whether the way goes up inside a column, or against the reading direction inside a row."""
    here, there = one.box, other.box
    if scene.rtl:
        here, there = (replace(box, x=scene.width - box.right) for box in (here, there))
    in_column = here.x < there.right and there.x < here.right
    in_row = here.y < there.bottom and there.y < here.bottom
    return (in_column and there.bottom <= here.y) or (
        in_row and not in_column and there.right <= here.x
    )
