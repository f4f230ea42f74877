"""A list without heads, on a small glass or in the largest letters: cards of one height."""

from functools import partial

from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.card_grid import CardGrid, card_grid
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import move_up
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import button, button_width, note, text_block
from kiosk.ui.pages.answer_blocks import AnswerBlocks
from kiosk.ui.pages.answer_frame import draw_name, draw_plus, draw_turns, page_words
from kiosk.visit.acts import Panel

ROW_MM, TIGHT_ROW_MM, GAP_MM, MIDDLE_MM = 20.0, 14.0, 3.2, 4.0
"""The row with title and tools, usually and on a low-reach page; around it and inside it."""
NOTICE_SHARE = 0.2
"""The most of the page that what to know before calling takes; else it is the last thing."""
TILE_PAGES, MOST_PAGES = 3, 10


def draw(answers: AnswerBlocks, room: Box) -> None:
    """Draws the page of the visit: title and tools in a row, below them cards in columns."""
    page, canvas = answers.page, answers.page.canvas
    high = page.px(TIGHT_ROW_MM if canvas.tight else ROW_MM)
    room = room.below(0 if canvas.above else page.px(GAP_MM))
    row, body = room.top(high), room.below(high + page.px(GAP_MM))
    if canvas.above:
        row, body = room.foot(high), room.top(room.h - high - page.px(GAP_MM))
    body = _with_notice(answers, body)
    grid = _grid(answers, body)
    if grid is None:
        canvas.problem("no form of card fits the list")
        return
    current = min(page.visit.route.page, grid.pages - 1)
    _draw_row(answers, row, current, grid.pages)
    grid.draw(canvas, body, current)
    canvas.judged = True


def _with_notice(answers: AnswerBlocks, body: Box) -> Box:
    """What to know before calling above the cards, or as the last thing where it is too high."""
    page, canvas = answers.page, answers.page.canvas
    if not answers.view.notice:
        return body
    warning = note(canvas, answers.view.notice)
    if move_up(canvas, warning):
        return body
    high = warning.measure(body.w)
    if high > NOTICE_SHARE * body.h:
        return body
    warning.draw(body.top(high))
    return body.below(high + page.px(GAP_MM))


def _grid(answers: AnswerBlocks, body: Box) -> CardGrid | None:
    """The cards: those of the call block, the groups one after the other, what comes last."""
    view, guides = answers.view, answers.guides()
    cards = [*view.called, *view.cards]
    before, after = (guides, []) if view.reads_first else ([], guides)
    last = [*after, *answers.last()]
    made = partial(card_grid, answers.page.canvas, box=body, before=before, after=last)
    first = len(view.called)
    grid, pages = made(cards=cards, first=first), TILE_PAGES if view.show_all else MOST_PAGES
    if grid is None or grid.pages <= pages:
        return grid
    return made(cards=cards[: max(1, pages * grid.most - len(last) - len(before))], first=first)


def _draw_row(answers: AnswerBlocks, row: Box, current: int, pages: int) -> None:
    """The title, the way to the choices, the number of the page and the ways to others."""
    page, canvas = answers.page, answers.page.canvas
    middle, gap = page_words(answers, current, pages), page.px(MIDDLE_MM)
    most = button_width(canvas, page.catalog.gettext("More"), "chevron_next")
    turns = page.px(19) + most + canvas.text_width(middle, Type.BODY) + 2 * gap
    if pages == 1 and not answers.view.show_all:
        turns = 0
    label = answers.put_first_label()
    wide = button_width(canvas, label, "plus")
    plus = wide if row.w - turns - wide > row.w // 2 else row.h
    used = turns + (gap if turns else 0) + plus + gap
    if canvas.above:
        name = text_block(canvas, answers.title, answers.title_kind, BOLD, heading=True)
        move_up(canvas, name)
        place = row.start(plus)
    else:
        draw_name(answers, row.start(row.w - used))
        place = row.start(row.w - turns - (gap if turns else 0)).end(plus)
    with canvas.read_after():
        if plus == row.h:
            draw_plus(answers, place)
        else:
            icon = "check" if answers.chosen else "plus"
            button(canvas, Panel.CHIPS, label, icon, height_mm=0).draw(place)
        if turns:
            draw_turns(answers, row.end(turns), current, pages, worded=False, middle=middle)
