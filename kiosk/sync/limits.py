"""How far new data may go by itself, and when it waits for a person.

From a watched folder data applies only within these limits. They count against what a **person**
last accepted, not against the last file, so that a stolen key cannot swap a directory slowly. That
state is kept as a baseline of hashes: it can be compared, and what the directory no longer says is
taken out of it, since a number or an address can be found by trying all that there are.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import msgspec

from kiosk.domain.checks import of_kind
from kiosk.domain.place import ADDRESS_FIELDS
from kiosk.domain.records import (
    Location,
    Organization,
    Phone,
    Service,
    ServiceAtLocation,
    Status,
)
from kiosk.sync.changes import Content, number_of
from kiosk.sync.places import is_hidden

GONE_LIMIT: Final = 20
"""Percent of services that may go: more in a week is a mistake or an attack, and a person looks."""
NUMBERS_LIMIT: Final = 10
"""Percent of numbers that may change: a wrong one sends someone to the wrong people."""
PLACES_LIMIT: Final = 10
"""Percent of addresses that may change, as of numbers: a swapped door harms as much."""
WEB_LIMIT: Final = 10
"""Percent of services and organizations whose web address may change, for the same reason."""
ADDED_LIMIT: Final = 20
"""Percent of services that may be new, as may go: true ones can be drowned as well as dropped."""
WITHDRAWN_LEAST: Final = 5
WITHDRAWN_LIMIT: Final = 2
"""Withdrawals apply by themselves up to 5 records or 2 percent of services, whichever is more."""
_Said = Mapping[str, tuple[str, ...]]
_HASH_BYTES: Final = 12
"""96 bits: no two of a million entries meet by chance."""


class HoldReason(StrEnum):
    """Why data waits for a person; in this order the first that fits is told."""

    ASK = "ask"
    """The report comes first."""
    FIRST_FILE = "first_file"
    UNDONE = "undone"
    MADE_AHEAD = "made_ahead"
    """Far beyond the last day that is known for good, where no clock is believed."""
    HELPLINES_CHANGED = "helplines_changed"
    ADDRESS_SHOWN = "address_shown"
    """One that was hidden: no program can tell a decision from a mistake."""
    WORD_ALLOWED = "word_allowed"
    """One that gives visitors away, for the same reason."""
    SERVICES_GONE = "services_gone"
    NUMBERS_CHANGED = "numbers_changed"
    PLACES_CHANGED = "places_changed"
    WEB_CHANGED = "web_changed"
    SERVICES_ADDED = "services_added"
    WITHDRAWALS = "withdrawals"


class Baseline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A directory as keyed hashes; empty text stands for what is no longer said.

    The numbers and the shown addresses of each active service, which places are hidden, whose web
    address is which, what may be seen although it tells, and all helplines together.
    """

    key: str
    services: dict[str, tuple[str, ...]]
    places: dict[str, tuple[str, ...]]
    hidden: dict[str, bool]
    web: dict[str, str]
    helplines: str
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drift:
    """How far content is from a baseline: of how many, and how many are not as they were.

    ``shown`` are the places that the baseline hides and the content does not, ``allowed`` the words
    that tell and that only the content lets out.
    """

    services: int
    gone: int
    added: int
    numbers: int
    numbers_changed: int
    places: int
    places_changed: int
    shown: int
    web: int
    web_changed: int
    helplines_changed: bool
    allowed: int = 0


def make_baseline(content: Content, key: str | None = None) -> Baseline:
    """The baseline of ``content``; ``key`` in hex, a new one unless given."""
    key = key or secrets.token_hex(16)
    hasher = hashlib.blake2b(digest_size=_HASH_BYTES, key=bytes.fromhex(key))

    def hashed(*parts: object) -> str:
        own = hasher.copy()
        own.update("\0".join(map(str, parts)).encode())
        return own.hexdigest()

    records = content.records
    locations = of_kind(records, Location)
    active = [one for one in of_kind(records, Service).values() if one.status is Status.ACTIVE]
    numbers: dict[str, list[str]] = {one.id: [] for one in active}
    places: dict[str, list[str]] = {one.id: [] for one in active}
    web = {hashed("service", one.id): hashed(one.url or "", one.chat_url or "") for one in active}
    for record in records:
        if isinstance(record, Organization):
            web[hashed("organization", record.id)] = hashed(record.website or "")
        elif isinstance(record, Phone) and record.service_id in numbers:
            numbers[record.service_id].append(hashed(record.type.value, number_of(record)))
        elif isinstance(record, ServiceAtLocation) and record.service_id in places:
            place = locations[record.location_id]
            if not is_hidden(place):
                # Not as it is read: a kiosk keeps the hash, and another form would be another door.
                parts = filter(None, (getattr(place, name) for name in ADDRESS_FIELDS))
                places[record.service_id].append(
                    hashed(", ".join(parts), place.latitude, place.longitude)
                )
    return Baseline(
        key=key,
        services={hashed(one): tuple(sorted(found)) for one, found in numbers.items()},
        places={hashed(one): tuple(sorted(found)) for one, found in places.items()},
        hidden={hashed(one.id): is_hidden(one) for one in locations.values()},
        web=web,
        helplines=hashed(msgspec.json.encode(content.helplines).hex()),
        allowed=tuple(
            sorted(hashed(own.id, one.what, one.text) for own in active for one in own.overrides)
        ),
    )


def faded(before: Baseline, content: Content) -> Baseline:
    """``before`` without the hashes of what ``content`` does not say; they still count as changed.

    A place that either of them hides stays hidden, so that showing it is noticed whenever it comes.
    """
    after = make_baseline(content, before.key)
    return msgspec.structs.replace(
        before,
        services=_faded(before.services, after.services),
        places=_faded(before.places, after.places),
        hidden={
            key: before.hidden.get(key, False) or after.hidden.get(key, False)
            for key in before.hidden | after.hidden
        },
        web={key: own if after.web.get(key) == own else "" for key, own in before.web.items()},
        allowed=tuple(one for one in before.allowed if one in after.allowed),
    )


def _faded(before: _Said, after: _Said) -> _Said:
    return {
        key: tuple(one if one in after.get(key, ()) else "" for one in said)
        for key, said in before.items()
    }


def drift(before: Baseline, content: Content) -> Drift:
    """How far ``content`` is from ``before``."""
    after = make_baseline(content, before.key)
    stay = before.services.keys() & after.services.keys()
    return Drift(
        services=len(before.services),
        gone=len(before.services) - len(stay),
        added=len(after.services) - len(stay),
        numbers=sum(map(len, before.services.values())),
        numbers_changed=sum(_changed(before.services[key], after.services[key]) for key in stay),
        places=sum(map(len, before.places.values())),
        places_changed=sum(_changed(before.places[key], after.places[key]) for key in stay),
        shown=sum(was and not after.hidden.get(key, True) for key, was in before.hidden.items()),
        web=len(before.web),
        web_changed=sum(
            after.web[key] != own for key, own in before.web.items() if key in after.web
        ),
        helplines_changed=before.helplines != after.helplines,
        allowed=len({*after.allowed} - {*before.allowed}),
    )


def _changed(old: Iterable[str], new: Iterable[str]) -> int:
    """How many of one service's numbers, or addresses, are not as they were; a new one counts."""
    was, will = Counter(old), Counter(new)
    return max((was - will).total(), (will - was).total())


def too_far(found: Drift) -> HoldReason | None:
    """Why content with that drift waits; ``None`` where it may apply by itself."""
    limits = (
        (HoldReason.HELPLINES_CHANGED, found.helplines_changed, 0, 0),
        (HoldReason.ADDRESS_SHOWN, found.shown, 0, 0),
        (HoldReason.WORD_ALLOWED, found.allowed, 0, 0),
        (HoldReason.SERVICES_GONE, found.gone, found.services, GONE_LIMIT),
        (HoldReason.NUMBERS_CHANGED, found.numbers_changed, found.numbers, NUMBERS_LIMIT),
        (HoldReason.PLACES_CHANGED, found.places_changed, found.places, PLACES_LIMIT),
        (HoldReason.WEB_CHANGED, found.web_changed, found.web, WEB_LIMIT),
        (HoldReason.SERVICES_ADDED, found.added, found.services, ADDED_LIMIT),
    )
    for reason, changed, among, percent in limits:
        if changed * 100 > among * percent:
            return reason
    return None


def withdrawals_fit(services: int, already: int, more: int) -> bool:
    """Whether ``more`` withdrawals may apply alone, after ``already`` since a person decided.

    ``services`` are those of the state that the person accepted.
    """
    return already + more <= max(WITHDRAWN_LEAST, services * WITHDRAWN_LIMIT // 100)
