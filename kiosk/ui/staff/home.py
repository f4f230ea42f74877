"""The first page after the PIN: the state of data and machine, and what can be done."""

from kiosk.devices.printers import PrinterProblem
from kiosk.domain.text import isolate
from kiosk.readiness.codes import Check, FoundStates, ReadinessFinding
from kiosk.readiness.facts import GIGABYTE, LOW_DISK, printer_finding
from kiosk.readiness.staff_answers import sentence
from kiosk.readiness.words import MEANINGS, TITLES
from kiosk.staff.state import Notice, TaskKind
from kiosk.staff.views import Event, Machine
from kiosk.sync.answers import ClockState
from kiosk.sync.restarts import ContentLevel, ServiceLevel
from kiosk.sync.staff_messages import CLOCKS, FAILED, HOLDS, why
from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.current_marker import BUTTON_GAP_MM
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, note, text_block
from kiosk.ui.staff.history import moment
from kiosk.ui.staff.lines import alarm, in_twos, line
from kiosk.ui.staff.staff_context import StaffContext

SIDE_MM, GAP_MM, PAD_MM, BETWEEN_MM = 118.0, 14.0, 6.5, 3.0
"""The column of buttons, what parts it from the state, room in the panel, and between two lines."""


def compose(s: StaffContext) -> None:
    """Draws the state of data and machine, and the buttons beside or under it."""
    c = s.c
    room = s.frame("lock", s.say.gettext("Staff"), language=True)
    title = s.say.gettext("This kiosk now")
    s.c.title = title
    buttons, gap = _buttons(s), s.px(BUTTON_GAP_MM)
    head = text_block(c, title, Type.TITLE, BOLD, heading=True)
    if c.glass.portrait:
        buttons = [buttons[0], *in_twos(buttons[1:], gap)]
        high = height_of(buttons, room.w, gap)
        used = stack([head], room, 0)
        stack(buttons, room.foot(high), gap)
        _state(s, room.below(used + s.px(5)).top(room.h - used - high - s.px(13)))
        return
    side = room.end(s.px(SIDE_MM))
    stack(buttons, side.below(s.px(2)), gap)
    if height_of(buttons, side.w, gap) > side.h:
        c.problem("the buttons are higher than the page")
    left = room.start(room.w - side.w - s.px(GAP_MM))
    used = stack([head], left, 0)
    _state(s, left.below(used + s.px(5)))


def _state(s: StaffContext, room: Box) -> None:
    if s.state.busy is TaskKind.MACHINE:
        text_block(s.c, s.say.gettext("Looking…"), Type.LEAD, SOFT).draw(room)
        return
    lines, gap, side = (
        _lines(s, s.state.machine),
        s.px(BETWEEN_MM),
        0 if s.c.strong else s.px(PAD_MM),
    )
    if not s.c.strong:
        whole = min(room.h, height_of(lines, room.w - 2 * side, gap) + 2 * side)
        s.c.rect(room.top(whole), TypeRole.CARD, radius_mm=6)
    draw_pages(s.c, s.say, room.inset(side), lines, s.state.number, gap=gap)


def _buttons(s: StaffContext) -> list[Block]:
    c, say, machine = s.c, s.say, s.state.machine
    blocks = [button(c, "files", say.gettext("Bring new data"), "usb", main=True, height_mm=26)]
    blocks += [
        button(c, "ready", say.gettext("Is everything ready?"), "check_circle"),
        button(c, "history", say.gettext("What happened"), "list"),
        button(c, "pin", say.gettext("Change the PIN"), "lock"),
        button(c, "clean", say.gettext("Clean the screen"), "hand"),
    ]
    # Last, so that nothing moves under a finger when it turns out that there is a way back.
    if machine.can_undo:
        blocks.append(button(c, "undo", say.gettext("Go back to the previous data"), "back"))
    return blocks


def _lines(s: StaffContext, now: Machine) -> list[Block]:
    """One line a thing, what needs someone first."""
    say = s.say
    alarms, calm = list[Block](), list[Block]()
    if now.footing is not ServiceLevel.NORMAL:
        alarms.append(alarm(s, _fallen_back(s, now)))
    if now.unheard:
        alarms.append(alarm(s, _unheard(s)))
    if now.problem:
        words = say.gettext("The data cannot be used: helplines only.")
        alarms.append(alarm(s, line(s, "danger", words)))
    if now.lost:
        alarms.append(
            alarm(s, line(s, "danger", say.say(MEANINGS[ReadinessFinding.DATA_LOST].says)))
        )
    if now.waiting:
        alarms.append(alarm(s, _waiting(s, now)))
    is_full = now.disk_free is not None and now.disk_free < LOW_DISK
    unsure = now.clock is not ClockState.TRUSTED
    known = (
        (False, _data(s, now)),
        (now.expired, _expiry(s, now)),
        (unsure, _clock(s, now)),
        (now.trust_damaged, _trust(s, now)),
    )
    data = ((False, line(s, "clock", _now(s, now))),) if now.unheard else known
    printer = () if now.printer is None else ((True, _printer(s, now.printer)),)
    for alarming, part in (*data, (is_full, _disk(s, now)), *printer):
        (alarms if alarming else calm).append(alarm(s, part) if alarming else part)
    if now.silent:
        names = s.formats.enumerated([isolate(name) for name in now.silent])
        words = say.gettext("Out of service, so not shown: {names}").format(names=names)
        calm.append(line(s, "phone", say.gettext("Help lines"), words))
    calm += [_refusal(s, event) for event in now.refusals[:1]]
    if now.languages:
        calm.append(line(s, "globe", say.gettext("Languages"), s.formats.enumerated(now.languages)))
    return [*_done(s), *alarms, *calm]


def _done(s: StaffContext) -> list[Block]:
    """What was changed on the page before."""
    words = {
        Notice.PIN_CHANGED: s.say.gettext("The PIN was changed."),
        Notice.DATE_SET: s.say.gettext("The date was set"),
    }
    return [note(s.c, words[s.state.say], "check", TypeRole.LEAF)] if s.state.say in words else []


def _fallen_back(s: StaffContext, now: Machine) -> Block:
    title = s.say.gettext("The kiosk failed to start several times")
    words = {
        ContentLevel.ALL: "",
        ContentLevel.BEFORE: s.say.gettext("Visitors see the previous data. Bring newer data."),
        ContentLevel.HELPLINES: s.say.gettext("Visitors see only the help lines."),
    }
    retrying = s.say.gettext("It tries to show everything again by itself.")
    return line(s, "danger", title, words[now.shown], retrying)


def _unheard(s: StaffContext) -> Block:
    # TRANSLATORS: A part of the kiosk's own program, which staff cannot see.
    title = s.say.gettext("The part that brings in new data does not answer")
    return line(s, "danger", title, s.say.say(FAILED.then))


def _waiting(s: StaffContext, now: Machine) -> Block:
    then = s.say.gettext("Open it under “Bring new data”.")
    reason = s.say.say(HOLDS[now.hold]) if now.hold is not None else ""
    return line(s, "bell", s.say.gettext("A new file waits"), reason, then)


def _data(s: StaffContext, now: Machine) -> Block:
    say = s.say
    count = say.ngettext("{count} service", "{count} services", now.services)
    count = count.format(count=s.formats.number(now.services))
    if now.created is None:
        return line(s, "book", say.gettext("Data that came with the program"), count)
    date = s.formats.date(now.created)
    if now.age_days is not None:
        # TRANSLATORS: {date} is a day, {ago} is such as “5 days ago”.
        words = say.gettext("Data of {date}, {ago}")
        date = words.format(date=date, ago=s.formats.ago(now.age_days))
    else:
        date = say.gettext("Data of {date}").format(date=date)
    return line(s, "book", date, count)


def _expiry(s: StaffContext, now: Machine) -> Block:
    say = s.say
    if now.expires is None:
        words = say.gettext("It has no last day. Newer data comes from the coalition.")
        return line(s, "calendar", say.gettext("Good until"), words)
    date = s.formats.date(now.expires)
    if now.expired:
        words = say.gettext("It is still shown, with “call first”. Bring new data.")
        title = say.gettext("Past its last day: {date}").format(date=date)
        return line(s, "calendar_ask", title, words)
    return line(s, "calendar", say.gettext("Good until {date}").format(date=date))


def _now(s: StaffContext, now: Machine) -> str:
    return moment(s.say, s.formats, now.now) if now.now is not None else ""


def _clock(s: StaffContext, now: Machine) -> Block:
    shown = _now(s, now)
    if now.clock is ClockState.TRUSTED:
        return line(s, "clock", s.say.gettext("The clock is trusted"), shown)
    title = s.say.gettext("The clock is not trusted")
    return line(s, "clock", title, shown, s.say.say(CLOCKS[now.clock]))


def _trust(s: StaffContext, now: Machine) -> Block:
    if now.trust_damaged:
        words = s.say.gettext("Ask whoever looks after the machine.")
        return line(s, "shield", s.say.gettext("The coalition’s keys here are damaged"), words)
    if now.trusts:
        lines = list[str]()
        if now.publisher:
            lines.append(s.say.gettext("From: {name}").format(name=isolate(now.publisher)))
        if now.signers:
            names = s.formats.enumerated([isolate(name) for name in now.signers])
            lines.append(s.say.gettext("Signed by: {names}").format(names=names))
        if now.keys_changed is not None:
            date = s.formats.date(now.keys_changed)
            # TRANSLATORS: Who holds the keys that sign the kiosk's data is not as it was before.
            words = s.say.gettext("The coalition’s keys changed on {date}")
            lines.append(words.format(date=date))
        title = s.say.gettext("Only files signed by your coalition are accepted")
        return line(s, "shield", title, *lines)
    words = s.say.gettext("With the first file, you type the groups on the coalition’s paper.")
    return line(s, "shield", s.say.gettext("No coalition is trusted yet"), words)


def _refusal(s: StaffContext, event: Event) -> Block:
    title = s.say.gettext("A file was not accepted")
    if event.when is not None:
        date = s.formats.date(event.when.date())
        title = s.say.gettext("A file was not accepted on {date}").format(date=date)
    known = why(event.code)
    return line(s, "close", title, s.say.say(known) if known is not None else "")


def _disk(s: StaffContext, now: Machine) -> Block:
    if now.disk_free is None:
        return line(s, "device", s.say.gettext("The disk did not answer"))
    # TRANSLATORS: Room on the disk in gigabytes.
    words = s.say.gettext("{count} GB free on the disk")
    free = words.format(count=s.formats.number(round(now.disk_free / GIGABYTE, 1)))
    if now.disk_free < LOW_DISK:
        return line(s, "device", free, s.say.gettext("That is not much. Free some space."))
    return line(s, "device", free)


def _printer(s: StaffContext, trouble: PrinterProblem) -> Block:
    words = sentence(FoundStates(printer_finding(trouble)), s.say, s.formats)
    return line(s, "print", s.say.say(TITLES[Check.PRINTER]), words)
