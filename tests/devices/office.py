"""A printer of an office, as CUPS simulates one: it keeps what it gets, and tells of faults."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.devices import cupsd
from tests.devices.cupsd import START_S, PrivateCups
from tests.long_runs import missing

_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
DRIVER = Path("/usr/lib/cups/driver/driverless")
FILTERS = ("pdftopdf", "gstoraster", "rastertopwg")
MISSING = [
    *(
        name
        for name in ("ippeveprinter", "ipptool", "dbus-daemon", "pdftoppm")
        if not shutil.which(name, path=_PATH)
    ),
    *(name for name in FILTERS if not Path("/usr/lib/cups/filter", name).exists()),
    *([] if DRIVER.exists() else [DRIVER.name]),
]
"""What a machine lacks for it."""
FORMATS = ("application/pdf", "image/urf", "image/pwg-raster")
"""What printers of offices take: PDF, the raster of Apple, the raster of the PWG."""
# It asks for no name on the network, but for a bus to ask on.
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/>
<allow send_type="method_call"/><allow receive_sender="*"/></policy></busconfig>
"""
# A fault lasts until the file says something else.
_PRINT = """#!/bin/sh
fault=$(cat {root}/fault)
[ "$fault" = none ] && exit 0
echo "STATE: +$fault" >&2
case $fault in *-low) exit 0 ;; esac
while [ "$(cat {root}/fault)" = "$fault" ]; do sleep 0.1; done
echo "STATE: -$fault" >&2
"""


@contextmanager
def filtering() -> Iterator[PrivateCups]:
    """A scheduler of CUPS with all that a printer of an office needs before it."""
    if lacking := [*cupsd.MISSING, *MISSING]:
        missing("office", f"not installed: {', '.join(lacking)}")
    with cupsd.running() as own:
        yield own


@dataclass(frozen=True)
class OfficePrinter:
    """A printer that takes one format. What it got lies in ``root/got``, a file for each job."""

    root: Path
    format: str
    port: int

    @property
    def uri(self) -> str:
        return f"ipp://localhost:{self.port}/ipp/print"

    def fault(self, reason: str) -> None:
        """From its next page on it tells ``reason`` and prints nothing; ``none`` ends that.

        What only runs low is told and printed all the same.
        """
        (self.root / "fault").write_text(reason)

    def mend(self) -> None:
        """Ends a fault; until the printer notices, it tells of the old one."""
        self.fault("none")
        until = time.monotonic() + START_S
        while not self._is_idle():
            assert time.monotonic() < until, "the printer still has something to do"
            time.sleep(0.05)

    def _is_idle(self) -> bool:
        ask = ["ipptool", "-tv", self.uri, "get-printer-attributes.test"]
        told = subprocess.run(ask, capture_output=True, text=True, check=False).stdout
        return "printer-state (enum) = idle" in told

    def queue(self, cups: PrivateCups, name: str, *more: str) -> str:
        """A queue that prints on it, made as a person would who reads CUPS' own pages."""
        how = ["-m", "everywhere"]
        if self.format == "image/pwg-raster":  # CUPS 2.4 has no such queue, cups-filters makes it
            command = [str(DRIVER), "cat", f"driverless:{self.uri}"]
            made = subprocess.run(command, capture_output=True, check=True)
            (self.root / "made.ppd").write_bytes(made.stdout)
            how = ["-P", str(self.root / "made.ppd")]
        added = cups.run("lpadmin", "-p", name, "-E", "-v", self.uri, *how, *more)
        assert added.returncode == 0, added.stderr
        return name

    def got(self) -> list[Path]:
        """The documents it got, the newest last."""
        kept = (path for path in (self.root / "got").iterdir() if path.suffix != ".prn")
        return sorted(kept, key=lambda path: int(path.name.split("-")[0]))

    def heard(self) -> str:
        """What it was asked and answered."""
        return (self.root / "log").read_text(errors="replace")


@contextmanager
def office(kind: str) -> Iterator[OfficePrinter]:
    """A printer that takes ``kind``, on a port of this machine."""
    with TemporaryDirectory(prefix="office-") as folder, ExitStack() as ended:
        root = Path(folder)
        (root / "got").mkdir()
        command = root / "print"
        command.write_text(_PRINT.format(root=root))
        command.chmod(0o755)
        bus = root / "bus"
        (root / "bus.conf").write_text(_BUS.format(socket=bus))
        log = ended.enter_context((root / "log").open("w"))
        dbus = ["dbus-daemon", f"--config-file={root}/bus.conf", "--nofork"]
        ended.enter_context(_program(dbus, log.fileno(), {}))
        until = time.monotonic() + START_S
        while not bus.exists():
            assert time.monotonic() < until, "no bus"
            time.sleep(0.05)
        made = OfficePrinter(root, kind, _free_port())
        made.fault("none")
        ended.callback(made.fault, "none")
        options = ["-r", "off", "-vv", "-k", "-d", f"{root}/got", "-c", str(command)]
        options += ["-n", "localhost", "-p", str(made.port), "-f", kind]
        address = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={bus}"}
        ended.enter_context(_program(["ippeveprinter", *options, "Office"], log.fileno(), address))
        _answers(made.port, until)
        yield made


@contextmanager
def _program(command: list[str], log: int, more: dict[str, str]) -> Iterator[None]:
    environment = {"PATH": _PATH, "HOME": os.environ.get("HOME", "/")} | more
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        yield
    finally:
        process.terminate()
        process.wait(START_S)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _answers(port: int, until: float) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < until, "the printer did not start"
            time.sleep(0.05)
        else:
            return
