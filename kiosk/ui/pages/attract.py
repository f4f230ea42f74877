"""Attract screen: a calm card and every language by its own name."""

from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.canvas import BOLD, PLAIN
from kiosk.ui.kit.current_marker import margin
from kiosk.ui.kit.icons import PALETTE
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box, Node, NodeKind
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import text_block
from kiosk.ui.pages.guide_text import sentences
from kiosk.ui.pages.language_grid import (
    LANGUAGE_LEAST_MM,
    columns_for,
    least_height,
    name_grid,
    on_one_page,
)

CARD_WIDE_MM, CARD_COMPACT_MM = 180.0, 130.0
PICTURE_RATIO = 620 / 720
"""Height by width of every picture of the cards, from their files."""
SEEN_SHARE = 0.68
"""Least part of a picture's height that still tells what it is."""
UPRIGHT_SHARES = (0.72, 0.42)
"""Most and least of an upright page that the card takes."""
EDGE_MM = 4.0
"""Room above and below the words of a card that takes all the height there is."""


def compose(s: PageContext) -> None:
    """Draws the attract screen."""
    c = s.c
    wide = 0
    if not c.glass.portrait:
        wide = s.px(CARD_COMPACT_MM if c.glass.compact else CARD_WIDE_MM)
    room = s.frame(attract=True, explain_from=0 if c.above else wide)
    c.title = s.say.gettext("Touch your language")
    if c.glass.portrait:
        high = c.glass.height // 2 - room.y if c.low else _upright_height(s, room)
        card = Box(0, room.y, c.glass.width, high)
        _card(s, card, Box(margin(c), card.y + s.px(10), room.w, high - s.px(16)))
        _languages(s, room.below(high + s.px(7)))
        return
    if c.above:
        _low(s, room)
        return
    card = Box(0, 0, wide, room.bottom + s.px(6))
    top, end = (s.px(11), s.px(6)) if c.glass.compact else (s.px(16), s.px(8))
    _card(s, card, Box(margin(c), top, wide - margin(c) - end, card.h - top - s.px(8)))
    left = wide + s.px(8 if c.glass.compact else 14)
    _languages(s, Box(left, room.y + s.px(2), room.right - left, room.h - s.px(2)))


def _low(s: PageContext, room: Box) -> None:
    """The card over the whole half above, its picture at the end; the languages below."""
    c = s.c
    card = Box(0, -c.above, c.glass.width, c.above)
    inner = Box(margin(c), card.y + s.px(16), room.w, card.h - s.px(24))
    if s.pictured:
        wide = min(card.w // 2, round(card.h / PICTURE_RATIO))
        _ground(s, card)
        _picture(s, card.end(wide))
        inner = inner.start(card.w - wide - margin(c) - s.px(8))
    elif not c.strong:
        c.rect(card, TypeRole.LEAF)
    else:
        c.rect(card.foot(s.px(1)), TypeRole.HAIR)
    words, inner = _fitting(s, inner, Box(inner.x, card.y, inner.w, card.h).inset(0, s.px(EDGE_MM)))
    high = height_of(words, inner.w, s.px(6))
    if high > inner.h:
        c.problem(f"the card needs {high} px of {inner.h}")
    stack(words, inner.below(max(0, (inner.h - high) // 2)), s.px(6))
    name_grid(s, room)


def _fitting(s: PageContext, inner: Box, band: Box) -> tuple[list[Block], Box]:
    """The words of a card and the room they have: its title alone, lastly in smaller letters."""
    title, text = _words(s)
    smaller = text_block(s.c, "\n".join(sentences(_view(s)[0])), Type.NAME, BOLD)
    for words, room in (([title, text], inner), ([title], inner), ([title], band)):
        if height_of(words, room.w, s.px(6)) <= room.h:
            return words, room
    return [smaller], band


def _words(s: PageContext) -> list[Block]:
    view = _view(s)
    return [
        text_block(s.c, "\n".join(sentences(view[0])), Type.TITLE, BOLD),
        text_block(s.c, "\n".join(sentences(view[1])), Type.LEAD, PLAIN, balance=True),
    ]


def _view(s: PageContext) -> tuple[str, str, str]:
    cards = s.cards()
    view = cards[s.card % len(cards)]
    s.c.in_english(view.in_english)
    return view.title, view.text, view.picture


def _upright_height(s: PageContext, room: Box) -> int:
    """The card's height above the languages: as much as they leave it, within its shares."""
    count = len(s.voice.offered)
    rows = -(-count // columns_for(count, 3))
    need = rows * (s.px(LANGUAGE_LEAST_MM + 10) + s.px(4)) + s.px(30)
    most, least = (round(room.h * share) for share in UPRIGHT_SHARES)
    words = height_of(_words(s), room.w, s.px(6)) + s.px(20)
    high = max(least, min(most, room.h - need))
    if not s.pictured:
        return min(most, max(words, min(least, room.h - need)))
    if high - words >= round(s.c.glass.width * PICTURE_RATIO * SEEN_SHARE):
        return high
    beside = height_of(_words(s), _beside_width(s), s.px(6)) + s.px(20)
    return min(high, max(beside, round(s.c.glass.width // 2 * PICTURE_RATIO)))


def _beside_width(s: PageContext) -> int:
    """Width of the words where the picture stands beside them."""
    return s.c.glass.width - s.c.glass.width // 2 - margin(s.c) - s.px(6)


def _card(s: PageContext, box: Box, inner: Box) -> None:
    """The card: words above, and the picture below where it fits whole but for some sky."""
    c = s.c
    words, gap = _words(s), s.px(6)
    high = height_of(words, inner.w, gap)
    art = round(box.w * PICTURE_RATIO)
    free = box.bottom - inner.y - high - s.px(4)
    if s.pictured and free >= art * SEEN_SHARE:
        _ground(s, box)
        _picture(s, box.foot(min(art, free)))
    elif s.pictured and c.glass.portrait:
        _ground(s, box)
        _picture(s, box.end(box.w // 2))
        inner = inner.start(_beside_width(s))
        high = height_of(words, inner.w, gap)
        inner = inner.below(max(0, (inner.h - high) // 2))
    elif c.strong:
        edge = s.px(1)
        c.rect(box.foot(edge) if c.glass.portrait else box.end(edge), TypeRole.HAIR)
    else:
        c.rect(box, TypeRole.LEAF)
    if high > inner.h:
        words = words[:1]
    stack(words, inner, gap)


def _ground(s: PageContext, box: Box) -> None:
    """The sky of the pictures, so that one grows out of the card."""
    s.c.add(Node(NodeKind.RECT, box, fill=PALETTE["sky"]))


def _picture(s: PageContext, box: Box) -> None:
    source = s.c.icons.picture(_view(s)[2], box.w, box.h)
    s.c.add(Node(NodeKind.IMAGE, box, source=source))


def _languages(s: PageContext, room: Box) -> None:
    c = s.c
    words = s.say.gettext("Touch your language")
    side = s.px(13)
    line = Box(room.x + side + s.px(4), room.y, room.w - side - s.px(4), room.h)
    head = max(side, c.text_height(words, Type.TITLE, line.w, bold=True))
    below = room.below(head + s.px(5))
    # The names say by themselves what to do with them: the words go first.
    alone = room.below(s.px(2))
    crowded = on_one_page(s, alone) and not on_one_page(s, below)
    if crowded or below.h < least_height(s):
        name_grid(s, alone)
        return
    c.icon(Box(room.x, room.y, side, head), "hand", spot=True)
    c.text(line.top(head), words, Type.TITLE, BOLD, middle=True, heading=True)
    name_grid(s, below)
