"""Random mixtures of changes: none that applies alone changes more than its shares."""

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from kiosk.domain.records import AnyRecord, Cost, Service
from kiosk.sync.baseline import Baseline
from tests.sync.box import changed, gone
from tests.sync.test_unattended_policy import Records, held, newcomer, number_changed, service
from tests.sync.wide import need_of, wide


@dataclass
class Mixture:
    """Changes of all kinds, and which services each kind touches."""

    records: list[AnyRecord]
    touched: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def apply(self, kind: str, number: int) -> None:
        key = service(number)
        there = {one.id for one in self.records}
        if key not in there:
            return
        change = KINDS[kind]
        self.records = change(self.records, number)
        self.touched[kind].add(key)


def add(records: Records, number: int) -> list[AnyRecord]:
    """The records with a new service for the need of another one."""
    own = next(one for one in records if isinstance(one, Service) and one.id == service(number))
    key, name = f"n{number}", f"{number} zz {number * 7}"
    if any(one.id == key for one in records):
        return list(records)
    new = newcomer(key, name=name, quiet_name=f"{name} q", categories=own.categories)
    return [*records, *changed(new, f"{key}.1", number=f"+1916556{1000 + number}")]


KINDS: dict[str, Callable[[Records, int], list[AnyRecord]]] = {
    "hours": lambda r, n: changed(r, f"{service(n)}.h", opens_at="03:00"),
    "numbers": number_changed,
    "web": lambda r, n: changed(r, service(n), url=f"https://x{n}.example.net/"),
    "facts": lambda r, n: changed(r, service(n), cost=(Cost.FEE,)),
    "prose": lambda r, n: changed(r, service(n), phrase="Other words"),
    "gone": lambda r, n: gone(r, service(n)),
    "ended": lambda r, n: changed(r, service(n), valid_until=dt.date(2026, 1, 1)),
    "new": add,
    "texts": lambda r, n: changed(r, f"es.{service(n)}", text="Otra cosa"),
    "names": lambda r, n: changed(r, service(n), name="Other"),
    "police": lambda r, n: changed(r, service(n), law_enforcement=True),
    "street": lambda r, n: changed(r, f"{service(n)}.l", address_1="Other"),
}
GUARDED = {service(n) for n in range(90) if n < 20 or 70 <= n < 80 or n % 10 < 4}
SHARED = (
    {"hours"}, {"numbers"}, {"web"}, {"facts", "prose"}, {"gone", "ended"}, {"new"}, {"texts"}
)  # fmt: skip


def within(touched: set[str]) -> bool:
    needs = Counter(need_of(int(key[1:])) for key in touched)
    return len(touched) <= 4 and all(count <= 1 for count in needs.values())


@pytest.mark.rotating(20)
@pytest.mark.parametrize("part", range(20))
def test_no_mixture_that_applies_changes_more_than_its_shares(base: Baseline, part: int) -> None:
    """2,000 mixtures; the small ones often apply, none that is too large ever does."""
    chance = random.Random(part)  # noqa: S311 - the same mixtures in every run
    applied = 0
    for _ in range(100):
        mixture = Mixture(wide())
        for _ in range(chance.choice((1, 1, 2, 2, 3, 4, 6, 10, 20))):
            number = chance.choice((*range(90), *range(24, 30), *range(44, 50), *range(64, 70)))
            mixture.apply(chance.choice(tuple(KINDS)), number)
        if held(base, mixture.records, wide()):
            continue
        applied += 1
        touched = mixture.touched
        assert not any(touched[kind] for kind in ("names", "police", "street"))
        assert not GUARDED & (touched["numbers"] | touched["prose"] | touched["texts"])
        for kinds in SHARED:
            assert within(set().union(*(touched[kind] for kind in kinds)))
        assert len(set().union(*touched.values())) <= 9
    assert applied > 5
