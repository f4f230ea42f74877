"""Lines of text for paper: each script in its own font, measured in millimetres.

Digits and Latin letters are always in Noto Sans, whatever surrounds them: a second family in a list
gives Han letters the forms of another language, so each run names its own.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

from kiosk.domain.text import LRI, PDI
from kiosk.ui.kit.theme import SCRIPTS
from kiosk.ui.kit.typography import HYPHEN, UNBROKEN, WORD_JOINER, rows_of

UNITS = 40
"""Layout units per millimetre (1016 per inch): whole font sizes are exact to 0.025 mm."""

_BLOCKS: tuple[tuple[int, int, str], ...] = (
    (0x0600, 0x06FF, "Arab"),
    (0x0750, 0x077F, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0A00, 0x0A7F, "Guru"),
    (0x1100, 0x11FF, "Kore"),
    (0x2E80, 0x312F, "Hans"),
    (0x3130, 0x318F, "Kore"),
    (0x3190, 0x9FFF, "Hans"),
    (0xAC00, 0xD7AF, "Kore"),
    (0xF900, 0xFAFF, "Hans"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFC, "Arab"),
    (0xFF00, 0xFFEF, "Hans"),
    (0x20000, 0x323AF, "Hans"),
)
"""Unicode blocks of the scripts with a font of their own; all else is Noto Sans."""
_HAN = frozenset({"Hans", "Hant", "Kore"})
_NARROWER = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
"""Parts of the width, tried in turn, to even out the rows of a paragraph."""
_ISOLATES = frozenset("\u2066\u2067\u2068")
_NO_BREAK, _MAY_BREAK = "\u00a0", "\u200b"
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"@|//|\w\.\w")
"""Occurs only in web and mail addresses."""
_BEFORE_MARK = re.compile(r"(?<=[^\s/])(?=[/.@?])")
"""Where such an address may break: a hyphen at the end of a row could look like hyphenation, a dot
at the start of a row could not."""
_SHOWN = str.maketrans({WORD_JOINER: None, _MAY_BREAK: None, _NO_BREAK: " "})


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A piece of a line in one weight. ``english``: in English, within another language."""

    text: str
    bold: bool = False
    english: bool = False


@dataclass(frozen=True, slots=True)
class SetLine:
    """A finished line: its spans, ``width`` in mm, ``em`` the Latin font size in mm.

    ``script`` (ISO 15924) selects the forms of Han letters, ``rtl`` the base direction. ``squeeze``
    is the horizontal scale of the letters.
    """

    spans: tuple[TextSpan, ...]
    em: float
    rtl: bool
    script: str
    width: float = 0.0
    squeeze: float = 1.0

    @property
    def text(self) -> str:
        """Return the whole text of the line."""
        return "".join(span.text for span in self.spans)


def script_of(letter: str, script: str) -> str:
    """Return the script whose font draws ``letter`` on a slip in ``script``."""
    code = ord(letter)
    found = next((name for low, high, name in _BLOCKS if low <= code <= high), "Latn")
    return script if found == "Hans" and script in _HAN else found


def _font(script: str, em: float, *, bold: bool) -> QFont:
    font = QFont()
    font.setFamilies(list(dict.fromkeys((SCRIPTS[script].family, "Noto Sans"))))
    font.setPixelSize(round(em * UNITS * SCRIPTS[script].factor))
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _utf16(text: str) -> int:
    """Return the length in UTF-16 units, as Qt counts."""
    return len(text.encode("utf-16-le")) // 2


def text_layout(line: SetLine, wrap: QTextOption.WrapMode) -> QTextLayout:
    """Return the line as a Qt layout, with one format per script and weight."""
    layout = QTextLayout(line.text)
    ranges, start = [], 0
    for span in line.spans:
        for script, letters in groupby(span.text, lambda canvas: script_of(canvas, line.script)):
            length = _utf16("".join(letters))
            run = QTextLayout.FormatRange()
            run.start, run.length = start, length
            text_format = QTextCharFormat()
            text_format.setFont(_font(script, line.em, bold=span.bold))
            run.format = text_format
            ranges.append(run)
            start += length
    layout.setFormats(ranges)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(wrap)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if line.rtl else Qt.LayoutDirection.LeftToRight
    )
    layout.setTextOption(option)
    return layout


@lru_cache(maxsize=4096)
def measured(line: SetLine) -> SetLine:
    """Measure the line on one row; cached for the visit, as a slip is laid out up to 30 times."""
    layout = text_layout(line, QTextOption.WrapMode.NoWrap)
    (row,) = rows_of(layout, 1e6)
    return replace(line, width=row.naturalTextWidth() / UNITS * line.squeeze)


def _cut(spans: tuple[TextSpan, ...], start: int, end: int) -> tuple[TextSpan, ...]:
    """Return the spans of ``text[start:end]`` in UTF-16 units, trimmed, with complete isolates."""
    pieces: list[TextSpan] = []
    depth, at = 0, 0
    for span in spans:
        letters = []
        for letter in span.text:
            if at < start:
                depth += (letter in _ISOLATES) - (letter == PDI)
            elif at < end:
                letters.append(letter)
            at += _utf16(letter)
        if letters:
            pieces.append(replace(span, text="".join(letters)))
    if pieces:
        first = LRI * max(depth, 0) + pieces[0].text.lstrip()
        pieces[0] = replace(pieces[0], text=first)
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip())
        text = "".join(piece.text for piece in pieces)
        still = sum(text.count(mark) for mark in _ISOLATES) - text.count(PDI)
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text + PDI * max(still, 0))
    return tuple(piece for piece in pieces if piece.text)


def _joined(line: SetLine, width: float) -> SetLine:
    """Add invisible marks where the line must not break: after a hyphen, and inside a number.

    A word wider than ``width`` still breaks at its hyphens, a web or mail address before one of its
    marks.
    """

    def word(match: re.Match[str]) -> str:
        joined = HYPHEN.sub(WORD_JOINER, match[0])
        if measured(replace(line, spans=(TextSpan(match[0], bold=True),))).width <= width:
            return joined
        return _BEFORE_MARK.sub(_MAY_BREAK, joined) if _ADDRESS.search(match[0]) else match[0]

    return replace(
        line,
        spans=tuple(
            replace(span, text=_WORD.sub(word, UNBROKEN.sub(_NO_BREAK, span.text)))
            for span in line.spans
        ),
    )


def _rows(line: SetLine, width: float, wrap: QTextOption.WrapMode) -> tuple[SetLine, ...]:
    layout = text_layout(line, wrap)
    rows: list[SetLine] = []
    for row in rows_of(layout, width / line.squeeze * UNITS):
        start = row.textStart()
        cut = _cut(line.spans, start, start + row.textLength())
        if spans := tuple(replace(span, text=span.text.translate(_SHOWN)) for span in cut):
            rows.append(measured(replace(line, spans=spans)))
    return tuple(rows)


@lru_cache(maxsize=4096)
def wrapped(line: SetLine, width: float) -> tuple[SetLine, ...]:
    """Wrap the line into rows of at most ``width`` mm, about equally long.

    A word wider than that is broken, never cut off. The rows are cached for the visit.
    """
    line = _joined(line, width)
    rows = _rows(line, width, QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if len(rows) == 1:
        return rows
    for part in _NARROWER:
        trial = _rows(line, width * part, QTextOption.WrapMode.WordWrap)
        if len(trial) > len(rows) or any(row.width > width * part for row in trial):
            break
        rows = trial
    return rows
