"""Home: nine needs, nothing that scrolls."""

from kiosk.domain.records import Need
from kiosk.services.words import need_words
from kiosk.ui.canvas import BOLD, Canvas
from kiosk.ui.frame import title
from kiosk.ui.scene import Align, Box
from kiosk.ui.stage import Stage
from kiosk.ui.theme import Role, Type

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
    """Draws the home screen."""
    c = s.c
    room = title(c, s.frame(), s.say.gettext("What do you need?"))
    words = {need: need_words(s.say, need) for need in TILES}
    if c.glass.portrait and not _upright_fits(c, room, words):
        cells, start = room.rows(len(TILES), s.px(3)), s.px(30)
        for index, (cell, need) in enumerate(zip(cells, TILES, strict=True)):
            _lying(c, cell, need, words[need], ROW_TINTS[index // 3], start, Type.TILE)
        return
    gap = s.px(4 if c.glass.compact else 6)
    cells = room.grid(3, 3, gap)
    start, kind = _lying_fit(c, cells[0], words)
    for index, (cell, need) in enumerate(zip(cells, TILES, strict=True)):
        tint = ROW_TINTS[index // 3]
        if c.glass.portrait:
            _upright(c, cell, need, words[need], tint)
        else:
            _lying(c, cell, need, words[need], tint, start, kind)


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


def _lying_fit(c: Canvas, cell: Box, words: dict[Need, str]) -> tuple[int, Type]:
    """The widest start block, then the largest label, with which every tile holds its words."""
    for start in (46, 40, 32, 26):
        for kind in (Type.TILE, Type.NAME):
            room = cell.w - c.px(start) - 2 * c.px(5)
            fits = [c.wrap(text, kind, room, bold=True, balance=True) for text in words.values()]
            if all(not fit.broken and fit.height <= cell.h - c.px(4) for fit in fits):
                return c.px(start), kind
    return c.px(26), Type.NAME


def _lying(
    c: Canvas, cell: Box, need: Need, label: str, tint: Role, start: int, kind: Type
) -> None:
    with c.touch(cell, f"need:{need.value}", label, radius_mm=6):
        edge = c.px(1.0 if c.strong else 0.5)
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
        room = cell.after(start).inset(c.px(5), 0)
        c.text(room, label, kind, BOLD, middle=True, balance=True)


def _upright(c: Canvas, cell: Box, need: Need, label: str, tint: Role) -> None:
    with c.touch(cell, f"need:{need.value}", label, radius_mm=6):
        edge = c.px(1.0 if c.strong else 0.5)
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


