"""Parse who is served, where a text states it plainly.

A wrong word here turns somebody away, or sends them to a closed door. So a clause counts only if it
names a group; one that excludes, prefers or lists conditions is left to a phone call.
"""

import re
from dataclasses import dataclass
from typing import Final

from kiosk.domain.records import Audience
from kiosk.editor.parsers.plain_text import to_plain_text

_CELL_LIMIT: Final = 2000
_OLDEST: Final = 120
"""Highest age of a record."""
_NO_LIMIT: Final = 99
"""From this age on, a number means "no limit"."""

_PEOPLE: Final = r"(?:people|persons|individuals|adults)"
_ANYONE = re.compile(
    r"(?:open to |available to |serves )?(?:any(?:one|body| person)|every(?:one|body)|all"
    r"|(?:the )?(?:general )?public|all (?:people|ages|residents|individuals))"
    r"(?: (?:in need|who needs? help|(?:is |are )?welcome|may apply))?"
    r"|(?:no|without) (?:eligibility )?(?:restrictions?|requirements?|criteria)"
    r"|no eligibility|unrestricted"
)
_GROUPS: Final = {
    Audience.WOMEN: r"(?:adult |single |pregnant )?(?:women|females?)",
    Audience.MEN: r"(?:adult |single )?(?:men|males?)",
    Audience.TRANS: rf"trans(?:gender)?(?: (?:{_PEOPLE}|women|men))?",
    Audience.LGBTQ: rf"lgbt\w*\+?(?: (?:{_PEOPLE}|youth|community))?",
    Audience.FAMILIES: r"(?:low[- ]income )?famil(?:y|ies)(?: with (?:minor )?children)?",
    Audience.PARENTS: r"(?:new |single |teen |young )?(?:parents?|mothers|fathers)",
    Audience.PREGNANT: rf"pregnant (?:women|teens|{_PEOPLE})",
    Audience.CHILDREN: r"(?:their )?children|kids|infants|minors",
    Audience.YOUNG: r"(?:homeless |at[- ]risk |runaway )?"
    r"(?:youths?|teens?|teenagers|adolescents|young (?:adults|people))",
    Audience.FOSTER_YOUTH: r"(?:current and )?(?:former )?foster (?:youth|children|care youth)",
    Audience.OLDER: r"seniors?(?: citizens)?|older (?:adults?|people|persons)|the elderly|elders",
    Audience.DISABLED: rf"(?:{_PEOPLE}|children) with (?:\w+ )?disabilit(?:y|ies)"
    rf"|disabled(?: {_PEOPLE})?",
    Audience.DEAF: rf"(?:the )?deaf(?: (?:and|or) hard of hearing)?(?: {_PEOPLE})?",
    Audience.NATIVE: r"native americans?|american indians?(?: (?:and|or) alaska natives?)?",
    Audience.IMMIGRANTS: r"immigrants?",
    Audience.REFUGEES: r"refugees?",
    Audience.WORKERS: r"(?:low[- ]wage )?workers",
    Audience.FARM_WORKERS: r"(?:migrant |seasonal )*farm ?workers",
    Audience.SURVIVORS: r"(?:adult )?(?:survivors|victims)"
    r"(?: of (?:(?:domestic|sexual|intimate partner|family) (?:violence|abuse|assault)|abuse"
    r"|(?:human |sex |labor )?trafficking))?",
    Audience.CRIME_VICTIMS: r"crime victims|victims of (?:violent )?crimes?",
    Audience.NO_HOME: rf"(?:the )?homeless(?: (?:{_PEOPLE}|men|women|families|youth))?"
    rf"|(?:those|{_PEOPLE}) (?:experiencing homelessness|without (?:homes|housing))"
    rf"|unhoused(?: {_PEOPLE})?",
    Audience.LOW_INCOME: rf"low[- ]income"
    rf"(?: (?:{_PEOPLE}|families|households|residents|seniors))?",
    Audience.NO_INSURANCE: rf"(?:the )?uninsured(?: {_PEOPLE})?"
    rf"|(?:those|{_PEOPLE}) without (?:health )?insurance",
    Audience.CARERS: r"(?:family )?care ?givers",
    Audience.PET_OWNERS: r"pet owners",
}
"""A clause must match as a whole."""
_WHOLE: Final = {group: re.compile(pattern) for group, pattern in _GROUPS.items()}
_LEAD = re.compile(
    r"^(?:(?:open|available|limited|restricted) to|serv(?:es|ing)|for|must be|eligible:"
    r"|target population:|clients?:)\s+"
)
_HEDGE = re.compile(
    r"\b(?:no|not|non|except|exclud\w+|ineligible|cannot|without|unless|prefer\w*|priority|mainly|primarily"
    r"|some|most|only if|may|varies|depends|other than|under the care)\b"
)
_CLAUSES = re.compile(r"[.;\n]|,(?!\d)|/|\band\b|\bor\b|&|\u2022")
_AGE = r"(?P<n>\d{1,3})"
_YEARS = r"(?:[- ]?(?:years?|yrs?)(?:[- ]old| of age)?)?"
_OF: Final = r"(?: the)?(?: age)?(?: of)?"
_AGES: Final = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (rf"\bage[sd]?:? {_AGE} ?(?:-|to|through|thru) ?(?P<m>\d{{1,3}})\b", "range"),
        (rf"\b{_AGE} ?(?:-|to|through|thru) ?(?P<m>\d{{1,3}}) ?(?:years?|yrs?)\b", "range"),
        (rf"\bbetween (?:the )?ages (?:of )?{_AGE} (?:and|to) (?P<m>\d{{1,3}})\b", "range"),
        (rf"\b{_AGE} ?\+(?!\d)", "from"),
        (rf"\b{_AGE}{_YEARS},? ?(?:and|or|&) ?(?:over|older|above|up)\b", "from"),
        (rf"\b(?:at least|minimum age(?: of| is)?:?|over the age of) {_AGE}{_YEARS}\b", "from"),
        (rf"\b(?:under|younger than|below){_OF} {_AGE}{_YEARS}\b", "under"),
        (rf"\b(?:up to|through|maximum age(?: of| is)?:?){_OF} {_AGE}{_YEARS}\b", "to"),
        (rf"\b{_AGE}{_YEARS},? ?(?:and|or|&) ?(?:under|younger|below)\b", "to"),
    )
)
_CELL = re.compile(
    r"(?:age:? ?)?(\d{1,3})(?:\.0+)?\s?\+?(?:years?|yrs?)?(?: old| of age)?\.?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class AudienceReading:
    """Facts stated by an eligibility text. Ages are whole years; ``None``: not stated."""

    audience: tuple[Audience, ...] = ()
    minimum_age: int | None = None
    maximum_age: int | None = None


def read_audience(raw: str) -> AudienceReading:
    """Parse audience and ages from an eligibility text.

    Ages count only if the text gives one range; two different ones could belong to two programs.
    "Anyone" counts only if the text says nothing else.
    """
    text = to_plain_text(raw, _CELL_LIMIT).casefold().strip(" .!")
    if not text:
        return AudienceReading()
    if _ANYONE.fullmatch(text):
        return AudienceReading((Audience.ANYONE,))
    if _HEDGE.search(text):
        return AudienceReading()
    minimum, maximum = _ages(text)
    found = {group for clause in _CLAUSES.split(text) for group in _group(clause)}
    return AudienceReading(tuple(group for group in Audience if group in found), minimum, maximum)


def read_age(raw: str) -> int | None:
    """Parse an age column ("18", "18.0", "18 years"); ``None`` from 99 on, which means no limit."""
    found = _CELL.fullmatch(raw.strip().casefold())
    return int(found[1]) if found and int(found[1]) < _NO_LIMIT else None


def _group(clause: str) -> list[Audience]:
    words = _LEAD.sub("", clause.strip(" ()-:"))
    return [group for group, pattern in _WHOLE.items() if pattern.fullmatch(words)]


def _span(form: str, first: int, last: int | None) -> tuple[int | None, int | None]:
    """Return lowest and highest age of one statement."""
    if form in ("range", "from"):
        return first, last
    return None, first - 1 if form == "under" else first


def _ages(text: str) -> tuple[int | None, int | None]:
    """Return the only range of ages in a text; ``(None, None)`` if there are none or several."""
    ranges: set[tuple[int | None, int | None]] = set()
    if "month" in text:
        return None, None
    for pattern, form in _AGES:
        for found in pattern.finditer(text):
            last = int(found["m"]) if form == "range" else None
            ranges.add(_span(form, int(found["n"]), last))
        text = pattern.sub(" ", text)
    if len(ranges) != 1:
        return None, None
    minimum, maximum = ranges.pop()
    bad = any(age is not None and not 0 <= age <= _OLDEST for age in (minimum, maximum))
    return (
        (None, None) if bad or (minimum and maximum and minimum > maximum) else (minimum, maximum)
    )
