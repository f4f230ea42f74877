"""A kiosk without the libraries of the extra ``editor``: it starts, syncs, prints and speaks."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from kiosk.cli.base import EDITOR_LIBRARIES
from kiosk.domain.records import AnyRecord
from tests.shell import ROOT, write
from tests.sync.toolkit import make_coalition

START = f"""
import sys
sys.modules.update(dict.fromkeys({sorted(EDITOR_LIBRARIES)!r}))  # an import of one fails now
from kiosk.cli import main
if sys.argv[3:] == []:
    from kiosk.app import screen
    screen.ScreenApp._begin = lambda kiosk: screen.QGuiApplication.exit(0)
main()
"""


def run(data: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", START, "--data", str(data), *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_extra_names_these_libraries() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extra = {Requirement(line).name for line in project["optional-dependencies"]["editor"]}
    assert {name.replace("-", "_") for name in extra} == EDITOR_LIBRARIES
    needed = {Requirement(line).name for line in project["dependencies"]}
    assert not needed & extra


def test_it_starts_syncs_prints_and_speaks(
    tmp_path: Path, prepared_data: Path, small_records: list[AnyRecord]
) -> None:
    data, coalition = tmp_path / "data", make_coalition()
    shutil.copytree(prepared_data, data)
    assert run(data).returncode == 0, "the window"
    assert run(data, "status").returncode == 0
    (data / "root.json").write_bytes(coalition.trusted.raw)
    synced = run(
        data, "sync", write(tmp_path / "week.kiosksync", coalition, small_records), "--yes"
    )
    assert synced.returncode == 0, synced.stderr
    slip = run(data, "slip", "help-line", "-o", tmp_path / "slip.pdf")
    assert (slip.returncode, (tmp_path / "slip.pdf").read_bytes()[:5]) == (0, b"%PDF-"), slip.stderr
    spoken = run(data, "say", "One.", "-o", tmp_path / "one.wav")
    assert (spoken.returncode, (tmp_path / "one.wav").read_bytes()[:4]) == (0, b"RIFF"), (
        spoken.stderr
    )
    found = run(data, "search", "food", "--json")
    assert json.loads(found.stdout)["results"]


@pytest.mark.parametrize(
    "words", [("publish", "directory.xlsx", "-o", "a.kiosksync"), ("template", "-o", "a.xlsx")]
)
def test_a_command_for_editors_says_how_to_install_it(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "directory.xlsx").write_bytes(b"PK")
    words = tuple(str(tmp_path / word) if "." in word else word for word in words)
    ended = run(tmp_path / "data", *words)
    assert ended.returncode == 1
    assert "pip install 'resource-kiosk[editor]'" in ended.stderr
    assert "Traceback" not in ended.stderr
