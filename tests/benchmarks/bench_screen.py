"""A screen change: from the touch to the drawn page, at 1920×1080 in the software renderer.

    .venv/bin/python tests/benchmarks/bench_screen.py [--lang es ar] [--rounds 5]

Every page of the tour in every language, each coming from another page, as a visitor sees it. The
first round is cold: this process has shown no page in that language. A visit in one language ends
as every visit does, with its measures forgotten. Then the memory of the process after each round.
At last how long Leave takes on each page, from the touch until nothing of the page is on the glass.
Times are those of the processor: where no other program runs, they are those of the clock.
"""
# ruff: noqa: T201 - a benchmark prints its table

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path
from typing import TypeAlias

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QCoreApplication, QEvent, QPoint

from kiosk.app import screen
from kiosk.app.context import AppContext, clock_of, open_prepared, prepare_directory
from kiosk.app.settings import Settings
from kiosk.domain.language import OFFERED
from kiosk.ui.composer import load_all
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.shell import Shell
from kiosk.ui.runtime.tour import STOPS, Stop, visit_to
from kiosk.ui.runtime.window import KioskWindow
from kiosk.visit.acts import Screen
from kiosk.visit.visit import Visit
from tests.benchmarks.timing import percentile
from tests.showing import show

COVERED = frozenset({"cover"})
"""Pages that have no way to leave."""
ENDS = cycle((0, 1))
"""Each touch is as far as can be from the one before: a page rests near that one."""
Change: TypeAlias = tuple[float, str, str]
"""Milliseconds, language and page."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", nargs="+", default=OFFERED)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--pages", type=int, default=len(STOPS), help="The first pages alone.")
    arguments = parser.parse_args()
    stops = STOPS[: arguments.pages]
    screen.start_qt(offscreen=True)
    with tempfile.TemporaryDirectory() as folder:
        program = AppContext(Settings(), clock_of(Settings(), "2026-11-24T10:30"))
        directory = open_prepared(prepare_directory(Path(folder)))
        composer, icons = screen.make_composer(program, Glass(1920, 1080), directory)
        shell = Shell(composer, "en", window_title="Information")
        shell.stop()  # no question of the idle clock in place of a page
        window = KioskWindow(shell, icons)
        window.window.show()
        load_all()  # as a kiosk does before anyone touches it
        _change(shell, window, visit_to(STOPS[-1], "en", "en", "M", "default"))
        composer.forget()
        rounds: list[list[Change]] = []
        memory = []
        for _ in range(arguments.rounds):
            rounds.append([])
            for tag in arguments.lang:
                rounds[-1] += _walked(shell, window, stops, tag)
                composer.forget()
            memory.append(_memory())
        cold, warm = rounds[0], [change for later in rounds[1:] for change in later]
        _print_changes(arguments.lang, cold, warm)
        print("\n| after round | resident MB | peak MB |\n| --- | --- | --- |")
        for number, (resident, peak) in enumerate(memory, 1):
            print(f"| {number} | {resident:.0f} | {peak:.0f} |")
        leaving = _left(shell, window, stops, arguments.lang)
        middle, most = percentile(leaving, 50), max(leaving)
        pages = f"{len(leaving)} pages"
        print(f"\nLeave to covered, {pages}: median {middle:.0f} ms, slowest {most:.0f} ms")
        window.close()


def _walked(shell: Shell, window: KioskWindow, stops: Sequence[Stop], tag: str) -> list[Change]:
    """The changes from each page to the next."""
    visits = [(visit_to(stop, tag, "en", "M", "default"), stop.name) for stop in stops]
    return [(_change(shell, window, visit), tag, name) for visit, name in visits]


def _left(
    shell: Shell, window: KioskWindow, stops: Sequence[Stop], languages: Sequence[str]
) -> list[float]:
    """Milliseconds that Leave takes on each page."""
    leaving = []
    for tag in languages:
        for stop in stops:
            if stop.name not in COVERED:
                _change(shell, window, visit_to(stop, tag, "en", "M", "default"))
                leaving.append(_leave(shell, window))
    return leaving


def _print_changes(
    languages: Sequence[str], cold: Sequence[Change], warm: Sequence[Change]
) -> None:
    heads = [f"{name} {what}" for name in ("cold", "warm") for what in ("p50", "p95", "p99", "max")]
    print(f"| language | {' | '.join(heads)} |\n|{' --- |' * (len(heads) + 1)}")
    for tag in (*languages, "all"):
        cells = []
        for changes in (cold, warm):
            times = [spent for spent, language, _ in changes if tag in {language, "all"}]
            cells += [f"{each(times):.0f}" if times else "" for each in FIGURES]
        print(f"| {tag} | {' | '.join(cells)} |")
    for name, changes in (("cold", cold), ("warm", warm)):
        if changes:
            spent, language, page = max(changes)
            print(f"\nslowest page {name}: {page} in {language}, {spent:.0f} ms")


FIGURES: tuple[Callable[[Sequence[float]], float], ...] = (
    lambda times: percentile(times, 50),
    lambda times: percentile(times, 95),
    lambda times: percentile(times, 99),
    max,
)


def _memory() -> tuple[float, float]:
    """The memory that the process holds now, and the most it ever held, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 2**20, peak


def _change(shell: Shell, window: KioskWindow, visit: Visit) -> float:
    start = time.process_time()
    show(shell, visit)
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.grab()
    return (time.process_time() - start) * 1000


def _leave(shell: Shell, window: KioskWindow) -> float:
    """Milliseconds until the picture of the glass is that of the cover."""
    at = QPoint(shell.view.width, next(ENDS) * shell.view.height)
    start = time.process_time()
    shell.touch.press("leave", at_once=True, at=at)
    QCoreApplication.processEvents()
    picture = window.grab()
    spent = (time.process_time() - start) * 1000
    assert shell.visit.route.screen is Screen.COVER
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert picture == window.grab(), "the cover was not whole"
    return spent


if __name__ == "__main__":
    main()
