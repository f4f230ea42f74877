"""The layout kit: tiles take the fewest pages, parts give way in order, blocks know targets."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from kiosk.domain.language import WRITTEN
from kiosk.ui.kit.blocks import Block, column, row
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.column import PagePart, concessions, draw_column, parts_of
from kiosk.ui.kit.page_context import LanguageSession, PageContext
from kiosk.ui.kit.panels import panel_block
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.spread import Spread, draw_spread
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.tiles import Grid, Tiles, best_grid, draw_tiles, evenest
from kiosk.ui.kit.typography import TextMeter
from kiosk.ui.kit.widgets import button, space_block, text_block
from kiosk.visit.acts import Route, Screen, TurnPage
from kiosk.visit.visit import new_visit
from tests.conftest import english_words

MeterMaker = Callable[..., TextMeter]
ROOM, GAP, FOOT = Box(60, 0, 1000, 400), 10, 60


def _tiles(count: int, height: int = 90, least: int = 0) -> list[Block]:
    return [
        Block(lambda _: height, lambda _: None, whole=lambda width: width >= least)
        for _ in range(count)
    ]


def _shape(grid: Grid) -> tuple[int, int, int]:
    return grid.columns, grid.rows, grid.pages


def _best(*forms: Tiles, enough: int = 1) -> Grid:
    return best_grid(forms, GAP, FOOT, enough=enough)


# --- blocks -------------------------------------------------------------------------------------


def test_a_block_says_whether_it_holds_a_target(canvas: Canvas) -> None:
    touch, words = button(canvas, "one", "One"), text_block(canvas, "Words")
    for block in (touch, row([words, touch], 4), column([touch, words], 4)):
        assert block.target
        assert panel_block(canvas, [words, block], 4).target
    for block in (
        words,
        space_block(40),
        button(canvas, "", "One", "print", off="Why"),
        row([words], 4),
    ):
        assert not block.target


def test_a_text_says_from_which_width_on_its_words_are_whole(canvas: Canvas) -> None:
    block = text_block(canvas, "An incomprehensibility")
    wide = canvas.text_width("incomprehensibility", Type.BODY)
    assert block.whole(wide)
    assert not block.whole(wide - 1)


# --- tiles --------------------------------------------------------------------------------------


def test_the_first_columns_that_hold_all_tiles_on_one_page_are_taken() -> None:
    assert _shape(_best(Tiles(ROOM, _tiles(12), (3, 4)))) == (3, 4, 1)
    assert _shape(_best(Tiles(ROOM, _tiles(10), evenest(10, (3, 4, 5))))) == (5, 2, 1)


def test_columns_that_would_break_a_word_are_left_out() -> None:
    assert _shape(_best(Tiles(ROOM, _tiles(8, least=400), (4, 3, 2)))) == (2, 4, 1)


def test_several_pages_have_room_for_the_pager_and_as_few_empty_cells_as_can_be() -> None:
    # Four rows would fit without the pager; twelve of 16 cells on the last page would be empty.
    assert _shape(_best(Tiles(ROOM, _tiles(16), (3,)))) == (3, 3, 2)
    assert _shape(_best(Tiles(ROOM, _tiles(18), (4, 3)))) == (3, 3, 2)


def test_a_form_that_loses_something_has_to_save_pages() -> None:
    full, brief = Tiles(ROOM, _tiles(9, 200), (1,)), Tiles(ROOM, _tiles(9, 90), (1,), loss=1)
    assert _best(full, brief, enough=9).form is full
    assert _best(full, brief, enough=5).form is brief
    assert _best(full, Tiles(ROOM, _tiles(9, 300), (1,), loss=1)).form is full


def test_a_form_for_one_page_is_not_spread_over_more() -> None:
    usual, tight = Tiles(ROOM, _tiles(8), (1,)), Tiles(ROOM, _tiles(8, 60), (1,), one_page=True)
    assert _best(usual, tight).form is usual
    six = Tiles(ROOM, _tiles(6), (1,)), Tiles(ROOM, _tiles(6, 55), (1,), one_page=True)
    assert _best(*six).form is six[1]


def test_tiles_that_fit_in_no_form_are_a_problem_and_stand_on_pages_of_their_own(
    canvas: Canvas,
) -> None:
    for page in range(3):
        tiles = [button(canvas, f"tile{page}-{at}", "Tile") for at in range(3)]
        wide = [Block(one.measure, one.draw, target=True, whole=lambda _: False) for one in tiles]
        draw_tiles(canvas, [Tiles(ROOM, wide, (2, 1))], page, gap=GAP)
    acts = [node.id for node in canvas.scene().touches if node.id.startswith("tile")]
    assert acts == ["tile0-0", "tile1-1", "tile2-2"]
    assert len(canvas.problems) == 3


# --- a column -----------------------------------------------------------------------------------


def test_parts_give_way_in_order_and_step_by_step() -> None:
    one, two, three, brief = (space_block(10) for _ in range(4))
    parts = [PagePart([one, None], [2]), PagePart([two]), PagePart([three, brief, None], [3, 1])]
    steps = [[one, two, three], [one, two, brief], [two, brief], [two]]
    assert list(concessions(parts)) == steps


def test_a_column_takes_the_fullest_form_with_the_widest_gap_that_fits(canvas: Canvas) -> None:
    drawn = list[tuple[str, Box]]()

    def part(name: str, height: int) -> Block:
        return Block(lambda _: height, lambda box: drawn.append((name, box)))

    parts = [PagePart([part("large", 200), part("small", 100)], [1]), PagePart([part("rest", 190)])]
    draw_column(canvas, ROOM, parts, (20, 10))
    assert [(name, box.y) for name, box in drawn] == [("large", 0), ("rest", 210)]
    drawn.clear()
    draw_column(canvas, ROOM.top(320), parts, (20, 10), middle=True)
    assert [(name, box.y) for name, box in drawn] == [("small", 5), ("rest", 125)]
    assert canvas.problems == ()
    draw_column(canvas, ROOM.top(280), parts, (20, 10))
    assert canvas.problems


def test_with_low_reach_each_half_of_the_glass_is_a_column_of_its_own(low: Canvas) -> None:
    drawn = list[tuple[str, Box]]()

    def part(name: str, height: int, *, target: bool = False) -> Block:
        return Block(lambda _: height, lambda box: drawn.append((name, box)), target=target)

    small = part("small", 150, target=True)
    parts = [
        PagePart([part("words", 200)]),
        PagePart([part("large", 250, target=True), small], [1]),
        PagePart([part("more", 400), part("less", 200), None], [3, 2]),
    ]
    draw_column(low, ROOM.top(200), parts, (10,))
    assert [name for name, _ in drawn] == ["words", "less", "small"]
    assert drawn[1][1].bottom <= 0 <= drawn[2][1].y
    drawn.clear()
    draw_column(low, ROOM.top(600), [*parts, PagePart([part("last", 310)])], (10,))
    assert [name for name, _ in drawn] == ["words", "last", "large"]
    assert drawn[0][1].bottom <= 0 <= drawn[1][1].y < drawn[2][1].y
    assert low.problems == ()


# --- spreads ------------------------------------------------------------------------------------


def _drawn(canvas: Canvas, *forms: Spread, page: int = 0) -> list[str]:
    """The names on a page of the form that is taken."""
    say = english_words(WRITTEN[0])
    session = LanguageSession(WRITTEN[0], say, (), pytest.fail, ready=True)
    visit = replace(new_visit("en"), stack=(Route(Screen.KEPT, page=page),))
    _NAMES.clear()
    draw_spread(PageContext(canvas, visit, session), "Title", forms, room=ROOM)
    assert not canvas.problems
    return [*_NAMES]


def _tall(name: str, height: int) -> Block:
    return Block(lambda _: height, lambda _: _NAMES.append(name))


_NAMES = list[str]()


def test_of_several_forms_the_one_on_the_fewest_pages_is_taken(canvas: Canvas) -> None:
    one, two, high = (_tall(name, tall) for name, tall in (("1", 100), ("2", 100), ("3", 380)))
    too_high = Spread([(0, parts_of([one, high])), (300, parts_of([two]))])
    pages, single = Spread(later=parts_of([one, high])), Spread(later=parts_of([one, two]))
    assert _drawn(canvas, too_high, pages, single) == ["1", "2"]
    columns = Spread([(0, parts_of([one])), (300, parts_of([high]))])
    assert _drawn(canvas, columns, single) == ["1", "3"]


def test_parts_give_way_only_where_that_saves_a_page_and_go_in_pieces_where_none_holds_them(
    canvas: Canvas,
) -> None:
    one, two, more = (_tall(name, 100) for name in ("1", "2", "more"))
    optional = PagePart([more, None], [1])
    assert _drawn(canvas, Spread(later=[PagePart([one]), optional])) == ["1", "more"]
    assert _drawn(canvas, Spread(later=[*parts_of([one, two]), optional])) == ["1", "2"]
    whole = PagePart([_tall("whole", 500)], pieces=parts_of([one, two]))
    assert _drawn(canvas, Spread(later=[whole])) == ["1", "2"]
    split = Spread([(0, parts_of([one]))], parts_of([two]))
    assert not canvas.leads(TurnPage(1))
    assert _drawn(canvas, split) == ["1"]
    assert canvas.leads(TurnPage(1))
    assert _drawn(canvas, split, page=1) == ["2"]
