"""The settings that the kiosk would start with, looked at before anything is changed."""

import tomllib
from pathlib import Path
from typing import Any, Final

from system import InstallError

NAME: Final = "settings.toml"
"""In the data folder."""
PIN: Final = "staff.json"
"""There too: with it the file of the site is not read again."""
DIAGONAL_IN: Final = (5, 100)
"""Inches that the program takes."""


def demand(data: Path, site: Path | None) -> None:
    """Looks at the file of the site, and at the installed one where that stays in use.

    Raises:
        InstallError: there is none, or the screen could not start with it.
    """
    own = data / NAME
    if site is not None:
        _demand_diagonal(site)
        if not (data / PIN).exists():
            return
    if own.is_file():
        _demand_diagonal(own)
    elif (data / PIN).exists():
        raise InstallError(
            f"The kiosk has a PIN but no settings: copy those of the site to {own} first."
        )
    else:
        raise InstallError("Give the settings of the site with --site FILE.")


def _demand_diagonal(file: Path) -> None:
    screen = _read(file).get("screen")
    found = screen.get("diagonal") if isinstance(screen, dict) else None
    least, most = DIAGONAL_IN
    number = isinstance(found, int | float) and not isinstance(found, bool)
    if not number or not least <= found <= most:
        raise InstallError(
            f"{file} must say how large the picture is: [screen] diagonal = 21.5, in inches,"
            f" measured, from {least} to {most}."
        )


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InstallError(f"{file} is no settings file: {error}.") from error
