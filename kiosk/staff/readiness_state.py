"""Readiness check in staff mode: run it, answer two questions, save the report."""

from dataclasses import replace

from kiosk.readiness.codes import StaffAnswers
from kiosk.readiness.staff_answers import DoctorAnswer
from kiosk.staff.date import can_be_set
from kiosk.staff.printer import open_printers
from kiosk.staff.staff_acts import AnswerCheck, StaffVerb
from kiosk.staff.staff_state import Notice, Page, StaffState, Step, Task, TaskKind
from kiosk.visit.acts import AnyAct, Verb


def on_care_touch(state: StaffState, act: AnyAct) -> Step:
    """Return the state after a touch on the page that closes the kiosk for maintenance."""
    match act:
        case StaffVerb.READY:
            return readiness(state)
        case Verb.YES if state.notice is not Notice.CARE_BEGUN:
            return replace(state, notice=None).start(Task(TaskKind.CARE))
    return state, None


def on_ready_touch(state: StaffState, act: AnyAct) -> Step:
    """Return the state after a touch on the page of the readiness check."""
    after: Step = state, None
    match act:
        case StaffVerb.READY:
            after = readiness(state)
        case StaffVerb.CARE if state.machine.can_close:
            after = state.go_to(Page.CARE), None
        case StaffVerb.DATE if can_be_set(state):
            after = state.go_to(Page.DATE), None
        case StaffVerb.PRINTERS:
            after = open_printers(state)
        case AnswerCheck(check, yes):
            answers = replace(state.staff_answers, **{check.value: yes})
            after = replace(state, staff_answers=answers, notice=None), None
        case StaffVerb.KEEP if state.ready is not None:
            task = Task(TaskKind.SAVE_READINESS, staff_answers=state.staff_answers)
            after = replace(state, notice=None).start(task)
    return after


def readiness(state: StaffState) -> Step:
    """Open the page and run all checks; unsaved answers are asked for once more."""
    cleared = state.go_to(Page.READY, ready=None, staff_answers=StaffAnswers())
    return cleared.start(Task(TaskKind.CHECK_READINESS))


def show_readiness(state: StaffState, task: TaskKind | None, answer: DoctorAnswer) -> StaffState:
    """Show the findings; after saving, the page says so at its top."""
    notice = Notice.READY_SAVED if task is TaskKind.SAVE_READINESS else None
    answers = StaffAnswers(answer.sightline, answer.earshot)
    return replace(state, ready=answer, staff_answers=answers, notice=notice, number=0)


def report_readiness_failure(state: StaffState, task: TaskKind) -> StaffState:
    """Report that the check failed or its report was not saved."""
    notice = Notice.READY_NOT_SAVED if task is TaskKind.SAVE_READINESS else None
    return replace(state, notice=notice, number=0)
