"""A pager in the row of a title: tools, back as an icon, the number of the page, the way on."""

import msgspec

from kiosk.i18n.digits import numeral
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.footer import Tools
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import BUTTON_MM, button, button_width

GAP_MM = 4.0


class SmallPager(msgspec.Struct, frozen=True):
    """Tools and pager of one row; the same size on every page."""

    s: PageContext
    onward: str
    tools: Tools
    brief: bool = False

    @property
    def width(self) -> int:
        """Return its width in pixels."""
        gap, side = self.s.px(GAP_MM), self.s.px(BUTTON_MM)
        return sum(wide + gap for _, wide in self.tools) + side + self._middle + self._last

    @property
    def height(self) -> int:
        """Return its height in pixels."""
        onward = self._onward(0).measure(self._last)
        return max([onward, *(block.measure(wide) for block, wide in self.tools)])

    @property
    def _middle(self) -> int:
        return self.s.c.text_width("00 / 00", Type.BODY, bold=True) + 2 * self.s.px(GAP_MM)

    @property
    def _last(self) -> int:
        return button_width(self.s.c, "" if self.brief else self.onward, "chevron_next")

    def _onward(self, page: int) -> Block:
        words = "" if self.brief else self.onward
        act, name = f"page:{page + 1}", self.onward
        return button(self.s.c, act, words, "chevron_next", icon_end=not self.brief, name=name)

    def draw(self, box: Box, page: int, pages: int) -> None:
        """Draw the row; ``page`` counts from 0."""
        c, say = self.s.c, self.s.say
        for block, wide in self.tools:
            block.draw(box.start(wide))
            box = box.after(wide + self.s.px(GAP_MM))
        if pages == 1:
            return
        here = f"{numeral(say.language, page + 1)} / {numeral(say.language, pages)}"
        side = self.s.px(BUTTON_MM)
        with c.read_after():
            if page > 0:
                before = say.gettext("Before")
                back = button(c, f"page:{page - 1}", "", "chevron_before", name=before)
                back.draw(box.start(side))
            middle = box.after(side).start(self._middle)
            c.text(middle, here, Type.BODY, BOLD, middle=True, align=Align.CENTER)
            if page + 1 < pages:
                self._onward(page).draw(box.end(self._last))


def small_pager(s: PageContext, onward: str, tools: Tools, most: int) -> SmallPager:
    """Return the row; the way on is an icon too where ``most`` pixels hold no words."""
    row = SmallPager(s, onward, tools)
    return row if row.width <= most else SmallPager(s, onward, tools, brief=True)
