"""A made-up name on a slip: nothing of it stays in CUPS, and CUPS as it comes is caught."""

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable

import pytest

from kiosk.devices.cups import TITLE, CupsQueue
from kiosk.devices.printers import Paper, PrinterProblem
from kiosk.visit.paper import ASK_S, PaperDesk
from kiosk.visit.visit import new_visit
from tests.devices.cupsd import MISSING, PrivateCups, running

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
WORD = b"WZQXJK"
SLIP = b"%PDF-1.4 " + WORD + b" 916-555-0142"


def no_private_mounts() -> str:
    """Why a folder in memory cannot be had here, if it cannot."""
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        return "needs root and unshare"
    tried = subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"],  # noqa: S607
        capture_output=True,
        check=False,
    )
    return "" if tried.returncode == 0 else "this machine allows no private mounts"


def sent(
    cups: PrivateCups, mode: str, *, stop: threading.Event | None = None
) -> PrinterProblem | None:
    name = cups.queue(f"canary-{mode}", mode)
    queue = CupsQueue(name, Paper.LETTER, str(cups.socket), stuck_s=1.0)
    return queue.print(SLIP, stop or threading.Event())


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        ("keep", None),
        ("fails", PrinterProblem.FAILED),
        ("media-empty-error", PrinterProblem.PAPER_OUT),
    ],
)
@pytest.mark.parametrize("kept", [False, True], ids=["ours", "defaults"])
def test_after_a_job_no_file_of_cups_holds_the_word(
    mode: str,
    told: PrinterProblem | None,
    kept: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """Even where nobody gave CUPS our configuration, the kiosk drops what it printed."""
    with running(kept=kept) as cups:
        assert sent(cups, mode) is told
        assert cups.traces(WORD) == []
        assert cups.waiting() == ""
        cups.stop()
        assert cups.traces(WORD) == []


def test_our_configuration_keeps_no_title_either() -> None:
    with running() as cups:
        assert sent(cups, "keep") is None
        assert sent(cups, "fails") is PrinterProblem.FAILED
        cups.stop()
        assert cups.traces(f"({TITLE})".encode()) == []
        assert cups.traces(TITLE.encode() + b" ") == []


def test_the_defaults_of_cups_are_caught() -> None:
    """What another program prints stays for a day: the search finds it."""
    with running(kept=True) as cups:
        name = cups.queue("plain", "keep")
        cups.run("sh", "-c", f"echo {WORD.decode()} | lp -d {name} -t Page-WZQXJK -")
        wait_until(lambda: len(cups.printed()) == 1)
        cups.stop()
        found = cups.traces(WORD)
        assert "spool/d00001-001" in found
        assert len(found) > 1, found


def test_a_killed_scheduler_leaves_nothing_where_its_spool_is_memory() -> None:
    if reason := no_private_mounts():
        pytest.skip(reason)
    with running(in_memory=True) as cups:
        killed_while_it_prints(cups)
        assert cups.traces(WORD) == []


def written_by_a_slip(cups: PrivateCups, mode: str) -> set[str]:
    """What is other on the disk after a slip than before it, also once CUPS has ended."""
    cups.stop()
    before = cups.on_disk()
    assert b"<Printer desk>" in before["etc/printers.conf"][1]
    cups.start()
    cups.behave("desk", mode)
    queue = CupsQueue("desk", Paper.ROLL_80, str(cups.socket), stuck_s=1.0)
    outcome = queue.print(SLIP, threading.Event())
    assert (outcome is None) == (mode == "keep")
    time.sleep(1)
    after = cups.on_disk()
    cups.stop()
    ended = cups.on_disk()
    names = before.keys() | after.keys() | ended.keys()
    return {name for name in names if not before.get(name) == after.get(name) == ended.get(name)}


@pytest.mark.parametrize("mode", ["keep", "refuses", "fails", "media-empty-error"])
def test_when_a_slip_was_printed_is_on_no_disk(mode: str) -> None:
    if reason := no_private_mounts():
        pytest.skip(reason)
    with running() as cups:
        cups.queue("desk", "keep")
        cups.in_memory = True
        assert written_by_a_slip(cups, mode) == set()


@pytest.mark.parametrize("mode", ["keep", "refuses"])
def test_cups_whose_queues_are_on_a_disk_is_caught(mode: str) -> None:
    with running() as cups:
        cups.queue("desk", "keep")
        assert "etc/printers.conf" in written_by_a_slip(cups, mode)


def test_memory_for_the_spool_alone_is_caught() -> None:
    if reason := no_private_mounts():
        pytest.skip(reason)
    with running() as cups:
        cups.queue("desk", "keep")
        cups.in_memory = True
        lines = cups.drop_in.splitlines()
        cups.drop_in = "\n".join(line for line in lines if "/etc/cups" not in line)
        assert "etc/printers.conf" in written_by_a_slip(cups, "keep")


def test_a_killed_scheduler_whose_spool_is_a_disk_is_caught() -> None:
    with running() as cups:
        killed_while_it_prints(cups)
        assert cups.traces(WORD) != []


def test_the_kiosk_purges_at_its_next_start_what_a_kill_left() -> None:
    """On a disk as well: the scheduler comes back with the job, the kiosk drops it at once."""
    with running(more="DirtyCleanInterval 0") as cups:
        name = killed_while_it_prints(cups)
        cups.start()
        assert f"{name}-1" in cups.waiting()
        assert CupsQueue(name, Paper.LETTER, str(cups.socket)).purge()
        assert cups.waiting() == ""
        cups.behave(name, "keep")
        time.sleep(1)
        assert cups.printed() == []


def test_a_queue_replaced_while_cups_was_mute_is_purged_before_anything_is_offered() -> None:
    with running() as cups:
        old, new = cups.queue("old", "hangs"), cups.queue("new", "keep")
        cups.run("lp", "-d", old, "-t", "Page", __file__)
        first, second = (CupsQueue(one, Paper.LETTER, str(cups.socket)) for one in (old, new))
        now = [ASK_S]
        desk = PaperDesk(first, lambda work, done: done(work()), clock=lambda: now[0])
        assert cups.process is not None
        cups.process.send_signal(signal.SIGSTOP)
        try:
            desk.follow(new_visit("en"))
            desk.use(second, lambda work, done: done(work()))
            assert not desk.state.ready
        finally:
            cups.process.send_signal(signal.SIGCONT)
        cups.behave(old, "keep")
        now[0] += ASK_S
        desk.follow(new_visit("en"))
        assert desk.state.ready
        assert cups.waiting() == ""
        time.sleep(0.5)
        assert cups.printed() == []


def killed_while_it_prints(cups: PrivateCups) -> str:
    name = cups.queue("killed", "hangs")
    stop = threading.Event()
    queue = CupsQueue(name, Paper.LETTER, str(cups.socket))
    job = threading.Thread(target=queue.print, args=(SLIP, stop))
    job.start()
    wait_until(lambda: "killed-1" in cups.waiting())
    cups.kill()
    stop.set()
    job.join(20)
    assert not job.is_alive()
    return name


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)
