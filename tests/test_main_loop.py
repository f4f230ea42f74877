"""What a start makes ready, and how the page follows its window."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.app import main_loop
from kiosk.app.context import AppContext, DirectoryUnavailable, Ready, prepare_directory
from kiosk.app.main_loop import DirectoryLoader
from kiosk.app.screen import ScreenApp, make_composer
from kiosk.app.settings import Settings
from kiosk.cli import main
from kiosk.domain.clock import FixedClock
from kiosk.sync.data_folder import StartReason
from kiosk.sync.restarts import FOLDER_VARIABLE, PATIENCE, ContentLevel, ServiceLevel, StartLog
from kiosk.sync.state import STATE_NAME
from kiosk.ui.kit.theme import Glass
from tests.immediate_jobs import ImmediateJobs
from tests.touches import activate

pytestmark = pytest.mark.usefixtures("copied_builds")

ROOT = Path(__file__).parents[1]
END_LIMIT_S = 60


def test_the_page_fits_the_size_that_the_window_gets(kiosk: ScreenApp, qtbot: QtBot) -> None:
    window = kiosk.window.window
    window.show()
    activate(kiosk.shell, "language:es")
    activate(kiosk.shell, "talk")
    before = kiosk.shell.scene
    main_loop._follow(kiosk, 21.5)
    window.resize(1080, 1920)
    qtbot.waitUntil(lambda: kiosk.composer.glass == Glass(1080, 1920, 21.5))
    after = kiosk.shell.scene
    assert after.screen == before.screen
    fresh, _ = make_composer(kiosk.program, Glass(1080, 1920, 21.5), None)
    assert after == fresh.compose(kiosk.shell.visit), "as if it had always been so"
    assert kiosk.window.warnings == ()
    kiosk.close()


def _break(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk fail wherever a path begins with ``place``."""
    look = os.stat

    def failing(path: object, **how: object) -> os.stat_result:
        if str(path).startswith(str(place)):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return look(path, **how)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(os, "stat", failing)


def test_a_disk_that_fails_leads_to_the_bare_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where the data folder cannot be looked at, every start is counted."""
    data, listed = tmp_path / "data", tmp_path / "listed"
    data.mkdir()
    listed.mkdir()
    stood: list[ServiceLevel] = []

    def run(*_: object, level: ServiceLevel, **__: object) -> int:
        stood.append(level)
        return 0 if level is ServiceLevel.BARE else 1

    _break(data, monkeypatch)
    monkeypatch.setattr(main_loop, "run", run)
    monkeypatch.setenv(FOLDER_VARIABLE, str(listed))
    own = str(data / "settings.toml")
    for start in range(PATIENCE * ServiceLevel.BARE):
        failed = CliRunner().invoke(main, ["--data", str(data), "--settings", own, "--kiosk"])
        assert failed.exit_code != 0
        if start < PATIENCE:
            assert "cannot be used: Input/output error." in failed.stderr
    assert CliRunner().invoke(main, ["--data", str(data), "--kiosk"]).exit_code == 0
    assert stood == [
        *[ServiceLevel.PREVIOUS] * PATIENCE,
        *[ServiceLevel.HELPLINES] * PATIENCE,
        ServiceLevel.BARE,
    ]


def test_the_file_that_cannot_be_read_is_the_one_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "stick" / "settings.toml"
    _break(settings, monkeypatch)
    words = ["--data", str(tmp_path / "data"), "--settings", str(settings), "doctor"]
    said = CliRunner().invoke(main, words).stderr
    assert f"{settings} cannot be used: Input/output error." in said


def test_settings_that_cannot_be_read_promise_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site may have said that nothing keeps the clock, and that guides wait for a reader."""
    given: list[AppContext] = []

    def run(program: AppContext, *_: object, **__: object) -> int:
        given.append(program)
        return 0

    (tmp_path / "settings.toml").write_text("[site]\ntrust_clock = false\n[colour]\n", "utf-8")
    monkeypatch.setattr(main_loop, "run", run)
    monkeypatch.setattr(StartLog, "begin", lambda _: ServiceLevel.PREVIOUS)
    ended = CliRunner().invoke(main, ["--data", str(tmp_path), "--kiosk"])
    assert ended.exit_code == 0, ended.output
    assert "unknown table [colour]" in ended.stderr
    assert not given[0].clock.read().trusted
    assert given[0].settings.languages.hide_unreviewed


@pytest.mark.parametrize("size", [(0, 0), (0, 800), (1280, 0)])
def test_a_window_without_a_size_leaves_the_page_as_it_is(
    kiosk: ScreenApp, size: tuple[int, int]
) -> None:
    activate(kiosk.shell, "language:es")
    before, screen = kiosk.composer.glass, kiosk.shell.scene.screen
    kiosk.refit(Glass(*size, 21.5))
    assert (kiosk.composer.glass, kiosk.shell.scene.screen) == (before, screen)
    kiosk.close()


def test_a_directory_that_cannot_be_opened_is_tried_again(
    qapp: QGuiApplication, tmp_path: Path
) -> None:
    del qapp
    (tmp_path / "bad.db").write_bytes(b"not a directory")
    program = AppContext(Settings(), FixedClock.at("2026-11-24T10:30", "America/Los_Angeles"))
    found = [Ready(tmp_path / "bad.db", "verified")]
    kiosk = ScreenApp(program, lambda: found[-1], Glass(1280, 800), ImmediateJobs())
    kiosk._take_up()
    assert kiosk._wanting
    assert not kiosk.whole
    whole = prepare_directory(tmp_path / "data")
    assert isinstance(whole, Ready)
    found.append(whole)
    kiosk._take_up()
    assert not kiosk._wanting
    assert kiosk.whole
    kiosk.close()


@pytest.mark.parametrize(
    ("footing", "spoil", "shown"),
    [
        (ServiceLevel.NORMAL, False, ContentLevel.ALL),
        (ServiceLevel.PREVIOUS, False, ContentLevel.ALL),
        (ServiceLevel.PREVIOUS, True, ContentLevel.HELPLINES),
        (ServiceLevel.HELPLINES, False, ContentLevel.HELPLINES),
    ],
)
def test_what_a_kiosk_without_data_before_shows_on_each_footing(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    footing: ServiceLevel,
    spoil: bool,  # noqa: FBT001
    shown: ContentLevel,
) -> None:
    data = tmp_path / "data"
    assert isinstance(prepare_directory(data), Ready)
    if spoil:
        (data / STATE_NAME).unlink()
        (data / "state-copy.json").unlink(missing_ok=True)
    prepare = DirectoryLoader(data, footing)
    outcome = prepare()
    assert prepare.shown is shown
    assert isinstance(outcome, DirectoryUnavailable if shown is ContentLevel.HELPLINES else Ready)
    fallen = footing is ServiceLevel.PREVIOUS and not spoil
    assert ("several times" in capsys.readouterr().err) == fallen
    if isinstance(outcome, DirectoryUnavailable):
        assert outcome.meant == (footing is ServiceLevel.HELPLINES), (
            "what is meant is not tried again"
        )
    assert isinstance(prepare(), Ready), "what comes later is taken"
    assert prepare.shown is ContentLevel.ALL


def test_where_mending_failed_staff_read_that_it_is_the_data_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in use is damaged and nothing can be written."""
    for reason, shown in (
        (StartReason.PREVIOUS_USED, ContentLevel.BEFORE),
        (StartReason.VERIFIED, ContentLevel.ALL),
    ):
        ready = Ready(tmp_path / "before.db", reason.value, unmended=True)
        monkeypatch.setattr(main_loop, "prepare_directory", lambda _, ready=ready: ready)
        prepare = DirectoryLoader(tmp_path, ServiceLevel.NORMAL)
        assert prepare() is ready
        assert prepare.shown is shown


@pytest.mark.parametrize("footing", [ServiceLevel.NORMAL, ServiceLevel.PREVIOUS])
def test_what_nobody_thought_of_is_an_answer_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, footing: ServiceLevel
) -> None:
    """The words of the error are not told: only what kind it is, and where."""

    def fail(*_: object) -> None:
        raise OSError(errno.ESTALE, "a secret")

    with monkeypatch.context() as patch:
        patch.setattr(main_loop, "prepare_directory", fail)
        patch.setattr("kiosk.sync.startup.start_on_previous", fail)
        prepare = DirectoryLoader(tmp_path, footing)
        outcome = prepare()
    assert isinstance(outcome, DirectoryUnavailable)
    assert "OSError in fail:" in outcome.reason
    assert "secret" not in outcome.reason
    assert not outcome.meant, "it is tried again"
    assert prepare.shown is (
        ContentLevel.ALL if footing is ServiceLevel.NORMAL else ContentLevel.HELPLINES
    )
    assert isinstance(prepare(), Ready)


def test_after_an_answer_nobody_thought_of_it_is_tried_again(
    qapp: QGuiApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qapp
    program = AppContext(Settings(), FixedClock.at("2026-11-24T10:30", "America/Los_Angeles"))
    prepare = DirectoryLoader(tmp_path / "data", ServiceLevel.NORMAL)
    kiosk = ScreenApp(program, prepare, Glass(1280, 800), ImmediateJobs())
    with monkeypatch.context() as patch:
        patch.setattr(main_loop, "prepare_directory", lambda _: 1 // 0)
        kiosk._take_up()
    assert kiosk.settled
    assert kiosk._wanting
    kiosk._take_up()
    assert kiosk.whole
    kiosk.close()


_TOLD = """
import os, signal, sys
from PySide6.QtCore import QTimer
from kiosk.app.main_loop import run_until_quit
from kiosk.app.screen import start_qt
app = start_qt(offscreen=True)
QTimer.singleShot(0, lambda: os.system(f"(sleep 0.3; kill -{int(sys.argv[1])} {os.getpid()}) &"))
sys.exit(run_until_quit(app))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=str)
def test_a_signal_ends_a_screen_on_which_no_timer_runs(number: signal.Signals) -> None:
    words = [sys.executable, "-c", _TOLD, str(int(number))]
    assert subprocess.run(words, cwd=ROOT, timeout=END_LIMIT_S, check=False).returncode == 0
