"""The program in a Python environment of its own: made beside the one in use, then switched to.

``/opt/resource-kiosk`` is a link to a folder beside it, named after version and content. At every
instant it leads to one whole program: a new one is made in a folder of its own and written to the
disk, then one rename moves the link. What was in use stays until the next upgrade, since a running
program reads on from where it was started. The state of the kiosk lies elsewhere and is kept.
"""

import ctypes
import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from changes import Entry
from system import InstallError, run

MARK = "installed.json"
"""Written last into an environment: with it, it is whole."""
DIGITS = 12
"""Of the wheel's digest in the name of a folder."""
EXCHANGE, HERE = 2, -100
"""RENAME_EXCHANGE and AT_FDCWD of renameat2."""
Installed = dict[str, object]
"""What the mark says: version and digest of the wheel."""


def version_of(wheel: Path) -> tuple[int, ...]:
    """The version in the name of a wheel. Raises :class:`InstallError` for another file."""
    found = re.fullmatch(r"resource_kiosk-(\d+(?:\.\d+)*)[^-]*-.*\.whl", wheel.name)
    if found is None:
        raise InstallError(f"{wheel.name} is no wheel of this program.")
    return tuple(map(int, found[1].split(".")))


def _marked(folder: Path) -> Installed:
    try:
        found = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _version(installed: Installed) -> tuple[int, ...]:
    found = installed.get("version")
    return tuple(found) if isinstance(found, list) else ()


def _aside(place: Path) -> Path:
    """Where earlier installers put the old program while they made the new one in its place."""
    return place.with_name(f"{place.name}.old")


def _unfinished(place: Path) -> Path:
    """The link before it is moved into its place; after an exchange, what stood there."""
    return place.with_name(f"{place.name}.new")


def _folders(place: Path) -> Iterator[Path]:
    """Every environment beside the link, whole or not."""
    named = re.compile(rf"{re.escape(place.name)}-\d+(\.\d+)*-[0-9a-f]{{{DIGITS}}}")
    if place.parent.is_dir():
        yield from (each for each in place.parent.iterdir() if named.fullmatch(each.name))


def _clear(path: Path) -> None:
    """Nothing stands there afterwards. Its mark goes first: half an environment has none."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        (path / MARK).unlink(missing_ok=True)
        shutil.rmtree(path)


def take_program(entry: Entry) -> None:
    """The program goes, with all that an install that was ended left beside it."""
    place = Path(entry["path"])
    for path in (place, _unfinished(place), _aside(place), *_folders(place)):
        _clear(path)


def _exchange(one: Path, other: Path) -> None:
    """Two names change places in one step, whatever they are."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.renameat2(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one))


@dataclass(frozen=True)
class Program:
    """A whole environment in a folder of its own. ``wheels``: where all it needs lies, or none.

    An older program than the one in place is refused: it could not read what the newer one wrote.
    """

    place: Path
    wheel: Path
    wheels: Path | None = None

    @property
    def folder(self) -> Path:
        """Where it stands, beside the link."""
        version = ".".join(map(str, version_of(self.wheel)))
        return self.place.with_name(f"{self.place.name}-{version}-{self._digest[:DIGITS]}")

    @property
    def _digest(self) -> str:
        return hashlib.sha256(self.wheel.read_bytes()).hexdigest()

    def _wanted(self) -> Installed:
        return {"version": list(version_of(self.wheel)), "sha256": self._digest}

    def refuse_older(self) -> None:
        """Raises :class:`InstallError` where a newer one is in use."""
        there = max(_version(_marked(self.place)), _version(_marked(_aside(self.place))))
        if there > version_of(self.wheel):
            named = ".".join(map(str, there))
            raise InstallError(
                f"Version {named} of the program is installed; {self.wheel.name} is older, and"
                " could not read the data of the newer one. The newer one stays."
            )

    def needed(self) -> bool:
        """Whether it is not made yet. Raises :class:`InstallError` where a newer one is in use."""
        self.refuse_older()
        return _marked(self.folder) != self._wanted()

    def says(self) -> str:
        """The change in one line."""
        return f"install {self.wheel.name} in {self.folder}"

    def before(self) -> Entry:
        """It goes whole; the state of the kiosk does not lie there."""
        return {"kind": "folder", "path": str(self.place)}

    def do(self) -> None:
        """Makes it. What is in use is not touched; what an ended install left is mended first."""
        self._mend()
        _clear(self.folder)
        try:
            self._make()
            os.sync()
            mark = self.folder / f"{MARK}.new"
            mark.write_text(json.dumps(self._wanted()) + "\n", encoding="utf-8")
            os.sync()
            mark.replace(self.folder / MARK)
        except BaseException:
            _clear(self.folder)
            raise

    def _mend(self) -> None:
        """An earlier installer was ended in the middle: the old program goes back to its place."""
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
    """The program of a clone in a dry run: it is not built, so its version alone is known."""

    def needed(self) -> bool:
        """It may be, unless an older one is refused: only what is built can be compared."""
        self.refuse_older()
        return True

    def says(self) -> str:
        """The change in one line."""
        return f"build the program of this clone, and use it as {self.place} unless it is in use"


@dataclass(frozen=True)
class Switch:
    """The link leads to this program from now on."""

    program: Program

    def needed(self) -> bool:
        """Whether it leads elsewhere."""
        place = self.program.place
        return not (place.is_symlink() and str(place.readlink()) == self.program.folder.name)

    def says(self) -> str:
        """The change in one line."""
        return f"use {self.program.folder.name} as {self.program.place}"

    def before(self) -> Entry:
        """As of the program."""
        return self.program.before()

    def do(self) -> None:
        """Moves the link in one step; then all goes but what it leads to and what was in use."""
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
        for folder in _folders(place):
            if folder not in {used, self.program.folder.resolve()}:
                _clear(folder)
