"""The shell: the one object QML knows. It passes touches to the visit and shows what follows."""

import logging
from collections.abc import Callable
from dataclasses import replace
from traceback import extract_tb
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Slot
from PySide6.QtQml import QmlElement

from kiosk.services.visit import IdleRule, Route, Screen, Visit, after, new_visit
from kiosk.ui.composer import Composer
from kiosk.ui.face import Face
from kiosk.ui.scene import Scene
from kiosk.ui.staff.knock import Knock

if TYPE_CHECKING:
    from kiosk.ui.staff.mode import StaffMode

_log = logging.getLogger(__name__)

QML_IMPORT_NAME = "Kiosk.Backend"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 1000
"""The countdown of the idle question loses one square a second."""
CARD_REST_S = 14
"""Seconds a card of the attract screen rests (design: at least 12)."""
_NEXT = {Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Tab}
_BEFORE = {Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Backtab}
_ANSWERS = {"yes", "no", "leave"}
_SELECT = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


@QmlElement
class Shell(Face):
    """Holds the visit and its scene; knows time only as seconds without a touch."""

    def __init__(
        self,
        composer: Composer,
        first_language: str,
        *,
        idle: IdleRule | None = None,
        window_title: str = "",
        staff: "Callable[[], StaffMode] | None" = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(
            composer,
            first_language,
            window_title=window_title,
            has_staff=staff is not None,
            parent=parent,
        )
        self._first, self._idle = first_language, idle or IdleRule()
        self._make_staff = staff
        self._staff: StaffMode | None = None
        self._knock = Knock(self)
        self._knock.heard.connect(self._let_in)
        self._card, self._rested = 0, 0
        self._seconds: int | None = None
        self._quiet = QElapsedTimer()
        self._quiet.start()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    @property
    def staff(self) -> "StaffMode | None":
        """Staff mode, while it is in front."""
        return self._staff if self._staff is not None and self._staff.showing else None

    def stop(self) -> None:
        """From now on nothing happens by itself, and staff mode is forgotten (shutdown)."""
        self._timer.stop()
        self._knock.hold(down=False)
        if self._staff is not None:
            self._staff.leave()

    def renew(self) -> None:
        """Composes the page again: new data, or a new moment."""
        self._show()

    def resume(self, visit: Visit) -> None:
        """Shows a visit as it is (pictures, tests)."""
        self._visit = visit
        self._show()

    def present(self, visit: Visit, scene: Scene) -> None:
        """Shows a scene that was composed elsewhere (the tour)."""
        self._visit, self._scene = visit, scene
        self._model.show(scene)
        self.sceneChanged.emit()

    # --- what QML tells -------------------------------------------------------------------------

    @Slot(str, bool)
    def press(self, target: str, at_once: bool) -> None:  # noqa: FBT001
        """A finger came down on a target."""
        self._touched()
        self._set_focus("")
        self._set_pressed(target)
        if at_once:
            self.activate(target)

    @Slot(str, bool)
    def release(self, target: str, inside: bool) -> None:  # noqa: FBT001
        """The finger left; inside the target it counts."""
        self._touched()
        held = self._pressed == target
        self._set_pressed("")
        if held and inside:
            self.activate(target)

    @Slot(bool)
    def cornerHeld(self, down: bool) -> None:  # noqa: FBT001, N802
        """A finger came down on the quiet corner, or left it."""
        self._touched()
        self._knock.hold(down=down and not self._corner().isEmpty())

    @Slot(str)
    def activate(self, target: str) -> None:
        """A target was chosen by finger, key or switch."""
        self._quiet.restart()
        self._set_pressed("")
        self._knock.forget()
        if (staff := self.staff) is not None:
            staff.act(target)
            if not staff.showing:
                self._composer.forget()
            self._show()
            return
        before = self._visit
        if self._seconds is not None and target not in _ANSWERS:
            # The question stands unanswered: who touches the frame now may be someone else.
            self._visit = replace(new_visit(self._first), language=before.language)
        self._visit = after(self._visit, target)
        self._seconds = None
        if before.running and not self._visit.running:
            self._composer.forget()
        self._card = 0 if self._visit.route.screen is not Screen.ATTRACT else self._card
        self._show()

    @Slot(int, result=bool)
    def keyPressed(self, key: int) -> bool:  # noqa: N802
        """A key or switch: next, before, select, back. Says whether it meant something."""
        self._touched()
        if key != Qt.Key.Key_Backspace:
            self._knock.forget()
        order = [node.id for node in self._scene.touches]
        if key in _NEXT or key in _BEFORE:
            step = 1 if key in _NEXT else -1
            at = (
                order.index(self._focus) + step if self._focus in order else (0 if step > 0 else -1)
            )
            self._set_focus(order[at % len(order)])
        elif key in _SELECT and self._focus in order:
            self.activate(self._focus)
        elif key == Qt.Key.Key_Escape:
            self.activate("leave")
        elif key == Qt.Key.Key_Backspace and self._scene.screen != "attract":
            self.activate("erase" if self.staff and "erase" in order else "back")
        elif key == Qt.Key.Key_Backspace:
            self._knock.key()
        elif self.staff and (typed := f"key:{chr(key % 128).lower()}") in order:
            self.activate(typed)
        else:
            return False
        return True

    # --- inside ---------------------------------------------------------------------------------

    def _alive(self) -> None:
        """Work of staff mode came further: whoever waits for it has the whole time to read."""
        self._quiet.restart()

    def _touched(self) -> None:
        """A touch is a sign of life, but no answer to the question."""
        if self._seconds is None:
            self._quiet.restart()

    def _tick(self) -> None:
        self.after_quiet(self._quiet.elapsed() / 1000)

    def after_quiet(self, quiet: float) -> None:
        """What ``quiet`` seconds without a touch mean: the question, the end, the next card."""
        if (staff := self.staff) is not None:
            if staff.closes_after(quiet):
                self.activate("leave")
            else:
                staff.tick()
            return
        left = self._idle.seconds_left(self._visit, quiet)
        if left == 0:
            self.activate("no")
        elif left != self._seconds:
            self._seconds = left
            self._show()
        elif self._visit.route.screen is Screen.COVER and quiet >= self._idle.other:
            self.activate("return")
        elif self._visit.untouched:
            # The next card of the attract screen; on the cover, the time as it is now.
            self._rested += 1
            if self._rested >= CARD_REST_S:
                self._card, self._rested = self._card + 1, 0
                self._show()

    def _let_in(self) -> None:
        if self._make_staff is None or self._corner().isEmpty():
            return
        if self._staff is None:
            self._staff = self._make_staff()
            self._staff.changed.connect(self._show)
            self._staff.moved.connect(self._alive)
        if self._staff.begin():
            self._quiet.restart()
            self._show()

    def _show(self) -> None:
        self._scene = self._composed()
        self._model.show(self._scene)
        if self._focus and self._focus not in {node.id for node in self._scene.touches}:
            self._set_focus("")
        self.sceneChanged.emit()
        self.focusChanged.emit()

    def _composed(self) -> Scene:
        """The scene of the visit; whatever goes wrong, the helplines instead of nothing."""
        try:
            if (staff := self.staff) is not None:
                return staff.compose(self._composer)
            return self._composer.compose(self._visit, card=self._card, seconds=self._seconds)
        except Exception as error:  # noqa: BLE001 - a person stands in front of the screen
            _log_failure(error)
        if self._staff is not None:
            self._staff.leave()
        language = self._visit.language
        home = replace(new_visit(self._first), language=language, stack=(Route(Screen.HOME),))
        self._visit, self._seconds = after(home, "talk"), None
        try:
            return self._composer.compose(self._visit)
        except Exception as error:  # noqa: BLE001 - the directory itself cannot be read
            _log_failure(error)
            return self._composer.compose(self._visit, alone=True)


def _log_failure(error: Exception) -> None:
    """Where and what kind, never the message: it may quote what a visitor typed."""
    place = extract_tb(error.__traceback__)[-1]
    _log.error("page failed: %s in %s:%s", type(error).__name__, place.name, place.lineno)
