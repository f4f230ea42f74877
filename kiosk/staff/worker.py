"""Run the program as a separate process and read its answer.

An import may run out of memory or be killed without stopping the screen. Its answer is one JSON
value on standard output; progress comes as one JSON value per line on standard error.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, Protocol, TypeVar, cast

import msgspec

from kiosk.staff.staff_views import Progress

WORK_LIMIT_S: Final = 15 * 60
"""Seconds after which a process is killed: ten times the longest import measured."""
ANSWER_LIMIT: Final = 16 * 1024 * 1024
"""Most bytes of an answer; a report of 10,000 changed services has about 5 MB."""
LINE_LIMIT: Final = 4096
"""Most bytes of a progress line."""
_ROOT = Path(__file__).parents[2]
A = TypeVar("A")


def own_command(data: Path, settings: Path | None) -> tuple[str, ...]:
    """Return the command that starts this program with the same data and settings.

    ``-P`` keeps code in the working folder from running, which may be the data folder.
    """
    chosen = () if settings is None else ("--settings", str(settings.absolute()))
    return (sys.executable, "-P", "-m", "kiosk", "--data", str(data.absolute()), *chosen)


class Worker(Protocol):
    """Asks a separate process; the composition root decides which."""

    def ask(
        self,
        arguments: Sequence[str],
        kind: type[A],
        on_progress: Callable[[Progress], None] | None = None,
    ) -> A | None:
        """Return the answer to ``arguments``; ``None`` if it failed or the output is unknown."""

    @property
    def busy(self) -> bool:
        """Return True if an answer is pending."""

    @property
    def ended(self) -> bool:
        """Return True if it accepts no further questions."""

    def end(self) -> None:
        """Stop current work and accept no further questions (shutdown)."""


@dataclass(slots=True)
class SubprocessWorker:
    """Starts processes one after another. ``command`` starts this program."""

    command: Sequence[str]
    limit: float = WORK_LIMIT_S
    _running: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _ended: threading.Event = field(default_factory=threading.Event, init=False)

    def ask(
        self,
        arguments: Sequence[str],
        kind: type[A],
        on_progress: Callable[[Progress], None] | None = None,
    ) -> A | None:
        """Return the answer to ``arguments``.

        ``None`` if the process failed or its output is unknown.
        """
        output = self.run(arguments, lambda line: report_progress(line, on_progress))
        return None if output is None else decode_json(output, kind)

    def run(self, arguments: Sequence[str], listen: Callable[[bytes], None]) -> bytes | None:
        """Return the output of a process; ``None`` if it was not started.

        ``listen`` receives each line of standard error. The output stays in memory, so that it is
        readable on a full disk too, where it matters most.
        """
        if self._ended.is_set():
            return None
        try:
            memory = os.memfd_create("answer")
        except OSError:
            return None
        with os.fdopen(memory, "rb") as out:
            try:
                self._running = subprocess.Popen(  # noqa: S603 - our own interpreter and program
                    [*self.command, *arguments],
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.PIPE,
                    env=_environment(),
                    start_new_session=True,
                )
            except OSError:
                return None
            clock = threading.Timer(self.limit, self.stop)
            clock.daemon = True
            clock.start()
            if self._ended.is_set():
                self.stop()
            try:
                self._listen(self._running, listen)
            finally:
                clock.cancel()
                self._running.wait()
                self._running = None
            out.seek(0)
            return out.read(ANSWER_LIMIT)

    def stop(self) -> None:
        """Kill the current process and its children; nothing is lost, as in a power cut."""
        running = self._running
        if running is not None:
            with suppress(OSError):
                os.killpg(running.pid, signal.SIGKILL)

    @property
    def busy(self) -> bool:
        """Return True if a process is running."""
        return self._running is not None

    @property
    def ended(self) -> bool:
        """Return True if it starts no further processes."""
        return self._ended.is_set()

    def end(self) -> None:
        """Kill the current process, and start no other (shutdown)."""
        self._ended.set()
        self.stop()

    @staticmethod
    def _listen(process: subprocess.Popen[bytes], listen: Callable[[bytes], None]) -> None:
        with cast("IO[bytes]", process.stderr) as stream:
            while line := stream.readline(LINE_LIMIT):
                listen(line)


def report_progress(line: bytes, on_progress: Callable[[Progress], None] | None) -> None:
    """Report progress, if the line contains any and somebody listens."""
    if on_progress is not None and (progress := progress_in(line)) is not None:
        on_progress(progress)


def progress_in(line: bytes) -> Progress | None:
    """Return the progress in a line, if any."""
    return decode_json(line, Progress)


def decode_json(content: bytes, kind: type[A]) -> A | None:
    """Decode a JSON value of a known type; ``None`` for anything else."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def _environment() -> dict[str, str]:
    """Make the program importable from any folder, and its output UTF-8 in every locale."""
    paths = (str(_ROOT), os.environ.get("PYTHONPATH", ""))
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "PYTHONIOENCODING": "utf-8",
    }
