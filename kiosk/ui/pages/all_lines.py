"""All lines that answer day and night, grouped by the people they serve."""

from kiosk.presentation.views import HelplineView
from kiosk.ui.kit.blocks import Block, centred, column, in_rows, next_to, shortest
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page import draw_pages, title, title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import pager_height
from kiosk.ui.kit.panels import number_block
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.two_part import middle_icon, two_part
from kiosk.ui.kit.widgets import text_block
from kiosk.ui.pages.talk import every_line
from kiosk.visit.acts import Route, Screen

START_MM, ICON_MM, GAP_MM = 20.0, 12.0, 3.0
BELOW_MM = 4.0
"""Below the title, and between the lines and the pager."""
COLUMN_MM = 190.0
"""Least width of a line next to another."""
UP_MM, LEAST_UP_MM = 3.0, 1.0
"""Above and below the words of a line, usually and in its least form."""
NUMBER_MM, LEAST_MM, NUMBERS_MM = 8.0, 6.0, 118.0
"""Capitals of a number, and the width of numbers next to words."""


def compose(page: PageContext) -> None:
    """Draws the page: after the lines for anyone each says whom it is for."""
    canvas, gap = page.canvas, page.px(GAP_MM)
    first, *others = page.presenter.lines()
    words, frame = every_line(page, page.presenter.talk().count), page.frame()
    columns = max(1, min(2, (frame.w + gap) // page.px(COLUMN_MM)))
    heading = _heading(page, first.title)
    width = (frame.w - gap * (columns - 1)) // columns
    below = page.px(BELOW_MM)
    high = frame.h - pager_height(canvas) - below - heading.measure(frame.w) - gap
    tallest = max(_line(page, line, "", least=True).measure(width) for line in first.lines)
    room, canvas.title = frame, words
    # The title gives way to a line that needs its room; it is still read aloud.
    if tallest <= high - title_block(canvas, words).measure(frame.w) - below:
        room = title(canvas, frame, words)
        high -= frame.h - room.h

    def fitting(line: HelplineView, whom: str = "") -> Block:
        """The fullest form that a page holds; its own page says the rest."""
        forms = [_line(page, line, whom, least=least) for least in (False, True)]
        return next((form for form in forms if form.measure(width) <= high), forms[-1])

    lines = [fitting(line) for line in first.lines]
    blocks = [heading, *in_rows(lines, columns, gap, even=True)]
    lines = [fitting(line, group.title) for group in others for line in group.lines]
    draw_pages(
        canvas,
        room,
        [*blocks, *in_rows(lines, columns, gap, even=True)],
        page.visit.route.page,
        gap=gap,
    )


def _heading(page: PageContext, words: str) -> Block:
    return text_block(page.canvas, words, Type.BODY, BOLD, heading=True, keep=True)


def _line(page: PageContext, line: HelplineView, whom: str, *, least: bool) -> Block:
    """A line to touch: whom it is for, what it does, its name, what to know, its numbers."""
    canvas = page.canvas
    canvas.in_english(line.in_english)
    words = [text_block(canvas, whom, Type.BODY, SOFT)] if whom and not least else []
    words.append(text_block(canvas, line.title, Type.BODY, BOLD))
    # A number always comes with what must be read before calling it.
    more = () if least else filter(None, (line.line, line.warning))
    words += [text_block(canvas, text, Type.BODY, SOFT) for text in more]
    numbered = line.number and not (least and line.warning)
    numbers = (
        [number_block(canvas, line.number, most=NUMBER_MM, least=LEAST_MM)] if numbered else []
    )
    if (text := line.text) and text.code and not least:
        number = f"{page.catalog.gettext('Text')} {text.number}"
        numbers.append(text_block(canvas, number, Type.BODY, BOLD))
        numbers.append(text_block(canvas, text.stays_on_phone, Type.BODY, SOFT))
    gap = 0 if least else page.px(1)
    body = column(words, gap)
    if numbers:
        own, text_side = centred(column(numbers, gap)), centred(column(words, 0))
        two_columns = next_to(own, page.px(NUMBERS_MM), text_side, page.px(4), at_end=True)
        body = shortest([two_columns, column([*words, *numbers], gap)])
    icon = "phone" if line.number else "sms"

    spoken = [text for text in (whom, line.title, line.line, line.number) if text]
    return two_part(
        canvas,
        Route(Screen.SERVICE, line.id),
        ". ".join(spoken),
        start_mm=START_MM,
        tint=TypeRole.LEAF,
        start=middle_icon(canvas, icon, canvas.icon_side(Type.NAME, ICON_MM)),
        body=body,
        up_mm=LEAST_UP_MM if least else UP_MM,
    )
