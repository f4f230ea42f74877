"""A slip of three services in every language: from the services to dots, and to a PDF.

    .venv/bin/python tests/benchmarks/bench_slip.py [--rounds 7] [--lang es ar]

"First" is the first slip of a process: fonts, words and the reader of codes are still to be loaded.
"Later" is the median of the rounds after it. Both hold everything from the records to the bytes of
the printer: words, layout, code, reading the code back. Printed beside the bound of 300 ms.
"""
# ruff: noqa: T201 - a benchmark prints its table

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kiosk.app import assets
from kiosk.app.context import AppContext, clock_of, open_prepared, prepare_directory
from kiosk.app.screen import start_qt
from kiosk.app.settings import Settings
from kiosk.devices import qr
from kiosk.devices.printers import Paper
from kiosk.domain.language import OFFERED
from kiosk.presentation.paper_form import PaperForm
from kiosk.ui.kit.fonts import FontShelf
from kiosk.ui.slip.slip_choice import slip_for
from kiosk.ui.slip.slip_document import document

BOUND_MS = 300
THREE = ("weave-line", "labor-commissioner-claims", "loaves-and-fishes-dining-room")
PAPERS = (Paper.ROLL_80, Paper.ROLL_58, Paper.LETTER)


def times(data: Path, tag: str, paper: Paper, rounds: int) -> list[float]:
    """Milliseconds of each round, in this process."""
    start_qt(offscreen=True)
    program = AppContext(Settings(), clock_of(Settings(), "2026-11-24T10:30"))
    fonts, found = FontShelf(assets.resources() / "fonts"), list[float]()
    with closing(open_prepared(prepare_directory(data))) as directory:
        desk = program.presenter(tag, directory)
        for _ in range(rounds):
            qr.matrix.cache_clear()
            begun = time.perf_counter()
            fonts.load_script(desk.language.script)
            document(slip_for(desk, THREE, PaperForm(paper)), paper)
            found.append((time.perf_counter() - begun) * 1000)
    return found


def first_and_later(data: Path, tag: str, paper: Paper, rounds: int) -> tuple[float, float]:
    """The same in a process of its own: the first slip, and the median of the others."""
    command = [sys.executable, __file__, "--rounds", str(rounds)]
    command += ["--one", tag, "--paper", paper.value, "--data", str(data)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    first, *later = map(float, told.split())
    return first, statistics.median(later)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="the first and those after it")
    parser.add_argument("--lang", nargs="+", default=OFFERED)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--paper", type=Paper, help=argparse.SUPPRESS)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(*times(chosen.data, chosen.one, chosen.paper, chosen.rounds))
        return
    heads = [f"{paper.value} {when}" for paper in PAPERS for when in ("first", "later")]
    print("| language |", " | ".join(heads), "|")
    print("| --- |", " | ".join("---" for _ in heads), "|")
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        prepare_directory(Path(folder))
        for tag in chosen.lang:
            row = list[float]()
            for paper in PAPERS:
                row += first_and_later(Path(folder), tag, paper, chosen.rounds)
            worst = max(worst, *row)
            print(f"| {tag} |", " | ".join(f"{value:.0f}" for value in row), "|", flush=True)
    print(f"\nMilliseconds. The slowest of all: {worst:.0f}; bound {BOUND_MS}.")


if __name__ == "__main__":
    main()
