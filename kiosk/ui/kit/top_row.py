"""The row at the top of every page: back, start and search, and Leave in the corner."""

from collections.abc import Sequence
from itertools import product

from msgspec.structs import replace

from kiosk.i18n.catalogs import Catalog
from kiosk.ui.kit.canvas import BOLD, Canvas, Ink
from kiosk.ui.kit.current_marker import BUTTON_GAP_MM, CurrentPosition, draw_current_control, margin
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.small_pager import SmallPager
from kiosk.ui.kit.theme import TextStep, Type, TypeRole
from kiosk.ui.kit.widgets import ICON_GAP_MM, PAD_MM, button

TOP_MM, TAB_PAD_MM, LINES_PAD_MM = 18.0, 8.0, 2.5
"""Height of the row; padding next to the words of the corner tab; above and below lines."""

TIGHT_MM, TIGHT_LINES_PAD_MM, AROUND_MM, TIGHT_AROUND_MM = 13.0, 1.0, 3.0, 2.6
"""Height of the row and padding of lines on a low-reach page with scarce height; margin above
and below the row, usually and there."""
PAGER_APART_MM = 3.0
"""From a pager in the row to its neighbours."""


_Item = tuple[str, str, str, str]
"""Act, picture, words, and the name that is spoken."""


def top_row(c: Canvas, say: Catalog, here: CurrentPosition) -> int:
    """Draw the top row; return its bottom in pixels."""
    leave = say.gettext("Leave this page")
    side, gap = margin(c), c.px(BUTTON_GAP_MM)
    line = c.wrap(leave, Type.BODY, c.glass.width, bold=True).line_height
    around = c.px(TIGHT_AROUND_MM if c.tight else AROUND_MM)
    pad = c.px(TIGHT_LINES_PAD_MM if c.tight else LINES_PAD_MM)
    one = max(c.px(TIGHT_MM if c.tight else TOP_MM), line + 2 * pad)
    two = max(one, 2 * line + 2 * c.px(2))
    # With scarce height a pager has no row of its own.
    pagers = _pager_widths(c, say) if c.short and not here.attract else [0]
    forms = _forms(c, say, here)
    tries = list(product((1, 2), pagers, forms))
    for lines, pager, items in tries if c.glass.compact else [tries[0], *tries[len(forms) :]]:
        tab, high = _leave_width(c, leave, c.glass.width, lines), one if lines == 1 else two
        need = side + sum(_widths(c, items)) + gap * max(0, len(items) - 1)
        rest = c.glass.width - tab - need - 2 * c.px(PAGER_APART_MM)
        if rest >= pager:
            height = high + 2 * around
            if pager:
                c.pager_row = Box(need + c.px(PAGER_APART_MM), around, rest, high)
            _nav(c, items, _widths(c, items), Box(side, around, 0, high), here)
            corner_tab(c, leave, "leave", Box(c.glass.width - tab, 0, tab, height))
            break
    else:
        items = forms[0]
        tab = _leave_width(c, leave, c.glass.width)
        corner_tab(c, leave, "leave", Box(c.glass.width - tab, 0, tab, one + c.px(6)))
        y = one + c.px(9)
        widths = shared(_widths(c, items), c.glass.width - 2 * side - gap * (len(items) - 1))
        tallest = max(
            c.text_height(item[2], Type.BODY, wide - _padding(c), bold=True)
            for item, wide in zip(items, widths, strict=True)
        )
        high = max(one, tallest + 2 * c.px(LINES_PAD_MM))
        _nav(c, items, widths, Box(side, y, 0, high), here)
        height = y + high
    if here.attract:
        start = here.explain_from or need + c.px(6)
        _explain_leave(c, say, Box(start, 0, c.glass.width - tab - start - c.px(6), height))
    return height


def _forms(c: Canvas, say: Catalog, here: CurrentPosition) -> list[list[_Item]]:
    """Return what leads on, in its forms: the largest text has a picture alone for Search.

    Leave keeps its words; Start gives up its own where Leave has no room. So do all, one after the
    other, for a pager.
    """
    if here.attract:
        act, words, name = here.opening or ("", "", "")
        return [[(act, "hand", words, name)] if here.opening else []]
    every: list[_Item] = [
        (act, act, words, words)
        for act, words in (
            ("back", say.gettext("Back")),
            ("start", say.gettext("Start")),
            ("search", say.gettext("Search")),
        )
    ]
    if c.meter.step is not TextStep.XL and not c.short:
        return [every]
    forms = list[list[_Item]]()
    if c.meter.step is not TextStep.XL:
        forms.append([*every])
    for at in (-1, -2, -3) if c.short else (-1, -2):
        act, icon, words, name = every[at]
        shown = words if _is_here(act, here) and not c.short else ""
        every[at] = (act, icon, shown, name)
        forms.append([*every])
    return forms


def _pager_widths(c: Canvas, say: Catalog) -> list[int]:
    """Return the widths in pixels of a pager in words, of one without; 0 where there is none."""
    full = SmallPager(c, say, say.gettext("More"), widest="0")
    return [full.width, replace(full, brief=True).width, 0]


def _is_here(act: str, here: CurrentPosition) -> bool:
    return here.screen == {"start": "home", "search": "search"}.get(act)


def _widths(c: Canvas, items: Sequence[_Item]) -> list[int]:
    return [_top_width(c, label) for _, _, label, _ in items]


def _top_width(c: Canvas, label: str) -> int:
    if not label:
        return max(c.px(TOP_MM), c.icon_side() + 2 * c.px(PAD_MM - 1))
    return c.text_width(label, Type.BODY, bold=True) + _padding(c)


def _padding(c: Canvas) -> int:
    """Return the width of a button of the row without its words."""
    return c.icon_side() + c.px(ICON_GAP_MM) + 2 * c.px(PAD_MM - 1)


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


def tab_width(c: Canvas, label: str, lines: int = 1) -> int:
    """Return the width of the corner tab, with its words on one line or two."""
    words = c.text_width(label, Type.BODY, bold=True)
    if lines > 1:
        words = c.wrap(label, Type.BODY, round(words * 0.7), bold=True, balance=True).width
    return words + c.icon_side() + c.px(ICON_GAP_MM) + 2 * c.px(TAB_PAD_MM)


def _leave_width(c: Canvas, label: str, most: int, lines: int = 1) -> int:
    return min(most, tab_width(c, label, lines))


def _nav(
    c: Canvas,
    items: Sequence[_Item],
    widths: Sequence[int],
    box: Box,
    here: CurrentPosition,
) -> None:
    x = box.x
    for (act, icon, label, name), width in zip(items, widths, strict=True):
        cell = Box(x, box.y, width, box.h)
        if _is_here(act, here):
            draw_current_control(c, cell, icon, label, TypeRole.INK)
        else:
            button(c, act, label, icon, height_mm=0, name=name).draw(cell)
        x += width + c.px(BUTTON_GAP_MM)


def corner_tab(c: Canvas, label: str, icon: str, box: Box) -> None:
    """Draw the tab that leaves the page, in the corner of the screen."""
    edge = c.edge
    # The tab is flush with the screen edges; its border is outside of them.
    above = 0 if c.low_reach else edge
    flush = Box(box.x, box.y - above, box.w + edge, box.h + above)
    with c.touch(
        flush,
        "leave",
        label,
        fill=TypeRole.STONE,
        radius_mm=6,
        corners=(c.low_reach, False, False, not c.low_reach),
        on_press=True,
        press=(TypeRole.LEAF, TypeRole.PRIMARY),
    ):
        side = c.icon_side()
        room = box.inset(c.px(TAB_PAD_MM), 0)
        c.icon(room.start(side), icon)
        c.text(
            room.after(side + c.px(ICON_GAP_MM)), label, Type.BODY, BOLD, middle=True, balance=True
        )


def _explain_leave(c: Canvas, say: Catalog, box: Box) -> None:
    text = say.gettext("Hides this screen at once")
    side = c.icon_side()
    room = box.w - side - c.px(ICON_GAP_MM)
    wrapped = c.wrap(text, Type.BODY, room, balance=True)
    if wrapped.broken or wrapped.height > box.h:
        return
    c.icon(box.end(side), "arrow", TypeRole.INK_SOFT)
    words = Box(box.x + room - wrapped.width, box.y, wrapped.width, box.h)
    c.text(words, text, Type.BODY, Ink(TypeRole.INK_SOFT), middle=True, balance=True)
