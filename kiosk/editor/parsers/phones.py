"""Parse telephone numbers with certainty or not at all.

A number is read only if its digits have the form of a North American number, or are a known short
code, and no adjacent digits could belong to them. What remains of the cell is reported, never
turned into a number. :func:`kiosk.domain.value_rules.number_rule` decides which numbers may be
shown; the phonenumbers library decides which exist.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import phonenumbers

from kiosk.domain.records import PhoneType
from kiosk.domain.value_rules import ContentRule, number_rule
from kiosk.editor.parsers import phone_scan, phone_words
from kiosk.editor.parsers.menu_keys import read_keys, without_keys
from kiosk.editor.parsers.phone_scan import Piece
from kiosk.editor.parsers.phone_words import NumberUse, read_extension
from kiosk.editor.parsers.text import is_blank, to_plain_text

__all__ = ["FoundPhone", "PhoneProblem", "PhoneReading", "read_extension", "read_phones"]

_CELL_LIMIT: Final = 400
"""Longest part of a cell that is read, in characters; real files have up to about 120."""
_LABEL_LIMIT: Final = 60


class PhoneProblem(StrEnum):
    """Why a part of a cell gave no number. ``FAX`` is left out on purpose."""

    FAX = "fax"
    NOT_A_NUMBER = "not_a_number"
    NO_AREA_CODE = "no_area_code"
    EXTENSION_ONLY = "extension_only"
    UNCLEAR = "unclear"
    FOREIGN = "foreign"
    COSTLY = "costly"
    SHORT_CODE = "short_code"
    PAGER = "pager"


@dataclass(frozen=True, slots=True)
class FoundPhone:
    """One number. ``number`` is E.164 or a short code; ``label`` holds the words next to it.

    A label is for the editor's report: it may contain a person's name. ``press`` are the keys of
    the menu that answers.
    """

    number: str
    extension: str | None = None
    type: PhoneType = PhoneType.VOICE
    keyword: str | None = None
    label: str = ""
    press: str | None = None


@dataclass(frozen=True, slots=True)
class PhoneReading:
    """The content of a cell. A blank cell has neither phones nor problems.

    ``other_words`` is the text other than numbers, extensions and keys of a menu.
    """

    phones: tuple[FoundPhone, ...] = ()
    problems: tuple[PhoneProblem, ...] = ()
    other_words: str = ""

    @property
    def unread(self) -> bool:
        """Return True if the cell has content that gave no number, except fax numbers."""
        return any(problem is not PhoneProblem.FAX for problem in self.problems)

    @property
    def fax(self) -> bool:
        """Return True if a fax number was left out."""
        return PhoneProblem.FAX in self.problems


_RULES: Final = {
    ContentRule.COSTLY_NUMBER: PhoneProblem.COSTLY,
    ContentRule.FOREIGN_NUMBER: PhoneProblem.FOREIGN,
    ContentRule.SHORT_CODE: PhoneProblem.SHORT_CODE,
}
_AREA_AND_LINE: Final = 10
"""Digits of a number of the North American plan."""
_RELAY: Final = "711"
_LOCAL = re.compile(r"(?<!\d)\d{3}[\s.-]*\d{4}(?!\d)", re.ASCII)
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_FRACTION = re.compile(r"^(\d{10,11})\.0+$")
_EXTENSION_ONLY = re.compile(
    r"\W*(?:ext(?:ension|n)?\b\.?|x|#)[\s.:#]*\d+#?\W*", re.IGNORECASE | re.ASCII
)


def read_phones(
    raw: str, *, type_word: str = "", description: str = "", region: str = "US"
) -> PhoneReading:
    """Parse the numbers of one cell, with the words of its type and description columns.

    For a ``region`` other than "US" or "CA", only numbers with ``+1`` are read. Words in the cell
    outrank the columns, and the label outranks the type; but whatever the cell or the columns call
    a fax is one.
    """
    text = _normal(raw)
    if is_blank(text):
        return PhoneReading()
    quiet, foreign = phone_scan.mask_numbers(text)
    found = phone_scan.find_numbers(text, quiet, with_country=region not in ("US", "CA"))
    columns = phone_words.stated_use(type_word, to_plain_text(description))
    phones: list[FoundPhone] = []
    problems = [PhoneProblem.FOREIGN] if foreign else []
    for piece in found:
        read = _phones_of(piece, columns)
        if isinstance(read, PhoneProblem):
            problems.append(read)
        else:
            phones += read
    problems += _remaining_problems(
        phone_scan.mask_pieces(quiet, found), bare=not found and not foreign
    )
    other_words = without_keys(phone_scan.mask_pieces(text, found))
    return PhoneReading(tuple(dict.fromkeys(phones)), tuple(dict.fromkeys(problems)), other_words)


def _normal(raw: str) -> str:
    """Normalise digits and signs to ASCII; undo the fraction that a spreadsheet adds."""
    text = to_plain_text(unicodedata.normalize("NFKC", raw[:_CELL_LIMIT]))
    if not text.isascii():
        text = "".join(str(unicodedata.digit(c, c)) if c.isdigit() else c for c in text)
        text = _DASHES.sub("-", text).replace("\u2019", "'")
    return _FRACTION.sub(r"\1", text.strip("'\"\u201c\u201d "))


def _phones_of(piece: Piece, columns: NumberUse) -> list[FoundPhone] | PhoneProblem:
    words = f"{piece.before} {piece.after}"
    kind = phone_words.read_use(words)
    if kind.fax or columns.fax:
        return PhoneProblem.FAX
    if kind.pager or columns.pager:
        return PhoneProblem.PAGER
    keyword = phone_words.keyword_before(piece.before)
    if piece.unclear or keyword == "":
        return PhoneProblem.UNCLEAR
    types = (PhoneType.TEXT,) if keyword else kind.types or columns.types or _usual(piece)
    whole = len(piece.digits) == _AREA_AND_LINE
    number = f"+1{piece.digits}" if whole else piece.digits
    if whole and not _exists(piece.digits):
        return PhoneProblem.NOT_A_NUMBER
    for kind_of_number in types:
        if rule := number_rule(number, kind_of_number):
            return _RULES.get(rule, PhoneProblem.NOT_A_NUMBER)
    label = to_plain_text(re.sub(r"^[\W_]+|[\W_]+$", "", words.strip()), _LABEL_LIMIT)
    press = read_keys(piece.after)
    return [FoundPhone(number, piece.extension, kind, keyword, label, press) for kind in types]


def _exists(digits: str) -> bool:
    """Return True if ten digits can be a number of the North American plan."""
    number = phonenumbers.PhoneNumber(country_code=1, national_number=int(digits))
    return bool(phonenumbers.is_valid_number(number))


def _usual(piece: Piece) -> tuple[PhoneType, ...]:
    """Return the use of a number without words: the relay service is for those who type."""
    return (PhoneType.TTY,) if piece.digits == _RELAY else (PhoneType.VOICE,)


def _remaining_problems(rest: str, *, bare: bool) -> list[PhoneProblem]:
    """Return the problems in a cell without its numbers; ``bare``: there were none."""
    if bare and _EXTENSION_ONLY.fullmatch(rest):
        return [PhoneProblem.EXTENSION_ONLY]
    if bare:
        return [PhoneProblem.NO_AREA_CODE if _LOCAL.search(rest) else PhoneProblem.NOT_A_NUMBER]
    return [PhoneProblem.UNCLEAR] if re.search(r"\d", rest) else []
