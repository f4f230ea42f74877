"""What a page is composed from: the canvas, the words, the visit, the desk that answers."""

from dataclasses import dataclass

from kiosk.i18n.catalogs import Catalog
from kiosk.services.desk import Desk
from kiosk.services.visit import Visit
from kiosk.ui.canvas import Canvas
from kiosk.ui.frame import Here, frame
from kiosk.ui.scene import Box


@dataclass(frozen=True, slots=True)
class Stage:
    """One page about to be composed, in the language of the visit."""

    c: Canvas
    say: Catalog
    visit: Visit
    desk: Desk
    card: int = 0
    seconds: int | None = None

    def frame(self, *, attract: bool = False, explain_from: int = 0) -> Box:
        """Draws the frame of the page; returns the room between its parts.

        ``explain_from`` is where the words that explain Leave may begin, in pixels.
        """
        here = Here(
            screen=self.visit.route.screen.value,
            language_name=self.desk.language.endonym,
            attract=attract,
            explain_from=explain_from,
        )
        return frame(self.c, self.say, here)

    def px(self, millimetres: float) -> int:
        """Whole pixels of a length."""
        return self.c.px(millimetres)
