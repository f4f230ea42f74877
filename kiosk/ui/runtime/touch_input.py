"""Fingers: the effect of one that comes down or lifts, alone or with others."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.kit.scene import Scene
from kiosk.ui.runtime.scene_properties import SceneProperties
from kiosk.ui.staff.staff_gesture import Knock
from kiosk.visit.acts import AnyAct, ChooseLayer, Verb, is_key
from kiosk.visit.listening import TURNS

QML_IMPORT_NAME = "Kiosk.Backend"
QML_IMPORT_MAJOR_VERSION = 1

COVER_REST_S = 1.5
"""Seconds until a touch on the cover counts: a frightened hand comes down twice, or with several
fingers, and the first of them has covered the page."""
REST_S, REST_MM = 0.4, 15.0
"""A second touch soon after a page came, and near the touch that asked for it, was meant for the
page before: seconds from its first frame, and millimetres (decision 0049)."""
_NEVER_RESTS = {Verb.LEAVE, *TURNS}
"""Acts that count at once, besides those of keys."""


@QmlElement
@QmlUncreatable("The shell makes it.")
class TouchInput(QObject):  # type: ignore[operator]  # a decorator that its stub knows not
    """Turns fingers into the targets of the page in front.

    ``touched`` hears of each sign of life, ``activate`` of a target that was chosen, ``hush`` that
    what is being said is to stop, ``read_at`` of a pixel that was touched beside all targets.
    ``place`` names the page in front: it differs where a touch asked for another one.
    """

    def __init__(
        self,
        view: SceneProperties,
        knock: Knock,
        *,
        touched: Callable[[], None],
        activate: Callable[[str], None],
        hush: Callable[[], None],
        read_at: Callable[[int, int], None],
        place: Callable[[], object],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._knock = view, knock
        self._touched, self._activate, self._hush, self._read_at = touched, activate, hush, read_at
        self._place = place
        self.clock, self._covered = clock, 0.0
        self._asked_at: QPoint | None = None
        self._framed: float | None = None

    @Slot(str)
    def activate(self, target: str) -> None:
        """A reader of the screen chose a target."""
        self._activate(target)

    @Slot()
    def frame_shown(self) -> None:
        """The glass shows a frame: the first one of a page that a touch asked for counts."""
        if self._framed is None:
            self._framed = self.clock()

    @Slot(str, bool, QPoint)
    def press(self, target: str, at_once: bool, at: QPoint) -> None:  # noqa: FBT001
        """A finger came down on a target. A key that another one still holds is typed first."""
        self._touched()
        if self._rests or self._is_second(target, at):
            return
        self._hush()
        self._view.by_keys = False
        self._view.set_focus("")
        if at_once:
            self._view.hold(target)
            self._activate(target)
            return
        for key in self._others(target):
            if is_key(act := self._act(key)) and not isinstance(act, ChooseLayer):
                self._activate(key)
        self._view.hold(*self._others(target), target)

    @Slot(str, bool, QPoint)
    def release(self, target: str, inside: bool, at: QPoint) -> None:  # noqa: FBT001
        """The finger left; inside the target it counts. What others hold they go on holding."""
        self._touched()
        held = target in self._view.held
        self._view.hold(*(one for one in self._view.held if one != target))
        if not (held and inside):
            return
        before = self._place()
        self._activate(target)
        if self._place() != before:
            self._asked_at, self._framed = at, None

    @Slot(int, int)
    def touchPage(self, x: int, y: int) -> None:  # noqa: N802
        """A finger came down beside all targets, at a pixel of the glass."""
        self._hush()
        self._touched()
        self._read_at(x, y)

    @Slot(bool)
    def cornerHeld(self, down: bool) -> None:  # noqa: FBT001, N802
        """A finger came down on the quiet corner, or left it."""
        self._touched()
        self._knock.hold(down=down and not self._view.corner().isEmpty())

    def _act(self, target: str) -> AnyAct | None:
        """What a target of the page in front does; nothing if it is gone."""
        node = self._view.target(target)
        return node.act if node else None

    def _others(self, target: str) -> tuple[str, ...]:
        """What other fingers hold of the page in front."""
        return tuple(one for one in self._view.held if one != target and self._view.target(one))

    def _is_second(self, target: str, at: QPoint) -> bool:
        """Return True for a second touch of the hand that asked for the page."""
        act = self._act(target)
        if self._asked_at is None or act in _NEVER_RESTS or is_key(act):
            return False
        if self._framed is not None and self.clock() - self._framed >= REST_S:
            self._asked_at = None
            return False
        return self._view.is_near(self._asked_at, at, REST_MM)

    @property
    def _rests(self) -> bool:
        """True if the cover came a moment ago."""
        return self._view.scene.screen == "cover" and self.clock() - self._covered < COVER_REST_S

    def page_changed(self, before: Scene) -> None:
        """Another page came; from the cover's coming on it rests."""
        if self._view.scene.screen == "cover" and before.screen != "cover":
            self._covered = self.clock()
