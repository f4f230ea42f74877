"""Choose a printer in staff mode, and print a test page."""

from collections.abc import Callable
from dataclasses import replace

import msgspec

from kiosk.devices.printer_choice import PrintersAnswer
from kiosk.devices.printers import PrinterProblem
from kiosk.staff.state import Next, Notice, Page, StaffState, Task, TaskKind
from kiosk.staff.transitions import go, working


def list_printers(state: StaffState, _: str) -> Next:
    """Open the page and search for printers."""
    return working(replace(go(state, Page.PRINTER), printers=None), Task(TaskKind.PRINTERS))


def _choose(state: StaffState, arg: str) -> Next:
    """Choose another printer or none, with the usual paper of its kind."""
    if state.printers is None:
        return state, None
    if arg == "none":
        return working(replace(state, say=None), Task(TaskKind.CHOOSE_PRINTER))
    at = int(arg) if arg.isdecimal() else len(state.printers.choices)
    if at >= len(state.printers.choices):
        return state, None
    place = state.printers.choices[at].place
    return working(replace(state, say=None), Task(TaskKind.CHOOSE_PRINTER, place))


def _paper(state: StaffState, arg: str) -> Next:
    if state.printers is None or arg not in state.printers.papers:
        return state, None
    task = Task(TaskKind.CHOOSE_PRINTER, state.printers.place, arg)
    return working(replace(state, say=None), task)


def _test(state: StaffState, _: str) -> Next:
    if state.printers is None or not state.printers.place:
        return state, None
    return working(replace(state, say=None), Task(TaskKind.TEST_PAGE))


PRINTER_ACTS: dict[tuple[Page, str], Callable[[StaffState, str], Next]] = {
    (Page.READY, "printers"): list_printers,
    (Page.PRINTER, "printers"): list_printers,
    (Page.PRINTER, "printer"): _choose,
    (Page.PRINTER, "paper"): _paper,
    (Page.PRINTER, "test"): _test,
}
"""Handlers of touches, by page and act."""
PRINTER_WORK = frozenset({TaskKind.PRINTERS, TaskKind.CHOOSE_PRINTER, TaskKind.TEST_PAGE})


def printed(state: StaffState, answer: PrintersAnswer) -> StaffState:
    """Show the printers, a choice, or the result of a test page."""
    return replace(state, printers=answer, say=None)


def not_printed(state: StaffState, work: TaskKind) -> StaffState:
    """Report that a choice was not saved or a test page failed; other failures are silent."""
    printers = state.printers
    if work is TaskKind.TEST_PAGE and printers is not None:
        printers = msgspec.structs.replace(printers, tested=True, test=PrinterProblem.FAILED)
    say = Notice.PRINTER_NOT_KEPT if work is TaskKind.CHOOSE_PRINTER else None
    return replace(state, printers=printers, say=say)
