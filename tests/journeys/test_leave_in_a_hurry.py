from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtTest import QTest

from tests.journeys.visitor import Visitor, VisitorMaker


def _deep_in_a_visit(arrive: VisitorMaker) -> Visitor:
    visitor = arrive()
    visitor.touch("language:es").touch("need:safe_place")
    visitor.kiosk.shell.activate("chip:women")
    visitor.kiosk.shell.activate("keep:weave-line")
    visitor.kiosk.shell.activate("service:weave-line")
    return visitor


def test_one_slap_in_the_corner_covers_the_screen_and_wipes_the_visit(arrive: VisitorMaker) -> None:
    visitor = _deep_in_a_visit(arrive)
    corner = QPoint(visitor.scene.width - 3, 3)
    QTest.touchEvent(visitor.window, visitor.device).press(0, corner, visitor.window).commit()
    QCoreApplication.processEvents()
    visitor.is_on("cover")
    visit = visitor.kiosk.shell.visit
    assert not visit.kept
    assert not visit.chips
    assert visit.language == "en"
    QTest.touchEvent(visitor.window, visitor.device).release(0, corner, visitor.window).commit()


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
            visitor.kiosk.shell.activate(act)
        visitor.touch("leave").is_on("cover")
    visitor = _deep_in_a_visit(arrive)
    visitor.waits(60).is_on("idle").touch("leave").is_on("cover")
