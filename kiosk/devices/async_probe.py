"""Asking a program of the machine without waiting for it: a page must not stand still meanwhile.

A program answers in 5 to 30 ms. One that hangs is waited for a moment once, then only looked at.
"""

import os
import subprocess
import time
from collections.abc import Sequence

WAIT_S = 0.05
"""Seconds that asking may take in all: with it a touch is answered within a tenth of a second."""
STEP_S = 0.002
"""How often it is looked whether the answers are there."""


class AsyncProbe:
    """Programs started together, and what they wrote once all of them have ended.

    Their answers go into memory, so none of them stands before a full pipe. ``None`` for an answer
    means that a program could not be started, failed or was given up after ``patience`` seconds.
    """

    def __init__(self, commands: Sequence[Sequence[str]], patience: float) -> None:
        self._until = time.monotonic() + patience
        self._asked = [_started(command) for command in commands]

    def wait(self, seconds: float = WAIT_S) -> bool:
        """Waits so long at most; whether all have ended."""
        until = time.monotonic() + seconds
        while not (ended := self.ended()) and time.monotonic() < until:
            time.sleep(STEP_S)
        return ended

    def ended(self) -> bool:
        """Whether all have ended. Those that take too long are ended, and not waited for."""
        running = [one for one, _ in self._running()]
        if running and self.given_up:
            for program in running:
                program.kill()
        return not running

    @property
    def given_up(self) -> bool:
        """Whether the time is over in which they had to answer."""
        return time.monotonic() >= self._until

    def _running(self) -> list[tuple["subprocess.Popen[bytes]", int]]:
        return [one for one in self._asked if one is not None and one[0].poll() is None]

    def answers(self) -> tuple[str | None, ...]:
        """What each of them wrote; asked once, when all have ended."""
        asked, self._asked = self._asked, []
        return tuple(_answer(*one) if one else None for one in asked)


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
