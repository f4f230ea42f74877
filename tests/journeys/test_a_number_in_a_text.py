"""A signed file says in one text to call a stranger: nobody who stands at a kiosk ever reads it."""

from pathlib import Path

import msgspec

from kiosk.domain.records import AnyRecord, Service
from kiosk.sync.trust import fingerprint
from tests.journeys.staff import OLD, SERVICE, Staff, number_seen
from tests.sync.toolkit import make_coalition

FALSE = "916-555-0199"


def test_a_file_with_a_false_number_in_one_phrase_is_refused(
    staff: Staff,
    stick: Path,
    english_records: tuple[AnyRecord, ...],
) -> None:
    records = [
        msgspec.structs.replace(one, phrase=f"Call {FALSE} first")
        if isinstance(one, Service) and one.id == SERVICE
        else one
        for one in english_records
    ]
    coalition = make_coalition()
    coalition.write(stick / "week-47.kiosksync", english_records)
    staff.knocks().enters().until("home").touch("files").until("files", "week-47.kiosksync")
    staff.touch("file:0").until("trust").types("".join(fingerprint(coalition.trusted)))
    staff.until("report").touch("use").until("result", "The new data is in place")
    staff.touch("home").until("home")
    coalition.write(stick / "week-48.kiosksync", records, version=2)
    staff.touch("files").until("files", "Something in it is not allowed")
    staff.sees("The kiosk already shows this.", "No usable file")
    staff.touch("leave").is_on("attract")
    assert number_seen(staff) == OLD
    staff.does_not_see(FALSE)
