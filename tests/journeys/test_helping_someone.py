"""Somebody helps a person: rows behind a PIN of their own, and a slip in her language."""

from pathlib import Path

import pytest

from kiosk.staff import pin_lockout, two_slot_counter
from kiosk.staff.pin_lockout import MOST, LockState, PinGuard
from kiosk.staff.provisioning import remove_helper_pin, reset
from kiosk.staff.two_slot_counter import TryCount
from kiosk.sync.provisioned import PinOwner
from kiosk.ui.kit.scene import NodeKind
from kiosk.visit.idle import HELPER_S
from tests.journeys.staff import PIN, Staff

HELPER_PIN = "835174"
SAFETY = "Ask the person alone. Print only if they want it."


@pytest.fixture
def data(staff: Staff) -> Path:
    """The data folder of a kiosk where helpers have a PIN."""
    folder = staff.kiosk._services.data
    reset(folder, HELPER_PIN, PinOwner.HELPER)
    return Path(folder)


def asks_helper(person: Staff, pin: str = HELPER_PIN) -> Staff:
    person.knocks().until_keys().touch("helper")
    return person.until("helper_pin", "Type the helpers’ PIN").enters(pin)


def helps(person: Staff) -> Staff:
    asks_helper(person).until_true(lambda: person.screen == "results", "the list of helpers")
    person.sees(SAFETY)
    return person


def rows(person: Staff) -> list[str]:
    return [node.id for node in person.scene.touches if node.id.startswith("keep:")]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_three_services_go_on_one_slip_in_the_language_of_the_person(
    staff: Staff,
    data: Path,
) -> None:
    helps(staff)
    written = contents(data)
    staff.touch("start").is_on("home").touch("need:food").touch("tile:food.eat_today")
    staff.sees(SAFETY, "Loaves & Fishes Dining Room", "916-446-0874", "1351 North C St")
    staff.sees("(2024): ask first", "Not known: What time is food today?")
    taken = rows(staff)[:3]
    for one in taken:
        staff.touch(one)
    assert set(rows(staff)) == set(taken), "a fourth one would not fit"
    staff.touch("person").is_on("person").sees("The person’s language")
    staff.touch("person:es").is_on("list").sees("Mi lista")
    staff.touch(f"service:{taken[1].removeprefix('keep:')}").sees("Cuando usted va")
    staff.touch("back").touch("print").sees("Un papelito")
    [paper] = [node for node in staff.scene.nodes if node.kind is NodeKind.IMAGE and node.aloud]
    desk = staff.kiosk.program.presenter("es", staff.kiosk._directory)
    for view in desk.services(one.removeprefix("keep:") for one in taken):
        assert view.quiet_name in paper.aloud
    assert "“Spanish, please.”" in paper.aloud
    staff.touch("back").touch("back").is_on("person")
    staff.touch("back").is_on("results").sees(SAFETY)
    staff.touch("leave").is_on("cover")
    assert not staff.kiosk.shell.visit.saved
    staff.touch("return").is_on("attract")
    assert contents(data) == written


def test_it_ends_after_two_minutes_without_a_touch(
    staff: Staff,
    data: Path,
) -> None:
    del data
    helps(staff).touch(rows(staff)[0])
    staff.waits(HELPER_S - 1).is_on("results")
    staff.waits(HELPER_S).is_on("attract")
    assert staff.kiosk.shell.visit.untouched
    helps(staff).touch(rows(staff)[0]).touch("person").touch("person:pa").is_on("list")
    staff.waits(HELPER_S - 1).is_on("list")
    staff.waits(HELPER_S).is_on("attract")


def test_neither_pin_opens_what_the_other_opens(
    staff: Staff,
    data: Path,
) -> None:
    asks_helper(staff, PIN).until("helper_pin", "That was not the PIN.")
    staff.until_keys().touch("back").until("pin", "Type the staff PIN")
    staff.enters(HELPER_PIN).until("pin", "That was not the PIN.")
    assert pin_lockout._read(data, PinOwner.HELPER).wrong == 1
    assert pin_lockout._read(data).wrong == 1
    staff.enters(PIN).until("home")
    assert pin_lockout._read(data, PinOwner.HELPER).wrong == 1, "it clears its own count alone"


def test_wrong_pins_lock_helpers_alone_and_a_restart_does_not_help(
    staff: Staff,
    data: Path,
) -> None:
    tries = data / PinOwner.HELPER.tries_file
    two_slot_counter.write(tries, TryCount(wrong=MOST - 1), mode=0o600)
    assert PinGuard(data, owner=PinOwner.HELPER).status().state is LockState.WAITING
    two_slot_counter.write(tries, TryCount(wrong=MOST), mode=0o600)
    assert PinGuard(data, owner=PinOwner.HELPER).status().state is LockState.LOCKED
    assert PinGuard(data).status().state is LockState.OPEN
    staff.knocks().until_keys().touch("helper")
    staff.until("helper_pin", "Locked after too many wrong PINs")
    staff.touch("back").enters(PIN).until("home").touch("leave")
    reset(data, HELPER_PIN, PinOwner.HELPER)
    helps(staff)


def test_without_a_pin_of_theirs_helpers_are_not_offered_a_view(
    staff: Staff,
    data: Path,
) -> None:
    remove_helper_pin(data)
    staff.knocks().does_not_see("I am helping someone")
    assert "helper" not in staff.ids()
    staff.touch("leave").is_on("attract")
    reset(data, HELPER_PIN, PinOwner.HELPER)
    staff.knocks().sees("I am helping someone")
