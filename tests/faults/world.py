"""A kiosk that has taken one signed file and is about to take another, and what may become of it.

Each directory says in one phone number which of the signed files it was made of, so a look at the
database that a start offers tells which version is in use, and that it is complete.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.app import assets
from kiosk.directory.repository import open_directory
from kiosk.domain.clock import FixedClock
from kiosk.domain.records import AnyRecord, Phone
from kiosk.sync.data_folder import LOCK_NAME
from kiosk.sync.importer import Consent, Importer
from kiosk.sync.startup import StartError, start
from kiosk.sync.state import COPY_NAME, STATE_NAME, read_state
from kiosk.sync.sync_answers import SyncStatus
from kiosk.sync.trust import ROOT_FILE, load_root, save_root
from tests.faults.tracing import Traced
from tests.sync.toolkit import few_records, make_coalition

ROOT = Path(__file__).parents[2]
BROKEN = Path(__file__).parent / "broken"
CLOCK = FixedClock.at("2026-11-24T10:30", "America/Los_Angeles")
SERVICES = 3
STANDING = frozenset({STATE_NAME, COPY_NAME, ROOT_FILE, LOCK_NAME, "history.ndjson"})
"""What is in every data folder beside what the state names."""


def number_of(version: int) -> str:
    """The number that the directory of a version gives."""
    return f"+1916555{2000 + version}"


def records_of(version: int) -> list[AnyRecord]:
    """A small directory of a version: the same services, each with the number of the version."""
    records: list[AnyRecord] = []
    for record in few_records(number_of(version)):
        records.append(record)
        if record.id == "food-box":
            fields = {name: getattr(record, name) for name in record.__struct_fields__}
            records += [type(record)(**{**fields, "id": f"food-box-{n}"}) for n in (2, 3)]
    phones = [
        Phone(id=f"food-box-{n}.1", service_id=f"food-box-{n}", number=number_of(version))
        for n in (2, 3)
    ]
    return [*records, *phones]


@dataclass(frozen=True)
class World:
    """Files of three versions, and a data folder in which the first is in use.

    The second brings a new root too.
    """

    folder: Path

    @classmethod
    def make(cls, folder: Path, prepared: Path) -> "World":
        """The world in an empty folder; ``prepared`` is a data folder after its first start."""
        world = cls(folder)
        old = make_coalition()
        new = old.rotate()
        old.write(world.file(1), records_of(1), version=1)
        new.write(world.file(2), records_of(2), version=2, targets_version=2)
        new.write(world.file(3), records_of(3), version=3, targets_version=2)
        shutil.copytree(prepared, world.base)
        save_root(world.base, old.trusted)
        outcome = world.syncing(world.base).sync(world.file(1), Consent.PERSON)
        assert outcome.status is SyncStatus.APPLIED, outcome
        world.warm()
        return world

    def warm(self) -> None:
        """Let every command write its bytecode once: from now on each opens the same files."""
        data = self.fresh("warm")
        for traced in (self.sync(data), self.undo(data), self.starting(data)):
            env = {**os.environ, **traced.env, "PYTHONDONTWRITEBYTECODE": ""}
            subprocess.run(traced.command, env=env, check=True, capture_output=True)

    @property
    def base(self) -> Path:
        """The data folder as it is before each fault."""
        return self.folder / "base"

    def file(self, version: int) -> Path:
        """The signed file of a version."""
        return self.folder / f"{version}.kiosksync"

    def fresh(self, name: str) -> Path:
        """A copy of the data folder to try a fault on."""
        data = self.folder / name
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(self.base, data)
        return data

    def syncing(self, data: Path) -> Importer:
        """What brings data to a folder, in this process."""
        return Importer(data, assets.factory(), CLOCK)

    def sync(self, data: Path, version: int = 2, broken: str = "") -> Traced:
        """The command that takes a version, to be traced."""
        command = ("-m", "kiosk", "--data", str(data), "sync", str(self.file(version)), "--yes")
        return self.traced(command, data, broken)

    def undo(self, data: Path, broken: str = "") -> Traced:
        """The command that goes back to the version before, to be traced."""
        return self.traced(("-m", "kiosk", "--data", str(data), "undo"), data, broken)

    def starting(self, data: Path, broken: str = "") -> Traced:
        """The process that mends a data folder, to be traced."""
        command = ("-m", "kiosk.sync.startup", str(data), *map(str, assets.factory()))
        return self.traced(command, data, broken)

    def traced(self, command: Sequence[str], data: Path, broken: str = "") -> Traced:
        """A Python command with the same calls in every run."""
        search = [str(BROKEN)] * bool(broken) + [str(ROOT), os.environ.get("PYTHONPATH", "")]
        env = {
            "PYTHONPATH": os.pathsep.join(filter(None, search)),
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            "KIOSK_BROKEN": broken,
        }
        log = self.folder / f"{data.name}.log"
        return Traced([sys.executable, *command], log, env)


def version_in_use(data: Path) -> str:
    """Which version a start offers, or what is wrong with what it offers."""
    try:
        started = start(data, assets.factory())
    except StartError as error:
        return f"nothing: {error}"
    with open_directory(started.database) as directory:
        ids = ("food-box", "food-box-2", "food-box-3")
        numbers = [one.phones[0].number for one in directory.listings(ids, "en")]
        if directory.counts().services != SERVICES or len(numbers) != SERVICES:
            return f"another directory ({started.reason})"
    versions = {version for version in (1, 2, 3) if number_of(version) in numbers}
    return "".join(map(str, versions)) if len({*numbers}) == 1 else "a mixture"


def problem(world: World, data: Path, allowed: Sequence[int], said: int | None, newest: int) -> str:
    """What is wrong after a fault, empty if nothing is.

    ``allowed`` are the versions that may be in use; ``said`` is the exit code of the program, if it
    came to give one: after "done" only the last of them will do. What the kiosk believes is never
    older than ``newest`` or what is in use, nothing lies about, and then the newest file has to go
    in, as it would have without the fault.
    """
    found = version_in_use(data)
    wanted = {str(allowed[-1])} if said == 0 else {*map(str, allowed)}
    if found not in wanted:
        return f"{found} is in use instead of {' or '.join(sorted(wanted))}"
    least = max(newest, int(found), *(allowed if said == 0 else ()))
    if wrong := _forgotten(world, data, least) or _left_over(data):
        return wrong
    outcome = world.syncing(data).sync(world.file(3), Consent.PERSON)
    if outcome.status is not SyncStatus.APPLIED:
        return f"the next file is not taken: {outcome.status} {outcome.code}"
    found = version_in_use(data)
    return "" if found == "3" else f"after the next file {found} is in use"


def _forgotten(world: World, data: Path, least: int) -> str:
    """Whether the kiosk would believe what is older than the version that it has seen."""
    root = load_root(data)
    state, own = read_state(data)
    if root is None or root.version < least:
        return f"the trusted root is {root.version if root else 'gone'}, {least} was seen"
    accepted = state.accepted.versions.directory if state and own and state.accepted else 0
    if accepted < least:
        return f"the newest file was {accepted} it says, {least} was seen"
    if least > 1 and world.syncing(data).sync(world.file(1), Consent.PERSON).code is None:
        return "the first file is taken again"
    return ""


def _left_over(data: Path) -> str:
    """Whether a file is there that nothing names."""
    state, _ = read_state(data)
    named = state.names if state else frozenset()
    more = {path.name for path in data.iterdir()} - named - STANDING
    return f"left over: {', '.join(sorted(more))}" if more else ""
