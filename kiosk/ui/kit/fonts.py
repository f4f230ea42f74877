"""The bundled fonts: loaded when a language needs them, named for what they can draw.

The manifest ``resources/fonts/fonts.json`` is made by the script beside it. A small subset with
the names of languages is all that the attract screen needs; a full family comes with its language.
"""

import json
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from kiosk.ui.kit.theme import SCRIPTS


class FontError(Exception):
    """The fonts cannot be used; the message names the file and what to do."""


@cache
def _hold(path: Path) -> None:
    """Gives a font file to Qt, which holds it until the process ends.

    Once: each further copy of a family is one more that every line of text is matched against.
    """
    if QFontDatabase.addApplicationFont(str(path)) < 0:
        raise FontError(f"The font {path} cannot be used. Install the program again.")


class FontShelf:
    """Loads font files, each once in a process, by script (ISO 15924)."""

    def __init__(self, folder: Path) -> None:
        manifest = folder / "fonts.json"
        try:
            self._rows = json.loads(manifest.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise FontError(
                f"No fonts: {manifest} cannot be read. Install the program again."
            ) from error
        self._folder = folder
        self._names = tuple(
            dict.fromkeys(row["family"] for row in self._rows if row["kind"] == "names")
        )

    @property
    def name_families(self) -> tuple[str, ...]:
        """The small families that hold the names of languages."""
        return self._names

    def load_names(self, scripts: frozenset[str] | None = None) -> None:
        """Loads the subsets with the names of languages, all of them or those of some scripts."""
        for row in self._rows:
            if row["kind"] == "names" and (scripts is None or row["script"] in scripts):
                _hold(self._folder / row["file"])

    def load_script(self, style: str) -> None:
        """Loads the full family of a style, and Noto Sans, which every language needs."""
        families = {"Noto Sans", SCRIPTS[style].family}
        for row in self._rows:
            if row["kind"] == "full" and row["family"] in families:
                _hold(self._folder / row["file"])
