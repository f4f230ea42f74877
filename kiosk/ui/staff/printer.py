"""The printer of this kiosk, its paper, and a test page."""

from collections.abc import Iterator

from kiosk.devices.printer_choice import PrinterChoice, PrintersAnswer
from kiosk.devices.printers import Paper, PrintTargetKind
from kiosk.domain.text import isolate
from kiosk.i18n.messages import N_, Message
from kiosk.readiness.readiness_findings import printer_finding
from kiosk.readiness.readiness_sentences import MEANINGS
from kiosk.staff.staff_acts import ChoosePaper, ChoosePrinter, StaffVerb
from kiosk.staff.staff_state import Notice, TaskKind
from kiosk.ui.kit.blocks import Block, centred, column, row
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.scene import Align
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, icon_line, note, space_block, text_block
from kiosk.ui.staff.staff_context import StaffAction, StaffContext
from kiosk.ui.staff.status_lines import in_twos, nothing_yet, titled
from kiosk.visit.acts import AnyAct

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


def compose(page: StaffContext) -> None:
    """Draws the printers that were found, and the paper of the chosen one."""
    canvas, catalog, found = page.canvas, page.catalog, page.state.printers
    room = page.frame("print", catalog.gettext("Staff"))
    actions = [StaffAction(StaffVerb.PRINTERS, catalog.gettext("Look again"), "repeat")]
    if found is not None and found.place:
        actions.append(
            StaffAction(StaffVerb.TEST, catalog.gettext("Print a test page"), "print", main=True)
        )
    if page.state.busy is None:
        room = page.actions(room, [], actions)
    room = titled(page, room, catalog.gettext("Printer"))
    if page.state.busy is not None or found is None:
        testing = page.state.busy is TaskKind.TEST_PAGE
        words = catalog.gettext("Printing a test page…") if testing else catalog.gettext("Looking…")
        nothing_yet(page, room, words)
    else:
        draw_pages(canvas, room, [*_blocks(page, found)], page.state.number, gap=page.px(GAP_MM))


def _blocks(page: StaffContext, answer: PrintersAnswer) -> Iterator[Block]:
    canvas, catalog = page.canvas, page.catalog
    yield from _notes(page, answer)
    yield text_block(canvas, catalog.gettext("Which one is used?"), Type.LEAD, BOLD, keep=True)
    if not answer.choices:
        words = catalog.gettext(
            "No printer was found. Is it switched on, and is its cable plugged in?"
        )
        yield note(canvas, words)
    for at, one in enumerate(answer.choices):
        yield _choice(page, at, one, chosen=one.place == answer.place)
    none = catalog.gettext("No printer")
    yield _side_by_side(page, _button(page, StaffVerb.NO_PRINTER, none, chosen=not answer.place))
    if answer.papers:
        yield text_block(
            canvas, catalog.gettext("What paper is in it?"), Type.LEAD, BOLD, keep=True
        )
        papers = [
            _button(
                page,
                ChoosePaper(paper),
                catalog.translate(PAPERS[paper]),
                chosen=paper == answer.paper,
            )
            for paper in answer.papers
        ]
        yield from (
            in_twos(papers, page.px(GAP_MM))
            if canvas.glass.portrait
            else [row(papers, page.px(GAP_MM))]
        )


def _notes(page: StaffContext, answer: PrintersAnswer) -> Iterator[Block]:
    """What became of the last touch."""
    if page.state.notice is Notice.PRINTER_NOT_KEPT:
        words = page.catalog.gettext("The choice could not be saved. Look at the disk.")
        yield note(page.canvas, words, "danger")
    elif answer.tested and answer.test is None:
        words = page.catalog.gettext("The test page was printed. Can you read it?")
        yield note(page.canvas, words, "check", TypeRole.LEAF)
        if answer.paper in EDGES:
            yield note(page.canvas, page.catalog.translate(EDGES[Paper(answer.paper)]))
    elif answer.tested:
        yield note(
            page.canvas,
            page.catalog.translate(MEANINGS[printer_finding(answer.test)].says),
            "danger",
        )


def _choice(page: StaffContext, at: int, choice: PrinterChoice, *, chosen: bool) -> Block:
    """A printer, and beside it how it is."""
    sink = choice.sink
    label = isolate(sink.place)
    if sink.kind is PrintTargetKind.ESCPOS:
        # TRANSLATORS: A printer for small rolls of paper; {name} tells two of them apart.
        words = page.catalog.gettext("Receipt printer {name}")
        label = words.format(name=isolate(sink.path.name))
    if choice.trouble is None:
        state = icon_line(page.canvas, "check", page.catalog.gettext("It is ready."))
    else:
        state = icon_line(
            page.canvas,
            "danger",
            page.catalog.translate(MEANINGS[printer_finding(choice.trouble)].says),
        )
    return _side_by_side(page, _button(page, ChoosePrinter(at), label, chosen=chosen), state)


def _button(page: StaffContext, act: AnyAct, label: str, *, chosen: bool) -> Block:
    icon = "check" if chosen else ""
    return button(page.canvas, act, label, icon, chosen=chosen, align=Align.CENTER)


def _side_by_side(page: StaffContext, first: Block, second: Block | None = None) -> Block:
    """Two things beside each other, or where there is no room one over the other."""
    if page.canvas.glass.portrait:
        return column([first, second] if second else [first], page.px(GAP_MM))
    return row([first, centred(second or space_block(0))], page.px(GAP_MM))
