"""Electronic boards and printed bulletins: a title and a number, read in seconds from a road."""

from collections.abc import Iterator

from kiosk.ui.cards.drawing import Drawing, PaintedShape, PaintedSvg, PaintedWords
from kiosk.ui.cards.layouts import (
    ICON_CAPS,
    LAMP,
    ON_LAMP,
    SHORT,
    DoesNotFit,
    Kit,
    number_row,
    words,
)
from kiosk.ui.cards.lettering import Limits, fitted
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import UNSPACED, TypeRole, color
from kiosk.visit.acts import Mode

GROUND, TITLE = color(TypeRole.PRIMARY, Mode.DEFAULT), color(TypeRole.ON_PRIMARY, Mode.DEFAULT)
MOST_WORDS, MOST_SIGNS = 7, 14
"""Words of a title; signs of one in a script without spaces."""
LEAST_CAP = 0.16
"""Least capital of a title by the height of the board: 2.2 feet of 14."""
MARGIN = 0.05
"""Margin by each side of the board."""
MORE = 0.03
"""Further room above and below, by the height."""
_PANELS = (0.50, 0.44, 0.38, 0.32, 0.27)
"""Shares of the height that the number may take."""
LYING = 2.6
"""Width by height of a board on which a short number may stand at the end."""
_UNDER_PHONE = 0.3
"""Capitals of a number under its telephone, by the height of its panel."""
BULLETIN_UNITS = 100
"""Units an inch of the bulletin, which is a tenth as large as the board."""
BULLETIN_IN = (57.6, 16.8)
"""A tenth of 48 × 14 feet, in inches."""
BLEED_IN, SAFE_IN = 0.5, 1.0


def least_cap(width: int, height: int) -> float:
    """Return the least capital of a title on a board.

    A board less than twice as wide as high counts as one twice as wide as high.
    """
    return LEAST_CAP * min(height, width / 2)


def board(kit: Kit, width: int, height: int) -> Drawing:
    """Return a board of a size in pixels.

    Raises:
        DoesNotFit: the title has too many words, or its letters would be too small.
    """
    safe = Box(0, 0, width, height).inset(round(width * MARGIN), round(height * MARGIN))
    d = Drawing(width, height, safe, rtl=kit.rtl)
    _draw_board(d, kit, safe.inset(0, round(height * MORE)))
    return d


def bulletin(kit: Kit) -> Drawing:
    """Return the printed bulletin: a tenth of 14 × 48 feet, with its bleed.

    Raises:
        DoesNotFit: as of a board.
    """
    width, height = (round((side + 2 * BLEED_IN) * BULLETIN_UNITS) for side in BULLETIN_IN)
    inner = Box(0, 0, width, height).inset(round((BLEED_IN + SAFE_IN) * BULLETIN_UNITS))
    d = Drawing(width, height, inner, rtl=kit.rtl)
    _draw_board(d, kit, inner)
    return d


def is_short(title: str, script: str) -> bool:
    """Return True if a title has few enough words to be read from a car."""
    if script in UNSPACED:
        return sum(letter.isalpha() for letter in title) <= MOST_SIGNS
    return len(title.split()) <= MOST_WORDS


def _draw_board(drawing: Drawing, kit: Kit, inner: Box) -> None:
    face = kit.face
    if not is_short(face.title, face.language.script):
        raise DoesNotFit(face.title)
    drawing.items.append(PaintedShape(drawing.box, GROUND))
    least, gap = least_cap(drawing.width, drawing.height), round(inner.h * 0.07)
    best: tuple[float, Box, PaintedWords] | None = None
    for panel, room, number in _places(inner, gap, short=len(face.line.written) <= SHORT):
        limits = Limits(room.w, room.h, inner.h * 0.34, least, lines=4)
        title = fitted(kit.own, face.title, limits)
        if title is None:
            continue
        worth = title.cap * min(title.cap, number)
        if best is None or worth > best[0]:
            best = worth, panel, PaintedWords(room, title, TITLE, GROUND)
    if best is None:
        raise DoesNotFit(face.title)
    _, panel, painted = best
    drawing.items.append(painted)
    drawing.items.append(PaintedShape(panel, LAMP, radius=round(min(panel.h, panel.w) * 0.17)))
    if panel.h == inner.h:
        _number_under_phone(drawing, kit, panel)
        return
    within = panel.inset(round(panel.h * 0.2), 0)
    number_row(drawing, kit, within, panel.h * 0.56, ink=ON_LAMP, ground=LAMP)


def _places(inner: Box, gap: int, *, short: bool) -> Iterator[tuple[Box, Box, float]]:
    """Yield places of number and title, and the capitals the number may have.

    A short number may stand at the end of a lying board, under its telephone.
    """
    most = round(inner.w * (0.36 if short else 0.22))
    for share in _PANELS:
        panel = inner.foot(min(round(inner.h * share), most))
        yield panel, inner.top(inner.h - panel.h - gap), panel.h * 0.56
    if short and inner.w > LYING * inner.h:
        panel = inner.end(round(inner.h * 1.1))
        yield panel, inner.start(inner.w - panel.w - 2 * gap), inner.h * _UNDER_PHONE


def _number_under_phone(drawing: Drawing, kit: Kit, panel: Box) -> None:
    cap = round(panel.h * _UNDER_PHONE)
    icon, gap = round(cap * ICON_CAPS), round(cap * 0.35)
    limits = Limits(round(panel.w * 0.84), cap * 2, cap, cap / 2)
    letters = words(kit.digits, kit.face.line.written, limits)
    top = panel.y + (panel.h - icon - gap - cap) // 2
    phone = Box(panel.x + (panel.w - icon) // 2, top, icon, icon)
    drawing.items.append(PaintedSvg(phone, kit.phone(icon, ON_LAMP)))
    number = Box(panel.x, top + icon + gap, panel.w, cap)
    drawing.items.append(PaintedWords(number, letters, ON_LAMP, LAMP, Align.CENTER, is_number=True))
