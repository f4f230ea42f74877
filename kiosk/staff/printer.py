"""Choosing the printer in staff mode, and its test page."""

from collections.abc import Callable
from dataclasses import replace

import msgspec

from kiosk.devices.printer_choice import PrintersAnswer
from kiosk.devices.printers import Trouble
from kiosk.staff.state import Next, Page, Say, StaffState, Task, Work
from kiosk.staff.transitions import go, working


def look(state: StaffState, _: str) -> Next:
    """The page, with the printers looked for anew."""
    return working(replace(go(state, Page.PRINTER), printers=None), Task(Work.PRINTERS))


def _choose(state: StaffState, arg: str) -> Next:
    """Another printer, or none; the paper is what such printers mostly hold."""
    if state.printers is None:
        return state, None
    if arg == "none":
        return working(replace(state, say=None), Task(Work.CHOOSE_PRINTER))
    at = int(arg) if arg.isdecimal() else len(state.printers.choices)
    if at >= len(state.printers.choices):
        return state, None
    place = state.printers.choices[at].place
    return working(replace(state, say=None), Task(Work.CHOOSE_PRINTER, place))


def _paper(state: StaffState, arg: str) -> Next:
    if state.printers is None or arg not in state.printers.papers:
        return state, None
    task = Task(Work.CHOOSE_PRINTER, state.printers.place, arg)
    return working(replace(state, say=None), task)


def _test(state: StaffState, _: str) -> Next:
    if state.printers is None or not state.printers.place:
        return state, None
    return working(replace(state, say=None), Task(Work.TEST_PAGE))


PRINTER_ACTS: dict[tuple[Page, str], Callable[[StaffState, str], Next]] = {
    (Page.READY, "printers"): look,
    (Page.PRINTER, "printers"): look,
    (Page.PRINTER, "printer"): _choose,
    (Page.PRINTER, "paper"): _paper,
    (Page.PRINTER, "test"): _test,
}
"""What each touch means, by page."""
PRINTER_WORK = frozenset({Work.PRINTERS, Work.CHOOSE_PRINTER, Work.TEST_PAGE})


def printed(state: StaffState, answer: PrintersAnswer) -> StaffState:
    """The printers are there, one was chosen, or a test page came out or did not."""
    return replace(state, printers=answer, say=None)


def not_printed(state: StaffState, work: Work) -> StaffState:
    """The work broke off: a choice was not kept, or no test page came; nothing else is shown."""
    printers = state.printers
    if work is Work.TEST_PAGE and printers is not None:
        printers = msgspec.structs.replace(printers, tested=True, test=Trouble.FAILED)
    say = Say.PRINTER_NOT_KEPT if work is Work.CHOOSE_PRINTER else None
    return replace(state, printers=printers, say=say)
