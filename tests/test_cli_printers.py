"""Printers on the staff's screen, on a real scheduler: found, chosen, tried out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.handoff.printers import Sink, SinkKind
from kiosk.handoff.printers_found import MOST, printers_found
from kiosk.services.printer_choice import FILE
from tests.handoff.cupsd import MISSING, PrivateCups, running
from tests.shell import call

needs_cups = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


@pytest.fixture(scope="module")
def cups() -> Iterator[PrivateCups]:
    with running() as own:
        yield own


@pytest.fixture(autouse=True)
def one_application(qapp: object) -> None:
    """A test page is drawn by the application that all tests share."""
    del qapp


def printers(data: Path, *arguments: str) -> dict[str, object]:
    result = call(data, "staff", "printers", *arguments)
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def test_devices_are_found_by_name_and_not_too_many(tmp_path: Path) -> None:
    for name in ("lp0", "lp1", "hiddev0", "lp"):
        (tmp_path / name).touch()
    found = printers_found("/no/such/socket", tmp_path)
    assert found == tuple(Sink(SinkKind.ESCPOS, str(tmp_path / name)) for name in ("lp0", "lp1"))
    for at in range(30):
        (tmp_path / f"lp{at}").touch()
    assert len(printers_found("/no/such/socket", tmp_path)) == MOST
    assert printers_found("/no/such/socket", tmp_path / "nowhere") == ()


@needs_cups
def test_a_queue_is_found_chosen_and_prints_a_page_with_all_that_a_slip_has(
    cups: PrivateCups, tmp_path: Path
) -> None:
    good, bad = cups.queue("front", "keep"), cups.queue("back", "gone")
    (tmp_path / "settings.toml").write_text(f'[print]\nsocket = "{cups.socket}"\n', "utf-8")
    answer = printers(tmp_path)
    places = [one["place"] for one in answer["choices"]]  # type: ignore[attr-defined]
    assert {f"cups:{good}", f"cups:{bad}"} <= set(places)
    assert (answer["place"], answer["tested"]) == ("", False)

    answer = printers(tmp_path, "--choose", f"cups:{good}", "--paper", "a4")
    assert (answer["place"], answer["paper"]) == (f"cups:{good}", "a4")
    before = len(cups.printed())
    answer = printers(tmp_path, "--test")
    assert (answer["tested"], answer["test"]) == (True, None)
    assert len(cups.printed()) == before + 1
    assert cups.printed()[-1].startswith(b"%PDF")
    assert cups.waiting() == ""

    # The doctor asks the printer that was chosen.
    said = json.loads(call(tmp_path, "doctor", "--json").stdout)["checks"]
    assert "printer_ready" in {one["finding"] for one in said}
    printers(tmp_path, "--choose", "")
    said = json.loads(call(tmp_path, "doctor", "--json").stdout)["checks"]
    assert "printer_none" in {one["finding"] for one in said}


def test_a_test_page_that_does_not_come_out_says_why(tmp_path: Path) -> None:
    assert printers(tmp_path, "--test")["test"] == "absent"
    (tmp_path / "settings.toml").write_text('[print]\nprinter = "escpos:/no/such"\n', "utf-8")
    assert printers(tmp_path, "--test")["test"] == "absent"


def test_a_receipt_printer_takes_the_page(tmp_path: Path) -> None:
    answer = printers(tmp_path, "--choose", "escpos:/dev/null", "--test")
    assert (answer["place"], answer["paper"], answer["test"]) == ("escpos:/dev/null", "80", None)


def test_what_is_no_printer_is_wrong_use_and_nothing_is_kept(tmp_path: Path) -> None:
    for place in ("pdf:/tmp/x", "cups:a b", "x"):
        result = call(tmp_path, "staff", "printers", "--choose", place)
        assert (result.exit_code, "Traceback" in result.output) == (2, False), result.output
    assert not (tmp_path / FILE).exists()
