"""A name says what it stands for: no class name occurs twice, none is a word of its own.

Sentences use the words of the glossary.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALONE = {
    *("told", "tell", "said", "beside", "again", "anew", "low", "look", "kept", "standing"),
    *("door", "spare", "now", "rest"),
}
"""Words that name nothing by themselves."""
NOWHERE = {"told", "beside", "anew", "standing"}
"""Those that are no part of a name either."""
UNCLEAR = re.compile(
    r"\banew\b|\bby now\b|\bbeliev\w+|\bdata before\b|\b(?:stands?|stood) still\b|\bbroke off\b"
    r"|\bnumbers of the (?:coalition|paper)|\btelling words?\b|\btells too much\b"
    r"|\bmade again\b|\bput together\b|^(?:Whether nobody|What nobody|The same, )"
)
"""Phrases that have a plain word: again, now, trusted, previous, groups, revealing, built."""
COMMENT = re.compile(r'(?:"""|# )(?:Whether|Whoever)\b|# .*\bstands?\b|// .*\bstands?\b')
"""Openings and words of comments that have a plain one: True if, staff who, is."""
BARE = frozenset({"of", "by", "say", "told"})
"""Words that say nothing of what a function gets."""
NOT_A_NOUN = frozenset(
    {
        *("far", "footing", "found", "gate", "hearing", "manner", "one", "own", "proof", "shelf"),
        *("stage", "sure", "syncing", "trusting", "watching", "work"),
    }
)
"""Words that say nothing of a value that has a class of the program."""
COORDINATES = frozenset("xy_")
"""Letters that may stand alone: coordinates, and what is not used."""
PLAIN_ROOMS = ("app", "cli", "devices", "editor", "readiness", "staff", "sync", "ui/staff")
"""Folders whose sentences avoid them."""
BY_TOPIC = ("cli", "editor/commands", "editor/parsers", "ui/pages", "ui/staff")
"""Rooms whose modules are a command, a parser or a page of a topic that another room has too."""
LEFT_OVER = re.compile(r"(?:^|_)(?:parts|more|low|common|utils?|helpers?|misc)$|\d$")
"""Endings of a module that was split or filled without a name for what is in it."""
WORD = re.compile(r"\w+")
WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / "kiosk").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        yield name.removesuffix(".__init__"), ast.parse(path.read_text(encoding="utf-8"))


def _is_unclear(name: str) -> bool:
    words = [word.lower() for word in WORDS.findall(name)]
    return (len(words) == 1 and words[0] in ALONE) or not NOWHERE.isdisjoint(words)


def test_no_class_name_occurs_twice() -> None:
    owners = defaultdict[str, list[str]](list)
    for module, tree in _modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                owners[node.name].append(module)
    twice = {name: where for name, where in owners.items() if len(where) > 1}
    assert not twice, f"say what each of them is: {twice}"


def test_no_public_name_is_an_unclear_word() -> None:
    found = set[str]()
    for module, tree in _modules():
        public = [
            node.name
            for node in tree.body
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and not node.name.startswith("_")
        ]
        found |= {f"{module}.{name}" for name in public if _is_unclear(name)}
        if _is_unclear(module.rpartition(".")[2]):
            found.add(module)
    assert not found, f"name these after what they are: {found}"


def test_no_module_is_named_after_what_was_left_over() -> None:
    modules = (ROOT / "kiosk").rglob("*.py")
    assert not [str(path) for path in modules if LEFT_OVER.search(path.stem)]


def test_a_module_explains_itself_without_its_folder() -> None:
    places = defaultdict[str, list[str]](list)
    for path in (ROOT / "kiosk").rglob("*.py"):
        room = path.parent.relative_to(ROOT / "kiosk").as_posix()
        if path.stem != "__init__" and room not in BY_TOPIC:
            places[path.stem].append(room)
    twice = {name: where for name, where in places.items() if len(where) > 1}
    assert not twice, f"say what is in each of them: {twice}"


def test_no_parameter_is_a_letter_or_a_bare_word() -> None:
    found = {
        f"{module}:{node.lineno} {one.arg}"
        for module, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        if one.arg in BARE or (len(one.arg) == 1 and one.arg not in COORDINATES)
    }
    assert not found, f"name each after what it is: {sorted(found)}"


def test_a_parameter_says_what_its_class_says() -> None:
    parameters = [
        (f"{module}:{node.lineno}", one.arg, ast.unparse(one.annotation))
        for module, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        if one.annotation is not None and one.arg in NOT_A_NOUN
    ]
    classes = {
        node.name
        for _, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    unclear = [
        (where, name, annotation)
        for where, name, annotation in parameters
        if classes & {*WORD.findall(annotation)} and name not in annotation.lower()
    ]
    assert not unclear, f"name each after its class: {unclear}"


@pytest.mark.parametrize("room", PLAIN_ROOMS)
def test_no_sentence_has_an_unclear_phrase(room: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {phrase[0]!r}"
        for path in sorted((ROOT / "kiosk" / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if (phrase := UNCLEAR.search(node.value))
    ]
    assert not found, "say these plainly:\n" + "\n".join(found)


def test_no_comment_or_docstring_begins_with_an_unclear_word() -> None:
    unclear = [
        f"{path.relative_to(ROOT)}: {found[0].strip()}"
        for path in sorted((ROOT / "kiosk").rglob("*.[pq]*"))
        if path.suffix in {".py", ".qml"}
        for found in COMMENT.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not unclear, "say these plainly:\n" + "\n".join(unclear)


@pytest.mark.parametrize(
    ("name", "unclear"),
    [
        ("told", True),
        ("Standing", True),
        ("what_was_told", True),
        ("FilesBeside", True),
        ("Door", True),
        ("search_low", False),
        ("open_now", False),
        ("Understanding", False),
        ("standing_order", True),
    ],
)
def test_the_rule_knows_unclear_words(name: str, *, unclear: bool) -> None:
    assert _is_unclear(name) is unclear


def test_every_module_that_a_docstring_refers_to_is_there() -> None:
    names = {name for name, _ in _modules()}
    lost = [
        f"{name}: {target}"
        for name, tree in _modules()
        for target in re.findall(r":mod:`([^`]+)`", ast.unparse(tree))
        if (f"{name.rpartition('.')[0]}{target}" if target[0] == "." else target) not in names
    ]
    assert not lost, "\n".join(lost)
