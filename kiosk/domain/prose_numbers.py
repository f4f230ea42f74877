"""Finds telephone numbers and short codes in normalized prose."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from kiosk.domain import prose_words as words
from kiosk.domain.disguise import lookalikes
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.prose_reading import LETTER, ShownFacts, fold_words, normalize_prose

CODES: Final = frozenset(
    number
    for line in ANCHORS
    for number in (line.number, line.text_number, line.tty)
    if number and not number.startswith("+")
) | {"211"}
"""Short numbers that any text may name."""


_MONEY: Final = "$€£¥₽₴₹₩"
_OWN: Final = "\0"
"""Stands for one of the record's own numbers; normalized prose has no such sign."""
_SIGNS: Final = rf"[^\w{_OWN}°%{_MONEY}]"
_GAP: Final = rf"(?:(?!{_SIGNS}{{0,5}}[,;:!?] ){_SIGNS}{{1,6}})?"
"""Any signs within a number, but what ends a phrase."""
_RUN = re.compile(rf"\d(?:{_GAP}\d){{6,}}")
_NUMERALS = re.compile(rf"\d(?:[^\w{_OWN}]{{0,6}}\d){{6,}}")
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR: Final = r"(?:19|20)\d\d"
_DATE: Final = (
    rf"(?:{_YEAR}[-./] ?{_DAY}[-./] ?{_DAY}|{_DAY}[-./] ?{_DAY}[-./] ?{_YEAR}|{_DAY}/{_DAY}/\d\d)"
)
_HOUR: Final = r"(?:[01]?\d|2[0-4])"
_CLOCK: Final = rf"{_HOUR}[:.][0-5]\d(?::[0-5]\d)?"
_THOUSANDS: Final = r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d\d)?"
_LAWFUL: Final = "|".join(
    (
        rf"{_DATE}(?: ?- ?{_DATE})?(?: {_HOUR})?",
        rf"{_CLOCK}(?: ?[-/] ?(?:{_CLOCK}|{_HOUR}))*|{_HOUR} ?- ?(?:{_CLOCK}|{_HOUR})",
        rf"{_YEAR}(?: ?[-/ ] ?{_YEAR})*",
        rf"{_THOUSANDS}(?: ?- ?{_THOUSANDS})?",
    )
)
_NO_NUMBER = re.compile(
    rf"(?:{_LAWFUL})(?:[ ,;()|&+]{{1,3}}(?:{_LAWFUL}))*"
    r"|[1-9]\d{0,2}(?P<mark>[. ]?)000(?P=mark)000|(?P<area>\d\d)\d{3}(?: ?[-/ ] ?(?P=area)\d{3})+"
)
"""Dates, years, spans of time, sums, round sums from a million on, postal codes of one area."""
_SUM = re.compile(
    r"\d{7,9}|\d{1,3}(?:([. ])\d{3})(?:\1\d{3})|\d{1,4}(\.\d\d)? ?- ?\d{1,4}(?(2)\.\d\d)"
)
"""A sum or a range of sums after a currency sign."""
_BEFORE_MONEY = re.compile(rf"[{_MONEY}] ?$")
_WORDY: Final = rf"[^\w{_OWN}]{{0,6}}(?:{LETTER}{{1,6}}[^\w{_OWN}]{{0,6}}){{0,2}}"
"""Any signs and at most two short words between the parts of a number."""
_LIKE: Final = str.maketrans("OoIil|ZzSsBbGgqAE", "00111122558669943")
"""Letters that pass for digits."""
_ANY: Final = r"[\dOoIil|ZzSsBbGgqAE]"
_SHAPE = re.compile(
    rf"(?<!\d)(?<!\d[,.])(?:(?<![A-Za-z])|(?=\d))(?:[1Il]{_WORDY})?"
    rf"({_ANY}{{3}}){_WORDY}({_ANY}{{3}}){_WORDY}({_ANY}{{4}})(?!\d)"
)
"""The three parts of a number of North America."""
_REAL: Final = 5
"""Digits that a shape must have; other letters may be a word."""
_EVEN = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?P<gap>{_WORDY})\d{{1,2}}(?:(?P=gap)\d{{1,2}}){{3,}}(?!\d)"
)
"""Single digits or pairs with one kind of gap."""
_DIALABLE = re.compile(r"1?(?:(?!.11)[2-9][0-8]\d)(?:(?!.11)[2-9]\d\d)\d{4}")
"""Numbers of North America: no area or exchange ends in 11, no area has a 9 in the middle."""
_ROUND = re.compile(r"1?\d\d0\d\d0\d\d00")
"""Sums in a row: 200, 500 or 1200."""
_KEYS: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_ON_KEYS = re.compile(
    r"(?<![\w-])(?:1[ .-])?(?:\(([2-9]\d\d)\)[ .-]?|([2-9]\d\d)[.-]|(8(\d)\4) )"
    r"([A-Z0-9](?:[ .-]?[A-Z0-9]){5,9}[A-Z0-9])(?!\w)"
)
"""Letters of a keypad after an area code; blanks between them after a toll-free one."""
_SPELT: Final = 3
"""Letters of the shortest word accepted as keypad letters."""
_DIGITS: Final = re.compile(r"\d+")
_LONG, _WHOLE = 7, 10
"""Digits of a number without and with its area code."""
FEWEST: Final = 3
"""Digits of the shortest code."""


@lru_cache(maxsize=1024)
def _own_number(numbers: frozenset[str]) -> re.Pattern[str]:
    gap = r"(?:\)? ?[./-]{1,4} ?\(?|[ .()/-]{0,2})"
    long = [rf"(?:1{gap})?" + gap.join(one) for one in numbers]
    return re.compile(rf"(?<!\d)\+?\(?(?:{'|'.join(long)})(?!\d)")


def _on_keys(match: re.Match[str]) -> str:
    """Return the number that keypad letters spell; empty if they are not a word."""
    area, letters = match[1] or match[2] or match[3], match[5]
    if sum(map(str.isalpha, letters)) < _SPELT:
        return ""
    return re.sub(r"\W", "", area + letters.translate(_KEYS))[:_WHOLE]


def without_own(text: str, facts: ShownFacts) -> str:
    """Replace each of the record's own numbers in the plain ``text`` by a sign of its own."""
    if not facts.numbers:
        return text
    text = _ON_KEYS.sub(lambda one: _OWN if _on_keys(one) in facts.numbers else one[0], text)
    digits = "".join(_DIGITS.findall(text))
    # To compile a pattern costs far more than to search for digits.
    present = frozenset(one for one in facts.numbers if len(one) >= _LONG and one in digits)
    return _own_number(present).sub(_OWN, text) if present else text


def has_number(text: str) -> bool:
    """True if the plain ``text`` contains a telephone number."""
    if any(_on_keys(found) for found in _ON_KEYS.finditer(text)):
        return True
    text = text.replace("_", "-")
    runs = (found for found in _RUN.finditer(text) if not _is_no_number(text, found))
    return any(runs) or _has_parts(text)


def has_numerals(text: str) -> bool:
    """True if Chinese numerals in the plain ``text`` are a telephone number."""
    numerals = _DIGITS.sub(_OWN, text).translate(words.NUMERALS)
    return any(not _counts(found[0]) for found in _NUMERALS.finditer(numerals))


def _is_no_number(text: str, run: re.Match[str]) -> bool:
    """True if a run of digits is a date, a time, years, a sum, or counts."""
    before = text[: run.start()]
    if _BEFORE_MONEY.search(before) and _SUM.fullmatch(run[0]):
        return True
    return _NO_NUMBER.fullmatch(run[0]) is not None or _counts(run[0])


def _counts(text: str) -> bool:
    """True if each number is the one before it and one: 1, 2, 3, 4."""
    values = _DIGITS.findall(text)
    first = int(values[0])
    return len(values) > _SPELT and values == [*map(str, range(first, first + len(values)))]


def _has_parts(text: str) -> bool:
    """True if parts of a number stand in a row, whatever is between them."""
    if not text.isascii():
        text = text.translate(lookalikes())
    shapes = (one for one in _SHAPE.finditer(text) if not _BEFORE_MONEY.search(text[: one.start()]))
    parts = ("".join(one.groups()) for one in shapes)
    real = (one.translate(_LIKE) for one in parts if sum(map(str.isdigit, one)) >= _REAL)
    even = ("".join(_DIGITS.findall(one[0])) for one in _EVEN.finditer(text) if not _counts(one[0]))
    return any(_DIALABLE.fullmatch(one) and not _ROUND.fullmatch(one) for one in (*real, *even))


_STOP = re.compile(r"[.!?;。！？；।۔؟]")
"""Ends a sentence."""
_VERB: Final = 20
"""Maximum letters of a verb, with some reserve."""
_ALONE: Final = rf"(?=\d)(?<![\d{_MONEY}])(?<!\d[.,:/-])(?<![a-z_])(?<![a-z]-)"
_NO_MORE: Final = rf"(?![.,:/-]?\d)(?![a-z_]|-[a-z])(?! ?[%°{_MONEY}])"
_ROOM = re.compile(r"\b(?:room|suite|unit|floor|building|box|form|section|bus|route) #?$")
"""Words before three or four digits that rule out a code."""
_CODE = re.compile(rf"{_ALONE}(?:\d(?:[-. ]\d){{2,5}}|\d{{3}}[-. ]\d{{3}}|\d{{3,6}}){_NO_MORE}")
_N11 = re.compile(r"[2-9]11")
_A_YEAR = re.compile(_YEAR)
_SHORT: Final = (3, 4)
_NEAR: Final = {3: 16, 4: 16, 5: 36, 6: 36}
"""Maximum letters between a verb and a code, by digits: long codes count nothing else."""
_UNPARTED_SHARE: Final = 2


@cache
def _dial(tag: str) -> re.Pattern[str]:
    """Return a pattern for the verbs of a language and of English."""
    return re.compile(_either(words.DIAL, tag))


@cache
def _unit(tag: str) -> re.Pattern[str]:
    """Return a pattern for the units after a number that is no code."""
    return re.compile(rf" ?(?:{_either(words.UNITS, tag)})")


def _either(lists: Mapping[str, str], tag: str) -> str:
    spelt = dict.fromkeys((*lists.get(tag, "").split(), *lists["en"].split()))
    return "|".join(_entry(entry, tag) for entry in spelt)


def _entry(entry: str, tag: str) -> str:
    """Return a word's pattern: whole words in alphabets with spaces, anywhere in other scripts."""
    stem = fold_words(normalize_prose(entry.removesuffix("*")), tag)
    parted = unicodedata.name(stem[0], "").startswith(("LATIN", "CYRILLIC"))
    start, end = (r"(?<![^\W\d_])", r"(?![^\W\d_])") if parted else ("", "")
    return start + re.escape(stem).replace(r"\-", "[ -]?") + ("" if entry.endswith("*") else end)


def has_code(folded_text: str, tag: str, facts: ShownFacts, *, n11: bool) -> bool:
    """True if the folded text names a short code to dial or to text."""
    for found in _CODE.finditer(folded_text):
        code = re.sub(r"\D", "", found[0])
        year = len(code) == len("2026") and _A_YEAR.fullmatch(code)
        if code in CODES or code in facts.numbers or found[0] in facts.address or year:
            continue
        if n11 and _N11.fullmatch(code):
            return True
        room = len(code) in _SHORT and _ROOM.search(
            folded_text, max(0, found.start() - 12), found.start()
        )
        unit = _unit(tag).match(folded_text, found.end())
        if not room and not unit and _dialled(folded_text, found, len(code), tag):
            return True
    return False


def _dialled(folded_text: str, code: re.Match[str], digits: int, tag: str) -> bool:
    """True if a verb is near a code in its sentence."""
    near = _NEAR[digits] // (_UNPARTED_SHARE if tag in words.UNPARTED else 1)
    first, last = max(0, code.start() - near - _VERB), code.end() + near + _VERB
    verbs = _dial(tag)
    between = [
        folded_text[one.end() : code.start()]
        for one in verbs.finditer(folded_text, first, code.start())
    ]
    if tag in words.VERB_LAST:
        between += [
            folded_text[code.end() : one.start()]
            for one in verbs.finditer(folded_text, code.end(), last)
        ]
    return any(len(one) <= near and not _STOP.search(one) for one in between)
