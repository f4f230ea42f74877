"""Wiping the screen: for half a minute nothing can be touched, then staff mode is there again."""

import pytest
from PySide6.QtCore import Qt

from kiosk.staff.reducer import CLEAN_S, on_answer, on_tick
from kiosk.staff.staff_state import Page, StaffState, TaskFailed, TaskKind
from kiosk.staff.staff_views import Machine
from kiosk.ui.runtime.shell import Shell
from tests.staff.staff_touches import known
from tests.touches import activate, staff_touch
from tests.ui.staff_kit import LaterJobs, let_in, type_in


def test_it_counts_down_and_comes_home() -> None:
    state, task = staff_touch(StaffState(Page.HOME), "clean")
    assert (state.page, state.left, task) == (Page.CLEAN, CLEAN_S, None)
    seen = []
    while state.page is Page.CLEAN:
        seen.append(state.left)
        state, task = on_tick(state)
    assert seen == list(range(CLEAN_S, 0, -1))
    assert state.page is Page.HOME
    assert task is not None
    assert task.work is TaskKind.READ_MACHINE


@pytest.mark.parametrize("act", ["leave", "back", "home", "clean", "files", "key:1", "language:es"])
def test_no_act_means_anything(act: str) -> None:
    state = StaffState(Page.CLEAN, left=9)
    assert staff_touch(state, act) == (state, None)


def test_what_was_asked_before_is_heard_and_ends_nothing() -> None:
    state, _ = staff_touch(StaffState(Page.HOME, busy=TaskKind.READ_MACHINE), "clean")
    assert state.busy is None
    assert on_answer(state, TaskFailed()) == (state, None)
    heard, task = on_answer(state, Machine(known()))
    assert (heard.page, heard.machine.data, heard.left, task) == (
        Page.CLEAN,
        known(),
        CLEAN_S,
        None,
    )


def test_while_the_screen_is_wiped_nothing_can_be_touched(shell: Shell, later: LaterJobs) -> None:
    let_in(shell)
    type_in(shell)
    later.go_on()
    activate(shell, "clean")
    assert shell.scene.screen == "staff-clean"
    assert list(shell.scene.touches) == []
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_5):
        shell.keys.pressed(key)
    for act in ("leave", "back", "home"):
        activate(shell, act)
    assert shell.scene.screen == "staff-clean"
    before = {node.text for node in shell.scene.nodes}
    shell.after_quiet(0)
    assert {node.text for node in shell.scene.nodes} != before, "it counts down"
    for _ in range(CLEAN_S):
        shell.after_quiet(0)
    assert shell.scene.screen == "staff-home"


def test_what_home_waits_for_does_not_end_the_cleaning(
    shell: Shell, later: LaterJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_in(shell)
    type_in(shell)
    staff = shell.staff
    assert staff is not None
    assert staff.busy, "the machine is being looked at"
    activate(shell, "clean")
    assert not staff.busy
    monkeypatch.setattr(staff, "_work", lambda *_: TaskFailed())
    later.go_on()
    assert shell.scene.screen == "staff-clean"
