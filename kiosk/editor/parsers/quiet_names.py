"""Make quiet names: neutral ones for paper and saved contacts, each of one service only."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

import msgspec

from kiosk.domain.checks import records_of_kind
from kiosk.domain.discretion import find_revealing_anywhere, fold
from kiosk.domain.place import is_shown
from kiosk.domain.records import (
    AnyRecord,
    Location,
    Need,
    Organization,
    Phone,
    Service,
    ServiceAtLocation,
)

LONGEST: Final = 28
"""Most characters of a quiet name, as in ``records.Service``."""
NEUTRAL: Final = "Community service"
"""Replaces the names of service and organization if neither may leave the screen."""
MOST_TO_READ: Final = 50
"""Most made names that a person is asked to read."""
_GUARDED: Final = frozenset({Need.SAFE_PLACE, Need.TALK, Need.HEALTH})
_ACRONYM: Final = 5
"""Longest single word in capitals that stays as it is."""
_ACRONYMS: Final = frozenset(
    ("CA", "DMV", "HIV", "II", "III", "IV", "LGBT", "LGBTQ", "SNAP", "UC", "US", "USA", "VA", "WIC")
) | {"YMCA", "YWCA"}
_SMALL: Final = frozenset(
    ("a", "an", "and", "at", "by", "de", "del", "for", "in", "la", "of", "on", "the", "to", "y")
)
_BRANCHES: Final = frozenset(("branch", "campus", "location", "office", "site"))
_PAIR: Final = 2
_LAST: Final = 4
"""Digits of a number that tell two names apart."""


@lru_cache(maxsize=4096)
def fits_quiet(name: str) -> bool:
    """Return True if a name may be printed on a slip."""
    return 0 < len(name) <= LONGEST and not find_revealing_anywhere(name)


def quiet_name(name: str, organization: str) -> str:
    """Return the first of the two names that is short and reveals nothing, else a neutral one.

    A name in capitals is written in small letters. A branch, which no name tells apart from that of
    others, gets its organization: "RIVERSIDE" of Oak Clinic is "Oak Clinic, Riverside".
    """
    own, owner = in_title_case(name), in_title_case(organization)
    whole = with_owner(own, owner) if _is_branch(own, owner) else ""
    return next((each for each in (whole, own, owner) if fits_quiet(each)), NEUTRAL)


def with_owner(branch: str, organization: str) -> str:
    """Return the name of a branch with its organization; empty without one."""
    return f"{organization}, {branch}" if organization else ""


def _is_branch(name: str, organization: str) -> bool:
    """Return True if a name is a bare place: one word, or one with a word such as "branch"."""
    words = fold(name).split()
    owned = set(re.findall(r"\w+", fold(organization)))
    bare = len(words) == 1 or (len(words) == _PAIR and words[1] in _BRANCHES)
    return bare and name.replace(" ", "").isalpha() and owned.isdisjoint(words)


def in_title_case(name: str) -> str:
    """Return a name in capitals with small letters; a short one may be an acronym and stays."""
    if not name.isupper() or (" " not in name and len(name) <= _ACRONYM):
        return name
    words = [
        word
        if word in _ACRONYMS
        else word.casefold()
        if at and word.casefold() in _SMALL
        else re.sub(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?", lambda one: one[0].capitalize(), word)
        for at, word in enumerate(name.split(" "))
    ]
    return " ".join(words)


def names_to_read(services: Collection[Service], made: Collection[str]) -> list[Service]:
    """Return the services whose ``made`` names a person must read, most important first.

    They help with what nobody should learn of: a safe place, someone to talk to, health.
    """
    found = [one for one in services if one.quiet_name in made and _GUARDED & {*one.categories}]
    return sorted(found, key=lambda one: (one.importance, one.id))[:MOST_TO_READ]


def make_distinct(records: Sequence[AnyRecord], made: Collection[str]) -> list[AnyRecord]:
    """Return the records with quiet names that differ; only those of services ``made`` change.

    One that is only the city of its place gets its organization. Of two equal names each gets the
    last four digits of its number. A neutral one becomes the city with these digits, else
    "Number 0142". Without a number it stays.
    """
    services = records_of_kind(records, Service)
    owners = records_of_kind(records, Organization)
    lines: dict[str, str] = {}
    for phone in records_of_kind(records, Phone).values():
        lines.setdefault(phone.service_id, phone.number[-_LAST:])
    places = records_of_kind(records, Location)
    cities = {
        link.service_id: place.city or ""
        for link in records_of_kind(records, ServiceAtLocation).values()
        if (place := places.get(link.location_id)) is not None and is_shown(place)
    }
    names = {key: one.quiet_name for key, one in services.items()}
    for key in names.keys() & cities.keys() & {*made}:
        owner = owners.get(services[key].organization_id)
        whole = with_owner(names[key], in_title_case(owner.name)) if owner else ""
        if fold(names[key]) == fold(cities[key]) and fits_quiet(whole):
            names[key] = whole
    twice = Counter(names.values())
    taken = {name for name, count in twice.items() if count == 1} | {NEUTRAL}
    changed = {key: name for key, name in names.items() if name != services[key].quiet_name}
    for key, name in names.items():
        digits = lines.get(key, "")
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
