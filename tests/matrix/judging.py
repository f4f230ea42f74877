"""What is wrong with a page, judged by its numbers."""

import itertools

from kiosk.ui.kit.scene import Box, NodeKind, Scene
from kiosk.ui.kit.theme import CAP_HEIGHT_EM, GAP_MM, ICON_CAPS, SCRIPTS, TARGET_MM, Glass
from tests.boxes import overlap

ROUNDING_PX = 1


def _gap(one: Box, other: Box) -> int:
    across = max(other.x - one.right, one.x - other.right)
    down = max(other.y - one.bottom, one.y - other.bottom)
    return max(across, down)


def wrong_targets(scene: Scene, glass: Glass) -> list[str]:
    """Targets that are nameless, too small, too near each other or outside the glass."""
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


def wrong_texts(scene: Scene) -> list[str]:
    """Lines that leave the glass or lie over each other."""
    found = []
    lines = [node for node in scene.nodes if node.kind is NodeKind.TEXT]
    for node in lines:
        box = node.box
        if box.x < 0 or box.right > scene.width or box.y < 0 or box.bottom > scene.height:
            found.append(f"{node.display!r} leaves the glass")
    # Line boxes hold air above and below the letters: letters overlap where boxes overlap deeply.
    for one, other in itertools.combinations(lines, 2):
        if overlap(_core(one.box), _core(other.box)):
            found.append(f"{one.display!r} lies over {other.display!r}")
    return found


def _core(box: Box) -> Box:
    return Box(box.x, box.y + box.h // 4, box.w, box.h // 2)


def wrong_owners(scene: Scene) -> list[str]:
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


LABEL_GAP_MM, LABEL_MM = 8.0, 12.0
"""Greatest gap between an icon and its label; capitals of a label, below those of a large number.
"""
MARKS = ("icon-chevron", "icon-check-", "icon-plus-")


def small_icons(scene: Scene, glass: Glass, script: str) -> list[str]:
    """Icons less than 1.6 times as high as the capitals of their labels.

    The label of an icon stands after it in its row, else under it. Marks of direction and of
    choice have none.
    """
    lines = [node for node in scene.nodes if node.kind is NodeKind.TEXT and node.font]
    found = []
    for icon in scene.nodes:
        if icon.kind is not NodeKind.IMAGE or not icon.source.startswith("icon-"):
            continue
        if icon.source.startswith(MARKS):
            continue
        own = [line for line in lines if line.owner == icon.owner]
        beside = [line for line in own if _is_beside(line.box, icon.box, glass, rtl=scene.rtl)]
        for line in beside or [line for line in own if _is_under(line.box, icon.box, glass)]:
            assert line.font is not None
            caps = line.font.pixels * CAP_HEIGHT_EM / SCRIPTS[script].factor
            if caps < glass.px(LABEL_MM) and icon.box.h + ROUNDING_PX < ICON_CAPS * caps:
                high = f"{icon.box.h / caps:.2f} capitals high"
                found.append(f"{icon.source} next to {line.display!r} is {high}")
    return found


def _is_beside(text: Box, icon: Box, glass: Glass, *, rtl: bool) -> bool:
    in_row = text.y < icon.y + icon.h // 2 < text.bottom
    gap = icon.x - text.right if rtl else text.x - icon.right
    return in_row and abs(gap) <= glass.px(LABEL_GAP_MM)


def _is_under(text: Box, icon: Box, glass: Glass) -> bool:
    most = glass.px(LABEL_GAP_MM)
    return text.x < icon.x + icon.w // 2 < text.right and abs(text.y - icon.bottom) <= most
