"""Before the doors open: staff look whether everything is ready, answer two questions, keep it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.devices.printer_choice import FILE
from kiosk.readiness.staff_answers import REPORT_NAME
from tests.journeys.staff import Staff, at_a_kiosk


def turned_to(staff: Staff, target: str) -> Staff:
    """Turns pages until a target is there; how many there are is a matter of this machine."""
    while target not in staff.ids():
        staff.touch("More")
    return staff


def test_is_everything_ready_by_touch_alone(staff: Staff) -> None:
    data = staff.kiosk._services.data
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


@pytest.fixture
def with_printer(
    shown_data: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Staff]:
    """Staff in front of a kiosk whose settings name a receipt printer that never answers."""
    settings = '[print]\nprinter = "escpos:/dev/null"\npaper = "58"\n'
    with at_a_kiosk(shown_data, settings, monkeypatch) as person:
        yield person


def paper_is_offered(staff: Staff) -> bool:
    """Whether a visitor is offered paper."""
    staff.touch("language:en").touch("need:talk")
    staff.touch("tile:talk.talk_harm").touch("service:weave-line")
    offered = "print:weave-line" in staff.ids()
    staff.touch("leave").touch("return").is_on("attract")
    return offered


def test_the_printer_is_tried_out_and_put_aside_without_a_restart(with_printer: Staff) -> None:
    staff = with_printer
    data = staff.kiosk._services.data
    assert paper_is_offered(staff)
    staff.knocks().enters().until("home").touch("ready").until("ready", "Check again")
    staff.touch("printers").until("printer", "Receipt printer null", "It is ready.")
    staff.touch("test").until("printer", "The test page was printed.")
    staff.touch("paper:80").until_true(
        lambda: "paper:80" in {node.id for node in staff.scene.touches if node.checked}, "80 mm"
    )
    assert staff.kiosk.program.settings.print.holds.value == "80", "slips are as wide from now on"
    staff.touch("printer:none").until("printer", "No printer was found.")
    assert json.loads((data / FILE).read_text(encoding="utf-8"))["place"] == ""
    staff.touch("leave").is_on("attract")
    assert not paper_is_offered(staff)


def test_a_printer_that_is_gone_is_told_on_the_first_page(
    shown_data: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = '[print]\nprinter = "escpos:/dev/none"\npaper = "58"\n'
    with at_a_kiosk(shown_data, settings, monkeypatch) as staff:
        staff.knocks().enters().until("home", "Printer", "It does not answer.")
        staff.touch("ready").until("ready", "Check again").touch("printers")
        staff.until("printer", "Receipt printer none").touch("printer:none")
        staff.until_true(lambda: not staff.kiosk.program.settings.print.printer, "no printer")
        staff.touch("back").until("ready", "Check again").touch("back")
        staff.until("home", "Data that came with the program").does_not_see("Printer")
