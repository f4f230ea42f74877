"""Touches as text: ``need:food``, as a scene names its targets."""

from kiosk.readiness.codes import Check
from kiosk.staff.reducer import on_touch
from kiosk.staff.staff_acts import (
    AnswerCheck,
    ChooseFile,
    ChoosePaper,
    ChoosePrinter,
    StaffVerb,
)
from kiosk.staff.staff_state import StaffState, Step
from kiosk.ui.runtime.act_text import parse_act
from kiosk.ui.runtime.shell import Shell
from kiosk.visit.acts import Act, AnyAct
from kiosk.visit.visit import Visit, reduce_visit

_NUMBERED = {"file": ChooseFile, "printer": ChoosePrinter}


def act_of(text: str | Act) -> Act:
    """The act of a text; an act is its own."""
    return parse_act(text) if type(text) is str else text


def after_touch(visit: Visit, text: str | Act) -> Visit:
    """The visit after a touch."""
    return reduce_visit(visit, act_of(text))


def activate(shell: Shell, target: str) -> None:
    """Choose a target of the page in front; what it does not show is obeyed all the same."""
    if shell.view.target(target):
        shell.activate(target)
    else:
        shell.obey(staff_act(target) if shell.staff else act_of(target))


def staff_act(text: str) -> AnyAct:
    """The act of a target of staff mode."""
    word, _, rest = text.partition(":")
    if text in {*StaffVerb}:
        return StaffVerb(text)
    if word in {*Check} and rest in {"yes", "no"}:
        return AnswerCheck(Check(word), rest == "yes")
    if word in _NUMBERED:
        return _NUMBERED[word](int(rest))
    return ChoosePaper(rest) if word == "paper" else parse_act(text)


def staff_touch(state: StaffState, text: str) -> Step:
    """The state of staff mode after a touch, and the task that it starts."""
    return on_touch(state, staff_act(text))
