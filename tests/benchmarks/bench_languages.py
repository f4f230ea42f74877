"""Another language on the busiest page, at 1920×1080 in the software renderer.

    .venv/bin/python tests/benchmarks/bench_languages.py [--rounds 5]

From the touch on a language's name to the grabbed frame: the first time in a process of its own,
with the catalogue, the fonts, the locale and every measure still to be read or made, and the second
time, after the way back to English. The busiest page is the one that takes longest over all
languages once everything is read. Processor time beside the time on the clock, since the machine
is shared; the median of the rounds.
"""
# ruff: noqa: T201 - a benchmark prints its table

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QCoreApplication, QEvent

from kiosk.app import screen as application
from kiosk.app.context import AppContext, clock_of, open_prepared, prepare_directory
from kiosk.app.settings import Settings
from kiosk.domain.language import OFFERED
from kiosk.ui.composer import load_all
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.shell import Shell
from kiosk.ui.runtime.tour import STOPS, visit_to
from kiosk.ui.runtime.window import KioskWindow
from tests.showing import show
from tests.touches import after_touch

BOUND_MS = 150
"""The longest a switch of language may take."""


class Took(NamedTuple):
    """Milliseconds of the clock and of the processor."""

    wall: float
    cpu: float


class Screen:
    """The kiosk on its attract screen, usable."""

    def __init__(self, data: Path) -> None:
        application.start_qt(offscreen=True)
        program = AppContext(Settings(), clock_of(Settings(), "2026-11-24T10:30"))
        self.directory = open_prepared(prepare_directory(data))
        composer, icons = application.make_composer(program, Glass(1920, 1080), self.directory)
        self.shell = Shell(composer, "en", window_title="Information")
        self.window = KioskWindow(self.shell, icons)
        self.window.window.show()
        load_all()
        self.frame()

    def frame(self) -> None:
        """Draws what is in front."""
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.window.grab()

    def touch(self, target: str) -> Took:
        """From the touch to the frame."""
        wall, cpu = time.perf_counter(), time.process_time()
        self.shell.activate(target)
        self.frame()
        return Took((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000)

    def stand_at(self, page: str) -> None:
        """The choice of a language, opened on a page of the tour in English."""
        stop = next(stop for stop in STOPS if stop.name == page)
        visit = visit_to(stop, "en", "en", "M", "default")
        show(self.shell, visit)
        self.frame()
        show(self.shell, after_touch(visit, "languages"))
        self.frame()


@contextmanager
def screen(data: Path) -> Iterator[Screen]:
    """A kiosk to touch, closed at the end."""
    made = Screen(data)
    try:
        yield made
    finally:
        made.window.close()
        made.directory.close()


def busiest(data: Path) -> str:
    """The page whose switch takes longest on the processor, everything read already."""
    total: dict[str, float] = {}
    with screen(data) as kiosk:
        for stop in STOPS:
            for tag in OFFERED:
                took = []
                for _ in range(2):
                    kiosk.stand_at(stop.name)
                    took.append(kiosk.touch(f"language:{tag}").cpu)
                if kiosk.shell.visit.language == tag and stop.name not in {"attract", "cover"}:
                    total[stop.name] = total.get(stop.name, 0.0) + min(took)
    return max(total, key=lambda name: total[name])


def child(data: Path, page: str, tag: str) -> None:
    """First and second switch in a fresh process."""
    with screen(data) as kiosk:
        found = []
        for _ in range(2):
            kiosk.stand_at(page)
            found.append(kiosk.touch(f"language:{tag}"))
            assert kiosk.shell.visit.language == tag
    print(json.dumps(found))


def _measured(data: Path, page: str, tag: str) -> list[Took]:
    done = subprocess.run(
        [sys.executable, __file__, "--child", page, tag, "--data", str(data)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [Took(*one) for one in json.loads(done.stdout)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--page", help="measure this page of the tour instead of the busiest")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        child(asked.data, *asked.child)
        return
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        prepare_directory(data)
        page = asked.page or busiest(data)
        print(f"page: {page}\n")
        print("| language | first ms | processor | second ms | processor |")
        print("| --- | --- | --- | --- | --- |")
        slowest = 0.0
        for tag in OFFERED:
            if tag == "en":
                continue
            rounds = [_measured(data, page, tag) for _ in range(asked.rounds)]
            first, second = (
                Took(*(statistics.median(row) for row in zip(*times, strict=True)))
                for times in zip(*rounds, strict=True)
            )
            slowest = max(slowest, first.cpu)
            figures = " | ".join(f"{ms:.0f}" for ms in (*first, *second))
            print(f"| {tag} | {figures} |")
        said = "within" if slowest <= BOUND_MS else "over"
        print(f"\nslowest first switch: {slowest:.0f} ms of processor time, {said} {BOUND_MS} ms")


if __name__ == "__main__":
    main()
