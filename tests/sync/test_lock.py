"""One program at a time changes the folder."""

import fcntl
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kiosk.domain.syncfile import RefusalCode, Refused
from kiosk.sync.data_folder import (
    LOCK_NAME,
    install_file,
    locked,
)
from kiosk.sync.state import read_state
from tests.sync.box import Box, small


def test_somebody_at_work_is_waited_for_and_then_named(bare: Box) -> None:
    handle = os.open(bare.folder / LOCK_NAME, os.O_RDWR)
    fcntl.flock(handle, fcntl.LOCK_EX)
    assert bare.trust().bring(small(), 1).code is RefusalCode.BUSY
    assert read_state(bare.folder)[0] == bare.state
    with pytest.raises(Refused), locked(bare.folder, 0):
        pass
    os.close(handle)
    with locked(bare.folder, None):
        pass
    assert bare.bring(small(), 1).code is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can become somebody else")
def test_the_lock_of_the_superuser_holds_for_the_kiosk() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        with locked(folder, 0):
            os.seteuid(65534)
            try:
                with pytest.raises(Refused), locked(folder, 0):
                    pytest.fail("two at once")
            finally:
                os.seteuid(0)


def test_where_no_lock_can_be_made_nothing_can_be_changed_either(tmp_path: Path) -> None:
    with locked(tmp_path / "missing", None):
        pass


def test_a_folder_with_the_name_of_a_file_gives_way(tmp_path: Path) -> None:
    (tmp_path / "name").mkdir()
    (tmp_path / "new").write_text("content")
    install_file(tmp_path, tmp_path / "new", "name")
    assert (tmp_path / "name").read_text() == "content"
