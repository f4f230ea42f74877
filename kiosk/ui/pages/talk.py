"""Talk to someone now: numbers to call, ways without a voice, the people here, all lines."""

from dataclasses import dataclass

from msgspec.structs import replace

from kiosk.domain.filters import Filter
from kiosk.domain.helplines import Anchor
from kiosk.i18n.digits import numeral
from kiosk.presentation.views import HelplineView, TalkView
from kiosk.ui.kit.blocks import Block, centred, column, in_rows, next_to, row, shortest
from kiosk.ui.kit.canvas import PLAIN, SOFT, Ink
from kiosk.ui.kit.column import PagePart, draw_columns
from kiosk.ui.kit.display_text import NUMBER_MM
from kiosk.ui.kit.page import title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import head_block, number_block, panel_block
from kiosk.ui.kit.split_layout import room_above
from kiosk.ui.kit.theme import GAP_MM, RING_ROOM_MM, Type, TypeRole
from kiosk.ui.kit.widgets import ICON_GAP_MM, button, button_holds, button_width, text_block
from kiosk.ui.pages.no_voice import ways_part

GAPS_MM = (5.0, 4.0, 3.0, GAP_MM)


@dataclass(frozen=True, slots=True)
class _Form:
    """How much the numbers say: capitals in millimetres, purpose of the line, how to be understood.

    The purpose gives way to what must be read before calling; both to the number. ``clear`` keeps
    the ring of the keys around a button off the digits above it.
    """

    cap: float
    short: float
    tight: bool = False
    head: bool = True
    say: bool = True
    clear: bool = True


LEAST = NUMBER_MM[0]
FORMS = (
    *(_Form(cap, 18) for cap in (30.0, 25.0, 21.0, 18.0)),
    _Form(LEAST, LEAST),
    _Form(LEAST, LEAST, tight=True),
    _Form(LEAST, LEAST, tight=True, head=False),
    _Form(LEAST, 12, tight=True, head=False),
    _Form(LEAST, 12, tight=True, head=False, say=False),
    _Form(LEAST, 12, tight=True, head=False, say=False, clear=False),
)
YIELDS = (8, 8, 7, 6, 3, 2, 2, 1, 1)
"""When each of these gives way to the next; the ways without a voice do so in between."""


def compose(s: PageContext) -> None:
    """Draws the page; the ways without a voice come first for who chose them."""
    s.c.title = s.say.gettext("Talk to someone now")
    view, room = s.desk.talk(), s.frame()
    title, calls = _title(s, view), _calls(s, view)
    ways = ways_part(s, view, room.h, (5,))
    people = PagePart([_people(s, view, tight=tight) for tight in (False, True)], (8,))
    pages = [[title, *calls[0]], *calls[1:], [ways, people]]
    if Filter.NO_VOICE in s.visit.chips:
        pages = [[title, ways], *calls[:-1], [*calls[-1], people]]
    gaps = [s.px(gap) for gap in GAPS_MM]
    draw_columns(s.c, s.say, room, pages, page=s.visit.route.page, gaps=gaps)


def _title(s: PageContext, view: TalkView) -> PagePart:
    """The heading and what all these lines keep; the bar says both again, so they give way."""
    lines = (view.main, view.crisis, view.emergency)
    is_free = all(line is None or line.free_always for line in lines)
    promise = s.say.gettext("Free. Day and night.") if is_free else ""
    first, second = (title_block(s.c, s.c.title, second=words) for words in (promise, ""))
    return PagePart([first, second, None], (9, 4))


def _calls(s: PageContext, view: TalkView) -> list[list[PagePart]]:
    """The numbers by page; with low reach the ways to take one along are a part of their own."""
    lines = [line for line in (view.crisis, view.emergency) if line is not None]
    pieces = [_short(s, line, FORMS[-1]) for line in lines]
    if view.main:
        take = [_take(s, view.main, tight=tight) for tight in (False, True)]
        pieces = [_main(s, view.main, FORMS[-1], take=False), take[1], *pieces]
    apart = s.c.above > 0 and view.main is not None
    forms = [_numbers(s, view, form, take=not apart) for form in FORMS]
    if view.main is None or not apart:
        return [[PagePart(forms, YIELDS, [PagePart([piece]) for piece in pieces])]]
    place = room_above(s.c)
    if forms[-1].measure(place.w) <= place.h or not lines:
        return [[PagePart(forms, YIELDS), PagePart(take, (5,))]]
    # What takes a number along never stands under another one.
    own = [_main(s, view.main, form, take=False) for form in FORMS]
    return [
        [PagePart(own, YIELDS), PagePart(take, (5,))],
        [PagePart([_short(s, line, FORMS[-1])]) for line in lines],
    ]


def _numbers(s: PageContext, view: TalkView, form: _Form, *, take: bool) -> Block:
    """The help line with 988 and 911, next to each other or under each other."""
    gap = s.px(3)
    lines = [line for line in (view.crisis, view.emergency) if line is not None]
    short = [_short(s, line, form) for line in lines]
    if view.main is None:
        return shortest([row(short, gap), column(short, gap)])
    main = _main(s, view.main, form, take=take)
    if not short:
        return main
    one_row = [main, column(short, gap)]
    return shortest(
        [
            *(row(one_row, s.px(4), shares) for shares in ((2, 1), (3, 2), (11, 9))),
            column([main, row(short, gap)], gap),
            column([main, *short], gap),
        ]
    )


def _main(s: PageContext, line: HelplineView, form: _Form, *, take: bool) -> Block:
    """The help line, with what must be read before calling above its number."""
    c, gap = s.c, s.px(1.5 if form.tight else 3)
    c.in_english(line.in_english)
    above = [head_block(c, "phone", line.title)] if form.head or not line.warning else []
    if line.warning:
        above.append(text_block(c, line.warning, Type.BODY, PLAIN))
    number = number_block(c, line.number, most=form.cap)
    under = []
    if line.say and form.say:
        words = s.desk.formats.together(line.say_label, line.say)
        under.append(text_block(c, words, Type.BODY, PLAIN))
    if not take:
        return _panel(s, [*above, number, *under], gap)
    ways = _take(s, line, tight=form.tight)
    blocks = [*above, number, *under]
    near = column([blocks[-1], ways], max(gap, s.px(RING_ROOM_MM)) if form.clear else gap)
    whole = _panel(s, [*blocks[:-1], near], gap)
    if not form.tight:
        return whole
    wide = c.meter.width(line.number, c.meter.latin(form.cap)) + s.px(2)
    one_row = next_to(centred(number), wide, ways, s.px(5))
    return shortest([whole, _panel(s, [*above, one_row, *under], gap)])


def _panel(s: PageContext, blocks: list[Block], gap: int) -> Block:
    """A panel that takes leftover height between its blocks."""
    panel = panel_block(s.c, blocks, gap, middle=True, up_mm=2 if s.c.glass.compact else 3)
    return replace(panel, grow=True)


def _take(s: PageContext, line: HelplineView, *, tight: bool) -> Block:
    """The ways to take a number along."""
    learn, scan = s.say.gettext("Learn the number"), s.say.gettext("Scan with a phone")
    ways = [
        button(s.c, f"learn:{line.id}", learn, "" if tight else "learn", tight=tight),
        button(s.c, f"qr:{line.id}", scan, "" if tight else "qr", tight=tight),
    ]
    pair, gap = row(ways, s.px(4)), s.px(4)

    icon = s.c.icon_side() + s.px(ICON_GAP_MM) if tight else 0

    def whole(width: int) -> bool:
        return all(button_holds(s.c, label, (width - gap) // 2 + icon) for label in (learn, scan))

    return shortest([replace(pair, whole=whole), column(ways, s.px(3))])


def _short(s: PageContext, line: HelplineView, form: _Form) -> Block:
    """A short number: what it is for, and how it answers; 911 alone is in the colour of danger."""
    c, danger = s.c, line.id == Anchor.EMERGENCY
    role = TypeRole.DANGER if danger else TypeRole.INK
    digits = TypeRole.DANGER if danger else TypeRole.PRIMARY
    head = head_block(c, "danger" if danger else "talk", line.title, role=role, spot=not danger)
    number = number_block(c, line.number, digits, most=form.short, least=form.short)
    wide = c.meter.width(line.number, c.meter.latin(form.short)) + s.px(2)
    words = text_block(c, line.line, Type.BODY, SOFT)
    if form.tight:
        bold = text_block(c, line.title, Type.BODY, Ink(role, bold=True))
        # That a number can be called is plain; that it takes texts or sends the police is not.
        blocks = [bold, words] if danger or (line.text and line.text.code) else [bold]
        lean = next_to(number, wide, centred(column(blocks, 0)), s.px(4))
        return _panel(s, [lean], 0)
    both = shortest(
        [
            column([head, next_to(number, wide, centred(words), s.px(5))], s.px(1)),
            next_to(number, wide, centred(column([head, words], s.px(1))), s.px(5)),
            column([head, number, words], s.px(1)),
        ]
    )
    return _panel(s, [both], 0)


def _people(s: PageContext, view: TalkView, *, tight: bool) -> Block:
    """Someone here, the card that asks for an interpreter, and all lines."""
    c, say, staff = s.c, s.say, s.desk.staff()
    every = every_line(s, view.count)
    here = say.gettext("Someone here")
    # TRANSLATORS: Opens a card to show: "I speak Spanish. Please get an interpreter."
    card = "\u00a0".join(say.gettext("“I speak …”").rsplit(" ", 1))
    named = s.desk.formats.together(f"{here}.", staff.who, staff.line)
    labels = (
        ("staff", here, "bell", named),
        ("speak", card, "card", ""),
        ("lines", every, "list", ""),
    )
    ways = [
        button(c, act, label, icon, name=name, tight=tight) for act, label, icon, name in labels
    ]
    widths = [button_width(c, label, icon) for _, label, icon, _ in labels]
    gap = s.px(4)
    return shortest([row(ways, gap, widths), column(in_rows(ways, 2, gap), gap), column(ways, gap)])


def every_line(s: PageContext, count: int) -> str:
    """The name of the page of all lines."""
    # TRANSLATORS: {count} is a number of telephone lines that answer day and night.
    words = s.say.ngettext("{count} line, day and night", "All {count} lines, day and night", count)
    return words.format(count=numeral(s.say.language, count))
