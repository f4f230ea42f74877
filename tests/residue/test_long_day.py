"""Visit after visit, a whole day of them: memory, handles and threads as at its beginning."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import linear_regression
from typing import Any

import pytest

from kiosk.domain.language import OFFERED
from tests.long_runs import FULL, add_figure
from tests.residue.place import DEVICE, ROOT

HOURS, LANGUAGES = (24, OFFERED) if FULL else (0.5, ("en", "ar"))
GROWTH_KB = 10 * 1024
"""Most that the line through all looks may rise in a run, after every page was shown once in every
language. A single look says less: one is up to 23 MB above another, by what was let go."""


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()}


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory, prepared_data: Path) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("day")
    data, device = folder / "data", folder / "asound.conf"
    shutil.copytree(prepared_data, data)
    device.write_text(DEVICE, "ascii")
    before = snapshot(data)
    seed = random.SystemRandom().randrange(10**6) if FULL else 1
    command = ["tests.residue.day", str(data), str(HOURS), ",".join(LANGUAGES), str(seed)]
    ended = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, "ALSA_CONFIG_PATH": str(device), "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, ""), f"seed {seed}: {ended.stderr}"
    found: dict[str, Any] = json.loads(ended.stdout)
    found["changed"] = sorted(
        name for name, each in (before | snapshot(data)).items() if before.get(name) != each
    )
    found["beside"] = sorted(path.name for path in folder.iterdir())
    return found


def test_memory_handles_and_threads_stay(day: dict[str, Any]) -> None:
    memory, handles, threads = zip(*day["looks"], strict=True)
    rise, _ = linear_regression(range(len(memory)), memory)
    assert rise * len(memory) < GROWTH_KB, f"KB over time: {memory}"
    assert max(handles) == handles[0], handles
    assert max(threads) == threads[0], threads
    assert day["warnings"] == []


def test_it_was_a_busy_day(day: dict[str, Any]) -> None:
    assert day["hours"] >= HOURS
    assert day["visits"] >= 8 * HOURS
    assert day["touches"] >= 80 * HOURS
    assert day["papers"] >= HOURS
    add_figure("simulated hours of visits in one process", HOURS)
    add_figure("times as fast as life", round(day["speed"]))
    add_figure("visits in a simulated day", day["visits"])
    add_figure("touches in a simulated day", day["touches"])
    add_figure("papers in a simulated day", day["papers"])


def test_the_data_folder_is_the_same_byte_for_byte_whoever_came(day: dict[str, Any]) -> None:
    assert day["changed"] == []
    assert day["beside"] == ["asound.conf", "data"]
