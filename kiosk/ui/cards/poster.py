"""A poster for the inside of a restroom stall, with strips to tear off that hold a number alone.

It is black on white: no tint carries meaning. Its units are tenths of a millimetre.
"""

from collections.abc import Sequence

from kiosk.devices import qr
from kiosk.presentation.card_faces import Strips
from kiosk.ui.cards.drawing import CutLine, Drawing, PaintedCode, PaintedShape, PaintedWords
from kiosk.ui.cards.layouts import DoesNotFit, Kit, number_row, words
from kiosk.ui.cards.lettering import Lettering, Limits, fitted
from kiosk.ui.kit.scene import Align, Box

UNITS_PER_MM = 10
SHEETS_MM = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}
STRIPS, STRIP_LONG_MM = 10, 75
MODULE_MM = 1.1
"""Side of a module of the code; at least 1 mm is read at arm's length in poor light."""
UNPRINTED_MM = 6.5
"""Edge of a sheet that office printers leave white."""
BLACK, WHITE = "#000000", "#FFFFFF"
_FIRST, _OTHER, _LEAST = 180, 100, 45
"""Capitals of the first title, of the others, and the least, in units."""


def poster(kits: Sequence[Kit], paper: str, web: str, strips: Strips) -> Drawing:
    """Return the poster on a sheet of :data:`SHEETS_MM` in up to three languages.

    ``web`` is the address in its code.

    Raises:
        DoesNotFit: a title or the address is too long.
    """
    width, height = (round(side * UNITS_PER_MM) for side in SHEETS_MM[paper])
    edge = round(UNPRINTED_MM * UNITS_PER_MM)
    d = Drawing(width, height, Box(0, 0, width, height).inset(edge))
    d.items.append(PaintedShape(d.box, WHITE))
    tear = height - STRIP_LONG_MM * UNITS_PER_MM
    room = Box(0, 0, width, tear).inset(150, 0).below(130)
    room = room.top(room.h - 90)
    matrix, side, host = _code(kits[0], room.w, web)
    high = round(host.ink.height())
    place = Box((width - side) // 2, room.bottom - side - high - 10, side, side)
    number = Box(room.x, place.y - 390, room.w, 330)
    _titles(d, kits, room.top(number.y - room.y - 80))
    d.items.append(PaintedShape(number, BLACK, radius=50, line=12))
    number_row(d, kits[0], number.inset(50, 0), 190, ink=BLACK, ground=WHITE)
    d.items.append(PaintedCode(place, matrix))
    line = Box(room.x, place.bottom - 10, room.w, high + 20)
    d.items.append(PaintedWords(line, host, BLACK, WHITE, Align.CENTER))
    _strips(d, kits[0], tear, strips)
    return d


def _code(kit: Kit, width: int, web: str) -> tuple[qr.QrMatrix, int, Lettering]:
    """Return the code of an address, its side, and the address in letters."""
    matrix = qr.matrix(web, "Q")
    if isinstance(matrix, qr.TooLong):
        raise DoesNotFit(web)
    side = round(matrix.size * MODULE_MM * UNITS_PER_MM)
    host = web.removeprefix("https://").rstrip("/")
    letters = fitted(kit.digits, host, Limits(width, 80, 34, 20), bold=False)
    if letters is None or side > width // 2:
        raise DoesNotFit(web)
    return matrix, side, letters


def _titles(drawing: Drawing, kits: Sequence[Kit], room: Box) -> None:
    """Draw the titles under each other, the first one largest, in the middle of their room."""
    scale = 1.0
    while scale > 0.3:  # noqa: PLR2004 - below it no letters are readable
        found = [_title(kit, room, first=kit is kits[0], scale=scale) for kit in kits]
        if all(found):
            letters = [one for one in found if one is not None]
            gap = round(_OTHER * 1.2 * scale)
            high = sum(round(one.ink.height()) for one in letters) + gap * (len(letters) - 1)
            if high <= room.h:
                break
        scale *= 0.95
    else:
        raise DoesNotFit(kits[0].face.title)
    y = room.y + (room.h - high) // 2
    for one in letters:
        line = Box(room.x, y, room.w, round(one.ink.height()))
        drawing.items.append(PaintedWords(line, one, BLACK, WHITE, Align.CENTER))
        y = line.bottom + gap


def _title(kit: Kit, room: Box, *, first: bool, scale: float) -> Lettering | None:
    most = (_FIRST if first else _OTHER) * scale
    limits = Limits(room.w, room.h, most, min(_LEAST, most), lines=3)
    return fitted(kit.own, kit.face.title, limits)


def _strips(drawing: Drawing, kit: Kit, tear: int, strips: Strips) -> None:
    """Draw the strips at the lower edge: cut lines, and the number with spaces between groups."""
    wide = strips.width_mm * UNITS_PER_MM
    start = (drawing.width - STRIPS * wide) // 2
    printed = round(UNPRINTED_MM * UNITS_PER_MM)
    long = drawing.height - printed - tear
    limits = Limits(long - 60, wide - 50, wide * 0.48, 20)
    letters = words(kit.digits, kit.face.line.spaced, limits)
    for at in range(STRIPS + 1):
        drawing.items.append(CutLine(Box(start + at * wide, tear, 0, drawing.height - tear)))
    for at in range(STRIPS):
        strip = Box(start + at * wide, tear, wide, long)
        drawing.items.append(
            PaintedWords(strip, letters, BLACK, WHITE, is_number=True, turned=True)
        )
