"""What the tests of the editor's tools share; the kiosk of the tests of sync takes their files."""

from pathlib import Path

import pytest

from tests.editor.editors import Editor
from tests.editor.typed import Say, export, keyboard
from tests.editor.workbooks import Desk
from tests.sync.conftest import box, used

__all__ = ["box", "used"]


@pytest.fixture
def passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An editor's passphrase and folder of keys: an export that hides streets asks for them."""
    words = "four words that hide"
    monkeypatch.setenv("KIOSK_PASSPHRASE", words)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setattr("kiosk.editor.keys.secrets.COST", 2**10)
    return words


@pytest.fixture
def say(english_factory: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Types commands in an empty home folder, of a program that came with English alone."""
    del english_factory
    return keyboard(tmp_path, monkeypatch)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small export: HSDS tables in a folder."""
    return export(tmp_path / "export", [f"Food Pantry {number}" for number in range(6)])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The small directory as an open workbook."""
    return Desk(tmp_path)


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """An editor who is a coalition of one, with keys."""
    return Editor(tmp_path).begin()


@pytest.fixture
def alice(editor: Editor) -> Editor:
    """The editor, where others have names too."""
    return editor
