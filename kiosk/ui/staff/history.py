"""The history: the last imports, refusals and undos, newest first."""

import datetime as dt

from kiosk.i18n.catalogs import Catalog
from kiosk.i18n.formatting import Formatter
from kiosk.i18n.messages import N_, Message
from kiosk.staff.staff_state import TaskKind
from kiosk.sync.history import HistoryAction, HistoryEntry
from kiosk.sync.staff_messages import why
from kiosk.ui.kit.blocks import Block, by_width, column, row
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import ruled, text_block, with_icon
from kiosk.ui.staff.staff_context import StaffContext
from kiosk.ui.staff.status_lines import line_height, titled

WHEN_SHARE, GAP_MM, ICON_MM, PAD_MM = 0.45, 6.0, 10.0, 3.5
"""Most of the width that days and hours take, what parts them from the words, side of the icon,
room over and under a line."""
ACTIONS: dict[HistoryAction, tuple[str, Message]] = {
    HistoryAction.SYNC: ("check", N_("New data was put in place")),
    HistoryAction.UNDO: ("back", N_("The previous data was restored")),
    HistoryAction.WITHDRAW: ("eye_off", N_("The coalition withdrew something")),
    HistoryAction.HELD: ("bell", N_("A file waits for someone to look at it")),
    HistoryAction.REFUSED: ("close", N_("A file was not accepted")),
    HistoryAction.KEYS: ("shield", N_("The coalition’s keys changed")),
    HistoryAction.DATE: ("clock", N_("The date was set")),
    HistoryAction.TRUST: ("shield", N_("The coalition’s keys were accepted")),
}
"""Icon and words of each closed word of the history."""


def moment(catalog: Catalog, formats: Formatter, when: dt.datetime) -> str:
    """A day and a time of day in words."""
    # TRANSLATORS: A day and a time of day.
    words = catalog.gettext("{date}, {time}")
    return words.format(date=formats.date(when.date()), time=formats.time(when))


def compose(page: StaffContext) -> None:
    """Draws the list."""
    canvas, catalog = page.canvas, page.catalog
    room = page.frame("list", catalog.gettext("Staff"))
    room = titled(page, room, catalog.gettext("What happened"))
    if page.state.busy is TaskKind.READ_HISTORY:
        text_block(canvas, catalog.gettext("Looking…"), Type.LEAD, SOFT).draw(room)
    elif page.state.history:
        first = _width(page, room.w)
        lines = [_line(page, event, first) for event in page.state.history]
        draw_pages(canvas, room, lines, page.state.number, gap=0)
    else:
        words = catalog.gettext("Nothing yet: the kiosk shows what came with the program.")
        text_block(canvas, words, Type.LEAD, SOFT).draw(room)


def _when(page: StaffContext, entry: HistoryEntry) -> str:
    when = page.moment(entry.time)
    return moment(page.catalog, page.formats, when) if when is not None else ""


def _width(page: StaffContext, room: int) -> int:
    """Pixels of the column of days and hours, the same for all lines; 0: they stand above."""
    if page.canvas.glass.portrait:
        return 0
    widest = max(
        page.canvas.text_width(_when(page, event), Type.BODY) for event in page.state.history
    )
    return min(widest + page.px(GAP_MM), round(room * WHEN_SHARE))


def _line(page: StaffContext, entry: HistoryEntry, first: int) -> Block:
    """Day and hour in ``first`` pixels, then what happened and why; at 0 one under the other."""
    canvas, side = page.canvas, page.px(ICON_MM)
    icon, what = ACTIONS[entry.action]
    known = why(entry.code)
    when = text_block(canvas, _when(page, entry), Type.BODY, SOFT)
    words = [text_block(canvas, page.catalog.translate(what), Type.BODY, BOLD)]
    if known is not None:
        words.append(text_block(canvas, page.catalog.translate(known), Type.BODY, SOFT))
    gap = page.px(GAP_MM)
    both = column([when, *words], 0)
    if first:
        parts = [when, column(words, 0)]
        both = by_width(lambda width: row(parts, gap, (first - gap, width - first)))
    down = (line_height(canvas) - side) // 2
    line = with_icon(canvas, icon, both, side, page.px(ICON_MM + 4) - side, down=down)
    return ruled(canvas, line, page.px(PAD_MM))
