"""The state of data and machine, one line a thing, what needs someone first."""

from collections.abc import Iterator

from kiosk.devices.printers import PrinterProblem
from kiosk.domain.text import isolate
from kiosk.readiness.codes import Check, FoundStates, ReadinessFinding
from kiosk.readiness.readiness_findings import GIGABYTE, LOW_DISK, printer_finding
from kiosk.readiness.readiness_sentences import MEANINGS, TITLES
from kiosk.readiness.staff_answers import sentence
from kiosk.staff.staff_state import Notice
from kiosk.staff.staff_views import Machine
from kiosk.staff.worker_answers import StateAnswer
from kiosk.sync.history import HistoryEntry
from kiosk.sync.holds import HoldReason
from kiosk.sync.restarts import ContentLevel, ServiceLevel
from kiosk.sync.staff_messages import CLOCKS, FAILED, HOLDS, why
from kiosk.sync.sync_answers import ClockState, DataStatus, Waiting
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.theme import TypeRole
from kiosk.ui.kit.widgets import note
from kiosk.ui.staff.history import moment
from kiosk.ui.staff.staff_context import StaffContext
from kiosk.ui.staff.status_lines import alarm, line


def state_lines(page: StaffContext, machine: Machine) -> list[Block]:
    """One line a thing, what needs someone first."""
    catalog = page.catalog
    alarms, calm = list[Block](), list[Block]()
    if machine.footing is not ServiceLevel.NORMAL:
        alarms.append(alarm(page, _fallen_back(page, machine)))
    if machine.data is None:
        alarms.append(alarm(page, _unheard(page)))
        known: tuple[tuple[bool, Block], ...] = ((False, line(page, "clock", _now(page, machine))),)
    else:
        alarms += (alarm(page, one) for one in _data_alarms(page, machine.data))
        known = _data_lines(page, machine, machine.data)
    is_full = machine.disk_free is not None and machine.disk_free < LOW_DISK
    printer = () if machine.printer is None else ((True, _printer(page, machine.printer)),)
    for alarming, part in (*known, (is_full, _disk(page, machine)), *printer):
        (alarms if alarming else calm).append(alarm(page, part) if alarming else part)
    if machine.data and machine.data.silent:
        names = page.formats.enumerated([isolate(name) for name in machine.data.silent])
        words = catalog.gettext("Out of service, so not shown: {names}").format(names=names)
        calm.append(line(page, "phone", catalog.gettext("Help lines"), words))
    calm += [_refusal(page, event) for event in machine.status.refusals[:1]]
    if machine.languages:
        calm.append(
            line(
                page,
                "globe",
                catalog.gettext("Languages"),
                page.formats.enumerated(machine.languages),
            )
        )
    return [*_done(page), *alarms, *calm]


def _data_alarms(page: StaffContext, answer: StateAnswer) -> Iterator[Block]:
    catalog, status = page.catalog, answer.status
    if answer.problem:
        words = catalog.gettext("The data cannot be used: helplines only.")
        yield line(page, "danger", words)
    if status.lost:
        yield line(page, "danger", catalog.translate(MEANINGS[ReadinessFinding.DATA_LOST].says))
    if status.waiting:
        yield _waiting(page, status.waiting)


def _data_lines(
    page: StaffContext, machine: Machine, answer: StateAnswer
) -> tuple[tuple[bool, Block], ...]:
    """What is known of the data, each line with whether it needs someone."""
    status = answer.status
    return (
        (False, _data(page, answer)),
        (status.expired, _expiry(page, status)),
        (status.clock is not ClockState.TRUSTED, _clock(page, machine)),
        (status.trust_problem is not None, _trust(page, status)),
    )


def _done(page: StaffContext) -> list[Block]:
    """What was changed on the page before."""
    words = {
        Notice.PIN_CHANGED: page.catalog.gettext("The PIN was changed."),
        Notice.DATE_SET: page.catalog.gettext("The date was set"),
    }
    return (
        [note(page.canvas, words[page.state.notice], "check", TypeRole.LEAF)]
        if page.state.notice in words
        else []
    )


def _fallen_back(page: StaffContext, machine: Machine) -> Block:
    title = page.catalog.gettext("The kiosk failed to start several times")
    words = {
        ContentLevel.ALL: "",
        ContentLevel.BEFORE: page.catalog.gettext(
            "Visitors see the previous data. Bring newer data."
        ),
        ContentLevel.HELPLINES: page.catalog.gettext("Visitors see only the help lines."),
    }
    retrying = page.catalog.gettext("It tries to show everything again by itself.")
    return line(page, "danger", title, words[machine.shown], retrying)


def _unheard(page: StaffContext) -> Block:
    # TRANSLATORS: A part of the kiosk's own program, which staff cannot see.
    title = page.catalog.gettext("The part that brings in new data does not answer")
    return line(page, "danger", title, page.catalog.translate(FAILED.then))


def _waiting(page: StaffContext, waiting: Waiting) -> Block:
    then = page.catalog.gettext("Open it under “Bring new data”.")
    known = waiting.hold in set(HoldReason)
    reason = page.catalog.translate(HOLDS[HoldReason(waiting.hold)]) if known else ""
    return line(page, "bell", page.catalog.gettext("A new file waits"), reason, then)


def _data(page: StaffContext, answer: StateAnswer) -> Block:
    catalog, file = page.catalog, answer.status.file
    count = catalog.ngettext("{count} service", "{count} services", answer.services)
    count = count.format(count=page.formats.number(answer.services))
    date = page.day(file.created) if file else ""
    if file is None or not date:
        return line(page, "book", catalog.gettext("Data that came with the program"), count)
    if file.age_days is not None:
        # TRANSLATORS: {date} is a day, {ago} is such as “5 days ago”.
        words = catalog.gettext("Data of {date}, {ago}")
        date = words.format(date=date, ago=page.formats.ago(file.age_days))
    else:
        date = catalog.gettext("Data of {date}").format(date=date)
    return line(page, "book", date, count)


def _expiry(page: StaffContext, status: DataStatus) -> Block:
    catalog = page.catalog
    date = page.day(status.file.expires) if status.file else ""
    if not date:
        words = catalog.gettext("It has no last day. Newer data comes from the coalition.")
        return line(page, "calendar", catalog.gettext("Good until"), words)
    if status.expired:
        words = catalog.gettext("It is still shown, with “call first”. Bring new data.")
        title = catalog.gettext("Past its last day: {date}").format(date=date)
        return line(page, "calendar_ask", title, words)
    return line(page, "calendar", catalog.gettext("Good until {date}").format(date=date))


def _now(page: StaffContext, machine: Machine) -> str:
    return moment(page.catalog, page.formats, machine.now) if machine.now is not None else ""


def _clock(page: StaffContext, machine: Machine) -> Block:
    shown, clock = _now(page, machine), machine.status.clock
    if clock is ClockState.TRUSTED:
        return line(page, "clock", page.catalog.gettext("The clock is trusted"), shown)
    title = page.catalog.gettext("The clock is not trusted")
    return line(page, "clock", title, shown, page.catalog.translate(CLOCKS[clock]))


def _trust(page: StaffContext, status: DataStatus) -> Block:
    file = status.file
    if status.trust_problem is not None:
        words = page.catalog.gettext("Ask whoever looks after the machine.")
        return line(
            page, "shield", page.catalog.gettext("The coalition’s keys here are damaged"), words
        )
    if status.trust is not None:
        lines = list[str]()
        if file and file.publisher:
            lines.append(page.catalog.gettext("From: {name}").format(name=isolate(file.publisher)))
        if file and file.signers:
            names = page.formats.enumerated([isolate(name) for name in file.signers])
            lines.append(page.catalog.gettext("Signed by: {names}").format(names=names))
        if date := page.day(status.keys_changed):
            # TRANSLATORS: Who holds the keys that sign the kiosk's data is not as it was before.
            words = page.catalog.gettext("The coalition’s keys changed on {date}")
            lines.append(words.format(date=date))
        title = page.catalog.gettext("Only files signed by your coalition are accepted")
        return line(page, "shield", title, *lines)
    words = page.catalog.gettext(
        "With the first file, you type the groups on the coalition’s paper."
    )
    return line(page, "shield", page.catalog.gettext("No coalition is trusted yet"), words)


def _refusal(page: StaffContext, entry: HistoryEntry) -> Block:
    title = page.catalog.gettext("A file was not accepted")
    if date := page.day(entry.time):
        title = page.catalog.gettext("A file was not accepted on {date}").format(date=date)
    known = why(entry.code)
    return line(page, "close", title, page.catalog.translate(known) if known is not None else "")


def _disk(page: StaffContext, machine: Machine) -> Block:
    if machine.disk_free is None:
        return line(page, "device", page.catalog.gettext("The disk did not answer"))
    # TRANSLATORS: Room on the disk in gigabytes.
    words = page.catalog.gettext("{count} GB free on the disk")
    free = words.format(count=page.formats.number(round(machine.disk_free / GIGABYTE, 1)))
    if machine.disk_free < LOW_DISK:
        return line(
            page, "device", free, page.catalog.gettext("That is not much. Free some space.")
        )
    return line(page, "device", free)


def _printer(page: StaffContext, problem: PrinterProblem) -> Block:
    words = sentence(FoundStates(printer_finding(problem)), page.catalog, page.formats)
    return line(page, "print", page.catalog.translate(TITLES[Check.PRINTER]), words)
