"""Pictures only: needs, tiles and numbers without a word, for who cannot read.

Each page also leads to the staff and to 211, and says so where the sound does not work.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from kiosk.domain.records import Need
from kiosk.domain.text import isolate
from kiosk.presentation.questions import OTHER_HELP
from kiosk.presentation.views import ServiceView
from kiosk.presentation.words import need_words
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
from kiosk.visit.listening import SpeechState
from kiosk.visit.visit import Screen, Verb

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


def compose(s: PageContext) -> None:
    """Draws the needs, the tiles of a need, or the numbers of a tile."""
    c, gap, room = s.c, s.px(TIGHT_GAP_MM if s.c.above else GAP_MM), s.frame()
    room = room if c.above else room.below(s.px(NONE_MM))
    draw, ways = _FOUND[s.visit.route.screen](s), [_staff(s), *_other_help(s)]
    note = [_note(s)] if s.ear is SpeechState.FAILED else []
    if note and move_up(c, note[0]):
        note = []
    if c.glass.portrait:
        high = height_of(note, room.w, gap) + len(note) * gap + s.px(FOOT_MM)
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


def _tiles(s: PageContext, tiles: Sequence[tuple[str, str, str]]) -> _Draw:
    """Pictures by act, icon and spoken name, in cells as square as they can be."""

    def draw(room: Box, gap: int) -> None:
        count = len(tiles)
        grids = [room.grid(across, -(-count // across), gap) for across in range(1, count + 1)]
        cells = max(grids, key=lambda grid: (min(grid[0].w, grid[0].h), -len(grid)))
        for at, (cell, tile) in enumerate(zip(cells, tiles, strict=False)):
            bare_tile(s.c, PictureTile(*tile, TINTS[at // 3])).draw(cell)

    return draw


# --- what is found ------------------------------------------------------------------------------


def _needs(s: PageContext) -> _Draw:
    s.c.title = s.say.gettext("What do you need?")
    return _tiles(s, [(f"{Verb.NEED}:{n}", n.value, need_words(s.say, n)) for n in TILES])


def _question(s: PageContext) -> _Draw:
    """The tiles of a need; a need without a question has numbers at once."""
    view = s.desk.question(Need(s.visit.route.subject))
    if view is None:
        return _numbers(s)
    s.c.title = view.title
    s.c.in_english(view.in_english)
    return _tiles(s, [(f"{Verb.TILE}:{tile.id}", tile.icon, tile.label) for tile in view.tiles])


def _numbers(s: PageContext) -> _Draw:
    """The first numbers of a list; without any, its picture next to the ways to people."""
    c, route = s.c, s.visit.route
    view = s.desk.answers(route.subject, s.visit.chips, ASKED)
    c.title = view.title
    c.in_english(view.in_english)
    lines = view.call.lines if view.call else ()
    ids = (*(line.id for line in lines), *(answer.card.id for answer in view.window))
    shown = [*islice(_unwarned(s, ids), NUMBERS)]

    def draw(room: Box, gap: int) -> None:
        fits = max(1, min(len(shown), (room.h + gap) // (s.px(TARGET_MM) + gap)))
        for one, cell in zip(shown, room.rows(fits, gap), strict=False):
            _number(s, one, one.state.icon, TINT[one.state.tone], end="learn").draw(cell)
        if not shown:
            side = min(room.w, room.h, s.px(2 * PICTURE_MM))
            c.icon(room.middle(side), view.icon, spot=True)

    return draw


def _unwarned(s: PageContext, ids: Sequence[str]) -> Iterator[ServiceView]:
    """Services with a number that needs no word before it is called; 211 has its own place."""
    seen = set[str]()
    for one in ids:
        view = s.desk.service(one) if one != OTHER_HELP else None
        if view is not None and view.digits and view.number not in seen and not view.notes:
            seen.add(view.number)
            yield view


_FOUND = {Screen.HOME: _needs, Screen.QUESTION: _question, Screen.RESULTS: _numbers}


# --- the ways to people -------------------------------------------------------------------------


def _number(
    s: PageContext, view: ServiceView, icon: str, fill: TypeRole, *, end: str = ""
) -> Block:
    """A number as large as its cell, with pictures before and after it; it opens "Learn"."""
    c, spoken = s.c, f"{view.phrase}. {isolate(view.number)}"
    c.in_english(view.in_english)

    def draw(box: Box) -> None:
        with c.touch(box, f"{Verb.LEARN}:{view.id}", spoken, fill=fill, radius_mm=6):
            ends = box.w // (ENDS if end else 3)
            side = min(s.px(SIDE_MM), ends - s.px(4), box.h - s.px(4))
            up = (box.h - side) // 2
            c.icon(box.start(ends).below(up).top(side), icon, spot=not end, tint=bool(end))
            if end:
                c.icon(box.end(ends).below(up).top(side), end, tint=True)
            words = box.after(ends).start(box.w - ends - (ends if end else s.px(4)))
            most = min(NUMBER_MM[1], (box.h - s.px(4)) / c.glass.px_per_mm)
            spec = number_font(c, view.number, words.w, most=most)
            line = c.meter.wrap(view.number, spec, 10**6, cap_height(spec))
            place = words.below((box.h - line.height) // 2).top(line.height)
            ink = TypeRole.PRIMARY if fill is TypeRole.CARD else TypeRole.INK
            c.lines(place, spoken, line, spec, c.color(ink), align=Align.CENTER)

    return Block(lambda _: s.px(TILE_MM), draw, grow=True, target=True)


def _other_help(s: PageContext) -> list[Block]:
    view = s.desk.service(OTHER_HELP)
    if view is None or not view.digits:
        return []
    return [_number(s, view, "phone", TypeRole.CARD)]


def _staff(s: PageContext) -> Block:
    """A hand that points to the bell of the desk."""
    c = s.c

    def draw(box: Box) -> None:
        name = s.say.gettext("Ask the staff here")
        with c.touch(box, Verb.STAFF_HERE, name, fill=TypeRole.LEAF, radius_mm=6):
            for cell, icon in zip(box.inset(s.px(4)).columns(3, 0), _TO_STAFF, strict=True):
                side = min(s.px(SIDE_MM), cell.w, cell.h)
                if icon == "arrow":
                    side = side * 2 // 3
                c.icon(cell.middle(side), icon, tint=True)

    return Block(lambda _: s.px(TILE_MM), draw, grow=True, target=True)


_TO_STAFF = ("hand", "arrow", "bell")


def _note(s: PageContext) -> Block:
    """The sound does not work, and who can help instead."""
    c, side = s.c, s.px(NOTE_MM)
    picture = Block(lambda _: side, lambda box: c.icon(box, "no_sound"))
    words = [
        text_block(c, s.say.gettext("The sound does not work now."), Type.BODY, BOLD),
        text_block(c, s.say.gettext("Someone here can read it to you.")),
    ]
    return panel_block(c, [next_to(picture, side, column(words, 0), s.px(4))], 0, middle=True)
