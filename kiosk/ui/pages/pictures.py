"""Pictures only: needs, tiles and numbers without a word, for who cannot read.

Each page also leads to the staff and to 211, and says so where the sound does not work.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from kiosk.domain.records import Need
from kiosk.domain.text import isolate
from kiosk.presentation.field_words import need_words
from kiosk.presentation.questions import OTHER_HELP
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, column, height_of, next_to, row, stack
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.cards import TINT
from kiosk.ui.kit.display_text import NUMBER_MM, cap_height, number_font
from kiosk.ui.kit.heading import NONE_MM
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import panel_block
from kiosk.ui.kit.picture_tiles import PICTURE_MM, TILE_MM, PictureTile, bare_tile
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.split_layout import move_up
from kiosk.ui.kit.theme import TARGET_MM, Type, TypeRole
from kiosk.ui.kit.widgets import text_block
from kiosk.ui.pages.home import TILES, TINTS
from kiosk.visit.acts import AnyAct, Route, Screen
from kiosk.visit.listening import SpeechState

GAP_MM, TIGHT_GAP_MM = 6.0, 2.6
SIDE_SHARE = 0.3
"""The ways to people, in the width of a page that lies."""
FOOT_MM = 46.0
"""Their height under an upright page."""
NUMBERS, ASKED = 3, 12
"""Most numbers of a page, and the answers among which they are looked for."""
ENDS, SIDE_MM, NOTE_MM = 6, 24.0, 14.0
"""Parts of a width, of which each picture next to a number takes one; pictures there and of a
note."""


def compose(page: PageContext) -> None:
    """Draws the needs, the tiles of a need, or the numbers of a tile."""
    canvas = page.canvas
    gap = page.px(TIGHT_GAP_MM if page.canvas.above else GAP_MM)
    room = page.frame()
    room = room if canvas.above else room.below(page.px(NONE_MM))
    draw, ways = _FOUND[page.visit.route.screen](page), [_staff(page), *_other_help(page)]
    note = [_note(page)] if page.ear is SpeechState.FAILED else []
    if note and move_up(canvas, note[0]):
        note = []
    if canvas.glass.portrait:
        high = height_of(note, room.w, gap) + len(note) * gap + page.px(FOOT_MM)
        draw(room.top(room.h - high - gap), gap)
        stack([*note, row(ways, gap)], room.foot(high), gap)
        return
    wide = round(room.w * SIDE_SHARE)
    if note and height_of([*ways, *note], wide, gap) > room.h:
        high = note[0].measure(room.w)
        note.pop().draw(room.top(high))
        room = room.below(high + gap)
    draw(room.start(room.w - wide - gap), gap)
    side, blocks = room.end(wide), [*ways, *note]
    cells = side.rows(len(blocks), gap)
    if note and note[0].measure(wide) > cells[0].h:
        stack(blocks, side, gap)
        return
    for block, cell in zip(blocks, cells, strict=True):
        block.draw(cell)


_Draw = Callable[[Box, int], None]


def _tiles(page: PageContext, tiles: Sequence[tuple[AnyAct, str, str]]) -> _Draw:
    """Pictures by act, icon and spoken name, in cells as square as they can be."""

    def draw(room: Box, gap: int) -> None:
        count = len(tiles)
        grids = [room.grid(across, -(-count // across), gap) for across in range(1, count + 1)]
        cells = max(grids, key=lambda grid: (min(grid[0].w, grid[0].h), -len(grid)))
        for at, (cell, tile) in enumerate(zip(cells, tiles, strict=False)):
            bare_tile(page.canvas, PictureTile(*tile, TINTS[at // 3])).draw(cell)

    return draw


# --- what is found ------------------------------------------------------------------------------


def _needs(page: PageContext) -> _Draw:
    page.canvas.title = page.catalog.gettext("What do you need?")
    return _tiles(
        page, [(Route(Screen.QUESTION, n), n.value, need_words(page.catalog, n)) for n in TILES]
    )


def _question(page: PageContext) -> _Draw:
    """The tiles of a need; a need without a question has numbers at once."""
    view = page.presenter.question(Need(page.visit.route.subject))
    if view is None:
        return _numbers(page)
    page.canvas.title = view.title
    page.canvas.in_english(view.in_english)
    return _tiles(
        page, [(Route(Screen.RESULTS, tile.id), tile.icon, tile.label) for tile in view.tiles]
    )


def _numbers(page: PageContext) -> _Draw:
    """The first numbers of a list; without any, its picture next to the ways to people."""
    canvas, route = page.canvas, page.visit.route
    view = page.presenter.answers(route.subject, page.visit.chips, ASKED)
    canvas.title = view.title
    canvas.in_english(view.in_english)
    lines = view.call.lines if view.call else ()
    ids = (*(line.id for line in lines), *(card.id for card in view.cards))
    shown = [*islice(_unwarned(page, ids), NUMBERS)]

    def draw(room: Box, gap: int) -> None:
        fits = max(1, min(len(shown), (room.h + gap) // (page.px(TARGET_MM) + gap)))
        for one, cell in zip(shown, room.rows(fits, gap), strict=False):
            _number(page, one, one.state.icon, TINT[one.state.tone], end="learn").draw(cell)
        if not shown:
            side = min(room.w, room.h, page.px(2 * PICTURE_MM))
            canvas.icon(room.middle(side), view.icon, spot=True)

    return draw


def _unwarned(page: PageContext, ids: Sequence[str]) -> Iterator[ServiceView]:
    """Services to call whose number needs no word before; 211 has its own place."""
    seen = set[str]()
    for one in ids:
        view = page.presenter.service(one) if one != OTHER_HELP else None
        if view is None or view.number_icon != "phone":
            continue
        if view.number not in seen and not view.notes:
            seen.add(view.number)
            yield view


_FOUND = {Screen.HOME: _needs, Screen.QUESTION: _question, Screen.RESULTS: _numbers}


# --- the ways to people -------------------------------------------------------------------------


def _number(
    page: PageContext, view: ServiceView, icon: str, fill: TypeRole, *, end: str = ""
) -> Block:
    """A number as large as its cell, with pictures before and after it; it opens "Learn"."""
    canvas, spoken = page.canvas, f"{view.phrase}. {isolate(view.number)}"
    canvas.in_english(view.in_english)

    def draw(box: Box) -> None:
        with canvas.touch(box, Route(Screen.LEARN, view.id), spoken, fill=fill, radius_mm=6):
            ends = box.w // (ENDS if end else 3)
            side = min(page.px(SIDE_MM), ends - page.px(4), box.h - page.px(4))
            up = (box.h - side) // 2
            canvas.icon(box.start(ends).below(up).top(side), icon, spot=not end, tint=bool(end))
            if end:
                canvas.icon(box.end(ends).below(up).top(side), end, tint=True)
            words = box.after(ends).start(box.w - ends - (ends if end else page.px(4)))
            most = min(NUMBER_MM[1], (box.h - page.px(4)) / canvas.glass.px_per_mm)
            spec = number_font(canvas, view.number, words.w, most=most)
            line = canvas.meter.wrap(view.number, spec, 10**6, cap_height(spec))
            place = words.below((box.h - line.height) // 2).top(line.height)
            ink = TypeRole.PRIMARY if fill is TypeRole.CARD else TypeRole.INK
            canvas.lines(place, spoken, line, spec, canvas.color(ink), align=Align.CENTER)

    return Block(lambda _: page.px(TILE_MM), draw, grow=True, target=True)


def _other_help(page: PageContext) -> list[Block]:
    view = page.presenter.service(OTHER_HELP)
    if view is None or not view.digits:
        return []
    return [_number(page, view, "phone", TypeRole.CARD)]


def _staff(page: PageContext) -> Block:
    """A hand that points to the bell of the desk."""
    canvas = page.canvas

    def draw(box: Box) -> None:
        name = page.catalog.gettext("Ask the staff here")
        with canvas.touch(box, Route(Screen.STAFF_HERE), name, fill=TypeRole.LEAF, radius_mm=6):
            for cell, icon in zip(box.inset(page.px(4)).columns(3, 0), _TO_STAFF, strict=True):
                side = min(page.px(SIDE_MM), cell.w, cell.h)
                if icon == "arrow":
                    side = side * 2 // 3
                canvas.icon(cell.middle(side), icon, tint=True)

    return Block(lambda _: page.px(TILE_MM), draw, grow=True, target=True)


_TO_STAFF = ("hand", "arrow", "bell")


def _note(page: PageContext) -> Block:
    """The sound does not work, and who can help instead."""
    canvas, side = page.canvas, page.px(NOTE_MM)
    picture = Block(lambda _: side, lambda box: canvas.icon(box, "no_sound"))
    words = [
        text_block(canvas, page.catalog.gettext("The sound does not work now."), Type.BODY, BOLD),
        text_block(canvas, page.catalog.gettext("Someone here can read it to you.")),
    ]
    return panel_block(
        canvas, [next_to(picture, side, column(words, 0), page.px(4))], 0, middle=True
    )
