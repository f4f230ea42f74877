"""A CUPS queue of this machine, used through CUPS' own commands and its socket file.

The document goes to ``lp`` through a pipe. It is never in a file of ours, an argument or the
environment. Decisions 0022 and 0033 say why no library is used.
"""

import re
import subprocess
import time
from collections.abc import Callable, Sequence
from threading import Event, Thread

from kiosk.devices.lpstat import QueueState, parse
from kiosk.devices.printers import Paper, PrinterProblem

TITLE = "Page"
"""Title of every job. It may appear on a printer's panel and in logs."""
COMMAND_S, SEND_S = 5.0, 10.0
"""Time limits for a command and for sending a slip."""
POLL_S, _PAUSE_S = 0.3, 0.1
PURGE_S, TAKEN_BACK_S = 5.0, 2.0
"""Time limit for cancelling jobs, and the time for a backend to cancel a job at its printer if CUPS
has a job history."""
STUCK_S, LONGEST_S, WARMING_S = 15.0, 25.0, 60.0
"""Seconds a job may wait without printing, and may take from the touch to the paper. With the time
to cancel it, nothing is left after 30 seconds. A printer that reports warming up may take longer: a
laser needs 40."""
BELIEVED_S = 120.0
"""Seconds for which the reasons of an idle queue count. CUPS keeps those of the last job until the
next one starts, so a refilled printer would stay out of use for ever."""
SETTLE_S = 4.0
"""Seconds after which a reason older than the job counts: backends have withdrawn it by then."""
_MEDIA = {Paper.LETTER: "na_letter_8.5x11in", Paper.A4: "iso_a4_210x297mm"}
_AS_IT_IS = (
    *("print-scaling=none", "number-up=1", "orientation-requested=3", "mirror=false"),
    *("page-border=none", "page-label=", "page-set=all", "page-ranges=1"),
)
"""Every option is explicit because a queue may have its own defaults: two pages on a sheet would
halve the code, and printing only even pages would print nothing and look like a success."""
_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin"
_NO_QUEUES = "No destinations added."
_BY_HAND, NO_REASON = "Paused", "reason unknown"
"""The messages of a queue that a person stopped without a reason, and of one that CUPS stopped at
the request of its backend."""
_JOB = re.compile(r"^request id is (\S+-\d+) ", re.MULTILINE)


def _environment(socket: str) -> dict[str, str]:
    """Return an environment with plain English output and only the scheduler of ``socket``."""
    return {"PATH": _PATH, "LC_ALL": "C", "CUPS_SERVER": socket}


def run_command(
    command: Sequence[str], socket: str, *, stderr: int = subprocess.DEVNULL
) -> "subprocess.CompletedProcess[str] | None":
    """Run a CUPS command; ``None`` if it is missing or does not finish in time."""
    try:
        return subprocess.run(  # noqa: S603 - words of this package and a checked queue name
            command,
            env=_environment(socket),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=stderr,
            encoding="utf-8",
            errors="replace",
            timeout=COMMAND_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None


class CupsQueue:
    """One queue. A roll gets the raw bytes of a receipt printer, sheets get a PDF."""

    def __init__(
        self,
        queue: str,
        paper: Paper,
        socket: str,
        *,
        clock: Callable[[], float] = time.monotonic,
        stuck_s: float = STUCK_S,
    ) -> None:
        self._queue, self._socket = queue, socket
        self._clock, self._stuck_s = clock, stuck_s
        self._since: dict[PrinterProblem, float] = {}
        self._halted = NO_REASON
        options = ["raw"] if paper.roll else [f"media={_MEDIA[paper]}", *_AS_IT_IS]
        options += ["job-sheets=none", "sides=one-sided", "copies=1", "job-hold-until=no-hold"]
        chosen = [part for option in options for part in ("-o", option)]
        self._lp = ("lp", "-d", queue, "-t", TITLE, *chosen, "-")

    def state(self) -> PrinterProblem | None:
        """Return what keeps the queue from printing, as far as CUPS knows."""
        return self._believe(self._read_state())

    def _believe(self, state: QueueState | None) -> PrinterProblem | None:
        """Return the trouble of a queue while it counts, and resume a queue that CUPS stopped."""
        if state is None:
            return PrinterProblem.ABSENT
        trouble = state.trouble
        if trouble is None:
            self._since.clear()
            return None
        since = self._since.setdefault(trouble, self._clock())
        if self._clock() - since < BELIEVED_S or state.printing:
            return trouble
        return self._resume(state, trouble) if state.stopped else None

    def _resume(self, state: QueueState, problem: PrinterProblem) -> PrinterProblem | None:
        """Resume a queue that CUPS stopped because of a job; one that a person stopped stays so.

        The queue is emptied first: waiting jobs would print now.
        """
        self._since.clear()
        halted = state.accepting and state.message in {NO_REASON, self._halted}
        if not halted or not self.purge():
            return problem
        enabled = self._run(("cupsenable", self._queue))
        if enabled is None or enabled.returncode:
            return problem
        return self._believe(self._read_state())

    def print(self, document: bytes, stop: Event) -> PrinterProblem | None:
        """Send the document and watch its job until the paper is out."""
        begun, before = self._clock(), self._read_state()
        if (trouble := self._believe(before)) is not None:
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
            after = self._read_state()
            if after is not None and not after.enabled and after.message != _BY_HAND:
                self._halted = after.message
        return outcome

    def purge(self) -> bool:
        """Cancel every job of this queue and delete finished ones from the history.

        Deleting alone would kill the backend before it could cancel the job at the printer: a
        network printer would keep the job and print it once it has paper.
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
        state = self._read_state()
        return self._is_gone() if state is None else not state.jobs

    def _jobs(self, which: str) -> list[str] | None:
        """Return the jobs that ``lpstat -W`` lists, or ``None`` without an answer in time."""
        answer = self._run(("lpstat", "-W", which, "-o", self._queue))
        name = re.escape(self._queue)
        if answer is None:
            return None
        return re.findall(rf"^({name}-\d+) ", answer.stdout, re.MULTILINE)

    def _is_gone(self) -> bool:
        """True if CUPS answers and has no such queue: the jobs went with it."""
        answer = self._run(("lpstat", "-a"), stderr=subprocess.STDOUT)
        if answer is None:
            return False
        there = re.search(rf"^{re.escape(self._queue)} ", answer.stdout, re.MULTILINE)
        return there is None and (answer.returncode == 0 or _NO_QUEUES in answer.stdout)

    def _read_state(self) -> QueueState | None:
        name = self._queue
        answer = self._run(("lpstat", "-l", "-p", name, "-a", name, "-o", name))
        return None if answer is None else parse(name, answer.stdout)

    def _run(
        self, command: Sequence[str], *, stderr: int = subprocess.DEVNULL
    ) -> "subprocess.CompletedProcess[str] | None":
        return run_command(command, self._socket, stderr=stderr)

    def _send(self, document: bytes, stop: Event) -> str | PrinterProblem:
        """Send the document and return the name of its job."""
        try:
            lp = subprocess.Popen(  # noqa: S603 - our own words and a checked queue name
                self._lp,
                env=_environment(self._socket),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            return PrinterProblem.ABSENT
        with lp:
            output = self._feed(lp, document, stop)
        if isinstance(output, PrinterProblem):
            return output
        job = _JOB.search(output)
        return job[1] if job and lp.returncode == 0 else PrinterProblem.FAILED

    def _feed(
        self, lp: "subprocess.Popen[bytes]", document: bytes, stop: Event
    ) -> str | PrinterProblem:
        # communicate(timeout=...) in a loop fails: its second call sends nothing of the rest.
        until, output = self._clock() + SEND_S, list[bytes]()
        feeder = Thread(target=lambda: output.append(lp.communicate(document)[0]), daemon=True)
        feeder.start()
        while feeder.is_alive():
            feeder.join(POLL_S)
            if feeder.is_alive() and (stop.is_set() or self._clock() >= until):
                lp.kill()
                feeder.join(COMMAND_S)
                return PrinterProblem.CANCELLED if stop.is_set() else PrinterProblem.STUCK
        return output[0].decode(errors="replace") if output else PrinterProblem.FAILED

    def _watch(
        self, job: str, begun: float, old: frozenset[str], stop: Event
    ) -> PrinterProblem | None:
        """Wait for the job, which began at ``begun``; ``old`` are reasons from before it."""
        moved = heard = sent = self._clock()
        while not stop.wait(POLL_S):
            state, now = self._read_state(), self._clock()
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
