"""A list for a need: open now, then my language, then near, then important; first 20 of all.

Run ``python tests/benchmarks/bench_lists.py --records 10000``. The contender sorts records that are
already in memory, by the same rules, in plain Python.
"""
# ruff: noqa: T201, S311 - a benchmark prints its table and draws seeded samples

import argparse
import datetime as dt
import math
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import clone  # noqa: F401 - puts the package on the path
import synthetic
import timing

from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.filters import Filter
from kiosk.domain.place import Coordinates
from kiosk.domain.queries import BrowseQuery
from kiosk.domain.records import AnyRecord, Location, Need, Schedule, Service, ServiceAtLocation
from kiosk.domain.schedule import OpenState, opening

DAY = dt.datetime(2026, 11, 24)  # noqa: DTZ001 - wall-clock time of the site
EARTH_KM = 6371.0
SHOWN = 20


@dataclass
class Memory:
    """Records of one directory, ready in dictionaries."""

    services: dict[str, Service]
    schedules: dict[str, list[Schedule]]
    places: dict[str, Location]


def in_memory(records: list[AnyRecord]) -> Memory:
    services = {one.id: one for one in records if isinstance(one, Service)}
    locations = {one.id: one for one in records if isinstance(one, Location)}
    schedules: dict[str, list[Schedule]] = {service_id: [] for service_id in services}
    places: dict[str, Location] = {}
    for record in records:
        if isinstance(record, Schedule):
            schedules[record.service_id].append(record)
        elif isinstance(record, ServiceAtLocation):
            places[record.service_id] = locations[record.location_id]
    return Memory(services, schedules, places)


def kilometres(origin: Coordinates, place: Location) -> float:
    """The haversine distance."""
    one, other = math.radians(origin.latitude), math.radians(place.latitude or 0)
    across = math.radians((place.longitude or 0) - origin.longitude)
    chord = (
        math.sin((other - one) / 2) ** 2
        + math.cos(one) * math.cos(other) * math.sin(across / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(chord))


def plain(memory: Memory) -> Callable[[BrowseQuery], object]:
    def ask(query: BrowseQuery) -> object:
        assert query.origin is not None
        keyed = []
        for one in memory.services.values():
            if query.need in one.categories:
                state = opening(memory.schedules[one.id], query.now).state
                distance = kilometres(query.origin, memory.places[one.id])
                speaks = query.spoken in one.languages
                keyed.append(
                    (state is not OpenState.OPEN, not speaks, distance, one.importance, one.id)
                )
        return [key[-1] for key in sorted(keyed)[:SHOWN]]

    return ask


def ours(directory: ServiceDirectory) -> Callable[[BrowseQuery], object]:
    return lambda query: directory.browse(query, limit=SHOWN).ids


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    arguments = parser.parse_args()
    records = list(synthetic.directory(arguments.records))
    chance = random.Random(3)
    questions = [
        BrowseQuery(
            "en",
            need=chance.choice(list(Need)),
            spoken=chance.choice(["es", "zh", "ar"]),
            now=DAY + dt.timedelta(minutes=chance.randrange(1440)),
            origin=Coordinates(chance.gauss(38.58, 0.1), chance.gauss(-121.49, 0.1)),
        )
        for _ in range(40)
    ]
    with tempfile.TemporaryDirectory() as folder:
        build(records, Path(folder) / "directory.db")
        with open_directory(Path(folder) / "directory.db") as directory:
            contenders = {
                "this directory": ours(directory),
                "plain Python": plain(in_memory(records)),
            }
            times = timing.in_turn(contenders, questions)
            chips = frozenset({Filter.OPEN_NOW, Filter.FREE, Filter.MY_LANGUAGE})
            narrowed = [
                BrowseQuery("en", need=one.need, spoken=one.spoken, now=one.now, chips=chips)
                for one in questions
            ]
            times |= timing.in_turn({"what each chip costs": directory.widen}, narrowed)
    print(timing.table(times, "this directory"))


if __name__ == "__main__":
    main()
