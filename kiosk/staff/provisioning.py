"""Making a kiosk one that has a staff mode, and lifting a lock: done in the machine's shell."""

from pathlib import Path

from kiosk.staff import pin as pins
from kiosk.staff import pin_lockout

FOLDER_MODE = 0o700
"""The data folder is its owner's alone."""


def provision(folder: Path, pin: str) -> None:
    """Sets the first PIN. The PIN's file is written last: it is what makes the staff mode.

    Raises:
        ValueError: the PIN has a flaw (:class:`kiosk.staff.pin.PinFlaw`).
        FileExistsError: there is one already; ``reset`` sets a new one.
        OSError: the data folder cannot be written.
    """
    _demand(pin)
    if pins.is_set(folder):
        raise FileExistsError(pins.FILE)
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    pin_lockout.clear(folder)
    pins.save_pin(folder, pin)


def reset(folder: Path, pin: str) -> None:
    """Sets a new PIN and lifts the lock; a power cut between the two leaves the lock.

    Raises:
        ValueError: the PIN has a flaw.
        FileNotFoundError: the kiosk was never provisioned.
        OSError: the data folder cannot be written.
    """
    _demand(pin)
    if not pins.is_set(folder):
        raise FileNotFoundError(pins.FILE)
    pins.save_pin(folder, pin)
    pin_lockout.clear(folder)


def _demand(pin: str) -> None:
    if (found := pins.flaw(pin)) is not None:
        raise ValueError(found.value)
