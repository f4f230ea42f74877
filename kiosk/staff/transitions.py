"""Transitions shared by all of staff mode: to a page, to work, home."""

from dataclasses import replace

from kiosk.staff.state import Page, StaffState, Step, Task, TaskKind
from kiosk.staff.views import Progress, Typing


def start_task(state: StaffState, task: Task) -> Step:
    """Stay on the page while work is in progress."""
    return replace(state, busy=task.work, progress=Progress()), task


def go_to(state: StaffState, page: Page) -> StaffState:
    """Go to another page; typed text and messages are cleared."""
    fresh = replace(state, page=page, number=0, furthest=0, typing=Typing())
    return replace(fresh, notice=None, flaw=None)


def turn_page(state: StaffState, number: int) -> StaffState:
    """Turn the same list to another page."""
    return replace(state, number=number, furthest=max(state.furthest, number))


def home(state: StaffState, _: str = "") -> Step:
    """Go home and read the state of the machine."""
    cleared = replace(go_to(state, Page.HOME), files=(), chosen=None, outcome=None)
    return start_task(replace(cleared, fingerprint=()), Task(TaskKind.READ_MACHINE))
