"""The nodes QML holds: those of the page before are kept where they are the same."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QSignalSpy

from kiosk.ui.kit.scene import Box, Node, NodeKind, Scene
from kiosk.ui.runtime.scene_properties import SceneModel

_PLACES = st.builds(Box, st.integers(0, 3), st.just(0), st.just(10), st.just(10))
_NODES = st.one_of(
    st.builds(Node, st.just(NodeKind.RECT), _PLACES, fill=st.sampled_from(("red", "green"))),
    st.builds(Node, st.just(NodeKind.TOUCH), _PLACES, id=st.sampled_from(("yes", "no", "back"))),
    st.builds(
        Node,
        st.just(NodeKind.IMAGE),
        _PLACES,
        source=st.sampled_from(("icon-a", "code-b")),
        crisp=st.booleans(),
    ),
)
_PAGES = st.lists(_NODES, max_size=8)


def scene(nodes: Sequence[Node]) -> Scene:
    return Scene("any", 100, 100, "white", rtl=False, nodes=tuple(nodes))


class Mirror:
    """What QML makes of the model's signals: one item a row, never made for a changed one."""

    def __init__(self, model: SceneModel) -> None:
        self.model = model
        self.items: list[object] = []
        self.changed: list[str] = []
        model.rowsInserted.connect(self._inserted)
        model.rowsRemoved.connect(self._removed)
        model.dataChanged.connect(self._changed)

    def _inserted(self, _: QModelIndex, first: int, last: int) -> None:
        self.items[first:first] = [object() for _ in range(first, last + 1)]

    def _removed(self, _: QModelIndex, first: int, last: int) -> None:
        del self.items[first : last + 1]

    def _changed(self, first: QModelIndex, last: QModelIndex, _: list[int]) -> None:
        for at in range(first.row(), last.row() + 1):
            self.changed.append(str(self.model._rows[at][0]))


@given(st.lists(_PAGES, min_size=2, max_size=4))
def test_pages_follow_each_other_and_no_picture_becomes_another(pages: list[list[Node]]) -> None:
    model, fresh = SceneModel(), SceneModel()
    mirror = Mirror(model)
    for page in pages:
        model.show(scene(page))
        fresh.show(scene(page))
        assert model._rows == fresh._rows
        assert len(mirror.items) == model.rowCount()
    assert "image" not in mirror.changed


def test_a_target_that_is_on_both_pages_is_the_same_item() -> None:
    model = SceneModel()
    mirror = Mirror(model)
    box = Box(0, 0, 10, 10)
    head = [Node(NodeKind.TOUCH, box, id="back"), Node(NodeKind.RECT, box, fill="red")]
    target = Node(NodeKind.TOUCH, box, id="yes")
    model.show(scene([*head, Node(NodeKind.RECT, box), target]))
    back, yes = mirror.items[0], mirror.items[-1]
    moved = Node(NodeKind.TOUCH, Box(5, 5, 10, 10), id="yes")
    reset = QSignalSpy(model.modelReset)
    model.show(scene([head[0], Node(NodeKind.RECT, box, fill="green"), moved]))
    assert mirror.items[0] is back
    assert mirror.items[-1] is yes
    assert model._rows[-1][1] == 5
    assert reset.count() == 0
    assert "touch" in mirror.changed


def test_a_target_between_two_changes_is_the_same_item() -> None:
    """Digits are shown above a pad and what they mean below it, under a finger on a key."""
    model = SceneModel()
    mirror = Mirror(model)
    box = Box(0, 0, 10, 10)
    keys = [Node(NodeKind.TOUCH, box, id=f"key:{digit}") for digit in "123"]
    line, icon = Node(NodeKind.RECT, box, fill="red"), Node(NodeKind.IMAGE, box, source="icon-a")
    model.show(scene([line, keys[0], line, *keys[1:], line]))
    before = [mirror.items[at] for at in (1, 3, 4)]
    model.show(scene([icon, line, keys[0], *keys[1:], icon, icon]))
    assert [mirror.items[at] for at in (2, 3, 4)] == before
