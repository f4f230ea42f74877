"""Fingers: the effect of one that comes down or lifts, alone or with others."""

import time
from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.kit.scene import Scene
from kiosk.ui.runtime.key_input import Keyed
from kiosk.ui.runtime.speech_controller import SpeechController
from kiosk.visit.visit import Verb

QML_IMPORT_NAME = "Kiosk.Backend"
QML_IMPORT_MAJOR_VERSION = 1

COVER_REST_S = 1.5
"""Seconds until a touch on the cover counts: a frightened hand comes down twice, or with several
fingers, and the first of them has covered the page."""
_WRITES = (f"{Verb.KEY}:", Verb.ERASE.value)


@QmlElement
@QmlUncreatable("Fingers come to the shell.")
class Pressable(Keyed):  # type: ignore[operator]  # a decorator that its stub knows not
    """A face that handles fingers as well as keys; the shell handles acts."""

    clock: Callable[[], float] = staticmethod(time.monotonic)
    """Seconds, for the rest of the cover."""
    _listener: SpeechController
    _seconds: int | None
    _covered = 0.0

    @Slot(str, bool)
    def press(self, target: str, at_once: bool) -> None:  # noqa: FBT001
        """A finger came down on a target. A key that another one still holds is typed first."""
        self._touched()
        if self._rests:
            return
        self._listener.hearing.hush()
        self._by_keys = False
        self._set_focus("")
        if at_once:
            self._hold(target)
            self.activate(target)
            return
        for key in self._others(target):
            if key.startswith(_WRITES):
                self.activate(key)
        self._hold(*self._others(target), target)

    @Slot(str, bool)
    def release(self, target: str, inside: bool) -> None:  # noqa: FBT001
        """The finger left; inside the target it counts. What others hold they go on holding."""
        self._touched()
        held = target in self._held
        self._hold(*(one for one in self._held if one != target))
        if held and inside:
            self.activate(target)

    @Slot(int, int)
    def touchPage(self, x: int, y: int) -> None:  # noqa: N802
        """A finger came down beside all targets, at a pixel of the glass."""
        self._listener.hearing.hush()
        self._touched()
        if self.staff is None and self._seconds is None:
            self._listener.at(self._visit, self._scene, x, y)

    @Slot(bool)
    def cornerHeld(self, down: bool) -> None:  # noqa: FBT001, N802
        """A finger came down on the quiet corner, or left it."""
        self._touched()
        self._knock.hold(down=down and not self._corner().isEmpty())

    def _others(self, target: str) -> tuple[str, ...]:
        """What other fingers hold of the page in front."""
        return tuple(one for one in self._held if one != target and self._target(one))

    @property
    def _rests(self) -> bool:
        """Whether the cover came just now."""
        return self._scene.screen == "cover" and self.clock() - self._covered < COVER_REST_S

    def _cover_came(self, before: Scene) -> None:
        """The page changed; from the cover's coming on it rests."""
        if self._scene.screen == "cover" and before.screen != "cover":
            self._covered = self.clock()
