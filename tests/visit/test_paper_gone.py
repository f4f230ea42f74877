"""What is said of a job that failed: gone for sure only where the printer answered,
and told once, also to who turned the page meanwhile."""

import pytest

from kiosk.devices.printers import PrinterProblem
from kiosk.visit.paper import ASK_S, Job, PaperState
from tests.visit.test_paper import NOBODY, OTHER, PAGE, Fake, Scene, slip, visit


def test_that_nothing_comes_out_later_is_said_only_when_it_is_sure() -> None:
    scene = Scene(Fake(outcome=PrinterProblem.ABSENT)).ready()
    scene.desk.print(slip)
    scene.printer.clean, scene.printer.trouble = False, PrinterProblem.ABSENT
    scene.queue.work()
    assert scene.desk.state == PaperState(
        PrinterProblem.ABSENT, Job.FAILED, PrinterProblem.ABSENT, gone=False
    )
    scene.printer.clean = True
    scene.now += ASK_S
    scene.desk.follow(PAGE)
    scene.queue.work()
    assert scene.desk.state.gone


@pytest.mark.parametrize("outcome", [None, PrinterProblem.STUCK])
def test_what_became_of_a_job_waits_for_the_page_that_tells_it(
    outcome: PrinterProblem | None,
) -> None:
    scene, learn = Scene(Fake(outcome=outcome)).ready(), visit("service:a", "learn:a")
    scene.desk.print(slip)
    scene.desk.follow(learn)
    scene.printer.clean = False
    scene.queue.work()
    told = PaperState(None, Job.FAILED if outcome else Job.DONE, outcome, gone=outcome is None)
    for page in (learn, visit("service:a"), OTHER, OTHER):
        scene.desk.follow(page)
        assert scene.desk.state == told
    scene.desk.follow(learn)
    assert scene.desk.state == PaperState(None)


def test_it_waits_for_nobody_else() -> None:
    scene = Scene(Fake(outcome=PrinterProblem.STUCK)).ready()
    scene.desk.print(slip)
    scene.desk.follow(visit("service:a", "learn:a"))
    scene.queue.work()
    scene.desk.follow(NOBODY)
    assert scene.desk.state == PaperState(None)
