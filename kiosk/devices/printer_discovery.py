"""Printers that this machine has: queues of its CUPS, and receipt printers on USB."""

import subprocess
from pathlib import Path
from typing import Final

from kiosk.devices.cups import COMMAND_S, environment
from kiosk.devices.printers import QUEUE_NAME, PrintTarget, PrintTargetKind

USB: Final = Path("/dev/usb")
"""Where the kernel's printer driver puts its device files."""
MOST: Final = 12
"""Printers that are listed: a machine has one or two."""


def printers_found(socket: str, usb: Path = USB) -> tuple[PrintTarget, ...]:
    """What there is to print on; may take seconds. Nothing is asked beyond this machine."""
    queues = (PrintTarget(PrintTargetKind.CUPS, name) for name in _queues(socket))
    devices = (
        PrintTarget(PrintTargetKind.ESCPOS, str(path)) for path in sorted(usb.glob("lp[0-9]*"))
    )
    return (*queues, *devices)[:MOST]


def _queues(socket: str) -> list[str]:
    try:
        listed = subprocess.run(
            ["lpstat", "-e"],  # noqa: S607 - found on the path below
            env=environment(socket),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=COMMAND_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    names = listed.stdout.decode(errors="replace").splitlines()
    return [name for name in names if QUEUE_NAME.fullmatch(name)]
