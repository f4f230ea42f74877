"""Under real systemd: sticks that mean harm, and the devices that the screen may open."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.deploy import machine
from tests.long_runs import missing

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
FORBIDDEN = {"tty1", "keys", "disk", "raw"}


@contextmanager
def loop_device(image: Path) -> Iterator[tuple[tuple[int, int], str]]:
    """A block device with an image as its content: its numbers and its name."""
    command = ["losetup", "--find", "--show", "--read-only", str(image)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        missing("disk", f"no loop device: {made.stderr.strip()}")
    path = made.stdout.strip()
    number = os.stat(path).st_rdev  # noqa: PTH116 - the device, not a file
    try:
        yield (os.major(number), os.minor(number)), Path(path).name
    finally:
        subprocess.run(["losetup", "--detach", path], check=True)


@pytest.mark.parametrize("kind", ["ext2", "ext3", "ext4"])
def test_a_stick_is_read_and_nothing_on_it_is_followed_or_run(results: Path, kind: str) -> None:
    image, files = results / "stick.img", results / "on-stick"
    files.mkdir()
    (files / "data.kiosksync").write_bytes(b"x")
    (files / "link").symlink_to("/etc/passwd")
    (files / "program").write_text("#!/bin/sh\nexit 0\n", "ascii")
    (files / "program").chmod(0o4755)
    make = ["mkfs.ext4", "-q", "-t", kind, "-d", files, image, "8M"]
    subprocess.run(make, check=True, capture_output=True)
    subprocess.run(["tune2fs", "-e", "panic", image], check=True, capture_output=True)
    with loop_device(image) as (number, name):
        found = machine.run("inside_devices stick", results, device=number, name=name)
    assert found["said"] == "", found
    (options,) = found["options"]
    assert set(options.split(",")) >= SAFE, options
    kernel = set(found["kernel"])
    assert {"ro", "errors=continue"} <= kernel, "an error on it must not stop the machine"
    assert kernel & {"norecovery", "noload"}, kernel
    assert found["file"] is True
    assert "symbolic link" in found["link"].lower(), found
    assert found["runs"] is False
    assert found["gone"] is True
    assert all(found["odd"]), found


@pytest.mark.parametrize("kind", ["xfs", "btrfs", "squashfs", "ntfs", "udf"])
def test_only_a_few_formats_are_mounted(tmp_path: Path, kind: str) -> None:
    text = (machine.DEPLOY / "root/usr/local/lib/resource-kiosk/stick").read_text("utf-8")
    script = text.replace('$(blkid -p -o value -s TYPE "/dev/$name" || true)', kind)
    assert script != text
    script = script.replace("/media/resource-kiosk", str(tmp_path))
    done = subprocess.run(
        ["sh", "-c", script.replace("mount -t", "echo mounted"), "stick", "mount", "sdx1"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "not a stick: its format is unknown\n"
    assert "mounted" not in done.stdout


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
