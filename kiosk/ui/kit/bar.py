"""The bar at the bottom of every page: immediate help, and the tools."""

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
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import ICON_GAP_MM, ICON_MM

BAR_BUTTON_MM, BAR_PAD_MM = 24.0, 4.0
TIGHT_BUTTON_MM, TIGHT_PAD_MM, TIGHT_LINES_PAD_MM = 13.0, 2.6, 0.6
"""The same on a low-reach page with scarce height."""
TALK_LINES = 2
"""Most lines of the words before the bar takes two rows."""


def bar(c: Canvas, say: Catalog, here: CurrentPosition) -> int:
    """Draw the bottom bar; return its top in pixels."""
    talk, second = say.gettext("Talk to someone now"), say.gettext("Free. Day and night.")
    tools = [
        ("listen", "listen", say.gettext("Listen")),
        ("see", "see", say.gettext("Easier to see")),
        ("languages", "globe", here.language_name),
    ]
    spoken = {"languages": f"{here.language_name}. {say.gettext('Languages')}"}
    side, gap = margin(c), c.px(BUTTON_GAP_MM - 1)
    pad, least = (
        c.px(TIGHT_PAD_MM if c.tight else BAR_PAD_MM),
        c.px(TIGHT_BUTTON_MM if c.tight else BAR_BUTTON_MM),
    )
    width = c.glass.width - 2 * side
    talk_line = c.wrap(talk, Type.TILE, width, bold=True).line_height
    lines_pad = c.px(TIGHT_LINES_PAD_MM if c.tight else 3)
    both = c.px(2 * (TIGHT_LINES_PAD_MM if c.tight else 3))
    high = max(least, talk_line + 2 * lines_pad)
    tool_widths = [
        c.text_width(label, Type.BODY, bold=True) + c.px(ICON_MM + ICON_GAP_MM + 8)
        for *_, label in tools
    ]
    rest = width - sum(tool_widths) - 3 * gap
    words = c.wrap(talk, Type.TILE, max(1, rest - c.px(12 + 4 + 10)), bold=True)
    if not words.broken and len(words.lines) <= TALK_LINES and not c.glass.portrait:
        if len(words.lines) > 1:
            high = max(high, words.height + c.px(2 * TIGHT_LINES_PAD_MM))
        top = c.glass.height - high - 2 * pad
        _bar_ground(c, top)
        cells = [Box(side, top + pad, rest, high)]
        for wide in tool_widths:
            cells.append(Box(cells[-1].right + gap, top + pad, wide, high))
    else:
        rest = width
        shares = _shared(c, [label for *_, label in tools], Box(side, 0, width, 0), gap)
        lines = max(
            c.text_height(label, Type.BODY, box.w - c.px(ICON_MM + ICON_GAP_MM + 6), bold=True)
            for (*_, label), box in zip(tools, shares, strict=True)
        )
        talk_high = max(high, c.text_height(talk, Type.TILE, width - c.px(26), bold=True) + both)
        low = max(least, lines + 2 * c.px(TIGHT_LINES_PAD_MM if c.tight else 2.5))
        top = c.glass.height - talk_high - low - gap - 2 * pad
        _bar_ground(c, top)
        cells = [Box(side, top + pad, width, talk_high)]
        y = top + pad + talk_high + gap
        cells.extend(Box(box.x, y, box.w, low) for box in shares)
    _talk(c, talk, second, cells[0], here)
    for tool, cell in zip(tools, cells[1:], strict=True):
        _tool(c, tool, cell, here, spoken.get(tool[0], tool[2]))
    return top


def _shared(c: Canvas, labels: list[str], row: Box, gap: int) -> tuple[Box, ...]:
    """Divide a row among tools: evenly, or by their longest words if one needs more."""
    even = row.columns(len(labels), gap)
    least = [
        max(c.text_width(word, Type.BODY, bold=True) for word in label.split())
        + c.px(ICON_MM + ICON_GAP_MM + 8)
        for label in labels
    ]
    extra = row.w - gap * (len(labels) - 1) - sum(least)
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
    side, gap, pad = c.px(12), c.px(4), c.px(5)
    second_width = c.text_width(second, Type.BODY)
    words = c.text_width(talk, Type.TILE, bold=True)
    shown = not c.glass.compact and words + second_width + side + gap + 3 * pad <= box.w
    if here.screen == "talk":
        line = c.wrap(talk, Type.TILE, box.w - side - gap - pad, bold=True)
        c.icon(box.start(side), "phone", TypeRole.ON_BAR)
        c.text(box.after(side + gap), talk, Type.TILE, Ink(TypeRole.ON_BAR, bold=True), middle=True)
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
            room.after(side + gap), talk, Type.TILE, Ink(TypeRole.ON_LAMP, bold=True), middle=True
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
        side, gap = c.px(ICON_MM), c.px(ICON_GAP_MM)
        wrapped = c.wrap(label, Type.BODY, box.w - side - gap - c.px(5), bold=True, balance=True)
        x = box.x + (box.w - side - gap - wrapped.width) // 2
        c.icon(Box(x, box.y, side, box.h), icon, TypeRole.ON_BAR)
        words = Box(x + side + gap, box.y, wrapped.width, box.h)
        c.text(words, label, Type.BODY, Ink(TypeRole.ON_BAR, bold=True), middle=True, balance=True)
