"""Scan with a phone: the code, its content in letters, what the phone does, who may see it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace

from kiosk.i18n.catalogs import Catalog
from kiosk.presentation.numbers import join_extension
from kiosk.presentation.views import CodeView, ServiceView
from kiosk.ui.kit.blocks import Block, column, in_rows, row, shortest
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT
from kiosk.ui.kit.column import PagePart, parts_of
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import panel_block
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.spread import Spread, draw_nothing, draw_spread
from kiosk.ui.kit.theme import TextStep, Type, TypeRole
from kiosk.ui.kit.widgets import button, button_holds, icon_line, space_block, text_block
from kiosk.ui.pages.code import (
    breakable,
    code_line,
    code_panel,
    code_side,
    code_square,
    drawable,
    instead,
    letters_parts,
)

OPTIONS_MM, CODE_MM, UNDER_CODE_MM = 126.0, 168.0, 18.0
"""Two columns of the design, of which the third takes the rest; height under a narrower code."""
SIDES, LOW_SIDES = (155.0, 140.0, 125.0, 110.0), (98.0, 84.0, 70.0)
"""Sides of the code tried with its letters under it or next to it; more of them for low reach."""
SHARES = (0.5, 0.42, 0.34)
"""Widths of the code tried next to its letters alone, of that of the page."""
MOST_LONG = 4
"""So many options stand in a column with their letters; more show only verbs."""


def compose(s: PageContext) -> None:
    """Draws the page of a service's codes."""
    view = s.desk.service(s.visit.route.subject)
    title, room = s.say.gettext("Scan with a phone"), s.frame()
    if view is None or not view.codes:
        words = s.say.gettext("There is no code for this place. The people here can write it down.")
        draw_nothing(s, room, title, "qr", words)
        return
    s.c.in_english(view.in_english)
    kind, _, agreed = s.visit.route.detail.partition("/")
    chosen = next((code for code in view.codes if code.kind == kind), view.codes[0])
    if chosen.telling and not agreed:
        chosen = replace(chosen, payload="")
    forms = _CodePage(s, room, view, chosen).forms()
    draw_spread(s, title, forms, second=view.quiet_name, room=room)


@dataclass(frozen=True, slots=True)
class _CodePage:
    """The code of a service in a room, and what stands next to it or under it."""

    s: PageContext
    room: Box
    view: ServiceView
    code: CodeView

    def forms(self) -> Iterator[Spread]:
        """On a wide page in columns, else under each other; the rest on later pages."""
        s, code = self.s, self.code
        ask, steps, drawn = watched(s, self.view, code), self._steps(4), drawable(code)
        alone = instead(s, code)
        panel = code_panel(s, code) if drawn else panel_block(s.c, alone, s.px(4), middle=True)
        if not s.c.glass.portrait:
            yield from self._columns(PagePart([panel]))
            yield from self._next_to_words(ask, steps) if drawn else ()
        figure = self._figure() if drawn else PagePart([panel])
        for short in (False, True):
            options = self._options(short=short)
            yield Spread([(0, [figure, *options, ask, steps])])
            yield Spread([(0, [figure, *options])], [ask, steps])
            yield Spread([(0, [figure])], [*options, ask, steps])
        if not drawn:
            yield Spread(later=[*parts_of(alone), *options, ask, steps])

    def _next_to_words(self, ask: PagePart, steps: PagePart) -> Iterator[Spread]:
        """The code next to its letters and to the pair it is one of; the rest on later pages."""
        s, room, code = self.s, self.room, self.code
        least, pair = code_side(code.payload), either(s, self.view, code)
        for short in (False, True)[: 1 + bool(pair)]:
            options = choices(s, self.view, code, short=short)
            for share in SHARES:
                side = code_side(code.payload, max(least, min(room.h, round(room.w * share))))
                columns = [(0, self._words(pair)), (side, [PagePart([code_square(s, code)])])]
                yield Spread(columns, [*options, ask, steps])

    def _columns(self, panel: PagePart) -> Iterator[Spread]:
        """Options next to the code, and the steps next to both if the page is wide."""
        s, many = self.s, len(options_of(self.view)) > MOST_LONG
        wide = min(s.px(CODE_MM), self.room.w // 2, self.room.h - s.px(UNDER_CODE_MM))
        ask, steps = watched(s, self.view, self.code), self._steps(8).forms[:1]
        foot = [PagePart([space_block(0, grow=True)]), ask]
        every = [
            [*parts_of([space_block(0), *self._heading()]), *self._options(columns, short=short)]
            for short, columns in ((many, 1), (True, 1), (True, 2))
        ]
        if not s.c.glass.compact:
            for side in every:
                first = (s.px(OPTIONS_MM), [*side, self._last(note(self.code, s.say))])
                yield Spread([first, (s.px(CODE_MM), [panel]), (0, [PagePart(steps), *foot])])
        for side in every:
            yield Spread([(0, [*side, *foot]), (wide, [panel])])
        for side in every:
            yield Spread([(0, side), (wide, [panel])], [ask, self._steps(4)])

    def _figure(self) -> PagePart:
        """The code with its letters under it, the largest first; then with them at its start."""
        s, room, code = self.s, self.room, self.code
        blocks = [
            column([*self._heading(), code_panel(s, code, s.px(side))], s.px(4)) for side in SIDES
        ]
        sides = (min(s.px(mm), room.w // 2) for mm in (*SIDES, *(LOW_SIDES if s.c.above else ())))
        lines = [
            code_line(s, code, side, self._words())
            for side in sides
            if side >= code_side(code.payload)
        ]
        return PagePart([*blocks, *lines], [*[9] * len(blocks), *[4] * len(lines)][:-1])

    def _heading(self) -> list[Block]:
        c, title = self.s.c, self.s.say.gettext("Scan with a phone")
        name = text_block(c, self.view.quiet_name, Type.BODY, SOFT)
        return [text_block(c, title, Type.TITLE, BOLD, heading=True), name]

    def _words(self, pair: Sequence[PagePart] = ()) -> list[PagePart]:
        """The letters of the code under what it does; the heading goes before them.

        With a ``pair`` to choose from, what stays on the phone stands under it.
        """
        verb = icon_line(self.s.c, self.code.icon, self.code.verb, Type.LEAD, BOLD)
        head = [PagePart([block, None], [1]) for block in (self._heading()[0], verb)]
        last = what_stays(self.code, self.s.say) if pair else note(self.code, self.s.say)
        return [*head, *letters_parts(self.s, self.code), *pair, self._last(last)]

    def _last(self, words: str) -> PagePart:
        return PagePart([text_block(self.s.c, words, Type.BODY, SOFT, balance=True), None], [3])

    def _steps(self, gap_mm: float) -> PagePart:
        return PagePart([column(steps_of(self.s, self.code), self.s.px(gap_mm)), None], [5])

    def _options(self, columns: int = 0, *, short: bool = False) -> list[PagePart]:
        every = choices(self.s, self.view, self.code, columns=columns, short=short)
        return [*every, *either(self.s, self.view, self.code)]


OPTION_LEAST_MM, TIGHT_MM = 20.0, 16.0
"""Least height of an option, and where a page that stays low has none to spare."""
CALLS = frozenset({"call", "text", "contact"})
"""Codes that hold a number."""


def choices(
    s: PageContext, view: ServiceView, chosen: CodeView, *, columns: int = 0, short: bool = False
) -> list[PagePart]:
    """The options under their question; ``columns`` of 0 are two, one in the largest text."""
    largest = s.c.meter.step is TextStep.XL
    columns = columns or (1 if largest and not short else 2)
    short = short or (largest and s.c.glass.compact)
    options = [option(s, view, code, chosen, short=short) for code in options_of(view)]
    what = text_block(s.c, s.say.gettext("What your phone does"), Type.BODY, BOLD, keep=True)
    gap = s.px(4)

    @cache
    def whole(width: int) -> bool:
        return all(one.whole((width - gap * (columns - 1)) // columns) for one in options)

    rows = in_rows(options, columns, gap, even=True)
    alone = in_rows(options, 1, gap)
    # Where a word is wider than its column, every option has a row of its own.
    apart = [column(alone[at : at + columns], gap) for at in range(0, len(alone), columns)]
    parts = [
        shortest([replace(one, whole=whole), replace(other, whole=lambda wide: not whole(wide))])
        for one, other in zip(rows, apart, strict=True)
    ]
    return [PagePart([what, None], [2]), *(PagePart([one]) for one in parts)]


def options_of(view: ServiceView) -> tuple[CodeView, ...]:
    """One code for each thing that the phone can do: the first of those with the same verb."""
    return tuple({code.verb: code for code in reversed(view.codes)}.values())[::-1]


def either(s: PageContext, view: ServiceView, chosen: CodeView) -> list[PagePart]:
    """Which of the codes with the chosen verb, next to each other where their words fit.

    Nothing if there is only one.
    """
    pair = [code for code in view.codes if code.verb == chosen.verb]
    if len(pair) == 1:
        return []
    ways = [
        button(s.c, f"qr:{view.id}/{code.kind}", code.note, chosen=code.kind == chosen.kind)
        for code in pair
    ]
    gap = s.px(4)

    def whole(width: int) -> bool:
        return all(button_holds(s.c, code.note, (width - gap) // 2) for code in pair)

    return [PagePart([shortest([replace(row(ways, gap), whole=whole), column(ways, gap)])])]


def option(
    s: PageContext, view: ServiceView, code: CodeView, chosen: CodeView, *, short: bool
) -> Block:
    """What the phone would do: a verb and, unless ``short``, its letters; the chosen one edged."""
    c, on = s.c, code.verb == chosen.verb
    # Where the codes with this verb stand below it, none of them shares its id.
    part = "/option" if on and either(s, view, chosen) else ""
    dialled = join_extension(s.desk.formats, code.letters, code.extension.replace(" ", "\u00a0"))
    second = "" if short else code.note or breakable(dialled)
    pad, side, gap = s.px(6), c.icon_side(Type.LEAD, 10), s.px(5)
    mark = c.icon_side()

    def room(width: int) -> int:
        return width - 2 * pad - side - gap - mark - s.px(2)

    def letters(width: int) -> str:
        """The letters, left out where one of their words is wider than the option."""
        broken = second and c.wrap(second, Type.BODY, room(width)).broken
        return "" if broken else second

    def words(width: int) -> int:
        return c.text_height(code.verb, Type.LEAD, room(width), bold=True) + c.text_height(
            letters(width), Type.BODY, room(width)
        )

    def draw(box: Box) -> None:
        with c.touch(
            box,
            f"qr:{view.id}/{code.kind}{part}",
            f"{code.verb}. {dialled}",
            radius_mm=5,
            chosen=on,
        ):
            inner = box.inset(pad, 0)
            c.icon(inner.start(side), code.icon, spot=on)
            if on:
                c.icon(inner.end(mark), "check")
            high = words(box.w)
            text = Box(inner.x + side + gap, box.y + (box.h - high) // 2, room(box.w), high)
            used = c.text(text, code.verb, Type.LEAD, BOLD)
            c.text(text.below(used), letters(box.w), Type.BODY, SOFT)

    least = s.px(TIGHT_MM if c.tight else OPTION_LEAST_MM)
    return Block(
        lambda width: max(least, words(width) + 2 * s.px(2.5)),
        draw,
        target=True,
        whole=lambda width: not c.wrap(code.verb, Type.LEAD, room(width), bold=True).broken,
    )


def note(chosen: CodeView, say: Catalog) -> str:
    """What the code does not do."""
    if chosen.kind in CALLS:
        return say.gettext("The code holds this number. It sends nothing to anyone.")
    return say.gettext("The code holds only what you read here.")


def steps_of(s: PageContext, chosen: CodeView) -> list[Block]:
    """How to scan, in three steps."""
    say = s.say
    last = (
        say.gettext("Touch the number on your phone.")
        if chosen.kind in CALLS
        else say.gettext("Touch what your phone shows.")
    )
    lines = (
        ("device", say.gettext("Open your phone camera.")),
        ("scan", say.gettext("Point it at the square.")),
        ("hand", last),
    )
    return [
        icon_line(s.c, icon, words, Type.LEAD, icon_mm=14, balance=True) for icon, words in lines
    ]


def watched(s: PageContext, view: ServiceView, chosen: CodeView) -> PagePart:
    """Who answers, what stays on the phone, and the way that leaves nothing.

    Where that is too tall as one panel the words stand apart from the button.
    """
    words, act = _question(s, view, chosen), _instead(s, view)
    whole = panel_block(s.c, [*words, space_block(0), act], s.px(2), tint=TypeRole.SUN)
    lines = [PagePart([block]) for block in words]
    panel = PagePart([panel_block(s.c, words, 0, tint=TypeRole.SUN)], pieces=lines)
    return PagePart([whole], pieces=[panel, PagePart([act])])


def what_stays(chosen: CodeView, say: Catalog) -> str:
    """What stays on the phone."""
    pages = say.gettext("Your phone keeps a list of pages.")
    return {
        "call": say.gettext("Your phone keeps a list of calls."),
        "text": say.gettext("Your phone keeps the texts."),
        "contact": say.gettext("The number stays on your phone."),
        "website": pages,
        "service_page": pages,
        "first_page": pages,
        "map": say.gettext("Your phone keeps a list of places."),
        "words": say.gettext("Your phone may keep these words."),
    }[chosen.kind]


def _question(s: PageContext, view: ServiceView, chosen: CodeView) -> list[Block]:
    question = s.say.gettext("Does someone look at your phone?")
    return [
        *(text_block(s.c, who, Type.BODY, PLAIN, balance=True) for who in view.authorities),
        text_block(s.c, question, Type.BODY, BOLD, balance=True),
        text_block(s.c, what_stays(chosen, s.say), Type.BODY, PLAIN, balance=True),
    ]


def _instead(s: PageContext, view: ServiceView) -> Block:
    if view.digits:
        return button(s.c, f"learn:{view.id}", s.say.gettext("Learn the number"), "learn")
    return button(s.c, "staff", s.say.gettext("Ask the staff here"), "bell")
