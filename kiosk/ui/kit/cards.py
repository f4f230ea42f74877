"""A card of a list: whom it is for, what it does, how to reach it. All of a group are alike."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import msgspec
from msgspec.structs import replace

from kiosk.presentation.list_views import IconWords, ResultView
from kiosk.presentation.views import StateTone
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT, Canvas, Ink
from kiosk.ui.kit.scene import Box, FontSpec
from kiosk.ui.kit.theme import CLOSE_LINE_EM, Type, TypeRole
from kiosk.ui.kit.typography import Wrapped
from kiosk.visit.acts import AnyAct, Route, Screen

TINT = {
    StateTone.OPEN: TypeRole.LEAF,
    StateTone.LATER: TypeRole.SUN,
    StateTone.CLOSED: TypeRole.SUN,
    StateTone.UNKNOWN: TypeRole.SKY,
}
START_MM, ICON_MM, PAD_MM, UP_MM, APART_MM, ICON_GAP_MM = 20.0, 12.0, 5.0, 1.2, 5.0, 2.0
"""The start block with its picture; around the words; between a number and what ends its line."""
HEIGHTS_MM = (21.0, 25.0, 33.0, 39.0, 45.0)
"""Heights of a card: of one line, of a wide one, of three lines, of long words or a tall script."""
WIDE_MM = 180.0
"""From this width on the number stands at the end of a card, over what differs."""
SENT, FURTHER = "sent", "further"
ENDS = {"now": "check_circle", SENT: "referral", "look": "web"}
"""The picture of an act that no head says."""
NUMBER = Ink(TypeRole.PRIMARY, bold=True)


class CardForm(msgspec.Struct, frozen=True):
    """What the cards of a group share.

    ``kind`` is the size of what they do; ``act`` that of their head, empty without one. ``lined``
    cards say for whom they are, and their name at the end of the same line. The names of ``twins``
    (ids) always show. A card without room gives up its name first; then who answers, and with that
    its number; then what ends its last line.
    """

    kind: Type
    act: str = ""
    twins: frozenset[str] = frozenset()
    lined: bool = False
    named: bool = True
    noted: bool = True
    ended: bool = True


class SetWords(msgspec.Struct, frozen=True):
    """A text set in the close lines of a card."""

    text: str
    lines: Wrapped
    spec: FontSpec
    ink: Ink
    icon: str = ""

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw it from the top of a box, after its icon."""
        if self.icon:
            side = _icon_side(canvas)
            canvas.icon(box.start(side).top(self.lines.line_height), self.icon)
            box = box.after(side + canvas.px(ICON_GAP_MM))
        if self.lines.broken:
            canvas.problem(f"a word of {self.text[:40]!r} is wider than {box.w} px")
        canvas.lines(box, self.text, self.lines, self.spec, canvas.color(self.ink.role))

    def width(self, canvas: Canvas) -> int:
        """Return its width in pixels with its icon."""
        return self.lines.width + (_icon_side(canvas) + canvas.px(ICON_GAP_MM) if self.icon else 0)


def _icon_side(canvas: Canvas) -> int:
    return canvas.icon_side(Type.BODY, 7)


def set_words(
    canvas: Canvas, text: str, kind: Type, ink: Ink = PLAIN, *, width: int = 10**6, icon: str = ""
) -> SetWords:
    """Set a text in a width in pixels; the whole of it on one line without one."""
    spec = canvas.meter.font(kind, bold=ink.bold)
    close = round(CLOSE_LINE_EM.get(canvas.meter.script, 1.2) * spec.pixels)
    line = min(canvas.meter.line_height(kind, spec), close)
    lines = canvas.meter.wrap(text, spec, max(1, width), line, balance=True)
    return SetWords(text, lines, spec, ink, icon)


class _CardRow(msgspec.Struct, frozen=True):
    """A line of a card: words, and what differs at its end."""

    words: SetWords
    end: SetWords | None = None

    @property
    def height(self) -> int:
        """Return the pixels it takes."""
        ends = self.end.lines.height if self.end else 0
        return max(self.words.lines.height, ends)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw it at the top of a box; both parts share a base line."""
        box = box.top(self.height)
        self.words.draw(canvas, box.foot(self.words.lines.height))
        if self.end is not None:
            self.end.draw(canvas, box.end(self.end.width(canvas)).foot(self.end.lines.height))


class _Card(msgspec.Struct, frozen=True):
    """A card set in a width: its rows, and at the end of a wide one the number over what differs.

    ``side`` is the width of that end in pixels.
    """

    rows: tuple[_CardRow, ...]
    ends: tuple[SetWords, ...] = ()
    side: int = 0

    @property
    def height(self) -> int:
        """Return the pixels that the words need."""
        return max(sum(row.height for row in self.rows), sum(one.lines.height for one in self.ends))


def _set(canvas: Canvas, card: ResultView, form: CardForm, width: int) -> _Card:
    """Set a card in a width: in the wide form if no word of it breaks."""
    room = width - canvas.px(START_MM + 2 * PAD_MM)
    if card.note and not form.noted:
        # A number always comes with what must be read before calling it.
        card = replace(card, note="", number="")
    end = _end(canvas, card, form)
    number = _number(canvas, card, form, room, end)
    ends = [one for one in (number, end) if one] if width > canvas.px(WIDE_MM) else []
    narrow = _narrow(canvas, card, form, (number, end), room=room)
    if not ends:
        return narrow
    side = max(one.width(canvas) for one in ends)
    rest = room - side - canvas.px(APART_MM)
    rows = [*_words(canvas, card, form, rest)]
    if not number and (reach := _place(canvas, card, rest)):
        rows.append(_CardRow(reach))
    wide = _Card(tuple(rows), tuple(ends), side)
    broken = any(row.words.lines.broken for row in rows)
    return narrow if broken or wide.height > narrow.height else wide


def _narrow(
    canvas: Canvas,
    card: ResultView,
    form: CardForm,
    parts: tuple[SetWords | None, SetWords | None],
    *,
    room: int,
) -> _Card:
    """Set a card with number and end in its last line; a lined one on a single line if it can."""
    rows = [*_words(canvas, card, form, room)]
    number, end = parts
    if form.lined and card.who and not number and len(rows) == 1:
        name = set_words(canvas, card.name, Type.BODY, SOFT)
        if rows[0].words.width(canvas) + canvas.px(APART_MM) + name.width(canvas) <= room:
            return _Card((_CardRow(rows[0].words, name),))
    rows += _reach_rows(canvas, (number or _place(canvas, card, room), end), room)
    return _Card(tuple(rows))


def _words(canvas: Canvas, card: ResultView, form: CardForm, room: int) -> Iterator[_CardRow]:
    """Yield what it does, then its name where that has room or tells it apart, and who answers."""
    lead = card.who if form.lined and card.who else card.phrase
    phrase = set_words(canvas, lead, form.kind, BOLD, width=room)
    yield _CardRow(phrase)
    short = form.named and len(phrase.lines.lines) == 1
    if (card.number or card.street) and (short or card.id in form.twins):
        yield _CardRow(set_words(canvas, card.name, Type.BODY, SOFT, width=room))
    if card.note:
        yield _CardRow(set_words(canvas, card.note, Type.BODY, SOFT, width=room))


def _number(
    canvas: Canvas, card: ResultView, form: CardForm, room: int, end: SetWords | None
) -> SetWords | None:
    """Return the number as large as it fits, never smaller than its words."""
    if not card.number:
        return None
    used = end.width(canvas) + canvas.px(APART_MM) if end else 0
    kinds = (Type.NAME, Type.LEAD) if form.kind is Type.LEAD else (Type.NAME, Type.LEAD, Type.BODY)
    sizes = [set_words(canvas, card.number, kind, NUMBER) for kind in kinds]
    fits = (one for more in (used, 0) for one in sizes if one.width(canvas) + more <= room)
    return next(fits, sizes[-1])


def _place(canvas: Canvas, card: ResultView, room: int) -> SetWords | None:
    """Return the street, else the name: what a card without a number ends with."""
    text = card.street or ("" if card.number else card.name)
    return (
        set_words(canvas, text, Type.BODY, PLAIN if card.street else SOFT, width=room)
        if text
        else None
    )


def _end(canvas: Canvas, card: ResultView, form: CardForm) -> SetWords | None:
    """Return what differs: when it is open, the act that no head says, ages or minutes."""
    way = IconWords(ENDS.get(card.act, ""), card.way) if card.way else None
    shown = card.when or (way if form.act in {"", FURTHER} else None) or card.more
    if shown is None or not form.ended:
        return None
    return set_words(canvas, shown.words, Type.BODY, BOLD, icon=shown.icon)


def _reach_rows(
    canvas: Canvas,
    parts: tuple[SetWords | None, SetWords | None],
    room: int,
) -> Iterator[_CardRow]:
    """Yield the number or street with what differs: without its icon, then not at all."""
    reach, end = parts
    if reach is None:
        if end is not None:
            yield _CardRow(end)
        return
    for shown in (end, replace(end, icon="") if end else None):
        if shown and reach.width(canvas) + canvas.px(APART_MM) + shown.width(canvas) <= room:
            yield _CardRow(reach, shown)
            return
    yield _CardRow(reach)


@contextmanager
def framed_card(
    canvas: Canvas, box: Box, act: AnyAct, name: str, start_of: tuple[TypeRole, str]
) -> Iterator[Box]:
    """Draw the border and start block of a card to touch; yield the room for its words."""
    start, edge, (tint, icon) = canvas.px(START_MM), canvas.edge, start_of
    with canvas.touch(box, act, name, radius_mm=5):
        if canvas.strong:
            canvas.rect(Box(box.x + start, box.y, edge, box.h), TypeRole.LINE)
        else:
            inner = Box(box.x + edge, box.y + edge, start - edge, box.h - 2 * edge)
            canvas.rect(inner, tint, radius_mm=4.5, corners=(True, False, False, True))
        side = min(canvas.icon_side(Type.LEAD, ICON_MM), canvas.px(START_MM - 3), box.h)
        canvas.icon(box.start(start).middle(side), icon, tint=icon != "check")
        yield box.after(start + canvas.px(PAD_MM)).start(box.w - canvas.px(START_MM + 2 * PAD_MM))


def icon_card(
    canvas: Canvas, act: AnyAct, icon: str, words: str, tint: TypeRole = TypeRole.SKY
) -> Block:
    """Return a card with a picture and words alone: a guide, a line for all else."""

    def lines(width: int) -> SetWords:
        room = width - canvas.px(START_MM + 2 * PAD_MM)
        return set_words(canvas, words, Type.BODY, BOLD, width=room)

    def draw(box: Box) -> None:
        with framed_card(canvas, box, act, words, (tint, icon)) as room:
            shown = lines(box.w)
            shown.draw(canvas, room.middle(shown.lines.height))

    def measure(width: int) -> int:
        return max(canvas.px(HEIGHTS_MM[0]), lines(width).lines.height + 2 * canvas.px(UP_MM))

    return Block(measure, draw, target=True)


def spoken(card: ResultView) -> str:
    """Return a card as one sentence after the other, for those who hear it."""
    when = card.when.words if card.when else card.way
    parts = (card.phrase, card.name, card.note, card.number or card.street, when)
    return ". ".join(part.rstrip(".") for part in parts if part)


def twins(cards: Iterable[ResultView]) -> frozenset[str]:
    """Return the ids of cards of a list that do the same: only names tell them apart."""
    listed = [*cards]
    same = Counter(card.phrase for card in listed)
    return frozenset(card.id for card in listed if same[card.phrase] > 1)


def phrase_kind(canvas: Canvas, cards: Iterable[ResultView], width: int) -> Type:
    """Return the one size of a list for what its cards do: the smaller one for long words."""
    for card in cards:
        lines = _set(canvas, card, CardForm(Type.LEAD), width).rows[0].words.lines
        if lines.broken or len(lines.lines) > 2:  # noqa: PLR2004 - more lines are long
            return Type.BODY
    return Type.LEAD


def needed_height(canvas: Canvas, cards: Sequence[ResultView], form: CardForm, width: int) -> int:
    """Return the pixels that the highest of some cards needs."""
    up = 2 * canvas.px(UP_MM)
    return max((_set(canvas, card, form, width).height + up for card in cards), default=0)


def card_height(canvas: Canvas, cards: Sequence[ResultView], form: CardForm, width: int) -> int:
    """Return the one height in pixels of the cards of a group."""
    needed = needed_height(canvas, cards, form, width)
    return next((high for mm in HEIGHTS_MM if (high := canvas.px(mm)) >= needed), needed)


def card_block(canvas: Canvas, card: ResultView, form: CardForm) -> Block:
    """Return a card that opens the page of its service."""

    def draw(box: Box) -> None:
        canvas.in_english(card.in_english)
        one = _set(canvas, card, form, box.w)
        act = Route(Screen.SERVICE, card.id)
        with framed_card(canvas, box, act, spoken(card), (TINT[card.tone], card.icon)) as room:
            words = room
            if one.height > box.h:
                canvas.problem(f"a card needs {one.height} px of {box.h}")
            ends = words.end(one.side).middle(sum(part.lines.height for part in one.ends))
            for part in one.ends:
                part.draw(canvas, ends.end(part.width(canvas)))
                ends = ends.below(part.lines.height)
            words = words.middle(sum(row.height for row in one.rows))
            for row in one.rows:
                row.draw(canvas, words)
                words = words.below(row.height)

    return Block(lambda width: needed_height(canvas, [card], form, width), draw, target=True)
