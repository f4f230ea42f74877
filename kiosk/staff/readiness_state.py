"""Readiness check in staff mode: run it, answer two questions, save the report."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.readiness.codes import Check, StaffAnswers
from kiosk.readiness.staff_answers import DoctorAnswer
from kiosk.staff.staff_state import (
    Notice,
    Page,
    StaffState,
    Step,
    Task,
    TaskKind,
    go_to,
    start_task,
)


def _ask(state: StaffState, _: str) -> Step:
    """Ask, if the machine can be closed."""
    return (go_to(state, Page.CARE) if state.machine.can_close else state), None


def _close(state: StaffState, _: str) -> Step:
    """Close the kiosk; further touches have no effect."""
    if state.notice is Notice.CARE_BEGUN:
        return state, None
    return start_task(replace(state, notice=None), Task(TaskKind.CARE))


CARE_ACTS: dict[tuple[Page, str], Callable[[StaffState, str], Step]] = {
    (Page.READY, "care"): _ask,
    (Page.CARE, "yes"): _close,
}
"""Handlers of touches, by page and act."""


def readiness(state: StaffState, _: str = "") -> Step:
    """Open the page and run all checks; unsaved answers are asked for once more."""
    cleared = replace(go_to(state, Page.READY), ready=None, staff_answers=StaffAnswers())
    return start_task(cleared, Task(TaskKind.CHECK_READINESS))


def _answer(state: StaffState, check: Check, word: str) -> Step:
    """Take a person's answer to one of the two questions."""
    answers = replace(state.staff_answers, **{check.value: word == "yes"})
    return replace(state, staff_answers=answers, notice=None), None


def _keep(state: StaffState, _: str) -> Step:
    if state.ready is None:
        return state, None
    return start_task(
        replace(state, notice=None),
        Task(TaskKind.SAVE_READINESS, staff_answers=state.staff_answers),
    )


READY_ACTS: dict[tuple[Page, str], Callable[[StaffState, str], Step]] = {
    (Page.HOME, "ready"): readiness,
    (Page.READY, "ready"): readiness,
    (Page.CARE, "ready"): readiness,
    **CARE_ACTS,
    (Page.READY, Check.SIGHTLINE): lambda state, word: _answer(state, Check.SIGHTLINE, word),
    (Page.READY, Check.EARSHOT): lambda state, word: _answer(state, Check.EARSHOT, word),
    (Page.READY, "keep"): _keep,
}
"""Handlers of touches, by page and act."""


def show_readiness(state: StaffState, task: TaskKind | None, answer: DoctorAnswer) -> StaffState:
    """Show the findings; after saving, the page says so at its top."""
    notice = Notice.READY_SAVED if task is TaskKind.SAVE_READINESS else None
    answers = StaffAnswers(answer.sightline, answer.earshot)
    return replace(state, ready=answer, staff_answers=answers, notice=notice, number=0)


def report_readiness_failure(state: StaffState, task: TaskKind) -> StaffState:
    """Report that the check failed or its report was not saved."""
    notice = Notice.READY_NOT_SAVED if task is TaskKind.SAVE_READINESS else None
    return replace(state, notice=notice, number=0)
