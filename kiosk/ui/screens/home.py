"""Home: nine needs, nothing that scrolls."""

from kiosk.domain.records import Need
from kiosk.services.words import need_words
from kiosk.ui.canvas import BOLD, Canvas
from kiosk.ui.page import pager, pager_height, title
from kiosk.ui.scene import Align, Box
from kiosk.ui.stage import Stage
from kiosk.ui.theme import UNSPACED, Role, Type

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
ROW_TINTS = (Role.LEAF, Role.SUN, Role.SKY)
TILE_LEAST_MM = 20.0


def compose(s: Stage) -> None:
    """Draws the home screen: nine tiles at once, on pages only where letters leave no room."""
    c = s.c
    heading = s.say.gettext("What do you need?")
    frame = s.frame()
    words = {need: need_words(s.say, need) for need in TILES}
    if c.glass.portrait:
        _portrait(s, title(c, frame, heading), words)
        return
    gap = s.px(4 if c.glass.compact else 6)
    high = c.text_height(heading, Type.TITLE, frame.w, bold=True)
    for room, spare in ((frame.below(high + s.px(6)), False), (frame.below(s.px(3)), True)):
        fit = _lying_fit(c, room.grid(3, 3, gap)[0], words)
        if fit is None:
            continue
        if spare:
            c.title = heading
        else:
            room = title(c, frame, heading)  # noqa: PLW2901 - the same room, its title drawn
        for index, (cell, need) in enumerate(zip(room.grid(3, 3, gap), TILES, strict=True)):
            _lying(
                c,
                cell,
                need,
                words[need],
                ROW_TINTS[index // 3],
                start=fit[0],
                pad=fit[1],
                kind=fit[2],
            )
        return
    c.title = heading
    _paged(s, frame.below(s.px(3)), words, gap)


def _portrait(s: Stage, room: Box, words: dict[Need, str]) -> None:
    c = s.c
    if _upright_fits(c, room, words):
        for index, (cell, need) in enumerate(zip(room.grid(3, 3, s.px(6)), TILES, strict=True)):
            _upright(c, cell, need, words[need], ROW_TINTS[index // 3])
        return
    cells = room.rows(len(TILES), s.px(3))
    for index, (cell, need) in enumerate(zip(cells, TILES, strict=True)):
        _lying(c, cell, need, words[need], ROW_TINTS[index // 3], start=s.px(30), pad=s.px(5))


def _paged(s: Stage, room: Box, words: dict[Need, str], gap: int) -> None:
    """Two columns of wide tiles, on as many pages as they take."""
    c = s.c
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
    pages = -(-len(TILES) // count)
    page = min(s.visit.route.page, pages - 1)
    shown = TILES[page * count : (page + 1) * count]
    for cell, need in zip(box.grid(2, rows, gap), shown, strict=False):
        tint = ROW_TINTS[TILES.index(need) // 3]
        _lying(c, cell, need, words[need], tint, start=start, pad=pad)
    pager(c, s.say, room.foot(foot), page, pages)


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
    tint: Role,
    *,
    start: int,
    pad: int,
    kind: Type = Type.TILE,
) -> None:
    with c.touch(cell, f"need:{need.value}", label, radius_mm=6):
        edge = c.edge
        if c.strong:
            c.rect(Box(cell.x + start, cell.y, edge, cell.h), Role.LINE)
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


def _upright(c: Canvas, cell: Box, need: Need, label: str, tint: Role) -> None:
    with c.touch(cell, f"need:{need.value}", label, radius_mm=6):
        edge = c.edge
        high = _picture(c, cell)
        if c.strong:
            c.rect(Box(cell.x, cell.y + high, cell.w, edge), Role.LINE)
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
