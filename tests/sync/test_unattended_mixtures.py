"""Random mixtures of changes of the factory directory: none that applies changes too much."""

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

import msgspec
import pytest

from kiosk.domain.records import AnyRecord, Cost, Location, Phone, Schedule, Service, Translation
from tests.sync.box import gone
from tests.sync.toolkit import revised
from tests.sync.whole import CLASSES, LINE, PLAIN, class_of_service, content, services, side, waits
from tests.sync.wide import newcomer

Records = Sequence[AnyRecord]
Change = Callable[[list[AnyRecord], str, int], list[AnyRecord]]


@cache
def parts(key: str) -> frozenset[tuple[type, str]]:
    """Kinds and ids of the records that are or belong to a service; a hidden place says nothing."""
    places = {one.id for one in side().shown_locations(key)}
    return frozenset(
        (type(one), one.id)
        for one in content().records
        if key in (one.id, getattr(one, "service_id", ""), getattr(one, "entity_id", ""))
        or (isinstance(one, Location) and one.id in places)
    )


def each(kind: type, **fields: object) -> Change:
    """Changes every record of a kind that belongs to a service."""

    def change(records: list[AnyRecord], key: str, _: int) -> list[AnyRecord]:
        own = parts(key)
        return [
            msgspec.structs.replace(one, **fields)
            if isinstance(one, kind) and (kind, one.id) in own
            else one
            for one in records
        ]

    return change


def add(records: list[AnyRecord], key: str, number: int) -> list[AnyRecord]:
    """Adds a service for the need of another one."""
    name = f"{number} zz {number * 7}"
    needs = side().services[key].categories
    new = newcomer(f"n{number}", name=name, quiet_name=f"{name} q", categories=needs)
    return [*records, *revised(new, Phone, number=f"+1916556{1000 + number}")]


KINDS: dict[str, Change] = {
    "hours": each(Schedule, opens_at="03:00", closes_at="03:05"),
    "numbers": each(Phone, number="+19165559999"),
    "lines": each(Phone, languages=("tl",)),
    "web": each(Service, url="https://other.example.net/"),
    "facts": each(Service, cost=(Cost.FEE,), start=()),
    "prose": each(Service, phrase="Other words"),
    "gone": lambda records, key, _: gone(records, key),
    "ended": each(Service, valid_until=dt.date(2026, 1, 1)),
    "new": add,
    "texts": each(Translation, text="Otra cosa"),
    "read": each(Translation, reviewed=True),
    "names": each(Service, name="Other"),
    "police": each(Service, law_enforcement=True),
    "street": each(Location, address_1="Other"),
}
LESS = {"gone", "ended"}
SHARED = (
    {"hours"}, {"numbers", "lines"}, {"web"}, {"facts", "prose"}, LESS, {"new"}, {"texts"}
)  # fmt: skip
NEVER = {"names", "police", "street", "read"}


@dataclass
class Mixture:
    """Changes of all kinds, and which services each kind changes."""

    records: list[AnyRecord]
    touched: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def apply(self, kind: str, key: str, number: int) -> None:
        before, self.records = self.records, KINDS[kind](self.records, key, number)
        if before != self.records:
            self.touched[kind].add(key)
        if kind == "gone":
            for other in KINDS.keys() - LESS - {"new"}:
                self.touched[other].discard(key)


def within(touched: set[str]) -> bool:
    """True if the services are a twentieth of all, and of those of each need."""
    everyone = side().services
    totals = Counter(need for one in everyone.values() for need in one.categories)
    needs = Counter(need for key in touched for need in everyone[key].categories)
    return len(touched) <= len(everyone) // 20 and all(
        count <= max(1, totals[need] // 20) for need, count in needs.items()
    )


@pytest.mark.rotating(20)
@pytest.mark.parametrize("part", range(20))
def test_no_mixture_that_applies_changes_more_than_its_shares(part: int) -> None:
    """2,000 mixtures; the small ones often apply, none that is too large ever does."""
    chance = random.Random(part)  # noqa: S311 - the same mixtures in every run
    classes = {which: [one.id for one in services(which)] for which in CLASSES}
    applied = 0
    for _ in range(100):
        mixture = Mixture([*content().records])
        for number in range(chance.choice((1, 1, 2, 2, 3, 4, 6, 10, 20))):
            which = chance.choices(CLASSES, (8, 3, 1))[0]
            mixture.apply(chance.choice([*KINDS]), chance.choice(classes[which]), number)
        if waits(mixture.records):
            continue
        applied += 1
        touched = mixture.touched
        assert not any(touched[kind] for kind in NEVER)
        changed = set().union(*(touched[kind] for kind in KINDS if kind not in LESS | {"new"}))
        assert {class_of_service(key) for key in changed} <= {PLAIN}
        assert LINE not in {class_of_service(key) for kind in LESS for key in touched[kind]}
        for kinds in SHARED:
            assert within(set().union(*(touched[kind] for kind in kinds)))
        assert len(set().union(*touched.values())) <= len(side().services) // 10
    assert applied > 5
