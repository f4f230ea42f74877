"""Lock the screen for cleaning: touches and keys have no effect."""

from dataclasses import replace
from typing import Final

from kiosk.staff.state import Answer, Page, StaffState, Step
from kiosk.staff.transitions import go_to, home
from kiosk.staff.views import Machine

CLEAN_S: Final = 30
"""In seconds: long enough to wipe the largest screen, short enough not to look broken."""


def lock_screen(state: StaffState, _: str) -> Step:
    """Lock the screen, and stop waiting for answers."""
    return replace(go_to(state, Page.CLEAN), left=CLEAN_S, busy=None), None


def take_late_answer(state: StaffState, answer: Answer) -> StaffState:
    """Take the late answer for the home page without leaving the cleaning page."""
    return replace(state, machine=answer) if isinstance(answer, Machine) else state


def count_down(state: StaffState) -> Step:
    """Count down one second; after the last one go home."""
    return (replace(state, left=state.left - 1), None) if state.left > 1 else home(state)
