"""The nodes of the scene as QML reads them: one row a node, one typed role a field."""

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

_ROLES = (
    "kind", "nodeX", "nodeY", "nodeWidth", "nodeHeight", "fillColor", "lineColor", "lineWidth",
    "radiusStartTop", "radiusEndTop", "radiusEndLow", "radiusStartLow", "display", "paragraph",
    "font", "baselineY", "heading", "owner", "pressInk", "address", "crisp", "lasting", "nodeId",
    "spoken", "hint", "checkable", "checkedNow", "pressFill", "pressLine", "pressWidth", "onPress",
)  # fmt: skip
_FIRST = int(Qt.ItemDataRole.UserRole) + 1
_ID = _ROLES.index("nodeId")
_OF_A_VISIT = (CODE, SLIP, FINGER)
"""Pictures whose key tells what a visitor takes along: Qt keeps none of them."""
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
        not node.source.startswith(_OF_A_VISIT), node.id, node.name, node.hint,
        node.checked is not None, bool(node.checked), node.press_fill, node.press_line,
        node.press_width, node.on_press,
    )  # fmt: skip


def _same(old: _Row, new: _Row) -> bool:
    """Whether a node is still what it was, wherever it stands; a picture is one only as it was."""
    kind, name = old[0], old[_ID]
    if kind == NodeKind.IMAGE.value:
        return old == new
    return (kind, name) == (new[0], new[_ID])


def _alike(before: Iterable[_Row], after: Iterable[_Row]) -> int:
    """How many nodes stand at the beginning of both, whatever they look like."""
    pairs = zip(before, after, strict=False)
    return sum(takewhile(bool, (_same(old, new) for old, new in pairs)))


def _stay(before: Sequence[_Row], after: Sequence[_Row]) -> list[tuple[int, int]]:
    """Targets on both pages, in the same order: where each stands before and after."""
    places = {row[_ID]: at for at, row in enumerate(before) if row[_ID]}
    found, last = list[tuple[int, int]](), -1
    for at, row in enumerate(after):
        was = places.get(row[_ID], -1)
        if was > last and _same(before[was], row):
            found.append((was, at))
            last = was
    return found


class SceneModel(QAbstractListModel):
    """The scene in front.

    What is on the page before and after is kept and changed: a finger that is on a target while
    the page is renewed (a second passes, the printer answers) still lifts from that target.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[_Row, ...] = ()

    def show(self, scene: Scene) -> None:
        """Puts a scene in front."""
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
        """Puts rows in the place of those up to ``end``; what is alike at both ends stays."""
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
        """How many nodes there are."""
        del parent
        return len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """One field of one node."""
        return self._rows[index.row()][role - _FIRST]

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802
        """The names QML binds to."""
        return {_FIRST + at: QByteArray(name.encode()) for at, name in enumerate(_ROLES)}
