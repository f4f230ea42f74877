"""Choose a printer in staff mode, and print a test page."""

from dataclasses import replace

import msgspec

from kiosk.devices.printers import PrinterProblem
from kiosk.staff.staff_acts import ChoosePaper, ChoosePrinter, StaffVerb
from kiosk.staff.staff_state import Notice, Page, StaffState, Step, Task, TaskKind
from kiosk.visit.acts import AnyAct


def on_printer_touch(state: StaffState, act: AnyAct) -> Step:
    """Return the state after a touch on the page of printers."""
    found = state.printers
    if act is StaffVerb.PRINTERS:
        return open_printers(state)
    if found is None:
        return state, None
    task: Task | None = None
    match act:
        case StaffVerb.NO_PRINTER:
            task = Task(TaskKind.CHOOSE_PRINTER)
        case ChoosePrinter(at) if at in range(len(found.choices)):
            task = Task(TaskKind.CHOOSE_PRINTER, found.choices[at].place)
        case ChoosePaper(paper) if paper in found.papers:
            task = Task(TaskKind.CHOOSE_PRINTER, found.place, paper)
        case StaffVerb.TEST if found.place:
            task = Task(TaskKind.TEST_PAGE)
    return replace(state, notice=None).start(task) if task else (state, None)


def open_printers(state: StaffState) -> Step:
    """Open the page and search for printers."""
    return state.go_to(Page.PRINTER, printers=None).start(Task(TaskKind.LIST_PRINTERS))


PRINTER_WORK = frozenset({TaskKind.LIST_PRINTERS, TaskKind.CHOOSE_PRINTER, TaskKind.TEST_PAGE})


def report_print_failure(state: StaffState, task: TaskKind) -> StaffState:
    """Report that a choice was not saved or a test page failed; other failures are silent."""
    printers = state.printers
    if task is TaskKind.TEST_PAGE and printers is not None:
        printers = msgspec.structs.replace(printers, tested=True, test=PrinterProblem.FAILED)
    notice = Notice.PRINTER_NOT_KEPT if task is TaskKind.CHOOSE_PRINTER else None
    return replace(state, printers=printers, notice=notice)
