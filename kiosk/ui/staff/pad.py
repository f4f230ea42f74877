"""The keypads of staff mode: ten digits for a PIN, sixteen for a fingerprint."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.staff.staff_acts import StaffVerb
from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.keypad import draw_keys
from kiosk.ui.kit.scene import Box
from kiosk.ui.staff.staff_context import StaffContext

KEY_MM, KEY_GAP_MM, DIGIT_MM = (13.0, 34.0), 4.0, 10.0
"""Least and greatest height of a key, the gap, the height of its digit."""
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
    keys: tuple[str, ...]
    off: frozenset[str]

    @property
    def columns(self) -> int:
        """How many keys stand in a row."""
        return COLUMNS[self.keys]

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
        canvas, gap = self.page.canvas, self.page.px(KEY_GAP_MM)
        # TRANSLATORS: Spoken for the key that ends typing a PIN.
        enter = StaffVerb.ENTER, self.page.catalog.gettext("Go on")
        draw_keys(
            canvas,
            box,
            self.keys,
            self.columns,
            gap,
            off=self.off,
            digit_mm=DIGIT_MM,
            enter=enter,
        )

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
