"""The pictures of a card: for posts, stories and lying screens.

Sizes in pixels. A title takes the largest letters that fit; the drawing above gives way to it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.presentation.card_faces import CardFace
from kiosk.ui.cards.drawing import Drawing, PaintedShape, PaintedSvg, PaintedWords
from kiosk.ui.cards.lettering import Lettering, Limits, fitted
from kiosk.ui.kit.icons import PALETTE, IconBook
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Glass, TypeRole, color, style_name
from kiosk.ui.kit.typography import TextMeter
from kiosk.visit.acts import Mode, TextStep

PAGE = color(TypeRole.PAGE, Mode.DEFAULT)
STONE = color(TypeRole.STONE, Mode.DEFAULT)
INK, INK_SOFT = color(TypeRole.INK, Mode.DEFAULT), color(TypeRole.INK_SOFT, Mode.DEFAULT)
LAMP, ON_LAMP = color(TypeRole.LAMP, Mode.DEFAULT), color(TypeRole.ON_LAMP, Mode.DEFAULT)
ICON_CAPS = 1.3
"""Height of the telephone by a capital of the number: its grid has an edge of its own."""
GAP_CAPS = 0.45
"""Room between the telephone and the number."""
_TOP, _FOOT, _ROW = 0.42, 0.42, 0.58
"""Room above and below the words of an amber panel, and height of a line of its promise, in
capitals of its number."""
SHORT, _SHORT = 3, 1.35
"""Signs of a short number, and how much larger it is than a long one."""
LINE_GAP = 0.75
"""Room between two texts, in capitals of the upper one."""


class DoesNotFit(Exception):  # noqa: N818 - named as it reads in a handler
    """A text of a card does not fit its picture in letters of readable size."""


class Kit:
    """The meters and icons of one language's pictures."""

    def __init__(self, face: CardFace, icons: IconBook) -> None:
        self.face, self.icons = face, icons
        self.rtl = face.language.direction == "rtl"
        glass = Glass(1920, 1080)
        style = style_name(face.language.tag, face.language.script)
        self.own = TextMeter(style, glass, TextStep.M, rtl=self.rtl)
        self.english = TextMeter("Latn", glass, TextStep.M, rtl=self.rtl)
        self.digits = TextMeter("Latn", glass, TextStep.M, rtl=False)

    def phone(self, side: int, ink: str) -> str:
        """Return the drawing of a telephone."""
        return self.icons.svg(
            self.icons.icon("phone", max(72, side), ink, "none", flipped=self.rtl)
        )


def words(meter: TextMeter, text: str, limits: Limits, *, bold: bool = True) -> Lettering:
    """Return a text as large as it fits.

    Raises:
        DoesNotFit: it is too long.
    """
    found = fitted(meter, text, limits, bold=bold)
    if found is None:
        raise DoesNotFit(text)
    return found


def number_row(drawing: Drawing, kit: Kit, box: Box, most: float, *, ink: str, ground: str) -> None:
    """Draw a telephone and the number of the card in the middle of a box."""
    for cap in range(int(most), 9, -1):
        icon, gap = round(cap * ICON_CAPS), round(cap * GAP_CAPS)
        room = Limits(box.w - icon - gap, box.h, cap, cap)
        letters = fitted(kit.digits, kit.face.line.written, room)
        if letters is not None:
            break
    else:
        raise DoesNotFit(kit.face.line.written)
    wide = icon + gap + round(letters.ink.right())
    start = box.x + (box.w - wide) // 2
    phone = Box(start, box.y + (box.h - icon) // 2, icon, icon)
    drawing.items.append(PaintedSvg(phone, kit.phone(icon, ink)))
    number = Box(start + icon + gap, box.y, wide - icon - gap, box.h)
    drawing.items.append(PaintedWords(number, letters, ink, ground, is_number=True))


@dataclass(frozen=True, slots=True)
class _Panel:
    """The amber panel of a number: its height, capitals of the number, lines of its promise."""

    height: int
    cap: int
    line: int
    rows: tuple[tuple[Lettering, ...], ...]


def _panel(kit: Kit, width: int, cap: int) -> _Panel:
    """Return the panel of a width: both promises on one line if they fit, else on two.

    Raises:
        DoesNotFit: a promise is too long.
    """
    face, small, line = kit.face, round(cap * 0.31), round(cap * _ROW)
    number = round(cap * _SHORT) if len(face.line.written) <= SHORT else cap
    limits = Limits(width - cap, 3 * small, small, small * 0.6)
    promises = ((kit.own, face.promise, True), (kit.english, face.english_promise, False))
    parts = tuple(words(meter, text, limits, bold=bold) for meter, text, bold in promises if text)
    wide = sum(one.wrapped.width for one in parts) + small * 2
    one_line = len(parts) == 1 or wide <= limits.width
    rows = (parts,) if parts and one_line else tuple((one,) for one in parts)
    below = round(cap * 0.2) + line * len(rows) if rows else 0
    return _Panel(number + round(cap * (_TOP + _FOOT)) + below, number, line, rows)


def _draw_panel(drawing: Drawing, kit: Kit, box: Box, panel: _Panel) -> None:
    drawing.items.append(PaintedShape(box, LAMP, radius=min(36, box.h // 5)))
    cap, rows = panel.cap, panel.line * len(panel.rows)
    unit = round(panel.line / _ROW)
    inner, top = box.inset(unit // 2, 0), round(unit * _TOP - cap * 0.1)
    number_row(drawing, kit, inner.below(top).top(round(cap * 1.2)), cap, ink=ON_LAMP, ground=LAMP)
    y = box.h - rows - round(unit * (_FOOT - 0.12))
    for row in panel.rows:
        place = inner.below(y).top(panel.line)
        aligns = (Align.CENTER,) if len(row) == 1 else (Align.START, Align.END)
        for letters, align in zip(row, aligns, strict=True):
            drawing.items.append(PaintedWords(place, letters, ON_LAMP, LAMP, align))
        y += panel.line


def _draw_mark(
    drawing: Drawing, kit: Kit, corner: Box, cap: int = 17, *, end: bool = False, ground: str = PAGE
) -> int:
    """Draw the mark of unreviewed words in a corner; return the height it takes."""
    if not kit.face.mark:
        return 0
    limits = Limits(corner.w - 3 * cap, 6 * cap, cap, cap * 0.8, lines=2)
    letters = words(kit.own, kit.face.mark, limits, bold=False)
    wide, high = letters.wrapped.width + 2 * cap, round(letters.ink.height()) + 2 * cap
    chip = corner.end(wide).top(high) if end else corner.start(wide).top(high)
    drawing.items.append(PaintedShape(chip, ground, radius=cap))
    drawing.items.append(PaintedWords(chip, letters, INK, ground, Align.CENTER))
    return high


def _picture(drawing: Drawing, kit: Kit, box: Box) -> None:
    drawing.items.append(
        PaintedSvg(box, kit.icons.svg(kit.icons.picture(kit.face.picture, box.w, box.h)))
    )


@dataclass(frozen=True, slots=True)
class _CardTitle:
    """The title and its English, above each other."""

    parts: tuple[tuple[Lettering, str], ...]
    height: int


def _text(
    kit: Kit, width: int, height: int, most: float, least: float, *, lines: int = 4
) -> _CardTitle:
    """Return the title and its English as large as both fit.

    Raises:
        DoesNotFit: the title is too long.
    """
    face = kit.face
    cap = most
    while cap >= least:
        title = fitted(kit.own, face.title, Limits(width, height, cap, least, lines))
        if title is None:
            break
        parts, high = [(title, INK)], title.ink.height()
        if face.english:
            gap = title.cap * LINE_GAP
            small = (title.cap * 0.6, title.cap * 0.5)
            room = Limits(width, int(height - high - gap), *small, lines=3)
            english = None
            if room.height > 0:
                english = fitted(kit.english, face.english, room)
            if english is None:
                cap = title.cap - max(1.0, title.cap * 0.04)
                continue
            parts.append((english, INK_SOFT))
            high += gap + english.ink.height()
        return _CardTitle(tuple(parts), round(high))
    raise DoesNotFit(face.title)


def _draw_text(drawing: Drawing, text: _CardTitle, box: Box) -> None:
    """Draw the title and its English from the top of a box."""
    y, before = box.y, None
    for letters, ink in text.parts:
        if before is not None:
            y += round(before.cap * LINE_GAP)
        high = round(letters.ink.height())
        drawing.items.append(PaintedWords(Box(box.x, y, box.w, high), letters, ink, PAGE))
        y, before = y + high, letters


def square(kit: Kit) -> Drawing:
    """Return the picture of a post, 1080 × 1080: drawing above, words, number on amber."""
    d = Drawing(1080, 1080, Box(0, 0, 1080, 1080).inset(48), rtl=kit.rtl)
    _upright(d, kit, Box(0, 0, 1080, 1080), 48, cap=84, most=70, picture=(370, 600))
    _draw_mark(d, kit, Box(48, 48, 984, 200))
    return d


def story(kit: Kit) -> Drawing:
    """Return the picture of a story, 1080 × 1920; its top 14 % and bottom 20 % stay empty."""
    top, bottom = 269, 1536
    d = Drawing(1080, 1920, Box(64, top, 952, bottom - top), rtl=kit.rtl)
    d.items.append(PaintedShape(d.box, PALETTE["sky"]))
    _upright(d, kit, Box(0, top, 1080, bottom - top), 64, cap=82, most=74, picture=(430, 820))
    d.items.append(PaintedShape(Box(0, bottom, 1080, 1920 - bottom), PAGE))
    _draw_mark(d, kit, Box(64, top, 952, 200))
    return d


def _upright(
    drawing: Drawing,
    kit: Kit,
    box: Box,
    margin: int,
    *,
    cap: int,
    most: float,
    picture: tuple[int, int],
) -> None:
    """Draw words and number at the foot of a box; the picture takes what is left above them."""
    panel = _panel(kit, box.w - 2 * margin, cap)
    inner, pad = box.inset(margin, 0), round(margin * 1.15)
    edge = 16
    room = box.h - margin - panel.height - 2 * pad
    text = _text(kit, inner.w - 2 * edge, room - picture[0], most, most * 0.36)
    art = min(picture[1], room - text.height)
    drawing.items.append(PaintedShape(box.below(art), PAGE))
    _picture(drawing, kit, box.top(art))
    place = inner.below(box.h - margin - panel.height).top(panel.height)
    free = place.y - box.y - art
    _draw_text(drawing, text, inner.inset(edge, 0).below(art + (free - text.height) // 2))
    _draw_panel(drawing, kit, place, panel)


def wide(kit: Kit) -> Drawing:
    """Return the picture of a lying screen, 1920 × 1080: words at the start, drawing at the end."""
    d = Drawing(1920, 1080, Box(0, 0, 1920, 1080).inset(72), rtl=kit.rtl)
    d.items.append(PaintedShape(d.box, PAGE))
    _picture(d, kit, Box(1110, 0, 810, 1080))
    room = Box(72, 72, 966, 936)
    panel = _panel(kit, room.w, 82)
    place = room.foot(panel.height)
    text = _text(kit, room.w - 24, place.y - room.y - 72, 104, 40, lines=5)
    free = place.y - room.y
    _draw_text(d, text, room.after(12).start(room.w - 24).below((free - text.height) // 2))
    _draw_panel(d, kit, place, panel)
    _draw_mark(d, kit, Box(1140, 72, 708, 200), end=True)
    return d


def link(kit: Kit) -> Drawing:
    """Return the picture of a link, 1200 × 630; its words stay in the middle 80 %."""
    d = Drawing(1200, 630, Box(120, 63, 960, 504), rtl=kit.rtl)
    d.items.append(PaintedShape(d.box, PAGE))
    _picture(d, kit, Box(790, 0, 410, 630))
    room = Box(120, 63, 640, 504)
    mark = _draw_mark(d, kit, room, 15, ground=STONE)
    panel = room.foot(150)
    top = mark + (24 if mark else 0)
    free = panel.y - room.y - top - 40
    title = words(kit.own, kit.face.title, Limits(room.w, free, 60, 22, lines=4))
    d.items.append(PaintedWords(room.below(top).top(free), title, INK, PAGE))
    d.items.append(PaintedShape(panel, LAMP, radius=30))
    number_row(d, kit, panel.inset(34, 0), 62, ink=ON_LAMP, ground=LAMP)
    return d


CARD_PICTURES: dict[str, Callable[[Kit], Drawing]] = {
    "square.png": square,
    "link.png": link,
    "story.png": story,
    "wide.png": wide,
}
"""The files of a card's folder."""
