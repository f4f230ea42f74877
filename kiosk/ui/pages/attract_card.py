"""The card of the attract screen: its words, its button, its picture."""

from math import lcm

from kiosk.domain.text import sentences
from kiosk.presentation.welcome import CardView
from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.current_marker import TopItem, margin
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import draw_ground, draw_picture, night_number_block, on_ground
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import BUTTON_MM, button, button_width, text_block
from kiosk.ui.pages.language_grid import LANGUAGE_LEAST_MM, columns_for

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
NIGHT_NUMBER_MM = (28.0, 8.0)
"""Capitals of the number at night: of a short one, and at least of one with area code."""
GAP_MM, EDGE_MM = 6.0, 4.0
"""Between two parts of a card; room above and below its words where they take all the height."""


def draw_card_parts(page: PageContext, room: Box, card: Box, *, middle: bool = False) -> None:
    """The parts of the card: its title gives way to smaller letters, then its text goes.

    Where all that is too high, they take the height of the card.
    """
    gap = page.px(GAP_MM)
    title, text, *rest = _parts(page)
    smaller, least = _title(page, Type.NAME), _title(page, Type.BODY)
    whole = Box(room.x, card.y, room.w, card.h).inset(0, page.px(EDGE_MM))
    forms = (
        *(([title, text], room), ([smaller, text], room), ([title], room), ([smaller], room)),
        *(([title], whole), ([smaller], whole), ([least], whole)),
    )
    for words, place in forms:
        blocks = [*words, *rest]
        high = height_of(blocks, place.w, gap)
        if high <= place.h and all(block.whole(place.w) for block in blocks):
            break
    else:
        page.canvas.problem(f"the card needs {high} px of {place.h}")
    stack(blocks, place.below(max(0, (place.h - high) // 2)) if middle else place, gap)


def _title(page: PageContext, kind: Type) -> Block:
    words = "\n".join(sentences(card_view(page).title))
    return text_block(page.canvas, words, kind, on_ground(page.canvas, bold=True), balance=True)


def _words(page: PageContext) -> list[Block]:
    """The words of the card and, at night, the number that answers."""
    canvas, view = page.canvas, card_view(page)
    text, ink = "\n".join(sentences(view.text)), on_ground(page.canvas)
    blocks = [_title(page, Type.TITLE), text_block(canvas, text, Type.LEAD, ink, balance=True)]
    if view.number:
        blocks.append(night_number_block(canvas, view.number, *NIGHT_NUMBER_MM))
    return blocks


def card_view(page: PageContext) -> CardView:
    """The card of this turn. After each pair of a language and a card was shown, one is left out.

    So no language has the same cards for ever.
    """
    cards = page.cards()
    view = cards[(page.turn + page.turn // lcm(len(cards), len(page.voice.offered))) % len(cards)]
    page.canvas.in_english(view.in_english)
    return view


def card_button(page: PageContext) -> TopItem | None:
    """The button that opens the subject of the card, by its name; none if the directory lacks it.

    Its act, its icon, its words and its spoken name.
    """
    view = card_view(page)
    opening = page.presenter.card_opening(view.opens) if view.opens else None
    return (*opening, f"{opening[-1]}. {view.title}") if opening else None


def _parts(page: PageContext) -> list[Block]:
    """The words of the card and its button, which with low reach is next to Leave."""
    words, opening = _words(page), None if page.canvas.low_reach else card_button(page)
    if opening is None:
        return words
    act, icon, label, name = opening
    high, kind = (BUTTON_MM, Type.BODY) if page.canvas.glass.compact else (OPEN_MM[1], Type.LEAD)
    least = button_width(page.canvas, label, icon, kind)

    def touch(width: int) -> Block:
        """The button in a width; where its words would break, they stand without the picture."""
        shown, start = icon if least <= width else "", Align.START
        return button(
            page.canvas, act, label, shown, height_mm=high, name=name, kind=kind, align=start
        )

    def draw(box: Box) -> None:
        touch(box.w).draw(box.start(min(box.w, max(page.px(OPEN_MM[0]), least))))

    return [*words, Block(lambda width: touch(width).measure(width), draw, target=True)]


def upright_height(page: PageContext, room: Box) -> int:
    """The card's height above the languages: as much as they leave it, within its shares.

    Beside its picture it has the least one, so that the languages stay in place from turn to turn.
    """
    count = len(page.voice.offered)
    rows = -(-count // columns_for(count, 3))
    tight = rows * page.px(LANGUAGE_LEAST_MM + 4) + page.px(30)
    need = tight + rows * page.px(ROOMY_MM)
    most, least = (round(room.h * share) for share in UPRIGHT_SHARES)
    parts = _parts(page)
    words = height_of(parts, room.w, page.px(GAP_MM)) + page.px(20)
    high = max(least, min(most, room.h - need))
    if not page.pictured:
        return min(most, max(words, min(least, room.h - need)))
    if high - words >= round(page.canvas.glass.width * PICTURE_RATIO * SEEN_SHARE):
        return high
    next_to_card = height_of(parts, _width_next_to_card(page), page.px(GAP_MM)) + page.px(20)
    return max(least, min(next_to_card, room.h - tight))


def _width_next_to_card(page: PageContext) -> int:
    """Width of the words where the picture stands beside them."""
    return page.canvas.glass.width - page.canvas.glass.width // 2 - margin(page.canvas) - page.px(6)


def draw_card(page: PageContext, box: Box, inner: Box) -> None:
    """The card: words above, and the picture below where it fits whole but for some sky.

    The button may stand in the picture, which needs only its sky for it.
    """
    canvas = page.canvas
    words, gap, picture = _parts(page), page.px(GAP_MM), card_view(page).picture
    high = height_of(words, inner.w, gap)
    art = round(box.w * PICTURE_RATIO)
    seen = round(art * SEEN_SHARE)
    free = box.bottom - inner.y - page.px(4)
    if page.pictured and free - height_of(words[:2], inner.w, gap) >= seen:
        draw_picture(canvas, box, box.foot(min(art, max(free - high, seen))), picture)
    elif page.pictured and canvas.glass.portrait:
        draw_picture(canvas, box, box.end(box.w // 2), picture)
        inner = inner.start(_width_next_to_card(page))
        high = height_of(words, inner.w, gap)
        inner = inner.below(max(0, (inner.h - high) // 2))
    else:
        draw_ground(canvas, box, at_foot=canvas.glass.portrait)
    draw_card_parts(page, inner, box)
