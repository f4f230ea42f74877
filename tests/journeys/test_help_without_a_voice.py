"""A Deaf visitor finds help with one touch, and a choice that stays until she leaves."""

from kiosk.domain.filters import Filter
from tests.journeys.visitor import VisitorMaker
from tests.touches import activate


def test_text_video_and_typing_are_one_touch_from_the_first_screen(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.is_on("attract").touch("talk").is_on("talk")
    assert visitor.touches == 1
    visitor.sees("233733", "855-812-1001", "711", "Your phone keeps the texts.")
    assert visitor.scene.payloads == ("sms:233733",)
    visitor.touch("qr:nhth-line/text").is_on("qr")
    assert visitor.scene.payloads == ("sms:233733",)


def test_no_voice_holds_until_leave(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English").touch("talk").touch("speak").touch("speak:ase")
    for act in ("start", "need:food", "clear", "start", "need:talk"):
        activate(visitor.kiosk.shell, act)
        assert Filter.NO_VOICE in visitor.kiosk.shell.visit.chips, act
    visitor.touch("leave")
    assert not visitor.kiosk.shell.visit.chips


def test_all_lines_open_as_services(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English").touch("talk").touch("lines").is_on("lines")
    visitor.touch("service:line-211").is_on("service").sees("211")
