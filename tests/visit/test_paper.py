"""One job at a time, cancelled with its visit; a printer asked while someone may need it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from kiosk.devices.printers import PrinterProblem
from kiosk.visit.paper import ASK_S, Job, PaperDesk, PaperState
from kiosk.visit.visit import Visit, new_visit
from tests.touches import after_touch


@dataclass
class Fake:
    """A printer: what it says, what it prints, what was asked of it."""

    trouble: PrinterProblem | None = None
    outcome: PrinterProblem | None = None
    clean: bool = True
    jobs: list[tuple[bytes, Event]] = field(default_factory=list)
    asked: int = 0
    purged: int = 0

    def state(self) -> PrinterProblem | None:
        self.asked += 1
        return self.trouble

    def print(self, document: bytes, stop: Event) -> PrinterProblem | None:
        self.jobs.append((document, stop))
        return PrinterProblem.CANCELLED if stop.is_set() else self.outcome

    def purge(self) -> bool:
        self.purged += 1
        return self.clean


@dataclass
class Queue:
    """Work beside the screen, done when the test says so."""

    waiting: list[tuple[Callable[[], object], Callable[[object], None]]] = field(
        default_factory=list
    )

    def run(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        self.waiting.append((work, done))

    def work(self) -> None:
        while self.waiting:
            work, done = self.waiting.pop(0)
            done(work())


@dataclass
class Scene:
    """A desk with its printer, work and time."""

    printer: Fake
    queue: Queue = field(default_factory=Queue)
    now: float = 100.0
    shown: list[PaperState] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = PaperDesk(self.printer, self.queue.run, clock=lambda: self.now)
        self.desk.changed = lambda: self.shown.append(self.desk.state)

    def ready(self) -> "Scene":
        self.desk.follow(NOBODY)
        self.queue.work()
        self.desk.follow(PAGE)
        self.queue.work()
        return self


def visit(*acts: str) -> Visit:
    found = after_touch(new_visit("en"), "language:en")
    for act in acts:
        found = after_touch(found, act)
    return found


NOBODY = new_visit("en")
PAGE = visit("service:a", "print:a")
OTHER = visit("service:b", "print:b")


def slip() -> bytes:
    return b"slip"


def test_without_a_printer_nothing_is_ready_and_nothing_runs() -> None:
    desk = PaperDesk()
    desk.follow(PAGE)
    desk.print(slip)
    desk.end()
    assert desk.state == PaperState(PrinterProblem.ABSENT, Job.NONE)


def test_at_the_start_what_waits_is_dropped_before_anything_is_asked() -> None:
    scene = Scene(Fake())
    scene.desk.follow(NOBODY)
    assert not scene.desk.state.ready
    scene.queue.work()
    assert (scene.printer.purged, scene.printer.asked) == (1, 1)
    assert scene.desk.state.ready


def test_until_nothing_waits_for_sure_it_is_dropped_again_between_visits() -> None:
    scene = Scene(Fake(clean=False))
    scene.desk.follow(NOBODY)
    scene.queue.work()
    scene.desk.follow(NOBODY)
    assert not scene.queue.waiting
    scene.now += ASK_S
    scene.printer.clean = True
    scene.desk.follow(NOBODY)
    scene.queue.work()
    assert scene.printer.purged == 2
    scene.now += ASK_S
    scene.desk.follow(NOBODY)
    assert not scene.queue.waiting


def test_what_a_job_left_is_dropped_for_sure_after_its_visit() -> None:
    """A queue that did not answer when the job ended may hold it, and print it to the next."""
    scene = Scene(Fake()).ready()
    scene.desk.print(slip)
    scene.desk.follow(visit("leave"))
    scene.printer.clean = False
    scene.queue.work()
    for clean, purged in ((False, 2), (True, 3), (True, 3)):
        scene.now += ASK_S
        scene.printer.clean = clean
        scene.desk.follow(NOBODY)
        scene.queue.work()
        assert scene.printer.purged == purged


def test_a_question_from_before_the_job_does_not_vouch_for_what_it_left() -> None:
    scene = Scene(Fake()).ready()
    scene.now += ASK_S
    scene.desk.follow(PAGE)
    scene.desk.print(slip)
    scene.desk.follow(visit("leave"))
    scene.desk.follow(OTHER)
    scene.queue.work()
    scene.now += ASK_S
    scene.desk.follow(OTHER)
    scene.queue.work()
    assert scene.printer.purged == 2


def test_another_printer_ends_the_job_of_the_one_before() -> None:
    scene, other = Scene(Fake()).ready(), Fake()
    scene.desk.print(slip)
    scene.desk.use(other, scene.queue.run)
    scene.queue.work()
    ((_, stop),) = scene.printer.jobs
    assert stop.is_set()
    assert scene.printer.purged == 2
    assert scene.desk.state.job is Job.NONE
    assert other.jobs == []


def test_it_is_asked_when_a_page_offers_paper_and_every_few_seconds_while_it_stays() -> None:
    scene = Scene(Fake()).ready()
    asked = scene.printer.asked
    scene.desk.follow(PAGE)
    assert not scene.queue.waiting
    scene.now += ASK_S
    scene.printer.trouble = PrinterProblem.PAPER_OUT
    scene.desk.follow(PAGE)
    scene.desk.follow(PAGE)
    scene.queue.work()
    assert scene.printer.asked == asked + 1
    assert scene.desk.state.trouble is PrinterProblem.PAPER_OUT
    assert scene.shown[-1] == scene.desk.state
    scene.desk.follow(OTHER)
    scene.queue.work()
    assert scene.printer.asked == asked + 2
    scene.now += ASK_S
    scene.desk.follow(visit("talk"))
    assert not scene.queue.waiting


def test_a_touch_prints_once_however_often_it_comes() -> None:
    scene = Scene(Fake()).ready()
    for _ in range(3):
        scene.desk.print(slip)
    assert scene.desk.state.job is Job.RUNNING
    scene.queue.work()
    assert [document for document, _ in scene.printer.jobs] == [b"slip"]
    assert scene.desk.state == PaperState(None, Job.DONE)
    assert [state.job for state in scene.shown[-2:]] == [Job.RUNNING, Job.DONE]


def test_nothing_is_printed_on_a_printer_that_is_not_ready_or_without_a_slip() -> None:
    scene = Scene(Fake(PrinterProblem.PAPER_OUT)).ready()
    scene.desk.print(slip)
    scene.printer.trouble = None
    scene.ready().desk.print(lambda: None)
    scene.queue.work()
    assert scene.printer.jobs == []
    assert scene.desk.state.job is Job.NONE


def test_a_failure_is_told_with_its_reason_until_the_page_is_left() -> None:
    scene = Scene(Fake(outcome=PrinterProblem.JAM)).ready()
    scene.desk.print(slip)
    scene.printer.trouble = PrinterProblem.JAM
    scene.queue.work()
    assert scene.desk.state == PaperState(PrinterProblem.JAM, Job.FAILED, PrinterProblem.JAM)
    scene.desk.follow(PAGE)
    assert scene.desk.state.job is Job.FAILED
    scene.desk.follow(visit("service:a"))
    assert scene.desk.state.job is Job.NONE


def test_the_end_of_the_visit_cancels_its_job_and_whatever_comes_of_it_is_not_heard() -> None:
    scene = Scene(Fake()).ready()
    scene.desk.print(slip)
    scene.desk.follow(visit("leave"))
    assert scene.desk.state.job is Job.NONE
    shown = len(scene.shown)
    scene.queue.work()
    (_, stop) = scene.printer.jobs[0]
    assert stop.is_set()
    assert len(scene.shown) == shown
    assert scene.desk.state == PaperState(None)


def test_the_next_visit_prints_its_own() -> None:
    scene = Scene(Fake()).ready()
    scene.desk.print(slip)
    scene.desk.end()
    scene.desk.follow(OTHER)
    scene.desk.print(lambda: b"other")
    scene.queue.work()
    assert [(document, stop.is_set()) for document, stop in scene.printer.jobs] == [
        (b"slip", True),
        (b"other", False),
    ]
    assert scene.desk.state.job is Job.DONE


def test_a_page_turned_while_it_prints_leaves_the_job_alone() -> None:
    scene = Scene(Fake()).ready()
    scene.desk.print(slip)
    scene.desk.follow(visit("service:a"))
    assert scene.desk.state.job is Job.RUNNING
    scene.queue.work()
    assert not scene.printer.jobs[0][1].is_set()


def test_a_printer_that_was_mute_when_it_was_replaced_is_purged_when_it_answers() -> None:
    """Its job would come out later, where nobody looks any more."""
    scene, second = Scene(Fake(clean=False)).ready(), Fake()
    first = scene.printer
    scene.desk.use(second, scene.queue.run)
    scene.queue.work()
    assert (second.purged, scene.desk.state.ready) == (1, True)
    for clean, purged in ((False, 1), (True, 1), (True, 0)):
        before, first.clean = first.purged, clean
        scene.now += ASK_S
        scene.desk.follow(NOBODY)
        scene.queue.work()
        assert first.purged == before + purged
    assert second.purged == 1


def test_it_is_purged_as_well_where_staff_chose_none() -> None:
    scene = Scene(Fake(clean=False)).ready()
    scene.desk.use(None, scene.queue.run)
    scene.queue.work()
    before, scene.printer.clean = scene.printer.purged, True
    scene.now += ASK_S
    scene.desk.follow(NOBODY)
    scene.queue.work()
    assert scene.printer.purged == before + 1
    assert scene.desk.state == PaperState()
    scene.now += ASK_S
    scene.desk.follow(NOBODY)
    assert not scene.queue.waiting


def test_nothing_is_offered_before_the_printer_of_before_was_asked() -> None:
    scene, asked = Scene(Fake(clean=False)).ready(), []
    first, second = scene.printer, Fake()
    first.purge = lambda: asked.append(scene.desk.state.ready) is None
    scene.desk.use(second, scene.queue.run)
    scene.queue.work()
    assert asked == [False]
    assert scene.desk.state.ready


def test_a_job_under_way_is_looked_for_on_its_own_printer_after_a_choice() -> None:
    scene = Scene(Fake()).ready()
    scene.desk.print(slip)
    scene.desk.end()
    before = scene.printer.purged
    scene.desk.use(Fake(), scene.queue.run)
    scene.queue.work()
    assert scene.printer.purged == before + 1


def test_one_that_held_nothing_for_sure_is_left_alone() -> None:
    scene = Scene(Fake()).ready()
    before = scene.printer.purged
    scene.desk.use(Fake(), scene.queue.run)
    scene.queue.work()
    assert scene.printer.purged == before
