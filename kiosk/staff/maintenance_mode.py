"""Closed for care: a file beside the data tells the machine to show a login instead of the kiosk.

The file is empty. The machine under the kiosk looks for it (``resources/deploy``); whoever logs in
there takes it away again with ``resource-kiosk care off``.
"""

from pathlib import Path

from kiosk import atomic_files


def close(marker: Path) -> None:
    """Closes the kiosk, from now on and over restarts. Raises :class:`OSError`."""
    atomic_files.write(marker, b"")
