"""The mark of a provisioned kiosk: its staff have a PIN."""

from pathlib import Path
from typing import Final

from kiosk import atomic_files

PIN_FILE: Final = "staff.json"


def is_provisioned(folder: Path) -> bool:
    """Return True if staff have a PIN in this data folder; without one there is no staff mode.

    A disk that cannot be read today counts as provisioned, so that nobody sets a new PIN then.
    """
    path = folder / PIN_FILE
    return not (atomic_files.is_missing(path) or atomic_files.is_folder(path))
