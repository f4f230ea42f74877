"""Under its real compositor, without hardware: no key leaves the kiosk, nothing random harms it."""

import os
import random
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

import pytest

from tests.deploy.pointer import Finger
from tests.long_runs import FULL, missing, told

ROOT = Path(__file__).parents[2]
NEEDED = ("cage", "wtype", "wlr-randr")
SIZES = ((1920, 1080), (1080, 1920), (1280, 800))
RANDOM_S = int(os.environ.get("KIOSK_RANDOM_S", "600" if FULL else "12"))
"""Seconds of random touches and keys at each size."""
GROWTH_KB = 10 * 1024
"""How much memory a run may cost in its second half. In the first, letters of each
language at each size are drawn and kept, so the run offers two languages."""
OFFERED = '[languages]\noffered = ["en", "es"]\n'
SAMPLES = 10
HARMLESS = ("wlr_xdg_surface.c", "XDG_RUNTIME_DIR")
"""Lines of the compositor's own that say nothing of the kiosk."""
ESCAPES = {
    "close the window": ("-M", "alt", "-k", "F4"),
    "quit": ("-M", "ctrl", "-k", "q"),
    "close the tab": ("-M", "ctrl", "-k", "w"),
    "another window": ("-M", "alt", "-k", "Tab"),
    "desktop": ("-M", "logo", "-k", "d"),
    "run a command": ("-M", "alt", "-k", "F2"),
    "menu": ("-M", "logo", "-k", "r"),
    "second console": ("-M", "ctrl", "-M", "alt", "-k", "F2"),
    "first console": ("-M", "ctrl", "-M", "alt", "-k", "F1"),
    "end the display": ("-M", "ctrl", "-M", "alt", "-k", "BackSpace"),
    "restart": ("-M", "ctrl", "-M", "alt", "-k", "Delete"),
    "end the compositor": ("-M", "alt", "-k", "Escape"),
    "interrupt": ("-M", "ctrl", "-k", "c"),
    "stop": ("-M", "ctrl", "-k", "z"),
    "print": ("-M", "ctrl", "-k", "p"),
    "open": ("-M", "ctrl", "-k", "o"),
    "save": ("-M", "ctrl", "-k", "s"),
    "picture of the screen": ("-k", "Print"),
    "not full screen": ("-k", "F11"),
    "tools": ("-k", "F12"),
    "help": ("-k", "F1"),
    "escape": ("-k", "Escape"),
}
KEYS = (
    *("Tab", "Return", "space", "BackSpace", "Escape", "Up", "Down", "Left", "Right", "Delete"),
    *("F1", "F5", "F10", "Home", "End", "Prior", "Next", "Menu", "Print", "Pause", "a", "z", "5"),
)


@dataclass
class Screen:
    """A kiosk under a compositor."""

    number: int
    runtime: Path
    heard: socket.socket
    errors: Path

    def beats(self, seconds: float) -> int:
        """How often it says within some seconds that it lives."""
        end, count = time.monotonic() + seconds, 0
        while (left := end - time.monotonic()) > 0 and select.select([self.heard], [], [], left)[0]:
            count += self.heard.recv(100) == b"WATCHDOG=1"
        return count

    def press(self, *keys: str) -> None:
        environment = {**os.environ, "XDG_RUNTIME_DIR": str(self.runtime)}
        environment["WAYLAND_DISPLAY"] = "wayland-0"
        subprocess.run(["wtype", "-s", "100", *keys], env=environment, check=True, timeout=60)

    @contextmanager
    def finger(self, size: tuple[int, int]) -> Iterator[Finger]:
        finger = Finger(self.runtime / "wayland-0", size)
        try:
            time.sleep(0.5)
            yield finger
        finally:
            finger.close()

    def memory_kb(self) -> int:
        lines = Path(f"/proc/{self.number}/smaps_rollup").read_text("utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Rss:"))

    def lives(self) -> bool:
        return Path(f"/proc/{self.number}/status").read_text("utf-8").find("zombie") < 0

    def complaints(self) -> list[str]:
        lines = self.errors.read_text("utf-8", "replace").splitlines()
        return [line for line in lines if line and not any(one in line for one in HARMLESS)]


@contextmanager
def screen(folder: Path, size: tuple[int, int]) -> Iterator[Screen]:
    for name in NEEDED:
        if shutil.which(name) is None:
            missing("compositor", f"a screen without hardware needs {name}")
    (folder / "data").mkdir()
    (folder / "data/settings.toml").write_text(OFFERED, "utf-8")
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    width, height = size
    kiosk = f"{sys.executable} -m kiosk --data {folder}/data --kiosk --diagonal 21.5"
    start = f"wlr-randr --output HEADLESS-1 --custom-mode {width}x{height} && exec {kiosk}"
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    heard.bind(str(runtime / "heard"))
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden} | {
        "NOTIFY_SOCKET": str(runtime / "heard"),
        "WATCHDOG_USEC": "2000000",
        "XDG_RUNTIME_DIR": str(runtime),
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
        found = Screen(int(children[0]), runtime, heard, errors)
        assert found.beats(4) >= 2
        yield found
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        heard.close()


def test_no_key_leaves_it(tmp_path: Path) -> None:
    size = (1280, 800)
    with screen(tmp_path, size) as kiosk, kiosk.finger(size) as finger:
        for name, keys in ESCAPES.items():
            kiosk.press(*keys)
            assert kiosk.lives(), name
        finger.touch(640, 400)
        assert kiosk.beats(3) >= 3
        assert kiosk.complaints() == []
    told("key combinations that leave other programs", len(ESCAPES))


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(size, id="x".join(map(str, size)), marks=() if last else pytest.mark.nightly)
        for size in SIZES
        for last in (size == SIZES[-1],)
    ],
)
def test_random_touches_and_keys_do_no_harm(tmp_path: Path, size: tuple[int, int]) -> None:
    chance = random.Random(f"{size}")  # noqa: S311 - the same run every time
    count = 0
    with screen(tmp_path, size) as kiosk, kiosk.finger(size) as finger:
        begun = time.monotonic()
        memory: list[int] = []
        while (spent := time.monotonic() - begun) < RANDOM_S:
            if spent > len(memory) * RANDOM_S / SAMPLES:
                memory.append(kiosk.memory_kb())
            for _ in range(20):
                finger.touch(chance.randrange(size[0]), chance.randrange(size[1]))
                time.sleep(0.03)
            kiosk.press(*(word for key in chance.choices(KEYS, k=8) for word in ("-k", key)))
            count += 28
        assert kiosk.lives()
        assert kiosk.beats(3) >= 3
        assert kiosk.complaints() == []
        memory.append(kiosk.memory_kb())
        if FULL:
            assert memory[-1] - memory[SAMPLES // 2] <= GROWTH_KB, f"KB over time: {memory}"
    told("random touches and keys under the compositor", count)
