"""The parts every page is made of: button, tile, chip, card, way, fact, pager."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kiosk.ui.blocks import Block
from kiosk.ui.canvas import BOLD, LINE_CHOSEN_MM, PLAIN, SOFT, Canvas, Ink
from kiosk.ui.scene import Align, Box
from kiosk.ui.theme import Role, Type

if TYPE_CHECKING:
    from kiosk.services.views import FactView

PAD_MM, ICON_MM, ICON_GAP_MM = 6.0, 9.0, 3.0
BUTTON_MM, CHIP_MM, TOP_MM, TARGET_FLOOR_MM = 20.0, 16.0, 18.0, 13.0


def text_block(
    c: Canvas,
    text: str,
    kind: Type = Type.BODY,
    ink: Ink = PLAIN,
    *,
    heading: bool = False,
    align: Align = Align.START,
    keep: bool = False,
    balance: bool = False,
) -> Block:
    """A paragraph."""
    return Block(
        lambda width: c.text_height(text, kind, width, bold=ink.bold),
        lambda box: void(
            c.text(box, text, kind, ink, heading=heading, align=align, balance=balance)
        ),
        keep=keep,
    )


def void(_: object) -> None:
    """Lets an expression stand where nothing is to be returned."""


def space_block(height: int) -> Block:
    """Room."""
    return Block(lambda _: height, lambda _: None)


def icon_line(
    c: Canvas,
    icon: str,
    text: str,
    kind: Type = Type.BODY,
    ink: Ink = PLAIN,
    *,
    icon_mm: float = ICON_MM,
    spot: bool = False,
    icon_role: Role | None = None,
    balance: bool = False,
) -> Block:
    """An icon with its words beside it; the icon stands by the first line."""
    side, gap = c.px(icon_mm), c.px(ICON_GAP_MM)

    def measure(width: int) -> int:
        return max(side, c.text_height(text, kind, width - side - gap, bold=ink.bold))

    def draw(box: Box) -> None:
        wrapped = c.wrap(text, kind, box.w - side - gap, bold=ink.bold)
        first = max(side, wrapped.line_height)
        c.icon(box.top(first).start(side), icon, icon_role or ink.role, spot=spot)
        words = box.after(side + gap)
        if wrapped.height <= side:
            c.text(words.top(side), text, kind, ink, middle=True, balance=balance)
        else:
            c.text(words, text, kind, ink, balance=balance)

    return Block(measure, draw)


def button(
    c: Canvas,
    act: str,
    label: str,
    icon: str = "",
    *,
    main: bool = False,
    chosen: bool | None = None,
    icon_end: bool = False,
    align: Align = Align.CENTER,
    height_mm: float = BUTTON_MM,
    name: str = "",
    kind: Type = Type.BODY,
) -> Block:
    """A button: icon and words. The one main action of a page is filled; a chosen one is edged."""
    bold = Ink(Role.ON_PRIMARY if main else Role.INK, bold=True)
    side = c.px(ICON_MM) if icon else 0
    gap, pad = (c.px(ICON_GAP_MM) if icon and label else 0), c.px(PAD_MM - 1)

    def room(width: int) -> int:
        return width - 2 * pad - side - gap

    def measure(width: int) -> int:
        lines = c.text_height(label, kind, room(width), bold=True)
        return max(c.px(height_mm), lines + 2 * c.px(2.5))

    def draw(box: Box) -> None:
        with c.touch(
            box,
            act,
            name or label,
            fill=Role.PRIMARY if main else Role.CARD,
            line=Role.PRIMARY if main or chosen else Role.LINE,
            line_mm=LINE_CHOSEN_MM if chosen else 0.5,
            press=(Role.PRIMARY_PRESS, Role.PRIMARY_PRESS) if main else (Role.LEAF, Role.PRIMARY),
            ink=bold.role,
            checked=chosen,
        ):
            wrapped = c.wrap(label, kind, room(box.w), bold=True, balance=True)
            used = side + gap + (wrapped.width if label else 0)
            start = box.x + (pad if align is Align.START else (box.w - used) // 2)
            icon_x = start + (wrapped.width + gap if icon_end else 0)
            if icon:
                c.icon(Box(icon_x, box.y, side, box.h), icon, bold.role)
            words = Box(start + (0 if icon_end else side + gap), box.y, wrapped.width, box.h)
            c.text(words, label, kind, bold, middle=True, align=_inner(align), balance=True)

    return Block(measure, draw)


def _inner(align: Align) -> Align:
    return Align.START if align is Align.START else Align.CENTER


def button_width(c: Canvas, label: str, icon: str = "", kind: Type = Type.BODY) -> int:
    """The width a button takes with its words on one line."""
    side = c.px(ICON_MM) + (c.px(ICON_GAP_MM) if label else 0) if icon else 0
    return max(c.px(BUTTON_MM), c.text_width(label, kind, bold=True) + side + 2 * c.px(PAD_MM))


def two_part(
    c: Canvas,
    act: str,
    name: str,
    *,
    start_mm: float,
    tint: Role,
    start: Callable[[Box], None],
    body: Block,
    least_mm: float = 28,
    radius_mm: float = 5,
    pad_mm: float = PAD_MM,
    start_measure: Callable[[int], int] = lambda _: 0,
    end: Block | None = None,
    end_mm: float = 0,
    hint: str = "",
) -> Block:
    """The two-part block: a tinted start (picture or state) and a white body (words)."""
    pad, up = c.px(pad_mm), c.px(3)

    def widths(width: int) -> tuple[int, int]:
        first = c.px(start_mm)
        return first, width - first - 2 * pad - (c.px(end_mm) if end else 0)

    def measure(width: int) -> int:
        first, rest = widths(width)
        return max(c.px(least_mm), body.measure(rest) + 2 * up, start_measure(first) + 2 * up)

    def draw(box: Box) -> None:
        first, rest = widths(box.w)
        with c.touch(box, act, name, radius_mm=radius_mm, hint=hint):
            head = box.start(first)
            edge = c.px(1.0 if c.strong else 0.5)
            if c.strong:
                c.rect(Box(head.right - edge, box.y, edge, box.h), Role.LINE)
            else:
                inner = Box(box.x + edge, box.y + edge, first - edge, box.h - 2 * edge)
                c.rect(
                    inner, tint, radius_mm=radius_mm - 0.5, corners=(True, False, False, True)
                )
            start(head)
            words = Box(head.right + pad, box.y, rest, box.h)
            high = body.measure(rest)
            body.draw(Box(words.x, box.y + (box.h - high) // 2, rest, high))
            if end is not None:
                end.draw(Box(words.right, box.y, box.right - words.right - pad, box.h))

    return Block(measure, draw)


def words_block(
    c: Canvas, title: str, line: str, *, kind: Type = Type.LEAD, second: Ink = SOFT
) -> Block:
    """A bold line and a softer second one."""

    def measure(width: int) -> int:
        return c.text_height(title, kind, width, bold=True) + c.text_height(line, Type.BODY, width)

    def draw(box: Box) -> None:
        used = c.text(box, title, kind, BOLD)
        c.text(box.below(used), line, Type.BODY, second)

    return Block(measure, draw)


def way(c: Canvas, act: str, icon: str, title: str, line: str, *, tint: Role = Role.LEAF) -> Block:
    """A way to take something along: start block with an icon, bold verb, second line."""
    size = c.px(16)

    def start(box: Box) -> None:
        c.icon(Box(box.x, box.y + (box.h - size) // 2, box.w, size), icon, tint=True)

    return two_part(
        c,
        act,
        f"{title}. {line}" if line else title,
        start_mm=30,
        tint=tint,
        start=start,
        body=words_block(c, title, line),
    )


def fact(c: Canvas, view: "FactView") -> Block:
    """A fact: icon, bold label, at most a few lines."""
    side, gap = c.px(9.5), c.px(3.5)

    def measure(width: int) -> int:
        room = width - side - gap
        high = c.text_height(view.label, Type.BODY, room, bold=True)
        return high + sum(c.text_height(line, Type.BODY, room) for line in view.lines)

    def draw(box: Box) -> None:
        room = box.after(side + gap)
        used = c.text(room, view.label, Type.BODY, BOLD)
        c.icon(Box(box.x, box.y, side, max(side, used)).top(side), view.icon)
        for line in view.lines:
            used += c.text(room.below(used), line, Type.BODY, SOFT)

    return Block(measure, draw)


def note(c: Canvas, text: str, icon: str = "ask", tint: Role = Role.SUN) -> Block:
    """A gentle note on a tint, without a border: something to read."""
    inside = icon_line(c, icon, text, icon_mm=8)
    pad_x, pad_y = c.px(4), c.px(3)

    def measure(width: int) -> int:
        return inside.measure(width - 2 * pad_x) + 2 * pad_y

    def draw(box: Box) -> None:
        if not c.strong:
            c.rect(box, tint, radius_mm=5)
        inside.draw(box.inset(pad_x, pad_y))

    return Block(measure, draw)


def chip_rows(
    c: Canvas, chips: Sequence[tuple[str, str, bool]], width: int, gap_mm: float = 4
) -> list[list[tuple[str, str, bool]]]:
    """Chips dealt to the rows a width takes."""
    lines: list[list[tuple[str, str, bool]]] = []
    for chip in chips:
        one = chips_block(c, [chip], gap_mm).measure(width)
        if lines and chips_block(c, [*lines[-1], chip], gap_mm).measure(width) < 2 * one:
            lines[-1].append(chip)
        else:
            lines.append([chip])
    return lines


def chips_block(c: Canvas, chips: Sequence[tuple[str, str, bool]], gap_mm: float = 4) -> Block:
    """Chips in rows: (act, words, chosen). A chosen one is filled and carries a check."""
    gap, pad, side = c.px(gap_mm), c.px(5), c.px(7)

    def size(word: str, most: int, *, chosen: bool) -> tuple[int, int]:
        extra = 2 * pad + (side + c.px(2) if chosen else 0)
        wrapped = c.wrap(word, Type.BODY, most - extra, bold=chosen, balance=True)
        return wrapped.width + extra, max(c.px(CHIP_MM), wrapped.height + 2 * c.px(2))

    def rows(width: int) -> list[list[tuple[int, int, int]]]:
        lines: list[list[tuple[int, int, int]]] = [[]]
        x = 0
        for index, (_, word, chosen) in enumerate(chips):
            wide, high = size(word, width, chosen=chosen)
            if lines[-1] and x + wide > width:
                lines.append([])
                x = 0
            lines[-1].append((index, wide, high))
            x += wide + gap
        return lines

    def measure(width: int) -> int:
        return sum(max(h for *_, h in line) for line in rows(width)) + gap * (len(rows(width)) - 1)

    def draw(box: Box) -> None:
        y = box.y
        for line in rows(box.w):
            high, x = max(h for *_, h in line), box.x
            for index, wide, _ in line:
                _chip(c, Box(x, y, wide, high), *chips[index])
                x += wide + gap
            y += high + gap

    return Block(measure, draw)


def _chip(c: Canvas, box: Box, act: str, word: str, chosen: bool) -> None:  # noqa: FBT001
    ink = Ink(Role.ON_PRIMARY if chosen else Role.INK, bold=chosen)
    pad, side = c.px(5), c.px(7)
    with c.touch(
        box,
        act,
        word,
        fill=Role.PRIMARY if chosen else Role.CARD,
        line=Role.PRIMARY if chosen else Role.LINE,
        radius_mm=box.h / c.glass.px_per_mm / 2,
        checked=chosen,
        press=(Role.PRIMARY_PRESS, Role.PRIMARY_PRESS) if chosen else (Role.LEAF, Role.PRIMARY),
        ink=ink.role,
    ):
        room = box.inset(pad, 0)
        if chosen:
            c.icon(room.start(side), "check", ink.role)
            room = room.after(side + c.px(2))
        c.text(room, word, Type.BODY, ink, middle=True, align=Align.CENTER, balance=True)
