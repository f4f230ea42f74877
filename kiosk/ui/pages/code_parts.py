"""Texts next to a code: what the phone does, how to scan, who might look at the phone."""

from kiosk.presentation.numbers import join_extension
from kiosk.presentation.views import CodeView, ServiceView
from kiosk.ui.kit.blocks import Block, row
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import panel_block
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import free_height
from kiosk.ui.kit.theme import LINE_CHOSEN_MM, LINE_REST_MM, TextStep, Type, TypeRole
from kiosk.ui.kit.widgets import button, icon_line, text_block
from kiosk.ui.pages.code import breakable

OPTION_LEAST_MM, TIGHT_MM = 20.0, 16.0
"""Least height of an option, and where a page that stays low has none to spare."""
MOST_LONG = 4
"""So many options stand in a column of the wide page with their letters; more show only verbs."""


def air(s: PageContext, millimetres: float) -> Block:
    """Room of a height in millimetres."""
    return Block(lambda _: s.px(millimetres), lambda _: None)


def what(s: PageContext) -> Block:
    """The heading over the options."""
    return text_block(s.c, s.say.gettext("What your phone does"), Type.BODY, BOLD, keep=True)


def options_of(s: PageContext, view: ServiceView, chosen: CodeView) -> list[Block]:
    """The options, their letters shown while there are few enough."""
    return [option(s, view, code, chosen, short=len(view.codes) > MOST_LONG) for code in view.codes]


def choices(s: PageContext, view: ServiceView, chosen: CodeView) -> list[Block]:
    """The options under their question, two in a row where their words allow."""
    gap = s.px(4)
    largest = s.c.meter.step is TextStep.XL
    short = largest and s.c.glass.compact
    options = [option(s, view, code, chosen, short=short) for code in view.codes]
    if largest:
        return [what(s), *options]
    options += [air(s, 0)] * (len(options) % 2)
    return [what(s), *(row(options[at : at + 2], gap) for at in range(0, len(options), 2))]


def option(
    s: PageContext, view: ServiceView, code: CodeView, chosen: CodeView, *, short: bool
) -> Block:
    """What the phone would do: a verb and, unless ``short``, its letters; the chosen one edged."""
    c, on = s.c, code.kind == chosen.kind
    told = join_extension(s.desk.formats, code.letters, code.extension.replace(" ", "\u00a0"))
    second = "" if short else code.note or breakable(told)
    pad, side, gap = s.px(6), c.icon_side(Type.LEAD, 10), s.px(5)
    mark = c.icon_side()

    def room(width: int) -> int:
        return width - 2 * pad - side - gap - mark - s.px(2)

    def letters(width: int) -> str:
        """The letters, left out where one of their words is wider than the option."""
        broken = second and c.wrap(second, Type.BODY, room(width)).broken
        return "" if broken else second

    def words(width: int) -> int:
        return c.text_height(code.verb, Type.LEAD, room(width), bold=True) + c.text_height(
            letters(width), Type.BODY, room(width)
        )

    def draw(box: Box) -> None:
        with c.touch(
            box,
            f"qr:{view.id}/{code.kind}",
            f"{code.verb}. {told}",
            line=TypeRole.PRIMARY if on else TypeRole.LINE,
            line_mm=LINE_CHOSEN_MM if on else LINE_REST_MM,
            radius_mm=5,
            checked=on,
        ):
            inner = box.inset(pad, 0)
            c.icon(inner.start(side), code.icon, spot=on)
            if on:
                c.icon(inner.end(mark), "check")
            high = words(box.w)
            text = Box(inner.x + side + gap, box.y + (box.h - high) // 2, room(box.w), high)
            used = c.text(text, code.verb, Type.LEAD, BOLD)
            c.text(text.below(used), letters(box.w), Type.BODY, SOFT)

    least = s.px(TIGHT_MM if c.tight else OPTION_LEAST_MM)
    return Block(lambda width: max(least, words(width) + 2 * s.px(2.5)), draw, target=True)


def note(s: PageContext, chosen: CodeView) -> str:
    """What the code does not do."""
    say = s.say
    if chosen.kind in {"call", "text", "contact"}:
        return say.gettext("The code holds this number. It sends nothing to anyone.")
    return say.gettext("The code holds only what you read here.")


def steps_of(s: PageContext, chosen: CodeView) -> list[Block]:
    """How to scan, in three steps."""
    say = s.say
    last = (
        say.gettext("Touch the number on your phone.")
        if chosen.kind in {"call", "text", "contact"}
        else say.gettext("Touch what your phone shows.")
    )
    lines = (
        ("device", say.gettext("Open your phone camera.")),
        ("scan", say.gettext("Point it at the square.")),
        ("hand", last),
    )
    return [
        icon_line(s.c, icon, words, Type.LEAD, icon_mm=14, balance=True) for icon, words in lines
    ]


def watched_panel(s: PageContext, view: ServiceView, chosen: CodeView) -> Block:
    """Who answers, what stays on the phone, and the way that leaves nothing."""
    blocks = [*_question(s, view, chosen), air(s, 0), _instead(s, view)]
    return panel_block(s.c, blocks, s.px(2), tint=TypeRole.SUN)


def asked(s: PageContext, view: ServiceView, chosen: CodeView, room: Box) -> list[Block]:
    """The same as one panel, or the words and the button apart where the page is low.

    Where even the panel of the words is too tall they stand without it.
    """
    whole = watched_panel(s, view, chosen)
    if whole.measure(room.w) <= room.h - s.px(2):
        return [whole]
    words = panel_block(s.c, _question(s, view, chosen), 0, tint=TypeRole.SUN)
    most = free_height(s.c) if s.c.above else room.h
    if words.measure(room.w) > max(most, room.h):
        return [*_question(s, view, chosen), _instead(s, view)]
    return [words, _instead(s, view)]


def _question(s: PageContext, view: ServiceView, chosen: CodeView) -> list[Block]:
    say = s.say
    kept = {
        "call": say.gettext("Your phone keeps a list of calls."),
        "text": say.gettext("Your phone keeps the texts."),
        "contact": say.gettext("The number stays on your phone."),
        "website": say.gettext("Your phone keeps a list of pages."),
        "map": say.gettext("Your phone keeps a list of places."),
        "words": say.gettext("Your phone may keep these words."),
    }[chosen.kind]
    question = say.gettext("Does someone look at your phone?")
    return [
        *(text_block(s.c, who, Type.BODY, PLAIN, balance=True) for who in view.authorities),
        text_block(s.c, question, Type.BODY, BOLD, balance=True),
        text_block(s.c, kept, Type.BODY, PLAIN, balance=True),
    ]


def _instead(s: PageContext, view: ServiceView) -> Block:
    if view.digits:
        return button(s.c, f"learn:{view.id}", s.say.gettext("Learn the number"), "learn")
    return button(s.c, "staff", s.say.gettext("Ask the staff here"), "bell")
