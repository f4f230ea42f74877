"""The bar at the bottom of every page: immediate help, and the tools."""

from collections.abc import Sequence

from kiosk.ui.kit.canvas import Canvas, Ink
from kiosk.ui.kit.current_marker import (
    BUTTON_GAP_MM,
    HERE_MM,
    CurrentPosition,
    draw_current_control,
    margin,
)
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import ICON_GAP_MM
from kiosk.visit.acts import AnyAct, Panel, Route, Screen, TextStep, token

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


_Tool = tuple[AnyAct, str, str]


def bar(canvas: Canvas, position: CurrentPosition) -> int:
    """Draw the bottom bar; return its top in pixels."""
    catalog = canvas.catalog
    talk, second = catalog.gettext("Talk to someone now"), catalog.gettext("Free. Day and night.")
    listen, see = catalog.gettext("Listen"), catalog.gettext("Easier to see")
    languages = Route(Screen.LANGUAGES)
    spoken: dict[AnyAct, str] = {
        Panel.LISTEN: listen,
        Panel.SEE: see,
        languages: f"{position.language_name}. {catalog.gettext('Languages')}",
    }

    def tools(words: str | None) -> list[_Tool]:
        return [
            (Panel.LISTEN, "listen", listen if words else ""),
            (Panel.SEE, "see", words or ""),
            (languages, "globe", "" if words is None else position.language_name),
        ]

    # TRANSLATORS: One short word for "Easier to see", next to a picture of letters.
    short = catalog.pgettext("larger letters", "See")
    scarce = canvas.short or (canvas.glass.compact and canvas.meter.step is TextStep.XL)
    every, cells = tools(see), list[Box]()
    # A low-reach page shows pictures without words if that saves a line: a hand reaches no higher.
    bare = (("", 0), ("", 1), ("", 2), (None, 1)) if canvas.short else ()
    for words, edges in ((see, 0), (see, 1), (short, 1), (see, 2), (short, 2), *bare):
        # Where height is scarce, the words that leave a page most room are taken.
        if canvas.glass.portrait or (cells and not scarce):
            break
        tried = tools(words)
        found = _one_row(canvas, talk, tried, edges)
        if found and (not cells or found[0].h < cells[0].h):
            every, cells = tried, found
    if not cells:
        every = next((one for one in map(tools, (see, short)) if _hold(canvas, one)), tools(short))
        cells = _two_rows(canvas, talk, every)
    top = cells[0].y - _pad(canvas)
    _bar_ground(canvas, top)
    _talk(canvas, talk, second, cells[0], position)
    for tool, cell in zip(every, cells[1:], strict=True):
        _tool(canvas, tool, cell, position, spoken.get(tool[0], tool[2]))
    return top


def _pad(canvas: Canvas) -> int:
    return canvas.px(TIGHT_PAD_MM if canvas.tight else BAR_PAD_MM)


def _least(canvas: Canvas) -> int:
    """Return the least height of what can be touched in the bar."""
    if canvas.tight:
        return canvas.px(TIGHT_BUTTON_MM)
    return canvas.px(COMPACT_BUTTON_MM if canvas.glass.compact else BAR_BUTTON_MM)


def _talk_icon(canvas: Canvas) -> int:
    return max(canvas.px(TALK_ICON_MM), canvas.icon_side(Type.TILE))


def _talk_height(canvas: Canvas, lines: int) -> int:
    line = canvas.wrap("", Type.TILE, canvas.glass.width, bold=True).line_height
    return lines * line + 2 * canvas.px(TIGHT_LINES_PAD_MM if canvas.tight or lines > 1 else 3)


def _talk_around(canvas: Canvas, talk: str, width: int) -> tuple[int, int]:
    """Return gap and edge of the words of a talk button; less where a word would be broken."""
    gap, pad = canvas.px(TALK_GAP_MM), canvas.px(TALK_PAD_MM)
    rest = width - _talk_icon(canvas)
    if canvas.wrap(talk, Type.TILE, max(1, rest - gap - 2 * pad), bold=True).broken:
        return canvas.px(LEAN_GAP_MM), canvas.px(LEAN_PAD_MM)
    return gap, pad


def _talk_room(canvas: Canvas, talk: str, width: int) -> int:
    """Return the width of the words of a talk button."""
    gap, pad = _talk_around(canvas, talk, width)
    return max(1, width - _talk_icon(canvas) - gap - 2 * pad)


def _one_row(canvas: Canvas, talk: str, tools: Sequence[_Tool], edges: int) -> list[Box]:
    """Return the cells of a bar in one row, talk first; none if its words need more lines.

    Only next to the widest ``edges`` talk must stand on one line.
    """
    side, gap = margin(canvas), canvas.px(BUTTON_GAP_MM - 1)
    lines = TALK_LINES if edges else 1
    widths = [_tool_width(canvas, label, edges) for *_, label in tools]
    rest = canvas.glass.width - 2 * side - sum(widths) - len(widths) * gap
    words = canvas.wrap(talk, Type.TILE, _talk_room(canvas, talk, rest), bold=True, balance=True)
    if words.broken or len(words.lines) > lines:
        return []
    high = max(_least(canvas), _talk_height(canvas, len(words.lines)))
    y = canvas.glass.height - high - _pad(canvas)
    cells = [Box(side, y, rest, high)]
    for wide in widths:
        cells.append(Box(cells[-1].right + gap, y, wide, high))
    return cells


def _hold(canvas: Canvas, tools: Sequence[_Tool]) -> bool:
    """True if no word of the tools breaks next to its picture."""
    width = canvas.glass.width - 2 * margin(canvas)
    shares = _shared(
        canvas, [label for *_, label in tools], Box(0, 0, width, 0), canvas.px(BUTTON_GAP_MM - 1)
    )
    return not any(
        canvas.wrap(
            label, Type.BODY, box.w - canvas.icon_side() - canvas.px(ICON_GAP_MM + 5), bold=True
        ).broken
        for (*_, label), box in zip(tools, shares, strict=True)
    )


def _two_rows(canvas: Canvas, talk: str, tools: Sequence[_Tool]) -> list[Box]:
    """Return the cells of a bar in two rows: talk above the tools."""
    side, gap = margin(canvas), canvas.px(BUTTON_GAP_MM - 1)
    width = canvas.glass.width - 2 * side
    shares = _shared(canvas, [label for *_, label in tools], Box(side, 0, width, 0), gap)
    words = max(
        canvas.text_height(
            label, Type.BODY, box.w - canvas.icon_side() - canvas.px(ICON_GAP_MM + 6), bold=True
        )
        for (*_, label), box in zip(tools, shares, strict=True)
    )
    lines = len(canvas.wrap(talk, Type.TILE, _talk_room(canvas, talk, width), bold=True).lines)
    row_height = max(
        _least(canvas), words + 2 * canvas.px(TIGHT_LINES_PAD_MM if canvas.tight else 2.5)
    )
    high = max(_least(canvas), _talk_height(canvas, lines))
    bottom = canvas.glass.height - _pad(canvas) - row_height
    return [
        Box(side, bottom - gap - high, width, high),
        *(Box(box.x, bottom, box.w, row_height) for box in shares),
    ]


def _tool_width(canvas: Canvas, label: str, edges: int) -> int:
    icon = _least_icon(canvas) if EDGES_MM[edges] == EDGES_MM[-1] else canvas.icon_side()
    words = canvas.text_width(label, Type.BODY, bold=True)
    return words + icon + canvas.px(ICON_GAP_MM + EDGES_MM[edges])


def _least_icon(canvas: Canvas) -> int:
    return canvas.icon_side(Type.BODY, 0)


def _shared(canvas: Canvas, labels: list[str], row: Box, gap: int) -> tuple[Box, ...]:
    """Divide a row among tools: evenly, or by their longest words if one needs more.

    Where whole words leave no room for pictures, they come before them.
    """
    even = row.columns(len(labels), gap)
    for picture in (canvas.icon_side() + canvas.px(ICON_GAP_MM), 0):
        least = [
            max(canvas.text_width(word, Type.BODY, bold=True) for word in label.split())
            + picture
            + canvas.px(8)
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


def _bar_ground(canvas: Canvas, top: int) -> None:
    canvas.rect(Box(0, top, canvas.glass.width, canvas.glass.height - top), TypeRole.BAR)
    if canvas.strong:
        canvas.rect(Box(0, top, canvas.glass.width, canvas.px(1)), TypeRole.BAR_LINE)


def _talk(canvas: Canvas, talk: str, second: str, box: Box, position: CurrentPosition) -> None:
    side, (gap, pad) = _talk_icon(canvas), _talk_around(canvas, talk, box.w)
    second_width = canvas.text_width(second, Type.BODY)
    words = canvas.text_width(talk, Type.TILE, bold=True)
    shown = not canvas.glass.compact and words + second_width + side + gap + 3 * pad <= box.w

    def write(room: Box, role: TypeRole) -> None:
        ink = Ink(role, bold=True)
        canvas.icon(room.start(side), "phone", role)
        canvas.text(room.after(side + gap), talk, Type.TILE, ink, middle=True, balance=True)
        if shown:
            end = box.inset(pad, 0)
            canvas.text(end, second, Type.BODY, Ink(role), middle=True, align=Align.END)

    if position.screen == "talk":
        write(box, TypeRole.ON_BAR)
        line = canvas.wrap(talk, Type.TILE, box.w - side - gap - pad, bold=True, balance=True)
        under = box.y + (box.h + line.height) // 2
        canvas.rect(Box(box.x + side + gap, under, line.width, canvas.px(HERE_MM)), TypeRole.LAMP)
        return
    with canvas.touch(
        box,
        Route(Screen.TALK),
        f"{talk}. {second}",
        fill=TypeRole.LAMP,
        line=TypeRole.LAMP,
        press=(TypeRole.LAMP, TypeRole.ON_BAR),
        ink=TypeRole.ON_LAMP,
        in_bar=True,
        radius_mm=5,
    ):
        write(box.inset(pad, 0), TypeRole.ON_LAMP)


def _tool(canvas: Canvas, tool: _Tool, box: Box, position: CurrentPosition, name: str) -> None:
    act, icon, label = tool
    on = token(act) == position.screen or (isinstance(act, Route) and position.attract)
    if on:
        draw_current_control(canvas, box, icon, label, TypeRole.ON_BAR)
        return
    with canvas.touch(
        box,
        act,
        name,
        fill=TypeRole.BAR,
        line=TypeRole.BAR_LINE,
        press=(TypeRole.BAR, TypeRole.ON_BAR),
        ink=TypeRole.ON_BAR,
        in_bar=True,
    ):
        side, gap, pad = canvas.icon_side(), canvas.px(ICON_GAP_MM), canvas.px(5)
        if canvas.text_width(label, Type.BODY, bold=True) > box.w - side - gap - pad:
            side, pad = _least_icon(canvas), canvas.px(EDGES_MM[-1] - 0.5)
        if canvas.wrap(label, Type.BODY, max(1, box.w - side - gap - pad), bold=True).broken:
            side = gap = 0
        wrapped = canvas.wrap(label, Type.BODY, box.w - side - gap - pad, bold=True, balance=True)
        x = box.x + (box.w - side - gap - wrapped.width) // 2
        if side:
            canvas.icon(Box(x, box.y, side, box.h), icon, TypeRole.ON_BAR)
        words = Box(x + side + gap, box.y, wrapped.width, box.h)
        canvas.text(
            words, label, Type.BODY, Ink(TypeRole.ON_BAR, bold=True), middle=True, balance=True
        )
