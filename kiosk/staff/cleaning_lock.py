"""The time in which the screen can be wiped: no touch and no key means anything."""

from dataclasses import replace
from typing import Final

from kiosk.staff.state import Answer, Next, Page, StaffState
from kiosk.staff.transitions import go, home
from kiosk.staff.views import Machine

CLEAN_S: Final = 30
"""Seconds: long enough to wipe the largest glass, short enough that nobody thinks it is broken."""


def begin(state: StaffState, _: str) -> Next:
    """From now on nothing can be touched, and nothing is waited for."""
    return replace(go(state, Page.CLEAN), left=CLEAN_S, busy=None), None


def meanwhile(state: StaffState, answer: Answer) -> StaffState:
    """What home had asked is heard, but ends nothing: another page has come since."""
    return replace(state, machine=answer) if isinstance(answer, Machine) else state


def wiped(state: StaffState) -> Next:
    """The state a second later; after the last one home."""
    return (replace(state, left=state.left - 1), None) if state.left > 1 else home(state)
