"""The bundled fonts, loaded when a language needs them.

A script next to the manifest ``resources/fonts/fonts.json`` generates it. The attract screen only
needs a small subset with the names of languages; a full family is loaded with its language.
"""

import json
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from kiosk.ui.kit.theme import SCRIPTS


class FontError(Exception):
    """Raised if the fonts cannot be used; the message names the file and what to do."""


@cache
def _register(path: Path) -> None:
    """Register a font file with Qt, which keeps it until the process ends.

    Only once: every copy of a family slows the matching of each line of text.
    """
    if QFontDatabase.addApplicationFont(str(path)) < 0:
        raise FontError(f"The font {path} cannot be used. Install the program again.")


class FontShelf:
    """Loads font files, each once per process, by script (ISO 15924)."""

    def __init__(self, folder: Path) -> None:
        manifest = folder / "fonts.json"
        try:
            self._rows = json.loads(manifest.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise FontError(
                f"No fonts: {manifest} cannot be read. Install the program again."
            ) from error
        self._folder = folder
        # Small families with the names of languages.
        self.name_families = tuple(
            dict.fromkeys(row["family"] for row in self._rows if row["kind"] == "names")
        )

    def load_names(self, scripts: frozenset[str] | None = None) -> None:
        """Load the subsets with the names of languages, of all scripts or of some."""
        for row in self._rows:
            if row["kind"] == "names" and (scripts is None or row["script"] in scripts):
                _register(self._folder / row["file"])

    def load_script(self, style: str) -> None:
        """Load the full family of a style, and Noto Sans, which every language needs."""
        families = {"Noto Sans", SCRIPTS[style].family}
        for row in self._rows:
            if row["kind"] == "full" and row["family"] in families:
                _register(self._folder / row["file"])
