"""Talk to someone now: numbers to call, ways without a voice, the people here, all lines."""

from kiosk.domain.filters import Filter
from kiosk.i18n.digits import numeral
from kiosk.presentation.views import TalkView
from kiosk.ui.kit.blocks import Block, column, in_rows, row, shortest
from kiosk.ui.kit.column import PagePart, draw_columns
from kiosk.ui.kit.page import title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.theme import GAP_MM
from kiosk.ui.kit.widgets import button, button_width
from kiosk.ui.pages.no_voice import ways_part
from kiosk.ui.pages.talk_numbers import calls_by_page
from kiosk.visit.acts import Route, Screen

GAPS_MM = (5.0, 4.0, 3.0, GAP_MM)


def compose(page: PageContext) -> None:
    """Draws the page; the ways without a voice come first for who chose them."""
    page.canvas.title = page.catalog.gettext("Talk to someone now")
    view, room = page.presenter.talk(), page.frame()
    title, calls = _title(page, view), calls_by_page(page, view)
    ways = ways_part(page, view, room.h, (5,))
    people = PagePart([_people(page, view, tight=tight) for tight in (False, True)], (8,))
    pages = [[title, *calls[0]], *calls[1:], [ways, people]]
    if Filter.NO_VOICE in page.visit.chips:
        pages = [[title, ways], *calls[:-1], [*calls[-1], people]]
    gaps = [page.px(gap) for gap in GAPS_MM]
    draw_columns(page.canvas, room, pages, page=page.visit.route.page, gaps=gaps)


def _title(page: PageContext, view: TalkView) -> PagePart:
    """The heading and what all these lines keep; the bar says both again, so they give way."""
    lines = (view.main, view.crisis, view.emergency)
    is_free = all(line is None or line.free_always for line in lines)
    promise = page.catalog.gettext("Free. Day and night.") if is_free else ""
    first, second = (
        title_block(page.canvas, page.canvas.title, second=words) for words in (promise, "")
    )
    return PagePart([first, second, None], (9, 4))


def _people(page: PageContext, view: TalkView, *, tight: bool) -> Block:
    """Someone here, the card that asks for an interpreter, and all lines."""
    canvas, catalog, staff = page.canvas, page.catalog, page.presenter.staff()
    every = every_line(page, view.count)
    here = catalog.gettext("Someone here")
    # TRANSLATORS: Opens a card to show: "I speak Spanish. Please get an interpreter."
    card = "\u00a0".join(catalog.gettext("“I speak …”").rsplit(" ", 1))
    named = page.presenter.formats.together(f"{here}.", staff.who, staff.line)
    labels = (
        (Route(Screen.STAFF_HERE), here, "bell", named),
        (Route(Screen.SPEAK), card, "card", ""),
        (Route(Screen.LINES), every, "list", ""),
    )
    ways = [
        button(canvas, act, label, icon, name=name, tight=tight)
        for act, label, icon, name in labels
    ]
    widths = [button_width(canvas, label, icon) for _, label, icon, _ in labels]
    gap = page.px(4)
    return shortest([row(ways, gap, widths), column(in_rows(ways, 2, gap), gap), column(ways, gap)])


def every_line(page: PageContext, count: int) -> str:
    """The name of the page of all lines."""
    # TRANSLATORS: {count} is a number of telephone lines that answer day and night.
    words = page.catalog.ngettext(
        "{count} line, day and night", "All {count} lines, day and night", count
    )
    return words.format(count=numeral(page.catalog.language, count))
