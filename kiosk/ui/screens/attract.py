"""Attract: a calm card and every language by its own name."""

from kiosk.ui.blocks import stack
from kiosk.ui.canvas import BOLD, PLAIN
from kiosk.ui.frame import margin, pager, pager_height
from kiosk.ui.parts import text_block
from kiosk.ui.scene import Align, Box, Node, NodeKind
from kiosk.ui.stage import Stage
from kiosk.ui.theme import Mode, Role, TextStep, Type

CARD_WIDE_MM, CARD_COMPACT_MM, LANGUAGE_LEAST_MM = 180.0, 110.0, 20.0


def compose(s: Stage) -> None:
    """Draws the attract screen."""
    c = s.c
    room = s.frame(attract=True)
    c.title = s.say.gettext("Touch your language")
    top = 0 if not c.glass.portrait else room.y
    if c.glass.portrait:
        high = round(room.h * 0.42)
        card = Box(0, top, c.glass.width, high)
        _card(s, card, picture=_with_picture(s))
        _languages(s, Box(room.x, card.bottom + s.px(6), room.w, room.bottom - card.bottom - s.px(6)))
        return
    wide = s.px(CARD_COMPACT_MM if c.glass.compact else CARD_WIDE_MM)
    bar_top = room.bottom + s.px(6)
    _card(s, Box(0, 0, wide, bar_top), picture=_with_picture(s) and not c.glass.compact)
    left = wide + s.px(14 if not c.glass.compact else 8)
    _languages(s, Box(left, room.y + s.px(2), c.glass.width - margin(c) - left, room.h - s.px(2)))


def _with_picture(s: Stage) -> bool:
    return s.c.mode is Mode.DEFAULT and s.c.meter.step in {TextStep.S, TextStep.M, TextStep.L}


def _card(s: Stage, box: Box, *, picture: bool) -> None:
    c = s.c
    cards = s.desk.cards()
    view = cards[s.card % len(cards)]
    inner = Box(box.x + margin(c), box.y + s.px(14), box.w - margin(c) - s.px(8), box.h - s.px(18))
    if c.glass.portrait:
        inner = Box(margin(c), box.y + s.px(8), box.w - 2 * margin(c), box.h - s.px(12))
    words = [
        text_block(c, "\n".join(_sentences(view.title)), Type.TITLE, BOLD),
        text_block(c, "\n".join(_sentences(view.text)), Type.LEAD, PLAIN),
    ]
    gap = s.px(6)
    if not c.strong:
        c.rect(box, Role.LEAF)
    high = sum(block.measure(inner.w) for block in words) + gap
    if picture and box.h - high - s.px(26) > s.px(60):
        art = Box(box.x, box.y + s.px(14) + high + s.px(4), box.w, 0)
        art = Box(box.x, art.y, box.w, box.bottom - art.y)
        c.add(
            Node(NodeKind.IMAGE, art, source=c.icons.picture(view.picture, art.w, art.h))
        )
    if high > inner.h:
        words = words[:1]
    stack(words, inner, gap)


def _sentences(text: str) -> list[str]:
    """A question or sentence a line: short ones are read at a glance."""
    parts, start = [], 0
    for at, letter in enumerate(text):
        after = text[at + 1 : at + 2]
        if letter in "?؟？。" or (letter == "." and after in {" ", ""}):
            parts.append(text[start : at + 1].strip())
            start = at + 1
    rest = text[start:].strip()
    return [part for part in (*parts, rest) if part]


def _languages(s: Stage, room: Box) -> None:
    c = s.c
    words = s.say.gettext("Touch your language")
    side = s.px(12)
    head = max(side, c.text_height(words, Type.TITLE, room.w - side - s.px(4), bold=True))
    c.icon(Box(room.x, room.y, side, head), "hand")
    c.text(
        Box(room.x + side + s.px(4), room.y, room.w - side - s.px(4), head),
        words,
        Type.TITLE,
        BOLD,
        middle=True,
        heading=True,
    )
    language_grid(s, room.below(head + s.px(6)))


def language_grid(s: Stage, room: Box) -> None:
    """Every offered language by its own name; a next page where they do not fit."""
    c = s.c
    offered = s.desk.languages()
    columns = 3 if c.glass.portrait or c.meter.step is TextStep.XL else 4
    columns = min(columns, max(2, (len(offered) + 1) // 2) if len(offered) <= 8 else columns)
    widest = max(c.text_width(language.endonym, Type.NAME, bold=True) for language in offered)
    while columns > 1 and (room.w - s.px(4) * (columns - 1)) // columns < widest + s.px(8):
        columns -= 1
    least = max(s.px(LANGUAGE_LEAST_MM), s.px(18))
    gap = s.px(4)
    fit = max(1, (room.h + gap) // (least + gap))
    rows = -(-len(offered) // columns)
    page, pages = s.visit.route.page, 1
    shown = offered
    if rows > fit:
        foot = pager_height(c, s.say)
        fit = max(1, (room.h - foot - gap + gap) // (least + gap))
        pages = -(-len(offered) // (fit * columns))
        page = min(page, pages - 1)
        shown = offered[page * fit * columns : (page + 1) * fit * columns]
        rows = -(-len(shown) // columns)
        pager(c, s.say, room.foot(foot), page, pages, s.say.gettext("More"))
        room = room.top(room.h - foot - gap)
    high = min((room.h - gap * (rows - 1)) // rows, s.px(44))
    grid = Box(room.x, room.y, room.w, high * rows + gap * (rows - 1))
    for cell, language in zip(grid.grid(columns, rows, gap), shown, strict=False):
        chosen = language.tag == s.visit.language and s.visit.running
        with c.touch(
            cell,
            f"language:{language.tag}",
            language.endonym,
            radius_mm=5,
            line=Role.PRIMARY if chosen else Role.LINE,
            line_mm=1.5 if chosen else 0.5,
            checked=chosen if s.visit.running else None,
        ):
            c.text(cell, language.endonym, Type.NAME, BOLD, middle=True, align=Align.CENTER)


