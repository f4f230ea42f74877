"""What a receipt printer may still hold of a slip that failed: told as it is, and tried again."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.devices import receipt as module
from kiosk.devices.escpos_raster import encode
from kiosk.devices.printers import PrinterProblem
from kiosk.devices.receipt import ReceiptDevice
from kiosk.visit.paper import Job, PaperDesk
from kiosk.visit.visit import new_visit
from tests.devices.receipt_line import Fake, picture
from tests.touches import after_touch

LONG = encode(picture(576, 1199))
TAKES = 3000
"""What a printer takes before its memory is full."""


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STUCK_S", 1.5)


def failed(device: ReceiptDevice, *, why: PrinterProblem) -> None:
    assert device.print(LONG, threading.Event()) is why


def cleared(device: ReceiptDevice) -> bool:
    """Try as often as a kiosk would: a busy machine may be too late with an answer."""
    return any(device.purge() for _ in range(20))


def test_what_a_program_before_left_is_cleared_before_anything_is_printed(
    plug: type[Fake],
) -> None:
    fake = plug(stuck=True)
    fake.got.feed(LONG[:TAKES])
    device = ReceiptDevice(fake.path)
    assert device.purge()
    assert (fake.got.rows, fake.got.unread, fake.cleared) == ([], b"", 1)
    assert device.print(encode(picture()), threading.Event()) is None
    assert device.purge()
    assert fake.cleared == 1


def test_nothing_vouches_for_a_printer_that_is_not_there_or_does_not_answer(
    plug: type[Fake], tmp_path: Path
) -> None:
    device = ReceiptDevice(tmp_path / "lp0")
    assert not device.purge()
    assert not ReceiptDevice(plug(mute=True).path).purge()
    (tmp_path / "lp0").symlink_to(plug().path)
    assert device.purge(), "it was plugged in"


class Looks(threading.Event):
    """Is set when it was looked at so many times."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left

    def is_set(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.mark.parametrize(("looks", "cuts"), [(0, [100]), (3, [0, 100])])
def test_a_slip_that_is_cancelled_halfway_is_cut_off_from_the_next(
    plug: type[Fake], looks: int, cuts: list[int]
) -> None:
    fake = plug()
    device = ReceiptDevice(fake.path)
    assert device.print(LONG, Looks(looks)) is PrinterProblem.CANCELLED
    assert device.print(encode(picture()), threading.Event()) is None
    assert fake.got.cuts == cuts


def test_a_slip_that_was_stuck_is_cut_off_when_it_could_be_cleared(plug: type[Fake]) -> None:
    fake = plug(takes=TAKES)
    device = ReceiptDevice(fake.path)
    failed(device, why=PrinterProblem.STUCK)
    fake.takes = 1 << 30
    assert cleared(device)
    assert device.print(encode(picture()), threading.Event()) is None
    assert fake.got.cuts == [0, 100]


def test_a_mute_printer_that_takes_no_more_may_print_the_rest_later(plug: type[Fake]) -> None:
    """Its roll ended, nothing says so, and its memory waits for paper."""
    fake = plug(mute=True, takes=TAKES)
    device = ReceiptDevice(fake.path)
    failed(device, why=PrinterProblem.STUCK)
    assert not device.purge()
    fake.takes = 1 << 30
    assert not device.purge(), "a mute printer tells of no memory"
    assert device.print(encode(picture()), threading.Event()) is None
    assert device.purge()


@pytest.mark.parametrize("slow_s", [0, 0.02])
def test_a_printer_that_takes_nothing_is_cleared_when_it_takes_again(
    plug: type[Fake], slow_s: float
) -> None:
    """A slow one answers all it was asked meanwhile, before it is told to clear."""
    fake = plug(takes=TAKES, slow_s=slow_s)
    device = ReceiptDevice(fake.path)
    failed(device, why=PrinterProblem.STUCK)
    assert not device.purge()
    assert device.state() is None
    fake.takes = 1 << 30
    assert cleared(device)
    assert fake.cleared
    assert fake.got.rows == []
    assert device.purge()


def test_paper_that_ends_is_cleared_at_once_where_the_printer_answers(plug: type[Fake]) -> None:
    fake = plug(paper_ends_at=2000)
    device = ReceiptDevice(fake.path)
    failed(device, why=PrinterProblem.PAPER_OUT)
    assert fake.cleared == 1
    assert device.purge()
    assert fake.cleared == 1


def test_a_printer_unplugged_in_the_middle_may_hold_the_rest(plug: type[Fake]) -> None:
    fake = plug(takes=TAKES)
    device = ReceiptDevice(fake.path)
    timer = threading.Timer(0.4, fake.unplug)
    timer.start()
    failed(device, why=PrinterProblem.ABSENT)
    timer.join()
    assert not device.purge()


@pytest.mark.parametrize("mute", [True, False])
def test_a_job_that_wrote_nothing_leaves_nothing(
    plug: type[Fake],
    mute: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    device, stop = ReceiptDevice(plug(mute=mute).path), threading.Event()
    stop.set()
    assert device.print(LONG, stop) is PrinterProblem.CANCELLED
    assert device.purge()


def test_what_an_earlier_job_left_is_not_forgotten_by_one_that_wrote_nothing(
    plug: type[Fake],
) -> None:
    device, stop = ReceiptDevice(plug(mute=True, takes=TAKES).path), threading.Event()
    failed(device, why=PrinterProblem.STUCK)
    stop.set()
    assert device.print(LONG, stop) is PrinterProblem.CANCELLED
    assert not device.purge()


@pytest.mark.parametrize(("mute", "takes"), [(True, TAKES), (False, TAKES)])
def test_the_page_does_not_promise_what_is_not_known(
    plug: type[Fake],
    mute: bool,  # noqa: FBT001 - a parameter of the test
    takes: int,
) -> None:
    def run(work: Callable[[], object], heard: Callable[[object], None]) -> None:
        heard(work())

    fake = plug(mute=mute, takes=takes)
    desk = PaperDesk(ReceiptDevice(fake.path), run)
    visit = after_touch(new_visit("en"), "language:en")
    for act in ("service:a", "print:a"):
        visit = after_touch(visit, act)
    desk.follow(visit)
    desk.print(lambda: LONG)
    assert (desk.state.job, desk.state.why) == (Job.FAILED, PrinterProblem.STUCK)
    assert not desk.state.gone
