"""Under real systemd: sticks that mean harm, and the devices that the screen may open."""

import os
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.deploy import machine
from tests.long_runs import missing
from tests.once import one_at_a_time

SAFE = {"ro", "nosuid", "nodev", "noexec", "nosymfollow"}
DEVICES = {
    "ttyS0": ("c", 4, 64),
    "ttyUSB0": ("c", 188, 0),
    "ttyACM0": ("c", 166, 0),
    "lp0": ("c", 180, 0),
    "card0": ("c", 226, 0),
    "pcm": ("c", 116, 16),
    "tty1": ("c", 4, 1),
    "keys": ("c", 13, 64),
    "disk": ("b", 8, 0),
    "raw": ("c", 1, 1),
}
PATIENCE_S = 900
"""Longer than all the waiting inside, on however busy a machine."""
FORBIDDEN = {"tty1", "keys", "disk", "raw"}


@contextmanager
def loop_device(image: Path) -> Iterator[tuple[tuple[int, int], str]]:
    """A block device with an image as its content: its numbers and its name.

    One run of the tests on this machine has one at a time. To find a free device and to attach it
    are two steps: between them another run may take the same.
    """
    command = ["losetup", "--find", "--show", "--read-only", str(image)]
    with one_at_a_time("loop-device"):
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode:
            missing("disk", f"no loop device: {made.stderr.strip()}")
        path = made.stdout.strip()
        number = os.stat(path).st_rdev  # noqa: PTH116 - the device, not a file
        try:
            yield (os.major(number), os.minor(number)), Path(path).name
        finally:
            subprocess.run(["losetup", "--detach", path], check=True)


def fat(*files: tuple[str, bytes]) -> bytes:
    """A disk of FAT12 with small files, as a floppy has it: name, then content."""
    sector, sectors, table, entries = 512, 2880, 9, 224
    shape = (sector, 1, 1, 2, entries, sectors, 0xF0, table, 18, 2, 0, 0)
    boot = b"\xeb\x3c\x90MSDOS5.0" + struct.pack("<HBHBHHBHHHII", *shape)
    boot += struct.pack("<BBBI11s8s", 0, 0, 0x29, 1, b"STICK", b"FAT12   ")
    chain, listed, content = [0xFF0, 0xFFF], b"", b""
    for name, one in files:
        assert len(one) <= sector
        stem, _, end = name.upper().partition(".")
        short = f"{stem:8}{end:3}".encode("ascii")
        listed += short + b"\x20" + bytes(12) + struct.pack("<HHI", 0x21, len(chain), len(one))
        content += one.ljust(sector, b"\0")
        chain.append(0xFFF)
    twelve = sum(entry << 12 * at for at, entry in enumerate(chain))
    tables = twelve.to_bytes(table * sector, "little") * 2
    whole = boot.ljust(sector - 2, b"\0") + b"\x55\xaa" + tables
    return (whole + listed.ljust(entries * 32, b"\0") + content).ljust(sectors * sector, b"\0")


def test_a_stick_is_read_and_nothing_on_it_is_run(results: Path) -> None:
    if "vfat" not in Path("/proc/filesystems").read_text("ascii").split():
        missing("disk", "this kernel reads no FAT")
    image = results / "stick.img"
    image.write_bytes(fat(("data.txt", b"x"), ("program.sh", b"#!/bin/sh\nexit 0\n")))
    with loop_device(image) as (number, _):
        found = machine.run("inside_devices stick", results, device=number)
    assert found["said"] == "", found
    (options,) = found["options"]
    assert set(options.split(",")) >= SAFE, options
    assert "errors=continue" in found["kernel"].split(","), "an error must not stop the machine"
    assert found["file"] is True
    assert found["runs"] is False
    assert found["gone"] is True
    assert all(found["odd"]), found


def mounting(tmp_path: Path, kind: str) -> "subprocess.CompletedProcess[str]":
    """What the tool does with a stick of a format, its mount only said."""
    text = (machine.DEPLOY / "root/usr/local/lib/resource-kiosk/stick").read_text("utf-8")
    script = text.replace('$(blkid -p -o value -s TYPE "/dev/$name" || true)', kind)
    assert script != text
    script = script.replace("/media/resource-kiosk", str(tmp_path))
    return subprocess.run(
        ["sh", "-c", script.replace("mount -t", "echo mounted"), "stick", "mount", "sdx1"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["vfat", "exfat"])
def test_fat_is_mounted_and_nothing_of_it_can_be_written_or_run(tmp_path: Path, kind: str) -> None:
    done = mounting(tmp_path, kind)
    assert done.returncode == 0, done.stderr
    said, form, _, options, device, place = done.stdout.split()
    assert (said, form, device) == ("mounted", kind, "/dev/sdx1")
    assert place == str(tmp_path / "sdx1")
    assert set(options.split(",")) >= SAFE | {"umask=0227", "uid=kiosk-sync", "errors=continue"}


@pytest.mark.parametrize(
    "kind",
    [
        *("ext2", "ext3", "ext4", "xfs", "btrfs", "squashfs", "ntfs", "udf", "iso9660", "hfsplus"),
        *("LVM2_member", "crypto_LUKS", ""),
    ],
)
def test_no_other_format_is_mounted(tmp_path: Path, kind: str) -> None:
    done = mounting(tmp_path, kind)
    assert done.returncode == 1
    assert done.stderr == "not a stick: its format is unknown\n"
    assert "mounted" not in done.stdout


def test_sticks_are_mounted_only_while_staff_mode_is_open(results: Path) -> None:
    """With ext4 in the place of FAT, which the kernel around can read; all else is as shipped."""
    image = results / "stick.img"
    subprocess.run(["mkfs.ext4", "-q", image, "8M"], check=True, capture_output=True)
    with loop_device(image) as (number, _):
        found = machine.run("inside_devices sticks", results, device=number, seconds=PATIENCE_S)
    assert found == {
        "plugged in while it is closed": False,
        "opened by somebody else": "Permission denied",
        "opened": True,
        "plugged in while it is open": True,
        "one of two screens is gone": True,
        "closed": False,
        "opened once more": True,
        "the screen was killed": False,
        "left": [],
    }


def test_the_screen_opens_the_devices_that_it_needs_and_no_others(results: Path) -> None:
    units = {
        name: machine.unit_with(
            "resource-kiosk.service",
            f"{name} {' '.join(DEVICES)}",
            hardened=hard,
            devices=True,
            script="probe_devices.py",
        )
        for name, hard in (("hard.service", True), ("soft.service", False))
    }
    found = machine.run(
        "inside_devices devices", results, units=units, names=sorted(units), devices=DEVICES
    )
    hard, soft = found["hard.service"], found["soft.service"]
    refused = {name for name, said in hard.items() if said == "EPERM"}
    if not any(said == "EPERM" for said in hard.values()):
        missing("machine", "this kernel does not let a unit forbid devices")
    assert refused == FORBIDDEN, (hard, soft)
    assert not {name for name, said in soft.items() if said == "EPERM"} - {"raw"}, soft
