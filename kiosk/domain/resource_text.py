"""Texts of the program's own: next to the package in a clone, inside it in a wheel."""

import tomllib
from pathlib import Path
from typing import Any


def resource_text(*names: str) -> str:
    """Return the content of ``resources/`` and the names.

    Raises:
        OSError: the program is damaged.
    """
    return _place(*names).read_text(encoding="utf-8")


def resource_table(*names: str) -> dict[str, Any]:
    """Return a TOML file of ``resources/`` as a table. Raises OSError."""
    return tomllib.loads(resource_text(*names))


def resource_names(*names: str) -> list[str]:
    """Return the names of the files in a folder of ``resources/``, sorted. Raises OSError."""
    return sorted(one.name for one in _place(*names).iterdir())


def _place(*names: str) -> Path:
    package, table = Path(__file__).parents[1], Path("resources", *names)
    inside = package / table
    return inside if inside.exists() else package.parent / table
