"""One command to break in every way, and what may be left of it."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.tracing import (
    Call,
    Ended,
    Traced,
    changes,
    for_ever,
    killed_at,
    once,
)
from tests.faults.world import World, problem

ERRORS = ("EIO", "ENOSPC")
TURNS = 2
"""Runs at a time: as many as the smallest machine of the tests has processors."""
Inject = Callable[[Call, Ended], list[str]]
HOW: dict[str, Inject] = {"killed": lambda call, _: killed_at(call)}
HOW |= {f"{error} once": lambda call, _, error=error: once(call, error) for error in ERRORS}
HOW |= {
    f"{error} for ever": lambda call, ended, error=error: for_ever(call, error, ended)
    for error in ERRORS
}


@dataclass(frozen=True)
class Scene:
    """A command to break, the data folder before it, and what may be in use afterwards."""

    world: World
    prepare: Callable[[Path], None]
    command: Callable[[Path], Traced]
    allowed: tuple[int, ...]

    def fresh(self, name: str) -> Path:
        data = self.world.fresh(name)
        self.prepare(data)
        return data

    def whole(self) -> tuple[Ended, list[Call]]:
        """The run without a fault, and its calls that change the data folder."""
        data = self.fresh("data-00")
        ended = self.command(data).run()
        assert ended.code == 0, ended.err
        found = changes(ended, data)
        assert found, "no call changes anything: nothing would be tried"
        return ended, found

    def tried(self, name: str, how: str, call: Call, whole: Ended) -> str:
        """What is wrong after one fault."""
        data = self.fresh(name)
        ended = self.command(data).run(HOW[how](call, whole))
        said = None if ended.code < 0 else ended.code
        wrong = problem(self.world, data, self.allowed, said)
        if not ended.hit:
            wrong = wrong or "the fault did not happen"
        if how.endswith("once") and "Traceback" in ended.err:
            wrong = wrong or f"it ends in a traceback: {ended.err.splitlines()[-1]}"
        return wrong and f"{how} at {call}: {wrong}"

    def sweep(self, faults: Iterable[tuple[str, Call]], whole: Ended) -> tuple[int, list[str]]:
        """How many faults were tried, and what was wrong."""
        tries = list(faults)
        names = [f"data-{turn:02}" for turn in range(TURNS)]

        def work(turn: int) -> list[str]:
            own = tries[turn::TURNS]
            return [self.tried(names[turn], how, call, whole) for how, call in own]

        with ThreadPoolExecutor(TURNS) as pool:
            found = [wrong for part in pool.map(work, range(TURNS)) for wrong in part]
        return len(found), [wrong for wrong in found if wrong]


def damaged(data: Path) -> None:
    """The database in use is gone to pieces; it has to be built again from the signed file."""
    for path in data.glob("directory-*.db"):
        path.write_bytes(b"")


def taking(world: World, broken: str = "") -> Scene:
    """A kiosk with the first version takes the second."""
    return Scene(world, lambda _: None, lambda data: world.sync(data, broken=broken), (1, 2))


def mending(world: World, broken: str = "") -> Scene:
    """A start finds the database damaged."""
    return Scene(world, damaged, lambda data: world.starting(data, broken), (1,))


def told(capsys: pytest.CaptureFixture[str], what: str, number: int) -> None:
    """Print the figures of a long run that found nothing wrong."""
    with capsys.disabled():
        print(f"\n{what}: {number} runs, nothing lost")  # noqa: T201 - figures of a long run
