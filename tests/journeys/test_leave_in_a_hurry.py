from PySide6.QtCore import QPoint, Qt

from kiosk.ui.runtime.touch_input import COVER_REST_S
from tests.journeys.visitor import Visitor, VisitorMaker
from tests.touches import activate


def _deep_in_a_visit(arrive: VisitorMaker) -> Visitor:
    visitor = arrive()
    visitor.touch("language:es").touch("need:safe_place")
    activate(visitor.kiosk.shell, "chip:women")
    activate(visitor.kiosk.shell, "keep:weave-line")
    activate(visitor.kiosk.shell, "service:weave-line")
    return visitor


def test_one_slap_in_the_corner_covers_the_screen_and_wipes_the_visit(arrive: VisitorMaker) -> None:
    visitor = _deep_in_a_visit(arrive)
    corner = QPoint(visitor.scene.width - 3, 3)
    visitor.finger("press", corner)
    visitor.is_on("cover")
    visit = visitor.kiosk.shell.visit
    assert not visit.saved
    assert not visit.chips
    assert visit.language == "en"
    visitor.finger("release", corner)


def test_the_cover_tells_nothing_of_the_visit(arrive: VisitorMaker) -> None:
    visitor = _deep_in_a_visit(arrive)
    visitor.touch("leave").does_not_see("WEAVE", "920-2952")
    assert all("leave" not in node.id for node in visitor.scene.touches)


def test_back_never_leads_into_the_visit_that_was_left(arrive: VisitorMaker) -> None:
    visitor = _deep_in_a_visit(arrive)
    visitor.touch("leave").touch("return").is_on("attract")
    visitor.touch("English").touch("back").is_on("attract")
    visitor.does_not_see("WEAVE")


def test_leave_works_over_every_panel_and_question(arrive: VisitorMaker) -> None:
    for acts in (("see",), ("listen",), ("need:work", "chips"), ("languages",)):
        visitor = _deep_in_a_visit(arrive)
        for act in acts:
            activate(visitor.kiosk.shell, act)
        visitor.touch("leave").is_on("cover")
    visitor = _deep_in_a_visit(arrive)
    visitor.waits(60).is_on("idle").touch("leave").is_on("cover")


def test_a_second_tap_does_not_take_the_cover_away(arrive: VisitorMaker) -> None:
    visitor = _deep_in_a_visit(arrive)
    corner, middle = (visitor.scene.width - 3, 3), (visitor.scene.width // 2, 500)
    visitor.touch("leave")
    for place in (corner, middle, corner):
        visitor.at(*place)
        visitor.is_on("cover")
        visitor.now += COVER_REST_S / 4
    visitor.now += COVER_REST_S / 4
    visitor.at(*middle)
    visitor.is_on("attract")


def test_a_finger_that_came_too_early_does_not_count_when_it_lifts(arrive: VisitorMaker) -> None:
    visitor = _deep_in_a_visit(arrive)
    visitor.touch("leave")
    place = QPoint(visitor.scene.width // 2, 500)
    visitor.finger("press", place)
    visitor.now += COVER_REST_S
    visitor.finger("release", place)
    visitor.is_on("cover")


def test_a_slap_with_several_fingers_is_one_touch(arrive: VisitorMaker) -> None:
    wide = _deep_in_a_visit(arrive).scene.width
    corner, page = QPoint(wide - 3, 3), QPoint(wide - 90, 300)
    for fingers in ((corner, page), (page, corner), (corner, corner)):
        visitor = _deep_in_a_visit(arrive)
        for number, place in enumerate(fingers):
            visitor.finger("press", place, first=number, resting=range(number))
        visitor.is_on("cover")
        for number in (1, 0):
            visitor.finger("release", fingers[number], first=number, resting=range(number))
            visitor.is_on("cover")


def test_a_reader_of_screens_and_a_key_need_not_wait(arrive: VisitorMaker) -> None:
    for chooses in (
        lambda shell: activate(shell, "return"),
        lambda shell: shell.keys.pressed(Qt.Key.Key_Return),
    ):
        visitor = _deep_in_a_visit(arrive)
        visitor.touch("leave")
        chooses(visitor.kiosk.shell)
        visitor.is_on("attract")
