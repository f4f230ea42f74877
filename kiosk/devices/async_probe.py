"""Ask programs of the machine without blocking a page.

A program answers in 5 to 30 ms. One that hangs costs a short wait once, and is polled after that.
"""

import os
import subprocess
import time
from collections.abc import Sequence

WAIT_S = 0.05
"""Seconds to wait at most, so that the screen responds to a touch within a tenth of a second."""
STEP_S = 0.002
"""Seconds between two polls for the answers."""


class AsyncProbe:
    """Programs started together, and their output once all of them have ended.

    They write into memory, so that no full pipe blocks them. An answer is ``None`` if its program
    could not start, failed or took longer than ``patience`` seconds.
    """

    def __init__(self, commands: Sequence[Sequence[str]], patience: float) -> None:
        self._until = time.monotonic() + patience
        self._programs = [_started(command) for command in commands]

    def wait(self, seconds: float = WAIT_S) -> bool:
        """Wait at most so many seconds; true if all programs have ended."""
        until = time.monotonic() + seconds
        while not (ended := self.ended()) and time.monotonic() < until:
            time.sleep(STEP_S)
        return ended

    def ended(self) -> bool:
        """True if all programs have ended. Kill those that take too long, without waiting."""
        running = [one for one, _ in self._running()]
        if running and self.given_up:
            for program in running:
                program.kill()
        return not running

    @property
    def given_up(self) -> bool:
        """True if the time limit has passed."""
        return time.monotonic() >= self._until

    def _running(self) -> list[tuple["subprocess.Popen[bytes]", int]]:
        return [one for one in self._programs if one is not None and one[0].poll() is None]

    def answers(self) -> tuple[str | None, ...]:
        """Return the output of each program; call this once, when all have ended."""
        programs, self._programs = self._programs, []
        return tuple(_answer(*one) if one else None for one in programs)


def _started(command: Sequence[str]) -> tuple["subprocess.Popen[bytes]", int] | None:
    answer = os.memfd_create("answer", os.MFD_CLOEXEC)
    try:
        program = subprocess.Popen(  # noqa: S603 - a fixed program, no shell
            command, stdin=subprocess.DEVNULL, stdout=answer, stderr=subprocess.DEVNULL
        )
    except OSError:
        os.close(answer)
        return None
    return program, answer


def _answer(program: "subprocess.Popen[bytes]", answer: int) -> str | None:
    with os.fdopen(answer, "rb") as file:
        file.seek(0)
        written = file.read().decode(errors="replace")
    return written if program.returncode == 0 else None
