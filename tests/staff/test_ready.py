"""The readiness check in staff mode: touches, answers, what is kept."""

import sys
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from kiosk.readiness.codes import StaffAnswers
from kiosk.readiness.staff_answers import DoctorAnswer
from kiosk.staff.pin_lockout import PinGuard
from kiosk.staff.reducer import on_answer
from kiosk.staff.staff_state import Notice, Page, StaffState, Task, TaskFailed, TaskKind
from kiosk.staff.tasks import StaffWork
from kiosk.staff.worker import SubprocessWorker
from tests.staff.example_readiness import GOOD, OFFICE, READINESS, answer
from tests.staff.staff_touches import touched, waiting_for

HOME = StaffState(Page.HOME)
THERE = READINESS["ready-office"]


def test_home_leads_to_the_check_and_back() -> None:
    state, task = touched(HOME, "ready")
    assert (state.page, task) == (Page.READY, Task(TaskKind.CHECK_READINESS))
    state, task = on_answer(state, answer(OFFICE))
    assert (state.ready, state.staff_answers, task) == (answer(OFFICE), StaffAnswers(), None)
    state, task = touched(state, "back")
    assert (state.page, task) == (Page.HOME, Task(TaskKind.READ_MACHINE))


def test_answers_are_chosen_changed_and_kept_with_the_report() -> None:
    state, task = touched(THERE, "sightline:yes", "earshot:no", "sightline:no")
    assert (state.staff_answers, task) == (StaffAnswers(sightline=False, earshot=False), None)
    state, task = touched(state, "page:1", "keep")
    assert task == Task(
        TaskKind.SAVE_READINESS, staff_answers=StaffAnswers(sightline=False, earshot=False)
    )
    state, _ = on_answer(state, answer(GOOD, "2026-11-24"))
    assert (state.notice, state.number, state.ready, state.staff_answers) == (
        Notice.READY_SAVED,
        0,
        answer(GOOD, "2026-11-24"),
        StaffAnswers(sightline=False, earshot=False),
    )
    state, _ = touched(state, "earshot:yes")
    assert state.notice is None, "what is shown now is not what was kept"


def test_what_was_answered_and_not_kept_is_asked_again() -> None:
    state, task = touched(THERE, "sightline:yes", "ready")
    assert (state.staff_answers, state.ready, task) == (
        StaffAnswers(),
        None,
        Task(TaskKind.CHECK_READINESS),
    )


def test_a_check_that_breaks_off_stays_on_its_page() -> None:
    state, task = on_answer(waiting_for(TaskKind.CHECK_READINESS, Page.READY), TaskFailed())
    assert (state.page, state.ready, state.busy, task) == (Page.READY, None, None, None)
    assert touched(state, "keep") == (state, None), "nothing to keep"


def test_a_report_that_is_not_kept_says_so_and_loses_nothing() -> None:
    state, _ = touched(THERE, "sightline:yes", "page:1", "keep")
    state, _ = on_answer(state, TaskFailed())
    assert (state.notice, state.number, state.staff_answers.sightline, state.ready) == (
        Notice.READY_NOT_SAVED,
        0,
        True,
        THERE.ready,
    )


def test_while_it_looks_only_leaving_counts() -> None:
    state = waiting_for(TaskKind.CHECK_READINESS, Page.READY)
    assert touched(state, "ready", "keep", "sightline:yes", "back") == (state, None)


SPEAKS = msgspec.json.encode(answer(GOOD)).decode()


@pytest.mark.parametrize(
    ("task", "asked"),
    [
        (Task(TaskKind.CHECK_READINESS), []),
        (Task(TaskKind.SAVE_READINESS), ["--save"]),
        (
            Task(
                TaskKind.SAVE_READINESS, staff_answers=StaffAnswers(sightline=True, earshot=False)
            ),
            ["--save", "--sightline", "yes", "--earshot", "no"],
        ),
    ],
)
def test_the_work_asks_a_process_that_sees_what_the_screen_sees(
    tmp_path: Path, task: Task, asked: list[str]
) -> None:
    wanted = ["doctor", "--json", *asked]
    near = f"import sys; assert sys.argv[1:] == {wanted!r}; print({SPEAKS!r})"
    work = StaffWork(
        tmp_path,
        SubprocessWorker((sys.executable, "-c", "raise SystemExit('the importer was asked')")),
        PinGuard(tmp_path),
        ZoneInfo("America/Los_Angeles"),
        near=SubprocessWorker((sys.executable, "-c", near)),
    )
    assert work(task, lambda _: None) == answer(GOOD)
    silent = replace(work, near=SubprocessWorker((sys.executable, "-c", "raise SystemExit(2)")))
    assert silent(task, lambda _: None) == TaskFailed()


def test_the_answer_is_what_the_command_prints() -> None:
    assert msgspec.json.decode(SPEAKS, type=DoctorAnswer) == answer(GOOD)
