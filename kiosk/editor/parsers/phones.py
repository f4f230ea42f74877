"""Parse telephone numbers with certainty or not at all.

A number is read only if its digits have the form of a North American number, or are a known short
code, and no adjacent digits could belong to them. What remains of the cell is reported, never
turned into a number. :func:`kiosk.domain.value_rules.number_rule` decides which numbers may be
shown; the phonenumbers library decides which exist.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import msgspec
import phonenumbers
from msgspec.structs import replace

from kiosk.domain.contact import TOLL_FREE
from kiosk.domain.records import PhoneType
from kiosk.domain.value_rules import ContentRule, number_rule
from kiosk.editor.parsers import phone_words
from kiosk.editor.parsers.menu_keys import read_keys, without_keys
from kiosk.editor.parsers.phone_words import NumberUse, extension_after, read_extension
from kiosk.editor.parsers.plain_text import is_blank, to_plain_text

NUMBER = re.compile(
    r"(?<![\w+])(?P<one>\+?1[\s.-]*)?(?:\(\s*(?P<a>\d{3})\s*\)|\(?(?P<b>\d{3})\)?)[\s./-]*"
    r"(?P<c>\d{3})[\s.-]*(?P<d>\d{4})(?!\d|(?!e?xt?[\s.:]*\d|ext)[a-z_])",
    re.ASCII | re.IGNORECASE,
)
_VANITY = re.compile(
    r"(?<![\w+])(?P<one>\+?1[\s.-]*)?(?:\(\s*(?P<a>\d{3})\s*\)\s*[.-]?|(?P<b>\d{3})[.-])\s*"
    r"(?P<rest>(?=[0-9.-]*[A-Z])[A-Z0-9]+(?:[.-][A-Z0-9]+)*)(?!\w)(?:\s*\((?P<same>[\d\s.-]{4,9})\))?",
    re.ASCII,
)
_VANITY_LENGTH: Final = 7
_WORD: Final = 3
"""Letters of the shortest word in a number."""
_CODE = re.compile(
    r"(?<![\w.+-])(?:\((?P<a>\d{3})\)|(?P<b>\d-\d-\d)|(?P<c>\d{3}-\d{3})|(?P<d>\d{3,6}))(?![\w-])",
    re.ASCII,
)
_FOREIGN = re.compile(
    r"\+(?!1[\s.(-]*\(?\d{3})[\s(]*\d[\d\s().-]{5,}|(?<!\d)(?:011|00)[\s.-]?[1-9]\d[\d\s().-]{6,}",
    re.ASCII,
)
_HARMLESS = re.compile(
    r"\b24\s*/\s*7\b|\b24[\s-]*(?:hours?|hrs?)\b|\b7 days?\b|\b\d{1,2}(?::\d\d)?\s*[ap]\.?m\b\.?"
    r"|\b\d{1,2}(?::\d\d)?(?=\s*-\s*\d{1,2}(?::\d\d)?\s*[ap]\.?m)"
    r"|\b(?:press|push|hit|select|choose|then|option|opt\.?|prompt|oprima|marque) #?\d\b",
    re.IGNORECASE,
)
"""Digits next to a number that are no part of it: day and night, times, menu choices."""
_CODE_LEAD = re.compile(
    r"(?:^|[,;/(:]|\b(?:dial|call|text|texting|to|or|tty|tdd|relay|phone|hot ?line|lifeline|line))"
    r"[\W_]*$",
    re.IGNORECASE,
)
_CODE_TAIL = re.compile(
    r"[\s_~-]*(?:$|[,;/().:~]|(?:or|for|and|tty|tdd|relay|toll|anytime|from|text|call|to)\b)",
    re.IGNORECASE,
)
"""Text allowed around a short code; house and room numbers have the same digits."""
_SPLIT = re.compile(r"[,;|/&]|\bor\b|\band\b|\.\s")
_BRACKETED = re.compile(r"\s*\(([^()]*)\)")
_KEYS: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
"""Letters on the keys of a telephone (ITU-T E.161)."""


class Piece(msgspec.Struct, frozen=True):
    """A number in a cell: its digits, its position, and the words that belong to it.

    Ten digits are a number of the North American plan, fewer a short code. ``unclear`` marks a
    number with another reading, or words that could belong to either of two numbers.
    """

    digits: str
    start: int
    end: int
    extension: str | None = None
    before: str = ""
    after: str = ""
    unclear: bool = False


def mask_numbers(text: str) -> tuple[str, bool]:
    """Mask harmless digits and foreign numbers; the flag is true if there were foreign ones."""
    quiet = _HARMLESS.sub(_masked, text)
    return _FOREIGN.sub(_masked, quiet), _FOREIGN.search(quiet) is not None


def find_numbers(text: str, quiet: str, *, with_country: bool) -> list[Piece]:
    """Return the numbers in a cell in order; ``quiet`` is the text masked by :func:`mask_numbers`.

    ``with_country`` accepts only numbers with their country code.
    """
    found = [*_whole(quiet, with_country=with_country)]
    rest = mask_pieces(quiet, found)
    codes = [] if with_country else [*_codes(rest)]
    ordered = sorted((*found, *codes), key=lambda piece: piece.start)
    return [
        replace(piece, unclear=piece.unclear or _touched(quiet, piece, ordered))
        for piece in _worded(text, ordered)
    ]


def mask_pieces(text: str, pieces: Sequence[Piece]) -> str:
    """Mask the numbers and their extensions in ``text``."""
    for piece in pieces:
        text = text[: piece.start] + "~" * (piece.end - piece.start) + text[piece.end :]
    return text


def _masked(match: re.Match[str]) -> str:
    return "~" * len(match[0])


def _whole(quiet: str, *, with_country: bool) -> Iterator[Piece]:
    for pattern in (NUMBER, _VANITY):
        for found in pattern.finditer(quiet):
            if with_country and not (found["one"] or "").startswith("+"):
                continue
            piece = _number(found) if pattern is NUMBER else _vanity(found)
            if piece is not None:
                extension, length = extension_after(quiet[piece.end :])
                yield replace(piece, end=piece.end + length, extension=extension)
        quiet = pattern.sub(_masked, quiet)


def _number(match: re.Match[str]) -> Piece:
    digits = (match["a"] or match["b"]) + match["c"] + match["d"]
    return Piece(digits, match.start(), match.end())


def _vanity(match: re.Match[str]) -> Piece | None:
    groups = re.split(r"[.-]", match["rest"])
    letters = "".join(groups)
    # A letter among digits is a typing error (O for 0); a word fills its whole group.
    mixed = any(not (group.isalpha() or group.isdigit()) for group in groups)
    if len(letters) != _VANITY_LENGTH or mixed or sum(map(str.isalpha, letters)) < _WORD:
        return None
    area = match["a"] or match["b"]
    digits = area + letters.translate(_KEYS)
    same = "".join(c for c in match["same"] or "" if c.isdigit())
    # A local number rarely ends in a word; words in capitals are common in any text.
    local_word = area not in TOLL_FREE and letters.isalpha() and not same
    return Piece(
        digits, match.start(), match.end(), unclear=local_word or not digits.endswith(same)
    )


def _codes(rest: str) -> Iterator[Piece]:
    for found in _CODE.finditer(rest):
        if _CODE_LEAD.search(rest[: found.start()]) and _CODE_TAIL.match(rest[found.end() :]):
            digits = "".join(c for c in found[0] if c.isdigit())
            yield Piece(digits, found.start(), found.end())


def _touched(quiet: str, piece: Piece, others: Sequence[Piece]) -> bool:
    """Return True if adjacent digits may belong to the number."""
    after = re.match(r"[-.]\d|\s*\d", quiet[piece.end :])
    if after and not any(piece.end <= other.start < piece.end + after.end() for other in others):
        return True
    before = re.search(r"\d[\s./(-]*$", quiet[: piece.start])
    return before is not None and not any(
        other.start <= before.start() < other.end for other in others
    )


def _worded(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Assign the words between numbers to the numbers they belong to.

    Text in brackets after a number, or before a comma, belongs to it; other words belong to the
    number that follows. "Fax" between two bare numbers could belong to either.
    """
    worded = list(pieces)
    for index, piece in enumerate(pieces):
        start = pieces[index - 1].end if index else 0
        gap = text[start : piece.start]
        if index == 0:
            worded[0] = replace(piece, before=gap)
            continue
        previous = worded[index - 1]
        behind, ahead = _shared(gap)
        loose = not behind and not previous.before.strip() and "fax" in ahead.casefold()
        unclear = loose and ":" not in ahead and gap.strip(" ").casefold().startswith("fax")
        worded[index - 1] = replace(previous, after=behind, unclear=previous.unclear or unclear)
        worded[index] = replace(piece, before=ahead, unclear=piece.unclear or unclear)
    if worded:
        worded[-1] = replace(worded[-1], after=re.split(r"[.;]\s", text[worded[-1].end :])[0])
    return worded


def _shared(gap: str) -> tuple[str, str]:
    """Split a gap into the words of the number before it and of the number after it."""
    behind = ""
    if bracketed := _BRACKETED.match(gap):
        behind, gap = bracketed[1], gap[bracketed.end() :]
    parts = _SPLIT.split(gap, maxsplit=1)
    return (behind + " " + parts[0], parts[1]) if len(parts) > 1 else (behind, gap)


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
    quiet, foreign = mask_numbers(text)
    found = find_numbers(text, quiet, with_country=region not in ("US", "CA"))
    columns = phone_words.stated_use(type_word, to_plain_text(description))
    phones: list[FoundPhone] = []
    problems = [PhoneProblem.FOREIGN] if foreign else []
    for piece in found:
        read = _phones_of(piece, columns)
        if isinstance(read, PhoneProblem):
            problems.append(read)
        else:
            phones += read
    problems += _remaining_problems(mask_pieces(quiet, found), bare=not found and not foreign)
    other_words = without_keys(mask_pieces(text, found))
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
