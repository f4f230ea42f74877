"""Closed for care: a file beside the data tells the machine to show a login instead of the kiosk.

The file is empty. The machine under the kiosk looks for it (``resources/deploy``); whoever logs in
there takes it away again with ``resource-kiosk care off``.
"""

from pathlib import Path

from kiosk import durable


def close(marker: Path) -> None:
    """Closes the kiosk, from now on and over restarts. Raises :class:`OSError`."""
    durable.write(marker, b"")
