"""Changes that need no manifest entry: folders, the kernel, swap, the data of a new kiosk.

Kernel settings end with a restart. An undo removes folders and data as its last step.
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
"""The file in ``tmpfiles.d`` that creates the folders."""
KERNEL, SWAPS = Path("/proc/sys"), Path("/proc/swaps")
Places = dict[str, tuple[str, str, str]]
"""The mode, owner and group of each folder."""


class Unnoted:
    """A change without a manifest entry."""

    def before(self) -> None:
        """Record nothing."""


@dataclass(frozen=True)
class Place(Unnoted):
    """A folder of the kiosk."""

    path: Path
    mode: str
    owner: str
    group: str

    def needed(self) -> bool:
        """True if it is missing or has another mode or owner."""
        try:
            found = (f"{self.path.stat().st_mode & 0o7777:04o}", self.path.owner())
            return (*found, self.path.group()) != (self.mode, self.owner, self.group)
        except (OSError, KeyError):
            return True

    def says(self) -> str:
        """Describe the change in one line."""
        return f"{'change' if self.path.exists() else 'make'} the folder {self.path}"

    def do(self) -> None:
        """Create it, as every start of the machine does."""
        run("systemd-tmpfiles", "--create", f"--prefix={self.path}", LIST)


@dataclass(frozen=True)
class Kernel(Unnoted):
    """Settings of the running kernel from a file in ``sysctl.d``."""

    file: Path

    def needed(self) -> bool:
        """True if a setting differs."""
        return running() and bool(self._others())

    def _others(self) -> list[str]:
        return [key for key, value in self._wanted() if _of_kernel(key) not in {None, value}]

    def _wanted(self) -> Iterator[tuple[str, str]]:
        for line in self.file.read_text(encoding="utf-8").splitlines():
            key, equals, value = line.partition("=")
            if equals and not line.startswith("#"):
                yield key.strip(), value.strip()

    def says(self) -> str:
        """Describe the change in one line."""
        return f"set in the running kernel: {' '.join(self._others())}"

    def do(self) -> None:
        """Apply them; "doctor" names the settings that the kernel rejects."""
        _try("sysctl", "--quiet", f"--load={self.file}")


def _of_kernel(key: str) -> str | None:
    try:
        return (KERNEL / key.replace(".", "/")).read_text(encoding="utf-8").strip()
    except OSError:
        return None


@dataclass(frozen=True)
class NoSwap(Unnoted):
    """No swap, at once and not only after the next start."""

    def needed(self) -> bool:
        """True if swap is in use; the first line is a heading."""
        try:
            return running() and len(SWAPS.read_text(encoding="utf-8").splitlines()) > 1
        except OSError:
            return False

    def says(self) -> str:
        """Describe the change in one line."""
        return "turn off the swap that is in use"

    def do(self) -> None:
        """Turn it off; if memory is too small for that, it ends with the restart."""
        _try("swapoff", "--all")


def _try(*words: str) -> None:
    subprocess.run(words, capture_output=True, check=False)  # noqa: S603 - our own words


@dataclass(frozen=True)
class Provision(Unnoted):
    """PIN, settings and trust from one file, for a new kiosk only."""

    command: Path
    data: Path
    site: Path

    def needed(self) -> bool:
        """True if there is no PIN yet."""
        return not (self.data / PIN).exists()

    def says(self) -> str:
        """Describe the change in one line."""
        trust = ", whom to trust" if trusts(self.site) else ""
        return f"provision {self.data}: {NAME}, {PIN}{trust}"

    def do(self) -> None:
        """Let the installed program ask for the PIN and write everything."""
        command = [str(self.command), "--data", str(self.data)]
        words = [*command, "provision", "--site", str(self.site)]
        if subprocess.run(words, check=False).returncode:  # noqa: S603 - our own words
            raise InstallError("The kiosk is installed but not provisioned: see above.")


def at_once(places: Places, kernel: Path) -> Iterator[Change]:
    """Yield all changes of the running machine that are not files."""
    yield from (Place(Path(name), *each) for name, each in places.items())
    yield Kernel(kernel)
    yield NoSwap()


def clear(places: Places, *, data: bool, dry: bool) -> Iterator[str]:
    """Remove the folders, non-empty ones only with ``data``; yield what is done with each."""
    for place in [each for each in map(Path, places) if each.is_dir()]:
        if not data and any(place.iterdir()):
            yield f"leave {place}, something lies in it. To take that too: rm -r {place}"
            continue
        yield f"take away {place}"
        if not dry and data:
            shutil.rmtree(place, ignore_errors=True)
        elif not dry:
            place.rmdir()
