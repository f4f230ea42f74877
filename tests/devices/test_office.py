"""A printer of an office, real filters before it: its faults are told, and it keeps no job."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from kiosk.devices.cups import CupsQueue
from kiosk.devices.printers import Paper, PrinterProblem
from tests.devices import cupsd
from tests.devices.cupsd import PrivateCups
from tests.devices.office import OfficePrinter, filtering, office

pytestmark = pytest.mark.nightly
PAGE = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R>> endobj
4 0 obj <</Length 19>> stream
72 700 200 20 re f
endstream endobj
trailer <</Root 1 0 R>>
"""


@pytest.fixture(scope="module")
def cups() -> Iterator[PrivateCups]:
    with filtering() as own:
        yield own


@pytest.fixture(scope="module")
def printer(cups: PrivateCups) -> Iterator[OfficePrinter]:
    del cups
    with office("image/urf") as made:
        yield made


def until(true: Callable[[], object], what: str) -> None:
    end = time.monotonic() + 15
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def cancels(printer: OfficePrinter) -> int:
    return printer.heard().count("operation-id=Cancel-Job")


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("media-empty", PrinterProblem.PAPER_OUT),
        ("media-needed", PrinterProblem.PAPER_OUT),
        ("input-tray-missing", PrinterProblem.PAPER_OUT),
        ("media-jam", PrinterProblem.JAM),
        ("cover-open", PrinterProblem.COVER_OPEN),
        ("paused", PrinterProblem.STOPPED),
        ("toner-empty", PrinterProblem.FAULT),
        ("marker-supply-empty", PrinterProblem.FAULT),
        ("toner-low", None),
        ("media-low", None),
    ],
)
def test_what_a_printer_says_is_told_and_it_keeps_nothing_for_later(
    cups: PrivateCups, printer: OfficePrinter, reason: str, told: PrinterProblem | None
) -> None:
    """A job that only CUPS forgets would come out when someone brings paper."""
    name = printer.queue(cups, f"office-{reason}")
    queue = CupsQueue(name, Paper.LETTER, str(cups.socket))
    before, got = cancels(printer), len(printer.got())
    printer.fault(reason)
    assert queue.print(PAGE, threading.Event()) is told
    assert len(printer.got()) == got + 1
    assert cups.waiting() == ""
    if told is not None:
        until(lambda: cancels(printer) == before + 1, "the printer still has the job")
    printer.mend()
    until(lambda: not cups.spooled(), "CUPS keeps a document")


@pytest.mark.parametrize("kept", [False, True], ids=["ours", "defaults"])
def test_a_visit_that_ends_takes_its_job_back_from_the_printer(
    printer: OfficePrinter,
    kept: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    with cupsd.running(kept=kept) as own:
        name, stop = printer.queue(own, "leaving"), threading.Event()
        before, got = cancels(printer), len(printer.got())
        printer.fault("spool-area-full")  # it takes the job and says nothing
        queue = CupsQueue(name, Paper.LETTER, str(own.socket))
        said: list[PrinterProblem | None] = []
        job = threading.Thread(target=lambda: said.append(queue.print(PAGE, stop)))
        job.start()
        until(lambda: len(printer.got()) > got, "it got no job")
        stop.set()
        job.join(20)
        assert said == [PrinterProblem.CANCELLED]
        until(lambda: cancels(printer) == before + 1, "the printer still has the job")
        assert own.waiting() == ""
        printer.mend()
        until(lambda: not own.spooled(), "CUPS keeps a document")


def test_a_printer_that_was_switched_off_is_absent(cups: PrivateCups) -> None:
    with office("application/pdf") as own:
        name = own.queue(cups, "switched-off")
    queue = CupsQueue(name, Paper.A4, str(cups.socket), stuck_s=3)
    assert queue.print(PAGE, threading.Event()) is PrinterProblem.ABSENT
    assert cups.waiting() == ""


def test_filters_leave_nothing_of_a_page(cups: PrivateCups, printer: OfficePrinter) -> None:
    """Neither after a page nor after one that was cancelled while it was drawn."""
    queue = CupsQueue(printer.queue(cups, "traces"), Paper.LETTER, str(cups.socket))
    for pause in (0.0, 0.2, 0.5, None):
        stop = threading.Event()
        timer = threading.Timer(pause or 0.0, stop.set)
        if pause is not None:
            timer.start()
        queue.print(PAGE, stop)
        timer.cancel()
        until(lambda: not cups.spooled(), "CUPS keeps a document")
        until(lambda: not cups.traces(b"%PDF-"), "a filter left a PDF")
        assert not cups.traces(b"UNIRAST")
        assert not cups.traces(b"RaS3")
