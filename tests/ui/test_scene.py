"""Boxes and scenes: plain arithmetic that every page stands on."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.kit.scene import Box, Node, NodeKind, Scene, mirrored
from tests.boxes import overlap

_SIDE = st.integers(0, 2000)
_BOXES = st.builds(Box, _SIDE, _SIDE, st.integers(1, 2000), st.integers(1, 2000))


@given(_BOXES, st.integers(1, 9), st.integers(0, 40))
def test_columns_and_rows_fill_their_box_exactly(box: Box, count: int, gap: int) -> None:
    columns, rows = box.columns(count, gap), box.rows(count, gap)
    assert (columns[0].x, columns[-1].right) == (box.x, box.right)
    assert (rows[0].y, rows[-1].bottom) == (box.y, box.bottom)
    for parts, size in ((columns, "w"), (rows, "h")):
        sizes = [getattr(part, size) for part in parts]
        assert len(parts) == count
        assert max(sizes) - min(sizes) <= 1
    assert all(b.x - a.right == gap for a, b in pairwise(columns))
    assert all(b.y - a.bottom == gap for a, b in pairwise(rows))


def test_a_grid_is_read_row_by_row() -> None:
    cells = Box(0, 0, 320, 220).grid(3, 2, 10)
    assert [(cell.x, cell.y) for cell in cells] == [
        (0, 0), (110, 0), (220, 0), (0, 115), (110, 115), (220, 115),
    ]  # fmt: skip


@given(_BOXES, st.integers(0, 500))
def test_parts_of_a_box_make_it_whole_again(box: Box, size: int) -> None:
    assert box.start(size).right == box.after(size).x
    assert box.after(size).right == box.right
    assert box.top(size).bottom == box.below(size).y
    assert box.below(size).bottom == box.bottom
    assert box.foot(size).bottom == box.bottom
    assert box.end(size).right == box.right
    assert box.inset(3).inset(-3) == box


@given(_BOXES, _BOXES)
def test_overlapping_is_mutual_and_touching_is_not_overlapping(one: Box, other: Box) -> None:
    assert overlap(one, other) is overlap(other, one)
    assert overlap(one, one)
    beside = Box(one.right, one.y, other.w, other.h)
    assert not overlap(one, beside)


@given(_BOXES, st.integers(2000, 5000), st.lists(st.integers(0, 20), min_size=4, max_size=4))
def test_reflecting_twice_changes_nothing(box: Box, width: int, radius: list[int]) -> None:
    a, b, c, d = radius
    node = Node(NodeKind.RECT, box, radius=(a, b, c, d))
    once = mirrored(node, width)
    assert mirrored(once, width) == node
    assert once.box.x == width - box.right
    assert (once.box.y, once.box.w, once.box.h) == (box.y, box.w, box.h)
    assert once.radius == (b, a, d, c), "the rounded corner stays at the reading start"


def test_a_scene_tells_what_can_be_touched_read_and_scanned() -> None:
    box = Box(0, 0, 10, 10)
    nodes = (
        Node(NodeKind.TOUCH, box, id="talk", name="Talk"),
        Node(NodeKind.TEXT, box, text="Talk to someone", display="Talk to"),
        Node(NodeKind.TEXT, box, text="", display="someone"),
        Node(NodeKind.IMAGE, box, payload="tel:988"),
    )
    scene = Scene("talk", 100, 100, "#FFFFFF", rtl=False, nodes=nodes)
    assert [node.id for node in scene.touches] == ["talk"]
    assert scene.texts == ("Talk to someone", "")
    assert scene.payloads == ("tel:988",)
