"""The table of commands, from which they load when they run."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from kiosk.cli import COMMANDS, main
from kiosk.cli.trust import FINGERPRINT

ROOT = Path(__file__).parents[1]
TABLE = {**{(name,): row for name, row in COMMANDS.items()}, ("trust", "fingerprint"): FINGERPRINT}


@pytest.mark.parametrize("path", TABLE, ids=" ".join)
def test_the_list_says_of_a_command_what_its_own_help_says(path: tuple[str, ...]) -> None:
    group: click.Group = main
    context = click.Context(main)
    for name in path[:-1]:
        found = group.get_command(context, name)
        assert isinstance(found, click.Group)
        group = found
    command = group.get_command(context, path[-1])
    assert command is not None
    assert command.name == path[-1]
    words = "" if command.hidden else " ".join((command.help or "").split("\n\n")[0].split())
    assert TABLE[path][1] == words


def test_listing_the_commands_loads_none() -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "main.py", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "publish" in run.stdout
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert "kiosk.cli" in loaded
    assert not {module for module, _ in COMMANDS.values()} & loaded
