"""Parse the cost, where a text states it plainly."""

import re
from collections.abc import Iterable
from typing import Final

from kiosk.domain.medicaid import MEDI_CAL, programme_of
from kiosk.domain.records import Cost

_KIND: Final = (
    r"(?:(?:and|or|basic|child|clinical|dental|eye|family|health|hot|hygiene|immigration|job|legal"
    r"|medical|mental|nutritious|peer|prenatal|preventive|primary|vision|women'?s) )*"
)
_GIVEN: Final = (
    r"(?:services?|programs?|classes|meals?|care|help|support|aid|advice|check-?ups?|exams?|food"
    r"|groceries|clothing|clothes|shelter|treatment|counsel(?:l)?ing|training|tutoring|it"
    r"|everything)"
)
"""Things given for free; a free first visit or test says nothing about the rest."""
_WHAT: Final = _KIND + _GIVEN
"""No word is both a kind and something given, so that a text has only one reading."""
_FREE = re.compile(
    rf"(?:(?:all|our|most)? ?{_WHAT}(?: {_WHAT})*(?: (?:is|are|provided))* )?"
    r"(?:always |offered |completely )?"
    r"(?:free(?: of (?:charge|cost))?|(?:at )?no (?:cost|charges?|fees?)|without (?:charge|cost))"
    rf"(?: (?:{_WHAT}|to (?:the )?(?:clients?|patients?|participants?|public|everyone|all)"
    r"|for (?:everyone|all|clients|participants)))*"
)
_NOTHING: Final = frozenset(
    {"none", "no", "0", "0 00", "usd 0", "no fee charged", "not applicable"}
)
_SLIDING = re.compile(r"\bsliding\b|\bability to pay\b|\bbased on income\b|\bincome[- ]based\b")
_DASH: Final = r"[\s\u2010-\u2015\u2212-]"
_MEDI_CAL = re.compile(rf"\bMedi(?:{_DASH}(?i:cal)|C(?i:al))\b|\b(?i:medi){_DASH}(?i:cal)\b")
"""Matches the name only. "Medical" is a word of every clinic; "MediCal" has its capital."""
_MEDICAID = re.compile(
    r"\b(?:medicaid|ahcccs|apple health|badgercare|husky health|kancare|mainecare|masshealth"
    r"|mo healthnet|nj familycare|oregon health plan|soonercare|tenncare)\b",
    re.IGNORECASE,
)
"""The common name, and names in single states that mean nothing else."""
_DENIES = re.compile(
    r"\b(?:no|not|non|nor|never|cannot|without|except|excluding|unless|neither|instead of"
    r"|other than|than|lack|uninsured|\w+n['\u2019]?t)\b",
    re.IGNORECASE,
)
_NO_PRICE = re.compile(
    r"\b(?:no|without|waived) (?:\w+ )?(?:costs?|charges?|fees?|co-?pay(?:ment)?s?)\b",
    re.IGNORECASE,
)
_ABOUT_IT = re.compile(
    r"\b(?:appl(?:y|ying|ications?)|enrol(?:l|ling|lment|ls)?|sign(?:ing)? up|renew\w*|assistance"
    r"|eligib\w*|qualif\w*)\b",
    re.IGNORECASE,
)
"""Help with enrolling in a programme does not promise that it pays."""
_PRICE = re.compile(r"\$ ?(?:[1-9]|0\.\d*[1-9])|\b[1-9]\d*(?:\.\d\d)? (?:dollars|usd)\b")
_FEE = re.compile(
    r"\b(?:fees? (?:apply|vary|varies|charged|required|for service)"
    r"|(?<!no )(?<!without )co-?pay(?:ment)?s?)\b"
)
_MAYBE = re.compile(
    r"\b(?:may|might|can|could|some|often|usually) (?:\w+ )?(?:be )?free\b"
    rf"|\bfree (?:{_WHAT} )?(?:for|to|if|with|when)\b"
    r"|\blow[- ]cost or free\b|\bfree or low[- ]cost\b"
    r"|\bno (?:cost|charge|fee) (?:for|to|if|with)\b|\bfee waivers?\b"
)
_GIFT = re.compile(r"\bdonations?\b|\bsuggested\b")
_NOT_ABOUT_MONEY = re.compile(
    r"\b(?:toll|drug|smoke|alcohol|scent|fragrance)[- ]free\b|\bfree parking\b"
)


def in_state(costs: Iterable[Cost], state: str) -> tuple[Cost, ...]:
    """Return costs with the name that Medicaid has in a state: Medi-Cal in California only."""
    home = programme_of(state) == MEDI_CAL or state.casefold().strip(" .") == "calif"
    named = (Cost.MEDI_CAL if home and one is Cost.MEDICAID else one for one in costs)
    return tuple(dict.fromkeys(named))


def read_cost(raw: str) -> tuple[Cost, ...]:
    """Parse the costs that a fees text states, in the order of :class:`Cost`; empty if unclear.

    "None" in a column of fees is no fee. "Free" counts only if no other words limit it.
    """
    text = _NOT_ABOUT_MONEY.sub(" ", " ".join(raw.casefold().split()))
    clauses = [part.strip(" .!") for part in re.split(r"[;,\n]|[.!](?:\s|$)", text)]
    clauses = [part for part in clauses if part]
    found = set[Cost]()
    if _SLIDING.search(text):
        found.add(Cost.SLIDING)
    found |= _programmes(raw)
    if not _GIFT.search(text) and (_PRICE.search(text) or _FEE.search(text)):
        found.add(Cost.FEE)
    free = any(_FREE.fullmatch(part) or _bare(part) in _NOTHING for part in clauses)
    if free and not found:
        found.add(Cost.FREE)
    elif free or _MAYBE.search(text):
        found.add(Cost.MAYBE_FREE)
    return tuple(cost for cost in Cost if cost in found)


def _bare(part: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", part))


def _programmes(raw: str) -> set[Cost]:
    """Return the programmes that a text says will pay; clauses are read separately."""
    found = set()
    for clause in re.split(r"[.;,\n]\s*", raw):
        price_free = _NO_PRICE.sub(" ", clause)
        if _DENIES.search(price_free) or _ABOUT_IT.search(price_free):
            continue
        if _MEDI_CAL.search(price_free):
            found.add(Cost.MEDI_CAL)
        if _MEDICAID.search(price_free):
            found.add(Cost.MEDICAID)
    return found
