"""Keys to type digits with: those of a telephone, one that erases, one that ends typing."""

from collections.abc import Collection, Sequence

from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.display_text import draw_number
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import TypeRole
from kiosk.visit.acts import AnyAct, TypeKey, Verb

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
    enter: tuple[AnyAct, str] | None = None,
) -> None:
    """Draw keys in a grid; an empty one leaves its place free, one that is ``off`` is no target.

    ``digit_mm`` is the greatest height of a digit. ``enter`` is the act and name of the key that
    ends typing.
    """
    acts: dict[str, tuple[AnyAct, str]] = {"erase": (Verb.ERASE, canvas.catalog.gettext("Erase"))}
    if enter is not None:
        acts["enter"] = enter
    with canvas.kept_ltr(box):
        cells = box.grid(columns, -(-len(keys) // columns), gap)
        for cell, key in zip(cells, keys, strict=True):
            main = key == "enter"
            if key and key in off:
                canvas.rect(cell, line=TypeRole.HAIR, line_mm=0.5, radius_mm=4)
                _face(canvas, cell, key, TypeRole.OFF_INK, digit_mm)
            elif key:
                act, name = acts.get(key, (TypeKey(key), key.upper()))
                with canvas.touch(cell, act, name, main=main):
                    ink = TypeRole.ON_PRIMARY if main else TypeRole.INK
                    _face(canvas, cell, key, ink, digit_mm)


def _face(canvas: Canvas, cell: Box, key: str, ink: TypeRole, digit_mm: float) -> None:
    if key in ICONS:
        side = min(canvas.px(digit_mm + 1), cell.h - canvas.px(3))
        canvas.icon(cell.middle(side), ICONS[key], ink)
        return
    digit = cell.middle(min(canvas.px(digit_mm), cell.h // 2))
    draw_number(canvas, digit, key.upper(), ink, least=0, align=Align.CENTER)
