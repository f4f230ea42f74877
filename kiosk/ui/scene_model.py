"""The nodes of the scene as QML reads them: one row a node, one typed role a field."""

from functools import lru_cache

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont

from kiosk.ui.scene import FontSpec, Node, Scene
from kiosk.ui.typography import qfont

_ROLES = (
    "kind", "nodeX", "nodeY", "nodeWidth", "nodeHeight", "fillColor", "lineColor", "lineWidth",
    "radiusStartTop", "radiusEndTop", "radiusEndLow", "radiusStartLow", "display", "paragraph",
    "font", "baselineY", "heading", "owner", "pressInk", "address", "crisp", "nodeId", "spoken",
    "hint", "checkable", "checkedNow", "pressFill", "pressLine", "pressWidth", "onPress",
)  # fmt: skip
_FIRST = int(Qt.ItemDataRole.UserRole) + 1


@lru_cache(maxsize=256)
def _font(spec: FontSpec) -> QFont:
    return qfont(spec)


def _values(node: Node) -> tuple[object, ...]:
    return (
        node.kind.value, node.box.x, node.box.y, node.box.w, node.box.h, node.fill, node.line,
        node.line_width, *node.radius, node.display, node.text,
        _font(node.font) if node.font else QFont(), node.lift, node.heading, node.owner,
        node.press_ink or node.fill, node.source, node.crisp, node.id, node.name, node.hint,
        node.checked is not None, bool(node.checked), node.press_fill, node.press_line,
        node.press_width, node.on_press,
    )  # fmt: skip


class SceneModel(QAbstractListModel):
    """The scene in front. A new scene replaces all rows at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[object, ...], ...] = ()

    def show(self, scene: Scene) -> None:
        """Puts a scene in front."""
        self.beginResetModel()
        self._rows = tuple(_values(node) for node in scene.nodes)
        self.endResetModel()

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
