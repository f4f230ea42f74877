"""The command line as people use it: options anywhere, a pipe that ends early."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import main

START_LIMIT_S = 60
"""A loaded machine takes longer."""


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
def test_a_running_kiosk_ends_quietly_when_told(
    number: signal.Signals, tmp_path: Path, prepared_data: Path
) -> None:
    data, ready = tmp_path / "data", str(tmp_path / "ready")
    shutil.copytree(prepared_data, data)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(ready)
        heard.settimeout(START_LIMIT_S)
        running = subprocess.Popen(
            [sys.executable, "main.py", "--data", str(data)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "NOTIFY_SOCKET": ready},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=Path(__file__).parents[1],
        )
        try:
            while heard.recv(100) != b"READY=1":
                pass
            running.send_signal(number)
            said, _ = running.communicate(timeout=START_LIMIT_S)
        finally:
            running.kill()
    assert (running.returncode, said) == (0, "")
