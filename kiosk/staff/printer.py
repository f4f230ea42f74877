"""Choose a printer in staff mode, and print a test page."""

from collections.abc import Callable
from dataclasses import replace

import msgspec

from kiosk.devices.printer_choice import PrintersAnswer
from kiosk.devices.printers import PrinterProblem
from kiosk.staff.staff_state import (
    Notice,
    Page,
    StaffState,
    Step,
    Task,
    TaskKind,
    go_to,
    start_task,
)


def open_printers(state: StaffState, _: str) -> Step:
    """Open the page and search for printers."""
    return start_task(
        replace(go_to(state, Page.PRINTER), printers=None), Task(TaskKind.LIST_PRINTERS)
    )


def _choose(state: StaffState, arg: str) -> Step:
    """Choose another printer or none, with the usual paper of its kind."""
    if state.printers is None:
        return state, None
    if arg == "none":
        return start_task(replace(state, notice=None), Task(TaskKind.CHOOSE_PRINTER))
    at = int(arg) if arg.isdecimal() else len(state.printers.choices)
    if at >= len(state.printers.choices):
        return state, None
    place = state.printers.choices[at].place
    return start_task(replace(state, notice=None), Task(TaskKind.CHOOSE_PRINTER, place))


def _paper(state: StaffState, arg: str) -> Step:
    if state.printers is None or arg not in state.printers.papers:
        return state, None
    task = Task(TaskKind.CHOOSE_PRINTER, state.printers.place, arg)
    return start_task(replace(state, notice=None), task)


def _test(state: StaffState, _: str) -> Step:
    if state.printers is None or not state.printers.place:
        return state, None
    return start_task(replace(state, notice=None), Task(TaskKind.TEST_PAGE))


PRINTER_ACTS: dict[tuple[Page, str], Callable[[StaffState, str], Step]] = {
    (Page.READY, "printers"): open_printers,
    (Page.PRINTER, "printers"): open_printers,
    (Page.PRINTER, "printer"): _choose,
    (Page.PRINTER, "paper"): _paper,
    (Page.PRINTER, "test"): _test,
}
"""Handlers of touches, by page and act."""
PRINTER_WORK = frozenset({TaskKind.LIST_PRINTERS, TaskKind.CHOOSE_PRINTER, TaskKind.TEST_PAGE})


def show_printers(state: StaffState, answer: PrintersAnswer) -> StaffState:
    """Show the printers, a choice, or the result of a test page."""
    return replace(state, printers=answer, notice=None)


def report_print_failure(state: StaffState, task: TaskKind) -> StaffState:
    """Report that a choice was not saved or a test page failed; other failures are silent."""
    printers = state.printers
    if task is TaskKind.TEST_PAGE and printers is not None:
        printers = msgspec.structs.replace(printers, tested=True, test=PrinterProblem.FAILED)
    notice = Notice.PRINTER_NOT_KEPT if task is TaskKind.CHOOSE_PRINTER else None
    return replace(state, printers=printers, notice=notice)
