"""Readiness: problems first, two questions for a person, then what is in order."""

import datetime as dt
from collections.abc import Iterator, Sequence

from kiosk.readiness.codes import Check, Level, ReadinessFinding
from kiosk.readiness.staff_answers import CheckedAnswer, DoctorAnswer, sentence
from kiosk.readiness.words import MEANINGS, TITLES
from kiosk.staff.date import can_be_set
from kiosk.staff.state import Notice, TaskKind
from kiosk.ui.kit.blocks import Block, height_of, in_rows, row, stack
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import BUTTON_MM, button, icon_line, note, text_block
from kiosk.ui.staff.lines import alarm, broken_off, line, nothing_yet, titled
from kiosk.ui.staff.staff_context import StaffAction, StaffContext

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


def compose(s: StaffContext) -> None:
    """Draws the page; while it looks, and where it could not, it says so."""
    c, say, ready = s.c, s.say, s.state.ready
    room = s.frame("check_circle", say.gettext("Staff"))
    check_again = StaffAction("ready", say.gettext("Check again"), "repeat")
    keep = StaffAction("keep", say.gettext("Save the report"), "check", main=True)
    choose = StaffAction("printers", say.gettext("Printer"), "print")
    if s.state.busy is None:
        start = [] if c.glass.portrait else [choose]
        room = s.actions(room, start, [check_again, keep] if ready is not None else [check_again])
    room = titled(s, room, say.gettext("Is everything ready?"))
    gap, last = s.px(GAP_MM), [*_last(s, choose)]
    if s.state.busy is not None:
        saving = s.state.busy is TaskKind.KEEP_READY
        nothing_yet(s, room, say.gettext("Saving…") if saving else say.gettext("Looking…"))
    elif ready is None:
        stack([broken_off(s), *last], room, gap)
    else:
        first, calm = [*_blocks(s, ready)], _calm_titles(s, ready)
        blocks = [*first, *_in_order(s, calm, listed=False), *last]
        if height_of(blocks, room.w, gap) > room.h:
            blocks = [*first, *_in_order(s, calm, listed=True), *last]
        draw_pages(c, say, room, blocks, s.state.number, gap=gap)


def _last(s: StaffContext, choose: StaffAction) -> Iterator[Block]:
    """Where else this page leads, whatever was found: to the printer, and to care."""
    if s.c.glass.portrait:
        yield choose.block(s.c)
    more = []
    if can_be_set(s.state):
        more.append(button(s.c, "date", s.say.gettext("Set the date"), "clock"))
    if s.state.machine.can_close:
        words = s.say.gettext("For the person who looks after this machine")
        more.append(button(s.c, "care", words, "device"))
    yield from _rows(s, more, 2 if s.wide else 1)


def _blocks(s: StaffContext, ready: DoctorAnswer) -> Iterator[Block]:
    say, pair = s.say, 2 if s.wide else 1
    machine = [one for one in ready.checks if one.check not in ASKED]
    alarms = [one for one in machine if one.level is not Level.OK]
    alarms.sort(key=lambda one: one.level is not Level.BROKEN)
    yield from _rows(s, [*_notes(s, ready, calm=not alarms)], pair)
    yield from _rows(s, [_alarm(s, one) for one in alarms], pair)
    yield text_block(s.c, say.gettext("Only a person can see this:"), Type.LEAD, BOLD, keep=True)
    questions = [_question(s, Check.SIGHTLINE, s.state.staff_answers.sightline)]
    questions.append(_question(s, Check.EARSHOT, s.state.staff_answers.earshot))
    yield from _rows(s, questions, pair)


def _calm_titles(s: StaffContext, ready: DoctorAnswer) -> list[str]:
    calm = [one.check for one in ready.checks if one.level is Level.OK and one.check not in ASKED]
    return [s.say.say(TITLES[check]) for check in calm]


def _in_order(s: StaffContext, calm: Sequence[str], *, listed: bool) -> Iterator[Block]:
    """What needs nobody: each with its mark, or where room is short all in one paragraph."""
    if not calm:
        return
    yield text_block(s.c, s.say.gettext("In order:"), Type.LEAD, BOLD, keep=True)
    if listed:
        yield icon_line(s.c, "check", s.formats.enumerated(calm), icon_mm=CHECK_MM)
        return
    marked = [icon_line(s.c, "check", words, icon_mm=CHECK_MM) for words in calm]
    yield from _rows(s, marked, COLUMNS if s.wide else COLUMNS_SMALL)


def _notes(s: StaffContext, ready: DoctorAnswer, *, calm: bool) -> Iterator[Block]:
    """What became of the report, and whether all is well with the machine."""
    say = s.say
    if s.state.say is Notice.READY_SAVED:
        yield note(s.c, say.gettext("The report was saved."), "check", TypeRole.LEAF)
    elif s.state.say is Notice.READY_NOT_SAVED:
        words = say.gettext("The report could not be saved. Look at the disk.")
        yield note(s.c, words, "danger")
    elif ready.saved:
        day = s.formats.date(dt.date.fromisoformat(ready.saved))
        words = say.gettext("Last report: {date}").format(date=day)
        yield note(s.c, words, "calendar", TypeRole.LEAF)
    if calm:
        yield note(s.c, say.gettext("The machine is in order."), "check_circle", TypeRole.LEAF)


def _rows(s: StaffContext, blocks: Sequence[Block], columns: int) -> list[Block]:
    return in_rows(blocks, columns, s.px(GAP_MM), even=True)


def _alarm(s: StaffContext, one: CheckedAnswer) -> Block:
    icon = "danger" if one.level is Level.BROKEN else ICONS.get(one.check, "device")
    return alarm(s, line(s, icon, s.say.say(TITLES[one.check]), sentence(one, s.say, s.formats)))


_ASKING = {
    Check.SIGHTLINE: ReadinessFinding.SIGHTLINE_ASK,
    Check.EARSHOT: ReadinessFinding.EARSHOT_ASK,
}
_OPEN = {
    Check.SIGHTLINE: ReadinessFinding.SIGHTLINE_OPEN,
    Check.EARSHOT: ReadinessFinding.EARSHOT_OPEN,
}


def _question(s: StaffContext, check: Check, staff_answers: bool | None) -> Block:  # noqa: FBT001 - an answer
    """The question, No and Yes, and what to do where the answer is yes."""
    c, gap = s.c, s.px(GAP_MM)
    asked = icon_line(c, ICONS[check], s.say.say(MEANINGS[_ASKING[check]].says), icon_mm=10)
    then = s.say.say(MEANINGS[_OPEN[check]].says) if staff_answers else ""
    advice = note(c, then) if then else None
    # TRANSLATORS: The answers to "Can someone read …?" and "Can others hear …?"
    no, yes = s.say.pgettext("can", "No"), s.say.pgettext("can", "Yes")
    answers = (("no", no, False), ("yes", yes, True))
    buttons = [
        button(
            c,
            f"{check}:{word}",
            label,
            "check" if staff_answers is value else "",
            chosen=staff_answers is value,
        )
        for word, label, value in answers
    ]
    wide = 2 * s.px(BUTTON_WIDE_MM) + gap

    def draw(box: Box) -> None:
        asked.draw(box)
        used = asked.measure(box.w) + gap
        pair = row(buttons, gap)
        start = box.below(used).start(min(wide, box.w))
        pair.draw(start.top(s.px(BUTTON_MM)))
        if advice is not None:
            advice.draw(box.below(used + s.px(BUTTON_MM) + gap).top(advice.measure(box.w)))

    def measure(width: int) -> int:
        own = asked.measure(width) + gap + s.px(BUTTON_MM)
        return own if advice is None else own + gap + advice.measure(width)

    return Block(measure, draw)
