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


def compose(page: PageContext) -> None:
    """Draws the page of a service's codes."""
    view = page.presenter.service(page.visit.route.subject)
    title, room = page.catalog.gettext("Scan with a phone"), page.frame()
    if view is None or not view.codes:
        words = page.catalog.gettext(
            "There is no code for this place. The people here can write it down."
        )
        draw_nothing(page, room, title, "qr", words)
        return
    page.canvas.in_english(view.in_english)
    kind, _, agreed = page.visit.route.detail.partition("/")
    chosen = next((code for code in view.codes if code.kind == kind), view.codes[0])
    if chosen.telling and not agreed:
        chosen = replace(chosen, payload="")
    forms = _CodePage(page, room, view, chosen).forms()
    draw_spread(page, title, forms, second=view.quiet_name, room=room)


@dataclass(frozen=True, slots=True)
class _CodePage:
    """The code of a service in a room, and what stands next to it or under it."""

    page: PageContext
    room: Box
    view: ServiceView
    code: CodeView

    def forms(self) -> Iterator[Spread]:
        """On a wide page in columns, else under each other; the rest on later pages."""
        page, code = self.page, self.code
        ask, steps, drawn = watched(page, self.view, code), self._steps(4), drawable(code)
        alone = instead(page, code)
        panel = (
            code_panel(page, code)
            if drawn
            else panel_block(page.canvas, alone, page.px(4), middle=True)
        )
        if not page.canvas.glass.portrait:
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
        page, room, code = self.page, self.room, self.code
        least, pair = code_side(code.payload), either(page, self.view, code)
        for short in (False, True)[: 1 + bool(pair)]:
            options = choices(page, self.view, code, short=short)
            for share in SHARES:
                side = code_side(code.payload, max(least, min(room.h, round(room.w * share))))
                columns = [(0, self._words(pair)), (side, [PagePart([code_square(page, code)])])]
                yield Spread(columns, [*options, ask, steps])

    def _columns(self, panel: PagePart) -> Iterator[Spread]:
        """Options next to the code, and the steps next to both if the page is wide."""
        page, many = self.page, len(options_of(self.view)) > MOST_LONG
        wide = min(page.px(CODE_MM), self.room.w // 2, self.room.h - page.px(UNDER_CODE_MM))
        ask, steps = watched(page, self.view, self.code), self._steps(8).forms[:1]
        foot = [PagePart([space_block(0, grow=True)]), ask]
        every = [
            [*parts_of([space_block(0), *self._heading()]), *self._options(columns, short=short)]
            for short, columns in ((many, 1), (True, 1), (True, 2))
        ]
        if not page.canvas.glass.compact:
            for side in every:
                first = (page.px(OPTIONS_MM), [*side, self._last(note(self.code, page.catalog))])
                yield Spread([first, (page.px(CODE_MM), [panel]), (0, [PagePart(steps), *foot])])
        for side in every:
            yield Spread([(0, [*side, *foot]), (wide, [panel])])
        for side in every:
            yield Spread([(0, side), (wide, [panel])], [ask, self._steps(4)])

    def _figure(self) -> PagePart:
        """The code with its letters under it, the largest first; then with them at its start."""
        page, room, code = self.page, self.room, self.code
        blocks = [
            column([*self._heading(), code_panel(page, code, page.px(side))], page.px(4))
            for side in SIDES
        ]
        sides = (
            min(page.px(mm), room.w // 2)
            for mm in (*SIDES, *(LOW_SIDES if page.canvas.above else ()))
        )
        lines = [
            code_line(page, code, side, self._words())
            for side in sides
            if side >= code_side(code.payload)
        ]
        return PagePart([*blocks, *lines], [*[9] * len(blocks), *[4] * len(lines)][:-1])

    def _heading(self) -> list[Block]:
        canvas, title = self.page.canvas, self.page.catalog.gettext("Scan with a phone")
        name = text_block(canvas, self.view.quiet_name, Type.BODY, SOFT)
        return [text_block(canvas, title, Type.TITLE, BOLD, heading=True), name]

    def _words(self, pair: Sequence[PagePart] = ()) -> list[PagePart]:
        """The letters of the code under what it does; the heading goes before them.

        With a ``pair`` to choose from, what stays on the phone stands under it.
        """
        verb = icon_line(self.page.canvas, self.code.icon, self.code.verb, Type.LEAD, BOLD)
        head = [PagePart([block, None], [1]) for block in (self._heading()[0], verb)]
        last = (
            what_stays(self.code, self.page.catalog) if pair else note(self.code, self.page.catalog)
        )
        return [*head, *letters_parts(self.page, self.code), *pair, self._last(last)]

    def _last(self, words: str) -> PagePart:
        return PagePart(
            [text_block(self.page.canvas, words, Type.BODY, SOFT, balance=True), None], [3]
        )

    def _steps(self, gap_mm: float) -> PagePart:
        return PagePart([column(steps_of(self.page, self.code), self.page.px(gap_mm)), None], [5])

    def _options(self, columns: int = 0, *, short: bool = False) -> list[PagePart]:
        every = choices(self.page, self.view, self.code, columns=columns, short=short)
        return [*every, *either(self.page, self.view, self.code)]


OPTION_LEAST_MM, TIGHT_MM = 20.0, 16.0
"""Least height of an option, and where a page that stays low has none to spare."""
CALLS = frozenset({"call", "text", "contact"})
"""Codes that hold a number."""


def choices(
    page: PageContext, view: ServiceView, chosen: CodeView, *, columns: int = 0, short: bool = False
) -> list[PagePart]:
    """The options under their question; ``columns`` of 0 are two, one in the largest text."""
    largest = page.canvas.meter.step is TextStep.XL
    columns = columns or (1 if largest and not short else 2)
    short = short or (largest and page.canvas.glass.compact)
    options = [option(page, view, code, chosen, short=short) for code in options_of(view)]
    what = text_block(
        page.canvas, page.catalog.gettext("What your phone does"), Type.BODY, BOLD, keep=True
    )
    gap = page.px(4)

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


def either(page: PageContext, view: ServiceView, chosen: CodeView) -> list[PagePart]:
    """Which of the codes with the chosen verb, next to each other where their words fit.

    Nothing if there is only one.
    """
    pair = [code for code in view.codes if code.verb == chosen.verb]
    if len(pair) == 1:
        return []
    ways = [
        button(page.canvas, f"qr:{view.id}/{code.kind}", code.note, chosen=code.kind == chosen.kind)
        for code in pair
    ]
    gap = page.px(4)

    def whole(width: int) -> bool:
        return all(button_holds(page.canvas, code.note, (width - gap) // 2) for code in pair)

    return [PagePart([shortest([replace(row(ways, gap), whole=whole), column(ways, gap)])])]


def option(
    page: PageContext, view: ServiceView, code: CodeView, chosen: CodeView, *, short: bool
) -> Block:
    """What the phone would do: a verb and, unless ``short``, its letters; the chosen one edged."""
    canvas, on = page.canvas, code.verb == chosen.verb
    # Where the codes with this verb stand below it, none of them shares its id.
    part = "/option" if on and either(page, view, chosen) else ""
    dialled = join_extension(
        page.presenter.formats, code.letters, code.extension.replace(" ", "\u00a0")
    )
    second = "" if short else code.note or breakable(dialled)
    pad, side, gap = page.px(6), canvas.icon_side(Type.LEAD, 10), page.px(5)
    mark = canvas.icon_side()

    def room(width: int) -> int:
        return width - 2 * pad - side - gap - mark - page.px(2)

    def letters(width: int) -> str:
        """The letters, left out where one of their words is wider than the option."""
        broken = second and canvas.wrap(second, Type.BODY, room(width)).broken
        return "" if broken else second

    def words(width: int) -> int:
        return canvas.text_height(
            code.verb, Type.LEAD, room(width), bold=True
        ) + canvas.text_height(letters(width), Type.BODY, room(width))

    def draw(box: Box) -> None:
        with canvas.touch(
            box,
            f"qr:{view.id}/{code.kind}{part}",
            f"{code.verb}. {dialled}",
            radius_mm=5,
            chosen=on,
        ):
            inner = box.inset(pad, 0)
            canvas.icon(inner.start(side), code.icon, spot=on)
            if on:
                canvas.icon(inner.end(mark), "check")
            high = words(box.w)
            text = Box(inner.x + side + gap, box.y + (box.h - high) // 2, room(box.w), high)
            used = canvas.text(text, code.verb, Type.LEAD, BOLD)
            canvas.text(text.below(used), letters(box.w), Type.BODY, SOFT)

    least = page.px(TIGHT_MM if canvas.tight else OPTION_LEAST_MM)
    return Block(
        lambda width: max(least, words(width) + 2 * page.px(2.5)),
        draw,
        target=True,
        whole=lambda width: not canvas.wrap(code.verb, Type.LEAD, room(width), bold=True).broken,
    )


def note(chosen: CodeView, catalog: Catalog) -> str:
    """What the code does not do."""
    if chosen.kind in CALLS:
        return catalog.gettext("The code holds this number. It sends nothing to anyone.")
    return catalog.gettext("The code holds only what you read here.")


def steps_of(page: PageContext, chosen: CodeView) -> list[Block]:
    """How to scan, in three steps."""
    catalog = page.catalog
    last = (
        catalog.gettext("Touch the number on your phone.")
        if chosen.kind in CALLS
        else catalog.gettext("Touch what your phone shows.")
    )
    lines = (
        ("device", catalog.gettext("Open your phone camera.")),
        ("scan", catalog.gettext("Point it at the square.")),
        ("hand", last),
    )
    return [
        icon_line(page.canvas, icon, words, Type.LEAD, icon_mm=14, balance=True)
        for icon, words in lines
    ]


def watched(page: PageContext, view: ServiceView, chosen: CodeView) -> PagePart:
    """Who answers, what stays on the phone, and the way that leaves nothing.

    Where that is too tall as one panel the words stand apart from the button.
    """
    words, act = _question(page, view, chosen), _instead(page, view)
    whole = panel_block(page.canvas, [*words, space_block(0), act], page.px(2), tint=TypeRole.SUN)
    lines = [PagePart([block]) for block in words]
    panel = PagePart([panel_block(page.canvas, words, 0, tint=TypeRole.SUN)], pieces=lines)
    return PagePart([whole], pieces=[panel, PagePart([act])])


def what_stays(chosen: CodeView, catalog: Catalog) -> str:
    """What stays on the phone."""
    pages = catalog.gettext("Your phone keeps a list of pages.")
    return {
        "call": catalog.gettext("Your phone keeps a list of calls."),
        "text": catalog.gettext("Your phone keeps the texts."),
        "contact": catalog.gettext("The number stays on your phone."),
        "website": pages,
        "service_page": pages,
        "first_page": pages,
        "map": catalog.gettext("Your phone keeps a list of places."),
        "words": catalog.gettext("Your phone may keep these words."),
    }[chosen.kind]


def _question(page: PageContext, view: ServiceView, chosen: CodeView) -> list[Block]:
    question = page.catalog.gettext("Does someone look at your phone?")
    return [
        *(text_block(page.canvas, who, Type.BODY, PLAIN, balance=True) for who in view.authorities),
        text_block(page.canvas, question, Type.BODY, BOLD, balance=True),
        text_block(page.canvas, what_stays(chosen, page.catalog), Type.BODY, PLAIN, balance=True),
    ]


def _instead(page: PageContext, view: ServiceView) -> Block:
    if view.digits:
        return button(
            page.canvas, f"learn:{view.id}", page.catalog.gettext("Learn the number"), "learn"
        )
    return button(page.canvas, "staff", page.catalog.gettext("Ask the staff here"), "bell")
