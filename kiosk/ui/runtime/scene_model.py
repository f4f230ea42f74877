"""The nodes of the scene as a QML model: one row per node, one typed role per field."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont

from kiosk.ui.kit.images import CODE, SLIP
from kiosk.ui.kit.keypad_path import FINGER
from kiosk.ui.kit.scene import FontSpec, Node, NodeKind, Scene
from kiosk.ui.kit.typography import qfont
from kiosk.ui.kit.way_sketch import WAY

_ROLES = (
    "kind", "nodeX", "nodeY", "nodeWidth", "nodeHeight", "fillColor", "lineColor", "lineWidth",
    "radiusStartTop", "radiusEndTop", "radiusEndLow", "radiusStartLow", "display", "paragraph",
    "font", "baselineY", "heading", "owner", "pressInk", "address", "crisp", "lasting", "nodeId",
    "spoken", "checkable", "checkedNow", "pressFill", "pressLine", "pressWidth", "onPress",
)  # fmt: skip
_FIRST = int(Qt.ItemDataRole.UserRole) + 1
_ID = _ROLES.index("nodeId")
_OF_A_VISIT = (CODE, SLIP, FINGER, WAY)
"""Images whose key reveals what a visitor takes along or where she goes: Qt caches none of them."""
_Row = tuple[object, ...]


@lru_cache(maxsize=256)
def _font(spec: FontSpec) -> QFont:
    return qfont(spec)


def _values(node: Node) -> _Row:
    return (
        node.kind.value, node.box.x, node.box.y, node.box.w, node.box.h, node.fill, node.line,
        node.line_width, *node.radius, node.display, node.text,
        _font(node.font) if node.font else QFont(), node.lift, node.heading, node.owner,
        node.press_ink or node.fill, node.source, node.crisp,
        not node.source.startswith(_OF_A_VISIT), node.id, node.name,
        node.checked is not None, bool(node.checked), node.press_fill, node.press_line,
        node.press_width, node.on_press,
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
