"""Closing the kiosk for whoever looks after the machine: asked once, done once, said honestly."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.app.background import CARE_VARIABLE, BackgroundServices
from kiosk.app.context import AppContext
from kiosk.app.settings import Settings
from kiosk.domain.clock import FixedClock
from kiosk.staff.pin_lockout import PinGuard
from kiosk.staff.reducer import on_answer
from kiosk.staff.staff_state import Notice, Page, StaffState, Task, TaskKind
from kiosk.staff.staff_views import Machine
from kiosk.staff.tasks import StaffWork
from kiosk.staff.worker import SubprocessWorker
from tests.staff.staff_touches import touched, waiting_for

READY = StaffState(Page.READY, machine=Machine(can_close=True))


def test_it_is_asked_once_and_then_done() -> None:
    state, task = touched(READY, "care")
    assert (state.page, task) == (Page.CARE, None)
    state, task = touched(state, "yes")
    assert (state.busy, task) == (TaskKind.CARE, Task(TaskKind.CARE))
    state, task = on_answer(state, Notice.CARE_BEGUN)
    assert (state.page, state.notice, state.busy, task) == (
        Page.CARE,
        Notice.CARE_BEGUN,
        None,
        None,
    )
    assert touched(state, "yes") == (state, None), "it is closing already"


@pytest.mark.parametrize("act", ["ready", "back"])
def test_keeping_it_open_leads_back(act: str) -> None:
    state, task = touched(READY, "care", act)
    assert (state.page, task) == (Page.READY, Task(TaskKind.CHECK_READINESS))


def test_what_could_not_be_done_is_said_and_can_be_tried_again() -> None:
    state, _ = on_answer(waiting_for(TaskKind.CARE, Page.CARE), Notice.CARE_NOT_BEGUN)
    assert (state.page, state.notice) == (Page.CARE, Notice.CARE_NOT_BEGUN)
    state, task = touched(state, "yes")
    assert (state.notice, task) == (None, Task(TaskKind.CARE))


def test_a_machine_without_a_login_is_not_closed() -> None:
    state = StaffState(Page.READY)
    assert touched(state, "care") == (state, None)


@pytest.mark.parametrize("page", [page for page in Page if page not in {Page.READY, Page.CARE}])
def test_no_other_page_leads_there(page: Page) -> None:
    state = StaffState(page, machine=Machine(can_close=True))
    assert touched(state, "care")[0].page is not Page.CARE


def work(data: Path, marker: Path | None) -> StaffWork:
    return StaffWork(
        data, SubprocessWorker(("/no",)), PinGuard(data), ZoneInfo("UTC"), marker=marker
    )


def test_closing_leaves_an_empty_file_and_nothing_else(tmp_path: Path) -> None:
    marker = tmp_path / "care"
    assert work(tmp_path, marker)(Task(TaskKind.CARE), lambda _: None) is Notice.CARE_BEGUN
    assert marker.read_bytes() == b""
    assert [path.name for path in tmp_path.iterdir()] == ["care"]


def test_a_disk_that_takes_nothing_does_not_close_it(tmp_path: Path) -> None:
    gone = tmp_path / "gone" / "care"
    assert work(tmp_path, gone)(Task(TaskKind.CARE), lambda _: None) is Notice.CARE_NOT_BEGUN
    assert work(tmp_path, None)(Task(TaskKind.CARE), lambda _: None) is Notice.CARE_NOT_BEGUN


@pytest.mark.parametrize("given", [True, False])
def test_the_machine_says_where_the_file_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, given: bool
) -> None:
    program = AppContext(Settings(), FixedClock.at("2026-11-24T10:30", "America/Los_Angeles"))
    marker = tmp_path / "care"
    monkeypatch.delenv(CARE_VARIABLE, raising=False)
    if given:
        monkeypatch.setenv(CARE_VARIABLE, str(marker))
    assert BackgroundServices(program, tmp_path).marker == (marker if given else None)
