"""Find telephone numbers in a cell, and the words that belong to them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from kiosk.domain.contact import TOLL_FREE
from kiosk.editor.parsers.phone_words import extension_after

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


def mask_pieces(text: str, found: Sequence[Piece]) -> str:
    """Mask the numbers and their extensions in ``text``."""
    for piece in found:
        text = text[: piece.start] + "~" * (piece.end - piece.start) + text[piece.end :]
    return text


def _masked(found: re.Match[str]) -> str:
    return "~" * len(found[0])


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


def _number(found: re.Match[str]) -> Piece:
    digits = (found["a"] or found["b"]) + found["c"] + found["d"]
    return Piece(digits, found.start(), found.end())


def _vanity(found: re.Match[str]) -> Piece | None:
    groups = re.split(r"[.-]", found["rest"])
    letters = "".join(groups)
    # A letter among digits is a typing error (O for 0); a word fills its whole group.
    mixed = any(not (group.isalpha() or group.isdigit()) for group in groups)
    if len(letters) != _VANITY_LENGTH or mixed or sum(map(str.isalpha, letters)) < _WORD:
        return None
    area = found["a"] or found["b"]
    digits = area + letters.translate(_KEYS)
    same = "".join(c for c in found["same"] or "" if c.isdigit())
    # A local number rarely ends in a word; words in capitals are common in any text.
    local_word = area not in TOLL_FREE and letters.isalpha() and not same
    return Piece(
        digits, found.start(), found.end(), unclear=local_word or not digits.endswith(same)
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


def _worded(text: str, found: Sequence[Piece]) -> list[Piece]:
    """Assign the words between numbers to the numbers they belong to.

    Text in brackets after a number, or before a comma, belongs to it; other words belong to the
    number that follows. "Fax" between two bare numbers could belong to either.
    """
    worded = list(found)
    for index, piece in enumerate(found):
        start = found[index - 1].end if index else 0
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
