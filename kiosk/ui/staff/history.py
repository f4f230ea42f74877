"""The history: the last imports, refusals and undos, newest first."""

import datetime as dt

from kiosk.i18n.catalogs import Catalog
from kiosk.i18n.formatting import Formatter
from kiosk.i18n.messages import N_, Message
from kiosk.staff.state import TaskKind
from kiosk.sync.history import HistoryAction, HistoryEntry
from kiosk.sync.staff_messages import why
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import text_block
from kiosk.ui.staff.lines import titled
from kiosk.ui.staff.staff_context import StaffContext

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


def _when(page: StaffContext, event: HistoryEntry) -> str:
    when = page.moment(event.time)
    return moment(page.catalog, page.formats, when) if when is not None else ""


def _width(page: StaffContext, room: int) -> int:
    """Pixels of the column of days and hours, the same for all lines; 0: they stand above."""
    if page.canvas.glass.portrait:
        return 0
    widest = max(
        page.canvas.text_width(_when(page, event), Type.BODY) for event in page.state.history
    )
    return min(widest + page.px(GAP_MM), round(room * WHEN_SHARE))


def _line(page: StaffContext, event: HistoryEntry, first: int) -> Block:
    """Day and hour in ``first`` pixels, then what happened and why; at 0 one under the other."""
    canvas, pad = page.canvas, page.px(PAD_MM)
    icon, what = ACTIONS[event.action]
    title = page.catalog.translate(what)
    known = why(event.code)
    more = page.catalog.translate(known) if known is not None else ""
    when = _when(page, event)
    lead = page.px(ICON_MM + 4)

    def words(width: int) -> int:
        return width - lead - first

    def measure(width: int) -> int:
        own = canvas.text_height(title, Type.BODY, words(width), bold=True)
        own += canvas.text_height(more, Type.BODY, words(width))
        date_height = canvas.text_height(
            when, Type.BODY, first - page.px(GAP_MM) if first else words(width)
        )
        return (max(own, date_height) if first else own + date_height) + 2 * pad

    def draw(box: Box) -> None:
        canvas.rect(box.top(max(1, page.px(0.5))), TypeRole.HAIR)
        room = box.inset(0, pad)
        line = canvas.wrap("x", Type.BODY, box.w).line_height
        canvas.icon(
            Box(
                room.x, room.y + (line - page.px(ICON_MM)) // 2, page.px(ICON_MM), page.px(ICON_MM)
            ),
            icon,
        )
        room = room.after(lead)
        used = 0
        if first:
            canvas.text(room.start(first - page.px(GAP_MM)), when, Type.BODY, SOFT)
            room = room.after(first)
        else:
            used = canvas.text(room, when, Type.BODY, SOFT)
        used += canvas.text(room.below(used), title, Type.BODY, BOLD)
        canvas.text(room.below(used), more, Type.BODY, SOFT)

    return Block(measure, draw)
