"""Nobody in front of the screen reads a word that is not in the catalogues."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "kiosk" / "ui"
SHARED = (
    *("bar.py", "cards.py", "chips.py", "column.py", "current_marker.py", "pager.py", "spread.py"),
    *("heading.py", "page.py", "page_frame.py", "panels.py", "tiles.py"),
    *("top_row.py", "two_part.py", "widgets.py"),
)
PAGES = (*(UI / "pages").glob("*.py"), *(UI / "staff").glob("*.py"))
FILES = sorted((*PAGES, *(UI / "kit" / name for name in SHARED)))
SHOWING: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    # What shows words: which of its arguments are words, by place and by name.
    "text": ((1,), ("text",)),
    "text_block": ((1,), ("text",)),
    "icon_line": ((2,), ("text",)),
    "note": ((1,), ("text",)),
    "title": ((2,), ("text", "second")),
    "touch": ((2,), ("name",)),
    "button": ((2,), ("label", "name")),
    "two_part": ((2,), ("name",)),
    "way": ((3, 4), ("title", "line")),
    "words_block": ((1, 2), ("title", "line")),
    "pager": ((), ("more",)),
    "spread": ((), ("more",)),
}
TRANSLATING = {"gettext", "ngettext", "pgettext", "npgettext", "N_", "NP_"}
FOR_PROGRAMMERS = {"problem"}
PROSE = re.compile(r"^[A-Z][a-z]+[.!?…]?$|[A-Za-z]{2,} [A-Za-z]+")
"""A capitalised word, or two words in a row."""
SAMPLES = {"Aa"}
"""Letters as a picture of a text size, the same for all."""
FOR_STAFF = "ENGLISH"
"""Name of a constant whose reader is the staff, whatever the visitor's language."""


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _letters(node: ast.expr) -> Iterator[ast.Constant]:
    """Literals with letters in an expression, those of a translated or chosen-by text left out."""
    match node:
        case ast.Constant(value=str(text)) if any(letter.isalpha() for letter in text):
            yield node
        case ast.JoinedStr() | ast.FormattedValue() | ast.BinOp() | ast.BoolOp():
            for part in ast.iter_child_nodes(node):
                if isinstance(part, ast.expr):
                    yield from _letters(part)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _letters(body)
            yield from _letters(orelse)


def shown_literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and text of literals handed to a call that shows them."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and (rule := SHOWING.get(_called(call))):
            places, names = rule
            words = [call.args[place] for place in places if place < len(call.args)]
            words += [keyword.value for keyword in call.keywords if keyword.arg in names]
            for literal in (literal for word in words for literal in _letters(word)):
                yield literal.lineno, str(literal.value)


def prose(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of literals that read like words, outside docstrings and translating calls."""
    if isinstance(node, ast.Call) and _called(node) in TRANSLATING | FOR_PROGRAMMERS:
        return
    if isinstance(node, ast.Raise) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ):
        return
    if isinstance(node, ast.Assign) and [ast.unparse(name) for name in node.targets] == [FOR_STAFF]:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
        if PROSE.search(text) and text not in SAMPLES:
            yield node.lineno, text
    for child in ast.iter_child_nodes(node):
        yield from prose(child)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_pages_show_only_translated_words(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = sorted({*shown_literals(tree), *prose(tree)})
    assert not found, (
        "\n".join(f"{path.name}:{line}: {text!r}" for line, text in found)
        + "\nPut each in page.catalog.gettext(…), pgettext or ngettext, as a whole sentence."
    )


@pytest.mark.parametrize(
    ("code", "caught"),
    [
        ("canvas.text(box, 'Free')", True),
        ("canvas.text(box, 'ok' if x else y)", True),
        ("button(canvas, 'keep:' + i, f'Keep {name}')", True),
        ("label = 'Touch here'", True),
        ("label = 'Free'", True),
        ("canvas.text(box, page.catalog.gettext('Free'))", False),
        ("canvas.text(box, page.catalog.pgettext('cost', 'Free').format(a='x'))", False),
        ("canvas.text(box, f'{first} / {second}')", False),
        ("button(canvas, 'keep:x', label, 'check')", False),
        ("act = 'clear list'", True),
        ("ENGLISH = 'Hello. Please help me.'", False),
        ("canvas.problem('a word is too wide')", False),
        ("def f():\n    'Draws a page.'", False),
    ],
)
def test_the_rule_tells_words_from_names(code: str, *, caught: bool) -> None:
    tree = ast.parse(code)
    assert bool([*shown_literals(tree), *prose(tree)]) is caught
