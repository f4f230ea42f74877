"""A number to call with its extension, as every page, code and paper says it."""

from kiosk.domain.contact import format_phone
from kiosk.domain.records import Phone
from kiosk.domain.text import isolate
from kiosk.i18n.formatting import Formatter
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.words import EXTENSION


def extension(by: LanguageContext, digits: str | None) -> str:
    """What to dial when the number answers, in words; empty where there is nothing."""
    return by.say.say(EXTENSION).format(number=isolate(digits)) if digits else ""


def joined(formats: Formatter, number: str, more: str) -> str:
    """A number on one line with the words of its extension, if it has one.

    The line is of the visitor's direction; the number in it is kept left to right.
    """
    return formats.enumerated((isolate(number), more)) if number and more else number


def called(by: LanguageContext, phone: Phone) -> str:
    """A number as it is called: formatted for reading, its extension behind it."""
    more = extension(by, phone.extension)
    return joined(by.formats, format_phone(phone.number), more)
