"""Attract screen: a calm card and every language by its own name.

It turns: each turn shows another language, and the next card in it.
"""

from math import lcm

from kiosk.presentation.welcome import CardView
from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.canvas import BOLD, PLAIN
from kiosk.ui.kit.current_marker import margin
from kiosk.ui.kit.icons import PALETTE
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box, Node, NodeKind
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import BUTTON_MM, button, button_width, text_block
from kiosk.ui.pages.guide_text import sentences
from kiosk.ui.pages.language_grid import (
    LANGUAGE_LEAST_MM,
    columns_for,
    least_height,
    name_grid,
    pages_of,
)

CARD_WIDE_MM, CARD_COMPACT_MM = 180.0, 130.0
PICTURE_RATIO = 620 / 720
"""Height by width of every picture of the cards, from their files."""
SEEN_SHARE = 0.68
"""Least part of a picture's height that still tells what it is."""
UPRIGHT_SHARES = (0.72, 0.44)
"""Most and least of an upright page that the card takes."""
ROOMY_MM = 10.0
"""Height of a language over its least that an upright card leaves."""
OPEN_MM = (118.0, 24.0)
"""Width of the button of a card, where its words need no more, and its height on a wide screen."""
GAP_MM, EDGE_MM = 6.0, 4.0
"""Between two parts of a card; room above and below its words where they take all the height."""


def compose(s: PageContext) -> None:
    """Draws the attract screen."""
    c = s.c
    wide = 0
    if not c.glass.portrait:
        wide = s.px(CARD_COMPACT_MM if c.glass.compact else CARD_WIDE_MM)
    room = s.attract_frame(0 if c.low_reach else wide, _opening(s) if c.low_reach else None)
    c.title = s.say.gettext("Touch your language")
    if c.glass.portrait:
        high = c.glass.height // 2 - room.y if c.low_reach else _upright_height(s, room)
        card = Box(0, room.y, c.glass.width, high)
        _card(s, card, Box(margin(c), card.y + s.px(10), room.w, high - s.px(16)))
        _languages(s, room.below(high + s.px(7)))
        return
    if c.above:
        _draw_low_reach(s, room)
        return
    card = Box(0, 0, wide, room.bottom + s.px(6))
    top, end = (s.px(11), s.px(6)) if c.glass.compact else (s.px(16), s.px(8))
    _card(s, card, Box(margin(c), top, wide - margin(c) - end, card.h - top - s.px(8)))
    left = wide + s.px(8 if c.glass.compact else 14)
    _languages(s, Box(left, room.y + s.px(2), room.right - left, room.h - s.px(2)))


def _draw_low_reach(s: PageContext, room: Box) -> None:
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
    _draw_parts(s, inner, card, middle=True)
    name_grid(s, room)


def _draw_parts(s: PageContext, room: Box, card: Box, *, middle: bool = False) -> None:
    """The parts of the card: its title gives way to smaller letters, then its text goes.

    Where all that is too high, they take the height of the card.
    """
    gap = s.px(GAP_MM)
    title, text, *opening = _parts(s)
    smaller, least = _title(s, Type.NAME), _title(s, Type.BODY)
    whole = Box(room.x, card.y, room.w, card.h).inset(0, s.px(EDGE_MM))
    forms = (
        *(([title, text], room), ([smaller, text], room), ([title], room), ([smaller], room)),
        *(([title], whole), ([smaller], whole), ([least], whole)),
    )
    for words, place in forms:
        blocks = [*words, *opening]
        high = height_of(blocks, place.w, gap)
        if high <= place.h and all(block.whole(place.w) for block in blocks):
            break
    else:
        s.c.problem(f"the card needs {high} px of {place.h}")
    stack(blocks, place.below(max(0, (place.h - high) // 2)) if middle else place, gap)


def _title(s: PageContext, kind: Type) -> Block:
    return text_block(s.c, "\n".join(sentences(_view(s).title)), kind, BOLD, balance=True)


def _words(s: PageContext) -> list[Block]:
    text = "\n".join(sentences(_view(s).text))
    return [_title(s, Type.TITLE), text_block(s.c, text, Type.LEAD, PLAIN, balance=True)]


def _view(s: PageContext) -> CardView:
    """The card of this turn. After each pair of a language and a card was shown, one is left out.

    So no language has the same cards for ever.
    """
    cards = s.cards()
    view = cards[(s.turn + s.turn // lcm(len(cards), len(s.voice.offered))) % len(cards)]
    s.c.in_english(view.in_english)
    return view


def _opening(s: PageContext) -> tuple[str, str, str] | None:
    """The button that opens the subject of the card; none if the directory lacks it.

    Its act, its words and its spoken name.
    """
    view = _view(s)
    act = s.desk.card_act(view.opens) if view.opens else ""
    # TRANSLATORS: On a button under a short text; it opens the page about that text.
    label = s.say.gettext("Touch here")
    return (act, label, f"{label}. {view.title}") if act else None


def _parts(s: PageContext) -> list[Block]:
    """The words of the card and its button, which with low reach is next to Leave."""
    words, opening = _words(s), None if s.c.low_reach else _opening(s)
    if opening is None:
        return words
    act, label, name = opening
    high, kind = (BUTTON_MM, Type.BODY) if s.c.glass.compact else (OPEN_MM[1], Type.LEAD)
    least = button_width(s.c, label, "hand", kind)

    def touch(width: int) -> Block:
        """The button in a width; where its words would break, they stand without the hand."""
        icon = "hand" if least <= width else ""
        return button(s.c, act, label, icon, height_mm=high, name=name, kind=kind)

    def draw(box: Box) -> None:
        touch(box.w).draw(box.start(min(box.w, max(s.px(OPEN_MM[0]), least))))

    return [*words, Block(lambda width: touch(width).measure(width), draw, target=True)]


def _upright_height(s: PageContext, room: Box) -> int:
    """The card's height above the languages: as much as they leave it, within its shares.

    Beside its picture it has the least one, so that the languages stay in place from turn to turn.
    """
    count = len(s.voice.offered)
    rows = -(-count // columns_for(count, 3))
    tight = rows * s.px(LANGUAGE_LEAST_MM + 4) + s.px(30)
    need = tight + rows * s.px(ROOMY_MM)
    most, least = (round(room.h * share) for share in UPRIGHT_SHARES)
    parts = _parts(s)
    words = height_of(parts, room.w, s.px(GAP_MM)) + s.px(20)
    high = max(least, min(most, room.h - need))
    if not s.pictured:
        return min(most, max(words, min(least, room.h - need)))
    if high - words >= round(s.c.glass.width * PICTURE_RATIO * SEEN_SHARE):
        return high
    next_to_card = height_of(parts, _width_next_to_card(s), s.px(GAP_MM)) + s.px(20)
    return max(least, min(next_to_card, room.h - tight))


def _width_next_to_card(s: PageContext) -> int:
    """Width of the words where the picture stands beside them."""
    return s.c.glass.width - s.c.glass.width // 2 - margin(s.c) - s.px(6)


def _card(s: PageContext, box: Box, inner: Box) -> None:
    """The card: words above, and the picture below where it fits whole but for some sky.

    The button may stand in the picture, which needs only its sky for it.
    """
    c = s.c
    words, gap = _parts(s), s.px(GAP_MM)
    high = height_of(words, inner.w, gap)
    art = round(box.w * PICTURE_RATIO)
    seen = round(art * SEEN_SHARE)
    free = box.bottom - inner.y - s.px(4)
    if s.pictured and free - height_of(words[:2], inner.w, gap) >= seen:
        _ground(s, box)
        _picture(s, box.foot(min(art, max(free - high, seen))))
    elif s.pictured and c.glass.portrait:
        _ground(s, box)
        _picture(s, box.end(box.w // 2))
        inner = inner.start(_width_next_to_card(s))
        high = height_of(words, inner.w, gap)
        inner = inner.below(max(0, (inner.h - high) // 2))
    elif c.strong:
        edge = s.px(1)
        c.rect(box.foot(edge) if c.glass.portrait else box.end(edge), TypeRole.HAIR)
    else:
        c.rect(box, TypeRole.LEAF)
    _draw_parts(s, inner, box)


def _ground(s: PageContext, box: Box) -> None:
    """The sky of the pictures, so that one grows out of the card."""
    s.c.add(Node(NodeKind.RECT, box, fill=PALETTE["sky"]))


def _picture(s: PageContext, box: Box) -> None:
    source = s.c.icons.picture(_view(s).picture, box.w, box.h)
    s.c.add(Node(NodeKind.IMAGE, box, source=source))


def _languages(s: PageContext, room: Box) -> None:
    c = s.c
    words = s.say.gettext("Touch your language")
    side = c.icon_side(Type.TITLE, 13)
    line = Box(room.x + side + s.px(4), room.y, room.w - side - s.px(4), room.h)
    head = max(side, c.text_height(words, Type.TITLE, line.w, bold=True))
    below = room.below(head + s.px(5))
    # The names say by themselves what to do with them: the words go first.
    alone = room.below(s.px(2))
    if below.h < least_height(s) or pages_of(s, alone) < pages_of(s, below):
        name_grid(s, alone)
        return
    c.icon(Box(room.x, room.y, side, head), "hand", spot=True)
    c.text(line.top(head), words, Type.TITLE, BOLD, middle=True, heading=True)
    name_grid(s, below)
