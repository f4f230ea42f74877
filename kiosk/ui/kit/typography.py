"""Measure text with the fonts that draw it: the base of every layout decision."""

import re
from collections.abc import Iterator
from typing import Self
from unicodedata import bidirectional

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from kiosk.ui.kit.scene import FontSpec
from kiosk.ui.kit.theme import CAP_HEIGHT_EM, SCRIPTS, UNSPACED, Glass, Type, cap_mm, line_factor
from kiosk.visit.acts import TextStep

RLM, LRM = "\u200f", "\u200e"
_INK_CENTRE_EM = {
    "Arab": 0.30,
    "Hans": 0.38,
    "Hant": 0.38,
    "Kore": 0.38,
    "Deva": 0.30,
    "Guru": 0.30,
}
"""Height of the letters' middle above the baseline, in em; Latin: half a capital."""
UNBROKEN = re.compile(r"(?<=\d) (?=\d)| (?=[—–] )")
"""A gap inside a number or before a dash, where a line must not break."""
WORD_JOINER = "\u2060"
HYPHEN = re.compile(r"(?<=\S[-\u2010–])(?=\S)")
"""Follows a hyphen or dash inside a word: ``U-visa``, ``24-hour``, ``Mon–Fri``."""
GIANT_WORD = re.compile(r"\S{21}")
"""More letters than any word of the factory directory or of a catalogue: it breaks anywhere."""
_Mode = QTextOption.WrapMode
LONELY_EM = 2.5
"""A last line of Chinese that is shorter holds one letter and its mark: lines are balanced."""
_CACHE_LIMIT = 4000


class TextLine(msgspec.Struct, frozen=True):
    """One line: text to draw, width and natural ascent in pixels."""

    text: str
    width: int
    ascent: float


class Wrapped(msgspec.Struct, frozen=True):
    """A text broken into lines. ``broken``: a word was wider than the box."""

    lines: tuple[TextLine, ...]
    width: int
    height: int
    line_height: int
    broken: bool


class LetterReach(msgspec.Struct, frozen=True):
    """Extent of a letter from the middle of its box, in pixels. ``wide`` is its own width."""

    across: float
    up: float
    down: float
    wide: float


def qfont(spec: FontSpec) -> QFont:
    """Return the Qt font of a spec; fonts may have come since the last one was made."""
    font = QFont()
    font.setFamilies(list(spec.families))
    font.setPixelSize(spec.pixels)
    font.setWeight(QFont.Weight.Bold if spec.bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


class TextMeter:
    """Sizes and line breaks of one script at one text step on one screen."""

    def __init__(
        self,
        script: str,
        glass: Glass,
        step: TextStep,
        *,
        rtl: bool,
        more_families: tuple[str, ...] = (),
    ) -> None:
        self.script, self.glass, self.step, self.rtl = script, glass, step, rtl
        self._more, self._others = more_families, dict[str, Self]()
        own = SCRIPTS[script].family
        self._families = tuple(
            dict.fromkeys(
                (own, "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC", *more_families)
            )
        )
        self._cache: dict[tuple[str, FontSpec, int, int, bool], Wrapped] = {}
        self._reaches: dict[tuple[str, FontSpec], LetterReach] = {}
        self._fonts: dict[tuple[Type, bool], FontSpec] = {}

    def forget(self) -> None:
        """Drop all measurements, so that nothing of a visit remains."""
        self._cache.clear()
        self._reaches.clear()
        self._others.clear()

    def written(self, script: str) -> Self:
        """Return the meter of another style for the same page: a name in its own letters."""
        script = script if script in SCRIPTS else "Latn"
        if script == self.script:
            return self
        if script not in self._others:
            more = self._more
            other = type(self)(script, self.glass, self.step, rtl=self.rtl, more_families=more)
            self._others[script] = other
        return self._others[script]

    def font(self, kind: Type, *, bold: bool = False) -> FontSpec:
        """Return the font of a type at this step."""
        found = self._fonts.get((kind, bold))
        if found is None:
            pixels = cap_mm(kind, self.step) * self.glass.px_per_mm / CAP_HEIGHT_EM
            found = FontSpec(self._families, round(pixels * SCRIPTS[self.script].factor), bold)
            self._fonts[kind, bold] = found
        return found

    def latin(self, cap: float, *, bold: bool = True) -> FontSpec:
        """Return Noto Sans with capitals of ``cap`` millimetres, for numbers and codes."""
        return FontSpec(("Noto Sans",), round(cap * self.glass.px_per_mm / CAP_HEIGHT_EM), bold)

    def own(self, cap: float) -> FontSpec:
        """Return the bold font of the script for capitals of ``cap`` millimetres: times, steps."""
        return replace(self.latin(cap), families=self._families)

    def line_height(self, kind: Type, spec: FontSpec) -> int:
        """Return the fixed line height in pixels."""
        return round(line_factor(kind, self.script) * spec.pixels / SCRIPTS[self.script].factor)

    def ink_centre(self, spec: FontSpec) -> float:
        """Return the height of the letters' middle above the baseline, in pixels."""
        if spec.families[0] == "Noto Sans":
            return CAP_HEIGHT_EM / 2 * spec.pixels
        return _INK_CENTRE_EM.get(self.script, CAP_HEIGHT_EM / 2) * spec.pixels

    def width(self, text: str, spec: FontSpec) -> int:
        """Return the width in pixels of a text on one line."""
        return self.wrap(text, spec, 10**6, spec.pixels).width

    def reach(self, text: str, spec: FontSpec) -> LetterReach:
        """Return the extent of a letter, including marks outside its width."""
        found = self._reaches.get((text, spec))
        if found is None:
            metrics = QFontMetricsF(qfont(spec))
            ink, half = metrics.tightBoundingRect(text), metrics.horizontalAdvance(text) / 2
            centre = self.ink_centre(spec)
            across = max(half, half - ink.left(), ink.right() - half)
            found = LetterReach(across, -ink.top() - centre, ink.bottom() + centre, 2 * half)
            self._reaches[text, spec] = found
        return found

    def wrap(
        self, text: str, spec: FontSpec, width: int, line_height: int, *, balance: bool = False
    ) -> Wrapped:
        """Wrap ``text`` into lines of at most ``width``; balanced lines are about equally long."""
        key = (text, spec, width, line_height, balance)
        found = self._cache.get(key)
        if found is None:
            joined = HYPHEN.sub(WORD_JOINER, text)
            found = self._break(joined, spec, width, line_height)
            if found.broken and joined != text:
                # A word too long for its line still breaks at its hyphen.
                joined, found = text, self._break(text, spec, width, line_height)
            if found.broken and GIANT_WORD.search(text):
                anywhere = _Mode.WrapAtWordBoundaryOrAnywhere
                found = self._break(text, spec, width, line_height, anywhere)
            if len(found.lines) > 1 and (balance or self._ends_lonely(found, spec)):
                found = self._balanced(joined, spec, width, line_height, found)
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
            self._cache[key] = found
        return found

    def _ends_lonely(self, wrapped: Wrapped, spec: FontSpec) -> bool:
        """Return True if Chinese, which breaks anywhere, leaves a letter alone on the last line."""
        return self.script in UNSPACED and wrapped.lines[-1].width < LONELY_EM * spec.pixels

    def _balanced(
        self, text: str, spec: FontSpec, width: int, line_height: int, wrapped: Wrapped
    ) -> Wrapped:
        least, most, best = wrapped.width // len(wrapped.lines), width, wrapped
        while most - least > 2:  # noqa: PLR2004 - two pixels are close enough
            middle = (least + most) // 2
            trial = self._break(text, spec, middle, line_height)
            if len(trial.lines) <= len(wrapped.lines) and not trial.broken:
                best, most = trial, middle
            else:
                least = middle
        return best

    def _marks(self, paragraph: str) -> tuple[str, str]:
        """Return marks around each line, so that its own direction orders it and its full stop.

        A text in Latin letters on a right-to-left page (a name, an English original) stays left to
        right.
        """
        if not self.rtl:
            return ("", "") if paragraph.isascii() else (LRM, "")
        kinds = {bidirectional(letter) for letter in paragraph}
        if "L" in kinds and not kinds & {"R", "AL"}:
            return LRM, LRM
        return RLM, ""

    def _break(
        self, text: str, spec: FontSpec, width: int, line_height: int, mode: _Mode = _Mode.WordWrap
    ) -> Wrapped:
        lines: list[TextLine] = []
        widest, broken = 0, False
        for paragraph in UNBROKEN.sub("\u00a0", text).split("\n"):
            before, after = self._marks(paragraph.replace(WORD_JOINER, ""))
            shown = before + paragraph + after
            layout = QTextLayout(shown, qfont(spec))
            option = QTextOption()
            option.setWrapMode(mode)
            option.setTextDirection(
                Qt.LayoutDirection.RightToLeft if self.rtl else Qt.LayoutDirection.LeftToRight
            )
            layout.setTextOption(option)
            for line in rows_of(layout, width):
                part = shown[line.textStart() : line.textStart() + line.textLength()]
                bare = part.replace(WORD_JOINER, "").strip(f"{RLM}{LRM} ")
                if bare:
                    used = int(line.naturalTextWidth() + 0.999)
                    broken = broken or used > width
                    lines.append(TextLine(before + bare + after, used, line.ascent()))
                    widest = max(widest, used)
        return Wrapped(tuple(lines), widest, line_height * len(lines), line_height, broken)


def rows_of(layout: QTextLayout, width: float) -> Iterator[QTextLine]:
    """Yield the rows of a text as Qt lays it out in a width, each from the origin."""
    layout.beginLayout()
    while (row := layout.createLine()).isValid():
        row.setLineWidth(width)
        row.setPosition(QPointF(0, 0))
        yield row
    layout.endLayout()
