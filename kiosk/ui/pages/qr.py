"""Scan with a phone: the code, its content in letters, what the phone does, who may see it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from kiosk.presentation.views import CodeView, ServiceView
from kiosk.ui.kit.blocks import Block, column
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.column import PagePart, parts_of
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import panel_block
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.spread import Spread, draw_nothing, draw_spread
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import icon_line, space_block, text_block
from kiosk.ui.pages.code import (
    code_line,
    code_panel,
    code_side,
    code_square,
    drawable,
    instead,
    letters_parts,
)
from kiosk.ui.pages.code_options import choices, either, options_of
from kiosk.ui.pages.code_words import note, steps_of, watched, what_stays
from kiosk.visit.acts import CodeChoice

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
    choice = page.visit.route.detail
    wanted = choice if isinstance(choice, CodeChoice) else CodeChoice("")
    chosen = next((code for code in view.codes if code.kind == wanted.kind), view.codes[0])
    if chosen.telling and not wanted.agreed:
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
