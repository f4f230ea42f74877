"""Paint cards, boards and posters without a display: the composition root of these pictures."""

from collections.abc import Iterator, Sequence

from kiosk.app import assets
from kiosk.app.screen import start_qt
from kiosk.devices import qr
from kiosk.presentation.card_faces import CardFace, Strips
from kiosk.ui.cards.boards import BULLETIN_UNITS, board, bulletin
from kiosk.ui.cards.drawing import Drawing, PaintedSvg
from kiosk.ui.cards.layouts import CARD_PICTURES, DoesNotFit, Kit
from kiosk.ui.cards.poster import UNITS_PER_MM, poster
from kiosk.ui.kit.fonts import FontShelf
from kiosk.ui.kit.icons import IconBook
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import style_name
from kiosk.ui.slip.slip_painter import read_image

__all__ = ["CARD_PICTURES", "CardPainter", "DoesNotFit", "Drawing", "svg_png"]


def svg_png(svg: str, pixels: int) -> bytes:
    """Return a square drawing without letters as PNG."""
    drawing = Drawing(pixels, pixels, Box(0, 0, pixels, pixels))
    drawing.items.append(PaintedSvg(drawing.box, svg))
    return drawing.png()


class CardPainter:
    """Draws cards with the fonts, icons and pictures of a kiosk.

    Raises:
        FontError: a font is missing.
        OSError: icons or pictures are missing.
    """

    def __init__(self) -> None:
        self._application = start_qt(offscreen=True)
        folder = assets.resources()
        self._icons = IconBook(folder / "icons" / "icons.json", folder / "pictures")
        self._fonts = FontShelf(folder / "fonts")

    def _kit(self, face: CardFace) -> Kit:
        self._fonts.load_script(style_name(face.language.tag, face.language.script))
        return Kit(face, self._icons)

    def card(self, face: CardFace) -> Iterator[tuple[str, Drawing]]:
        """Yield the pictures of a card by the names of their files."""
        kit = self._kit(face)
        for name, draw in CARD_PICTURES.items():
            yield name, draw(kit)

    def board(self, face: CardFace, size: tuple[int, int]) -> Drawing:
        """Return an electronic board in pixels."""
        return board(self._kit(face), *size)

    def bulletin(self, face: CardFace, date: str) -> tuple[Drawing, bytes]:
        """Return a printed bulletin and its PDF."""
        drawing = bulletin(self._kit(face))
        return drawing, drawing.pdf(BULLETIN_UNITS / 25.4, date)

    def poster(
        self, faces: Sequence[CardFace], paper: str, web: str, strips: Strips, date: str
    ) -> tuple[Drawing, bytes]:
        """Return a poster and its PDF; the first of up to three faces is the largest.

        Raises:
            DoesNotFit: a title or the address is too long, or the painted code reads otherwise.
        """
        drawing = poster([self._kit(face) for face in faces], paper, web, strips)
        if not qr.same_content(web, read_image(drawing.image(0.5))):
            raise DoesNotFit(web)
        return drawing, drawing.pdf(UNITS_PER_MM, date)
