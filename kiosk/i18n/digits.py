"""The digits of a language in prose. What is dialled, typed or printed on a door stays 0-9."""

from typing import Final

from kiosk.domain.language import Language

NATIVE: Final = dict.fromkeys(("fa", "prs", "ps"), "۰۱۲۳۴۵۶۷۸۹")
"""Languages whose readers in this region write other digits than 0-9, by tag.

CLDR has the same three among ours; its Arabic, Hindi and Punjabi write 0-9.
"""
_TABLES: Final = {tag: str.maketrans("0123456789", digits) for tag, digits in NATIVE.items()}


def numbering(language: Language) -> str:
    """CLDR's name of the numbering system: it chooses the marks between the digits."""
    return "arabext" if language.tag in NATIVE else "latn"


def in_digits_of(language: Language, text: str) -> str:
    """``text`` with its digits as the language writes them."""
    table = _TABLES.get(language.tag)
    return text.translate(table) if table else text


def numeral(language: Language, number: int) -> str:
    """A small whole number: a page, an age, how many are on a list."""
    return in_digits_of(language, str(number))
