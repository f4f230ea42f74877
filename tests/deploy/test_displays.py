"""A display that is missing, goes or changes, and a compositor that hangs: under the real one."""

import os
import select
import signal
import time
from pathlib import Path

import pytest

from kiosk.sync.state import STATE_NAME
from tests.deploy.machine import UNITS
from tests.deploy.screens import Screen, screen
from tests.deploy.test_units import FILES, tool
from tests.long_runs import missing

SIZE = (1280, 800)
OWN = ("No display is connected", "qt.qpa.wayland: ")
"""What the kiosk, and Qt for it, say of a display that is not there."""


def complaints(kiosk: Screen) -> list[str]:
    return [line for line in kiosk.complaints() if not line.startswith(OWN)]


def hears(kiosk: Screen, message: bytes, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and select.select([kiosk.heard], [], [], left)[0]:
        if kiosk.heard.recv(100) == message:
            return True
    return False


@pytest.mark.nightly
def test_without_a_display_it_waits_alive_and_no_start_failed(tmp_path: Path) -> None:
    with screen(tmp_path, SIZE, dark=True) as kiosk:
        assert kiosk.starts() == 0
        assert not (tmp_path / "data" / STATE_NAME).exists(), "nothing is shown yet"
        assert kiosk.beats(2) >= 2
        kiosk.display("--on")
        assert hears(kiosk, b"READY=1"), "the first frame"
        assert kiosk.starts() == 1, "from now on it could fail"
        end = time.monotonic() + 60
        while time.monotonic() < end and not (tmp_path / "data" / STATE_NAME).exists():
            assert kiosk.beats(2) >= 1
        assert (tmp_path / "data" / STATE_NAME).exists(), "the directory, after the first frame"
        assert complaints(kiosk) == []


@pytest.mark.nightly
def test_a_display_that_goes_comes_back_and_changes_does_no_harm(tmp_path: Path) -> None:
    with screen(tmp_path, SIZE) as kiosk:
        kiosk.display("--off")
        assert kiosk.beats(2) >= 2
        kiosk.display("--on")
        kiosk.display("--custom-mode", "1080x1920")
        with kiosk.finger((1080, 1920)) as finger:
            for x in range(100, 1080, 200):
                finger.touch(x, 1400)
                time.sleep(0.1)
        assert kiosk.beats(2) >= 2
        assert kiosk.lives()
        assert kiosk.starts() == 1
        assert complaints(kiosk) == []


def test_a_compositor_that_hangs_is_no_life(tmp_path: Path) -> None:
    with screen(tmp_path, SIZE) as kiosk:
        os.kill(kiosk.compositor, signal.SIGSTOP)
        kiosk.beats(1.5)
        assert kiosk.beats(3) == 0
        os.kill(kiosk.compositor, signal.SIGCONT)
        assert kiosk.beats(3) >= 3
        assert kiosk.lives()


def test_a_display_that_is_plugged_in_starts_the_screen_anew_within_limits() -> None:
    """By RUN: what a device wants is taken up once, when the device is new, and not at a change."""
    rules = FILES / "etc/udev/rules.d/73-resource-kiosk-display.rules"
    done = tool("udevadm", "verify", rules)
    if "Unknown command verb" in done.stderr:
        missing("systemd", "udevadm is too old to verify")
    assert done.returncode == 0, done.stdout + done.stderr
    text = rules.read_text("ascii")
    assert {'ACTION=="change"', 'SUBSYSTEM=="drm"', 'ENV{HOTPLUG}=="1"'} <= {
        word.strip() for word in text.splitlines()[-1].split(",")
    }
    assert "SYSTEMD_WANTS" not in text
    unit = (UNITS / "resource-kiosk-display.service").read_text("ascii")
    assert "try-restart resource-kiosk.service" in unit
    limits = dict(line.split("=", 1) for line in unit.splitlines() if line.startswith("StartLimit"))
    assert limits == {"StartLimitIntervalSec": "10min", "StartLimitBurst": "6"}
