"""Make quiet names: neutral ones for paper and saved contacts, each of one service only."""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

import msgspec

from kiosk.domain.checks import records_of_kind
from kiosk.domain.discretion import find_revealing_anywhere
from kiosk.domain.place import is_shown
from kiosk.domain.records import (
    AnyRecord,
    Location,
    Phone,
    Service,
    ServiceAtLocation,
)

LONGEST: Final = 28
"""Most characters of a quiet name, as in ``records.Service``."""
NEUTRAL: Final = "Community service"
"""Replaces the names of service and organization if neither may leave the screen."""
_LAST: Final = 4
"""Digits of a number that tell two names apart."""


@lru_cache(maxsize=4096)
def fits_quiet(name: str) -> bool:
    """Return True if a name may be printed on a slip."""
    return 0 < len(name) <= LONGEST and not find_revealing_anywhere(name)


def quiet_name(name: str, organization: str) -> str:
    """Return the first of the two names that is short and reveals nothing, else a neutral one."""
    return next((each for each in (name, organization) if fits_quiet(each)), NEUTRAL)


def make_distinct(records: Sequence[AnyRecord], made: Collection[str]) -> list[AnyRecord]:
    """Return the records with quiet names that differ; only those of services ``made`` change.

    Of two equal names each gets the last four digits of its number. A neutral one becomes the city
    with these digits, else "Number 0142". Without a number it stays.
    """
    services = records_of_kind(records, Service)
    lines: dict[str, str] = {}
    for phone in records_of_kind(records, Phone).values():
        lines.setdefault(phone.service_id, phone.number[-_LAST:])
    places = records_of_kind(records, Location)
    cities = {
        link.service_id: place.city or ""
        for link in records_of_kind(records, ServiceAtLocation).values()
        if (place := places.get(link.location_id)) is not None and is_shown(place)
    }
    twice = Counter(one.quiet_name for one in services.values())
    taken = {name for name, count in twice.items() if count == 1} | {NEUTRAL}
    changed: dict[str, str] = {}
    for key, service in services.items():
        name, digits = service.quiet_name, lines.get(key, "")
        if key not in made or not digits or (name != NEUTRAL and twice[name] == 1):
            continue
        stems = [cities.get(key, ""), "Number"] if name == NEUTRAL else [name, "Number"]
        wanted = chain(
            (f"{stem} {digits}" for stem in stems if stem),
            (f"Number {digits}-{more}" for more in range(2, len(services) + 2)),
        )
        changed[key] = next(one for one in wanted if one not in taken and fits_quiet(one))
        taken.add(changed[key])
    return [
        msgspec.structs.replace(one, quiet_name=changed[one.id])
        if isinstance(one, Service) and one.id in changed
        else one
        for one in records
    ]
