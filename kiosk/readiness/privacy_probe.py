"""Find out what the machine stores about visits, by reading its files below ``root``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kiosk import atomic_files
from kiosk.readiness.readiness_findings import Privacy

COMPRESSED: Final = "/dev/zram"
"""Swap in compressed memory, which never reaches a disk."""
DRAWN: Final = ("mesa_shader_cache*", "qtshadercache*", "*/qtshadercache*", "*/qtpipelinecache*")
"""Files that Qt and Mesa leave in a cache folder when they draw (Qt 6.12, Mesa 25)."""
SWAP_TARGET: Final = "etc/systemd/system/swap.target"
_JOURNALD: Final = "journald.conf"
_LAYERS: Final = ("usr/lib/systemd", "usr/local/lib/systemd", "run/systemd", "etc/systemd")
"""Configuration folders, those with precedence last (journald.conf(5))."""


def privacy(root: Path, cache: Path) -> Privacy:
    """Check swap, the journal, and the cache folder of the kiosk's user."""
    return Privacy(swap=swaps(root), journal=journal_is_stored(root), traces=drawn(cache))


def swaps(root: Path) -> bool | None:
    """True if memory may be swapped to a disk; ``None`` if unknown.

    The kernel's list is hidden inside the kiosk's unit; there a masked target means no swap.
    """
    try:
        lines = (root / "proc/swaps").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        target = root / SWAP_TARGET
        return False if _link_target(target) == "/dev/null" else None
    return any(line and not line.startswith(COMPRESSED) for line in lines[1:])


def _link_target(link: Path) -> str:
    """Return the target of a link; empty if it is not a link or cannot be read."""
    try:
        return str(link.readlink())
    except OSError:
        return ""


def journal_is_stored(root: Path) -> bool | None:
    """True if the journal is stored on a disk; ``None`` if no journal is set up."""
    if not any(atomic_files.is_folder(root / layer) for layer in _LAYERS):
        return None
    storage = "auto"
    for path in _configuration(root):
        storage = _setting(path, "Storage") or storage
    if storage == "auto":
        return atomic_files.is_folder(root / "var/log/journal")
    return storage == "persistent"


def _configuration(root: Path) -> Iterator[Path]:
    """Yield the effective main file, then the drop-ins by name, without overridden ones."""
    mains = [root / layer / _JOURNALD for layer in _LAYERS]
    yield from [path for path in mains if atomic_files.is_file(path)][-1:]
    named: dict[str, Path] = {}
    for layer in _LAYERS:
        named |= {path.name: path for path in (root / layer / f"{_JOURNALD}.d").glob("*.conf")}
    yield from (named[name] for name in sorted(named))


def _setting(path: Path, key: str) -> str:
    """Return the last value of a key; empty if it is not set or the file cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    pairs = (line.partition("=") for line in lines if not line.lstrip().startswith(("#", ";")))
    values = [value.strip() for name, _, value in pairs if name.strip() == key]
    return values[-1] if values else ""


def drawn(cache: Path) -> bool:
    """True if a cache folder holds files of Qt or Mesa."""
    return any(next(cache.glob(pattern), None) for pattern in DRAWN)
