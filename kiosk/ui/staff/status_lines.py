"""Lines of status pages: an icon, a fact, details."""

from collections.abc import Iterator, Sequence

from kiosk.sync.staff_messages import FAILED
from kiosk.ui.kit.blocks import Block, column, row
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT, Canvas
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.page import title as page_title
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import note, text_block, tinted, with_icon
from kiosk.ui.staff.staff_context import StaffContext

ICON_MM, WIDTH_MM, GAP_MM = 10.0, 280.0, 4.0
"""An icon before a line, the widest line of a page of sentences, and what parts two of them."""


def titled(page: StaffContext, room: Box, title: str) -> Box:
    """Draws the title of a page; returns the room below it."""
    page.canvas.title = title
    return room.below(page.canvas.text(room, title, Type.TITLE, BOLD, heading=True) + page.px(5))


def sentences_room(page: StaffContext, room: Box, title: str, icon: str, tint: TypeRole) -> Box:
    """Draws a title with its badge; returns the room under it, no wider than is read easily."""
    room = page_title(page.canvas, room, title, icon=icon, tint=tint).below(page.px(2))
    return room.start(min(room.w, page.px(WIDTH_MM)))


def draw_sentences(
    page: StaffContext,
    room: Box,
    title: str,
    icon: str,
    blocks: Sequence[Block],
    *,
    tint: TypeRole = TypeRole.SUN,
) -> None:
    """Draws a title with its badge and blocks under it, on as many pages as they need."""
    room = sentences_room(page, room, title, icon, tint)
    draw_pages(page.canvas, room, blocks, page.state.number, gap=page.px(GAP_MM))


def nothing_yet(page: StaffContext, room: Box, busy: str) -> None:
    """Draws ``busy`` while work is under way, else that the work failed."""
    if page.state.busy is not None:
        text_block(page.canvas, busy, Type.LEAD, SOFT).draw(room)
    else:
        broken_off(page).draw(room)


def broken_off(page: StaffContext) -> Block:
    """A note that the work failed, and what to do."""
    return note(
        page.canvas,
        page.formats.together(
            page.catalog.translate(FAILED.why), page.catalog.translate(FAILED.then)
        ),
    )


def in_twos(blocks: Sequence[Block], gap: int) -> Iterator[Block]:
    """Two beside each other; one that is left over has the width."""
    for at in range(0, len(blocks), 2):
        yield row(blocks[at : at + 2], gap)


def alarm(page: StaffContext, inside: Block) -> Block:
    """A line that needs someone, on the tint of a warning."""
    return tinted(page.canvas, inside, 0 if page.canvas.strong else page.px(4), TypeRole.SUN)


def line(page: StaffContext, icon: str, title: str, *lines: str) -> Block:
    """An icon, what is so in bold, and more about it."""
    canvas, side = page.canvas, page.px(ICON_MM)
    parts = [(title, BOLD), *((line, PLAIN) for line in lines if line)]
    words = column([text_block(canvas, text, Type.BODY, ink) for text, ink in parts], 0)
    return with_icon(canvas, icon, words, side, page.px(4), down=(line_height(canvas) - side) // 2)


def line_height(canvas: Canvas) -> int:
    """Pixels of a line of words."""
    return canvas.meter.line_height(Type.BODY, canvas.meter.font(Type.BODY))
