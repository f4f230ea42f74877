"""All lines that answer day and night, in columns under the people and purposes they are for."""

from collections.abc import Sequence

from kiosk.domain.helplines import Anchor
from kiosk.presentation.views import HelplineView, LineGroup
from kiosk.ui.kit.blocks import Block, by_width, centred, column, height_of, next_to, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import over_pager, pager, pager_height
from kiosk.ui.kit.panels import heading, number_block
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole, cap_mm
from kiosk.ui.kit.two_part import middle_icon, two_part
from kiosk.ui.kit.widgets import button_width, space_block, text_block
from kiosk.ui.pages.talk import every_line
from kiosk.visit.acts import Route, Screen

START_MM, ICON_MM, ROW_MM, GAP_MM, COLUMN_GAP_MM = 20.0, 12.0, 20.0, 3.0, 6.0
COLUMN_MM, LEAST_MM, NUMBER_MM = 190.0, 110.0, 7.2
"""Least width of a column next to another; less height than this, and the heading goes; capitals of
the numbers, unless their words are larger."""
TITLE_LINES, MOST_SHARE = 2, 0.4
"""Most lines of a purpose beside its number; most of the page that the next head takes below."""
Column = tuple[list[str], list[Block]]
"""The heads of its groups, and its blocks."""


def compose(page: PageContext) -> None:
    """Draws the page: heads with their lines, columns filled one after the other."""
    canvas, frame = page.canvas, page.frame()
    words = every_line(page, page.presenter.talk().count)
    room = heading(canvas, frame, words, pager_height(canvas) + page.px(LEAST_MM))
    room = over_pager(canvas, room, page.px(GAP_MM))
    between = page.px(COLUMN_GAP_MM)
    count = max(1, min(2, (room.w + between) // page.px(COLUMN_MM)))
    width = (room.w - between * (count - 1)) // count
    dealt = _columns(page, page.presenter.lines(), width, room.h)
    pages = [dealt[at : at + count] for at in range(0, len(dealt), count)]
    at = min(page.visit.route.page, len(pages) - 1)
    for place, (_, blocks) in enumerate(pages[at]):
        used = height_of(blocks, width, page.px(GAP_MM))
        if used > room.h:
            canvas.problem(f"a column needs {used} px of {room.h}")
        box = Box(room.x + place * (width + between), room.y, width, room.h)
        stack(blocks, box.foot(min(used, room.h)) if canvas.low_reach else box, page.px(GAP_MM))
    if len(pages) > 1:
        more = pages[at + 1][0][0][0] if at + 1 < len(pages) else ""
        known = any(more in heads for heads, _ in pages[at])
        if known or button_width(canvas, more, "chevron_next") > frame.w * MOST_SHARE:
            more = ""
        pager(canvas, frame.foot(pager_height(canvas)), at, len(pages), more=more)


def _columns(page: PageContext, groups: Sequence[LineGroup], width: int, high: int) -> list[Column]:
    """Return columns of a height: a group begins where its head and two of its lines fit."""
    gap, found = page.px(GAP_MM), list[Column]()
    for group in groups:
        head = text_block(page.canvas, group.title, Type.NAME, BOLD, heading=True)
        most = high - head.measure(width) - gap
        # A caution too long for a column is on the page of its line, and so is the number.
        forms = ([_row(page, line, whole=one) for one in (True, False)] for line in group.lines)
        rows = [min(two, key=lambda row: row.measure(width) > most) for two in forms]
        while rows:
            if not found or height_of([*found[-1][1], head, *rows[:2]], width, gap) > high:
                found.append(([], []))
            heads, blocks = found[-1]
            heads.append(group.title)
            blocks += [head, rows.pop(0)]
            while rows and height_of([*blocks, rows[0]], width, gap) <= high:
                blocks.append(rows.pop(0))
    return found


def _row(page: PageContext, line: HelplineView, *, whole: bool) -> Block:
    """A line to touch: what it does and its number, which comes with its caution or not at all."""
    canvas, text = page.canvas, line.text
    canvas.in_english(line.in_english)
    number, icon = (line.number, line.icon) if line.number else (text.number if text else "", "sms")
    caution = line.warning or (text.note if text and not line.number else "")
    cap = max(NUMBER_MM, cap_mm(Type.BODY, canvas.meter.step))
    words = [text_block(canvas, line.title, Type.BODY, BOLD, balance=True)]
    ink = TypeRole.DANGER if line.id == Anchor.EMERGENCY else TypeRole.PRIMARY
    if whole and caution:
        words.append(text_block(canvas, caution, Type.BODY, SOFT))
    body = column(words, 0)
    if number and (whole or not caution):
        digits = number_block(
            canvas, number, ink, most=cap, least=cap_mm(Type.BODY, canvas.meter.step)
        )
        wide = canvas.meter.width(number, canvas.meter.latin(cap)) + page.px(1)
        beside = next_to(digits, wide, centred(body), page.px(4), at_end=True)
        under = column([body, digits, space_block(0)], page.px(1))
        room = wide + page.px(4)

        def best(width: int) -> Block:
            fit = canvas.wrap(line.title, Type.BODY, max(1, width - room), bold=True)
            return under if fit.broken or len(fit.lines) > TITLE_LINES else beside

        body = by_width(best)
    spoken = [part for part in (line.title, line.line, number, caution) if part]
    return two_part(
        canvas,
        Route(Screen.SERVICE, line.id),
        ". ".join(spoken),
        start_mm=START_MM,
        tint=TypeRole.LEAF,
        start=middle_icon(canvas, icon, canvas.icon_side(Type.BODY, ICON_MM)),
        body=body,
        least_mm=ROW_MM,
        up_mm=1,
    )
