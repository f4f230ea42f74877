"""The recipes for developers are true: each is followed in a copy of the tree, as it is written."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.papers import HANDBOOK, ROOT

COPIED = ("kiosk", "tests", "translations", "resources", ".github", ".ci")
LINKED = ("fonts", "readme", "deploy")
"""Folders of resources that no recipe changes."""
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
PLACE = re.compile(r"^# (\S+)\n(.*)", re.DOTALL)
PROGRAM = re.compile(r"^\.venv/bin/python (main\.py (?:schema|messages) ?.*)$", re.MULTILINE)
"""What is typed in a recipe, but for tours and the whole check: those take minutes."""
RECIPES = [
    pytest.param(
        "developing.md",
        "Add a command",
        [
            "tests/test_cli_commands.py::test_the_list_says_of_a_command_what_its_own_help_says",
            "tests/architecture/test_papers.py::test_every_answer_in_json_has_a_row_and_a_schema_that_names_its_command",
        ],
        id="command",
    ),
    pytest.param(
        "developing.md", "Add a page", ["tests/ui/test_every_page_is_reached.py"], id="page"
    ),
    pytest.param("languages.md", "Add a language", [], id="language"),
]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the tree that comes with English words alone, so that it starts in a second."""
    for name in COPIED:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=_left_out)
    for name in LINKED:
        (tmp_path / "resources" / name).symlink_to(ROOT / "resources" / name)
    for name in ("main.py", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, tmp_path)
    for words in ("text-*", "search-words*"):
        for file in (tmp_path / "resources" / "factory").glob(words):
            file.write_bytes(b"")
    return tmp_path


def _left_out(folder: str, names: list[str]) -> set[str]:
    linked = LINKED if Path(folder) == ROOT / "resources" else ()
    return {name for name in names if name == "__pycache__" or name in linked}


def recipe(paper: str, heading: str) -> str:
    """The text under a heading, up to the next one."""
    text = (HANDBOOK / paper).read_text(encoding="utf-8")
    found = re.search(rf"^##+ {heading}\n(.*?)(?=^##+ |\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, heading
    return found[1]


def apply_changes(block: str, tree: Path) -> None:
    """Do what a block of changes says: whole lines, each place is there once."""
    for name, body in re.findall(
        r"^\+\+\+ (\S+)\n(.*?)(?=^\+\+\+ |\Z)", block, re.DOTALL | re.MULTILINE
    ):
        file = tree / name
        text = "\n" + (file.read_text(encoding="utf-8") if file.exists() else "")
        for hunk in re.split(r"^@@\n", body, flags=re.MULTILINE):
            old, new = _side(hunk, "-"), _side(hunk, "+")
            places = len(re.findall(rf"(?=\n{re.escape(old)})", text))
            assert places == 1 or not file.exists(), f"{name}: {old}"
            text = text.replace(f"\n{old}", f"\n{new}", 1)
        file.write_text(text[1:], encoding="utf-8")


def _side(hunk: str, sign: str) -> str:
    """The lines of a change as they were (``-``) or will be (``+``)."""
    return "".join(
        line[1:] or "\n" for line in hunk.splitlines(keepends=True) if line[0] in f" {sign}\n"
    )


def follow(text: str, tree: Path) -> Iterator[str]:
    """Do what the blocks of a recipe say; yield the tests that it writes."""
    for language, block in BLOCK.findall(text):
        if language == "diff":
            apply_changes(block, tree)
        elif language == "python":
            place = PLACE.match(block)
            assert place, f"name the file in the first line:\n{block}"
            assert not (tree / place[1]).exists(), f"{place[1]} is there already"
            (tree / place[1]).write_text(place[2], encoding="utf-8")
            if place[1].startswith("tests/"):
                yield place[1]
        for line in PROGRAM.findall(block):
            run(tree, *line.split())


def run(tree: Path, *words: str) -> str:
    """What a Python program of the tree says; it has to end well."""
    done = subprocess.run(
        [sys.executable, *words], cwd=tree, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{words}: {done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done.stdout


@pytest.mark.parametrize(("paper", "heading", "others"), RECIPES)
def test_a_recipe_works_as_it_is_written(
    paper: str, heading: str, others: list[str], tree: Path
) -> None:
    after = recipe("developing.md", "Recipes")
    own = [*follow(recipe(paper, heading) + after, tree)]
    assert own, "a recipe writes its test"
    run(tree, "-m", "ruff", "check", "-q", "kiosk", *own)
    run(tree, "-m", "ruff", "format", "--check", "-q", "kiosk", *own)
    run(tree, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *own, *others)


@pytest.mark.parametrize("heading", ["Add a field to a service", "Add a need"])
def test_a_recipe_names_what_is_in_each_file(heading: str) -> None:
    text = recipe("developing.md", heading)
    places = re.findall(r"`((?:kiosk|resources|tests)/[\w/.-]+)`([^;.\n]*)", text)
    assert len(places) >= 5
    for path, words in places:
        content = (ROOT / path).read_text(encoding="utf-8")
        assert all(name in content for name in re.findall(r"`(\w+)`", words)), (path, words)


@pytest.mark.parametrize("change", [" ABSENT = 1\n+NEW = 2\n", "-TWICE = 1\n+NEW = 2\n"])
def test_a_place_that_is_missing_or_not_the_only_one_is_named(change: str, tmp_path: Path) -> None:
    (tmp_path / "it.py").write_text("TWICE = 1\nTWICE = 1\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="it"):
        apply_changes(f"+++ it.py\n{change}", tmp_path)
