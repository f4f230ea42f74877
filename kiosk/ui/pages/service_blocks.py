"""What the page of a service is made of: its head and the number panel."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from kiosk.domain.records import Start
from kiosk.domain.text import isolate, unmarked
from kiosk.presentation.numbers import join_extension
from kiosk.presentation.views import FactView, ServiceView
from kiosk.ui.kit.blocks import (
    Block,
    by_width,
    centred,
    column,
    in_rows,
    next_to,
)
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT, Ink
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import number_block, number_height, panel_block
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import CAP_HEIGHT_EM, ICON_MM, Type, TypeRole
from kiosk.ui.kit.widgets import (
    ICON_GAP_MM,
    button,
    icon_line,
    text_block,
    tinted,
    with_icon,
)
from kiosk.ui.pages.code import number_in
from kiosk.visit.acts import Route, Screen

NUMBER_MM, AIR_MM = (16.0, 26.0), 5.0
"""Least and greatest capitals of the number, and the air around it."""
SMALL_ICON_MM = 5.5
"""Height of an icon next to small words at the middle step."""
DESCENT = 0.32
"""What letters reach under their line, of their capitals."""
STREET_MM, LETTERS_LESS_MM = 12.0, 5.0
"""Least capitals of a street as large as a number, and how much lower its are; a longer one is set
as a title."""
STEP_GAP_MM = 8.0
FACTS_SHARE, SHORT_SHARE = 0.46, 0.6
"""Most of a panel's width for facts; a number that takes less has the words next to it."""


Subject = tuple[Block, str, float]
"""What is largest on a panel: its block, its text, its greatest capitals in mm."""


@dataclass(frozen=True, slots=True)
class ServiceForm:
    """What a page gives up: large letters, pictures of steps, its end, the lower half, the lead.

    Without ``english`` the quotes are in her language alone, but for the first.
    """

    title: Type = Type.TITLE
    pictured: bool = True
    also: bool = True
    english: bool = True
    split: bool = False
    lead: bool = True


FORMS = (
    ServiceForm(),
    ServiceForm(Type.NAME),
    ServiceForm(Type.NAME, pictured=False),
    ServiceForm(Type.NAME, pictured=False, also=False, english=False),
    ServiceForm(also=False, split=True),
    ServiceForm(Type.BODY, also=False, split=True, lead=False),
)
"""The forms of a page, the fullest first."""


def line(
    page: PageContext, icon: str, words: str, ink: Ink = PLAIN, *, small: bool = False
) -> Block:
    """A line of words with an icon; ``small`` where the largest letters have no room for it."""
    kind, icon_mm = (Type.ROW, SMALL_ICON_MM) if small else (Type.BODY, ICON_MM)
    return icon_line(page.canvas, icon, words, kind, ink, icon_mm=icon_mm)


# --- head -----------------------------------------------------------------------------------------


def title_blocks(
    page: PageContext,
    view: ServiceView,
    form: ServiceForm,
    *,
    small: bool = False,
    marked: bool = True,
) -> list[Block]:
    """What it does; its public name unless the page is split; the language of both.

    Without ``marked`` a picture stands for the language, which the next page says.
    """
    canvas = page.canvas
    title = text_block(canvas, view.phrase, form.title, BOLD, heading=True, balance=True)
    lines = [] if form.split and not form.lead else name_blocks(page, view)
    if not marked and view.phrase_mark:
        side = page.px(SMALL_ICON_MM * 2)
        return [with_icon(canvas, "globe", column([title, *lines], 0), side, page.px(2))]
    mark = [line(page, "globe", view.phrase_mark, SOFT, small=small)] if view.phrase_mark else []
    wide = canvas.text_width(view.name, Type.NAME) + page.px(STEP_GAP_MM)
    ending = canvas.text_width(view.phrase_mark, Type.BODY) + canvas.icon_side() + page.px(4)
    if len(lines) == 1 and mark:
        joined, apart = next_to(lines[0], wide, centred(mark[0]), 0), column([*lines, *mark], 0)
        both = by_width(lambda width: joined if wide + ending <= width else apart)
        return [column([title, both], page.px(0.5))]
    return [column([title, *lines, *mark], page.px(0.5))]


def name_blocks(page: PageContext, view: ServiceView) -> list[Block]:
    """The public name, and the name in her language under it."""
    names = dict.fromkeys((view.name, view.own_name))
    return [
        text_block(page.canvas, one, Type.NAME) for one in names if one not in {"", view.phrase}
    ]


def lead_blocks(page: PageContext, view: ServiceView) -> list[Block]:
    """The first thing to know, with a mark of its own language if that is not the title's."""
    if not view.lead:
        return []
    canvas = page.canvas
    lines = [icon_line(canvas, "check_circle", view.lead, ink=BOLD, balance=True)]
    if view.lead_mark not in {"", view.phrase_mark}:
        lines.append(icon_line(canvas, "globe", view.lead_mark, ink=SOFT))
    block = tinted(canvas, column(lines, 0), page.px(5), TypeRole.LEAF, up_mm=air(page) / 2)
    return [block]


def air(page: PageContext) -> float:
    """The air around a number in mm; less on a small glass."""
    return 3.0 if page.canvas.glass.compact else AIR_MM


def least_number(page: PageContext) -> float:
    """The least capitals of a number in mm: as large as bold words of a title next to it."""
    sizes = (page.canvas.meter.font(Type.BODY, bold=bold).pixels for bold in (True, False))
    return max(sizes) * CAP_HEIGHT_EM / page.canvas.glass.px_per_mm + 0.3


# --- panel ----------------------------------------------------------------------------------------


def panel(
    page: PageContext,
    view: ServiceView,
    most: float,
    *,
    facts: bool = True,
    way: bool = True,
    small: bool = False,
    state: bool = True,
) -> Block:
    """The number, or the street, with its state, what to know before, and three facts.

    ``small`` sets all words around it so; without ``state`` the next page has it.
    """
    canvas, gap = page.canvas, page.px(1.5 if small else 3.5)
    known = [_top_fact(page, one) for one in view.top] if facts else []
    known += way_blocks(page, view) if facts and way else []
    words, subject = _words(page, view, small=small), _subject(page, view, most, small=small)
    words = words if state else [None, *words[1:]]

    def stacked(width: int) -> Block:
        head, *under = words
        wide = _drawn(page, subject, width)
        lines = [one for one in words if one is not None]
        if lines and wide < width * SHORT_SHARE:
            return next_to(subject[0], wide, centred(column(lines, gap)), page.px(STEP_GAP_MM))
        blocks = [*([head] if head else []), subject[0], *(one for one in under if one)]
        return column(blocks, gap)

    left = by_width(stacked)
    if not known:
        return panel_block(canvas, [left], 0, up_mm=1.5 if small else air(page))
    target = known[-1].target
    inside = by_width(lambda width: _with_facts(page, view, left, known, width), target=target)
    return panel_block(canvas, [inside], 0, up_mm=1.5 if small else air(page))


def way_blocks(page: PageContext, view: ServiceView) -> list[Block]:
    """The button to the way on foot."""
    if view.way is None:
        return []
    act, words = Route(Screen.WAY, view.id), view.way.distance
    return [button(page.canvas, act, words, "walk", height_mm=14, name=view.way.amount)]


def _with_facts(
    page: PageContext, view: ServiceView, left: Block, known: Sequence[Block], width: int
) -> Block:
    """The number with its facts behind a hairline; under it where words or digits break."""
    gap, thin = page.px(STEP_GAP_MM), max(1, page.px(0.3))
    texts = [one.lines[0] for one in view.top]
    texts += [view.way.distance + "MM"] if known[-1].target and view.way else []
    words = max(page.canvas.text_width(text, Type.BODY, bold=True) for text in texts)
    least = words + page.canvas.icon_side() + page.px(ICON_GAP_MM)
    wide = min(least, round(width * FACTS_SHARE))
    facts = column(known, page.px(air(page) - 2.5))
    rest = width - wide - 2 * gap
    if left.whole(rest) and facts.whole(wide):
        return Block(
            lambda _: max(left.measure(rest), facts.measure(wide)),
            lambda box: _draw_halves(page, box, (left, rest), (facts, wide), thin),
        )
    columns = next(
        (many for many in (3, 2) if all(one.whole(width // many - gap) for one in known)), 1
    )
    return column([left, *in_rows(known, columns, gap, even=True)], page.px(2))


def _draw_halves(
    page: PageContext, box: Box, first: tuple[Block, int], second: tuple[Block, int], thin: int
) -> None:
    centred(first[0]).draw(box.start(first[1]))
    line = box.end(second[1] + page.px(STEP_GAP_MM)).start(thin)
    page.canvas.rect(line, TypeRole.HAIR)
    with page.canvas.read_after():
        centred(second[0]).draw(box.end(second[1]))


def _top_fact(page: PageContext, view: FactView) -> Block:
    return icon_line(page.canvas, view.icon, view.lines[0], aloud=f"{view.label}. {view.lines[0]}")


def _drawn(page: PageContext, subject: Subject, width: int) -> int:
    """The width in pixels that the largest words of a panel take, at most all of it."""
    block, text, most = subject
    meter, high = page.canvas.meter, number_height(page.canvas, text, width, most)
    if block.measure(width) > high * (1 + DESCENT) or high < page.canvas.px(STREET_MM):
        return width
    spec = meter.latin(most) if text.isascii() else meter.own(most)
    return min(width, int(meter.width(text, spec)) + 1)


def _on_line(block: Block) -> Block:
    """Letters as large as a number with the room that reaches under their line."""
    return replace(
        block,
        measure=lambda width: round(block.measure(width) * (1 + DESCENT)),
        draw=lambda box: block.draw(box.top(block.measure(box.w))),
    )


def street_of(view: ServiceView) -> tuple[str, str]:
    """The street of a place to walk in, and its city; empty for other places."""
    if view.action.kind != Start.WALK_IN:
        return "", ""
    street, _, city = unmarked(view.action.lines[0]).rpartition(", ")
    return isolate(street or city), isolate(city) if street else ""


def _subject(page: PageContext, view: ServiceView, most: float, *, small: bool) -> Subject:
    """The number, the street of a place to walk in, else the page or what to do."""
    action, canvas = view.action, page.canvas
    called = view.number if view.number_icon != "sms" else ""
    text = action.number or (action.lines[0] if action.kind == Start.WALK_IN else called)
    digits = bool(text) and action.kind != Start.WALK_IN
    text = text if digits else street_of(view)[0] or text
    text = text or next(iter(action.lines if action.kind == "online" else ()), action.verb)
    shown = isolate(text) if " " in text and digits else text
    large = number_block(canvas, shown, most=most, least=min(most, NUMBER_MM[0]) - 0.5)
    if digits:
        return large, shown, most
    most = max(STREET_MM, most - (LETTERS_LESS_MM if canvas.glass.compact else 0))
    large = _on_line(number_block(canvas, shown, most=most, least=STREET_MM))
    ink = Ink(TypeRole.PRIMARY, bold=True)
    kinds = (Type.BODY,) if small else (Type.TITLE, Type.NAME, Type.BODY)
    lines = [text_block(canvas, text, kind, ink) for kind in kinds]

    def fitting(width: int) -> Block:
        fits = (one for one in (large, *lines) if one.whole(width))
        return next(fits, lines[-1]) if not small else lines[-1]

    return by_width(fitting), shown, most


def _words(page: PageContext, view: ServiceView, *, small: bool) -> list[Block | None]:
    """The state, which stands over the number, and what stands under it."""
    canvas, action, formats = page.canvas, view.action, page.presenter.formats
    number = join_extension(formats, view.number, view.extension)
    under, state = list[Block](), state_line(page, view, small=small)
    city = street_of(view)[1]
    place = text_block(canvas, city, Type.ROW if small else Type.BODY)
    if action.kind == Start.WALK_IN and number:
        shown = isolate(number) if number_in(number) else number
        kind = Type.BODY if small else Type.NAME
        called = icon_line(canvas, view.number_icon, shown, kind, BOLD, spot=True)
        wide = canvas.text_width(shown, kind, bold=True) + 2 * canvas.icon_side(kind)
        whole = wide + canvas.text_width(city, Type.BODY)
        in_row, two = next_to(called, wide, centred(place), 0), column([place, called], 0)
        under.append(by_width(lambda width: in_row if whole <= width else two))
    elif city:
        under.append(place)
    elif action.number and action.extension:
        under.append(text_block(canvas, action.extension, Type.LEAD, BOLD))
    elif not action.number and view.extension:
        under.append(text_block(canvas, view.extension, Type.LEAD, BOLD))
    if action.kind == Start.TEXT and action.lines:
        under.append(text_block(canvas, action.lines[0], Type.BODY if small else Type.TITLE, BOLD))
    if action.kind == "online" and view.number and view.number_icon != "sms":
        lines = formats.together(f"{action.verb}:", *action.lines)
        under.append(line(page, action.icon, lines, small=small))
    elif action.kind in {"staff", Start.REFERRAL.value}:
        under += [line(page, action.icon, one, small=small) for one in action.lines]
    under += [line(page, "shield", text, BOLD, small=small) for text in view.notes]
    return [state, *under]


def state_line(page: PageContext, view: ServiceView, *, small: bool = False) -> Block | None:
    """Open or not, and since when that is known: on one line, or on two; nothing if unknown."""
    canvas, word, detail = page.canvas, view.line.word, view.line.detail
    if not word or not detail:
        ink = BOLD if word else PLAIN
        known = word or detail
        return line(page, view.line.icon, known, ink, small=small) if known else None
    joined = detail if detail.startswith("(") else f"· {detail}"
    if small:
        return line(page, view.line.icon, f"{word} {joined}", BOLD, small=True)
    start = canvas.text_width(word, Type.BODY, bold=True) + page.px(2)
    first = text_block(canvas, word, Type.BODY, BOLD)
    fits = start + canvas.text_width(joined, Type.BODY)
    in_row = next_to(first, start, text_block(canvas, joined), 0)
    two = column([first, text_block(canvas, detail)], 0)
    words = by_width(lambda width: in_row if fits <= width else two)
    return with_icon(
        canvas, view.line.icon, centred(words), canvas.icon_side(), page.px(ICON_GAP_MM)
    )
