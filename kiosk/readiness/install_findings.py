"""What the parts of "is it as installed?" say, and where a machine has its configuration."""

from pathlib import Path
from typing import Final

from kiosk.readiness.codes import Level
from kiosk.readiness.staff_answers import Asserted

AS_ROOT: Final = "It cannot be read: look again as root."
LAYERS: Final = ("usr/lib", "usr/local/lib", "run", "etc")
"""Folders of configuration, the stronger ones last."""


def good(what: str, says: str = "As installed.") -> Asserted:
    """It is as it has to be."""
    return Asserted(what=what, level=Level.OK, says=says)


def wrong(what: str, says: str) -> Asserted:
    """It is not, and what to do."""
    return Asserted(what=what, level=Level.BROKEN, says=says)


def run_check(what: str, says: str) -> Asserted:
    """A person has to look at it."""
    return Asserted(what=what, level=Level.LOOK, says=says)


def unseen(what: str) -> Asserted:
    """Only root may see it."""
    return run_check(what, AS_ROOT)


def by_name(root: Path, folder: str, pattern: str) -> dict[str, Path]:
    """Files of a folder of configuration in the order in which they are read.

    Of those with one name the strongest alone is read.
    """
    found: dict[str, Path] = {}
    for layer in LAYERS:
        found |= {path.name: path for path in (root / layer / folder).glob(pattern)}
    return {name: found[name] for name in sorted(found)}


def text_of(path: Path) -> str:
    """What a file says; nothing where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
