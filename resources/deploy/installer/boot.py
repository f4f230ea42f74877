"""GRUB: its menu is hidden, what it starts shows no shell, and only a password changes that."""

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
"""What GRUB reads; made by ``update-grub`` from the other two."""
WORDS = "/etc/default/grub.d/70-resource-kiosk.cfg"
LOCK = "/etc/grub.d/01_resource-kiosk"
"""Comes after 00_header, which sets what it changes, and before every entry of the menu."""
USER = "kiosk"
ROUNDS, SALT, LENGTH = 10_000, 64, 64
"""As ``grub-mkpasswd-pbkdf2`` makes them: iterations of SHA-512, bytes of salt and of key."""
LEAST = 8
"""Letters of the password: whoever reads the disk can try many."""
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
    """A password as GRUB keeps it."""
    grain = os.urandom(SALT) if salt is None else salt
    key = hashlib.pbkdf2_hmac("sha512", password.encode(), grain, ROUNDS, LENGTH)
    return f"grub.pbkdf2.sha512.{ROUNDS}.{grain.hex().upper()}.{key.hex().upper()}"


def opens(password: str, text: str) -> bool:
    """Whether this is the password of a file made by us."""
    found = _HASHED.search(text)
    if found is None:
        return False
    salt, key = bytes.fromhex(found[2]), bytes.fromhex(found[3])
    tried = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, int(found[1]), len(key))
    return hmac.compare_digest(tried, key)


def flaw(password: str) -> str:
    """Why it cannot be the password of the boot menu; empty where it can.

    GRUB reads what is typed as keys of an American keyboard.
    """
    if len(password) < LEAST:
        return f"The password of the boot menu needs {LEAST} letters or more."
    if not re.fullmatch(r"[!-~]+", password):
        return "The password of the boot menu may have plain letters, digits and signs alone."
    return ""


def update() -> None:
    """Makes the menu anew. Raises :class:`InstallError` where that fails."""
    run("update-grub")


@dataclass(frozen=True)
class BootFile(Text):
    """A file that the menu is made from; the menu follows at once."""

    def needed(self) -> bool:
        """Whether it differs, or the menu is older."""
        if super().needed():
            return True
        menu = Path(MENU)
        return menu.exists() and menu.stat().st_mtime < self.path.stat().st_mtime

    def before(self) -> Entry:
        """What stands there now."""
        return {**super().before(), "kind": "boot"}

    def do(self) -> None:
        """Writes it and makes the menu anew."""
        super().do()
        update()


def take_boot(entry: Entry) -> None:
    """What stood there before stands there again, and so does the menu."""
    put_back(entry)
    if there():
        subprocess.run(["update-grub"], capture_output=True, check=False)  # noqa: S607


def there() -> bool:
    """Whether GRUB starts this machine."""
    return Path(MENU).exists() and Path("/usr/sbin/update-grub").exists()


def boot_files(deploy: Path, password: str | None) -> Iterator[BootFile]:
    """What the menu is made from. Without a password the one that is set stays as it is.

    Raises:
        InstallError: the password cannot be one.
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
    """The password of the boot menu, from KIOSK_BOOT_PASSWORD or typed twice; none where not asked.

    Raises:
        InstallError: it cannot be one, or there is no menu.
    """
    password = os.environ.get("KIOSK_BOOT_PASSWORD", "")
    if not asked and not password:
        return None
    if not there():
        raise InstallError("There is no GRUB here, so its menu cannot be locked.")
    if not password and dry:
        return "0" * 12  # only that there will be one is said
    if not password:
        password = getpass.getpass("Password of the boot menu: ")
        if getpass.getpass("Again: ") != password:
            raise InstallError("The two passwords differ.")
    if wrong := flaw(password):
        raise InstallError(wrong)
    return password


def locked(password: str) -> str:
    """The script of ``/etc/grub.d`` that locks the menu."""
    return LOCKED.format(user=USER, hashed=hashed(password))
