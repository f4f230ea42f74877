"""Runs inside a machine as :mod:`tests.deploy.inside` does: sticks, and devices that are opened."""

import json
import os
import stat
import subprocess
from pathlib import Path
from typing import Any

from tests.deploy.inside import RESULTS, answer, given, systemctl

TOOL = "/usr/local/lib/resource-kiosk/stick"


def stick() -> dict[str, Any]:
    """A stick with links and programs on it, mounted as the rule of udev has it done."""
    os.mknod("/dev/sdx1", 0o660 | stat.S_IFBLK, os.makedev(*given()["device"]))
    mounted = subprocess.run([TOOL, "mount", "sdx1"], capture_output=True, text=True, check=False)
    place = Path("/media/resource-kiosk/sdx1")
    lines = Path("/proc/self/mountinfo").read_text("utf-8").splitlines()
    kernel = Path("/proc/fs/ext4") / given()["name"] / "options"
    found = {
        "said": mounted.stderr,
        "options": [line.split()[5] for line in lines if str(place) in line],
        "kernel": kernel.read_text("utf-8").split() if kernel.exists() else [],
        "file": (place / "data.kiosksync").exists(),
        "link": _reads(place / "link"),
        "runs": os.access(place / "program", os.X_OK),
    }
    subprocess.run([TOOL, "unmount", "sdx1"], check=True)
    odd = [
        subprocess.run([TOOL, "mount", name], capture_output=True, check=False).returncode
        for name in ("../sda1", "sda1;reboot", "mem", "")
    ]
    return found | {"gone": not place.exists(), "odd": odd}


def _reads(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        return os.strerror(error.errno or 0)


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
