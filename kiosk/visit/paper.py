"""Paper for visitors: whether the printer is ready, and its one job.

Questions and jobs run one after another in the background. A job belongs to a visit: when the visit
ends, the job is cancelled and its result is ignored.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from threading import Event

import msgspec
from msgspec.structs import replace

from kiosk.devices.printers import Printer, PrinterProblem
from kiosk.visit.acts import Screen
from kiosk.visit.visit import Visit

ASK_S = 5.0
"""Seconds between two questions to the printer while a page offers paper."""
BUSY_S = 150.0
"""Seconds for which a job counts as activity: no job takes longer (decision 0022)."""
OFFERING = frozenset({Screen.SERVICE, Screen.WAY, Screen.KEPT, Screen.PRINT})
"""Pages that say whether the printer is ready."""
Run = Callable[[Callable[[], object], Callable[[object], None]], None]
"""Runs work in the background, then passes its answer to a function on the screen's thread."""


class Job(Enum):
    """States of this visit's job."""

    NONE = "none"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class PaperState(msgspec.Struct, frozen=True):
    """The printer's last state, the job, why it failed, and whether it is certainly gone."""

    trouble: PrinterProblem | None = PrinterProblem.ABSENT
    job: Job = Job.NONE
    why: PrinterProblem | None = None
    gone: bool = True

    @property
    def ready(self) -> bool:
        """True if the printer can print."""
        return self.trouble is None


NO_PRINTER = PaperState()
"""The state before the first question, and without a printer."""


class _PrinterAnswer(msgspec.Struct, frozen=True):
    """The printer's answer: whether old jobs are certainly gone, and why it cannot print.

    ``settled`` are previous printers that hold no job any more.
    """

    purged: bool
    trouble: PrinterProblem | None
    settled: tuple[Printer, ...]


class _Outcome(msgspec.Struct, frozen=True):
    """The result of a job: why it failed, and whether it certainly cannot print later."""

    why: PrinterProblem | None
    gone: bool


@dataclass(slots=True)
class PaperDesk:
    """One printer or none. Every new state calls ``changed`` on the screen's thread."""

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
    _result_shown: bool = field(default=False, init=False)

    @property
    def busy(self) -> bool:
        """True while a visitor waits for paper."""
        return self.state.job is Job.RUNNING and self.clock() - self._began < BUSY_S

    def use(self, printer: Printer | None, run: Run) -> None:
        """Change to another printer or none, which staff chose while no visitor was there.

        A previous printer that may still hold a job is asked until the job is certainly gone.
        """
        self.end()
        if self.printer is not None and (self._sent or not self._clean):
            self._owing = (*self._owing, self.printer)
        self.printer, self.run = printer, run
        self._clean = self._asking = False
        self._become(PaperState())
        self._ask()

    def follow(self, visit: Visit) -> None:
        """Follow the visit; ask the printer when a page offers paper and while it is shown.

        Until old jobs are certainly gone, the printer is also asked between visits. The result of
        a job stays until the visitor leaves the page that shows it.
        """
        if not visit.running:
            self.end()
            owes = self._owing or not self._clean
            if owes and self.clock() - self._asked >= ASK_S:
                self._ask()
            return
        route = visit.route
        page = (route.screen, route.subject)
        is_new, self._page = page != self._page, page
        if is_new and self._result_shown:
            self._forget()
        self._note_shown()
        if route.screen in OFFERING and (is_new or self.clock() - self._asked >= ASK_S):
            self._ask()

    def print(self, document: Callable[[], bytes | None]) -> None:
        """Print a document; do nothing while a job runs or if no printer is ready."""
        printer, run = self.printer, self.run
        if printer is None or run is None or not self.state.ready or self.state.job is Job.RUNNING:
            return
        content = document()
        if content is None:
            return
        stop = self._stop = Event()
        self._sent += 1
        self._result_shown, self._began = False, self.clock()
        self._become(replace(self.state, job=Job.RUNNING, why=None, gone=True))

        def work() -> _Outcome:
            why = printer.print(content, stop)
            # After the visit nobody needs the answer; ``follow`` asks about what is left.
            return _Outcome(why, why is None or stop.is_set() or printer.purge())

        run(work, lambda answer: self._printed(answer, stop))

    def end(self) -> None:
        """Cancel and forget the job: the visit is over, or something failed."""
        self._stop.set()
        self._page = None
        self._forget()

    def _forget(self) -> None:
        self._result_shown = False
        if self.state.job is not Job.NONE:
            self.state = replace(self.state, job=Job.NONE, why=None, gone=True)

    def _note_shown(self) -> None:
        """Note that the current page shows the result of the job, if it does."""
        shows = self._page is not None and self._page[0] is Screen.PRINT
        if shows and self.state.job in {Job.DONE, Job.FAILED}:
            self._result_shown = True

    def _ask(self) -> None:
        printer, run, owing = self.printer, self.run, self._owing
        if run is None or self._asking or self.state.job is Job.RUNNING:
            return
        if printer is None and not owing:
            return
        self._asking, self._asked = True, self.clock()
        clean = self._clean

        def work() -> _PrinterAnswer:
            # Previous printers come last: a scheduler that answered before answers for them too,
            # and nothing is offered until they have been asked.
            purged = printer is not None and not clean and printer.purge()
            trouble = PrinterProblem.ABSENT if printer is None else printer.state()
            return _PrinterAnswer(purged, trouble, tuple(one for one in owing if one.purge()))

        run(work, lambda answer: self._answered(answer, printer))

    def _answered(self, answer: object, printer: Printer | None) -> None:
        if isinstance(answer, _PrinterAnswer):
            settled = [id(one) for one in answer.settled]
            self._owing = tuple(one for one in self._owing if id(one) not in settled)
        if printer is not self.printer:
            return
        self._asking = False
        if isinstance(answer, _PrinterAnswer):
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
        self._note_shown()
        self._ask()

    def _become(self, state: PaperState) -> None:
        if state != self.state:
            self.state = state
            self.changed()
