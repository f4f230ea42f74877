"""Formatters by tag, and their texts made comparable."""

import unicodedata

from kiosk.domain.language import WRITTEN, known_language
from kiosk.domain.text import LRI, PDI
from kiosk.i18n.formatting import RLI, Formatter

LOCALIZED = [each for each in WRITTEN if each.cldr is not None]


def formatter(tag: str) -> Formatter:
    return Formatter(known_language(tag))


def bare(text: str) -> str:
    """Without isolates, and with ordinary spaces."""
    return text.strip(LRI + RLI + PDI).replace("\u00a0", " ")


def ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(c, c)) for c in text)
