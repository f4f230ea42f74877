"""Find later files that override the configuration of the kiosk.

A drop-in of a unit, or a later file of ``sysctl.d``, of systemd's settings or of udev's rules,
leaves the kiosk's own files unchanged but without effect.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from kiosk.readiness.install_findings import by_name, good, text_of, wrong
from kiosk.readiness.staff_answers import Asserted

UNIT_FOLDERS: Final = (
    *("usr/lib/systemd/system", "usr/local/lib/systemd/system"),
    *("run/systemd/generator.late", "run/systemd/system", "run/systemd/system.attached"),
    *("run/systemd/generator", "etc/systemd/system", "etc/systemd/system.attached"),
    *("run/systemd/generator.early", "run/systemd/transient"),
    *("run/systemd/system.control", "etc/systemd/system.control"),
)
"""Folders of units and their drop-ins (systemd.unit(5))."""
OURS: Final = "resource-kiosk*"
RULES: Final = "udev/rules.d"
SETTINGS: Final = ("systemd/journald.conf.d", "systemd/logind.conf.d", "systemd/system.conf.d")
_IGNORE: Final = re.compile(r'ENV\{LIBINPUT_IGNORE_DEVICE\}\s*(?::|\+|-)?=(?!=)\s*"([^"]*)"')
_ONE_DEVICE: Final = (
    re.compile(r'(?:ENV\{ID_VENDOR_ID\}|ATTRS\{idVendor\})\s*==\s*"[0-9a-fA-F]{4}"'),
    re.compile(r'(?:ENV\{ID_MODEL_ID\}|ATTRS\{idProduct\})\s*==\s*"[0-9a-fA-F]{4}"'),
)
"""A site's rule must name the device that it allows by its vendor and its product id."""


@dataclass(frozen=True, slots=True)
class OverrideCheck:
    """Finds what overrides ``files``, the files that were copied below ``root``."""

    root: Path
    files: Path

    def check(self) -> Iterator[Asserted]:
        """Report each override, or that there is none."""
        for what, found in (
            ("drop-ins", self._units()),
            ("sysctl", self._sysctl()),
            ("settings of systemd", self._settings()),
            ("rules of udev", self._rules()),
        ):
            assertions = list(found)
            yield from assertions or [good(what, "Nothing changes what was installed.")]

    def _shipped(self, path: Path) -> bool:
        return (self.files / path.relative_to(self.root)).is_file()

    def _units(self) -> Iterator[Asserted]:
        """Find drop-ins of the units that the kiosk installs or changes, and units in its name."""
        own = self.files / "etc/systemd/system"
        units = {path.name.removesuffix(".d") for path in own.iterdir()}
        for folder in UNIT_FOLDERS:
            here = self.root / folder
            for path in sorted(here.glob("*.d/*.conf")):
                unit = next(
                    iter(sorted(one for one in units if _applies(path.parent.name, one))), ""
                )
                if unit and not self._shipped(path):
                    yield wrong(self._name(path), f"It changes {unit}: take it away.")
            for path in sorted(here.glob(OURS)):
                if (path.is_symlink() or not path.is_dir()) and not self._shipped(path):
                    yield wrong(self._name(path), "It stands in for a unit: take it away.")

    def _name(self, path: Path) -> str:
        return f"/{path.relative_to(self.root)}"

    def _sysctl(self) -> Iterator[Asserted]:
        """Find kernel values that a later file overrides."""
        files = by_name(self.root, "sysctl.d", "*.conf")
        last = self.root / "etc/sysctl.conf"  # read after all others by "sysctl --system"
        for source in sorted((self.files / "etc/sysctl.d").glob("*.conf")):
            later = [path for name, path in files.items() if name > source.name]
            yield from self._others(source, [*later, last])

    def _settings(self) -> Iterator[Asserted]:
        for folder in SETTINGS:
            files = by_name(self.root, folder, "*.conf")
            for source in sorted((self.files / "etc" / folder).glob("*.conf")):
                later = [path for name, path in files.items() if name > source.name]
                yield from self._others(source, later)

    def _others(self, source: Path, later: list[Path]) -> Iterator[Asserted]:
        """Find keys of ``source`` to which later files give other values."""
        for key, value in _pairs(source):
            found = [
                (path, other)
                for path in later
                for name, other in _pairs(path)
                if fnmatchcase(key, name)
            ]
            if found and found[-1][1] != value:
                path, other = found[-1]
                words = f"It makes {key} {other or 'empty'}; it has to be {value}: take that out."
                yield wrong(self._name(path), words)

    def _rules(self) -> Iterator[Asserted]:
        """Find later rules that allow more than one device."""
        ours = sorted(path.name for path in (self.files / "etc" / RULES).glob("*.rules"))
        for name, path in by_name(self.root, RULES, "*.rules").items():
            if name in ours or name < ours[0]:
                continue
            for line in text_of(path).replace("\\\n", " ").splitlines():
                if _allows_many(line):
                    words = "It lets in more than one device: name its vendor and its model."
                    yield wrong(self._name(path), words)
                    break


def _applies(folder: str, unit: str) -> bool:
    """True if a drop-in folder applies to a unit: by name, instance, prefix or type."""
    name, _, kind = unit.rpartition(".")
    changed, _, changed_kind = folder.removesuffix(".d").rpartition(".")
    if not changed:
        return folder == f"{kind}.d"
    if changed_kind != kind:
        return False
    if changed == name or (name.endswith("@") and changed.startswith(name)):
        return True
    return changed.endswith("-") and name.startswith(changed)


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the keys and values of a settings file."""
    for line in text_of(path).splitlines():
        key, sign, value = (part.strip() for part in line.partition("="))
        if sign and not key.startswith(("#", ";")):
            yield key.removeprefix("-").replace("/", "."), value


def _allows_many(line: str) -> bool:
    if line.lstrip().startswith("#"):
        return False
    values = _IGNORE.findall(line)
    return any(one != "1" for one in values) and not all(p.search(line) for p in _ONE_DEVICE)
