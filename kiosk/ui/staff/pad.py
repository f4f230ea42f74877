"""The keypads of staff mode: ten digits for a PIN, sixteen for a fingerprint."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.display_text import draw_number
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import TypeRole
from kiosk.ui.staff.staff_context import StaffContext

KEY_MM, KEY_GAP_MM, DIGIT_MM, ICON_MM = (13.0, 34.0), 4.0, 10.0, 11.0
"""Least and greatest height of a key, the gap, the height of its digit and of its icon."""
LOW_MM = 110.0
"""Least height of the words above the keys, so that the keys of every page stand in reach."""
WIDER = 1.35
"""A key is so much wider than high."""
PIN_KEYS = (*"123456789", "erase", "0", "enter")
HEX_KEYS = (*"123ab456cd789ef", "erase", "0", "", "", "")
"""The digits where the pad of the PIN has them, the letters beside."""
COLUMNS = {PIN_KEYS: 3, HEX_KEYS: 5}


@dataclass(frozen=True, slots=True)
class Pad:
    """Keys in rows. ``off`` are disabled keys, which stay in place."""

    page: StaffContext
    keys: Sequence[str]
    columns: int
    off: frozenset[str] = frozenset()

    @property
    def rows(self) -> int:
        """How many rows of keys."""
        return -(-len(self.keys) // self.columns)

    def size(self, most: Box) -> tuple[int, int]:
        """Width and height in pixels within a box."""
        gap = self.page.px(KEY_GAP_MM)
        high = min(self.page.px(KEY_MM[1]), (most.h - (self.rows - 1) * gap) // self.rows)
        wide = min(round(high * WIDER), (most.w - (self.columns - 1) * gap) // self.columns)
        high = min(high, round(wide / WIDER) + self.page.px(6))
        if min(wide, high) < (least := self.page.px(KEY_MM[0])):
            self.page.canvas.problem(f"a key is {wide} by {high} px")
            wide, high = max(wide, least), max(high, least)
        return (
            self.columns * wide + (self.columns - 1) * gap,
            self.rows * high + (self.rows - 1) * gap,
        )

    def draw(self, box: Box) -> None:
        """Places every key."""
        canvas = self.page.canvas
        cells = box.grid(self.columns, self.rows, self.page.px(KEY_GAP_MM))
        with canvas.kept_ltr(box):
            for cell, key in zip(cells, self.keys, strict=False):
                if key:
                    self._key(cell, key)

    def draw_with(self, blocks: Sequence[Block], room: Box, gap: int, words_mm: float) -> None:
        """Draws ``blocks`` and the keys: beside them, or below on an upright glass.

        The words beside the keys are at least ``words_mm`` wide.
        """
        page = self.page
        if page.canvas.glass.portrait:
            under_words = room.below(max(stack(blocks, room, gap), page.px(LOW_MM)) + page.px(10))
            wide, high = self.size(under_words)
            self.draw(Box(under_words.x + (under_words.w - wide) // 2, under_words.y, wide, high))
            return
        wide, high = self.size(Box(0, 0, room.w - page.px(words_mm), room.h))
        y = room.y + (room.h - high) // 2
        self.draw(Box(room.right - wide, y, wide, high))
        words = room.start(room.w - wide - page.px(10))
        used = height_of(blocks, words.w, gap)
        if used > words.h:
            page.canvas.problem(f"the words need {used} px of {words.h}")
        stack(blocks, words.below(max(0, min(y - room.y, words.h - used))), gap)

    def _key(self, cell: Box, key: str) -> None:
        canvas, catalog = self.page.canvas, self.page.catalog
        icon = {"erase": "backspace", "enter": "check"}.get(key, "")
        main = key == "enter"
        if key in self.off:
            canvas.rect(cell, line=TypeRole.HAIR, line_mm=0.5, radius_mm=4)
            self._face(cell, key, icon, TypeRole.OFF_INK)
            return
        # TRANSLATORS: Spoken for the key that ends typing a PIN.
        names = {"erase": catalog.gettext("Erase"), "enter": catalog.gettext("Go on")}
        act = key if icon else f"key:{key}"
        ink = TypeRole.ON_PRIMARY if main else TypeRole.INK
        with canvas.touch(cell, act, names.get(key, key.upper()), main=main):
            self._face(cell, key, icon, ink)

    def _face(self, cell: Box, key: str, icon: str, ink: TypeRole) -> None:
        canvas = self.page.canvas
        if icon:
            side = min(self.page.px(ICON_MM), cell.h - self.page.px(3))
            canvas.icon(cell.middle(side), icon, ink)
            return
        cap = min(self.page.px(DIGIT_MM), cell.h // 2)
        digit = cell.middle(cap)
        draw_number(canvas, digit, key.upper(), ink, least=0, align=Align.CENTER)
