"""The digits of a language in prose. Numbers to dial, type or find on a building stay 0-9."""

from typing import Final

from kiosk.domain.language import Language

NATIVE: Final = dict.fromkeys(("fa", "prs", "ps"), "۰۱۲۳۴۵۶۷۸۹")
"""Languages whose readers in this region write other digits than 0-9, by tag.

CLDR agrees for our languages: its Arabic, Hindi and Punjabi use 0-9.
"""
_TABLES: Final = {tag: str.maketrans("0123456789", digits) for tag, digits in NATIVE.items()}


def numbering(language: Language) -> str:
    """Return CLDR's name of the numbering system, which determines the separators."""
    return "arabext" if language.tag in NATIVE else "latn"


def in_digits_of(language: Language, text: str) -> str:
    """Return ``text`` with the digits of the language."""
    table = _TABLES.get(language.tag)
    return text.translate(table) if table else text


def numeral(language: Language, number: int) -> str:
    """Format a small whole number: a page, an age, a count."""
    return in_digits_of(language, str(number))
