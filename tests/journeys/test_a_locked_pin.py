"""Somebody typed wrong PINs until the lock: staff come in with the stick of their coalition."""

from pathlib import Path

import msgspec

from kiosk.domain.records import AnyRecord
from kiosk.staff import pin_lockout
from kiosk.staff.pin_lockout import MOST
from kiosk.sync.trust import save_root
from tests.journeys.staff import PIN, Staff
from tests.sync.toolkit import hand, make_coalition


def test_the_stick_opens_what_a_visitor_locked(
    staff: Staff,
    stick: Path,
    english_records: tuple[AnyRecord, ...],
) -> None:
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
