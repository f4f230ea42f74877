"""A person sets the date: typed twice, in staff mode, where the clock is not believed."""

import datetime as dt
import json
from pathlib import Path

import pytest

from kiosk import RELEASED
from kiosk.domain.syncfile import RefusalCode
from kiosk.staff.reducer import on_answer
from kiosk.staff.staff_state import Notice, Page, StaffState, Task, TaskFailed, TaskKind
from kiosk.staff.staff_views import Machine, Typing
from kiosk.staff.worker_answers import DateAnswer
from kiosk.sync.state import floor_of
from kiosk.sync.sync_answers import ClockState, SyncStatus
from tests.shell import call
from tests.staff.staff_touches import keys, known, touched, waiting_for
from tests.staff.test_tasks import data, do, worker  # noqa: F401 - a fixture
from tests.touches import staff_touch

DAY = "20261201"


def typing(*texts: str) -> tuple[str, ...]:
    return tuple(act for text in texts for act in (*keys(text), "enter"))


@pytest.mark.parametrize("clock", ClockState)
def test_it_can_be_set_where_the_clock_is_not_believed(clock: ClockState) -> None:
    state, task = staff_touch(StaffState(Page.READY, machine=Machine(known(clock=clock))), "date")
    assert task is None
    assert (state.page is Page.DATE) is (clock is not ClockState.TRUSTED)


@pytest.mark.parametrize(
    ("acts", "say", "first", "task"),
    [
        pytest.param(typing("2026120"), None, "", None, id="a digit is missing"),
        pytest.param(typing(DAY), None, DAY, None, id="once"),
        pytest.param(typing(DAY, DAY), None, "", "2026-12-01", id="twice"),
        pytest.param(typing(DAY + "99", DAY), None, "", "2026-12-01", id="no ninth digit"),
        pytest.param(
            (*keys("2026120"), "key:5", "erase", "key:1", "enter", *typing(DAY)),
            None, "", "2026-12-01", id="a slip",
        ),
        pytest.param(typing(DAY, "20261202"), Notice.DATE_DIFFERS, "", None, id="two days"),
        pytest.param(typing("20261301"), Notice.NO_DATE, "", None, id="month 13"),
        pytest.param(typing("20270229"), Notice.NO_DATE, "", None, id="no leap year"),
        pytest.param(typing("00000000"), Notice.NO_DATE, "", None, id="noughts"),
        pytest.param(typing("20261124"), Notice.NO_DATE, "", None, id="before the release"),
        pytest.param(typing(f"{RELEASED:%Y%m%d}"), None, "20261125", None, id="the release"),
        pytest.param(typing("20261301", DAY, DAY), None, "", "2026-12-01", id="begun anew"),
    ],
)  # fmt: skip
def test_it_is_typed_twice(
    acts: tuple[str, ...], say: Notice | None, first: str, task: str | None
) -> None:
    state, asked = touched(StaffState(Page.DATE), *acts)
    assert (state.page, state.notice, state.typing.first) == (Page.DATE, say, first)
    assert asked == (None if task is None else Task(TaskKind.SET_DATE, text=task))


def test_home_says_that_it_was_set_and_looks_at_the_clock_anew() -> None:
    state, task = on_answer(waiting_for(TaskKind.SET_DATE, Page.DATE, typing=Typing(DAY)), None)
    assert (state.page, state.notice, task) == (
        Page.HOME,
        Notice.DATE_SET,
        Task(TaskKind.READ_MACHINE),
    )


@pytest.mark.parametrize(
    ("answer", "ending"),
    [(RefusalCode.DISK_FULL, SyncStatus.REFUSED), (TaskFailed(), None)],
)
def test_a_date_that_could_not_be_kept_is_a_result(
    answer: RefusalCode | TaskFailed, ending: SyncStatus | None
) -> None:
    state, task = on_answer(waiting_for(TaskKind.SET_DATE, Page.DATE), answer)
    found = state.outcome and state.outcome.status
    assert (state.page, found, task) == (Page.RESULT, ending, None)


@pytest.mark.parametrize(
    ("said", "answer"),
    [("{}", None), ('{"code":"disk_full"}', RefusalCode.DISK_FULL), ("", TaskFailed())],
)
def test_the_importer_is_asked(data: Path, said: str, answer: object) -> None:  # noqa: F811
    assert (
        do(worker(data, f"print({said!r})"), Task(TaskKind.SET_DATE, text="2026-12-01")) == answer
    )


@pytest.mark.usefixtures("copied_builds")
@pytest.mark.parametrize(
    ("day", "code"), [("2026-12-01", 0), ("2020-01-01", 2), ("2026-13-01", 2), ("9999-12-31", 0)]
)
def test_the_program_keeps_it(data: Path, day: str, code: int) -> None:  # noqa: F811
    result = call(data, "staff", "date", "--", day)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    if code == 0:
        assert json.loads(result.stdout) == {"code": None} == {"code": DateAnswer().code}
        floor = floor_of(data)
        assert floor is not None
        assert floor.astimezone(dt.UTC).date() >= dt.date.fromisoformat(day)
    else:
        assert floor_of(data) is None
