"""Formats a number with its extension, the same on every page, code and paper."""

from kiosk.domain.contact import format_phone
from kiosk.domain.records import Phone
from kiosk.domain.text import isolate
from kiosk.i18n.formatting import Formatter
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.words import EXTENSION


def extension(by: LanguageContext, digits: str | None) -> str:
    """Return the words for an extension; empty without one."""
    return by.say.say(EXTENSION).format(number=isolate(digits)) if digits else ""


def join_extension(formats: Formatter, number: str, extension_words: str) -> str:
    """Join a number and the words of its extension, if any, on one line.

    The line has the visitor's direction; the number in it is kept left to right.
    """
    return (
        formats.enumerated((isolate(number), extension_words))
        if number and extension_words
        else number
    )


def format_call(by: LanguageContext, phone: Phone) -> str:
    """Format a number for calling, with its extension."""
    extension_words = extension(by, phone.extension)
    return join_extension(by.formats, format_phone(phone.number), extension_words)
