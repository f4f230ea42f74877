"""Reads and writes ``.po`` files reproducibly: the same texts always give the same bytes."""

import io
from pathlib import Path

from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from kiosk.domain.language import Language
from kiosk.i18n.catalogs import CatalogError

_ONE_FORM = "nplurals=1; plural=0;"
_NOT_ONE = "nplurals=2; plural=(n != 1);"
_NOT_OVER_ONE = "nplurals=2; plural=(n > 1);"
_SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0"
    " : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
PLURAL_FORMS = {
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2"
        " : n%100>=3 && n%100<=10 ? 3 : n%100>=0 && n%100<=2 ? 4 : 5);"
    ),
    "en": _NOT_ONE,
    "es": _NOT_ONE,
    "fa": _NOT_OVER_ONE,
    "fa_AF": _NOT_OVER_ONE,
    "fil": "nplurals=2; plural=(n%10 == 4 || n%10 == 6 || n%10 == 9);",
    "hi": _NOT_OVER_ONE,
    "hmn": _ONE_FORM,
    "ko": _ONE_FORM,
    "pa": _NOT_OVER_ONE,
    "ps": _NOT_ONE,
    "ru": _SLAVIC,
    "uk": _SLAVIC,
    "vi": _ONE_FORM,
    "zh_Hans": _ONE_FORM,
    "zh_Hant": _ONE_FORM,
}
"""Plural rules of the catalogues by gettext name, whatever the version of Babel.

A language without an entry starts with Babel's rule. These are CLDR's rules with two differences.
CLDR gives Spanish a third form for whole millions ("un millón de lugares"), which no count here
reaches. It separates one from many in Vietnamese, whose nouns do not change. Hmong, which CLDR
lacks, has one form.
"""
HEADER_COMMENT = "# Texts of the resource kiosk. Licence: CC BY 4.0."
WIDTH = 100
"""Columns at which long texts are wrapped, as in the code."""


class PoFile(PoCatalog):
    """Babel's catalogue with a header without date, name or version."""

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
    """Return an empty catalogue; without a language, the template."""
    locale = None if language is None else language.gettext
    catalog = PoFile(locale=locale, header_comment=HEADER_COMMENT, fuzzy=False)
    rule = PLURAL_FORMS.get(locale or "")
    if rule is not None:
        catalog.mime_headers = [("Plural-Forms", rule)]
    return catalog


def read(path: Path, language: Language) -> PoFile:
    """Return the catalogue in ``path``; raise :class:`CatalogError` for an invalid file."""
    catalog = new(language)
    try:
        with path.open("rb") as file:
            PoFileParser(catalog, ignore_obsolete=True, abort_invalid=True).parse(file)
    except (OSError, ValueError, PoFileError) as error:
        raise CatalogError(f"catalogue {path} cannot be read: {error}") from error
    return catalog


def serialized(catalog: PoCatalog) -> bytes:
    """Return the bytes of the file: sorted, without line numbers."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=WIDTH, sort_output=True, include_lineno=False)
    return buffer.getvalue()
