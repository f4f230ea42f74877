"""Check that the person who looks after the machine can log in while the kiosk is closed."""

from pathlib import Path
from typing import Final

from system import NO_SHELLS

NO_WAY_IN: Final = (
    "This kiosk cannot be closed for care: no account of this machine has a password, so nobody"
    " could log in. Give one to root now: passwd"
)


def _rows(table: Path) -> list[list[str]]:
    try:
        lines = table.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return [line.split(":") for line in lines]


def someone_can_log_in(etc: Path = Path("/etc")) -> bool:
    """True if an account has a password and a shell."""
    shells = {row[0]: Path(row[-1]).name for row in _rows(etc / "passwd")}
    return any(
        row[1].startswith("$") and shells.get(row[0], "") not in {"", *NO_SHELLS}
        for row in _rows(etc / "shadow")
        if len(row) > 1
    )
