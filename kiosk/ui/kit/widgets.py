"""Widgets of every page: text, a line with an icon, button, fact, note."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING

from kiosk.ui.kit.blocks import Block, column
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT, Canvas, Ink
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import ICON_MM, Type, TypeRole
from kiosk.visit.acts import AnyAct, Route, Screen

if TYPE_CHECKING:
    from kiosk.presentation.views import FactView

PAD_MM, ICON_GAP_MM, FACT_GAP_MM = 6.0, 3.0, 3.5
BUTTON_MM, TIGHT_BUTTON_MM = 20.0, 14.0
"""Least height of a button, usually and on a low-reach page with scarce height."""


def text_block(
    canvas: Canvas,
    text: str,
    kind: Type = Type.BODY,
    ink: Ink = PLAIN,
    *,
    heading: bool = False,
    align: Align = Align.START,
    keep: bool = False,
    balance: bool = False,
    aloud: str = "",
) -> Block:
    """Return a paragraph; ``aloud`` is read instead of it."""
    return Block(
        lambda width: canvas.text_height(text, kind, width, bold=ink.bold),
        lambda box: discard(
            canvas.text(
                box, text, kind, ink, heading=heading, align=align, balance=balance, aloud=aloud
            )
        ),
        keep=keep,
        whole=lambda width: not canvas.wrap(text, kind, width, bold=ink.bold).broken,
    )


def discard(_: object) -> None:
    """Discard a value, for lambdas that return nothing."""


def space_block(height: int, *, grow: bool = False) -> Block:
    """Return an empty block."""
    return Block(lambda _: height, lambda _: None, grow=grow)


def icon_line(
    canvas: Canvas,
    icon: str,
    text: str,
    kind: Type = Type.BODY,
    ink: Ink = PLAIN,
    *,
    icon_mm: float = ICON_MM,
    spot: bool = False,
    icon_role: TypeRole | None = None,
    balance: bool = False,
    aloud: str = "",
) -> Block:
    """Return an icon with words next to it; the icon aligns with the first line.

    ``aloud`` is read instead of the words where the icon says a part of it.
    """
    side, gap = canvas.icon_side(kind, icon_mm), canvas.px(ICON_GAP_MM)

    def measure(width: int) -> int:
        return max(side, canvas.text_height(text, kind, width - side - gap, bold=ink.bold))

    def draw(box: Box) -> None:
        wrapped = canvas.wrap(text, kind, box.w - side - gap, bold=ink.bold)
        first = max(side, wrapped.line_height)
        canvas.icon(box.top(first).start(side), icon, icon_role or ink.role, spot=spot)
        words = box.after(side + gap)
        if wrapped.height <= side:
            words = words.top(side)
        middle = wrapped.height <= side
        canvas.text(words, text, kind, ink, middle=middle, balance=balance, aloud=aloud)

    def whole(width: int) -> bool:
        return not canvas.wrap(text, kind, width - side - gap, bold=ink.bold).broken

    return Block(measure, draw, whole=whole)


def button(
    canvas: Canvas,
    act: AnyAct | None,
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
    tight: bool = False,
    off: str = "",
) -> Block:
    """Return a button: icon and words.

    The main action of a page is filled; a chosen one is outlined. ``tight`` gives it no more height
    than on a low-reach page. ``off`` is why it is disabled, spoken after its words: then it is no
    target.
    """
    tight = tight or canvas.tight
    role = TypeRole.OFF_INK if off else TypeRole.ON_PRIMARY if main else TypeRole.INK
    bold, aloud = Ink(role, bold=True), f"{label}. {off}" if off else ""
    side = canvas.icon_side(kind) if icon else 0
    gap, pad = (canvas.px(ICON_GAP_MM) if icon and label else 0), canvas.px(PAD_MM - 1)

    def room(width: int) -> int:
        return width - 2 * pad - side - gap

    def measure(width: int) -> int:
        lines = canvas.text_height(label, kind, room(width), bold=True)
        least = min(height_mm, TIGHT_BUTTON_MM) if tight else height_mm
        return max(canvas.px(least), lines + 2 * canvas.px(1.0 if tight else 2.5))

    def draw(box: Box) -> None:
        if off:
            canvas.rect(box, line=TypeRole.HAIR, line_mm=0.5, radius_mm=4)
        with (
            nullcontext()
            if off or act is None
            else canvas.touch(box, act, name or label, main=main, chosen=chosen)
        ):
            wrapped = canvas.wrap(label, kind, room(box.w), bold=True, balance=True)
            used = side + gap + (wrapped.width if label else 0)
            start = box.x + (pad if align is Align.START else (box.w - used) // 2)
            icon_x = start + (wrapped.width + gap if icon_end else 0)
            if icon:
                canvas.icon(Box(icon_x, box.y, side, box.h), icon, bold.role)
            words = Box(start + (0 if icon_end else side + gap), box.y, wrapped.width, box.h)
            inner = align if align is Align.START else Align.CENTER
            canvas.text(
                words, label, kind, bold, middle=True, align=inner, balance=True, aloud=aloud
            )

    def whole(width: int) -> bool:
        return not canvas.wrap(label, kind, max(1, room(width)), bold=True, balance=True).broken

    return Block(measure, draw, target=not off, whole=whole)


def button_holds(canvas: Canvas, label: str, width: int) -> bool:
    """Return True if the words of a button with an icon fit two lines without broken words."""
    room = width - 2 * canvas.px(PAD_MM - 1) - canvas.icon_side() - canvas.px(ICON_GAP_MM)
    fit = canvas.wrap(label, Type.BODY, max(1, room), bold=True, balance=True)
    return not fit.broken and len(fit.lines) <= 2  # noqa: PLR2004 - more lines are no button


def button_width(canvas: Canvas, label: str, icon: str = "", kind: Type = Type.BODY) -> int:
    """Return the width of a button with its words on one line."""
    side = canvas.icon_side(kind) + (canvas.px(ICON_GAP_MM) if label else 0) if icon else 0
    return max(
        canvas.px(BUTTON_MM),
        canvas.text_width(label, kind, bold=True) + side + 2 * canvas.px(PAD_MM),
    )


def sized_button(
    canvas: Canvas,
    act: AnyAct | None,
    label: str,
    icon: str,
    *,
    main: bool = False,
    align: Align = Align.CENTER,
    name: str = "",
    tight: bool = False,
    off: str = "",
) -> tuple[Block, int]:
    """Return a button, and its width with its words on one line."""
    block = button(
        canvas, act, label, icon, main=main, align=align, name=name, tight=tight, off=off
    )
    return block, button_width(canvas, label, icon)


def staff_button(canvas: Canvas, *, main: bool = False) -> Block:
    """Return the button that leads to the staff of the site."""
    words = canvas.catalog.gettext("Ask the staff here")
    return button(canvas, Route(Screen.STAFF_HERE), words, "bell", main=main)


def fact(canvas: Canvas, view: "FactView") -> Block:
    """Return a fact: icon, bold label, a few lines."""
    lines = [text_block(canvas, view.label, Type.BODY, BOLD)]
    lines += [text_block(canvas, line, Type.BODY, SOFT) for line in view.lines]
    return with_icon(
        canvas, view.icon, column(lines, 0), canvas.icon_side(), canvas.px(FACT_GAP_MM)
    )


def with_icon(
    canvas: Canvas, icon: str, words: Block, side: int, gap: int, *, down: int = 0
) -> Block:
    """Return words with an icon before them, at their top or ``down`` pixels under it."""

    def draw(box: Box) -> None:
        canvas.icon(Box(box.x, box.y + down, side, side), icon)
        words.draw(box.after(side + gap))

    return Block(
        lambda width: max(side, words.measure(width - side - gap)),
        draw,
        whole=lambda width: words.whole(width - side - gap),
    )


def note(canvas: Canvas, text: str, icon: str = "ask", tint: TypeRole = TypeRole.SUN) -> Block:
    """Return a note to read, on a tint without a border."""
    return tinted(canvas, icon_line(canvas, icon, text), canvas.px(4), tint)


def tinted(
    canvas: Canvas, inside: Block, side: int, tint: TypeRole, *, up_mm: float = 3.0
) -> Block:
    """Return a block on a tint without a border, in high contrast on none; ``side`` in pixels."""

    def ground(box: Box) -> None:
        if not canvas.strong:
            canvas.rect(box, tint, radius_mm=5)

    return padded(inside, side, canvas.px(up_mm), ground)


def ruled(canvas: Canvas, inside: Block, up: int) -> Block:
    """Return a block under a hairline, with ``up`` pixels above and below it."""
    thin = max(1, canvas.px(0.5))
    return padded(inside, 0, up, lambda box: canvas.rect(box.top(thin), TypeRole.HAIR))


def padded(inside: Block, side: int, up: int, ground: Callable[[Box], None]) -> Block:
    """Return a block to read with room around it in pixels, on a ``ground`` that is drawn first."""

    def draw(box: Box) -> None:
        ground(box)
        inside.draw(box.inset(side, up))

    return Block(lambda width: inside.measure(width - 2 * side) + 2 * up, draw)
