"""The cover behind Leave: a true, neutral local page. It holds no trace of where it came from."""

from kiosk.ui.blocks import Block, stack
from kiosk.ui.canvas import BOLD, Ink
from kiosk.ui.parts import text_block
from kiosk.ui.scene import Box
from kiosk.ui.stage import Stage
from kiosk.ui.theme import Role, Type


def compose(s: Stage) -> None:
    """Draws the cover. A touch anywhere goes to the attract screen."""
    c, say = s.c, s.say
    side = s.px(24)
    room = Box(side, s.px(24), c.glass.width - 2 * side, c.glass.height - s.px(48))
    view = s.desk.cover()
    c.title = view.title
    with c.touch(
        c.area, "return", view.title, fill=Role.PAGE, line=Role.NONE, radius_mm=0,
        press=(Role.PAGE, Role.PAGE),
    ):
        blocks: list[Block] = []
        if view.time:
            blocks.append(text_block(c, view.time, Type.TITLE, BOLD))
        if view.date:
            blocks.append(text_block(c, view.date, Type.LEAD))
        blocks.append(text_block(c, view.title, Type.TILE, BOLD))
        for label, value in view.rows:
            blocks.append(_row(s, label, value))
        blocks.append(text_block(c, say.gettext("Touch to start."), Type.BODY, Ink(Role.INK_SOFT)))
        stack(blocks, room, s.px(6))


def _row(s: Stage, label: str, value: str) -> Block:
    c = s.c

    def measure(width: int) -> int:
        return s.px(4) + c.text_height(label, Type.LEAD, width // 2) 

    def draw(box: Box) -> None:
        c.rect(Box(box.x, box.y, box.w, max(1, s.px(0.4))), Role.HAIR)
        line = box.below(s.px(4))
        c.text(line.start(box.w // 2), label, Type.LEAD)
        c.text(line.after(box.w // 2), value, Type.LEAD, BOLD)

    return Block(measure, draw)
