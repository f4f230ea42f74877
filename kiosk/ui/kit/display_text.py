"""Display text, the subject of a screen: numbers, posters, samples of a size."""

from unicodedata import category

from msgspec.structs import replace

from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.scene import Align, Box, FontSpec
from kiosk.ui.kit.theme import CAP_HEIGHT_EM, TypeRole
from kiosk.ui.kit.typography import TextMeter

NUMBER_MM = (16.0, 30.0)
"""Least and greatest capital height of a number that is the subject of a screen."""
POSTER_LINE_EM = 1.2
"""Line height of words as large as a number."""


def number_font(canvas: Canvas, digits: str, width: int, *, most: float = NUMBER_MM[1]) -> FontSpec:
    """Return the largest font, 16 to ``most`` mm, in which a number fits a width."""
    spec = canvas.meter.latin(most) if _latin(digits) else canvas.meter.own(most)
    need = canvas.meter.width(digits, spec)
    if need > width:
        spec = replace(spec, pixels=int(spec.pixels * width / need))
    return spec


def _latin(text: str) -> bool:
    """Return True if Noto Sans has every character: no letters or digits of another script."""
    return all(letter < "\u0250" or category(letter) == "Cf" for letter in text)


def cap_height(spec: FontSpec) -> int:
    """Return the capital height of a font in pixels."""
    return round(spec.pixels * CAP_HEIGHT_EM)


def draw_number(
    canvas: Canvas,
    box: Box,
    digits: str,
    role: TypeRole = TypeRole.PRIMARY,
    *,
    least: float = NUMBER_MM[0],
    most: float = NUMBER_MM[1],
    align: Align = Align.START,
) -> int:
    """Draw a number as large as its box allows; return the height used."""
    most = min(most, box.h / canvas.glass.px_per_mm)
    spec = number_font(canvas, digits, box.w, most=most)
    cap = cap_height(spec)
    if cap < canvas.px(least) - 1:
        canvas.problem(f"number of {len(digits)} places has capitals of {cap} px")
    wrapped = canvas.meter.wrap(digits, spec, 10**6, cap)
    canvas.lines(box, digits, wrapped, spec, canvas.color(role), align=align)
    return cap


def poster(
    canvas: Canvas, box: Box, text: str, role: TypeRole = TypeRole.INK, *, least: float, most: float
) -> None:
    """Draw an English text to be read across a desk, centred, as large as its box allows.

    Capitals are ``most`` to ``least`` millimetres; a paragraph takes two lines at most. It runs
    left to right on every screen.
    """
    meter = TextMeter("Latn", canvas.glass, canvas.meter.step, rtl=False)
    for cap in range(int(most), int(least) - 1, -1):
        spec = meter.latin(cap)
        line = round(spec.pixels * POSTER_LINE_EM)
        wrapped = meter.wrap(text, spec, box.w, line, balance=True)
        short = len(wrapped.lines) <= 2 * len(text.split("\n"))
        if wrapped.height <= box.h and short and not wrapped.broken:
            break
    else:
        canvas.problem(f"the words need {wrapped.height} px of {box.h}")
    middle = box.middle(wrapped.height)
    canvas.lines(middle, text, wrapped, spec, canvas.color(role), align=Align.CENTER)


def sample(canvas: Canvas, box: Box, letters: str, pixels: int) -> None:
    """Draw two letters in another size, in the middle of a box: the picture of a text size.

    They are never spoken: the name of the target says what they show.
    """
    spec = FontSpec(("Noto Sans",), pixels, bold=True)
    wrapped = canvas.meter.wrap(letters, spec, 10**6, pixels)
    high = box.middle(pixels)
    canvas.lines(high, "", wrapped, spec, canvas.color(TypeRole.INK), align=Align.CENTER)
