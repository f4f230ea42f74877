"""Each room keeps its budget of lines, so that a feature pays for its own."""

import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.papers import ROOT, script

HISTORY = 20
"""Commits on the budgets that are looked at, the newest first."""


@pytest.fixture(scope="module")
def budgets() -> ModuleType:
    return script("budgets")


def test_no_room_is_over_its_budget(budgets: ModuleType) -> None:
    rooms = budgets.read_rooms((ROOT / budgets.FILE).read_text(encoding="utf-8"))
    assert not budgets.over(budgets.count(ROOT, budgets.tracked(), rooms), rooms)


def test_each_folder_of_the_program_is_a_room(budgets: ModuleType) -> None:
    rooms = budgets.read_rooms((ROOT / budgets.FILE).read_text(encoding="utf-8"))
    parents = ("kiosk", "kiosk/editor", "kiosk/ui")
    folders = {
        f"{parent}/{folder.name}"
        for parent in parents
        for folder in (ROOT / parent).iterdir()
        if (folder / "__init__.py").exists()
    }
    assert folders | {"tests"} <= {*rooms}


@pytest.mark.parametrize(("more", "red"), [(2, False), (3, True)])
def test_a_padded_room_is_red_at_two_percent(
    budgets: ModuleType, tmp_path: Path, more: int, *, red: bool
) -> None:
    (tmp_path / "kiosk" / "app").mkdir(parents=True)
    (tmp_path / "kiosk" / "app" / "a.py").write_text("x = 1\n\n \n" * (100 + more))
    (tmp_path / "kiosk" / "b.qml").write_text("Item {}\n" * 100)
    (tmp_path / "kiosk" / "app" / "a.ndjson").write_text("{}\n" * 100)
    rooms = {"kiosk": budgets.Room(100, 90), "kiosk/app": budgets.Room(100, 90)}
    lines = budgets.count(
        tmp_path, ["kiosk/app/a.py", "kiosk/b.qml", "kiosk/app/a.ndjson", "gone"], rooms
    )
    assert lines == {"kiosk": 100, "kiosk/app": 100 + more}
    assert bool(budgets.over(lines, rooms)) is red


def test_a_file_without_a_room_is_named(budgets: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(LookupError, match=r"kiosk/new/a\.py"):
        budgets.count(tmp_path, ["kiosk/new/a.py"], ["kiosk/app"])


@pytest.mark.parametrize(
    ("after", "files", "message", "faults"),
    [
        ((100, 100), {"kiosk/a.py"}, "", 0),
        ((90, 100), {"kiosk/a.py"}, "", 0),
        ((110, 90), {"resources/dev/budgets.toml"}, "A visitor hears the hours", 0),
        ((110, 90), {"resources/dev/budgets.toml"}, "More room", 1),
        ((110, 90), {"resources/dev/budgets.toml", "kiosk/a.py"}, "An editor sees", 1),
        ((110, 100), {"resources/dev/budgets.toml"}, "A site sees", 1),
        ((110, 100), {"resources/dev/budgets.toml", "kiosk/a.py"}, "", 3),
    ],
)
def test_a_raise_is_a_commit_of_its_own_with_a_reason(
    budgets: ModuleType, after: tuple[int, int], files: set[str], message: str, faults: int
) -> None:
    before = {"a": budgets.Room(100, 50), "b": budgets.Room(100, 50)}
    new = {name: budgets.Room(lines, 50) for name, lines in zip("ab", after, strict=True)}
    assert len(budgets.faults_of_raise(before, new, files, message)) == faults


def test_every_raise_in_the_history_kept_the_rule(budgets: ModuleType) -> None:
    try:
        commits = budgets.git("log", f"-{HISTORY}", "--format=%H", "--", budgets.FILE).split()
    except subprocess.CalledProcessError:
        pytest.skip("no history here")
    for commit in commits:
        try:
            before = budgets.read_rooms(budgets.git("show", f"{commit}~:{budgets.FILE}"))
        except subprocess.CalledProcessError:
            break  # the first of them, or the end of a short history
        after = budgets.read_rooms(budgets.git("show", f"{commit}:{budgets.FILE}"))
        files = {*budgets.git("show", "--format=", "--name-only", commit).split()}
        message = budgets.git("show", "--no-patch", "--format=%B", commit)
        assert not budgets.faults_of_raise(before, after, files, message), commit
