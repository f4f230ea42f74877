"""How staff mode is opened, and that it closes: by touch, by key, by itself."""

import pytest
from PySide6.QtCore import QPoint, Qt

from kiosk.staff.pin_lockout import LockState, LockStatus
from kiosk.staff.staff_state import BUSY_QUIET_S, QUIET_S
from kiosk.staff.staff_views import NO_PROGRESS, Progress
from kiosk.ui.runtime.shell import Shell
from kiosk.ui.staff import staff_gesture
from kiosk.ui.staff.mode import StaffMode
from kiosk.ui.staff.staff_gesture import PRESSES
from tests.touches import activate
from tests.ui.staff_kit import PIN, LaterJobs, Worker, languages, let_in, type_in


def test_a_long_touch_opens_and_a_short_one_does_not(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, qtbot: object
) -> None:
    del monkeypatch
    timer = shell._knock._timer
    shell.touch.cornerHeld(True)  # noqa: FBT003 - as QML calls it
    assert timer.isActive()
    assert timer.interval() == staff_gesture.HOLD_S * 1000
    shell.touch.cornerHeld(False)  # noqa: FBT003
    assert not timer.isActive()
    shell.touch.cornerHeld(True)  # noqa: FBT003
    timer.setInterval(1)
    qtbot.waitUntil(lambda: shell.scene.screen == "staff-pin")  # type: ignore[attr-defined]


def test_the_corner_is_there_on_an_untouched_attract_screen_alone(shell: Shell) -> None:
    assert not shell.view.property("quietCorner").isEmpty()
    activate(shell, "size:XL")
    assert shell.scene.screen == "attract"
    assert shell.view.property("quietCorner").isEmpty()
    activate(shell, "no")
    for act in ("language:en", "leave"):
        activate(shell, act)
        assert shell.view.property("quietCorner").isEmpty(), act
        shell.touch.cornerHeld(True)  # noqa: FBT003
        assert not shell._knock._timer.isActive()
    activate(shell, "return")
    assert not shell.view.property("quietCorner").isEmpty()
    let_in(shell)
    assert shell.view.property("quietCorner").isEmpty()


def test_a_kiosk_without_a_pin_has_no_staff_mode(
    shell: Shell, worker: Worker, later: LaterJobs
) -> None:
    def make() -> StaffMode:
        return StaffMode(worker, later, later, languages(), provisioned=lambda: False)

    shell._make_staff = make
    let_in(shell)
    assert shell.scene.screen == "attract"
    plain = Shell(shell._composer, "en")
    assert plain.view.property("quietCorner").isEmpty()
    let_in(plain)
    assert plain.scene.screen == "attract"


def test_the_key_that_erases_opens_it_too(shell: Shell) -> None:
    for _ in range(PRESSES - 1):
        assert shell.keys.pressed(Qt.Key.Key_Backspace)
    shell.keys.pressed(Qt.Key.Key_Tab)
    assert shell.keys.pressed(Qt.Key.Key_Backspace)
    assert shell.scene.screen == "attract", "another key between is another story"
    for _ in range(PRESSES - 1):
        shell.keys.pressed(Qt.Key.Key_Backspace)
    assert shell.scene.screen == "staff-pin"


def test_the_pin_lets_in_and_closing_forgets(shell: Shell, later: LaterJobs) -> None:
    let_in(shell)
    type_in(shell, "615342")
    assert "That was not the PIN." in shell.scene.texts
    type_in(shell)
    assert shell.scene.screen == "staff-home"
    later.go_on()
    assert "3 services" in shell.scene.texts
    activate(shell, "leave")
    assert shell.scene.screen == "attract"
    assert shell.visit.untouched
    let_in(shell)
    assert shell.scene.screen == "staff-pin"
    assert shell.staff is not None
    assert not shell.staff.state.machine.data


def test_escape_closes_and_backspace_erases_or_goes_back(shell: Shell, later: LaterJobs) -> None:
    let_in(shell)
    shell.keys.pressed(Qt.Key.Key_2)
    assert shell.staff is not None
    assert shell.staff.state.typing.text == "2"
    shell.keys.pressed(Qt.Key.Key_Backspace)
    assert not shell.staff.state.typing.text
    assert not shell.keys.pressed(Qt.Key.Key_A), "no digit of a PIN"
    assert not shell.keys.pressed(Qt.Key.Key_F2), "no digit either"
    assert not shell.staff.state.typing.text
    type_in(shell)
    later.go_on()
    activate(shell, "history")
    shell.keys.pressed(Qt.Key.Key_Backspace)
    assert shell.scene.screen == "staff-home"
    shell.keys.pressed(Qt.Key.Key_Escape)
    assert shell.scene.screen == "attract"


def test_it_closes_by_itself_but_not_while_it_works(shell: Shell, later: LaterJobs) -> None:
    let_in(shell)
    type_in(shell)
    shell.after_quiet(QUIET_S)
    assert shell.scene.screen == "staff-home", "the state of the machine is still looked at"
    later.go_on()
    shell.after_quiet(QUIET_S - 1)
    assert shell.scene.screen == "staff-home"
    shell.after_quiet(QUIET_S)
    assert shell.scene.screen == "attract"


def test_work_that_never_answers_closes_it_at_last(shell: Shell, later: LaterJobs) -> None:
    let_in(shell)
    type_in(shell)
    shell.after_quiet(BUSY_QUIET_S - 1)
    assert shell.scene.screen == "staff-home"
    shell.after_quiet(BUSY_QUIET_S)
    assert shell.scene.screen == "attract"
    later.go_on()
    assert shell.scene.screen == "attract"


def test_after_long_work_there_is_time_to_read_its_answer(
    shell: Shell, later: LaterJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    restarted: list[str] = []

    class Quiet:
        @staticmethod
        def restart() -> None:
            restarted.append(shell.scene.screen)

    let_in(shell)
    type_in(shell)
    monkeypatch.setattr(shell, "idle", Quiet())
    later.go_on()
    assert restarted == ["staff-home"]


def test_letters_are_larger_until_it_closes(shell: Shell) -> None:
    let_in(shell)
    small = {node.font.pixels for node in shell.scene.nodes if node.font is not None}
    activate(shell, "size:L")
    large = {node.font.pixels for node in shell.scene.nodes if node.font is not None}
    assert min(large) > min(small)
    activate(shell, "size:XL")
    assert "Normal letters" in shell.scene.texts, "no larger than the smallest screen holds"
    activate(shell, "leave")
    let_in(shell)
    assert "Large letters" in shell.scene.texts


def test_the_wait_counts_down_on_the_screen(shell: Shell, worker: Worker) -> None:
    worker.standing = LockStatus(LockState.WAITING, seconds=61, left=9)
    let_in(shell)
    assert "1:01" in " ".join(shell.scene.texts)
    shell.after_quiet(1)
    assert "1:00" in " ".join(shell.scene.texts)
    assert not [one for one in shell.scene.touches if one.id.startswith("key:")]


def test_the_language_is_chosen_at_the_door_and_begins_anew(shell: Shell) -> None:
    let_in(shell)
    activate(shell, "language:es")
    assert "Español" not in shell.scene.texts
    assert "English" in shell.scene.texts
    activate(shell, "leave")
    let_in(shell)
    assert "Español" in shell.scene.texts


def test_progress_is_taken_up_by_the_screen(shell: Shell, later: LaterJobs) -> None:
    let_in(shell)
    type_in(shell)
    later.go_on()
    activate(shell, "files")
    assert shell.staff is not None
    work, done = later.waiting.pop()
    answer = work()
    shell.staff._looked()
    assert shell.staff.state.progress == Progress("verify", 0.25)
    done(answer)
    assert shell.staff.state.progress == NO_PROGRESS


def test_a_page_that_fails_closes_it_and_shows_the_helplines(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_composer: object) -> None:
        raise RuntimeError(PIN)

    let_in(shell)
    records: list[str] = []
    monkeypatch.setattr(
        "kiosk.ui.runtime.failure._log.error", lambda *parts: records.append(str(parts))
    )
    assert shell.staff is not None
    monkeypatch.setattr(shell.staff, "compose", broken)
    shell.renew()
    assert shell.scene.screen == "talk"
    assert shell.staff is None
    assert PIN not in str(records)


def test_a_pin_typed_with_two_fingers_is_whole(shell: Shell) -> None:
    let_in(shell)
    for one, other in zip(PIN[::2], PIN[1::2], strict=True):
        shell.touch.press(f"key:{one}", at_once=False, at=QPoint())
        shell.touch.press(f"key:{other}", at_once=False, at=QPoint())
        shell.touch.release(f"key:{one}", inside=True, at=QPoint())
        shell.touch.release(f"key:{other}", inside=True, at=QPoint())
    shell.touch.press("enter", at_once=False, at=QPoint())
    shell.touch.release("enter", inside=True, at=QPoint())
    assert shell.scene.screen == "staff-home"
