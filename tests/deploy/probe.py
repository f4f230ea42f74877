"""What a process of a unit may do that it must not: run inside that unit, one answer for each.

``python probe.py NAME`` writes ``/results/probes/NAME``: for each action whether it was allowed.
"""

import ctypes
import errno
import json
import mmap
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

DATA = "/var/lib/resource-kiosk"
LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
NO_COMMAND = 0xDEADBEEF
SCREENS = "/run/resource-kiosk"
"""The screen's own folder in memory."""
FOLDERS = ("/tmp", "/var/tmp", "/dev/shm", SCREENS, DATA)  # noqa: S108
"""Where a unit can write."""
TIB = 1 << 40


def _write(path: str) -> None:
    with open(path, "ab") as file:  # noqa: PTH123 - as plain as can be
        file.write(b"x")


def _open(path: str) -> None:
    os.close(os.open(path, os.O_RDONLY))


def _memory() -> None:
    """Who may open it is told, by some kernels, that they have none."""
    try:
        _open("/dev/mem")
    except OSError as error:
        if error.errno != errno.ENXIO:
            raise


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


def _program_in(folder: str) -> Callable[[], None]:
    def run() -> None:
        Path(folder).mkdir(exist_ok=True)
        path = Path(folder, f"probe-program-{os.getpid()}")
        path.write_text("#!/bin/sh\nexit 0\n", "ascii")
        path.chmod(0o755)
        try:
            number = os.posix_spawn(path, ["probe"], {})
            if os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) != 0:
                raise OSError("it did not run")
        finally:
            path.unlink()

    return run


def _restart() -> None:
    """Who may restart the machine is told that there is no such command; others are not heard."""
    LIBC.reboot(NO_COMMAND)
    if ctypes.get_errno() != errno.EINVAL:
        raise OSError(ctypes.get_errno(), "refused")


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
    "write to the watched folder": lambda: _write("/srv/kiosk-sync/probe"),
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
    "restart the machine": _restart,
    "memory of the machine": _memory,
    "log of the kernel": lambda: _open("/dev/kmsg"),
    "file of 1 TiB": _huge_file,
    "memory that is written and run": _new_code,
    **{f"program in {folder}": _program_in(folder) for folder in FOLDERS},
    "picture of memory": _core,
    "real-time priority": _real_time,
    "name of the machine": lambda: socket.sethostname("probe"),
}


def allowed(action: Callable[[], None]) -> bool:
    """Whether the machine let it happen, to a process of its own: some change what comes after."""
    child = os.fork()
    if child == 0:
        try:
            action()
        except (OSError, ValueError):
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


if __name__ == "__main__":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    os.chdir(DATA)
    found = {name: allowed(action) for name, action in ACTIONS.items()}
    Path("/results/probes", sys.argv[1]).write_text(json.dumps(found), "utf-8")
