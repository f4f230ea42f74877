"""A paper in five touches; leaving, silence and a broken page take it back."""

import time
from threading import Event

import pytest
from PySide6.QtTest import QTest

from kiosk.devices.cups import CupsQueue
from kiosk.devices.printers import Paper, PrinterProblem
from kiosk.ui.thread_jobs import ThreadJobs
from kiosk.visit.paper import BUSY_S, Job, PaperDesk
from tests.devices.cupsd import MISSING, PrivateCups, running
from tests.devices.receipts import read
from tests.journeys.visitor import Visitor, VisitorMaker
from tests.touches import activate
from tests.visit.test_paper import Fake, Queue

FROM_START = (
    *("need:talk", "tile:talk.talk_harm", "service:weave-line"),
    *("print:weave-line", "paper"),
)


def to_the_paper(arrive: VisitorMaker, printer: Fake) -> tuple[Visitor, Queue]:
    """A visitor whose job was begun and is not done."""
    queue = Queue()
    visitor = arrive(paper=PaperDesk(printer, queue.run))
    queue.work()
    visitor.touch("English")
    for touch in FROM_START:
        queue.work()
        visitor.touch(touch)
    return visitor, queue


def test_a_paper_is_in_hand_after_five_touches_and_comes_once(arrive: VisitorMaker) -> None:
    printer = Fake()
    visitor, queue = to_the_paper(arrive, printer)
    visitor.is_on("print").sees("Your paper comes out below.")
    assert "paper" not in {node.id for node in visitor.scene.touches}
    assert not printer.jobs
    queue.work()
    visitor.sees("Take your paper with you.")
    [(document, _)] = printer.jobs
    assert read(document).width == 576
    assert visitor.touches == 1 + len(FROM_START)


@pytest.mark.parametrize("end", ["leave", "idle", "error", "stop"])
def test_however_the_visit_ends_its_paper_does_not_come_out_later(
    arrive: VisitorMaker,
    end: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    printer = Fake()
    visitor, queue = to_the_paper(arrive, printer)
    shell = visitor.kiosk.shell
    if end == "leave":
        visitor.touch("leave")
    elif end == "idle":
        visitor.waits(60).waits(95)
        visitor.is_on("attract")
    elif end == "error":
        with monkeypatch.context() as broken, caplog.at_level("CRITICAL"):
            broken.setattr(shell._composer, "compose", fails_once(shell._composer.compose))
            shell.renew()
        visitor.is_on("talk")
    else:
        shell.stop()
    queue.work()
    [(_, stop)] = printer.jobs
    assert stop.is_set()
    assert shell._paper.state.job is Job.NONE


def fails_once(real):  # noqa: ANN001, ANN201 - any function
    """The function, which fails the first time it is called."""
    called: list[bool] = []

    def failing(*args: object, **how: object) -> object:
        if not called:
            called.append(True)
            raise LookupError
        return real(*args, **how)

    return failing


def test_a_touch_after_the_question_is_someone_else_and_the_job_is_cancelled(
    arrive: VisitorMaker,
) -> None:
    printer = Fake()
    visitor, queue = to_the_paper(arrive, printer)
    visitor.waits(60).is_on("idle")
    activate(visitor.kiosk.shell, "talk")
    queue.work()
    assert printer.jobs[0][1].is_set()


@pytest.mark.parametrize(("busy_s", "asks"), [(0, False), (BUSY_S - 1, False), (BUSY_S, True)])
def test_who_waits_for_her_paper_is_not_asked_whether_she_is_there(
    arrive: VisitorMaker, busy_s: int, *, asks: bool
) -> None:
    """On a slow line it takes longer than a page may rest."""
    visitor, queue = to_the_paper(arrive, Fake())
    shell = visitor.kiosk.shell
    visitor.now += 70
    began = shell._paper._began
    shell._paper.clock = lambda: began + busy_s
    shell._tick()
    shell._tick()
    visitor.is_on("idle" if asks else "print")
    if not asks:
        queue.work()
        visitor.sees("Take your paper with you.")
        visitor.now += 60
        shell._tick()
        visitor.is_on("idle")


def test_what_became_of_her_paper_is_told_to_who_turned_the_page(arrive: VisitorMaker) -> None:
    printer = Fake(outcome=PrinterProblem.STUCK)
    visitor, queue = to_the_paper(arrive, printer)
    visitor.touch("learn:weave-line")
    printer.clean = False
    queue.work()
    visitor.touch("back").sees("It may still come out later. Tell the staff here.")


def test_a_printer_that_runs_out_is_told_on_the_page_with_what_works(arrive: VisitorMaker) -> None:
    printer = Fake(outcome=PrinterProblem.PAPER_OUT)
    visitor, queue = to_the_paper(arrive, printer)
    printer.trouble = PrinterProblem.PAPER_OUT
    queue.work()
    visitor.sees("The printer has no paper. Nothing comes out later.")
    for way in ("learn:weave-line", "qr:weave-line", "staff"):
        visitor.target(way)
    visitor.touch("back").sees("Not now: no paper")


def test_a_printer_that_comes_back_is_offered_while_the_page_stays(arrive: VisitorMaker) -> None:
    printer, queue = Fake(PrinterProblem.PAPER_OUT), Queue()
    paper = PaperDesk(printer, queue.run)
    visitor = arrive(paper=paper)
    queue.work()
    for touch in ("English", *FROM_START[:3]):
        visitor.touch(touch)
        queue.work()
    visitor.sees("Not now: no paper")
    printer.trouble = None
    paper.clock = lambda: time.monotonic() + 60
    visitor.waits(5)
    queue.work()
    visitor.sees("Print a small paper")


@pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
@pytest.mark.parametrize("paper", [Paper.ROLL_80])
def test_with_a_real_scheduler_leaving_empties_its_spool(
    arrive: VisitorMaker, paper: Paper
) -> None:
    with running() as cups:
        jobs = ThreadJobs()
        printer = CupsQueue(cups.queue("real", "hangs"), paper, str(cups.socket))
        visitor = arrive(paper=PaperDesk(printer, jobs.run))
        jobs.wait()
        QTest.qWait(50)
        for touch in ("English", *FROM_START):
            visitor.touch(touch)
            until = time.monotonic() + 60
            while touch.startswith("service:") and not visitor.kiosk.shell._paper.state.ready:
                QTest.qWait(20)
                assert time.monotonic() < until
        visitor.sees("Your paper comes out below.")
        waits_for(cups)
        visitor.touch("leave")
        jobs.wait()
        assert cups.waiting() == ""
        assert cups.spooled() == []
        cups.behave("real", "keep")
        Event().wait(0.5)
        assert cups.printed() == []


def waits_for(cups: PrivateCups) -> None:
    until = time.monotonic() + 60
    while not cups.spooled():
        QTest.qWait(20)
        assert time.monotonic() < until
