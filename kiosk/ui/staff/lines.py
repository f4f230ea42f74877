"""Lines of status pages: an icon, a fact, details."""

from collections.abc import Iterator, Sequence

from kiosk.sync.staff_messages import FAILED
from kiosk.ui.kit.blocks import Block, column, row
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT, Canvas
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.page import title as page_title
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import note, text_block, with_icon
from kiosk.ui.staff.staff_context import StaffContext

ICON_MM, WIDTH_MM, GAP_MM = 10.0, 280.0, 4.0
"""An icon before a line, the widest line of a page of sentences, and what parts two of them."""


def titled(s: StaffContext, room: Box, title: str) -> Box:
    """Draws the title of a page; returns the room below it."""
    s.c.title = title
    return room.below(s.c.text(room, title, Type.TITLE, BOLD, heading=True) + s.px(5))


def sentences_room(s: StaffContext, room: Box, title: str, icon: str, tint: TypeRole) -> Box:
    """Draws a title with its badge; returns the room under it, no wider than is read easily."""
    room = page_title(s.c, room, title, icon=icon, tint=tint).below(s.px(2))
    return room.start(min(room.w, s.px(WIDTH_MM)))


def draw_sentences(
    s: StaffContext,
    room: Box,
    title: str,
    icon: str,
    blocks: Sequence[Block],
    *,
    tint: TypeRole = TypeRole.SUN,
) -> None:
    """Draws a title with its badge and blocks under it, on as many pages as they need."""
    room = sentences_room(s, room, title, icon, tint)
    draw_pages(s.c, s.say, room, blocks, s.state.number, gap=s.px(GAP_MM))


def nothing_yet(s: StaffContext, room: Box, busy: str) -> None:
    """Draws ``busy`` while work is under way, else that the work failed."""
    if s.state.busy is not None:
        text_block(s.c, busy, Type.LEAD, SOFT).draw(room)
    else:
        broken_off(s).draw(room)


def broken_off(s: StaffContext) -> Block:
    """A note that the work failed, and what to do."""
    return note(s.c, s.formats.together(s.say.say(FAILED.why), s.say.say(FAILED.then)))


def in_twos(blocks: Sequence[Block], gap: int) -> Iterator[Block]:
    """Two beside each other; one that is left over has the width."""
    for at in range(0, len(blocks), 2):
        yield row(blocks[at : at + 2], gap)


def alarm(s: StaffContext, inside: Block) -> Block:
    """A line that needs someone, on the tint of a warning."""
    c, side, pad = s.c, 0 if s.c.strong else s.px(4), s.px(3)

    def draw(box: Box) -> None:
        if not c.strong:
            c.rect(box, TypeRole.SUN, radius_mm=5)
        inside.draw(box.inset(side, pad))

    return Block(lambda width: inside.measure(width - 2 * side) + 2 * pad, draw)


def line(s: StaffContext, icon: str, title: str, *lines: str) -> Block:
    """An icon, what is so in bold, and more about it."""
    c, side = s.c, s.px(ICON_MM)
    parts = [(title, BOLD), *((line, PLAIN) for line in lines if line)]
    words = column([text_block(c, text, Type.BODY, ink) for text, ink in parts], 0)
    return with_icon(c, icon, words, side, s.px(4), down=(line_height(c) - side) // 2)


def line_height(c: Canvas) -> int:
    """Pixels of a line of words."""
    return c.meter.line_height(Type.BODY, c.meter.font(Type.BODY))
