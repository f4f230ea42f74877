"""The settings that the kiosk would start with, looked at before anything is changed."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

from program import Program, Unbuilt
from system import InstallError

NAME: Final = "settings.toml"
"""In the data folder."""
PIN: Final = "staff.json"
"""There too: with it the file of the site is not read again."""
DIAGONAL_IN: Final = (5, 100)
"""Inches that the program takes."""
READS: Final = """
import sys
from pathlib import Path
from kiosk.app.settings import SettingsError, load_settings
try:
    load_settings(Path(sys.argv[1]))
except SettingsError as error:
    sys.exit(str(error))
"""
"""What a program is asked with."""


def ask(program: Program, file: Path) -> None:
    """Has the new program read the settings as its screen will.

    In a dry run it may not be made, or only in part by an installation that was cut short.

    Raises:
        InstallError: it does not take them.
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
        said = asked.stderr.strip().splitlines() or ["it said nothing"]
        raise InstallError(f"The new program does not take the settings. {said[-1]}")


def demand(data: Path, site: Path | None) -> Path:
    """Looks at the file of the site, and at the installed one where that stays in use; which it is.

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
    """Whether the file of the site says whom to trust."""
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
