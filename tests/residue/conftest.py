"""A disk that keeps every byte that was ever written to it, and a kiosk on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.devices.cupsd import MISSING
from tests.devices.speech_room import SPEAKS
from tests.devices.test_cups_traces import no_private_mounts
from tests.faults.power import Disk, need_disk
from tests.long_runs import missing
from tests.residue.place import Place
from tests.residue.words import hits

AT_ONCE = "loop,sync"
"""Every write reaches the disk, so what is written and deleted again stays in its raw bytes."""


def need_hands() -> None:
    """Leaves the test out where nothing can be printed or spoken."""
    if MISSING:
        missing("cups", f"not installed: {', '.join(MISSING)}")
    if SPEAKS.args[0]:
        missing("speech", SPEAKS.kwargs["reason"])
    if reason := no_private_mounts():
        missing("mounts", reason)


@pytest.fixture
def place(prepared_data: Path) -> Iterator[Place]:
    """A kiosk in a folder of any disk, where other users may walk through."""
    need_hands()
    with TemporaryDirectory(prefix="residue-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        (folder / "disk").mkdir()
        made = Place(folder / "disk", folder / "paper")
        made.furnish(prepared_data)
        yield made


@dataclass(frozen=True)
class Furnished:
    """A disk with a kiosk, and what of the visit's words its directory holds from before."""

    disk: Disk
    before: frozenset[tuple[str, int]]

    @contextmanager
    def used(self) -> Iterator[tuple[Place, Disk]]:
        """The kiosk on a copy of the disk, which is there for reading when the use is over."""
        copy = self.disk.copy(self.disk.image.with_suffix(".run"))
        with copy.mounted(AT_ONCE) as root:
            yield Place(root, self.disk.image.parent / "paper"), copy

    def left(self, disk: Disk) -> list[str]:
        """What the raw bytes of a disk hold that they did not hold before."""
        return sorted({what for what, _ in hits(disk.image) - self.before})


@pytest.fixture(scope="session")
def furnished(prepared_data: Path) -> Iterator[Furnished]:
    """A kiosk on a disk, with a folder beside it that other users may walk through."""
    need_hands()
    with TemporaryDirectory(prefix="residue-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        need_disk(folder)
        disk = Disk.make(folder)
        with disk.mounted(AT_ONCE) as root:
            Place(root, folder / "paper").furnish(prepared_data)
        before = hits(disk.image)
        assert {what for what, _ in before} == {"name", "number"}, "the search finds its words"
        yield Furnished(disk, frozenset(before))


@pytest.fixture
def empty_tray(furnished: Furnished) -> None:
    """Nothing lies in the printer's tray before a visit."""
    tray = furnished.disk.image.parent / "paper"
    for each in tray.glob("[0-9]*"):
        if not each.suffix:
            each.unlink()
