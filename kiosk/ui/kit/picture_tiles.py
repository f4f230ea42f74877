"""Tiles with a picture and a label: of needs, and of questions."""

from dataclasses import dataclass

from msgspec.structs import replace

from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD, Canvas
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type, TypeRole, icon_mm
from kiosk.ui.kit.two_part import two_part, upright
from kiosk.ui.kit.widgets import text_block
from kiosk.visit.acts import AnyAct

TILE_MM, ICON_MM, AROUND_MM, PICTURE_MM = 20.0, 30.0, 2.0, 40.0
"""Least height of a tile; greatest picture in a lying one with the room around it; least picture of
an upright one."""
LyingForm = tuple[int, int, Type]
"""Start block and side room in millimetres and the type of the label."""
LYING: tuple[LyingForm, ...] = (
    (46, 5, Type.TILE),
    (40, 5, Type.TILE),
    (32, 5, Type.TILE),
    (32, 5, Type.NAME),
    (26, 4, Type.TILE),
    (22, 3, Type.TILE),
    (22, 3, Type.NAME),
    (18, 3, Type.NAME),
    (14, 3, Type.NAME),
)
"""The forms of lying tiles, widest first."""


@dataclass(frozen=True, slots=True)
class PictureTile:
    """What a tile shows and does."""

    act: AnyAct
    icon: str
    label: str
    tint: TypeRole


def lying_tile(canvas: Canvas, tile: PictureTile, form: LyingForm, *, whole: bool = False) -> Block:
    """A picture with its label beside it, on one line where it shall be ``whole``."""
    (start, pad, kind), label = form, tile.label
    start_mm = max(start, icon_mm(kind, canvas.meter.step, 0) + 2 * AROUND_MM)
    words = text_block(canvas, label, kind, BOLD, balance=True)
    if whole:
        words = replace(
            words, whole=lambda width: canvas.text_width(label, kind, bold=True) <= width
        )

    def picture(box: Box) -> None:
        around = canvas.px(2 * AROUND_MM)
        side = min(canvas.px(ICON_MM), box.h - around, box.w - around)
        canvas.icon(box.middle(side), tile.icon, tint=True)

    return two_part(
        canvas,
        tile.act,
        label,
        start_mm=start_mm,
        tint=tile.tint,
        start=picture,
        body=words,
        least_mm=TILE_MM,
        radius_mm=6,
        pad_mm=pad,
        up_mm=1,
    )


def bare_tile(canvas: Canvas, tile: PictureTile) -> Block:
    """A picture alone, on its tint; the label is its name."""

    def draw(box: Box) -> None:
        with canvas.touch(box, tile.act, tile.label, fill=tile.tint, radius_mm=6):
            side = min(canvas.px(PICTURE_MM), box.h - canvas.px(4), box.w - canvas.px(4))
            canvas.icon(box.middle(side), tile.icon, tint=True)

    return Block(lambda _: canvas.px(TILE_MM), draw, grow=True, target=True)


def upright_tile(canvas: Canvas, tile: PictureTile, *, least_mm: float = PICTURE_MM) -> Block:
    """A picture with its label under it; it takes more than half of the tile."""
    words = text_block(canvas, tile.label, Type.TILE, BOLD, balance=True, align=Align.CENTER)
    least = canvas.icon_side(Type.TILE)
    least_mm = max(least_mm, least / canvas.glass.px_per_mm + AROUND_MM)

    def picture(box: Box) -> None:
        side = min(canvas.px(36), box.h - min(canvas.px(6), box.h - least))
        canvas.icon(box.middle(side), tile.icon, tint=True)

    return upright(
        canvas,
        tile.act,
        tile.label,
        tint=tile.tint,
        picture=picture,
        words=words,
        least_mm=least_mm,
    )
