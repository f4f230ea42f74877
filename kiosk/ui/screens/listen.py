"""Behind Listen: this screen has no voice, and says so; who can read it to the visitor instead."""

from kiosk.ui.blocks import Block, row
from kiosk.ui.canvas import PLAIN
from kiosk.ui.page import spread
from kiosk.ui.panels import heading
from kiosk.ui.parts import button, icon_line, text_block
from kiosk.ui.stage import Stage
from kiosk.ui.theme import TextStep, Type

LOW_MM, MOST_WIDE_MM = 64.0, 290.0
"""Less room than this, and the heading goes; more width than this is not used."""


def compose(s: Stage) -> None:
    """Draws the panel."""
    c, say = s.c, s.say
    room = heading(c, s.frame(), say.gettext("Listen"), s.px(LOW_MM))
    across, room = room, room.start(min(room.w, s.px(MOST_WIDE_MM)))
    gap = s.px(4)
    lines = (
        ("people", say.gettext("Someone here can read a page to you.")),
        ("phone", say.gettext("Someone on the phone can tell you the same.")),
        ("see", say.gettext("You can make the letters larger.")),
    )
    ask = button(c, "staff", say.gettext("Ask the staff here"), "bell")
    done = button(c, "done", say.gettext("Done"), "check", main=True)
    blocks: list[Block] = [
        text_block(c, say.gettext("There is no voice on this screen yet."), Type.LEAD),
        *(icon_line(c, icon, words, Type.LEAD, PLAIN, icon_mm=12) for icon, words in lines),
    ]
    buttons = [ask, done]
    blocks += buttons if c.meter.step is TextStep.XL else [row(buttons, gap)]
    spread(c, say, room, blocks, s.visit.route.page, gap=s.px(5), across=across)
