"""Visits in which made-up words are typed: runs in its process, and looks for them in its memory.

For each word a line: how many copies there are while it stands on the screen, and after the visit.
The words are never whole in this program: their letters are kept by number, and turned.
"""

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtTest import QTest

from kiosk.app.context import AppContext, prepare_directory
from kiosk.app.screen import ScreenApp, start_qt
from kiosk.app.settings import Settings
from kiosk.domain.clock import FixedClock
from kiosk.ui.kit.theme import Glass
from tests.immediate_jobs import ImmediateJobs
from tests.journeys.visitor import Visitor

TURN = 0x55
TURNED = bytes(number ^ TURN for number in range(256))
LENGTHS = (6, 8, 10, 13, 20, 40)
PIECE, OVERLAP = 1 << 22, 128


def _memory() -> Iterator[bytes]:
    """All that this process may write to, piece by piece, turned."""
    with Path("/proc/self/mem").open("rb", buffering=0) as memory:
        for line in Path("/proc/self/maps").read_text("utf-8").splitlines():
            place, rights, *_ = line.split()
            first, end = (int(number, 16) for number in place.split("-"))
            for at in range(first, end, PIECE) if rights.startswith("rw") else ():
                try:
                    content = os.pread(memory.fileno(), min(PIECE + OVERLAP, end - at), at)
                except OSError:  # what the kernel keeps for itself
                    continue
                yield content.translate(TURNED)


def copies(turned: list[int]) -> int:
    """How often a word stands in memory, in the letters of C and Python and in those of Qt."""
    narrow = bytes(turned)
    wide = bytes(one for letter in turned for one in (letter, TURN))
    return sum(piece.count(narrow) + piece.count(wide) for piece in _memory())


def main(data: Path) -> None:
    app = start_qt()
    clock = FixedClock.at("2026-11-24T10:30", "America/Los_Angeles")
    program, glass = AppContext(Settings(), clock), Glass(1280, 800)
    kiosk = ScreenApp(program, lambda: prepare_directory(data), glass, ImmediateJobs())
    visitor, chance = Visitor(kiosk), random.Random(7)  # noqa: S311 - words, no secrets
    for length in LENGTHS:
        turned = [chance.randrange(ord("a"), ord("z") + 1) ^ TURN for _ in range(length)]
        visitor.touch("English").touch("search")
        for letter in turned:
            visitor.touch(f"key:{chr(letter ^ TURN)}")
        during = copies(turned)
        visitor.touch("leave").is_on("cover")
        QTest.qWait(50)
        kiosk.shell._tick()
        sys.stdout.write(f"{during} {copies(turned)}\n")
        visitor.touch("return").is_on("attract")
    kiosk.close()
    del app


if __name__ == "__main__":
    main(Path(sys.argv[1]))
