"""Keys to type digits with: those of a telephone, one that erases, one that ends typing."""

from collections.abc import Collection, Sequence

from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.display_text import draw_number
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import TypeRole

ICONS = {"erase": "backspace", "enter": "check"}
"""The keys without a sign of their own."""


def draw_keys(
    canvas: Canvas,
    box: Box,
    keys: Sequence[str],
    columns: int,
    gap: int,
    *,
    off: Collection[str],
    digit_mm: float,
    enter: str = "",
) -> None:
    """Draw keys in a grid; an empty one leaves its place free, one that is ``off`` is no target.

    ``digit_mm`` is the greatest height of a digit, ``enter`` the name of the key that ends typing.
    """
    names = {"erase": canvas.catalog.gettext("Erase"), "enter": enter}
    with canvas.kept_ltr(box):
        cells = box.grid(columns, -(-len(keys) // columns), gap)
        for cell, key in zip(cells, keys, strict=True):
            main = key == "enter"
            if key and key in off:
                canvas.rect(cell, line=TypeRole.HAIR, line_mm=0.5, radius_mm=4)
                _face(canvas, cell, key, TypeRole.OFF_INK, digit_mm)
            elif key:
                act = key if key in ICONS else f"key:{key}"
                with canvas.touch(cell, act, names.get(key, key.upper()), main=main):
                    ink = TypeRole.ON_PRIMARY if main else TypeRole.INK
                    _face(canvas, cell, key, ink, digit_mm)


def _face(canvas: Canvas, cell: Box, key: str, ink: TypeRole, digit_mm: float) -> None:
    if key in ICONS:
        side = min(canvas.px(digit_mm + 1), cell.h - canvas.px(3))
        canvas.icon(cell.middle(side), ICONS[key], ink)
        return
    digit = cell.middle(min(canvas.px(digit_mm), cell.h // 2))
    draw_number(canvas, digit, key.upper(), ink, least=0, align=Align.CENTER)
