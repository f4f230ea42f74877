"""The change report: sums next to all single changes, dangerous ones first."""

from dataclasses import replace

from kiosk.domain.text import isolate
from kiosk.presentation.change_rows import ChangeRow, rows_of, sums_of
from kiosk.staff.staff_acts import StaffVerb
from kiosk.sync.sync_answers import FileInfo, SyncOutcome
from kiosk.ui.kit.blocks import Block, by_width, column, height_of, in_rows, row, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page import draw_pages, paginate_blocks
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import icon_line, note, ruled, text_block, with_icon
from kiosk.ui.staff.report_rows import head_block, row_block
from kiosk.ui.staff.staff_context import StaffAction, StaffContext

SIDE_MM, GAP_MM, COUNT_MM, SUM_PAD_MM, SUM_GAP_MM = 112.0, 14.0, 18.0, 1.0, 10.0
"""The column of the sums and what parts it from the changes; the least width of a sum, the
room over and under it, and between two beside each other."""
BIG_SHARE = 0.2
"""From this share of services taken out on, the report says so before everything else: what a
watched folder would not take by itself (GONE_LIMIT of kiosk.sync.unattended_policy)."""
MOST_PAGES = 20
"""Pages of dangerous changes that must be seen before the data can be used. Nobody reads more of
them, and a first file may change all there is; the worst stand on the first pages."""


def compose(page: StaffContext) -> None:
    """Draws sums, changes and the two answers."""
    canvas, catalog, outcome = page.canvas, page.catalog, page.state.outcome
    room = page.frame("usb", catalog.gettext("Staff: new data"))
    keep = StaffAction(StaffVerb.HOME, catalog.gettext("Keep what we have"))
    use = StaffAction(StaffVerb.USE, catalog.gettext("Use this data"), "check", main=True)
    canvas.title = catalog.gettext("What will change")
    seen = False
    if outcome is not None and outcome.report is not None:
        seen = _report(page, page.above(room, [], [keep, use]), outcome, rows_of(outcome.report))
    reason = "" if seen else catalog.gettext("See the changes on the next pages first.")
    page.actions(room, [], [keep, replace(use, off=reason)])


def _report(
    page: StaffContext, room: Box, outcome: SyncOutcome, rows: tuple[ChangeRow, ...]
) -> bool:
    """Draws the sums and the changes; returns whether what is dangerous was seen."""
    canvas = page.canvas
    if not page.wide:
        return _one_column(page, room, outcome, rows)
    title = text_block(canvas, canvas.title, Type.TITLE, BOLD, heading=True)
    side, gap = room.start(page.px(SIDE_MM)), page.px(3)
    sums = [title, *_sums(page, outcome, aside=True)]
    if height_of(sums, side.w, gap) > side.h:
        return _one_column(page, room, outcome, rows)
    stack(sums, side, gap)
    right = room.after(page.px(SIDE_MM + GAP_MM))
    first = _first_words(page, rows)
    line = canvas.wrap(canvas.title, Type.TITLE, right.w, bold=True).line_height
    canvas.text(right.top(line), first, Type.NAME, BOLD, middle=True)
    return _changes(page, right.below(line + page.px(4)), rows)


def _first_words(page: StaffContext, rows: tuple[ChangeRow, ...]) -> str:
    if any(row.numbers and row.new for row in rows):
        return page.catalog.gettext("Call each new number once before you use it")
    if any(row.dangerous for row in rows):
        return page.catalog.gettext("Look at these first")
    return page.catalog.gettext("Every change")


def _one_column(
    page: StaffContext, room: Box, outcome: SyncOutcome, rows: tuple[ChangeRow, ...]
) -> bool:
    """The sums first, then the changes, on as many pages as they need."""
    canvas = page.canvas
    room = room.below(canvas.text(room, canvas.title, Type.TITLE, BOLD, heading=True) + page.px(4))
    first = text_block(canvas, _first_words(page, rows), Type.NAME, BOLD, keep=True)
    if not rows:
        first = text_block(
            canvas, page.catalog.gettext("No number, address or place changes."), Type.LEAD
        )
    head = [head_block(page)] if rows and page.wide else []
    return _on_pages(page, room, [*_sums(page, outcome), first, *head], rows, page.px(2))


def _changes(page: StaffContext, room: Box, rows: tuple[ChangeRow, ...]) -> bool:
    if not rows:
        words = page.catalog.gettext("No number, address or place changes.")
        text_block(page.canvas, words, Type.LEAD, SOFT).draw(room)
        return True
    head = head_block(page)
    high = head.measure(room.w)
    head.draw(room.top(high))
    return _on_pages(page, room.below(high), [], rows, 0)


def _on_pages(
    page: StaffContext, room: Box, before: list[Block], rows: tuple[ChangeRow, ...], gap: int
) -> bool:
    """The changes on as many pages as they need; returns whether what is dangerous was seen.

    Until then the way to the next page is the main action.
    """
    blocks = [*before, *(row_block(page, row) for row in rows)]
    last = max((at for at, one in enumerate(rows, start=1) if one.dangerous), default=0)
    furthest = max(page.state.number, page.state.furthest)
    shown = paginate_blocks(page.canvas, room, blocks, furthest, gap=gap).among_first(furthest + 1)
    seen = not last or shown >= len(before) + last or furthest + 1 >= MOST_PAGES
    more = "" if seen else page.catalog.gettext("Next page")
    draw_pages(
        page.canvas,
        room,
        blocks,
        page.state.number,
        gap=gap,
        more=more,
        main=not seen,
    )
    return seen


def _sums(page: StaffContext, outcome: SyncOutcome, *, aside: bool = False) -> list[Block]:
    """Who signed and when, what is alarming, the sums; ``aside`` the changes or above them."""
    canvas, catalog, report = page.canvas, page.catalog, outcome.report
    if report is None:
        return []
    blocks = [_signed(page, outcome.file)] if outcome.file else []
    gone = len(report.removed)
    if gone and gone >= BIG_SHARE * report.services_before:
        words = catalog.gettext(
            "Many services are removed. Ask the coalition whether that is right."
        )
        blocks.append(note(canvas, words, "danger"))
    if outcome.withdrawn:
        words = catalog.ngettext(
            "The coalition withdrew {count} record. It is gone already, whatever you choose.",
            "The coalition withdrew {count} records. They are gone already, whatever you choose.",
            outcome.withdrawn,
        )
        blocks.append(note(canvas, words.format(count=outcome.withdrawn), "eye_off"))
    if report.helplines or any(one.helpline for one in report.numbers):
        blocks.append(
            note(canvas, catalog.gettext("Help lines change. Call each one first."), "danger")
        )
    else:
        blocks.append(
            icon_line(canvas, "check", catalog.gettext("Help lines do not change."), ink=BOLD)
        )
    lines = [(page.formats.number(count), words) for count, words in sums_of(report, catalog)]
    cells = _cells(page, lines)
    if aside:
        return [*blocks, column(cells, 0)]
    return [
        *blocks,
        *in_rows(cells, 1 if canvas.glass.portrait else 2, page.px(SUM_GAP_MM), even=True),
    ]


def _signed(page: StaffContext, file: FileInfo) -> Block:
    catalog = page.catalog
    names = page.formats.enumerated([isolate(name) for name in file.signers or (file.publisher,)])
    first = catalog.gettext("Signed by: {names}").format(names=names)
    second, made = file.publisher if file.signers else "", page.day(file.created)
    if made and file.age_days is not None:
        words = catalog.gettext("Made on {date}, {ago}")
        made = words.format(date=made, ago=page.formats.ago(file.age_days))
    elif made:
        made = catalog.gettext("Made on {date}").format(date=made)
    parts = [(first, BOLD), *((line, SOFT) for line in (second, made) if line)]
    lines = column([text_block(page.canvas, text, Type.BODY, ink) for text, ink in parts], 0)
    return with_icon(page.canvas, "shield", lines, page.px(10), page.px(3))


def _cells(page: StaffContext, lines: list[tuple[str, str]]) -> list[Block]:
    """A sum and what it counts, each under a hairline."""
    canvas = page.canvas
    widest = max(canvas.text_width(count, Type.BODY, bold=True) for count, _ in lines)
    first = max(page.px(COUNT_MM), widest + page.px(3))

    def cell(count: str, words: str) -> Block:
        parts = [text_block(canvas, count, ink=BOLD), text_block(canvas, words)]
        line = by_width(lambda width: row(parts, 0, (first, width - first)))
        return ruled(canvas, line, page.px(SUM_PAD_MM))

    return [cell(*line) for line in lines]
