"""The benchmarks still run: each that is quick, once, on the least data."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent / "benchmarks"


@pytest.mark.rotating(3)
@pytest.mark.parametrize(
    "command",
    [
        "bench_open.py --records 100 --screens 2",
        "bench_lists.py --records 30",
        "bench_qr.py --codes 2 --rounds 1",
        pytest.param("bench_screen.py --lang es --pages 4", marks=pytest.mark.nightly),
        pytest.param("bench_import.py --services 20", marks=pytest.mark.nightly),
    ],
)
def test_a_benchmark_runs_and_prints_its_table(command: str) -> None:
    name, *arguments = command.split()
    done = subprocess.run(
        [sys.executable, BENCHMARKS / name, *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "| " in done.stdout
