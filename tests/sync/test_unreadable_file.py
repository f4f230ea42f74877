"""A file of which a failing disk does not even say what it is: no start may end there."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.staff import pin as pins
from kiosk.sync import recovery
from kiosk.sync.data_folder import (
    StartReason,
    files_like,
    inspect_folder,
    remove_leftovers_unless_busy,
)
from kiosk.sync.provisioned import PIN_FILE, is_provisioned
from kiosk.sync.recovery import recover
from kiosk.sync.startup import start
from kiosk.sync.state import COPY_NAME, STATE_NAME
from kiosk.sync.sync_answers import SyncStatus
from tests.sync.box import FULL, NEW, NEWER, Box, dialled, failing, small

CODES = (errno.EIO, errno.EUCLEAN, errno.EACCES, errno.ESTALE)
_stat = os.stat


@contextmanager
def unseen(code: int, *paths: Path) -> Iterator[None]:
    """The files that are at ``paths`` now cannot be looked at; what takes their places can."""
    own = {_stat(path).st_ino: str(path) for path in paths}

    def fail(path: int | str | os.PathLike[str], **how: object) -> os.stat_result:
        found = _stat(path, **how)  # type: ignore[arg-type]
        if own.get(found.st_ino) == str(path):
            raise OSError(code, os.strerror(code), str(path))
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "stat", fail)
        yield


@pytest.mark.parametrize("code", CODES)
def test_the_database_in_use_is_built_again(used: Box, code: int) -> None:
    with unseen(code, used.folder / used.state.active.database):
        assert inspect_folder(used.folder, used.maker).reason is StartReason.DATABASE_MISSING
        assert recover(used.folder, used.maker)[1] is StartReason.REBUILT_FROM_SIGNED
        assert inspect_folder(used.folder, used.maker).reason is StartReason.VERIFIED


@pytest.mark.parametrize("code", CODES)
def test_it_is_built_again_before_anything_is_brought(used: Box, code: int) -> None:
    with unseen(code, used.folder / used.state.active.database):
        outcome = used.bring(dialled(small(), "+19165550104", NEW), 2)
    assert outcome.status is SyncStatus.APPLIED
    assert used.numbers("food-box") == [NEW]


def test_a_start_shows_what_it_can_see(used: Box) -> None:
    """The process that mends sees nothing wrong, so nothing is mended; it is tried again."""
    used.bring(dialled(small(), "+19165550104", NEW), 2)
    with unseen(errno.EUCLEAN, used.folder / used.state.active.database):
        started = start(used.folder, used.factory)
    assert (started.reason, started.unmended) == (StartReason.PREVIOUS_USED, True)


@pytest.mark.parametrize("code", CODES)
def test_a_state_that_cannot_be_seen_is_no_first_start(
    used: Box, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    for name in (STATE_NAME, COPY_NAME):
        (used.folder / name).write_bytes(b"torn")
    with unseen(code, used.folder / STATE_NAME, used.folder / COPY_NAME):
        assert inspect_folder(used.folder, used.maker).reason is StartReason.STATE_BROKEN
    monkeypatch.setattr(Path, "iterdir", failing(OSError(code, "unlisted")))
    assert files_like(used.folder, "*") == []
    assert recover(used.folder, used.maker)[1] is StartReason.STATE_BROKEN


@pytest.mark.parametrize("folder", [False, True])
def test_the_newest_file_stays_while_it_cannot_be_seen(
    used: Box, monkeypatch: pytest.MonkeyPatch, *, folder: bool
) -> None:
    """It is built from and offered for undo again on another day; a folder in its place is not."""
    used.bring(dialled(small(), "+19165550104", NEWER), 2)
    active = used.state.active
    kept = used.folder / active.kept
    (used.folder / active.database).unlink()
    if folder:
        kept.unlink()
        kept.mkdir()
    digest = recovery.digest_of
    monkeypatch.setattr(recovery, "digest_of", lambda path: None if path == kept else digest(path))
    monkeypatch.setattr(recovery, "load_content", failing(FULL))
    with unseen(errno.EIO, *(() if folder else (kept,))):
        assert recover(used.folder, used.maker)[1] is StartReason.PREVIOUS_USED
    assert used.state.previous == (None if folder else active)


def test_tidying_up_ends_no_start(used: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    broken: Callable[..., None] = failing(OSError(errno.ENOLCK, "no locks"))
    monkeypatch.setattr("kiosk.sync.data_folder.fcntl.flock", broken)
    remove_leftovers_unless_busy(used.folder, used.state)
    assert start(used.folder, used.factory).reason is StartReason.VERIFIED


@pytest.mark.parametrize("code", CODES)
def test_a_pin_that_cannot_be_seen_is_set_all_the_same(tmp_path: Path, code: int) -> None:
    """Else anybody in the shell could provision the kiosk once more."""
    assert not is_provisioned(tmp_path)
    pins.save_pin(tmp_path, "270918")
    with unseen(code, tmp_path / PIN_FILE):
        assert is_provisioned(tmp_path)
