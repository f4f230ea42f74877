"""Talk to someone now on a low-reach page: numbers in the upper half, options in the lower."""

from dataclasses import dataclass

from kiosk.presentation.views import HelplineView
from kiosk.ui.kit.blocks import Block, height_of, in_rows, row
from kiosk.ui.kit.page import draw_pages, pager_height, title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import panel_block
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import free_height, room_above
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import button, button_holds
from kiosk.ui.pages.helpline_panels import (
    CAPS,
    SIDE_CAPS,
    channels,
    head,
    line_panel,
    main_panel,
    people,
    shorts,
    take_buttons,
    take_ways,
)


def foot_of(s: PageContext) -> int:
    """Pixels of a pager and the gap over it."""
    return pager_height(s.c, s.say) + s.px(4)


def low_talk(s: PageContext, box: Box, words: str) -> None:
    """The numbers as large as the half above lets them be; what can be done with them below.

    Where they do not all fit there, the ways of the help line come before the short numbers: what
    stands under a number is its own.
    """
    c, view, gap = s.c, s.desk.talk(), s.px(4)
    high = box.h - foot_of(s)
    first = _numbers(s, words)
    c.title = words
    if first.titled:
        title(c, box, words)
    if first.whole:
        blocks = [*first.line, *first.warned, *first.shorts, *_ways(s, box.w, high), *first.told]
    else:
        taken = _taken(s, view.main, box.w, high) if view.main else []
        people = _people(s, box.w, high)
        blocks = [*first.line, *first.warned, *taken, *first.shorts, *people, *first.told]
    for line in view.more:
        panel, told = line_panel(s, line, CAPS[-1], take=False), list[Block]()
        if panel.measure(room_above(c).w) > free_height(c):
            panel, told = panel_block(c, head(s, line, CAPS[-1]), s.px(3)), _told(s, line)
        blocks += [panel, *_taken(s, line, box.w, high), *told]
    draw_pages(c, s.say, box, blocks, s.visit.route.page, gap=gap)


def _ways(s: PageContext, width: int, high: int) -> list[Block]:
    """What can be done with the help line, and the people: in as few rows as hold their words."""
    view, gap = s.desk.talk(), s.px(4)
    take = take_ways(s, view.main) if view.main else []
    ways = [*([row(take, gap)] if take else []), row(people(s), gap)]
    if height_of(ways, width, gap) <= high:
        return ways
    four = [*(take_buttons(s, view.main.id) if view.main else []), *_way_buttons(s)]
    cell = (width - 3 * gap) // 4
    ways = in_rows(four, 4, gap)
    if ways[0].measure(width) > high or not all(
        button_holds(s.c, label, cell) for label in _button_words(s)
    ):
        ways = in_rows(four, 2, gap)
    return ways


def _taken(s: PageContext, line: HelplineView, width: int, high: int) -> list[Block]:
    """The ways to take a line's number along: with its name where that fits."""
    gap, buttons = s.px(4), take_buttons(s, line.id)
    forms = ([row(take_ways(s, line), gap)], take_ways(s, line), [row(buttons, gap)], buttons)
    return next((one for one in forms if height_of(one, width, gap) <= high), buttons)


def _people(s: PageContext, width: int, high: int) -> list[Block]:
    """The same of those who help here."""
    gap, buttons = s.px(4), _way_buttons(s)
    forms = ([row(people(s), gap)], [row(buttons, gap)])
    return next((one for one in forms if height_of(one, width, gap) <= high), buttons)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The helpline, the short numbers, and details of the line on a page after them.

    ``warned`` is what must be read before calling, if the number has no room for it. ``titled``:
    the heading is above them; ``whole``: all fit above.
    """

    line: list[Block]
    shorts: list[Block]
    told: list[Block]
    warned: list[Block]
    titled: bool = False
    whole: bool = False


def _numbers(s: PageContext, words: str) -> _Numbers:
    """The heading goes first, which the bar says again; then how to be understood.

    Where all that is not enough the help line alone is as large as it can be.
    """
    c = s.c
    above, gap = room_above(c), s.px(4)
    whole = above.h
    short = whole - c.text_height(words, Type.TITLE, above.w, bold=True) - s.px(2) - gap
    for most, lean in ((short, False), (whole, False), (whole, True)):
        for cap in CAPS:
            line, warned, told = _line(s, cap, lean=lean)
            shown = _shorts(s, above.w, most, cap)
            if height_of([*line, *shown], above.w, gap) <= most:
                return _Numbers(line, shown, told, warned, titled=most == short, whole=True)
    line, warned, told = _line(s, CAPS[-1], lean=True)
    for lean in (False, True):
        for cap in CAPS:
            alone, after, rest = _line(s, cap, lean=lean)
            if height_of(alone, above.w, gap) <= whole:
                return _Numbers(alone, _shorts(s, above.w, whole, CAPS[-1]), rest, after)
    return _Numbers(line, _shorts(s, above.w, whole, CAPS[-1]), told, warned)


def _line(s: PageContext, cap: int, *, lean: bool) -> tuple[list[Block], list[Block], list[Block]]:
    """The help line; if it is ``lean``, its warning after it, and what is told of it elsewhere."""
    main = s.desk.talk().main
    if main is None:
        return [], [], []
    if not lean:
        return [line_panel(s, main, cap, take=False)], [], []
    above = room_above(s.c)
    panel, after = main_panel(s, main, cap, above.w, above.h)
    return [panel], after, _told(s, main)


def _told(s: PageContext, line: HelplineView) -> list[Block]:
    """How to be understood on a line, and its text number: on one panel where that fits above."""
    told = channels(s, line)
    whole = panel_block(s.c, told, s.px(3))
    if len(told) > 1 and whole.measure(room_above(s.c).w) > free_height(s.c):
        return [panel_block(s.c, [one], s.px(3)) for one in told]
    return [whole] if told else []


def _shorts(s: PageContext, width: int, most: int, cap: int) -> list[Block]:
    sky = Box(0, 0, width, most + foot_of(s))
    return shorts(s, sky, min(cap, SIDE_CAPS[0]), lowest=True)


def _button_words(s: PageContext) -> tuple[str, ...]:
    say = s.say
    taken = (say.gettext("Learn the number"), say.gettext("Scan with a phone"))
    return (*taken, say.gettext("Someone here"), say.gettext("Show a card"))


def _way_buttons(s: PageContext) -> list[Block]:
    return [
        button(s.c, "staff", s.say.gettext("Someone here"), "bell"),
        button(s.c, "speak", s.say.gettext("Show a card"), "card"),
    ]
