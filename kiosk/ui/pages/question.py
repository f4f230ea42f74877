"""The question of a need: at most six pictures, numbers to call, a way to everything."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.records import Need
from kiosk.presentation.views import QuestionView
from kiosk.ui.kit.blocks import Block, column, height_of, paginate, stack
from kiosk.ui.kit.call_lines import bare_call, call_forms, call_rows
from kiosk.ui.kit.canvas import Ink
from kiosk.ui.kit.page import title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import over_pager, pager, pager_height
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.split_layout import move_up
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.tiles import best_grid, draw_grid
from kiosk.ui.kit.widgets import note, sized_button
from kiosk.ui.pages import results
from kiosk.ui.pages.answer_blocks import TINTS, read_button
from kiosk.ui.pages.question_tiles import tile_forms, tile_grid, tile_rows
from kiosk.visit.acts import Route, Screen

GAP_MM, LEAST_GAP_MM, BADGE_MM = 4.5, 2.6, 32.0


def compose(page: PageContext) -> None:
    """Draws the question; a need without one shows its list at once."""
    view = page.presenter.question(Need(page.visit.route.subject))
    if view is None:
        results.compose(page)
        return
    canvas, room = page.canvas, page.frame()
    canvas.title = view.title
    above = [_name(page, view), *([note(canvas, view.notice)] if view.notice else [])]
    above = [block for block in above if not move_up(canvas, block)]
    if not _one_page(page, view, room, above):
        _more_pages(page, view, room, above)


def _one_page(page: PageContext, view: QuestionView, room: Box, above: list[Block]) -> bool:
    """Everything on one page, the ways under the tiles or beside the title; false without room."""
    ways, calls = _ways(page, view, room.w), _calls(page, view, room.w)
    titled = [_title_with_tools(page, view, above[0], ways.tools), *above[1:]] if above else []
    hinted = [_title_with_tools(page, view, above[0]), *above[1:]] if above else []
    fits_title = bool(above) and ways.width + _name_width(page, view) <= room.w
    for gap in (page.px(GAP_MM), page.px(LEAST_GAP_MM)):
        for call in calls:
            for heads, under in (
                (hinted, [*call, ways.block]),
                *([(titled, call)] if fits_title else []),
            ):
                high = height_of(heads, room.w, gap) + (gap if heads else 0)
                foot = height_of(under, room.w, gap) + (gap if under else 0)
                middle = room.below(high).top(room.h - high - foot)
                grid = tile_grid(page, view, middle, gap)
                rows = [] if grid else tile_rows(page, view, middle, gap)
                if not grid and not rows:
                    continue
                stack(heads, room, gap)
                if grid:
                    draw_grid(grid, gap)
                stack(rows, middle, gap)
                stack(under, room.foot(foot - gap), gap)
                return True
    return False


def _more_pages(page: PageContext, view: QuestionView, room: Box, above: list[Block]) -> None:
    """Tiles first, numbers and ways on the pages after them."""
    canvas, gap, foot = page.canvas, page.px(LEAST_GAP_MM), pager_height(page.canvas)
    body = over_pager(canvas, room, gap)
    high = height_of(above, room.w, gap) + (gap if above else 0)
    grid, heads = tile_grid(page, view, body.below(high), gap), above
    later = body.below(gap)
    if grid is None:
        grid, heads = best_grid(tile_forms(page, view, later), gap, 0), []
    notes = above[1:] if len(heads) < len(above) else []
    calls = [call_rows(canvas, view.call) if view.call else [], *_calls(page, view, room.w)]
    ways = _ways(page, view, room.w)
    last = min(
        (
            paginate([*notes, *call, *way], room.w, later.h, gap)
            for way in ([block for block, _ in ways.tools], [ways.block])
            for call in calls
        ),
        key=lambda some: (max(height_of(one, room.w, gap) for one in some) > later.h, len(some)),
    )
    pages = grid.pages + len(last)
    current = min(page.visit.route.page, pages - 1)
    pager(canvas, room.foot(foot), current, pages)
    if current >= grid.pages:
        stack(last[current - grid.pages], later, gap)
        return
    if not grid.height:
        canvas.problem("no form of the tiles fits")
    stack(heads, body, gap)
    draw_grid(grid, gap, page=current)


def _name(page: PageContext, view: QuestionView) -> Block:
    """Title with badge."""
    kind = Type.NAME if view.is_quiet else Type.TITLE
    return title_block(page.canvas, view.title, icon=view.icon, tint=_tint(page), kind=kind)


def _name_width(page: PageContext, view: QuestionView) -> int:
    kind = Type.NAME if view.is_quiet else Type.TITLE
    return page.px(BADGE_MM) + page.canvas.text_width(view.title, kind, bold=True)


def _title_with_tools(
    page: PageContext, view: QuestionView, name: Block, tools: Sequence[tuple[Block, int]] = ()
) -> Block:
    """The title with buttons at its end; without any, with the hint where both fit one line."""
    canvas, gap = page.canvas, page.px(GAP_MM)

    def draw(box: Box) -> None:
        name.draw(box)
        rest = box.w - _name_width(page, view)
        if not tools and canvas.text_width(view.hint, Type.BODY) <= rest:
            ink = Ink(TypeRole.INK_SOFT)
            canvas.text(box.end(rest), view.hint, Type.BODY, ink, middle=True, align=Align.END)
        x = box.right + gap - sum(wide + gap for _, wide in tools)
        for block, wide in tools:
            high = block.measure(wide)
            # A finger's least gap from Leave.
            y = box.y + max(page.px(LEAST_GAP_MM), (box.h - high) // 2)
            block.draw(Box(x, y, wide, high))
            x += wide + gap

    return Block(name.measure, draw, target=bool(tools))


def _tint(page: PageContext) -> TypeRole:
    return TINTS.get(Need(page.visit.route.subject), TypeRole.LEAF)


def _calls(page: PageContext, view: QuestionView, width: int) -> list[list[Block]]:
    """The forms of the call block, the fullest first."""
    if view.call is None:
        return [[]]
    forms = call_forms(page.canvas, view.call, width)
    forms += [bare_call(page.canvas, view.call, width, named=named) for named in (True, False)]
    return [[form] for form in forms]


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways on from a question: buttons with their widths, and as one block."""

    tools: Sequence[tuple[Block, int]]
    width: int
    block: Block


def _ways(page: PageContext, view: QuestionView, width: int) -> Ways:
    """The guide at the start, the way to all at the end; under each other where they must."""
    canvas, gap = page.canvas, page.px(GAP_MM)
    tools = [
        sized_button(canvas, Route(Screen.RESULTS, page.visit.route.subject), view.show_all, "list")
    ]
    if view.guide is not None:
        tools.insert(
            0, read_button(page, view.guide, Route(Screen.GUIDES) if view.is_quiet else None)
        )
    total = sum(wide + gap for _, wide in tools)
    if total - gap > width:
        return Ways(tools, total, column([block for block, _ in tools], page.px(LEAST_GAP_MM)))
    high = max(block.measure(wide) for block, wide in tools)

    def draw(box: Box) -> None:
        for block, wide in tools[:-1]:
            block.draw(box.start(wide))
        block, wide = tools[-1]
        block.draw(box.end(wide))

    return Ways(tools, total, Block(lambda _: high, draw, target=True))
