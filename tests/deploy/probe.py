"""What a process of a unit may do that it must not: run inside that unit, one answer for each.

``python probe.py NAME`` writes ``/results/probes/NAME``: for each action whether it was allowed.
"""

import ctypes
import json
import mmap
import os
import resource
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
TIB = 1 << 40


def _write(path: str) -> None:
    with open(path, "ab") as file:  # noqa: PTH123 - as plain as can be
        file.write(b"x")


def _open(path: str) -> None:
    os.close(os.open(path, os.O_RDONLY))


def _call(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), "refused")


def _internet() -> None:
    socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()


def _raw_packets() -> None:
    socket.socket(socket.AF_PACKET, socket.SOCK_RAW).close()


def _bus() -> None:
    with socket.socket(socket.AF_UNIX) as line:
        line.connect("/run/dbus/system_bus_socket")


def _namespace(kind: int) -> Callable[[], None]:
    return lambda: _call(LIBC.unshare(kind))


def _setuid() -> None:
    path = Path("probe-setuid")
    path.touch()
    try:
        path.chmod(0o4755)
    finally:
        path.unlink()


def _huge_file() -> None:
    path = Path("probe-huge")
    try:
        with path.open("wb") as file:
            os.ftruncate(file.fileno(), TIB)
    finally:
        path.unlink()


def _new_code() -> None:
    everything = mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC
    mmap.mmap(-1, 4096, prot=everything).close()


def _program_of_data() -> None:
    path = Path(tempfile.gettempdir(), f"probe-program-{os.getpid()}")
    path.write_text("#!/bin/sh\nexit 0\n", "ascii")
    path.chmod(0o755)
    try:
        number = os.posix_spawn(path.absolute(), ["probe"], {})
        if os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) != 0:
            raise OSError("it did not run")
    finally:
        path.unlink()


def _core() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (1 << 20, 1 << 20))


def _clock() -> None:
    time.clock_settime(time.CLOCK_REALTIME, time.time())


def _real_time() -> None:
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))


def _others() -> None:
    """Whether any process but one's own is seen."""
    if Path("/proc/1/environ").read_bytes() == b"":
        raise OSError("nothing")


ACTIONS: dict[str, Callable[[], None]] = {
    "write to /etc": lambda: _write("/etc/probe"),
    "write to /usr": lambda: _write("/usr/probe"),
    "write to the program": lambda: _write("/opt/resource-kiosk/probe"),
    "write to /srv": lambda: _write("/srv/probe"),
    "internet socket": _internet,
    "raw packets": _raw_packets,
    "bus of the system": _bus,
    "mount": lambda: _call(LIBC.mount(b"none", b"/tmp", b"tmpfs", 0, None)),
    "user namespace": _namespace(CLONE_NEWUSER),
    "network namespace": _namespace(CLONE_NEWNET),
    "signal to PID 1": lambda: os.kill(1, signal.SIGCONT),
    "environment of PID 1": _others,
    "setuid bit": _setuid,
    "set the clock": _clock,
    "restart the machine": lambda: _call(LIBC.reboot(0x89ABCDEF)),
    "memory of the machine": lambda: _open("/dev/mem"),
    "log of the kernel": lambda: _open("/dev/kmsg"),
    "file of 1 TiB": _huge_file,
    "memory that is written and run": _new_code,
    "program from a temporary file": _program_of_data,
    "picture of memory": _core,
    "real-time priority": _real_time,
    "name of the machine": lambda: socket.sethostname("probe"),
}


def allowed(action: Callable[[], None]) -> bool:
    """Whether the machine let it happen."""
    try:
        action()
    except (OSError, ValueError):
        return False
    return True


if __name__ == "__main__":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    os.chdir("/var/lib/resource-kiosk")
    found = {name: allowed(action) for name, action in ACTIONS.items()}
    Path("/results/probes", sys.argv[1]).write_text(json.dumps(found), "utf-8")
