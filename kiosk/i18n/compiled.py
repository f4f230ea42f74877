"""Compiles ``.mo`` files from ``.po`` files: a build step, never done by a running kiosk."""

import io
from pathlib import Path

from babel.messages.mofile import write_mo

from kiosk.domain.language import WRITTEN, Language
from kiosk.i18n.catalogs import po_path
from kiosk.i18n.pofiles import read


def compile_catalog(folder: Path, language: Language) -> Path:
    """Compile the ``.mo`` file of ``language`` next to its ``.po`` file, without fuzzy texts.

    Returns its path.

    Raises:
        CatalogError: the source cannot be read.
    """
    source = po_path(folder, language)
    buffer = io.BytesIO()
    write_mo(buffer, read(source, language), use_fuzzy=False)
    target = source.with_suffix(".mo")
    target.write_bytes(buffer.getvalue())
    return target


def compile_catalogs(folder: Path) -> tuple[Path, ...]:
    """Compile the ``.mo`` file of every language with a catalogue under ``folder``."""
    return tuple(
        compile_catalog(folder, language)
        for language in WRITTEN
        if po_path(folder, language).exists()
    )
