"""Runs inside a machine as :mod:`tests.deploy.inside` does: sticks, and devices that are opened."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.deploy.inside import RESULTS, answer, given, systemctl, until

PATIENCE_S = 120
"""What takes a moment may take this long on a busy machine."""
TOOL = "/usr/local/lib/resource-kiosk/stick"


def stick() -> dict[str, Any]:
    """A stick with links and programs on it, mounted as the rule of udev has it done."""
    os.mknod("/dev/sdx1", 0o660 | stat.S_IFBLK, os.makedev(*given()["device"]))
    mounted = subprocess.run([TOOL, "mount", "sdx1"], capture_output=True, text=True, check=False)
    place = Path("/media/resource-kiosk/sdx1")
    lines = Path("/proc/self/mountinfo").read_text("utf-8").splitlines()
    own = [line.split() for line in lines if str(place) in line]
    found = {
        "said": mounted.stderr,
        "options": [words[5] for words in own],
        "kernel": "".join(words[-1] for words in own),
        "file": (place / "data.txt").exists(),
        "runs": os.access(place / "program.sh", os.X_OK),
    }
    subprocess.run([TOOL, "unmount", "sdx1"], check=True)
    odd = [
        subprocess.run([TOOL, "mount", name], capture_output=True, check=False).returncode
        for name in ("../sda1", "sda1;reboot", "mem", "")
    ]
    return found | {"gone": not place.exists(), "odd": odd}


UNIT = Path("/etc/systemd/system/resource-kiosk-stick@.service")
DOOR = "/run/resource-kiosk-sticks.socket"
HOLD = "import socket, sys; s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); input()"


def _opened(user: str) -> subprocess.Popen[str]:
    """A screen of a user that says that staff mode is open, until its input ends."""
    command = [
        "setpriv", f"--reuid={user}", "--regid=nogroup", "--clear-groups",
        sys.executable, "-c", HOLD, DOOR,
    ]  # fmt: skip
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stderr=pipe, text=True)


def _screens() -> int:
    """How many say now that staff mode is open."""
    return systemctl("list-units", "--plain", "resource-kiosk-sticks@*").count("running")


def sticks() -> dict[str, Any]:
    """Staff mode opens and closes around a stick. No udev is here: its part is done by hand."""
    os.mknod("/dev/sdx1", 0o660 | stat.S_IFBLK, os.makedev(*given()["device"]))
    Path("/dev/resource-kiosk").mkdir()
    Path("/dev/resource-kiosk/sdx1").symlink_to("../sdx1")
    text = Path(TOOL).read_text("utf-8").replace("vfat | exfat)", "ext4)")
    Path(TOOL).write_text(text.replace(",uid=kiosk-sync,gid=kiosk,umask=0227", ""), "utf-8")
    text = UNIT.read_text("utf-8").replace("BindsTo=dev-%i.device\n", "")
    UNIT.write_text(text.replace("After=dev-%i.device ", "After="), "utf-8")
    systemctl("daemon-reload")
    systemctl("start", "resource-kiosk-sticks.socket")
    place, plug = Path("/media/resource-kiosk/sdx1"), "resource-kiosk-stick@sdx1.service"

    def mounted(*, soon: bool) -> bool:
        until(lambda: place.is_mount() is soon, PATIENCE_S)
        return place.is_mount()

    found: dict[str, Any] = {}
    systemctl("start", plug)
    found["plugged in while it is closed"] = place.is_mount()
    _, said = _opened("nobody").communicate("\n", timeout=60)
    found["opened by somebody else"] = said.strip().rsplit("] ", 1)[-1]
    first = _opened("kiosk")
    found["opened"] = mounted(soon=True)
    systemctl("stop", plug)
    systemctl("start", plug)
    found["plugged in while it is open"] = place.is_mount()
    second = _opened("kiosk")
    until(lambda: _screens() == 2, PATIENCE_S)
    first.communicate("\n", timeout=60)
    until(lambda: _screens() == 1, PATIENCE_S)
    found["one of two screens is gone"] = place.is_mount()
    second.communicate("\n", timeout=60)
    found["closed"] = mounted(soon=False)
    third = _opened("kiosk")
    found["opened once more"] = mounted(soon=True)
    third.kill()
    third.wait(60)
    found["the screen was killed"] = mounted(soon=False)
    until(lambda: not place.exists(), PATIENCE_S)
    found["left"] = [str(one) for one in place.parent.iterdir()]
    return found


def devices() -> dict[str, Any]:
    """What happens to a process of two units that opens devices, by their numbers."""
    kinds = {"c": stat.S_IFCHR, "b": stat.S_IFBLK}
    for name, (kind, major, minor) in given()["devices"].items():
        path = Path("/dev") / name
        os.mknod(path, 0o666 | kinds[kind], os.makedev(major, minor))
        path.chmod(0o666)
    found = {}
    for unit in given()["names"]:
        systemctl("start", unit)
        found[unit] = json.loads((RESULTS / "probes" / unit).read_text("utf-8"))
    return found


if __name__ == "__main__":
    answer(globals())
