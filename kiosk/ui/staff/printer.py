"""The printer of this kiosk, its paper, and a test page."""

from collections.abc import Iterator

from kiosk.devices.printer_choice import PrinterChoice, PrintersAnswer
from kiosk.devices.printers import Paper, PrintTargetKind
from kiosk.domain.text import isolate
from kiosk.i18n.messages import N_, Message
from kiosk.readiness.facts import printer_finding
from kiosk.readiness.words import MEANINGS
from kiosk.staff.state import Notice, TaskKind
from kiosk.ui.kit.blocks import Block, centred, column, row
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.scene import Align
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, icon_line, note, space_block, text_block
from kiosk.ui.staff.lines import in_twos, nothing_yet, titled
from kiosk.ui.staff.staff_context import StaffAction, StaffContext

GAP_MM = 4.0
PAPERS: dict[Paper, Message] = {
    Paper.LETTER: N_("Letter"),
    Paper.A4: N_("A4"),
    Paper.ROLL_80: N_("Roll, 80 mm"),
    Paper.ROLL_58: N_("Roll, 58 mm"),
}
EDGES: dict[Paper, Message] = {
    # TRANSLATORS: The test page has a line across the paper, with a bar at both of its ends.
    Paper.ROLL_80: N_(
        "At the top is a line. Are both its ends there? If one is missing, choose 58 mm."
    ),
    Paper.ROLL_58: N_("At the top is a line. Are its ends near both edges? If not, choose 80 mm."),
}
"""No printer tells how wide its roll is: what to look at, and what to do."""


def compose(s: StaffContext) -> None:
    """Draws the printers that were found, and the paper of the chosen one."""
    c, say, found = s.c, s.say, s.state.printers
    room = s.frame("print", say.gettext("Staff"))
    actions = [StaffAction("printers", say.gettext("Look again"), "repeat")]
    if found is not None and found.place:
        actions.append(StaffAction("test", say.gettext("Print a test page"), "print", main=True))
    if s.state.busy is None:
        room = s.actions(room, [], actions)
    room = titled(s, room, say.gettext("Printer"))
    if s.state.busy is not None or found is None:
        testing = s.state.busy is TaskKind.TEST_PAGE
        words = say.gettext("Printing a test page…") if testing else say.gettext("Looking…")
        nothing_yet(s, room, words)
    else:
        draw_pages(c, say, room, [*_blocks(s, found)], s.state.number, gap=s.px(GAP_MM))


def _blocks(s: StaffContext, found: PrintersAnswer) -> Iterator[Block]:
    c, say = s.c, s.say
    yield from _notes(s, found)
    yield text_block(c, say.gettext("Which one is used?"), Type.LEAD, BOLD, keep=True)
    if not found.choices:
        words = say.gettext("No printer was found. Is it switched on, and is its cable plugged in?")
        yield note(c, words)
    for at, one in enumerate(found.choices):
        yield _choice(s, at, one, chosen=one.place == found.place)
    none = say.gettext("No printer")
    yield _side_by_side(s, _button(s, "printer:none", none, chosen=not found.place))
    if found.papers:
        yield text_block(c, say.gettext("What paper is in it?"), Type.LEAD, BOLD, keep=True)
        papers = [
            _button(s, f"paper:{paper}", say.say(PAPERS[paper]), chosen=paper == found.paper)
            for paper in found.papers
        ]
        yield from (
            in_twos(papers, s.px(GAP_MM)) if c.glass.portrait else [row(papers, s.px(GAP_MM))]
        )


def _notes(s: StaffContext, found: PrintersAnswer) -> Iterator[Block]:
    """What became of the last touch."""
    if s.state.say is Notice.PRINTER_NOT_KEPT:
        words = s.say.gettext("The choice could not be saved. Look at the disk.")
        yield note(s.c, words, "danger")
    elif found.tested and found.test is None:
        words = s.say.gettext("The test page was printed. Can you read it?")
        yield note(s.c, words, "check", TypeRole.LEAF)
        if found.paper in EDGES:
            yield note(s.c, s.say.say(EDGES[Paper(found.paper)]))
    elif found.tested:
        yield note(s.c, s.say.say(MEANINGS[printer_finding(found.test)].says), "danger")


def _choice(s: StaffContext, at: int, one: PrinterChoice, *, chosen: bool) -> Block:
    """A printer, and beside it how it is."""
    sink = one.sink
    label = isolate(sink.place)
    if sink.kind is PrintTargetKind.ESCPOS:
        # TRANSLATORS: A printer for small rolls of paper; {name} tells two of them apart.
        words = s.say.gettext("Receipt printer {name}")
        label = words.format(name=isolate(sink.path.name))
    if one.trouble is None:
        state = icon_line(s.c, "check", s.say.gettext("It is ready."))
    else:
        state = icon_line(s.c, "danger", s.say.say(MEANINGS[printer_finding(one.trouble)].says))
    return _side_by_side(s, _button(s, f"printer:{at}", label, chosen=chosen), state)


def _button(s: StaffContext, act: str, label: str, *, chosen: bool) -> Block:
    icon = "check" if chosen else ""
    return button(s.c, act, label, icon, chosen=chosen, align=Align.CENTER)


def _side_by_side(s: StaffContext, first: Block, second: Block | None = None) -> Block:
    """Two things beside each other, or where there is no room one over the other."""
    if s.c.glass.portrait:
        return column([first, second] if second else [first], s.px(GAP_MM))
    return row([first, centred(second or space_block(0))], s.px(GAP_MM))
