"""Close the kiosk for care: an empty file in the data folder makes the machine show a login.

The machine under the kiosk checks for it (``resources/deploy``). The person who logs in removes it
with ``resource-kiosk care off``.
"""

from pathlib import Path

from kiosk import atomic_files


def close(marker: Path) -> None:
    """Close the kiosk at once and across restarts. Raises :class:`OSError`."""
    atomic_files.replace_file(marker, b"")
