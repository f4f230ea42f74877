"""Staff mode as a state machine: where touches and answers lead, and where they never do."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.syncfile import RefusalCode
from kiosk.staff.pin import PinFlaw
from kiosk.staff.pin_lockout import AttemptResult, LockState, LockStatus
from kiosk.staff.reducer import enter, on_answer, on_progress, on_tick
from kiosk.staff.staff_state import Answer, Notice, Page, StaffState, Task, TaskFailed, TaskKind
from kiosk.staff.staff_views import NO_PROGRESS, Machine, Progress, Typing
from kiosk.sync.history import HistoryAction, HistoryEntry
from kiosk.sync.sync_answers import SyncOutcome, SyncStatus
from tests.staff.staff_touches import (
    FILE,
    HELD,
    NEW_FILE,
    ROOT,
    keys,
    known,
    touched,
    waiting_for,
)
from tests.touches import staff_touch

GOOD = "270918"
OPEN, WAITING = (
    LockStatus(LockState.OPEN, left=15),
    LockStatus(LockState.WAITING, seconds=30, left=9),
)
LOCKED = LockStatus(LockState.LOCKED, left=0)


def test_it_begins_with_the_pin_and_a_look_at_the_door() -> None:
    state, task = enter()
    assert (state.page, task) == (Page.PIN, Task(TaskKind.READ_LOCK))
    assert on_answer(state, OPEN)[0].lock is OPEN


@pytest.mark.parametrize(
    ("acts", "text", "work"),
    [
        (keys("27"), "27", None),
        ((*keys("27"), "erase"), "2", None),
        (("erase",), "", None),
        ((*keys("27091"), "enter"), "27091", None),
        ((*keys(GOOD), "enter"), "", TaskKind.TRY_PIN),
        (keys("1234567890123"), "123456789012", None),
    ],
)
def test_typing_a_pin(acts: tuple[str, ...], text: str, work: TaskKind | None) -> None:
    state, task = touched(StaffState(lock=OPEN), *acts)
    assert state.typing.text == text
    assert (task.work if task else None) is work
    assert task is None or task.text == GOOD


@pytest.mark.parametrize("standing", [WAITING, LOCKED])
@pytest.mark.parametrize("page", [Page.PIN, Page.PIN_OLD])
def test_no_key_counts_while_the_door_is_shut(standing: LockStatus, page: Page) -> None:
    shut = StaffState(page, lock=standing)
    assert touched(shut, *keys(GOOD)) == (shut, None)
    typed = replace(shut, typing=Typing(GOOD))
    assert staff_touch(typed, "enter") == (typed, None)


@pytest.mark.parametrize(
    ("page", "result", "lands", "say", "work"),
    [
        (Page.PIN, AttemptResult.RIGHT, Page.HOME, None, TaskKind.READ_MACHINE),
        (Page.PIN, AttemptResult.WRONG, Page.PIN, Notice.WRONG_PIN, TaskKind.READ_LOCK),
        (Page.PIN, AttemptResult.NOT_NOW, Page.PIN, None, TaskKind.READ_LOCK),
        (Page.PIN, AttemptResult.NOT_COUNTED, Page.PIN, Notice.NOT_COUNTED, TaskKind.READ_LOCK),
        (Page.PIN_OLD, AttemptResult.RIGHT, Page.PIN_NEW, None, None),
        (Page.PIN_OLD, AttemptResult.WRONG, Page.PIN_OLD, Notice.WRONG_PIN, TaskKind.READ_LOCK),
    ],
)
def test_what_comes_of_a_try(
    page: Page, result: AttemptResult, lands: Page, say: Notice | None, work: TaskKind | None
) -> None:
    state, task = on_answer(waiting_for(TaskKind.TRY_PIN, page), result)
    assert (state.page, state.notice) == (lands, say)
    assert (task.work if task else None) is work
    assert state.busy is work


def test_a_damaged_pin_is_said_and_keeps_the_door_shut() -> None:
    state, task = on_answer(waiting_for(TaskKind.TRY_PIN, Page.PIN, lock=OPEN), TaskFailed())
    assert (state.notice, task) == (Notice.PIN_DAMAGED, None)
    assert state.lock.state is LockState.LOCKED


def test_the_wait_counts_down_and_then_the_door_is_looked_at() -> None:
    state = StaffState(lock=replace(WAITING, seconds=2))
    state, task = on_tick(state)
    assert (state.lock.seconds, task) == (1, None)
    state, task = on_tick(state)
    assert task == Task(TaskKind.READ_LOCK)
    assert on_tick(state) == (state, None)


@pytest.mark.parametrize("page", [Page.PIN, Page.PIN_OLD])
def test_a_lock_counts_down_and_a_stick_may_open_it_sooner(page: Page) -> None:
    shut = StaffState(page, lock=replace(LOCKED, seconds=2))
    assert on_tick(shut)[0].lock.seconds == 1
    assert on_tick(replace(shut, lock=replace(LOCKED, seconds=1)))[1] == Task(TaskKind.READ_LOCK)
    looking, task = staff_touch(shut, "unlock")
    assert (looking.page, task) == (page, Task(TaskKind.UNLOCK))
    assert on_answer(looking, replace(OPEN, left=15)) == (
        replace(shut, lock=replace(OPEN, left=15)),
        None,
    )
    for answer in (Notice.NO_SIGNED_FILE, TaskFailed()):
        state, task = on_answer(looking, answer)
        assert (state.page, state.notice, task) == (page, Notice.NO_SIGNED_FILE, None)
        assert state.lock.state is LockState.LOCKED
        assert staff_touch(state, "unlock")[1] == Task(TaskKind.UNLOCK)


@pytest.mark.parametrize(
    "state",
    [
        StaffState(lock=OPEN),
        StaffState(lock=WAITING),
        StaffState(lock=LOCKED, notice=Notice.PIN_DAMAGED),
        StaffState(Page.HOME, lock=LOCKED),
        StaffState(Page.PIN_NEW, lock=LOCKED),
    ],
)
def test_no_stick_is_looked_at_where_nothing_is_locked(state: StaffState) -> None:
    assert staff_touch(state, "unlock") == (state, None)


@pytest.mark.parametrize(
    "state",
    [
        StaffState(lock=OPEN),
        StaffState(lock=LOCKED),
        StaffState(Page.HOME, lock=WAITING),
    ],
)
def test_a_second_changes_nothing_else(state: StaffState) -> None:
    assert on_tick(state) == (state, None)


@pytest.mark.parametrize(
    ("first", "second", "lands", "say", "flaw"),
    [
        ("27091", "", Page.PIN_NEW, Notice.PIN_FLAW, PinFlaw.SHORT),
        ("123456", "", Page.PIN_NEW, Notice.PIN_FLAW, PinFlaw.WEAK),
        (GOOD, "270919", Page.PIN_NEW, Notice.PIN_DIFFERS, None),
    ],
)
def test_a_new_pin_that_does_not_do(
    first: str, second: str, lands: Page, say: Notice, flaw: PinFlaw | None
) -> None:
    acts = (*keys(first), "enter", *(*keys(second), "enter") * bool(second))
    state, task = touched(StaffState(Page.PIN_NEW), *acts)
    assert (state.page, state.notice, state.flaw, task) == (lands, say, flaw, None)
    assert state.typing == Typing()


def test_a_new_pin_is_set_and_home_says_so() -> None:
    acts = (*keys(GOOD), "enter", *keys(GOOD), "enter")
    state, task = touched(StaffState(Page.PIN_NEW), *acts)
    assert task == Task(TaskKind.SET_PIN, text=GOOD)
    assert state.typing == Typing()
    state, task = on_answer(state, None)
    assert (state.page, state.notice, task) == (
        Page.HOME,
        Notice.PIN_CHANGED,
        Task(TaskKind.READ_MACHINE),
    )
    assert on_answer(state, Machine(known()))[0].notice is Notice.PIN_CHANGED
    state, task = on_answer(waiting_for(TaskKind.SET_PIN, Page.PIN_AGAIN), TaskFailed())
    assert (state.page, state.notice) == (Page.PIN_NEW, Notice.PIN_NOT_SAVED)


@pytest.mark.parametrize(
    ("act", "page", "work"),
    [
        ("files", Page.FILES, TaskKind.FIND_FILES),
        ("history", Page.HISTORY, TaskKind.READ_HISTORY),
        ("pin", Page.PIN_OLD, TaskKind.READ_LOCK),
        ("undo", Page.UNDO, None),
    ],
)
def test_where_home_leads(act: str, page: Page, work: TaskKind | None) -> None:
    at_home = StaffState(Page.HOME, machine=Machine(known(0, can_undo=True)))
    state, task = staff_touch(at_home, act)
    assert (state.page, task.work if task else None) == (page, work)
    assert staff_touch(state, "back")[0].page is (page if work else Page.HOME), "work comes first"
    assert staff_touch(replace(state, busy=None), "back")[0].page is Page.HOME


def test_home_need_not_be_waited_for() -> None:
    state, task = StaffState().go_home()
    assert task == Task(TaskKind.READ_MACHINE)
    assert staff_touch(state, "files")[1] == Task(TaskKind.FIND_FILES)
    assert staff_touch(state, "undo") == (state, None), (
        "whether there is a way back is not known yet"
    )


def test_the_question_before_going_back_is_answered_while_home_is_looked_at() -> None:
    there = Machine(known(0, can_undo=True))
    asked, task = staff_touch(waiting_for(TaskKind.READ_MACHINE, machine=there), "undo")
    assert (asked.page, asked.busy, task) == (Page.UNDO, None, None)
    heard, task = on_answer(asked, Machine(known(can_undo=True)))
    assert (heard.page, heard.machine.data, task) == (Page.UNDO, known(can_undo=True), None)
    assert on_answer(asked, TaskFailed()) == (asked, None)
    assert staff_touch(asked, "yes")[1] == Task(TaskKind.UNDO)
    assert staff_touch(asked, "home")[0].page is Page.HOME


def test_the_history_is_listed_and_its_pages_turned() -> None:
    lines = tuple(HistoryEntry(time="", action=HistoryAction(one)) for one in ("sync", "undo"))
    state, _ = on_answer(waiting_for(TaskKind.READ_HISTORY, Page.HISTORY), lines)
    assert state.history == lines
    assert staff_touch(state, "page:1")[0].number == 1


def test_progress_is_shown_while_work_goes_on_and_not_after() -> None:
    far = Progress("build", 0.5)
    assert on_progress(waiting_for(TaskKind.IMPORT), far).progress == far
    idle = StaffState(Page.RESULT)
    assert on_progress(idle, far) is idle
    assert (
        on_answer(replace(waiting_for(TaskKind.IMPORT), progress=far), HELD)[0].progress
        == NO_PROGRESS
    )


ACTS = st.sampled_from(
    ["back", "home", "use", "yes", "undo", "files", "file:0", "history", "pin", "enter", "erase"]
    + [f"key:{key}" for key in "0123456789abcdef"]
    + ["page:1", "leave", "need:food", "talk"]
)
ANSWERS: st.SearchStrategy[Answer] = st.sampled_from(
    [
        OPEN,
        LOCKED,
        *AttemptResult,
        Machine(known(0, can_undo=True)),
        (FILE, NEW_FILE),
        (),
        ROOT,
        HELD,
    ]
    + [SyncOutcome(status=ending) for ending in SyncStatus]
    + [RefusalCode.BUSY, TaskFailed(), None]
)
BEHIND = set(Page) - {Page.PIN}


@given(st.lists(st.one_of(ACTS, ANSWERS), max_size=60))
def test_nothing_behind_the_pin_is_reached_without_the_right_one(
    steps: list[str | Answer],
) -> None:
    state, task = enter()
    let_in = False
    for step in steps:
        if isinstance(step, str) and not isinstance(step, AttemptResult | RefusalCode):
            state, task = staff_touch(state, step)
        elif state.busy in {TaskKind.READ_LOCK, TaskKind.TRY_PIN}:
            fits = (
                LockStatus | TaskFailed
                if state.busy is TaskKind.READ_LOCK
                else AttemptResult | TaskFailed
            )
            if not isinstance(step, fits):
                continue
            let_in = let_in or step is AttemptResult.RIGHT
            state, task = on_answer(state, step)
        elif state.busy is not None:
            state, task = on_answer(state, step)
        assert (task is None) or state.busy is task.work
        assert let_in or state.page not in BEHIND
        assert len(state.typing.text) <= 32


def test_a_pin_of_the_helpers_is_asked_for_anew() -> None:
    state, _ = on_answer(waiting_for(TaskKind.SET_PIN), Notice.PIN_TAKEN)
    assert (state.page, state.notice) == (Page.PIN_NEW, Notice.PIN_TAKEN)
