"""Every page in every language, size, text step and mode, judged by numbers: nothing is drawn."""

import itertools

import pytest
from PySide6.QtGui import QFont, QTextLayout

from kiosk.domain.language import language
from kiosk.ui.scene import Box, NodeKind, Scene
from kiosk.ui.theme import GAP_MM, TARGET_MM, Glass
from kiosk.ui.tour import scenes
from kiosk.ui.typography import qfont
from tests.matrix.combos import ALL, Combo, ComposerMaker

ROUNDING_PX = 1
IGNORED = {"\u200e", "\u200f", "\u2066", "\u2067", "\u2068", "\u2069", "\u200b", "\u2060", "\u200c"}
"""Signs that steer direction and breaks and have no picture."""


def _id(combo: Combo) -> str:
    tag, (width, height), step, mode = combo
    return f"{tag}-{width}x{height}-{step}-{mode}"


def _gap(one: Box, other: Box) -> int:
    across = max(other.x - one.right, one.x - other.right)
    down = max(other.y - one.bottom, one.y - other.bottom)
    return max(across, down)


def _targets(scene: Scene, glass: Glass) -> list[str]:
    found = []
    touches = scene.touches
    least = glass.px(TARGET_MM) - ROUNDING_PX
    for node in touches:
        if not node.name.strip():
            found.append(f"{node.id} has no name")
        box = node.box
        if min(box.w, box.h) < least:
            found.append(f"{node.id} is {box.w} × {box.h} px, under {least}")
        inside = Box(0, 0, scene.width, scene.height)
        if node.id not in {"leave", "return"} and not (
            box.x >= inside.x
            and box.y >= inside.y
            and box.right <= inside.right
            and box.bottom <= inside.bottom
        ):
            found.append(f"{node.id} reaches out of the glass")
    for one, other in itertools.combinations(touches, 2):
        if _gap(one.box, other.box) < glass.px(GAP_MM) - ROUNDING_PX:
            found.append(f"{one.id} and {other.id} are {_gap(one.box, other.box)} px apart")
    if len({node.id for node in touches}) != len(touches):
        found.append("two targets share an id")
    return found


def _texts(scene: Scene) -> list[str]:
    found = []
    lines = [node for node in scene.nodes if node.kind is NodeKind.TEXT]
    for node in lines:
        box = node.box
        if box.x < 0 or box.right > scene.width or box.y < 0 or box.bottom > scene.height:
            found.append(f"{node.display!r} leaves the glass")
    # Line boxes hold air above and below the letters: letters overlap where boxes overlap deeply.
    for one, other in itertools.combinations(lines, 2):
        if _core(one.box).overlaps(_core(other.box)):
            found.append(f"{one.display!r} lies over {other.display!r}")
    return found


def _core(box: Box) -> Box:
    return Box(box.x, box.y + box.h // 4, box.w, box.h // 2)


def _owned(scene: Scene) -> list[str]:
    """What belongs to a target stands inside it."""
    homes = {node.id: node.box for node in scene.touches}
    found = []
    for node in scene.nodes:
        home = homes.get(node.owner) if node.owner else None
        if home is None:
            continue
        box = _core(node.box) if node.kind is NodeKind.TEXT else node.box
        if (
            box.x < home.x
            or box.right > home.right
            or box.y < home.y - ROUNDING_PX
            or box.bottom > home.bottom + ROUNDING_PX
        ):
            found.append(f"{node.display or node.source!r} reaches out of {node.owner}")
    return found


_checked: dict[tuple[str, object], bool] = {}


def _missing_glyphs(scene: Scene) -> list[str]:
    found = []
    for node in scene.nodes:
        if node.kind is not NodeKind.TEXT or node.font is None:
            continue
        key = (node.display, node.font)
        if key not in _checked:
            _checked[key] = _drawn(node.display, qfont(node.font))
        if not _checked[key]:
            found.append(f"a letter of {node.display!r} has no picture")
    return found


def _drawn(text: str, font: QFont) -> bool:
    plain = "".join(letter for letter in text if letter not in IGNORED)
    layout = QTextLayout(plain, font)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(10**6)
    layout.endLayout()
    return all(index for run in layout.glyphRuns() for index in run.glyphIndexes())


@pytest.mark.parametrize("combo", ALL, ids=_id)
def test_every_page_holds(combo: Combo, composer_for: ComposerMaker) -> None:
    tag, size, step, mode = combo
    composer, _ = composer_for(size)
    glass = Glass(*size)
    rtl = language(tag).direction.value == "rtl"
    found: list[str] = []
    seen = 0
    for name, _visit, scene in scenes(composer, tag, "en", step, mode):
        seen += 1
        assert scene.rtl == rtl
        problems = [
            *scene.problems,
            *_targets(scene, glass),
            *_texts(scene),
            *_owned(scene),
            *_missing_glyphs(scene),
        ]
        if not scene.title:
            problems.append("has no title")
        found += [f"{name}: {problem}" for problem in problems]
    assert seen > 30
    assert not found, f"{len(found)} things do not hold:\n" + "\n".join(found[:40])
