"""The numbers to call now: two lines on equal panels, 988 and 911."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from msgspec.structs import replace as changed

from kiosk.domain.helplines import Anchor
from kiosk.presentation.views import HelplineView, TalkView
from kiosk.ui.kit.blocks import Block, by_width, centred, column, next_to, once, row, shortest
from kiosk.ui.kit.canvas import BOLD, SOFT, Ink
from kiosk.ui.kit.display_text import number_font
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import head_block, number_block, panel_block, panel_pad
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import CAP_HEIGHT_EM, Type, TypeRole, cap_mm
from kiosk.ui.kit.widgets import button, button_width, icon_line, text_block
from kiosk.visit.acts import AnyAct, Route, Screen, TextStep, TurnPage

GAP_MM = 3.0
NUMBER_MM, SHORT_MM = 20.0, (16.0, 12.0)
"""Most capitals of the numbers of the two lines; capitals of 988 and 911, roomy and lean."""


@dataclass(frozen=True, slots=True)
class CallForm:
    """How much the numbers say: what a line is for, its number and its caution always stay.

    ``brief`` says it in fewer words, ``mute`` does not say how to be understood. ``bare`` leaves
    the ways to take a number along to the next page. ``across`` places 988 and 911 at the end of
    the row of panels, else under them, where the way ``onward`` ends their row; ``stacked`` places
    the panels under each other.
    """

    lean: bool = False
    brief: bool = False
    mute: bool = False
    bare: bool = False
    across: bool = False
    stacked: bool = False
    onward: bool = False


FULL, BRIEF = (CallForm(), CallForm(lean=True)), CallForm(lean=True, brief=True)
MUTE = replace(BRIEF, mute=True)
BARE = (replace(BRIEF, bare=True), replace(MUTE, bare=True))


def call_forms(
    page: PageContext, view: TalkView, width: int, *, paged: bool = False, onward: bool = False
) -> list[Block]:
    """Return the numbers in the forms that break no word of a width, the fullest first.

    Only on a page of several, ``paged``, they say less, and may lead ``onward``.
    """
    forms = _forms(page, (*FULL, BRIEF, MUTE) if paged else FULL, paged=paged)
    blocks = [call_block(page, view, replace(form, onward=onward)) for form in forms]
    return [block for block in blocks if block.whole(width)] or blocks[-1:]


def _forms(page: PageContext, forms: Sequence[CallForm], *, paged: bool) -> Iterator[CallForm]:
    largest, portrait = page.canvas.meter.step is TextStep.XL, page.canvas.glass.portrait
    for form in forms:
        if not (paged or portrait or largest):
            yield replace(form, across=True)
        if not (largest and portrait):
            yield form
        if portrait:
            yield replace(form, stacked=True)


def call_block(page: PageContext, view: TalkView, form: CallForm) -> Block:
    """Return the numbers in a form."""
    rows, gap = call_rows(page, view, form), page.px(GAP_MM)
    if form.across and view.first:
        ends = [changed(block, grow=True) for block, _ in _shorts(page, view, form)]
        return once(row([rows[0], column(ends, gap)], page.px(4), (len(view.first), 1)))
    return once(column(rows, gap))


def call_rows(page: PageContext, view: TalkView, form: CallForm) -> list[Block]:
    """Return the lines, and 988 with 911: for a page that does not hold both."""
    under = shortest(_arrangements(page, _shorts(page, view, form), page.px(GAP_MM), form))
    panels = by_width(lambda width: _panels(page, view, form, width), grow=True, target=True)
    return [panels, under] if view.first else [under]


def _shorts(page: PageContext, view: TalkView, form: CallForm) -> list[tuple[Block, int]]:
    lines = [line for line in (view.crisis, view.emergency) if line is not None]
    return [_short(page, line, form) for line in lines]


def _arrangements(
    page: PageContext, short: Sequence[tuple[Block, int]], gap: int, form: CallForm
) -> list[Block]:
    """Return 988 and 911 next to each other, equally wide or as they need; or under each other.

    The way onward ends their row, as a picture if it must, or takes a row of its own.
    """
    blocks, rows = [block for block, _ in short], [[*short]]
    both, last = row(blocks, gap), list[Block]()
    if form.onward:
        words, icon = (_onward(page, brief=brief) for brief in (False, True))
        rows = [[*short, one] for one in ((words, icon) if form.brief else (words,))]
        last = [words[0]]
    in_row = [row([one for one, _ in some], gap, [wide for _, wide in some]) for some in rows]
    return [*in_row, column([both, *last], gap), column([*blocks, *last], gap)]


def take_rows(page: PageContext, view: TalkView) -> list[Block]:
    """Return the ways to take each number along, under the number."""
    return [
        column(
            [text_block(page.canvas, line.number, ink=BOLD), take_ways(page, line, tight=True)], 4
        )
        for line in view.first
    ]


def _panels(page: PageContext, view: TalkView, form: CallForm, width: int) -> Block:
    """Return the panels of a width, their numbers in one size."""
    count, gap = 1 if form.stacked else len(view.first), page.px(4)
    room = (width - gap * (count - 1)) // count - 2 * panel_pad(page.canvas)[0]
    fonts = [number_font(page.canvas, one.number, room, most=NUMBER_MM) for one in view.first]
    cap = min(one.pixels for one in fonts) * CAP_HEIGHT_EM / page.canvas.glass.px_per_mm
    parts = zip(*(_parts(page, line, form, cap) for line in view.first), strict=True)
    levels = [[*part] if form.stacked else level(part) for part in parts]
    between = page.px(0 if form.bare else 1 if form.brief else 1.5 if form.lean else 2.5)
    panels = [
        changed(_panel(page, blocks, between), grow=True) for blocks in zip(*levels, strict=True)
    ]
    return column(panels, page.px(GAP_MM)) if form.stacked else row(panels, gap)


def level(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks of one width, each as high as the highest: what follows them is level too."""

    def measure(width: int) -> int:
        return max(block.measure(width) for block in blocks)

    return [changed(centred(block), measure=measure) for block in blocks]


def _parts(page: PageContext, line: HelplineView, form: CallForm, cap: float) -> tuple[Block, ...]:
    """Return what the line is for, its number, what to read before calling, ways to take it."""
    canvas = page.canvas
    canvas.in_english(line.in_english)
    head = text_block(canvas, line.title, Type.NAME, BOLD, balance=True)
    if not form.lean:
        head = head_block(canvas, line.icon, line.title, spot=line.icon == "talk")
    number = number_block(canvas, line.number, most=cap, least=cap_mm(Type.NAME, canvas.meter.step))
    words, icon = line.warning or line.say, "danger" if line.warning else "card"
    if form.brief:
        words = line.brief_caution
    if form.mute and not line.warning:
        words = ""
    caution = text_block(canvas, words)
    if not form.lean and words:
        caution = icon_line(canvas, icon, words, icon_mm=7)
    ways = () if form.bare else (take_ways(page, line, tight=form.lean),)
    return head, number, caution, *ways


def _panel(page: PageContext, blocks: Sequence[Block], gap: int) -> Block:
    return panel_block(page.canvas, blocks, gap, middle=True, up_mm=1.5)


def take_ways(page: PageContext, line: HelplineView, *, tight: bool) -> Block:
    """Return the ways to take a number along, each in one word; without pictures if they must."""
    catalog, gap = page.catalog, page.px(4)
    learn = catalog.pgettext("a way to take a number along", "Learn")
    scan = catalog.pgettext("a way to take a number along", "Scan")
    ways: Sequence[tuple[AnyAct, str, str, str]] = (
        (Route(Screen.LEARN, line.id), learn, "learn", catalog.gettext("Learn the number")),
        (Route(Screen.QR, line.id), scan, "qr", catalog.gettext("Scan with a phone")),
    )

    def made(act: AnyAct, word: str, icon: str, name: str) -> Block:
        named = f"{name}. {line.number}"
        return button(page.canvas, act, word, icon, name=named, height_mm=16, tight=tight)

    pictured = [made(*way) for way in ways]
    bare = [made(act, word, "", name) for act, word, _, name in ways]
    return shortest([row(pictured, gap), row(bare, gap), column(pictured, gap)])


def _short(page: PageContext, line: HelplineView, form: CallForm) -> tuple[Block, int]:
    """Return a short number: what it is for, how it answers; 911 is in the colour of danger."""
    canvas, danger = page.canvas, line.id == Anchor.EMERGENCY
    role = TypeRole.DANGER if danger else TypeRole.INK
    cap, ink = SHORT_MM[form.lean], TypeRole.DANGER if danger else TypeRole.PRIMARY
    number = number_block(canvas, line.number, ink, most=cap, least=cap)
    wide = canvas.meter.width(line.number, canvas.meter.latin(cap)) + page.px(2)
    title = line.brief_title if form.brief else line.title
    need = wide + page.px(4) + canvas.text_width(title, Type.BODY, bold=True)
    need += 2 * panel_pad(canvas)[0] + 1
    words = text_block(canvas, line.line, Type.BODY, SOFT)
    aloud = f"{line.title}. {line.line}" if form.brief else ""
    head = text_block(canvas, title, ink=Ink(role, bold=True), balance=True, aloud=aloud)
    if form.across and not form.lean:
        icon, spot = ("danger", False) if danger else ("cloud", True)
        head = head_block(canvas, icon, line.title, role=role, spot=spot)
        blocks = [head, next_to(number, wide, centred(words), page.px(5))]
        return _panel(page, blocks, page.px(2)), need
    # That a number can be called is plain; that it takes texts or sends the police is not.
    more = [words] if not form.brief and (danger or (line.text and line.text.code)) else []
    beside = centred(column([head, *more], 0))
    return _panel(page, [next_to(number, wide, beside, page.px(4))], 0), need


def _onward(page: PageContext, *, brief: bool) -> tuple[Block, int]:
    """Return the way to the next page, named by what stands there; it is read last."""
    canvas, catalog = page.canvas, page.catalog
    # TRANSLATORS: On a button in the largest letters: leads to lines to text, and to sign to by
    # video. At most 12 letters.
    words, name = "" if brief else catalog.gettext("Text, sign"), catalog.gettext("No voice needed")
    icon = "sms" if brief else "chevron_next"
    block = button(canvas, TurnPage(1), words, icon, icon_end=True, name=name, tight=True)

    def draw(box: Box) -> None:
        with canvas.read_after():
            block.draw(box)

    return changed(block, draw=draw), button_width(canvas, words, icon)
