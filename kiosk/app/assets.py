"""Locate the program's own files: next to the package in a clone, inside it in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resources() -> Path:
    """Return the folder of fonts, icons, pictures, the factory directory and schemas."""
    return _folder("resources")


def translations() -> Path:
    """Return the folder of the catalogues."""
    return _folder("translations")


def factory() -> tuple[Path, ...]:
    """Return the record files of the factory directory, in a fixed order."""
    return tuple(sorted((resources() / "factory").glob("*.ndjson")))
