"""The whole way of a large directory: from an editor's source to a kiosk's database.

Run ``python tests/benchmarks/bench_publish.py --services 10000``. Each line is the program itself
as a person starts it, in a process of its own: ``publish`` a source, ``publish`` it again compared
with the file before, ``sync`` the file into a new kiosk. The workbook has five languages; an HSDS
export has one, as the format has no place for others. Publishing unlocks the keys each time, which
alone takes 128 MB for a moment.
"""
# ruff: noqa: T201 - a benchmark prints its table

import argparse
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import clone
import synthetic

from kiosk.domain.records import AnyRecord, Organization, Phone, Schedule, Service
from kiosk.editor.workbook.template import write_template

ENVIRONMENT = {
    **os.environ,
    "KIOSK_PASSPHRASE": "four words of a benchmark",
    "KIOSK_PIN": "482913",
}
FINGERPRINT = re.compile(r"(?:[0-9a-f]{4}\s+){7}[0-9a-f]{4}")
WORKBOOK, TABLES, DOCUMENT = "directory.xlsx", "tables", "services.json"


def _export(folder: Path, records: Iterable[AnyRecord]) -> None:
    """The same services as HSDS 3 tables and as one HSDS 3 JSON document."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        match record:
            case Organization():
                row = {"id": record.id, "name": record.name, "description": "A place."}
                tables.setdefault("organizations", []).append(row)
            case Service():
                row = {
                    "id": record.id,
                    "organization_id": record.organization_id,
                    "name": record.name,
                    "description": record.description,
                    "status": "active",
                }
                tables.setdefault("services", []).append(row)
            case Phone():
                row = {"id": record.id, "service_id": record.service_id, "number": record.number}
                tables.setdefault("phones", []).append(row)
            case Schedule():
                row = {
                    "id": record.id,
                    "service_id": record.service_id,
                    "freq": "WEEKLY",
                    "byday": ",".join(record.byday),
                    "opens_at": record.opens_at,
                    "closes_at": record.closes_at,
                }
                tables.setdefault("schedules", []).append(row)
            case _:
                pass
    (folder / TABLES).mkdir()
    for name, rows in tables.items():
        with (folder / TABLES / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*rows[0]])
            writer.writeheader()
            writer.writerows(rows)
    (folder / DOCUMENT).write_text(json.dumps(_nested(tables)), encoding="utf-8")


def _nested(tables: Mapping[str, Sequence[dict[str, Any]]]) -> list[dict[str, Any]]:
    organizations = {row["id"]: row for row in tables["organizations"]}
    services = {
        row["id"]: row | {"organization": organizations[row["organization_id"]]}
        for row in tables["services"]
    }
    for name in ("phones", "schedules"):
        for row in tables[name]:
            services[row["service_id"]].setdefault(name, []).append(row)
    return [*services.values()]


def _prepare(folder: Path, services: int) -> None:
    records = list(synthetic.whole_directory(services))
    write_template(folder / WORKBOOK, records, languages=())
    _export(folder, records)


def _run(folder: Path, what: str, *arguments: str) -> str:
    """Runs the program, prints a row of the table; returns what it said."""
    start = time.perf_counter()
    command = [sys.executable, str(Path(clone.__file__).parents[2] / "main.py"), *arguments]
    with (folder / "said").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            command, cwd=folder, env=ENVIRONMENT, stdout=said, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read()
    assert process.returncode == 0, text[-2000:]
    seconds = time.perf_counter() - start
    busy = usage.ru_utime + usage.ru_stime
    print(f"| {what} | {seconds:.1f} | {busy:.1f} | {usage.ru_maxrss / 1024:.0f} |", flush=True)
    return text


def _publish(folder: Path, source: str, out: str, what: str) -> str:
    keys = ["--keys", f"keys-{source}", "--channel", "bench", "--publisher", "Us", "--yes"]
    keys += ["--accept", "situation,checked-on,hours"]
    return _run(folder, what, "publish", source, "-o", out, *keys, "--no-report")


def _all(folder: Path) -> None:
    print("| step | s | processor s | most MB |\n| --- | --- | --- | --- |")
    said = _publish(folder, WORKBOOK, "first.kiosksync", "publish the workbook, five languages")
    _publish(folder, WORKBOOK, "next.kiosksync", "publish it again, compared with the first")
    _publish(folder, TABLES, "tables.kiosksync", "publish the tables (CSV), one language")
    _publish(folder, DOCUMENT, "document.kiosksync", "publish the document (JSON), one language")
    found = FINGERPRINT.search(said)
    assert found is not None
    root = ["--root", "first.kiosksync", "--fingerprint", " ".join(found[0].split())]
    kiosk = ["--data", "kiosk"]
    _run(folder, "provision a kiosk", *kiosk, "provision", *root)
    _run(folder, "sync the first file", *kiosk, "sync", "first.kiosksync", "--yes", "--json")
    _run(folder, "sync the next one", *kiosk, "sync", "next.kiosksync", "--yes", "--json")
    _run(folder, "undo", *kiosk, "undo", "--json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, default=10_000)
    parser.add_argument("--prepare", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.prepare:
        _prepare(arguments.prepare, arguments.services)
        return
    with tempfile.TemporaryDirectory() as name:
        # In another process: one that was large once makes its children look large.
        command = [sys.executable, __file__, "--prepare", name]
        subprocess.run([*command, "--services", str(arguments.services)], check=True)
        _all(Path(name))


if __name__ == "__main__":
    main()
