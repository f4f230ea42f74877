"""Seed errors into a copy of the program, and see which of them its tests notice.

    .venv/bin/python resources/dev/seeded_errors.py                 18 rooms, then 60 lines of all
    .venv/bin/python resources/dev/seeded_errors.py --lines FILE    keep what runs which line

Nobody chooses what is changed: the day of the year draws rooms, files, lines and operators of
cosmic-ray. First the tests run once, and coverage.py notes which test runs which line. Then each
error meets the files of those tests, as a test may use what another has made, until a test fails,
which has to pass without the error.

Each room's error has to be noticed, 15 of 18 by ``check --quick``. Of the lines 95 % shall be
noticed, and less than 90 % fails. An error that changes nothing is listed with its reason in
``equivalent_mutants.toml``.
"""

import argparse
import contextlib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from cosmic_ray.commands.init import init
from cosmic_ray.mutating import mutate_and_test, mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.testing import run_tests
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec
from coverage import CoverageData

ROOT, HERE = Path(__file__).parents[2], Path(__file__).parent
ROOMS, MISSED_BY_QUICK, LINES, MINUTES = 18, 3, 60, 60
LEAST_SHARE, GOAL, MOST_EQUIVALENT = 90, 95, 5
"""Percent of the lines that are noticed, and of those drawn that change nothing."""
MOST_FILES, SECONDS = 30, 300
"""Files of tests that an error meets at once, and the time after which they hang."""
PYTEST = (sys.executable, "-m", "pytest", "-q")
OPERATORS = re.compile(
    r"core/(AddNot|NumberReplacer|ZeroIterationForLoop|Replace\w+With\w+"
    r"|\w+_(Delete_Not|Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt|Eq_NotEq|NotEq_Eq|Is_IsNot|IsNot_Is)"
    r"|\w+_(Add_Sub|Sub_Add|Mul_FloorDiv|FloorDiv_Mul|Div_Mul|Mod_FloorDiv))"
)
"""What people write wrong, not the types of annotations."""
STORED = re.compile(r"\b(frozen|slots|kw_only)=")
"""How a class stores its fields, which is no rule of the program."""


def say(line: str) -> None:
    """Print a line at once: a run takes two hours."""
    print(line, flush=True)  # noqa: T201 - a table


def files_by_room() -> dict[str, list[Path]]:
    """Return the files of the program in each room of ``budgets.toml``."""
    rows = tomllib.loads((HERE / "budgets.toml").read_text(encoding="utf-8"))
    names, rooms = sorted(rows["room"], key=len, reverse=True), defaultdict(list)
    for path in sorted(Path("kiosk").rglob("*.py")):
        rooms[next(name for name in names if path.is_relative_to(name))].append(path)
    return rooms


def draw(lot: random.Random, files: list[Path]) -> MutationSpec:
    """Draw a file by its length, then one of its errors."""
    errors: list[MutationSpec] = []
    while not errors:
        (path,) = lot.choices(files, [path.stat().st_size for path in files])
        lines = path.read_text(encoding="utf-8").splitlines()
        with use_db(":memory:", WorkDB.Mode.create) as database:
            init([path], database, {})
            drawn = [item.mutations[0] for item in database.work_items]
        errors = [
            error
            for error in sorted(drawn, key=lambda error: (error.operator_name, error.occurrence))
            if OPERATORS.fullmatch(error.operator_name)
            and not STORED.search(lines[error.start_pos[0] - 1])
        ]
    return lot.choice(errors)


def change(error: MutationSpec) -> tuple[str, str]:
    """Return the first line that an error changes, before and after."""
    code = error.module_path.read_text(encoding="utf-8")
    wrong = mutate_code(code, get_operator(error.operator_name)(), error.occurrence)
    lines = zip(code.splitlines(), wrong.splitlines(), strict=False)
    return next((old.strip(), new.strip()) for old, new in lines if old != new)


def note_lines(into: Path) -> None:
    """Run the tests once; note in a file of coverage.py which of them runs which line."""
    Path("noted.ini").write_text(f"[run]\nsource=kiosk\nrelative_files=1\ndata_file={into}\n")
    words = (
        "-n 4 --dist loadfile --cov --cov-config=noted.ini --cov-context=test --cov-report= tests"
    )
    subprocess.run([*PYTEST, *words.split()], check=False, stdout=subprocess.DEVNULL)  # noqa: S603


def tests_of(error: MutationSpec, noted: CoverageData) -> list[str]:
    """Return the files of the tests that run a line, the nearest by name first, then by lot.

    A line outside functions runs as its module loads: all tests of the module may notice it.
    """
    contexts = noted.contexts_by_lineno(str(error.module_path))
    is_run = (error.definition_name or "").strip("_")[:1].islower()
    of_line = _tests(contexts.get(error.start_pos[0], ())) if is_run else set()
    tests = sorted(of_line or _tests(chain.from_iterable(contexts.values())))
    random.Random(str(error)).shuffle(tests)  # noqa: S311 - the same tests for the same error
    own = _words(str(error.module_path))
    return sorted(tests, key=lambda file: -len(own & _words(file)))


def _words(path: str) -> set[str]:
    return set(re.split(r"[/._]", path))


def _tests(contexts: Iterable[str]) -> set[str]:
    return {file for context in contexts if (file := context.rpartition("|")[0].partition("::")[0])}


def is_quick(file: str) -> bool:
    """True if ``check --quick`` runs a file of tests."""
    listed = {*(HERE / "quick_tests.txt").read_text(encoding="utf-8").split()}
    places = {file, *map(str, Path(file).parents)}
    return bool(places & listed) and f"--ignore={file}" not in listed


def notices(error: MutationSpec, tests: list[str]) -> bool:
    """True if a test fails or hangs with the error, and passes without it."""
    if not tests:
        return False
    Path("noted.txt").write_text("\n".join(tests[:MOST_FILES]), encoding="utf-8")
    run = " ".join((*PYTEST, "@noted.txt"))
    if mutate_and_test([error], f"{run} -x --cache-clear", SECONDS).test_outcome != "killed":
        return False
    return bool(run_tests(f"{run} --lf", SECONDS)[0] == "survived")


def meet(lot: random.Random, files: list[Path], noted: CoverageData) -> str:
    """Draw an error. Print and return who notices it: quick, check, NOBODY; or same for nothing."""
    error = draw(lot, files)
    tests, (before, after) = tests_of(error, noted), change(error)
    quick = [test for test in tests if is_quick(test)]
    rows = tomllib.loads((HERE / "equivalent_mutants.toml").read_text(encoding="utf-8"))
    place = {"path": str(error.module_path), "before": before, "after": after}
    if any(place.items() <= row.items() for row in rows.get("error", ())):
        who = "same"
    elif notices(error, quick):
        who = "quick"
    else:
        others = [test for test in tests if test not in quick]
        who = "check" if notices(error, others) else "NOBODY"
    say(f"{who:7} {error.module_path}:{error.start_pos[0]}  {before}  ->  {after}")
    return who


def by_room(lot: random.Random, noted: CoverageData, number: int) -> bool:
    """Seed an error into some rooms. True if all are noticed, and enough of them by quick."""
    rooms = files_by_room()
    found = Counter(meet(lot, rooms[room], noted) for room in lot.sample(sorted(rooms), number))
    say(f"rooms: {number - found['NOBODY']} of {number} noticed, {found['quick']} by quick\n")
    return not found["NOBODY"] and found["check"] <= MISSED_BY_QUICK


def sample(lot: random.Random, noted: CoverageData, number: int) -> bool:
    """Seed an error into lines of all rooms; print the share by room. True if it is enough."""
    rooms, counted = files_by_room(), defaultdict[str, Counter[str]](Counter)
    sizes = [sum(path.stat().st_size for path in files) for files in rooms.values()]
    end = time.monotonic() + 60 * MINUTES
    for room in lot.choices([*rooms], sizes, k=number):
        if time.monotonic() < end:
            counted[room][meet(lot, rooms[room], noted)] += 1
    for room, found in sorted(counted.items()):
        say(f"{found['quick'] + found['check']:4} of {found.total() - found['same']:3}  {room}")
    found = sum(counted.values(), Counter())
    rules = found.total() - found["same"]
    share = 100 - 100 * found["NOBODY"] / max(1, rules)
    same = 100 * found["same"] / max(1, found.total())
    say(f"lines: {share:.0f} % of {rules} noticed, goal {GOAL}; {same:.0f} % change nothing")
    return share >= LEAST_SHARE and same <= MOST_EQUIVALENT


def main() -> int:
    """Seed the errors of a day. The exit code is 1 if too few are noticed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--day", type=int, default=int(time.strftime("%j")), help="Of the year.")
    parser.add_argument("--rooms", type=int, default=ROOMS, help="Rooms that get an error each.")
    parser.add_argument("--sample", type=int, default=LINES, help="Lines of all rooms.")
    parser.add_argument("--lines", type=Path, help="Which test runs which line; made if missing.")
    asked = parser.parse_args()
    lot = random.Random(asked.day)  # noqa: S311 - a lot, no secret
    with tempfile.TemporaryDirectory() as folder:
        copy, file = Path(folder, "copy"), (asked.lines or Path(folder, "noted")).resolve()
        subprocess.run(["git", "clone", "-q", "--shared", ROOT, copy], check=True)  # noqa: S603, S607
        (copy / ".venv").symlink_to(ROOT / ".venv")
        os.environ.update(KIOSK_DAY=str(asked.day), PYTHONPATH=str(copy), KIOSK_FULL="")
        with contextlib.chdir(copy):
            catalogues = [sys.executable, "main.py", "messages", "compile"]
            subprocess.run(catalogues, check=True, capture_output=True)  # noqa: S603
            if not file.exists():
                note_lines(file)
            noted = CoverageData(str(file))
            noted.read()
            good = [by_room(lot, noted, asked.rooms), sample(lot, noted, asked.sample)]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
