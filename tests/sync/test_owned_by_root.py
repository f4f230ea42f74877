"""What root wrote for itself alone, under a tight mask, is there and whole: nothing replaces it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kiosk.domain.syncfile import RefusalCode
from kiosk.sync.data_folder import LOCK_NAME, FolderError, StartReason, remove_leftovers_unless_busy
from kiosk.sync.history import HISTORY_NAME, HistoryAction, HistoryEntry, add_entry, read_history
from kiosk.sync.recovery import recover
from kiosk.sync.startup import start
from kiosk.sync.state import COPY_NAME, STATE_NAME
from tests.sync.box import NEW, NEWER, OLD, Box, dialled, small
from tests.sync.test_history import NOW

NOBODY = 65534


@pytest.fixture
def open_box() -> Iterator[Box]:
    """A kiosk with two signed files, in a folder where everybody may write."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        box = Box(Path(name) / "data", Path(name) / "stick").trust()
        box.bring(dialled(small(), OLD, NEW), 1)
        box.bring(dialled(small(), OLD, NEWER), 2)
        box.folder.chmod(0o777)
        yield box


@contextmanager
def somebody() -> Iterator[None]:
    """A user for whom permissions count, in the place of the superuser."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if before == 0:
            os.seteuid(before)


def content(box: Box) -> dict[str, bytes]:
    """All that is in the folder, whoever may read it."""
    return {path.name: path.read_bytes() for path in box.folder.iterdir()}


def state(box: Box) -> tuple[str, ...]:
    del box
    return (STATE_NAME, COPY_NAME)


def first(box: Box) -> tuple[str, ...]:
    del box
    return (STATE_NAME,)


def copy(box: Box) -> tuple[str, ...]:
    (box.folder / STATE_NAME).write_bytes(b"torn")
    return (COPY_NAME,)


def active(box: Box) -> tuple[str, ...]:
    return (box.state.active.kept, box.state.active.database)


def kept(box: Box) -> tuple[str, ...]:
    name = box.state.active.kept
    for lost in (STATE_NAME, COPY_NAME):
        (box.folder / lost).write_bytes(b"torn")
    return (name,)


def lock(box: Box) -> tuple[str, ...]:
    del box
    return (LOCK_NAME,)


@pytest.mark.parametrize("which", [state, first, copy, active, kept, lock])
def test_a_file_that_may_not_be_read_is_left_alone(
    open_box: Box, which: Callable[[Box], tuple[str, ...]]
) -> None:
    whole, names = open_box.state, which(open_box)
    modes = {name: (open_box.folder / name).stat().st_mode for name in names}
    before = content(open_box)
    for name in names:
        (open_box.folder / name).chmod(0)
    path = open_box.folder / names[0]
    with somebody():
        with pytest.raises(FolderError) as refused:
            recover(open_box.folder, open_box.maker)
        outcome = open_box.syncing.undo()
        remove_leftovers_unless_busy(open_box.folder, whole)
    assert str(refused.value) == f"{path}: this user may not read it; as root: chmod a+r {path}"
    assert (outcome.code, outcome.where) == (RefusalCode.WRITE_FAILED, names[0])
    for name, mode in modes.items():
        (open_box.folder / name).chmod(mode)
    after = content(open_box)
    for each in (before, after):
        del each[HISTORY_NAME]  # the refusal is noted
    assert after == before
    recover(open_box.folder, open_box.maker)
    assert open_box.numbers("food-box") == [NEWER], "nothing was lost"


def test_visitors_see_what_can_be_read_meanwhile(open_box: Box) -> None:
    database = open_box.state.active.database
    (open_box.folder / STATE_NAME).chmod(0)
    with somebody():
        started = start(open_box.folder, open_box.factory)
    assert (started.database.name, started.reason, started.unmended) == (
        database, StartReason.STATE_BROKEN, True,
    )  # fmt: skip


def test_a_history_that_may_not_be_read_stays(open_box: Box) -> None:
    path = open_box.folder / HISTORY_NAME
    before = read_history(open_box.folder)
    path.chmod(0)
    with somebody():
        add_entry(open_box.folder, NOW, HistoryEntry(time="", action=HistoryAction.UNDO))
    path.chmod(0o644)
    assert read_history(open_box.folder) == before != ()
