"""Scan with a phone: the code, its content in letters, what the phone does, who may see it."""

from kiosk.presentation.views import CodeView, ServiceView
from kiosk.ui.kit.blocks import Block, height_of, paginate, row, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page import draw_pages, pager, pager_height, title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import LOW_GAP_MM
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import dealt, free_height, move_up, room_above
from kiosk.ui.kit.theme import TextStep, Type
from kiosk.ui.kit.widgets import button, icon_line, text_block
from kiosk.ui.pages.code import (
    code_block,
    code_panel,
    instead,
    letters_blocks,
    letters_fit,
    unshown,
)
from kiosk.ui.pages.code_parts import (
    air,
    asked,
    choices,
    note,
    option,
    options_of,
    steps_of,
    watched_panel,
    what,
)

OPTIONS_MM, CODE_MM, GAP_MM = 126.0, 168.0, 13.0
"""The three columns of the design; the third takes the rest."""
CODE_SIDES = (155.0, 140.0, 125.0, 110.0)
"""Sides of the code tried on an upright page, in millimetres; the last is the design's least."""
SMALLER_SIDE = 98.0
"""Where many large letters leave no room for even that: the largest code still has 8 pixels a
square on 21.5 inches."""


def compose(s: PageContext) -> None:
    """Draws the page of a service's codes."""
    view = s.desk.service(s.visit.route.subject)
    box = s.frame()
    if view is None or not view.codes:
        _nothing(s, box)
        return
    s.c.in_english(view.in_english)
    kind, _, agreed = s.visit.route.detail.partition("/")
    chosen = next((code for code in view.codes if code.kind == kind), view.codes[0])
    if chosen.telling and not agreed:
        chosen = unshown(chosen)
    if s.c.above:
        _low(s, box, view, chosen)
    elif s.c.glass.portrait:
        _upright(s, box, view, chosen)
    elif not (_three(s, box, view, chosen) or _two(s, box, view, chosen)):
        _pages(s, box, view, chosen)


def _title(s: PageContext) -> str:
    return s.say.gettext("Scan with a phone")


def _nothing(s: PageContext, box: Box) -> None:
    room = title(s.c, box, _title(s), icon="qr")
    words = s.say.gettext("There is no code for this place. The people here can write it down.")
    ask = button(s.c, "staff", s.say.gettext("Ask the staff here"), "bell", main=True)
    draw_pages(s.c, s.say, room, [text_block(s.c, words, Type.LEAD), ask], 0, gap=s.px(6))


# --- layouts ------------------------------------------------------------------------------------


def _heading(s: PageContext, view: ServiceView) -> list[Block]:
    return [
        text_block(s.c, _title(s), Type.TITLE, BOLD, heading=True),
        text_block(s.c, view.quiet_name, Type.BODY, SOFT),
    ]


def _three(s: PageContext, box: Box, view: ServiceView, chosen: CodeView) -> bool:
    """Options, code, steps beside each other (wide); draws nothing where they do not fit."""
    if s.c.glass.compact or s.c.meter.step is TextStep.XL:
        return False
    gap, top = s.px(4), box.below(s.px(2))
    first = top.start(s.px(OPTIONS_MM))
    panel = box.after(s.px(OPTIONS_MM + GAP_MM)).start(s.px(CODE_MM))
    last = top.after(s.px(OPTIONS_MM + CODE_MM + 2 * GAP_MM))
    options = options_of(s, view, chosen)
    steps, watched = steps_of(s, chosen), watched_panel(s, view, chosen)
    words = text_block(s.c, note(s, chosen), Type.BODY, SOFT, balance=True)
    side = [*_heading(s, view), air(s, 2), what(s), *options]
    if height_of([*side, words], first.w, gap) <= first.h:
        side.append(words)
    used = watched.measure(last.w)
    if (
        height_of(side, first.w, gap) > first.h
        or height_of(steps, last.w, s.px(8)) + s.px(8) + used > last.h
        or _broken(s, _title(s), first.w)
        or not code_panel(s, panel, chosen, draw=False)
    ):
        return False
    s.c.title = _title(s)
    stack(side, first, gap)
    code_panel(s, panel, chosen)
    stack(steps, last, s.px(8))
    watched.draw(last.foot(used))
    return True


def _broken(s: PageContext, words: str, width: int) -> bool:
    return s.c.wrap(words, Type.TITLE, width, bold=True).broken


def _two(s: PageContext, box: Box, view: ServiceView, chosen: CodeView) -> bool:
    """Options beside the code (compact); the steps go, the question too where it must."""
    c, gap, up = s.c, s.px(4), s.px(2)
    if c.meter.step is TextStep.XL:
        return False
    wide = min(s.px(CODE_MM), box.w // 2, box.h - s.px(18))
    first = Box(box.x, box.y + up, box.w - wide - s.px(8), box.h - up)
    options = [option(s, view, code, chosen, short=True) for code in view.codes]
    blocks = [*_heading(s, view), *options]
    watched, foot = watched_panel(s, view, chosen), pager_height(c, s.say)
    used = watched.measure(first.w)
    whole = height_of(blocks, first.w, gap) + gap + used <= first.h
    high = box.h - c.text_height(_title(s), Type.TITLE, box.w, bold=True) - foot - s.px(20)
    later = [watched, *steps_of(s, chosen)]
    later = later if height_of(later, box.w, gap) <= high else [watched]
    if (
        not (whole or height_of(blocks, first.w, gap) + gap + foot <= first.h)
        or height_of(later, box.w, gap) > high
        or _broken(s, _title(s), first.w)
        or not code_panel(s, box.end(wide), chosen, draw=False)
    ):
        return False
    c.title = _title(s)
    page = 0 if whole else min(s.visit.route.page, 1)
    if page:
        room = title(c, box, _title(s), second=view.quiet_name)
        stack(later, room, gap)
        pager(c, s.say, box.foot(foot), 1, 2)
        return True
    stack(blocks, first, gap)
    if whole:
        watched.draw(first.foot(used))
    else:
        pager(c, s.say, first.foot(foot), 0, 2)
    code_panel(s, box.end(wide), chosen)
    return True


def _pages(s: PageContext, box: Box, view: ServiceView, chosen: CodeView) -> None:
    """The code with its letters beside it; what else the phone can do on the next pages."""
    gap, foot, top = s.px(4), pager_height(s.c, s.say), s.px(LOW_GAP_MM)
    low = box.top(box.h - foot - gap)
    rest = [*choices(s, view, chosen), *asked(s, view, chosen, low)]
    dealt = paginate(rest, low.w, low.h - top, gap)
    if s.c.meter.step is not TextStep.XL:
        # The steps go where they would begin a page of their own.
        whole = paginate([*rest, *steps_of(s, chosen)], low.w, low.h - top, gap)
        dealt = whole if len(whole) == len(dealt) else dealt
    pages = 1 + len(dealt)
    page = min(s.visit.route.page, pages - 1)
    s.c.title = _title(s)
    if page:
        pager(s.c, s.say, box.foot(foot), page, pages)
        used = stack(dealt[page - 1], low.below(top), gap)
        if used > low.h - top:
            s.c.problem(f"a block needs {used} px of {low.h - top}")
        return
    for part in (0.5, 0.42, 0.34):
        side = code_block(s, chosen, min(box.h, round(box.w * part)))
        first = Box(box.x, box.y, box.w - side.measure(0) - s.px(8), box.h)
        if letters_fit(s, chosen, first.w):
            break
    pager(s.c, s.say, first.foot(foot), 0, pages)
    room = first.top(first.h - foot - gap).below(s.px(2))
    side.draw(box.end(side.measure(0)))
    blocks = [
        text_block(s.c, _title(s), Type.TITLE, BOLD, heading=True),
        icon_line(s.c, chosen.icon, chosen.verb, Type.LEAD, BOLD),
        *letters_blocks(s, chosen, caption=False),
    ]
    away = 0
    if side.measure(0) == 0:
        blocks, away = instead(s, chosen), -1
    # What goes first where it is low: the heading over a code, the reason under letters alone.
    while chosen.payload and len(blocks) > 1 and height_of(blocks, room.w, s.px(2)) > room.h:
        blocks.pop(away)
    used = stack(blocks, room, s.px(2))
    if used > room.h:
        s.c.problem(f"the letters need {used} px of {room.h}")


def _low(s: PageContext, box: Box, view: ServiceView, chosen: CodeView) -> None:
    """The code with its letters in the half above, what the phone can do below, then the rest."""
    c, gap, foot = s.c, s.px(4), pager_height(s.c, s.say)
    above = room_above(c)
    shown = _lying_code(s, chosen, above.w, free_height(c))
    tall = Box(above.x, above.y, above.w, box.bottom - foot - gap - above.y)
    # With what the phone can do on the next page, the code has the room of that too.
    alone = None if shown else _lying_code(s, chosen, tall.w, tall.h)
    room = title(c, box, _title(s), second=view.quiet_name)
    low = room.top(room.h - foot - gap)
    asks = asked(s, view, chosen, low)
    if len(asks) > 2:  # noqa: PLR2004 - the words without their panel
        c.lifted.clear()
        room = title(c, box, _title(s))
        low = room.top(room.h - foot - gap)
        asks = asked(s, view, chosen, low)
    options = choices(s, view, chosen)[1:]
    if height_of(options, box.w, gap) > low.h:
        options = [option(s, view, code, chosen, short=True) for code in view.codes]
        options = [row(options[at : at + 2], gap) for at in range(0, len(options), 2)]
    rest = [*asks, *steps_of(s, chosen)]
    if (shown or alone) is None or not chosen.payload:
        draw_pages(
            c, s.say, room, [*instead(s, chosen), *options, *rest], s.visit.route.page, gap=gap
        )
        return
    first = alone is None and height_of(options, box.w, gap) <= low.h
    pages = dealt(c, rest if first else [*options, *rest], low, gap)
    page = min(s.visit.route.page, len(pages))
    pager(c, s.say, box.foot(foot), page, len(pages) + 1)
    if page:
        for block in pages[page - 1].read:
            move_up(c, block)
        used = stack(pages[page - 1].below, low, gap)
        if used > low.h:
            c.problem(f"a block needs {used} px of {low.h}")
        return
    c.lifted.clear()
    if alone is not None:
        with c.read_first():
            alone.draw(tall)
    elif shown is not None:
        move_up(c, shown)
    stack(options if first else [], low, gap)


def _lying_code(s: PageContext, chosen: CodeView, width: int, most: int) -> Block | None:
    """Heading and letters with the code at their end; ``None`` where they do not fit."""
    c, gap = s.c, s.px(2)
    square = code_block(s, chosen, min(s.px(CODE_SIDES[0]), most, width // 2))
    side = square.measure(0)
    room = width - side - s.px(8)
    blocks = [
        text_block(c, _title(s), Type.TITLE, BOLD, heading=True),
        icon_line(c, chosen.icon, chosen.verb, Type.LEAD, BOLD),
        *letters_blocks(s, chosen),
        text_block(c, note(s, chosen), Type.BODY, SOFT, balance=True),
    ]
    while len(blocks) > 2 and height_of(blocks, room, gap) > most:  # noqa: PLR2004 - verb and letters
        blocks.pop() if len(blocks) > 4 else blocks.pop(0)  # noqa: PLR2004 - the heading goes last
    if not side or height_of(blocks, room, gap) > most or not letters_fit(s, chosen, room):
        return None

    def draw(box: Box) -> None:
        square.draw(box.end(side))
        used = height_of(blocks, room, gap)
        stack(blocks, box.start(room).below((box.h - used) // 2), gap)

    return Block(lambda _: max(side, height_of(blocks, room, gap)), draw)


def _upright(s: PageContext, box: Box, view: ServiceView, chosen: CodeView) -> None:
    """The code on top, as large as lets the rest stay on as few pages."""
    room = title(s.c, box, _title(s), second=view.quiet_name)
    gap = s.px(4)

    def blocks(side: float, *, steps: bool) -> list[Block]:
        return [
            code_block(s, chosen, s.px(side), panel=True),
            *choices(s, view, chosen),
            watched_panel(s, view, chosen),
            *(steps_of(s, chosen) if steps else ()),
        ]

    foot = pager_height(s.c, s.say) + gap
    high = room.h - foot

    def pages(side: float, *, steps: bool) -> list[int]:
        dealt = paginate(blocks(side, steps=steps), room.w, room.h, gap)
        if len(dealt) > 1:
            dealt = paginate(blocks(side, steps=steps), room.w, high, gap)
        return [len(page) for page in dealt]

    fitting = [one for one in CODE_SIDES if blocks(one, steps=False)[0].measure(room.w) <= high]
    sides = fitting or [SMALLER_SIDE]
    last = sides[-1]
    # The steps go where they would begin a page of their own.
    steps = s.c.meter.step is not TextStep.XL
    steps = steps and len(pages(last, steps=True)) == len(pages(last, steps=False))
    least = pages(last, steps=steps)
    side = next(one for one in sides if pages(one, steps=steps) == least)
    draw_pages(s.c, s.say, room, blocks(side, steps=steps), s.visit.route.page, gap=gap)
