"""The importer of an installed kiosk: a separate service behind a Unix socket.

It has its own user, no devices, no network and its own limits. The client sends one line, a JSON
list of arguments; the reply is progress lines, then ``{"answer": LENGTH}`` and as many bytes.
Closing the connection stops the work; nothing is lost, as in a power cut.
"""

import json
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, TypeVar

import msgspec

from kiosk.staff.staff_views import Progress
from kiosk.staff.worker import (
    ANSWER_LIMIT,
    LINE_LIMIT,
    SubprocessWorker,
    decode_json,
    progress_in,
    report_progress,
)
from kiosk.unix_socket import Line, connect, hang_up

QUESTION_LIMIT: Final = 256 * 1024
"""Most bytes of a question: 64 folders, two of the longest names each, every byte escaped."""
ALLOWED: Final = (
    ("staff", "state"),
    ("staff", "files"),
    ("staff", "fingerprint"),
    ("staff", "trust"),
    ("staff", "date"),
    ("sync",),
    ("undo",),
)
"""Permitted questions, by their first words."""
OWN: Final = ("--data", "--settings")
"""Options that only the importer sets: it works on the data of its own machine."""
A = TypeVar("A")


class _ImporterAnswer(msgspec.Struct, frozen=True):
    answer: int


@dataclass(slots=True)
class ImporterClient:
    """Asks the importer behind the socket at ``path``."""

    path: Path
    _line: Line | None = field(default=None, init=False)
    _ended: threading.Event = field(default_factory=threading.Event, init=False)

    def ask(
        self,
        arguments: Sequence[str],
        kind: type[A],
        on_progress: Callable[[Progress], None] | None = None,
    ) -> A | None:
        """Return the answer to ``arguments``; ``None`` if it failed or the output is unknown."""
        if self._ended.is_set():
            return None
        try:
            with connect(self.path) as line:
                self._line = line
                if self._ended.is_set():
                    return None
                line.sendall(_encode_question(arguments))
                with line.makefile("rb") as answers:
                    return self._read_answer(answers, kind, on_progress)
        except OSError:
            return None
        finally:
            self._line = None

    @staticmethod
    def _read_answer(
        answers: IO[bytes], kind: type[A], on_progress: Callable[[Progress], None] | None
    ) -> A | None:
        while line := answers.readline(LINE_LIMIT):
            if (end := decode_json(line, _ImporterAnswer)) is not None:
                output = answers.read(min(max(end.answer, 0), ANSWER_LIMIT))
                return decode_json(output, kind)
            report_progress(line, on_progress)
        return None

    @property
    def busy(self) -> bool:
        """Return True if an answer is pending."""
        return self._line is not None

    @property
    def ended(self) -> bool:
        """Return True if it accepts no further questions."""
        return self._ended.is_set()

    def end(self) -> None:
        """Close the connection, and accept no further questions (shutdown)."""
        self._ended.set()
        if (line := self._line) is not None:
            hang_up(line)


def _encode_question(arguments: Sequence[str]) -> bytes:
    """Encode a question; undecodable bytes of file names are escaped."""
    question = json.dumps(list(arguments), ensure_ascii=False)
    return question.encode("utf-8", "backslashreplace") + b"\n"


def _decode_question(line: bytes) -> list[str] | None:
    """Decode the arguments of a question; ``None`` for anything else."""
    try:
        question = json.loads(line.decode())
    except (ValueError, RecursionError):
        return None
    known = isinstance(question, list) and all(isinstance(one, str) for one in question)
    return question if known else None


def is_permitted(question: Sequence[str]) -> bool:
    """Return True if a question is permitted: known first words, none of the importer's options."""
    known = any(tuple(question[: len(words)]) == words for words in ALLOWED)
    before = question[: question.index("--")] if "--" in question else question
    return known and not any(word.startswith(OWN) for word in before)


def serve(question: IO[bytes], answer: IO[bytes], worker: SubprocessWorker) -> bool:
    """Answer one question; return True if it was valid. Closing the connection stops the work."""
    arguments = _decode_question(question.readline(QUESTION_LIMIT))
    if arguments is None or not is_permitted(arguments):
        return False
    watcher = threading.Thread(target=_end_on_close, args=(question, worker), daemon=True)
    watcher.start()

    def forward(line: bytes) -> None:
        if progress_in(line) is not None:
            _send(answer, line)

    output = worker.run(arguments, forward) or b""
    _send(answer, msgspec.json.encode(_ImporterAnswer(len(output))) + b"\n" + output)
    return True


def _send(answer: IO[bytes], content: bytes) -> None:
    with suppress(OSError):  # the client closed the connection: the watcher stops the work
        answer.write(content)
        answer.flush()


def _end_on_close(question: IO[bytes], worker: SubprocessWorker) -> None:
    """Wait until the client closes the connection."""
    with suppress(OSError, ValueError):
        question.read(1)
    worker.end()
