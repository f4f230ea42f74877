"""The import of a large export, and the floor: what plain reading of the same files costs.

Run ``python tests/benchmarks/bench_import.py --services 4000``, or ``--services 100000 --far 0.98``
with the filter ``within_miles``, which keeps the near ones. Each line is a process of its own.
The floor is the standard library: ``csv`` reads each table into dictionaries, ``json`` reads the
document. Neither looks at what a cell says. csvkit and pandas are not installed; ``evidence.md``
has what they took.
"""
# ruff: noqa: T201 - a benchmark prints its table

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import clone
import exports

TABLES, DOCUMENT, NAME = "tables", "services.json", "oak"
KEEP = '[keep]\nwithin_miles = 60\naround = "95814"\n'
MAIN = Path(clone.__file__).parents[2] / "main.py"


PASSPHRASE = "four words that hide"  # noqa: S105 - of a folder that is deleted


def _prepare(folder: Path, services: int, far: float, words: int) -> None:
    made = exports.tables(services, far=far, words=words)
    exports.write_tables(folder / TABLES, made)
    exports.write_document(folder / DOCUMENT, made)
    if far:
        source = folder / "sources" / NAME
        source.mkdir(parents=True)
        (source / "fitting.toml").write_text(KEEP, encoding="utf-8")


def _read_plainly(source: Path) -> None:
    if source.is_file():
        json.loads(source.read_bytes())
        return
    for file in source.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as text:
            list(csv.DictReader(text))


def _run(folder: Path, what: str, command: Sequence[str]) -> None:
    """Run a process and print its row: its time, its processor time, its memory."""
    start = time.perf_counter()
    with (folder / "said").open("w+b") as said:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=said,
            stderr=subprocess.PIPE,
            # The homes of the export are hidden, and sealed in a folder of keys of its own.
            env=os.environ | {"KIOSK_PASSPHRASE": PASSPHRASE, "XDG_DATA_HOME": str(folder)},
        )
        assert process.stderr is not None
        process.stderr.read(1)
        first = time.perf_counter() - start
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:  # such as a document larger than may be read
        what += f": {errors.decode().splitlines()[-1]}"
    busy, most = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    seconds = time.perf_counter() - start
    print(f"| {what} | {first:.1f} | {seconds:.1f} | {busy:.1f} | {most:.0f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, default=4_000)
    parser.add_argument("--far", type=float, default=0.0, help="share in another state")
    parser.add_argument("--words", type=int, default=54, help="words of a description")
    parser.add_argument("--prepare", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--plain", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.plain:
        _read_plainly(arguments.plain)
        return
    if arguments.prepare:
        _prepare(arguments.prepare, arguments.services, arguments.far, arguments.words)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # In another process: one that was large once makes its children look large.
        own = [sys.executable, __file__]
        sizes = ["--services", str(arguments.services), "--far", str(arguments.far)]
        sizes += ["--words", str(arguments.words)]
        subprocess.run([*own, "--prepare", name, *sizes], check=True)
        print(
            "| step | first sign s | s | processor s | most MB |\n| --- | --- | --- | --- | --- |"
        )
        for source in (TABLES, DOCUMENT):
            command = [sys.executable, str(MAIN), "desk", "import", NAME, source]
            _run(folder, f"import {source}", [*command, "--public-addresses"])
            _run(folder, f"read {source} plainly", [*own, "--plain", source])


if __name__ == "__main__":
    main()
