"""Draws the first page of resources/handbook/developing.md from the imports of the program.

    .venv/bin/python resources/dev/rooms.py

A room stands one floor above the highest room that it imports from. The three ways are numbered
lists of the chapter. Each step begins with a class or a function; the code says in which room.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "resources" / "handbook" / "developing.md"
WAYS = {
    "a touch": "## A touch, end to end",
    "a stick": "## A stick, end to end",
    "a row of a list": "## A row of a list, end to end",
}
BEGIN, END = "<!-- rooms: made by resources/dev/rooms.py -->", "<!-- rooms end -->"
ARROWS = {-1: "↓", 0: "", 1: "↑"}
STEP = re.compile(r"^(\d+)\. `(\w+)`", re.MULTILINE)


def room_of(module: str) -> str:
    """The room of ``kiosk.ROOM.…``; the package itself is none."""
    return module.split(".")[1] if "." in module else ""


def sources() -> dict[str, ast.Module]:
    """Each module of the program, parsed, by its dotted name."""
    files = sorted((ROOT / "kiosk").rglob("*.py"))
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files]
    return {
        name.removesuffix(".__init__"): ast.parse(file.read_text(encoding="utf-8"))
        for name, file in zip(names, files, strict=True)
    }


def imported(tree: ast.Module) -> Iterator[str]:
    """The modules of this program that a module imports, anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.startswith("kiosk."))
        elif isinstance(node, ast.ImportFrom) and node.module == "kiosk":
            yield from (f"kiosk.{one.name}" for one in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kiosk."):
            yield str(node.module)


def below(modules: Mapping[str, ast.Module]) -> dict[str, set[str]]:
    """The rooms that each room imports from."""
    found = {room_of(name): set[str]() for name in modules if name != "kiosk"}
    for name, tree in modules.items():
        room = room_of(name)
        if room:
            found[room] |= {room_of(other) for other in imported(tree)} & set(found) - {room}
    return found


def floors(rooms: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """The floor of each room, counted from 0.

    Raises:
        RecursionError: two rooms import each other.
    """

    def floor(room: str) -> int:
        return max((floor(other) + 1 for other in rooms[room]), default=0)

    return {room: floor(room) for room in rooms}


def stops(page: str, heading: str, modules: Mapping[str, ast.Module]) -> dict[str, list[str]]:
    """The numbered steps of a way by room, as ``3 Composer ↓``: the next step is further down."""
    section = page.partition(f"\n{heading}\n")[2].partition("\n## ")[0]
    steps = STEP.findall(section)
    rooms = [home(name, modules) for _, name in steps]
    floor = floors(below(modules))
    found = defaultdict[str, list[str]](list)
    for (number, name), room, after in zip(steps, rooms, [*rooms[1:], rooms[-1]], strict=True):
        found[room].append(f"{number} {name} {ARROWS[_sign(floor[after] - floor[room])]}".rstrip())
    return found


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def home(name: str, modules: Mapping[str, ast.Module]) -> str:
    """The room of the one module that defines a class or a function.

    Raises:
        ValueError: none does, or several do.
    """
    homes = [module for module, tree in modules.items() if name in _defined(tree)]
    if len(homes) != 1:
        raise ValueError(f"`{name}` is defined in {homes or 'no module'}")
    return room_of(homes[0])


def _defined(tree: ast.Module) -> set[str]:
    kinds = (ast.ClassDef, ast.FunctionDef)
    return {node.name for node in tree.body if isinstance(node, kinds)}


def drawing(page: str) -> str:
    """Floors from the top, each room with the steps that happen in it."""
    modules = sources()
    floor = floors(below(modules))
    ways = [stops(page, heading, modules) for heading in WAYS.values()]
    rows: list[tuple[str, ...]] = [("floor", "room", *WAYS)]
    for room in sorted(floor, key=lambda one: (-floor[one], _order(one))):
        steps = zip_longest(*(way[room] for way in ways), fillvalue="")
        first, *more = list(steps) or [("",) * len(ways)]
        rows += [(str(floor[room]), room, *first), *(("", "", *each) for each in more)]
    return "\n".join(_lines(rows))


def _order(room: str) -> int:
    """Rooms of one floor keep the order of the contract of layers."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return project.index(f"kiosk.{room}", project.index("[tool.importlinter]"))


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    floor = ""
    for row in rows:
        if row[0] not in {"", floor} and floor:
            yield "─┼─".join("─" * each for each in wide)
        floor = row[0] or floor
        yield " │ ".join(cell.ljust(each) for cell, each in zip(row, wide, strict=True)).rstrip()


def current(page: str) -> str:
    """The page with the drawing of today between its two marks."""
    before, _, rest = page.partition(BEGIN)
    return (
        f"{before}{BEGIN}\n\n```text\n{drawing(page).strip()}\n```\n\n{END}{rest.partition(END)[2]}"
    )


if __name__ == "__main__":
    PAGE.write_text(current(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
