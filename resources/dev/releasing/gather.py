"""Get the commit of a release, and its wheels."""

import io
import json
import os
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from lock import WHEELS, here


class ReleaseError(Exception):
    """The release cannot be made; one sentence says what to do."""


def run(*command: str | Path, **environment: str) -> bytes:
    """Return a command's output. Raises :class:`ReleaseError` with its last line if it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(  # noqa: S603 - our own words
        words, env=os.environ | environment, capture_output=True, check=False
    )
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or ["it said nothing"]
        raise ReleaseError(f"{' '.join(words[:5])} failed: {lines[-1]}")
    return done.stdout


@dataclass(frozen=True)
class Commit:
    """A commit and its time: a release contains nothing else."""

    clone: Path
    name: str
    seconds: int

    @classmethod
    def of(cls, clone: Path) -> Self:
        """Return the current commit.

        Raises:
            ReleaseError: this is no clone, or it has uncommitted changes.
        """
        git = ("git", "-C", clone)
        if run(*git, "status", "--porcelain", "--untracked-files=no"):
            raise ReleaseError(
                "Files were changed and not committed: commit them, or take a clone."
            )
        name, seconds = run(*git, "log", "-1", "--format=%H %ct").decode().split()
        return cls(clone, name, int(seconds))

    def source(self, folder: Path) -> Path:
        """Write the files of the commit to a folder, and return it."""
        packed = run("git", "-C", self.clone, "archive", "--format=tar", self.name)
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
        return folder


def gather_wheels(source: Path, out: Path, given: Path | None, seconds: int) -> None:
    """Build the program's wheel and download the others, each by its digest.

    Raises:
        ReleaseError: the list is for another Python, or a wheel is missing or unavailable.
    """
    listed = source / "resources/dev" / WHEELS.name
    if here() not in listed.read_text(encoding="utf-8").splitlines():
        mine = here().removeprefix("# For ").rstrip(".")
        raise ReleaseError(
            f"The packages of {WHEELS.name} were chosen for another Python than {mine}: take that"
            " one (PYTHON=…), or choose anew with --lock."
        )
    silent = ("--quiet", "--disable-pip-version-check", "--no-input")
    pip = (sys.executable, "-I", "-m", "pip", *silent)
    epoch = {"SOURCE_DATE_EPOCH": str(seconds), "PYTHONHASHSEED": "0"}
    own = ("--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", out)
    run(*pip, "wheel", *own, source, **epoch)
    only = ("--no-deps", "--require-hashes", "--only-binary=:all:", "--dest", out)
    place = () if given is None else ("--no-index", "--find-links", given)
    run(*pip, "download", *only, *place, "-r", listed)
    _complete(pip, out)


def _complete(pip: tuple[str | Path, ...], wheels: Path) -> None:
    """Check that the wheels are exactly those that the program needs."""
    own = next(wheels.glob("resource_kiosk-*.whl"))
    words = ("--dry-run", "--ignore-installed", "--no-index", "--find-links", wheels)
    found = json.loads(run(*pip, "install", *words, "--report", "-", own))["install"]
    needed = {Path(one["download_info"]["url"]).name for one in found}
    if surplus := {path.name for path in wheels.iterdir()} - needed:
        raise ReleaseError(f"Nothing needs {', '.join(sorted(surplus))}: choose anew with --lock.")
