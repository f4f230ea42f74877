"""A queue of the CUPS on this machine, through its own commands and its socket file only.

The document goes to ``lp`` through a pipe: no file of ours holds it, and nothing of it stands in
an argument or in the environment. Decision 0022 says why no library is used.
"""

import re
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Thread

from kiosk.devices.lpstat import QueueState, parse
from kiosk.devices.printers import Paper, PrinterProblem

TITLE = "Page"
"""Title of every job: it may show on a printer's panel and stand in logs."""
COMMAND_S, SEND_S = 5.0, 10.0
"""Seconds a command may take, and the sending of a slip."""
POLL_S, _PAUSE_S = 0.3, 0.1
PURGE_S, TAKEN_BACK_S = 5.0, 2.0
"""Seconds until jobs that cannot be cancelled are given up, till the next question; and those that
a cancelled job has to be taken back from its printer, where CUPS keeps what is done in sight."""
STUCK_S, LONGEST_S, WARMING_S = 15.0, 25.0, 60.0
"""Seconds a job may wait without printing, and take from the touch to the paper: with what it takes
to cancel it nothing is left after 30. A printer that says itself that it gets ready may take more:
a laser wakes for 40."""
BELIEVED_S = 120.0
"""Seconds the reasons of a resting queue are believed. CUPS keeps those of the last job until the
next one begins: a printer filled up meanwhile would stay out of use for ever."""
SETTLE_S = 4.0
"""Seconds after which a reason from before the job counts: backends take theirs back by then."""
_MEDIA = {Paper.LETTER: "na_letter_8.5x11in", Paper.A4: "iso_a4_210x297mm"}
_AS_IT_IS = (
    *("print-scaling=none", "number-up=1", "orientation-requested=3", "mirror=false"),
    *("page-border=none", "page-label=", "page-set=all", "page-ranges=1"),
)
"""Each is said, since a queue may have a default of its own: two pages on a sheet would halve the
code, the even pages alone would print nothing and look like a success."""
_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin"
_NO_QUEUES = "No destinations added."
_BY_HAND, NO_REASON = "Paused", "reason unknown"
"""What ``lpstat`` says of a queue that a person stopped without giving a reason, and of one that
CUPS stopped because what talks to the printer told it to."""
_JOB = re.compile(r"^request id is (\S+-\d+) ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Answer:
    code: int
    text: str


def environment(socket: str) -> dict[str, str]:
    """What commands of CUPS see: plain English answers, and no scheduler but that of a file."""
    return {"PATH": _PATH, "LC_ALL": "C", "CUPS_SERVER": socket}


class CupsQueue:
    """One queue. A roll gets dots of a receipt printer as they are, sheets get a PDF."""

    def __init__(
        self,
        queue: str,
        paper: Paper,
        socket: str,
        *,
        clock: Callable[[], float] = time.monotonic,
        stuck_s: float = STUCK_S,
    ) -> None:
        self._queue, self._stuck_s = queue, stuck_s
        self._environment = environment(socket)
        self._clock = clock
        self._since: dict[PrinterProblem, float] = {}
        self._halted = NO_REASON
        options = ["raw"] if paper.roll else [f"media={_MEDIA[paper]}", *_AS_IT_IS]
        options += ["job-sheets=none", "sides=one-sided", "copies=1", "job-hold-until=no-hold"]
        chosen = [part for option in options for part in ("-o", option)]
        self._lp = ("lp", "-d", queue, "-t", TITLE, *chosen, "-")

    def state(self) -> PrinterProblem | None:
        """What keeps the queue from printing, by what CUPS knows."""
        return self._told(self._look())

    def _told(self, state: QueueState | None) -> PrinterProblem | None:
        if state is None:
            return PrinterProblem.ABSENT
        trouble = state.trouble
        if trouble is None:
            self._since.clear()
            return None
        since = self._since.setdefault(trouble, self._clock())
        if self._clock() - since < BELIEVED_S or state.printing:
            return trouble
        return self._resumed(state, trouble) if state.stopped else None

    def _resumed(self, state: QueueState, trouble: PrinterProblem) -> PrinterProblem | None:
        """Starts a queue again that CUPS stopped because of a job; those of people stay stopped.

        Nothing may wait there, or it would come out now.
        """
        self._since.clear()
        halted = state.accepting and state.said in {NO_REASON, self._halted}
        if not halted or not self.purge() or not self._done(("cupsenable", self._queue)):
            return trouble
        return self._told(self._look())

    def print(self, document: bytes, stop: Event) -> PrinterProblem | None:
        """Sends the document and watches its job until the paper is out."""
        begun, before = self._clock(), self._look()
        if (trouble := self._told(before)) is not None:
            return trouble
        if stop.is_set():
            return PrinterProblem.CANCELLED
        old = frozenset(before.reasons if before else ())
        try:
            job = self._send(document, stop)
            outcome = job if isinstance(job, PrinterProblem) else self._watch(job, begun, old, stop)
        finally:
            self.purge()
        if outcome is not None:
            self._since[outcome] = self._clock()
            after = self._look()
            if after is not None and not after.enabled and after.said != _BY_HAND:
                self._halted = after.said
        return outcome

    def purge(self) -> bool:
        """Cancels every job of this queue and drops what is kept of those that are done.

        Dropping alone would kill what talks to the printer before it could take the job back: a
        printer of the network would keep it, and print it once there is paper again.
        """
        until = time.monotonic() + PURGE_S
        if going := self._jobs("not-completed"):
            self._run(("cancel", *going))
        elif going is None:
            return False
        while (jobs := self._jobs("all")) != []:
            if jobs is None:
                return False
            if going and time.monotonic() < until - PURGE_S + TAKEN_BACK_S:
                time.sleep(_PAUSE_S)
                continue
            for job in jobs:
                self._run(("cancel", "-x", job))
            if time.monotonic() >= until:
                return False
            time.sleep(_PAUSE_S)
        look = self._look()
        return self._is_gone() if look is None else not look.jobs

    def _jobs(self, which: str) -> list[str] | None:
        """The jobs of the queue: ``all``, with those that are done, or ``not-completed``.

        ``None``: nobody answered in time.
        """
        answer = self._run(("lpstat", "-W", which, "-o", self._queue))
        name = re.escape(self._queue)
        if answer is None:
            return None
        return re.findall(rf"^({name}-\d+) ", answer.text, re.MULTILINE)

    def _is_gone(self) -> bool:
        """Whether CUPS answers and has no such queue: its jobs went with it."""
        answer = self._run(("lpstat", "-a"), stderr=subprocess.STDOUT)
        if answer is None:
            return False
        there = re.search(rf"^{re.escape(self._queue)} ", answer.text, re.MULTILINE)
        return there is None and (answer.code == 0 or _NO_QUEUES in answer.text)

    def _look(self) -> QueueState | None:
        of = self._queue
        answer = self._run(("lpstat", "-l", "-p", of, "-a", of, "-o", of))
        return None if answer is None else parse(of, answer.text)

    def _done(self, command: Sequence[str]) -> bool:
        answer = self._run(command)
        return answer is not None and answer.code == 0

    def _run(self, command: Sequence[str], *, stderr: int = subprocess.DEVNULL) -> _Answer | None:
        """What a command said; ``None`` where it is missing or does not come back in time."""
        try:
            done = subprocess.run(  # noqa: S603 - words of this module and a checked queue name
                command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=stderr,
                timeout=COMMAND_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        return _Answer(done.returncode, done.stdout.decode(errors="replace"))

    def _send(self, document: bytes, stop: Event) -> str | PrinterProblem:
        """The name of the job that holds the document now."""
        try:
            lp = subprocess.Popen(  # noqa: S603 - the same
                self._lp,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            return PrinterProblem.ABSENT
        with lp:
            said = self._fed(lp, document, stop)
        if isinstance(said, PrinterProblem):
            return said
        job = _JOB.search(said)
        return job[1] if job and lp.returncode == 0 else PrinterProblem.FAILED

    def _fed(
        self, lp: "subprocess.Popen[bytes]", document: bytes, stop: Event
    ) -> str | PrinterProblem:
        # A second communicate() would send nothing of what the first one had left.
        until, said = self._clock() + SEND_S, list[bytes]()
        feeder = Thread(target=lambda: said.append(lp.communicate(document)[0]), daemon=True)
        feeder.start()
        while feeder.is_alive():
            feeder.join(POLL_S)
            if feeder.is_alive() and (stop.is_set() or self._clock() >= until):
                lp.kill()
                feeder.join(COMMAND_S)
                return PrinterProblem.CANCELLED if stop.is_set() else PrinterProblem.STUCK
        return said[0].decode(errors="replace") if said else PrinterProblem.FAILED

    def _watch(
        self, job: str, begun: float, old: frozenset[str], stop: Event
    ) -> PrinterProblem | None:
        """Waits for the job; ``old`` are reasons that stood before it was sent, at ``begun``."""
        moved = heard = sent = self._clock()
        while not stop.wait(POLL_S):
            state, now = self._look(), self._clock()
            if state is None:
                if now - heard >= COMMAND_S:
                    return PrinterProblem.ABSENT
                continue
            heard = now
            renewed = state.without(old)
            if job not in state.jobs:
                return renewed.trouble
            trouble = (state if now - sent >= SETTLE_S else renewed).trouble
            if trouble is not None:
                return trouble
            if job in state.at_rest:
                return PrinterProblem.FAILED
            if state.printing == job and not state.looking:
                moved = now
            longest = WARMING_S if renewed.warming else LONGEST_S
            if now - moved >= self._stuck_s or now - begun >= longest:
                return PrinterProblem.ABSENT if state.looking else PrinterProblem.STUCK
        return PrinterProblem.CANCELLED
