"""The shell: the one object QML knows. It passes touches to the visit and shows what follows."""

import logging
from dataclasses import replace
from traceback import extract_tb

from PySide6.QtCore import Property, QElapsedTimer, QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.services.visit import IdleRule, Route, Screen, Visit, after, new_visit
from kiosk.ui.composer import Composer
from kiosk.ui.scene import Node, Scene
from kiosk.ui.scene_model import SceneModel

_log = logging.getLogger(__name__)

QML_IMPORT_NAME = "Kiosk.Backend"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 1000
"""The countdown of the idle question loses one square a second."""
CARD_REST_S = 14
"""Seconds a card of the attract screen rests (design: at least 12)."""
RING_GAP_MM, RING_MM = 1.0, 1.5
_NEXT = {Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Tab}
_BEFORE = {Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Backtab}
_ANSWERS = {"yes", "no", "leave"}
_SELECT = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


@QmlElement
class Shell(QObject):
    """Holds the visit and its scene; knows time only as seconds without a touch."""

    sceneChanged = Signal()  # noqa: N815 - Qt's way
    pressedChanged = Signal()  # noqa: N815
    focusChanged = Signal()  # noqa: N815

    def __init__(
        self,
        composer: Composer,
        first_language: str,
        *,
        idle: IdleRule | None = None,
        window_title: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._composer, self._idle, self._title = composer, idle or IdleRule(), window_title
        self._model = SceneModel(self)
        self._first = first_language
        self._visit = new_visit(first_language)
        self._pressed, self._focus = "", ""
        self._card, self._rested = 0, 0
        self._seconds: int | None = None
        self._scene = composer.compose(self._visit)
        self._model.show(self._scene)
        self._quiet = QElapsedTimer()
        self._quiet.start()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    @property
    def visit(self) -> Visit:
        """The visit as it is now."""
        return self._visit

    @property
    def scene(self) -> Scene:
        """The scene in front."""
        return self._scene

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

    # --- what QML reads -------------------------------------------------------------------------

    @Property(int, constant=True)
    def width(self) -> int:
        """Width of the glass in pixels."""
        return self._composer.glass.width

    @Property(int, constant=True)
    def height(self) -> int:
        """Height of the glass in pixels."""
        return self._composer.glass.height

    @Property(QRect, notify=focusChanged)
    def ringBox(self) -> QRect:  # noqa: N802
        """The target with the focus, in pixels; empty when there is none."""
        node = self._focused()
        return QRect(node.box.x, node.box.y, node.box.w, node.box.h) if node else QRect()

    @Property(int, notify=focusChanged)
    def ringRadius(self) -> int:  # noqa: N802
        """Radius of the corners of the target with the focus."""
        node = self._focused()
        return max(node.radius) if node else 0

    @Property(str, notify=focusChanged)
    def ringColor(self) -> str:  # noqa: N802
        """Colour of the ring around the target with the focus."""
        node = self._focused()
        return node.focus if node else "transparent"

    @Property(int, constant=True)
    def ringGap(self) -> int:  # noqa: N802
        """Pixels between a target and its focus ring."""
        return self._composer.glass.px(RING_GAP_MM)

    @Property(int, constant=True)
    def ringWidth(self) -> int:  # noqa: N802
        """Thickness of the focus ring in pixels."""
        return self._composer.glass.px(RING_MM)

    @Property(QObject, constant=True)
    def nodes(self) -> QObject:
        """The nodes to draw."""
        return self._model

    @Property(str, notify=sceneChanged)
    def pageColor(self) -> str:  # noqa: N802
        """Colour behind everything."""
        return self._scene.page

    @Property(str, notify=sceneChanged)
    def pageTitle(self) -> str:  # noqa: N802
        """Title of the page, for readers of the screen."""
        return self._scene.title

    @Property(str, constant=True)
    def windowTitle(self) -> str:  # noqa: N802
        """Title of the window: neutral."""
        return self._title

    @Property(str, notify=pressedChanged)
    def pressedId(self) -> str:  # noqa: N802
        """The target under the finger."""
        return self._pressed

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

    @Slot(str)
    def activate(self, target: str) -> None:
        """A target was chosen by finger, key or switch."""
        self._quiet.restart()
        self._set_pressed("")
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
            self.activate("back")
        else:
            return False
        return True

    # --- inside ---------------------------------------------------------------------------------

    def _touched(self) -> None:
        """A touch is a sign of life, but no answer to the question."""
        if self._seconds is None:
            self._quiet.restart()

    def _tick(self) -> None:
        self.after_quiet(self._quiet.elapsed() / 1000)

    def after_quiet(self, quiet: float) -> None:
        """What ``quiet`` seconds without a touch mean: the question, the end, the next card."""
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
            return self._composer.compose(self._visit, card=self._card, seconds=self._seconds)
        except Exception as error:  # noqa: BLE001 - a person stands in front of the screen
            place = extract_tb(error.__traceback__)[-1]
            # Where and what kind, never the message: it may quote what a visitor typed.
            _log.error("page failed: %s in %s:%s", type(error).__name__, place.name, place.lineno)
        language = self._visit.language
        home = replace(new_visit(self._first), language=language, stack=(Route(Screen.HOME),))
        self._visit, self._seconds = after(home, "talk"), None
        return self._composer.compose(self._visit)

    def _set_pressed(self, target: str) -> None:
        if target != self._pressed:
            self._pressed = target
            self.pressedChanged.emit()

    def _focused(self) -> Node | None:
        return next((node for node in self._scene.touches if node.id == self._focus), None)

    def _set_focus(self, target: str) -> None:
        if target != self._focus:
            self._focus = target
            self.focusChanged.emit()
