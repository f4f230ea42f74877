"""The kiosk of these tests, and the disks whose power can be cut: made once."""

from pathlib import Path

import pytest

from tests.faults.power import Disk, need_disk
from tests.faults.room import Room
from tests.faults.scene import TURNS
from tests.faults.tracing import need_strace
from tests.faults.world import World


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, prepared_data: Path) -> World:
    """A kiosk with the first version, and the files of the next two."""
    return World.make(tmp_path_factory.mktemp("faults"), prepared_data)


@pytest.fixture(scope="session")
def traced_world(world: World) -> World:
    """The same where programs can be traced."""
    need_strace()
    return world


@pytest.fixture(scope="session")
def rooms(traced_world: World, tmp_path_factory: pytest.TempPathFactory) -> tuple[Room, ...]:
    """As many disks whose power can be cut as runs go on at a time."""
    folder = tmp_path_factory.mktemp("power")
    need_disk(folder)
    made = []
    for number in range(TURNS):
        place = tmp_path_factory.mktemp("disk")
        made.append(Room(traced_world, Disk.make(place), number))
    return tuple(made)


@pytest.fixture(scope="session")
def room(rooms: tuple[Room, ...]) -> Room:
    """One of them."""
    return rooms[0]
