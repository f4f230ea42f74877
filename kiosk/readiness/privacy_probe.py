"""What the machine under the kiosk keeps: read from its files, ``root`` being where they begin."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kiosk import atomic_files
from kiosk.readiness.facts import Privacy

COMPRESSED: Final = "/dev/zram"
"""Swap that is memory itself: nothing of it reaches a disk."""
DRAWN: Final = ("mesa_shader_cache*", "qtshadercache*", "*/qtshadercache*", "*/qtpipelinecache*")
"""What Qt and Mesa leave in a cache folder of what they drew (Qt 6.12, Mesa 25)."""
SWAP_TARGET: Final = "etc/systemd/system/swap.target"
_JOURNALD: Final = "journald.conf"
_LAYERS: Final = ("usr/lib/systemd", "usr/local/lib/systemd", "run/systemd", "etc/systemd")
"""Folders of configuration, the stronger ones last (systemd's journald.conf(5))."""


def privacy(root: Path, cache: Path) -> Privacy:
    """Swap, the journal, and files of drawing in the cache folder of the kiosk's user."""
    return Privacy(swap=swaps(root), journal=journal_is_stored(root), traces=drawn(cache))


def swaps(root: Path) -> bool | None:
    """Whether memory may go to a disk; ``None`` where nothing of it can be read.

    Inside the kiosk's own unit the kernel's list is hidden: a masked target stands for it there.
    """
    try:
        lines = (root / "proc/swaps").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        target = root / SWAP_TARGET
        return False if _leads_to(target) == "/dev/null" else None
    return any(line and not line.startswith(COMPRESSED) for line in lines[1:])


def _leads_to(link: Path) -> str:
    """Where a link leads; empty for what is none or cannot be read."""
    try:
        return str(link.readlink())
    except OSError:
        return ""


def journal_is_stored(root: Path) -> bool | None:
    """Whether the journal stands on a disk; ``None`` where no journal is set up."""
    if not any(atomic_files.is_folder(root / layer) for layer in _LAYERS):
        return None
    storage = "auto"
    for path in _configuration(root):
        storage = _setting(path, "Storage") or storage
    if storage == "auto":
        return atomic_files.is_folder(root / "var/log/journal")
    return storage == "persistent"


def _configuration(root: Path) -> Iterator[Path]:
    """The main file that counts, then the drop-ins by name, one that is replaced left out."""
    mains = [root / layer / _JOURNALD for layer in _LAYERS]
    yield from [path for path in mains if atomic_files.is_file(path)][-1:]
    named: dict[str, Path] = {}
    for layer in _LAYERS:
        named |= {path.name: path for path in (root / layer / f"{_JOURNALD}.d").glob("*.conf")}
    yield from (named[name] for name in sorted(named))


def _setting(path: Path, key: str) -> str:
    """The last value of a key; empty where it is not set or the file cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    pairs = (line.partition("=") for line in lines if not line.lstrip().startswith(("#", ";")))
    values = [value.strip() for name, _, value in pairs if name.strip() == key]
    return values[-1] if values else ""


def drawn(cache: Path) -> bool:
    """Whether a cache folder holds files of what was drawn."""
    return any(next(cache.glob(pattern), None) for pattern in DRAWN)
