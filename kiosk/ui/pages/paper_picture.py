"""The picture of a small paper on its table, as large as fits."""

from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.images import slip_key
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box, Node, NodeKind
from kiosk.ui.kit.theme import TypeRole
from kiosk.ui.slip.slip_ops import SlipSheet, TextOp
from kiosk.ui.slip.slip_painter import slip_image

EDGE_MM = 5.0
LEAST_SCALE = 0.6
"""A picture of the paper smaller than this is not shown: its letters would be too small to see."""


def paper_on_table(page: PageContext, sheet: SlipSheet) -> Block:
    """The table on which the paper lies, as large as fits."""
    pad = page.px(EDGE_MM)

    def scale(room: Box) -> float:
        """How large the paper can be shown: in its real size on the glass, or smaller."""
        return min(1.0, room.h / page.px(sheet.height), room.w / page.px(sheet.roll.width))

    def draw(box: Box) -> None:
        if not page.canvas.strong:
            page.canvas.rect(box, TypeRole.STONE, radius_mm=6)
        room = box.inset(pad)
        wide, high = (round(page.px(mm) * scale(room)) for mm in (sheet.roll.width, sheet.height))
        left, top = room.x + (room.w - wide) // 2, room.y + (room.h - high) // 2
        _paper(page, sheet, Box(left, top, wide, high))

    return Block(
        lambda _: round(page.px(sheet.height) * LEAST_SCALE) + 2 * pad,
        draw,
        grow=True,
        whole=lambda width: width - 2 * pad >= page.px(sheet.roll.width) * LEAST_SCALE,
    )


def _paper(page: PageContext, sheet: SlipSheet, box: Box) -> None:
    """The picture of the paper: white in every mode, as paper is."""
    canvas = page.canvas
    canvas.rect(box, TypeRole.WHITE, line=TypeRole.HAIR, line_mm=0.5)
    lines = [op.line for op in sheet.ops if isinstance(op, TextOp)]
    if page.presenter.language.tag != SOURCE_TAG:
        canvas.in_english(
            span.text.strip() for line in lines for span in line.spans if span.english
        )
    picture = slip_image(sheet, whole_paper=True)
    canvas.add(
        Node(
            NodeKind.IMAGE,
            box.inset(1),
            source=slip_key(picture),
            payload=sheet.payload or "",
            aloud="\n".join(line.text for line in lines),
        )
    )
