"""A screen change: from the touch to the drawn page, at 1920×1080 in the software renderer.

    .venv/bin/python tests/benchmarks/bench_screen.py [--lang es ar] [--rounds 5]

Every page of the tour in every language, composed and drawn anew, best of three, since the machine
is shared; how long Leave takes from the touch until nothing of the page is on the glass, on each of
them once; then the peak memory of the process after every language was shown, in each round.
"""
# ruff: noqa: T201 - a benchmark prints its table

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QCoreApplication, QEvent, QPoint

from kiosk.app import screen
from kiosk.app.context import AppContext, clock_of, open_prepared, prepare_directory
from kiosk.app.settings import Settings
from kiosk.domain.language import OFFERED
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.shell import Shell
from kiosk.ui.runtime.tour import STOPS, visit_to
from kiosk.ui.runtime.window import KioskWindow
from kiosk.visit.visit import Screen, Visit
from tests.showing import show

COVERED = frozenset({"cover"})
"""Pages that have no way to leave."""
ENDS = cycle((0, 1))
"""Each touch is as far as can be from the one before: a page rests near that one."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", nargs="+", default=OFFERED)
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    languages = arguments.lang
    screen.start_qt(offscreen=True)
    with tempfile.TemporaryDirectory() as folder:
        program = AppContext(Settings(), clock_of(Settings(), "2026-11-24T10:30"))
        directory = open_prepared(prepare_directory(Path(folder)))
        composer, icons = screen.make_composer(program, Glass(1920, 1080), directory)
        shell = Shell(composer, "en", window_title="Information")
        window = KioskWindow(shell, icons)
        window.window.show()
        times: dict[str, list[float]] = {}
        leaving: list[float] = []
        for tag in languages:
            for stop in STOPS:
                visit = visit_to(stop, tag, "en", "M", "default")
                best = min(_change(shell, window, visit) for _ in range(3))
                times.setdefault(tag, []).append(best)
                if stop.name not in COVERED:
                    leaving.append(_leave(shell, window))
        print("| language | median ms | slowest ms |\n| --- | --- | --- |")
        for tag, found in times.items():
            print(f"| {tag} | {statistics.median(found):.0f} | {max(found):.0f} |")
        slowest = max(
            (time_, stop.name)
            for found in times.values()
            for time_, stop in zip(found, STOPS, strict=True)
        )
        print(f"\nslowest page: {slowest[1]} {slowest[0]:.0f} ms")
        print(
            f"Leave to covered, {len(leaving)} pages: median {statistics.median(leaving):.0f} ms,"
            f" slowest {max(leaving):.0f} ms"
        )
        for number in range(1, arguments.rounds + 1):
            if number > 1:
                for tag in languages:
                    for stop in STOPS:
                        _change(shell, window, visit_to(stop, tag, "en", "M", "default"))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"peak memory after every language was shown, round {number}: {peak:.0f} MB")
        window.close()


def _change(shell: Shell, window: KioskWindow, visit: Visit) -> float:
    start = time.perf_counter()
    show(shell, visit)
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.grab()
    return (time.perf_counter() - start) * 1000


def _leave(shell: Shell, window: KioskWindow) -> float:
    """Milliseconds until the picture of the glass is that of the cover."""
    at = QPoint(shell.view.width, next(ENDS) * shell.view.height)
    start = time.perf_counter()
    shell.touch.press("leave", at_once=True, at=at)
    QCoreApplication.processEvents()
    picture = window.grab()
    spent = (time.perf_counter() - start) * 1000
    assert shell.visit.route.screen is Screen.COVER
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert picture == window.grab(), "the cover was not whole"
    return spent


if __name__ == "__main__":
    main()
