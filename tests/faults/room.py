"""Where a program is stopped together with its disk, and what is there when power is back."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.staff import pin, pin_lockout, two_slot_counter
from kiosk.sync.provisioned import PIN_FILE
from tests.faults.power import CUTS, MOUNTS, Disk
from tests.faults.scene import AIMS, Scene
from tests.faults.tracing import Call, Traced, changes, killed_at
from tests.faults.world import World

TRY = """
import sys
from pathlib import Path
from kiosk.staff.pin_lockout import PinGuard
sys.stdout.write(PinGuard(Path(sys.argv[1])).attempt(sys.argv[2]))
"""
RIGHT, WRONG = "918273", "817263"
Cut = tuple[Call | None, str, str]
"""Where (``None``: after the program has answered), with which mount, and which cut."""


@dataclass(frozen=True)
class Room:
    """Disks to cut the power of; ``base`` has the data folder as a scene prepares it."""

    world: World
    base: Disk
    number: int = 0

    def data(self) -> Path:
        return self.base.at / f"disk-{self.number}"

    def lay(self, scene: Scene) -> None:
        """Put the data folder of a scene on the disk."""
        prepared = scene.fresh("data-00")
        with self.base.mounted():
            shutil.rmtree(self.data(), ignore_errors=True)
            shutil.copytree(prepared, self.data())

    def whole(self, traced: Traced) -> list[Call]:
        """The calls that change the data folder, and a last one: none, after the answer."""
        with self.base.copy(self.base.image.with_suffix(".run")).mounted():
            ended = traced.run()
            assert ended.code == 0, ended.err
            return changes(ended, self.data())

    def after(self, traced: Traced, cut: Cut) -> Iterator[int | None]:
        """The disk as it is after a cut, mounted; yields the exit code that the program gave."""
        call, mount, kind = cut
        for _ in range(AIMS):
            disk = self.base.copy(self.base.image.with_suffix(".run"))
            with disk.mounted(MOUNTS[mount]):
                ended = traced.run(killed_at(call)) if call else traced.run()
                disk.cut(CUTS[kind])
            if call is None or ended.struck == call.form:
                break
        else:
            pytest.fail(f"never stopped at {call}, but at {ended.struck or 'none'}")
        with disk.again().mounted():
            yield None if ended.code < 0 else ended.code

    def sync_problem(self, scene: Scene, cut: Cut) -> str:
        """What is wrong after a cut of a scene's command."""
        for said in self.after(scene.command(self.data()), cut):
            wrong = scene.problem(self.data(), said)
            return wrong and f"{cut[1]}, {cut[2]}, at {cut[0] or 'the end'}: {wrong}"
        return "nothing was tried"

    def sweep(self, scene: Scene, cuts: Iterable[Cut]) -> list[str]:
        """What is wrong after each of the cuts."""
        return [wrong for cut in cuts if (wrong := self.sync_problem(scene, cut))]


def sweep_beside(rooms: Sequence[Room], scene: Scene, cuts: Sequence[Cut]) -> list[str]:
    """:meth:`Room.sweep` with several disks at a time."""
    turns = len(rooms)

    def work(turn: int) -> list[str]:
        return rooms[turn].sweep(scene, cuts[turn::turns])

    with ThreadPoolExecutor(turns) as pool:
        return [wrong for part in pool.map(work, range(turns)) for wrong in part]


def in_turn(calls: Iterable[Call | None]) -> list[Cut]:
    """Each call with one mount and one cut, all four kinds in turn."""
    kinds = [(mount, cut) for mount in MOUNTS for cut in CUTS]
    return [(call, *kinds[number % len(kinds)]) for number, call in enumerate(calls)]


def all_ways(calls: Iterable[Call | None]) -> list[Cut]:
    """Each call with every mount and every cut."""
    return [(call, mount, cut) for call in calls for mount in MOUNTS for cut in CUTS]


@dataclass(frozen=True)
class PinRoom:
    """A disk with a PIN on it and three wrong tries in a row."""

    room: Room
    broken: str = ""

    def lay(self) -> None:
        with self.room.base.mounted():
            shutil.rmtree(self.room.data(), ignore_errors=True)
            three_wrong(self.room.data())

    def trying(self) -> Traced:
        return trying(self.room.world, self.room.data(), self.broken)

    def problem(self, cut: Cut) -> str:
        """Whether a PIN was looked at by a try that is not counted after the cut."""
        traced = self.trying()
        for _ in self.room.after(traced, cut):
            wrong = uncounted(traced, self.room.data())
            return wrong and f"{cut[1]}, {cut[2]}, at {cut[0] or 'the end'}: {wrong}"
        return "nothing was tried"


def three_wrong(data: Path) -> None:
    """A folder with a PIN and three wrong tries."""
    data.mkdir()
    pin.save_pin(data, RIGHT)
    pin_lockout.clear(data)
    gate = pin_lockout.PinGuard(data)
    for _ in range(3):
        assert gate.attempt(WRONG) is pin_lockout.AttemptResult.WRONG


def trying(world: World, data: Path, broken: str = "") -> Traced:
    """One more wrong try, to be traced."""
    return world.traced(("-c", TRY, str(data), WRONG), data, broken)


def uncounted(traced: Traced, data: Path) -> str:
    """Whether a PIN was looked at by a try that is not counted."""
    log = traced.log.read_text(encoding="utf-8", errors="replace")
    looked = f"{data}/{PIN_FILE}" in log
    found = two_slot_counter.read(data / pin_lockout.FILE)
    count = None if found is None else found[0].wrong + (not found[1])
    right = count == 4 if looked else count in (3, 4)
    return "" if right else f"counted {count}"
