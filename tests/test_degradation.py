"""A kiosk comes back by itself: it waits for a display, fits another one, rises after a fall."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.app import degradation
from kiosk.app.degradation import RESTART, Promoter, await_display, has_display
from kiosk.app.screen import ScreenApp
from kiosk.app.watchdog import Supervisor
from kiosk.sync.restarts import WAITS_S, ServiceLevel, StartLog
from tests.touches import activate


class Screens:
    """An application with displays of these sizes; its loop runs ``meanwhile``."""

    def __init__(self, *sizes: tuple[int, int]) -> None:
        self.sizes, self.told = list(sizes), list[int]()

    def screens(self) -> list["Screens"]:
        return [Screens(size) for size in self.sizes]

    def geometry(self) -> QRect:
        return QRect(0, 0, *self.sizes[0])

    def platformName(self) -> str:  # noqa: N802 - Qt's
        return "offscreen"

    def exit(self, code: int) -> None:
        self.told.append(code)


def test_a_screen_of_no_size_is_no_display() -> None:
    assert not has_display(Screens())  # type: ignore[arg-type]
    assert not has_display(Screens((0, 0)))  # type: ignore[arg-type]
    assert has_display(Screens((0, 0), (800, 600)))  # type: ignore[arg-type]


def _waits(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, app: Screens, starts: StartLog, after: float = 60
) -> tuple[int | None, list[str]]:
    """What the wait ends with, and what was said to whoever looks after the process."""
    said: list[str] = []
    monkeypatch.setattr(degradation, "LOOK_MS", 1)
    monkeypatch.setattr(Supervisor, "say", lambda _self, message: said.append(message))

    def loop() -> int:
        qtbot.waitUntil(lambda: bool(app.told))
        return app.told[0]

    watching = Supervisor("/nowhere", 0.01)
    code = await_display(app, watching, starts, loop, restart_after=after)  # type: ignore[arg-type]
    said_then = len(said)
    qtbot.wait(40)
    assert len(said) == said_then, "another heartbeat goes on from here"
    return code, said


def test_with_a_display_nobody_waits(tmp_path: Path) -> None:
    starts = StartLog(tmp_path)
    starts.begin(now=1.0)
    app = Screens((800, 600))
    assert await_display(app, None, starts, lambda: 9) is None  # type: ignore[arg-type]
    assert starts.begin(now=2.0) is ServiceLevel.NORMAL
    assert len((tmp_path / "starts").read_text("ascii").split()) == 2


def test_a_display_that_comes_ends_the_wait_and_the_start_counts_from_then(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    starts, app = StartLog(tmp_path), Screens((0, 0))
    starts.begin(now=1.0)
    QTimer.singleShot(60, lambda: app.sizes.append((800, 600)))
    code, said = _waits(qtbot, monkeypatch, app, starts)
    assert code is None
    assert said[0] == "READY=1"
    assert said.count("WATCHDOG=1") >= 2
    noted = (tmp_path / "starts").read_text("ascii").split()
    assert len(noted) == 1
    assert noted != ["1.0"]


def test_a_display_that_does_not_come_is_looked_for_by_a_new_start_that_did_not_fail(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    starts, app = StartLog(tmp_path), Screens()
    starts.begin(now=1.0)
    code, _ = _waits(qtbot, monkeypatch, app, starts, after=0.05)
    assert code == RESTART
    assert (tmp_path / "starts").read_text("ascii") == ""


class Later:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_it_rises_after_its_time_once_nobody_is_there(
    qapp: QGuiApplication, tmp_path: Path
) -> None:
    del qapp
    clock, ends, free = Later(), list[str](), [False]
    rising = Promoter(
        StartLog(tmp_path),
        ServiceLevel.HELPLINES,
        lambda: ends.append("restart"),
        deserted=lambda: free[0],
        clock=clock,
    )
    assert rising._timer.isActive()
    clock.now = WAITS_S[0] - 1
    free[0] = True
    rising.poll()
    clock.now += 2
    free[0] = False
    rising.poll()
    assert ends == []
    free[0] = True
    rising.poll()
    assert ends == ["restart"]
    assert not rising._timer.isActive()
    assert StartLog(tmp_path).begin() is ServiceLevel.PREVIOUS


def test_what_shows_the_data_in_use_after_all_tries_everything(
    qapp: QGuiApplication, tmp_path: Path
) -> None:
    del qapp
    clock = Later()
    rising = Promoter(
        StartLog(tmp_path), ServiceLevel.HELPLINES, lambda: None, whole=lambda: True, clock=clock
    )
    clock.now = WAITS_S[0]
    rising.poll()
    assert StartLog(tmp_path).begin() is ServiceLevel.NORMAL


def test_where_all_is_well_nothing_rises(qapp: QGuiApplication, tmp_path: Path) -> None:
    del qapp
    assert not Promoter(StartLog(tmp_path), ServiceLevel.NORMAL, lambda: None)._timer.isActive()


def test_a_visit_and_staff_keep_it_as_it_is(kiosk: ScreenApp) -> None:
    free = [kiosk.deserted]
    for touch in ("language:es", "leave", "return"):
        activate(kiosk.shell, touch)
        free.append(kiosk.deserted)
    assert free == [True, False, True, True]
    kiosk.close()


IMPATIENT = """
from kiosk.app import degradation
from kiosk.sync import restarts
restarts.WAITS_S, degradation.RISE_LOOK_MS = (0.5,) * 4, 100
from kiosk.cli import main
main()
"""


def test_a_kiosk_that_fell_to_the_numbers_alone_comes_back_to_everything(
    tmp_path: Path, prepared_data: Path
) -> None:
    """Started again after each end, as on a machine; nothing fails any more."""
    starts, data = StartLog(tmp_path), tmp_path / "data"
    shutil.copytree(prepared_data, data)
    now = time.clock_gettime(time.CLOCK_BOOTTIME)
    for number in range(9):
        starts.begin(now=now - 10 + number)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "heard"))
        heard.settimeout(60)
        environment = {
            **os.environ,
            "RUNTIME_DIRECTORY": str(tmp_path),
            "NOTIFY_SOCKET": str(tmp_path / "heard"),
        }
        said: list[str] = []
        for _ in range(4):
            with subprocess.Popen(
                [
                    *(sys.executable, "-c", IMPATIENT, "--data", str(data)),
                    *("--kiosk", "--diagonal", "21.5"),
                ],
                cwd=Path(__file__).parents[1],
                env=environment,
                stderr=subprocess.PIPE,
                text=True,
            ) as kiosk:
                try:
                    while heard.recv(100) != b"READY=1":
                        pass
                    if len(said) == 3:
                        kiosk.terminate()
                    _, errors = kiosk.communicate(timeout=60)
                finally:
                    kiosk.kill()
                assert kiosk.returncode == 0
                said.append(errors)
    assert "numbers alone" in said[0]
    assert "helplines alone" in said[1]
    assert "once more" in said[2]
    assert said[3] == ""
