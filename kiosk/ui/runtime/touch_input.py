"""Fingers: the effect of one that comes down, moves or lifts, alone or with others."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Signal, Slot
from PySide6.QtGui import QEventPoint, QTouchEvent
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.kit.scene import Scene
from kiosk.ui.runtime.scene_properties import SceneProperties
from kiosk.ui.staff.staff_gesture import Knock
from kiosk.visit.acts import AnyAct, ChooseLayer, Keep, Verb, is_key
from kiosk.visit.listening import TURNS

QML_IMPORT_NAME = "Kiosk.Backend"
QML_IMPORT_MAJOR_VERSION = 1

COVER_REST_S = 1.5
"""Seconds until a touch on the cover counts: a frightened hand comes down twice, or with several
fingers, and the first of them has covered the page."""
REST_S, REST_MM = 0.4, 15.0
"""A second touch soon after a page came, and near the touch that asked for it, was meant for the
page before: seconds from its first frame, and millimetres (decision 0049)."""
ONCE_S = 0.4
"""Seconds in which a second press on a switch is the same one (decision 0060, as the rest)."""
PALM, PALM_MM = 3, 25.0
"""So many contacts at once are a palm, and so is a broader one."""
SLIP_MM, SWIPE_MM, SWIPE_S = 10.0, 25.0, 0.6
"""A finger that moved so far opens nothing; from there on, and within the time, it turns pages."""
_MOVES = {QEventPoint.State.Updated, QEventPoint.State.Released}
_NEVER_RESTS = {Verb.LEAVE, *TURNS}
"""Acts that count at once, besides those of keys."""


@QmlElement
@QmlUncreatable("The shell makes it.")
class TouchInput(QObject):  # type: ignore[operator]  # a decorator that its stub knows not
    """Turns fingers into the targets of the page in front.

    ``touched`` hears of each sign of life, ``activate`` of a target that was chosen, ``hush`` of a
    press that counts: what is being said is to stop. ``read_at`` hears of a pixel that was touched
    beside all targets, ``turn`` of a stroke: 1 is a page further, -1 one back. ``place`` names the
    page in front: it differs where a touch asked for another one.
    """

    asked = Signal()
    """A touch asked for another page, which is in front now."""

    def __init__(
        self,
        view: SceneProperties,
        knock: Knock,
        *,
        touched: Callable[[], None],
        activate: Callable[[str], None],
        hush: Callable[[], None],
        read_at: Callable[[int, int], None],
        turn: Callable[[int], None],
        place: Callable[[], object],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._knock = view, knock
        self._touched, self._activate, self._hush, self._read_at = touched, activate, hush, read_at
        self._turn, self._place = turn, place
        self.clock, self._covered = clock, 0.0
        self._asked_at: QPoint | None = None
        self._framed: float | None = None
        self._switched = ("", 0.0)
        self._palm, self._alone, self._began = False, True, 0.0

    # --- all contacts with the glass ------------------------------------------------------------

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802
        """The window hears of contacts before its targets do."""
        if isinstance(event, QTouchEvent):
            self._feel(event.points(), begins=event.type() is QEvent.Type.TouchBegin)
        return False

    def _feel(self, contacts: list[QEventPoint], *, begins: bool) -> None:
        """A palm is void until all of it is lifted; a finger that slips opens nothing."""
        if begins:
            self._view.hold()  # a finger that was lost before holds nothing any more
            self._alone, self._began = True, self.clock()
        down = [one for one in contacts if one.state() is not QEventPoint.State.Released]
        self._alone = self._alone and len(contacts) == 1
        broad = any(self.width_of(one) > self._view.pixels(PALM_MM) for one in down)
        self._palm = bool(down) and (self._palm or broad or len(down) >= PALM)
        if self._palm:
            self._view.hold()
        elif contacts and not self._typing and contacts[0].state() in _MOVES:
            self._slip(contacts[0], lifted=not down)

    @staticmethod
    def width_of(contact: QEventPoint) -> float:
        """Pixels across a contact, 0 where the glass does not say."""
        return max(contact.ellipseDiameters().toTuple())

    def _slip(self, contact: QEventPoint, *, lifted: bool) -> None:
        moved = contact.position() - contact.pressPosition()
        if not self._view.is_near(QPoint(), moved.toPoint(), SLIP_MM):
            self._view.hold()
            if lifted and self._alone:
                self._swipe(moved, contact.position())

    def _swipe(self, moved: QPointF, end: QPointF) -> None:
        """A stroke along the lines: to where they begin is further, as of a sheet of paper."""
        along, across = moved.toTuple()
        long = abs(along) >= self._view.pixels(SWIPE_MM) and abs(across) < abs(along) / 2
        if long and self.clock() - self._began < SWIPE_S:
            self._ask(
                end.toPoint(), lambda: self._turn(1 if (along < 0) != self._view.scene.rtl else -1)
            )

    # --- targets --------------------------------------------------------------------------------

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
        """A finger came down on a target. Of two the first counts, but for keys."""
        self._touched()
        if self._rests or (not at_once and self._is_meant_for_nothing(target, at)):
            return
        self._hush()
        self._view.by_keys = False
        self._view.set_focus("")
        self._view.hold(*self._others(target), target)
        if at_once:
            self._activate(target)

    @Slot(str, bool, QPoint)
    def release(self, target: str, inside: bool, at: QPoint) -> None:  # noqa: FBT001
        """The finger left; inside the target it counts, after keys that others hold longer."""
        self._touched()
        held = self._view.held
        if target not in held:
            return
        first = [one for one in held[: held.index(target)] if inside and self._writes(one)]
        rest = [one for one in held if one not in first and one != target]
        for key in first:
            self._activate(key)
        if inside:
            self._ask(at, lambda: self._activate(target))
        self._view.hold(*(one for one in rest if self._view.target(one)))

    def _ask(self, at: QPoint, do: Callable[[], None]) -> None:
        """Do what a touch asks for; where another page comes, it rests."""
        before = self._place()
        do()
        if self._place() != before:
            self._asked_at, self._framed = at, None
            self.asked.emit()

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

    def _writes(self, target: str) -> bool:
        act = self._act(target)
        return is_key(act) and not isinstance(act, ChooseLayer)

    def _others(self, target: str) -> tuple[str, ...]:
        """What other fingers hold of the page in front."""
        return tuple(one for one in self._view.held if one != target and self._view.target(one))

    @property
    def _typing(self) -> bool:
        """True while a finger holds a key."""
        return any(is_key(self._act(one)) for one in self._view.held)

    def _is_meant_for_nothing(self, target: str, at: QPoint) -> bool:
        """Return True for a press of a palm, for a second one, and for a second finger."""
        held, act = self._others(target), self._act(target)
        late = bool(held) and not (is_key(act) and self._typing)
        return self._palm or late or self._is_second(act, at) or self._is_same(target)

    def _is_same(self, target: str) -> bool:
        """Return True for a second press on a chip or switch, soon after the one that counts."""
        node, now, (last, when) = self._view.target(target), self.clock(), self._switched
        if node is None or (node.checked is None and not isinstance(node.act, Keep)):
            self._switched = ("", 0.0)
            return False
        self._switched = (target, now)
        return target == last and now - when < ONCE_S

    def _is_second(self, act: AnyAct | None, at: QPoint) -> bool:
        """Return True for a second touch of the hand that asked for the page."""
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
