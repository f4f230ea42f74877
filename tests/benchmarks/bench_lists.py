"""The first page of the answers to a tile or a need, of a large directory.

Run ``python tests/benchmarks/bench_lists.py --records 10000``. The contenders know less: one sorts
records that are already in memory by open now, language and distance, in plain Python; the other
is SQLite with an index and only importance. Half of the rows ask for a whole need ("Show all").
Times are the processor's.
"""
# ruff: noqa: T201, S311 - a benchmark prints its table and draws seeded samples

import argparse
import datetime as dt
import math
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import clone  # noqa: F401 - puts the package on the path
import msgspec
import synthetic
import timing
from msgspec.structs import replace

from kiosk.app import assets
from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.filters import Filter
from kiosk.domain.ndjson import read_records
from kiosk.domain.place import Coordinates
from kiosk.domain.queries import AnswersQuery
from kiosk.domain.records import (
    AnyRecord,
    Location,
    Need,
    Schedule,
    Service,
    ServiceAtLocation,
    Situation,
    Tile,
)
from kiosk.domain.schedule import OpenState, opening

DAY = dt.datetime(2026, 11, 24)  # noqa: DTZ001 - wall-clock time of the site
EARTH_KM = 6371.0
SHOWN = 20
QUESTIONS = 40


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


def plain(memory: Memory) -> Callable[[AnswersQuery], object]:
    def ask(query: AnswersQuery) -> object:
        assert query.origin is not None
        keyed = []
        for one in memory.services.values():
            if query.need in one.categories:
                state = opening(memory.schedules[one.id], query.now).state
                distance = kilometres(query.origin, memory.places[one.id])
                speaks = query.language in one.languages
                keyed.append(
                    (state is not OpenState.OPEN, not speaks, distance, one.importance, one.id)
                )
        return [key[-1] for key in sorted(keyed)[:SHOWN]]

    return ask


def sorted_records(
    records: list[AnyRecord], chance: random.Random
) -> tuple[list[AnyRecord], list[Tile]]:
    """The same services, each with three situations, and the tiles of the factory directory."""
    tiles = [one for one in read_records(assets.factory()) if isinstance(one, Tile)]
    codes = sorted({code for tile in tiles for code in tile.codes})
    stated: list[AnyRecord] = [
        msgspec.structs.replace(
            one,
            situations=tuple(
                Situation(code=code, fit=chance.randint(1, 3)) for code in chance.sample(codes, 3)
            ),
        )
        if isinstance(one, Service)
        else one
        for one in records
    ]
    return [*stated, *tiles], tiles


def indexed(path: Path) -> Callable[[AnswersQuery], object]:
    """SQLite with an index and nothing but importance: what a table of services gives at once."""
    connection = sqlite3.connect(path)
    sql = """SELECT s.id FROM answer a JOIN service s ON s.key = a.service_key
      WHERE a.subject = ? ORDER BY s.key LIMIT ?"""
    return lambda query: connection.execute(sql, (query.need.value, SHOWN)).fetchall()


def ours(directory: ServiceDirectory) -> Callable[[AnswersQuery], object]:
    return lambda query: directory.answers_to(query, limit=SHOWN).answers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    arguments = parser.parse_args()
    chance = random.Random(3)
    records = list(synthetic.directory(arguments.records))
    stated, tiles = sorted_records(records, chance)

    def question(need: Need, tile: str = "") -> AnswersQuery:
        return AnswersQuery(
            chance.choice(["en", "es", "zh-Hans", "ar"]),
            need,
            tile,
            now=DAY + dt.timedelta(minutes=chance.randrange(1440)),
            origin=Coordinates(chance.gauss(38.58, 0.1), chance.gauss(-121.49, 0.1)),
        )

    needs = [question(chance.choice(list(Need))) for _ in range(QUESTIONS)]
    picked = [chance.choice(tiles) for _ in range(QUESTIONS)]
    asked = [question(tile.need, tile.id) for tile in picked]
    choosing = [replace(one, choices=frozenset({Filter.OPEN_NOW, Filter.FREE})) for one in asked]
    with tempfile.TemporaryDirectory() as folder:
        bare, full = Path(folder) / "bare.db", Path(folder) / "full.db"
        build(records, bare)
        build(stated, full)
        with open_directory(bare) as without, open_directory(full) as directory:
            contenders = {
                "show all, without situations": ours(without),
                "by hours, plain Python": plain(in_memory(records)),
                "by importance, SQLite with an index": indexed(bare),
            }
            times: dict[str, list[float]] = {}
            for asking, questions in (
                (contenders, needs),
                ({"show all": ours(directory)}, needs),
                ({"a tile": ours(directory)}, asked),
                ({"a tile, two choices": ours(directory)}, choosing),
            ):
                times |= timing.in_turn(asking, questions, rounds=5, clock=time.process_time_ns)
    print(timing.table(times, "show all, without situations"))


if __name__ == "__main__":
    main()
