"""Ways to get help without a voice: text with its code, sign language by video, typing to 711."""

from collections.abc import Iterator
from typing import NamedTuple

from kiosk.domain.filters import Filter
from kiosk.presentation.views import CodeView, TalkView
from kiosk.ui.kit.blocks import Block, centred, column, next_to, row, shortest
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.column import PagePart, parts_of
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import number_block
from kiosk.ui.kit.theme import Type, TypeRole, cap_mm
from kiosk.ui.kit.two_part import middle_icon, two_part
from kiosk.ui.kit.widgets import discard, text_block
from kiosk.ui.pages.code import code_square, drawable
from kiosk.visit.acts import AnyAct, CodeChoice, Route, Screen

CODE_MM = 58.0
"""Most of a code's side with its quiet zone, for squares a camera reads; a touch shows it large."""
NUMBER_MM, START_MM, ICON_MM, GAP_MM = 10.0, 20.0, 16.0, 4.0
"""Most capitals of the numbers here; a tinted start, its icon; the gap between two ways."""


class _Way(NamedTuple):
    """A way: what a touch does, if anything, its words and its name, the code that it shows."""

    act: AnyAct | None
    icon: str
    label: str
    number: str
    notes: tuple[str, ...]
    name: str
    code: CodeView | None = None


def ways_part(page: PageContext, view: TalkView) -> PagePart:
    """Return the ways as equal cards under their name: in a row, lean, or under each other."""
    canvas, gap, ways = page.canvas, page.px(GAP_MM), [*_ways(page, view)]
    name = text_block(
        canvas, page.catalog.gettext("No voice needed"), Type.NAME, BOLD, heading=True
    )
    portrait, forms = canvas.glass.portrait, list[Block]()
    for lean in (canvas.glass.compact, True):
        cards = [_card(page, way, lean=lean) for way in ways]
        last = row(cards[1:], gap) if cards[1:] else None
        rows = [cards[0], last] if portrait and last else [row(cards, gap)] if cards else []
        forms.append(column([name, *rows], page.px(2 if lean else 3)))
    cards = [_card(page, way, lean=True) for way in ways]
    forms.append(column([name, *cards], page.px(3)))
    pieces = parts_of([column([name, *cards[:1]], page.px(2)), *cards[1:]])
    return PagePart(forms, (5, 4), pieces)


def _ways(page: PageContext, view: TalkView) -> Iterator[_Way]:
    catalog, first = page.catalog, Filter.NO_VOICE in page.visit.chips
    if view.text and (text := view.text.text):
        label, act = catalog.gettext("Text"), Route(Screen.QR, view.text.id, CodeChoice("text"))
        code = CodeView("text", "sms", label, text.number, text.code)
        # Who starts with these ways has not read the caution of the line.
        warning = view.text.brief_caution if first and view.text.warning else ""
        notes = tuple(filter(None, (text.stays_on_phone or text.note, warning)))
        shown = code if drawable(code) else None
        name = f"{label} {text.number}. {text.note}"
        yield _Way(act if text.code else None, "sms", label, text.number, notes, name, shown)
    if video := view.video:
        page.canvas.in_english(video.in_english)
        act = Route(Screen.SERVICE, video.id)
        name = f"{video.title} {video.number}. {video.line}"
        yield _Way(act, "videophone", video.title, video.number, (video.line,), name)
    if view.relay:
        # TRANSLATORS: A way to get help: she types to 711, and people there speak for her.
        label, note = catalog.pgettext("relay", "Type"), catalog.gettext("They speak for you.")
        yield _Way(None, "keyboard", label, view.relay, (note,), "")


def _card(page: PageContext, way: _Way, *, lean: bool) -> Block:
    canvas = page.canvas
    least = cap_mm(Type.NAME, canvas.meter.step)
    most = least if lean else max(least, NUMBER_MM)
    label = text_block(canvas, way.label, Type.NAME, BOLD)
    number = number_block(canvas, way.number, most=most, least=least)
    notes = [text_block(canvas, note, Type.BODY, SOFT) for note in way.notes]
    body = column([label, number, *notes], page.px(1))
    if lean:
        wide = canvas.text_width(way.label, Type.NAME, bold=True) + 1
        one_row = next_to(label, wide, centred(number), page.px(4))
        together = text_block(canvas, " · ".join(way.notes), Type.BODY, SOFT)
        body = shortest([column([one_row, together], page.px(1)), body])
    code = code_square(page, way.code, page.px(CODE_MM)) if way.code and not lean else None
    if code is not None and (side := code.measure(0)):
        body = next_to(code, side, body, page.px(4), at_end=True)
    icon = middle_icon(canvas, way.icon, canvas.icon_side(Type.NAME, ICON_MM))
    return two_part(
        canvas,
        way.act,
        way.name,
        start_mm=0 if lean else START_MM,
        tint=TypeRole.LEAF,
        start=discard if lean else icon,
        body=body,
        least_mm=0 if lean else 50,
        pad_mm=5,
        up_mm=1,
    )
