"""Staff mode as a state machine: pure functions from touches and answers to the next state.

A touch or an answer gives the next state and at most one task; while a task runs, only leaving is
possible. Nothing here uses Qt, files or clocks.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.devices.printer_choice import PrintersAnswer
from kiosk.domain.syncfile import RefusalCode
from kiosk.readiness.staff_answers import DoctorAnswer
from kiosk.staff.date import on_date_touch
from kiosk.staff.pin import LEAST_DIGITS, MOST_OF, flaw
from kiosk.staff.pin_lockout import AttemptResult, LockState, LockStatus
from kiosk.staff.printer import PRINTER_WORK, on_printer_touch, report_print_failure
from kiosk.staff.readiness_state import (
    on_care_touch,
    on_ready_touch,
    readiness,
    report_readiness_failure,
    show_readiness,
)
from kiosk.staff.staff_acts import ChooseFile, StaffVerb
from kiosk.staff.staff_state import (
    ENTRIES,
    GROUP,
    GROUPS,
    Answer,
    Notice,
    Page,
    StaffState,
    Step,
    Task,
    TaskFailed,
    TaskKind,
)
from kiosk.staff.staff_views import CLOSED, NO_PROGRESS, Machine, Progress, Typing
from kiosk.sync.history import HistoryEntry
from kiosk.sync.sync_answers import Candidate, SyncOutcome, SyncStatus, TrustInfo
from kiosk.visit.acts import AnyAct, TurnPage, TypeKey, Verb

HEX = frozenset("0123456789abcdef")
CLEAN_S: Final = 30
"""In seconds: long enough to wipe the largest screen, short enough not to look broken."""


def enter(*, helpers: bool = False) -> Step:
    """Enter: the PIN page, once it is known whether a PIN may be typed.

    With ``helpers`` it leads to the PIN of helpers.
    """
    return StaffState(helpers=helpers).start(Task(TaskKind.READ_LOCK))


# --- touches ---------------------------------------------------------------------------------


def on_touch(state: StaffState, act: AnyAct) -> Step:
    """Return the state after a touch on a target with this act, and the task that it starts.

    Acts unknown to the current page, and all acts while a task runs, change nothing; the home page
    does not wait for its task.
    """
    if state.busy is not None and (state.page, state.busy) != (Page.HOME, TaskKind.READ_MACHINE):
        return state, None
    if isinstance(act, TurnPage):
        furthest = max(state.furthest, act.number)
        return replace(state, number=act.number, furthest=furthest), None
    if act is Verb.BACK:
        return _BACK[state.page](state) if state.page in _BACK else (state, None)
    return _ON_TOUCH[state.page](state, act) if state.page in _ON_TOUCH else (state, None)


def _on_pin(state: StaffState, act: AnyAct) -> Step:
    """Touches on the pages that ask for a PIN."""
    opened, damaged = state.lock.state is LockState.OPEN, state.notice is Notice.PIN_DAMAGED
    match act:
        case TypeKey(digit) if opened:
            return state.type_digit(digit, MOST_OF[state.owner]), None
        case Verb.ERASE:
            return state.erase_digit(), None
        case StaffVerb.ENTER if opened and len(state.typing.text) >= LEAST_DIGITS:
            task = Task(TaskKind.TRY_PIN, text=state.typing.text, owner=state.owner)
            return replace(state, typing=Typing()).start(task)
        case StaffVerb.UNLOCK if state.lock.state is LockState.LOCKED and not damaged:
            # A file of the coalition on the stick unlocks more attempts.
            return replace(state, notice=None).start(Task(TaskKind.UNLOCK, owner=state.owner))
        case StaffVerb.HELPER if state.helpers and state.page is Page.PIN:
            # Wrong tries of the PIN of helpers count apart.
            return _ask(state, Page.HELPER_PIN)
    return state, None


def _on_new_pin(state: StaffState, act: AnyAct) -> Step:
    match act:
        case TypeKey(digit):
            return state.type_digit(digit, MOST_OF[state.owner]), None
        case Verb.ERASE:
            return state.erase_digit(), None
        case StaffVerb.ENTER if state.page is Page.PIN_NEW:
            return _new_pin(state)
        case StaffVerb.ENTER:
            return _confirm_pin(state)
    return state, None


def _ask(state: StaffState, page: Page) -> Step:
    asked = state.go_to(page)
    return asked.start(Task(TaskKind.READ_LOCK, owner=asked.owner))


def _new_pin(state: StaffState) -> Step:
    found = flaw(state.typing.text)
    if found is not None:
        return replace(state, typing=Typing(), notice=Notice.PIN_FLAW, flaw=found), None
    return state.go_to(Page.PIN_AGAIN, typing=Typing(first=state.typing.text)), None


def _confirm_pin(state: StaffState) -> Step:
    if state.typing.text != state.typing.first:
        return state.go_to(Page.PIN_NEW, notice=Notice.PIN_DIFFERS), None
    typed = state.typing.text
    return replace(state, typing=Typing()).start(Task(TaskKind.SET_PIN, text=typed))


def _on_home(state: StaffState, act: AnyAct) -> Step:
    """Touches at home, which do not wait for its task."""
    after: Step = state, None
    match act:
        case StaffVerb.FILES:
            after = _find(state)
        case StaffVerb.UNDO if state.machine.status.can_undo:
            after = state.go_to(Page.UNDO, busy=None), None
        case StaffVerb.HISTORY:
            after = state.go_to(Page.HISTORY).start(Task(TaskKind.READ_HISTORY))
        case StaffVerb.PIN:
            after = _ask(state, Page.PIN_OLD)
        case StaffVerb.READY:
            after = readiness(state)
        case StaffVerb.CLEAN:
            after = state.go_to(Page.CLEAN, left=CLEAN_S, busy=None), None
    return after


def _find(state: StaffState) -> Step:
    cleared = state.go_to(Page.FILES, files=(), chosen=None, outcome=None)
    return cleared.start(Task(TaskKind.FIND_FILES))


def _on_files(state: StaffState, act: AnyAct) -> Step:
    match act:
        case StaffVerb.FILES:
            return _find(state)
        case ChooseFile(at) if at in range(len(state.files)) and state.files[at].usable:
            file = state.files[at]
            new = file.code is RefusalCode.NO_TRUST
            work = TaskKind.READ_FINGERPRINT if new else TaskKind.INSPECT
            return replace(state, chosen=file).start(Task(work, file.path))
    return state, None


def _on_trust(state: StaffState, act: AnyAct) -> Step:
    """Touches while the fingerprint is typed; of a wrong group all four digits are erased."""
    text, wrong = state.typing.text, state.wrong_group
    match act:
        case TypeKey(digit) if digit in HEX and not wrong:
            return _hex(state, digit)
        case Verb.ERASE:
            shorter = text[: (wrong - 1) * GROUP] if wrong else text[:-1]
            return replace(state, typing=Typing(shorter)), None
    return state, None


def _hex(state: StaffState, digit: str) -> Step:
    """Type one digit of the fingerprint. The last one starts the task."""
    if state.chosen is None:
        return state, None
    text = (state.typing.text + digit)[: GROUP * GROUPS]
    typed = replace(state, typing=Typing(text))
    if len(text) == GROUP * GROUPS and not typed.wrong_group:
        return typed.start(Task(TaskKind.TRUST_KEYS, state.chosen.path, text))
    return typed, None


def _on_report(state: StaffState, act: AnyAct) -> Step:
    if act is not StaffVerb.USE:
        return _on_result(state, act)
    if state.chosen is None or state.outcome is None:
        return state, None
    task = Task(TaskKind.IMPORT, state.chosen.path, state.outcome.digest)
    return state.go_to(Page.WORKING).start(task)


def _on_undo(state: StaffState, act: AnyAct) -> Step:
    if act is Verb.YES:
        return state.go_to(Page.WORKING).start(Task(TaskKind.UNDO))
    return _on_result(state, act)


def _on_result(state: StaffState, act: AnyAct) -> Step:
    return state.go_home() if act is StaffVerb.HOME else (state, None)


_ON_TOUCH: dict[Page, Callable[[StaffState, AnyAct], Step]] = {
    **dict.fromkeys(ENTRIES, _on_pin),
    Page.PIN_NEW: _on_new_pin,
    Page.PIN_AGAIN: _on_new_pin,
    Page.HOME: _on_home,
    Page.FILES: _on_files,
    Page.TRUST: _on_trust,
    Page.REPORT: _on_report,
    Page.UNDO: _on_undo,
    Page.RESULT: _on_result,
    Page.READY: on_ready_touch,
    Page.CARE: on_care_touch,
    Page.DATE: on_date_touch,
    Page.PRINTER: on_printer_touch,
}
_BACK: dict[Page, Callable[[StaffState], Step]] = {
    **dict.fromkeys(
        (Page.FILES, Page.UNDO, Page.HISTORY, Page.READY, Page.RESULT), StaffState.go_home
    ),
    **dict.fromkeys((Page.PIN_OLD, Page.PIN_NEW, Page.PIN_AGAIN), StaffState.go_home),
    **dict.fromkeys((Page.PRINTER, Page.CARE, Page.DATE), readiness),
    **dict.fromkeys((Page.TRUST, Page.REPORT), _find),
    Page.HELPER_PIN: lambda state: _ask(state, Page.PIN),
}


# --- answers ---------------------------------------------------------------------------------


def on_answer(state: StaffState, answer: Answer) -> Step:  # noqa: C901, PLR0911, PLR0912 - one table
    """Return the state after the current task has answered."""
    if state.busy is None:
        return take_late_answer(state, answer), None
    work, state = state.busy, replace(state, busy=None, progress=NO_PROGRESS)
    match answer:
        case LockStatus():
            return replace(state, lock=answer), None
        case AttemptResult():
            return _tried(state, answer)
        case Machine():
            return replace(state, machine=answer), None
        case TrustInfo():
            return state.go_to(Page.TRUST, fingerprint=answer.fingerprint), None
        case DoctorAnswer():
            return show_readiness(state, work, answer), None
        case PrintersAnswer():
            return replace(state, printers=answer, notice=None), None
        case RefusalCode():
            refused = SyncOutcome(status=SyncStatus.REFUSED, code=answer)
            return _show_result(state, work, refused), None
        case SyncOutcome():
            return _answered(state, work, answer), None
        case tuple():
            return _take_list(state, work, answer), None
        case Notice.PIN_TAKEN:
            return state.go_to(Page.PIN_NEW, notice=answer), None
        case Notice():
            return replace(state, notice=answer), None
        case TaskFailed():
            return _on_failure(state, work), None
        case _:
            return _done(state, work)


def on_progress(state: StaffState, progress: Progress) -> StaffState:
    """Return the state with the progress of the current task."""
    return state if state.busy is None else replace(state, progress=progress)


def on_tick(state: StaffState) -> Step:
    """Return the state a second later: a wait is shorter; after it a PIN may be typed, or home."""
    lock = state.lock
    if state.page is Page.CLEAN:
        left = state.left - 1
        return (replace(state, left=left), None) if left > 0 else state.go_home()
    waits = state.page in ENTRIES and lock.seconds > 0
    if state.busy is not None or not waits:
        return state, None
    if lock.seconds > 1:
        return replace(state, lock=replace(lock, seconds=lock.seconds - 1)), None
    return state.start(Task(TaskKind.READ_LOCK, owner=state.owner))


def _tried(state: StaffState, result: AttemptResult) -> Step:
    if result is AttemptResult.RIGHT:
        if state.page is Page.PIN_OLD:
            return state.go_to(Page.PIN_NEW), None
        if state.page is Page.HELPER_PIN:
            return state.go_to(Page.HELPING), None
        return state.go_home()
    notice = {
        AttemptResult.WRONG: Notice.WRONG_PIN,
        AttemptResult.NOT_COUNTED: Notice.NOT_COUNTED,
    }.get(result)
    return replace(state, notice=notice).start(Task(TaskKind.READ_LOCK, owner=state.owner))


def _done(state: StaffState, ended: TaskKind | None) -> Step:
    """After trusting, inspect the file. After setting the PIN or the date, say so at home."""
    if ended is TaskKind.TRUST_KEYS and state.chosen is not None:
        return state.start(Task(TaskKind.INSPECT, state.chosen.path))
    home_state, task = state.go_home()
    notice = Notice.DATE_SET if ended is TaskKind.SET_DATE else Notice.PIN_CHANGED
    return replace(home_state, notice=notice), task


def take_late_answer(state: StaffState, answer: Answer) -> StaffState:
    """Take the late answer for the home page without leaving the cleaning page."""
    return replace(state, machine=answer) if isinstance(answer, Machine) else state


def _answered(state: StaffState, task: TaskKind | None, outcome: SyncOutcome) -> StaffState:
    """Show a report that waits for a person; everything else is a result."""
    waits = outcome.status is SyncStatus.HELD and outcome.report is not None
    if task is TaskKind.INSPECT and waits:
        return state.go_to(Page.REPORT, outcome=outcome)
    return _show_result(state, task, outcome)


def _show_result(
    state: StaffState, task: TaskKind | None, outcome: SyncOutcome | None
) -> StaffState:
    """Show a result and its kind of work."""
    return state.go_to(Page.RESULT, outcome=outcome, ended=task)


def _take_list(state: StaffState, task: TaskKind | None, answer: tuple[object, ...]) -> StaffState:
    """Take the files found, or the entries of the history."""
    if task is TaskKind.FIND_FILES:
        return replace(state, files=tuple(one for one in answer if isinstance(one, Candidate)))
    return replace(state, history=tuple(one for one in answer if isinstance(one, HistoryEntry)))


def _on_failure(state: StaffState, task: TaskKind | None) -> StaffState:
    """Handle failed work: show it on the current page if possible, else as a result."""
    if task in {TaskKind.READ_LOCK, TaskKind.TRY_PIN}:
        return replace(state, notice=Notice.PIN_DAMAGED, lock=CLOSED)
    if task is TaskKind.UNLOCK:
        return replace(state, notice=Notice.NO_SIGNED_FILE)
    if task is TaskKind.SET_PIN:
        return state.go_to(Page.PIN_NEW, notice=Notice.PIN_NOT_SAVED)
    if task is TaskKind.CHECK_READINESS or task is TaskKind.SAVE_READINESS:
        return report_readiness_failure(state, task)
    if task in PRINTER_WORK:
        return report_print_failure(state, task)
    return _show_result(state, task, None)
