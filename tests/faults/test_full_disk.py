"""A disk without a byte of room: staff still come in, and wrong tries are still counted."""

import os
from contextlib import suppress
from pathlib import Path

from kiosk.staff import pin_lockout
from tests.faults.power import Disk, need_disk
from tests.faults.room import RIGHT, WRONG, three_wrong


def _fill(folder: Path) -> None:
    """Until not even an empty file of one block fits."""
    for size in (1 << 20, 4096, 1):
        handle = os.open(folder / f"fill-{size}", os.O_WRONLY | os.O_CREAT)
        with suppress(OSError):
            while True:
                os.write(handle, b"x" * size)
        os.close(handle)


def test_a_full_disk_takes_the_count(tmp_path: Path) -> None:
    need_disk(tmp_path)
    (tmp_path / "own").mkdir()
    disk = Disk.make(tmp_path / "own")
    with disk.mounted() as folder:
        three_wrong(folder / "data")
        _fill(folder)
        gate = pin_lockout.PinGuard(folder / "data")
        assert gate.attempt(WRONG) is pin_lockout.AttemptResult.WRONG
    with disk.mounted() as folder:
        gate = pin_lockout.PinGuard(folder / "data")
        assert gate.status().left == pin_lockout.MOST - 4
        assert gate.attempt(RIGHT) is pin_lockout.AttemptResult.RIGHT
        assert gate.status().left == pin_lockout.MOST
