"""Making ``.mo`` files from ``.po`` files: a step of the build, never of a running kiosk."""

import io
from pathlib import Path

from babel.messages.mofile import write_mo

from kiosk.domain.language import WRITTEN, Language
from kiosk.i18n.catalogs import po_path
from kiosk.i18n.pofiles import read


def compile_catalog(folder: Path, language: Language) -> Path:
    """Make the ``.mo`` beside the ``.po`` of ``language``; guesses (fuzzy) are left out.

    Returns its path; :class:`kiosk.i18n.catalogs.CatalogError` if the source cannot be read.
    """
    source = po_path(folder, language)
    buffer = io.BytesIO()
    write_mo(buffer, read(source, language), use_fuzzy=False)
    target = source.with_suffix(".mo")
    target.write_bytes(buffer.getvalue())
    return target


def compile_catalogs(folder: Path) -> tuple[Path, ...]:
    """Make the ``.mo`` of every language that has a catalogue under ``folder``."""
    return tuple(
        compile_catalog(folder, language)
        for language in WRITTEN
        if po_path(folder, language).exists()
    )
