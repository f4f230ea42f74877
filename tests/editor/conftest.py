"""The kiosk that the tests of sync bring data to takes the files of these as well."""

from pathlib import Path

import pytest

from tests.editor.typed import Say, keyboard
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
def desk(tmp_path: Path) -> Desk:
    """The small directory as an open workbook."""
    return Desk(tmp_path)
