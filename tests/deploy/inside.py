"""Runs inside a machine of :mod:`tests.deploy.machine`, as root; only the standard library."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

RESULTS = Path("/results")
DATA = Path("/var/lib/resource-kiosk")
KIOSK = "resource-kiosk.service"


def given() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((RESULTS / "given.json").read_text("utf-8"))
    return found


def systemctl(*words: str) -> str:
    done = subprocess.run(
        ["systemctl", *words], capture_output=True, text=True, check=False, timeout=120
    )
    return done.stdout.strip()


def shown(unit: str, *properties: str) -> dict[str, str]:
    wanted = [f"--property={name}" for name in properties]
    lines = systemctl("show", unit, *wanted).splitlines()
    return dict(line.split("=", 1) for line in lines)


def until(there: Callable[[], object], seconds: float) -> float:
    """Seconds until it is so; -1 if it never was."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if there():
            return time.monotonic() - begun
        time.sleep(0.02)
    return -1


def processes(unit: str = KIOSK) -> dict[int, list[str]]:
    """The processes of a unit with their command lines."""
    group = shown(unit, "ControlGroup")["ControlGroup"]
    found = {}
    try:
        numbers = Path(f"/sys/fs/cgroup{group}/cgroup.procs").read_text().split()
    except OSError:
        return {}
    for number in map(int, numbers):
        try:
            found[number] = Path(f"/proc/{number}/cmdline").read_text().split("\0")[:-1]
        except OSError:
            continue
    return found


def screen() -> int:
    """The process of the window; 0 where there is none."""
    found = [
        number for number, words in processes().items() if "--kiosk" in words and "-m" in words
    ]
    return found[0] if found else 0


def stands() -> bool:
    """Whether a screen says that its first frame is there."""
    state = shown(KIOSK, "ActiveState", "SubState")
    return state == {"ActiveState": "active", "SubState": "running"} and screen() != 0


def begin() -> float:
    """Seconds until the screen of a provisioned kiosk stands for the first time."""
    settings = DATA / "settings.toml"
    settings.write_text("[screen]\ndiagonal = 21.5\n", "utf-8")
    shutil.chown(settings, "kiosk", "kiosk")
    systemctl("start", "--no-block", KIOSK)
    found = until(stands, 60)
    until((DATA / "state.json").exists, 60)
    return found


def back(number: int) -> float:
    """Seconds until another process shows the first frame; between two there is none."""
    return until(lambda: screen() not in {0, number} and stands(), 90)


def starts() -> int:
    """How many starts in a row are counted."""
    try:
        return len(Path("/run/resource-kiosk/starts").read_text().split())
    except OSError:
        return 0


# --- scenarios ------------------------------------------------------------------------------------


def beside() -> dict[str, Any]:
    """Whether a process of another machine is seen in the group of this one, for three seconds."""
    group = Path("/sys/fs/cgroup/system.slice/test.service/cgroup.procs")
    strangers = until(lambda: "0" in group.read_text("ascii").split(), 3)
    return {"own": str(os.getpid()) in group.read_text("ascii").split(), "strangers": strangers}


def crash() -> dict[str, Any]:
    """The window dies of a bad pointer, then the compositor is killed."""
    first = begin()
    number = screen()
    os.kill(number, signal.SIGSEGV)
    window = back(number)
    number = screen()
    cage = int(shown(KIOSK, "MainPID")["MainPID"])
    os.kill(cage, signal.SIGKILL)
    compositor = back(number)
    counted = starts()
    systemctl("restart", KIOSK)
    return {
        "first": first,
        "window": window,
        "compositor": compositor,
        "counted": counted,
        "after a meant restart": starts(),
        "left": sorted(path.name for path in DATA.iterdir()),
    }


def hang() -> dict[str, Any]:
    """The window stops, then the compositor."""
    begin()
    number = screen()
    os.kill(number, signal.SIGSTOP)
    window = back(number)
    number = screen()
    os.kill(int(shown(KIOSK, "MainPID")["MainPID"]), signal.SIGSTOP)
    return {"window": window, "compositor": back(number)}


def kills() -> dict[str, Any]:
    """Killed as soon as it stands, again and again."""
    begin()
    times = []
    for _ in range(given()["times"]):
        number = screen()
        os.kill(number, signal.SIGKILL)
        times.append(back(number))
    return {"times": times, "counted": starts()}


def loop() -> dict[str, Any]:
    """Data that kills the screen as soon as it is opened (see ``BAD`` in the test)."""
    shutil.copytree(RESULTS / "data", DATA, dirs_exist_ok=True)
    for path in DATA.iterdir():
        shutil.chown(path, "kiosk", "kiosk")
    begin()
    number = screen()
    until(lambda: shown(KIOSK, "NRestarts")["NRestarts"] == "3" and stands(), 60)
    number = screen()
    opened = Path("/run/resource-kiosk/opened")
    until(opened.exists, 20)
    time.sleep(2)
    shutil.copytree(DATA, RESULTS / "data", dirs_exist_ok=True)
    return {
        "counted": starts(),
        "opened": sorted(set(opened.read_text("utf-8").split())),
        "same": stands() and screen() == number,
    }


def probe() -> dict[str, Any]:
    """What the processes of two units may do; the units write it to ``/results``."""
    bus = socket.socket(socket.AF_UNIX)
    Path("/run/dbus").mkdir()
    bus.bind("/run/dbus/system_bus_socket")
    Path("/run/dbus/system_bus_socket").chmod(0o666)
    bus.listen()
    for name in given()["names"]:
        systemctl("start", name)
        if not (RESULTS / "probes" / name).exists():
            found = shown(name, "Result", "ExecMainStatus", "StatusErrno")
            raise RuntimeError(f"{name} did not run: {found}")
    return {
        name: json.loads((RESULTS / "probes" / name).read_text("utf-8"))
        for name in given()["names"]
    }


def importing() -> dict[str, Any]:
    """The importer, asked as the screen asks it, of files in the watched folder."""
    watched = Path("/srv/kiosk-sync")
    for name in ("1.kiosksync", "2.kiosksync"):
        shutil.copy(RESULTS / "files" / name, watched / name)
    begin()
    systemctl("start", "resource-kiosk-import.socket")
    asked = {name: _asked(question) for name, question in given()["questions"].items()}
    stranger = _asked(["staff", "state"], user="nobody")
    shutil.copy(RESULTS / "files" / "data" / "root.json", DATA / "root.json")
    shutil.chown(DATA / "root.json", "kiosk", "kiosk")
    database = json.loads((DATA / "state.json").read_text("utf-8"))["state"]["active"]["database"]
    said = _asked(["sync", str(watched / "2.kiosksync"), "--yes", "--json", "--progress"])
    state = json.loads((DATA / "state.json").read_text("utf-8"))["state"]
    maps = Path(f"/proc/{screen()}/fd")
    renewed = until(lambda: _open(maps, state["active"]["database"]), 20)
    return {
        "asked": asked,
        "stranger": stranger.strip().splitlines()[-1].split("] ")[-1],
        "trusting": json.loads(said[said.index("{\n") :]),
        "changed": database != state["active"]["database"],
        "renewed": renewed,
        "modes": {
            path.name: f"{path.stat().st_mode & 0o7777:o} {path.owner()}" for path in DATA.iterdir()
        },
        "screen": stands(),
    }


def _open(folder: Path, name: str) -> bool:
    """Whether a process has a file open."""
    found = []
    for each in folder.iterdir():
        try:
            found.append(each.readlink().name)
        except OSError:
            continue
    return name in found


def _asked(question: list[str], user: str = "kiosk") -> str:
    """What the importer says to a user of the machine, or the last line of why not."""
    group = "nogroup" if user == "nobody" else user
    done = subprocess.run(
        ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups",
         sys.executable, __file__, "ask", json.dumps(question)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def ask() -> None:
    """Asks the importer one question; prints what comes back."""
    with socket.socket(socket.AF_UNIX) as line:
        line.connect("/run/resource-kiosk-import.socket")
        line.sendall(sys.argv[2].encode() + b"\n")
        while content := line.recv(65536):
            sys.stdout.write(content.decode())


def answer(scenarios: dict[str, Any]) -> None:
    """Runs the scenario that was asked for; what it found is written down."""
    try:
        found = scenarios[sys.argv[1]]()
    except Exception:
        (RESULTS / "err").write_text(traceback.format_exc(), "utf-8")
        raise
    (RESULTS / "answer.json").write_text(json.dumps(found), "utf-8")


if __name__ == "__main__" and sys.argv[1] == "ask":
    ask()
elif __name__ == "__main__":
    answer(globals())
