"""Check the settings that the kiosk will start with before anything is changed."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

from program import Program, Unbuilt
from system import InstallError

NAME: Final = "settings.toml"
"""The settings file in the data folder."""
PIN: Final = "staff.json"
"""The PIN file in the data folder: if it exists, the site's file is not read any more."""
DIAGONAL_IN: Final = (5, 100)
"""The screen sizes in inches that the program accepts."""
READS: Final = """
import sys
from pathlib import Path
from kiosk.app.settings import SettingsError, load_settings
try:
    load_settings(Path(sys.argv[1]))
except SettingsError as error:
    sys.exit(str(error))
"""
"""Code that lets a program check a settings file."""


def ask(program: Program, file: Path) -> None:
    """Let the new program read the settings as its screen will.

    In a dry run the program may be missing, or incomplete after an interrupted installation.

    Raises:
        InstallError: the program rejects the settings.
    """
    if isinstance(program, Unbuilt) or program.needed():
        sys.stderr.write(f"Once it is made, the new program is asked whether it takes {file}.\n")
        return
    python = program.folder / "bin/python"
    words: list[str | Path] = [python, "-I", "-X", "utf8", "-c", READS, file]
    asked = subprocess.run(  # noqa: S603 - our own words
        words, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if asked.returncode:
        lines = asked.stderr.strip().splitlines() or ["it said nothing"]
        raise InstallError(f"The new program does not take the settings. {lines[-1]}")


def demand(data: Path, site: Path | None) -> Path:
    """Check the site's file, and the installed one if that stays in use; return the one in use.

    Raises:
        InstallError: there is none, or the screen could not start with it.
    """
    own = data / NAME
    if site is not None:
        _demand_diagonal(site)
        if not (data / PIN).exists():
            return site
    if own.is_file():
        _demand_diagonal(own)
        return own
    if (data / PIN).exists():
        raise InstallError(
            f"The kiosk has a PIN but no settings: copy those of the site to {own} first."
        )
    raise InstallError("Give the settings of the site with --site FILE.")


def trusts(site: Path) -> bool:
    """True if the site's file says whom to trust."""
    provision = _read(site).get("provision")
    return isinstance(provision, dict) and "root" in provision


def _demand_diagonal(file: Path) -> None:
    screen = _read(file).get("screen")
    found = screen.get("diagonal") if isinstance(screen, dict) else None
    least, most = DIAGONAL_IN
    number = found if isinstance(found, int | float) and not isinstance(found, bool) else 0
    if not least <= number <= most:
        raise InstallError(
            f"{file} must say how large the picture is: [screen] diagonal = 21.5, in inches,"
            f" measured, from {least} to {most}."
        )


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InstallError(f"{file} is no settings file: {error}.") from error
