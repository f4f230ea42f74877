"""Receipt printers: the dots that come out are those that were given, and each failure is told."""

import itertools
import os
import threading
import time
import tty
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.devices import receipt as module
from kiosk.devices.escpos_raster import BAND, Dots, encode
from kiosk.devices.printers import PrinterProblem
from kiosk.devices.receipt import ReceiptDevice, is_status
from tests.devices.receipt_line import CALM, EMPTY, END, ERROR, NEAR_END, OPEN, Fake, picture
from tests.devices.receipts import read

PATIENCE_S = 60.0
"""How long a test waits for what comes in a moment: a busy machine takes its time."""


@pytest.mark.parametrize("width", [384, 576])
@pytest.mark.parametrize("height", [1, BAND - 1, BAND, BAND + 1, 1199])
def test_the_dots_that_come_out_are_those_that_were_given(width: int, height: int) -> None:
    dots = picture(width, height)
    out = read(encode(dots))
    assert (out.width, b"".join(out.rows)) == (width, dots.rows)
    assert out.cuts == [height]
    assert max(out.bands) <= BAND


@pytest.mark.parametrize(("width", "rows"), [(380, b"1" * 48), (384, b""), (384, b"1" * 47)])
def test_what_is_no_picture_is_refused(width: int, rows: bytes) -> None:
    with pytest.raises(ValueError, match="no rows"):
        Dots(width, rows)


def test_the_library_of_others_makes_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESCPOS_CAPABILITIES_PICKLE_DIR", str(tmp_path))
    image_module = pytest.importorskip("PIL.Image")
    dummy = pytest.importorskip("escpos.printer").Dummy(profile="default")
    dots = picture(576, 100)
    turned = bytes(255 - byte for byte in dots.rows)
    dummy.image(image_module.frombytes("1", (576, 100), turned), fragment_height=BAND)
    assert dummy.output == encode(dots)[2:-4]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STUCK_S", 1.5)


@pytest.fixture
def _patient(monkeypatch: pytest.MonkeyPatch, _impatient: None) -> None:
    """Whatever ends a job sooner is not that it is stuck, however busy the machine."""
    monkeypatch.setattr(module, "STUCK_S", PATIENCE_S)


def test_a_printer_that_answers_gets_the_whole_slip_and_is_waited_for(plug: type[Fake]) -> None:
    fake, dots = plug(), picture(576, 1100)
    device = ReceiptDevice(fake.path)
    assert device.state() is None
    assert device.print(encode(dots), threading.Event()) is None
    assert b"".join(fake.got.rows) == dots.rows
    assert fake.got.asked[-1] == b"\x1dr\x01"


def test_a_mute_printer_is_ready_while_it_is_there(plug: type[Fake]) -> None:
    fake, dots = plug(mute=True), picture(384, 300)
    device = ReceiptDevice(fake.path)
    assert device.state() is None
    assert device.print(encode(dots), threading.Event()) is None
    until = time.monotonic() + PATIENCE_S
    while b"".join(fake.got.rows) != dots.rows:
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("offline", "sensor", "told"),
    [
        (OPEN, CALM, PrinterProblem.COVER_OPEN),
        (EMPTY, END, PrinterProblem.PAPER_OUT),
        (CALM, END, PrinterProblem.PAPER_OUT),
        (ERROR, CALM, PrinterProblem.FAULT),
        (CALM, NEAR_END, None),
    ],
)
def test_what_the_sensors_say_is_told(
    plug: type[Fake], offline: int, sensor: int, told: PrinterProblem | None
) -> None:
    fake = plug(offline=offline, sensor=sensor)
    assert ReceiptDevice(fake.path).state() is told
    if told is not None:
        assert ReceiptDevice(fake.path).print(encode(picture()), threading.Event()) is told
        assert fake.got.rows == []


def test_paper_that_ends_in_the_middle_is_told_and_the_rest_forgotten(plug: type[Fake]) -> None:
    fake = plug(paper_ends_at=2000)
    told = ReceiptDevice(fake.path).print(encode(picture(576, 1100)), threading.Event())
    assert told is PrinterProblem.PAPER_OUT
    until = time.monotonic() + PATIENCE_S
    while fake.got.rows and time.monotonic() < until:
        time.sleep(0.01)
    assert fake.got.rows == []


def test_a_printer_that_takes_no_more_is_stuck(plug: type[Fake]) -> None:
    fake = plug(takes=3000)
    told = ReceiptDevice(fake.path).print(encode(picture(576, 1199)), threading.Event())
    assert told is PrinterProblem.STUCK


def test_a_line_that_is_too_slow_for_a_slip_is_given_up(plug: type[Fake]) -> None:
    """It takes each piece, but all of them would take longer than anyone waits."""
    fake, clock = plug(mute=True), itertools.count(0, 5)
    told = ReceiptDevice(fake.path, clock=lambda: next(clock)).print(
        encode(picture(576, 1199)), threading.Event()
    )
    assert told is PrinterProblem.STUCK


@pytest.mark.usefixtures("_patient")
def test_stopping_ends_the_job_at_once(plug: type[Fake]) -> None:
    fake, stop = plug(takes=3000), threading.Event()
    timer = threading.Timer(0.3, stop.set)
    timer.start()
    told = ReceiptDevice(fake.path).print(encode(picture(576, 1199)), stop)
    assert told is PrinterProblem.CANCELLED
    timer.join()


@pytest.mark.usefixtures("_patient")
def test_a_printer_unplugged_in_the_middle_is_told_at_once(plug: type[Fake]) -> None:
    fake = plug(takes=3000)
    timer = threading.Timer(0.4, fake.unplug)
    timer.start()
    told = ReceiptDevice(fake.path).print(encode(picture(576, 1199)), threading.Event())
    assert told is PrinterProblem.ABSENT
    timer.join()


def test_no_device_a_plain_file_and_a_folder_are_no_printers(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "nothing", tmp_path / "file", tmp_path):
        assert ReceiptDevice(path).state() is PrinterProblem.ABSENT
        assert ReceiptDevice(path).print(b"x", threading.Event()) is PrinterProblem.ABSENT
    assert (tmp_path / "file").read_bytes() == b""


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/full"])
def test_a_device_that_never_stops_talking_is_not_ready(name: str) -> None:
    assert ReceiptDevice(Path(name)).state() is PrinterProblem.FAULT
    assert (
        ReceiptDevice(Path(name)).print(encode(picture()), threading.Event())
        is PrinterProblem.FAULT
    )


@pytest.mark.parametrize("from_the_start", [True, False])
def test_a_line_that_floods_is_not_ready_and_its_job_ends(
    plug: type[Fake],
    from_the_start: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """It begins before it is asked, or in the middle of a slip."""
    fake, over = plug(takes=3000), threading.Event()
    tty.setraw(fake.device)  # as a line that is read: else its driver waits for an end of line
    noise = b"\x00" * 512

    def flood() -> None:
        os.set_blocking(fake.host, False)
        while not over.is_set():
            if not from_the_start and fake.count < fake.takes:
                time.sleep(0.01)
                continue
            with suppress(BlockingIOError):
                os.write(fake.host, noise)

    thread = threading.Thread(target=flood)
    thread.start()
    try:
        if from_the_start:
            time.sleep(0.1)
            assert ReceiptDevice(fake.path).state() is PrinterProblem.FAULT
        told = ReceiptDevice(fake.path).print(encode(picture(576, 1199)), threading.Event())
        assert told in (
            {PrinterProblem.FAULT}
            if from_the_start
            else {PrinterProblem.FAULT, PrinterProblem.STUCK}
        )
    finally:
        over.set()
        thread.join()


@pytest.mark.parametrize(
    ("byte", "true"), [(CALM, True), (END, True), (0x00, False), (0x0F, False)]
)
def test_an_answer_about_the_roll_is_no_status(byte: int, true: bool) -> None:  # noqa: FBT001
    assert is_status(byte) is true
