"""What README and the handbook ask for is typed word for word, where that is cheap and safe."""

import json
import os
import re
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import main
from kiosk.editor.forms.fitting_form import fit_form
from kiosk.editor.forms.form import base_hash
from kiosk.editor.sources.source_fit import load_fit
from tests.architecture.papers import HANDBOOK, blocks, typed
from tests.architecture.test_papers import command_words
from tests.editor.exports.making import EXPORTS

GROUP = re.compile(r"(?<=  )[0-9a-f]{4}\b")
"""Of the coalition's paper, which a person would type in."""
YES = "y\n" * 9
PYTHON = ".venv/bin/python main.py"
IMPORT = "resource-kiosk desk import oak211 export.csv"
pytestmark = pytest.mark.usefixtures("english_factory")
LINES = {
    line.line.strip(): words
    for paper in sorted(HANDBOOK.glob("*.md"))
    for line in typed(paper)
    if (words := command_words(line)) is not None
}
"""Every line of the handbook that starts this program, and its words."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to type in; data and keys are its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return tmp_path


def run(line: str, *more: str) -> str:
    done = CliRunner().invoke(main, [*LINES[line], *more], input=YES)
    assert done.exit_code == 0, f"{line}: {done.output}"
    return done.output


def test_an_editor_tries_a_directory_and_a_developer_a_field(folder: Path) -> None:
    assert "Start here" in run(f"{PYTHON} template -o directory.xlsx --with-factory")
    run("resource-kiosk publish directory.xlsx -o try.kiosksync --practice")
    printed = run("resource-kiosk trust fingerprint try.kiosksync")
    groups = ("--fingerprint", " ".join(GROUP.findall(printed)))
    run("resource-kiosk trust add try.kiosksync", *groups)
    run(f"{PYTHON} --data build/try trust add try.kiosksync", *groups)
    run(f"{PYTHON} --data build/try sync try.kiosksync", "--yes")
    assert "916-920-2952" in run(f"{PYTHON} --data build/try show weave-line --lang es")
    run("resource-kiosk template -o new.xlsx --from directory.xlsx")
    assert (folder / "new.xlsx").is_file()


def test_the_week_of_an_editor(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_PASSPHRASE", "four words that hide")
    monkeypatch.setattr("kiosk.editor.keys.secrets.COST", 2**10)
    (folder / "export.csv").write_bytes(EXPORTS["icarol"]()["icarol.csv"])
    now = ("--now", "2026-11-30T10:00")
    os.utime(folder / "export.csv", (0, datetime.fromisoformat(now[1]).timestamp()))
    run("resource-kiosk template -o directory.xlsx")
    first = f'{IMPORT} --title "Oak County 211" --checked-on 2026-11'
    assert "Not ready: situation, status." in run(first, *now)
    run("resource-kiosk desk fit oak211 -o oak211.fit.html")
    asked = [*fit_form(load_fit(folder / "directory.xlsx", "oak211"), "iCarol").questions()]
    answers = {one.key: one.proposal for one in asked if one.proposal} | {"by": "A. R."}
    base = {one.key: base_hash("") for one in asked if one.proposal}
    content = {"form": "fit", "version": 1, "about": "oak211", "made": "2026-11-30"}
    file = folder / "oak211.kioskanswer"
    file.write_text(json.dumps({**content, "base": base, "answers": answers}))
    assert "Written." in run("resource-kiosk desk take oak211.kioskanswer", "--yes")
    assert "Not ready: status." in run(IMPORT, *now)
    assert "Oak County 211 (oak211): on, 58 services" in run("resource-kiosk desk", *now)
    assert "oak211.status" in run("resource-kiosk desk coverage oak211", *now)
    assert "written to Services" in run("resource-kiosk desk adopt oak211.p1001-61d0f276")
    assert "Hot Lunch 1" in run("resource-kiosk desk why oak211.p1001-61d0f276")
    assert "calls.xlsx" in run("resource-kiosk desk calls", *now)
    assert "slice.html" in run("resource-kiosk desk slice oak211.a0-aa508c21")
    [line] = [one for one in LINES if "--channel oak" in one]
    floors = ("--accept", "oak211.status")
    assert "Published: directory.kiosksync" in run(line, "--yes", *floors, *now)


def test_staff_set_a_kiosk_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_PIN", "739154")
    (toml,) = (text for language, text in blocks(HANDBOOK / "settings.md") if language == "toml")
    (folder / "settings.toml").write_text(toml, encoding="utf-8")
    run("resource-kiosk provision --site settings.toml")
    assert (folder / "home" / "resource-kiosk" / "settings.toml").read_text("utf-8") == toml


@pytest.mark.usefixtures("qapp", "catalogues")
def test_a_slip_becomes_a_file(folder: Path) -> None:
    run("resource-kiosk slip weave-line --lang es -o slip.pdf")
    assert (folder / "slip.pdf").read_bytes().startswith(b"%PDF")
