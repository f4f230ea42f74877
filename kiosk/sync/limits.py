"""How far new data may go by itself, and when it waits for a person.

From a watched folder data applies only within these limits. They count against what a **person**
last accepted, not against the last file, so that a stolen key cannot swap a directory slowly. That
state is kept as a baseline of keyed hashes: it can be compared, but says nothing of its content.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import msgspec

from kiosk.domain.records import Organization, Phone, Service, Status
from kiosk.sync.changes import Content, number_of

GONE_LIMIT: Final = 20
"""Percent of services that may go (sync file design, change report)."""
NUMBERS_LIMIT: Final = 10
"""Percent of numbers that may change (the same)."""
WEB_LIMIT: Final = 10
"""Percent of services and organizations whose web address may change: a swapped page harms as a
swapped number does, so it has the same limit."""
WITHDRAWN_LEAST: Final = 5
WITHDRAWN_LIMIT: Final = 2
"""Withdrawals apply by themselves up to 5 records or 2 percent of services, whichever is more."""
_HASH_BYTES: Final = 12
"""96 bits: no two of a million entries meet by chance."""


class HoldReason(StrEnum):
    """Why data waits for a person; in this order the first that fits is told."""

    ASK = "ask"
    """The report comes first."""
    FIRST_FILE = "first_file"
    UNDONE = "undone"
    HELPLINES_CHANGED = "helplines_changed"
    SERVICES_GONE = "services_gone"
    NUMBERS_CHANGED = "numbers_changed"
    WEB_CHANGED = "web_changed"
    WITHDRAWALS = "withdrawals"


class Baseline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A directory as keyed hashes: services with their numbers, whose web addresses, helplines."""

    key: str
    services: dict[str, tuple[str, ...]]
    web: dict[str, str]
    helplines: str


@dataclass(frozen=True, slots=True)
class Drift:
    """How far content is from a baseline: of how many, and how many are not as they were."""

    services: int
    gone: int
    numbers: int
    changed: int
    web: int
    web_changed: int
    helplines_changed: bool


def make_baseline(content: Content, key: str | None = None) -> Baseline:
    """The baseline of ``content``; ``key`` in hex, a new one unless given."""
    key = key or secrets.token_hex(16)
    hasher = hashlib.blake2b(digest_size=_HASH_BYTES, key=bytes.fromhex(key))

    def hashed(*parts: str) -> str:
        own = hasher.copy()
        own.update("\0".join(parts).encode())
        return own.hexdigest()

    services = {
        one.id: one
        for one in content.records
        if isinstance(one, Service) and one.status is Status.ACTIVE
    }
    numbers: dict[str, list[str]] = {one: [] for one in services}
    web = {}
    for record in content.records:
        if isinstance(record, Phone) and record.service_id in numbers:
            numbers[record.service_id].append(hashed(record.type.value, number_of(record)))
        elif isinstance(record, Organization):
            web[hashed("organization", record.id)] = hashed(record.website or "")
    web |= {
        hashed("service", one.id): hashed(one.url or "", one.chat_url or "")
        for one in services.values()
    }
    return Baseline(
        key=key,
        services={hashed(one): tuple(sorted(found)) for one, found in numbers.items()},
        web=web,
        helplines=hashed(msgspec.json.encode(content.helplines).hex()),
    )


def drift(before: Baseline, content: Content) -> Drift:
    """How far ``content`` is from ``before``."""
    after = make_baseline(content, before.key)
    stay = before.services.keys() & after.services.keys()
    return Drift(
        services=len(before.services),
        gone=len(before.services) - len(stay),
        numbers=sum(map(len, before.services.values())),
        changed=sum(_changed(before.services[key], after.services[key]) for key in stay),
        web=len(before.web),
        web_changed=sum(
            after.web[key] != own for key, own in before.web.items() if key in after.web
        ),
        helplines_changed=before.helplines != after.helplines,
    )


def _changed(old: Iterable[str], new: Iterable[str]) -> int:
    """How many numbers of one service are not as they were; an added one counts too."""
    was, will = Counter(old), Counter(new)
    return max((was - will).total(), (will - was).total())


def too_far(found: Drift) -> HoldReason | None:
    """Why content with that drift waits; ``None`` where it may apply by itself."""
    if found.helplines_changed:
        return HoldReason.HELPLINES_CHANGED
    if found.gone * 100 > found.services * GONE_LIMIT:
        return HoldReason.SERVICES_GONE
    if found.changed * 100 > found.numbers * NUMBERS_LIMIT:
        return HoldReason.NUMBERS_CHANGED
    if found.web_changed * 100 > found.web * WEB_LIMIT:
        return HoldReason.WEB_CHANGED
    return None


def withdrawals_fit(services: int, already: int, more: int) -> bool:
    """Whether ``more`` withdrawals may apply alone, after ``already`` since a person decided.

    ``services`` are those of the state that the person accepted.
    """
    return already + more <= max(WITHDRAWN_LEAST, services * WITHDRAWN_LIMIT // 100)
