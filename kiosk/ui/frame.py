"""The frame of every page: where you go above, who helps you below, the way out in the corner."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.i18n.catalogs import Catalog
from kiosk.ui.blocks import Block, paged, row, stack
from kiosk.ui.canvas import BOLD, Canvas, Ink
from kiosk.ui.parts import ICON_GAP_MM, ICON_MM, TOP_MM, button, button_width
from kiosk.ui.scene import Align, Box
from kiosk.ui.theme import Role, Type

MARGIN_MM, COMPACT_MARGIN_MM, TOP_ROW_MM, BOTTOM_GAP_MM = 16.0, 12.0, 24.0, 6.0
BAR_BUTTON_MM, BAR_PAD_MM, BUTTON_GAP_MM = 24.0, 4.0, 4.0
HERE_MM = 1.2


@dataclass(frozen=True, slots=True)
class Here:
    """Where the visitor is: the control that has nothing to do keeps its place, underlined."""

    screen: str
    language_name: str
    attract: bool = False
    listen: bool = False
    explain_from: int = 0


def margin(c: Canvas) -> int:
    """The side margin of a page."""
    return c.px(COMPACT_MARGIN_MM if c.glass.compact else MARGIN_MM)


def frame(c: Canvas, say: Catalog, here: Here) -> Box:
    """Draws the frame; returns the room between its parts."""
    top = _top(c, say, here)
    bottom = _bar(c, say, here)
    side = margin(c)
    return Box(side, top, c.glass.width - 2 * side, bottom - c.px(BOTTOM_GAP_MM) - top)


# --- above --------------------------------------------------------------------------------------


def _top(c: Canvas, say: Catalog, here: Here) -> int:
    leave = say.gettext("Leave this page")
    items: tuple[tuple[str, str, str], ...] = (
        ("back", "back", say.gettext("Back")),
        ("start", "start", say.gettext("Start")),
        ("search", "search", say.gettext("Search")),
    )
    if here.attract:
        items = ()
    side, gap = margin(c), c.px(BUTTON_GAP_MM)
    widths = [_top_width(c, label) for *_, label in items]
    tab = _leave_width(c, leave, c.glass.width)
    need = sum(widths) + gap * max(0, len(items) - 1) + side
    line = c.wrap(leave, Type.BODY, c.glass.width, bold=True).line_height
    high = max(c.px(TOP_MM), line + 2 * c.px(2.5))
    if need + c.px(6) + tab <= c.glass.width:
        height = high + c.px(6)
        _nav(c, items, widths, Box(side, c.px(3), 0, high), here)
        _leave(c, leave, Box(c.glass.width - tab, 0, tab, height), here)
    else:
        tab = min(tab, c.glass.width - need - c.px(6))
        narrow = _leave_width(c, leave, c.glass.width, lines=2)
        if tab >= narrow and need + c.px(6) + narrow <= c.glass.width:
            height = max(high, 2 * line + 2 * c.px(2)) + c.px(6)
            _nav(c, items, widths, Box(side, c.px(3), 0, height - c.px(6)), here)
            _leave(c, leave, Box(c.glass.width - narrow, 0, narrow, height), here)
        else:
            tab = _leave_width(c, leave, c.glass.width)
            _leave(c, leave, Box(c.glass.width - tab, 0, tab, high + c.px(6)), here)
            y = high + c.px(9)
            room = c.glass.width - 2 * side
            if sum(widths) + gap * (len(items) - 1) > room:
                widths = [(room - gap * (len(items) - 1)) // len(items)] * len(items)
            _nav(c, items, widths, Box(side, y, 0, high), here)
            height = y + high
    if here.attract:
        start = here.explain_from or side
        _explain_leave(c, say, Box(start, 0, c.glass.width - tab - start - c.px(6), height))
    return height


def _top_width(c: Canvas, label: str) -> int:
    return c.text_width(label, Type.BODY, bold=True) + c.px(ICON_MM + ICON_GAP_MM + 10)


def _leave_width(c: Canvas, label: str, most: int, lines: int = 1) -> int:
    words = c.text_width(label, Type.BODY, bold=True)
    if lines > 1:
        words = c.wrap(label, Type.BODY, round(words * 0.7), bold=True, balance=True).width
    return min(most, words + c.px(ICON_MM + ICON_GAP_MM + 16))


def _nav(
    c: Canvas,
    items: Sequence[tuple[str, str, str]],
    widths: Sequence[int],
    box: Box,
    here: Here,
) -> None:
    x = box.x
    for (act, icon, label), width in zip(items, widths, strict=True):
        cell = Box(x, box.y, width, box.h)
        if here.screen == {"start": "home", "search": "search"}.get(act):
            _here(c, cell, icon, label, Role.INK)
        else:
            button(c, act, label, icon, height_mm=0).draw(cell)
        x += width + c.px(BUTTON_GAP_MM)


def _here(c: Canvas, box: Box, icon: str, label: str, role: Role) -> None:
    """A control that is where the visitor is: no border, the lamp underline."""
    side, gap = c.px(ICON_MM), c.px(ICON_GAP_MM)
    wrapped = c.wrap(label, Type.BODY, box.w - side - gap, bold=True, balance=True)
    used = side + gap + wrapped.width
    x = box.x + (box.w - used) // 2
    c.icon(Box(x, box.y, side, box.h), icon, role, spot=role is Role.INK)
    words = Box(x + side + gap, box.y, wrapped.width, box.h)
    c.text(words, label, Type.BODY, Ink(role, bold=True), middle=True, balance=True)
    under = box.y + (box.h + wrapped.height) // 2
    c.rect(Box(x, min(under, box.bottom - c.px(HERE_MM)), used, c.px(HERE_MM)), Role.LAMP,
           radius_mm=HERE_MM / 2)


def _leave(c: Canvas, label: str, box: Box, here: Here) -> None:
    edge = c.px(1.0 if c.strong else 0.5)
    # The tab is flush with both edges of the glass: its border lies outside of it.
    flush = Box(box.x, box.y - edge, box.w + edge, box.h + edge)
    with c.touch(
        flush,
        "leave",
        label,
        fill=Role.STONE,
        radius_mm=6,
        corners=(False, False, False, True),
        on_press=True,
        press=(Role.LEAF, Role.PRIMARY),
    ):
        side = c.px(ICON_MM)
        room = box.inset(c.px(8), 0)
        c.icon(room.start(side), "leave")
        c.text(
            room.after(side + c.px(ICON_GAP_MM)), label, Type.BODY, BOLD, middle=True, balance=True
        )
    del here


def _explain_leave(c: Canvas, say: Catalog, box: Box) -> None:
    text = say.gettext("Hides this screen at once")
    side = c.px(ICON_MM)
    room = box.w - side - c.px(ICON_GAP_MM)
    wrapped = c.wrap(text, Type.BODY, room, balance=True)
    if wrapped.broken or wrapped.height > box.h:
        return
    c.icon(box.end(side), "arrow", Role.INK_SOFT)
    words = Box(box.x + room - wrapped.width, box.y, wrapped.width, box.h)
    c.text(words, text, Type.BODY, Ink(Role.INK_SOFT), middle=True, balance=True)


# --- below --------------------------------------------------------------------------------------


def _bar(c: Canvas, say: Catalog, here: Here) -> int:
    talk, second = say.gettext("Talk to someone now"), say.gettext("Free. Day and night.")
    tools = [
        ("listen", "listen", say.gettext("Listen")),
        ("see", "see", say.gettext("Easier to see")),
        ("languages", "globe", here.language_name),
    ]
    side, gap, pad = margin(c), c.px(BUTTON_GAP_MM - 1), c.px(BAR_PAD_MM)
    width = c.glass.width - 2 * side
    talk_line = c.wrap(talk, Type.TILE, width, bold=True).line_height
    high = max(c.px(BAR_BUTTON_MM), talk_line + 2 * c.px(3))
    tool_widths = [
        c.text_width(label, Type.BODY, bold=True) + c.px(ICON_MM + ICON_GAP_MM + 8)
        for *_, label in tools
    ]
    talk_need = c.text_width(talk, Type.TILE, bold=True) + c.px(12 + 4 + 10)
    rest = width - sum(tool_widths) - 3 * gap
    if rest >= talk_need and not c.glass.portrait:
        top = c.glass.height - high - 2 * pad
        _bar_ground(c, top)
        cells = [Box(side, top + pad, rest, high)]
        for tool in tool_widths:
            cells.append(Box(cells[-1].right + gap, top + pad, tool, high))
    else:
        rest = width
        tool = (width - 2 * gap) // 3
        lines = max(
            c.text_height(label, Type.BODY, tool - c.px(ICON_MM + ICON_GAP_MM + 6), bold=True)
            for *_, label in tools
        )
        talk_high = max(
            high, c.text_height(talk, Type.TILE, width - c.px(26), bold=True) + c.px(6)
        )
        low = max(c.px(BAR_BUTTON_MM), lines + 2 * c.px(2.5))
        top = c.glass.height - talk_high - low - gap - 2 * pad
        _bar_ground(c, top)
        cells = [Box(side, top + pad, width, talk_high)]
        y = top + pad + talk_high + gap
        cells.extend(Box(side, y, width, low).columns(3, gap))
    _talk(c, talk, second, cells[0], here)
    for (act, icon, label), cell in zip(tools, cells[1:], strict=True):
        _tool(c, act, icon, label, cell, here)
    return top


def _bar_ground(c: Canvas, top: int) -> None:
    c.rect(Box(0, top, c.glass.width, c.glass.height - top), Role.BAR)
    if c.strong:
        c.rect(Box(0, top, c.glass.width, c.px(1)), Role.BAR_LINE)


def _talk(c: Canvas, talk: str, second: str, box: Box, here: Here) -> None:
    side, gap, pad = c.px(12), c.px(4), c.px(5)
    second_width = c.text_width(second, Type.BODY)
    words = c.text_width(talk, Type.TILE, bold=True)
    shown = not c.glass.compact and words + second_width + side + gap + 3 * pad <= box.w
    if here.screen == "talk":
        line = c.wrap(talk, Type.TILE, box.w - side - gap - pad, bold=True)
        c.icon(box.start(side), "phone", Role.ON_BAR)
        c.text(box.after(side + gap), talk, Type.TILE, Ink(Role.ON_BAR, bold=True), middle=True)
        under = box.y + (box.h + line.height) // 2
        c.rect(Box(box.x + side + gap, under, line.width, c.px(HERE_MM)), Role.LAMP)
        if shown:
            c.text(box.inset(pad, 0), second, Type.BODY, Ink(Role.ON_BAR), middle=True,
                   align=Align.END)
        return
    with c.touch(
        box,
        "talk",
        f"{talk}. {second}",
        fill=Role.LAMP,
        line=Role.LAMP,
        press=(Role.LAMP, Role.ON_BAR),
        ink=Role.ON_LAMP,
        in_bar=True,
        radius_mm=5,
    ):
        room = box.inset(pad, 0)
        c.icon(room.start(side), "phone", Role.ON_LAMP)
        c.text(room.after(side + gap), talk, Type.TILE, Ink(Role.ON_LAMP, bold=True), middle=True)
        if shown:
            c.text(room, second, Type.BODY, Ink(Role.ON_LAMP), middle=True, align=Align.END)


def _tool(c: Canvas, act: str, icon: str, label: str, box: Box, here: Here) -> None:
    on = (act == "languages" and (here.attract or here.screen == "languages"))
    if on:
        _here(c, box, icon, label, Role.ON_BAR)
        return
    with c.touch(
        box,
        act,
        label,
        fill=Role.BAR,
        line=Role.BAR_LINE,
        press=(Role.BAR, Role.ON_BAR),
        ink=Role.ON_BAR,
        in_bar=True,
    ):
        side, gap = c.px(ICON_MM), c.px(ICON_GAP_MM)
        wrapped = c.wrap(label, Type.BODY, box.w - side - gap - c.px(5), bold=True, balance=True)
        x = box.x + (box.w - side - gap - wrapped.width) // 2
        c.icon(Box(x, box.y, side, box.h), icon, Role.ON_BAR)
        words = Box(x + side + gap, box.y, wrapped.width, box.h)
        c.text(words, label, Type.BODY, Ink(Role.ON_BAR, bold=True), middle=True, balance=True)


# --- the page between ---------------------------------------------------------------------------


def title(
    c: Canvas, box: Box, text: str, *, icon: str = "", tint: Role = Role.LEAF, second: str = ""
) -> Box:
    """The title of a page, with its badge where it has one; returns the room under it."""
    c.title = text
    badge = c.px(22) if icon else 0
    gap = c.px(6) if icon else 0
    room = box.after(badge + gap).below(c.px(2))
    high = c.text_height(text, Type.TITLE, room.w, bold=True)
    if icon:
        top = max(high, badge)
        mark = Box(box.x, box.y + c.px(2) + (top - badge) // 2, badge, badge)
        if not c.strong:
            c.rect(mark, tint, radius_mm=5)
        c.icon(mark.inset(c.px(3.5)), icon, tint=True)
    else:
        top = high
    c.text(Box(room.x, room.y, room.w, top), text, Type.TITLE, BOLD, middle=True, heading=True)
    used = c.px(2) + top
    if second:
        line = Box(box.x, box.y + used, box.w, box.h)
        used += c.text(line, second, Type.BODY, Ink(Role.INK_SOFT)) + c.px(1)
    return box.below(used + c.px(4))


def pager_height(c: Canvas, say: Catalog) -> int:
    """Height of the pager under a list."""
    return button(c, "page:0", say.gettext("Before"), "chevron_before").measure(
        button_width(c, say.gettext("Before"), "chevron_before")
    )


def pager(c: Canvas, say: Catalog, box: Box, page: int, pages: int, more: str) -> None:
    """Before · Page 1 of 2 · More. One that leads nowhere keeps its place, off."""
    before = say.gettext("Before")
    # TRANSLATORS: {page} and {pages} are numbers.
    middle = say.gettext("Page {page} of {pages}").format(page=page + 1, pages=pages)
    first, last = button_width(c, before, "chevron_before"), button_width(c, more, "chevron_next")
    room = box.w - first - last - 2 * c.px(4)
    words = c.text_width(middle, Type.BODY, bold=True)
    if room < words:
        middle = f"{page + 1} / {pages}"
    if room < c.text_width(middle, Type.BODY, bold=True):
        middle = ""
    if box.w - first - last < c.px(4):
        first = last = (box.w - c.px(4)) // 2
        middle = ""
    if page > 0:
        button(c, f"page:{page - 1}", before, "chevron_before").draw(box.start(first))
    c.text(
        Box(box.x + first + c.px(2), box.y, box.w - first - last - c.px(4), box.h),
        middle,
        Type.BODY,
        BOLD,
        middle=True,
        align=Align.CENTER,
    )
    if page + 1 < pages:
        button(c, f"page:{page + 1}", more, "chevron_next", icon_end=True).draw(box.end(last))


def spread(
    c: Canvas,
    say: Catalog,
    box: Box,
    blocks: Sequence[Block],
    page: int,
    *,
    gap: int,
    more: str = "",
    grow: bool = False,
) -> int:
    """Blocks on as many pages as they need, with a pager where there is more than one.

    Returns the page that is shown, which is never past the last.
    """
    pages = paged(blocks, box.w, box.h, gap)
    if len(pages) > 1:
        foot = pager_height(c, say)
        pages = paged(blocks, box.w, box.h - foot - c.px(4), gap)
        page = min(page, len(pages) - 1)
        pager(c, say, box.foot(foot), page, len(pages), more or say.gettext("More"))
        box = box.top(box.h - foot - c.px(4))
    page = min(page, len(pages) - 1)
    used = stack(pages[page], box, gap)
    if used > box.h:
        c.problem(f"a block needs {used} px of {box.h}")
    del grow
    return page


def buttons_row(c: Canvas, blocks: Sequence[Block]) -> Block:
    """Buttons side by side."""
    return row(blocks, c.px(BUTTON_GAP_MM))
