"""Find the program to install: a given wheel, a release's, or one built from the clone."""

import re
import sys
from pathlib import Path

from program import Program, Unbuilt, moment_of, version_of
from system import InstallError, run

DEPLOY = Path(__file__).resolve().parents[1]
CLONE = DEPLOY.parents[1]


def the_wheels(given: Path | None) -> Path | None:
    """Return the folder with all packages that the program needs: given, or a release's."""
    if given is not None and not given.is_dir():
        raise InstallError(f"There is no folder {given}.")
    released = DEPLOY.parent / "wheels"
    return released if given is None and released.is_dir() else given


def the_wheel(given: Path | None, wheels: Path | None) -> Path | None:
    """Return the given wheel, or the newest one nearby; ``None`` if there is only a clone."""
    if given is not None:
        return given
    places = [DEPLOY, DEPLOY.parent, *([wheels] if wheels is not None else [])]
    found = [path for place in places for path in place.glob("resource_kiosk-*.whl")]
    if found:
        return max(found, key=lambda wheel: (version_of(wheel), moment_of(wheel)))
    if not (CLONE / "pyproject.toml").is_file():
        raise InstallError(
            "Give the program with --wheel FILE: there is none beside the installer."
        )
    return None


def build(folder: Path) -> Path:
    """Build the wheel of the clone."""
    run(sys.executable, "-I", "-m", "venv", folder / "build")
    pip = (folder / "build/bin/python", "-I", "-m", "pip", "--quiet", "--no-input")
    run(*pip, "wheel", "--no-deps", "--wheel-dir", folder, CLONE)
    return next(folder.glob("resource_kiosk-*.whl"))


def the_program(
    place: Path, given: Path | None, wheels: Path | None, folder: Path, *, dry: bool
) -> Program:
    """Return the program to install in ``place``; a dry run builds nothing."""
    wheel = the_wheel(given, wheels)
    if wheel is not None or not dry:
        return Program(place, wheel or build(folder), wheels)
    text = (CLONE / "kiosk/__init__.py").read_text(encoding="utf-8")
    version = re.findall(r'__version__ = "([^"]+)"', text)[0]
    return Unbuilt(place, Path(f"resource_kiosk-{version}-py3-none-any.whl"))
