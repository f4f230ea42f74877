"""Staff mode as a state machine: where touches and answers lead, and where they never do."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.syncfile import RefusalCode
from kiosk.staff.pin import PinFlaw
from kiosk.staff.pin_lockout import Door, Standing, Try
from kiosk.staff.reducer import after, enter, home, progressed, ticked, told
from kiosk.staff.state import Answer, Broke, Page, Say, StaffState, Task, Work
from kiosk.staff.views import (
    Ending,
    Event,
    Fingerprint,
    Machine,
    Outcome,
    Progress,
    Typing,
)
from tests.staff.staff_touches import FILE, GROUPS, HELD, NEW_FILE, keys, touched, waiting_for

GOOD = "270918"
OPEN, WAITING = Standing(Door.OPEN, left=15), Standing(Door.WAITING, seconds=30, left=9)
LOCKED = Standing(Door.LOCKED, left=0)


def test_it_begins_with_the_pin_and_a_look_at_the_door() -> None:
    state, task = enter()
    assert (state.page, task) == (Page.PIN, Task(Work.DOOR))
    assert told(state, OPEN)[0].standing is OPEN


@pytest.mark.parametrize(
    ("acts", "text", "work"),
    [
        (keys("27"), "27", None),
        ((*keys("27"), "erase"), "2", None),
        (("erase",), "", None),
        ((*keys("27091"), "enter"), "27091", None),
        ((*keys(GOOD), "enter"), "", Work.TRY),
        (keys("1234567890123"), "123456789012", None),
    ],
)
def test_typing_a_pin(acts: tuple[str, ...], text: str, work: Work | None) -> None:
    state, task = touched(StaffState(standing=OPEN), *acts)
    assert state.typing.text == text
    assert (task.work if task else None) is work
    assert task is None or task.text == GOOD


@pytest.mark.parametrize("standing", [WAITING, LOCKED])
@pytest.mark.parametrize("page", [Page.PIN, Page.PIN_OLD])
def test_no_key_counts_while_the_door_is_shut(standing: Standing, page: Page) -> None:
    shut = StaffState(page, standing=standing)
    assert touched(shut, *keys(GOOD)) == (shut, None)
    typed = replace(shut, typing=Typing(GOOD))
    assert after(typed, "enter") == (typed, None)


@pytest.mark.parametrize(
    ("page", "result", "lands", "say", "work"),
    [
        (Page.PIN, Try.RIGHT, Page.HOME, None, Work.MACHINE),
        (Page.PIN, Try.WRONG, Page.PIN, Say.WRONG_PIN, Work.DOOR),
        (Page.PIN, Try.NOT_NOW, Page.PIN, None, Work.DOOR),
        (Page.PIN, Try.NOT_COUNTED, Page.PIN, Say.NOT_COUNTED, Work.DOOR),
        (Page.PIN_OLD, Try.RIGHT, Page.PIN_NEW, None, None),
        (Page.PIN_OLD, Try.WRONG, Page.PIN_OLD, Say.WRONG_PIN, Work.DOOR),
    ],
)
def test_what_comes_of_a_try(
    page: Page, result: Try, lands: Page, say: Say | None, work: Work | None
) -> None:
    state, task = told(waiting_for(Work.TRY, page), result)
    assert (state.page, state.say) == (lands, say)
    assert (task.work if task else None) is work
    assert state.busy is work


def test_a_damaged_pin_is_said_and_keeps_the_door_shut() -> None:
    state, task = told(waiting_for(Work.TRY, Page.PIN, standing=OPEN), Broke())
    assert (state.say, task) == (Say.PIN_DAMAGED, None)
    assert state.standing.door is Door.LOCKED


def test_the_wait_counts_down_and_then_the_door_is_looked_at() -> None:
    state = StaffState(standing=replace(WAITING, seconds=2))
    state, task = ticked(state)
    assert (state.standing.seconds, task) == (1, None)
    state, task = ticked(state)
    assert task == Task(Work.DOOR)
    assert ticked(state) == (state, None)


@pytest.mark.parametrize("page", [Page.PIN, Page.PIN_OLD])
def test_a_lock_counts_down_and_a_stick_may_open_it_sooner(page: Page) -> None:
    shut = StaffState(page, standing=replace(LOCKED, seconds=2))
    assert ticked(shut)[0].standing.seconds == 1
    assert ticked(replace(shut, standing=replace(LOCKED, seconds=1)))[1] == Task(Work.DOOR)
    looking, task = after(shut, "unlock")
    assert (looking.page, task) == (page, Task(Work.UNLOCK))
    assert told(looking, replace(OPEN, left=15)) == (
        replace(shut, standing=replace(OPEN, left=15)),
        None,
    )
    for answer in (Say.NO_SIGNED_FILE, Broke()):
        state, task = told(looking, answer)
        assert (state.page, state.say, task) == (page, Say.NO_SIGNED_FILE, None)
        assert state.standing.door is Door.LOCKED
        assert after(state, "unlock")[1] == Task(Work.UNLOCK)


@pytest.mark.parametrize(
    "state",
    [
        StaffState(standing=OPEN),
        StaffState(standing=WAITING),
        StaffState(standing=LOCKED, say=Say.PIN_DAMAGED),
        StaffState(Page.HOME, standing=LOCKED),
        StaffState(Page.PIN_NEW, standing=LOCKED),
    ],
)
def test_no_stick_is_looked_at_where_nothing_is_locked(state: StaffState) -> None:
    assert after(state, "unlock") == (state, None)


@pytest.mark.parametrize(
    "state",
    [
        StaffState(standing=OPEN),
        StaffState(standing=LOCKED),
        StaffState(Page.HOME, standing=WAITING),
    ],
)
def test_a_second_changes_nothing_else(state: StaffState) -> None:
    assert ticked(state) == (state, None)


@pytest.mark.parametrize(
    ("first", "second", "lands", "say", "flaw"),
    [
        ("27091", "", Page.PIN_NEW, Say.PIN_FLAW, PinFlaw.SHORT),
        ("123456", "", Page.PIN_NEW, Say.PIN_FLAW, PinFlaw.WEAK),
        (GOOD, "270919", Page.PIN_NEW, Say.PIN_DIFFERS, None),
    ],
)
def test_a_new_pin_that_does_not_do(
    first: str, second: str, lands: Page, say: Say, flaw: PinFlaw | None
) -> None:
    acts = (*keys(first), "enter", *(*keys(second), "enter") * bool(second))
    state, task = touched(StaffState(Page.PIN_NEW), *acts)
    assert (state.page, state.say, state.flaw, task) == (lands, say, flaw, None)
    assert state.typing == Typing()


def test_a_new_pin_is_set_and_home_says_so() -> None:
    acts = (*keys(GOOD), "enter", *keys(GOOD), "enter")
    state, task = touched(StaffState(Page.PIN_NEW), *acts)
    assert task == Task(Work.SET_PIN, text=GOOD)
    assert state.typing == Typing()
    state, task = told(state, None)
    assert (state.page, state.say, task) == (Page.HOME, Say.PIN_CHANGED, Task(Work.MACHINE))
    assert told(state, Machine(services=3))[0].say is Say.PIN_CHANGED
    state, task = told(waiting_for(Work.SET_PIN, Page.PIN_AGAIN), Broke())
    assert (state.page, state.say) == (Page.PIN_NEW, Say.PIN_NOT_SAVED)


@pytest.mark.parametrize(
    ("act", "page", "work"),
    [
        ("files", Page.FILES, Work.FIND),
        ("history", Page.HISTORY, Work.HISTORY),
        ("pin", Page.PIN_OLD, Work.DOOR),
        ("undo", Page.UNDO, None),
    ],
)
def test_where_home_leads(act: str, page: Page, work: Work | None) -> None:
    at_home = StaffState(Page.HOME, machine=Machine(can_undo=True))
    state, task = after(at_home, act)
    assert (state.page, task.work if task else None) == (page, work)
    assert after(state, "back")[0].page is (page if work else Page.HOME), "work comes first"
    assert after(replace(state, busy=None), "back")[0].page is Page.HOME


def test_home_need_not_be_waited_for() -> None:
    state, task = home(StaffState())
    assert task == Task(Work.MACHINE)
    assert after(state, "files")[1] == Task(Work.FIND)
    assert after(state, "undo") == (state, None), "whether there is a way back is not known yet"


def test_the_question_before_going_back_is_answered_while_home_is_looked_at() -> None:
    there = Machine(can_undo=True)
    asked, task = after(waiting_for(Work.MACHINE, machine=there), "undo")
    assert (asked.page, asked.busy, task) == (Page.UNDO, None, None)
    heard, task = told(asked, replace(there, services=3))
    assert (heard.page, heard.machine.services, task) == (Page.UNDO, 3, None)
    assert told(asked, Broke()) == (asked, None)
    assert after(asked, "yes")[1] == Task(Work.UNDO)
    assert after(asked, "home")[0].page is Page.HOME


def test_the_history_is_listed_and_its_pages_turned() -> None:
    lines = (Event(None, "sync"), Event(None, "undo"))
    state, _ = told(waiting_for(Work.HISTORY, Page.HISTORY), lines)
    assert state.history == lines
    assert after(state, "page:1")[0].number == 1
    assert after(state, "page:x") == (state, None)


def test_progress_is_shown_while_work_goes_on_and_not_after() -> None:
    far = Progress("build", 0.5)
    assert progressed(waiting_for(Work.USE), far).progress == far
    idle = StaffState(Page.RESULT)
    assert progressed(idle, far) is idle
    assert told(replace(waiting_for(Work.USE), progress=far), HELD)[0].progress == Progress()


ACTS = st.sampled_from(
    ["back", "home", "use", "yes", "undo", "files", "file:0", "history", "pin", "enter", "erase"]
    + [f"key:{key}" for key in "0123456789abcdef"]
    + ["page:1", "leave", "", "x:y"]
)
ANSWERS: st.SearchStrategy[Answer] = st.sampled_from(
    [OPEN, LOCKED, *Try, Machine(can_undo=True), (FILE, NEW_FILE), (), Fingerprint(GROUPS), HELD]
    + [Outcome(ending) for ending in Ending]
    + [RefusalCode.BUSY, Broke(), None]
)
BEHIND = set(Page) - {Page.PIN}


@given(st.lists(st.one_of(ACTS, ANSWERS), max_size=60))
def test_nothing_behind_the_pin_is_reached_without_the_right_one(
    steps: list[str | Answer],
) -> None:
    state, task = enter()
    let_in = False
    for step in steps:
        if isinstance(step, str) and not isinstance(step, Try | RefusalCode):
            state, task = after(state, step)
        elif state.busy in {Work.DOOR, Work.TRY}:
            fits = Standing | Broke if state.busy is Work.DOOR else Try | Broke
            if not isinstance(step, fits):
                continue
            let_in = let_in or step is Try.RIGHT
            state, task = told(state, step)
        elif state.busy is not None:
            state, task = told(state, step)
        assert (task is None) or state.busy is task.work
        assert let_in or state.page not in BEHIND
        assert len(state.typing.text) <= 32
