"""The system beneath: packages, users, what runs now."""

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from changes import Entry

ACCOUNTS = Path("/etc/passwd")
NO_SHELLS = {"nologin", "false"}
"""Programs in the place of a shell under which nobody can log in."""


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


def packages_to_go() -> set[str]:
    """Names of the packages of which something is there; of some, an end cut the coming short."""
    lines = run("dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\n").splitlines()
    gone = ("not-installed ", "config-files ")
    return {line.split()[1] for line in lines if not line.startswith(gone)}


def provided() -> set[str]:
    """Names under which an installed package is found, its own and those it stands for."""
    pattern = "${db:Status-Status} ${Package} ${Provides}\n"
    lines = run("dpkg-query", "-W", "-f", pattern).splitlines()
    words = " ".join(line for line in lines if line.startswith("installed "))
    return set(re.findall(r"[a-z0-9][a-z0-9+.-]+", words))


@dataclass(frozen=True)
class Packages:
    """Debian packages; those that come with them are noted as well, before they do."""

    names: Sequence[str]

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
        """Which packages will come: apt is asked, with new lists. A newer version is no new one."""
        run("apt-get", "update", "-qq")
        words = ("apt-get", "install", "--simulate", "--no-install-recommends")
        told = run(*words, *self.missing, LC_ALL="C")
        come = re.findall(r"^Inst ([^\s:]+)\S* \(", told, re.MULTILINE)
        return {"kind": "packages", "names": sorted(set(come) - packages_there())}

    def do(self) -> None:
        """Installs them."""
        words = ("apt-get", "install", "-y", "-qq", "--no-install-recommends")
        run(*words, *self.missing, DEBIAN_FRONTEND="noninteractive")


def take_packages(entry: Entry) -> None:
    """The packages that came go again."""
    to_go = packages_to_go()
    if there := [name for name in entry["names"] if name in to_go]:
        run("apt-get", "purge", "-y", "-qq", *there, DEBIAN_FRONTEND="noninteractive")


def shells() -> dict[str, str]:
    """The accounts of this machine, and what each logs in to; empty stands for a shell."""
    lines = ACCOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    return {row[0]: row[-1] for row in (line.split(":") for line in lines)}


@dataclass(frozen=True)
class Users:
    """Users without a password or a shell, as ``sysusers.d`` describes them."""

    names: Sequence[str]

    def needed(self) -> bool:
        """Whether one is missing."""
        return bool(self._missing())

    def _missing(self) -> list[str]:
        return [name for name in self.names if name not in shells()]

    def refuse_people(self) -> None:
        """Raises :class:`InstallError` where one of them is somebody who can log in."""
        for name, shell in shells().items():
            if name in self.names and shell.rpartition("/")[2] not in NO_SHELLS:
                raise InstallError(
                    f"There is a user {name} who can log in; give that account another name first."
                )

    def says(self) -> str:
        """The change in one line."""
        return f"make users that nobody can log in as: {' '.join(self._missing())}"

    def before(self) -> Entry:
        """Those that are not there yet."""
        return {"kind": "users", "names": self._missing()}

    def do(self) -> None:
        """Makes them, locked; who is there already stays as they are."""
        made = self._missing()
        run("systemd-sysusers", "resource-kiosk.conf")
        for name in made:
            run("passwd", "--quiet", "--lock", name)


def take_users(entry: Entry) -> None:
    """The users that were made go again."""
    for name in reversed(entry["names"]):
        if name in shells():
            run("userdel", name)


def running() -> bool:
    """Whether systemd runs this machine, so that changes can take effect at once."""
    return Path("/run/systemd/system").is_dir()


def take_effect() -> None:
    """Lets the running system read its files anew; what it cannot do waits for the restart."""
    if not running():
        return
    for words in (
        ("systemctl", "daemon-reload"),
        ("udevadm", "control", "--reload"),
    ):
        subprocess.run(words, capture_output=True, check=False)  # noqa: S603 - our own words
