"""A glass that forgives: a palm, a second tap, a long stroke and a second finger open nothing.

Rows G1 and G3 of the acceptance list: real touch events, and the time handed in.
"""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from kiosk.domain.language import OFFERED
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import TypeRole, color
from kiosk.ui.runtime.speech_output import SpeechOutput
from kiosk.ui.runtime.touch_input import ONCE_S, REST_S, SWIPE_S
from kiosk.visit.acts import Mode
from tests.ears import Ears, Jack
from tests.journeys.visitor import Visitor, VisitorMaker
from tests.touches import activate

LIST = ("language:en", "need:safe_place", "tile:safe_place.bed_tonight")
LONG_LIST = ("language:en", "need:food", "all:food")


def middle(box: Box) -> QPoint:
    return QPoint(box.x + box.w // 2, box.y + box.h // 2)


def fingers(visitor: Visitor, places: Sequence[QPoint], *, together: bool = True) -> None:
    """Fingers come down, all at once or one after another, and lift as they came."""
    if together:
        visitor.finger("press", *places)
        visitor.finger("release", *places)
        return
    for one, place in enumerate(places):
        visitor.finger("press", place, first=one, resting=range(one))
    for one, place in reversed([*enumerate(places)]):
        visitor.finger("release", place, first=one, resting=range(one))


def stroke(visitor: Visitor, start: QPoint, end: QPoint, seconds: float = 0.3) -> None:
    """One finger comes down, moves and lifts."""
    visitor.finger("press", start)
    for share in (0.3, 0.6, 1.0):
        visitor.finger("move", start + (end - start) * share)
    visitor.now += seconds
    visitor.finger("release", end)


def mm(visitor: Visitor, length: float) -> int:
    return visitor.kiosk.shell.view._composer.glass.px(length)


@pytest.mark.parametrize("apart", [0.1, 0.3, REST_S - 0.01])
@pytest.mark.parametrize("language", OFFERED)
def test_a_double_tap_chooses_a_chip_once_and_opens_no_second_page(
    arrive: VisitorMaker, language: str, apart: float
) -> None:
    """G1: language, need, tile, More and Back, each tapped twice; then a chip."""
    visitor = arrive()
    shell = visitor.kiosk.shell
    for target in (f"language:{language}", "need:food", "tile:food.eat_today", "page:1", "back"):
        if target == "page:1" and not shell.view.target(target):
            continue
        place = visitor.middle(target)
        visitor.looks()
        visitor.at(place.x(), place.y())
        asked = shell.touch._place()
        shell.touch.frame_shown()
        visitor.now += apart
        visitor.at(place.x(), place.y())
        assert shell.touch._place() == asked, (target, apart)


@pytest.mark.parametrize("target", ["chip:free", "keep:loaves-and-fishes-dining-room"])
def test_a_switch_tapped_twice_is_switched_once(arrive: VisitorMaker, target: str) -> None:
    visitor = arrive()
    shell = visitor.kiosk.shell
    for act in ("language:en", "need:food", "tile:food.eat_today"):
        activate(shell, act)
    if target.startswith("keep"):
        activate(shell, "service:loaves-and-fishes-dining-room")
    visitor._settle()

    def state() -> object:
        return shell.visit.chips, shell.visit.saved

    seen = [state()]
    for wait in (ONCE_S, ONCE_S - 0.01, 2 * ONCE_S):
        visitor.now += wait
        place = visitor.middle(target)
        visitor.at(place.x(), place.y())
        seen.append(state())
    assert seen[0] == seen[3] != seen[1] == seen[2]


def test_plus_letters_and_leave_count_each_time(arrive: VisitorMaker) -> None:
    """G3: 50 ms apart."""
    visitor = arrive(hearing=SpeechOutput(Ears(), Jack()))
    shell = visitor.kiosk.shell
    visitor.touch("English").touch("listen")
    rate = shell.visit.listening.manner.rate
    for _ in range(2):
        place = visitor.middle("hear:faster")
        visitor.at(place.x(), place.y())
        visitor.now += 0.05
    assert shell.visit.listening.manner.rate == rate + 2
    visitor.touch("search")
    for letter in "aab":
        place = visitor.middle(f"key:{letter}")
        visitor.at(place.x(), place.y())
        visitor.now += 0.05
    assert shell.visit.typed == "aab"
    visitor.at(visitor.scene.width - 3, 3)
    visitor.is_on("cover")


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("count", [3, 5])
def test_a_palm_opens_nothing_until_all_of_it_is_lifted(
    arrive: VisitorMaker, count: int, *, together: bool
) -> None:
    visitor = arrive()
    shell = visitor.kiosk.shell
    for act in ("language:en", "search"):
        activate(shell, act)
        visitor._settle()
        before = shell.visit
        needs = [node for node in visitor.scene.touches if not node.frame]
        visitor.looks()
        fingers(visitor, [middle(node.box) for node in needs[:count]], together=together)
        assert shell.visit == before
        assert not shell.view.held
    place = visitor.middle("key:a")
    visitor.at(place.x(), place.y())
    assert shell.visit.typed == "a", "once all are lifted the glass listens"


def test_a_palm_on_leave_leaves(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English")
    needs = [node for node in visitor.scene.touches if not node.frame]
    corner = QPoint(visitor.scene.width - 3, 3)
    visitor.looks()
    fingers(visitor, [corner, *(middle(node.box) for node in needs[:4])])
    visitor.is_on("cover")


def test_a_broad_contact_is_a_palm(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English").looks()
    touch = visitor.kiosk.shell.touch
    place = visitor.middle("need:food")
    for wide, opens in ((26.0, False), (24.0, True)):
        touch.width_of = lambda _, wide=wide: wide * mm(visitor, 100) / 100  # type: ignore[misc]
        visitor.at(place.x(), place.y())
        visitor.is_on("question" if opens else "home")


@pytest.mark.parametrize("first", ["need:food", "need:work"])
def test_of_two_fingers_the_first_counts(arrive: VisitorMaker, first: str) -> None:
    visitor = arrive()
    visitor.touch("English").looks()
    other = ({"need:food", "need:work"} - {first}).pop()
    fingers(visitor, [visitor.middle(first), visitor.middle(other)], together=False)
    visitor.is_on("question")
    assert visitor.kiosk.shell.visit.route.subject == first.removeprefix("need:")


@pytest.mark.parametrize(("language", "onward"), [("en", -1), ("ar", 1)])
def test_a_stroke_turns_the_page_as_it_is_read(
    arrive: VisitorMaker, language: str, onward: int
) -> None:
    visitor = arrive()
    shell = visitor.kiosk.shell
    for act in (f"language:{language}", *LONG_LIST[1:]):
        activate(shell, act)
    visitor._settle()
    assert shell.view.target("page:1"), "a list of more pages than one"
    wide = QPoint(mm(visitor, 40) * onward, mm(visitor, 12))
    start = QPoint(visitor.scene.width // 2, visitor.scene.height // 2)
    for turn, page in ((wide, 1), (-wide, 0), (-wide, 0)):
        visitor.looks()
        stroke(visitor, start, start + turn)
        visitor.is_on("results")
        assert shell.visit.page == page


@pytest.mark.parametrize(
    ("along", "across", "seconds"),
    [(24, 0, 0.3), (40, 21, 0.3), (0, 40, 0.3), (40, 0, SWIPE_S)],
)
def test_a_short_a_slanted_or_a_slow_stroke_opens_and_turns_nothing(
    arrive: VisitorMaker, along: float, across: float, seconds: float
) -> None:
    visitor = arrive()
    shell = visitor.kiosk.shell
    for act in LONG_LIST:
        activate(shell, act)
    visitor._settle()
    before = shell.visit
    card = max(
        (node for node in visitor.scene.touches if not node.frame), key=lambda node: node.box.w
    )
    start = middle(card.box)
    visitor.looks()
    stroke(visitor, start, start - QPoint(mm(visitor, along), mm(visitor, across)), seconds)
    assert shell.visit == before


@pytest.mark.parametrize(("moved", "opens"), [(9, True), (11, False)])
def test_a_finger_that_slips_opens_nothing(
    arrive: VisitorMaker, moved: float, *, opens: bool
) -> None:
    visitor = arrive()
    visitor.touch("English").looks()
    start = visitor.middle("need:food")
    stroke(visitor, start, start + QPoint(mm(visitor, moved), 0))
    visitor.is_on("question" if opens else "home")


def test_a_key_takes_a_finger_that_slips(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English").touch("search").touch("key:a")
    box = visitor.target("key:space").box
    start = QPoint(box.x + mm(visitor, 3), box.y + box.h // 2)
    stroke(visitor, start, start + QPoint(box.w - mm(visitor, 6), 0))
    assert visitor.kiosk.shell.visit.typed == "a "


def test_the_badge_of_the_new_page_begins_as_a_leaf_and_fades(arrive: VisitorMaker) -> None:
    visitor = arrive()
    shell, window, seen = visitor.kiosk.shell, visitor.window, list[float]()
    window.arrivalChanged.connect(lambda: seen.append(window.property("arrival")))
    visitor.touch("English").touch("need:food")
    (badge,) = (node for node in visitor.scene.nodes if node.arrives)
    assert badge.arrives == color(TypeRole.LEAF, Mode.DEFAULT)
    assert max(seen) == 1
    while window.property("arrival"):
        QTest.qWait(5)
    activate(shell, "mode:white-on-black")
    assert not any(node.arrives for node in visitor.scene.nodes), "no tint, nothing fades"


def test_a_press_ticks_only_with_headphones_and_reading_on(arrive: VisitorMaker) -> None:
    ears, jack = Ears(), Jack()
    visitor = arrive(hearing=SpeechOutput(ears, jack))
    visitor.touch("English").touch("need:food").touch("back")
    assert ears.ticks == 0, "nobody listens yet"
    visitor.touch("listen").touch("hear:by-ear")
    visitor.touch("hear:by-ear")  # heard; the same touch a second time would switch it off
    before = ears.ticks
    visitor.touch("back")
    assert ears.ticks == before + 1
    jack.is_in = False
    visitor.touch("leave").touch("return").touch("English")
    assert ears.ticks == before + 1, "headphones are out, and reading ended with the visit"
