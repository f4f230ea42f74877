"""The disk of a kiosk: Debian and GRUB on a partition, and the installer of a release run on it.

Everything is made in a mount namespace of its own, on a loop device. The kernel need not read
tables of partitions: ``partx`` tells it where the one partition lies.
"""

import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.deploy.fresh import run

SECTOR, START = 512, 2048
"""Bytes; sectors before the partition, of which GRUB takes some."""
SIZE = 4 << 30
BOOT = 0x80
LINUX, FAT = 0x83, 0x0C
"""Kinds of partition."""
PIN, BOOT_PASSWORD, ROOT_PASSWORD = "270918", "open-sesame-7", "care-for-it-3"
PACKAGES = (
    *("systemd-sysv", "dbus", "linux-image-amd64", "initramfs-tools", "zstd", "grub-pc", "passwd"),
    "procps",
)
SITE = """[site]
title = "Information"

[screen]
diagonal = 15.6

[idle]
service = 300
other = 300
"""
"""Nothing goes back by itself while a slow machine is asked."""
SERIAL = """GRUB_TERMINAL=console
GRUB_CMDLINE_LINUX="console=ttyS0 console=tty0"
"""
"""A serial line as a second console, where systemd would offer a login; and GRUB's menu in letters
that can be read from the memory of the display."""
SLOWER = {
    "resource-kiosk.service": "TimeoutStartSec=900\nWatchdogSec=300\n",
    "resource-kiosk-again.service": "TimeoutStartSec=300\n",
    "resource-kiosk-aside.service": "TimeoutStartSec=300\n",
    "resource-kiosk-stick@.service": "TimeoutStartSec=300\n",
}
"""Limits for a machine that is emulated, and so ten to thirty times slower."""
MAKE = """set -eu
mount --make-rprivate /
loop="$(losetup --find --show --partscan "$IMAGE")"
trap 'cd /; umount -R "$ROOT" || true; partx -d "$loop"; losetup -d "$loop"' EXIT
partx -u "$loop"
name="$(basename "$loop")"
part="${loop}p1"
test -b "$part" || mknod "$part" b $(tr : ' ' <"/sys/class/block/${name}p1/dev")
mkfs.ext4 -q -F -d "$DEBIAN" "$part"
mount "$part" "$ROOT"
uuid="$(blkid -p -o value -s UUID "$part")"
echo "UUID=$uuid / ext4 errors=remount-ro 0 1" >"$ROOT/etc/fstab"
mount -t proc proc "$ROOT/proc"
mount -t sysfs sys "$ROOT/sys"
mount -t tmpfs tmp "$ROOT/tmp"
mount -t tmpfs dev "$ROOT/dev"
mkdir -p "$ROOT/dev/disk/by-uuid" "$ROOT/tmp/release"
cp -a /dev/null /dev/zero /dev/random /dev/urandom "$loop" "$part" "$ROOT/dev/"
ln -s "../../${name}p1" "$ROOT/dev/disk/by-uuid/$uuid"
mount --bind -o ro "$RELEASE" "$ROOT/tmp/release"
inside() {
    chroot "$ROOT" env -i PATH=/usr/local/bin:/usr/sbin:/usr/bin HOME=/root LC_ALL=C.UTF-8 \\
        KIOSK_PIN="$PIN" KIOSK_BOOT_PASSWORD="$BOOT_PASSWORD" "$@"
}
inside systemd-machine-id-setup
echo "root:$ROOT_PASSWORD" | inside chpasswd
inside grub-install "$loop"
inside update-grub
inside /tmp/release/deploy/install --site /root/kiosk.toml
"""


def partitioned(image: Path, size: int, kind: int) -> None:
    """An empty disk with one partition, which the firmware may start from."""
    entry = bytes((BOOT, 0xFE, 0xFF, 0xFF, kind, 0xFE, 0xFF, 0xFF))
    entry += START.to_bytes(4, "little") + (size // SECTOR - START).to_bytes(4, "little")
    table = b"\0" * 440 + b"kios\0\0" + entry.ljust(64, b"\0") + b"\x55\xaa"
    with image.open("wb") as file:
        file.write(table)
        file.truncate(size)


def slower_file(unit: str) -> str:
    """Where the limits of a unit stand."""
    return f"/etc/systemd/system/{unit}.d/90-slower.conf"


def made(image: Path, debian: Path, release: Path, *, slower: bool) -> str:
    """A disk to start a kiosk from; what the making said."""
    (debian / "root/kiosk.toml").write_text(SITE, "utf-8")
    serial = debian / "etc/default/grub.d/50-serial.cfg"
    serial.parent.mkdir(exist_ok=True)
    serial.write_text(SERIAL, "ascii")
    for unit, limits in SLOWER.items() if slower else ():
        place = debian / slower_file(unit).lstrip("/")
        place.parent.mkdir(parents=True)
        place.write_text(f"[Service]\n{limits}", "ascii")
    partitioned(image, SIZE, LINUX)
    root = image.with_suffix(".root")
    root.mkdir()
    places = {"IMAGE": str(image), "DEBIAN": str(debian), "ROOT": str(root)}
    words = {"PIN": PIN, "BOOT_PASSWORD": BOOT_PASSWORD, "ROOT_PASSWORD": ROOT_PASSWORD}
    return run("unshare", "-m", "bash", "-c", MAKE, RELEASE=str(release), **places, **words)


@contextmanager
def mounted(disk: Path) -> Iterator[Path]:
    """The files of a disk, to be changed."""
    root = disk.with_suffix(".seen")
    root.mkdir(exist_ok=True)
    run("mount", "-o", f"loop,noatime,offset={START * SECTOR}", disk, root)
    try:
        yield root
    finally:
        run("umount", root)


def _said(path: Path) -> str:
    seen = path.lstat()
    said = f"{seen.st_mode:o} {seen.st_uid} {seen.st_gid} {seen.st_mtime_ns} {seen.st_atime_ns}"
    if path.is_symlink():
        return f"{said} {path.readlink()}"
    if not path.is_file():
        return said
    with path.open("rb") as file:
        return f"{said} {hashlib.file_digest(file, 'sha256').hexdigest()}"


def files_of(disk: Path) -> dict[str, str]:
    """Every file, folder and link of a disk with what it holds and its times, as of a power cut."""
    copy = disk.with_suffix(".copy")
    run("qemu-img", "convert", "-O", "raw", disk, copy)
    with mounted(copy) as root:
        found = {str(path.relative_to(root)): _said(path) for path in root.rglob("*")}
    copy.unlink()
    return found


def stick(image: Path, files: Path, kind: str) -> Path:
    """A stick with files on it: ``fat`` in a partition, ``ext4`` on the whole of it."""
    if kind == "ext4":
        run("mkfs.ext4", "-q", "-d", files, image, "16M")
        return image
    inner = image.with_suffix(".inner")
    inner.write_bytes(b"\0" * (32 << 20))
    run("mkfs.vfat", "-F", "32", inner)
    run("mcopy", "-i", inner, *sorted(files.iterdir()), "::")
    partitioned(image, START * SECTOR + inner.stat().st_size, FAT)
    with image.open("r+b") as file, inner.open("rb") as source:
        file.seek(START * SECTOR)
        shutil.copyfileobj(source, file)
    inner.unlink()
    return image


def overlay(base: Path, name: str) -> Path:
    """A disk that begins as another one, which stays as it is."""
    kind = "raw" if base.suffix == ".img" else "qcow2"
    path = base.with_name(f"{name}.qcow2")
    words = ("qemu-img", "create", "-q", "-f", "qcow2", "-b", base, "-F", kind, path)
    subprocess.run(words, check=True)
    return path
