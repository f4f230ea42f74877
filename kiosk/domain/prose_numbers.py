"""Finds telephone numbers and short codes in normalized prose."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from kiosk.domain import prose_words as words
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.prose_reading import ShownFacts, fold_words, normalize_prose

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
_COMMAS = re.compile(r"\d(?<!\d\d)\d{0,8}(?:,\d{1,9})+")
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
"""Dates, years, time spans, round sums from a million on, postal codes of one area."""
_SUM = re.compile(
    r"\d{7,9}|\d{1,3}(?:([. ])\d{3})(?:\1\d{3})|\d{1,4}(\.\d\d)? ?- ?\d{1,4}(?(2)\.\d\d)"
)
"""A sum or a range of sums after a currency sign."""
_BEFORE_MONEY = re.compile(rf"{_MONEY} ?$")
_MINUTES = re.compile(r"^[0-5]\d ?-? ?")
_HOURS = re.compile(rf" ?-? ?{_HOUR}$")
_KEYS: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_ON_KEYS = re.compile(
    r"(?<![\w-])(?:1[ .-])?(?:\(([2-9]\d\d)\)[ .-]?|([2-9]\d\d)[.-])"
    r"([A-Z0-9](?:[.-]?[A-Z0-9]){5,9}[A-Z0-9])(?!\w)"
)
_SPELT: Final = 3
"""Letters of the shortest word accepted as keypad letters."""
_DIGITS: Final = re.compile(r"\d+")
_LONG, _WHOLE = 7, 10
"""Digits of a number without and with its area code."""
FEWEST: Final = 3
"""Digits of the shortest code."""


@lru_cache(maxsize=1024)
def _own_number(numbers: frozenset[str]) -> re.Pattern[str]:
    long = [rf"(?:1{_GAP})?" + _GAP.join(one) for one in numbers]
    return re.compile(rf"(?<!\d)\+?\(?(?:{'|'.join(long)})(?!\d)")


def _on_keys(found: re.Match[str]) -> str:
    """Return the number that keypad letters spell; empty if they are not a word."""
    area, letters = found[1] or found[2], found[3]
    if sum(map(str.isalpha, letters)) < _SPELT:
        return ""
    return re.sub(r"\W", "", area + letters.translate(_KEYS))[:_WHOLE]


def without_own(text: str, own: ShownFacts) -> str:
    """Replace each of the record's own numbers in the plain ``text`` by ``~``."""
    if not own.numbers:
        return text
    text = _ON_KEYS.sub(lambda one: "~" if _on_keys(one) in own.numbers else one[0], text)
    digits = "".join(_DIGITS.findall(text))
    # To compile a pattern costs far more than to search for digits.
    present = frozenset(one for one in own.numbers if len(one) >= _LONG and one in digits)
    return _own_number(present).sub("~", text) if present else text


def has_number(text: str) -> bool:
    """True if the plain ``text`` contains a telephone number."""
    if any(_on_keys(found) for found in _ON_KEYS.finditer(text)):
        return True
    text = _COMMAS.sub(_parted, _PRICE.sub("~", text).translate(_DASHES))
    return any(not _is_no_number(text, run) for run in _RUN.finditer(text))


def _parted(found: re.Match[str]) -> str:
    """Keep commas of thousands; replace other commas between digits by dots."""
    return found[0] if _THOUSANDS.fullmatch(found[0]) else found[0].replace(",", ".")


def _is_no_number(text: str, run: re.Match[str]) -> bool:
    """True if a run of digits is a date, a time, years or a sum."""
    digits, before, after = run[0], text[: run.start()], text[run.end() : run.end() + 1]
    if _BEFORE_MONEY.search(before) and _SUM.fullmatch(digits):
        return True
    if before.endswith(":"):
        digits = _MINUTES.sub("", digits)
    if after == ":":
        digits = _HOURS.sub("", digits)
    return _NO_NUMBER.fullmatch(digits) is not None


_STOP = re.compile(r"[.!?;。！？；।۔؟]")
"""Ends a sentence."""
_VERB: Final = 20
"""Maximum letters of a verb, with some reserve."""
_ALONE: Final = r"(?=\d)(?<![\d$€£¥₽₴₹₩])(?<!\d[.,:/-])(?<![a-z_])(?<![a-z]-)"
_NO_MORE: Final = (
    r"(?![.,:/-]?\d)(?![a-z_]|-[a-z])(?! ?(?:[%°$€£¥₽₴₹₩元]|美元|usd|dollar|dolar|долл|đô))"
)
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
    spelt = dict.fromkeys((*words.DIAL.get(tag, "").split(), *words.DIAL["en"].split()))
    return re.compile("|".join(_entry(entry, tag) for entry in spelt))


def _entry(entry: str, tag: str) -> str:
    """Return a word's pattern: whole words in alphabets with spaces, anywhere in other scripts."""
    stem = fold_words(normalize_prose(entry.removesuffix("*")), tag)
    parted = unicodedata.name(stem[0], "").startswith(("LATIN", "CYRILLIC"))
    start, end = (r"(?<![^\W\d_])", r"(?![^\W\d_])") if parted else ("", "")
    return start + re.escape(stem) + ("" if entry.endswith("*") else end)


def has_code(folded_text: str, tag: str, own: ShownFacts, *, n11: bool) -> bool:
    """True if the folded text names a short code to dial or to text."""
    for found in _CODE.finditer(folded_text):
        code = re.sub(r"\D", "", found[0])
        year = len(code) == len("2026") and _A_YEAR.fullmatch(code)
        if code in CODES or code in own.numbers or found[0] in own.address or year:
            continue
        if n11 and _N11.fullmatch(code):
            return True
        room = len(code) in _SHORT and _ROOM.search(
            folded_text, max(0, found.start() - 12), found.start()
        )
        if not room and _dialled(folded_text, found, len(code), tag):
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
