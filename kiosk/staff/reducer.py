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
from kiosk.staff.date import DATE_ACTS
from kiosk.staff.pin import LEAST_DIGITS, MOST_OF, flaw
from kiosk.staff.pin_lockout import AttemptResult, LockState, LockStatus
from kiosk.staff.printer import PRINTER_ACTS, PRINTER_WORK, report_print_failure, show_printers
from kiosk.staff.readiness_state import (
    READY_ACTS,
    readiness,
    report_readiness_failure,
    show_readiness,
)
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
    erase_digit,
    go_to,
    home,
    start_task,
    turn_page,
    type_digit,
)
from kiosk.staff.staff_views import CLOSED, NO_PROGRESS, Machine, Progress, Typing
from kiosk.sync.history import HistoryEntry
from kiosk.sync.sync_answers import Candidate, SyncOutcome, SyncStatus, TrustInfo

HEX = frozenset("0123456789abcdef")
CLEAN_S: Final = 30
"""In seconds: long enough to wipe the largest screen, short enough not to look broken."""


def enter(*, helpers: bool = False) -> Step:
    """Enter: the PIN page, once it is known whether a PIN may be typed.

    With ``helpers`` it leads to the PIN of helpers.
    """
    return start_task(StaffState(helpers=helpers), Task(TaskKind.READ_LOCK))


# --- touches ---------------------------------------------------------------------------------


def on_touch(state: StaffState, act: str) -> Step:
    """Return the state after a touch on ``act``, and the task that it starts.

    Acts unknown to the current page, and all acts while a task runs, change nothing; the home page
    does not wait for its task.
    """
    if state.busy is not None and (state.page, state.busy) != (Page.HOME, TaskKind.READ_MACHINE):
        return state, None
    word, _, arg = act.partition(":")
    if word == "page" and arg.isdecimal():
        return turn_page(state, int(arg)), None
    if word == "back" and state.page in _BACK:
        return _BACK[state.page](state)
    found = _ACTS.get((state.page, word))
    return found(state, arg) if found else (state, None)


def _key(state: StaffState, digit: str) -> Step:
    if state.lock.state is not LockState.OPEN and state.page in ENTRIES:
        return state, None
    return type_digit(state, digit, MOST_OF[state.owner]), None


def _try(state: StaffState, _: str) -> Step:
    if len(state.typing.text) < LEAST_DIGITS or state.lock.state is not LockState.OPEN:
        return state, None
    task = Task(TaskKind.TRY_PIN, text=state.typing.text, owner=state.owner)
    return start_task(replace(state, typing=Typing()), task)


def _unlock(state: StaffState, _: str) -> Step:
    """Search the stick: a file of the coalition unlocks more attempts."""
    if state.lock.state is not LockState.LOCKED or state.notice is Notice.PIN_DAMAGED:
        return state, None
    return start_task(replace(state, notice=None), Task(TaskKind.UNLOCK, owner=state.owner))


def _ask_helper(state: StaffState, _: str) -> Step:
    """Ask for the PIN of helpers, whose wrong tries count apart."""
    return _ask(state, Page.HELPER_PIN) if state.helpers else (state, None)


def _ask(state: StaffState, page: Page) -> Step:
    asked = go_to(state, page)
    return start_task(asked, Task(TaskKind.READ_LOCK, owner=asked.owner))


def _new_pin(state: StaffState, _: str) -> Step:
    found = flaw(state.typing.text)
    if found is not None:
        return replace(state, typing=Typing(), notice=Notice.PIN_FLAW, flaw=found), None
    return replace(go_to(state, Page.PIN_AGAIN), typing=Typing(first=state.typing.text)), None


def _confirm_pin(state: StaffState, _: str) -> Step:
    if state.typing.text != state.typing.first:
        return replace(go_to(state, Page.PIN_NEW), notice=Notice.PIN_DIFFERS), None
    typed = state.typing.text
    return start_task(replace(state, typing=Typing()), Task(TaskKind.SET_PIN, text=typed))


def _find(state: StaffState, _: str) -> Step:
    cleared = replace(go_to(state, Page.FILES), files=(), chosen=None, outcome=None)
    return start_task(cleared, Task(TaskKind.FIND_FILES))


def _file(state: StaffState, arg: str) -> Step:
    at = int(arg) if arg.isdecimal() else len(state.files)
    if at >= len(state.files) or not state.files[at].usable:
        return state, None
    chosen = state.files[at]
    work = TaskKind.READ_FINGERPRINT if chosen.code is RefusalCode.NO_TRUST else TaskKind.INSPECT
    return start_task(replace(state, chosen=chosen), Task(work, chosen.path))


def _hex(state: StaffState, digit: str) -> Step:
    """Type one digit of the fingerprint; none after a wrong group. The last one starts the task."""
    if state.wrong_group or digit not in HEX or state.chosen is None:
        return state, None
    text = (state.typing.text + digit)[: GROUP * GROUPS]
    typed = replace(state, typing=Typing(text))
    if len(text) == GROUP * GROUPS and not typed.wrong_group:
        return start_task(typed, Task(TaskKind.TRUST_KEYS, state.chosen.path, text))
    return typed, None


def _erase_hex(state: StaffState, _: str) -> Step:
    """Erase one digit; of a wrong group all four."""
    text = state.typing.text
    shorter = text[: (state.wrong_group - 1) * GROUP] if state.wrong_group else text[:-1]
    return replace(state, typing=Typing(shorter)), None


def _use(state: StaffState, _: str) -> Step:
    if state.chosen is None or state.outcome is None:
        return state, None
    task = Task(TaskKind.IMPORT, state.chosen.path, state.outcome.digest)
    return start_task(go_to(state, Page.WORKING), task)


def _undo(state: StaffState, _: str) -> Step:
    return start_task(go_to(state, Page.WORKING), Task(TaskKind.UNDO))


def _ask_undo(state: StaffState, _: str) -> Step:
    """Ask before undoing, without waiting for the home page's task."""
    if not state.machine.status.can_undo:
        return state, None
    return replace(go_to(state, Page.UNDO), busy=None), None


def _change_pin(state: StaffState, _: str) -> Step:
    return _ask(state, Page.PIN_OLD)


def _see_history(state: StaffState, _: str) -> Step:
    return start_task(go_to(state, Page.HISTORY), Task(TaskKind.READ_HISTORY))


def _lock_screen(state: StaffState, _: str) -> Step:
    """Lock the screen, and stop waiting for answers."""
    return replace(go_to(state, Page.CLEAN), left=CLEAN_S, busy=None), None


_ACTS: dict[tuple[Page, str], Callable[[StaffState, str], Step]] = {
    **{
        (page, word): act
        for page in (*ENTRIES, Page.PIN_NEW, Page.PIN_AGAIN)
        for word, act in (("key", _key), ("erase", erase_digit))
    },
    **{
        (page, word): act
        for page in ENTRIES
        for word, act in (("enter", _try), ("unlock", _unlock))
    },
    (Page.PIN, "helper"): _ask_helper,
    (Page.PIN_NEW, "enter"): _new_pin,
    (Page.PIN_AGAIN, "enter"): _confirm_pin,
    (Page.HOME, "files"): _find,
    (Page.HOME, "undo"): _ask_undo,
    (Page.HOME, "history"): _see_history,
    (Page.HOME, "pin"): _change_pin,
    (Page.FILES, "file"): _file,
    (Page.FILES, "files"): _find,
    (Page.TRUST, "key"): _hex,
    (Page.TRUST, "erase"): _erase_hex,
    (Page.REPORT, "use"): _use,
    (Page.REPORT, "home"): home,
    (Page.UNDO, "yes"): _undo,
    (Page.UNDO, "home"): home,
    (Page.RESULT, "home"): home,
    **READY_ACTS,
    **DATE_ACTS,
    (Page.HOME, "clean"): _lock_screen,
    **PRINTER_ACTS,
}
"""Handlers of touches, by page and act."""
_BACK: dict[Page, Callable[[StaffState], Step]] = {
    Page.HELPER_PIN: lambda state: _ask(state, Page.PIN),
    Page.FILES: home,
    Page.UNDO: home,
    Page.HISTORY: home,
    Page.READY: home,
    Page.PRINTER: readiness,
    Page.CARE: readiness,
    Page.DATE: readiness,
    Page.RESULT: home,
    Page.PIN_OLD: home,
    Page.PIN_NEW: home,
    Page.PIN_AGAIN: home,
    Page.TRUST: lambda state: _find(state, ""),
    Page.REPORT: lambda state: _find(state, ""),
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
            return replace(go_to(state, Page.TRUST), fingerprint=answer.fingerprint), None
        case DoctorAnswer():
            return show_readiness(state, work, answer), None
        case PrintersAnswer():
            return show_printers(state, answer), None
        case RefusalCode():
            return _refused(state, work, answer), None
        case SyncOutcome():
            return _answered(state, work, answer), None
        case tuple():
            return _take_list(state, work, answer), None
        case Notice.PIN_TAKEN:
            return replace(go_to(state, Page.PIN_NEW), notice=answer), None
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
        return _count_down(state)
    waits = state.page in ENTRIES and lock.seconds > 0
    if state.busy is not None or not waits:
        return state, None
    if lock.seconds > 1:
        return replace(state, lock=replace(lock, seconds=lock.seconds - 1)), None
    return start_task(state, Task(TaskKind.READ_LOCK, owner=state.owner))


def _tried(state: StaffState, result: AttemptResult) -> Step:
    if result is AttemptResult.RIGHT:
        if state.page is Page.PIN_OLD:
            return go_to(state, Page.PIN_NEW), None
        if state.page is Page.HELPER_PIN:
            return go_to(state, Page.HELPING), None
        return home(state)
    notice = {
        AttemptResult.WRONG: Notice.WRONG_PIN,
        AttemptResult.NOT_COUNTED: Notice.NOT_COUNTED,
    }.get(result)
    return start_task(replace(state, notice=notice), Task(TaskKind.READ_LOCK, owner=state.owner))


def _done(state: StaffState, ended: TaskKind | None) -> Step:
    """After trusting, inspect the file. After setting the PIN or the date, say so at home."""
    if ended is TaskKind.TRUST_KEYS and state.chosen is not None:
        return start_task(state, Task(TaskKind.INSPECT, state.chosen.path))
    home_state, task = home(state)
    notice = Notice.DATE_SET if ended is TaskKind.SET_DATE else Notice.PIN_CHANGED
    return replace(home_state, notice=notice), task


def take_late_answer(state: StaffState, answer: Answer) -> StaffState:
    """Take the late answer for the home page without leaving the cleaning page."""
    return replace(state, machine=answer) if isinstance(answer, Machine) else state


def _count_down(state: StaffState) -> Step:
    """Count down one second; after the last one go home."""
    return (replace(state, left=state.left - 1), None) if state.left > 1 else home(state)


def _answered(state: StaffState, task: TaskKind | None, outcome: SyncOutcome) -> StaffState:
    """Show a report that waits for a person; everything else is a result."""
    if (
        task is TaskKind.INSPECT
        and outcome.status is SyncStatus.HELD
        and outcome.report is not None
    ):
        return replace(go_to(state, Page.REPORT), outcome=outcome)
    return _show_result(state, task, outcome)


def _refused(state: StaffState, task: TaskKind | None, code: RefusalCode) -> StaffState:
    """Show the result of refused work."""
    return _show_result(state, task, SyncOutcome(status=SyncStatus.REFUSED, code=code))


def _show_result(
    state: StaffState, task: TaskKind | None, outcome: SyncOutcome | None
) -> StaffState:
    """Show a result and its kind of work."""
    return replace(go_to(state, Page.RESULT), outcome=outcome, ended=task)


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
        return replace(go_to(state, Page.PIN_NEW), notice=Notice.PIN_NOT_SAVED)
    if task is TaskKind.CHECK_READINESS or task is TaskKind.SAVE_READINESS:
        return report_readiness_failure(state, task)
    if task in PRINTER_WORK:
        return report_print_failure(state, task)
    return _show_result(state, task, None)
