"""Whether the compositor lives is asked on a line of its own, and nobody waits for the answer."""

import re
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.compositor import Compositor
from kiosk.app.watchdog import supervisor
from kiosk.ui.runtime.heartbeat import ALIVE, Heartbeat
from tests.deploy.machine import shipped

OVER_S, BACK_S = 5, 3
"""Seconds after the time of the watchdog in which a hang is over; of them, for what comes after the
kill: a second until the next start, and that start on a slow machine."""
DONE = struct.pack("=III", 2, 12 << 16, 77)
DELETED = struct.pack("=III", 1, 12 << 16 | 1, 2)
ERROR = struct.pack("=IIII", 1, 16 << 16, 2, 1)
SYNC = struct.pack("=III", 1, 12 << 16, 2)


class Other:
    """The other end: what a compositor is asked, and what it answers."""

    def __init__(self, path: Path) -> None:
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(str(path))
        self.listening.listen()
        self.line: socket.socket | None = None

    def asked(self) -> bytes:
        if self.line is None:
            self.line, _ = self.listening.accept()
            self.line.settimeout(60)
        return self.line.recv(100)

    def say(self, content: bytes) -> None:
        assert self.line is not None
        self.line.sendall(content)

    def hang_up(self) -> None:
        if self.line is not None:
            self.line.close()
        self.line = None


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Other]:
    made = Other(tmp_path / "wayland-0")
    yield made
    made.hang_up()
    made.listening.close()


@pytest.fixture
def compositor(other: Other, tmp_path: Path) -> Iterator[Compositor]:
    del other
    made = Compositor(tmp_path / "wayland-0")
    yield made
    made.leave()


def test_it_lives_as_long_as_it_answers(compositor: Compositor, other: Other) -> None:
    assert compositor.lives(), "nothing was asked before"
    for _ in range(3):
        assert other.asked() == SYNC
        other.say(DONE + DELETED)
        assert compositor.lives()
    assert other.asked() == SYNC


def test_one_that_hangs_is_found_and_one_that_goes_on_is_forgiven(
    compositor: Compositor, other: Other
) -> None:
    assert compositor.lives()
    assert other.asked() == SYNC
    assert [compositor.lives() for _ in range(3)] == [False] * 3
    assert compositor._line is not None
    assert compositor._line.gettimeout() == 0, "nobody waits"
    other.say(DONE)
    assert not compositor.lives()
    other.say(DELETED[:5])
    assert not compositor.lives()
    other.say(DELETED[5:])
    assert compositor.lives()
    assert other.asked() == SYNC, "one question at a time"


def test_a_hang_just_after_an_answer_is_over_in_the_time_that_is_promised(
    compositor: Compositor, other: Other
) -> None:
    """Its answer counts at the beat after it, from which the watchdog waits its whole time."""
    (limit,) = re.findall(r"^WatchdogSec=(\d+)$", shipped("resource-kiosk.service"), re.MULTILINE)
    watching = supervisor({"NOTIFY_SOCKET": "/nowhere", "WATCHDOG_USEC": f"{limit}000000"})
    assert watching is not None
    said: list[str] = []
    heartbeat = Heartbeat(said.append, watching.every, compositor.lives)
    heartbeat.beat()
    other.asked()
    other.say(DONE + DELETED)  # and hangs
    for _ in range(3):
        heartbeat.beat()
    assert said == [ALIVE] * 2
    assert watching.every <= OVER_S - BACK_S


@pytest.mark.parametrize("said", [ERROR, struct.pack("=II", 1, 3 << 16)], ids=["error", "nonsense"])
def test_one_that_complains_is_asked_on_another_line(
    compositor: Compositor, other: Other, said: bytes
) -> None:
    assert compositor.lives()
    other.asked()
    other.say(said)
    assert not compositor.lives()
    other.hang_up()
    assert compositor.lives()
    assert other.asked() == SYNC


def test_one_that_hangs_up_and_is_gone_does_not_live(compositor: Compositor, other: Other) -> None:
    assert compositor.lives()
    other.asked()
    other.hang_up()
    other.listening.close()
    assert not compositor.lives()
    assert not compositor.lives()


def test_where_there_is_nobody_to_ask_it_does_not_matter(tmp_path: Path) -> None:
    assert Compositor(None).lives()
    assert Compositor(tmp_path / "none").lives(), "never reached"


@pytest.mark.parametrize(
    ("platform", "environment", "path"),
    [
        (
            "wayland",
            {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/run/x"},
            "/run/x/wayland-0",
        ),
        ("wayland-egl", {"WAYLAND_DISPLAY": "/run/y/w"}, "/run/y/w"),
        ("wayland", {}, None),
        ("xcb", {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/run/x"}, None),
        ("offscreen", {"WAYLAND_DISPLAY": "wayland-0"}, None),
    ],
)
def test_only_a_screen_under_wayland_has_one(
    platform: str, environment: dict[str, str], path: str | None
) -> None:
    assert Compositor.of_screen(platform, environment).path == (path and Path(path))
