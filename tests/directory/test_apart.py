import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.directory import apart
from kiosk.directory.errors import DirectoryError
from kiosk.directory.repository import open_directory
from kiosk.directory.slots import Reason, ensure_directory
from kiosk.program import NotReady, prepare_directory

ROOT = Path(__file__).parents[2]
FIRST_START = """
import sys
from pathlib import Path
from kiosk.domain.browse import BrowseQuery
from kiosk.program import open_prepared, prepare_directory
ready = prepare_directory(Path(sys.argv[1]), [Path(sys.argv[2])])
with open_prepared(ready) as directory:
    assert directory.browse(BrowseQuery("zh-Hans", text="shiwu")).ids == ("food-box",)
sys.stdout.write(f"{ready.event} {sorted({'sqlite_utils', 'pypinyin'} & {*sys.modules})}")
"""


def test_a_first_start_loads_nothing_for_building(tmp_path: Path, small_file: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", FIRST_START, tmp_path / "data", small_file],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.stdout, ended.stderr) == ("first_start []", "")


def test_another_process_builds_the_same_directory(tmp_path: Path, small_file: Path) -> None:
    active = ensure_directory(tmp_path / "apart", [small_file], apart.build_apart)
    here = ensure_directory(tmp_path / "here", [small_file])
    assert active.reason is Reason.FIRST_START
    assert active.path.read_bytes() == here.path.read_bytes()
    with open_directory(active.path) as directory:
        assert directory.counts().services == 12


def test_a_broken_record_is_said_in_the_same_words(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ndjson"
    bad.write_text('{"kind":"organization","id":"é"}\n', "utf-8")
    said = []
    for build in ({}, {"build": apart.build_apart}):
        with pytest.raises(DirectoryError) as caught:
            ensure_directory(tmp_path / "data", [bad], **build)
        said.append(str(caught.value))
    assert said[0] == said[1]
    assert "bad.ndjson, line 1" in said[0]
    assert prepare_directory(tmp_path / "data", [bad]) == NotReady(said[0])


def test_a_disk_that_refuses_is_said(tmp_path: Path, small_file: Path) -> None:
    with pytest.raises(DirectoryError, match="cannot be written"):
        apart.build_apart([small_file], tmp_path / "missing" / "directory-x.db")


def test_a_process_that_cannot_start_is_said(
    tmp_path: Path, small_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(DirectoryError, match="install the program again"):
        apart.build_apart([small_file], tmp_path / "directory-x.db")


def test_a_process_that_dies_is_said(
    tmp_path: Path, small_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = tmp_path / "python"
    dying.write_text("#!/bin/sh\necho out of memory >&2\nexit 9\n")
    dying.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(dying))
    with pytest.raises(DirectoryError, match=r"ended with 9 \(out of memory\)"):
        apart.build_apart([small_file], tmp_path / "directory-x.db")
