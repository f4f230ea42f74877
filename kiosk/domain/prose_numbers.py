"""Finds telephone numbers and short codes in prose that was made plain."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from kiosk.domain import prose_words as words
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.prose_reading import Own, folded, plain

CODES: Final = frozenset(
    number
    for line in ANCHORS
    for number in (line.number, line.text_number, line.tty)
    if number and not number.startswith("+")
) | {"211"}
"""Short numbers that any text may name."""


_GAP: Final = r"(?:\)? ?[./-]{1,4} ?\(?|[ .()/-]{0,2})"
_RUN = re.compile(rf"\d(?:{_GAP}\d){{6,}}")
_MONEY = r"[$€£¥₽₴₹₩]"
_PRICE = re.compile(
    rf"{_MONEY} ?\d{{1,3}}(?:,\d{{3}})+(?:\.\d\d)?"
    rf"(?: ?- ?{_MONEY}? ?\d{{1,3}}(?:,\d{{3}})+(?:\.\d\d)?)?(?!\d)"
)
_COMMAS = re.compile(r"(?<!\d)\d{1,9}(?:,\d{1,9})+")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_DASHES: Final = str.maketrans("_*|", "---")
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR: Final = r"(?:19|20)\d\d"
_DATE: Final = (
    rf"(?:{_YEAR}[-./] ?{_DAY}[-./] ?{_DAY}|{_DAY}[-./] ?{_DAY}[-./] ?{_YEAR}|{_DAY}/{_DAY}/\d\d)"
)
_HOUR: Final = r"(?:[01]?\d|2[0-4])"
_TIMES: Final = rf"{_HOUR}\.[0-5]\d ?- ?{_HOUR}\.[0-5]\d"
_NO_NUMBER = re.compile(
    rf"{_DATE}(?: ?- ?{_DATE})?(?: (?:{_TIMES}|{_HOUR}(?:\.[0-5]\d)?(?: ?- ?{_HOUR})?))?"
    rf"|{_YEAR}(?: ?[-/ ] ?{_YEAR})+|{_YEAR} {_HOUR} ?- ?{_HOUR}|{_TIMES}(?: {_TIMES})*"
    r"|[1-9]\d{0,2}(?P<mark>[. ]?)000(?P=mark)000|(?P<area>\d\d)\d{3}(?: (?P=area)\d{3})+"
)
"""Dates, years, spans of time, round sums from a million on, postal codes of one area."""
_SUM = re.compile(
    r"\d{7,9}|\d{1,3}(?:([. ])\d{3})(?:\1\d{3})|\d{1,4}(\.\d\d)? ?- ?\d{1,4}(?(2)\.\d\d)"
)
"""A sum, or one and another, behind a sign of money."""
_BEFORE_MONEY = re.compile(rf"{_MONEY} ?$")
_MINUTES = re.compile(r"^[0-5]\d ?-? ?")
_HOURS = re.compile(rf" ?-? ?{_HOUR}$")
_KEYS: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_ON_KEYS = re.compile(
    r"(?<![\w-])(?:1[ .-])?(?:\(([2-9]\d\d)\)[ .-]?|([2-9]\d\d)[.-])"
    r"([A-Z0-9](?:[.-]?[A-Z0-9]){5,9}[A-Z0-9])(?!\w)"
)
_SPELT: Final = 3
"""Letters of the shortest word that is a number on the keypad."""
_LONG, _WHOLE = 7, 10
"""Digits of a number without and with its area code."""
FEWEST: Final = 3
"""Digits of the shortest code, and of a number on the keypad."""


@lru_cache(maxsize=1024)
def _own_number(numbers: frozenset[str]) -> re.Pattern[str] | None:
    long = [rf"(?:1{_GAP})?" + _GAP.join(one) for one in numbers if len(one) >= _LONG]
    return re.compile(rf"(?<!\d)\+?\(?(?:{'|'.join(long)})(?!\d)") if long else None


def _on_keys(found: re.Match[str]) -> str:
    """The number that letters of a keypad spell; empty where they are no word."""
    area, rest = found[1] or found[2], found[3]
    if sum(map(str.isalpha, rest)) < _SPELT:
        return ""
    return re.sub(r"\W", "", area + rest.translate(_KEYS))[:_WHOLE]


def without_own(text: str, own: Own) -> str:
    """The plain ``text`` with a mark in place of each number that is the record's own."""
    mine = _own_number(own.numbers)
    if mine is None:
        return text
    text = _ON_KEYS.sub(lambda one: "~" if _on_keys(one) in own.numbers else one[0], text)
    return mine.sub("~", text)


def has_number(text: str) -> bool:
    """Whether the plain ``text`` holds a telephone number."""
    if any(_on_keys(found) for found in _ON_KEYS.finditer(text)):
        return True
    text = _COMMAS.sub(_parted, _PRICE.sub("~", text).translate(_DASHES))
    return any(not _no_number(text, run) for run in _RUN.finditer(text))


def _parted(found: re.Match[str]) -> str:
    """Digits between commas: thousands as they are, others as if points stood there."""
    return found[0] if _THOUSANDS.fullmatch(found[0]) else found[0].replace(",", ".")


def _no_number(text: str, run: re.Match[str]) -> bool:
    """Whether a run of digits is a date, a time, years or a sum."""
    said, before, after = run[0], text[: run.start()], text[run.end() : run.end() + 1]
    if _BEFORE_MONEY.search(before) and _SUM.fullmatch(said):
        return True
    if before.endswith(":"):
        said = _MINUTES.sub("", said)
    if after == ":":
        said = _HOURS.sub("", said)
    return _NO_NUMBER.fullmatch(said) is not None


_STOP = re.compile(r"[.!?;。！？；।۔؟]")
"""Ends a sentence."""
_VERB: Final = 20
"""Letters of the longest verb, and some more."""
_ALONE: Final = r"(?=\d)(?<![\d$€£¥₽₴₹₩])(?<!\d[.,:/-])(?<![a-z_])(?<![a-z]-)"
_NO_MORE: Final = (
    r"(?![.,:/-]?\d)(?![a-z_]|-[a-z])(?! ?(?:[%°$€£¥₽₴₹₩元]|美元|usd|dollar|dolar|долл|đô))"
)
_ROOM = re.compile(r"\b(?:room|suite|unit|floor|building|box|form|section|bus|route) #?$")
"""Makes a number of three or four digits something else than a code."""
_CODE = re.compile(rf"{_ALONE}(?:\d(?:[-. ]\d){{2,5}}|\d{{3}}[-. ]\d{{3}}|\d{{3,6}}){_NO_MORE}")
_N11 = re.compile(r"[2-9]11")
_A_YEAR = re.compile(_YEAR)
_SHORT: Final = (3, 4)
_NEAR: Final = {3: 16, 4: 16, 5: 36, 6: 36}
"""Letters between a verb and a code, by its digits: long codes count nothing else."""
_UNPARTED_SHARE: Final = 2


@cache
def _dial(tag: str) -> re.Pattern[str]:
    """Finds the verbs of a language and of English."""
    spelt = dict.fromkeys((*words.DIAL.get(tag, "").split(), *words.DIAL["en"].split()))
    return re.compile("|".join(_entry(entry, tag) for entry in spelt))


def _entry(entry: str, tag: str) -> str:
    """A word as a pattern: whole in alphabets with blanks, anywhere in other scripts."""
    stem = folded(plain(entry.removesuffix("*")), tag)
    parted = unicodedata.name(stem[0], "").startswith(("LATIN", "CYRILLIC"))
    start, end = (r"(?<![^\W\d_])", r"(?![^\W\d_])") if parted else ("", "")
    return start + re.escape(stem) + ("" if entry.endswith("*") else end)


def has_code(low: str, tag: str, own: Own, *, n11: bool) -> bool:
    """Whether the folded text names a short code to dial or to write to."""
    for found in _CODE.finditer(low):
        code = re.sub(r"\D", "", found[0])
        year = len(code) == len("2026") and _A_YEAR.fullmatch(code)
        if code in CODES or code in own.numbers or found[0] in own.address or year:
            continue
        if n11 and _N11.fullmatch(code):
            return True
        room = len(code) in _SHORT and _ROOM.search(low, max(0, found.start() - 12), found.start())
        if not room and _dialled(low, found, len(code), tag):
            return True
    return False


def _dialled(low: str, code: re.Match[str], digits: int, tag: str) -> bool:
    """Whether a verb stands near a code, in its sentence."""
    near = _NEAR[digits] // (_UNPARTED_SHARE if tag in words.UNPARTED else 1)
    first, last = max(0, code.start() - near - _VERB), code.end() + near + _VERB
    verbs = _dial(tag)
    between = [low[one.end() : code.start()] for one in verbs.finditer(low, first, code.start())]
    if tag in words.VERB_LAST:
        between += [low[code.end() : one.start()] for one in verbs.finditer(low, code.end(), last)]
    return any(len(one) <= near and not _STOP.search(one) for one in between)
