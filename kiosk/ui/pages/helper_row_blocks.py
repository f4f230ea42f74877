"""The rows of a helper's list: what a service does, its name, its number, all that is known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from kiosk.domain.text import isolate, shorten_text
from kiosk.presentation.helper_rows import HelperRow
from kiosk.ui.kit.blocks import Block, centred, column, height_of, next_to, row
from kiosk.ui.kit.canvas import BOLD, SOFT, Ink
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import LINE_REST_MM, TARGET_MM, Type, TypeRole
from kiosk.ui.kit.widgets import space_block, text_block
from kiosk.visit.acts import Keep
from kiosk.visit.visit import SHORTLIST_LIMIT

GAP_MM, MARK_MM, PAD_MM = 4.0, 16.0, 1.0
"""Room between columns, for the mark of a row, above its words."""
NAME_SHARE = 0.365
"""The share of what a service does and its name in the width that the number leaves."""


def leaner_rows(row: HelperRow) -> Iterator[HelperRow]:
    """Yield a row without what is not known, then with ever fewer words: its page has them all."""
    yield (row := replace(row, unknown=""))
    yield replace(row, known=shorten_text(row.known, 100))
    phrase, name = (shorten_text(text, 30) for text in (row.phrase, row.name))
    yield replace(row, known="", phrase=phrase, name=name)


@dataclass(frozen=True, slots=True)
class RowForm:
    """The form of all rows of a page; with three columns the number has one of its own."""

    columns: int
    number: int


@dataclass(frozen=True, slots=True)
class HelperRowBlocks:
    """Makes the rows of a page."""

    page: PageContext

    def form(self, rows: Sequence[HelperRow], width: int) -> RowForm:
        """The form in which the rows of a page take the least height."""
        canvas, inner = self.page.canvas, width - self.page.px(MARK_MM + GAP_MM)
        widest = max(
            (canvas.text_width(isolate(one.number), Type.NAME, bold=True) for one in rows),
            default=0,
        )
        forms = [RowForm(columns, widest) for columns in (3, 2, 1)]
        cells = {form: [self._cells(one, form) for one in rows] for form in forms}
        whole = [form for form in forms if all(block.whole(inner) for block in cells[form])]
        return min(
            whole or forms[-1:], key=lambda form: sum(one.measure(inner) for one in cells[form])
        )

    def one_row(self, row: HelperRow, form: RowForm, shown: HelperRow | None = None) -> Block:
        """A row to take or to leave; ``shown`` has the words that there is room for."""
        page, canvas = self.page, self.page.canvas
        is_taken = row.id in page.visit.saved
        is_full = not is_taken and len(page.visit.saved) == SHORTLIST_LIMIT
        texts = (row.phrase, row.name, row.number, row.known)
        spoken = [f"{text.removesuffix('.')}." for text in texts if text]
        cells, mark, pad = self._cells(shown or row, form), page.px(MARK_MM), page.px(PAD_MM)

        def measure(width: int) -> int:
            high = cells.measure(width - mark - page.px(GAP_MM)) + 2 * pad
            return max(high, page.px(TARGET_MM))

        def draw(box: Box) -> None:
            canvas.in_english(row.in_english)
            words = Box(box.x + mark, box.y + pad, box.w - mark - page.px(GAP_MM), box.h - 2 * pad)
            if is_full:
                canvas.rect(
                    box, TypeRole.CARD, line=TypeRole.HAIR, line_mm=LINE_REST_MM, radius_mm=4
                )
                cells.draw(words)
                return
            with canvas.touch(
                box,
                Keep(row.id),
                page.presenter.formats.together(*spoken, row.unknown),
                fill=TypeRole.LEAF if is_taken else TypeRole.CARD,
                chosen=is_taken,
            ):
                side = page.px(MARK_MM / 2)
                canvas.icon(
                    Box(box.x + (mark - side) // 2, box.y + (box.h - side) // 2, side, side),
                    "check" if is_taken else "plus",
                )
                cells.draw(words)

        return Block(measure, draw, target=True)

    def known(self, row: HelperRow) -> list[Block]:
        """What is known of a row, and what is not."""
        canvas = self.page.canvas
        found = [text_block(canvas, row.known, Type.ROW)] if row.known else []
        return [*found, text_block(canvas, row.unknown, Type.ROW, SOFT)] if row.unknown else found

    def _cells(self, helper: HelperRow, form: RowForm) -> Block:
        """The words of a row in columns."""
        canvas, gap = self.page.canvas, self.page.px(GAP_MM)
        name = [
            text_block(canvas, helper.phrase, Type.ROW, BOLD),
            text_block(canvas, helper.name, Type.ROW, SOFT),
        ]
        ink = Ink(TypeRole.PRIMARY, bold=True)
        number = (
            [text_block(canvas, isolate(helper.number), Type.NAME, ink)] if helper.number else []
        )
        known = self.known(helper) or [space_block(0)]
        if form.columns == 1:
            return column([*name, *number, *known], 0)
        if form.columns == 2:  # noqa: PLR2004 - two columns
            return row([column([*name, *number], 0), column(known, 0)], gap, (45, 55))
        fixed = centred(column(number or [space_block(0)], 0))
        shown = next_to(fixed, form.number, column(known, 0), gap)

        def parts(width: int) -> tuple[int, int]:
            start = round((width - form.number - 2 * gap) * NAME_SHARE)
            return start, width - start - gap

        def draw(box: Box) -> None:
            start, rest = parts(box.w)
            column(name, 0).draw(box.start(start))
            shown.draw(box.end(rest))

        def measure(width: int) -> int:
            start, rest = parts(width)
            return max(height_of(name, start, 0), shown.measure(rest))

        def whole(width: int) -> bool:
            start, rest = parts(width)
            return start > 0 and column(name, 0).whole(start) and shown.whole(rest)

        return Block(measure, draw, whole=whole)
