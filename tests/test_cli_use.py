"""The command line as people use it: options anywhere, a pipe that ends early."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import main


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


def test_a_reader_that_has_had_enough_is_no_mistake(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S602 - the pipe is what is tested
        f'"{sys.executable}" main.py --data "{tmp_path / "data"}" search a | head -1',
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[1],
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
