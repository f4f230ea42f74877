"""The small programs of root on an installed machine, away from one: in a folder of the test."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.sync.trust import save_root
from tests.deploy.machine import DEPLOY, ROOT
from tests.deploy.parts import script
from tests.shell import write
from tests.sync.box import small
from tests.sync.toolkit import make_coalition

COMMANDS = DEPLOY / "root/usr/local/bin/resource-kiosk"
TOOLS = DEPLOY / "root/usr/local/lib/resource-kiosk"
USERS = """root:x:0:0::/root:/bin/bash
ana:x:1000:1000::/home/ana:/bin/sh
kiosk:x:999:999::/:/usr/sbin/nologin
none:x:998:998::/:
"""
STANDINS = {
    "id": "echo 0",
    "install": 'shift 4; exec /usr/bin/install -m 600 "$@"',
    "logger": ":",
    "lpadmin": ":",
    "mount": 'printf "%s\\n" "$*" >>"${0%/*}/mounted"',
    "sleep": ":",
    "sync": ":",
    "systemctl": "echo 1",
}
"""Of the system's programs that ask or change the machine."""
QUEUE = """<Printer desk>
StateTime 1
State Stopped
StateMessage jam
</Printer>
"""


def tool(name: str, folder: Path, moved: dict[str, str], *words: str) -> tuple[int, str]:
    """How a program ends and what it complains of; ``moved`` are its places and where they are."""
    text = (TOOLS / name).read_text("utf-8")
    for place, moved_to in moved.items():
        assert place in text
        text = text.replace(place, moved_to)
    (folder / "tool").write_text(text, "utf-8")
    for standin, does in STANDINS.items():
        script(folder / "bin" / standin, does)
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", folder / "tool", *words],
        env={**os.environ, "PATH": path},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stderr


MOUNTS = r"""sysfs /sys sysfs rw,nosuid,relatime 0 0
/dev/sda2 / ext4 rw,relatime,errors=remount-ro 0 0
tmpfs /run tmpfs rw,nosuid 0 0
/dev/mapper/all-var /var/with\040blank ext4 rw,nosuid,relatime 0 0
/dev/sda3 /home ext4 rw,noatime 0 0
/dev/sda1 /boot ext4 ro,relatime 0 0
/dev/sdb1 /media/resource-kiosk/sdb1 vfat rw 0 0
/dev/sdc1 /mnt vfat rw,relatime 0 0
"""


@pytest.mark.parametrize(
    ("shadow", "can"),
    [
        ("root:*:1::::::\nkiosk:!:1::::::\n", False),
        ("root:!:1::::::\nana:$y$x:1::::::\n", True),
        ("root:$y$x:1::::::\n", True),
        ("kiosk:$y$x:1::::::\nnone:$y$x:1::::::\nunknown:$y$x:1::::::\n", False),
        ("root:!$y$x:1::::::\n", False),
        ("", False),
        (None, False),
    ],
)
def test_it_is_closed_only_where_somebody_could_log_in(
    tmp_path: Path, shadow: str | None, *, can: bool
) -> None:
    marker = tmp_path / "marker"
    (tmp_path / "passwd").write_text(USERS, "ascii")
    if shadow is not None:
        (tmp_path / "shadow").write_text(shadow, "ascii")
    moved = {"/etc/": f"{tmp_path}/", "/var/lib/resource-kiosk/care": str(marker)}
    assert tool("care", tmp_path, moved, "possible")[0] == 0, "only the kernel's word asks for it"
    code, said = tool("care", tmp_path, moved, "on")
    assert (code == 0, marker.exists(), "passwd" in said) == (can, can, not can)
    marker.touch()
    code, _ = tool("care", tmp_path, moved, "possible")
    assert (code == 0, marker.exists()) == (can, can), "closed without a way in is opened"


@pytest.mark.parametrize("other", ["passwd", "missing"])
def test_closing_follows_no_link_that_another_user_laid(tmp_path: Path, other: str) -> None:
    (tmp_path / "passwd").write_text(USERS, "ascii")
    (tmp_path / "shadow").write_text("root:$y$x:1::::::\n", "ascii")
    marker = tmp_path / "marker"
    marker.symlink_to(other)
    moved = {"/etc/": f"{tmp_path}/", "/var/lib/resource-kiosk/care": str(marker)}
    assert tool("care", tmp_path, moved, "on") == (0, "")
    assert marker.is_file(follow_symlinks=False)
    assert (tmp_path / "passwd").read_text("ascii") == USERS
    assert not (tmp_path / "missing").exists()


def test_queues_that_cannot_be_read_leave_those_that_were_kept(tmp_path: Path) -> None:
    now, kept = tmp_path / "now", tmp_path / "kept"
    for folder in (now / "kept", now / "ppd", kept):
        folder.mkdir(parents=True)
    (now / "printers.conf").write_text(QUEUE, "ascii")
    moved = {
        "/proc/$(systemctl show --property=MainPID --value cups.service)/root/etc/cups": str(now),
        "kept=/etc/cups": f"kept={kept}",
    }
    assert tool("queue", tmp_path, moved, "-p", "desk")[0] == 0
    ready = "<Printer desk>\nState Idle\n</Printer>\n"
    assert (kept / "printers.conf").read_text("ascii") == ready
    assert sorted(path.name for path in kept.iterdir()) == ["ppd", "printers.conf"]
    (now / "printers.conf").unlink()
    (now / "printers.conf").mkdir()
    assert tool("queue", tmp_path, moved, "-p", "desk")[0] != 0
    assert (kept / "printers.conf").read_text("ascii") == ready


def test_the_disks_of_the_machine_keep_no_times_of_reading(tmp_path: Path) -> None:
    (tmp_path / "mounts").write_text(MOUNTS, "ascii")
    moved = {"/proc/self/mounts": str(tmp_path / "mounts")}
    assert tool("noatime", tmp_path, moved)[0] == 0
    asked = (tmp_path / "bin/mounted").read_text("ascii").splitlines()
    assert asked == [
        "-o remount,bind,noatime /",
        "-o remount,bind,noatime /var/with blank",
    ]


def test_what_root_writes_under_a_tight_mask_is_for_the_kiosk_to_read(
    tmp_path: Path, prepared_data: Path
) -> None:
    coalition, data = make_coalition(), tmp_path / "data"
    file = write(tmp_path / "weekly.kiosksync", coalition, small(), version=1)
    data.mkdir(mode=0o755)
    for path in prepared_data.iterdir():
        shutil.copyfile(path, data / path.name)
    save_root(data, coalition.trusted)
    text = COMMANDS.read_text("utf-8")
    for place, moved_to in {
        "/opt/resource-kiosk/bin/resource-kiosk": f"{sys.executable} -m kiosk",
        "/var/lib/resource-kiosk": str(data),
    }.items():
        assert place in text
        text = text.replace(place, moved_to)
    (tmp_path / "tool").write_text(text, "utf-8")
    done = subprocess.run(
        ["sh", "-c", 'umask 077; exec "$@"', "sh", "sh", tmp_path / "tool", "sync", file, "--yes"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    modes = {path.name: path.stat().st_mode & 0o777 for path in data.iterdir()}
    assert {"state.json", "state-copy.json", "lock", "history.ndjson"} <= set(modes)
    assert {name: mode for name, mode in modes.items() if mode != 0o644} == {}
