"""Install the program in its own Python environment, next to the one in use, then switch to it.

``/opt/resource-kiosk`` is a link to a folder next to it, named after version and content. It points
to a complete program at every moment: a new one is built in its own folder and synced to the disk,
then one rename moves the link. The previous program stays until the next upgrade, and longer while
it runs, because a running program still reads its files. A damaged program is rebuilt in another
folder. The state of the kiosk is stored elsewhere and stays.
"""

import ctypes
import hashlib
import json
import os
import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

from changes import Entry
from sound import is_sound, note_compiled, run_from
from system import InstallError, run

MARK = "installed.json"
"""Written last into an environment, so that it marks a complete one."""
DIGITS = 12
"""Digits of the wheel's digest in the name of a folder."""
EXCHANGE, HERE = 2, -100
"""RENAME_EXCHANGE and AT_FDCWD of renameat2."""
CLONES = (2020, 2, 2, 0, 0, 0)
"""The timestamp in every wheel that is not a release, which has the time of its commit."""
Installed = dict[str, object]
"""The content of the mark: version and digest of the wheel, and the time of its commit."""


def version_of(wheel: Path) -> tuple[int, ...]:
    """Return the version in a wheel's name. Raises :class:`InstallError` for another file."""
    found = re.fullmatch(r"resource_kiosk-(\d+(?:\.\d+)*)[^-]*-.*\.whl", wheel.name)
    if found is None:
        raise InstallError(f"{wheel.name} is no wheel of this program.")
    return tuple(map(int, found[1].split(".")))


def moment_of(wheel: Path) -> tuple[int, ...]:
    """Return the time of a release's commit from its wheel; empty for a wheel of a clone."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            newest = max((one.date_time for one in archive.infolist()), default=CLONES)
    except (OSError, zipfile.BadZipFile):
        return ()
    return () if newest == CLONES else newest


def _marked(folder: Path) -> Installed:
    try:
        found = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _numbers(installed: Installed, key: str) -> tuple[int, ...]:
    found = installed.get(key)
    return tuple(found) if isinstance(found, list) else ()


def _aside(place: Path) -> Path:
    """Return where earlier installers put the old program while they built the new one."""
    return place.with_name(f"{place.name}.old")


def _unfinished(place: Path) -> Path:
    """Return the temporary name of the link; after an exchange, the name of the old folder."""
    return place.with_name(f"{place.name}.new")


def _folders(place: Path) -> Iterator[Path]:
    """Yield every environment next to the link, complete or not."""
    named = re.compile(rf"{re.escape(place.name)}-\d+(\.\d+)*-[0-9a-f]{{{DIGITS}}}(-\d+)?")
    if place.parent.is_dir():
        yield from (each for each in place.parent.iterdir() if named.fullmatch(each.name))


def _clear(path: Path) -> None:
    """Remove a path. An environment loses its mark first, so that no partial one has a mark."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        (path / MARK).unlink(missing_ok=True)
        shutil.rmtree(path)


def take_program(entry: Entry) -> None:
    """Remove the program and everything that an interrupted installation left next to it."""
    place = Path(entry["path"])
    for path in (place, _unfinished(place), _aside(place), *_folders(place)):
        _clear(path)


def _exchange(one: Path, other: Path) -> None:
    """Exchange two paths of any kind atomically."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.renameat2(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one))


@dataclass(frozen=True)
class Program:
    """An environment in its own folder. ``wheels`` has all packages that it needs, if given.

    A program older than the installed one is refused: it could not read the newer one's data.
    """

    place: Path
    wheel: Path
    wheels: Path | None = None

    @cached_property
    def folder(self) -> Path:
        """The folder next to the link: a complete environment, or a name that is not in use."""
        version = ".".join(map(str, version_of(self.wheel)))
        plain = f"{self.place.name}-{version}-{self._digest[:DIGITS]}"
        there = [each for each in _folders(self.place) if self._is_marked(each)]
        there.sort(key=lambda each: each.resolve() != self.place.resolve())
        if whole := next(filter(is_sound, there), None):
            return whole
        taken = {self.place.resolve(), *(each.resolve() for each in there)}
        taken |= {each.resolve() for each in run_from(_folders(self.place))}
        names = (plain if number == 1 else f"{plain}-{number}" for number in count(1))
        every = (self.place.with_name(name) for name in names)
        return next(each for each in every if each.resolve() not in taken)

    @cached_property
    def _digest(self) -> str:
        return hashlib.sha256(self.wheel.read_bytes()).hexdigest()

    @cached_property
    def _made(self) -> tuple[int, ...]:
        return moment_of(self.wheel)

    def _mark(self) -> Installed:
        version = list(version_of(self.wheel))
        return {"version": version, "sha256": self._digest, "made": list(self._made)}

    def _is_marked(self, folder: Path) -> bool:
        marked, own = _marked(folder), self._mark()
        return all(marked.get(key) == own[key] for key in ("version", "sha256"))

    def refuse_older(self) -> None:
        """Raise :class:`InstallError` if a newer program is in use.

        The time of the commit orders two releases of one version. A wheel of a clone has no time.
        """
        mine = version_of(self.wheel)
        for marked in (_marked(self.place), _marked(_aside(self.place))):
            there, made = _numbers(marked, "version"), _numbers(marked, "made")
            same = there == mine
            if not (there > mine or (same and self._made and made > self._made)):
                continue
            named = ".".join(map(str, there))
            if same:
                named += " of {:04}-{:02}-{:02}, {:02}:{:02}:{:02} UTC".format(*made)
            raise InstallError(
                f"Version {named} of the program is installed; {self.wheel.name} is older, and"
                " could not read the data of the newer one. The newer one stays."
            )

    def needed(self) -> bool:
        """True if it is not built yet or is damaged.

        Raises :class:`InstallError` if a newer one is in use.
        """
        self.refuse_older()
        return not self._is_marked(self.folder)

    def says(self) -> str:
        """Describe the change in one line."""
        why = "make anew the damaged" if self._is_marked(self.place) else "install"
        return f"{why} {self.wheel.name} in {self.folder}"

    def before(self) -> Entry:
        """Record the folder alone: the state of the kiosk is stored elsewhere."""
        return {"kind": "folder", "path": str(self.place)}

    def do(self) -> None:
        """Build it without touching the one in use; first repair an interrupted installation."""
        self._mend()
        _clear(self.folder)
        try:
            self._make()
            note_compiled(self.folder)
            os.sync()
            mark = self.folder / f"{MARK}.new"
            mark.write_text(json.dumps(self._mark()) + "\n", encoding="utf-8")
            os.sync()
            mark.replace(self.folder / MARK)
        except BaseException:
            _clear(self.folder)
            raise

    def _mend(self) -> None:
        """Put the old program back if an earlier installer was interrupted."""
        old = _aside(self.place)
        if _marked(old) and not _marked(self.place):
            _clear(self.place)
            old.rename(self.place)
        _clear(old)

    def _make(self) -> None:
        run(sys.executable, "-I", "-m", "venv", self.folder)
        pip = (self.folder / "bin/python", "-I", "-m", "pip", "--quiet", "--no-input")
        offline = () if self.wheels is None else ("--no-index", "--find-links", self.wheels)
        pip = (*pip, "--disable-pip-version-check", "install", "--no-cache-dir", *offline)
        run(*pip, self.wheel)


@dataclass(frozen=True)
class Unbuilt(Program):
    """The program of a clone in a dry run: it is not built, so only its version is known."""

    def needed(self) -> bool:
        """Return true: only a program that is built can be compared."""
        self.refuse_older()
        return True

    def says(self) -> str:
        """Describe the change in one line."""
        return f"build the program of this clone, and use it as {self.place} unless it is in use"


@dataclass(frozen=True)
class Switch:
    """Makes the link point to this program."""

    program: Program

    def needed(self) -> bool:
        """True if the link points elsewhere."""
        place = self.program.place
        return not (place.is_symlink() and str(place.readlink()) == self.program.folder.name)

    def says(self) -> str:
        """Describe the change in one line."""
        return f"use {self.program.folder.name} as {self.program.place}"

    def before(self) -> Entry:
        """Return the program's record."""
        return self.program.before()

    def do(self) -> None:
        """Move the link atomically, then remove all programs except the new and the previous one.

        A program that still runs stays as well: a later installation removes it.
        """
        place, link = self.program.place, _unfinished(self.program.place)
        used = place.resolve()
        _clear(link)
        link.symlink_to(self.program.folder.name)
        if place.is_dir() and not place.is_symlink():
            _exchange(link, place)  # a folder, as earlier installers made it
        else:
            link.replace(place)
        os.sync()
        _clear(link)
        stay = {used, self.program.folder.resolve()}
        stay |= {each.resolve() for each in run_from(_folders(place))}
        for folder in [each for each in _folders(place) if each.resolve() not in stay]:
            _clear(folder)
