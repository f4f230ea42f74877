"""Home: nine needs, without scrolling, and a way to everything else."""

from kiosk.domain.records import Need
from kiosk.presentation.words import need_words
from kiosk.ui.kit.canvas import BOLD, Canvas
from kiosk.ui.kit.page import pager, pager_height, title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import UNSPACED, Type, TypeRole
from kiosk.ui.kit.widgets import button, button_width

TILES = (
    Need.SAFE_PLACE,
    Need.TALK,
    Need.FOOD,
    Need.HEALTH,
    Need.WORK,
    Need.PAPERS,
    Need.COURT,
    Need.YOUNG,
    Need.OKAY,
)
ROW_TINTS = (TypeRole.LEAF, TypeRole.SUN, TypeRole.SKY)
ABOVE_WAY_MM = 3.5
"""Between "Leave this page" and the way to other help: a finger's least gap and a little more."""
LOW_TILE_MM = 20.0
"""Least height of a tile, the design's own."""
PAGED_TINTS = (*ROW_TINTS, TypeRole.LEAF)


def compose(s: PageContext) -> None:
    """Draws the home screen: nine tiles at once, on pages only where letters leave no room."""
    words = {need: need_words(s.say, need) for need in needs(s)}
    heading = s.say.gettext("What do you need?")
    frame = s.frame()
    s.c.title = heading
    if s.c.above:
        frame = title(s.c, frame, heading)
    if s.c.glass.portrait:
        _portrait(s, frame, heading, words)
    elif not _lying_grid(s, frame, heading, words):
        _paged(s, frame if s.c.above else frame.below(s.px(3)), words)


def needs(s: PageContext) -> tuple[Need, ...]:
    """What can be chosen: the nine tiles, and other help where the directory has any."""
    return (*TILES, Need.OTHER) if s.desk.has_other_help() else TILES


def _headed(s: PageContext, box: Box, heading: str, words: dict[Need, str]) -> Box | None:
    """The title with the way to other help at its end; the room below, ``None`` if too narrow."""
    c, label = s.c, words.get(Need.OTHER)
    if label is None:
        return title(c, box, heading)
    wide = button_width(c, label, Need.OTHER.value)
    left = Box(box.x, box.y, box.w - wide - c.px(6), box.h)
    way = button(c, f"need:{Need.OTHER.value}", label, Need.OTHER.value)
    high = way.measure(wide)
    if c.text_width(heading, Type.TITLE, bold=True) > left.w:
        return None
    below = title(c, left, heading)
    way.draw(box.end(wide).below(c.px(ABOVE_WAY_MM)).top(high))
    return box.below(max(below.y - box.y, _way_height(c, label)))


def _way_height(c: Canvas, label: str) -> int:
    """Height of the row of the title with the way to other help, and the room under it."""
    high = button(c, "", label, Need.OTHER.value).measure(button_width(c, label, Need.OTHER.value))
    return c.px(ABOVE_WAY_MM) + high + c.px(4)


def _nine(words: dict[Need, str]) -> dict[Need, str]:
    return {need: words[need] for need in TILES}


def _lying_grid(s: PageContext, frame: Box, heading: str, words: dict[Need, str]) -> bool:
    """Three by three under the title, or without it; whether the words fit."""
    c, nine = s.c, _nine(words)
    gap = s.px(4 if c.glass.compact else 6)
    if c.above:
        return _low_grid(s, frame, words)
    high = c.text_height(heading, Type.TITLE, frame.w, bold=True) + s.px(6)
    if Need.OTHER in words:
        high = max(high, _way_height(c, words[Need.OTHER]))
    room: Box | None = frame.below(high)
    fit = _lying_fit(c, frame.below(high).grid(3, 3, gap)[0], nine)
    if fit is not None:
        room = _headed(s, frame, heading, words)
    elif Need.OTHER not in words:
        room = frame.below(s.px(3))
        fit = _lying_fit(c, room.grid(3, 3, gap)[0], nine)
    if fit is None or room is None:
        return False
    start, pad, kind = fit
    for index, (cell, need) in enumerate(zip(room.grid(3, 3, gap), TILES, strict=True)):
        tint = ROW_TINTS[index // 3]
        _lying(c, cell, need, words[need], tint, start=start, pad=pad, kind=kind)
    return True


def _low_grid(s: PageContext, frame: Box, words: dict[Need, str]) -> bool:
    """Where the page stays low: the title above, all tiles with the tenth way in rows of equals."""
    c, gap = s.c, s.px(4)
    for columns in sorted((3, 4, 5), key=lambda columns: -len(words) % columns):
        rows = -(-len(words) // columns)
        cells = frame.grid(columns, rows, gap)
        fit = _lying_fit(c, cells[0], words) if cells[0].h >= s.px(LOW_TILE_MM) else None
        if fit is None:
            continue
        start, pad, kind = fit
        for cell, (index, need) in zip(cells, enumerate(words), strict=False):
            tint = PAGED_TINTS[index // 3]
            _lying(c, cell, need, words[need], tint, start=start, pad=pad, kind=kind)
        return True
    return False


def _portrait(s: PageContext, frame: Box, heading: str, words: dict[Need, str]) -> None:
    c = s.c
    high = c.text_height(heading, Type.TITLE, frame.w, bold=True) + s.px(6)
    if Need.OTHER in words:
        high = max(high, _way_height(c, words[Need.OTHER]))
    if _upright_fits(c, frame.below(high), _nine(words)):
        room = _headed(s, frame, heading, words)
        if room is not None:
            for index, (cell, need) in enumerate(zip(room.grid(3, 3, s.px(6)), TILES, strict=True)):
                _upright(c, cell, need, words[need], ROW_TINTS[index // 3])
            return
    cells = title(c, frame, heading).rows(len(words), s.px(3))
    for index, (cell, need) in enumerate(zip(cells, words, strict=True)):
        tint = PAGED_TINTS[index // 3]
        _lying(c, cell, need, words[need], tint, start=s.px(30), pad=s.px(5))


def _paged(s: PageContext, room: Box, words: dict[Need, str]) -> None:
    """Two columns of wide tiles, on as many pages as they take."""
    c = s.c
    if c.above and _low_pages(s, room, words):
        return
    gap = s.px(4 if c.glass.compact else 6)
    foot = pager_height(c, s.say)
    box = room.top(room.h - foot - s.px(4))
    wide = (box.w - gap) // 2
    tall, start, pad = min(
        (
            max(
                c.text_height(text, Type.TILE, wide - s.px(start) - 2 * s.px(pad), bold=True)
                for text in words.values()
            )
            + s.px(3),
            s.px(start),
            s.px(pad),
        )
        for start, pad in ((26, 5), (22, 3), (18, 3), (14, 3))
    )
    rows = max(1, (box.h + gap) // (tall + gap))
    count = rows * 2
    every = tuple(words)
    pages = -(-len(every) // count)
    page = min(s.visit.route.page, pages - 1)
    shown = every[page * count : (page + 1) * count]
    for cell, need in zip(box.grid(2, rows, gap), shown, strict=False):
        tint = PAGED_TINTS[every.index(need) // 3]
        _lying(c, cell, need, words[need], tint, start=start, pad=pad)
    pager(c, s.say, room.foot(foot), page, pages)


def _low_pages(s: PageContext, room: Box, words: dict[Need, str]) -> bool:
    """As many tiles a page as a low one holds; false where none of them fits."""
    c, gap, foot = s.c, s.px(3), pager_height(s.c, s.say)
    box = room.top(room.h - foot - gap)
    for columns, rows in ((3, 2), (2, 2), (3, 1), (2, 1)):
        cells = box.grid(columns, rows, gap)
        fit = _lying_fit(c, cells[0], words) if cells[0].h >= s.px(LOW_TILE_MM) else None
        if fit is not None:
            break
    else:
        return False
    start, pad, kind = fit
    every, pages = tuple(words), -(-len(words) // len(cells))
    page = min(s.visit.route.page, pages - 1)
    shown = every[page * len(cells) : (page + 1) * len(cells)]
    for cell, need in zip(cells, shown, strict=False):
        tint = PAGED_TINTS[every.index(need) // 3]
        _lying(c, cell, need, words[need], tint, start=start, pad=pad, kind=kind)
    pager(c, s.say, room.foot(foot), page, pages)
    return True


def _upright_fits(c: Canvas, room: Box, words: dict[Need, str]) -> bool:
    cell = room.grid(3, 3, c.px(6))[0]
    low = cell.h - _picture(c, cell)
    return all(
        not (fit := c.wrap(text, Type.TILE, cell.w - c.px(6), bold=True)).broken
        and fit.height <= low - c.px(4)
        for text in words.values()
    )


def _picture(c: Canvas, cell: Box) -> int:
    return max(c.px(40), round(cell.h * 0.6))


LYING = (
    (46, 5, Type.TILE),
    (40, 5, Type.TILE),
    (32, 5, Type.TILE),
    (32, 5, Type.NAME),
    (26, 4, Type.TILE),
    (22, 3, Type.TILE),
    (22, 3, Type.NAME),
    (18, 3, Type.NAME),
)
"""Start block and side room in millimetres and the type of the label, widest first."""


def _lying_fit(c: Canvas, cell: Box, words: dict[Need, str]) -> tuple[int, int, Type] | None:
    """The widest start block, then the largest label, with which every tile holds its words."""
    for whole in (True, False) if c.meter.script in UNSPACED else (False,):
        for start, pad, kind in LYING:
            room = cell.w - c.px(start) - 2 * c.px(pad)
            fits = [c.wrap(text, kind, room, bold=True, balance=True) for text in words.values()]
            if all(
                not fit.broken
                and fit.height <= cell.h - c.px(2)
                and (len(fit.lines) == 1 or not whole)
                for fit in fits
            ):
                return c.px(start), c.px(pad), kind
    return None


def _lying(
    c: Canvas,
    cell: Box,
    need: Need,
    label: str,
    tint: TypeRole,
    *,
    start: int,
    pad: int,
    kind: Type = Type.TILE,
) -> None:
    with c.touch(cell, f"need:{need.value}", label, radius_mm=6):
        edge = c.edge
        if c.strong:
            c.rect(Box(cell.x + start, cell.y, edge, cell.h), TypeRole.LINE)
        else:
            c.rect(
                Box(cell.x + edge, cell.y + edge, start - edge, cell.h - 2 * edge),
                tint,
                radius_mm=5.5,
                corners=(True, False, False, True),
            )
        side = min(c.px(30), cell.h - c.px(6), start - c.px(4))
        c.icon(
            Box(cell.x, cell.y + (cell.h - side) // 2, start, side),
            need.value,
            tint=True,
        )
        room = cell.after(start).inset(pad, 0)
        c.text(room, label, kind, BOLD, middle=True, balance=True)


def _upright(c: Canvas, cell: Box, need: Need, label: str, tint: TypeRole) -> None:
    with c.touch(cell, f"need:{need.value}", label, radius_mm=6):
        edge = c.edge
        high = _picture(c, cell)
        if c.strong:
            c.rect(Box(cell.x, cell.y + high, cell.w, edge), TypeRole.LINE)
        else:
            c.rect(
                Box(cell.x + edge, cell.y + edge, cell.w - 2 * edge, high - edge),
                tint,
                radius_mm=5.5,
                corners=(True, True, False, False),
            )
        side = min(c.px(36), high - c.px(6))
        c.icon(Box(cell.x, cell.y + (high - side) // 2, cell.w, side), need.value, tint=True)
        room = cell.below(high).inset(c.px(3), 0)
        c.text(room, label, Type.TILE, BOLD, middle=True, balance=True, align=Align.CENTER)
