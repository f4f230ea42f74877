"""The command line as people use it: options anywhere, a pipe that ends early."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import main

START_LIMIT_S = 60
"""A first start builds the directory; a loaded machine takes longer."""


@pytest.mark.usefixtures("copied_builds")
@pytest.mark.parametrize("place", ["before", "after", "glued"])
def test_the_data_folder_may_be_named_anywhere(place: str, tmp_path: Path) -> None:
    folder = str(tmp_path / "data")
    arguments = {
        "before": ["--data", folder, "status", "--json"],
        "after": ["status", "--json", "--data", folder],
        "glued": ["status", f"--data={folder}", "--json"],
    }[place]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "data" / "state.json").exists()


def test_a_reader_that_has_had_enough_is_no_mistake(prepared_data: Path, tmp_path: Path) -> None:
    data = shutil.copytree(prepared_data, tmp_path / "data")
    done = subprocess.run(  # noqa: S602 - the pipe is what is tested
        f'"{sys.executable}" main.py --data "{data}" search a | head -1',
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[1],
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=str)
def test_a_running_kiosk_ends_quietly_when_told(number: signal.Signals, tmp_path: Path) -> None:
    data = tmp_path / "data"
    running = subprocess.Popen(
        [sys.executable, "main.py", "--data", str(data)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    try:
        end = time.monotonic() + START_LIMIT_S
        while not (data / "state.json").exists() and time.monotonic() < end:
            time.sleep(0.1)
        assert (data / "state.json").exists()
        running.send_signal(number)
        said, _ = running.communicate(timeout=START_LIMIT_S)
    finally:
        running.kill()
    assert (running.returncode, said) == (0, "")
