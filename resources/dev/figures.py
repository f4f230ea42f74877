"""Measure, and write what was measured into the handbook's page of figures.

    .venv/bin/python resources/dev/figures.py              every benchmark, about an hour when idle
    .venv/bin/python resources/dev/figures.py start sync   these alone; the others stay as they are
    .venv/bin/python resources/dev/figures.py --counts build/nightly/figures   a nightly's counts

Each section names its command, its commit, its day and how busy the machine was. Nobody types a
figure into that page.
"""

import argparse
import datetime as dt
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "resources" / "handbook" / "figures.md"
BENCHMARKS = {
    "start": "--rounds 9",
    "screen": "--rounds 3",
    "languages": "--rounds 3",
    "qr": "",
    "slip": "",
    "speech": "",
    "sync": "--services 10000 --rounds 1",
    "open": "",
    "lists": "--records 10000",
    "search": "--records 10000",
    "answers": "",
    "website": "--pagefind",
    "import": "--services 4000",
}
"""What is measured, and with which options."""
COUNTS = "counts"
HEAD = """# Figures

Programs wrote this page: `resources/dev/figures.py`, which the [nightly](developing.md) runs.
Each section names the command that measured it, the commit and the day. What it means stands in
[evidence](evidence.md). Read the ratios: contenders take turns in one run, and a busy machine slows
them all.
"""


def main() -> None:
    """Measure what is named, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="Benchmarks; without any, all.")
    parser.add_argument("--counts", type=Path, help="Lines of a nightly: a number, a tab, a name.")
    asked = parser.parse_args()
    if unknown := {*asked.names} - {*BENCHMARKS}:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    sections = read_sections(PAGE.read_text(encoding="utf-8") if PAGE.exists() else "")
    if asked.counts:
        lines = asked.counts.read_text(encoding="utf-8").splitlines()
        sections[COUNTS] = section(COUNTS, ".ci/nightly", counted(lines))
    for name in asked.names or () if asked.counts else asked.names or BENCHMARKS:
        words = f"tests/benchmarks/bench_{name}.py {BENCHMARKS[name]}".split()
        print(f"measuring {name}", flush=True)  # noqa: T201 - says what it does
        run = [sys.executable, *words]
        text = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603
        sections[name] = section(name, f".venv/bin/python {' '.join(words)}", text)
        PAGE.write_text(page_of(sections), encoding="utf-8")
    PAGE.write_text(page_of(sections), encoding="utf-8")


def read_sections(page: str) -> dict[str, str]:
    """Return the sections of a page by name, as they stand."""
    parts = re.split(r"^## (\S+)\n", page, flags=re.MULTILINE)[1:]
    return {
        name: f"## {name}\n{text.rstrip()}\n"
        for name, text in zip(parts[::2], parts[1::2], strict=True)
    }


def section(name: str, command: str, text: str) -> str:
    """Return a section: the command, the commit, the day, the load, and what was printed."""
    commit = subprocess.run(
        ["/usr/bin/git", "rev-parse", "--short=8", "HEAD"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    day = dt.datetime.now(dt.UTC).date()
    load = f"{os.getloadavg()[1]:.1f} programs busy on {os.cpu_count()} cores"
    return f"## {name}\n\n`{command.strip()}` at {commit} on {day}, {load}.\n\n{text.strip()}\n"


def counted(lines: Iterable[str]) -> str:
    """Return a table of the sums of a nightly's counts by name."""
    sums = Counter[str]()
    for line in lines:
        number, _, name = line.partition("\t")
        sums[name] += int(number)
    rows = (f"| {name} | {number:,} |" for name, number in sums.items())
    return "\n".join(["| counted | sum |", "| --- | --- |", *rows])


def page_of(sections: dict[str, str]) -> str:
    """Return the page with its sections in the order of the benchmarks, the counts first."""
    order = [name for name in (COUNTS, *BENCHMARKS) if name in sections]
    return "\n".join([HEAD, *(sections[name] for name in order)])


if __name__ == "__main__":
    main()
