"""What README and the handbook ask for is typed word for word, where that is cheap and safe."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import main
from tests.architecture.papers import HANDBOOK, blocks, typed
from tests.architecture.test_papers import command_words

GROUP = re.compile(r"(?<=  )[0-9a-f]{4}\b")
"""Of the coalition's paper, which a person would type in."""
YES = "y\n" * 9
pytestmark = pytest.mark.usefixtures("copied_builds")
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
    assert "Start here" in run("resource-kiosk template -o directory.xlsx --with-factory")
    run("resource-kiosk publish directory.xlsx -o try.kiosksync --practice")
    printed = run("resource-kiosk trust fingerprint try.kiosksync")
    groups = ("--fingerprint", " ".join(GROUP.findall(printed)))
    run("resource-kiosk trust add try.kiosksync", *groups)
    python = ".venv/bin/python main.py"
    run(f"{python} --data build/try trust add try.kiosksync", *groups)
    run(f"{python} --data build/try sync try.kiosksync", "--yes")
    assert "916-920-2952" in run(f"{python} --data build/try show weave-line --lang es")
    run("resource-kiosk template -o new.xlsx --from directory.xlsx")
    assert (folder / "new.xlsx").is_file()


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
