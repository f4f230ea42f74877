"""Two real Syncthing instances that know only each other, on loopback."""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = "kiosk-data"
WAIT_S = 600
"""Until both have met and a file has crossed; a loaded machine takes some seconds."""
_ALONE = {
    **dict.fromkeys(("globalAnnounceEnabled", "localAnnounceEnabled", "relaysEnabled"), "false"),
    **dict.fromkeys(("natEnabled", "startBrowser", "crashReportingEnabled"), "false"),
    "urAccepted": "-1",
    "autoUpgradeIntervalH": "0",
    "reconnectionIntervalS": "1",
    "stunServer": "",
}


@dataclass(frozen=True, slots=True)
class Instance:
    """One Syncthing: its home, its device id, its ports, the folder it keeps the same."""

    home: Path
    device: str
    port: int
    api_port: int
    shared: Path

    def ask(self, path: str, body: object = None, method: str | None = None) -> Any:
        """The answer of its REST interface; with a ``body`` it is told something."""
        key = ET.parse(self.home / "config.xml").findtext("gui/apikey") or ""  # noqa: S314
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.api_port}/rest/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"X-API-Key": key},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - loopback
            said = answer.read()
        return json.loads(said) if said.strip() else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _generated(place: Path) -> Instance:
    home, shared = place / "home", place / "shared"
    shared.mkdir(parents=True)
    command = ["syncthing", "generate", f"--home={home}", "--no-default-folder"]
    subprocess.run(command, check=True, capture_output=True, env=_environment(place))
    device = ET.parse(home / "config.xml").find("device")  # noqa: S314 - our own file
    assert device is not None
    return Instance(home, device.attrib["id"], _free_port(), _free_port(), shared)


def _environment(place: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(place), "STNODEFAULTFOLDER": "1"}


def _configured(own: Instance, other: Instance) -> None:
    """Nothing but the other one, on loopback: no discovery, no relay, no report home."""
    tree = ET.parse(own.home / "config.xml")  # noqa: S314 - our own file
    top = tree.getroot()
    options, gui = top.find("options"), top.find("gui/address")
    assert options is not None
    assert gui is not None
    gui.text = f"127.0.0.1:{own.api_port}"
    for name, value in {**_ALONE, "listenAddress": f"tcp://127.0.0.1:{own.port}"}.items():
        for found in options.findall(name)[1:]:
            options.remove(found)
        entry = options.find(name)
        entry = ET.SubElement(options, name) if entry is None else entry
        entry.text = value
    device = ET.SubElement(top, "device", id=other.device, name="other")
    ET.SubElement(device, "address").text = f"tcp://127.0.0.1:{other.port}"
    folder = ET.SubElement(
        top,
        "folder",
        {"id": FOLDER, "path": str(own.shared), "type": "sendreceive", "rescanIntervalS": "3600"},
        fsWatcherEnabled="true",
        fsWatcherDelayS="1",
    )
    ET.SubElement(folder, "maxConflicts").text = "10"
    for each in (own, other):
        ET.SubElement(folder, "device", id=each.device)
    tree.write(own.home / "config.xml")


@contextmanager
def _running(instance: Instance) -> Iterator[None]:
    log = instance.home / "log.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["syncthing", "serve", f"--home={instance.home}", "--no-browser", "--no-restart"],  # noqa: S607
            stdout=output,
            stderr=subprocess.STDOUT,
            env=_environment(instance.home.parent),
        )
        try:
            wait_until(lambda: instance.ask("system/ping") is not None, "Syncthing answers")
            yield
        finally:
            process.terminate()
            process.wait(30)


@contextmanager
def pair(place: Path) -> Iterator[tuple[Instance, Instance]]:
    """Two running instances that share one folder."""
    one, two = _generated(place / "one"), _generated(place / "two")
    _configured(one, two)
    _configured(two, one)
    with ExitStack() as both:
        both.enter_context(_running(one))
        both.enter_context(_running(two))
        yield one, two


def wait_until(true: Any, what: str) -> None:
    """Asks again and again for what another program does in its own time."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        try:
            if true():
                return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.2)
    raise AssertionError(f"did not come about in {WAIT_S} s: {what}")
