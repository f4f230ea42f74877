"""A kiosk to bring data to: its folder, its coalition, a clock that stands still."""

import datetime as dt
import errno
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from kiosk.directory.repository import open_directory
from kiosk.domain.clock import FixedClock
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import AnyRecord, Guide, Location, Phone, SearchWord, Service
from kiosk.domain.syncfile import Withdrawn
from kiosk.sync.databases import SqliteMaker
from kiosk.sync.importer import Consent, Importer
from kiosk.sync.state import COPY_NAME, STATE_NAME, State, read_state
from kiosk.sync.sync_answers import SyncOutcome
from kiosk.sync.trust import save_root
from tests.sync.toolkit import Coalition, make_coalition, revised

SMALL = Path(__file__).parents[1] / "data" / "small.ndjson"
NOW = "2026-12-01T10:30"
MADE = dt.datetime(2026, 11, 27, 9, tzinfo=dt.UTC)
"""After the release of the program, so that a file raises the time floor."""
ZONE = "America/Los_Angeles"
OLD, NEW, NEWER = "+19165550104", "+19165550174", "+19165550175"
"""A number of the made-up directory, and two that could take its place."""
STREET = "34 Example Street"
"""An address that the made-up directory shows."""
FULL, BROKEN = OSError(errno.ENOSPC, "full"), OSError(errno.EIO, "broken")


def failing(error: BaseException) -> Callable[..., Any]:
    """A function that always raises ``error``."""

    def fail(*_: object, **__: object) -> Any:
        raise error

    return fail


def small() -> list[AnyRecord]:
    """The made-up directory: 12 active services, one of them a helpline."""
    return list(read_records([SMALL]))


def changed(records: Sequence[AnyRecord], key: str, /, **fields: Any) -> list[AnyRecord]:
    """The records with one of them, the first of that id, saying something else."""
    found = next(one for one in records if one.id == key)
    new = msgspec.structs.replace(found, **fields)
    return [new if one is found else one for one in records]


def dialled(records: Sequence[AnyRecord], number: str, new: str) -> list[AnyRecord]:
    """The records with one number exchanged."""
    return revised(records, Phone, number, of="number", number=new)


def gone(records: Sequence[AnyRecord], *names: str) -> list[AnyRecord]:
    """The records without those services, places or numbers and what hangs on them."""
    owned = ("service_id", "location_id", "phone_id", "entity_id")
    left: list[AnyRecord] = []
    for one in records:
        if one.id in names or any(getattr(one, field, None) in names for field in owned):
            continue
        if isinstance(one, Guide | SearchWord):
            ids = tuple(key for key in one.service_ids if key not in names)
            left.append(msgspec.structs.replace(one, service_ids=ids))
        else:
            left.append(one)
    return left


def hidden(records: Sequence[AnyRecord], place: str) -> list[AnyRecord]:
    """The records with the address of a place hidden."""
    return [
        Location(id=one.id, organization_id=one.organization_id)
        if isinstance(one, Location) and one.id == place
        else one
        for one in records
    ]


def withdrawn(kind: str, id: str) -> Withdrawn:  # noqa: A002
    return Withdrawn(kind=kind, id=id)  # type: ignore[arg-type]


BEDS = [withdrawn("service", "men-beds")]
"""A withdrawal that many tests sign."""


@dataclass(frozen=True)
class Box:
    """One kiosk and what is brought to it; each file gets the next version unless said."""

    folder: Path
    stick: Path
    coalition: Coalition = field(default_factory=make_coalition)
    factory: tuple[Path, ...] = (SMALL,)
    now: str = NOW
    trusted_clock: bool = True

    @property
    def maker(self) -> SqliteMaker:
        return SqliteMaker(self.factory)

    @property
    def syncing(self) -> Importer:
        clock = FixedClock.at(self.now, ZONE, trusted=self.trusted_clock)
        return Importer(self.folder, self.factory, clock, patience=0.1)

    @property
    def state(self) -> State:
        state, own = read_state(self.folder)
        assert state is not None
        assert own
        return state

    def trust(self) -> "Box":
        self.folder.mkdir(parents=True, exist_ok=True)
        save_root(self.folder, self.coalition.trusted)
        return self

    def file(self, records: Sequence[AnyRecord], version: int, **knobs: Any) -> Path:
        self.stick.mkdir(exist_ok=True)
        path = self.stick / f"{version}.kiosksync"
        knobs.setdefault("created", MADE)
        return self.coalition.write(path, records, version=version, **knobs)

    def bring(
        self,
        records: Sequence[AnyRecord],
        version: int,
        consent: Consent = Consent.PERSON,
        **knobs: Any,
    ) -> SyncOutcome:
        return self.syncing.sync(self.file(records, version, **knobs), consent)

    def at(self, **changes: Any) -> "Box":
        return replace(self, **changes)

    def names(self) -> set[str]:
        """Every file of the folder."""
        return {path.name for path in self.folder.iterdir()}

    def settled(self) -> None:
        """Nothing is in the folder that the state does not name."""
        standing = {"state.json", "state-copy.json", "root.json", "lock", "history.ndjson"}
        assert self.names() - standing == self.state.names

    def lose_states(self) -> None:
        for name in (STATE_NAME, COPY_NAME):
            (self.folder / name).unlink()

    def services(self) -> set[str]:
        """Ids of the services that the database in use has."""
        with open_directory(self.folder / self.state.active.database) as directory:
            ids = [one.id for one in small() if isinstance(one, Service)]
            return {one.id for one in directory.services_for(ids)}

    def numbers(self, service: str) -> list[str]:
        """The numbers of a service in the database in use."""
        with open_directory(self.folder / self.state.active.database) as directory:
            listing = directory.listing(service, "en")
            return [] if listing is None else [phone.number for phone in listing.phones]

    def bytes_with(self, text: str) -> set[str]:
        """Files of the folder that hold ``text``, packed sync files unpacked."""
        import zipfile  # noqa: PLC0415

        found = set()
        for path in self.folder.iterdir():
            content = path.read_bytes()
            if path.suffix == ".kiosksync":
                with zipfile.ZipFile(path) as archive:
                    content = b"".join(archive.read(name) for name in archive.namelist())
            if text.encode() in content:
                found.add(path.name)
        return found
