"""The context of a staff page, and its frame: back, title, close, actions.

The visitor's bar is absent, and "Close staff mode" is where "Leave this page" usually is.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.i18n.catalogs import Catalog
from kiosk.i18n.formatting import Formatter
from kiosk.staff.staff_state import StaffState
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD, Canvas
from kiosk.ui.kit.current_marker import BUTTON_GAP_MM, margin
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import GAP_MM, Type, TypeRole
from kiosk.ui.kit.top_row import TOP_MM, corner_tab, tab_width
from kiosk.ui.kit.widgets import BUTTON_MM, ICON_GAP_MM, button, button_width, icon_line
from kiosk.visit.acts import AnyAct, ChooseLanguage, TextStep, Verb

AROUND_MM, ROOM_GAP_MM = 3.0, 6.0
"""Room around the controls of the top row and of the actions, and under both."""


@dataclass(frozen=True, slots=True)
class StaffAction:
    """A button of the white row at the bottom of a page.

    ``off`` is why it is disabled; it stays in place then.
    """

    act: AnyAct
    label: str
    icon: str = ""
    main: bool = False
    off: str = ""

    def block(self, canvas: Canvas) -> Block:
        """The button."""
        return button(canvas, self.act, self.label, self.icon, main=self.main, off=self.off)


@dataclass(frozen=True, slots=True)
class StaffContext:
    """The context of one staff page.

    Times are shown in the ``zone`` of the site. ``other`` is the next language, ``large`` says
    whether large text is on.
    """

    canvas: Canvas
    formats: Formatter
    zone: dt.tzinfo | None
    state: StaffState
    other: tuple[str, str] = ("", "")
    large: bool = False

    @property
    def catalog(self) -> Catalog:
        """The words of the page's language."""
        return self.canvas.catalog

    def moment(self, text: str) -> dt.datetime | None:
        """The site's time of a UTC time of an answer, if that is one."""
        try:
            return dt.datetime.fromisoformat(text).astimezone(self.zone)
        except (ValueError, OverflowError):
            return None

    def day(self, text: str) -> str:
        """The day of such a time in words; empty without one."""
        moment = self.moment(text)
        return self.formats.date(moment.date()) if moment else ""

    def px(self, millimetres: float) -> int:
        """Whole pixels of a length."""
        return self.canvas.px(millimetres)

    @property
    def margin(self) -> int:
        """Pixels at the sides."""
        return margin(self.canvas)

    @property
    def wide(self) -> bool:
        """True if the summary and the details, old and new, are side by side."""
        return not self.canvas.glass.portrait and not self.canvas.glass.compact

    def frame(self, icon: str, where: str, *, back: bool = True, language: bool = False) -> Box:
        """Draws the top row; returns the room under it down to the foot of the glass."""
        canvas, side, gap = self.canvas, self.margin, self.px(BUTTON_GAP_MM)
        label = self.catalog.gettext("Close staff mode")
        line = canvas.wrap(label, Type.BODY, canvas.glass.width, bold=True).line_height
        high = max(self.px(TOP_MM), line + 2 * self.px(2.5))
        y, x = self.px(AROUND_MM), side
        tab = tab_width(canvas, label)
        items = self._choices() if language else []
        if back and not language:
            items = [(Verb.BACK, self.catalog.gettext("Back"), "back")]
        shown = [words for _, words, _ in items]
        if self._reach(items, shown) + tab > canvas.glass.width:
            tab = tab_width(canvas, label, 2)
            high = max(high, 2 * line + 2 * self.px(2))
        if self._reach(items, shown) + tab > canvas.glass.width:
            shown[1:] = [""] * len(shown[1:])
        for (act, name, mark), words in zip(items, shown, strict=True):
            width = button_width(canvas, words, mark)
            button(canvas, act, words, mark, height_mm=0, name=name).draw(Box(x, y, width, high))
            x += width + 2 * gap
        bottom = y + high + self.px(AROUND_MM)
        with canvas.read_last():
            corner_tab(canvas, label, "lock", Box(canvas.glass.width - tab, 0, tab, bottom))
        self._where(icon, where, Box(x, y, canvas.glass.width - tab - x - gap, high))
        top = bottom + self.px(GAP_MM)
        return Box(
            side,
            top,
            canvas.glass.width - 2 * side,
            canvas.glass.height - top - self.px(ROOM_GAP_MM),
        )

    def _reach(self, items: Sequence[tuple[AnyAct, str, str]], shown: Sequence[str]) -> int:
        """Pixels from the edge to the end of the buttons, with a gap after each."""
        widths = [
            button_width(self.canvas, words, mark)
            for (_, _, mark), words in zip(items, shown, strict=True)
        ]
        return self.margin + sum(widths) + 2 * self.px(BUTTON_GAP_MM) * len(widths)

    def _choices(self) -> list[tuple[AnyAct, str, str]]:
        """The other language, and the other size of letters."""
        tag, name = self.other
        catalog = self.catalog
        letters = (TextStep.L, catalog.gettext("Large letters"), "see")
        if self.large:
            letters = (TextStep.M, catalog.gettext("Normal letters"), "see")
        return [(ChooseLanguage(tag), name, "globe"), letters] if tag else [letters]

    def _where(self, icon: str, where: str, box: Box) -> None:
        """Where one is, if there is room for whole words of it: the page has its title as well."""
        canvas = self.canvas
        words = box.w - canvas.icon_side() - self.px(ICON_GAP_MM)
        if words <= 0 or canvas.wrap(where, Type.BODY, words, bold=True).broken:
            return
        line = icon_line(canvas, icon, where, Type.BODY, BOLD)
        used = line.measure(box.w)
        if used <= box.h:
            line.draw(box.middle(used))

    def actions(self, room: Box, start: Sequence[StaffAction], end: Sequence[StaffAction]) -> Box:
        """Draws the white row of actions at the foot of the glass; returns the room above it."""
        canvas, gap, pad = self.canvas, self.px(BUTTON_GAP_MM), self.px(4)
        rows = self._rows(room.w, start, end)
        high, whole = self._heights(rows)
        top = canvas.glass.height - whole
        with canvas.read_last():
            canvas.rect(Box(0, top, canvas.glass.width, whole), TypeRole.CARD)
            canvas.rect(Box(0, top, canvas.glass.width, max(1, self.px(0.5))), TypeRole.LINE)
            for number, row in enumerate(rows):
                y = top + pad + number * (high + gap)
                first = len(start) if len(rows) == 1 else 0
                x = room.x
                for block, width in row[:first]:
                    block.draw(Box(x, y, width, high))
                    x += width + gap
                x = room.right
                for block, width in reversed(row[first:]):
                    block.draw(Box(x - width, y, width, high))
                    x -= width + gap
        return self.above(room, start, end)

    def above(self, room: Box, start: Sequence[StaffAction], end: Sequence[StaffAction]) -> Box:
        """The room that a row of actions will leave."""
        _, whole = self._heights(self._rows(room.w, start, end))
        return room.top(self.canvas.glass.height - whole - self.px(ROOM_GAP_MM) - room.y)

    def _heights(self, rows: list[list[tuple[Block, int]]]) -> tuple[int, int]:
        """Pixels of a row of actions and of all of them with the room around."""
        gap, pad = self.px(BUTTON_GAP_MM), self.px(4)
        tallest = max(block.measure(width) for row in rows for block, width in row)
        high = max(self.px(BUTTON_MM), tallest)
        return high, len(rows) * high + (len(rows) - 1) * gap + 2 * pad

    def _rows(
        self, width: int, start: Sequence[StaffAction], end: Sequence[StaffAction]
    ) -> list[list[tuple[Block, int]]]:
        """All actions on one row where they fit, else each on one of its own, the main one last."""
        canvas, gap = self.canvas, self.px(BUTTON_GAP_MM)
        every = [*start, *end]
        sized = [(one.block(canvas), button_width(canvas, one.label, one.icon)) for one in every]
        need = sum(wide for _, wide in sized) + gap * (len(sized) - 1)
        if need <= width:
            return [sized]
        return [[(block, width)] for block, _ in sized]
