"""Lines of text for paper: script by script in its own font, measured in millimetres.

Digits and Latin letters always stand in Noto Sans, whatever is around them: a family that is only
second in a list gives Han letters in the forms of another language, so each run names its own.
"""

import re
from dataclasses import dataclass, replace
from itertools import groupby

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

from kiosk.domain.text import LRI, PDI
from kiosk.ui.kit.theme import SCRIPTS
from kiosk.ui.kit.typography import HYPHEN, UNBROKEN, WORD_JOINER

UNITS = 40
"""Layout units in a millimetre (1016 a inch): whole font sizes are exact to 0.025 mm."""

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
"""Unicode blocks of the scripts that have a font of their own; all else is Noto Sans."""
_HAN = frozenset({"Hans", "Hant", "Kore"})
_NARROWER = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
"""Parts of the width tried, one after the other, to even out the rows of a paragraph."""
_ISOLATES = frozenset("\u2066\u2067\u2068")
_NO_BREAK, _MAY_BREAK = "\u00a0", "\u200b"
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"@|//|\w\.\w")
"""What only an address of the web or of mail has."""
_BEFORE_MARK = re.compile(r"(?<=[^\s/])(?=[/.@?])")
"""Where such an address may be parted: a hyphen at the end of its row could be taken for none of
its own, a point at the beginning of a row for nothing else."""
_SHOWN = str.maketrans({WORD_JOINER: None, _MAY_BREAK: None, _NO_BREAK: " "})


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A piece of a line in one weight. ``english`` beside another language is said in English."""

    text: str
    bold: bool = False
    english: bool = False


@dataclass(frozen=True, slots=True)
class SetLine:
    """A finished line: its spans, ``width`` in mm, ``em`` the Latin font size in mm.

    ``script`` (ISO 15924) decides which forms Han letters take, ``rtl`` the base direction.
    ``squeeze`` is how much of their width the letters keep.
    """

    spans: tuple[TextSpan, ...]
    em: float
    rtl: bool
    script: str
    width: float = 0.0
    squeeze: float = 1.0

    @property
    def text(self) -> str:
        """All letters of the line."""
        return "".join(span.text for span in self.spans)


def script_of(letter: str, script: str) -> str:
    """The script whose font draws ``letter`` on a slip in ``script``."""
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
    """Length as Qt counts it."""
    return len(text.encode("utf-16-le")) // 2


def text_layout(line: SetLine, wrap: QTextOption.WrapMode) -> QTextLayout:
    """The line as Qt sets it, one format for each run of a script and a weight."""
    layout = QTextLayout(line.text, _font("Latn", line.em, bold=False))
    ranges, start = [], 0
    for span in line.spans:
        for script, letters in groupby(span.text, lambda c: script_of(c, line.script)):
            length = _utf16("".join(letters))
            run = QTextLayout.FormatRange()
            run.start, run.length = start, length
            look = QTextCharFormat()
            look.setFont(_font(script, line.em, bold=span.bold))
            run.format = look
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


def measured(line: SetLine) -> SetLine:
    """The line on one row, with its width."""
    layout = text_layout(line, QTextOption.WrapMode.NoWrap)
    layout.beginLayout()
    row = layout.createLine()
    row.setLineWidth(1e6)
    row.setPosition(QPointF(0, 0))
    layout.endLayout()
    return replace(line, width=row.naturalTextWidth() / UNITS * line.squeeze)


def _cut(spans: tuple[TextSpan, ...], start: int, end: int) -> tuple[TextSpan, ...]:
    """The spans of ``text[start:end]`` in UTF-16 units, outer spaces gone, isolates whole."""
    pieces: list[TextSpan] = []
    depth, at = 0, 0
    for span in spans:
        kept = []
        for letter in span.text:
            if at < start:
                depth += (letter in _ISOLATES) - (letter == PDI)
            elif at < end:
                kept.append(letter)
            at += _utf16(letter)
        if kept:
            pieces.append(replace(span, text="".join(kept)))
    if pieces:
        first = LRI * max(depth, 0) + pieces[0].text.lstrip()
        pieces[0] = replace(pieces[0], text=first)
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip())
        text = "".join(piece.text for piece in pieces)
        still = sum(text.count(mark) for mark in _ISOLATES) - text.count(PDI)
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text + PDI * max(still, 0))
    return tuple(piece for piece in pieces if piece.text)


def _joined(line: SetLine, width: float) -> SetLine:
    """The same with marks that no eye sees where it must not be broken.

    That is behind a hyphen, and inside a number. A word that is wider than ``width`` still breaks
    at its hyphens, an address of the web or of mail before one of its marks.
    """

    def word(found: re.Match[str]) -> str:
        joined = HYPHEN.sub(WORD_JOINER, found[0])
        if measured(replace(line, spans=(TextSpan(found[0], bold=True),))).width <= width:
            return joined
        return _BEFORE_MARK.sub(_MAY_BREAK, joined) if _ADDRESS.search(found[0]) else found[0]

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
    layout.beginLayout()
    while (row := layout.createLine()).isValid():
        row.setLineWidth(width / line.squeeze * UNITS)
        start = row.textStart()
        cut = _cut(line.spans, start, start + row.textLength())
        if spans := tuple(replace(span, text=span.text.translate(_SHOWN)) for span in cut):
            rows.append(measured(replace(line, spans=spans)))
    layout.endLayout()
    return tuple(rows)


def wrapped(line: SetLine, width: float) -> tuple[SetLine, ...]:
    """The line in rows no wider than ``width`` mm, about equally long.

    A word that is wider than that is broken, never cut off.
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
