"""Catalogues: the program's own words in one language.

``.po`` files are the source, ``.mo`` files are made from them at build time. A translation whose
placeholders differ from the source's is not shown: the source is.
"""

import gettext
import logging
import string
import struct
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.language import Language
from kiosk.i18n.messages import Message

DOMAIN = "kiosk"
"""Name of the catalogue files."""
SOURCE_TAG = "en"
"""The language the messages are written in; it needs no catalogue."""
COMPILE_COMMAND = "python main.py messages compile"
"""What makes the ``.mo`` files."""

_UNFINISHED = frozenset({"{"})
"""What a text with a lone brace wants: a name that no other text has."""
_log = logging.getLogger(__name__)


class CatalogError(Exception):
    """A catalogue is missing or unreadable; the message names the file and what to do."""


def po_path(folder: Path, language: Language) -> Path:
    """The source catalogue of a language under ``translations/``."""
    return folder / str(language.gettext) / "LC_MESSAGES" / f"{DOMAIN}.po"


def placeholders(text: str) -> frozenset[str]:
    """The names in braces that a text wants filled in, each with what it asks of the filling."""
    try:
        fields = [
            name if not (spec or conversion) else f"{name}!{conversion}:{spec}"
            for _, name, spec, conversion in string.Formatter().parse(text)
            if name is not None
        ]
    except ValueError:
        return _UNFINISHED
    return frozenset(fields)


@dataclass(frozen=True, slots=True)
class Catalog:
    """Lookups in one language, by the names gettext has for them."""

    language: Language
    translations: gettext.NullTranslations

    @classmethod
    def load(cls, language: Language, folder: Path) -> "Catalog":
        """Read the ``.mo`` of ``language`` under ``folder``; :class:`CatalogError` if it cannot."""
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
        """The same, but English words where it cannot be read: someone stands in front of them.

        The log does not tell the language, which is what the visitor chose.
        """
        try:
            return cls.load(language, folder)
        except CatalogError:
            _log.error("a catalogue cannot be read: English words are shown")
            return cls(language, gettext.NullTranslations())

    def gettext(self, text: str) -> str:
        """``text`` in this language."""
        return _guarded(self.translations.gettext(text), text)

    def pgettext(self, context: str, text: str) -> str:
        """``text`` in this language, in a context."""
        return _guarded(self.translations.pgettext(context, text), text)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The form that goes with ``count``."""
        found = self.translations.ngettext(singular, plural, count)
        return _guarded(found, _english(singular, plural, count), singular, plural)

    def npgettext(self, context: str, singular: str, plural: str, count: int) -> str:
        """The form that goes with ``count``, in a context."""
        found = self.translations.npgettext(context, singular, plural, count)
        return _guarded(found, _english(singular, plural, count), singular, plural)

    def say(self, message: Message) -> str:
        """A marked message in this language."""
        if message.context is None:
            return self.gettext(message.text)
        return self.pgettext(message.context, message.text)


def _english(singular: str, plural: str, count: int) -> str:
    return singular if count == 1 else plural


def _guarded(found: str, source: str, *accepted: str) -> str:
    """``found``, or ``source`` if the two do not want the same names filled in."""
    wanted = placeholders(found)
    return found if any(wanted == placeholders(text) for text in accepted or (source,)) else source
