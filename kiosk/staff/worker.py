"""Runs the program once more, as a process of its own, and reads what it answers.

So an import may run out of memory, or be killed, and the screen lives. Its answer is one JSON value
on its output; how far it is comes as one JSON value a line on its error output.
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
from typing import IO, Final, Protocol, TypeVar

import msgspec

from kiosk.staff.views import Progress

WORK_LIMIT_S: Final = 15 * 60
"""Seconds after which a process is ended: ten times what the largest import was measured with."""
ANSWER_LIMIT: Final = 16 * 1024 * 1024
"""Bytes of an answer that are read: a report of 10,000 changed services has about 5 MB."""
LINE_LIMIT: Final = 4096
"""Bytes of a line about progress."""
_ROOT = Path(__file__).parents[2]
A = TypeVar("A")


def own_command(data: Path, settings: Path | None) -> tuple[str, ...]:
    """How this program is started once more on the same data and settings.

    Never with code from the folder it works in (``-P``): that may be the data folder.
    """
    chosen = () if settings is None else ("--settings", str(settings.absolute()))
    return (sys.executable, "-P", "-m", "kiosk", "--data", str(data.absolute()), *chosen)


class Worker(Protocol):
    """Asks a process of its own; how it is reached is known where the program is put together."""

    def ask(
        self,
        arguments: Sequence[str],
        kind: type[A],
        tell: Callable[[Progress], None] | None = None,
    ) -> A | None:
        """The answer to ``arguments``; ``None`` if it broke off or said nothing known."""

    @property
    def busy(self) -> bool:
        """Whether an answer is waited for."""

    @property
    def ended(self) -> bool:
        """Whether it asks nothing more."""

    def end(self) -> None:
        """Ends what is under way, and asks nothing more (shutdown)."""


class _Far(msgspec.Struct, frozen=True):
    step: str
    share: float


@dataclass(slots=True)
class SubprocessWorker:
    """Starts processes one after another. ``command`` is how this program is started."""

    command: Sequence[str]
    limit: float = WORK_LIMIT_S
    _running: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _ended: threading.Event = field(default_factory=threading.Event, init=False)

    def ask(
        self,
        arguments: Sequence[str],
        kind: type[A],
        tell: Callable[[Progress], None] | None = None,
    ) -> A | None:
        """The answer to ``arguments``; ``None`` if the process broke off or said nothing known."""
        said = self.run(arguments, lambda line: pass_on(line, tell))
        return None if said is None else read(said, kind)

    def run(self, arguments: Sequence[str], listen: Callable[[bytes], None]) -> bytes | None:
        """What a process printed; ``None`` if it was not started.

        ``listen`` hears each line of its error output. What it prints stays in memory: it is heard
        on a full disk as well, where it matters most.
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
        """Ends the process under way and those it started: nothing is lost, as by a power cut."""
        running = self._running
        if running is not None:
            with suppress(OSError):
                os.killpg(running.pid, signal.SIGKILL)

    @property
    def busy(self) -> bool:
        """Whether a process is under way."""
        return self._running is not None

    @property
    def ended(self) -> bool:
        """Whether it starts no more processes."""
        return self._ended.is_set()

    def end(self) -> None:
        """Ends the process under way, and starts no other (shutdown)."""
        self._ended.set()
        self.stop()

    @staticmethod
    def _listen(process: subprocess.Popen[bytes], listen: Callable[[bytes], None]) -> None:
        stream: IO[bytes] | None = process.stderr
        if stream is None:
            return
        with stream:
            while line := stream.readline(LINE_LIMIT):
                listen(line)


def pass_on(line: bytes, tell: Callable[[Progress], None] | None) -> None:
    """Tells how far the work is, if that is what the line says and somebody asked."""
    if tell is not None and (far := progress_in(line)) is not None:
        tell(far)


def progress_in(line: bytes) -> Progress | None:
    """How far the work is, if that is what the line says."""
    far = read(line, _Far)
    return None if far is None else Progress(far.step, far.share)


def read(content: bytes, kind: type[A]) -> A | None:
    """A JSON value of a known form; ``None`` for anything else."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def _environment() -> dict[str, str]:
    """The program is found wherever the process starts, and writes UTF-8 in every locale."""
    paths = (str(_ROOT), os.environ.get("PYTHONPATH", ""))
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "PYTHONIOENCODING": "utf-8",
    }
