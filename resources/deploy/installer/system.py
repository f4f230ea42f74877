"""The Debian system: packages, users, running services."""

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from changes import Entry

ACCOUNTS = Path("/etc/passwd")
NO_SHELLS = {"nologin", "false"}
"""Programs in place of a shell that prevent a login."""


class InstallError(Exception):
    """The machine cannot become a kiosk; one sentence says what to do."""


def run(*command: str | Path, **environment: str) -> str:
    """Return a command's output. Raises :class:`InstallError` with its last line if it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(  # noqa: S603 - commands of the system, with our own words
        words, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["it said nothing"]
        raise InstallError(f"{' '.join(words[:3])} failed: {lines[-1]}")
    return done.stdout


def packages_there() -> set[str]:
    """Return the names of the installed packages."""
    lines = run("dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\n").splitlines()
    return {line.split()[1] for line in lines if line.startswith("installed ")}


def packages_to_go() -> set[str]:
    """Return the names of the packages to remove, including partly installed ones."""
    lines = run("dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\n").splitlines()
    gone = ("not-installed ", "config-files ")
    return {line.split()[1] for line in lines if not line.startswith(gone)}


def provided() -> set[str]:
    """Return all names that the installed packages provide."""
    pattern = "${db:Status-Status} ${Package} ${Provides}\n"
    lines = run("dpkg-query", "-W", "-f", pattern).splitlines()
    words = " ".join(line for line in lines if line.startswith("installed "))
    return set(re.findall(r"[a-z0-9][a-z0-9+.-]+", words))


@dataclass(frozen=True)
class Packages:
    """Debian packages; the manifest records them with their dependencies."""

    names: Sequence[str]

    @property
    def missing(self) -> list[str]:
        """The packages that are not installed."""
        there = provided()
        return [name for name in self.names if name not in there]

    def needed(self) -> bool:
        """True if one is missing."""
        return bool(self.missing)

    def says(self) -> str:
        """Describe the change in one line."""
        return f"install packages: {' '.join(self.missing)}"

    def before(self) -> Entry:
        """Return the packages that apt will add, after an update of its lists; no upgrades."""
        run("apt-get", "update", "-qq")
        words = ("apt-get", "install", "--simulate", "--no-install-recommends")
        plan = run(*words, *self.missing, LC_ALL="C")
        added = re.findall(r"^Inst ([^\s:]+)\S* \(", plan, re.MULTILINE)
        return {"kind": "packages", "names": sorted(set(added) - packages_there())}

    def do(self) -> None:
        """Install them."""
        words = ("apt-get", "install", "-y", "-qq", "--no-install-recommends")
        run(*words, *self.missing, DEBIAN_FRONTEND="noninteractive")


def take_packages(entry: Entry) -> None:
    """Remove the packages that were added."""
    to_go = packages_to_go()
    if there := [name for name in entry["names"] if name in to_go]:
        run("apt-get", "purge", "-y", "-qq", *there, DEBIAN_FRONTEND="noninteractive")


def shells() -> dict[str, str]:
    """Return the login shell of each account; empty means the default shell."""
    lines = ACCOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    return {row[0]: row[-1] for row in (line.split(":") for line in lines)}


@dataclass(frozen=True)
class Users:
    """Users without a password or a shell, as ``sysusers.d`` describes them."""

    names: Sequence[str]

    def needed(self) -> bool:
        """True if one is missing."""
        return bool(self._missing())

    def _missing(self) -> list[str]:
        return [name for name in self.names if name not in shells()]

    def refuse_people(self) -> None:
        """Raise :class:`InstallError` if one of them is an account that can log in."""
        for name, shell in shells().items():
            if name in self.names and shell.rpartition("/")[2] not in NO_SHELLS:
                raise InstallError(
                    f"There is a user {name} who can log in; give that account another name first."
                )

    def says(self) -> str:
        """Describe the change in one line."""
        return f"make users that nobody can log in as: {' '.join(self._missing())}"

    def before(self) -> Entry:
        """Return the users that do not exist yet."""
        return {"kind": "users", "names": self._missing()}

    def do(self) -> None:
        """Create them with locked passwords; existing users stay unchanged."""
        made = self._missing()
        run("systemd-sysusers", "resource-kiosk.conf")
        for name in made:
            run("passwd", "--quiet", "--lock", name)


def take_users(entry: Entry) -> None:
    """Remove the users that were created."""
    for name in reversed(entry["names"]):
        if name in shells():
            run("userdel", name)


def running() -> bool:
    """True if systemd runs this machine, so that changes can take effect at once."""
    return Path("/run/systemd/system").is_dir()


def take_effect() -> None:
    """Reload the system's configuration; anything else waits for the restart."""
    if not running():
        return
    for words in (
        ("systemctl", "daemon-reload"),
        ("udevadm", "control", "--reload"),
    ):
        subprocess.run(words, capture_output=True, check=False)  # noqa: S603 - our own words
