"""Visits by chance, one after another, for hours of simulated time; prints what it found.

Runs alone: ``python -m tests.residue.day DATA HOURS LANGUAGES SEED``. Touches are real
touches on the real window; time passes a second at a time, as the shell's own timer would tell it.
"""

import ctypes
import json
import random
import sys
import time
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from pathlib import Path
from threading import Event

from PySide6.QtGui import QFontDatabase, QPixmapCache
from PySide6.QtTest import QTest

from kiosk.app import assets
from kiosk.app.context import AppContext, prepare_directory
from kiosk.app.screen import ScreenApp, start_qt
from kiosk.app.settings import LanguageSettings, Settings
from kiosk.devices.printers import PrinterProblem
from kiosk.devices.speech_player import Player
from kiosk.domain.clock import FixedClock, TrustedClock, TrustedTime
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.speech_output import SpeechOutput
from kiosk.ui.thread_jobs import ThreadJobs
from kiosk.visit.acts import Mode, TextStep, Verb
from kiosk.visit.paper import PaperDesk
from tests.immediate_jobs import ImmediateJobs
from tests.journeys.visitor import Visitor
from tests.touches import activate

MORNING = FixedClock.at("2026-11-24T00:00", "America/Los_Angeles")
HOUR_S = 3600
FONT = assets.resources() / "fonts" / "KioskNamesArmenian-Regular.ttf"
LOOKS = 24
"""Looks at the process in a day, evenly over the run, each between two visits."""
LOOKS_LEAST = 6
"""Looks in part of a day."""
FRAME_MS = 25
"""Until a page is drawn, and what drew the one before is gone."""
TOUCHES, THINKS_S, RESTS_S = (3, 25), (1, 15), (5, 240)
"""Of a visit, before a touch, and between visits: least and most."""
WANTS = dict.fromkeys(("language", "need", "service", "keep", "qr", "learn"), 5)
WANTS |= {"print": 15, "paper": 50}
"""What is touched so many times as often as the rest."""
SIZES, MODES = tuple(TextStep), tuple(Mode)
WALK = (
    *("need:safe_place", "page:1", "chips", "done", "back", "guides", "guide:is-this-okay", "back"),
    *("back", "talk", "speak", "back", "back", "search", "back", "see", "done", "listen", "back"),
)
"""What loads whatever a language needs."""


def entries(folder: str) -> int:
    """How many of a kind this process has."""
    return sum(1 for _ in Path("/proc/self", folder).iterdir())


def without_letters() -> None:
    """Drops the drawn letters that Qt keeps; it lets go of them by itself in minutes of real time,
    and a day passes too fast for that here."""
    added = QFontDatabase.addApplicationFont(str(FONT))
    QFontDatabase.removeApplicationFont(added)
    QPixmapCache.clear()
    ctypes.CDLL(None).malloc_trim(0)


@dataclass
class Tray:
    """A printer that takes every paper, and nobody looks at it."""

    papers: int = 0

    @staticmethod
    def state() -> PrinterProblem | None:
        return None

    @staticmethod
    def purge() -> bool:
        return True

    def print(self, document: bytes, stop: Event) -> PrinterProblem | None:
        assert document
        if stop.wait(0.05):
            return PrinterProblem.CANCELLED
        self.papers += 1
        return None


@dataclass
class Moving:
    """A clock that is moved by hand."""

    second: float = 0.0

    def read(self) -> TrustedTime:
        start = MORNING.read()
        return TrustedTime(start.now + timedelta(seconds=self.second), trusted=True)


@dataclass
class Day:
    """A kiosk, who comes to it, and how its process fares."""

    data: Path
    languages: tuple[str, ...]
    chance: random.Random
    clock: Moving = field(default_factory=Moving)
    tray: Tray = field(default_factory=Tray)
    visits: int = 0
    spoken: int = 0
    asked: int = 0

    def __post_init__(self) -> None:
        self.jobs = ThreadJobs()
        clock: TrustedClock = self.clock
        self.kiosk = ScreenApp(
            AppContext(Settings(languages=LanguageSettings(self.languages)), clock),
            lambda: prepare_directory(self.data),
            Glass(1280, 800),
            ImmediateJobs(),
            paper=PaperDesk(self.tray, self.jobs.run, lambda: self.clock.second),
            output=SpeechOutput(Player("nobody")),
        )
        self.visitor = Visitor(self.kiosk)
        self.shell = self.kiosk.shell

    def passes(self, seconds: int) -> None:
        """Time without a touch."""
        for quiet in range(1, seconds + 1):
            self.clock.second += 1
            self.shell.after_quiet(quiet)
        QTest.qWait(1)

    def comes(self) -> None:
        """Somebody touches what there is; leaves by the button, or just goes."""
        for _ in range(self.chance.randint(*TOUCHES)):
            self.passes(self.chance.randint(*THINKS_S))
            targets = self._targets("leave")
            weights = [WANTS.get(one.split(":")[0], 1) for one in targets]
            target = self.chance.choices(targets, weights)[0]
            self.visitor.touch(target)
            self._waits_for_the_printer(target)
            self.spoken += self.shell._listener.hearing.speaking
        self.visits += 1
        if self.chance.random() < 0.5 and "leave" in self._targets():
            self.visitor.touch("leave")
        while not self.shell.visit.untouched:
            self.passes(1)
            self.clock.second += 119
            self.shell.after_quiet(120)
            self.shell.after_quiet(150)

    def _waits_for_the_printer(self, target: str) -> None:
        """Until it said how it is, and for every second paper: others are left before they are out.

        A day passes too fast for a printer; how much came out would hang on the machine.
        """
        self.asked += target == Verb.PAPER
        if target.startswith("print:") or (target == Verb.PAPER and self.asked % 2):
            self.jobs.wait()
            QTest.qWait(1)

    def _targets(self, but: str = "") -> list[str]:
        return [node.id for node in self.visitor.scene.touches if node.id != but]

    def warm(self) -> None:
        """Every language in every size, with its fonts, words and pages."""
        for tag, step in product(self.languages, SIZES):
            mode = MODES[SIZES.index(step) % len(MODES)]
            for act in (f"language:{tag}", f"size:{step}", f"mode:{mode}", *WALK, "leave"):
                activate(self.shell, act)
                QTest.qWait(FRAME_MS)
            activate(self.shell, "return")

    def look(self) -> tuple[int, int, int]:
        """Memory in KB, open handles, threads."""
        without_letters()
        QTest.qWait(200)
        lines = Path("/proc/self/smaps_rollup").read_text("utf-8").splitlines()
        memory = next(int(line.split()[1]) for line in lines if line.startswith("Rss:"))
        return memory, entries("fd"), entries("task")

    def goes_by(self, hours: float) -> dict[str, object]:
        """The whole day."""
        self.warm()
        begun, first = time.monotonic(), self.clock.second
        looks = []
        parts = max(LOOKS_LEAST, round(LOOKS * hours / 24))
        for part in range(parts):
            while self.clock.second < first + (part + 1) * hours * HOUR_S / parts:
                self.comes()
                self.passes(self.chance.randint(*RESTS_S))
            looks.append(self.look())
        took, passed = time.monotonic() - begun, self.clock.second - first
        return {
            "hours": passed / HOUR_S,
            "speed": passed / took,
            "visits": self.visits,
            "touches": self.visitor.touches,
            "papers": self.tray.papers,
            "spoken": self.spoken,
            "looks": looks,
            "warnings": list(self.kiosk.window.warnings),
        }


def main() -> None:
    folder, hours, languages, seed = sys.argv[1:]
    start_qt(offscreen=True)
    day = Day(Path(folder), tuple(languages.split(",")), random.Random(int(seed)))  # noqa: S311 - the same day every time
    found = day.goes_by(float(hours))
    day.kiosk.close()
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
