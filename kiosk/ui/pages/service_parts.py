"""The parts of a service page: its head, its first step, its facts, its questions."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kiosk.domain.text import isolate
from kiosk.i18n.digits import numeral
from kiosk.presentation.numbers import join_extension
from kiosk.presentation.views import FactView, ServiceView
from kiosk.ui.kit.blocks import Block, column, in_rows, row
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT, Ink
from kiosk.ui.kit.display_text import NUMBER_MM
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import head_block, number_block, number_height, panel_block, panel_pad
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import RING_ROOM_MM, Type, TypeRole
from kiosk.ui.kit.widgets import ICON_GAP_MM, button, fact, icon_line, text_block
from kiosk.ui.pages.code import number_in
from kiosk.ui.pages.take_away import ICON_BUTTON_MM

LINE_ICON_MM = 8.0
CLOSE_MM = 20.0
"""Height of a number up to which its panel has narrow edges."""
STREET_MM = 12.0
"""Least capitals of a street as large as a number; a longer one is set as a title."""
PLACES = 2
"""Places of many that a page names while it counts the others."""
FACT_GAP_MM, COLUMN_GAP_MM = 3.5, 6.0
LEAST_FACT_MM = 62.0
"""Least width of a column of facts."""


# --- head ---------------------------------------------------------------------------------------


def head(s: PageContext, view: ServiceView, kind: Type) -> Block:
    """What it does, its name, its state and age."""
    return column([title_block(s, view, kind), state_line(s, view)], s.px(1))


def head_blocks(s: PageContext, view: ServiceView) -> list[Block]:
    """The same as blocks of their own, where no page holds them together."""
    title = text_block(s.c, view.phrase, Type.NAME, BOLD, heading=True)
    own = [view.own_name] if view.own_name not in {"", view.phrase} else []
    names = [_ended(s, view.name, view.phrase_mark), *(text_block(s.c, one) for one in own)]
    return [title, *names, state_line(s, view)]


def title_block(s: PageContext, view: ServiceView, kind: Type, *, joined: bool = False) -> Block:
    """What it does and its name; ``joined`` puts the name in the title's line."""
    c = s.c
    title = text_block(c, view.phrase, kind, BOLD, heading=True)
    name = _ended(s, view.name, view.phrase_mark)
    blocks = [_joined(s, view, kind, title, name)] if joined else [title, name]
    if view.own_name and view.own_name != view.phrase:
        blocks.append(text_block(c, view.own_name, Type.NAME))
    return column(blocks, s.px(1))


def more_button(s: PageContext) -> Block:
    """A button to the longer text, where its words have no room."""
    words = s.say.gettext("More about it")
    return button(s.c, "page:1", "", "chevron_next", height_mm=ICON_BUTTON_MM, name=words)


def title_and_buttons(
    s: PageContext, view: ServiceView, kind: Type, buttons: Sequence[Block]
) -> Block:
    """Title and name with buttons at their end, over the state."""
    side, gap = s.px(ICON_BUTTON_MM), s.px(4)
    wide = len(buttons) * (side + gap) - gap
    list_column = row(buttons, gap)
    title = title_block(s, view, kind, joined=True)
    state = state_line(s, view)

    def top(width: int) -> int:
        return max(
            title.measure(width - wide - gap), list_column.measure(wide) + s.px(RING_ROOM_MM)
        )

    def draw(box: Box) -> None:
        high = top(box.w)
        title.draw(box.top(high).start(box.w - wide - gap))
        list_column.draw(box.below(s.px(RING_ROOM_MM)).top(high).end(wide))
        state.draw(box.below(high + s.px(1)))

    return Block(
        lambda width: top(width) + s.px(1) + state.measure(width),
        draw,
        target=True,
        whole=lambda width: title.whole(width - wide - gap),
    )


def _joined(s: PageContext, view: ServiceView, kind: Type, title: Block, name: Block) -> Block:
    """Title and name on one line where both have room there, else under each other."""
    c = s.c
    start = c.text_width(view.phrase, kind, bold=True) + s.px(8)

    def on_one_line(width: int) -> bool:
        rest, line = width - start, c.meter.line_height(kind, c.meter.font(kind, bold=True))
        whole = c.text_width(view.name, Type.NAME) <= rest
        return whole and title.measure(width) == line and name.measure(rest) <= line

    def measure(width: int) -> int:
        if on_one_line(width):
            return title.measure(width)
        return title.measure(width) + name.measure(width)

    def draw(box: Box) -> None:
        high = title.measure(box.w)
        title.draw(box.top(high))
        if on_one_line(box.w):
            rest = box.after(start)
            low = name.measure(rest.w)
            name.draw(rest.below((high - low) // 2 + s.px(0.5)).top(low))
        else:
            name.draw(box.below(high))

    return Block(measure, draw)


def _ended(s: PageContext, text: str, mark: str) -> Block:
    """The public name; the mark of the language of the words stands at its end, or below."""
    c = s.c
    words = text_block(c, text, Type.NAME)
    if not mark:
        return words
    side, gap = s.px(LINE_ICON_MM), s.px(ICON_GAP_MM)
    ending = icon_line(c, "globe", mark, ink=SOFT, icon_mm=LINE_ICON_MM)
    wide = side + gap + c.text_width(mark, Type.BODY) + 1
    start = c.text_width(text, Type.NAME) + s.px(8)

    def measure(width: int) -> int:
        first = words.measure(width)
        if start + wide <= width:
            return max(first, ending.measure(wide))
        return first + ending.measure(width)

    def draw(box: Box) -> None:
        high = words.measure(box.w)
        if start + wide <= box.w:
            c.text(box, text, Type.NAME, PLAIN, middle=True)
            low = ending.measure(wide)
            ending.draw(box.after(start).below((box.h - low) // 2).top(low))
        else:
            words.draw(box.top(high))
            ending.draw(box.below(high))

    return Block(measure, draw)


def state_line(s: PageContext, view: ServiceView) -> Block:
    """Open or not, and since when it is known: on one line, or on two."""
    c, state = s.c, view.state
    side, gap, space = s.px(LINE_ICON_MM), s.px(ICON_GAP_MM), s.px(3)
    word = f"{state.word} {state.detail}".strip()
    start = c.text_width(word, Type.BODY, bold=True) + space
    age = f"· {view.age}" if view.age else ""

    def parts(width: int) -> tuple[int, int, bool]:
        rest = width - side - gap
        first = c.text_height(word, Type.BODY, rest, bold=True)
        second = c.text_height(view.age, Type.BODY, rest)
        return first, second, start + c.text_width(age, Type.BODY) <= rest

    def measure(width: int) -> int:
        first, second, beside = parts(width)
        return max(side, first if beside else first + second)

    def draw(box: Box) -> None:
        first, _, beside = parts(box.w)
        line = c.meter.line_height(Type.BODY, c.meter.font(Type.BODY))
        c.icon(box.top(max(side, line)).start(side), state.icon)
        words = box.after(side + gap)
        if beside:
            words = words.top(max(side, first))
            c.text(words, word, Type.BODY, BOLD, middle=True)
            c.text(words.after(start), age, Type.BODY, PLAIN, middle=True)
        else:
            c.text(words, word, Type.BODY, BOLD)
            c.text(words.below(first), view.age, Type.BODY, PLAIN)

    return Block(measure, draw)


# --- first step ---------------------------------------------------------------------------------


def step_blocks(
    s: PageContext, view: ServiceView, most: float, *, number_first: bool
) -> list[Block]:
    """The first thing to do: the number, or the street with the number under it, and what to know.

    ``most`` is the greatest height of the number in mm. ``number_first`` puts the verb in the line
    under the number.
    """
    c, action = s.c, view.action
    blocks = [head_block(c, action.icon, action.verb)]
    if action.number:
        blocks.append(number_block(c, _digits(view), most=most))
        if number_first:
            said = s.desk.formats.together(f"{action.verb}.", *action.lines)
            blocks = [*blocks[1:], icon_line(c, action.icon, said, icon_mm=LINE_ICON_MM)]
        else:
            blocks += [text_block(c, line) for line in action.lines]
    elif action.kind == "walk_in":
        street, *age = action.lines
        blocks.append(_street(s, street, most))
        blocks += [text_block(c, line) for line in age]
        number = join_extension(s.desk.formats, view.number, view.extension)
        if number:
            shown = isolate(number) if number_in(number) else number
            blocks.append(icon_line(c, "phone", shown, Type.TITLE, BOLD, icon_mm=11, spot=True))
    else:
        blocks += [_breaking(s, line) for line in action.lines]
    blocks += [icon_line(c, "shield", text, icon_mm=LINE_ICON_MM) for text in view.notes]
    return blocks


def _digits(view: ServiceView) -> str:
    number = view.action.number
    return isolate(number) if " " in number else number


def action_panel(
    s: PageContext, view: ServiceView, *, most: float = NUMBER_MM[1], number_first: bool = False
) -> Block:
    """The first thing to do, on a white panel."""
    c, digits = s.c, _digits(view)
    gap, up = (2.0, 3.0) if most <= CLOSE_MM else (3.0, 5.0)
    blocks = step_blocks(s, view, most, number_first=number_first)
    panel, narrow = panel_block(c, blocks, s.px(gap), up_mm=up), panel_pad(c)[0]

    def whole(width: int) -> bool:
        least = s.px(min(most, NUMBER_MM[0])) - 1
        return not digits or number_height(c, digits, width - 2 * narrow, most) >= least

    return Block(panel.measure, panel.draw, whole=whole)


def _breaking(s: PageContext, text: str) -> Block:
    """A line as large as a tile's, or smaller where a word of it would be broken."""
    large, small = (text_block(s.c, text, kind, BOLD) for kind in (Type.TILE, Type.BODY))

    def form(width: int) -> Block:
        return large if large.whole(width) else small

    return Block(lambda width: form(width).measure(width), lambda box: form(box.w).draw(box))


def _street(s: PageContext, street: str, most: float) -> Block:
    """A street as large as it fits on one line; a long one on several, as a title."""
    c = s.c
    large = number_block(c, street, most=min(most, 20.0), least=STREET_MM)
    lines = text_block(c, street, Type.TITLE, Ink(TypeRole.PRIMARY, bold=True))

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
    side, gap = s.px(9.5), s.px(3.5)

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
        facts.append(button(s.c, f"way:{view.id}", view.way.amount, "walk"))
    return facts


def _many_places(view: ServiceView) -> FactView | None:
    """Where it is, if that is in many places."""
    found = (one for one in view.facts if one.icon == "pin" and len(one.lines) > PLACES + 1)
    return next(found, None)


def has_many_places(view: ServiceView) -> bool:
    """True if a page that gives something up counts the last places."""
    return _many_places(view) is not None


def _counted(s: PageContext, where: FactView) -> FactView:
    count = numeral(s.say.language, len(where.lines) - PLACES)
    last = f"{s.say.gettext('More places')} ({count})"
    return replace(where, lines=(*where.lines[:PLACES], last))


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
        block, texts = icon_line(c, view.icon, lines, icon_mm=LINE_ICON_MM), (lines,)

    def whole(width: int) -> bool:
        room = width - s.px(13)
        return not any(c.wrap(text, Type.BODY, room, bold=True).broken for text in texts)

    return Block(block.measure, block.draw, whole=whole)


def fact_grid(s: PageContext, blocks: Sequence[Block], most: int = 3) -> Block:
    """The facts in up to ``most`` columns that keep words whole, as low as they get.

    What can be touched stands in rows of its own under them.
    """
    gap, under = s.px(COLUMN_GAP_MM), [block for block in blocks if block.target]
    blocks = [block for block in blocks if not block.target]

    @cache
    def form(width: int) -> Block:
        found = list[Block]()
        for columns in range(1, most + 1):
            cell = (width - gap * (columns - 1)) // columns
            fits = cell >= s.px(LEAST_FACT_MM) and all(block.whole(cell) for block in blocks)
            if columns == 1 or fits:
                rows = [*in_rows(blocks, columns, gap, even=True), *under]
                found.append(column(rows, s.px(FACT_GAP_MM)))
        return min(found, key=lambda block: block.measure(width))

    return Block(
        lambda width: form(width).measure(width),
        lambda box: form(box.w).draw(box),
        target=bool(under),
        whole=lambda width: all(block.whole(width) for block in (*blocks, *under)),
    )
