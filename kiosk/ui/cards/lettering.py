"""Letters as outlines: set by Qt's text engine, measured by their ink, painted the same anywhere.

Outlines need no font where a picture is printed, and their ink shows what a text really covers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

import msgspec
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath, QTextLayout, QTextOption, QTransform

from kiosk.domain.text import sentences
from kiosk.ui.kit.scene import FontSpec
from kiosk.ui.kit.theme import CAP_HEIGHT_EM, SCRIPTS, UNSPACED
from kiosk.ui.kit.typography import TextMeter, Wrapped, qfont, rows_of

LINE_WORTH = 0.86
"""Each further line counts as letters that are smaller by this factor."""
CUT_WORTH = 0.7
"""The same for each sentence that is cut where others end a line."""
_PAUSE = re.compile(r"([，、；])(?=.)")
"""A pause of Chinese, at which a line may end as at the end of a sentence."""
LEADING, LEAST_LINE = 0.25, 1.55
"""Least room between the ink of two lines, and least distance of their baselines, in capitals."""
LEAST_INK = 0.7
"""Least height of a line's ink in capitals: a line of small letters alone."""
SET_PX = 400
"""Size at which letters are set: large enough that no advance is rounded by much."""
_WIDE = 10**6
"""Room for a line that never breaks, in units."""


@dataclass(frozen=True)
class Lettering:
    """A text in lines of one font, in units of its drawing. ``cap`` is the height of a capital.

    For a script without capitals ``cap`` is that of the Latin letters of the same size. Lines start
    at x = 0; those of a right-to-left text end there, and the middle of ``centered`` ones is there.
    """

    text: str
    wrapped: Wrapped
    spec: FontSpec
    cap: float
    rtl: bool
    centered: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the text of each line."""
        return tuple(line.text for line in self.wrapped.lines)

    @cached_property
    def path(self) -> QPainterPath:
        """Return the outlines, with the first baseline at 0."""
        whole = QPainterPath()
        for number, line in enumerate(self.lines):
            outlines, _ = self._outlines(line)
            whole.addPath(self._placed(number).map(outlines))
        # Letters that join overlap each other.
        whole.setFillRule(Qt.FillRule.WindingFill)
        return whole

    @cached_property
    def ink(self) -> QRectF:
        """Return what the letters cover."""
        whole = QRectF()
        for number, line in enumerate(self.lines):
            _, ink = self._outlines(line)
            whole = whole.united(self._placed(number).mapRect(ink))
        return whole

    @cached_property
    def line_height(self) -> float:
        """Return the distance of two baselines: no ink touches, whatever the marks of a script."""
        inks = [self._outlines(line)[1] for line in self.lines]
        scale = self.spec.pixels / SET_PX
        apart = (upper.bottom() - lower.top() for upper, lower in pairwise(inks))
        return max(max(apart, default=0.0) * scale + LEADING * self.cap, LEAST_LINE * self.cap)

    def _outlines(self, line: str) -> tuple[QPainterPath, QRectF]:
        return _outlines(line, msgspec.structs.replace(self.spec, pixels=SET_PX), self.rtl)

    def _placed(self, number: int) -> QTransform:
        """Return the place and size of a line as set in :data:`SET_PX`."""
        scale = self.spec.pixels / SET_PX
        middle = self._outlines(self.lines[number])[1].center().x() * scale
        across = -middle if self.centered else 0.0
        return QTransform(scale, 0, 0, scale, across, number * self.line_height)


@lru_cache(maxsize=512)
def _outlines(line: str, spec: FontSpec, rtl: bool) -> tuple[QPainterPath, QRectF]:  # noqa: FBT001
    """Return the outlines of a line from its baseline and reading start, and their ink."""
    layout = QTextLayout(line, qfont(spec))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    layout.setTextOption(option)
    (row,) = rows_of(layout, _WIDE)
    start = -row.naturalTextWidth() if rtl else 0.0
    path = QPainterPath()
    for run in layout.glyphRuns():
        font = run.rawFont()
        for glyph, at in zip(run.glyphIndexes(), run.positions(), strict=True):
            path.addPath(font.pathForGlyph(glyph).translated(at.x() + start, at.y() - row.ascent()))
    return path, path.boundingRect()


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a fitted text: its box, its capitals, its lines, all in units."""

    width: int
    height: int
    most: float
    least: float
    lines: int = 1


def fitted(meter: TextMeter, text: str, limits: Limits, *, bold: bool = True) -> Lettering | None:
    """Return a text as large as it fits, or ``None`` if it does not.

    Another line is only taken for letters that are clearly larger, and a line ends with its
    sentence where that costs little.
    """
    best, worth = None, 0.0
    parts = [part for one in sentences(text) for part in _PAUSE.sub(r"\1\n", one).split("\n")]
    join = "" if meter.script in UNSPACED else " "
    for form in dict.fromkeys(_groupings(parts, join)):
        rows = form.count("\n") + 1
        for lines in range(rows, limits.lines + 1):
            found = _largest(meter, form, replace(limits, lines=lines), bold=bold)
            if found is None:
                continue
            cut = (len(found.lines) - rows) * (len(parts) > 1)
            own = found.cap * LINE_WORTH ** (len(found.lines) - 1) * CUT_WORTH**cut
            if own > worth:
                best, worth = found, own
            if len(found.lines) < lines:
                break
    return best


def _groupings(parts: Sequence[str], join: str) -> Iterator[str]:
    """Yield a text with its parts on one line, on several, and on a line each."""
    first, *rest = parts
    if not rest:
        yield first
        return
    for after in _groupings(rest, join):
        yield f"{first}{join}{after}"
        yield f"{first}\n{after}"


def _largest(meter: TextMeter, text: str, limits: Limits, *, bold: bool) -> Lettering | None:
    factor = SCRIPTS[meter.script].factor / CAP_HEIGHT_EM
    least, most = round(limits.least * factor), int(limits.most * factor)
    found = _set(meter, text, most, limits, bold=bold)
    if found is not None:
        return found
    while least <= most:
        middle = (least + most) // 2
        trial = _set(meter, text, middle, limits, bold=bold)
        if trial is None:
            most = middle - 1
        else:
            found, least = trial, middle + 1
    return found


def _set(
    meter: TextMeter, text: str, pixels: int, limits: Limits, *, bold: bool
) -> Lettering | None:
    spec = msgspec.structs.replace(meter.own(1.0), pixels=pixels, bold=bold)
    wrapped = meter.wrap(text, spec, limits.width, pixels, balance=True)
    if wrapped.broken or len(wrapped.lines) > limits.lines:
        return None
    cap = pixels * CAP_HEIGHT_EM / SCRIPTS[meter.script].factor
    if cap * ((len(wrapped.lines) - 1) * LEAST_LINE + LEAST_INK) > limits.height:
        return None
    found = Lettering(text, wrapped, spec, cap, meter.rtl)
    ink = found.ink
    return found if ink.height() <= limits.height and ink.width() <= limits.width else None
