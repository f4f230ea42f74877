"""Four ways to take a service along: each has its own place on every page of a size."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Self

from kiosk.devices.printers import PrinterProblem
from kiosk.i18n.digits import numeral
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, in_rows
from kiosk.ui.kit.canvas import SOFT, Ink
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import TextStep, Type, TypeRole
from kiosk.ui.kit.two_part import TargetState, option_block, target
from kiosk.ui.kit.typography import Wrapped
from kiosk.ui.kit.widgets import BUTTON_MM, button, icon_line, off_button, text_block
from kiosk.ui.pages.visit_path import on_watched_path

TILE_ICON_MM, TILE_LEAST_MM, TILE_PAD_MM = 14.0, 34.0, 3.0
"""A way as an upright tile."""
SLIM_ICON_MM, SLIM_START_MM, SLIM_PAD_MM, SLIM_MM = 11.0, 20.0, 4.0, 23.0
SLIMMER_START_MM, SLIMMER_PAD_MM = 15.0, 2.5
"""A lying way in a row of four; the same for long words."""
ICON_BUTTON_MM = 14.0
"""Height of a button without words."""
MOST_LINES = 3
"""Lines of words on a way."""
ROW_MM = 200.0
"""Least width for several ways in a row."""
GAP_MM = 4.0


@dataclass(frozen=True, slots=True)
class Way:
    """A way: its act, icon, bold words and second line.

    One that is off has its reason as the second line; ``brief`` are its words without one, ``word``
    is a single one.
    ``warns`` keeps the second line in every form.
    """

    act: str
    icon: str
    words: str
    line: str
    brief: str = ""
    word: str = ""
    state: TargetState = TargetState.REST
    warns: bool = False

    def off(self, reason: str, brief: str = "") -> Self:
        """Return the way as one that cannot be used."""
        return replace(self, line=reason, brief=brief or reason, state=TargetState.OFF)

    @property
    def spoken(self) -> str:
        """All its words."""
        return f"{self.words}. {self.line}"


Form = Callable[[PageContext, Way], Block]


def ways(s: PageContext, view: ServiceView) -> list[Way]:
    """The ways in their places; a site without a printer has no fourth."""
    rest, off = _rest(s, view.id), _off(s, view.id)
    learn, scan, ask, paper = (
        way if can else other
        for way, other, can in zip(
            rest,
            off,
            (bool(view.digits), bool(view.codes), True, view.paper and s.paper.ready),
            strict=True,
        )
    )
    if on_watched_path(s):
        learn = replace(learn, state=TargetState.MAIN) if view.digits else learn
        if view.codes:
            warning = s.say.gettext("Not if someone checks this phone.")
            scan = replace(scan, line=warning, warns=True)
    if s.paper.ready and not view.paper:
        paper = _not_printed(s)
    return [learn, scan, ask, *([paper] if has_printer(s) else [])]


def has_printer(s: PageContext) -> bool:
    """True if the site has a printer, ready or not."""
    return s.paper.trouble is not PrinterProblem.ABSENT


def paper_name(s: PageContext, view: ServiceView) -> Block | None:
    """The name on paper, if it differs."""
    if view.quiet_name == view.name or not view.paper or not has_printer(s):
        return None
    # TRANSLATORS: {name} is the quiet name of a place or line, as its paper has it.
    words = s.say.gettext("On your paper: {name}").format(name=view.quiet_name)
    return text_block(s.c, words, Type.BODY, SOFT)


def _rest(s: PageContext, subject: str) -> tuple[Way, ...]:
    say = s.say
    return (
        Way(
            f"learn:{subject}",
            "learn",
            say.gettext("Learn the number"),
            say.gettext("Nothing to carry"),
            # TRANSLATORS: One word for "Learn the number", under a picture.
            word=say.pgettext("a way to take a number along", "Learn"),
        ),
        Way(
            f"qr:{subject}",
            "qr",
            say.gettext("Scan with a phone"),
            say.gettext("Square code"),
            # TRANSLATORS: One word for "Scan with a phone", under a picture.
            word=say.pgettext("a way to take a number along", "Scan"),
        ),
        Way(
            "staff",
            "bell",
            say.gettext("Ask the staff here"),
            s.desk.staff().who,
            # TRANSLATORS: One word for "Ask the staff here", under a picture.
            word=say.pgettext("a way to take a number along", "Staff"),
        ),
        Way(
            f"print:{subject}",
            "print",
            say.gettext("Print a small paper"),
            say.gettext("It looks ordinary"),
            # TRANSLATORS: One word for "Print a small paper", under a picture.
            word=say.pgettext("a way to take a number along", "Paper"),
        ),
    )


def _off(s: PageContext, subject: str) -> tuple[Way, ...]:
    """The same where they cannot be used; one can always ask."""
    say = s.say
    learn, scan, ask, paper = _rest(s, subject)
    empty = s.paper.trouble is PrinterProblem.PAPER_OUT
    not_now = paper.off(say.gettext("Not now"), say.gettext("Print: not now"))
    return (
        learn.off(say.gettext("No number to learn")),
        scan.off(say.gettext("No code to scan")),
        ask,
        _no_paper(s, subject) if empty else not_now,
    )


def _no_paper(s: PageContext, subject: str) -> Way:
    """Print where the printer has no paper."""
    say, paper = s.say, _rest(s, subject)[3]
    return paper.off(say.gettext("Not now: no paper"), say.gettext("Print: not now"))


def _not_printed(s: PageContext) -> Way:
    """Print where paper cannot have the service."""
    return _rest(s, "")[3].off(s.say.gettext("Nothing to print here"))


# --- forms of a way -----------------------------------------------------------------------------


def _lying(s: PageContext, way: Way) -> Block:
    return option_block(s.c, way.act, way.icon, way.words, way.line, state=way.state)


def _brief(s: PageContext, way: Way) -> Block:
    words, line = _short(way)
    return option_block(s.c, way.act, way.icon, words, line, state=way.state, name=way.spoken)


def _slim(s: PageContext, way: Way) -> Block:
    return _slim_form(s, way, Type.LEAD, SLIM_START_MM, SLIM_PAD_MM)


def _slimmer(s: PageContext, way: Way) -> Block:
    return _slim_form(s, way, Type.BODY, SLIMMER_START_MM, SLIMMER_PAD_MM)


def _slim_form(s: PageContext, way: Way, kind: Type, start_mm: float, pad_mm: float) -> Block:
    words, line = _short(way)
    return option_block(
        s.c,
        way.act,
        way.icon,
        words,
        line,
        state=way.state,
        name=way.spoken,
        kind=kind,
        icon_mm=SLIM_ICON_MM,
        start_mm=start_mm,
        pad_mm=pad_mm,
        least_mm=SLIM_MM,
        up_mm=1.5,
    )


def _short(way: Way) -> tuple[str, str]:
    """Its words without a second line, unless that one warns."""
    return way.brief or way.words, way.line if way.warns else ""


def _one_word(s: PageContext, way: Way) -> Block:
    """A tile with one word under its picture."""
    return _upright(s, way, way.word, SLIM_ICON_MM)


def _upright(s: PageContext, way: Way, words: str = "", icon_mm: float = TILE_ICON_MM) -> Block:
    """A tile: its picture over its words."""
    c, pad, side = s.c, s.px(TILE_PAD_MM), s.c.icon_side(Type.LEAD, icon_mm)
    top = side + s.px(5)
    words = words or (way.spoken if way.warns else _short(way)[0])

    def wrapped(width: int) -> Wrapped:
        return c.wrap(words, Type.LEAD, width - 2 * pad, bold=True, balance=True)

    def measure(width: int) -> int:
        return max(s.px(TILE_LEAST_MM), top + wrapped(width).height + 2 * s.px(2.5))

    def draw(box: Box) -> None:
        with target(c, box, way.act, way.spoken, way.state, radius_mm=5):
            edge, off = c.edge, way.state is TargetState.OFF
            if c.strong:
                line = TypeRole.HAIR if off else TypeRole.LINE
                c.rect(Box(box.x, box.y + top, box.w, edge), line)
            elif way.state is not TargetState.MAIN:
                head = Box(box.x + edge, box.y + edge, box.w - 2 * edge, top - edge)
                fill = TypeRole.OFF_FILL if off else TypeRole.LEAF
                c.rect(head, fill, radius_mm=4.5, corners=(True, True, False, False))
            ink = way.state.ink
            icon = Box(box.x, box.y, box.w, top).inset(0, s.px(2.5))
            c.icon(icon, way.icon, ink, tint=way.state is TargetState.REST)
            c.text(
                box.below(top).inset(pad, 0),
                words,
                Type.LEAD,
                Ink(ink, bold=True),
                middle=True,
                balance=True,
                align=Align.CENTER,
            )

    return Block(
        measure,
        draw,
        target=way.state is not TargetState.OFF,
        whole=lambda width: not wrapped(width).broken and len(wrapped(width).lines) <= MOST_LINES,
    )


def _button(s: PageContext, way: Way) -> Block:
    words = _short(way)[0]
    if way.state is TargetState.OFF:
        return off_button(s.c, words, way.icon, way.line)
    main = way.state is TargetState.MAIN
    label = way.spoken if way.warns else words
    return button(s.c, way.act, label, way.icon, align=Align.START, name=way.spoken, main=main)


# --- their places -------------------------------------------------------------------------------


def way_rows(s: PageContext, view: ServiceView, width: int, most: int) -> list[Block]:
    """The ways in rows of equal cells: in the first form that ``most`` pixels hold.

    A landscape page takes the lowest form, and has a warning over the rows. The measures are those
    of all ways, with and without use: nothing in them depends on the service.
    """
    gap, shown, warnings = s.px(GAP_MM), ways(s, view), list[Block]()
    if width >= s.px(ROW_MM) and not s.c.glass.portrait:
        warnings = [icon_line(s.c, way.icon, way.spoken) for way in shown if way.warns]
        shown = [replace(way, warns=False) for way in shown]
    every = [*shown, *_rest(s, ""), *_off(s, ""), _no_paper(s, ""), _not_printed(s)]
    found = list[tuple[bool, int, int, Form, int]]()
    for form, columns in _forms(s, width):
        cell, blocks = _cell(width, columns, gap), [form(s, way) for way in every]
        height = max(block.measure(cell) for block in blocks)
        rows = -(-len(_rest(s, "")) // columns)
        broken = not all(block.whole(cell) for block in blocks)
        found.append((broken, rows * (height + gap) - gap, height, form, columns))
    if any(not one[0] for one in found):
        found = [one for one in found if not one[0]]
    if width < s.px(ROW_MM) or s.c.glass.portrait:
        chosen = next((one for one in found if one[1] <= most), min(found, key=itemgetter(1)))
    else:
        chosen = min(found, key=itemgetter(1))
    _, _, height, form, columns = chosen
    cells = [_high(form(s, way), height) for way in shown]
    return [*warnings, *in_rows(cells, columns, gap, even=True)]


def _forms(s: PageContext, width: int) -> list[tuple[Form, int]]:
    """The forms of a way with their columns, the fullest first."""
    if width < s.px(ROW_MM):
        return [(_lying, 1), (_brief, 1), (_button, 1)]
    pairs: list[tuple[Form, int]] = [(_lying, 2), (_brief, 2), (_upright, 2), (_brief, 1)]
    if s.c.glass.portrait:
        return pairs
    buttons: list[tuple[Form, int]] = [(_button, 4), (_button, 2)] if s.c.above else []
    if s.c.meter.step is TextStep.XL:
        buttons.append((_one_word, 4))
    return [(_slim, 4), (_slimmer, 4), (_upright, 4), *pairs, *buttons]


def _cell(width: int, columns: int, gap: int) -> int:
    return (width - gap * (columns - 1)) // columns


def _high(block: Block, height: int) -> Block:
    return Block(lambda _: height, block.draw, target=block.target)


def shortlist_blocks(s: PageContext, view: ServiceView, *, icons: bool = False) -> list[Block]:
    """Keep it on the list, or take it off; the list itself once something is on it.

    ``icons`` leaves the words to the voice, where a page has no room for them.
    """
    say, saved = s.say, s.visit.saved
    on = view.id in saved
    words = say.gettext("On my list") if on else say.gettext("Keep on my list")
    height = ICON_BUTTON_MM if icons else BUTTON_MM
    found = [
        button(
            s.c,
            f"keep:{view.id}",
            "" if icons else words,
            "bookmark_on" if on else "bookmark",
            chosen=on or None,
            height_mm=height,
            name=words,
        )
    ]
    if saved:
        # TRANSLATORS: A button to the visitor's own short list; {count} is how many are on it.
        label = say.gettext("My list ({count})").format(count=numeral(say.language, len(saved)))
        shown = "" if icons else label
        found.append(button(s.c, "list", shown, "list", height_mm=height, name=label))
    return found
