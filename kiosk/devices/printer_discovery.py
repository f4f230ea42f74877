"""Find the printers of this machine: CUPS queues, and receipt printers on USB."""

from pathlib import Path
from typing import Final

from kiosk.devices.cups import run_command
from kiosk.devices.printers import QUEUE_NAME, PrintTarget, PrintTargetKind

USB: Final = Path("/dev/usb")
"""Folder of the kernel's printer devices."""
MOST: Final = 12
"""Limit of the list: a machine has one or two printers."""


def printers_found(socket: str, usb: Path = USB) -> tuple[PrintTarget, ...]:
    """Return the printers of this machine and of no other; may take seconds."""
    queues = (PrintTarget(PrintTargetKind.CUPS, name) for name in _queues(socket))
    devices = (
        PrintTarget(PrintTargetKind.ESCPOS, str(path)) for path in sorted(usb.glob("lp[0-9]*"))
    )
    return (*queues, *devices)[:MOST]


def _queues(socket: str) -> list[str]:
    listed = run_command(("lpstat", "-e"), socket)
    names = listed.stdout.splitlines() if listed is not None else []
    return [name for name in names if QUEUE_NAME.fullmatch(name)]
