"""The parts of a service page: its head, its first step, its facts, its questions."""

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from kiosk.domain.records import Start
from kiosk.domain.text import isolate
from kiosk.i18n.digits import numeral
from kiosk.presentation.numbers import join_extension
from kiosk.presentation.views import FactView, ServiceView
from kiosk.ui.kit.blocks import Block, centred, column, in_rows, next_to
from kiosk.ui.kit.canvas import BOLD, SOFT, Ink
from kiosk.ui.kit.display_text import NUMBER_MM
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import head_block, number_block, panel_block, panel_pad
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import ICON_GAP_MM, button, fact, icon_line, text_block
from kiosk.ui.pages.code import number_in

CLOSE_MM = 20.0
"""Height of a number up to which its panel has narrow edges."""
STREET_MM = 12.0
"""Least capitals of a street as large as a number; a longer one is set as a title."""
NAMED_PLACES = 2
"""Places of many that a page names while it counts the others."""
FACT_GAP_MM, LEAN_GAP_MM, COLUMN_GAP_MM = 3.5, 2.0, 6.0
LEAST_FACT_MM = 62.0
"""Least width of a column of facts."""


# --- first step ---------------------------------------------------------------------------------


def step_blocks(
    s: PageContext,
    view: ServiceView,
    most: float,
    *,
    number_first: bool,
    bare: bool = False,
    lean: bool = False,
) -> list[Block]:
    """The first thing to do: the number, or the street with the number under it, and what to know.

    ``most`` is the greatest height of the number in mm. ``number_first`` puts the verb in the line
    under the number, ``lean`` leaves it to the icon if it is to call; ``bare`` leaves out all words
    about it.
    """
    c, action = s.c, view.action
    blocks = [head_block(c, action.icon, action.verb)]
    if action.number:
        blocks.append(number_block(c, _digits(view), most=most))
        if bare:
            return blocks[1:]
        if lean and action.kind == Start.CALL and not action.lines:
            side = c.icon_side(Type.NAME, 11)
            icon = Block(lambda _: side, lambda box: c.icon(box, action.icon, spot=True))
            blocks = [next_to(icon, side, blocks[1], s.px(ICON_GAP_MM))]
        elif number_first:
            lines = (f"{one}." if one == action.extension else one for one in action.lines)
            shown = s.desk.formats.together(f"{action.verb}.", *lines)
            blocks = [*blocks[1:], icon_line(c, action.icon, shown)]
        else:
            blocks += [text_block(c, line) for line in action.lines]
    elif action.kind == "walk_in":
        street, *age = action.lines
        if bare and view.number:
            return [number_block(c, view.number, most=most)]
        if bare:
            return [text_block(c, street, Type.NAME, BOLD)]
        shown = s.desk.formats.together(f"{action.verb}.", *age)
        beside = [_street(s, street, most, Type.NAME), icon_line(c, action.icon, shown)]
        under = [*blocks, _street(s, street, most), *(text_block(c, line) for line in age)]
        blocks = beside if number_first else under
        number = join_extension(s.desk.formats, view.number, view.extension)
        if number:
            shown = isolate(number) if number_in(number) else number
            kind = Type.NAME if number_first else Type.TITLE
            blocks.append(icon_line(c, "phone", shown, kind, BOLD, icon_mm=11, spot=True))
    elif not bare:
        blocks += [_breaking(s, line) for line in action.lines]
    return blocks if bare else [*blocks, *note_blocks(s, view)]


def note_blocks(s: PageContext, view: ServiceView) -> list[Block]:
    """What to know before calling."""
    return [icon_line(s.c, "shield", text) for text in view.notes]


def left_out_blocks(s: PageContext, view: ServiceView) -> list[Block]:
    """What a bare first step leaves out."""
    c, action = s.c, view.action
    lines = s.desk.formats.together(*action.lines) if action.lines else ""
    shown = [icon_line(c, action.icon, lines)] if action.number and lines else []
    if action.kind == "walk_in" and view.number:
        shown = [icon_line(c, "pin", lines)]
    elif not action.number:
        shown = [text_block(c, line) for line in action.lines]
    return [*shown, *note_blocks(s, view)]


def _digits(view: ServiceView) -> str:
    number = view.action.number
    return isolate(number) if " " in number else number


def action_panel(
    s: PageContext,
    view: ServiceView,
    *,
    most: float = NUMBER_MM[1],
    number_first: bool = False,
    bare: bool = False,
    lean: bool = False,
) -> Block:
    """The first thing to do, on a white panel."""
    c = s.c
    gap, up = (2.0, 3.0) if most <= CLOSE_MM else (3.0, 5.0)
    blocks = step_blocks(s, view, most, number_first=number_first, bare=bare, lean=lean)
    panel, narrow = panel_block(c, blocks, s.px(gap), up_mm=up), panel_pad(c)[0]

    def whole(width: int) -> bool:
        return all(block.whole(width - 2 * narrow) for block in blocks)

    return Block(panel.measure, panel.draw, whole=whole)


def _breaking(s: PageContext, text: str) -> Block:
    """A line as large as a tile's, or smaller where a word of it would be broken."""
    large, small = (text_block(s.c, text, kind, BOLD) for kind in (Type.TILE, Type.BODY))

    def form(width: int) -> Block:
        return large if large.whole(width) else small

    return Block(lambda width: form(width).measure(width), lambda box: form(box.w).draw(box))


def _street(s: PageContext, street: str, most: float, kind: Type = Type.TITLE) -> Block:
    """A street as large as it fits on one line; a long one on several, in ``kind``."""
    c = s.c
    large = number_block(c, street, most=min(most, 20.0), least=STREET_MM)
    lines = text_block(c, street, kind, Ink(TypeRole.PRIMARY, bold=True))

    def form(width: int) -> Block:
        return large if large.measure(width) >= s.px(STREET_MM) else lines

    return Block(lambda width: form(width).measure(width), lambda box: form(box.w).draw(box))


# --- facts --------------------------------------------------------------------------------------


def other_numbers(s: PageContext, view: ServiceView) -> list[Block]:
    """Further numbers, each with its word; the one to learn too where it is not the first step."""
    found, formats = list[tuple[str, str]](), s.desk.formats
    first = join_extension(formats, view.action.number, view.action.extension)
    own = join_extension(formats, view.number, view.extension)
    known = {first, own}
    if own and own != first and view.action.kind != "walk_in":
        found.append((s.say.gettext("Or call"), own))
    found += [pair for pair in view.more_numbers if pair[1] not in known]
    return [_labelled(s, label, number) for label, number in found]


def _labelled(s: PageContext, label: str, number: str) -> Block:
    """A number under its word, as a fact is."""
    c = s.c
    shown = isolate(number) if number_in(number) else number
    side, gap = c.icon_side(), s.px(3.5)

    def measure(width: int) -> int:
        room = width - side - gap
        high = c.text_height(label, Type.BODY, room)
        return high + c.text_height(shown, Type.LEAD, room, bold=True)

    def draw(box: Box) -> None:
        room = box.after(side + gap)
        used = c.text(room, label, Type.BODY, SOFT)
        c.icon(box.start(side).top(max(side, used)).top(side), "phone")
        c.text(room.below(used), shown, Type.LEAD, BOLD)

    return Block(
        measure,
        draw,
        whole=lambda width: not c.wrap(shown, Type.LEAD, width - side - gap, bold=True).broken,
    )


def fact_blocks(
    s: PageContext,
    view: ServiceView,
    *,
    labels: bool = True,
    within: Box | None = None,
    brief: bool = False,
) -> list[Block]:
    """The known facts, the further numbers before them, and the way; icons name unlabelled ones.

    A fact that is higher than ``within`` is divided. With ``brief`` the last of many places are
    counted.
    """
    known, many = view.facts, _many_places(view)
    if brief:
        known = tuple(_counted(s, one) if one is many else one for one in known)
    if within is not None:
        known = tuple(part for one in known for part in _divided(s, one, within))
    facts = [*other_numbers(s, view), *(_fact(s, one, labels=labels) for one in known)]
    if view.way is not None:
        amount = view.way.amount if labels else view.way.distance
        facts.append(button(s.c, f"way:{view.id}", amount, "walk", name=view.way.amount))
    return facts


def _many_places(view: ServiceView) -> FactView | None:
    """Where it is, if that is in many places."""
    found = (one for one in view.facts if one.icon == "pin" and len(one.lines) > NAMED_PLACES + 1)
    return next(found, None)


def has_many_places(view: ServiceView) -> bool:
    """True if a page that gives something up counts the last places."""
    return _many_places(view) is not None


def _counted(s: PageContext, where: FactView) -> FactView:
    count = numeral(s.say.language, len(where.lines) - NAMED_PLACES)
    last = f"{s.say.gettext('More places')} ({count})"
    return replace(where, lines=(*where.lines[:NAMED_PLACES], last))


def place_blocks(s: PageContext, view: ServiceView, within: Box) -> list[Block]:
    """All places, if a page that gives something up counts the last of them."""
    where = _many_places(view)
    return [fact(s.c, part) for part in _divided(s, where, within)] if where is not None else []


def _divided(s: PageContext, view: FactView, box: Box) -> list[FactView]:
    """A fact, or its lines under the same label on several blocks."""
    half = len(view.lines) // 2
    if not half or _fact(s, view, labels=True).measure(box.w) <= box.h:
        return [view]
    halves = (view.lines[:half], view.lines[half:])
    return [part for lines in halves for part in _divided(s, replace(view, lines=lines), box)]


def _fact(s: PageContext, view: FactView, *, labels: bool) -> Block:
    c = s.c
    if labels:
        block, texts = fact(c, view), (view.label, *view.lines)
    else:
        lines = " · ".join(line.rstrip(".。।۔") for line in view.lines)
        aloud = f"{view.label}. {lines}"
        block = icon_line(c, view.icon, lines, aloud=aloud)
        texts = (lines,)

    def whole(width: int) -> bool:
        room = width - c.icon_side() - s.px(3.5)
        return not any(c.wrap(text, Type.BODY, room, bold=True).broken for text in texts)

    return Block(block.measure, block.draw, whole=whole)


def fact_grid(
    s: PageContext, blocks: Sequence[Block], most: int = 3, *, lean: bool = False
) -> Block:
    """The facts in up to ``most`` columns that keep words whole, as low as they get.

    What can be touched stands in rows of its own under them, if they are not ``lean``.
    """
    gap, under = s.px(COLUMN_GAP_MM), [block for block in blocks if block.target and not lean]
    blocks = [centred(one) if one.target else one for one in blocks if one not in under]
    between = s.px(LEAN_GAP_MM if lean else FACT_GAP_MM)

    @cache
    def form(width: int) -> Block:
        found = list[Block]()
        for columns in range(1, most + 1):
            cell = (width - gap * (columns - 1)) // columns
            fits = cell >= s.px(LEAST_FACT_MM) and all(block.whole(cell) for block in blocks)
            if columns == 1 or fits:
                rows = [*in_rows(blocks, columns, gap, even=True), *under]
                found.append(column(rows, between))
        return min(found, key=lambda block: block.measure(width))

    return Block(
        lambda width: form(width).measure(width),
        lambda box: form(box.w).draw(box),
        target=bool(under),
        whole=lambda width: all(block.whole(width) for block in (*blocks, *under)),
    )
