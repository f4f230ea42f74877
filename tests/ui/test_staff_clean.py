"""Wiping the screen: for half a minute nothing can be touched, then staff mode is there again."""

import pytest

from kiosk.services.staff_clean import CLEAN_S
from kiosk.services.staff_room import after, ticked
from kiosk.services.staff_state import Page, StaffState, Work


def test_it_counts_down_and_comes_home() -> None:
    state, task = after(StaffState(Page.HOME), "clean")
    assert (state.page, state.left, task) == (Page.CLEAN, CLEAN_S, None)
    seen = []
    while state.page is Page.CLEAN:
        seen.append(state.left)
        state, task = ticked(state)
    assert seen == list(range(CLEAN_S, 0, -1))
    assert state.page is Page.HOME
    assert task is not None
    assert task.work is Work.MACHINE


@pytest.mark.parametrize("act", ["leave", "back", "home", "clean", "files", "key:1", "language:es"])
def test_no_act_means_anything(act: str) -> None:
    state = StaffState(Page.CLEAN, left=9)
    assert after(state, act) == (state, None)
