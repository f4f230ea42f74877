"""Properties of the shell for QML: the screen, the current scene, the finger, the focus."""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, takewhile

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.composer import Composer
from kiosk.ui.kit.images import CODE, SLIP
from kiosk.ui.kit.keypad_path import FINGER
from kiosk.ui.kit.scene import Node, NodeKind, Scene
from kiosk.ui.kit.typography import qfont
from kiosk.ui.kit.way_sketch import WAY
from kiosk.ui.staff.staff_gesture import Knock

_ROLES = (
    "kind", "nodeX", "nodeY", "nodeWidth", "nodeHeight", "fillColor", "lineColor", "lineWidth",
    "radiusStartTop", "radiusEndTop", "radiusEndLow", "radiusStartLow", "display", "paragraph",
    "font", "baselineY", "heading", "owner", "pressInk", "address", "crisp", "lasting", "nodeId",
    "spoken", "checkable", "checkedNow", "pressFill", "pressLine", "pressWidth", "onPress",
    "arrives",
)  # fmt: skip
_FIRST = int(Qt.ItemDataRole.UserRole) + 1
_ID = _ROLES.index("nodeId")
_OF_A_VISIT = (CODE, SLIP, FINGER, WAY)
"""Images whose key reveals what a visitor takes along or where she goes: Qt caches none of them."""
_Row = tuple[object, ...]


def _values(node: Node) -> _Row:
    return (
        node.kind.value, node.box.x, node.box.y, node.box.w, node.box.h, node.fill, node.line,
        node.line_width, *node.radius, node.display, node.text,
        qfont(node.font) if node.font else QFont(), node.lift, node.heading, node.owner,
        node.press_ink or node.fill, node.source, node.crisp,
        not node.source.startswith(_OF_A_VISIT), node.id, node.name,
        node.checked is not None, bool(node.checked), node.press_fill, node.press_line,
        node.press_width, node.on_press, node.arrives or node.fill,
    )  # fmt: skip


def _same(old: _Row, new: _Row) -> bool:
    """Return True if two rows are the same node, wherever it is; images must be equal."""
    kind, name = old[0], old[_ID]
    if kind == NodeKind.IMAGE.value:
        return old == new
    return (kind, name) == (new[0], new[_ID])


def _alike(before: Iterable[_Row], after: Iterable[_Row]) -> int:
    """Return how many nodes at the start of both are the same, whatever they look like."""
    pairs = zip(before, after, strict=False)
    return sum(takewhile(bool, (_same(old, new) for old, new in pairs)))


def _stay(before: Sequence[_Row], after: Sequence[_Row]) -> list[tuple[int, int]]:
    """Return the old and new positions of targets on both pages, in the same order."""
    positions = {row[_ID]: at for at, row in enumerate(before) if row[_ID]}
    found, last = list[tuple[int, int]](), -1
    for at, row in enumerate(after):
        old = positions.get(row[_ID], -1)
        if old > last and _same(before[old], row):
            found.append((old, at))
            last = old
    return found


class SceneModel(QAbstractListModel):
    """The current scene.

    Nodes on the page before and after are updated in place: a finger on a target while the page
    changes (a second passes, the printer answers) still lifts from that target.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[_Row, ...] = ()

    def show(self, scene: Scene) -> None:
        """Show a scene."""
        rows = tuple(_values(node) for node in scene.nodes)
        ends = [(-1, -1), *_stay(self._rows, rows), (len(self._rows), len(rows))]
        for (was, at), (was_end, at_end) in reversed(list(pairwise(ends))):
            self._exchange(was + 1, was_end, rows[at + 1 : at_end])
        before, self._rows = self._rows, rows
        for at, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                roles = [_FIRST + role for role in range(len(_ROLES)) if old[role] != new[role]]
                self.dataChanged.emit(self.index(at), self.index(at), roles)

    def _exchange(self, first: int, end: int, rows: tuple[_Row, ...]) -> None:
        """Replace the rows up to ``end``; equal ones at both ends stay."""
        old = self._rows[first:end]
        head = _alike(old, rows)
        tail = _alike(reversed(old[head:]), reversed(rows[head:]))
        self._take_out(first + head, end - tail)
        self._put_in(first + head, rows[head : len(rows) - tail])

    def _take_out(self, first: int, end: int) -> None:
        if first < end:
            self.beginRemoveRows(QModelIndex(), first, end - 1)
            self._rows = self._rows[:first] + self._rows[end:]
            self.endRemoveRows()

    def _put_in(self, first: int, rows: tuple[_Row, ...]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows = self._rows[:first] + rows + self._rows[first:]
            self.endInsertRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802
        """Return the number of nodes."""
        del parent
        return len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """Return one field of one node."""
        return self._rows[index.row()][role - _FIRST]

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802
        """Return the names that QML binds to."""
        return {_FIRST + at: QByteArray(name.encode()) for at, name in enumerate(_ROLES)}


QML_IMPORT_NAME = "Kiosk.Backend"
QML_IMPORT_MAJOR_VERSION = 1

RING_GAP_MM, RING_MM = 1.0, 1.5


@QmlElement
@QmlUncreatable("The shell makes it.")
class SceneProperties(QObject):  # type: ignore[operator]  # a decorator that its stub knows not
    """The scene of a visit as QML draws it; the shell handles touches."""

    sceneChanged = Signal()  # noqa: N815 - Qt's way
    pressedChanged = Signal()  # noqa: N815
    focusChanged = Signal()  # noqa: N815

    def __init__(
        self,
        composer: Composer,
        scene: Scene,
        *,
        window_title: str = "",
        has_corner: Callable[[], bool] = lambda: False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._composer, self._title, self._has_corner = composer, window_title, has_corner
        self._model = SceneModel(self)
        self.scene = scene
        self.focus, self.held = "", tuple[str, ...]()
        self.by_keys = False
        """True if the last sign came from a key: then the focus is shown."""
        self._model.show(scene)

    def show(self, scene: Scene) -> None:
        """Shows a scene; the focus stays on its target, or goes to where the page begins."""
        before, self.scene = self.scene, scene
        self._model.show(scene)
        self._follow_focus(before)
        self.sceneChanged.emit()
        self.focusChanged.emit()

    def hold(self, *targets: str) -> None:
        """Sets the targets under fingers, in the order in which these came down."""
        if targets != self.held:
            self.held = targets
            self.pressedChanged.emit()

    def set_focus(self, target: str) -> None:
        """Moves the focus to a target, or with an empty id takes it away."""
        if target != self.focus:
            self.focus = target
            self.focusChanged.emit()

    def target(self, target: str) -> Node | None:
        """The target with an id, if the page in front has it."""
        return self.scene.target(target)

    def entrance(self) -> str:
        """The first target of what the page is about, else the first of all; empty if none."""
        first = next((node.id for node in self.scene.touches), "")
        return next((node.id for node in self.scene.touches if not node.frame), first)

    def pixels(self, millimetres: float) -> float:
        """Return a length on the glass in pixels."""
        return millimetres * self._composer.glass.px_per_mm

    def is_near(self, point: QPoint, other: QPoint, millimetres: float) -> bool:
        """Return True if two pixels of the glass are less than a length apart."""
        return math.hypot(*(point - other).toTuple()) < self.pixels(millimetres)

    def corner(self) -> QRect:
        """Where staff ask to be let in; empty where nobody may."""
        if not (self._has_corner() and self.scene.screen == "attract"):
            return QRect()
        return Knock.corner(self._composer.glass, rtl=self.scene.rtl)

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
        """The ring around the target with the focus, in pixels; empty when there is none.

        It stands outside the target, but never outside the glass.
        """
        node, glass = self._focused(), self._composer.glass
        if node is None:
            return QRect()
        reach = self._reach
        around = QRect(node.box.x, node.box.y, node.box.w, node.box.h)
        around.adjust(-reach, -reach, reach, reach)
        return around.intersected(QRect(0, 0, glass.width, glass.height))

    @Property(int, notify=focusChanged)
    def ringRadius(self) -> int:  # noqa: N802
        """Radius of the corners of the ring; each side keeps a straight piece."""
        node = self._focused()
        if node is None:
            return 0
        most = min(node.box.w, node.box.h) // 2 + self._reach - 1
        return min(max(node.radius) + self._reach, most)

    @Property(str, notify=focusChanged)
    def focusedId(self) -> str:  # noqa: N802
        """The target with the focus, for readers of the screen."""
        return self.focus

    @Property(str, notify=focusChanged)
    def ringColor(self) -> str:  # noqa: N802
        """Colour of the ring around the target with the focus."""
        node = self._focused()
        return node.focus if node else "transparent"

    @Property(int, notify=focusChanged)
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
        return self.scene.page

    @Property(str, notify=sceneChanged)
    def pageTitle(self) -> str:  # noqa: N802
        """Title of the page, for readers of the screen."""
        return self.scene.title

    @Property(str, constant=True)
    def windowTitle(self) -> str:  # noqa: N802
        """Title of the window: neutral."""
        return self._title

    @Property(QRect, notify=sceneChanged)
    def quietCorner(self) -> QRect:  # noqa: N802
        """Where staff knock, on an untouched attract screen; empty elsewhere."""
        return self.corner()

    @Property(str, notify=pressedChanged)
    def pressedId(self) -> str:  # noqa: N802
        """The target under the finger, of several the one touched last."""
        return self.held[-1] if self.held else ""

    @property
    def _reach(self) -> int:
        """Pixels from a target to the outer edge of its ring."""
        glass = self._composer.glass
        return glass.px(RING_GAP_MM) + glass.px(RING_MM)

    def _focused(self) -> Node | None:
        return self.target(self.focus)

    def _follow_focus(self, before: Scene) -> None:
        """Nothing has it while only fingers are used, nor on the cover, which hides it."""
        if self.scene.screen == before.screen and self._focused() is not None:
            return
        shown = self.by_keys and self.scene.screen != "cover"
        self.set_focus(self.entrance() if shown else "")
