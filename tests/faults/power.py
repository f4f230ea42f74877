"""A small disk whose power can be cut: an ext4 file system in a file, shut down while it is in use.

The shutdown call of ext4 stops the file system as a power cut does: what was not synced is gone
when it is mounted again. Linux only, as root, with a loop device.
"""

import fcntl
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.long_runs import missing

SHUTDOWN = 0x8004587D
"""``EXT4_IOC_SHUTDOWN`` of the kernel's ``linux/ext4.h``: ``_IOR('X', 125, __u32)``."""
CUTS = {"journal written": 1, "journal lost": 2}
"""Whether the file system may still write its journal, never the data behind it."""
MOUNTS = {
    "as usual": "loop,commit=900",
    "bare": "loop,commit=900,noauto_da_alloc,data=writeback",
}
"""Without the favours that ext4 does to programs that forget to sync before they rename. In neither
is anything written because time passes: on a slow machine that would hide what was not synced."""
SIZE = 96 * 1024 * 1024
"""A sync asks for 32 MiB of free space at least."""


def _do(*command: str) -> str:
    """Run a tool of the system; what it complains of, empty if it worked."""
    try:
        done = subprocess.run(command, capture_output=True, check=False, text=True)
    except OSError as error:
        return f"{command[0]}: {error.strerror}"
    return done.stderr.strip() or f"{command[0]} fails" if done.returncode else ""


@dataclass(frozen=True, slots=True)
class Disk:
    """The file system in ``image``, seen at ``at``."""

    image: Path
    at: Path

    @classmethod
    def make(cls, folder: Path) -> "Disk":
        """An empty one in ``folder``; raises :class:`OSError` where the machine has none."""
        disk = cls(folder / "disk.img", folder / "disk")
        disk.at.mkdir()
        with disk.image.open("wb") as file:
            file.truncate(SIZE)
        if why := _do("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0", str(disk.image)):
            raise OSError(why)
        with disk.mounted():
            pass
        return disk

    def copy(self, image: Path) -> "Disk":
        """Another disk with the same content, where only the blocks in use are copied."""
        image.unlink(missing_ok=True)
        subprocess.run(["cp", "--sparse=always", str(self.image), str(image)], check=True)  # noqa: S607
        return Disk(image, self.at)

    @contextmanager
    def mounted(self, options: str = "loop") -> Iterator[Path]:
        """The disk in use. Raises :class:`OSError`."""
        if why := _do("mount", "-o", options, str(self.image), str(self.at)):
            raise OSError(why)
        try:
            yield self.at
        finally:
            if _do("umount", str(self.at)):
                _do("umount", "-l", str(self.at))

    def again(self) -> "Disk":
        """The disk after a cut, as it is when power is back.

        Always a file of its own. A process that has got a mount namespace meanwhile holds the dead
        disk mounted, and its file would be mounted again as just that.
        """
        return self.copy(self.image.with_suffix(f"{self.image.suffix}.again"))

    def cut(self, flag: int) -> None:
        """Cut the power of a mounted disk."""
        handle = os.open(self.at, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", flag))
        finally:
            os.close(handle)


@cache
def _works(folder: Path) -> str:
    place = folder / "tried"
    place.mkdir()
    try:
        disk = Disk.make(place)
        with disk.mounted():
            disk.cut(1)
    except OSError as error:
        return f"no disk whose power can be cut: {error}"
    finally:
        with suppress(OSError):
            shutil.rmtree(place)
    return ""


def need_disk(folder: Path) -> None:
    """Leaves the test out where no file system can be mounted and shut down."""
    if os.geteuid() != 0:
        missing("disk", "only root may mount a disk whose power can be cut")
    if why := _works(folder):
        missing("disk", why)
