"""The call block of a list: a white panel as high as its column, the numbers as large as fit."""

from collections.abc import Iterator

from kiosk.presentation.views import CallLineView
from kiosk.ui.kit.blocks import Block, column, height_of, row, stack
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import number_block, panel_pad
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole, cap_mm
from kiosk.ui.kit.widgets import button, text_block
from kiosk.visit.acts import AnyAct, Route, Screen

NUMBER_MM, GAP_MM, RADIUS_MM = (38.0, 30.0, 24.0, 20.0, 16.0, 12.0), 3.0, 6.0
"""Capitals of a number, the first that fits; between two parts of the panel; its corners."""

SUBJECT_MM = 16.0
"""Capitals from which on a number is the subject: below it nothing else keeps its place."""
WIDE_MM, WAYS_MM = 180.0, 62.0
"""From this width on what to do with a number stands at the end; the width of that."""


def draw_panel(page: PageContext, box: Box, lines: tuple[CallLineView, ...]) -> None:
    """Draws the lines of a call block: two share the height, or the width of a wide panel."""
    canvas = page.canvas
    if not canvas.strong:
        canvas.rect(box, TypeRole.CARD, radius_mm=RADIUS_MM)
    side, up = panel_pad(canvas)
    gap = page.px(GAP_MM)
    room = box.inset(side, up)
    places = room.columns(len(lines), 2 * gap) if box.w > page.px(WIDE_MM) else ()
    for line, place in zip(lines, places or room.rows(len(lines), gap), strict=True):
        canvas.in_english(line.in_english)
        _draw_line(page, place, line)


def _draw_line(page: PageContext, box: Box, line: CallLineView) -> None:
    """Draws one line in the fullest form that fits: why, number, promise, what to do with it.

    What to do stands at the end of a wide panel, else under the words.
    """
    gap = page.px(GAP_MM)
    ends = page.px(WAYS_MM) if box.w > page.px(WIDE_MM - 20) else 0
    words_box = box.start(box.w - ends - gap) if ends else box
    for words, ways in _forms(page, line, upright=ends > 0):
        taken = 0 if ends else gap + ways.measure(box.w)
        high = height_of(words, words_box.w, gap) + taken
        wide = ends or box.w
        if high <= box.h and ways.whole(wide) and all(one.whole(words_box.w) for one in words):
            break
    else:
        page.canvas.problem(f"a line of the call block needs {high} px of {box.h}")
    stack(words, words_box, gap)
    place = box.end(ends) if ends else box
    ways.draw(place.foot(min(box.h, ways.measure(place.w))))


def _forms(
    page: PageContext, line: CallLineView, *, upright: bool
) -> Iterator[tuple[list[Block], Block]]:
    """Yield words and ways, the number ever smaller; then without the promise, the why shorter."""
    canvas = page.canvas
    sizes = (*NUMBER_MM, cap_mm(Type.LEAD, canvas.meter.step))
    whys = [text_block(canvas, line.purpose or line.phrase, Type.BODY, BOLD, balance=True)]
    under = [text_block(canvas, line.promise, Type.BODY)] if line.promise else []
    for most, said in [
        *((most, said) for said in (under, []) for most in sizes if most >= SUBJECT_MM),
        *((most, []) for most in sizes),
    ]:
        number = number_block(canvas, line.number, most=most, least=sizes[-1])
        first = number if line.number else text_block(canvas, line.title, Type.NAME, BOLD)
        for ways in _ways(page, line, upright=upright):
            yield [*whys, first, *said], ways
    for ways in _ways(page, line, upright=upright):
        yield [number], ways


def _ways(page: PageContext, line: CallLineView, *, upright: bool) -> Iterator[Block]:
    """Yield what to do with a number: as words and pictures, as words, as pictures."""
    catalog = page.catalog
    found: list[tuple[AnyAct, str, str]] = [
        (Route(Screen.SERVICE, line.id), catalog.gettext("More"), "chevron_next")
    ]
    if line.number:
        learn = catalog.pgettext("a way to take a number along", "Learn")
        scan = catalog.pgettext("a way to take a number along", "Scan")
        found = [
            (Route(Screen.LEARN, line.id), learn, "learn"),
            (Route(Screen.QR, line.id), scan, "qr"),
            *found,
        ]
    for worded, pictured in ((True, True), (True, False), (False, True)):
        made = [
            button(
                page.canvas,
                act,
                words if worded else "",
                icon if pictured else "",
                name=f"{words}. {line.phrase}",
                tight=True,
            )
            for act, words, icon in found
        ]
        yield (column if upright else row)(made, page.px(GAP_MM))
