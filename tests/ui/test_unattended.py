"""A screen that nobody attends: its heartbeat, a window that stays, the picture of last resort."""

import shutil
import sqlite3
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.app.screen import ScreenApp
from kiosk.directory.repository import open_directory
from kiosk.ui.runtime.emergency_screen import BareWindow, bare_lines
from kiosk.ui.runtime.heartbeat import Heartbeat


class Alive:
    """A directory that answers until it does not."""

    def __init__(self) -> None:
        self.answer: bool | Exception = True

    def __call__(self) -> bool:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_it_beats_while_the_directory_answers(qtbot: QtBot, failures: list[str]) -> None:
    said: list[str] = []
    alive = Alive()
    heartbeat = Heartbeat(said.append, 0.01, alive)
    assert said == []
    heartbeat.begin()
    assert said == ["READY=1"]
    qtbot.waitUntil(lambda: said.count("WATCHDOG=1") >= 3)
    alive.answer = False
    said.clear()
    heartbeat.beat()
    alive.answer = sqlite3.DatabaseError("gone")
    heartbeat.beat()
    assert said == []
    assert failures
    heartbeat.stop()
    assert said == ["STOPPING=1"]


def test_the_journal_says_once_what_kept_it_from_beating_and_never_a_word_of_it(
    failures: list[str], qapp: QGuiApplication
) -> None:
    del qapp
    alive = Alive()
    heartbeat = Heartbeat(lambda _: None, 0.0, alive)
    told: list[int] = []
    for answer in (sqlite3.OperationalError("typed"), False, OSError("typed"), True, OSError("x")):
        alive.answer = answer
        heartbeat.beat()
        told.append(len(failures))
    assert told == [1, 1, 1, 1, 2], "again only after it answered"
    assert [line.rpartition(":")[0] for line in failures] == [
        "beat failed: OperationalError in __call__",
        "beat failed: OSError in __call__",
    ]


def test_without_a_watchdog_there_is_no_beat(qapp: QGuiApplication) -> None:
    del qapp
    said: list[str] = []
    Heartbeat(said.append, 0.0, lambda: True).begin()
    QTest.qWait(30)
    assert said == ["READY=1"]


def test_each_beat_asks_for_another_service(factory_database: Path) -> None:
    with open_directory(factory_database) as directory:
        asked: list[str] = []
        directory._connection.set_trace_callback(asked.append)
        number = directory.counts().services
        asked.clear()
        assert all(directory.answers() for _ in range(number + 1))
        assert len(set(asked)) == number + 1, "each one, one too many, and the first again"
        assert len(asked) == number + 2


def test_a_directory_whose_disk_fails_does_not_answer(
    factory_database: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(factory_database, tmp_path / "directory.db"))
    with open_directory(path) as directory:
        assert directory.answers()
        with path.open("r+b") as file:
            file.truncate(4096)
        with pytest.raises(sqlite3.Error):
            assert all(directory.answers() for _ in range(directory.counts().services))


def _asked_to_close(window: object) -> bool:
    """Whether a window does as it is told."""
    event = QCloseEvent()
    QCoreApplication.sendEvent(window, event)  # type: ignore[arg-type]
    return event.isAccepted()


def test_an_unattended_window_stays(kiosk: ScreenApp) -> None:
    window = kiosk.window.window
    window.show()
    kiosk.window.stay()
    assert not _asked_to_close(window)
    assert window.isVisible()
    kiosk.close()
    assert kiosk.window.warnings == ()


def test_a_window_on_a_desktop_can_be_closed(kiosk: ScreenApp) -> None:
    kiosk.window.window.show()
    assert _asked_to_close(kiosk.window.window)
    kiosk.close()


def test_nobody_sees_a_pointer_but_on_a_desktop(kiosk: ScreenApp) -> None:
    window, bare = kiosk.window.window, BareWindow()
    assert window.cursor().shape() is Qt.CursorShape.ArrowCursor
    kiosk.window.stay()
    for each in (window, bare):
        assert each.cursor().shape() is Qt.CursorShape.BlankCursor
    bare.destroy()
    kiosk.close()


def test_the_screen_says_when_its_first_frame_stands(kiosk: ScreenApp, qtbot: QtBot) -> None:
    stood: list[bool] = []
    kiosk.stands = lambda: stood.append(kiosk.settled)
    kiosk.window.window.show()
    qtbot.waitUntil(lambda: bool(stood))
    assert stood == [False], "before any work on the directory begins, and once"
    assert kiosk.answers(), "the helplines alone always answer"
    kiosk.close()


def test_the_last_resort_shows_the_numbers_and_stays(qapp: QGuiApplication) -> None:
    del qapp
    assert [number for _, number in bare_lines()] == [
        "1-888-373-7888",
        "988",
        "911",
        "1-800-799-7233",
    ]
    window = BareWindow()
    window.resize(1280, 800)
    window.show()
    assert QTest.qWaitForWindowExposed(window)
    picture = window.screen().grabWindow(window.winId()).toImage()
    assert not _asked_to_close(window)
    assert window.isVisible()
    dark = [
        sum(picture.pixelColor(x, y).lightness() < 128 for x in range(0, 1280, 4))
        for y in range(0, 800, 4)
    ]
    rows = sum(now > 0 and before == 0 for before, now in pairwise(dark))
    assert rows == 2 * len(bare_lines()), "a line of words and a line of digits for each"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.destroy()
