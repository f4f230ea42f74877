"""Build a directory in a temporary folder, to look at before it is signed."""

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.domain.checks import records_of_kind
from kiosk.domain.records import (
    AnyRecord,
    Location,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Tile,
)
from kiosk.editor.publish.plan import PublishPlan
from kiosk.sync.databases import SqliteMaker


@contextmanager
def built_preview(plan: PublishPlan) -> Iterator[Path]:
    """Yield the database of a plan, which goes with its folder.

    Raises :class:`kiosk.sync.data_folder.MakeError` and OSError.
    """
    with tempfile.TemporaryDirectory(prefix="kiosk-preview-") as folder:
        database = Path(folder) / "directory.db"
        SqliteMaker(()).make(plan.records, plan.helplines, database)
        yield database


def tiles_of(records: Iterable[AnyRecord]) -> tuple[tuple[str, str], ...]:
    """Return the need and the id of each tile, in the order of the screen."""
    tiles = sorted(
        (one for one in records if isinstance(one, Tile)), key=lambda one: (one.need, one.order)
    )
    return tuple((one.need.value, one.id) for one in tiles)


def changed_services(plan: PublishPlan) -> tuple[str, ...]:
    """Return the ids of services that are new or differ from the file published last.

    Without such a file there are none: all of them are new.
    """
    if plan.last is None:
        return ()
    before, now = _by_service(plan.last.bundle.records), _by_service(plan.records)
    return tuple(key for key, own in now.items() if before.get(key) != own)


def _by_service(records: Iterable[AnyRecord]) -> dict[str, list[AnyRecord]]:
    """Return each service with what belongs to it, in one order."""
    every = list(records)
    places = records_of_kind(every, Location)
    found = defaultdict[str, list[AnyRecord]](list)
    for one in every:
        match one:
            case Service():
                found[one.id].insert(0, one)
            case ServiceAtLocation() if one.location_id in places:
                found[one.service_id].append(places[one.location_id])
            case Phone() | Schedule():
                found[one.service_id].append(one)
    return {key: [own[0], *sorted(own[1:], key=str)] for key, own in found.items()}
