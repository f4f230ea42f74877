"""What is said of a job that failed: gone for sure only where the printer answered."""

from kiosk.handoff.printers import Trouble
from kiosk.services.paper import ASK_S, Job, PaperState
from tests.services.test_paper import PAGE, Fake, Scene, slip


def test_that_nothing_comes_out_later_is_said_only_when_it_is_sure() -> None:
    scene = Scene(Fake(outcome=Trouble.ABSENT)).ready()
    scene.desk.print(slip)
    scene.printer.clean, scene.printer.trouble = False, Trouble.ABSENT
    scene.queue.work()
    assert scene.desk.state == PaperState(Trouble.ABSENT, Job.FAILED, Trouble.ABSENT, gone=False)
    scene.printer.clean = True
    scene.now += ASK_S
    scene.desk.follow(PAGE)
    scene.queue.work()
    assert scene.desk.state.gone
