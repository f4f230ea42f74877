"""README and the handbook name only what is there: commands, options, files, links, settings."""

import ast
import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import pytest

from kiosk import __version__
from kiosk.app.settings import Settings, load_settings
from kiosk.cli import main
from tests.architecture.papers import (
    HANDBOOK,
    PAPERS,
    ROOT,
    Typed,
    blocks,
    headings,
    in_lines,
    links,
    name_of,
    script,
    typed,
)

README, CI = ROOT / "README.md", ROOT / ".ci" / "run"
MOST_BYTES, FIRST_SCREEN = 8192, 40
TOOLS = ROOT / "resources" / "deploy" / "root" / "usr" / "local" / "lib" / "resource-kiosk"
INSTALLER = ROOT / "resources" / "deploy" / "installer" / "__main__.py"
OF_THE_SYSTEM = {"passwd", "reboot"}
START, CHECK = ["sh", "resources/dev/start"], ["sh", "resources/dev/check"]
PYTHON, OURS = ".venv/bin/python", {"main.py", "resource-kiosk", ".venv/bin/resource-kiosk"}
PLACES = re.compile(r"(?<![\w./-])(?:kiosk|resources|tests|translations|\.ci|\.github)/[\w./*-]+")
PLACEHOLDER = re.compile(r"\b[A-Z]{2,}\b")
CLASS = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]*)*")
GLOSSARY, FOR_DEVELOPERS = HANDBOOK / "glossary.md", HANDBOOK / "developing.md"
MODULE = re.compile(r"(?<![\w.-])[\w/]*\w\.(?:py|qml)\b")
DECISIONS = sorted((ROOT / "resources" / "decisions").glob("*.md"))
ALL = pytest.mark.parametrize("paper", PAPERS, ids=name_of)


def command_words(line: Typed) -> list[str] | None:
    """What follows the program's name; nothing if it is another program's line."""
    words = [word for word in line.words if not re.match(r"[A-Z_]+=|sudo$", word)]
    if words[:1] == [PYTHON]:
        words = words[1:]
    if words[:2] == START:
        return words[2:]
    if words[:1] and words[0] in OURS:
        return words[1:]
    return words if not line.whole and words and words[0] in main.commands else None


def alternatives(words: list[str]) -> Iterator[list[str]]:
    """``trust show|add`` is two commands."""
    at = next((place for place, word in enumerate(words) if "|" in word), None)
    if at is None:
        yield words
        return
    for word in words[at].split("|"):
        yield from alternatives([*words[:at], word, *words[at + 1 :]])


def problem(words: list[str], *, whole: bool) -> str:
    """Why the program would not understand the words; nothing if it does."""
    if words[:1] and words[0] in {"queue", "care"}:
        return "" if (TOOLS / words[0]).is_file() else "no such tool"
    command: click.Command | None = main
    rest, name = main_first(words), "resource-kiosk"
    while command is not None:
        context = click.Context(command, info_name=name)
        try:
            values, rest, _ = command.make_parser(context).parse_args(rest)
            check_values(command, values, context, whole=whole)
        except click.UsageError as error:
            return error.format_message()
        if not isinstance(command, click.Group) or not rest or PLACEHOLDER.fullmatch(rest[0]):
            return f"too much: {rest}" if rest and whole else ""
        name, *rest = rest
        command = command.get_command(context, name)
    return f"no command {name!r}"


def check_values(
    command: click.Command, values: Mapping[str, Any], context: click.Context, *, whole: bool
) -> None:
    """Refuses a choice that is none, and in a whole line what is missing."""
    for param in command.params:
        value = values.get(param.name or "")
        if whole and param.required and not value:
            raise click.UsageError(f"{param.name} is missing")
        for one in value if isinstance(value, tuple | list) else (value,):
            if isinstance(param.type, click.Choice) and isinstance(one, str):
                param.type.convert(one, param, context)


def main_first(words: list[str]) -> list[str]:
    """``--data`` and ``--settings`` may stand anywhere."""
    front: list[str] = []
    rest = list(words)
    for name in ("--data", "--settings"):
        if name in rest:
            at = rest.index(name)
            front += rest[at : at + 2]
            del rest[at : at + 2]
    return front + rest


def test_readme_has_one_command_that_starts_and_one_that_tests() -> None:
    """Each alone in a block on the first screen, as pasted; CI runs the second."""
    first_screen = "\n".join(README.read_text(encoding="utf-8").splitlines()[:FIRST_SCREEN])
    commands = [line.words for line in typed(README)]
    assert commands == [START, CHECK]
    for words in commands:
        assert f"```sh\n{' '.join(words)}\n```" in first_screen
        assert os.access(ROOT / words[1], os.R_OK)
    assert re.search(r"\bminutes\b.*\bMB\b.*\bGB\b", first_screen, re.DOTALL)
    [run] = [line for line in CI.read_text(encoding="utf-8").splitlines() if "exec" in line]
    assert CHECK[1] in run


def test_the_version_has_a_paragraph_of_changes_and_readme_names_it_first() -> None:
    """Next to the licences that the package states."""
    first_screen = "\n".join(README.read_text(encoding="utf-8").splitlines()[:FIRST_SCREEN])
    changes = (ROOT / ".github" / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.findall(r"^## ([\d.]+) \(.+\)\n\n\S", changes, re.MULTILINE)[0]
    assert newest == __version__
    assert f"Version {__version__} " in first_screen
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for licence in re.split(" AND ", project["license"]):
        name, number = licence.split("-")[0], re.findall(r"[\d.]+", licence)[0]
        assert re.search(f"{name}.*{number}", first_screen), licence


def test_readme_is_short() -> None:
    assert len(README.read_bytes()) <= MOST_BYTES


@ALL
def test_what_is_typed_is_understood(paper: Path) -> None:
    wrong = [
        f"{line}: {why}"
        for line in (*typed(paper), *in_lines(paper))
        if (words := command_words(line)) is not None
        for each in alternatives(words)
        if (why := problem(each, whole=line.whole))
    ]
    assert not wrong, "\n".join(wrong)


def _commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by the words that name it, those of groups too."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path}{name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path}{name} ")


def test_every_answer_in_json_has_a_row_and_a_schema_that_names_its_command() -> None:
    answering = {
        name
        for name, command in _commands(main)
        if any("--json" in param.opts for param in command.params)
    }
    rows = {
        found[1]: Path(row[1].strip("`"))
        for row in _rows(FOR_DEVELOPERS)
        if (found := re.match(r"`(?!main)([a-z ]*[a-z])\b.* --json`$", row[0]))
        and "--list" not in row[0]
    }
    assert set(rows) == answering
    for name, schema in rows.items():
        title = json.loads((ROOT / schema).read_text(encoding="utf-8"))["title"]
        assert re.search(rf"(^|, ){name}\b[^,]*--json", title), (name, title)


@ALL
def test_other_programs_in_blocks_are_there(paper: Path) -> None:
    options = INSTALLER.read_text(encoding="utf-8")
    for line in typed(paper):
        words = [word for word in line.words if not re.match(r"[A-Z_]+=|sudo$", word)]
        if command_words(line) is not None or not words or words[0] in OF_THE_SYSTEM:
            continue
        if words[0] == "resources/deploy/install":
            asked = [word for word in words if word.startswith("--")]
            assert all(f'"{option}"' in options for option in asked), line
            continue
        if words[0] in {"sh", PYTHON} and words[1:2] and not words[1].startswith("-"):
            words = words[1:]
        elif words[0] in {PYTHON, ".venv/bin/pip"}:
            places = [word for word in words[1:] if "/" in word and word != PYTHON]
            assert all((ROOT / place).exists() for place in places), line
            continue
        assert (ROOT / words[0]).is_file(), line


@pytest.mark.parametrize("paper", [*PAPERS, *DECISIONS], ids=name_of)
def test_files_that_are_named_are_there(paper: Path) -> None:
    """Those with a path, and modules by the end of theirs."""
    missing = [
        f"{code}: {place}"
        for code in (*in_lines(paper), *typed(paper))
        for place in (*PLACES.findall(code.line), *MODULE.findall(code.line))
        if not PLACEHOLDER.search(place)
        and f"/{place}\n" not in _modules()
        and not any(ROOT.glob(place.rstrip("./")))
    ]
    assert not missing, "\n".join(missing)


@cache
def _modules() -> str:
    """The paths of all modules, each between a slash and the end of its line."""
    folders = (ROOT / "kiosk", ROOT / "tests", ROOT / "resources")
    files = (file for folder in folders for file in folder.rglob("*.*"))
    return "".join(f"/{name_of(file)}\n" for file in files if file.suffix in {".py", ".qml"})


@ALL
def test_links_lead_somewhere(paper: Path) -> None:
    lost = [
        f"{name_of(paper)}: {file.name}#{heading}"
        for file, heading in links(paper)
        if "://" not in str(file)
        and (not file.exists() or (heading and heading not in headings(file)))
    ]
    assert not lost, "\n".join(lost)


def test_every_paper_is_reached_from_readme() -> None:
    reached, front = set[Path](), [ROOT / "README.md"]
    while front:
        paper = front.pop()
        reached.add(paper)
        front += [
            file for file, _ in links(paper) if file in PAPERS and file not in {*reached, *front}
        ]
    assert reached >= set(PAPERS)


def test_pictures_are_all_used() -> None:
    shown = {file.name for paper in PAPERS for file, _ in links(paper)}
    there = {file.name for file in (ROOT / "resources" / "readme").iterdir()}
    assert there <= shown


def test_the_layers_are_those_of_the_contract() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = " ".join(project["tool"]["importlinter"]["contracts"][0]["layers"])
    drawing = next(text for language, text in blocks(FOR_DEVELOPERS) if language == "text")
    rooms = re.findall(r"^\d+ +│ (\w+)", drawing, re.MULTILINE)
    assert rooms == re.findall(r"kiosk\.(\w+)", layers)


def _rows(paper: Path) -> Iterator[list[str]]:
    """The cells of each row of a paper's tables, without the heads."""
    lines = paper.read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        if above.startswith("|") and line.startswith("|") and not line.startswith("| ---"):
            yield [cell.strip() for cell in line.strip("| ").split(" | ")]


def test_the_table_of_folders_names_what_is_in_them() -> None:
    rows = [row for row in _rows(FOR_DEVELOPERS) if (ROOT / row[0].strip("`")).is_dir()]
    lost = [
        f"{folder}: {name}"
        for folder, *contains in rows
        for name in re.findall(r"`([\w/]+(?:\.py|/))`", " ".join(contains))
        if not any((ROOT / parent / name).exists() for parent in (folder.strip("`"), "."))
    ]
    assert rows
    assert not lost, f"not there: {lost}"


def test_every_term_has_an_owner_that_is_there() -> None:
    rows = list(_rows(GLOSSARY))
    lost = [row[0] for row in rows if not (ROOT / row[2].strip("`")).exists()]
    assert rows
    assert not lost, f"name the file that owns each: {lost}"


def test_classes_that_are_named_are_there() -> None:
    """In the glossary all but the former names; in the chapter for developers all."""
    classes = {
        node.name
        for path in (ROOT / "kiosk").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    terms = " ".join(cell for row in _rows(GLOSSARY) for cell in row[:3])
    chapter = " ".join(code.line for code in in_lines(FOR_DEVELOPERS))
    named = {*re.findall(r"`([^`]+)`", terms), *re.split(r"[\s`,.()]+", chapter)}
    lost = sorted(name for name in named if CLASS.fullmatch(name) and name not in classes)
    assert not lost, f"no class of the package: {lost}"


def _tables(page: str) -> dict[str, dict[str, str]]:
    """The keys of each table of settings.md, with the default of each."""
    found: dict[str, dict[str, str]] = {}
    for part in page.split("\n## ")[1:]:
        name = part.split("]", 1)[0].removeprefix("`[")
        rows = [line.split(" | ") for line in part.splitlines() if line.startswith("| `")]
        found[name] = {
            key.strip("` |"): row[1].strip() for row in rows for key in row[0].split(", ")
        }
    return found


def test_every_setting_is_described_with_its_default() -> None:
    tables = _tables((HANDBOOK / "settings.md").read_text(encoding="utf-8"))
    settings = Settings()
    assert set(tables) == set(Settings.__struct_fields__)
    for name, rows in tables.items():
        table = getattr(settings, name)
        assert set(rows) == set(table.__struct_fields__), name
        for key, default in rows.items():
            if default.startswith("`"):
                value = tomllib.loads(f"it = {default.strip('`')}")["it"]
                now = getattr(table, key)
                assert value == (list(now) if isinstance(now, tuple) else now), (name, key)


def test_the_settings_to_copy_can_be_read(tmp_path: Path) -> None:
    (toml,) = (text for language, text in blocks(HANDBOOK / "settings.md") if language == "toml")
    file = tmp_path / "settings.toml"
    file.write_text(toml, encoding="utf-8")
    assert load_settings(file).screen.diagonal == 21.5
    given = tomllib.loads(toml)
    named = set(Settings.__struct_fields__) - {"provision"}
    assert set(given) == named
    for name in named:
        assert set(given[name]) == set(getattr(Settings(), name).__struct_fields__)


@pytest.mark.parametrize(
    ("name", "paper", "changed"),
    [
        ("troubleshooting", "troubleshooting.md", ("`rollback`", "`nothing`")),
        ("rooms", "developing.md", ("│ 3 Composer", "│ 3 Confuser")),
    ],
)
def test_what_a_script_writes_is_as_it_would_write_it(
    name: str, paper: str, changed: tuple[str, str]
) -> None:
    maker = script(name)
    page = (HANDBOOK / paper).read_text(encoding="utf-8")
    assert changed[0] in page
    assert maker.current(page) == page, f"run resources/dev/{name}.py"
    assert maker.current(page.replace(*changed)) == page


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("resource-kiosk publish directory.xlsx --practise", "--practise"),
        ("resource-kiosk publish directory.xlsx", "out is missing"),
        ("resource-kiosk keys swap", "swap"),
        ("main.py tour DIR --text huge", "huge"),
        ("sudo resource-kiosk doctor --installed now", "too much"),
    ],
)
def test_a_line_that_the_program_would_not_understand_is_named(line: str, named: str) -> None:
    words = command_words(Typed("here", line, whole=True))
    assert words is not None
    assert named in problem(words, whole=True)
