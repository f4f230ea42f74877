"""The gesture that opens staff mode: a long touch on a corner of the attract screen, or a key.

Nothing shows or says where it is; it leads to the PIN and no further.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QTimer, Signal

from kiosk.ui.kit.theme import Glass

HOLD_S = 5
"""Seconds the corner is held: a leaning arm or a child's play is over sooner, and a hand that
wipes the glass moves on."""
CORNER_MM = 20.0
"""Side of the corner: found without looking, and as high as the row above every page."""
PRESSES, PRESSES_S = 6, 10
"""Presses of the key that erases, and the seconds they may take: with a keyboard or a switch."""


class Knock(QObject):
    """Recognises the gesture; counts and stores nothing else."""

    heard = Signal()

    def __init__(
        self, parent: QObject | None = None, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._pressed: list[float] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(HOLD_S * 1000))
        self._timer.timeout.connect(self.heard)

    @staticmethod
    def corner(glass: Glass, *, rtl: bool) -> QRect:
        """The corner at the reading start, away from the way out, in pixels."""
        side = glass.px(CORNER_MM)
        return QRect(glass.width - side if rtl else 0, 0, side, side)

    def hold(self, *, down: bool) -> None:
        """A finger came down on the corner, or left it."""
        if down:
            self._timer.start()
        else:
            self._timer.stop()

    def key(self) -> None:
        """The key was pressed once more."""
        now = self._monotonic()
        self._pressed = [*(at for at in self._pressed if now - at < PRESSES_S), now]
        if len(self._pressed) >= PRESSES:
            self.forget()
            self.heard.emit()

    def forget(self) -> None:
        """Another key or a touch: it was not that."""
        self._pressed = []
