"""The system beneath: packages, users, the program's own Python, what runs now."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
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


def version_of(wheel: Path) -> tuple[int, ...]:
    """The version in the name of a wheel. Raises :class:`InstallError` for another file."""
    found = re.fullmatch(r"resource_kiosk-(\d+(?:\.\d+)*)[^-]*-.*\.whl", wheel.name)
    if found is None:
        raise InstallError(f"{wheel.name} is no wheel of this program.")
    return tuple(map(int, found[1].split(".")))


@dataclass(frozen=True)
class Program:
    """The program in a Python environment of its own. ``wheels``: where all it needs lies, or none.

    The state of the kiosk lies elsewhere and is kept. An older program than the one in place is
    refused: it could not read what the newer one wrote.
    """

    place: Path
    wheel: Path
    wheels: Path | None = None

    @property
    def _mark(self) -> Path:
        return self.place / "installed.json"

    def _installed(self) -> dict[str, object]:
        try:
            found = json.loads(self._mark.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _wanted(self) -> dict[str, object]:
        digest = hashlib.sha256(self.wheel.read_bytes()).hexdigest()
        return {"version": list(version_of(self.wheel)), "sha256": digest}

    def needed(self) -> bool:
        """Whether another one is in place. Raises :class:`InstallError` for an older one."""
        there = self._installed().get("version")
        if isinstance(there, list) and tuple(there) > version_of(self.wheel):
            named = ".".join(map(str, there))
            raise InstallError(
                f"Version {named} of the program is installed; {self.wheel.name} is older, and"
                " could not read the data of the newer one. The newer one stays."
            )
        return self._installed() != self._wanted()

    def says(self) -> str:
        """The change in one line."""
        return f"install {self.wheel.name} in {self.place}"

    def before(self) -> Entry:
        """It goes whole; the state of the kiosk does not lie there."""
        return {"kind": "folder", "path": str(self.place)}

    def do(self) -> None:
        """Puts the old environment aside and makes the new one; whatever ends that, none is lost.

        Aside is beside its place, on the same disk, where a power cut finds it whole.
        """
        old = self.place.with_name(f"{self.place.name}.old")
        if self._mark.exists():
            shutil.rmtree(old, ignore_errors=True)
            self.place.rename(old)
        shutil.rmtree(self.place, ignore_errors=True)
        try:
            self._make()
        except BaseException:
            shutil.rmtree(self.place, ignore_errors=True)
            if old.exists():
                old.rename(self.place)
            raise
        shutil.rmtree(old, ignore_errors=True)

    def _make(self) -> None:
        run(sys.executable, "-I", "-m", "venv", self.place)
        pip: list[str | Path] = [
            self.place / "bin" / "python",
            "-I",
            "-m",
            "pip",
            "--quiet",
            "--no-input",
        ]
        pip += ["--disable-pip-version-check", "install", "--no-cache-dir"]
        if self.wheels is not None:
            pip += ["--no-index", "--find-links", self.wheels]
        run(*pip, self.wheel)
        self._mark.write_text(json.dumps(self._wanted()) + "\n", encoding="utf-8")


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
