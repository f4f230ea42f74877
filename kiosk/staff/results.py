"""Turn results of work into pages: a report, a list, an outcome."""

from dataclasses import replace

from kiosk.domain.syncfile import RefusalCode
from kiosk.staff.printer import PRINTER_WORK, report_print_failure
from kiosk.staff.readiness_state import report_readiness_failure
from kiosk.staff.state import Notice, Page, StaffState, TaskKind
from kiosk.staff.transitions import go_to
from kiosk.staff.views import CLOSED, Choice, Event, Outcome
from kiosk.sync.answers import SyncStatus


def answered(state: StaffState, work: TaskKind | None, outcome: Outcome) -> StaffState:
    """Show a report that waits for a person; everything else is a result."""
    if (
        work is TaskKind.INSPECT
        and outcome.ending is SyncStatus.HELD
        and outcome.report is not None
    ):
        return replace(go_to(state, Page.REPORT), outcome=outcome)
    return show_result(state, work, outcome)


def refused(state: StaffState, work: TaskKind | None, code: RefusalCode) -> StaffState:
    """Show the result of refused work."""
    return show_result(state, work, Outcome(SyncStatus.REFUSED, code))


def show_result(state: StaffState, work: TaskKind | None, outcome: Outcome) -> StaffState:
    """Show a result and its kind of work."""
    return replace(go_to(state, Page.RESULT), outcome=outcome, ended=work)


def take_list(state: StaffState, work: TaskKind | None, answer: tuple[object, ...]) -> StaffState:
    """Take the files found, or the entries of the history."""
    if work is TaskKind.FIND_FILES:
        return replace(state, files=tuple(one for one in answer if isinstance(one, Choice)))
    return replace(state, history=tuple(one for one in answer if isinstance(one, Event)))


def on_failure(state: StaffState, work: TaskKind | None) -> StaffState:
    """Handle failed work: show it on the current page if possible, else as a result."""
    if work in {TaskKind.READ_LOCK, TaskKind.TRY_PIN}:
        return replace(state, notice=Notice.PIN_DAMAGED, lock=CLOSED)
    if work is TaskKind.UNLOCK:
        return replace(state, notice=Notice.NO_SIGNED_FILE)
    if work is TaskKind.SET_PIN:
        return replace(go_to(state, Page.PIN_NEW), notice=Notice.PIN_NOT_SAVED)
    if work is TaskKind.CHECK_READINESS or work is TaskKind.SAVE_READINESS:
        return report_readiness_failure(state, work)
    if work in PRINTER_WORK:
        return report_print_failure(state, work)
    return show_result(state, work, Outcome(None))
