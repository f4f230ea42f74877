"""The paper of a site: whether a printer is ready, and the one job it may have.

Questions and jobs run one after another beside the screen. A job belongs to a visit: when that
ends the job is cancelled, and whatever the printer says of it later is not heard.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from threading import Event

from kiosk.devices.printers import Printer, PrinterProblem
from kiosk.visit.visit import Screen, Visit

ASK_S = 5.0
"""Seconds between two questions to the printer while a page offers it."""
BUSY_S = 150.0
"""Seconds for which a job is a sign of life: no printer has one for longer (decision 0022)."""
OFFERING = frozenset({Screen.SERVICE, Screen.KEPT, Screen.PRINT})
"""Pages that say whether paper can come out."""
Run = Callable[[Callable[[], object], Callable[[object], None]], None]
"""Runs work beside the screen and brings its answer back to it."""


class Job(Enum):
    """How far the paper of this visit is."""

    NONE = "none"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PaperState:
    """The printer as last heard of, the job, why that failed, and whether it is gone for sure."""

    trouble: PrinterProblem | None = PrinterProblem.ABSENT
    job: Job = Job.NONE
    why: PrinterProblem | None = None
    gone: bool = True

    @property
    def ready(self) -> bool:
        """Whether paper can come out."""
        return self.trouble is None


NO_PRINTER = PaperState()
"""What is known before anyone was asked, and where there is none."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the printer said: what waited from before is gone for sure; why it cannot print.

    ``settled`` are printers of before that hold no job any more.
    """

    purged: bool
    trouble: PrinterProblem | None
    settled: tuple[Printer, ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a job: why it did not come out, and whether it cannot any more."""

    why: PrinterProblem | None
    gone: bool


@dataclass(slots=True)
class PaperDesk:
    """One printer, or none. ``changed`` is called on the screen's thread with every new state."""

    printer: Printer | None = None
    run: Run | None = None
    clock: Callable[[], float] = time.monotonic
    state: PaperState = field(default_factory=PaperState, init=False)
    changed: Callable[[], None] = field(default=lambda: None, init=False)
    _stop: Event = field(default_factory=Event, init=False)
    _clean: bool = field(default=False, init=False)
    _sent: int = field(default=0, init=False)
    _owing: tuple[Printer, ...] = field(default=(), init=False)
    _asking: bool = field(default=False, init=False)
    _asked: float = field(default=0.0, init=False)
    _began: float = field(default=0.0, init=False)
    _page: tuple[Screen, str] | None = field(default=None, init=False)
    _told: bool = field(default=False, init=False)

    @property
    def busy(self) -> bool:
        """Whether somebody waits for her paper."""
        return self.state.job is Job.RUNNING and self.clock() - self._began < BUSY_S

    def use(self, printer: Printer | None, run: Run) -> None:
        """Another printer from now on, or none: staff chose it, and nobody else stands there.

        One that did not answer last may hold a job: it is asked on until that is gone for sure.
        """
        self.end()
        if self.printer is not None and (self._sent or not self._clean):
            self._owing = (*self._owing, self.printer)
        self.printer, self.run = printer, run
        self._clean = self._asking = False
        self._become(PaperState())
        self._ask()

    def follow(self, visit: Visit) -> None:
        """The visit as it is now: asks when a page that offers paper comes, and while it stays.

        Until what waited from before, or after a job, is gone for sure, it is also asked between
        visits. What became of a job stays until the page that tells it was left.
        """
        if not visit.running:
            self.end()
            owes = self._owing or not self._clean
            if owes and self.clock() - self._asked >= ASK_S:
                self._ask()
            return
        route = visit.route
        page = (route.screen, route.subject)
        came, self._page = page != self._page, page
        if came and self._told:
            self._forget()
        self._tell()
        if route.screen in OFFERING and (came or self.clock() - self._asked >= ASK_S):
            self._ask()

    def print(self, document: Callable[[], bytes | None]) -> None:
        """Prints, once: while a job runs and where no printer is ready, nothing happens."""
        printer, run = self.printer, self.run
        if printer is None or run is None or not self.state.ready or self.state.job is Job.RUNNING:
            return
        content = document()
        if content is None:
            return
        stop = self._stop = Event()
        self._sent += 1
        self._told, self._began = False, self.clock()
        self._become(replace(self.state, job=Job.RUNNING, why=None, gone=True))

        def printed() -> _Outcome:
            why = printer.print(content, stop)
            # After the end of a visit nobody hears it; what is left is asked for as always.
            return _Outcome(why, why is None or stop.is_set() or printer.purge())

        run(printed, lambda answer: self._printed(answer, stop))

    def end(self) -> None:
        """The visit is over, or something went wrong: its job is cancelled and forgotten."""
        self._stop.set()
        self._page = None
        self._forget()

    def _forget(self) -> None:
        self._told = False
        if self.state.job is not Job.NONE:
            self.state = replace(self.state, job=Job.NONE, why=None, gone=True)

    def _tell(self) -> None:
        """The page in front says what became of a job, if it is the one that does."""
        tells = self._page is not None and self._page[0] is Screen.PRINT
        self._told = self._told or (tells and self.state.job in {Job.DONE, Job.FAILED})

    def _ask(self) -> None:
        printer, run, owing = self.printer, self.run, self._owing
        if run is None or self._asking or self.state.job is Job.RUNNING:
            return
        if printer is None and not owing:
            return
        self._asking, self._asked = True, self.clock()
        clean = self._clean

        def asked() -> _Answer:
            # Those of before come last: where the scheduler answered, it answers them too, and
            # nothing is offered until they were asked.
            purged = printer is not None and not clean and printer.purge()
            trouble = PrinterProblem.ABSENT if printer is None else printer.state()
            return _Answer(purged, trouble, tuple(one for one in owing if one.purge()))

        run(asked, lambda answer: self._answered(answer, printer))

    def _answered(self, answer: object, printer: Printer | None) -> None:
        if isinstance(answer, _Answer):
            settled = [id(one) for one in answer.settled]
            self._owing = tuple(one for one in self._owing if id(one) not in settled)
        if printer is not self.printer:
            return
        self._asking = False
        if isinstance(answer, _Answer):
            self._clean = self._clean or answer.purged
            gone = self.state.gone or answer.purged
            self._become(replace(self.state, trouble=answer.trouble, gone=gone))

    def _printed(self, answer: object, stop: Event) -> None:
        self._sent -= 1
        self._clean = False  # a queue that did not answer may hold the job
        if stop.is_set():
            return
        outcome = (
            answer if isinstance(answer, _Outcome) else _Outcome(PrinterProblem.FAILED, gone=False)
        )
        why, gone = outcome.why, outcome.gone
        job = Job.DONE if why is None else Job.FAILED
        self._become(replace(self.state, job=job, why=why, gone=gone))
        self._tell()
        self._ask()

    def _become(self, state: PaperState) -> None:
        if state != self.state:
            self.state = state
            self.changed()
