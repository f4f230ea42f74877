"""The catalogue, formats and time of one language."""

from collections.abc import Sequence

import msgspec

from kiosk.domain.clock import TrustedTime
from kiosk.domain.language import Language
from kiosk.domain.queries import LocalText
from kiosk.i18n.catalogs import SOURCE_TAG, Catalog
from kiosk.i18n.formatting import Formatter


class LanguageContext(msgspec.Struct, frozen=True):
    """Catalogue, formats and time for one language: what every description needs."""

    language: Language
    catalog: Catalog
    formats: Formatter
    time: TrustedTime

    def text_note(self, *texts: LocalText | None) -> str:
        """Return the note on texts shown together, as one sentence; empty without one."""
        return next(iter(self.text_notes([text for text in texts if text])), "")

    def text_notes(self, texts: Sequence[LocalText]) -> tuple[str, ...]:
        """Return the notes on some texts: only in English, or not reviewed."""
        if any(text.language != self.language.tag for text in texts):
            return (self.catalog.gettext("Some words here are only in English."),)
        if any(not text.reviewed for text in texts):
            # TRANSLATORS: A discreet mark: no speaker of the language has read this text yet.
            return (self.catalog.gettext("Not yet read over by a speaker."),)
        return ()

    def in_english(self, *texts: LocalText) -> tuple[str, ...]:
        """Return the English ones of some texts, on a page of another language."""
        return () if self.language.tag == SOURCE_TAG else english_of(*texts)


def english_of(*texts: LocalText | None) -> tuple[str, ...]:
    """Return those of some texts that are in English."""
    return tuple(text.text for text in texts if text and text.language == SOURCE_TAG)
