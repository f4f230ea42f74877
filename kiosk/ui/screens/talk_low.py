"""Talk to someone now on a page that stays low: numbers above the middle, ways below."""

from kiosk.ui.blocks import Block, height_of, row
from kiosk.ui.page import pager_height, spread, title
from kiosk.ui.panels import panel_block
from kiosk.ui.parts import button, button_holds
from kiosk.ui.scene import Box
from kiosk.ui.screens.lines import (
    CAPS,
    SIDE_CAPS,
    channels,
    head,
    line_panel,
    people,
    shorts,
    take_buttons,
    take_ways,
)
from kiosk.ui.screens.ways import in_rows
from kiosk.ui.stage import Stage
from kiosk.ui.theme import Type
from kiosk.ui.upper import room_above


def foot_of(s: Stage) -> int:
    """Pixels of a pager and the gap over it."""
    return pager_height(s.c, s.say) + s.px(4)


def low(s: Stage, box: Box, words: str) -> None:
    """The numbers as large as the half above lets them be; what can be done with them below."""
    c, view, gap = s.c, s.desk.talk(), s.px(4)
    foot = foot_of(s)
    numbers, told, titled = _numbers(s, words)
    c.title = words
    if titled:
        title(c, box, words)
    take = take_ways(s, view.main) if view.main else []
    ways = [*([row(take, gap)] if take else []), row(people(s), gap)]
    if height_of(ways, box.w, gap) > box.h - foot:
        four = [*(take_buttons(s, view.main.id) if view.main else []), *_way_buttons(s)]
        cell = (box.w - 3 * gap) // 4
        ways = in_rows(four, 4, gap)
        if ways[0].measure(box.w) > box.h - foot or not all(
            button_holds(c, label, cell) for label in _button_words(s)
        ):
            ways = in_rows(four, 2, gap)
    blocks = [*numbers, *ways, *told]
    for line in view.more:
        buttons = take_buttons(s, line.id)
        forms = ([row(take_ways(s, line), gap)], take_ways(s, line), [row(buttons, gap)], buttons)
        low = box.h - foot
        found = next((one for one in forms if height_of(one, box.w, gap) <= low), buttons)
        blocks += [line_panel(s, line, CAPS[-1], take=False), *found]
    spread(c, s.say, box, blocks, s.visit.route.page, gap=gap)


def _numbers(s: Stage, words: str) -> tuple[list[Block], list[Block], bool]:
    """The numbers of the first page, what is told of the line on the next, whether it is titled.

    The heading goes first, which the bar says again; then how to be understood.
    """
    c, view = s.c, s.desk.talk()
    above, gap = room_above(c), s.px(4)
    whole = above.h
    short = whole - c.text_height(words, Type.TITLE, above.w, bold=True) - s.px(2) - gap
    numbers, told = list[Block](), list[Block]()
    for most, lean in ((short, False), (whole, False), (whole, True)):
        sky = Box(0, 0, above.w, most + foot_of(s))
        for cap in CAPS:
            numbers, told = [], []
            if view.main is not None and lean:
                numbers = [panel_block(c, head(s, view.main, cap), s.px(3))]
                told = [panel_block(c, channels(s, view.main), s.px(3))]
            elif view.main is not None:
                numbers = [line_panel(s, view.main, cap, take=False)]
            numbers += shorts(s, sky, min(cap, SIDE_CAPS[0]), lowest=True)
            if height_of(numbers, above.w, gap) <= most:
                return numbers, told, most == short
    return numbers, told, False


def _button_words(s: Stage) -> tuple[str, ...]:
    say = s.say
    taken = (say.gettext("Learn the number"), say.gettext("Scan with a phone"))
    return (*taken, say.gettext("Someone here"), say.gettext("Show a card"))


def _way_buttons(s: Stage) -> list[Block]:
    return [
        button(s.c, "staff", s.say.gettext("Someone here"), "bell"),
        button(s.c, "speak", s.say.gettext("Show a card"), "card"),
    ]
