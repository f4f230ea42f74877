"""Close the kiosk for maintenance: one question, then done."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.staff.state import Notice, Page, StaffState, Step, Task, TaskKind
from kiosk.staff.transitions import go_to, start_task


def _ask(state: StaffState, _: str) -> Step:
    """Ask, if the machine can be closed."""
    return (go_to(state, Page.CARE) if state.machine.can_close else state), None


def _close(state: StaffState, _: str) -> Step:
    """Close the kiosk; further touches have no effect."""
    if state.notice is Notice.CARE_BEGUN:
        return state, None
    return start_task(replace(state, notice=None), Task(TaskKind.CARE))


CARE_ACTS: dict[tuple[Page, str], Callable[[StaffState, str], Step]] = {
    (Page.READY, "care"): _ask,
    (Page.CARE, "yes"): _close,
}
"""Handlers of touches, by page and act."""
