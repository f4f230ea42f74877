"""Sticks of an installed machine: mounted from the first look for files until staff mode closes."""

import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest

from kiosk.staff.staff_state import Task, TaskKind
from kiosk.staff.sticks import ATTEMPTS, Sticks, mounted
from tests.staff.test_tasks import data, do, worker  # noqa: F401 - a fixture


@dataclass
class Machine:
    """Mounts a stick some looks after staff mode opened, and takes it away when the line ends."""

    place: Path
    media: Path
    slow: int = 0
    looks: int = 0
    line: socket.socket | None = None
    door: socket.socket = field(default_factory=lambda: socket.socket(socket.AF_UNIX))

    def __enter__(self) -> Self:
        self.door.bind(str(self.place))
        self.door.listen()
        self.door.settimeout(20)
        self.media.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        self.door.close()
        if self.line is not None:
            self.line.close()

    def pause(self, _: float) -> None:
        self.looks += 1
        if self.line is None:
            self.line, _address = self.door.accept()
        if self.looks > self.slow:
            (self.media / "sda1").mkdir(exist_ok=True)

    @property
    def told(self) -> bool:
        """Whether the line has ended."""
        assert self.line is not None
        self.line.settimeout(20)
        return self.line.recv(1) == b""


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    with Machine(tmp_path / "door", tmp_path / "media") as made:
        yield made


def test_a_stick_is_waited_for_and_goes_when_the_line_ends(machine: Machine) -> None:
    machine.slow = 3
    sticks = Sticks(machine.place, machine.pause)
    sticks.mount((machine.media,))
    assert machine.looks == 4
    assert list(mounted((machine.media,))) == [machine.media / "sda1"]
    sticks.mount((machine.media,))
    assert machine.looks == 4, "once is enough"
    sticks.close()
    assert machine.told
    sticks.close()


def test_without_a_stick_the_list_comes_soon(machine: Machine) -> None:
    machine.slow = 10**6
    sticks = Sticks(machine.place, machine.pause)
    sticks.mount((machine.media,))
    assert machine.looks == ATTEMPTS
    sticks.close()


def test_where_nobody_mounts_or_listens_nothing_is_waited_for(tmp_path: Path) -> None:
    def never(_: float) -> None:
        raise AssertionError("it waits")

    for path in (None, tmp_path / "gone"):
        sticks = Sticks(path, never)
        sticks.mount((tmp_path,))
        sticks.close()


def test_the_line_is_not_inherited(machine: Machine) -> None:
    """A process of ours that outlives staff mode would keep the sticks mounted."""
    sticks = Sticks(machine.place, machine.pause)
    sticks.mount((machine.media,))
    assert sticks._line is not None
    assert not os.get_inheritable(sticks._line.fileno())
    sticks.close()


@pytest.mark.parametrize(
    ("work", "mounts"),
    [
        (TaskKind.READ_LOCK, False),
        (TaskKind.READ_MACHINE, False),
        (TaskKind.FIND_FILES, True),
        (TaskKind.UNLOCK, True),
    ],
)
def test_nothing_is_mounted_before_somebody_looks_for_files(
    data: Path,  # noqa: F811 - the fixture
    machine: Machine,
    work: TaskKind,
    *,
    mounts: bool,
) -> None:
    sticks = Sticks(machine.place, machine.pause)
    staff = worker(data, "print('{}')", media=(machine.media,), sticks=sticks)
    do(staff, Task(work))
    assert (sticks._line is not None) is mounts
    assert (machine.media / "sda1").is_dir() is mounts
    assert do(staff, Task(TaskKind.CLOSE_STICKS)) is None
    assert sticks._line is None
    if mounts:
        assert machine.told
