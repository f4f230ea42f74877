"""Taking in a directory: reading it, building its database, and what a start costs afterwards.

Run ``python tests/benchmarks/bench_sync.py --services 10000 --rounds 3``; needs the group
``benchmarks`` and Debian's ``sqlite3``. Every contender is a process of its own, they take turns,
and its most memory is that of the whole process. The contenders of the build are given rows that
are already cut into terms, counted and put into lists: what this program does more is the reading,
the checks, and making the lists.
"""
# ruff: noqa: T201 - a benchmark prints its tables

import argparse
import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import clone  # noqa: F401 - puts the package on the path
import synthetic

from kiosk.directory import builder, tables
from kiosk.directory.record_index import RecordIndex
from kiosk.directory.table_rows import table_rows
from kiosk.domain.checks import check_records
from kiosk.domain.ndjson import read_records

LINES, DOCUMENT, DATABASE = "directory.ndjson", "directory.json", "directory.db"
ROWS, SCRIPT, UNCHECKED = "rows", "load.sql", "load-unchecked.sql"
LISTS = ("need_service", "posting")
UNIT, RECORD = "\x1f", "\x1e"
"""What separates columns and rows where nothing needs quoting: the form the shell reads fastest."""
TEST_ONLY = ("numpy", "pandas")
"""sqlite-utils loads them where they are; an installed kiosk has neither."""
Act = Callable[[Path], object]


def _kept(folder: Path) -> object:
    return list(read_records([folder / LINES]))


def _streamed(folder: Path) -> None:
    for _ in read_records([folder / LINES]):
        pass


def _checked(folder: Path) -> None:
    records = list(read_records([folder / LINES]))
    assert not check_records(records)


def _ruled(folder: Path) -> None:
    from kiosk.domain.content_rules import check_content, guarded_lines  # noqa: PLC0415
    from kiosk.domain.helplines import ANCHORS  # noqa: PLC0415
    from kiosk.domain.syncfile import HelplineFile  # noqa: PLC0415

    records = list(read_records([folder / LINES]))
    assert not check_records(records)
    check_content(records, HelplineFile(helplines=ANCHORS, guarded=guarded_lines(records)), ())


def _orjson(folder: Path) -> object:
    import orjson  # noqa: PLC0415

    return orjson.loads((folder / DOCUMENT).read_bytes())


def _json(folder: Path) -> object:
    return json.loads((folder / DOCUMENT).read_bytes())


def _as_installed() -> None:
    for name in TEST_ONLY:
        sys.modules[name] = None  # type: ignore[assignment]


def _built(folder: Path) -> None:
    _as_installed()
    builder.build(read_records([folder / LINES]), folder / DATABASE)


def _unchecked(folder: Path) -> None:
    builder._verify = lambda _: None
    _built(folder)


def _shell(script: str) -> Act:
    def load(folder: Path) -> None:
        (folder / "shell.db").unlink(missing_ok=True)
        with (folder / script).open("rb") as text:
            command = [str(shutil.which("sqlite3")), "shell.db"]
            subprocess.run(command, stdin=text, stdout=subprocess.DEVNULL, cwd=folder, check=True)

    return load


def _looked(folder: Path) -> None:
    import hashlib  # noqa: PLC0415

    with (folder / DATABASE).open("rb") as file:
        hashlib.file_digest(file, "sha256")


def _first(folder: Path) -> None:
    _as_installed()
    import importing  # noqa: PLC0415

    importing.take_first(folder)


def _next(folder: Path) -> None:
    _as_installed()
    import importing  # noqa: PLC0415

    importing.take(folder, 2)


READING: dict[str, Act] = {
    "orjson, one document, nothing checked": _orjson,
    "json, one document, nothing checked": _json,
    "records, one at a time": _streamed,
    "records, all kept": _kept,
    "records, all kept, held against each other": _checked,
    "the same, and the rules of content": _ruled,
}
BUILDING: dict[str, Act] = {
    "sqlite3 shell, rows ready": _shell(SCRIPT),
    "sqlite3 shell, rows ready, without its check": _shell(UNCHECKED),
    "this program, from lines": _built,
    "this program, without its last check": _unchecked,
}
TAKING: dict[str, Act] = {
    "the first signed file, from the command to the answer": _first,
    "the next one, compared with the first": _next,
}
STARTING: dict[str, Act] = {"the digest of the database": _looked}
ACTS = READING | BUILDING | TAKING | STARTING


def _cells(row: object) -> str:
    assert isinstance(row, list | tuple)
    # The shell takes no first cell that is empty, and has no word for none.
    return UNIT.join("0" if cell in (None, "") else str(cell) for cell in row)


def _rows_of(folder: Path, path: Path) -> None:
    """Every row of the database, as the shell imports it, and the scripts that do it."""
    (folder / ROWS).mkdir(exist_ok=True)
    content = RecordIndex(read_records([path]))
    names = []
    with sqlite3.connect(folder / DATABASE) as connection:
        for table, _ in table_rows(content):
            names.append(table)
        plain = [*names, "card", "spelling"]
        for table in plain:
            rows = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
            _file(folder / ROWS / table, rows)
        # The shell imports text alone: lists of the index come as statements.
        with (folder / ROWS / "lists").open("w", encoding="utf-8") as file:
            for table in LISTS:
                columns = [row[1] for row in connection.execute(f"PRAGMA table_info ({table})")]
                quoted = " || ',' || ".join(f"quote({column})" for column in columns)
                rows = connection.execute(f"SELECT {quoted} FROM {table}")  # noqa: S608
                file.writelines(f"INSERT INTO {table} VALUES ({row});\n" for (row,) in rows)  # noqa: S608
    connection.close()
    load = "".join(f".import {ROWS}/{name} {name}\n" for name in plain)
    script = f"""PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;
.mode ascii
BEGIN;
{tables.TABLES}
{load}.read {ROWS}/lists
{tables.INDEXES}
COMMIT;
"""
    (folder / UNCHECKED).write_text(script, encoding="utf-8")
    check = "PRAGMA integrity_check; PRAGMA foreign_key_check;\n"
    (folder / SCRIPT).write_text(f"{script}.output /dev/null\n{check}", encoding="utf-8")


def _file(path: Path, rows: sqlite3.Cursor) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        for row in rows:
            file.write(_cells(row) + RECORD)


@dataclass(frozen=True)
class Cost:
    """Of one contender: median seconds of the act, processor seconds of all, most megabytes."""

    seconds: float
    processor: float
    memory: float


def _in_turn(acts: Mapping[str, Act], folder: Path, rounds: int) -> dict[str, Cost]:
    chance = random.Random(5)  # noqa: S311 - the order is drawn with a seed
    seconds: dict[str, list[float]] = {name: [] for name in acts}
    processor: dict[str, list[float]] = {name: [] for name in acts}
    memory: dict[str, float] = {}
    for _ in range(rounds):
        for name in chance.sample(sorted(acts), len(acts)):
            command = [sys.executable, __file__, "--act", name, "--folder", str(folder)]
            process = subprocess.Popen(command, stdout=subprocess.PIPE)
            assert process.stdout is not None
            said = process.stdout.read()
            _, code, usage = os.wait4(process.pid, 0)
            process.stdout.close()
            process.returncode = code
            assert not code, name
            seconds[name].append(float(said))
            processor[name].append(usage.ru_utime + usage.ru_stime)
            memory[name] = usage.ru_maxrss / 1024
    return {
        name: Cost(statistics.median(times), statistics.median(processor[name]), memory[name])
        for name, times in seconds.items()
    }


def _table(found: Mapping[str, Cost], base: str) -> str:
    lines = ["| contender | s | × the first | processor s | × the first | most MB |"]
    lines.append("| --- | --- | --- | --- | --- | --- |")
    for name, cost in found.items():
        wall, busy = cost.seconds / found[base].seconds, cost.processor / found[base].processor
        times = f"{cost.seconds:.3f} | {wall:.2f} | {cost.processor:.2f} | {busy:.2f}"
        lines.append(f"| {name} | {times} | {cost.memory:.0f} |")
    return "\n".join(lines)


def _prepare(folder: Path, services: int) -> None:
    """The same records as lines and as one document; the rows of their database."""
    from msgspec import json as encoder  # noqa: PLC0415

    with (folder / LINES).open("wb") as lines, (folder / DOCUMENT).open("wb") as document:
        document.write(b"[")
        for number, record in enumerate(synthetic.whole_directory(services)):
            line = encoder.encode(record)
            lines.write(line + b"\n")
            document.write(b",\n" * (number > 0) + line)
        document.write(b"]")
    builder.build(read_records([folder / LINES]), folder / DATABASE)
    _rows_of(folder, folder / LINES)
    import importing  # noqa: PLC0415

    importing.prepare(folder, list(read_records([folder / LINES])))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--act", choices=[*ACTS, "prepare"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.act == "prepare":
        _prepare(arguments.folder, arguments.services)
        return
    if arguments.act:
        start = time.perf_counter()
        ACTS[arguments.act](arguments.folder)
        print(time.perf_counter() - start)
        return
    if not (find_spec("orjson") and shutil.which("sqlite3")):
        parser.error("install the group benchmarks of this package, and Debian's sqlite3")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # In another process: one that was large once makes its children look large.
        command = [sys.executable, __file__, "--act", "prepare", "--folder", name]
        subprocess.run([*command, "--services", str(arguments.services)], check=True)
        sizes = ((folder / LINES).stat().st_size, (folder / DATABASE).stat().st_size)
        print(f"lines {sizes[0] / 1e6:.1f} MB, database {sizes[1] / 1e6:.1f} MB\n")
        for acts in (READING, BUILDING, TAKING, STARTING):
            found = _in_turn(acts, folder, arguments.rounds)
            print(f"{_table(found, next(iter(acts)))}\n", flush=True)
        _print_checks(folder, 20 * arguments.rounds)


def _print_checks(folder: Path, rounds: int) -> None:
    """How long all checks of a file take but those of its records."""
    import importing  # noqa: PLC0415

    importing.checked(folder)
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        importing.checked(folder)
        times.append((time.perf_counter() - start) * 1000)
    print(f"Verification without its records: {statistics.median(times):.1f} ms")


if __name__ == "__main__":
    main()
