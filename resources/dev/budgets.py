"""Count the lines of each room, and hold them against its budget.

    .venv/bin/python resources/dev/budgets.py            rooms, lines, budgets, targets
    .venv/bin/python resources/dev/budgets.py --lower    write smaller figures where rooms shrank

A room is a folder of ``budgets.toml``. A line is a line of code or of rules that is not empty.
"""

import argparse
import re
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
FILE = "resources/dev/budgets.toml"
COUNTED = {".py", ".qml", ".js", ".j2", ".css", ".toml", ".tsv"}
CASES = ("tests/data/", "tests/directory/requests/")
"""Tables of cases and of judged requests: the more of them the better."""
ROOM = "room"
OVER = 1.02
"""A room may be this much over its budget, once: the budget does not grow with it."""


class Room(NamedTuple):
    """A row: lines when the budget was set, and lines that its next design should need."""

    lines: int
    target: int


def main() -> None:
    """Print the table, or lower the budgets of rooms that shrank."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lower", action="store_true")
    asked = parser.parse_args()
    text = (ROOT / FILE).read_text(encoding="utf-8")
    rooms = read_rooms(text)
    lines = count(ROOT, tracked(), rooms)
    if asked.lower:
        for name, room in rooms.items():
            if lines[name] < room.lines:
                text = re.sub(rf'(?m)^("{name}" = \{{ lines = )\d+', rf"\g<1>{lines[name]}", text)
        (ROOT / FILE).write_text(text, encoding="utf-8")
        return
    print("| room | lines | budget | target |\n| --- | --: | --: | --: |")  # noqa: T201 - a table
    for name, room in rooms.items():
        print(f"| {name} | {lines[name]:,} | {room.lines:,} | {room.target:,} |")  # noqa: T201
    sums = (sum(lines.values()), *map(sum, zip(*rooms.values(), strict=True)))
    print(f"| all | {sums[0]:,} | {sums[1]:,} | {sums[2]:,} |")  # noqa: T201


def read_rooms(text: str) -> dict[str, Room]:
    """Return the rows of ``budgets.toml`` by folder."""
    return {name: Room(**row) for name, row in tomllib.loads(text)[ROOM].items()}


def tracked() -> list[str]:
    """Return the paths of all files that git knows or would add."""
    return git("ls-files", "--cached", "--others", "--exclude-standard").splitlines()


def git(*words: str) -> str:
    """Return what git prints. Raises :class:`subprocess.CalledProcessError`."""
    command = ["/usr/bin/git", *words]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603


def count(root: Path, paths: Iterable[str], rooms: Iterable[str]) -> Counter[str]:
    """Return how many lines each room holds; a file is in the nearest folder that is a room.

    Raises :class:`LookupError` if a file of code is in no room.
    """
    lines = Counter[str]()
    for path in paths:
        if Path(path).suffix in COUNTED and "/" in path and not path.startswith(CASES):
            room = max((name for name in rooms if path.startswith(f"{name}/")), key=len, default="")
            if not room:
                raise LookupError(f"{path} is in no room of {FILE}")
            if (root / path).exists():
                text = (root / path).read_text(encoding="utf-8")
                lines[room] += sum(not line.isspace() for line in text.splitlines() if line)
    return lines


def over(lines: Counter[str], rooms: dict[str, Room]) -> list[str]:
    """Say which rooms hold more than their budget allows."""
    return [
        f"{name}: {lines[name]} lines, budget {room.lines}"
        for name, room in rooms.items()
        if lines[name] > room.lines * OVER
    ]


def faults_of_raise(
    before: dict[str, Room], after: dict[str, Room], files: set[str], message: str
) -> list[str]:
    """Say what is wrong with a commit that raises a budget; nothing if it raises none."""
    raised = [name for name in before.keys() & after if after[name].lines > before[name].lines]
    wrong = {
        "the sum of all rooms rises": sum(room.lines for room in after.values())
        > sum(room.lines for room in before.values()),
        "a raise is a commit of its own": bool(raised) and files != {FILE},
        "the message names what a visitor, a site or an editor gets": bool(raised)
        and not re.search(r"\b(visitor|site|editor)", message, re.IGNORECASE),
    }
    return [words for words, true in wrong.items() if true]


if __name__ == "__main__":
    main()
