"""Runs inside a machine as :mod:`tests.deploy.inside` does: closed for care, and started anew."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.deploy.inside import (
    DATA,
    KIOSK,
    answer,
    back,
    begin,
    screen,
    shown,
    stands,
    systemctl,
    until,
)

LOGIN, AGAIN = "resource-kiosk-care.service", "resource-kiosk-again.service"
PATHS = ("resource-kiosk-care.path", "resource-kiosk-care-word.path")
MARKER = DATA / "care"


def _state(unit: str) -> str:
    return shown(unit, "ActiveState")["ActiveState"]


def _login() -> bool:
    return _state(LOGIN) == "active" and _state(KIOSK) == "inactive"


def _kiosk() -> bool:
    return stands() and _state(LOGIN) == "inactive"


def _command(*words: str) -> str:
    command = ["/usr/local/bin/resource-kiosk", "care", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _password(name: str, shell: str = "/bin/bash") -> None:
    """An account of this machine has a password; root is there, another one is made."""
    shadow = Path("/etc/shadow")
    rows = [line for line in shadow.read_text("utf-8").splitlines() if line.split(":")[0] != name]
    shadow.write_text("\n".join([*rows, f"{name}:$y$x:20000::::::", ""]), "utf-8")
    if name != "root":
        with Path("/etc/passwd").open("a", encoding="utf-8") as table:
            table.write(f"{name}:x:4321:4321::/:{shell}\n")


def nobody() -> dict[str, Any]:
    """No account has a password; then a user without a shell has one, then an administrator."""
    shadow = Path("/etc/shadow")
    lines = shadow.read_text("utf-8").splitlines()
    locked = [":".join([line.split(":")[0], "!", *line.split(":")[2:]]) for line in lines]
    shadow.write_text("\n".join([*locked, ""]), "utf-8")
    _password("printing", "/usr/sbin/nologin")
    systemctl("start", *PATHS)
    begin()
    number = screen()
    command = ["/usr/local/bin/resource-kiosk", "care", "on"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    found: dict[str, Any] = {
        "refused": [refused.returncode, refused.stderr],
        "refused marker": MARKER.exists(),
    }
    MARKER.touch()
    found["gone"] = until(lambda: not MARKER.exists(), 30)
    found["back"] = until(lambda: screen() not in {0, number} and _kiosk(), 30)
    found["login"] = _state(LOGIN)
    systemctl("stop", KIOSK, *PATHS)
    MARKER.touch()
    systemctl("start", "--no-block", KIOSK, *PATHS)
    found["back after a restart"] = until(_kiosk, 30)
    found["left"] = MARKER.exists()
    found["after it was not begun"] = shown(LOGIN, "ExecStopPost")["ExecStopPost"]
    found["watched"] = _state(PATHS[0])
    _password("ana")
    _command("on")
    found["closed for an administrator"] = until(_login, 30)
    return found


def care() -> dict[str, Any]:
    """Closed by the screen's own user, started again as after a restart, and opened."""
    _password("root")
    systemctl("start", *PATHS)
    first, open_before = begin(), _command()
    screens = ["setpriv", "--reuid=kiosk", "--regid=kiosk", "--clear-groups"]
    subprocess.run([*screens, "touch", str(MARKER)], check=True)
    closed = until(_login, 30)
    said = _command()
    systemctl("stop", *PATHS, LOGIN)
    systemctl("start", "--no-block", KIOSK, *PATHS)
    restarted = until(_login, 30)
    systemctl("start", KIOSK)
    stays = until(_login, 10)
    opened = _command("off")
    again = until(_kiosk, 60)
    for _ in range(5):
        _command("on")
        _command("off")
    quick = until(_kiosk, 60)
    return {
        "first": first,
        "open": open_before,
        "closed": closed,
        "said": said,
        "after a restart": restarted,
        "stays": stays,
        "opened": opened,
        "back": again,
        "quick": quick,
        "marker": MARKER.exists(),
        "closed by root": _command("on") and until(_login, 30),
    }


def interrupted() -> dict[str, Any]:
    """Opened while the login asks whether it is possible (see ``ASKS_LONG`` in the test)."""
    _password("root")
    systemctl("start", *PATHS)
    begin()
    _command("on")
    asks = until(lambda: shown(LOGIN, "SubState")["SubState"] == "condition", 30)
    _command("off")
    back_again = until(lambda: stands() and _state(LOGIN) not in {"activating", "active"}, 30)
    return {"asks": asks, "back": back_again, "login": _state(LOGIN)}


def crossed() -> dict[str, Any]:
    """Opened and closed again while the unit that ended the screen still runs."""
    _password("root")
    systemctl("start", *PATHS)
    begin()
    _command("on")
    ended = until(lambda: _state(KIOSK) == "inactive", 30)
    _command("off")
    came = until(lambda: _state(KIOSK) in {"activating", "active"}, 30)
    still = _state("resource-kiosk-aside.service")
    _command("on")
    return {"ended": ended, "came": came, "still": still, "closed": until(_login, 30)}


def word() -> dict[str, Any]:
    """The word for care stands on the kernel's command line; nothing else asks for it."""
    systemctl("start", "--no-block", KIOSK, *PATHS)
    login = until(_login, 30)
    systemctl("restart", LOGIN)
    return {
        "login": login,
        "after the login ended": until(_login, 30),
        "marker": MARKER.exists(),
        "said": _command(),
        "off": _command("off"),
        "stays": until(_login, 10),
    }


def alone() -> dict[str, Any]:
    """Nobody asked for care: the login cannot be started, the kiosk can."""
    systemctl("start", "--no-block", *PATHS)
    begin()
    systemctl("start", LOGIN)
    return {"login": _state(LOGIN), "kiosk": until(stands, 30)}


def doctor() -> dict[str, Any]:
    """What the check of the machine says of what runs, before and after a drop-in."""
    systemctl("start", "seatd.service", "resource-kiosk-import.socket")
    begin()
    before = _doctor()
    folder = Path("/run/systemd/system/resource-kiosk.service.d")
    (folder / "99-open.conf").write_text("[Service]\nNoNewPrivileges=no\nUser=root\n", "utf-8")
    systemctl("daemon-reload")
    systemctl("stop", "resource-kiosk-import.socket")
    return {"before": before, "after": _doctor()}


def _doctor() -> dict[str, str]:
    command = ["/usr/local/bin/resource-kiosk", "doctor", "--installed", "--json"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    told = json.loads(said)["installed"]
    return {one["what"]: one["says"] for one in told if one["level"] != "ok"}


def again() -> dict[str, Any]:
    """An input device comes back six times before the screen stands, and once more after that."""
    systemctl("start", "touch.service")
    results = []
    for _ in range(6):
        systemctl("start", AGAIN)
        results.append(shown(AGAIN, "Result")["Result"])
    begin()
    number = screen()
    systemctl("start", AGAIN)
    return {"results": [*results, shown(AGAIN, "Result")["Result"]], "back": back(number)}


def slow() -> dict[str, Any]:
    """The screen does not end when it is asked to; then the kiosk is closed."""
    _password("root")
    systemctl("start", *PATHS)
    systemctl("start", KIOSK)
    number = int(shown(KIOSK, "MainPID")["MainPID"])
    MARKER.touch()
    closed = until(lambda: _state(LOGIN) == "active", 60)
    return {"closed": closed, "stood": number > 0, "beside": Path(f"/proc/{number}").exists()}


if __name__ == "__main__":
    answer(globals())
