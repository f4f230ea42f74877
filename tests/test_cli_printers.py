"""Printers on the staff's screen, on a real scheduler: found, chosen, tried out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.printer_setup import TEST, page_for
from kiosk.devices.printer_choice import FILE
from kiosk.devices.printer_discovery import MOST, printers_found
from kiosk.devices.printers import Paper, PrintTarget, PrintTargetKind
from kiosk.ui.slip.slip_ops import DOTS_PER_MM, MAX_HEIGHT_MM, ROLL_58, ROLL_80, Roll, with_edges
from kiosk.ui.slip.slip_painter import prepare, reads_back, slip_image
from tests.devices.cupsd import MISSING, PrivateCups, running
from tests.devices.receipts import read
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
    assert found == tuple(
        PrintTarget(PrintTargetKind.ESCPOS, str(tmp_path / name)) for name in ("lp0", "lp1")
    )
    for at in range(30):
        (tmp_path / f"lp{at}").touch()
    assert len(printers_found("/no/such/socket", tmp_path)) == MOST
    assert printers_found("/no/such/socket", tmp_path / "nowhere") == ()


@pytest.mark.parametrize(
    "lpstat",
    [
        pytest.param(None, id="missing"),
        pytest.param("#!/bin/sh\nexec /bin/sleep 600\n", id="hangs"),
        pytest.param("no program of any kind", id="broken"),
        pytest.param("#!/bin/sh\nexit 1\n", id="fails"),
        pytest.param("#!/bin/sh\nprintf '\\377\\n-o\\n'\n", id="speaks nonsense"),
    ],
)
def test_where_cups_does_not_answer_the_other_printers_are_still_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lpstat: str | None
) -> None:
    if lpstat is not None:
        (tmp_path / "lpstat").write_text(lpstat)
        (tmp_path / "lpstat").chmod(0o755)
    (tmp_path / "lp0").touch()
    monkeypatch.setattr("kiosk.devices.cups._PATH", str(tmp_path))
    monkeypatch.setattr("kiosk.devices.cups.COMMAND_S", 0.2)
    assert printers_found("/no/such/socket", tmp_path) == (
        PrintTarget(PrintTargetKind.ESCPOS, str(tmp_path / "lp0")),
    )


@needs_cups
@pytest.mark.usefixtures("copied_builds")
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


@pytest.mark.parametrize("roll", [ROLL_80, ROLL_58])
def test_the_test_page_shows_both_edges_of_a_roll(roll: Roll) -> None:
    """A line from the first dot to the last, a bar at each end; the code below still reads."""
    plain = prepare(TEST, roll)
    sheet = with_edges(plain)
    image = slip_image(sheet)
    last = image.width() - 1

    def black(x: int, y: int) -> bool:
        return bool(image.pixelColor(x, y).lightness() == 0)

    middle = round(6 * DOTS_PER_MM)
    assert all(black(x, middle) for x in range(last + 1))
    for top in (round(3.5 * DOTS_PER_MM), round(8.5 * DOTS_PER_MM)):
        assert black(0, top)
        assert black(last, top)
        assert not any(black(x, top) for x in range(last // 8, last - last // 8))
    assert reads_back(sheet)
    assert MAX_HEIGHT_MM > sheet.height > plain.height


def test_the_page_of_a_receipt_printer_has_them() -> None:
    """The dots that are sent are those of the picture above, for the paper that was chosen."""
    sent = {paper: page_for(paper) for paper in (Paper.ROLL_80, Paper.ROLL_58)}
    for paper, content in sent.items():
        dots = read(content)
        assert dots.width == (576 if paper is Paper.ROLL_80 else 384)
        assert b"\xff" * (dots.width // 8) in dots.rows
    assert page_for(Paper.LETTER).startswith(b"%PDF")


def test_what_is_no_printer_is_wrong_use_and_nothing_is_kept(tmp_path: Path) -> None:
    for place in ("pdf:/tmp/x", "cups:a b", "x"):
        result = call(tmp_path, "staff", "printers", "--choose", place)
        assert (result.exit_code, "Traceback" in result.output) == (2, False), result.output
    assert not (tmp_path / FILE).exists()
