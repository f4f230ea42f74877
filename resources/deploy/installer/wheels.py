"""Which program is installed: a wheel that was given, a release's, or one built of the clone."""

import re
import sys
from pathlib import Path

from program import Program, Unbuilt, moment_of, version_of
from system import InstallError, run

DEPLOY = Path(__file__).resolve().parents[1]
CLONE = DEPLOY.parents[1]


def the_wheels(given: Path | None) -> Path | None:
    """The folder with all that the program needs: given, or as a release has it."""
    if given is not None and not given.is_dir():
        raise InstallError(f"There is no folder {given}.")
    beside = DEPLOY.parent / "wheels"
    return beside if given is None and beside.is_dir() else given


def the_wheel(given: Path | None, wheels: Path | None) -> Path | None:
    """The wheel that was given, or lies among the others or beside; none where only a clone is."""
    if given is not None:
        return given
    places = [DEPLOY, DEPLOY.parent, *([wheels] if wheels is not None else [])]
    beside = [path for place in places for path in place.glob("resource_kiosk-*.whl")]
    if beside:
        return max(beside, key=lambda wheel: (version_of(wheel), moment_of(wheel)))
    if not (CLONE / "pyproject.toml").is_file():
        raise InstallError(
            "Give the program with --wheel FILE: there is none beside the installer."
        )
    return None


def build(folder: Path) -> Path:
    """The wheel of the clone."""
    run(sys.executable, "-I", "-m", "venv", folder / "build")
    pip = (folder / "build/bin/python", "-I", "-m", "pip", "--quiet", "--no-input")
    run(*pip, "wheel", "--no-deps", "--wheel-dir", folder, CLONE)
    return next(folder.glob("resource_kiosk-*.whl"))


def the_program(
    place: Path, given: Path | None, wheels: Path | None, folder: Path, *, dry: bool
) -> Program:
    """What goes into ``place``; a dry run builds nothing, in ``folder`` or elsewhere."""
    wheel = the_wheel(given, wheels)
    if wheel is not None or not dry:
        return Program(place, wheel or build(folder), wheels)
    text = (CLONE / "kiosk/__init__.py").read_text(encoding="utf-8")
    version = re.findall(r'__version__ = "([^"]+)"', text)[0]
    return Unbuilt(place, Path(f"resource_kiosk-{version}-py3-none-any.whl"))
