"""Makes a fresh Debian 13 a kiosk, and takes that back.

    install --site kiosk.toml --dry-run
                                      what would be changed, and nothing is
    install --site kiosk.toml         the kiosk, provisioned from one file (PIN asked, or KIOSK_PIN)
    install                           run again, it changes what differs; a program of which files
                                      are damaged or gone is made anew beside itself
    install --boot-password           and locks the boot menu (asked, or KIOSK_BOOT_PASSWORD)
    install --undo                    as it was before, but for packages that others need by now
                                      and the kiosk's data; --data takes that as well

Run it as root, from a clone (the program is built) or with --wheel FILE. --wheels FOLDER takes all
Python packages from a folder, without a network; a folder "wheels" beside the installer's own is
taken by itself.
"""

import argparse
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from boot import boot_files, take_boot, the_password, there
from care import NO_WAY_IN, someone_can_log_in
from changes import Change, Entry, Link, SwapLines, Text, put_back, put_swap_back, write
from immediate_changes import Provision, at_once, clear
from program import Program, Switch, Unbuilt, take_program
from settings import ask, demand
from shared_packages import shared_packages
from system import InstallError, Packages, Users, take_effect, take_packages, take_users
from wheels import DEPLOY, the_program, the_wheels

MANIFEST = Path("/var/lib/resource-kiosk-install/manifest.json")
SYSCTL = Path("etc/sysctl.d/70-resource-kiosk.conf")
UNITS, SHIPPED = Path("/etc/systemd/system"), Path("/usr/lib/systemd/system")
STOPPED = (
    *("resource-kiosk-care.path", "resource-kiosk-care-word.path"),
    *("resource-kiosk.service", "resource-kiosk-import.socket", "resource-kiosk-sticks.socket"),
)
"""Units that an undo stops first; not the login for care, in which the undo may be running."""
TOOLS = Path("/usr/local")
"""Files below it are programs; no other files under ``root`` are."""
ENDED = 130
"""A shell's exit code for a command interrupted from the keyboard."""
SEVERAL = {"packages", "users"}
"""Kinds of change that may come in parts; each part has its own entry."""
Machine = dict[str, dict[str, Any]]
"""The content of ``machine.toml``."""
TAKE: dict[str, Callable[[Entry], None]] = {
    "file": put_back,
    "swap": put_swap_back,
    "boot": take_boot,
    "folder": take_program,
    "packages": take_packages,
    "users": take_users,
}


def files() -> Iterator[Text]:
    """Yield every file under ``root``. Its place decides the mode, which a stick may not store."""
    for source in sorted((DEPLOY / "root").rglob("*")):
        if source.is_file():
            place = Path("/") / source.relative_to(DEPLOY / "root")
            mode = 0o755 if place.is_relative_to(TOOLS) else 0o644
            yield Text(place, source.read_bytes(), mode)


def links(machine: Machine) -> Iterator[Link]:
    """Yield the links that mask units and that start units at boot."""
    for name in machine["units"]["masked"]:
        yield Link(UNITS / name, "/dev/null")
    for name in machine["units"]["enabled"]:
        own = DEPLOY / "root" / str(UNITS / name).lstrip("/")
        unit = own if own.exists() else SHIPPED / name
        if not unit.exists():
            continue  # its package is not installed yet, and will enable it
        text = unit.read_text(encoding="utf-8")
        for target in re.findall(r"^WantedBy=(.+)$", text, re.MULTILINE):
            place = UNITS / f"{target.strip()}.wants" / name
            yield Link(place, str(UNITS / name if unit == own else unit))


def changes(
    machine: Machine, the_program: Callable[[], Program], file: Path, boot_password: str | None
) -> Iterator[Change]:
    """Yield all changes in order. Building the program needs the packages.

    The new program is complete next to the old one, and has read the settings in ``file``, before
    any file of the machine is changed.

    Raises:
        InstallError: the program is older than the installed one, cannot be made or rejects the
            settings, and nothing else was changed; or a person logs in under a name that the
            kiosk needs.
    """
    users = Users(machine["users"]["names"])
    users.refuse_people()
    yield Packages(machine["packages"]["names"])
    program = the_program()
    yield program
    ask(program, file)
    yield from files()
    yield users
    yield SwapLines(Path(machine["swap"]["table"]))
    if not isinstance(program, Unbuilt):
        yield Switch(program)
    yield from links(machine)
    yield from boot_files(DEPLOY, boot_password)
    yield from at_once(machine["places"], DEPLOY / "root" / SYSCTL)


def read_manifest() -> list[Entry]:
    """Return the changes so far, in order."""
    try:
        found: list[Entry] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise InstallError(f"{MANIFEST} cannot be read: {error}.") from error
    return found


def keep(entries: list[Entry]) -> None:
    """Write the manifest atomically, readable by root only."""
    MANIFEST.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write(MANIFEST, json.dumps(entries, indent=1).encode(), 0o600)


def _key(entry: Entry) -> tuple[str, str]:
    return entry["kind"], str(entry.get("path", ""))


def install(every: Iterator[Change], *, dry: bool) -> int:
    """Make the necessary changes; return their number. A path's first state alone is recorded."""
    entries, count = read_manifest(), 0
    known = {_key(entry) for entry in entries}
    for change in every:
        if not change.needed():
            continue
        count += 1
        say(change.says())
        if dry:
            continue
        entry = change.before()
        if entry is not None and (_key(entry) not in known or entry["kind"] in SEVERAL):
            entries.append(entry)
            known.add(_key(entry))
            keep(entries)
        change.do()
    return count


def retire(machine: Machine, *, dry: bool) -> int:
    """Take back files of an earlier release that this one does not have; return their number."""
    entries = read_manifest()
    own = {str(file.path) for file in files()} | {str(link.path) for link in links(machine)}
    own.add(machine["swap"]["table"])
    old = [entry for entry in entries if entry["kind"] == "file" and entry["path"] not in own]
    for entry in reversed(old):
        say(f"take back {entry['path']}, which an earlier release put there")
        if not dry:
            put_back(entry)
            entries.remove(entry)
            keep(entries)
    return len(old)


def undo(*, data: bool, machine: Machine, dry: bool) -> None:
    """Take back every change in reverse order, except packages that others now need."""
    entries = read_manifest()
    if not entries:
        raise InstallError("There is nothing to take back: no manifest of an installation.")
    if not dry:
        words = ["systemctl", "stop", *STOPPED]
        subprocess.run(words, capture_output=True, check=False)  # noqa: S603 - our own words
    if left := shared_packages(entries):
        say(left)
    while entries:
        entry = entries.pop()
        say(f"take back {entry.get('path') or ' '.join(entry['names'])}")
        # An earlier installer saved the whole table, in which others have lines as well.
        table = entry.get("path") == machine["swap"]["table"]
        if not dry:
            TAKE["swap" if table else entry["kind"]](entry)
            keep(entries)
    for line in clear(machine["places"], data=data, dry=dry):
        say(line)
    if not dry:
        shutil.rmtree(MANIFEST.parent)
        take_effect()


def provision(command: Path, data: Path, site: Path | None, *, dry: bool) -> int:
    """Provision a new kiosk from the site's file; return the number of changes."""
    if site is None:
        return 0
    change = Provision(command, data, site)
    if not change.needed():
        say("It has a PIN already: the file of the site is not read again.")
    return install(iter([change]), dry=dry)


def say(text: str) -> None:
    """Print one line for the person at the keyboard."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> int:
    """Run the command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    os.umask(0o022)  # the kiosk's users must be able to read what root creates
    parser = argparse.ArgumentParser(
        prog="install", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be changed")
    parser.add_argument("--undo", action="store_true", help="take everything back")
    parser.add_argument("--data", action="store_true", help="with --undo: the kiosk's data as well")
    parser.add_argument("--site", type=Path, help="one file with all that a site decides")
    parser.add_argument("--boot-password", action="store_true", help="lock the boot menu")
    parser.add_argument("--wheel", type=Path, help="the program")
    parser.add_argument("--wheels", type=Path, help="folder with every Python package")
    given = parser.parse_args()
    try:
        return _run(given)
    except (InstallError, OSError) as error:
        sys.stderr.write(f"Error: {error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("\nEnded before it was done. Run it again, or take it back with --undo.\n")
        return ENDED


def _run(given: argparse.Namespace) -> int:
    if os.geteuid() != 0 and not given.dry_run:
        raise InstallError("Only root can do this. --dry-run shows what would be changed.")
    machine = tomllib.loads((DEPLOY / "machine.toml").read_text(encoding="utf-8"))
    if given.undo:
        undo(data=given.data, machine=machine, dry=given.dry_run)
        say("Taken back. Restart the machine." if not given.dry_run else "Nothing was changed.")
        return 0
    for file in (given.site, given.wheel):
        if file is not None and not file.is_file():
            raise InstallError(f"There is no file {file}.")
    place, data = Path(machine["program"]["place"]), Path(machine["program"]["data"])
    file = demand(data, given.site)
    wheels = the_wheels(given.wheels)
    with tempfile.TemporaryDirectory(prefix="resource-kiosk-") as folder:
        found = partial(the_program, place, given.wheel, wheels, Path(folder), dry=given.dry_run)
        boot = the_password(asked=given.boot_password, dry=given.dry_run)
        count = install(changes(machine, found, file, boot), dry=given.dry_run)
    count += retire(machine, dry=given.dry_run)
    own = partial(provision, place / "bin/resource-kiosk", data, given.site, dry=given.dry_run)
    if given.dry_run:
        say(f"{count + own()} changes. Nothing was changed.")
        return 0
    take_effect()
    try:
        count += own()
    finally:
        if not there():
            say("There is no GRUB here: see to it that nobody can change what this machine starts.")
        if not someone_can_log_in():
            say(NO_WAY_IN)
    say(f"{count} changes. Restart the machine, then: resource-kiosk doctor --installed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
