"""A real scheduler, printers that misbehave: all failures are told, nothing is left to print."""

import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.devices.cups import BELIEVED_S, LONGEST_S, PURGE_S, WARMING_S, CupsQueue
from kiosk.devices.printers import Paper, PrinterProblem
from tests.devices.cupsd import MISSING, PrivateCups, running

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
SLIP = b"%PDF-1.4 WZQXJK Paper Boat 916-555-0142"
WORD = b"WZQXJK"


@pytest.fixture(scope="module")
def cups() -> Iterator[PrivateCups]:
    with running() as own:
        yield own


class Clock:
    """Time that goes on by itself and can be put forward."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


def queue_of(cups: PrivateCups, name: str, **how: object) -> CupsQueue:
    return CupsQueue(name, Paper.LETTER, str(cups.socket), **how)  # type: ignore[arg-type]


def nothing_waits(cups: PrivateCups) -> None:
    assert cups.waiting() == ""
    until = time.monotonic() + 60
    while cups.spooled() and time.monotonic() < until:
        time.sleep(0.05)
    assert cups.spooled() == []


def printed(cups: PrivateCups) -> int:
    return len(cups.printed())


def test_what_is_printed_is_what_was_given(cups: PrivateCups) -> None:
    queue = queue_of(cups, cups.queue("good", "keep"))
    before = printed(cups)
    assert queue.state() is None
    assert queue.print(SLIP, threading.Event()) is None
    assert printed(cups) == before + 1
    assert SLIP in cups.printed()
    nothing_waits(cups)


@pytest.mark.rotating(3)
@pytest.mark.parametrize(
    ("mode", "told"),
    [
        ("media-empty-error", PrinterProblem.PAPER_OUT),
        ("media-empty-warning", PrinterProblem.PAPER_OUT),
        ("media-jam-error", PrinterProblem.JAM),
        ("cover-open-report", PrinterProblem.COVER_OPEN),
        ("offline-report", PrinterProblem.ABSENT),
        ("fails", PrinterProblem.FAILED),
    ],
)
def test_a_printer_that_cannot_is_told_at_once_and_its_job_cancelled(
    cups: PrivateCups, mode: str, told: PrinterProblem
) -> None:
    name = cups.queue(f"bad-{mode}", mode)
    queue, before = queue_of(cups, name), printed(cups)
    assert queue.print(SLIP, threading.Event()) is told
    nothing_waits(cups)
    cups.behave(name, "keep")
    time.sleep(0.5)
    assert printed(cups) == before


@pytest.mark.parametrize(
    ("mode", "told"), [("gone", PrinterProblem.ABSENT), ("held", PrinterProblem.STUCK)]
)
def test_a_job_that_does_not_print_in_time_is_cancelled(
    cups: PrivateCups, mode: str, told: PrinterProblem
) -> None:
    name = cups.queue(f"late-{mode}", "gone" if mode == "gone" else "keep")
    before = printed(cups)
    if mode == "held":  # another program's job is in front for ever
        cups.behave(name, "hangs")
        cups.run("lp", "-d", name, "-t", "Other", str(Path(__file__)))
    queue = queue_of(cups, name, stuck_s=1.5)
    assert queue.print(SLIP, threading.Event()) is told
    nothing_waits(cups)
    assert printed(cups) == before


@pytest.mark.parametrize(("mode", "longest"), [("hangs", LONGEST_S), ("warms", WARMING_S)])
def test_a_printer_that_hangs_while_it_prints_leaves_nothing_after_half_a_minute(
    cups: PrivateCups, mode: str, longest: float
) -> None:
    """Only one that says that it gets ready is given more."""
    assert LONGEST_S + PURGE_S <= 30
    name, clock, told = cups.queue(f"printing-{mode}", mode), Clock(), list[PrinterProblem | None]()
    queue = queue_of(cups, name, clock=clock)
    job = threading.Thread(target=lambda: told.append(queue.print(SLIP, threading.Event())))
    job.start()
    until = time.monotonic() + 60
    while "now printing" not in cups.run("lpstat", "-p", name).stdout:
        assert time.monotonic() < until
        time.sleep(0.05)
    time.sleep(1)
    clock.ahead = longest - 8
    time.sleep(1.2)
    assert (told, name in cups.waiting()) == ([], True)
    clock.ahead = longest
    job.join(PURGE_S)
    assert told == [PrinterProblem.STUCK]
    nothing_waits(cups)


def test_an_empty_tray_is_believed_for_two_minutes_only(cups: PrivateCups) -> None:
    name, clock = cups.queue("refilled", "media-empty-error"), Clock()
    queue = queue_of(cups, name, clock=clock)
    assert queue.print(SLIP, threading.Event()) is PrinterProblem.PAPER_OUT
    assert queue.state() is PrinterProblem.PAPER_OUT
    cups.behave(name, "keep")
    clock.ahead = BELIEVED_S + 1
    assert queue.state() is None
    assert queue.print(SLIP, threading.Event()) is None
    assert queue.state() is None
    assert queue._read_state() is not None
    nothing_waits(cups)


def test_a_tray_that_is_still_empty_is_told_again(cups: PrivateCups) -> None:
    clock = Clock()
    queue = queue_of(cups, cups.queue("empty", "media-empty-error"), clock=clock)
    assert queue.print(SLIP, threading.Event()) is PrinterProblem.PAPER_OUT
    clock.ahead = BELIEVED_S + 1
    assert queue.print(SLIP, threading.Event()) is PrinterProblem.PAPER_OUT
    assert queue.state() is PrinterProblem.PAPER_OUT
    nothing_waits(cups)


@pytest.mark.parametrize("stopped", ["cupsdisable", "cupsreject"])
def test_a_stopped_queue_is_not_ready_and_takes_no_job(cups: PrivateCups, stopped: str) -> None:
    name = cups.queue(f"off-{stopped}", "keep")
    cups.run(stopped, name)
    clock = Clock()
    queue = queue_of(cups, name, clock=clock)
    assert queue.state() is PrinterProblem.STOPPED
    clock.ahead = BELIEVED_S + 1
    assert queue.state() is PrinterProblem.STOPPED
    assert queue.print(SLIP, threading.Event()) is PrinterProblem.STOPPED
    nothing_waits(cups)


def test_a_queue_that_is_not_there_is_absent(cups: PrivateCups) -> None:
    queue = queue_of(cups, "nowhere")
    assert queue.state() is PrinterProblem.ABSENT
    assert queue.print(SLIP, threading.Event()) is PrinterProblem.ABSENT
    assert queue.purge(), "CUPS answers: what is not there holds nothing"


def test_no_scheduler_and_no_commands_are_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = CupsQueue("any", Paper.LETTER, str(tmp_path / "nowhere"))
    assert queue.state() is PrinterProblem.ABSENT
    assert queue.print(SLIP, threading.Event()) is PrinterProblem.ABSENT
    monkeypatch.setattr("kiosk.devices.cups._PATH", str(tmp_path))
    bare = CupsQueue("any", Paper.LETTER, str(tmp_path / "nowhere"))
    assert bare.print(SLIP, threading.Event()) is PrinterProblem.ABSENT
    assert not bare.purge()


def test_a_machine_so_busy_that_sending_takes_a_second_prints_all_of_it(
    cups: PrivateCups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "lp"
    slow.write_text('#!/bin/sh\nsleep 1\nexec /usr/bin/lp "$@"\n')
    slow.chmod(0o755)
    monkeypatch.setattr("kiosk.devices.cups._PATH", f"{tmp_path}:/usr/bin:/bin:/usr/sbin")
    document = SLIP + b"busy" * 100_000
    assert queue_of(cups, cups.queue("busy", "keep")).print(document, threading.Event()) is None
    assert document in cups.printed()


def test_stopping_cancels_a_job_that_prints(cups: PrivateCups) -> None:
    name, before = cups.queue("slow", "slow"), printed(cups)
    queue, stop = queue_of(cups, name), threading.Event()
    timer = threading.Timer(0.7, stop.set)
    timer.start()
    assert queue.print(SLIP, stop) is PrinterProblem.CANCELLED
    timer.join()
    nothing_waits(cups)
    time.sleep(2)
    assert printed(cups) == before


def test_a_job_whose_visit_ended_before_its_turn_is_never_sent() -> None:
    with running() as own:
        name, stop = own.queue("late", "keep"), threading.Event()
        stop.set()
        assert queue_of(own, name).print(SLIP, stop) is PrinterProblem.CANCELLED
        first = own.run("lp", "-d", name, "-t", "Other", str(Path(__file__)))
        assert "request id is late-1 " in first.stdout


def test_what_waits_from_before_is_purged_and_other_queues_are_left_alone(
    cups: PrivateCups,
) -> None:
    own, other = cups.queue("own", "hangs"), cups.queue("other", "hangs")
    for name in (own, own, other):
        cups.run("lp", "-d", name, "-t", "Page", str(Path(__file__)))
    assert queue_of(cups, own).purge()
    assert re.findall(r"^\S+(?=-\d+ )", cups.waiting(), re.MULTILINE) == [other]
    assert queue_of(cups, other).purge()
    nothing_waits(cups)


@pytest.mark.parametrize("kept", [False, True], ids=["ours", "defaults"])
def test_a_job_is_taken_back_from_its_printer_before_cups_forgets_it(
    kept: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """A printer that keeps it would print it to whoever comes when there is paper again."""
    with running(kept=kept) as own:
        name, stop = own.queue("polite", "polite"), threading.Event()
        timer = threading.Timer(0.7, stop.set)
        timer.start()
        assert queue_of(own, name).print(SLIP, stop) is PrinterProblem.CANCELLED
        timer.join()
        back, until = own.root / "modes" / "back", time.monotonic() + 60
        while not back.exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert back.read_text() == "1\n"
        nothing_waits(own)


def test_a_scheduler_that_goes_away_in_the_middle_is_told() -> None:
    with running() as own:
        queue = queue_of(own, own.queue("slow", "hangs"))
        timer = threading.Timer(1, own.kill)
        timer.start()
        assert queue.print(SLIP, threading.Event()) is PrinterProblem.ABSENT
        timer.join()


def test_the_document_is_in_no_argument_no_environment_and_no_file_of_ours(
    cups: PrivateCups, tmp_path: Path
) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    name = cups.queue("traced", "keep")
    code = (
        "import threading; from kiosk.devices.cups import CupsQueue; from kiosk.devices.printers"
        f" import Paper; q = CupsQueue({name!r}, Paper.LETTER, {str(cups.socket)!r});"
        " print(q.print(b'%PDF ' + bytes(87) + b'WZ' + b'QXJK', threading.Event()))"
    )
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-v", "-s", "4000", "-o", str(trace)]
    command += ["-e", "trace=execve,openat,creat,socket,connect"]
    command += [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "None"
    calls = trace.read_text(errors="replace")
    assert "execve" in calls
    assert '"lp"' in calls
    lines = [line for line in calls.splitlines() if "-c" not in line or "execve" not in line]
    assert not [line for line in lines if "WZQXJK" in line]
    writes = [
        line
        for line in lines
        if re.search(r"O_WRONLY|O_RDWR|O_CREAT|creat\(", line)
        and not re.search(r"/dev/(null|tty)|\.pyc|= -1", line)
    ]
    assert writes == []
    assert not re.search(r"socket\(AF_INET6?", calls)


def test_only_the_socket_file_is_asked(cups: PrivateCups) -> None:
    """A scheduler on a port of this machine is no scheduler for us."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        queue = queue_of(cups, cups.queue("local", "keep"))
        assert queue.state() is None
        with pytest.raises(TimeoutError):
            server.accept()
