"""What is changed at once and needs no note: folders, the kernel, swap, the data of a new kiosk.

What the kernel was told ends with a restart; folders and data go as the last step of an undo.
"""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from changes import Change
from settings import NAME, PIN, trusts
from system import InstallError, run, running

LIST = "resource-kiosk.conf"
"""In ``tmpfiles.d``: how the folders are made."""
KERNEL, SWAPS = Path("/proc/sys"), Path("/proc/swaps")
Places = dict[str, tuple[str, str, str]]
"""Folders, each with its mode, its owner and its group."""


class Unnoted:
    """A change that an undo needs no note of."""

    def before(self) -> None:
        """Nothing is kept."""


@dataclass(frozen=True)
class Place(Unnoted):
    """A folder of the kiosk."""

    path: Path
    mode: str
    owner: str
    group: str

    def needed(self) -> bool:
        """Whether it is missing or somebody else's."""
        try:
            found = (f"{self.path.stat().st_mode & 0o7777:04o}", self.path.owner())
            return (*found, self.path.group()) != (self.mode, self.owner, self.group)
        except (OSError, KeyError):
            return True

    def says(self) -> str:
        """The change in one line."""
        return f"{'change' if self.path.exists() else 'make'} the folder {self.path}"

    def do(self) -> None:
        """Makes it, as every start does."""
        run("systemd-tmpfiles", "--create", f"--prefix={self.path}", LIST)


@dataclass(frozen=True)
class Kernel(Unnoted):
    """Settings of the running kernel, as a file of ``sysctl.d`` has them."""

    file: Path

    def needed(self) -> bool:
        """Whether one is another."""
        return running() and bool(self._others())

    def _others(self) -> list[str]:
        return [key for key, value in self._wanted() if _of_kernel(key) not in {None, value}]

    def _wanted(self) -> Iterator[tuple[str, str]]:
        for line in self.file.read_text(encoding="utf-8").splitlines():
            key, equals, value = line.partition("=")
            if equals and not line.startswith("#"):
                yield key.strip(), value.strip()

    def says(self) -> str:
        """The change in one line."""
        return f"set in the running kernel: {' '.join(self._others())}"

    def do(self) -> None:
        """Sets them; what the kernel does not take "doctor" names."""
        _tell("sysctl", "--quiet", f"--load={self.file}")


def _of_kernel(key: str) -> str | None:
    try:
        return (KERNEL / key.replace(".", "/")).read_text(encoding="utf-8").strip()
    except OSError:
        return None


@dataclass(frozen=True)
class NoSwap(Unnoted):
    """No swap from now on, not only from the next start."""

    def needed(self) -> bool:
        """Whether some is in use; the first line is a heading."""
        try:
            return running() and len(SWAPS.read_text(encoding="utf-8").splitlines()) > 1
        except OSError:
            return False

    def says(self) -> str:
        """The change in one line."""
        return "turn off the swap that is in use"

    def do(self) -> None:
        """Turns it off; where memory is too small for that it ends with the restart."""
        _tell("swapoff", "--all")


def _tell(*words: str) -> None:
    subprocess.run(words, capture_output=True, check=False)  # noqa: S603 - our own words


@dataclass(frozen=True)
class Provision(Unnoted):
    """PIN, settings and trust from one file, unless this is a kiosk already."""

    command: Path
    data: Path
    site: Path

    def needed(self) -> bool:
        """Whether there is no PIN yet."""
        return not (self.data / PIN).exists()

    def says(self) -> str:
        """The change in one line."""
        trust = ", whom to trust" if trusts(self.site) else ""
        return f"provision {self.data}: {NAME}, {PIN}{trust}"

    def do(self) -> None:
        """Has the installed program ask for the PIN and write all."""
        command = [str(self.command), "--data", str(self.data)]
        words = [*command, "provision", "--site", str(self.site)]
        if subprocess.run(words, check=False).returncode:  # noqa: S603 - our own words
            raise InstallError("The kiosk is installed but not provisioned: see above.")


def at_once(places: Places, kernel: Path) -> Iterator[Change]:
    """All that the running machine is told beside its files."""
    yield from (Place(Path(name), *each) for name, each in places.items())
    yield Kernel(kernel)
    yield NoSwap()


def clear(places: Places, *, data: bool, dry: bool) -> Iterator[str]:
    """The folders go, those in which something lies only with ``data``; what is done with each."""
    for place in [each for each in map(Path, places) if each.is_dir()]:
        if not data and any(place.iterdir()):
            yield f"leave {place}, something lies in it. To take that too: rm -r {place}"
            continue
        yield f"take away {place}"
        if not dry and data:
            shutil.rmtree(place, ignore_errors=True)
        elif not dry:
            place.rmdir()
