"""Finds web addresses, e-mail addresses, and streets with a house number in prose."""

import re
from functools import cache
from typing import Final

from kiosk.domain import prose_words as words
from kiosk.domain.discretion import fold
from kiosk.domain.prose_reading import WORD, ShownFacts, bare_page, fold_words, normalize_prose
from kiosk.domain.text_rules import SOURCE_LANGUAGE

_HOST = re.compile(
    r"(?<![A-Za-z0-9.-])(?:https?://)?((?:[a-z0-9-]+\.)+)([a-z]{2,24})(?![A-Za-z0-9-]|\.[A-Za-z0-9])"
    r"(/[\w.~%/?=&#-]*)?",
    re.ASCII | re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"@|\(at\)|https?:|//\S|\bwww\b|[^\W_]\.(?:" + "|".join(words.FOREIGN_HOSTS) + r")(?![^\W_])",
    re.IGNORECASE,
)
_LONG_END: Final = 3
_DOTS: Final = "|".join(rf"\b{one}\b" if one.isascii() else one for one in words.DOTS)
_DICTATED = re.compile(
    rf"\s*[\[({{]?\s*(?:\bdot\b\s*[\])}}]?\s*(?=(?:{'|'.join(words.HOSTS)})\b)"
    rf"|(?:{_DOTS})\s*[\])}}]?\s*(?=(?:{words.LONG_HOSTS})\b))"
    rf"|(?<=\w)(?: +\.| ?[\[({{] ?\. ?[\])}}]) ?(?=(?:{words.LONG_HOSTS})\b)",
    re.IGNORECASE,
)
"""The dot of an address as a word, or with blanks or brackets around it."""
_ACCOUNT = re.compile(
    rf"(?:{'|'.join(words.MESSENGERS)})[ \"'(]{{0,2}}[:@=/][ \"'(]?(?=[0-9_.-]*[a-z])"
    r"(?:[a-z.-]*[0-9_][a-z0-9_.-]{2,}|[a-z.-]{5,}(?! ?\w))",
    re.IGNORECASE,
)
"""The name of an account at a messenger."""


def has_web(text: str, facts: ShownFacts) -> bool:
    """True if the plain ``text`` has a web address, an e-mail address or an account not its own."""
    text = _DICTATED.sub(".", text)
    masked = _HOST.sub(lambda found: _masked(found, facts), text)
    return any(one.search(masked) for one in (_ADDRESS, _ACCOUNT))


def _masked(match: re.Match[str], facts: ShownFacts) -> str:
    """Replace a web address by ``@`` and the record's own by nothing; keep anything else."""
    label, end = match[1].rstrip(".").rsplit(".", 1)[-1], match[2]
    if end.islower():
        host = end in words.HOSTS or (len(label) > 1 and not label.isdigit())
    else:
        host = len(end) >= _LONG_END and end.lower() in words.HOSTS
    if not host:
        return match[0]
    page = bare_page(match[0]).rstrip("/.?#")
    is_own = any(one == page or re.match(rf"{re.escape(page)}[/?]", one) for one in facts.pages)
    return "" if is_own else "@"


_NAME: Final = r"[^\W\d_][\w.'’-]*|\d{1,3}(?:st|nd|rd|th)"
_SIDE: Final = r"(?:(?:[nsew]{1,2}|north|south|east|west)\b\.? )?"
_HOUSE: Final = r"\d(?<![\w$.:/#-]\d)\d{0,5}(?:-\d{1,4})?(?:-?[a-z]\b)?"


def _choice(entries: str, tag: str = SOURCE_LANGUAGE) -> str:
    spelt = (fold_words(normalize_prose(entry.replace("-", " ")), tag) for entry in entries.split())
    return "|".join(re.escape(entry) for entry in sorted(spelt, key=len, reverse=True))


@cache
def _streets(tag: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns for a house number with a street in a language and in English; folded."""
    number = rf"(?:,? ?(?:{_choice(words.STREETS['number_words'], tag)})\.? ?)?"
    end = r"(?!\d{1,2}-\d)\d{1,6}(?!\d|[\d:%.,/]\d| ?[^\W\d_])"
    found = [
        rf"{_HOUSE} {_SIDE}(?P<name>(?:(?:{_NAME}) ){{1,3}})(?:{_choice(words.STREETS['ways'])})\b",
        rf"{_HOUSE} {_SIDE}(?P<name>broadway)\b",
        rf"(?P<name>(?:{_NAME}) )(?:{_choice(words.STREETS['ways'])})\b{number},? ?#?{end}",
    ]
    if tag in words.NUMBER_AFTER:
        ways, no = _choice(words.NUMBER_AFTER[tag], tag), words.NO_WAYS.get(tag, "$")
        found.append(
            rf"(?<![^\W\d_])(?:{ways})\.? (?!{no})(?P<name>(?:{_NAME})(?: (?:{_NAME})){{0,3}}?)"
            rf"{number},? ?{end}"
        )
    if tag in words.NUMBER_BEFORE:
        ways, no = _choice(words.NUMBER_BEFORE[tag], tag), words.NO_WAYS.get(tag, "$")
        found.append(
            rf"{_HOUSE},? (?:de la )?(?:{ways})\.? (?!{no})(?P<name>(?:{_NAME}))(?![^\W_])"
        )
    if tag in words.WAYS_AT_END:
        found.append(rf"{_HOUSE},? (?P<name>(?:\S+ ){{1,2}})(?:{_choice(words.WAYS_AT_END[tag])})")
    if tag.startswith("zh"):
        found.append(r"(?P<name>[a-z0-9\u4e00-\u9fff]+ ?(?:街|路|道|巷|弄)) ?\d{1,6} ?[号號]")
        found.append(r"\d{1,6} ?[号號]? ?(?P<name>[a-z][a-z ]{0,20}) ?(?:街|路|大道|巷)")
    return tuple(re.compile(one) for one in found)


_NAMED: Final = re.compile(
    r"\d(?<![\w$.:/#-]\d)\d{0,5}(?:-\d{1,4})?(?:-?[A-Za-z]\b)? (?:[NSEW]{1,2}\b\.? )?"
    rf"(?P<name>(?:(?:[A-Z][\w.'’-]*|\d{{1,3}}(?:st|nd|rd|th)) ){{1,3}})"
    rf"(?:{'|'.join(words.STREETS['named_ways'].split()).replace('-', ' ')})\b\.?"
)


def has_street(text: str, folded_text: str, tag: str, facts: ShownFacts) -> bool:
    """True if the plain text, also given ``folded_text``, names a house number and its street."""
    found = [match for one in _streets(tag) for match in one.finditer(folded_text)]
    found += _NAMED.finditer(text)
    return any(_is_foreign_street(match, facts) for match in found)


def _is_foreign_street(match: re.Match[str], facts: ShownFacts) -> bool:
    """True if a match has the name of a street and is not the record's own address."""
    name = set(WORD.findall(fold(match["name"])))
    if not name or name & {*words.NO_NAMES.split()}:
        return False
    houses = set(re.findall(r"\d+", match[0]))
    return not (houses & facts.address and name & facts.address)
