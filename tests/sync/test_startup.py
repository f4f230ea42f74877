"""The start: looked at in the visitor's process, mended by another one."""

import datetime as dt
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.app.context import AppContext, DirectoryUnavailable, Ready, clock_of, prepare_directory
from kiosk.app.settings import Settings
from kiosk.directory.repository import open_directory
from kiosk.domain.clock import SystemClock
from kiosk.sync import startup
from kiosk.sync.data_folder import StartReason
from kiosk.sync.startup import REFUSED, StartError, start, start_on_previous
from kiosk.sync.state import STATE_NAME
from tests.sync.box import MADE, Box, dialled, small

ROOT = Path(__file__).parents[2]
OLD, NEW = "+19165550104", "+19165550174"
FIRST_START = """
import sys
from pathlib import Path
from kiosk.domain.queries import SearchQuery
from kiosk.app.context import open_prepared, prepare_directory
ready = prepare_directory(Path(sys.argv[1]), [Path(sys.argv[2])])
with open_prepared(ready) as directory:
    assert directory.search(SearchQuery("zh-Hans", text="shiwu")).ids == ("food-box",)
building = {'sqlite_utils', 'pypinyin', 'ToJyutping', 'opencc'}
heavy = building | {'tuf', 'cryptography', 'securesystemslib', 'zipfile'}
sys.stdout.write(f"{ready.event} {sorted(heavy & {*sys.modules})}")
"""


@pytest.fixture
def box(tmp_path: Path) -> Box:
    made = Box(tmp_path / "data", tmp_path / "stick").trust()
    made.bring(dialled(small(), OLD, NEW), 1)
    return made


@pytest.fixture
def moved(tmp_path: Path, small_file: Path) -> Path:
    """A factory directory of its own, which may be lost."""
    own = tmp_path / "factory.ndjson"
    own.write_bytes(small_file.read_bytes())
    return own


def test_no_start_loads_anything_for_building_or_verifying(
    tmp_path: Path, small_file: Path
) -> None:
    said = []
    for _ in range(2):
        ended = subprocess.run(
            [sys.executable, "-c", FIRST_START, tmp_path / "data", small_file],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.stderr == ""
        said.append(ended.stdout)
    assert said == ["first_start []", "verified []"]


def test_a_damaged_database_is_built_again_by_another_process(box: Box) -> None:
    (box.folder / box.state.active.database).write_bytes(b"")
    started = start(box.folder, box.factory)
    assert started.reason is StartReason.REBUILT_FROM_SIGNED
    with open_directory(started.database) as directory:
        listing = directory.listing("food-box", "en")
    assert [phone.number for phone in listing.phones] == [NEW]
    assert start(box.folder, box.factory).reason is StartReason.VERIFIED


def test_code_that_lies_where_it_works_does_not_mend(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    (box.folder / "kiosk").mkdir()
    (box.folder / "kiosk/__init__.py").write_text("raise SystemExit(9)\n", "ascii")
    monkeypatch.chdir(box.folder)
    (box.folder / box.state.active.database).write_bytes(b"")
    assert start(box.folder, box.factory).reason is StartReason.REBUILT_FROM_SIGNED


def test_a_broken_record_is_said_in_one_sentence(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ndjson"
    bad.write_text('{"kind":"organization","id":"é"}\n', "utf-8")
    told = prepare_directory(tmp_path / "data", [bad])
    assert isinstance(told, DirectoryUnavailable)
    assert "bad.ndjson, line 1" in told.reason
    assert startup.main([str(tmp_path / "data"), str(bad)]) == REFUSED


def test_the_process_that_mends_says_what_it_did(
    tmp_path: Path, small_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(startup.sys, "argv", ["startup", str(tmp_path / "data"), str(small_file)])
        with pytest.raises(SystemExit) as ended:
            runpy.run_path(str(startup.__file__), run_name="__main__")
    assert (ended.value.code, capsys.readouterr().out) == (0, "first_start\n")


def test_a_data_folder_that_is_a_file_is_said(tmp_path: Path, small_file: Path) -> None:
    (tmp_path / "data").write_text("")
    told = prepare_directory(tmp_path / "data", [small_file])
    assert isinstance(told, DirectoryUnavailable)
    assert "choose another" in told.reason


def test_where_nothing_can_be_made_the_data_before_is_shown(box: Box) -> None:
    """The database in use is lost and the other process dies: what was before still stands."""
    box.bring(small(), 2)
    previous = box.state.previous
    (box.folder / box.state.active.database).unlink()
    started = _without_interpreter(box)
    assert (started.reason, started.database.name) == (StartReason.PREVIOUS_USED, previous.database)
    assert started.unmended, "worth another try"
    (box.folder / previous.database).unlink()
    with pytest.raises(StartError, match="install the program again"):
        _without_interpreter(box)


def test_after_failed_starts_the_data_before_is_shown_else_what_is_whole(box: Box) -> None:
    """Three failed starts do not say that the data is to blame: helplines come after six."""
    active = box.state.active
    box.bring(small(), 2)
    started = start_on_previous(box.folder, box.factory)
    assert (started.reason, started.database.name) == (StartReason.PREVIOUS_USED, active.database)
    started.database.unlink()
    started = start_on_previous(box.folder, box.factory)
    assert (started.reason, started.database.name) == (
        StartReason.VERIFIED,
        box.state.active.database,
    )
    started.database.write_bytes(b"damaged")
    with pytest.raises(StartError, match="bring a newer file"):
        start_on_previous(box.folder, box.factory)


def test_a_kiosk_that_had_no_data_before_shows_what_it_has_after_failed_starts(
    tmp_path: Path, small_file: Path
) -> None:
    fresh = start(tmp_path / "data", [small_file])
    assert start_on_previous(tmp_path / "data", [small_file]).database == fresh.database
    with pytest.raises(StartError):
        start_on_previous(tmp_path / "none", [small_file])


def test_where_only_the_state_cannot_be_written_the_data_in_use_is_shown(box: Box) -> None:
    (box.folder / STATE_NAME).unlink()
    (box.folder / STATE_NAME).mkdir()
    (box.folder / STATE_NAME / "in-the-way").touch()
    started = start(box.folder, box.factory)
    assert started.reason is StartReason.STATE_BROKEN
    with open_directory(started.database) as directory:
        assert directory.counts().services == 12


def _without_interpreter(box: Box) -> startup.StartedDatabase:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(startup.sys, "executable", "/nonexistent/python")
        return start(box.folder, box.factory)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("#!/bin/sh\nexit 9\n", "ended with 9"),
        ("#!/bin/sh\necho odd >&2\nexit 1\n", "odd"),
        ("#!/bin/sh\necho A sentence. >&2\nexit 3\n", "A sentence."),
        ("#!/bin/sh\necho verified\n", "damaged again"),
        ("#!/bin/sh\necho gibberish\n", "unknown"),
    ],
    ids=["silent", "loud", "refused", "liar", "stranger"],
)
def test_a_process_that_fails_is_said(
    tmp_path: Path, small_file: Path, script: str, said: str
) -> None:
    interpreter = tmp_path / "python"
    interpreter.write_text(script)
    interpreter.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(startup.sys, "executable", str(interpreter))
        with pytest.raises(StartError, match=said):
            start(tmp_path / "data", [small_file])


def test_a_factory_directory_that_cannot_be_read_is_said(tmp_path: Path, moved: Path) -> None:
    assert isinstance(prepare_directory(tmp_path / "data", [moved]), Ready)
    moved.unlink()
    told = prepare_directory(tmp_path / "new", [moved])
    assert isinstance(told, DirectoryUnavailable)
    assert "check the file" in told.reason


def test_a_factory_directory_that_is_lost_takes_no_whole_database_away(
    tmp_path: Path, moved: Path
) -> None:
    before = prepare_directory(tmp_path / "data", [moved])
    moved.unlink()
    told = prepare_directory(tmp_path / "data", [moved])
    assert isinstance(before, Ready)
    assert isinstance(told, Ready)
    assert (told.database, told.event) == (before.database, StartReason.FACTORY_CHANGED)


def test_a_directory_and_databases_that_are_lost_stop_the_start(
    tmp_path: Path, moved: Path
) -> None:
    started = start(tmp_path / "data", [moved])
    moved.unlink()
    started.database.unlink()
    with pytest.raises(StartError, match=re.escape(moved.name)):
        start(tmp_path / "data", [moved])


def test_the_clock_is_never_earlier_than_the_newest_data(box: Box) -> None:
    clock = clock_of(Settings(), None, box.folder)
    assert clock.read().now >= MADE
    assert getattr(clock, "floor", None) == MADE


def test_a_screen_that_runs_takes_a_date_that_a_person_set_in_both_directions() -> None:
    clock = clock_of(Settings(), None)
    assert isinstance(clock, SystemClock)
    released, running = clock.floor, AppContext(Settings(), clock)
    for days, floor in ((900, 900), (3, 3), (-50, 0)):
        running = running.not_before(released + dt.timedelta(days=days))
        assert isinstance(running.clock, SystemClock)
        assert running.clock.floor == released + dt.timedelta(days=floor)
    assert running.not_before(None) is running
