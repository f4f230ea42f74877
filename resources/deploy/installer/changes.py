"""The kinds of change that make a machine a kiosk: each can be described, made and taken back.

The manifest stores the previous state of each path once. A change that is already made is skipped.
"""

import base64
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

Entry = dict[str, Any]
"""The manifest's record of a change."""
OUT = "# taken out, a kiosk has no swap: "
"""Prefix of each line that is commented out in the table of file systems."""


class Change(Protocol):
    """One change of the machine."""

    def needed(self) -> bool:
        """True if it is not made yet."""

    def says(self) -> str:
        """Describe the change in one line."""

    def before(self) -> Entry | None:
        """Return what is needed to take it back, if anything is."""

    def do(self) -> None:
        """Make the change."""


def _record(path: Path) -> Entry:
    """Record the state of a path: nothing, a link, or a file with its content and mode."""
    if path.is_symlink():
        return {"path": str(path), "link": str(path.readlink())}
    if not path.exists():
        return {"path": str(path)}
    content = base64.b64encode(path.read_bytes()).decode("ascii")
    return {"path": str(path), "content": content, "mode": path.stat().st_mode & 0o7777}


def write(path: Path, content: bytes, mode: int) -> None:
    """Write a file atomically, so that it survives a power cut."""
    unfinished = path.with_name(f".{path.name}.new")
    with unfinished.open("wb") as file:
        os.fchmod(file.fileno(), mode)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def put_back(entry: Entry) -> None:
    """Restore the previous state of a path, and remove folders that are empty now."""
    path = Path(entry["path"])
    if "content" in entry:
        write(path, base64.b64decode(entry["content"]), entry["mode"])
    elif path.is_symlink() or path.exists():
        path.unlink()
    if "link" in entry:
        path.symlink_to(entry["link"])
    for folder in map(Path, entry.get("made", ())):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _missing_folders(path: Path) -> list[str]:
    return [str(folder) for folder in path.parents if not folder.exists()]


@dataclass(frozen=True)
class Text:
    """A file with this content."""

    path: Path
    content: bytes
    mode: int = 0o644

    def needed(self) -> bool:
        """True if the file is missing or differs."""
        if self.path.is_symlink() or not self.path.is_file():
            return True
        same = self.path.read_bytes() == self.content
        return not same or self.path.stat().st_mode & 0o7777 != self.mode

    def says(self) -> str:
        """Describe the change in one line."""
        return f"{'change' if self.path.exists() else 'write'} {self.path}"

    def before(self) -> Entry:
        """Return the current state."""
        return {"kind": "file", "made": _missing_folders(self.path), **_record(self.path)}

    def do(self) -> None:
        """Write the file atomically."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write(self.path, self.content, self.mode)


@dataclass(frozen=True)
class Link:
    """A symbolic link, as systemd masks and enables units."""

    path: Path
    target: str

    def needed(self) -> bool:
        """True if the link is missing or has another target."""
        return not (self.path.is_symlink() and str(self.path.readlink()) == self.target)

    def says(self) -> str:
        """Describe the change in one line."""
        if self.target == "/dev/null":
            return f"mask {self.path.name}"
        return f"start {self.path.name} by itself"

    def before(self) -> Entry:
        """Return the current state."""
        return {"kind": "file", "made": _missing_folders(self.path), **_record(self.path)}

    def do(self) -> None:
        """Make the link."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.unlink(missing_ok=True)
        self.path.symlink_to(self.target)


def without_swap(table: str) -> str:
    """Comment out the swap lines of a table of file systems."""
    lines = []
    for line in table.splitlines(keepends=True):
        fields = line.split()
        swap = fields[2:3] == ["swap"] and not line.lstrip().startswith("#")
        lines.append(f"{OUT}{line}" if swap else line)
    return "".join(lines)


def with_swap(table: str) -> str:
    """Restore the lines that were commented out; leave all others as they are."""
    return "".join(line.removeprefix(OUT) for line in table.splitlines(keepends=True))


@dataclass(frozen=True)
class SwapLines:
    """The swap lines of the table of file systems; the kiosk leaves the others alone."""

    path: Path

    def needed(self) -> bool:
        """True if a swap line is in use."""
        return self.path.exists() and without_swap(self._text()) != self._text()

    def says(self) -> str:
        """Describe the change in one line."""
        return f"change {self.path}"

    def before(self) -> Entry:
        """Return the path: the lines themselves stay in the file as comments."""
        return {"kind": "swap", "path": str(self.path)}

    def do(self) -> None:
        """Comment the lines out."""
        self._write(without_swap(self._text()))

    def back(self) -> None:
        """Restore the lines, if the table still exists."""
        if self.path.exists():
            self._write(with_swap(self._text()))

    def _text(self) -> str:
        return self.path.read_bytes().decode(errors="surrogateescape")

    def _write(self, text: str) -> None:
        place = self.path.resolve()
        mode = place.stat().st_mode & 0o7777
        write(place, text.encode(errors="surrogateescape"), mode)


def put_swap_back(entry: Entry) -> None:
    """Restore the swap lines of the table."""
    SwapLines(Path(entry["path"])).back()
