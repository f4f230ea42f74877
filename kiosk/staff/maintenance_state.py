"""Closing the kiosk for the person who looks after the machine: asked once, then done."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.staff.state import Next, Notice, Page, StaffState, Task, TaskKind
from kiosk.staff.transitions import go, working


def _ask(state: StaffState, _: str) -> Next:
    """The question; on a machine that cannot be closed there is none."""
    return (go(state, Page.CARE) if state.machine.can_close else state), None


def _close(state: StaffState, _: str) -> Next:
    """Once it is closing a second touch means nothing."""
    if state.say is Notice.CARE_BEGUN:
        return state, None
    return working(replace(state, say=None), Task(TaskKind.CARE))


CARE_ACTS: dict[tuple[Page, str], Callable[[StaffState, str], Next]] = {
    (Page.READY, "care"): _ask,
    (Page.CARE, "yes"): _close,
}
"""What each touch means, by page."""
