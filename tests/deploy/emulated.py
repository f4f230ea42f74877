"""A machine in QEMU: its display is looked at, a touch screen and a keyboard are worked, USB sticks
are plugged in. All through QEMU's own control socket (QMP); the machine inside knows of nothing.
"""

import json
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

SIZE = (1280, 800)
TOUCH_SCREEN = "virtio-multitouch-pci"
FULL = 0x7FFF
"""The far end of an axis of QEMU's touch screen."""
MEMORY = "2048"
HELD_S, PAUSE_S = 0.05, 0.4
"""How long a key is held, or it repeats; and until the next: a keyboard on USB forgets what a slow
machine has not taken up yet."""
KERNEL_S = 20.0
LETTERS, COLUMNS, ROWS = 0xB8000, 80, 25
"""Where a display in its mode of letters keeps them."""
HALF = 128
"""Of 255: a shade of letters on black."""
NEAR = 24
"""Of 255: shades so much apart are the same."""
SHIFTED = dict(zip('!@#$%^&*()_+{}|:"<>?~', "1234567890-=[]\\;',./`", strict=True))
NAMED = {
    " ": "spc", "-": "minus", "/": "slash", ".": "dot", ",": "comma", "\n": "ret", "=": "equal",
    ";": "semicolon", "'": "apostrophe", "\\": "backslash", "[": "bracket_left",
    "]": "bracket_right", "`": "grave_accent",
}  # fmt: skip
"""Keys of an American keyboard by QEMU's names."""


def accelerated(kernel: Path, folder: Path) -> bool:
    """Whether the processor here runs machines: one that is asked to start a kernel says so."""
    if not os.access("/dev/kvm", os.R_OK | os.W_OK):
        return False
    serial = folder / "trial"
    words = ("-accel", "kvm", "-cpu", "host", "-M", "q35", "-m", "512", "-nodefaults", "-no-reboot")
    words = (*words, "-display", "none", "-serial", f"file:{serial}", "-kernel", str(kernel))
    with subprocess.Popen(
        ["qemu-system-x86_64", *words, "-append", "console=ttyS0 panic=-1"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as trial:  # fmt: skip
        try:
            trial.wait(KERNEL_S)
        except subprocess.TimeoutExpired:
            trial.kill()
    return serial.exists() and b"Kernel panic" in serial.read_bytes()


def alike(one: Path, other: Path, box: tuple[int, int, int, int] = (0, 0, *SIZE)) -> float:
    """Which share of two pictures is the same, in a box of them."""
    with Image.open(one) as first, Image.open(other) as second:
        if first.size != second.size:
            return 0.0
        pair = (first.convert("RGB").crop(box), second.convert("RGB").crop(box))
    shades = ImageChops.difference(*pair).convert("L").histogram()
    return sum(shades[:NEAR]) / sum(shades)


def lit(path: Path, box: tuple[int, int, int, int]) -> bool:
    """Whether there are letters in a part of a black picture of the usual size."""
    with Image.open(path) as found:
        darkest, brightest = found.convert("L").crop(box).getextrema()
        return found.size == SIZE and darkest == 0 and brightest > HALF


@dataclass
class Emulated:
    """A running machine; seconds of ``began`` are those of ``time.monotonic``."""

    folder: Path
    process: subprocess.Popen[bytes]
    talk: TextIOWrapper
    began: float
    ended: bool = False

    def __call__(self, command: str, **words: Any) -> Any:
        """What QEMU answers to a command of QMP."""
        self.talk.write(json.dumps({"execute": command, "arguments": words}) + "\n")
        self.talk.flush()
        for line in self.talk:
            answer = json.loads(line)
            self.ended |= answer.get("event") in {"SHUTDOWN", "RESET", "GUEST_PANICKED"}
            if "event" not in answer:
                assert "error" not in answer, (command, words, answer)
                return answer["return"]
        raise AssertionError(f"the machine ended before it answered {command}")

    def picture(self) -> Path:
        """What the display shows; each picture takes the place of the one before."""
        path = self.folder / "seen.png"
        self("screendump", filename=str(path), format="png")
        return path

    def letters(self) -> str:
        """What a display in its mode of letters shows."""
        path = self.folder / "letters"
        self("pmemsave", val=LETTERS, size=2 * COLUMNS * ROWS, filename=str(path))
        text = path.read_bytes()[::2].decode("cp437")
        return "\n".join(text[at : at + COLUMNS].rstrip() for at in range(0, len(text), COLUMNS))

    def serial(self) -> str:
        """What came out of the serial line."""
        return (self.folder / "serial").read_text("utf-8", "replace")

    def until(self, there: Callable[[], object], seconds: float, what: str) -> float:
        """Seconds until it is so; it must be within some time."""
        begun = time.monotonic()
        while not there():
            left = begun + seconds - time.monotonic()
            assert left > 0, f"not within {seconds:.0f} s: {what}; see {self.picture()}"
            time.sleep(0.5)
        return time.monotonic() - begun

    def _send(self, kind: str, *events: dict[str, Any]) -> None:
        self("input-send-event", events=[{"type": kind, "data": event} for event in events])

    def touch(self, point: tuple[int, int], seconds: float = 0.2) -> None:
        """A finger on a place of the display."""
        near = {"slot": 0, "tracking-id": 0}
        at = {
            axis: value * FULL // size for axis, value, size in zip("xy", point, SIZE, strict=True)
        }
        down = [
            {"type": "data", "axis": axis, "value": value, **near} for axis, value in at.items()
        ]
        self._send("mtt", {"type": "begin", "axis": "x", "value": at["x"], **near}, *down)
        time.sleep(seconds)
        end = {"type": "end", "axis": "x", "value": at["x"], "slot": 0, "tracking-id": -1}
        self._send("mtt", end)

    def press(self, *keys: str) -> None:
        """Keys of a keyboard, together."""
        for held, order, seconds in ((True, keys, HELD_S), (False, keys[::-1], PAUSE_S)):
            named = [{"down": held, "key": {"type": "qcode", "data": key}} for key in order]
            self._send("key", *named)
            time.sleep(seconds)

    def write(self, text: str) -> None:
        """Types on an American keyboard."""
        for sign in text:
            plain = SHIFTED.get(sign, sign.lower())
            shift = ("shift",) if sign in SHIFTED or sign.isupper() else ()
            self.press(*shift, NAMED.get(plain, plain))

    def move(self, x: float, y: float) -> None:
        """Moves the arrow of a pointer that is plugged in, and presses its button."""
        for axis, value in (("x", x), ("y", y)):
            self._send("abs", {"axis": axis, "value": int(value * FULL)})
        for down in (True, False):
            self._send("btn", {"down": down, "button": "left"})

    def plug(self, name: str, driver: str, **how: Any) -> None:
        """Plugs a device in."""
        self("device_add", driver=driver, id=name, **how)

    def plug_touch(self) -> None:
        """Plugs the touch screen in."""
        self.plug("touch", TOUCH_SCREEN, bus="bridge")

    def plug_stick(self, name: str, image: Path) -> None:
        """Plugs a stick in, which can be written."""
        file = {"driver": "file", "filename": str(image)}
        self("blockdev-add", **{"driver": "raw", "node-name": f"of-{name}", "file": file})
        self.plug(name, "usb-storage", drive=f"of-{name}", bus="usb.0", removable=True)

    def unplug(self, name: str) -> None:
        """Takes a device away."""
        self("device_del", id=name)


def _command(disk: Path, folder: Path, *, quick: bool, more: Sequence[str]) -> list[str]:
    parts = ("kvm", "host") if quick else ("tcg,thread=multi", "max")
    return [
        *("qemu-system-x86_64", "-accel", parts[0], "-cpu", parts[1], "-M", "q35", "-m", MEMORY),
        *("-smp", "2", "-nodefaults", "-display", "none", "-no-reboot", "-nic", "none"),
        *("-serial", f"file:{folder / 'serial'}", "-device", "qemu-xhci,id=usb"),
        *("-device", f"VGA,edid=on,xres={SIZE[0]},yres={SIZE[1]}", "-device", "ahci,id=sata"),
        *("-drive", f"file={disk},format=qcow2,if=none,id=disk,cache=unsafe"),
        *(
            "-device",
            "ide-hd,drive=disk,bus=sata.0",
            "-device",
            "pcie-root-port,id=bridge,chassis=1",
        ),
        *("-qmp", f"unix:{folder / 'qmp'},server=on,wait=off", *more),
    ]


TOUCH = ("-device", f"{TOUCH_SCREEN},id=touch,bus=bridge")
KEYBOARD = ("-device", "usb-kbd,bus=usb.0")


@contextmanager
def machine(
    disk: Path, folder: Path, *, quick: bool, more: Sequence[str] = TOUCH
) -> Iterator[Emulated]:
    """A machine from the instant when power comes until it goes. It has no network."""
    folder.mkdir()
    command = _command(disk, folder, quick=quick, more=more)
    with socket.socket(socket.AF_UNIX) as control, subprocess.Popen(command) as process:
        try:
            began = time.monotonic()
            while control.connect_ex(str(folder / "qmp")) != 0:
                assert process.poll() is None, "QEMU does not start"
                assert time.monotonic() < began + KERNEL_S
                time.sleep(0.05)
            with control.makefile("rw", encoding="utf-8") as talk:
                talk.readline()
                found = Emulated(folder, process, talk, began)
                found("qmp_capabilities")
                yield found
        finally:
            process.kill()
