"""Check that a machine still has everything that ``resources/deploy`` installs, and runs it.

``machine.toml`` and the files under ``root/`` are the installer's only list. The check reads files
below a root, which may be a staged one, and asks systemd if it runs there. It changes nothing.
"""

import re
import stat
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kiosk.readiness.codes import Level
from kiosk.readiness.install_findings import good, run_check, text_of, unseen, wrong
from kiosk.readiness.maintenance_check import CARE, BootCheck
from kiosk.readiness.override_check import OverrideCheck
from kiosk.readiness.privacy_probe import swaps
from kiosk.readiness.staff_answers import Asserted

UNITS: Final = "etc/systemd/system"
STICK_OPTIONS: Final = frozenset({"ro", "nosuid", "nodev", "noexec", "nosymfollow"})
"""Mount options of a stick: nothing on it can be run or changed, no link is followed."""
NOBODYS_SHELLS: Final = ("/usr/sbin/nologin", "/sbin/nologin", "/bin/false")
SYSCTL: Final = "etc/sysctl.d"
PROGRAMS: Final = "/usr/local/"
"""Files below it are programs."""
PARTS: Final = ("", "bin", "bin/resource-kiosk")
"""Parts of the program that a process of another user must be able to enter."""
TIMES: Final = "times of reading"
MOUNTED_BY_HAND: Final = ("/media/", "/mnt", "/run/")
"""Mount points of disks that the kiosk does not read by itself."""
Ask = Callable[[tuple[str, ...]], str]
"""Calls ``systemctl`` with these arguments and returns its output."""
WATCHED: Final = (
    *("User", "Group", "NoNewPrivileges", "CapabilityBoundingSet", "AmbientCapabilities"),
    *("PrivateNetwork", "PrivateUsers", "PrivateTmp", "ProtectSystem", "ProtectHome"),
    *("ProtectProc", "RestrictNamespaces", "MemoryDenyWriteExecute", "DevicePolicy"),
    *("LimitCORE", "MemorySwapMax"),
)
"""The properties of the sandbox, as ``systemctl show`` names them."""
SANDBOXES: Final = {
    "resource-kiosk.service": "resource-kiosk.service",
    "resource-kiosk-import@.service": "resource-kiosk-import@doctor.service",
}
"""The unit to query for each file: a template has no values of its own."""
SCREEN: Final = "resource-kiosk.service"
RUNNING: Final = (
    *("seatd.service", "resource-kiosk-import.socket"),
    "resource-kiosk-sticks.socket",
)
CUPS: Final = ("cups.service", "cups.socket")
"""The socket starts the service, which ends when it is idle."""
_FIELD: Final = re.compile(r"(Package|Status|Provides): ")


def assertions(
    root: Path, deploy: Path, ask: Ask | None = None, *, cups: bool = False
) -> tuple[Asserted, ...]:
    """Return all assertions, in the order of the list.

    ``ask`` calls systemctl if systemd runs there; ``cups`` is true if the printer is a CUPS queue.

    Raises:
        OSError: the list, which comes with the program, cannot be read.
    """
    wanted = tomllib.loads((deploy / "machine.toml").read_text(encoding="utf-8"))
    installed = FilesCheck(root, deploy / "root")
    found = [*installed.check(wanted), *OverrideCheck(root, deploy / "root").check()]
    way = [*BootCheck(root, deploy, wanted["program"]["data"]).check()]
    if ask is None:
        return (*found, *way)
    closed = any(one.what == CARE and one.level is not Level.OK for one in way)
    return (*found, *way, *RuntimeCheck(deploy / "root", ask, closed=closed, cups=cups).check())


def _as_copied(what: str, mode: int, *, same: bool) -> Asserted:
    if not same:
        return wrong(what, "It was changed. Run the installer again.")
    if mode & (stat.S_IWGRP | stat.S_IWOTH):
        return wrong(what, f"Others may write it: chmod go-w {what}")
    if what.startswith(PROGRAMS) and not mode & stat.S_IXUSR:
        return wrong(what, f"It cannot be run: chmod 755 {what}")
    return good(what)


def _provided(stanza: str) -> Iterator[str]:
    """Yield the names that an installed package provides, from a stanza of dpkg's status."""
    fields = dict(line.split(": ", 1) for line in stanza.splitlines() if _FIELD.match(line))
    if fields.get("Status") == "install ok installed":
        yield fields.get("Package", "")
        for name in fields.get("Provides", "").split(","):
            yield from name.split()[:1]


@dataclass(frozen=True, slots=True)
class FilesCheck:
    """Checks files below ``root``; ``files`` are the ones that were copied there."""

    root: Path
    files: Path

    def check(self, wanted: dict[str, Any]) -> Iterator[Asserted]:
        """Check everything on the list."""
        yield self._entered(wanted["program"]["place"])
        yield self._there(wanted["program"]["command"])
        yield from self._packages(wanted["packages"]["names"])
        yield from self._copied()
        for name in wanted["users"]["names"]:
            yield self._user(name)
        for name in wanted["units"]["enabled"]:
            yield self._enabled(name)
        for name in wanted["units"]["masked"]:
            yield self._masked(name)
        yield from self._swap(wanted["swap"]["table"])
        yield from self._times()
        for place, (mode, owner, group) in wanted["places"].items():
            yield self._place(place, mode, owner, group)
        yield from self._kernel()
        yield from self._sticks(wanted["places"])

    def _at(self, path: str) -> Path:
        return self.root / path.lstrip("/")

    def _there(self, path: str) -> Asserted:
        try:
            self._at(path).stat()
        except PermissionError:
            return unseen(path)
        except OSError:
            return wrong(path, "It is missing. Run the installer again.")
        return good(path)

    def _entered(self, place: str) -> Asserted:
        """Check that the program exists, and that the kiosk's users may read and run it."""
        found = self._there(place)
        if found.level is not Level.OK:
            return found
        for part in PARTS:
            try:
                mode = self._at(f"{place}/{part}").stat().st_mode
            except PermissionError:
                return unseen(place)
            except OSError:
                continue
            if not (mode & stat.S_IROTH and mode & stat.S_IXOTH):
                return wrong(place, f"Others may not enter it: chmod -R go+rX {place}/")
        return found

    def _packages(self, names: Iterable[str]) -> Iterator[Asserted]:
        try:
            status = self._at("var/lib/dpkg/status").read_text(encoding="utf-8", errors="replace")
        except PermissionError:
            yield unseen("packages")
            return
        except OSError:
            status = ""
        there = {name for stanza in status.split("\n\n") for name in _provided(stanza)}
        missing = [name for name in names if name not in there]
        if missing:
            yield wrong("packages", f"Missing: {', '.join(missing)}. Install them with apt.")
        else:
            yield good("packages")

    def _copied(self) -> Iterator[Asserted]:
        """Check that each copied file is unchanged."""
        for source in sorted(path for path in self.files.rglob("*") if path.is_file()):
            name = source.relative_to(self.files).as_posix()
            try:
                same = self._at(name).read_bytes() == source.read_bytes()
                mode = self._at(name).stat().st_mode
            except PermissionError:
                yield unseen(f"/{name}")
            except OSError:
                yield wrong(f"/{name}", "It is missing. Run the installer again.")
            else:
                yield _as_copied(f"/{name}", mode, same=same)

    def _user(self, name: str) -> Asserted:
        what, shell = f"user {name}", self._entry("etc/passwd", name, 6)
        if shell is None:
            return wrong(what, "There is no such user. Run the installer again.")
        if shell not in NOBODYS_SHELLS:
            return wrong(what, "It has a shell: nobody may log in as it.")
        try:
            password = self._entry("etc/shadow", name, 1)
        except PermissionError:
            return unseen(what)
        if password is None or not password.startswith(("!", "*")):
            return wrong(what, f"Its password is not locked: passwd --lock {name}")
        return good(what, "Locked, without a shell.")

    def _entry(self, table: str, name: str, at: int) -> str | None:
        """Return a field of an entry in a user table; ``None`` without that entry."""
        try:
            lines = self._at(table).read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return None
        rows = (line.split(":") for line in lines)
        return next((row[at] for row in rows if row[0] == name and len(row) > at), None)

    def _enabled(self, name: str) -> Asserted:
        wants = self._at(UNITS).glob(f"*.wants/{name}")
        if any(link.is_symlink() or link.is_file() for link in wants):
            return good(name, "It starts by itself.")
        return wrong(name, f"It does not start by itself: systemctl enable {name}")

    def _masked(self, name: str) -> Asserted:
        link = self._at(UNITS) / name
        if link.is_symlink() and str(link.readlink()) == "/dev/null":
            return good(name, "Masked.")
        return wrong(name, f"It can be started: systemctl mask {name}")

    def _swap(self, table: str) -> Iterator[Asserted]:
        try:
            lines = self._at(table).read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            lines = []
        rows = [line.split() for line in lines if not line.lstrip().startswith("#")]
        if any("swap" in row[2:3] for row in rows):
            yield wrong(table, "It names swap: take that line out.")
        else:
            yield good(table, "It names no swap.")
        if swaps(self.root):
            yield wrong("swap", "It is in use: swapoff --all")

    def _mounts(self) -> Iterator[tuple[str, str, set[str]]]:
        """Yield the source, the mount point and the options of each mount."""
        for line in text_of(self._at("proc/self/mounts")).splitlines():
            source, where, _, options, *_ = line.split()
            yield source, where, set(options.split(","))

    def _times(self) -> Iterator[Asserted]:
        """Check that no disk records access times; yield nothing if no disk is visible."""
        disks = [
            (where, how)
            for source, where, how in self._mounts()
            if (source.startswith("/dev/") or where == "/")
            and not where.startswith(MOUNTED_BY_HAND)
        ]
        recording = sorted(where for where, how in disks if not how & {"ro", "noatime"})
        if recording:
            words = (
                "Restart the machine; if that is no help: systemctl status resource-kiosk-noatime"
            )
            yield wrong(TIMES, f"Kept on {', '.join(recording)}. {words}")
        elif disks:
            yield good(TIMES, "No disk keeps them.")

    def _place(self, path: str, mode: str, owner: str, group: str) -> Asserted:
        try:
            found = self._at(path).stat()
        except PermissionError:
            return unseen(path)
        except OSError:
            return wrong(path, "It is missing. Run the installer again.")
        if f"{stat.S_IMODE(found.st_mode):04o}" != mode:
            return wrong(path, f"Others may look or write there: chmod {mode} {path}")
        ids = (self._entry("etc/passwd", owner, 2), self._entry("etc/group", group, 2))
        if ids != (str(found.st_uid), str(found.st_gid)):
            return wrong(path, f"It belongs to somebody else: chown {owner}:{group} {path}")
        return good(path, f"Mode {mode}, of {owner}.")

    def _kernel(self) -> Iterator[Asserted]:
        """Check the kernel values that our files set; yield nothing if no kernel runs there."""
        if not self._at("proc/sys").is_dir():
            return
        for file in sorted((self.files / SYSCTL).glob("*.conf")):
            for line in file.read_text(encoding="utf-8").splitlines():
                key, sign, value = (part.strip() for part in line.partition("="))
                if sign and not key.startswith("#"):
                    yield self._value(key, value)

    def _value(self, key: str, value: str) -> Asserted:
        try:
            actual = self._at(f"proc/sys/{key.replace('.', '/')}").read_text("utf-8").strip()
        except PermissionError:
            return unseen(key)
        except OSError:
            return run_check(key, "This kernel does not have it.")
        if actual == value:
            return good(key, f"It is {value}.")
        return wrong(key, f"It has to be {value}: sysctl --system")

    def _sticks(self, places: Iterable[str]) -> Iterator[Asserted]:
        """Check that each mounted stick has the safe options."""
        media = tuple(f"{place}/" for place in places if place.startswith("/media/"))
        for _, where, how in self._mounts():
            if where.startswith(media):
                lacking = sorted(STICK_OPTIONS - how)
                words = f"It is mounted without {', '.join(lacking)}. Pull it out, start again."
                yield wrong("stick", words) if lacking else good("stick", "Mounted safely.")


@dataclass(frozen=True, slots=True)
class RuntimeCheck:
    """Asks systemd about the units in ``files``.

    ``closed``: the kiosk is closed for care. ``cups``: CUPS has the printer.
    """

    files: Path
    ask: Ask
    closed: bool = False
    cups: bool = False

    def check(self) -> Iterator[Asserted]:
        """Check the sandboxes, then the units that must run."""
        for file, unit in SANDBOXES.items():
            yield self._sandbox(file, unit)
        screen = () if self.closed else (SCREEN,)
        for unit in (*RUNNING, *screen):
            yield self._running(unit)
        if self.cups:
            yield self._running(*CUPS)

    def _sandbox(self, file: str, unit: str) -> Asserted:
        what = f"sandbox of {file}"
        words = ("show", unit, *(f"--property={name}" for name in WATCHED))
        lines = self.ask(words).splitlines()
        actual = dict(line.split("=", 1) for line in lines if "=" in line)
        if not actual:
            return unseen(what)
        lines = text_of(self.files / UNITS / file).splitlines()
        wanted = dict(line.split("=", 1) for line in lines if line.split("=", 1)[0] in WATCHED)
        other = [name for name, value in wanted.items() if actual.get(name) != value]
        if other:
            return wrong(what, f"Not in force: {', '.join(other)}. systemctl daemon-reload")
        return good(what, "In force.")

    def _running(self, *units: str) -> Asserted:
        """Check that one of the units runs; the first one names the assertion."""
        states = set(self.ask(("is-active", *units)).split())
        if states & {"active", "activating"}:
            return good(f"{units[0]} now", "It runs.")
        return wrong(f"{units[0]} now", f"It does not run: systemctl start {units[0]}")
