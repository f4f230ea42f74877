"""Ways to get help without a voice: text with its code, sign language by video, typing to 711."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from msgspec.structs import replace

from kiosk.domain.filters import Filter
from kiosk.presentation.views import CodeView, HelplineView, TalkView, TextLineView
from kiosk.ui.kit.blocks import Block, centred, column, next_to, row, shortest
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.chips import chips_block
from kiosk.ui.kit.column import PagePart, parts_of
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import number_block, panel_block
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import RING_ROOM_MM, Type, TypeRole
from kiosk.ui.kit.two_part import middle_icon, two_part
from kiosk.ui.kit.widgets import discard, text_block
from kiosk.ui.pages.code import code_square, drawable
from kiosk.visit.acts import AnyAct, CodeChoice, Noted, Route, Screen

CODE_MM = (66.0, 61.0)
"""Most of a code's side with its quiet zone, roomy and lean; whole pixels a square take less."""
NUMBER_MM, LEAN_MM, LEAST_MM = 11.0, 7.0, 4.5
"""Most capitals of the numbers here, roomy and lean, and least: they shrink with their block."""
START_MM, ICON_MM, GAP_MM, PAD_MM = 26.0, 13.0, 3.0, 3.0


def ways_part(page: PageContext, view: TalkView, most: int, yields: Sequence[int]) -> PagePart:
    """The ways on one panel, roomy or lean, each in the arrangement that takes least height.

    A code takes no more than ``most`` pixels with the padding of its panel.
    """
    roomy, lean = (_Ways.of(page, view, most, roomy=one) for one in (True, False))
    ways = [*lean.own, *lean.rest]
    first, *rest = (_panel(page, [block], lean.up_mm) for block in (lean.head, *ways))
    pieces = parts_of([first, *rest])
    if rest:  # The name is over the first way if a page holds both.
        pieces = [PagePart([column([first, rest[0]], page.px(1))], (), pieces[:2]), *pieces[2:]]
    return PagePart([roomy.panel(page), lean.panel(page)], yields, pieces)


@dataclass(frozen=True, slots=True)
class _Ways:
    """The parts of the panel: its name, the choice, the text line with its code, the others."""

    name: Block
    choice: Block
    head: Block
    text: Block | None
    code: Block | None
    rest: list[Block]
    gap: int
    between: int
    up_mm: float

    @classmethod
    def of(cls, page: PageContext, view: TalkView, most: int, *, roomy: bool) -> Self:
        canvas, chosen = page.canvas, Filter.NO_VOICE in page.visit.chips
        # TRANSLATORS: A choice: from now on, lists begin with lines that need no voice.
        words = page.catalog.gettext("Show these first")
        line, text, code = view.main, None, None
        if line and line.text:
            text = replace(_text(page, line.id, line.text, roomy=roomy), grow=True)
            side = min(page.px(CODE_MM[0 if roomy else 1]), most - 2 * page.px(PAD_MM))
            code = _code(page, line.id, line.text, side)
        others = [*_video(page, view.video, roomy=roomy), *_relay(page, view.relay, roomy=roomy)]
        title, gap = page.catalog.gettext("No voice needed"), page.px(GAP_MM if roomy else 1)
        name = text_block(canvas, title, Type.NAME, BOLD)
        chip = (Filter.NO_VOICE, words, chosen)
        choice = chips_block(canvas, [chip], tight=not roomy)
        wide, both = canvas.text_width(title, Type.NAME, bold=True), [name, choice]
        one_row = next_to(centred(name), wide, centred(choice), page.px(4))
        return cls(
            name,
            choice,
            shortest([row(both, gap), one_row, column(both, gap)]),
            text,
            code,
            [replace(block, grow=True) for block in others],
            gap,
            page.px(4),
            # The quiet zone of the code is the padding of a lean panel.
            PAD_MM if roomy else RING_ROOM_MM if canvas.strong else 0.6,
        )

    @property
    def own(self) -> list[Block]:
        """The text line with its code."""
        return [self._coded([self.text])] if self.text else []

    def _coded(self, blocks: list[Block]) -> Block:
        inner, code = column(blocks, self.gap), self.code
        if code is None:
            return inner
        return next_to(code, code.measure(0), inner, self.between, at_end=True)

    def panel(self, page: PageContext) -> Block:
        """All on one panel."""
        rows = [row(self.rest, self.between)] if self.rest else []
        columns = [
            [self.head, *self.own, *rows],
            [self.name, self.choice, *self.own, *rows],
            [self.name, self.choice, *self.own, *self.rest],
        ]
        apart = max(self.gap, page.px(RING_ROOM_MM))
        arrangements = [column(blocks, apart) for blocks in columns]
        if self.text and rows:
            level = _Level(self.name, self.choice)
            first = self._coded([level.of(self.name), self.text])
            cells = [first, column([level.of(self.choice), *rows], apart)]
            shares = ((11, 10), (5, 3)) if self.code else ((5, 8), (1, 1))
            arrangements += [row(cells, self.between, one) for one in shares]
        return _panel(page, arrangements, self.up_mm)


def _panel(page: PageContext, arrangements: Sequence[Block], up_mm: float) -> Block:
    best = replace(shortest(arrangements), grow=True)
    return replace(panel_block(page.canvas, [best], 0, up_mm=up_mm), grow=True)


class _Level:
    """Two blocks that start two columns, of one height."""

    def __init__(self, *blocks: Block) -> None:
        self._blocks = blocks

    def of(self, block: Block) -> Block:
        """Return a block with the height of the tallest, centred in it."""

        def measure(width: int) -> int:
            return max(one.measure(width) for one in self._blocks)

        def draw(box: Box) -> None:
            high = block.measure(box.w)
            block.draw(box.middle(high))

        return Block(measure, draw, target=block.target, whole=block.whole)


def _way(
    page: PageContext, act: AnyAct | None, icon: str, words: list[Block], name: str, *, roomy: bool
) -> Block:
    canvas = page.canvas

    return two_part(
        canvas,
        act,
        name,
        start_mm=START_MM if roomy else 0,
        tint=TypeRole.LEAF,
        start=middle_icon(canvas, icon, canvas.icon_side(Type.NAME, ICON_MM)) if roomy else discard,
        body=column(words, page.px(1)),
        least_mm=0,
        pad_mm=5 if roomy else 3,
        up_mm=2,
    )


def _words(
    page: PageContext, label: str, digits: str, notes: Sequence[str], *, roomy: bool
) -> list[Block]:
    """What the way is, its number, what to know; lean, next to each other where that is lower."""
    canvas = page.canvas
    if roomy:
        number = number_block(canvas, digits, most=NUMBER_MM, least=LEAST_MM)
        first = [text_block(canvas, label, Type.NAME, BOLD), number]
        return first + [text_block(canvas, note, Type.BODY, SOFT) for note in notes]
    number = number_block(canvas, digits, most=LEAN_MM, least=LEAST_MM)
    name = text_block(canvas, label, Type.NAME, BOLD)
    know = text_block(canvas, " · ".join(notes), Type.BODY, SOFT)
    gap, wide = page.px(3), canvas.text_width(label, Type.NAME, bold=True)
    line = next_to(name, wide, centred(number), gap)
    under = [column([one, know], page.px(1)) for one in (line, column([name, number], page.px(1)))]
    wide += gap + canvas.meter.width(digits, canvas.meter.latin(LEAN_MM)) + page.px(2)
    return [shortest([*under, next_to(line, wide, centred(know), gap)])]


def _text(page: PageContext, line_id: str, text: TextLineView, *, roomy: bool) -> Block:
    """The text number: to touch where texts in her language are answered."""
    label = page.catalog.gettext("Text")
    notes = [note for note in (text.note, text.stays_on_phone) if note]
    words = _words(page, label, text.number, notes, roomy=roomy)
    act = Route(Screen.QR, line_id, CodeChoice("text")) if text.code else None
    return _way(page, act, "sms", words, f"{label} {text.number}. {text.note}", roomy=roomy)


def _code(page: PageContext, line_id: str, text: TextLineView, most: int) -> Block | None:
    """The code of the text number, if it reads back; a touch opens it large."""
    code = CodeView("text", "sms", page.catalog.gettext("Text"), text.number, text.code)
    shown = code_square(page, code, most)
    edge, side = page.canvas.edge, shown.measure(0)

    def draw(box: Box) -> None:
        name = f"{page.catalog.gettext('Scan with a phone')}. {text.number}"
        # Text after a space distinguishes it from the number, which opens the same.
        act = Noted(Route(Screen.QR, line_id, CodeChoice("text")), "code")
        with page.canvas.touch(box, act, name, fill=TypeRole.WHITE, radius_mm=1):
            shown.draw(box.inset(edge, edge))

    return Block(lambda _: side + 2 * edge, draw, target=True) if side and drawable(code) else None


def _video(page: PageContext, line: HelplineView | None, *, roomy: bool) -> list[Block]:
    if line is None:
        return []
    page.canvas.in_english(line.in_english)
    words = _words(page, line.title, line.number, [line.line], roomy=roomy)
    name = f"{line.title} {line.number}. {line.line}"
    return [_way(page, Route(Screen.SERVICE, line.id), "videophone", words, name, roomy=roomy)]


def _relay(page: PageContext, number: str, *, roomy: bool) -> list[Block]:
    """Typing to the relay, whose people call for her: nothing to touch."""
    if not number:
        return []
    catalog = page.catalog
    # TRANSLATORS: A way to get help: she types to 711, and people there speak for her.
    label = catalog.pgettext("relay", "Type")
    words = _words(page, label, number, [catalog.gettext("They speak for you.")], roomy=roomy)
    return [_way(page, None, "keyboard", words, "", roomy=roomy)]
