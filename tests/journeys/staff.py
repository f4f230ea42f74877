"""Staff in front of a kiosk: who knows the corner and the PIN, and brings a stick."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from kiosk.app.background import BackgroundServices
from kiosk.app.context import AppContext, prepare_directory
from kiosk.app.screen import ScreenApp
from kiosk.app.settings import load_settings
from kiosk.domain.clock import FixedClock
from kiosk.domain.records import AnyRecord, Phone
from kiosk.domain.text import LRI, PDI
from kiosk.staff.provisioning import provision
from kiosk.sync.trust import fingerprint
from kiosk.ui.kit.theme import Glass
from kiosk.ui.staff import staff_gesture
from tests.immediate_jobs import ImmediateJobs
from tests.journeys.visitor import Visitor
from tests.sync.toolkit import Coalition

PIN, SERVICE = "270918", "loaves-and-fishes-dining-room"
OLD, NEW, NEWER = "916-446-0874", "916-555-0142", "916-555-0163"
LONGEST_WAIT_S = 600
"""Seconds until a test gives up; a busy machine may need many of them."""


def with_number(records: tuple[AnyRecord, ...], number: str) -> list[AnyRecord]:
    """The records with another number for one service."""
    dialled = f"+1{number.replace('-', '')}"
    return [
        msgspec.structs.replace(one, number=dialled)
        if isinstance(one, Phone) and one.service_id == SERVICE
        else one
        for one in records
    ]


class Staff(Visitor):
    """Somebody who knows the corner and the PIN."""

    @property
    def text(self) -> str:
        """What stands on the screen, without the signs that only order it."""
        return super().text.replace(LRI, "").replace(PDI, "")

    def until(self, page: str, *words: str) -> "Staff":
        """Waits for a page, and for words on it."""
        return self.until_true(
            lambda: self.screen == f"staff-{page}" and all(word in self.text for word in words),
            f"{page} with {words}",
        )

    def until_true(self, met: Callable[[], bool], what: str) -> "Staff":
        for _ in range(LONGEST_WAIT_S * 50):
            if met():
                return self
            QTest.qWait(20)
        raise AssertionError(f"{what} never came; on {self.screen}:\n{self.text}")

    def holds_the_corner(self, until: Callable[[], object]) -> "Staff":
        """A finger on the corner, until something came of it or long enough went by."""
        corner = QPoint(12, 12)
        QTest.touchEvent(self.window, self.device).press(0, corner, self.window).commit()
        until()
        QTest.touchEvent(self.window, self.device).release(0, corner, self.window).commit()
        return self

    def knocks(self, *words: str) -> "Staff":
        return self.holds_the_corner(lambda: self.until("pin", *words or ("Type the staff PIN",)))

    def knocks_in_vain(self, screen: str) -> "Staff":
        def nothing_comes() -> None:
            QTest.qWait(120)
            self.is_on(screen)

        return self.holds_the_corner(nothing_comes)

    def ids(self) -> set[str]:
        return {node.id for node in self.scene.touches}

    def types(self, digits: str) -> "Staff":
        for digit in digits:
            self.touch(f"key:{digit}")
        return self

    def until_keys(self) -> "Staff":
        """Waits until the page takes touches: it takes none while the lock is read."""
        return self.until_true(lambda: "key:1" in self.ids(), "a key that can be touched")

    def enters(self, digits: str = PIN) -> "Staff":
        self.until_keys().types(digits).touch("enter")
        return self


@contextmanager
def at_a_kiosk(
    data: Path, settings: str, monkeypatch: pytest.MonkeyPatch, *, trusted: bool = True
) -> Iterator[Staff]:
    """Staff in front of a kiosk on a copy of the factory directory, with a PIN and settings."""
    monkeypatch.setattr(staff_gesture, "HOLD_S", 0.05)
    provision(data, PIN)
    own = data / "settings.toml"
    own.write_text(settings, encoding="utf-8")
    clock = FixedClock.at("2026-11-24T10:30", "America/Los_Angeles", trusted=trusted)
    program = AppContext(load_settings(own), clock)
    beside = BackgroundServices(program, data, paper_jobs=ImmediateJobs())
    kiosk = ScreenApp(
        program,
        lambda: prepare_directory(data),
        Glass(1920, 1080),
        ImmediateJobs(),
        beside,
        paper=beside.paper(),
    )
    try:
        yield Staff(kiosk)
        assert not kiosk.window.warnings, kiosk.window.warnings
    finally:
        kiosk.close()


def number_seen(staff: Staff) -> str:
    """The number that a visitor finds on the service's page, by touch alone."""
    staff.touch("language:en")
    if staff.screen == "attract":
        return "the page was renewed under the finger"
    staff.touch("need:food").touch("tile:food.eat_today")
    while f"service:{SERVICE}" not in staff.ids():
        staff.touch("More")
    text = staff.touch(f"service:{SERVICE}").is_on("service").text
    staff.touch("leave").touch("return").is_on("attract")
    return next((number for number in (OLD, NEW, NEWER) if number in text), text)


def first_trust(staff: Staff, coalition: Coalition) -> None:
    """Types the groups of the paper, the third one wrong at first."""
    groups = fingerprint(coalition.trusted)
    staff.touch("file:0").until("trust")
    staff.types(groups[0] + groups[1])
    slip = groups[2][:3] + ("0" if groups[2][3] != "0" else "1")
    staff.types(slip).sees("Group 3 does not match this file.")
    assert not {one for one in staff.ids() if one.startswith("key:")}, "only erasing helps"
    staff.touch("erase").does_not_see("Group 3")
    staff.types("".join(groups[2:]))
