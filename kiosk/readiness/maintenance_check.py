"""Access to an installed machine: its boot menu, care, and who could log in during care."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk import atomic_files
from kiosk.readiness.install_findings import good, run_check, text_of, unseen, wrong
from kiosk.readiness.staff_answers import Asserted

MENU: Final = "boot/grub/grub.cfg"
MENU_WORDS: Final = "etc/default/grub.d/70-resource-kiosk.cfg"
STARTS_WITH: Final = (
    *("panic=10", "fsck.repair=yes"),
    *("init_on_free=1", "slab_nomerge", "lockdown=confidentiality", "module.sig_enforce=1"),
)
"""Kernel options. Without them a failed start shows a shell or a prompt, freed memory keeps what a
visitor typed, and root can read or change the kernel."""
LOCKED: Final = ("set superusers=", "password_pbkdf2 ", "--unrestricted $menuentry_id_option")
WORD: Final = "resource-kiosk.care"
"""Option on the kernel's command line that starts the machine for care."""
CARE: Final = "care"
"""Name of the marker in the data folder, and of this assertion."""
LOG_IN: Final = "a login for care"
NO_SHELLS: Final = frozenset({"", "nologin", "false"})
"""Programs in place of a shell that prevent a login."""


def _is_kernel(file: list[str]) -> bool:
    """True if a boot entry starts a kernel; a memory test is started by the same word."""
    return any(Path(name).name.startswith("vmlinuz") for name in file)


@dataclass(frozen=True, slots=True)
class BootCheck:
    """Checks files below ``root``; ``deploy`` is the installer's folder, ``data`` the kiosk's."""

    root: Path
    deploy: Path
    data: str

    def check(self) -> Iterator[Asserted]:
        """Check the boot menu, then care."""
        yield from self._menu()
        yield self._care()
        yield self._log_in()

    def _menu(self) -> Iterator[Asserted]:
        menu = self.root / MENU
        try:
            text = menu.read_text(encoding="utf-8", errors="replace")
        except PermissionError:
            yield unseen(f"/{MENU}")
            return
        except OSError:
            words = "There is no GRUB: see to it that nobody can change what this machine starts."
            yield run_check("boot menu", words)
            return
        source = self.deploy / "boot" / Path(MENU_WORDS).name
        if text_of(self.root / MENU_WORDS) != source.read_text(encoding="utf-8"):
            yield wrong(f"/{MENU_WORDS}", "It was changed. Run the installer again.")
        else:
            yield good(f"/{MENU_WORDS}")
        lines = (line.split() for line in text.splitlines())
        starts = [words for words in lines if words[:1] == ["linux"] and _is_kernel(words[1:2])]
        missing = [one for one in STARTS_WITH if not all(one in words for words in starts)]
        if missing:
            yield wrong(f"/{MENU}", f"It starts without {' and '.join(missing)}: update-grub")
        elif any("single" in words or "recovery" in words for words in starts):
            yield wrong(f"/{MENU}", "It offers a shell: update-grub")
        else:
            yield good(f"/{MENU}", "It is hidden, and no start of it shows a shell.")
        if all(word in text for word in LOCKED):
            yield good("boot menu", "Changing it needs its password.")
        else:
            words = "Whoever has a keyboard can change what is started: install --boot-password"
            yield run_check("boot menu", words)

    def _care(self) -> Asserted:
        if not atomic_files.is_missing(self.root / self.data.lstrip("/") / CARE):
            return run_check(CARE, "The kiosk is closed for care: resource-kiosk care off")
        if WORD in text_of(self.root / "proc/cmdline").split():
            return run_check(CARE, "The kiosk is closed for care until the machine starts again.")
        return good(CARE, "The kiosk is open.")

    def _log_in(self) -> Asserted:
        """Check that somebody can log in while the kiosk is closed."""
        try:
            shadow = (self.root / "etc/shadow").read_text(encoding="utf-8", errors="replace")
        except PermissionError:
            return unseen(LOG_IN)
        except OSError:
            shadow = ""
        rows = [line.split(":") for line in shadow.splitlines()]
        passwd = [line.split(":") for line in text_of(self.root / "etc/passwd").splitlines()]
        able = {row[0] for row in passwd if Path(row[-1]).name not in NO_SHELLS}
        names = able & {row[0] for row in rows if len(row) > 1 and row[1].startswith("$")}
        if "root" in names:
            return good(LOG_IN, "Root has a password.")
        if names:
            return good(LOG_IN, f"There is a password for {', '.join(sorted(names))}.")
        return run_check(
            LOG_IN, "No account has a password, so it cannot be closed for care: passwd"
        )
