"""Right to left over the tour: pages are mirrored, numbers and addresses keep their order."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption

from kiosk.domain.language import Direction, offered_languages
from kiosk.domain.records import AnyRecord, Location
from kiosk.domain.text import LRI, PDI
from kiosk.ui.kit.scene import Node, NodeKind, Scene
from kiosk.ui.kit.typography import qfont
from kiosk.ui.runtime.tour import scenes
from tests.matrix.combos import ComposerMaker

LEFTWARD = tuple(one.tag for one in offered_languages() if one.direction is Direction.RTL)
WIDE, LOW = (1920, 1080), (1280, 800)
LOOKS = ((WIDE, "M"), (LOW, "XL"))
"""The ordinary page, and the one whose lines break most."""
PARTED = re.compile(
    r"(?:1-)?\d{3}-\d{3}-\d{4}|\d{3}-\d{4}|\+\d[\d ]{6,}\d"  # phone numbers
    r"|\d{1,2}:\d\d"  # times
    r"|[\w-]+(?:\.\u200b?[\w-]+)*\.\u200b?(?:org|com|gov|net|edu)\b(?:/[\w.\u200b#-]+)?",  # hosts
    re.ASCII,
)
"""What would be read wrongly if its parts changed places."""
ISOLATED = re.compile(f"[\u2066\u2067\u2068][^{PDI}]*{PDI}")
MIRRORED = ("leave", "back")
"""Targets at either end of the frame."""


@pytest.fixture(scope="module")
def streets(factory_records: tuple[AnyRecord, ...]) -> re.Pattern[str]:
    """The addresses that may be shown."""
    lines = {one.address_1 for one in factory_records if isinstance(one, Location)}
    return re.compile("|".join(sorted(map(re.escape, filter(None, lines)), key=len, reverse=True)))


def _lines(scene: Scene) -> Iterator[Node]:
    return (node for node in scene.nodes if node.kind is NodeKind.TEXT)


def _runs_leftward(node: Node, part: re.Match[str]) -> bool:
    """Whether a sign of ``part`` is drawn left of the sign before it."""
    assert node.font is not None
    layout = QTextLayout(node.display, qfont(node.font))
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10**6)
    layout.endLayout()
    # Before its first and behind its last sign a part has two places: one for each direction.
    # The binding gives the place with the sign it was asked for, which its types do not say.
    inside = (line.cursorToX(at) for at in range(part.start() + 1, part.end()))
    places = [found[0] if isinstance(found, tuple) else found for found in inside]
    return any(after < before for before, after in pairwise(places))


@pytest.mark.rotating
@pytest.mark.parametrize(("size", "step"), LOOKS)
@pytest.mark.parametrize("tag", LEFTWARD)
def test_numbers_times_and_addresses_are_drawn_left_to_right(
    composer_for: ComposerMaker,
    streets: re.Pattern[str],
    tag: str,
    size: tuple[int, int],
    step: str,
) -> None:
    composer, _ = composer_for(size)
    found, seen = [], 0
    for name, _visit, scene in scenes(composer, tag, "en", step, "default"):
        for node in _lines(scene):
            for part in (*PARTED.finditer(node.display), *streets.finditer(node.display)):
                seen += 1
                if _runs_leftward(node, part):
                    found.append(f"{name}: {part[0]!r} in {node.display!r}")
    assert seen > 8
    assert not found, "\n".join(found)


def test_a_number_without_its_isolates_would_be_noticed(composer_for: ComposerMaker) -> None:
    composer, _ = composer_for(WIDE)
    loose = 0
    for _name, _visit, scene in scenes(composer, "ar", "en", "M", "default"):
        for node in _lines(scene):
            bare = node.display.replace(LRI, "").replace(PDI, "").lstrip("\u200e\u200f")
            for part in PARTED.finditer(bare):
                told = f"اتصل {part[0]}"
                again = PARTED.search(told)
                assert again is not None
                loose += _runs_leftward(_with(node, told), again)
    assert loose


def _with(node: Node, display: str) -> Node:
    return Node(node.kind, node.box, font=node.font, text=display, display=display)


@pytest.mark.rotating(16)
@pytest.mark.parametrize("tag", [one.tag for one in offered_languages()])
def test_numbers_and_addresses_inside_a_sentence_are_isolated(
    composer_for: ComposerMaker, streets: re.Pattern[str], tag: str
) -> None:
    """In every language, since any of them may name a place in letters of the other direction."""
    composer, _ = composer_for(WIDE)
    found = []
    for name, _visit, scene in scenes(composer, tag, "en", "M", "default"):
        for node in _lines(scene):
            rest = ISOLATED.sub(" ", node.text)
            for pattern in (PARTED, streets):
                alone = not re.search(r"[^\W\d_]", pattern.sub("", rest))
                if pattern.search(rest) and not alone:
                    found.append(f"{name}: {node.text!r}")
    assert not found, "\n".join(found)


@pytest.mark.rotating
@pytest.mark.parametrize("size", [WIDE, LOW, (1080, 1920)], ids=str)
@pytest.mark.parametrize("tag", LEFTWARD)
def test_the_frame_stands_on_the_other_side(
    composer_for: ComposerMaker, tag: str, size: tuple[int, int]
) -> None:
    composer, _ = composer_for(size)
    seen = set[str]()
    pages = {name: scene for name, _, scene in scenes(composer, "en", "en", "M", "default")}
    for name, _visit, scene in scenes(composer, tag, "en", "M", "default"):
        assert scene.rtl
        ours, theirs = _places(scene), _places(pages[name]) if name in pages else {}
        for target in ours.keys() & theirs.keys():
            seen.add(target)
            assert ours[target] != theirs[target], f"{target} does not change sides on {name}"
    assert seen == set(MIRRORED)


def _places(scene: Scene) -> dict[str, bool]:
    """Whether each target of the frame stands nearer to the left edge than to the right one."""
    return {
        node.id: node.box.x < scene.width - node.box.right
        for node in scene.touches
        if node.id in MIRRORED
    }
