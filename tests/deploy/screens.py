"""A kiosk under its real compositor, without hardware."""

import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.app.watchdog import BEATS
from kiosk.staff.provisioning import provision
from kiosk.sync.restarts import NAME
from tests.deploy.pointer import Finger
from tests.long_runs import missing

ROOT = Path(__file__).parents[2]
NEEDED = ("cage", "wtype", "wlr-randr", "grim")
OUTPUT = "HEADLESS-1"
BEAT_USEC = 500_000
"""Ten that nobody reads are all that a socket holds; what comes after them is lost."""
OFFERED = '[languages]\noffered = ["en", "es"]\n'
"""Letters of each language at each size are drawn and kept: memory is measured with two."""
HARMLESS = ("wlr_xdg_surface.c", "XDG_RUNTIME_DIR", "xwayland/sockets.c")
"""Lines of the compositor's own that say nothing of the kiosk."""


@dataclass
class Screen:
    """A kiosk under a compositor."""

    number: int
    compositor: int
    runtime: Path
    heard: socket.socket
    errors: Path

    def beats(self, seconds: float) -> int:
        """How often it says within some seconds that it lives."""
        end, count = time.monotonic() + seconds, 0
        while (left := end - time.monotonic()) > 0 and select.select([self.heard], [], [], left)[0]:
            count += self.heard.recv(100) == b"WATCHDOG=1"
        return count

    def _ask(self, *command: str) -> None:
        environment = {**os.environ, "XDG_RUNTIME_DIR": str(self.runtime)}
        environment["WAYLAND_DISPLAY"] = "wayland-0"
        subprocess.run(command, env=environment, check=True, timeout=60)

    def press(self, *keys: str) -> None:
        self._ask("wtype", "-s", "100", *keys)

    def display(self, *words: str) -> None:
        """Does something to its one display, in the words of wlr-randr."""
        self._ask("wlr-randr", "--output", OUTPUT, *words)

    def picture(self, name: str) -> Path:
        """What stands on its display, as a PNG."""
        path = self.runtime / f"{name}.png"
        self._ask("grim", str(path))
        return path

    def starts(self) -> int:
        """How many starts are on the list of those that may have failed."""
        path = self.runtime / NAME
        return len(path.read_text("ascii").split()) if path.exists() else 0

    @contextmanager
    def finger(self, size: tuple[int, int]) -> Iterator[Finger]:
        finger = Finger(self.runtime / "wayland-0", size)
        try:
            time.sleep(0.5)
            yield finger
        finally:
            finger.close()

    def memory_kb(self) -> tuple[int, int]:
        """What it holds by itself, and what it shares with the compositor: frames."""
        rows = Path(f"/proc/{self.number}/status").read_text("utf-8").splitlines()
        kb = {row.split(":")[0]: int(row.split()[1]) for row in rows if row.startswith("Rss")}
        return kb["RssAnon"] + kb["RssFile"], kb["RssShmem"]

    def lives(self) -> bool:
        return Path(f"/proc/{self.number}/status").read_text("utf-8").find("zombie") < 0

    def complaints(self) -> list[str]:
        lines = self.errors.read_text("utf-8", "replace").splitlines()
        return [line for line in lines if line and not any(one in line for one in HARMLESS)]


@contextmanager
def screen(
    folder: Path, size: tuple[int, int], *, dark: bool = False, pin: str = "", inches: float = 21.5
) -> Iterator[Screen]:
    """A kiosk once it says that it stands; ``dark`` switches its display off before, with a
    ``pin`` it has a staff mode.
    """
    for name in NEEDED:
        if shutil.which(name) is None:
            missing("compositor", f"a screen without hardware needs {name}")
    (folder / "data").mkdir()
    (folder / "data/settings.toml").write_text(OFFERED, "utf-8")
    if pin:
        provision(folder / "data", pin)
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    width, height = size
    kiosk = f"{sys.executable} -m kiosk --data {folder}/data --kiosk --diagonal {inches}"
    mode = f"wlr-randr --output {OUTPUT} --custom-mode {width}x{height}"
    off = f"wlr-randr --output {OUTPUT} --off && " if dark else ""
    start = f"{mode} && {off}exec {kiosk}"
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    heard.bind(str(runtime / "heard"))
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden} | {
        "NOTIFY_SOCKET": str(runtime / "heard"),
        "WATCHDOG_USEC": str(BEATS * BEAT_USEC),
        "XDG_RUNTIME_DIR": str(runtime),
        "RUNTIME_DIRECTORY": str(runtime),
        "WLR_BACKENDS": "headless",
        "WLR_LIBINPUT_NO_DEVICES": "1",
        "WLR_RENDERER": "pixman",
        "QT_QPA_PLATFORM": "wayland",
    }
    errors = folder / "errors"
    with errors.open("wb") as err:
        running = subprocess.Popen(
            ["cage", "-d", "--", "sh", "-c", start],
            cwd=ROOT, env=environment, stderr=err, stdout=err, start_new_session=True,
        )  # fmt: skip
    try:
        heard.settimeout(60)
        assert heard.recv(100) == b"READY=1"
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
        found = Screen(int(children[0]), running.pid, runtime, heard, errors)
        assert found.beats(4) >= 2
        yield found
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        heard.close()
