"""A finger rests on the glass for a moment: what renews the page meanwhile takes no touch away."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from kiosk.ui.kit.scene import Scene
from kiosk.visit.acts import LearnStep, StepKind
from kiosk.visit.paper import PaperDesk
from tests.journeys.visitor import Visitor, VisitorMaker
from tests.touches import activate
from tests.visit.test_paper import Fake, Queue

TO_A_SERVICE = ("English", "need:talk", "tile:talk.talk_harm", "service:weave-line")
PAGES = (
    *(
        "language:en",
        *TO_A_SERVICE[1:],
        "learn:weave-line",
        "back",
        "qr:weave-line",
        "back",
        "talk",
        "see",
        "see",
    ),
    *("languages", "language:ar", "start", "search", "key:ب", "back", "guides", "languages"),
    *(
        "language:hi",
        "mode:white-on-black",
        "size:XL",
        "need:health",
        "listen",
        "listen",
        "leave",
        "return",
    ),
)


def middle(visitor: Visitor, target: str) -> QPoint:
    box = visitor.target(target).box
    return QPoint(box.x + box.w // 2, box.y + box.h // 2)


def down(visitor: Visitor, point: QPoint) -> None:
    QTest.touchEvent(visitor.window, visitor.device).press(0, point, visitor.window).commit()
    visitor._settle()


def up(visitor: Visitor, point: QPoint) -> None:
    QTest.touchEvent(visitor.window, visitor.device).release(0, point, visitor.window).commit()
    visitor._settle()


def test_yes_counts_although_a_second_passes_under_the_finger(arrive: VisitorMaker) -> None:
    visitor = arrive()
    for touch in TO_A_SERVICE:
        visitor.touch(touch)
    visitor.waits(60).is_on("idle").sees("30 seconds")
    point = middle(visitor, "yes")
    down(visitor, point)
    visitor.waits(61).sees("29 seconds")
    up(visitor, point)
    visitor.is_on("service")


def test_a_way_out_counts_although_the_printer_answers_under_the_finger(
    arrive: VisitorMaker,
) -> None:
    queue = Queue()
    visitor = arrive(paper=PaperDesk(Fake(), queue.run))
    for touch in TO_A_SERVICE:
        visitor.touch(touch)
    visitor.does_not_see("Print a small paper")
    point = middle(visitor, "learn:weave-line")
    down(visitor, point)
    queue.work()
    visitor.sees("Print a small paper")
    up(visitor, point)
    visitor.is_on("learn")


def test_a_page_that_took_over_from_another_looks_as_if_it_were_the_first(
    arrive: VisitorMaker,
) -> None:
    visitor = arrive()
    shell, window = visitor.kiosk.shell, visitor.kiosk.window

    def drawn_after(other: Scene, scene: Scene) -> QImage:
        for each in (other, scene):
            shell.view._model.show(each)
            visitor._settle()
        return window.grab()

    for act in PAGES:
        before = shell.scene
        activate(shell, act)
        scene = shell.scene
        drawn_after(before, scene)  # letters drawn for the first time differ from those of a cache
        taken_over = drawn_after(before, scene)
        assert drawn_after(replace(scene, nodes=()), scene) == taken_over, act


def both(visitor: Visitor, *targets: str) -> tuple[QPoint, QPoint]:
    first, second = (middle(visitor, target) for target in targets)
    down(visitor, first)
    event = QTest.touchEvent(visitor.window, visitor.device)
    event.stationary(0).press(1, second, visitor.window).commit()
    visitor._settle()
    return first, second


def lift(visitor: Visitor, finger: int, point: QPoint, *, other: bool) -> None:
    event = QTest.touchEvent(visitor.window, visitor.device)
    if other:
        event.stationary(1 - finger)
    event.release(finger, point, visitor.window).commit()
    visitor._settle()


@pytest.mark.parametrize("first_up", [0, 1])
def test_who_types_with_two_fingers_gets_every_letter_in_order(
    arrive: VisitorMaker, first_up: int
) -> None:
    visitor = arrive()
    visitor.touch("English").touch("search")
    points = both(visitor, "key:a", "key:b")
    lift(visitor, first_up, points[first_up], other=True)
    lift(visitor, 1 - first_up, points[1 - first_up], other=False)
    assert visitor.kiosk.shell.visit.typed == "ab"


def test_digits_tried_with_two_fingers_are_all_there(arrive: VisitorMaker) -> None:
    visitor = arrive()
    for act in ("language:en", "service:weave-line", "learn:weave-line", "step:try:"):
        activate(visitor.kiosk.shell, act)
    visitor._settle()
    points = both(visitor, "key:9", "key:1")
    lift(visitor, 0, points[0], other=True)
    lift(visitor, 1, points[1], other=False)
    assert visitor.kiosk.shell.visit.route.detail == LearnStep(StepKind.TRY, typed="91")


def test_a_finger_that_lifts_takes_nothing_from_one_that_rests(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English")
    points = both(visitor, "need:food", "need:work")
    lift(visitor, 1, QPoint(5, visitor.scene.height // 2), other=True)
    visitor.is_on("home")
    lift(visitor, 0, points[0], other=False)
    visitor.is_on("question")
    assert visitor.kiosk.shell.visit.route.subject == "food"
