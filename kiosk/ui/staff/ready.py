"""Readiness: problems first, two questions for a person, then what is in order."""

import datetime as dt
from collections.abc import Iterator, Sequence

from kiosk.readiness.codes import Check, Level, ReadinessFinding
from kiosk.readiness.readiness_sentences import MEANINGS, TITLES
from kiosk.readiness.staff_answers import CheckedAnswer, DoctorAnswer, sentence
from kiosk.staff.date import can_be_set
from kiosk.staff.staff_acts import AnswerCheck, StaffVerb
from kiosk.staff.staff_state import Notice, TaskKind
from kiosk.ui.kit.blocks import Block, at_start, column, height_of, in_rows, row, stack
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, icon_line, note, text_block
from kiosk.ui.staff.staff_context import StaffAction, StaffContext
from kiosk.ui.staff.status_lines import alarm, broken_off, line, nothing_yet, titled

COLUMNS, COLUMNS_SMALL = 3, 2
"""Of what is in order, on wide screens and on others."""
BUTTON_WIDE_MM, GAP_MM, CHECK_MM = 47.0, 4.0, 7.0
"""Width of Yes and of No; between all things on this page; the mark of what is in order."""
ICONS: dict[Check, str] = {
    Check.DATA: "book",
    Check.TRUST: "shield",
    Check.LANGUAGES: "globe",
    Check.PRINTER: "print",
    Check.SPEECH: "listen",
    Check.LOUDSPEAKER: "listen",
    Check.CLOCK: "clock",
    Check.SCREEN: "see",
    Check.PIN: "lock",
    Check.HELPER: "people",
    Check.PLACE: "pin",
    Check.SIGHTLINE: "eye",
    Check.EARSHOT: "listen",
}
"""The others are about the machine."""
ASKED = (Check.SIGHTLINE, Check.EARSHOT)
"""What only a person can see."""


def compose(page: StaffContext) -> None:
    """Draws the page; while it looks, and where it could not, it says so."""
    canvas, catalog, ready = page.canvas, page.catalog, page.state.ready
    room = page.frame("check_circle", catalog.gettext("Staff"))
    check_again = StaffAction(StaffVerb.READY, catalog.gettext("Check again"), "repeat")
    keep = StaffAction(StaffVerb.KEEP, catalog.gettext("Save the report"), "check", main=True)
    choose = StaffAction(StaffVerb.PRINTERS, catalog.gettext("Printer"), "print")
    if page.state.busy is None:
        start = [] if canvas.glass.portrait else [choose]
        room = page.actions(
            room, start, [check_again, keep] if ready is not None else [check_again]
        )
    room = titled(page, room, catalog.gettext("Is everything ready?"))
    gap, last = page.px(GAP_MM), [*_last(page, choose)]
    if page.state.busy is not None:
        saving = page.state.busy is TaskKind.SAVE_READINESS
        nothing_yet(
            page, room, catalog.gettext("Saving…") if saving else catalog.gettext("Looking…")
        )
    elif ready is None:
        stack([broken_off(page), *last], room, gap)
    else:
        first, calm = [*_blocks(page, ready)], _calm_titles(page, ready)
        blocks = [*first, *_in_order(page, calm, listed=False), *last]
        if height_of(blocks, room.w, gap) > room.h:
            blocks = [*first, *_in_order(page, calm, listed=True), *last]
        draw_pages(canvas, room, blocks, page.state.number, gap=gap)


def _last(page: StaffContext, action: StaffAction) -> Iterator[Block]:
    """Where else this page leads, whatever was found: to the printer, and to care."""
    if page.canvas.glass.portrait:
        yield action.block(page.canvas)
    more = []
    if can_be_set(page.state):
        more.append(
            button(page.canvas, StaffVerb.DATE, page.catalog.gettext("Set the date"), "clock")
        )
    if page.state.machine.can_close:
        words = page.catalog.gettext("For the person who looks after this machine")
        more.append(button(page.canvas, StaffVerb.CARE, words, "device"))
    yield from _rows(page, more, 2 if page.wide else 1)


def _blocks(page: StaffContext, answer: DoctorAnswer) -> Iterator[Block]:
    catalog, pair = page.catalog, 2 if page.wide else 1
    machine = [one for one in answer.checks if one.check not in ASKED]
    alarms = [one for one in machine if one.level is not Level.OK]
    alarms.sort(key=lambda one: one.level is not Level.BROKEN)
    yield from _rows(page, [*_notes(page, answer, calm=not alarms)], pair)
    yield from _rows(page, [_alarm(page, one) for one in alarms], pair)
    yield text_block(
        page.canvas, catalog.gettext("Only a person can see this:"), Type.LEAD, BOLD, keep=True
    )
    questions = [_question(page, Check.SIGHTLINE, page.state.staff_answers.sightline)]
    questions.append(_question(page, Check.EARSHOT, page.state.staff_answers.earshot))
    yield from _rows(page, questions, pair)


def _calm_titles(page: StaffContext, answer: DoctorAnswer) -> list[str]:
    calm = [one.check for one in answer.checks if one.level is Level.OK and one.check not in ASKED]
    return [page.catalog.translate(TITLES[check]) for check in calm]


def _in_order(page: StaffContext, calm: Sequence[str], *, listed: bool) -> Iterator[Block]:
    """What needs nobody: each with its mark, or where room is short all in one paragraph."""
    if not calm:
        return
    yield text_block(page.canvas, page.catalog.gettext("In order:"), Type.LEAD, BOLD, keep=True)
    if listed:
        yield icon_line(page.canvas, "check", page.formats.enumerated(calm), icon_mm=CHECK_MM)
        return
    marked = [icon_line(page.canvas, "check", words, icon_mm=CHECK_MM) for words in calm]
    yield from _rows(page, marked, COLUMNS if page.wide else COLUMNS_SMALL)


def _notes(page: StaffContext, answer: DoctorAnswer, *, calm: bool) -> Iterator[Block]:
    """What became of the report, and whether all is well with the machine."""
    catalog = page.catalog
    if page.state.notice is Notice.READY_SAVED:
        yield note(page.canvas, catalog.gettext("The report was saved."), "check", TypeRole.LEAF)
    elif page.state.notice is Notice.READY_NOT_SAVED:
        words = catalog.gettext("The report could not be saved. Look at the disk.")
        yield note(page.canvas, words, "danger")
    elif answer.saved:
        day = page.formats.date(dt.date.fromisoformat(answer.saved))
        words = catalog.gettext("Last report: {date}").format(date=day)
        yield note(page.canvas, words, "calendar", TypeRole.LEAF)
    if calm:
        yield note(
            page.canvas, catalog.gettext("The machine is in order."), "check_circle", TypeRole.LEAF
        )


def _rows(page: StaffContext, blocks: Sequence[Block], columns: int) -> list[Block]:
    return in_rows(blocks, columns, page.px(GAP_MM), even=True)


def _alarm(page: StaffContext, answer: CheckedAnswer) -> Block:
    icon = "danger" if answer.level is Level.BROKEN else ICONS.get(answer.check, "device")
    return alarm(
        page,
        line(
            page,
            icon,
            page.catalog.translate(TITLES[answer.check]),
            sentence(answer, page.catalog, page.formats),
        ),
    )


_ASKING = {
    Check.SIGHTLINE: ReadinessFinding.SIGHTLINE_ASK,
    Check.EARSHOT: ReadinessFinding.EARSHOT_ASK,
}
_OPEN = {
    Check.SIGHTLINE: ReadinessFinding.SIGHTLINE_OPEN,
    Check.EARSHOT: ReadinessFinding.EARSHOT_OPEN,
}


def _question(page: StaffContext, check: Check, staff_answers: bool | None) -> Block:  # noqa: FBT001 - an answer
    """The question, No and Yes, and what to do where the answer is yes."""
    canvas, gap = page.canvas, page.px(GAP_MM)
    asked = icon_line(
        canvas, ICONS[check], page.catalog.translate(MEANINGS[_ASKING[check]].says), icon_mm=10
    )
    then = page.catalog.translate(MEANINGS[_OPEN[check]].says) if staff_answers else ""
    # TRANSLATORS: The answers to "Can someone read …?" and "Can others hear …?"
    no, yes = page.catalog.pgettext("can", "No"), page.catalog.pgettext("can", "Yes")
    answers = ((no, False), (yes, True))
    buttons = [
        button(
            canvas,
            AnswerCheck(check, yes=value),
            label,
            "check" if staff_answers is value else "",
            chosen=staff_answers is value,
        )
        for label, value in answers
    ]
    pair = at_start(row(buttons, gap), 2 * page.px(BUTTON_WIDE_MM) + gap)
    return column([asked, pair, *([note(canvas, then)] if then else [])], gap)
