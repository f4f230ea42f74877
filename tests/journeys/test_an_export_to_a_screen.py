"""From an export of iCarol to a changed screen, with the desk and its pages alone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import main
from tests.editor.exports.making import EXPORTS

MOST_COMMANDS = 10

Type = Callable[..., str]


@pytest.fixture
def type_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Types a command in the editor's folder; it must do what it says."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("KIOSK_PASSPHRASE", "four words that hide")
    monkeypatch.setattr("kiosk.editor.keys.secrets.COST", 2**10)
    typed = list[tuple[str, ...]]()

    def run(*words: str) -> str:
        typed.append(words)
        assert len(typed) <= MOST_COMMANDS
        result = CliRunner().invoke(main, ["--data", str(tmp_path / "kiosk"), *words])
        assert result.exit_code == 0, f"{words}: {result.output}"
        return result.output

    return run


@pytest.mark.usefixtures("copied_builds")
def test_an_export_reaches_the_screen(type_: Type, tmp_path: Path) -> None:
    for name, content in EXPORTS["icarol"]().items():
        (tmp_path / name).write_bytes(content)
    type_("template", "-o", "directory.xlsx")
    first = type_("desk", "import", "oak211", "icarol.csv", "--title", "Oak County 211")
    assert "Visitors will see 58 services" in first
    assert "15 new words and 1 word of its cells to explain: desk fit oak211" in first
    type_("desk", "fit", "oak211", "--accept", "plain")
    again = type_("desk", "import", "oak211", "icarol.csv")
    assert "new word" not in again
    assert "Not ready: status." in again
    floors = ("--accept", "oak211.status")
    published = type_("publish", "directory.xlsx", "-o", "try.kiosksync", "--practice", *floors)
    prints = json.loads(type_("inspect", "try.kiosksync", "--json"))["signed"]["fingerprint"]
    type_("trust", "add", "try.kiosksync", "--fingerprint", " ".join(prints))
    type_("sync", "try.kiosksync", "--yes")
    found = json.loads(type_("answers", "food", "--tile", "food_home", "--json"))
    assert "58 services" in published
    assert any(one["id"].startswith("oak211.") for one in found["answers"])
