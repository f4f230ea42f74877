"""Shared parts of the installed check: make assertions, read configuration files."""

from pathlib import Path
from typing import Final

from kiosk.readiness.codes import Level
from kiosk.readiness.staff_answers import Asserted

AS_ROOT: Final = "It cannot be read: look again as root."
LAYERS: Final = ("usr/lib", "usr/local/lib", "run", "etc")
"""Configuration folders, those with precedence last."""


def good(what: str, says: str = "As installed.") -> Asserted:
    """Assert that it is as it must be."""
    return Asserted(what=what, level=Level.OK, says=says)


def wrong(what: str, says: str) -> Asserted:
    """Assert that it is wrong; ``says`` includes what to do."""
    return Asserted(what=what, level=Level.BROKEN, says=says)


def run_check(what: str, says: str) -> Asserted:
    """Assert that a person must check it."""
    return Asserted(what=what, level=Level.LOOK, says=says)


def unseen(what: str) -> Asserted:
    """Assert that only root can read it."""
    return run_check(what, AS_ROOT)


def by_name(root: Path, folder: str, pattern: str) -> dict[str, Path]:
    """Return the files of a configuration folder in the order in which they are read.

    Of several files with the same name, only the one with precedence is read.
    """
    found: dict[str, Path] = {}
    for layer in LAYERS:
        found |= {path.name: path for path in (root / layer / folder).glob(pattern)}
    return {name: found[name] for name in sorted(found)}


def text_of(path: Path) -> str:
    """Return the text of a file; empty if it cannot be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
