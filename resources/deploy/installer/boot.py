"""GRUB: hide its menu, start without a shell, and require a password for changes."""

import getpass
import hashlib
import hmac
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from changes import Entry, Text, put_back
from system import InstallError, run

MENU = "/boot/grub/grub.cfg"
"""The file that GRUB reads; ``update-grub`` makes it from the next two."""
WORDS = "/etc/default/grub.d/70-resource-kiosk.cfg"
LOCK = "/etc/grub.d/01_resource-kiosk"
"""Runs after 00_header, whose setting it changes, and before every menu entry."""
USER = "kiosk"
ROUNDS, SALT, LENGTH = 10_000, 64, 64
"""As in ``grub-mkpasswd-pbkdf2``: iterations of SHA-512, bytes of the salt and of the key."""
LEAST = 8
"""Minimum length of the password: a person who reads the disk can try many."""
LOCKED = """#!/bin/sh
# Changing an entry of the boot menu needs this password; starting one does not.
cat <<'END'
set superusers="{user}"
password_pbkdf2 {user} {hashed}
menuentry_id_option="--unrestricted $menuentry_id_option"
END
"""
_HASHED = re.compile(r"grub\.pbkdf2\.sha512\.(\d+)\.([0-9A-F]+)\.([0-9A-F]+)")


def hashed(password: str, salt: bytes | None = None) -> str:
    """Return a password hash as GRUB stores it."""
    salt = os.urandom(SALT) if salt is None else salt
    key = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, ROUNDS, LENGTH)
    return f"grub.pbkdf2.sha512.{ROUNDS}.{salt.hex().upper()}.{key.hex().upper()}"


def opens(password: str, text: str) -> bool:
    """True if this is the password in a file that we made."""
    found = _HASHED.search(text)
    if found is None:
        return False
    salt, key = bytes.fromhex(found[2]), bytes.fromhex(found[3])
    tried = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, int(found[1]), len(key))
    return hmac.compare_digest(tried, key)


def flaw(password: str) -> str:
    """Return why this cannot be the boot menu's password; empty if it can.

    GRUB reads the keyboard with a US layout.
    """
    if len(password) < LEAST:
        return f"The password of the boot menu needs {LEAST} letters or more."
    if not re.fullmatch(r"[!-~]+", password):
        return "The password of the boot menu may have plain letters, digits and signs alone."
    return ""


def update() -> None:
    """Regenerate the menu. Raises :class:`InstallError` if that fails."""
    run("update-grub")


@dataclass(frozen=True)
class BootFile(Text):
    """A file from which the menu is made; the menu is updated with it."""

    def needed(self) -> bool:
        """True if the file differs or the menu is older."""
        if super().needed():
            return True
        menu = Path(MENU)
        return menu.exists() and menu.stat().st_mtime < self.path.stat().st_mtime

    def before(self) -> Entry:
        """Return the current state."""
        return {**super().before(), "kind": "boot"}

    def do(self) -> None:
        """Write the file and regenerate the menu."""
        super().do()
        update()


def take_boot(entry: Entry) -> None:
    """Restore the previous file and the menu."""
    put_back(entry)
    if there():
        subprocess.run(["update-grub"], capture_output=True, check=False)  # noqa: S607


def there() -> bool:
    """True if GRUB starts this machine."""
    return Path(MENU).exists() and Path("/usr/sbin/update-grub").exists()


def boot_files(deploy: Path, password: str | None) -> Iterator[BootFile]:
    """Yield the files from which the menu is made. Without a password, an existing one stays.

    Raises:
        InstallError: the password is not allowed.
    """
    if not there():
        return
    yield BootFile(Path(WORDS), (deploy / "boot" / Path(WORDS).name).read_bytes())
    if password is None:
        return
    if wrong := flaw(password):
        raise InstallError(wrong)
    lock = Path(LOCK)
    same = lock.is_file() and opens(password, lock.read_text(encoding="utf-8", errors="replace"))
    content = lock.read_bytes() if same else locked(password).encode()
    yield BootFile(lock, content, 0o700)


def the_password(*, asked: bool, dry: bool) -> str | None:
    """Return the boot menu's password from KIOSK_BOOT_PASSWORD or typed twice; none if not asked.

    Raises:
        InstallError: the password is not allowed, or there is no menu.
    """
    password = os.environ.get("KIOSK_BOOT_PASSWORD", "")
    if not asked and not password:
        return None
    if not there():
        raise InstallError("There is no GRUB here, so its menu cannot be locked.")
    if not password and dry:
        return "0" * 12  # a dry run only reports that there will be one
    if not password:
        password = getpass.getpass("Password of the boot menu: ")
        if getpass.getpass("Again: ") != password:
            raise InstallError("The two passwords differ.")
    if wrong := flaw(password):
        raise InstallError(wrong)
    return password


def locked(password: str) -> str:
    """Return the script in ``/etc/grub.d`` that locks the menu."""
    return LOCKED.format(user=USER, hashed=hashed(password))
