"""The running program leaves no object of Qt to Python's collector.

The collector runs on any thread, also on the one that prints or takes in a file. An object of Qt
with a running timer that is freed there ends the program when the timer is next due.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest

from kiosk.app.screen import ScreenApp
from kiosk.domain.records import AnyRecord
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.speech_output import SpeechOutput
from kiosk.ui.thread_jobs import ThreadJobs
from kiosk.visit.paper import PaperDesk
from tests.ears import Ears, Jack
from tests.journeys.staff import NEW, at_a_kiosk, first_trust, with_number
from tests.journeys.visitor import VisitorMaker
from tests.residue.day import Tray
from tests.sync.toolkit import make_coalition
from tests.touches import activate


@contextmanager
def dropped() -> Iterator[list[str]]:
    """The kinds of objects of Qt that only the collector would free of all that was done inside."""
    found: list[str] = []
    gc.collect()
    gc.disable()
    try:
        yield found
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        found += [type(one).__name__ for one in gc.garbage if isinstance(one, QObject)]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


def test_the_collector_is_heard() -> None:
    """What is dropped in a circle is found, and what is freed at once is not."""
    with dropped() as found:
        QObject()
        circle = QObject()
        circle.itself = circle  # type: ignore[attr-defined]
        del circle
    assert found == ["QObject"]


def _is_refitted(kiosk: ScreenApp) -> None:
    for size in ((1280, 800), (1920, 1080)):
        kiosk.refit(Glass(*size))
        QTest.qWait(20)


def test_visits_drop_no_object_of_qt(arrive: VisitorMaker) -> None:
    jobs, tray = ThreadJobs(), Tray()
    visitor = arrive(paper=PaperDesk(tray, jobs.run), hearing=SpeechOutput(Ears(), Jack()))
    with dropped() as found:
        for _ in range(2):
            visitor.touch("English")
            for act in (
                *("need:talk", "service:weave-line", "learn:weave-line", "qr:weave-line", "back"),
                *("print:weave-line", "paper", "listen", "hear:page", "done", "language:ar"),
                *("guides", "guide:is-this-okay", "search", "see", "leave"),
            ):
                activate(visitor.kiosk.shell, act)
                jobs.wait()
                QTest.qWait(20)
            visitor.touch("return").is_on("attract")
        _is_refitted(visitor.kiosk)
    assert tray.papers
    assert found == []


def test_staff_and_new_data_drop_no_object_of_qt(
    shown_data: Path,
    stick: Path,
    english_records: tuple[AnyRecord, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    coalition = make_coalition()
    coalition.write(stick / "week-47.kiosksync", with_number(english_records, NEW))
    settings = f'[site]\ntrust_clock = false\n[sync]\nmedia = ["{stick.parents[1]}"]\n'
    with (
        at_a_kiosk(shown_data, settings, monkeypatch, trusted=False) as staff,
        dropped() as found,
    ):
        before = staff.kiosk._taken
        staff.knocks().touch("leave").is_on("attract")
        staff.knocks().enters().until("home").touch("files").until("files", "week-47.kiosksync")
        first_trust(staff, coalition)
        staff.until("report", NEW).touch("use").until("result", "The new data is in place")
        staff.touch("home").until("home").touch("history").until("history")
        staff.touch("leave").is_on("attract")
        staff.until_true(lambda: staff.kiosk._taken is not before, "the new data")
        _is_refitted(staff.kiosk)
    assert found == []
