"""Cards of a list in columns of one height, on pages, where no head stands over them."""

from collections.abc import Sequence

import msgspec

from kiosk.domain.text import shorten_text
from kiosk.presentation.list_views import ResultView
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.cards import CardForm, card_block, needed_height, phrase_kind, twins
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type
from kiosk.visit.acts import TextStep

GAP_MM, COLUMN_GAP_MM, TALLEST_MM = 3.2, 6.0, 45.0
"""Between two cards and two columns; the greatest height of a card."""
CUT = 40
"""Letters of a phrase and a name that have no room in any form."""
COLUMN_MM = {TextStep.S: 140.0, TextStep.M: 140.0, TextStep.L: 150.0, TextStep.XL: 160.0}
"""Least width of a column of cards by the size of the text."""

FORMS: tuple[dict[str, bool | Type], ...]
FORMS = ({"named": False}, {"kind": Type.BODY}, {"noted": False}, {"ended": False})
"""What a card gives up, one after the other."""


class CardGrid(msgspec.Struct, frozen=True):
    """Blocks in columns: ``rows`` of them, ``high`` pixels each, on every page."""

    blocks: tuple[Block, ...]
    columns: int
    rows: int
    high: int

    @property
    def most(self) -> int:
        """Return how many stand on a page."""
        return self.columns * self.rows

    @property
    def pages(self) -> int:
        """Return on how many pages they stand."""
        return max(1, -(-len(self.blocks) // self.most))

    def draw(self, canvas: Canvas, box: Box, page: int) -> None:
        """Draw a page, counted from 0, column by column."""
        columns, gap = box.columns(self.columns, canvas.px(COLUMN_GAP_MM)), canvas.px(GAP_MM)
        shown = self.blocks[page * self.most : (page + 1) * self.most]
        for at, block in enumerate(shown):
            place = columns[at // self.rows].below((at % self.rows) * (self.high + gap))
            block.draw(place.top(self.high))


def columns_of(canvas: Canvas, width: int) -> tuple[int, int]:
    """Return the number of columns in a width, and the width of one in pixels."""
    gap = canvas.px(COLUMN_GAP_MM)
    count = max(1, (width + gap) // (canvas.px(COLUMN_MM[canvas.meter.step]) + gap))
    return count, (width - gap * (count - 1)) // count


def card_grid(
    canvas: Canvas,
    cards: Sequence[ResultView],
    box: Box,
    *,
    before: Sequence[Block] = (),
    first: int = 0,
    after: Sequence[Block] = (),
    least_mm: float = 33.0,
    named: bool = False,
) -> CardGrid | None:
    """Return as many cards in a box as fit whole; ``None`` if not one does.

    ``before`` follows the ``first`` cards. A card gives up what it can, then a page has one less.
    With ``named`` names show while they can. Words that no form holds are cut: the page of the
    service has them whole.
    """
    columns, wide = columns_of(canvas, box.w)
    gap, kind, same = canvas.px(GAP_MM), phrase_kind(canvas, cards, wide), twins(cards)
    whole = CardForm(kind, twins=same)
    forms = [whole]
    for given_up in FORMS:
        forms.append(msgspec.structs.replace(forms[-1], **given_up))
    every = msgspec.structs.replace(forms[2], twins=frozenset(card.id for card in cards))
    others = max((block.measure(wide) for block in (*before, *after)), default=0)
    most = max(1, (box.h + gap) // (canvas.px(least_mm) + gap))
    for tried in ([every], forms) if named else (forms,):
        needs = [max(others, needed_height(canvas, cards, form, wide)) for form in tried]
        for rows in range(most, 0, -1):
            high = min((box.h - gap * (rows - 1)) // rows, max(canvas.px(TALLEST_MM), *needs))
            for form, need in zip(tried, needs, strict=True):
                if need <= high:
                    made = [card_block(canvas, card, form) for card in cards]
                    blocks = (*made[:first], *before, *made[first:], *after)
                    return CardGrid(blocks, columns, rows, high)
    cut = [
        msgspec.structs.replace(
            card, phrase=shorten_text(card.phrase, CUT), name=shorten_text(card.name, CUT)
        )
        for card in cards
    ]
    return (
        None
        if cut == [*cards]
        else card_grid(canvas, cut, box, before=before, first=first, after=after)
    )
