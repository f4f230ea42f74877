"""The numbers to call now: the help line, 988 and 911, in the fullest form that a page holds."""

from dataclasses import dataclass

from msgspec.structs import replace

from kiosk.domain.helplines import Anchor
from kiosk.presentation.views import HelplineView, TalkView
from kiosk.ui.kit.blocks import Block, centred, column, next_to, row, shortest
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT, Ink
from kiosk.ui.kit.column import PagePart, parts_of
from kiosk.ui.kit.display_text import NUMBER_MM
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import head_block, number_block, panel_block
from kiosk.ui.kit.split_layout import room_above
from kiosk.ui.kit.theme import RING_ROOM_MM, Type, TypeRole
from kiosk.ui.kit.widgets import ICON_GAP_MM, button, button_holds, text_block
from kiosk.visit.acts import Route, Screen


@dataclass(frozen=True, slots=True)
class _Form:
    """How much the numbers say: capitals in millimetres, how to be understood.

    What the line is for, its number and what must be read before calling always stay. ``clear``
    keeps the ring of the keys around a button off the words above it.
    """

    cap: float
    short: float
    tight: bool = False
    say: bool = True
    clear: bool = True


LEAST = NUMBER_MM[0]
FORMS = (
    *(_Form(cap, 18) for cap in (30.0, 25.0, 21.0, 18.0)),
    _Form(LEAST, LEAST),
    _Form(LEAST, LEAST, tight=True),
    _Form(LEAST, 12, tight=True),
    _Form(LEAST, 12, tight=True, say=False),
    _Form(LEAST, 12, tight=True, say=False, clear=False),
)
YIELDS = (8, 8, 7, 6, 3, 2, 1, 1)
"""When each of these gives way to the next; the ways without a voice do so in between."""


def calls_by_page(page: PageContext, view: TalkView) -> list[list[PagePart]]:
    """The numbers by page; with low reach the ways to take one along are a part of their own."""
    lines = [line for line in (view.crisis, view.emergency) if line is not None]
    short = [_short(page, line, FORMS[-1]) for line in lines]
    pieces = [PagePart([_next_or_under(page, short)], (), parts_of(short))] if short else []
    if view.main:
        take = [_take(page, view.main, tight=tight) for tight in (False, True)]
        each = parts_of([_main(page, view.main, FORMS[-1], take=False), take[1]])
        pieces.insert(0, PagePart([_main(page, view.main, FORMS[-1], take=True)], (), each))
    apart = page.canvas.above > 0 and view.main is not None
    forms = [_numbers(page, view, form, take=not apart) for form in FORMS]
    if view.main is None or not apart:
        return [[PagePart(forms, YIELDS, pieces)]]
    place = room_above(page.canvas)
    if forms[-1].measure(place.w) <= place.h or not lines:
        return [[PagePart(forms, YIELDS), PagePart(take, (5,))]]
    # A button that takes a number along is never under another number.
    own = [_main(page, view.main, form, take=False) for form in FORMS]
    return [
        [PagePart(own, YIELDS), PagePart(take, (5,))],
        parts_of(short),
    ]


def _next_or_under(page: PageContext, blocks: list[Block]) -> Block:
    gap = page.px(3)
    return shortest([row(blocks, gap), column(blocks, gap)])


def _numbers(page: PageContext, view: TalkView, form: _Form, *, take: bool) -> Block:
    """The help line with 988 and 911, next to each other or under each other."""
    gap = page.px(3)
    lines = [line for line in (view.crisis, view.emergency) if line is not None]
    short = [_short(page, line, form) for line in lines]
    if view.main is None:
        return _next_or_under(page, short)
    main = _main(page, view.main, form, take=take)
    if not short:
        return main
    one_row = [main, column(short, gap)]
    return shortest(
        [
            *(row(one_row, page.px(4), shares) for shares in ((2, 1), (3, 2), (11, 9))),
            column([main, row(short, gap)], gap),
            column([main, *short], gap),
        ]
    )


def _main(page: PageContext, line: HelplineView, form: _Form, *, take: bool) -> Block:
    """The help line: what it is for, its number, what must be read before calling."""
    canvas, gap = page.canvas, page.px(1.5 if form.tight else 3)
    canvas.in_english(line.in_english)
    if form.tight:
        head = text_block(canvas, line.title, Type.BODY, BOLD)
    else:
        head = head_block(canvas, "phone", line.title)
    number = number_block(canvas, line.number, most=form.cap)
    under = [text_block(canvas, line.warning, Type.BODY, PLAIN)] if line.warning else []
    if line.say and form.say:
        words = page.presenter.formats.together(line.say_label, line.say)
        under.append(text_block(canvas, words, Type.BODY, PLAIN))
    if not take:
        return _panel(page, [head, number, *under], gap)
    ways = _take(page, line, tight=form.tight)
    blocks = [head, number, *under]
    near = column([blocks[-1], ways], max(gap, page.px(RING_ROOM_MM)) if form.clear else gap)
    whole = _panel(page, [*blocks[:-1], near], gap)
    if not form.tight:
        return whole
    wide = canvas.meter.width(line.number, canvas.meter.latin(form.cap)) + page.px(2)
    with_ways = next_to(centred(number), wide, ways, page.px(5))
    with_head = next_to(number, wide, centred(head), page.px(4), at_end=True)
    return shortest(
        [
            whole,
            _panel(page, [head, with_ways, *under], gap),
            _panel(page, [with_head, *blocks[2:-1], near], gap),
        ]
    )


def _panel(page: PageContext, blocks: list[Block], gap: int) -> Block:
    """A panel that takes leftover height between its blocks."""
    panel = panel_block(
        page.canvas, blocks, gap, middle=True, up_mm=2 if page.canvas.glass.compact else 3
    )
    return replace(panel, grow=True)


def _take(page: PageContext, line: HelplineView, *, tight: bool) -> Block:
    """The ways to take a number along."""
    learn = page.catalog.gettext("Learn the number")
    scan = page.catalog.gettext("Scan with a phone")
    ways = [
        button(
            page.canvas, Route(Screen.LEARN, line.id), learn, "" if tight else "learn", tight=tight
        ),
        button(page.canvas, Route(Screen.QR, line.id), scan, "" if tight else "qr", tight=tight),
    ]
    pair, gap = row(ways, page.px(4)), page.px(4)

    icon = page.canvas.icon_side() + page.px(ICON_GAP_MM) if tight else 0

    def whole(width: int) -> bool:
        return all(
            button_holds(page.canvas, label, (width - gap) // 2 + icon) for label in (learn, scan)
        )

    return shortest([replace(pair, whole=whole), column(ways, page.px(3))])


def _short(page: PageContext, line: HelplineView, form: _Form) -> Block:
    """A short number: what it is for, and how it answers; 911 alone is in the colour of danger."""
    canvas, danger = page.canvas, line.id == Anchor.EMERGENCY
    role = TypeRole.DANGER if danger else TypeRole.INK
    digits = TypeRole.DANGER if danger else TypeRole.PRIMARY
    head = head_block(
        canvas, "danger" if danger else "talk", line.title, role=role, spot=not danger
    )
    number = number_block(canvas, line.number, digits, most=form.short, least=form.short)
    wide = canvas.meter.width(line.number, canvas.meter.latin(form.short)) + page.px(2)
    words = text_block(canvas, line.line, Type.BODY, SOFT)
    if form.tight:
        bold = text_block(canvas, line.title, Type.BODY, Ink(role, bold=True))
        # That a number can be called is plain; that it takes texts or sends the police is not.
        blocks = [bold, words] if danger or (line.text and line.text.code) else [bold]
        lean = next_to(number, wide, centred(column(blocks, 0)), page.px(4))
        return _panel(page, [lean], 0)
    both = shortest(
        [
            column([head, next_to(number, wide, centred(words), page.px(5))], page.px(1)),
            next_to(number, wide, centred(column([head, words], page.px(1))), page.px(5)),
            column([head, number, words], page.px(1)),
        ]
    )
    return _panel(page, [both], 0)
