"""The table of commands, from which they load when they run."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kiosk.cli import COMMANDS, main
from kiosk.cli.trust import COMMANDS as TRUST
from kiosk.editor.commands.desk import COMMANDS as DESK
from tests.editor.workbooks import Desk

ROOT = Path(__file__).parents[1]
GROUPS = {(): COMMANDS, ("desk",): DESK, ("trust",): TRUST}
TABLE = {
    (*group, name): words
    for group, table in GROUPS.items()
    for commands in table.values()
    for name, words in commands.items()
}
FOR_EXPORTS = {
    *("openpyxl", "phonenumbers", "rapidfuzz", "httpx", "ijson", "jinja2"),
    *("tomlkit", "charset_normalizer", "cryptography", "tuf", "securesystemslib", "numpy", "PIL"),
}
"""Libraries that read exports, write pages and sign."""
FOR_ROWS = {"openpyxl", "phonenumbers", "rapidfuzz", "numpy", "PIL"}
"""What reading a workbook needs, or loads if it is there."""


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
    assert TABLE[path] == words


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small workbook, and an export of one service."""
    made = tmp_path_factory.mktemp("desk")
    Desk(made)
    (made / "export.csv").write_text("id,name,phone\n1,Pantry,916-555-0100\n", encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("words", "marker", "unneeded"),
    [
        ("--help", "publish", FOR_EXPORTS | {*COMMANDS}),
        ("desk --help", "coverage", FOR_EXPORTS | {*DESK}),
    ],
)
def test_until_its_first_words_a_command_loads_only_what_it_needs(
    words: str, marker: str, unneeded: set[str], folder: Path
) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", str(ROOT / "main.py"), *words.split()],
        cwd=folder,
        env={**os.environ, "XDG_DATA_HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,  # so that the words stand between the lines of what is loaded
        text=True,
        check=False,
    )
    before, found, _ = run.stdout.partition(marker)
    assert found, run.stdout[-2000:]
    loaded = {line.rpartition("|")[2].strip() for line in before.splitlines()}
    assert "kiosk.cli" in loaded
    assert not unneeded & loaded
