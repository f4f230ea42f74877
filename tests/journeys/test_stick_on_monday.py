"""Monday morning: staff put a stick in, and by touch alone the kiosk shows the new number."""

from collections import Counter
from pathlib import Path

import msgspec
from PySide6.QtTest import QTest

from kiosk.domain.records import AnyRecord, Phone, Service
from kiosk.staff import pin_lockout
from kiosk.staff.pin_lockout import FREE, MOST
from kiosk.staff.provisioning import reset
from kiosk.staff.staff_state import QUIET_S
from kiosk.sync.trust import fingerprint, save_root
from tests.journeys.staff import (
    NEW,
    NEWER,
    OLD,
    PIN,
    SERVICE,
    Staff,
    first_trust,
    number_seen,
    with_number,
)
from tests.sync.signing import hand
from tests.sync.toolkit import make_coalition

NEW_PIN = "904157"


def test_the_stick_on_monday(
    staff: Staff, stick: Path, english_records: tuple[AnyRecord, ...]
) -> None:
    coalition = make_coalition()
    coalition.write(stick / "week-47.kiosksync", with_number(english_records, NEW))
    (stick / "~half.kiosksync").write_bytes(b"PK")
    assert number_seen(staff) == OLD

    staff.knocks().enters("615342")
    staff.until("pin", "That was not the PIN.")
    staff.enters().until("home", "Data that came with the program", "No coalition is trusted yet")
    staff.touch("files").until("files", "week-47.kiosksync", "does not trust any coalition yet")
    first_trust(staff, coalition)

    staff.until("report", "What will change", OLD, NEW, "Signed by: Editor")
    staff.sees("Help lines do not change.", "Call each new number once before you use it")
    staff.touch("use").until("working", "Putting it into use")
    staff.until("result", "The new data is in place")
    staff.touch("home").until("home", "From: Test Coalition", "Only files signed by your coalition")
    staff.touch("leave").is_on("attract").does_not_see("Staff")
    staff.until_true(lambda: number_seen(staff) == NEW, "the new number")

    # A file that someone else signed, and one that says in a text to call a stranger: both are
    # refused in words, and the new data stays.
    records = with_number(english_records, NEWER)
    coalition.write(stick / "week-48.kiosksync", records, version=2, directory_signers=[hand("No")])
    records = [
        msgspec.structs.replace(one, phrase="Call 916-555-0199 first")
        if isinstance(one, Service) and one.id == SERVICE
        else one
        for one in english_records
    ]
    coalition.write(stick / "week-49.kiosksync", records, version=3)
    staff.knocks().enters().until("home")
    staff.touch("files").until("files", "The signatures are not the ones this kiosk trusts.")
    staff.sees("Something in it is not allowed", "The kiosk already shows this.", "No usable file")

    # One step back, and the number that the program came with.
    staff.touch("back").until("home", "Go back to the previous data").touch("undo")
    staff.until("undo", "Go back to the previous data?")
    staff.touch("yes").until("result", "The previous data is back")
    staff.touch("home").until("home", "Data that came with the program")
    assert "undo" not in staff.ids()
    staff.touch("history").until("history", "The previous data was restored")
    staff.sees("New data was put in place", "The coalition’s keys were accepted")
    staff.touch("leave").is_on("attract")
    staff.until_true(lambda: number_seen(staff) == OLD, "the old number")


def test_nobody_gets_in_without_a_pin_or_by_accident(staff: Staff) -> None:
    staff.at(12, 12)
    QTest.qWait(120)
    staff.is_on("attract")
    staff.touch("language:en").knocks_in_vain("home").touch("leave").touch("return")
    (staff.kiosk._services.data / "staff.json").unlink()
    staff.knocks_in_vain("attract")


def test_a_visitor_who_walks_up_does_not_find_it_open(
    staff: Staff, stick: Path, english_records: tuple[AnyRecord, ...]
) -> None:
    """Staff are called away in front of the report: it closes, and nothing was changed."""
    coalition = make_coalition()
    coalition.write(stick / "week-47.kiosksync", with_number(english_records, NEW))
    staff.knocks().enters().until("home").touch("files").until("files", "week-47.kiosksync")
    staff.touch("file:0").until("trust").types("".join(fingerprint(coalition.trusted)))
    staff.until("report", NEW)
    staff.waits(QUIET_S - 1).is_on("staff-report")
    staff.waits(QUIET_S).is_on("attract").does_not_see("Staff", NEW)
    assert number_seen(staff) == OLD
    staff.knocks("Type the staff PIN").touch("leave").is_on("attract")
    assert number_seen(staff) == OLD


def test_the_door_shuts_after_wrong_pins_and_the_shell_opens_it(staff: Staff) -> None:
    data = staff.kiosk._services.data
    staff.knocks()
    for _ in range(FREE - 1):
        staff.enters("615342").until("pin", "That was not the PIN.")
    staff.enters("615342").until("pin", "Too many wrong PINs. You can try again in", "0:")
    assert not {one for one in staff.ids() if one.startswith("key:")}
    staff.touch("leave").is_on("attract")
    reset(data, NEW_PIN)
    staff.knocks().enters().until("pin", "That was not the PIN.").enters(NEW_PIN).until("home")

    staff.touch("leave")
    (data / pin_lockout.FILE).write_text(f'{{"wrong":{pin_lockout.MOST}}}', encoding="utf-8")
    staff.knocks("Locked after too many wrong PINs", "resource-kiosk pin reset")
    assert "enter" not in staff.ids()


def test_the_pin_is_changed_by_touch_and_only_with_the_old_one(staff: Staff) -> None:
    staff.knocks().enters().until("home").touch("pin").until("pin_old", "Type the PIN you have now")
    staff.enters("615342").until("pin_old", "That was not the PIN.")
    staff.enters().until("pin_new", "Type a new PIN")
    staff.enters("123456").until("pin_new", "That PIN is too easy to guess.")
    staff.enters(NEW_PIN).until("pin_again").enters(PIN).until("pin_new", "Begin again.")
    staff.enters(NEW_PIN).until("pin_again").enters(NEW_PIN).until("home", "The PIN was changed.")
    staff.touch("leave").knocks().enters().until("pin", "That was not the PIN.")
    staff.enters(NEW_PIN).until("home")


def test_new_numbers_on_later_pages_are_seen_before_they_are_used(
    staff: Staff, stick: Path, english_records: tuple[AnyRecord, ...]
) -> None:
    """Eighteen numbers change: what stands on the last page was on the screen before the yes."""
    coalition = make_coalition()
    count = Counter(one.service_id for one in english_records if isinstance(one, Phone))
    plain = [one.id for one in english_records if isinstance(one, Service) and not one.helpline]
    kept = dict(zip((one for one in plain if count[one] == 1), range(18), strict=False))
    records = [
        msgspec.structs.replace(one, number=f"+19165550{100 + kept[one.service_id]}")
        if isinstance(one, Phone) and one.service_id in kept
        else one
        for one in english_records
    ]
    coalition.write(stick / "week-47.kiosksync", records)
    staff.knocks().enters().until("home").touch("files").until("files", "week-47.kiosksync")
    staff.touch("file:0").until("trust").types("".join(fingerprint(coalition.trusted)))
    staff.until("report", "Page 1 of", "See the changes on the next pages first.")
    seen, pages = staff.text, 0
    while "use" not in staff.ids():
        pages += 1
        staff.touch("Next page").is_on("staff-report")
        seen += staff.text
    assert pages > 1
    assert all(f"916-555-0{100 + at}" in seen for at in kept.values())
    staff.touch("use").until("result", "The new data is in place")


def test_the_stick_opens_what_a_visitor_locked(
    staff: Staff, stick: Path, english_records: tuple[AnyRecord, ...]
) -> None:
    """Somebody typed wrong PINs until the lock: the stick of the coalition lets staff in."""
    data, coalition = staff.kiosk._services.data, make_coalition()
    save_root(data, coalition.trusted)
    (data / pin_lockout.FILE).write_bytes(msgspec.json.encode({"wrong": MOST}))
    records = list(english_records)
    coalition.write(stick / "of-others.kiosksync", records, directory_signers=[hand("Stranger")])

    # Its clock stands still while the page is read: a whole day to wait, on any machine.
    monotonic = pin_lockout.time.monotonic
    gate = staff.kiosk._services._pin_gate()
    gate._monotonic = lambda: gate._since
    staff.knocks("Locked after too many wrong PINs", "24:00:00", "resource-kiosk pin reset")
    staff.sees("opens 15 more tries at once")
    assert not {one for one in staff.ids() if one.startswith("key:") or one == "enter"}
    staff.touch("unlock").until("pin", "No file was found that opens the lock.")

    coalition.write(stick / "week-47.kiosksync", records)
    staff.touch("unlock").until("pin", "Type the staff PIN")
    staff.enters("615342").until("pin", "Too many wrong PINs. You can try again in")
    staff.touch("leave").is_on("attract")
    assert pin_lockout._read(data).extra == pin_lockout.MORE - 1

    # The right PIN a minute later, and nothing is left of the lock.
    gate._monotonic = lambda: monotonic() + pin_lockout.APART_S
    staff.knocks().enters(PIN).until("home")
    assert pin_lockout._read(data).wrong == 0
    assert not pin_lockout.is_locked(data)
