"""The parts of a service page: its state, its first action, its numbers, its facts."""

import re

from kiosk.domain.text import isolate
from kiosk.presentation.numbers import join_extension
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, column, row
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT, Ink
from kiosk.ui.kit.display_text import NUMBER_MM
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import head_block, number_block, panel_block
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import ICON_GAP_MM, fact, icon_line, note, text_block
from kiosk.ui.pages.code import number_in

LINE_ICON_MM = 8.0
LARGE_MM = 25.0
MARK_GAP_MM = 1.0
"""From a text to the mark of its language."""
SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
"""Where a longer text may be parted."""


def state_line(s: PageContext, view: ServiceView) -> Block:
    """Open or not, and when this was checked: on one line, or on two."""
    c = s.c
    side, gap = s.px(LINE_ICON_MM), s.px(ICON_GAP_MM)
    word, detail = view.state.word, view.state.detail
    space = s.px(2) if detail else 0
    first = side + gap + c.text_width(word, Type.BODY, bold=True) + space
    first += c.text_width(detail, Type.BODY)
    checked = icon_line(c, "calendar", view.checked, ink=SOFT, icon_mm=LINE_ICON_MM)
    second = side + gap + c.text_width(view.checked, Type.BODY)
    whole = icon_line(c, view.state.icon, f"{word} {detail}".strip(), icon_mm=LINE_ICON_MM)

    def draw_first(box: Box) -> None:
        c.icon(box.start(side), view.state.icon)
        words = box.after(side + gap)
        c.text(words, word, Type.BODY, BOLD, middle=True)
        rest = words.after(c.text_width(word, Type.BODY, bold=True) + space)
        c.text(rest, detail, Type.BODY, PLAIN, middle=True)

    def measure(width: int) -> int:
        if first + second + s.px(8) <= width:
            return checked.measure(width)
        return (checked if first <= width else whole).measure(width) + checked.measure(width)

    def draw(box: Box) -> None:
        if first + second + s.px(8) <= box.w:
            draw_first(box)
            checked.draw(box.end(second + 1))
            return
        high = (checked if first <= box.w else whole).measure(box.w)
        if first <= box.w:
            draw_first(box.top(high))
        else:
            whole.draw(box.top(high))
        checked.draw(box.below(high))

    return Block(measure, draw)


def action_panel(
    s: PageContext, view: ServiceView, *, most: float = NUMBER_MM[1], tight: bool = False
) -> Block:
    """The first thing to do, on a white panel: the number, or the door where there is none.

    ``most`` is the greatest height of the number in mm; ``tight`` leaves the lines under it to
    :func:`action_lines`.
    """
    c, action = s.c, view.action
    if not action.number:
        # No number: the door stands as large as a title where a number would be large.
        large, lesser = (Type.TITLE, Type.TILE) if most >= LARGE_MM else (Type.TILE, Type.NAME)
        verb = icon_line(c, action.icon, action.verb, large, BOLD, icon_mm=12, spot=True)
        lines = () if tight else (text_block(c, line, lesser, BOLD) for line in action.lines)
        return panel_block(c, [verb, *lines], s.px(3))
    shown = isolate(action.number) if " " in action.number else action.number
    blocks = [head_block(c, action.icon, action.verb), number_block(c, shown, most=most)]
    if not tight:
        blocks += [text_block(c, line) for line in action.lines]
    return panel_block(c, blocks, s.px(2 if tight else 4))


def action_lines(s: PageContext, view: ServiceView) -> list[Block]:
    """What stands in a tight panel no more."""
    kind, ink = (Type.LEAD, PLAIN) if view.action.number else (Type.NAME, BOLD)
    return [text_block(s.c, line, kind, ink) for line in view.action.lines]


def other_numbers(s: PageContext, view: ServiceView) -> list[Block]:
    """Further numbers, each with its word; the voice line too where it is not the first action."""
    found, formats = [], s.desk.formats
    first = join_extension(formats, view.action.number, view.action.extension)
    voice = join_extension(formats, view.number, view.extension)
    if voice and voice != first:
        found.append((s.say.gettext("Or call"), voice))
    known = {first, voice}
    found += [pair for pair in view.more_numbers if pair[1] not in known]
    return [_labelled(s, label, number) for label, number in found]


def _labelled(s: PageContext, label: str, number: str) -> Block:
    c = s.c
    shown = isolate(number) if number_in(number) else number
    words = c.text_width(label, Type.BODY) + s.px(4)
    digits = c.text_width(shown, Type.LEAD, bold=True)

    def measure(width: int) -> int:
        line = c.text_height(shown, Type.LEAD, width, bold=True)
        return line if words + digits <= width else line + c.text_height(label, Type.BODY, width)

    def draw(box: Box) -> None:
        ink = Ink(TypeRole.INK, bold=True)
        if words + digits <= box.w:
            c.text(box, label, Type.BODY, SOFT, middle=True)
            c.text(box.after(words), shown, Type.LEAD, ink, middle=True)
        else:
            used = c.text(box, label, Type.BODY, SOFT)
            c.text(box.below(used), shown, Type.LEAD, ink)

    return Block(measure, draw)


def note_blocks(s: PageContext, view: ServiceView) -> list[Block]:
    """Sentences that must be seen, each on a tint."""
    return [note(s.c, text) for text in view.notes if text not in view.marks]


def _mark(s: PageContext, text: str) -> Block:
    """What must be said about the language of a text."""
    return icon_line(s.c, "globe", text, ink=SOFT, icon_mm=LINE_ICON_MM)


def phrase_block(s: PageContext, view: ServiceView) -> Block:
    """What the place does, with the mark of these words; before it its name in her language."""
    if not view.own_name:
        return _marked_phrase(s, view)
    own = text_block(s.c, view.own_name, Type.LEAD, BOLD)
    return column([own, _marked_phrase(s, view)], 0)


def _marked_phrase(s: PageContext, view: ServiceView) -> Block:
    """The mark stands at the end of the line of the words, or below."""
    c = s.c
    words = text_block(c, view.phrase, Type.LEAD)
    if not view.phrase_mark:
        return words
    mark, gap = _mark(s, view.phrase_mark), s.px(MARK_GAP_MM)
    wide = s.px(LINE_ICON_MM) + s.px(ICON_GAP_MM) + c.text_width(view.phrase_mark, Type.BODY)
    whole = c.text_width(view.phrase, Type.LEAD) + s.px(8) + wide

    def measure(width: int) -> int:
        first, second = words.measure(width), mark.measure(width)
        return max(first, second) if whole <= width else first + gap + second

    def draw(box: Box) -> None:
        if whole <= box.w:
            c.text(box, view.phrase, Type.LEAD, middle=True)
            end = box.end(wide + 1)
            high = mark.measure(end.w)
            mark.draw(end.below((box.h - high) // 2).top(high))
            return
        first = words.measure(box.w)
        words.draw(box.top(first))
        mark.draw(box.below(first + gap))

    return Block(measure, draw)


def description(s: PageContext, view: ServiceView, width: int, most: int) -> list[Block]:
    """More about the place, with a mark of its own where that of the phrase does not say it."""
    if not view.description:
        return []
    found = prose(s, view.description, width, most)
    if view.description_mark and view.description_mark != view.phrase_mark:
        mark = _mark(s, view.description_mark)
        last = found.pop()
        gap = s.px(MARK_GAP_MM)
        if last.measure(width) + gap + mark.measure(width) <= most:
            return [*found, column([last, mark], gap)]
        found += [last, mark]
    return found


def fact_rows(s: PageContext, view: ServiceView, width: int, most: int) -> list[Block]:
    """The six facts in rows; one taller than ``most`` pixels comes in its single lines."""
    columns = fact_columns(s, view, width)
    found = list[Block]()
    for at in range(0, len(view.facts), columns):
        pair = view.facts[at : at + columns]
        line = row([fact(s.c, one) for one in pair], s.px(8))
        if line.measure(width) <= most:
            found.append(line)
            continue
        for one in pair:
            whole = fact(s.c, one)
            if whole.measure(width) <= most:
                found.append(whole)
            else:
                found.append(icon_line(s.c, one.icon, one.label, ink=BOLD))
                found += [text_block(s.c, text, Type.BODY, SOFT) for text in one.lines]
    return found


def prose(s: PageContext, text: str, width: int, most: int) -> list[Block]:
    """A longer text, by its sentences where it is taller than ``most`` pixels."""
    whole = text_block(s.c, text, Type.BODY, SOFT)
    if whole.measure(width) <= most:
        return [whole]
    return [text_block(s.c, part, Type.BODY, SOFT) for part in SENTENCE.split(text) if part]


def fact_columns(s: PageContext, view: ServiceView, width: int) -> int:
    """Two columns of facts where no word of them is wider than half."""
    c = s.c
    half = (width - s.px(8)) // 2 - s.px(13)
    words = [text for one in view.facts for text in (one.label, *one.lines)]
    whole = not any(c.wrap(text, Type.BODY, half, bold=True).broken for text in words)
    return 2 if whole and half >= 12 * c.meter.font(Type.BODY).pixels // 2 else 1


def heading(s: PageContext, text: str, kind: Type = Type.TILE) -> Block:
    """A heading that never ends a page."""
    return text_block(s.c, text, kind, BOLD, keep=True)
