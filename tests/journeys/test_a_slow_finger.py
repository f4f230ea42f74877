"""A finger rests on the glass for a moment: what renews the page meanwhile takes no touch away."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from kiosk.ui.kit.scene import Scene
from kiosk.visit.acts import LearnStep, StepKind
from kiosk.visit.paper import PaperDesk
from tests.journeys.visitor import Visitor, VisitorMaker
from tests.touches import activate
from tests.visit.test_paper import Fake, Queue

TO_A_SERVICE = ("English", "need:talk", "tile:talk.talk_harm", "service:weave-line")
WALK = (
    "learn:weave-line back qr:weave-line back talk see see languages language:ar start search key:ب"
    " back guides languages language:hi mode:white-on-black size:XL need:health"
    " listen listen leave return"
)
PAGES = ("language:en", *TO_A_SERVICE[1:], *WALK.split())


def test_yes_counts_although_a_second_passes_under_the_finger(arrive: VisitorMaker) -> None:
    visitor = arrive()
    for touch in TO_A_SERVICE:
        visitor.touch(touch)
    visitor.waits(60).is_on("idle").sees("30 seconds")
    point = visitor.middle("yes")
    visitor.finger("press", point)
    visitor.waits(61).sees("29 seconds")
    visitor.finger("release", point)
    visitor.is_on("service")


def test_a_way_out_counts_although_the_printer_answers_under_the_finger(
    arrive: VisitorMaker,
) -> None:
    queue = Queue()
    visitor = arrive(paper=PaperDesk(Fake(), queue.run))
    for touch in TO_A_SERVICE:
        visitor.touch(touch)
    visitor.does_not_see("Print a small paper")
    point = visitor.middle("learn:weave-line")
    visitor.finger("press", point)
    queue.work()
    visitor.sees("Print a small paper")
    visitor.finger("release", point)
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


def both(visitor: Visitor, *targets: str) -> tuple[QPoint, ...]:
    places = tuple(map(visitor.middle, targets))
    visitor.finger("press", places[0])
    visitor.finger("press", places[1], first=1, resting=[0])
    return places


@pytest.mark.parametrize("first_up", [0, 1])
def test_who_types_with_two_fingers_gets_every_letter_in_order(
    arrive: VisitorMaker, first_up: int
) -> None:
    visitor = arrive()
    visitor.touch("English").touch("search")
    points = both(visitor, "key:a", "key:b")
    last_up = 1 - first_up
    visitor.finger("release", points[first_up], first=first_up, resting=[last_up])
    visitor.finger("release", points[last_up], first=last_up)
    assert visitor.kiosk.shell.visit.typed == "ab"


def test_digits_tried_with_two_fingers_are_all_there(arrive: VisitorMaker) -> None:
    visitor = arrive()
    for act in ("language:en", "service:weave-line", "learn:weave-line", "step:try:"):
        activate(visitor.kiosk.shell, act)
    visitor._settle()
    points = both(visitor, "key:9", "key:1")
    visitor.finger("release", points[0], resting=[1])
    visitor.finger("release", points[1], first=1)
    assert visitor.kiosk.shell.visit.route.detail == LearnStep(StepKind.TRY, typed="91")


def test_a_finger_that_lifts_takes_nothing_from_one_that_rests(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English")
    points = both(visitor, "need:food", "need:work")
    visitor.finger("release", QPoint(5, visitor.scene.height // 2), first=1, resting=[0])
    visitor.is_on("home")
    visitor.finger("release", points[0])
    visitor.is_on("question")
    assert visitor.kiosk.shell.visit.route.subject == "food"
