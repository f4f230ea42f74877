"""The system beneath: packages, users, what runs now."""

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from changes import Entry


class InstallError(Exception):
    """The machine cannot be made a kiosk: one sentence that says what to do."""


def run(*command: str | Path, **environment: str) -> str:
    """The output of a command. Raises :class:`InstallError` with its last words where it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(  # noqa: S603 - commands of the system, with our own words
        words, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["it said nothing"]
        raise InstallError(f"{' '.join(words[:3])} failed: {said[-1]}")
    return done.stdout


def packages_there() -> set[str]:
    """Names of the installed packages."""
    lines = run("dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\n").splitlines()
    return {line.split()[1] for line in lines if line.startswith("installed ")}


def provided() -> set[str]:
    """Names under which an installed package is found, its own and those it stands for."""
    pattern = "${db:Status-Status} ${Package} ${Provides}\n"
    lines = run("dpkg-query", "-W", "-f", pattern).splitlines()
    words = " ".join(line for line in lines if line.startswith("installed "))
    return set(re.findall(r"[a-z0-9][a-z0-9+.-]+", words))


@dataclass(frozen=True)
class Packages:
    """Debian packages; those that came with them are noted as well."""

    names: Sequence[str]
    _came: list[str] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """Those that are not there."""
        there = provided()
        return [name for name in self.names if name not in there]

    def needed(self) -> bool:
        """Whether one is missing."""
        return bool(self.missing)

    def says(self) -> str:
        """The change in one line."""
        return f"install packages: {' '.join(self.missing)}"

    def before(self) -> Entry:
        """Which packages come; told after they came."""
        return {"kind": "packages", "names": self._came}

    def do(self) -> None:
        """Installs them."""
        before = packages_there()
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        run("apt-get", "update", "-qq", **quiet)
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *self.missing, **quiet)
        self._came.extend(sorted(packages_there() - before))


def take_packages(entry: Entry) -> None:
    """The packages that came go again."""
    there = [name for name in entry["names"] if name in packages_there()]
    if there:
        run("apt-get", "purge", "-y", "-qq", *there, DEBIAN_FRONTEND="noninteractive")


@dataclass(frozen=True)
class Users:
    """Users without a password or a shell, as ``sysusers.d`` describes them."""

    names: Sequence[str]

    def needed(self) -> bool:
        """Whether one is missing."""
        return bool(self._missing())

    def _missing(self) -> list[str]:
        table = Path("/etc/passwd").read_text(encoding="utf-8")
        return [name for name in self.names if not re.search(rf"^{name}:", table, re.MULTILINE)]

    def says(self) -> str:
        """The change in one line."""
        return f"make users that nobody can log in as: {' '.join(self._missing())}"

    def before(self) -> Entry:
        """Those that are not there yet."""
        return {"kind": "users", "names": self._missing()}

    def do(self) -> None:
        """Makes them, locked."""
        run("systemd-sysusers", "resource-kiosk.conf")
        for name in self.names:
            run("passwd", "--quiet", "--lock", name)


def take_users(entry: Entry) -> None:
    """The users that were made go again."""
    table = Path("/etc/passwd").read_text(encoding="utf-8")
    for name in reversed(entry["names"]):
        if re.search(rf"^{name}:", table, re.MULTILINE):
            run("userdel", name)


def running() -> bool:
    """Whether systemd runs this machine, so that changes can take effect at once."""
    return Path("/run/systemd/system").is_dir()


def take_effect(*, stopped: bool = False) -> None:
    """Lets the running system read what was changed; what it cannot do waits for the restart."""
    if not running():
        return
    for words in (
        ("systemctl", "daemon-reload"),
        ("systemd-tmpfiles", "--create"),
        ("sysctl", "--system", "--quiet"),
        ("udevadm", "control", "--reload"),
        ("swapoff", "--all"),
    ):
        if stopped and words[0] in {"swapoff", "systemd-tmpfiles"}:
            continue
        subprocess.run(words, capture_output=True, check=False)  # noqa: S603 - our own words
