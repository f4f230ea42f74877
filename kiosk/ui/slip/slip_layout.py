"""Lay out a slip, in millimetres, the same for every printer.

A slip is shortened in a fixed order until it is within the limit: tighter lines, and fewer
questions; the "say" box next to the code; hours, then purpose, without separate English lines,
with narrower gaps; no questions; no code; no way on foot, and so the code again; only one
contact for each entry, and of outdated facts only the first step. Letters never get smaller than
10 pt, digits than 6 mm.
"""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.devices.qr import QrMatrix, matrix
from kiosk.devices.slip import SlipCode, SlipContent, refuse_hidden
from kiosk.ui.slip.slip_column import (
    BRIEF,
    CLOSE,
    ONE_WAY,
    SAY_AT_CODE,
    SPACED,
    TIGHT,
    SlipColumn,
    Style,
)
from kiosk.ui.slip.slip_ops import (
    MAX_HEIGHT_MM,
    MODULE_MM,
    ROLL_80,
    CodeOp,
    Roll,
    SlipSheet,
    SlipTooLong,
    moved,
    on_dots,
)
from kiosk.ui.slip.slip_text import TextSpan

CODED = (SPACED, TIGHT, SAY_AT_CODE, CLOSE, replace(BRIEF, asks=1), BRIEF)
"""Styles of a slip with its code."""
_SIDE_MM = 26.0
"""Least width for words next to a code; below that they are under it."""


def lay_out(content: SlipContent, roll: Roll = ROLL_80) -> SlipSheet:
    """Return the slip of ``content``, at most 150 mm long; without its code if that has no room.

    Raises:
        SlipRefused: a text does not pass the discretion gate.
        SlipTooLong: it is too long without its code, too.
    """
    refuse_hidden(content)
    if content.has_way:
        found = _within(content, CODED, roll) or _within(content.without_code(), CODED, roll)
        return found or lay_out(content.without_way(), roll)
    bare = content.without_code()
    ways = [(content, style) for style in CODED]
    ways += [(bare, style) for style in (SPACED, TIGHT, CLOSE, BRIEF, ONE_WAY)]
    height = 0.0
    for way, style in ways[0 if content.code else len(ways) // 2 :]:
        sheet = _sheet(way, style, roll)
        if sheet.height <= MAX_HEIGHT_MM:
            return sheet
        height = sheet.height
    raise SlipTooLong(height)


def _within(content: SlipContent, styles: Sequence[Style], roll: Roll) -> SlipSheet | None:
    """Return the slip in the first style that keeps it within the limit."""
    sheets = (_sheet(content, style, roll) for style in styles)
    return next((sheet for sheet in sheets if sheet.height <= MAX_HEIGHT_MM), None)


def _sheet(content: SlipContent, style: Style, roll: Roll) -> SlipSheet:
    column = SlipColumn(content.language, style, roll.margin, roll.printed)
    column.y = style.edge
    column.own(content.title.own, style.title, bold=True)
    if not content.title.same:
        column.latin(content.title.english, style.subtitle)
    for entry in content.entries:
        column.rule()
        column.entry(entry)
    code = None if content.code is None else matrix(content.code.payload, "Q")
    say_set = False
    if isinstance(code, QrMatrix) and content.code is not None:
        if code.size * MODULE_MM > roll.printed:
            code = None
        else:
            say_set = _code(column, content, content.code, code)
    elif content.say or content.checked:
        column.rule()
    if content.say is not None and not say_set:
        column.say(content.say)
        column.y += style.gap
    if content.checked is not None:
        column.pair(content.checked, style.body, join=True)
    payload = content.code.payload if content.code and isinstance(code, QrMatrix) else None
    return SlipSheet(
        column.y + style.edge,
        tuple(column.ops),
        payload,
        roll,
        has_way=content.has_way,
        is_asked=style.asks > 0 or not any(entry.asks for entry in content.entries),
    )


def _code(column: SlipColumn, content: SlipContent, words: SlipCode, code: QrMatrix) -> bool:
    """Set the code at the start edge, its words next to it; return True if the "say" box is there.

    Words that would be broken there go below it, at full width: an address in two pieces is
    misread. An address printed just above is not repeated.
    """
    style, side = column.style, code.size * MODULE_MM
    column.rule()
    column.y = on_dots(column.y - style.gap)  # the quiet zone is enough of a gap
    left = column.x + column.width - side if column.rtl else column.x
    column.ops.append(CodeOp(left, column.y, code))
    room = column.width - side
    is_at_side = room >= _SIDE_MM
    x = column.x if column.rtl or not is_at_side else column.x + side
    text = SlipColumn(content.language, style, x, room if is_at_side else column.width)
    is_printed_above = content.entries[-1].page == words.letters
    letters = text.line([TextSpan(words.letters, bold=True)], style.name, rtl=False)
    below = is_at_side and letters.width > text.width
    if not is_printed_above and not below:
        text.latin(words.letters, style.name, bold=True)
    text.pair(words.hint, style.body, join=False)
    with_say = is_at_side and style.say_at_side and content.say is not None
    if with_say and content.say is not None:
        text.y += style.gap / 2
        text.say(content.say)
    height = max(side, text.y + style.gap) if is_at_side else side + text.y
    down = (height - text.y) / 2 if is_at_side else side
    column.ops.extend(moved(op, column.y + down) for op in text.ops)
    column.y += height + (0 if height == side else style.gap)
    if below and not is_printed_above:
        column.latin(words.letters, style.name, bold=True)
        column.y += style.gap
    return with_say
