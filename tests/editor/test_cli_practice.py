"""publish --practice: a file signed and checked like any other, with keys that nobody keeps."""

import json
import tempfile
from pathlib import Path

import pytest

from kiosk.domain.syncfile import PRACTICE
from tests.editor.typed import FOR_WHOM, Say, export, keyboard, published
from tests.editor.workbooks import Desk

FILE = "try.kiosksync"
pytestmark = pytest.mark.usefixtures("english_factory")


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Types a command in an empty home folder, with a folder of its own for what passes."""
    (tmp_path / "passing").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "passing"))
    return keyboard(tmp_path, monkeypatch)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A workbook with a helpline in it."""
    desk = Desk(tmp_path)
    desk.put("Services", "Helpline?", "Yes")
    desk.read()
    return desk.path


def test_it_asks_nothing_and_keeps_no_keys(say: Say, source: Path, tmp_path: Path) -> None:
    made = say("publish", str(source), "-o", FILE, "--practice", words=None)
    assert made.exit_code == 0, made.output
    assert "called these helpline numbers" not in made.output
    assert "its keys are deleted already" in made.output
    assert not (tmp_path / "home").exists()
    assert not [*(tmp_path / "passing").iterdir()]
    told = json.loads(say("inspect", FILE, "--json").output)
    assert told["refused"] == ""
    assert (told["signed"]["channel"], told["signed"]["publisher"]) == (PRACTICE, "Practice")
    assert told["signed"]["signers"] == told["signed"]["helpline_signers"] == ["Practice"]
    assert told["records"]["service"] == 1


def test_each_file_has_keys_of_its_own(say: Say, source: Path) -> None:
    prints = set()
    for _ in range(2):
        assert say("publish", str(source), "-o", FILE, "--practice").exit_code == 0
        signed = json.loads(say("inspect", FILE, "--json").output)["signed"]
        prints.add(" ".join(signed["fingerprint"]))
        assert signed["versions"]["directory"] == 1
    assert len(prints) == 2


def test_what_must_be_mended_is_refused_too(say: Say, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put("Phones", "Number", "call me")
    desk.read()
    refused = say("publish", str(desk.path), "-o", FILE, "--practice")
    assert (refused.exit_code, (tmp_path / FILE).exists()) == (1, False)
    assert not [*(tmp_path / "passing").iterdir()]


def test_it_takes_no_place_of_a_file_for_kiosks(say: Say, tmp_path: Path) -> None:
    real = export(tmp_path / "export", ["Food Pantry"])
    published(say, real, "city.kiosksync", *FOR_WHOM)
    before = (tmp_path / "city.kiosksync").read_bytes()
    refused = say("publish", str(real), "-o", "city.kiosksync", "--practice")
    assert (refused.exit_code, "not made for practice" in refused.output) == (1, True)
    assert (tmp_path / "city.kiosksync").read_bytes() == before


@pytest.mark.parametrize(
    "typed",
    [
        ("publish", "SOURCE", "-o", FILE, "--practice", "--keys", "mine"),
        ("publish", "SOURCE", "-o", FILE, "--practice", "--channel", "sacramento"),
        ("publish", "SOURCE", "-o", FILE, "--channel", PRACTICE, "--publisher", "Us"),
        ("keys", "new", "--channel", PRACTICE, "--publisher", "Us"),
    ],
    ids=["with keys", "with a channel", "for good", "keys for good"],
)
def test_practice_and_earnest_are_never_mixed(
    say: Say, source: Path, tmp_path: Path, typed: tuple[str, ...]
) -> None:
    wrong = say(*(str(source) if word == "SOURCE" else word for word in typed))
    assert wrong.exit_code == 2, wrong.output
    assert not (tmp_path / FILE).exists()
