"""Before the doors open: staff look whether everything is ready, answer two questions, keep it."""

import json

from kiosk.services.readiness_answers import REPORT_NAME
from tests.journeys.test_stick_on_monday import Staff, staff, stick  # noqa: F401 - fixtures


def turned_to(staff: Staff, target: str) -> Staff:  # noqa: F811
    """Turns pages until a target is there; how many there are is a matter of this machine."""
    while target not in staff.ids():
        staff.touch("More")
    return staff


def test_is_everything_ready_by_touch_alone(staff: Staff) -> None:  # noqa: F811
    data = staff.kiosk._beside.data
    staff.knocks().enters().until("home").touch("ready")
    staff.until("ready", "Is everything ready?", "It came with the program.")
    turned_to(staff, "sightline:yes").sees("Can someone read the screen over a visitor’s shoulder?")
    assert not (data / REPORT_NAME).exists(), "looking keeps nothing"

    staff.touch("sightline:yes").sees("Turn or move it.")
    staff.touch("sightline:no").does_not_see("Turn or move it.")
    turned_to(staff, "earshot:no").touch("earshot:no")
    staff.touch("keep").until("ready", "The report was saved.")
    kept = json.loads((data / REPORT_NAME).read_text(encoding="utf-8"))
    assert (kept["sightline"], kept["earshot"]) == (False, False)
    assert {"check": "pin", "level": "ok", "finding": "pin_set"} in kept["checks"]
    assert kept["day"] == "", "nobody vouches for this clock"

    # The next time the answers are there, and what went wrong meanwhile is told.
    (data / "settings.toml").write_text("[colour]\n", encoding="utf-8")
    staff.touch("ready").until("ready", "They cannot be read", "Settings")
    for answer in ("sightline:no", "earshot:no"):
        turned_to(staff, answer)
        assert answer in {node.id for node in staff.scene.touches if node.checked}

    # A disk that takes nothing more: said, and the answers stay.
    (data / REPORT_NAME).unlink()
    (data / REPORT_NAME).mkdir()
    staff.touch("keep").until("ready", "The report could not be saved.")
    (data / REPORT_NAME).rmdir()
    staff.touch("back").until("home").touch("leave").is_on("attract").does_not_see("Staff")
