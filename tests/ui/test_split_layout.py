"""A page that stays low: what is read stands above the middle, what is touched below it."""

from collections.abc import Callable

from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import draw_above, free_height, halves, move_up, room_above
from kiosk.ui.kit.theme import Glass
from kiosk.ui.kit.typography import TextMeter
from kiosk.ui.kit.widgets import button, space_block

MeterMaker = Callable[..., TextMeter]
GLASS = Glass(1920, 1080)
GAP, FOOT = 16, 60


def _touch(canvas: Canvas, name: str) -> Block:
    return button(canvas, name, name)


def test_the_first_try_is_the_lower_half_at_the_same_size_of_things() -> None:
    half, *more, whole = GLASS.lowered()
    assert half.height == GLASS.height // 2
    assert all(abs(one.px_per_mm - GLASS.px_per_mm) < 1e-6 for one in (half, *more, whole))
    assert whole.height == GLASS.height
    heights = [one.height for one in (half, *more, whole)]
    assert heights == sorted(heights)


def test_what_is_read_goes_above_while_there_is_room(low: Canvas) -> None:
    room = free_height(low)
    assert move_up(low, space_block(room // 2))
    assert not move_up(low, space_block(room))
    assert free_height(low) < room // 2
    drawn = list[Box]()
    assert move_up(low, Block(lambda _: 40, drawn.append))
    draw_above(low)
    assert drawn[0].bottom == room_above(low).bottom < 0


def test_a_page_holds_words_above_and_targets_below_in_their_order(low: Canvas) -> None:
    box = Box(64, 0, 1000, 200)
    words = [space_block(free_height(low) // 3) for _ in range(4)]
    targets = [_touch(low, f"t{index}") for index in range(6)]
    pages = halves(
        low,
        [words[0], *targets[:3], *words[1:], *targets[3:]],
        box,
        box.top(box.h - FOOT - GAP),
        GAP,
    )
    assert [block for page in pages for block in page.touch] == targets
    assert [block for page in pages for block in (*page.read, *page.rest)] == words
    assert all(page.read or page.below for page in pages)


def test_a_block_too_tall_for_any_page_leaves_no_empty_page_before_it(low: Canvas) -> None:
    box = Box(64, 0, 1000, 100)
    tall = Block(lambda _: 150, _touch(low, "tall").draw, target=True)
    pages = halves(low, [tall], box, box.top(box.h - FOOT - GAP), GAP)
    assert [page.below for page in pages] == [[tall]]


def test_pages_of_words_alone_go_on_below_the_middle(low: Canvas) -> None:
    box = Box(64, 0, 1000, 200)
    words = [space_block(free_height(low) - 20), space_block(150)]
    pages = halves(low, words, box, box.top(box.h - FOOT - GAP), GAP)
    assert len(pages) == 1
    assert (pages[0].read, pages[0].rest) == ([words[0]], [words[1]])
