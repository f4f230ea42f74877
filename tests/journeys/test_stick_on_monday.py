"""Monday morning: staff put a stick in, and by touch alone the kiosk shows the new number."""

import shutil
from collections import Counter
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
from kiosk.domain.records import AnyRecord, Phone, Service
from kiosk.domain.text import LRI, PDI
from kiosk.staff import pin_lockout
from kiosk.staff.pin_lockout import FREE
from kiosk.staff.provisioning import provision, reset
from kiosk.staff.state import QUIET_S
from kiosk.sync.trust import fingerprint
from kiosk.ui.kit.theme import Glass
from kiosk.ui.staff import staff_gesture
from tests.immediate_jobs import ImmediateJobs
from tests.journeys.visitor import Visitor
from tests.sync.toolkit import Coalition, hand, make_coalition

PIN, NEW_PIN, SERVICE = "270918", "904157", "loaves-and-fishes-dining-room"
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

    def enters(self, digits: str = PIN) -> "Staff":
        self.until_true(lambda: "key:1" in self.ids(), "a key that can be touched")
        self.types(digits).touch("enter")
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


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where a stick is mounted."""
    folder = tmp_path / "media" / "someone" / "STICK"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def factory_data(qapp: object, data_folder: Path, catalogues: Path, tmp_path: Path) -> Path:
    """A data folder of its own with the factory directory, for a kiosk that can be shown."""
    del qapp, catalogues
    return Path(shutil.copytree(data_folder, tmp_path / "data"))


@pytest.fixture
def staff(factory_data: Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Staff]:
    """Staff in front of a provisioned kiosk on the factory directory, that trusts nobody yet."""
    # Nobody vouches for the clock: the files of this test never expire.
    settings = f'[site]\ntrust_clock = false\n[sync]\nmedia = ["{stick.parents[1]}"]\n'
    with at_a_kiosk(factory_data, settings, monkeypatch, trusted=False) as person:
        yield person


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


def test_the_stick_on_monday(
    staff: Staff, stick: Path, factory_records: tuple[AnyRecord, ...]
) -> None:
    coalition = make_coalition()
    coalition.write(stick / "week-47.kiosksync", with_number(factory_records, NEW))
    (stick / "~half.kiosksync").write_bytes(b"PK")
    assert number_seen(staff) == OLD

    staff.knocks().enters("615342")
    staff.until("pin", "That was not the PIN.")
    staff.enters().until("home", "Data that came with the program", "No coalition is trusted yet")
    staff.touch("files").until("files", "week-47.kiosksync", "does not trust any coalition yet")
    first_trust(staff, coalition)

    staff.until("report", "What will change", OLD, NEW, "Signed by: Editor")
    staff.sees("Help lines do not change.", "Call each new number once before you use it")
    staff.touch("use").until("working", "Putting it into use")
    staff.until("result", "The new data is in place")
    staff.touch("home").until("home", "From: Test Coalition", "Only files signed by your coalition")
    staff.touch("leave").is_on("attract").does_not_see("Staff")
    staff.until_true(lambda: number_seen(staff) == NEW, "the new number")

    # A file that someone else signed: refused in words, and the new data stays.
    bad = stick / "week-48.kiosksync"
    records = with_number(factory_records, NEWER)
    coalition.write(bad, records, version=2, directory_signers=[hand("Stranger")])
    staff.knocks().enters().until("home")
    staff.touch("files").until("files", "The signatures are not the ones this kiosk trusts.")
    staff.sees("The kiosk already shows this.", "No usable file")

    # One step back, and the number that the program came with.
    staff.touch("back").until("home", "Go back to the previous data").touch("undo")
    staff.until("undo", "Go back to the previous data?")
    staff.touch("yes").until("result", "The previous data is back")
    staff.touch("home").until("home", "Data that came with the program")
    assert "undo" not in staff.ids()
    staff.touch("history").until("history", "The previous data was restored")
    staff.sees("New data was put in place", "The coalition’s keys were accepted")
    staff.touch("leave").is_on("attract")
    staff.until_true(lambda: number_seen(staff) == OLD, "the old number")


def test_nobody_gets_in_without_a_pin_or_by_accident(staff: Staff) -> None:
    staff.at(12, 12)
    QTest.qWait(120)
    staff.is_on("attract")
    staff.touch("language:en").knocks_in_vain("home").touch("leave").touch("return")
    (staff.kiosk._services.data / "staff.json").unlink()
    staff.knocks_in_vain("attract")


def test_a_visitor_who_walks_up_does_not_find_it_open(
    staff: Staff, stick: Path, factory_records: tuple[AnyRecord, ...]
) -> None:
    """Staff are called away in front of the report: it closes, and nothing was changed."""
    coalition = make_coalition()
    coalition.write(stick / "week-47.kiosksync", with_number(factory_records, NEW))
    staff.knocks().enters().until("home").touch("files").until("files", "week-47.kiosksync")
    staff.touch("file:0").until("trust").types("".join(fingerprint(coalition.trusted)))
    staff.until("report", NEW)
    staff.waits(QUIET_S - 1).is_on("staff-report")
    staff.waits(QUIET_S).is_on("attract").does_not_see("Staff", NEW)
    assert number_seen(staff) == OLD
    staff.knocks("Type the staff PIN").touch("leave").is_on("attract")
    assert number_seen(staff) == OLD


def test_the_door_shuts_after_wrong_pins_and_the_shell_opens_it(staff: Staff) -> None:
    data = staff.kiosk._services.data
    staff.knocks()
    for _ in range(FREE - 1):
        staff.enters("615342").until("pin", "That was not the PIN.")
    staff.enters("615342").until("pin", "Too many wrong PINs. You can try again in", "0:")
    assert not {one for one in staff.ids() if one.startswith("key:")}
    staff.touch("leave").is_on("attract")
    reset(data, NEW_PIN)
    staff.knocks().enters().until("pin", "That was not the PIN.").enters(NEW_PIN).until("home")

    staff.touch("leave")
    (data / pin_lockout.FILE).write_text(f'{{"wrong":{pin_lockout.MOST}}}', encoding="utf-8")
    staff.knocks("Locked after too many wrong PINs", "resource-kiosk pin reset")
    assert "enter" not in staff.ids()


def test_the_pin_is_changed_by_touch_and_only_with_the_old_one(staff: Staff) -> None:
    staff.knocks().enters().until("home").touch("pin").until("pin_old", "Type the PIN you have now")
    staff.enters("615342").until("pin_old", "That was not the PIN.")
    staff.enters().until("pin_new", "Type a new PIN")
    staff.enters("123456").until("pin_new", "That PIN is too easy to guess.")
    staff.enters(NEW_PIN).until("pin_again").enters(PIN).until("pin_new", "Begin again.")
    staff.enters(NEW_PIN).until("pin_again").enters(NEW_PIN).until("home", "The PIN was changed.")
    staff.touch("leave").knocks().enters().until("pin", "That was not the PIN.")
    staff.enters(NEW_PIN).until("home")


def test_new_numbers_on_later_pages_are_seen_before_they_are_used(
    staff: Staff, stick: Path, factory_records: tuple[AnyRecord, ...]
) -> None:
    """Eighteen numbers change: what stands on the last page was on the screen before the yes."""
    coalition = make_coalition()
    count = Counter(one.service_id for one in factory_records if isinstance(one, Phone))
    plain = [one.id for one in factory_records if isinstance(one, Service) and not one.helpline]
    kept = dict(zip((one for one in plain if count[one] == 1), range(18), strict=False))
    records = [
        msgspec.structs.replace(one, number=f"+19165550{100 + kept[one.service_id]}")
        if isinstance(one, Phone) and one.service_id in kept
        else one
        for one in factory_records
    ]
    coalition.write(stick / "week-47.kiosksync", records)
    staff.knocks().enters().until("home").touch("files").until("files", "week-47.kiosksync")
    staff.touch("file:0").until("trust").types("".join(fingerprint(coalition.trusted)))
    staff.until("report", "Page 1 of", "See the changes on the next pages first.")
    seen, pages = staff.text, 0
    while "use" not in staff.ids():
        pages += 1
        staff.touch("Next page").is_on("staff-report")
        seen += staff.text
    assert pages > 1
    assert all(f"916-555-0{100 + at}" in seen for at in kept.values())
    staff.touch("use").until("result", "The new data is in place")
