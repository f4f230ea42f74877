"""Texts of the program's own: next to the package in a clone, inside it in a wheel."""

from pathlib import Path


def resource_text(*names: str) -> str:
    """Return the content of ``resources/`` and the names.

    Raises:
        OSError: the program is damaged.
    """
    package, table = Path(__file__).parents[1], Path("resources", *names)
    inside = package / table
    return (inside if inside.is_file() else package.parent / table).read_text(encoding="utf-8")
