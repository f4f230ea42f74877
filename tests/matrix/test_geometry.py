"""Every page in a pairwise part of language, size, text step and mode, judged by numbers.

Nothing is drawn. A long run judges each language in each size and text step.
"""

import pytest
from PySide6.QtGui import QFont, QTextLayout

from kiosk.domain.language import language
from kiosk.ui.kit.scene import NodeKind, Scene
from kiosk.ui.kit.theme import Glass
from kiosk.ui.kit.typography import qfont
from kiosk.ui.runtime.tour import scenes
from tests.matrix.combos import Combo, ComposerMaker, all_looks
from tests.matrix.judging import small_icons, wrong_owners, wrong_targets, wrong_texts

IGNORED = {"\u200e", "\u200f", "\u2066", "\u2067", "\u2068", "\u2069", "\u200b", "\u2060", "\u200c"}
"""Signs that steer direction and breaks and have no picture."""


def _id(combo: Combo) -> str:
    tag, (width, height), step, mode = combo
    return f"{tag}-{width}x{height}-{step}-{mode}"


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


@pytest.mark.rotating(16)
@pytest.mark.parametrize("combo", all_looks(), ids=_id)
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
            *wrong_targets(scene, glass),
            *wrong_texts(scene),
            *wrong_owners(scene),
            *small_icons(scene, glass, language(tag).script),
            *_missing_glyphs(scene),
        ]
        if not scene.title:
            problems.append("has no title")
        found += [f"{name}: {problem}" for problem in problems]
    assert seen > 30
    assert not found, f"{len(found)} things do not hold:\n" + "\n".join(found[:40])
