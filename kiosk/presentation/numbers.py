"""Formats a number with what to dial when it answers, the same on every page, code and paper."""

from kiosk.domain.contact import format_phone
from kiosk.domain.records import Phone
from kiosk.domain.text import isolate
from kiosk.i18n.formatting import Formatter
from kiosk.presentation.field_words import EXTENSION, PRESS
from kiosk.presentation.language_context import LanguageContext


def dial_next(context: LanguageContext, phone: Phone | None) -> str:
    """Return what to dial when a number answers: keys of its menu, its extension; may be empty."""
    if phone is None:
        return ""
    # Each key by itself, so that who reads from the right reads the first one first.
    keys = ", ".join(map(isolate, phone.press.split(","))) if phone.press else ""
    found = (
        context.catalog.translate(PRESS).format(keys=keys) if keys else "",
        context.catalog.translate(EXTENSION).format(number=isolate(phone.extension))
        if phone.extension
        else "",
    )
    return context.formats.enumerated(tuple(filter(None, found)))


def join_extension(formats: Formatter, number: str, extension_words: str) -> str:
    """Join a number and the words of what to dial next, if any, on one line.

    The line has the visitor's direction; the number in it is kept left to right.
    """
    return (
        formats.enumerated((isolate(number), extension_words))
        if number and extension_words
        else number
    )


def format_call(context: LanguageContext, phone: Phone) -> str:
    """Format a number for calling, with what to dial when it answers."""
    return join_extension(context.formats, format_phone(phone.number), dial_next(context, phone))
