"""The open state of one screen of 20 services, with "open until" or "opens at".

Run ``python tests/benchmarks/bench_open.py --records 10000``; needs the group ``benchmarks``. Asked
is what every card asks, ``kiosk.domain.schedule.opening``; beside it the same with the records of
the screen read from the directory first. The contender is dateutil with one weekly rule a schedule
row, asked for the opening before and the one after now: with rules that begin on 1 January, as
records have them, and with rules cut to begin two days back, the least it can be asked to do.
"""
# ruff: noqa: T201, S311 - a benchmark prints its table and draws seeded samples

import argparse
import datetime as dt
import random
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import clone  # noqa: F401 - puts the package on the path
import synthetic
import timing
from dateutil.rrule import rrulestr

from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.records import Schedule
from kiosk.domain.schedule import opening

NOW = dt.datetime(2026, 11, 24, 10, 30)  # noqa: DTZ001 - wall-clock time of the site
SCREEN = 20
OURS = "from the records of the screen"
Screen = tuple[str, ...]


def by_dateutil(rows: dict[str, list[Schedule]], begun: dt.date) -> Callable[[Screen], object]:
    def ask(screen: Screen) -> object:
        return {one: [_one_rule(row, begun) for row in rows[one]] for one in screen}

    return ask


def _one_rule(row: Schedule, day: dt.date) -> tuple[bool, dt.datetime | None]:
    start, end = (dt.time.fromisoformat(str(text)) for text in (row.opens_at, row.closes_at))
    begun = dt.datetime.combine(day, start)
    rule = rrulestr(f"FREQ=WEEKLY;BYDAY={','.join(row.byday)}", dtstart=begun)
    before, after = rule.before(NOW, inc=True), rule.after(NOW)
    if before is None:
        return False, after
    closes = dt.datetime.combine(before.date(), end)
    closes += dt.timedelta(closes <= before)
    return (True, closes) if closes > NOW else (False, after)


def screens(ids: Sequence[str], number: int) -> list[Screen]:
    chance = random.Random(3)
    return [tuple(chance.sample(ids, SCREEN)) for _ in range(number)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--screens", type=int, default=100)
    arguments = parser.parse_args()
    records = list(synthetic.directory(arguments.records))
    rows: dict[str, list[Schedule]] = {}
    for record in records:
        if isinstance(record, Schedule):
            rows.setdefault(record.service_id, []).append(record)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "directory.db"
        build(records, path)
        questions = screens(sorted(rows), arguments.screens)
        with open_directory(path) as directory:
            print(timing.table(timing.in_turn(contenders(directory, rows), questions), OURS))


def contenders(
    directory: ServiceDirectory, rows: dict[str, list[Schedule]]
) -> dict[str, Callable[[Screen], object]]:
    return {
        OURS: lambda screen: [opening(rows[one], NOW) for one in screen],
        "records read, then the same": lambda screen: [
            opening(one.schedules, NOW) for one in directory.listings(screen, "en")
        ],
        "dateutil, since 1 January": by_dateutil(rows, NOW.date().replace(month=1, day=1)),
        "dateutil, since two days": by_dateutil(rows, NOW.date() - dt.timedelta(2)),
    }


if __name__ == "__main__":
    main()
