"""The parts of a slip, set one below the other between two edges, in millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.devices.slip import Pair, SlipEntry, SlipRequest, SlipWay
from kiosk.domain.language import Direction, Language
from kiosk.domain.text import LRI, PDI, unmarked
from kiosk.ui.kit.theme import CAP_HEIGHT_EM
from kiosk.ui.kit.way_labels import WayLabels
from kiosk.ui.kit.way_sketch import EDGE, ON_PAPER, SketchRoom, WaySketch, way_key
from kiosk.ui.slip.slip_ops import (
    DIGITS_FLOOR_MM,
    DIGITS_MM,
    RULE_MM,
    BarOp,
    FrameOp,
    SketchOp,
    SlipOp,
    TextOp,
    on_dots,
)
from kiosk.ui.slip.slip_text import SetLine, TextSpan, measured, wrapped

_DIGITS_STEP_MM = 0.1
_WIDE_MM = 60.0
"""Least width at which digits start with 7 mm; on a narrow roll all have 6."""
_SQUEEZES = (1.0, 0.95, 0.9, 0.86)
"""Horizontal scale of 6 mm digits on a narrow roll before a number is broken."""
_SPACED_LINE = {"Arab": 1.6, "Deva": 1.5, "Guru": 1.5, "Hans": 1.42, "Hant": 1.42, "Kore": 1.42}
_CLOSE_LINE = {"Arab": 1.45, "Deva": 1.45, "Guru": 1.45, "Hans": 1.35, "Hant": 1.35, "Kore": 1.35}
_LATIN_LINE = 1.35
"""Line heights in em of the Latin size; accents of Vietnamese collide below 1.35."""

SKETCH_MM, SKETCH_UNIT_MM = 31.0, 0.42
"""Height of the sketch of a way, and its unit: the thinnest line has 3 printed dots."""


@dataclass(frozen=True, slots=True)
class Style:
    """Font sizes and gaps in mm, and what is given up.

    ``tight`` reduces the line height of tall scripts; ``say_at_side`` moves the "say" box next to
    the code; ``hours_once`` and ``phrase_once`` omit the English if both languages do not fit one
    line; ``asks`` is the number of questions; ``one_way`` omits the address of an entry with a
    number, hours that may have changed, and what is only done at such an address.
    """

    title: float
    subtitle: float
    name: float
    body: float
    gap: float
    digits_gap: float
    edge: float
    tight: bool = False
    say_at_side: bool = False
    hours_once: bool = False
    phrase_once: bool = False
    one_way: bool = False
    asks: int = 3

    def line_height(self, em: float, script: str) -> float:
        """Return the height of a line of text in a script, in mm."""
        table = _CLOSE_LINE if self.tight else _SPACED_LINE
        return em * table.get(script, _LATIN_LINE)


SPACED = Style(4.9, 4.0, 3.9, 3.7, 1.9, 1.6, 3.6)
TIGHT = Style(4.7, 3.8, 3.8, 3.55, 1.7, 1.5, 3.2, tight=True, asks=2)
SAY_AT_CODE = replace(
    TIGHT, title=4.6, subtitle=3.7, gap=1.5, digits_gap=1.25, say_at_side=True, asks=1
)
CLOSE = replace(SAY_AT_CODE, hours_once=True)
BRIEF = replace(CLOSE, gap=1.4, digits_gap=1.2, phrase_once=True, asks=0)
ONE_WAY = replace(BRIEF, one_way=True)


def halved(number: str) -> tuple[str, ...]:
    """Split a number between its groups into two about equal lines; unsplit if it has no groups."""
    mark = " " if " " in number else "-"
    cuts = [at + 1 for at, letter in enumerate(number) if letter == mark]
    if not cuts:
        return (number,)
    cut = min(cuts, key=lambda at: abs(len(number) - 2 * at))
    return number[:cut].rstrip(), number[cut:]


class SlipColumn:
    """Drawing operations from top to bottom between two edges."""

    def __init__(self, language: Language, style: Style, x: float, width: float) -> None:
        self.language = language
        self.script, self.rtl = language.script, language.direction is Direction.RTL
        self.style, self.x, self.width = style, x, width
        self.y = 0.0
        self.ops: list[SlipOp] = []

    def line(self, spans: Sequence[TextSpan], em: float, *, rtl: bool) -> SetLine:
        """Measure spans as one line."""
        return measured(SetLine(tuple(spans), em, rtl, self.script))

    def place(self, line: SetLine, height: float) -> None:
        """Add a line at the start edge, its capitals centred in ``height``."""
        x = self.x + self.width - line.width if self.rtl else self.x
        baseline = self.y + (height + CAP_HEIGHT_EM * line.em) / 2
        self.ops.append(TextOp(x, baseline, line))
        self.y += height

    def paragraph(
        self, spans: Sequence[TextSpan], em: float, *, rtl: bool, script: str = "Latn"
    ) -> None:
        """Add spans in as many lines as they need, with the line height of ``script``."""
        height = self.style.line_height(em, script)
        for row in wrapped(SetLine(tuple(spans), em, rtl, self.script), self.width):
            self.place(row, height)

    def own(self, text: str, em: float, *, bold: bool = False) -> None:
        """Add a text in the visitor's language."""
        self.paragraph([TextSpan(text, bold)], em, rtl=self.rtl, script=self.script)

    def latin(self, text: str, em: float, *, bold: bool = False) -> None:
        """Add an English text, a name or an address: left to right, at the same edge."""
        self.paragraph([TextSpan(text, bold, english=True)], em, rtl=False)

    def joined(self, pair: Pair, em: float) -> SetLine | None:
        """Return both languages on one line, if they fit."""
        spans = [TextSpan(pair.own)]
        if not pair.same:
            spans = [
                TextSpan(f"{pair.own} / "),
                TextSpan(f"{LRI}{pair.english}{PDI}", english=True),
            ]
        line = self.line(spans, em, rtl=self.rtl)
        return line if line.width <= self.width else None

    def pair(self, pair: Pair, em: float, *, join: bool, once: bool = False) -> None:
        """Add both languages: on one line if requested and possible, else one below the other.

        ``once`` omits English that would need a line of its own.
        """
        line = self.joined(pair, em) if join or pair.same else None
        if line is not None:
            self.place(line, self.style.line_height(em, self.script))
            return
        self.own(pair.own, em)
        if not pair.same and not once:
            self.latin(pair.english, em)

    def rule(self) -> None:
        """Add a rule across, with a gap above and below."""
        self.y = on_dots(self.y + self.style.gap)
        self.ops.append(BarOp(self.x, self.y, self.width, RULE_MM))
        self.y += RULE_MM + self.style.gap

    def digits(self, number: str) -> None:
        """Add the number as large as fits, 7 to 6 mm, then narrower; at last in two lines."""
        cap, line = self._digits(number)
        self.y += self.style.digits_gap
        if line.width <= self.width:
            self.place(line, cap)
        else:
            halves = halved(number)
            rows = [self._large(half, cap) for half in halves]
            if len(halves) == 1 or any(row.width > self.width for row in rows):
                rows = list(wrapped(line, self.width))
            for row in rows:
                self.place(row, cap * 1.2)
        self.y += self.style.digits_gap

    def _digits(self, number: str) -> tuple[float, SetLine]:
        """Return digit height and the number in one line, too wide only if nothing helps."""
        cap = DIGITS_MM if self.width >= _WIDE_MM else DIGITS_FLOOR_MM
        while (line := self._large(number, cap)).width > self.width and cap > DIGITS_FLOOR_MM:
            cap = max(cap - _DIGITS_STEP_MM, DIGITS_FLOOR_MM)
        narrow = (measured(replace(line, squeeze=squeeze)) for squeeze in _SQUEEZES)
        return cap, next((one for one in narrow if one.width <= self.width), line)

    def _large(self, digits: str, cap: float) -> SetLine:
        return self.line([TextSpan(digits, bold=True)], cap / CAP_HEIGHT_EM, rtl=False)

    def entry(self, entry: SlipEntry) -> None:
        """Add one service: name, purpose, number, address or page, hours."""
        style = self.style
        self.name(entry.quiet_name)
        brief = style.one_way and entry.first is not None and not entry.number
        if entry.phrase is not None and not brief:
            self.pair(entry.phrase, style.body, join=True, once=style.phrase_once)
        if entry.number:
            self.digits(entry.number)
            if entry.extension:
                self.own(entry.extension, style.body, bold=True)
        if entry.how is not None:
            self.how(entry.how)
        if entry.page:
            self.latin(entry.page, style.name, bold=True)
        self.where(entry)
        if (when := self._when(entry)) is not None:
            once = style.hours_once
            self.pair(when, style.body, join=once or entry.hours is None, once=once)
        for question in entry.asks[: style.asks]:
            self.ask(question)

    def ask(self, question: Pair) -> None:
        """Add a question, in English first: whoever reads it here answers that."""
        self.latin(f"\u201c{question.english}\u201d", self.style.body)
        if not question.same:
            self.own(question.own, self.style.body)

    def where(self, entry: SlipEntry) -> None:
        """Add the street, larger where there is no number, and the way to it."""
        style = self.style
        if entry.address and not (style.one_way and entry.number):
            self.y += 0 if entry.number else style.digits_gap / 2
            for text in entry.address:
                self.address(text, style.body if entry.number else style.title, entry)
            self.y += 0 if entry.number else style.digits_gap / 2
        if entry.way is not None:
            self.way(entry.way)

    def address(self, text: str, em: float, entry: SlipEntry) -> None:
        """Add a street; words about its age next to it are in the visitor's language."""
        add = self.latin if unmarked(text).isascii() else self.own
        add(text, em, bold=not entry.number)

    def way(self, way: SlipWay) -> None:
        """Add the sketch of the way on foot, across the whole width, and its words."""
        em, near = self.style.body, SKETCH_UNIT_MM * 2
        high = self.style.line_height(em, self.script)
        lines = {
            text: self.line([TextSpan(text)], em, rtl=self.rtl)
            for text in (way.half_mile, way.north, way.here)
        }
        lines[way.street] = self.line([TextSpan(way.street, english=True)], em, rtl=False)
        aside = max(lines[way.half_mile].width, lines[way.north].width) + EDGE * SKETCH_UNIT_MM
        size = (self.width, SKETCH_MM)
        room = SketchRoom(SKETCH_UNIT_MM, aside, high, lines[way.here].width)
        sketch = WaySketch.of(way.line, size, room)
        self.y = on_dots(self.y + self.style.digits_gap)
        self.ops.append(SketchOp(self.x, self.y, *size, way_key(sketch, ON_PAPER)))
        labels = WayLabels(sketch, near)
        for place, text in (
            (labels.half_mile, way.half_mile),
            (labels.north, way.north),
            (labels.here, way.here),
            (labels.street, way.street),
        ):
            found = place((lines[text].width, high))
            if found is not None:
                baseline = self.y + found.y + (high + CAP_HEIGHT_EM * em) / 2
                self.ops.append(TextOp(self.x + found.x, baseline, lines[text]))
        self.y += SKETCH_MM + self.style.digits_gap
        self.pair(way.words, em, join=False, once=self.style.phrase_once)

    def _when(self, entry: SlipEntry) -> Pair | None:
        """Return its hours; if they may have changed, with what to do first, at last only that."""
        hours, first = entry.hours, entry.first
        if first is None:
            return hours
        if hours is None or self.style.one_way:
            return first
        return Pair(f"{hours.own} · {first.own}", f"{hours.english} · {first.english}")

    def how(self, pair: Pair) -> None:
        """Add what to do with a number or a page, also in English if others must answer."""
        self.own(pair.own, self.style.body, bold=True)
        if not pair.same and not self.style.phrase_once:
            self.latin(pair.english, self.style.body)

    def name(self, name: str) -> None:
        """Add a name in its own direction, with the line height of its letters."""
        if name.isascii():
            self.latin(name, self.style.name, bold=True)
        else:
            self.own(name, self.style.name, bold=True)

    def say(self, request: SlipRequest) -> None:
        """Add the boxed sentence, after its label if both fit one line."""
        style, inset = self.style, 2.2
        inner = SlipColumn(self.language, style, self.x + inset, self.width - 2 * inset)
        inner.y = self.y + inset * 0.75
        label = [TextSpan(request.label.own, bold=True)]
        if not request.label.same:
            label = [
                TextSpan(f"{request.label.own} / ", bold=True),
                TextSpan(request.label.english, bold=True, english=True),
            ]
        sentence = TextSpan(f"{LRI}{request.sentence}{PDI}", english=True)
        whole = [*label, TextSpan(": ", bold=True), sentence]
        one = inner.line(whole, style.body, rtl=self.rtl)
        if one.width <= inner.width:
            inner.place(one, style.line_height(style.body, self.script))
        else:
            words = [*label, TextSpan(":", bold=True)]
            inner.paragraph(words, style.body, rtl=self.rtl, script=self.script)
            inner.sentences(request.sentence)
        inner.y += inset * 0.75
        self.ops.append(FrameOp(self.x, self.y, self.width, inner.y - self.y))
        self.ops.extend(inner.ops)
        self.y = inner.y

    def sentences(self, text: str) -> None:
        """Add English on one line, or one line per sentence, or else broken where necessary."""
        body = self.style.body
        parts = text.replace(". ", ".\n").split("\n")
        fit = all(self.line([TextSpan(p)], body, rtl=False).width <= self.width for p in parts)
        whole = self.line([TextSpan(text)], body, rtl=False).width <= self.width
        for part in parts if fit and not whole else [text]:
            self.latin(part, body)
