"""The row at the top of every page: back, start and search, and Leave in the corner."""

from collections.abc import Sequence
from itertools import product

from msgspec.structs import replace

from kiosk.ui.kit.canvas import BOLD, Canvas, Ink
from kiosk.ui.kit.current_marker import (
    BUTTON_GAP_MM,
    CurrentPosition,
    TopItem,
    draw_current_control,
    margin,
)
from kiosk.ui.kit.pager import SmallPager
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import ICON_GAP_MM, PAD_MM, button
from kiosk.visit.acts import AnyAct, Route, Screen, TextStep, Verb, token

TOP_MM, TAB_PAD_MM, LINES_PAD_MM = 18.0, 8.0, 2.5
"""Height of the row; padding next to the words of the corner tab; above and below lines."""

TIGHT_MM, TIGHT_LINES_PAD_MM, AROUND_MM, TIGHT_AROUND_MM = 13.0, 1.0, 3.0, 2.6
"""Height of the row and padding of lines on a low-reach page with scarce height; margin above
and below the row, usually and there."""
PAGER_APART_MM = 3.0
"""From a pager in the row to its neighbours."""


def top_row(canvas: Canvas, position: CurrentPosition) -> int:
    """Draw the top row; return its bottom in pixels."""
    leave = canvas.catalog.gettext("Leave this page")
    side, gap = margin(canvas), canvas.px(BUTTON_GAP_MM)
    line = canvas.wrap(leave, Type.BODY, canvas.glass.width, bold=True).line_height
    around = canvas.px(TIGHT_AROUND_MM if canvas.tight else AROUND_MM)
    pad = canvas.px(TIGHT_LINES_PAD_MM if canvas.tight else LINES_PAD_MM)
    one = max(canvas.px(TIGHT_MM if canvas.tight else TOP_MM), line + 2 * pad)
    two = max(one, 2 * line + 2 * canvas.px(2))
    # With scarce height a pager has no row of its own.
    pagers = _pager_widths(canvas) if canvas.short and not position.attract else [0]
    forms = _forms(canvas, position)
    tries = list(product((1, 2), pagers, forms))
    for lines, pager, items in tries if canvas.glass.compact else [tries[0], *tries[len(forms) :]]:
        tab = _leave_width(canvas, leave, canvas.glass.width, lines)
        high = one if lines == 1 else two
        need = side + sum(_widths(canvas, items)) + gap * max(0, len(items) - 1)
        rest = canvas.glass.width - tab - need - 2 * canvas.px(PAGER_APART_MM)
        if rest >= pager:
            height = high + 2 * around
            if pager:
                canvas.pager_row = Box(need + canvas.px(PAGER_APART_MM), around, rest, high)
            _nav(canvas, items, _widths(canvas, items), Box(side, around, 0, high), position)
            corner_tab(canvas, leave, "leave", Box(canvas.glass.width - tab, 0, tab, height))
            break
    else:
        items = forms[0]
        tab = _leave_width(canvas, leave, canvas.glass.width)
        corner_tab(
            canvas, leave, "leave", Box(canvas.glass.width - tab, 0, tab, one + canvas.px(6))
        )
        y = one + canvas.px(9)
        widths = shared(
            _widths(canvas, items), canvas.glass.width - 2 * side - gap * (len(items) - 1)
        )
        tallest = max(
            canvas.text_height(item[2], Type.BODY, wide - _padding(canvas), bold=True)
            for item, wide in zip(items, widths, strict=True)
        )
        high = max(one, tallest + 2 * canvas.px(LINES_PAD_MM))
        _nav(canvas, items, widths, Box(side, y, 0, high), position)
        height = y + high
    if position.attract:
        start = position.explain_from or need + canvas.px(6)
        _explain_leave(
            canvas, Box(start, 0, canvas.glass.width - tab - start - canvas.px(6), height)
        )
    return height


def _forms(canvas: Canvas, position: CurrentPosition) -> list[list[TopItem]]:
    """Return what leads on, in its forms: the largest text has a picture alone for Search.

    Leave keeps its words; Start gives up its own where Leave has no room. So do all, one after the
    other, for a pager.
    """
    if position.attract:
        return [[position.opening] if position.opening else []]
    every: list[TopItem] = [
        (act, token(act), words, words)
        for act, words in (
            (Verb.BACK, canvas.catalog.gettext("Back")),
            (Verb.START, canvas.catalog.gettext("Start")),
            (Route(Screen.SEARCH), canvas.catalog.gettext("Search")),
        )
    ]
    if canvas.meter.step is not TextStep.XL and not canvas.short:
        return [every]
    forms = list[list[TopItem]]()
    if canvas.meter.step is not TextStep.XL:
        forms.append([*every])
    for at in (-1, -2, -3) if canvas.short else (-1, -2):
        act, icon, words, name = every[at]
        shown = words if _is_here(act, position) and not canvas.short else ""
        every[at] = (act, icon, shown, name)
        forms.append([*every])
    return forms


def _pager_widths(canvas: Canvas) -> list[int]:
    """Return the widths in pixels of a pager in words, of one without; 0 where there is none."""
    full = SmallPager(canvas, canvas.catalog.gettext("More"), widest="0")
    return [full.width, replace(full, brief=True).width, 0]


def _is_here(act: AnyAct, position: CurrentPosition) -> bool:
    return position.screen == ("home" if act is Verb.START else token(act))


def _widths(canvas: Canvas, items: Sequence[TopItem]) -> list[int]:
    return [_top_width(canvas, label) for _, _, label, _ in items]


def _top_width(canvas: Canvas, label: str) -> int:
    if not label:
        return max(canvas.px(TOP_MM), canvas.icon_side() + 2 * canvas.px(PAD_MM - 1))
    return canvas.text_width(label, Type.BODY, bold=True) + _padding(canvas)


def _padding(canvas: Canvas) -> int:
    """Return the width of a button of the row without its words."""
    return canvas.icon_side() + canvas.px(ICON_GAP_MM) + 2 * canvas.px(PAD_MM - 1)


def shared(widths: Sequence[int], room: int) -> list[int]:
    """Fit widths into a room: narrow ones keep their width, the rest share evenly.

    So as few words as possible take a second line.
    """
    given, remaining = list(widths), room
    if sum(widths) <= room:
        return given
    for index, at in enumerate(sorted(range(len(widths)), key=widths.__getitem__)):
        given[at] = min(widths[at], remaining // (len(widths) - index))
        remaining -= given[at]
    return given


def tab_width(canvas: Canvas, label: str, lines: int = 1) -> int:
    """Return the width of the corner tab, with its words on one line or two."""
    words = canvas.text_width(label, Type.BODY, bold=True)
    if lines > 1:
        words = canvas.wrap(label, Type.BODY, round(words * 0.7), bold=True, balance=True).width
    return words + canvas.icon_side() + canvas.px(ICON_GAP_MM) + 2 * canvas.px(TAB_PAD_MM)


def _leave_width(canvas: Canvas, label: str, most: int, lines: int = 1) -> int:
    return min(most, tab_width(canvas, label, lines))


def _nav(
    canvas: Canvas,
    items: Sequence[TopItem],
    widths: Sequence[int],
    box: Box,
    position: CurrentPosition,
) -> None:
    x = box.x
    for (act, icon, label, name), width in zip(items, widths, strict=True):
        cell = Box(x, box.y, width, box.h)
        if _is_here(act, position):
            draw_current_control(canvas, cell, icon, label, TypeRole.INK)
        else:
            button(canvas, act, label, icon, height_mm=0, name=name).draw(cell)
        x += width + canvas.px(BUTTON_GAP_MM)


def corner_tab(canvas: Canvas, label: str, icon: str, box: Box) -> None:
    """Draw the tab that leaves the page, in the corner of the screen."""
    edge = canvas.edge
    # The tab is flush with the screen edges; its border is outside of them.
    above = 0 if canvas.low_reach else edge
    flush = Box(box.x, box.y - above, box.w + edge, box.h + above)
    with canvas.touch(
        flush,
        Verb.LEAVE,
        label,
        fill=TypeRole.STONE,
        radius_mm=6,
        corners=(canvas.low_reach, False, False, not canvas.low_reach),
        on_press=True,
        press=(TypeRole.LEAF, TypeRole.PRIMARY),
    ):
        side = canvas.icon_side()
        room = box.inset(canvas.px(TAB_PAD_MM), 0)
        canvas.icon(room.start(side), icon)
        canvas.text(
            room.after(side + canvas.px(ICON_GAP_MM)),
            label,
            Type.BODY,
            BOLD,
            middle=True,
            balance=True,
        )


def _explain_leave(canvas: Canvas, box: Box) -> None:
    text = canvas.catalog.gettext("Hides this screen at once")
    side = canvas.icon_side()
    room = box.w - side - canvas.px(ICON_GAP_MM)
    wrapped = canvas.wrap(text, Type.BODY, room, balance=True)
    if wrapped.broken or wrapped.height > box.h:
        return
    canvas.icon(box.end(side), "arrow", TypeRole.INK_SOFT)
    words = Box(box.x + room - wrapped.width, box.y, wrapped.width, box.h)
    canvas.text(words, text, Type.BODY, Ink(TypeRole.INK_SOFT), middle=True, balance=True)
