"""Catalogues: the program's own texts in one language.

``.po`` files are the source; ``.mo`` files are compiled from them at build time. A translation with
other placeholders than its source is replaced by the source.
"""

import gettext
import logging
import string
import struct
from pathlib import Path

import msgspec

from kiosk.domain.language import Language
from kiosk.i18n.messages import Message

DOMAIN = "kiosk"
"""Base name of the catalogue files."""
SOURCE_TAG = "en"
"""Language of the messages; it needs no catalogue."""
COMPILE_COMMAND = "python main.py messages compile"
"""Command that compiles the ``.mo`` files."""

_UNFINISHED = frozenset({"{"})
"""Placeholders of a text with a lone brace: a name that no other text has."""
_log = logging.getLogger(__name__)


class CatalogError(Exception):
    """A catalogue is missing or unreadable; the message names the file and the remedy."""


def po_path(folder: Path, language: Language) -> Path:
    """Return the path of a language's ``.po`` file under ``translations/``."""
    return folder / str(language.gettext) / "LC_MESSAGES" / f"{DOMAIN}.po"


def placeholders(text: str) -> frozenset[str]:
    """Return the placeholders of a text, each with its conversion and format."""
    try:
        fields = [
            name if not (spec or conversion) else f"{name}!{conversion}:{spec}"
            for _, name, spec, conversion in string.Formatter().parse(text)
            if name is not None
        ]
    except ValueError:
        return _UNFINISHED
    return frozenset(fields)


class Catalog(msgspec.Struct, frozen=True):
    """Lookups in one language, with gettext's names."""

    language: Language
    translations: gettext.NullTranslations

    @classmethod
    def load(cls, language: Language, folder: Path) -> "Catalog":
        """Read the ``.mo`` file of ``language``; raise :class:`CatalogError` on failure."""
        if language.tag == SOURCE_TAG:
            return cls(language, gettext.NullTranslations())
        path = po_path(folder, language).with_suffix(".mo")
        try:
            with path.open("rb") as file:
                return cls(language, gettext.GNUTranslations(file))
        except FileNotFoundError as error:
            raise CatalogError(f"no catalogue {path}; make it with: {COMPILE_COMMAND}") from error
        except (OSError, ValueError, struct.error) as error:
            raise CatalogError(
                f"catalogue {path} cannot be read; make it again with: {COMPILE_COMMAND}"
            ) from error

    @classmethod
    def at_a_screen(cls, language: Language, folder: Path) -> "Catalog":
        """Like :meth:`load`, but fall back to English so that the screen always has text.

        The log does not name the language, which is the visitor's choice.
        """
        try:
            return cls.load(language, folder)
        except CatalogError:
            _log.error("a catalogue cannot be read: English words are shown")
            return cls(language, gettext.NullTranslations())

    def gettext(self, text: str) -> str:
        """Return ``text`` in this language."""
        return _guarded(self.translations.gettext(text), text)

    def pgettext(self, context: str, text: str) -> str:
        """Return ``text`` in this language and context."""
        return _guarded(self.translations.pgettext(context, text), text)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the plural form for ``count``."""
        found = self.translations.ngettext(singular, plural, count)
        return _guarded(found, _english(singular, plural, count), singular, plural)

    def npgettext(self, context: str, singular: str, plural: str, count: int) -> str:
        """Return the plural form for ``count`` in a context."""
        found = self.translations.npgettext(context, singular, plural, count)
        return _guarded(found, _english(singular, plural, count), singular, plural)

    def translate(self, message: Message) -> str:
        """Return a marked message in this language."""
        if message.context is None:
            return self.gettext(message.text)
        return self.pgettext(message.context, message.text)


def _english(singular: str, plural: str, count: int) -> str:
    return singular if count == 1 else plural


def _guarded(found: str, source: str, *accepted: str) -> str:
    """Return ``found``, or ``source`` if their placeholders differ."""
    wanted = placeholders(found)
    return found if any(wanted == placeholders(text) for text in accepted or (source,)) else source
