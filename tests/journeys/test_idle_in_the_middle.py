import pytest
from PySide6.QtCore import Qt

from tests.journeys.visitor import Visitor, VisitorMaker
from tests.touches import activate


def _on_a_service(arrive: VisitorMaker) -> Visitor:
    visitor = arrive()
    visitor.touch("English").touch("need:talk")
    activate(visitor.kiosk.shell, "keep:weave-line")
    activate(visitor.kiosk.shell, "service:weave-line")
    return visitor


def test_after_a_minute_on_a_service_the_page_is_covered_and_asks(arrive: VisitorMaker) -> None:
    visitor = _on_a_service(arrive)
    visitor.waits(59).is_on("service")
    visitor.waits(60).is_on("idle").does_not_see("WEAVE", "916-920-2952")
    visitor.sees("Are you still here?", "30 seconds")


def test_elsewhere_it_asks_after_two_minutes(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English").touch("need:food").waits(119).is_on("question")
    visitor.waits(120).is_on("idle")


def test_yes_gives_the_page_back_as_often_as_it_takes(arrive: VisitorMaker) -> None:
    visitor = _on_a_service(arrive)
    for _ in range(5):
        visitor.waits(70).is_on("idle").sees("20 seconds")
        visitor.touch("yes").is_on("service").sees("WEAVE")


def test_no_answer_wipes_the_visit(arrive: VisitorMaker) -> None:
    visitor = _on_a_service(arrive)
    visitor.waits(89).is_on("idle").sees("1 second")
    visitor.waits(90).is_on("attract").does_not_see("WEAVE")
    assert not visitor.kiosk.shell.visit.saved


def test_no_wipes_it_at_once(arrive: VisitorMaker) -> None:
    visitor = _on_a_service(arrive)
    visitor.waits(61).touch("no").is_on("attract")


def test_the_attract_screen_asks_nothing_and_turns_its_cards(arrive: VisitorMaker) -> None:
    visitor = arrive()
    before = visitor.text
    for _ in range(15):
        visitor.waits(500)
    visitor.is_on("attract")
    assert visitor.text != before


@pytest.mark.rotating(4)
@pytest.mark.parametrize("act", ["back", "start", "search", "talk", "see", "listen", "languages"])
def test_the_frame_of_the_question_never_leads_into_the_covered_visit(
    arrive: VisitorMaker, act: str
) -> None:
    visitor = _on_a_service(arrive)
    visitor.waits(70).is_on("idle").touch(act).does_not_see("WEAVE", "916-920-2952")
    assert not visitor.kiosk.shell.visit.saved
    for _ in range(3):
        if "back" in {node.id for node in visitor.scene.touches}:
            visitor.touch("back").does_not_see("WEAVE", "916-920-2952")


def test_a_key_is_no_answer_to_the_question(arrive: VisitorMaker) -> None:
    visitor = _on_a_service(arrive)
    visitor.waits(70).is_on("idle")
    visitor.kiosk.shell.keys.pressed(Qt.Key.Key_Down)
    visitor.waits(71).is_on("idle").does_not_see("WEAVE")


def test_the_cover_keeps_time_and_ends_by_itself(arrive: VisitorMaker) -> None:
    visitor = _on_a_service(arrive)
    visitor.touch("leave").is_on("cover")
    visitor.waits(119).is_on("cover")
    visitor.waits(120).is_on("attract")
