"""Runs inside a machine as :mod:`tests.deploy.inside` does: its own CUPS, which keeps nothing."""

import hashlib
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.deploy.inside import answer, shown, systemctl

BACKEND, MODE, PAPER = Path("/usr/lib/cups/backend/test"), Path("/run/mode"), Path("/run/paper")
SCRIPT = f"""#!/bin/sh
[ $# = 0 ] && exit 0
[ "$(cat {MODE})" = refuses ] && exit 4
cat "${{6:--}}" >> {PAPER}
"""
FOLDERS = ("/etc", "/var/spool", "/var/cache", "/var/lib", "/var/log")
"""What may be on a disk; /var/log of this machine is not, but could be."""
PROGRAMS = (
    "/usr/sbin/cupsd",
    "/usr/lib/cups",
    "/usr/share/cups",
    "/usr/lib/systemd/systemd-executor",
)
"""What is read when something is printed; the last one by the manager of the machine."""
DAYS = 3 * 86_400 * 10**9
"""A disk that notes times of reading does so again after one day at the latest."""
QUEUES = Path("/etc/cups/printers.conf")
SLIP = (
    "import threading; from kiosk.devices import cups, printers as p;"
    " q = cups.CupsQueue('desk', p.Paper.ROLL_80, '/run/cups/cups.sock');"
    " print(q.print(b'WZQXJK', threading.Event()))"
)
PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*ModelName: "Sheet"
*NickName: "Sheet"
*DefaultPageSize: A4
*OpenUI *PageSize: PickOne
*PageSize A4/A4: ""
*CloseUI: *PageSize
*DefaultPageRegion: A4
*PageRegion A4/A4: ""
*DefaultImageableArea: A4
*ImageableArea A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A4: "595 842"
"""
UNIT, SAID = Path("/run/systemd/system/as.service"), Path("/run/said")
AS = f"""[Service]
Type=oneshot
User={{user}}
Group={{group}}
PrivateUsers=yes
PrivateNetwork=yes
WorkingDirectory=/opt/clone
ExecStart={{command}}
TimeoutStartSec=40
StandardOutput=append:{SAID}
StandardError=append:{SAID}
"""


def _said(*command: str) -> str:
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=20
    )
    return f"{done.returncode} {done.stdout}{done.stderr}".strip()


def _as(user: str, *command: str) -> str:
    """As the screen's unit has it: nothing but a socket file leads to CUPS."""
    SAID.unlink(missing_ok=True)
    group = "nogroup" if user == "nobody" else user
    UNIT.write_text(AS.format(user=user, group=group, command=shlex.join(command)), "utf-8")
    systemctl("daemon-reload")
    systemctl("start", UNIT.name)
    code = shown(UNIT.name, "ExecMainStatus")["ExecMainStatus"]
    return f"{code} {SAID.read_text('utf-8')}".strip()


def _disk() -> dict[str, str]:
    found = {}
    for path in _files(FOLDERS):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        found[str(path)] = f"{path.stat().st_mtime_ns} {digest}"
    return found


def _files(places: Iterable[str]) -> list[Path]:
    every = [path for name in places for path in (Path(name), *Path(name).rglob("*"))]
    return [path for path in every if path.is_file() and not path.is_symlink()]


def _last_read_days_ago() -> dict[Path, int]:
    """Makes it so, and says when that was."""
    for path in _files(("/etc", *PROGRAMS)):
        seen = path.stat()
        os.utime(path, ns=(seen.st_atime_ns - DAYS, seen.st_mtime_ns))
    return {path: path.stat().st_atime_ns for path in _files(("/etc", *PROGRAMS))}


def _queue(*words: str) -> str:
    return _said("/usr/local/bin/resource-kiosk", "queue", *words)


def printing() -> dict[str, Any]:
    """A queue is made, prints, is stopped, and CUPS is started anew."""
    BACKEND.write_text(SCRIPT, "ascii")
    BACKEND.chmod(0o755)
    MODE.write_text("keep", "ascii")
    MODE.chmod(0o644)
    PAPER.touch()
    PAPER.chmod(0o666)
    found: dict[str, Any] = {}
    new = ("-E", "-v", "test:/desk", "-m", "raw")
    systemctl("start", "resource-kiosk-noatime.service")
    systemctl("start", "cups.service")
    found["kept"] = _queue("-p", "desk", *new)
    found["queues"] = QUEUES.read_text("utf-8")
    found["mode"] = f"{QUEUES.stat().st_mode & 0o7777:o} {QUEUES.group()}"
    before, times = _disk(), _last_read_days_ago()
    found["printed"] = _as("kiosk", sys.executable, "-c", SLIP)
    found["paper"] = PAPER.read_text("utf-8")
    MODE.write_text("refuses", "ascii")
    found["refused"] = _as("kiosk", sys.executable, "-c", SLIP)
    found["stopped"] = _said("lpstat", "-p", "desk")
    found["others"] = _as("nobody", "cupsenable", "desk")
    found["its own"] = _as("kiosk", "cupsenable", "desk")
    found["ready"] = _said("lpstat", "-p", "desk")
    for name, words in {
        "stop": ("cupsdisable", "desk"),
        "change": ("lpadmin", "-p", "desk", "-v", "test:/other"),
        "refuse": ("cupsreject", "desk"),
    }.items():
        found[name] = _as("kiosk", *words)
    found["refused again"] = _as("kiosk", sys.executable, "-c", SLIP)
    _said("lpadmin", "-p", "forgotten", *new)
    time.sleep(2)
    systemctl("kill", "--signal=KILL", "cups.service")
    systemctl("restart", "cups.service")
    found["anew"] = _said("lpstat", "-p")
    found["read"] = [str(path) for path, at in times.items() if path.stat().st_atime_ns != at]
    after = _disk()
    every = before.keys() | after.keys()
    found["changed"] = [name for name in sorted(every) if before.get(name) != after.get(name)]
    description = Path("/run/sheet.ppd")
    description.write_text(PPD, "ascii")
    found["sheet"] = _queue("-p", "sheet", *new[:3], "-P", str(description))
    found["described"] = [path.name for path in Path("/etc/cups/ppd").iterdir()]
    found["gone"] = [_queue("-x", "sheet"), _queue("-x", "desk"), QUEUES.read_text("utf-8")]
    found["left"] = [path.name for path in Path("/etc/cups/ppd").iterdir()]
    found["wrong"] = [_queue(), _queue("-x", "desk")]
    systemctl("restart", "cups.service")
    found["none"] = _said("lpstat", "-p")
    return found


if __name__ == "__main__":
    answer(globals())
