"""The short list of a visit: up to three services with their numbers."""

from collections.abc import Sequence

from msgspec.structs import replace

from kiosk.domain.text import isolate
from kiosk.presentation.numbers import join_extension
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, centred, column, row
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.column import PagePart, parts_of
from kiosk.ui.kit.current_marker import margin
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import number_block
from kiosk.ui.kit.spread import Spread, draw_spread
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.two_part import middle_icon, two_part
from kiosk.ui.kit.widgets import button, button_width, note, space_block, text_block
from kiosk.ui.pages.tool_page import draw_tool
from kiosk.visit.acts import Keep, Noted, Route, Screen, Verb
from kiosk.visit.visit import SHORTLIST_LIMIT

ICON_MM, START_MM = 14.0, 26.0
REMOVE_MM, REMOVE_MOST_MM = 62.0, 90.0
"""Width of "Take off", and how far it grows for large text."""
NUMBER_MM, NUMBER_COMPACT_MM, NUMBER_LEAST_MM = 13.0, 9.5, 8.0
UNDER_MM = 2.0
"""Room under a number, whose line has none of its own."""
SIDE_LEAST_MM = 190.0
"""From this width on "Take off" stands beside its card, below it under it."""


def compose(page: PageContext) -> None:
    """Draws the list."""
    views, text = page.presenter.services(page.visit.saved), page.catalog.gettext("My list")
    if views:
        draw_spread(page, text, [Spread(later=_parts(page, views))], icon="bookmark_on")
    else:
        _draw_empty(page, text)


def _parts(page: PageContext, views: Sequence[ServiceView]) -> list[PagePart]:
    parts, width = list[PagePart](), page.canvas.glass.width - 2 * margin(page.canvas)
    wanted = fourth(page)
    if wanted is not None:
        # TRANSLATORS: {name} is the name of a place or line.
        words = page.catalog.gettext("Three fit on one list. Take one off to keep {name}.")
        parts.append(PagePart([note(page.canvas, words.format(name=wanted.quiet_name))]))
    for view in (*views, *([wanted] if wanted else ())):
        page.canvas.in_english(view.in_english)
    for view in views:
        parts += _entry(page, view, width)
    last = _last(page, wanted)
    if width < page.px(SIDE_LEAST_MM):
        return [*parts, *parts_of(last)]
    return [*parts, PagePart([row(last, page.px(4))], pieces=parts_of(last))]


def fourth(page: PageContext) -> ServiceView | None:
    """The service that was to be kept when the list was full already, or has just found room."""
    subjects = [r.subject for r in page.visit.stack if r.screen is Screen.SERVICE]
    if not subjects or subjects[-1] in page.visit.saved or len(page.visit.saved) < SHORTLIST_LIMIT:
        return None
    return page.presenter.service(subjects[-1])


def _draw_empty(page: PageContext, text: str) -> None:
    canvas, catalog = page.canvas, page.catalog
    how = catalog.gettext("Your list is empty. On a page, touch “Keep on my list”.")
    up_to = catalog.gettext("Up to three fit. The list goes when you leave.")
    start, search = Noted(Verb.START, "list"), Noted(Route(Screen.SEARCH), "list")
    acts = [
        [button(canvas, start, catalog.gettext("Start"), "start", main=True)],
        [button(canvas, search, catalog.gettext("Search"), "search")],
    ]
    words = parts_of(
        [text_block(canvas, how, Type.TILE, BOLD), text_block(canvas, up_to, ink=SOFT)]
    )
    draw_tool(page, text, "books", words, acts, icon="bookmark_on")


def _entry(page: PageContext, view: ServiceView, width: int) -> list[PagePart]:
    """A card with name and number, and the way off the list next to it or under it.

    Where a page has no room for its card a note says who answers.
    """
    label = page.catalog.gettext("Take off")
    take_off = button(
        page.canvas,
        Keep(view.id),
        label,
        "close",
        # TRANSLATORS: Spoken for a button; {name} is the name of a place or line.
        name=page.catalog.gettext("Take off: {name}").format(name=view.quiet_name),
    )
    card, least = _card(page, view), _card(page, view, compact=True)
    barest = _card(page, replace(view, action=replace(view.action, lines=())), compact=True)
    side = max(
        page.px(REMOVE_MM), min(button_width(page.canvas, label, "close"), page.px(REMOVE_MOST_MM))
    )
    who = page.presenter.formats.together(*view.authorities)
    shares = (width - side - page.px(4), side)
    under = [note(page.canvas, f"{isolate(view.quiet_name)} · {who}")] if who else []
    alone = PagePart([card], pieces=[PagePart([least, barest]), *parts_of(under)])
    if shares[0] < page.px(SIDE_LEAST_MM) or take_off.measure(side) > page.px(26):
        return [alone, PagePart([take_off])]
    rows = [row([one, centred(take_off)], page.px(4), shares) for one in (card, least)]
    compact = column([rows[1], *under], page.px(4))
    return [PagePart([rows[0], compact], pieces=[alone, PagePart([take_off])])]


def _card(page: PageContext, view: ServiceView, *, compact: bool = False) -> Block:
    """Name, number and who answers; it opens the page.

    A ``compact`` one has an extension beside its number, and leaves it to a note who answers.
    """
    canvas = page.canvas
    number = view.action.number or view.number
    more = view.action.extension if view.action.number else view.extension
    lines = (number, more) if number else (view.action.verb, *view.action.lines)
    subtitle = page.presenter.formats.together(*lines)
    if number:
        most = NUMBER_MM if not canvas.glass.compact else NUMBER_COMPACT_MM
        shown = isolate(number) if " " in number else number
        second = number_block(canvas, shown, most=most, least=NUMBER_LEAST_MM)
    else:
        second = text_block(canvas, subtitle, Type.LEAD, BOLD)
    words = [text_block(canvas, view.quiet_name, Type.NAME, BOLD), second]
    if more and compact:
        words[1] = text_block(
            canvas, join_extension(page.presenter.formats, number, more), Type.LEAD, BOLD
        )
    elif more:
        words.append(text_block(canvas, more, Type.LEAD))
    if view.authorities and not compact:
        words.append(
            text_block(canvas, page.presenter.formats.together(*view.authorities), Type.BODY)
        )
    gap, under = page.px(1), page.px(UNDER_MM) if number and not more else 0
    body = column([*words, space_block(under - gap)], gap) if under else column(words, gap)
    return two_part(
        canvas,
        Route(Screen.SERVICE, view.id),
        page.presenter.formats.together(f"{view.quiet_name}. {subtitle}", *view.authorities),
        start_mm=START_MM,
        tint=TypeRole.LEAF,
        start=middle_icon(canvas, view.action.icon, page.px(ICON_MM)),
        body=body,
    )


def _last(page: PageContext, wanted: ServiceView | None) -> list[Block]:
    """What to do with the whole list."""
    canvas, catalog = page.canvas, page.catalog
    found = list[Block]()
    if page.paper.ready:
        found.append(
            button(
                canvas,
                Route(Screen.PRINT),
                catalog.gettext("Print all on one paper"),
                "print",
                main=True,
            )
        )
    else:
        found.append(
            button(canvas, Route(Screen.PRINT), catalog.gettext("See it as a small paper"), "print")
        )
    if wanted is not None:
        label = catalog.gettext("Back to {name}").format(name=wanted.quiet_name)
        found.append(button(canvas, Noted(Verb.BACK, "list"), label, "back"))
    return found
