"""What it costs, where a text says it plainly."""

import re
from typing import Final

from kiosk.domain.records import Cost

_FREE = re.compile(
    r"(?:(?:all|our|most)? ?(?:services?|programs?|classes|meals|it|help|everything)"
    r"(?: (?:is|are|provided))* )?(?:always |offered |completely )?"
    r"(?:free(?: of (?:charge|cost))?|(?:at )?no (?:cost|charges?|fees?)|without (?:charge|cost))"
    r"(?: (?:services?|program|to (?:the )?(?:clients?|patients?|participants?|public|everyone|all)"
    r"|for (?:everyone|all|clients|participants)))*"
)
_NOTHING: Final = frozenset(
    {"none", "no", "0", "0 00", "usd 0", "no fee charged", "not applicable"}
)
_SLIDING = re.compile(r"\bsliding\b|\bability to pay\b|\bbased on income\b|\bincome[- ]based\b")
_MEDI_CAL = re.compile(r"\bmedi-?\s?cal\b|\bmedicaid\b")
_PRICE = re.compile(r"\$ ?(?:[1-9]|0\.\d*[1-9])|\b[1-9]\d*(?:\.\d\d)? (?:dollars|usd)\b")
_FEE = re.compile(
    r"\b(?:fees? (?:apply|vary|varies|charged|required|for service)|co-?pay(?:ment)?s?)\b"
)
_MAYBE = re.compile(
    r"\b(?:may|might|can|could|some|often|usually) (?:\w+ )?(?:be )?free\b"
    r"|\bfree (?:for|to|if|with|when)\b|\blow[- ]cost or free\b|\bfree or low[- ]cost\b"
    r"|\bno (?:cost|charge|fee) (?:for|to|if|with)\b|\bfee waivers?\b"
)
_GIFT = re.compile(r"\bdonations?\b|\bsuggested\b")
_NOT_ABOUT_MONEY = re.compile(
    r"\b(?:toll|drug|smoke|alcohol|scent|fragrance)[- ]free\b|\bfree parking\b"
)


def read_cost(raw: str) -> tuple[Cost, ...]:
    """The costs that a fees text states, in the order of :class:`Cost`; nothing where unclear.

    "None" in a column of fees is no fee. "Free" counts only where nothing beside it limits it.
    """
    text = _NOT_ABOUT_MONEY.sub(" ", " ".join(raw.casefold().split()))
    clauses = [part.strip(" .!") for part in re.split(r"[;,\n]|[.!](?:\s|$)", text)]
    clauses = [part for part in clauses if part]
    found = set()
    if _SLIDING.search(text):
        found.add(Cost.SLIDING)
    if _MEDI_CAL.search(text) and not re.search(r"\b(?:no|not)\b[^.;]*\bmedi", text):
        found.add(Cost.MEDI_CAL)
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
