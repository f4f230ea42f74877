"""The page inside the frame: its title, its blocks, its pager."""

from collections.abc import Sequence

import msgspec

from kiosk.i18n.catalogs import Catalog
from kiosk.i18n.digits import numeral
from kiosk.ui.kit.blocks import Block, balance_last_page, height_of, paginate, stack
from kiosk.ui.kit.canvas import BOLD, Canvas, Ink
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.small_pager import SmallPager, small_pager
from kiosk.ui.kit.split_layout import Halves, halves, move_up
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, button_width

BADGE_MM, BADGE_ICON_MM = 22.0, 15.0
"""Side of the badge next to a title, and of its picture where the title is not larger."""


def title(
    c: Canvas,
    box: Box,
    text: str,
    *,
    icon: str = "",
    tint: TypeRole = TypeRole.LEAF,
    second: str = "",
    kind: Type = Type.TITLE,
) -> Box:
    """Draw the title of a page, with a badge if it has one; return the room below it.

    On a low-reach page it moves to the upper half, and all the room remains.
    """
    c.title = text
    head = title_block(c, text, icon=icon, tint=tint, second=second, kind=kind)
    if move_up(c, head):
        return box
    head.draw(box)
    return box.below(head.measure(box.w) + c.px(4))


def title_block(
    c: Canvas,
    text: str,
    *,
    icon: str = "",
    tint: TypeRole = TypeRole.LEAF,
    second: str = "",
    kind: Type = Type.TITLE,
) -> Block:
    """Return the title as a block; ``kind`` is smaller if it must not be read from afar."""
    badge = c.px(BADGE_MM) if icon else 0
    start = badge + c.px(6) if icon else 0

    def first(width: int) -> int:
        return max(badge, c.text_height(text, kind, width - start, bold=True))

    def measure(width: int) -> int:
        used = c.px(2) + first(width)
        return used + (c.text_height(second, Type.BODY, width) + c.px(1) if second else 0)

    def draw(box: Box) -> None:
        top = first(box.w)
        if icon:
            mark = Box(box.x, box.y + c.px(2) + (top - badge) // 2, badge, badge)
            draw_badge(c, mark, icon, tint, kind)
        room = box.after(start).below(c.px(2)).top(top)
        c.text(room, text, kind, BOLD, middle=True, heading=True)
        if second:
            c.text(box.below(c.px(2) + top), second, Type.BODY, Ink(TypeRole.INK_SOFT))

    def whole(width: int) -> bool:
        return not c.wrap(text, kind, width - start, bold=True).broken

    return Block(measure, draw, whole=whole)


def draw_badge(c: Canvas, box: Box, icon: str, tint: TypeRole, kind: Type) -> None:
    """Draw the picture of a page on its tint, next to a title of a type."""
    if not c.strong:
        c.rect(box, tint, radius_mm=5)
    side = min(max(c.px(BADGE_ICON_MM), c.icon_side(kind)), box.h - 2 * c.px(1))
    pad = (box.h - side) // 2
    c.icon(box.inset(pad, pad), icon, tint=True)


def pager_height(c: Canvas, say: Catalog) -> int:
    """Return the height of the pager under a list; 0 where it stands in the row of navigation."""
    if c.pager_row is not None:
        return 0
    return button(c, "page:0", say.gettext("Before"), "chevron_before").measure(
        button_width(c, say.gettext("Before"), "chevron_before")
    )


def over_pager(c: Canvas, say: Catalog, room: Box, gap: int) -> Box:
    """Return the room over a pager and a gap in pixels."""
    foot = pager_height(c, say)
    return room.top(room.h - foot - gap) if foot else room


def pager(
    c: Canvas,
    say: Catalog,
    box: Box,
    page: int,
    pages: int,
    *,
    more: str = "",
    counted: bool = True,
    main: bool = False,
    between: int = 0,
) -> None:
    """Draw Before · Page 1 of 2 · More; a button that leads nowhere leaves its place empty.

    ``more`` replaces the words of the next button. Without ``counted`` the number of pages is
    unknown. ``main`` makes the next button the main action. ``between`` are pixels before it that
    something else takes.
    """
    more = more or say.gettext("More")
    if c.pager_row is not None:
        widest = numeral(say.language, pages)
        row = SmallPager(c, say, more, widest=widest, main=main)
        row = small_pager(row, c.pager_row.w)
        row.draw(c.pager_row, page, pages if counted else 0)
        return
    back = before = say.gettext("Before")
    here = numeral(say.language, page + 1)
    # TRANSLATORS: {page} and {pages} are numbers.
    middle = say.gettext("Page {page} of {pages}").format(
        page=here, pages=numeral(say.language, pages)
    )
    if not counted:
        middle = say.gettext("Page {page}").format(page=here)
    first, last = button_width(c, before, "chevron_before"), button_width(c, more, "chevron_next")
    room = box.w - first - last - 2 * c.px(4) - between
    words = c.text_width(middle, Type.BODY, bold=True)
    if room < words:
        middle = f"{here} / {numeral(say.language, pages)}" if counted else here
    if room < c.text_width(middle, Type.BODY, bold=True):
        middle = ""
    if box.w - first - last < c.px(4):
        # A single button may take the width of both; of two, the way back is an icon.
        middle = ""
        if page in {0, pages - 1}:
            first, last = min(first, box.w), min(last, box.w)
        else:
            back, first = "", button_width(c, "", "chevron_before")
            last = min(last, box.w - first - c.px(4))
    with c.read_after():
        if page > 0:
            act = f"page:{page - 1}"
            button(c, act, back, "chevron_before", name=before).draw(box.start(first))
        c.text(
            Box(box.x + first + c.px(2), box.y, box.w - first - last - between - c.px(4), box.h),
            middle,
            Type.BODY,
            BOLD,
            middle=True,
            align=Align.CENTER,
        )
        if page + 1 < pages:
            onward = button(c, f"page:{page + 1}", more, "chevron_next", main=main, icon_end=True)
            onward.draw(box.end(last))


LONG = 300
"""Number of blocks from which a list is long: measuring all takes longer than a touch may."""


class BlockPages(msgspec.Struct, frozen=True):
    """Blocks on pages. ``whole``: these are all; else unmeasured ones follow."""

    pages: tuple[tuple[Block, ...], ...]
    whole: bool

    def among_first(self, pages: int) -> int:
        """Return how many blocks are on the first pages."""
        return sum(map(len, self.pages[:pages]))


def paginate_blocks(
    c: Canvas, say: Catalog, box: Box, blocks: Sequence[Block], page: int, *, gap: int
) -> BlockPages:
    """Distribute blocks to the pages of a box, with room for a pager if there are several.

    Of a long list only the pages up to the one after ``page`` are measured, so that no touch waits
    for the rest.
    """
    most = page + 2 if len(blocks) > LONG else 0
    pages = paginate(blocks, box.w, box.h, gap, most)
    if len(pages) == 1:
        return BlockPages(pages, whole=True)
    over = over_pager(c, say, box, c.px(4)).h
    pages = paginate(blocks, box.w, over, gap, most)
    whole = sum(map(len, pages)) == len(blocks)
    return BlockPages(pages if most else balance_last_page(pages, box.w, over, gap), whole)


def draw_pages(
    c: Canvas,
    say: Catalog,
    box: Box,
    blocks: Sequence[Block],
    page: int,
    *,
    gap: int,
    more: str = "",
    across: Box | None = None,
    main: bool = False,
) -> int:
    """Draw blocks on as many pages as they need, with a pager if there are several.

    The pager is at the bottom of ``across`` if the blocks are narrower than the page; ``more`` and
    ``main`` are passed to it. Returns the page shown, never past the last.
    """
    if c.above:
        return _spread_low(c, say, box, blocks, page, gap=gap, more=more, across=across, main=main)
    dealt = paginate_blocks(c, say, box, blocks, page, gap=gap)
    pages = dealt.pages
    page = min(page, len(pages) - 1)
    if len(pages) > 1:
        where = (across or box).foot(pager_height(c, say))
        pager(c, say, where, page, len(pages), more=more, counted=dealt.whole, main=main)
        box = over_pager(c, say, box, c.px(4))
    used = height_of(pages[page], box.w, gap)
    if used > box.h:
        c.problem(f"a block needs {used} px of {box.h}")
    stack(pages[page], box.foot(min(used, box.h)) if c.low_reach else box, gap)
    return page


def _spread_low(
    c: Canvas,
    say: Catalog,
    box: Box,
    blocks: Sequence[Block],
    page: int,
    *,
    gap: int,
    more: str,
    across: Box | None,
    main: bool,
) -> int:
    """Do the same on a low-reach page: text to read above, targets below."""
    foot, over = pager_height(c, say), over_pager(c, say, box, gap)
    pages = halves(c, blocks, box, over, gap)
    page = min(page, len(pages) - 1)
    if len(pages) > 1:
        pager(c, say, (across or box).foot(foot), page, len(pages), more=more, main=main)
        box = over
    _judge(c, pages, box, gap)
    for block in pages[page].read:
        move_up(c, block)
    stack(pages[page].below, box, gap)
    return page


def _judge(c: Canvas, pages: Sequence[Halves], box: Box, gap: int) -> None:
    """Report what does not fit on any of the pages, so that all use the same height."""
    for page in pages:
        used = height_of(page.below, box.w, gap)
        if used > box.h:
            c.problem(f"a block needs {used} px of {box.h}")
    c.judged = True
