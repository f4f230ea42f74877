import pytest

from kiosk.app.screen import voices
from tests.journeys.visitor import VisitorMaker
from tests.touches import activate

ANCHOR_NUMBERS = ("1-888-373-7888", "988", "911")


def test_the_helpline_is_one_touch_from_the_attract_screen(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.is_on("attract").touch("talk").is_on("talk")
    assert visitor.touches == 1
    visitor.sees(*ANCHOR_NUMBERS)


@pytest.mark.parametrize("act", ["need:food", "need:okay", "search", "languages", "see", "list"])
def test_the_helpline_is_one_touch_from_every_screen(arrive: VisitorMaker, act: str) -> None:
    visitor = arrive()
    visitor.touch("English")
    activate(visitor.kiosk.shell, act)
    visitor.touch("talk").is_on("talk").sees("988")


def test_without_any_directory_the_compiled_in_lines_answer(arrive: VisitorMaker) -> None:
    visitor = arrive()
    kiosk = visitor.kiosk
    kiosk.composer.speak(voices(kiosk.program, None))
    visitor.touch("English").touch("talk").sees(*ANCHOR_NUMBERS)
    visitor.touch("learn:nhth-line").sees("888", "373", "7888")
