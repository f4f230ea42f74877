"""A queue that CUPS stopped comes back by itself, without what waited in it; others do not."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.devices.cups import BELIEVED_S, CupsQueue
from kiosk.devices.printers import Paper, PrinterProblem
from tests.devices.cupsd import MISSING, PrivateCups, running
from tests.devices.test_cups import SLIP, Clock, nothing_waits, printed, queue_of
from tests.devices.test_cups_traces import no_private_mounts

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


@pytest.fixture(scope="module")
def cups() -> Iterator[PrivateCups]:
    with running() as own:
        yield own


def stopped_by_its_printer(cups: PrivateCups, name: str, mode: str, clock: Clock) -> CupsQueue:
    queue = queue_of(cups, cups.queue(name, mode), clock=clock)
    assert queue.print(SLIP, threading.Event()) is not None
    assert "disabled" in cups.run("lpstat", "-p", name).stdout
    return queue


@pytest.mark.parametrize("mode", ["refuses", "says"])
def test_a_queue_that_its_printer_stopped_is_ready_again_after_two_minutes(
    cups: PrivateCups, mode: str
) -> None:
    clock, before = Clock(), printed(cups)
    queue = stopped_by_its_printer(cups, f"healed-{mode}", mode, clock)
    assert queue.state() is PrinterProblem.STOPPED
    cups.behave(f"healed-{mode}", "keep")
    clock.ahead = BELIEVED_S + 1
    assert queue.state() is None
    assert queue.state() is None
    nothing_waits(cups)
    assert printed(cups) == before
    assert queue.print(SLIP, threading.Event()) is None
    assert printed(cups) == before + 1


def test_what_was_queued_meanwhile_never_comes_out(cups: PrivateCups) -> None:
    clock, before = Clock(), printed(cups)
    queue = stopped_by_its_printer(cups, "filled", "refuses", clock)
    cups.behave("filled", "keep")
    cups.run("lp", "-d", "filled", "-t", "Other", str(Path(__file__)))
    assert "filled-" in cups.waiting()
    assert queue.state() is PrinterProblem.STOPPED
    clock.ahead = BELIEVED_S + 1
    assert queue.state() is None
    nothing_waits(cups)
    assert printed(cups) == before


def test_a_queue_that_cannot_be_emptied_stays_stopped(
    cups: PrivateCups, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    queue = stopped_by_its_printer(cups, "full", "refuses", clock)
    monkeypatch.setattr(CupsQueue, "purge", lambda _queue: False)
    clock.ahead = BELIEVED_S + 1
    queue.state()
    clock.ahead += BELIEVED_S + 1
    assert queue.state() is PrinterProblem.STOPPED
    assert "disabled" in cups.run("lpstat", "-p", "full").stdout


def test_a_kiosk_that_started_since_brings_it_back_as_well(cups: PrivateCups) -> None:
    stopped_by_its_printer(cups, "since", "refuses", Clock())
    clock = Clock()
    queue = CupsQueue("since", Paper.LETTER, str(cups.socket), clock=clock)
    assert queue.state() is PrinterProblem.STOPPED
    clock.ahead = BELIEVED_S + 1
    assert queue.state() is None


@pytest.mark.parametrize("how", [(), ("-r", "toner is ordered")], ids=["bare", "with a reason"])
def test_a_queue_that_a_person_stopped_stays_stopped(
    cups: PrivateCups, how: tuple[str, ...]
) -> None:
    clock, name = Clock(), f"by-hand-{len(how)}"
    queue = stopped_by_its_printer(cups, name, "refuses", clock)
    cups.run("cupsenable", name)
    assert queue.state() is None
    cups.run("cupsdisable", *how, name)
    for _ in range(3):
        assert queue.state() is PrinterProblem.STOPPED
        clock.ahead += BELIEVED_S + 1
    assert "disabled" in cups.run("lpstat", "-p", name).stdout


def test_a_restart_of_cups_brings_it_back_where_its_queues_are_kept_as_they_were() -> None:
    if reason := no_private_mounts():
        pytest.skip(reason)
    with running() as own:
        name = own.queue("anew", "keep")
        own.stop()
        own.in_memory = True
        own.start()
        own.behave(name, "refuses")
        queue = queue_of(own, name)
        assert queue.print(SLIP, threading.Event()) is not None
        assert queue.state() is PrinterProblem.STOPPED
        own.kill()
        own.start()
        assert queue_of(own, name).state() is None
        nothing_waits(own)
