"""One command to break in every way, and what may be left of it."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.sync.importer import Consent
from kiosk.sync.startup import REFUSED
from kiosk.sync.sync_answers import SyncStatus
from tests.faults.tracing import (
    READING,
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
ENDINGS = (0, 1, 2, REFUSED)
"""Exit codes of what ends in an orderly way: done, refused, settings that cannot be read, or no
directory at a start."""
AIMS = 3
"""Tries to hit a call: now and then a run opens a file more or less than the one before."""
TURNS = 2
"""Runs at a time: as many as the smallest machine of the tests has processors."""
Inject = Callable[[Call, Ended], list[str]]
Kind = Callable[[Ended, Path], list[Call]]
HOW: dict[str, Inject] = {"killed": lambda call, _: killed_at(call)}
HOW |= {f"{error} once": lambda call, _, error=error: once(call, error) for error in ERRORS}
HOW |= {
    f"{error} for ever": lambda call, ended, error=error: for_ever(call, error, ended)
    for error in ERRORS
}


@dataclass(frozen=True)
class Scene:
    """A command to break, the data folder before it, and what may be in use afterwards.

    Of the versions ``allowed`` the last one is that of a command that was done; ``newest`` is that
    of the newest file which the kiosk has taken before.
    """

    world: World
    prepare: Callable[[Path], None]
    command: Callable[[Path], Traced]
    allowed: tuple[int, ...]
    newest: int = 1

    def problem(self, data: Path, said: int | None) -> str:
        """What is wrong after a fault; ``said`` as in :func:`tests.faults.world.problem`."""
        return problem(self.world, data, self.allowed, said, self.newest)

    def fresh(self, name: str) -> Path:
        data = self.world.fresh(name)
        self.prepare(data)
        return data

    def whole(self, kind: Kind = changes) -> tuple[Ended, list[Call]]:
        """The run without a fault, and its calls that change (or read) the data folder."""
        data = self.fresh("data-00")
        ended = self.command(data).run()
        assert ended.code == 0, ended.err
        found = kind(ended, data)
        assert found, "no call changes anything: nothing would be tried"
        return ended, found

    def tried(self, name: str, how: str, call: Call, whole: Ended) -> str:
        """What is wrong after one fault."""
        for _ in range(AIMS):
            data = self.fresh(name)
            ended = self.command(data).run(HOW[how](call, whole))
            said = None if ended.code < 0 else ended.code
            wrong = self.problem(data, said)
            if how.endswith("once") and (ended.code not in ENDINGS or "Traceback" in ended.err):
                last = (ended.err.splitlines() or ["nothing"])[-1]
                wrong = wrong or f"it ends with {ended.code}, saying {last}"
            if wrong or ended.struck == call.form:
                return wrong and f"{how} at {call}: {wrong}"
        return f"{how} at {call}: the fault happened elsewhere: {ended.struck or 'nowhere'}"

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


def one_more_taken(world: World, data: Path) -> None:
    """The second version is in use, the first one kept."""
    outcome = world.syncing(data).sync(world.file(2), Consent.PERSON)
    assert outcome.status is SyncStatus.APPLIED, outcome


def undoing(world: World, broken: str = "") -> Scene:
    """A kiosk with the second version goes back to the first."""
    return Scene(
        world,
        lambda data: one_more_taken(world, data),
        lambda data: world.undo(data, broken),
        (2, 1),
        newest=2,
    )


def reading(scene: Scene) -> Scene:
    """The same, where the calls that read are those that count."""
    return replace(scene, command=lambda data: replace(scene.command(data), names=READING))


NAMES = {taking: "a sync", mending: "a start that mends", undoing: "an undo"}
"""Every command that changes which data is in use."""
