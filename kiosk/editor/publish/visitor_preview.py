"""Count what visitors will see of a directory, and refuse too little.

A package whose tables do not match looks complete: names without a number or a street.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    Need,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Status,
)
from kiosk.editor.publish.findings import FindingCode, SourceFinding, Weight

CONTACT: Final = "contact"
FLOORS: Final = frozenset({CONTACT})
"""Checks that an editor can waive to publish anyway."""
_LEAST: Final = 1 / 2
"""Smallest share of the services that must have a number or a street."""


@dataclass(frozen=True, slots=True)
class VisibleCounts:
    """Counts of the services that visitors see: all, and those with each of these facts.

    ``contact`` is a number or a street, ``need`` a tile other than Other help.
    """

    services: int
    number: int = 0
    hours: int = 0
    street: int = 0
    contact: int = 0
    need: int = 0


def count_visible(records: Iterable[AnyRecord]) -> VisibleCounts:
    """Count what visitors see of ``records``, whatever its age."""
    services: list[Service] = []
    numbers, hours = set[str](), set[str]()
    public = set[str]()
    links: list[ServiceAtLocation] = []
    for record in records:
        match record:
            case Service(status=Status.ACTIVE):
                services.append(record)
            case Phone():
                numbers.add(record.service_id)
            case Schedule():
                hours.add(record.service_id)
            case Location(address_visibility=AddressVisibility.PUBLIC):
                public.add(record.id)
            case ServiceAtLocation():
                links.append(record)
    streets = {link.service_id for link in links if link.location_id in public}
    ids = {one.id for one in services}
    with_number, with_street = ids & numbers, ids & streets
    return VisibleCounts(
        services=len(services),
        number=len(with_number),
        hours=len(ids & hours),
        street=len(with_street),
        contact=len(with_number | with_street),
        need=sum({*one.categories} != {Need.OTHER} for one in services),
    )


def visible_counts_in_words(seen: VisibleCounts) -> str:
    """Return the counts in one sentence."""
    if not seen.services:
        return "Visitors will see no service."
    parts = (
        ("with a number", seen.number),
        ("with hours", seen.hours),
        ("with a street", seen.street),
        ("under a need", seen.need),
    )
    shares = ", ".join(f"{what} {_share(number, seen.services)}" for what, number in parts)
    noun = "service" if seen.services == 1 else "services"
    return f"Visitors will see {seen.services:,} {noun}: {shares}."


def _share(number: int, whole: int) -> str:
    """Return a number with its share in percent; 0 and 100 mean exactly none and all."""
    if number == 0:
        return "0"
    share = 100 if number == whole else min(99, max(1, round(100 * number / whole)))
    return f"{number:,} ({share} %)"


def check_contact(seen: VisibleCounts, *, accepted: bool) -> list[SourceFinding]:
    """Return a finding if most services have neither a number nor a street."""
    if not seen.services or seen.contact / seen.services >= _LEAST:
        return []
    return [
        SourceFinding(
            FindingCode.NO_CONTACT,
            Weight.NOTE if accepted else Weight.REFUSED,
            "",
            value=f"{seen.services - seen.contact:,} of {seen.services:,} services",
            assumed="published all the same, as you said" if accepted else "",
        )
    ]
