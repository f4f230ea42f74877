"""An editor, and a kiosk in whose watched folder nothing has arrived yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fleet.site import Editor, Site


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Has made no keys so far."""
    monkeypatch.setattr("kiosk.editor.keys.secrets.COST", 2**10)  # keys that open fast
    return Editor(tmp_path / "editor")


@pytest.fixture
def site(qapp: object, english_data: Path, tmp_path: Path) -> Iterator[Site]:
    """Runs, trusts nobody yet, and watches ``folder``."""
    del qapp
    folder = tmp_path / "folder"
    folder.mkdir()
    with Site(english_data, folder).open() as running:
        yield running
