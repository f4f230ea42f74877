"""Set the first PIN, a new one that lifts the lock, or that of helpers, in the machine's shell."""

from pathlib import Path

from kiosk.staff import pin as pins
from kiosk.staff import pin_lockout
from kiosk.sync.provisioned import PIN_FILE, PinOwner, is_provisioned

FOLDER_MODE = 0o700
"""Only its owner may use the data folder."""


def provision(folder: Path, pin: str) -> None:
    """Set the first PIN. Its file is written last, because it enables staff mode.

    Raises:
        ValueError: the PIN has a flaw (:class:`kiosk.staff.pin.PinFlaw`).
        FileExistsError: there is a PIN already; ``reset`` sets a new one.
        OSError: the data folder cannot be written.
    """
    if (found := pins.flaw(pin)) is not None:
        raise ValueError(found.value)
    if is_provisioned(folder):
        raise FileExistsError(PIN_FILE)
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    pin_lockout.clear(folder)
    pins.save_pin(folder, pin)


def reset(folder: Path, pin: str, owner: PinOwner = PinOwner.STAFF) -> None:
    """Set a new PIN and lift its lock; after a power cut between the two, the lock remains.

    Helpers may have their first one from it.

    Raises:
        ValueError: the PIN has a flaw.
        FileNotFoundError: the kiosk was never provisioned.
        OSError: the data folder cannot be written.
    """
    if not is_provisioned(folder):
        raise FileNotFoundError(PIN_FILE)
    pins.save_pin(folder, pin, owner)
    pin_lockout.clear(folder, owner)


def remove_helper_pin(folder: Path) -> None:
    """Remove the PIN of helpers: their view is no longer offered.

    Raises:
        OSError: the data folder cannot be written.
    """
    for name in (PinOwner.HELPER.pin_file, PinOwner.HELPER.tries_file):
        (folder / name).unlink(missing_ok=True)
