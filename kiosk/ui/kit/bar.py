"""The bar at the bottom of every page: immediate help, and the tools."""

from collections.abc import Sequence

from kiosk.i18n.catalogs import Catalog
from kiosk.ui.kit.canvas import Canvas, Ink
from kiosk.ui.kit.current_marker import (
    BUTTON_GAP_MM,
    HERE_MM,
    CurrentPosition,
    draw_current_control,
    margin,
)
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import TextStep, Type, TypeRole
from kiosk.ui.kit.widgets import ICON_GAP_MM

BAR_BUTTON_MM, BAR_PAD_MM = 24.0, 4.0
COMPACT_BUTTON_MM = 18.0
"""The same button on a small glass. The room around it holds the ring."""
TIGHT_BUTTON_MM, TIGHT_PAD_MM, TIGHT_LINES_PAD_MM = 13.0, 2.6, 0.6
"""The same on a low-reach page with scarce height."""
EDGES_MM = (8.0, 6.0, 3.5)
"""Both edges of a tool: usually, next to two lines of words, with the smallest icon."""
TALK_ICON_MM, TALK_GAP_MM, TALK_PAD_MM, TALK_LINES = 12.0, 4.0, 5.0, 2
"""Least picture of "Talk to someone now", what is next to it, and its lines of words in one row."""
LEAN_GAP_MM, LEAN_PAD_MM = 2.5, 3.0
"""The same around a word that needs the room."""


_Tool = tuple[str, str, str]


def bar(c: Canvas, say: Catalog, here: CurrentPosition) -> int:
    """Draw the bottom bar; return its top in pixels."""
    talk, second = say.gettext("Talk to someone now"), say.gettext("Free. Day and night.")
    listen, see = say.gettext("Listen"), say.gettext("Easier to see")
    spoken = {
        "listen": listen,
        "see": see,
        "languages": f"{here.language_name}. {say.gettext('Languages')}",
    }

    def tools(words: str | None) -> list[_Tool]:
        return [
            ("listen", "listen", listen if words else ""),
            ("see", "see", words or ""),
            ("languages", "globe", "" if words is None else here.language_name),
        ]

    # TRANSLATORS: One short word for "Easier to see", next to a picture of letters.
    short = say.pgettext("larger letters", "See")
    scarce = c.short or (c.glass.compact and c.meter.step is TextStep.XL)
    every, cells = tools(see), list[Box]()
    # On a low-reach page pictures stand alone if that saves a line: a hand reaches no higher.
    bare = (("", 0), ("", 1), ("", 2), (None, 1)) if c.short else ()
    for words, edges in ((see, 0), (see, 1), (short, 1), (see, 2), (short, 2), *bare):
        # Where height is scarce, the words that leave a page most room are taken.
        if c.glass.portrait or (cells and not scarce):
            break
        tried = tools(words)
        found = _one_row(c, talk, tried, edges)
        if found and (not cells or found[0].h < cells[0].h):
            every, cells = tried, found
    if not cells:
        every = next((one for one in map(tools, (see, short)) if _hold(c, one)), tools(short))
        cells = _two_rows(c, talk, every)
    top = cells[0].y - _pad(c)
    _bar_ground(c, top)
    _talk(c, talk, second, cells[0], here)
    for tool, cell in zip(every, cells[1:], strict=True):
        _tool(c, tool, cell, here, spoken.get(tool[0], tool[2]))
    return top


def _pad(c: Canvas) -> int:
    return c.px(TIGHT_PAD_MM if c.tight else BAR_PAD_MM)


def _least(c: Canvas) -> int:
    """Return the least height of what can be touched in the bar."""
    if c.tight:
        return c.px(TIGHT_BUTTON_MM)
    return c.px(COMPACT_BUTTON_MM if c.glass.compact else BAR_BUTTON_MM)


def _talk_icon(c: Canvas) -> int:
    return max(c.px(TALK_ICON_MM), c.icon_side(Type.TILE))


def _talk_height(c: Canvas, lines: int) -> int:
    line = c.wrap("", Type.TILE, c.glass.width, bold=True).line_height
    return lines * line + 2 * c.px(TIGHT_LINES_PAD_MM if c.tight or lines > 1 else 3)


def _talk_around(c: Canvas, talk: str, width: int) -> tuple[int, int]:
    """Return gap and edge of the words of a talk button; less where a word would be broken."""
    gap, pad = c.px(TALK_GAP_MM), c.px(TALK_PAD_MM)
    rest = width - _talk_icon(c)
    if c.wrap(talk, Type.TILE, max(1, rest - gap - 2 * pad), bold=True).broken:
        return c.px(LEAN_GAP_MM), c.px(LEAN_PAD_MM)
    return gap, pad


def _talk_room(c: Canvas, talk: str, width: int) -> int:
    """Return the width of the words of a talk button."""
    gap, pad = _talk_around(c, talk, width)
    return max(1, width - _talk_icon(c) - gap - 2 * pad)


def _one_row(c: Canvas, talk: str, tools: Sequence[_Tool], edges: int) -> list[Box]:
    """Return the cells of a bar in one row, talk first; none if its words need more lines.

    Only next to the widest ``edges`` talk must stand on one line.
    """
    side, gap = margin(c), c.px(BUTTON_GAP_MM - 1)
    lines = TALK_LINES if edges else 1
    widths = [_tool_width(c, label, edges) for *_, label in tools]
    rest = c.glass.width - 2 * side - sum(widths) - len(widths) * gap
    words = c.wrap(talk, Type.TILE, _talk_room(c, talk, rest), bold=True, balance=True)
    if words.broken or len(words.lines) > lines:
        return []
    high = max(_least(c), _talk_height(c, len(words.lines)))
    y = c.glass.height - high - _pad(c)
    cells = [Box(side, y, rest, high)]
    for wide in widths:
        cells.append(Box(cells[-1].right + gap, y, wide, high))
    return cells


def _hold(c: Canvas, tools: Sequence[_Tool]) -> bool:
    """True if no word of the tools breaks next to its picture."""
    width = c.glass.width - 2 * margin(c)
    shares = _shared(
        c, [label for *_, label in tools], Box(0, 0, width, 0), c.px(BUTTON_GAP_MM - 1)
    )
    return not any(
        c.wrap(label, Type.BODY, box.w - c.icon_side() - c.px(ICON_GAP_MM + 5), bold=True).broken
        for (*_, label), box in zip(tools, shares, strict=True)
    )


def _two_rows(c: Canvas, talk: str, tools: Sequence[_Tool]) -> list[Box]:
    """Return the cells of a bar in two rows: talk above the tools."""
    side, gap = margin(c), c.px(BUTTON_GAP_MM - 1)
    width = c.glass.width - 2 * side
    shares = _shared(c, [label for *_, label in tools], Box(side, 0, width, 0), gap)
    words = max(
        c.text_height(label, Type.BODY, box.w - c.icon_side() - c.px(ICON_GAP_MM + 6), bold=True)
        for (*_, label), box in zip(tools, shares, strict=True)
    )
    lines = len(c.wrap(talk, Type.TILE, _talk_room(c, talk, width), bold=True).lines)
    row_height = max(_least(c), words + 2 * c.px(TIGHT_LINES_PAD_MM if c.tight else 2.5))
    high = max(_least(c), _talk_height(c, lines))
    bottom = c.glass.height - _pad(c) - row_height
    return [
        Box(side, bottom - gap - high, width, high),
        *(Box(box.x, bottom, box.w, row_height) for box in shares),
    ]


def _tool_width(c: Canvas, label: str, edges: int) -> int:
    icon = _least_icon(c) if EDGES_MM[edges] == EDGES_MM[-1] else c.icon_side()
    words = c.text_width(label, Type.BODY, bold=True)
    return words + icon + c.px(ICON_GAP_MM + EDGES_MM[edges])


def _least_icon(c: Canvas) -> int:
    return c.icon_side(Type.BODY, 0)


def _shared(c: Canvas, labels: list[str], row: Box, gap: int) -> tuple[Box, ...]:
    """Divide a row among tools: evenly, or by their longest words if one needs more.

    Where whole words leave no room for pictures, they come before them.
    """
    even = row.columns(len(labels), gap)
    for picture in (c.icon_side() + c.px(ICON_GAP_MM), 0):
        least = [
            max(c.text_width(word, Type.BODY, bold=True) for word in label.split())
            + picture
            + c.px(8)
            for label in labels
        ]
        extra = row.w - gap * (len(labels) - 1) - sum(least)
        if extra >= 0:
            break
    if extra < 0 or max(least) <= min(box.w for box in even):
        return even
    cells, x = list[Box](), row.x
    for need in least:
        cells.append(Box(x, row.y, need + extra // len(labels), row.h))
        x = cells[-1].right + gap
    return tuple(cells)


def _bar_ground(c: Canvas, top: int) -> None:
    c.rect(Box(0, top, c.glass.width, c.glass.height - top), TypeRole.BAR)
    if c.strong:
        c.rect(Box(0, top, c.glass.width, c.px(1)), TypeRole.BAR_LINE)


def _talk(c: Canvas, talk: str, second: str, box: Box, here: CurrentPosition) -> None:
    side, (gap, pad) = _talk_icon(c), _talk_around(c, talk, box.w)
    second_width = c.text_width(second, Type.BODY)
    words = c.text_width(talk, Type.TILE, bold=True)
    shown = not c.glass.compact and words + second_width + side + gap + 3 * pad <= box.w
    if here.screen == "talk":
        line = c.wrap(talk, Type.TILE, box.w - side - gap - pad, bold=True, balance=True)
        c.icon(box.start(side), "phone", TypeRole.ON_BAR)
        c.text(
            box.after(side + gap),
            talk,
            Type.TILE,
            Ink(TypeRole.ON_BAR, bold=True),
            middle=True,
            balance=True,
        )
        under = box.y + (box.h + line.height) // 2
        c.rect(Box(box.x + side + gap, under, line.width, c.px(HERE_MM)), TypeRole.LAMP)
        if shown:
            c.text(
                box.inset(pad, 0),
                second,
                Type.BODY,
                Ink(TypeRole.ON_BAR),
                middle=True,
                align=Align.END,
            )
        return
    with c.touch(
        box,
        "talk",
        f"{talk}. {second}",
        fill=TypeRole.LAMP,
        line=TypeRole.LAMP,
        press=(TypeRole.LAMP, TypeRole.ON_BAR),
        ink=TypeRole.ON_LAMP,
        in_bar=True,
        radius_mm=5,
    ):
        room = box.inset(pad, 0)
        c.icon(room.start(side), "phone", TypeRole.ON_LAMP)
        c.text(
            room.after(side + gap),
            talk,
            Type.TILE,
            Ink(TypeRole.ON_LAMP, bold=True),
            middle=True,
            balance=True,
        )
        if shown:
            c.text(room, second, Type.BODY, Ink(TypeRole.ON_LAMP), middle=True, align=Align.END)


def _tool(
    c: Canvas, tool: tuple[str, str, str], box: Box, here: CurrentPosition, name: str
) -> None:
    act, icon, label = tool
    on = act == here.screen or (act == "languages" and here.attract)
    if on:
        draw_current_control(c, box, icon, label, TypeRole.ON_BAR)
        return
    with c.touch(
        box,
        act,
        name,
        fill=TypeRole.BAR,
        line=TypeRole.BAR_LINE,
        press=(TypeRole.BAR, TypeRole.ON_BAR),
        ink=TypeRole.ON_BAR,
        in_bar=True,
    ):
        side, gap, pad = c.icon_side(), c.px(ICON_GAP_MM), c.px(5)
        if c.text_width(label, Type.BODY, bold=True) > box.w - side - gap - pad:
            side, pad = _least_icon(c), c.px(EDGES_MM[-1] - 0.5)
        if c.wrap(label, Type.BODY, max(1, box.w - side - gap - pad), bold=True).broken:
            side = gap = 0
        wrapped = c.wrap(label, Type.BODY, box.w - side - gap - pad, bold=True, balance=True)
        x = box.x + (box.w - side - gap - wrapped.width) // 2
        if side:
            c.icon(Box(x, box.y, side, box.h), icon, TypeRole.ON_BAR)
        words = Box(x + side + gap, box.y, wrapped.width, box.h)
        c.text(words, label, Type.BODY, Ink(TypeRole.ON_BAR, bold=True), middle=True, balance=True)
