"""An installed kiosk from the instant when power comes: seen from outside, on its display.

The tests of a running kiosk share one, in their order; each begins and ends on the languages.
"""

import json
import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from kiosk.readiness.maintenance_check import STARTS_WITH
from tests.deploy import emulated, image
from tests.deploy.emulated import HALF, SIZE, Emulated, alike, lit, machine
from tests.deploy.fresh import clone_in, debian_in, release_of, run
from tests.deploy.visiting import (
    FIRST_PLACE,
    HEAD,
    LEAVE,
    NAMES,
    PAGE_S,
    SAFE_PLACE,
    SETTLED_S,
    START_S,
    Made,
    at_home,
    home,
    languages,
    leave,
    lists,
    opens,
    settled,
    staff,
    stands,
)
from tests.long_runs import add_figure, missing
from tests.shell import factory, write
from tests.sync.toolkit import make_coalition

pytestmark = pytest.mark.nightly
NEEDED = (
    *("qemu-system-x86_64", "qemu-img", "debootstrap", "partx", "losetup", "mkfs.ext4"),
    *("mkfs.vfat", "mcopy"),
)
PLUGGED_S = 20
"""What was plugged in or out is noticed."""
MENU, ENTRY = "Advanced options", "setparams"
"""What GRUB shows: its menu, and an entry to be changed. Each is alone on the display."""
ARROW = (630, 390, 660, 430)
"""Where a compositor draws the arrow of a mouse that has not been moved."""
CARE = ((300, 32, 480, 64), (0, 80, 60, 96))
"""Where the sentence stands that care begins with, and the question after it."""
CURSOR = 16
"""Pixels of a line in which a cursor may stand before it has letters."""
KEYS = (
    *(("a",), ("ret",), ("spc",), ("tab",), ("down",), ("esc",), ("f5",), ("backspace",)),
    *(("alt", "f2"), ("alt", "f4"), ("alt", "tab"), ("meta_l",), ("print",), ("f12",)),
    *(("ctrl", "alt", key) for key in ("f1", "f2", "f7", "backspace")),
    *(("alt", "sysrq", key) for key in "rseiub"),
    *(("ctrl", "alt", "delete") for _ in range(9)),
    *(("power",), ("sleep",), ("wake",)),
)
"""On other machines these open, switch, end, stop or restart something."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    lacking = [name for name in NEEDED if shutil.which(name) is None]
    if os.geteuid() != 0 or lacking:
        missing("qemu", f"a kiosk that starts needs root and {', '.join(lacking) or 'no more'}")
    folder = tmp_path_factory.mktemp("booted")
    clone = clone_in(folder)
    for words in (("-m", "kiosk", "tour"), (str(clone / "resources/dev/staff_pictures.py"),)):
        tour = (sys.executable, *words, folder / "pages")
        run(*tour, "--lang", "en", "--size", "1280x800", "--text", "M", PYTHONPATH=str(clone))
    release = release_of(clone, folder / "release", "0.9")
    debian = debian_in(folder / "debian", *image.PACKAGES)
    kernel = next((debian / "boot").glob("vmlinuz-*"))
    quick = emulated.accelerated(kernel, folder)
    said = image.made(folder / "kiosk.img", debian, release, slower=not quick)
    assert "This kiosk has a staff mode now." in said
    shutil.rmtree(debian)
    return Made(folder / "kiosk.img", folder / "pages", quick)


@pytest.fixture(scope="module")
def kiosk(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulated]:
    """A kiosk whose power came; the languages stand on its display."""
    folder = tmp_path_factory.mktemp("visits") / "machine"
    disk = image.overlay(made.disk, "first")
    with machine(disk, folder, quick=made.quick) as running:
        arrows = 0

        def stood() -> bool:
            nonlocal arrows
            arrows += lit(running.picture(), ARROW)
            return stands(running, made, "attract", NAMES)

        running.until(stood, START_S, "the languages")
        assert arrows == 0, "the arrow of a mouse is drawn before the window comes"
        kind = "of this kind of processor" if made.quick else "of an emulated processor"
        add_figure(
            f"seconds {kind} from power on to the languages",
            round(time.monotonic() - running.began),
        )
        running.until(partial(at_home, running, made), START_S, "the needs of its own directory")
        leave(running, made)
        yield running


def test_power_leads_to_the_languages_and_to_no_login(kiosk: Emulated) -> None:
    """The serial line is a console of the kernel; that it can be heard the last test proves."""
    assert "login:" not in kiosk.serial().lower()
    assert "password" not in kiosk.serial().lower()


def test_a_touch_opens_the_nine_needs(kiosk: Emulated, made: Made) -> None:
    home(kiosk, made)
    leave(kiosk, made)


def test_no_key_no_pointer_and_no_button_does_anything(
    kiosk: Emulated, made: Made, tmp_path: Path
) -> None:
    home(kiosk, made)
    before = settled(kiosk, tmp_path / "before.png")
    for device in ("usb-kbd", "usb-tablet"):
        kiosk.plug(device, device, bus="usb.0")
    time.sleep(SETTLED_S)
    for keys in KEYS:
        kiosk.press(*keys)
    for x, y in ((0.2, 0.35), (0.5, 0.5), (0.97, 0.02)):
        kiosk.move(x, y)
    kiosk("system_powerdown")
    time.sleep(SETTLED_S)
    assert alike(kiosk.picture(), before) == 1.0
    assert not kiosk.ended
    add_figure("key combinations that do something on other machines", len(set(KEYS)))
    for device in ("usb-kbd", "usb-tablet"):
        kiosk.unplug(device)
    leave(kiosk, made)


def comes_back(kiosk: Emulated, made: Made) -> None:
    """The touch screen is plugged in, and is soon listened to."""
    kiosk.plug_touch()
    kiosk.until(partial(at_home, kiosk, made), START_S, "a touch that is answered")
    leave(kiosk, made)


def test_the_touch_screen_may_be_unplugged(kiosk: Emulated, made: Made) -> None:
    kiosk.unplug("touch")
    time.sleep(PLUGGED_S)
    languages(kiosk, made)
    comes_back(kiosk, made)


def test_sticks_are_read_and_nothing_is_written_on_them(
    kiosk: Emulated, made: Made, tmp_path: Path
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    write(files / "week-47.kiosksync", make_coalition(), factory()[:-1], version=1)
    staff(kiosk, made, image.PIN)
    lists(kiosk, made, "staff-files-none")
    # What the kernel would have to read as another format is not touched.
    for kind, listed in (("fat", "one"), ("ext4", "none")):
        stick = image.stick(tmp_path / f"{kind}.img", files, kind)
        before = stick.read_bytes()
        kiosk.plug_stick(kind, stick)
        time.sleep(PLUGGED_S)
        lists(kiosk, made, f"staff-files-{listed}")
        kiosk.unplug(kind)
        time.sleep(PLUGGED_S)
        lists(kiosk, made, "staff-files-none")
        assert stick.read_bytes() == before, "a stick is read only"
    kiosk.touch(LEAVE)
    languages(kiosk, made)


def test_a_visit_leaves_nothing_and_a_power_cut_in_it_does_no_harm(
    kiosk: Emulated, made: Made, tmp_path: Path
) -> None:
    time.sleep(SETTLED_S)
    first = made.disk.with_name("first.qcow2")
    visit = first.with_name("visit.qcow2")
    kiosk(
        "blockdev-snapshot-sync",
        **{"device": "disk", "snapshot-file": str(visit), "format": "qcow2"},
    )
    home(kiosk, made)
    kiosk.touch(SAFE_PLACE)
    opens(kiosk, made, "question")
    kiosk.touch(FIRST_PLACE)
    kiosk.until(lambda: not stands(kiosk, made, "question", HEAD), PAGE_S, "a place")
    time.sleep(SETTLED_S)
    kiosk("quit")
    kiosk.process.wait(60)
    assert image.files_of(visit) == image.files_of(first)

    with machine(image.overlay(visit, "again"), tmp_path / "machine", quick=made.quick) as again:
        languages(again, made, START_S)
        home(again, made)


def test_the_menu_asks_care_is_a_login_and_no_touch_screen_is_needed(
    made: Made, tmp_path: Path
) -> None:
    disk = made.disk.with_name("care.img")
    run("cp", "--sparse=always", made.disk, disk)
    with image.mounted(disk) as root:
        menu = root / "boot/grub/grub.cfg"
        text = menu.read_text("utf-8")
        assert re.search(r"set timeout_style=hidden\n\s+set timeout=2\n", text)
        menu.write_text(text.replace("set timeout=2\n", f"set timeout={PAGE_S:.0f}\n"), "utf-8")
        (root / "var/lib/resource-kiosk/care").touch()
    overlay = image.overlay(disk, "cared")
    with machine(overlay, tmp_path / "machine", quick=made.quick, more=emulated.KEYBOARD) as kiosk:

        def asked() -> bool:
            kiosk.press("esc")
            return MENU in kiosk.letters()

        kiosk.until(asked, PAGE_S, "the menu")
        for word in ("wrong-word-9", image.BOOT_PASSWORD):
            kiosk.press("e")
            kiosk.until(lambda: "Enter username" in kiosk.letters(), PAGE_S, "who asks")
            kiosk.write("kiosk\n")
            kiosk.until(lambda: "Enter password" in kiosk.letters(), PAGE_S, "the password")
            assert ENTRY not in kiosk.letters()
            kiosk.write(f"{word}\n")
            if word == image.BOOT_PASSWORD:
                kiosk.until(lambda: ENTRY in kiosk.letters(), PAGE_S, "the entry")
                kiosk.press("esc")
            kiosk.until(lambda: MENU in kiosk.letters(), PAGE_S, "the menu")
        kiosk.press("ret")
        answers = _cared(kiosk)
        ours = () if made.quick else map(image.slower_file, image.SLOWER)
        wrong = [one["what"] for one in answers["installed"] if one["level"] == "broken"]
        assert sorted(wrong) == sorted(ours), "it knows what was changed, and nothing else was"
        languages(kiosk, made, START_S)
        assert "login:" not in kiosk.serial().lower()
        comes_back(kiosk, made)


IN_FORCE = {
    "/sys/kernel/security/lockdown": "[confidentiality]",
    "/sys/module/module/parameters/sig_enforce": "\nY",
}
"""What the kernel says of its own words, once they are in force."""


def _last_line(kiosk: Emulated) -> int:
    """Return the pixel at which the last line of letters ends; a cursor alone is further left."""
    with Image.open(kiosk.picture()) as seen:
        letters = seen.convert("L").point(lambda shade: shade > HALF).crop((CURSOR, 0, *SIZE))
        return (letters.getbbox() or (0, 0, 0, 0))[3]


def _answer(kiosk: Emulated, line: str) -> None:
    """Types a line, and waits for the next one."""
    before = _last_line(kiosk)
    kiosk.write(f"{line}\n")
    kiosk.until(lambda: _last_line(kiosk) > before, START_S, f"an answer to {line!r}")


def _logged_in(kiosk: Emulated) -> bool:
    """Types a name, a password and a command; false if a busy machine lost a key of them."""
    for line in ("root", image.ROOT_PASSWORD):
        _answer(kiosk, line)
    kiosk.write("echo '<<'begin'>>' > /dev/ttyS0\n")
    end = time.monotonic() + PAGE_S
    while "<<begin>>" not in kiosk.serial():
        if time.monotonic() > end:
            _answer(kiosk, "")  # the command was taken for a name: an empty password ends that
            return False
        time.sleep(1)
    return True


def _cared(kiosk: Emulated) -> dict[str, list[dict[str, str]]]:
    """Logs in at the screen, asks the doctor, and opens the kiosk again; what the doctor says."""
    kiosk.until(lambda: all(lit(kiosk.picture(), box) for box in CARE), START_S, "a login")
    kiosk.until(partial(_logged_in, kiosk), START_S, "a shell")
    doctor = "resource-kiosk doctor --installed --json"
    closed = "echo '<<'end'>>'; resource-kiosk care off"
    kernel = f"cat /proc/cmdline {' '.join(IN_FORCE)}"
    kiosk.write(f"exec > /dev/ttyS0; {kernel}; {doctor}; {closed}\n")
    kiosk.until(lambda: "<<end>>" in kiosk.serial(), START_S, "the doctor")
    assert "console=ttyS0" in kiosk.serial()
    assert [word for word in STARTS_WITH if word not in kiosk.serial().split()] == []
    for name, said in IN_FORCE.items():
        assert said in kiosk.serial(), f"{name} is not in force"
    said = kiosk.serial().split("<<begin>>")[-1].split("<<end>>")[0]
    found: dict[str, list[dict[str, str]]] = json.loads(
        said[said.index("{") : said.rindex("}") + 1]
    )
    return found
