"""Answers that come when another page is in front, or when nobody is in staff mode any more."""

from kiosk.staff.staff_state import Page, StaffState, TaskKind
from kiosk.staff.staff_views import Machine
from kiosk.ui.runtime.shell import Shell
from tests.staff.example_readiness import PRINTERS
from tests.staff.staff_touches import known
from tests.touches import activate, staff_touch
from tests.ui.staff_kit import LaterJobs, Worker, let_in, type_in


def test_an_answer_that_comes_after_closing_is_dropped(shell: Shell, later: LaterJobs) -> None:
    let_in(shell)
    type_in(shell)
    activate(shell, "files")
    activate(shell, "leave")
    later.go_on()
    assert shell.scene.screen == "attract"
    let_in(shell)
    assert shell.staff is not None
    assert shell.staff.state.page is Page.PIN


def test_how_the_machine_is_counts_though_another_page_came_first(
    shell: Shell, worker: Worker, later: LaterJobs
) -> None:
    """Else the way to care is gone, where the check that is asked for breaks off."""
    worker.machine = Machine(known(), can_close=True)
    let_in(shell)
    type_in(shell)
    activate(shell, "ready")
    later.go_on()
    assert shell.scene.screen == "staff-ready"
    activate(shell, "care")
    assert shell.scene.screen == "staff-care"


def test_how_the_machine_was_is_forgotten_with_the_rest_on_leaving(
    shell: Shell, later: LaterJobs
) -> None:
    let_in(shell)
    type_in(shell)
    activate(shell, "leave")
    let_in(shell)
    type_in(shell)
    work, done = later.waiting.pop(0)
    done(work())
    assert shell.staff is not None
    assert not shell.staff.state.machine.data
    assert shell.staff.busy, "what was asked since is still waited for"
    later.go_on()
    assert shell.staff.state.machine.data


def test_a_printer_that_was_chosen_counts_though_they_left(shell: Shell, later: LaterJobs) -> None:
    let_in(shell)
    type_in(shell)
    later.go_on()
    staff, chosen = shell.staff, list[bool]()
    assert staff is not None
    staff.printer_chosen.connect(lambda: chosen.append(True))
    state = StaffState(Page.PRINTER, printers=PRINTERS)
    staff._take(staff_touch(state, "printer:none"))
    activate(shell, "leave")
    later.go_on()
    assert chosen == [True]


def test_sticks_are_let_go_of_after_the_work_that_may_read_them(
    shell: Shell, worker: Worker, later: LaterJobs
) -> None:
    let_in(shell)
    type_in(shell)
    activate(shell, "leave")
    later.go_on()
    assert TaskKind.CLOSE_STICKS not in [task.work for task in worker.tasks], "none was asked for"
    let_in(shell)
    type_in(shell)
    activate(shell, "files")
    activate(shell, "leave")
    later.go_on()
    assert [task.work for task in worker.tasks][-2:] == [TaskKind.FIND_FILES, TaskKind.CLOSE_STICKS]
    activate(shell, "leave")
    later.go_on()
    assert [task.work for task in worker.tasks].count(TaskKind.CLOSE_STICKS) == 1
