"""The head of a service's page: what it does, its name, whether it is open, how old that is."""

from collections.abc import Sequence

from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, by_width, centred, column, next_to, row
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import RING_ROOM_MM, Type
from kiosk.ui.kit.widgets import ICON_GAP_MM, button, icon_line, text_block
from kiosk.ui.pages.take_away import ICON_BUTTON_MM
from kiosk.visit.acts import TurnPage


def head(page: PageContext, view: ServiceView, kind: Type) -> Block:
    """What it does, its name, its state and age."""
    return column([title_block(page, view, kind), state_line(page, view)], page.px(1))


def head_blocks(page: PageContext, view: ServiceView) -> list[Block]:
    """The same as blocks of their own, where no page holds them together."""
    title = text_block(page.canvas, view.phrase, Type.NAME, BOLD, heading=True)
    own = [view.own_name] if view.own_name not in {"", view.phrase} else []
    names = [
        _ended(page, view.name, view.phrase_mark),
        *(text_block(page.canvas, one) for one in own),
    ]
    return [title, *names, state_line(page, view)]


def title_block(
    page: PageContext,
    view: ServiceView,
    kind: Type,
    *,
    joined: bool = False,
    named: bool = True,
) -> Block:
    """What it does and its name; ``joined`` puts the name in the title's line."""
    canvas = page.canvas
    title = text_block(canvas, view.phrase, kind, BOLD, heading=True)
    if not named:
        return column([title, *mark_blocks(page, view)], page.px(1))
    name = _ended(page, view.name, view.phrase_mark)
    blocks = [_joined(page, view, kind, title, name)] if joined else [title, name]
    return column([*blocks, *own_name_blocks(page, view)], page.px(1))


def mark_blocks(page: PageContext, view: ServiceView) -> list[Block]:
    """The language of its words, if nobody has read them over."""
    return [icon_line(page.canvas, "globe", view.phrase_mark, ink=SOFT)] if view.phrase_mark else []


def own_name_blocks(page: PageContext, view: ServiceView) -> list[Block]:
    """The name in the script of its own language."""
    shown = view.own_name and view.own_name != view.phrase
    return [text_block(page.canvas, view.own_name, Type.NAME)] if shown else []


def more_button(page: PageContext) -> Block:
    """A button to the longer text, where its words have no room."""
    words = page.catalog.gettext("More about it")
    return button(
        page.canvas, TurnPage(1), "", "chevron_next", height_mm=ICON_BUTTON_MM, name=words
    )


def title_and_buttons(
    page: PageContext,
    view: ServiceView,
    kind: Type,
    buttons: Sequence[Block],
    *,
    named: bool = True,
    aged: bool = True,
    under: bool = False,
) -> Block:
    """Title and name with buttons at their end, over the state.

    ``under`` leaves the title the whole width: the buttons are at the end of the state.
    """
    side = max(page.px(ICON_BUTTON_MM), page.canvas.icon_side() + page.px(ICON_GAP_MM))
    gap = page.px(4)
    wide = len(buttons) * (side + gap) - gap
    list_column = row(buttons, gap)
    title = title_block(page, view, kind, joined=True, named=named)
    state = state_line(page, view, aged=aged)

    if not buttons:
        return column([title, state], page.px(1))
    if under:
        return column(
            [title, next_to(list_column, wide, centred(state), gap, at_end=True)], page.px(1)
        )

    def top(width: int) -> int:
        return max(
            title.measure(width - wide - gap), list_column.measure(wide) + page.px(RING_ROOM_MM)
        )

    def draw(box: Box) -> None:
        high = top(box.w)
        title.draw(box.top(high).start(box.w - wide - gap))
        tools = box.below(page.px(RING_ROOM_MM)).top(list_column.measure(wide))
        list_column.draw(tools.end(wide))
        state.draw(box.below(high + page.px(1)))

    return Block(
        lambda width: top(width) + page.px(1) + state.measure(width),
        draw,
        target=True,
        whole=lambda width: title.whole(width - wide - gap),
    )


def _joined(page: PageContext, view: ServiceView, kind: Type, title: Block, name: Block) -> Block:
    """Title and name on one line where both have room there, else under each other."""
    canvas = page.canvas
    start = canvas.text_width(view.phrase, kind, bold=True) + page.px(8)

    def on_one_line(width: int) -> bool:
        rest = width - start
        line = canvas.meter.line_height(kind, canvas.meter.font(kind, bold=True))
        whole = canvas.text_width(view.name, Type.NAME) <= rest
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
            height = name.measure(rest.w)
            name.draw(rest.below((high - height) // 2 + page.px(0.5)).top(height))
        else:
            name.draw(box.below(high))

    return Block(measure, draw)


def _ended(page: PageContext, text: str, mark: str) -> Block:
    """The public name; the mark of the language of the words stands at its end, or below."""
    canvas = page.canvas
    words = text_block(canvas, text, Type.NAME)
    if not mark:
        return words
    ending = icon_line(canvas, "globe", mark, ink=SOFT)
    first, gap = canvas.text_width(text, Type.NAME), page.px(8)
    second = canvas.icon_side() + page.px(ICON_GAP_MM) + canvas.text_width(mark, Type.BODY) + 1
    in_row = next_to(words, first, centred(ending), gap)
    below = column([words, ending], 0)
    return by_width(lambda width: in_row if first + gap + second <= width else below)


def state_line(page: PageContext, view: ServiceView, *, aged: bool = True) -> Block:
    """Open or not, and since when it is known: on one line, or on two."""
    canvas, state = page.canvas, view.state
    side, gap, space = page.canvas.icon_side(), page.px(ICON_GAP_MM), page.px(3)
    word = f"{state.word} {state.detail}".strip()
    start = canvas.text_width(word, Type.BODY, bold=True) + space
    since = dict.fromkeys((view.age, view.brief_age) if aged else ("",))
    ages = [f"· {one}" if one else "" for one in since]

    def parts(width: int) -> tuple[int, int, str | None]:
        rest = width - side - gap
        first = canvas.text_height(word, Type.BODY, rest, bold=True)
        second = canvas.text_height(view.age, Type.BODY, rest) if aged else 0
        fit = (one for one in ages if start + canvas.text_width(one, Type.BODY) <= rest)
        return first, second, next(fit, None)

    def measure(width: int) -> int:
        first, second, in_row = parts(width)
        return max(side, first + second if in_row is None else first)

    def draw(box: Box) -> None:
        first, _, age = parts(box.w)
        line = canvas.meter.line_height(Type.BODY, canvas.meter.font(Type.BODY))
        canvas.icon(box.top(max(side, line)).start(side), state.icon)
        words = box.after(side + gap)
        if age is not None:
            words = words.top(max(side, first))
            canvas.text(words, word, Type.BODY, BOLD, middle=True)
            canvas.text(words.after(start), age, Type.BODY, PLAIN, middle=True)
        else:
            canvas.text(words, word, Type.BODY, BOLD)
            canvas.text(words.below(first), view.age if aged else "", Type.BODY, PLAIN)

    return Block(measure, draw)
