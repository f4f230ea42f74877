"""A pager in a row with something else: back as an icon, the number of the page, the way on."""

from collections.abc import Sequence

import msgspec

from kiosk.i18n.catalogs import Catalog
from kiosk.i18n.digits import numeral
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD, Canvas
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import BUTTON_MM, button, button_width

Tools = Sequence[tuple[Block, int]]
"""Buttons next to a pager, each with its preferred width."""
GAP_MM = 4.0


class SmallPager(msgspec.Struct, frozen=True):
    """Tools and pager of one row; the same size on every page.

    ``brief`` leaves the words of the way on to the voice. ``widest`` is the longest number of
    pages. With ``main`` the way on is the main action.
    """

    canvas: Canvas
    catalog: Catalog
    onward: str
    tools: Tools = ()
    brief: bool = False
    widest: str = "00"
    main: bool = False

    @property
    def width(self) -> int:
        """Return its width in pixels."""
        gap, side = self.canvas.px(GAP_MM), self.canvas.px(BUTTON_MM)
        return sum(wide + gap for _, wide in self.tools) + side + self._middle + self._last

    @property
    def height(self) -> int:
        """Return its height in pixels."""
        onward = self._onward(0).measure(self._last)
        return max([onward, *(block.measure(wide) for block, wide in self.tools)])

    @property
    def _middle(self) -> int:
        both = f"{self.widest} / {self.widest}"
        return self.canvas.text_width(both, Type.BODY, bold=True) + 2 * self.canvas.px(GAP_MM)

    @property
    def _last(self) -> int:
        if self.brief:
            return self.canvas.px(BUTTON_MM)
        return button_width(self.canvas, self.onward, "chevron_next")

    def _onward(self, page: int) -> Block:
        words = "" if self.brief else self.onward
        act, name, end = f"page:{page + 1}", self.onward, not self.brief
        return button(
            self.canvas, act, words, "chevron_next", icon_end=end, name=name, main=self.main
        )

    def draw(self, box: Box, page: int, pages: int) -> None:
        """Draw the row; ``page`` counts from 0, and ``pages`` is 0 where it is not known."""
        canvas, catalog = self.canvas, self.catalog
        for block, wide in self.tools:
            block.draw(box.start(wide))
            box = box.after(wide + canvas.px(GAP_MM))
        if pages == 1:
            return
        here = numeral(catalog.language, page + 1)
        if pages:
            here = f"{here} / {numeral(catalog.language, pages)}"
        side = canvas.px(BUTTON_MM)
        with canvas.read_after():
            if page > 0:
                before = catalog.gettext("Before")
                back = button(canvas, f"page:{page - 1}", "", "chevron_before", name=before)
                back.draw(box.start(side))
            middle = Box(box.x + side, box.y, box.w - side - self._last, box.h)
            if canvas.text_width(here, Type.BODY, bold=True) <= middle.w:
                canvas.text(middle, here, Type.BODY, BOLD, middle=True, align=Align.CENTER)
            if page + 1 != pages:
                self._onward(page).draw(box.end(self._last))


def small_pager(pager: SmallPager, most: int) -> SmallPager:
    """Return the pager; the way on is an icon too where ``most`` pixels hold no words."""
    return pager if pager.width <= most else msgspec.structs.replace(pager, brief=True)
