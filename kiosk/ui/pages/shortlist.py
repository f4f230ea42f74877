"""The short list of a visit: up to three services with their numbers."""

from collections.abc import Sequence

from kiosk.domain.text import isolate
from kiosk.presentation.numbers import join_extension
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, centred, height_of, row, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.current_marker import margin
from kiosk.ui.kit.flow import titled_page
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import number_block
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.two_part import two_part
from kiosk.ui.kit.widgets import button, discard, note, text_block
from kiosk.visit.visit import SHORTLIST_LIMIT, Screen

ICON_MM, START_MM, REMOVE_MM = 14.0, 26.0, 62.0
NUMBER_MM, NUMBER_COMPACT_MM, NUMBER_LEAST_MM = 13.0, 9.5, 8.0
EMPTY_MM, UNDER_MM = 250.0, 2.0
"""Widest line of an empty list; room under a number, whose line has none of its own."""
BESIDE_LEAST_MM = 190.0
"""From this width on "Take off" stands beside its card, below it under it."""


def compose(s: PageContext) -> None:
    """Draws the list."""
    views = s.desk.services(s.visit.kept)
    titled_page(
        s,
        s.say.gettext("My list"),
        "bookmark_on",
        lambda most: _blocks(s, views, most),
        gap_mm=4,
        width_mm=0 if views else EMPTY_MM,
    )


def _blocks(s: PageContext, views: Sequence[ServiceView], most: int) -> list[Block]:
    if not views:
        return _empty(s)
    blocks, width = list[Block](), s.c.glass.width - 2 * margin(s.c)
    wanted = fourth(s)
    if wanted is not None:
        # TRANSLATORS: {name} is the name of a place or line.
        words = s.say.gettext("Three fit on one list. Take one off to keep {name}.")
        blocks.append(note(s.c, words.format(name=wanted.quiet_name)))
    for view in (*views, *([wanted] if wanted else ())):
        s.c.in_english(view.in_english)
    for view in views:
        blocks += _entry(s, view, width, most)
    last = row(_last(s, wanted), s.px(4))
    beside = width >= s.px(BESIDE_LEAST_MM) and last.measure(width) <= most
    return [*blocks, *([last] if beside else _last(s, wanted))]


def fourth(s: PageContext) -> ServiceView | None:
    """The service that was to be kept when the list was full already, or has just found room."""
    subjects = [r.subject for r in s.visit.stack if r.screen is Screen.SERVICE]
    if not subjects or subjects[-1] in s.visit.kept or len(s.visit.kept) < SHORTLIST_LIMIT:
        return None
    return s.desk.service(subjects[-1])


def _empty(s: PageContext) -> list[Block]:
    c, say = s.c, s.say
    how = say.gettext("Your list is empty. On a page, touch “Keep on my list”.")
    return [
        text_block(c, how, Type.TILE, BOLD),
        text_block(c, say.gettext("Up to three fit. The list goes when you leave."), ink=SOFT),
        button(c, "start list", say.gettext("Start"), "start", align=Align.START),
    ]


def _entry(s: PageContext, view: ServiceView, width: int, most: int) -> list[Block]:
    """A card with name and number, and the way off the list; no part taller than ``most``."""
    take_off = button(
        s.c,
        f"keep:{view.id}",
        s.say.gettext("Take off"),
        "close",
        # TRANSLATORS: Spoken for a button; {name} is the name of a place or line.
        name=s.say.gettext("Take off: {name}").format(name=view.quiet_name),
    )
    card, under, side = _card(s, view), list[Block](), s.px(REMOVE_MM)
    parts = (width - side - s.px(4), side)
    beside = width - side >= s.px(BESIDE_LEAST_MM) and take_off.measure(side) <= s.px(26)
    if card.measure(width) > most:
        card = _card(s, view, low=True)
        who = s.desk.formats.together(*view.authorities)
        under = [note(s.c, f"{isolate(view.quiet_name)} · {who}")] if who else []
    elif card.measure(parts[0]) > most:
        beside = False
    if beside:
        return [row([card, centred(take_off)], s.px(4), parts), *under]
    return [card, *under, take_off]


def _card(s: PageContext, view: ServiceView, *, low: bool = False) -> Block:
    """Name, number and who answers; it opens the page.

    A ``low`` one has an extension beside its number, and leaves it to a note who answers.
    """
    c = s.c
    number = view.action.number or view.number
    more = view.action.extension if view.action.number else view.extension
    lines = (number, more) if number else (view.action.verb, *view.action.lines)
    told = s.desk.formats.together(*lines)
    if number:
        most = NUMBER_MM if not c.glass.compact else NUMBER_COMPACT_MM
        shown = isolate(number) if " " in number else number
        second = number_block(c, shown, most=most, least=NUMBER_LEAST_MM)
    else:
        second = text_block(c, told, Type.LEAD, BOLD)
    words = [text_block(c, view.quiet_name, Type.NAME, BOLD), second]
    if more and low:
        words[1] = text_block(c, join_extension(s.desk.formats, number, more), Type.LEAD, BOLD)
    elif more:
        words.append(text_block(c, more, Type.LEAD))
    if view.authorities and not low:
        words.append(text_block(c, s.desk.formats.together(*view.authorities), Type.BODY))
    gap, under = s.px(1), s.px(UNDER_MM) if number and not more else 0
    body = Block(
        lambda width: height_of(words, width, gap) + under,
        lambda box: discard(stack(words, box, gap)),
    )
    return two_part(
        c,
        f"service:{view.id}",
        s.desk.formats.together(f"{view.quiet_name}. {told}", *view.authorities),
        start_mm=START_MM,
        tint=TypeRole.LEAF,
        start=lambda box: c.icon(
            Box(box.x, box.y + (box.h - s.px(ICON_MM)) // 2, box.w, s.px(ICON_MM)),
            view.action.icon,
            tint=True,
        ),
        body=body,
    )


def _last(s: PageContext, wanted: ServiceView | None) -> list[Block]:
    """What to do with the whole list."""
    c, say = s.c, s.say
    found = list[Block]()
    if s.paper.ready:
        found.append(button(c, "print", say.gettext("Print all on one paper"), "print", main=True))
    else:
        found.append(button(c, "print", say.gettext("See it as a small paper"), "print"))
    if wanted is not None:
        label = say.gettext("Back to {name}").format(name=wanted.quiet_name)
        found.append(button(c, "back list", label, "back"))
    return found
