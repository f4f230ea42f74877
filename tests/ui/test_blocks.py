"""Blocks on pages: none is lost, none changes places, a heading never ends a page."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.ui.kit.blocks import Block, balance_last_page, height_of, paginate, row, stack
from kiosk.ui.kit.scene import Box

WIDTH = 400


def block(
    height: int, *, keep: bool = False, grow: bool = False, drawn: list[Box] | None = None
) -> Block:
    boxes = [] if drawn is None else drawn
    return Block(lambda _: height, boxes.append, keep=keep, grow=grow)


_BLOCKS = st.lists(st.builds(block, st.integers(1, 300), keep=st.booleans()), max_size=25)
_HEIGHTS = st.integers(1, 600)
_GAPS = st.integers(0, 40)


@settings(max_examples=200, deadline=None)
@given(_BLOCKS, _HEIGHTS, _GAPS)
def test_paging_keeps_every_block_in_its_order(blocks: list[Block], height: int, gap: int) -> None:
    pages = paginate(blocks, WIDTH, height, gap)
    assert [one for page in pages for one in page] == blocks
    assert len(pages) == 1 or all(pages)


@settings(max_examples=200, deadline=None)
@given(_BLOCKS, _HEIGHTS, _GAPS)
def test_no_page_holds_more_than_fits_where_it_can_be_parted(
    blocks: list[Block], height: int, gap: int
) -> None:
    for page in paginate(blocks, WIDTH, height, gap):
        bound = all(one.keep for one in page[:-1])
        assert height_of(page, WIDTH, gap) <= height or bound


@settings(max_examples=200, deadline=None)
@given(_BLOCKS, _HEIGHTS, _GAPS)
def test_a_heading_never_ends_a_page_unless_nothing_follows_it(
    blocks: list[Block], height: int, gap: int
) -> None:
    pages = paginate(blocks, WIDTH, height, gap)
    for page, following in pairwise(pages):
        assert not page[-1].keep, "what follows went to the next page alone"
        assert following


@settings(max_examples=100, deadline=None)
@given(_BLOCKS, _HEIGHTS, _GAPS)
def test_no_page_could_have_held_the_next_group(blocks: list[Block], height: int, gap: int) -> None:
    """Pages are full: what begins a page did not fit on the one before."""
    for page, following in pairwise(paginate(blocks, WIDTH, height, gap)):
        end = next((at for at, one in enumerate(following) if not one.keep), len(following) - 1)
        assert height_of([*page, *following[: end + 1]], WIDTH, gap) > height


def test_a_block_taller_than_a_page_stands_alone() -> None:
    tall = block(500)
    assert paginate([block(10), tall, block(10)], WIDTH, 200, 4)[1] == (tall,)


@settings(max_examples=200, deadline=None)
@given(_BLOCKS, st.integers(300, 600), _GAPS)
def test_settling_moves_blocks_only_to_the_last_page(
    blocks: list[Block], height: int, gap: int
) -> None:
    pages = paginate(blocks, WIDTH, height, gap)
    even = balance_last_page(pages, WIDTH, height, gap)
    assert [one for page in even for one in page] == blocks
    assert len(even) == len(pages)
    assert even[:-2] == pages[:-2]
    assert len(even) == 1 or all(even[-2:])
    assert height_of(even[-1], WIDTH, gap) <= max(height, height_of(pages[-1], WIDTH, gap))


def test_a_last_page_of_one_line_gets_company() -> None:
    pages = paginate([block(100), block(80), block(60), block(30)], WIDTH, 250, 0)
    assert [len(page) for page in pages] == [3, 1]
    assert [len(page) for page in balance_last_page(pages, WIDTH, 250, 0)] == [2, 2]


def test_nothing_is_one_empty_page() -> None:
    assert paginate([], WIDTH, 200, 4) == ((),)


# --- stacks and rows ----------------------------------------------------------------------------


def placed(blocks: Sequence[tuple[int, bool]], height: int, gap: int) -> tuple[list[Box], int]:
    boxes: list[Box] = []
    made = [block(high, grow=grow, drawn=boxes) for high, grow in blocks]
    return boxes, stack(made, Box(10, 20, WIDTH, height), gap)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 80), st.booleans()), min_size=1, max_size=8), _GAPS)
def test_a_stack_runs_down_without_touching(blocks: list[tuple[int, bool]], gap: int) -> None:
    boxes, used = placed(blocks, 900, gap)
    assert len(boxes) == len(blocks)
    assert boxes[0].y == 20
    for upper, lower in pairwise(boxes):
        assert lower.y - upper.bottom == gap
    assert used == boxes[-1].bottom - 20
    assert all((box.x, box.w) == (10, WIDTH) for box in boxes)
    if used <= 900 and any(grow for _, grow in blocks):
        assert used == 900, "what grows takes all the room that is left"


def test_what_is_too_tall_says_how_tall_it_is() -> None:
    _, used = placed([(100, False), (100, True)], 150, 10)
    assert used == 210
    assert placed([], 150, 10)[1] == 0


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.integers(1, 90), min_size=1, max_size=6),
    st.integers(200, 1200),
    st.integers(0, 30),
)
def test_a_row_shares_its_width_to_the_last_pixel(heights: list[int], width: int, gap: int) -> None:
    boxes: list[Box] = []
    whole = row([block(high, drawn=boxes) for high in heights], gap)
    assert whole.measure(width) == max(heights)
    whole.draw(Box(5, 7, width, whole.measure(width)))
    assert boxes[0].x == 5
    assert boxes[-1].right == 5 + width
    for left, right in pairwise(boxes):
        assert right.x - left.right == gap
    assert max(box.w for box in boxes) - min(box.w for box in boxes) <= 1


def test_a_row_by_shares() -> None:
    boxes: list[Box] = []
    row([block(10, drawn=boxes), block(20, drawn=boxes)], 10, (1, 3)).draw(Box(0, 0, 410, 20))
    assert [box.w for box in boxes] == [100, 300]
