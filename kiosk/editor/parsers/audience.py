"""Parse who is served, where a text states it plainly.

A wrong word here turns somebody away, or sends them to a closed door. So a clause counts only if it
names a group; one that excludes, prefers or lists conditions is left to a phone call.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kiosk.domain.records import Audience
from kiosk.editor.parsers.cell_patterns import patterns_of
from kiosk.editor.parsers.plain_text import to_plain_text

_CELL_LIMIT: Final = 2000
_OLDEST: Final = 120
"""Highest age of a record."""
_NO_LIMIT: Final = 99
"""From this age on, a number means "no limit"."""

_SAYS: Final = patterns_of("who")
_GROUPS: Final = {
    Audience(name): way for name, way in patterns_of("groups").items() if name != "people"
}
_AGES: Final = patterns_of("ages")
_FORMS: Final = ("range", "from", "under", "to")
_CELL = re.compile(
    r"(?:age:? ?)?(\d{1,3})(?:\.0+)?\s?\+?(?:years?|yrs?)?(?: old| of age)?\.?", re.ASCII
)
_ADULT: Final = 18
_OF_FAMILIES: Final = 26
"""A highest age below it, next to families or parents, is that of their children."""
_AGE_STOOD: Final = "#"
"""Stands in a text where an age stood."""
_GENDERS: Final = frozenset({Audience.MEN, Audience.WOMEN})
_EACH: Final = frozenset({"", "of_kin", "of_grown"})
_YOUNG: Final = frozenset({Audience.YOUNG, Audience.FOSTER_YOUTH})


@dataclass(frozen=True, slots=True)
class AudienceReading:
    """Facts stated by an eligibility text. Ages are whole years; ``None``: not stated."""

    audience: tuple[Audience, ...] = ()
    minimum_age: int | None = None
    maximum_age: int | None = None


def read_audience(raw: str) -> AudienceReading:
    """Parse audience and ages from an eligibility text.

    Ages count only if the text gives one range, for all whom it names or for the only ones; of two
    groups with different ages neither is read. "Anyone" counts only if the text says nothing else.
    """
    text = to_plain_text(raw, _CELL_LIMIT + 1).casefold().strip(" .!")
    if _SAYS["anyone"].fullmatch(text):
        return AudienceReading((Audience.ANYONE,))
    ranges, rest = _ages(text)
    clauses = _SAYS["clauses"].split(rest)
    unclear = len(text) > _CELL_LIMIT or _SAYS["hedge"].search(rest) or _SAYS["number"].search(rest)
    if unclear or len(ranges) > 1 or _is_for_some(clauses):
        return AudienceReading()
    minimum, maximum = next(iter(ranges), (None, None))
    kinds = {found.lastgroup for found in _SAYS["kinds"].finditer(rest)}
    youngest = _OF_FAMILIES if "of_kin" in kinds else _ADULT if "of_grown" in kinds else 0
    if maximum is not None and maximum < youngest:
        return AudienceReading()
    return AudienceReading(of_age(_groups(clauses), minimum, maximum), minimum, maximum)


def of_age(
    audience: tuple[Audience, ...], minimum: int | None, maximum: int | None
) -> tuple[Audience, ...]:
    """Return an audience without men and women if ages below 18 stand with it: those are minors."""
    if min(minimum or _ADULT, _ADULT if maximum is None else maximum) >= _ADULT:
        return audience
    return tuple(one for one in audience if one not in _GENDERS)


def read_age(raw: str) -> int | None:
    """Parse an age column ("18", "18.0", "18 years"); ``None`` from 99 on, which means no limit."""
    found = _CELL.fullmatch(raw.strip().casefold())
    return int(found[1]) if found and int(found[1]) < _NO_LIMIT else None


def _groups(clauses: Iterable[str]) -> tuple[Audience, ...]:
    """Return the groups that clauses name; none if one of them names somebody else too."""
    found, unread = set[Audience](), list[str]()
    for clause in clauses:
        words = _SAYS["lead"].sub("", _SAYS["age"].sub(" ", clause).strip(" ()-:"))
        some = {group for group, way in _GROUPS.items() if way.fullmatch(words)}
        kinds = _kinds(words) - {"of_same"}
        if (kinds and not some) or ("of_gender" in kinds and _GENDERS.isdisjoint(some)):
            return ()
        found |= some
        unread += [] if some else [words]
    unsure = found & _YOUNG or any(map(_SAYS["more"].search, unread))
    return () if found & _GENDERS and unsure else tuple(one for one in Audience if one in found)


def _is_for_some(clauses: Iterable[str]) -> bool:
    """Return True if an age belongs to one kind of people and the text names another."""
    with_age, without = list[set[str]](), set[str]()
    for clause in clauses:
        kinds = _kinds(clause)
        if _AGE_STOOD in clause:
            with_age.append(kinds)
        else:
            without |= kinds - {"of_same"}
    several = any(len(kinds - {"of_any", "of_same", "of_disabled"}) > 1 for kinds in with_age)
    return several or any(kinds and without - (kinds - {"of_any"}) for kinds in with_age)


def _kinds(text: str) -> set[str]:
    """Return the kinds of people that words mean; families and parents are two."""
    found = ((one.lastgroup or "", one[0]) for one in _SAYS["kinds"].finditer(text))
    return {word.rstrip("s") if kind in _EACH else kind for kind, word in found}


def _span(form: str, first: int, last: int | None = None) -> tuple[int | None, int | None]:
    """Return lowest and highest age of one statement."""
    if form in ("range", "from"):
        return first, last
    return None, first - 1 if form == "under" else first


def _ages(text: str) -> tuple[set[tuple[int | None, int | None]], str]:
    """Return the ranges of ages in a text, and the text without them; months are no years."""
    ranges: set[tuple[int | None, int | None]] = set()
    for form in _FORMS if "month" not in text else ():
        for found in _AGES[form].finditer(text):
            ranges.add(_span(form, *map(int, re.findall(r"\d+", found[0]))))
        text = _AGES[form].sub(f" {_AGE_STOOD} ", text)
    possible = all((low or 0) <= (high or _OLDEST) <= _OLDEST for low, high in ranges)
    return ranges, text if possible else f"{text} 0"
