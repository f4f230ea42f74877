"""The kinds of change that make a machine a kiosk; each can say itself, be done, and be taken back.

What stood in a place before is kept in the manifest, once: doing a change again finds it done.
"""

import base64
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

Entry = dict[str, Any]
"""What the manifest keeps of a change."""
OUT = "# taken out, a kiosk has no swap: "
"""Before each line that is taken out of the table of file systems."""


class Change(Protocol):
    """One change of the machine."""

    def needed(self) -> bool:
        """Whether it is not done yet."""

    def says(self) -> str:
        """The change in one line."""

    def before(self) -> Entry | None:
        """What is needed to take it back; none where nothing is to be kept for that."""

    def do(self) -> None:
        """Does it."""


def _seen(path: Path) -> Entry:
    """What stands at a path: nothing, a link, or a file with its content and mode."""
    if path.is_symlink():
        return {"path": str(path), "link": str(path.readlink())}
    if not path.exists():
        return {"path": str(path)}
    content = base64.b64encode(path.read_bytes()).decode("ascii")
    return {"path": str(path), "content": content, "mode": path.stat().st_mode & 0o7777}


def write(path: Path, content: bytes, mode: int) -> None:
    """Puts a file in its place in one step that outlasts a power cut."""
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
    """What stood there before stands there again; folders that are empty now go."""
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
        """Whether it is missing or says something else."""
        if self.path.is_symlink() or not self.path.is_file():
            return True
        same = self.path.read_bytes() == self.content
        return not same or self.path.stat().st_mode & 0o7777 != self.mode

    def says(self) -> str:
        """The change in one line."""
        return f"{'change' if self.path.exists() else 'write'} {self.path}"

    def before(self) -> Entry:
        """What stands there now."""
        return {"kind": "file", "made": _missing_folders(self.path), **_seen(self.path)}

    def do(self) -> None:
        """Writes it in one step."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write(self.path, self.content, self.mode)


@dataclass(frozen=True)
class Link:
    """A symbolic link, as systemd masks and enables units."""

    path: Path
    target: str

    def needed(self) -> bool:
        """Whether it is missing or leads elsewhere."""
        return not (self.path.is_symlink() and str(self.path.readlink()) == self.target)

    def says(self) -> str:
        """The change in one line."""
        if self.target == "/dev/null":
            return f"mask {self.path.name}"
        return f"start {self.path.name} by itself"

    def before(self) -> Entry:
        """What stands there now."""
        return {"kind": "file", "made": _missing_folders(self.path), **_seen(self.path)}

    def do(self) -> None:
        """Makes it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.unlink(missing_ok=True)
        self.path.symlink_to(self.target)


def without_swap(table: str) -> str:
    """A table of file systems in which no line names swap; those that did say so as comments."""
    kept = []
    for line in table.splitlines(keepends=True):
        fields = line.split()
        swap = fields[2:3] == ["swap"] and not line.lstrip().startswith("#")
        kept.append(f"{OUT}{line}" if swap else line)
    return "".join(kept)


def with_swap(table: str) -> str:
    """The table with the lines again that were taken out; all others as they are by now."""
    return "".join(line.removeprefix(OUT) for line in table.splitlines(keepends=True))


@dataclass(frozen=True)
class SwapLines:
    """The lines of the table of file systems that name swap; the others are not the kiosk's."""

    path: Path

    def needed(self) -> bool:
        """Whether one is in use."""
        return self.path.exists() and without_swap(self._text()) != self._text()

    def says(self) -> str:
        """The change in one line."""
        return f"change {self.path}"

    def before(self) -> Entry:
        """Where it stands: the lines themselves stay there."""
        return {"kind": "swap", "path": str(self.path)}

    def do(self) -> None:
        """Takes them out."""
        self._write(without_swap(self._text()))

    def back(self) -> None:
        """Takes them in again, where the table still is."""
        if self.path.exists():
            self._write(with_swap(self._text()))

    def _text(self) -> str:
        return self.path.read_bytes().decode(errors="surrogateescape")

    def _write(self, text: str) -> None:
        place = self.path.resolve()
        mode = place.stat().st_mode & 0o7777
        write(place, text.encode(errors="surrogateescape"), mode)


def put_swap_back(entry: Entry) -> None:
    """What was taken out of the table is in it again."""
    SwapLines(Path(entry["path"])).back()
