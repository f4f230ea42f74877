"""The mark of a provisioned kiosk: its staff have a PIN. Helpers may have one of their own."""

from enum import Enum
from pathlib import Path
from typing import Final

from kiosk import atomic_files

PIN_FILE: Final = "staff.json"


class PinOwner(Enum):
    """Who enters with a PIN: the file of its hash, and that of its wrong tries."""

    STAFF = (PIN_FILE, "tries.json")
    HELPER = ("helper.json", "helper-tries.json")

    def __init__(self, pin_file: str, tries_file: str) -> None:
        self.pin_file, self.tries_file = pin_file, tries_file


def is_provisioned(folder: Path, owner: PinOwner = PinOwner.STAFF) -> bool:
    """Return True if there is a PIN in this data folder; without one there is nothing to enter.

    A disk that cannot be read today counts as provisioned, so that nobody sets a new PIN then.
    """
    path = folder / owner.pin_file
    return not (atomic_files.is_missing(path) or atomic_files.is_folder(path))
