"""Close the kiosk for maintenance: one question, then done."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.staff.state import Next, Notice, Page, StaffState, Task, TaskKind
from kiosk.staff.transitions import go, working


def _ask(state: StaffState, _: str) -> Next:
    """Ask, if the machine can be closed."""
    return (go(state, Page.CARE) if state.machine.can_close else state), None


def _close(state: StaffState, _: str) -> Next:
    """Close the kiosk; further touches have no effect."""
    if state.say is Notice.CARE_BEGUN:
        return state, None
    return working(replace(state, say=None), Task(TaskKind.CARE))


CARE_ACTS: dict[tuple[Page, str], Callable[[StaffState, str], Next]] = {
    (Page.READY, "care"): _ask,
    (Page.CARE, "yes"): _close,
}
"""Handlers of touches, by page and act."""
