"""The importer of an installed kiosk: a service of its own behind a socket of the machine.

It has another user, no devices, no network and its own limits. The one who asks sends one line, a
JSON list of arguments; back come lines about progress, then ``{"answer": LENGTH}`` and so many
bytes. Whoever hangs up ends the work: nothing is lost, as by a power cut.
"""

import json
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, Protocol, TypeVar

import msgspec

from kiosk import unix_socket
from kiosk.staff.views import Progress
from kiosk.staff.worker import ANSWER_LIMIT, LINE_LIMIT, pass_on, progress_in, read

QUESTION_LIMIT: Final = 256 * 1024
"""Bytes of a question: 64 folders, two of the longest names each, every byte of them spelt out."""
ALLOWED: Final = (
    ("staff", "state"),
    ("staff", "files"),
    ("staff", "fingerprint"),
    ("staff", "trust"),
    ("staff", "date"),
    ("sync",),
    ("undo",),
)
"""What may be asked: how each question begins."""
OWN: Final = ("--data", "--settings")
"""Options that are the importer's own: it works on the data of its machine."""
A = TypeVar("A")


class _Answer(msgspec.Struct, frozen=True):
    answer: int


class Runs(Protocol):
    """Starts the program with arguments; see :class:`kiosk.staff.worker.SubprocessWorker`."""

    def run(self, arguments: Sequence[str], listen: Callable[[bytes], None]) -> bytes | None:
        """What it printed; each line of its error output goes to ``listen``."""

    def end(self) -> None:
        """Ends it."""


@dataclass(slots=True)
class ImporterClient:
    """Asks the importer behind the socket at ``path``."""

    path: Path
    _line: "unix_socket.Line | None" = field(default=None, init=False)
    _ended: threading.Event = field(default_factory=threading.Event, init=False)

    def ask(
        self,
        arguments: Sequence[str],
        kind: type[A],
        tell: Callable[[Progress], None] | None = None,
    ) -> A | None:
        """The answer to ``arguments``; ``None`` if it broke off or said nothing known."""
        if self._ended.is_set():
            return None
        try:
            with unix_socket.connect(self.path) as line:
                self._line = line
                if self._ended.is_set():
                    return None
                line.sendall(_written(arguments))
                with line.makefile("rb") as answers:
                    return self._hear(answers, kind, tell)
        except OSError:
            return None
        finally:
            self._line = None

    @staticmethod
    def _hear(
        answers: IO[bytes], kind: type[A], tell: Callable[[Progress], None] | None
    ) -> A | None:
        while line := answers.readline(LINE_LIMIT):
            if (end := read(line, _Answer)) is not None:
                said = answers.read(min(max(end.answer, 0), ANSWER_LIMIT))
                return read(said, kind)
            pass_on(line, tell)
        return None

    @property
    def busy(self) -> bool:
        """Whether an answer is waited for."""
        return self._line is not None

    @property
    def ended(self) -> bool:
        """Whether it asks nothing more."""
        return self._ended.is_set()

    def end(self) -> None:
        """Hangs up, and asks nothing more (shutdown)."""
        self._ended.set()
        if (line := self._line) is not None:
            unix_socket.hang_up(line)


def _written(arguments: Sequence[str]) -> bytes:
    """A question; what a name on a stick has in it that is no text is spelt out."""
    asked = json.dumps(list(arguments), ensure_ascii=False)
    return asked.encode("utf-8", "backslashreplace") + b"\n"


def _asked(line: bytes) -> list[str] | None:
    """The arguments of a question, names as they were; ``None`` for anything else."""
    try:
        asked = json.loads(line.decode())
    except (ValueError, RecursionError):
        return None
    known = isinstance(asked, list) and all(isinstance(one, str) for one in asked)
    return asked if known else None


def allowed(question: Sequence[str]) -> bool:
    """Whether the importer answers it: a known beginning, and none of its own options."""
    known = any(tuple(question[: len(words)]) == words for words in ALLOWED)
    before = question[: question.index("--")] if "--" in question else question
    return known and not any(word.startswith(OWN) for word in before)


def serve(question: IO[bytes], answer: IO[bytes], child: Runs) -> bool:
    """Answers one question; whether it was one. Ends the work when the one who asked hangs up."""
    asked = _asked(question.readline(QUESTION_LIMIT))
    if asked is None or not allowed(asked):
        return False
    watcher = threading.Thread(target=_end_with, args=(question, child), daemon=True)
    watcher.start()

    def forward(line: bytes) -> None:
        if progress_in(line) is not None:
            _say(answer, line)

    said = child.run(asked, forward) or b""
    _say(answer, msgspec.json.encode(_Answer(len(said))) + b"\n" + said)
    return True


def _say(answer: IO[bytes], content: bytes) -> None:
    with suppress(OSError):  # they hung up: the watcher ends the work
        answer.write(content)
        answer.flush()


def _end_with(question: IO[bytes], child: Runs) -> None:
    """Waits until nothing more can come."""
    with suppress(OSError, ValueError):
        question.read(1)
    child.end()
