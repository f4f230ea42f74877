"""Reading and writing ``.po`` files so that the same words give the same bytes on any day."""

import io
from pathlib import Path

from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from kiosk.domain.language import Language
from kiosk.i18n.catalogs import CatalogError

_NOT_OVER_ONE = "nplurals=2; plural=(n > 1);"
PLURAL_FORMS = {
    "fa": _NOT_OVER_ONE,
    "fa_AF": _NOT_OVER_ONE,
    "fil": "nplurals=2; plural=(n%10 == 4 || n%10 == 6 || n%10 == 9);",
    "hi": _NOT_OVER_ONE,
    "hmn": "nplurals=1; plural=0;",
    "pa": _NOT_OVER_ONE,
}
"""By gettext name, where Babel differs from CLDR; Hmong, which CLDR lacks, has one form."""
HEADER_COMMENT = "# Texts of the resource kiosk. Licence: CC BY 4.0."
WIDTH = 100
"""Columns at which long texts are wrapped, as in the code."""


class PoFile(PoCatalog):
    """Babel's catalogue with a header that holds no date, name, or version."""

    def _headers(self) -> list[tuple[str, str]]:
        headers = [
            ("MIME-Version", "1.0"),
            ("Content-Type", f"text/plain; charset={self.charset}"),
            ("Content-Transfer-Encoding", "8bit"),
        ]
        identifier = self.locale_identifier
        if identifier is not None:
            headers += [("Language", identifier), ("Plural-Forms", self.plural_forms)]
        return headers

    mime_headers = property(_headers, vars(PoCatalog)["mime_headers"].fset)


def new(language: Language | None = None) -> PoFile:
    """An empty catalogue; without a language the template."""
    locale = None if language is None else language.gettext
    catalog = PoFile(locale=locale, header_comment=HEADER_COMMENT, fuzzy=False)
    if locale in PLURAL_FORMS:
        catalog.mime_headers = [("Plural-Forms", PLURAL_FORMS[locale])]
    return catalog


def read(path: Path, language: Language) -> PoFile:
    """The catalogue in ``path``; :class:`CatalogError` names a file that is not one."""
    catalog = new(language)
    try:
        with path.open("rb") as file:
            PoFileParser(catalog, ignore_obsolete=True, abort_invalid=True).parse(file)
    except (OSError, ValueError, PoFileError) as error:
        raise CatalogError(f"catalogue {path} cannot be read: {error}") from error
    return catalog


def serialized(catalog: PoCatalog) -> bytes:
    """The bytes of the file: sorted, without line numbers."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=WIDTH, sort_output=True, include_lineno=False)
    return buffer.getvalue()
