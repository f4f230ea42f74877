"""``slip``: to a file, a receipt printer's file, a real queue; each mistake in one sentence."""

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import Result

from kiosk.app.settings import FILE_NAME, SettingsError, load_settings
from kiosk.app.slip_output import GONE, TROUBLES
from kiosk.devices import receipt
from kiosk.devices.print_settings import PrintSettings
from kiosk.devices.printers import BAUDS, Cover, Paper, PrinterProblem, parse_print_target
from tests.devices.cupsd import MISSING, ROOT, PrivateCups, running
from tests.devices.receipt_line import Fake
from tests.devices.receipts import read
from tests.shell import call, refused

pytestmark = pytest.mark.usefixtures("qapp", "catalogues")


def slip(folder: Path, *arguments: object) -> Result:
    return call(folder, "slip", "weave-line", "--lang", "es", *arguments)


def page_mm(pdf: bytes) -> tuple[float, float]:
    found = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert found is not None
    return float(found[1]) / 72 * 25.4, float(found[2]) / 72 * 25.4


def test_a_slip_says_which_file_it_wrote(prepared: Path, tmp_path: Path) -> None:
    path = tmp_path / "slip.pdf"
    assert f"Written: {path}" in slip(prepared, "-o", path).output.splitlines()
    assert path.exists()


@pytest.mark.parametrize(
    ("paper", "width"), [("letter", 215.9), ("a4", 210), ("80", 80), ("58", 58), (None, 80)]
)
def test_a_pdf_is_as_wide_as_its_paper(
    prepared: Path, tmp_path: Path, paper: str | None, width: float
) -> None:
    path = tmp_path / "slip.pdf"
    chosen = ("--paper", paper) if paper else ()
    assert slip(prepared, "--printer", f"pdf:{path}", *chosen).exit_code == 0
    assert page_mm(path.read_bytes())[0] == pytest.approx(width, abs=0.4)


def test_a_file_is_written_whole_or_not_at_all(prepared: Path, tmp_path: Path) -> None:
    path, folder = tmp_path / "slip.pdf", tmp_path / "folder"
    folder.mkdir()
    assert slip(prepared, "-o", path).exit_code == 0
    first = path.read_bytes()
    assert slip(prepared, "-o", path).exit_code == 0
    assert path.read_bytes() == first
    assert path.stat().st_mode & 0o777 == 0o600
    refused(slip(prepared, "-o", folder), "folder cannot be written")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "slip.pdf"]


@pytest.mark.parametrize(("paper", "dots"), [("80", 576), ("58", 384)])
def test_a_receipt_is_as_wide_as_its_head(
    prepared: Path, tmp_path: Path, paper: str, dots: int
) -> None:
    path = tmp_path / "slip.bin"
    assert slip(prepared, "--printer", f"escpos:{path}", "--paper", paper).exit_code == 0
    out = read(path.read_bytes())
    assert out.width == dots
    assert out.cuts == [len(out.rows)]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((), ("-o FILE.pdf", "--printer")),
        (("-o", "a.pdf", "--printer", "pdf:b.pdf"), ("-o FILE.pdf", "--printer")),
        (("--printer", "laser"), ("cups:QUEUE", "escpos:FILE", "pdf:FILE")),
        (("--printer", "cups:"), ("cups:QUEUE",)),
        (("--printer", "cups:-h evil"), ("lpstat -e",)),
        (("--printer", "escpos:x", "--paper", "letter"), ("roll", "80 or 58")),
        (("a", "b", "c", "-o", "a.pdf"), ("unknown service 'a'",)),
        (("b", "c", "d", "-o", "a.pdf"), ("unknown service 'b'",)),
        (("line-211", "line-988", "line-911", "-o", "a.pdf"), ("up to 3 services", "4 were given")),
        (("--printer", "pdf:x", "--paper", "a3"), ("a3", "letter")),
    ],
)
def test_a_mistake_is_named(
    prepared: Path, arguments: tuple[str, ...], named: tuple[str, ...]
) -> None:
    refused(slip(prepared, *arguments), *named, code=2)


@pytest.mark.parametrize("place", ["escpos:no/such/folder/x", "pdf:."])
def test_a_place_that_takes_nothing_is_named(prepared: Path, place: str) -> None:
    refused(slip(prepared, "--printer", place), f"{place.partition(':')[2]} cannot be written")


@pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
def test_a_queue_prints_what_the_settings_say(prepared: Path, tmp_path: Path) -> None:
    with running() as cups:
        name = cups.queue("office", "keep")
        settings = tmp_path / "settings.toml"
        settings.write_text(
            f'[print]\nprinter = "cups:{name}"\npaper = "a4"\ncover = "food"\n'
            f'socket = "{cups.socket}"\n'
        )
        place = ("--settings", settings, "--printer", f"cups:{name}")
        assert slip(prepared, *place).exit_code == 0
        [pdf] = cups.printed()
        assert page_mm(pdf) == pytest.approx((210, 297), abs=0.4)
        cups.behave(name, "media-empty-error")
        refused(slip(prepared, *place), "The printer has no paper.", "Nothing comes out later.")
        assert cups.waiting() == ""
        refused(
            slip(prepared, "--settings", settings, "--printer", "cups:other"), "does not answer"
        )


def started(folder: Path, cups: PrivateCups, name: str) -> "subprocess.Popen[str]":
    """The command as a program of its own, once its job prints."""
    settings = folder / f"{name}.toml"
    settings.write_text(f'[print]\nsocket = "{cups.socket}"\n')
    # Whoever runs the tests may ignore a signal (nohup does); this program shall not.
    command = ["env", "--default-signal=INT,TERM,HUP", sys.executable]
    command += ["-m", "kiosk", "--data", folder, "--settings", settings]
    command += ["slip", "weave-line", "weave-line", "--printer", f"cups:{name}"]
    program = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    until = time.monotonic() + 60
    while "now printing" not in cups.run("lpstat", "-p", name).stdout:
        assert program.poll() is None, program.communicate()
        assert time.monotonic() < until
        time.sleep(0.05)
    return program


@pytest.mark.rotating(3)
@pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
@pytest.mark.parametrize("ended", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_command_that_is_ended_leaves_no_job(prepared: Path, ended: signal.Signals) -> None:
    with running() as cups:
        name = cups.queue("desk", "hangs")
        program = started(prepared, cups, name)
        program.send_signal(ended)
        said = program.communicate(timeout=30)[1]
        assert program.returncode == 1
        assert "It was cancelled. Nothing comes out later." in said
        assert cups.waiting() == ""
        cups.behave(name, "keep")
        time.sleep(1)
        assert cups.printed() == []


@pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
def test_what_may_still_come_out_is_not_promised_away(prepared: Path) -> None:
    with running() as cups:
        program = started(prepared, cups, cups.queue("desk", "hangs"))
        cups.kill()
        said = program.communicate(timeout=60)[1]
        assert program.returncode == 1
        assert "It may still come out later" in said
        assert "Nothing comes out later" not in said


def test_every_trouble_has_a_sentence() -> None:
    assert set(TROUBLES) == set(PrinterProblem)


# --- [print] ------------------------------------------------------------------------------------


def settings_of(folder: Path, text: str) -> PrintSettings:
    (folder / FILE_NAME).write_text(f"[print]\n{text}\n")
    return load_settings(folder / FILE_NAME).print


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("", Paper.ROLL_80),
        ('printer = "cups:Office_1"', Paper.LETTER),
        ('printer = "escpos:/dev/usb/lp0"', Paper.ROLL_80),
        ('printer = "escpos:/dev/ttyUSB0"\npaper = "58"\nbaud = 9600', Paper.ROLL_58),
        ('printer = "cups:Roll"\npaper = "80"', Paper.ROLL_80),
    ],
)
def test_a_printer_and_what_is_in_it(tmp_path: Path, text: str, holds: Paper) -> None:
    found = settings_of(tmp_path, text)
    assert found.holds is holds
    assert found.sink == (parse_print_target(found.printer) if found.printer else None)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('printer = "pdf:/srv/slips"', "a PDF file is none"),
        ('printer = "escpos:lp0"', "/dev/usb/lp0"),
        ('printer = "escpos:/dev/usb/lp0"\npaper = "a4"', "roll"),
        ('printer = "laser"', "cups:QUEUE"),
        ('printer = "cups:two words"', "letters, digits"),
        ("printer = 5", "text in quotes"),
        ('paper = "a3"', "letter, a4, 80, 58"),
        ('cover = "shelter"', "plain, clinic, food"),
        ('socket = "printers.example.org:631"', "no other machine"),
        ("baud = 1200", "9600"),
        ("baud = true", "9600"),
        ('colour = "red"', "unknown setting 'colour'"),
    ],
)
def test_a_mistake_in_the_settings_is_named(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(SettingsError, match=re.escape("[print]")) as caught:
        settings_of(tmp_path, text)
    assert named in str(caught.value)


def test_covers_and_speeds_are_those_there_are() -> None:
    for cover in Cover:
        assert PrintSettings(cover=cover.value).cover == cover
    for baud in BAUDS:
        assert PrintSettings(baud=baud).baud == baud


def test_a_roll_that_ends_on_a_mute_printer_may_still_print(
    prepared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipt, "STUCK_S", 1.5)
    fake = Fake(mute=True, takes=3000)
    try:
        result = slip(prepared, "--printer", f"escpos:{fake.path}", "--paper", "80")
    finally:
        fake.unplug()
    refused(result, "It may still come out later: the printer does not say")
    assert GONE not in result.output
