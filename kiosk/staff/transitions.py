"""The moves that all of staff mode is made of: to a page, to work, home."""

from dataclasses import replace

from kiosk.staff.state import Next, Page, StaffState, Task, TaskKind
from kiosk.staff.views import Progress, Typing


def working(state: StaffState, task: Task) -> Next:
    """The same page, while work is under way."""
    return replace(state, busy=task.work, progress=Progress()), task


def go(state: StaffState, page: Page) -> StaffState:
    """Another page; what was typed is gone, and so is the sentence of the page before."""
    fresh = replace(state, page=page, number=0, furthest=0, typing=Typing())
    return replace(fresh, say=None, flaw=None)


def turned(state: StaffState, number: int) -> StaffState:
    """The same list, turned to another page."""
    return replace(state, number=number, furthest=max(state.furthest, number))


def home(state: StaffState, _: str = "") -> Next:
    """Home, with the state of the machine read anew."""
    cleared = replace(go(state, Page.HOME), files=(), chosen=None, outcome=None)
    return working(replace(cleared, fingerprint=()), Task(TaskKind.MACHINE))
