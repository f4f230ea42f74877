"""The lines that "Talk to someone now" shows first: one for forced work or sex, one for harm."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from kiosk.domain.answer_order import MADE, fit_of, home_county, who_of
from kiosk.domain.helplines import Anchor
from kiosk.domain.language import answers_in
from kiosk.domain.place import Coordinates, location_point
from kiosk.domain.straight_line import StraightLine
from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.presentation.describe import Description

PURPOSES: Final = {"talk_forced": Anchor.HELP_LINE, "talk_harm": Anchor.HOME}
"""The situations that the lines are for, each with the compiled-in line for it."""
LOCAL_FIRST: Final = "talk_harm"
"""Here a line of the region comes before a national one."""
REGION_M: Final = 30_000
"""Metres from the kiosk within which a place is of its region: the widest band of a list."""
Chosen = tuple[str, Description]
"""A line and the situation that it is for; one that the site chose may be for neither."""


def lines_to_call(
    always: Sequence[Description], wanted: Sequence[str], origin: Coordinates | None
) -> tuple[Chosen, ...]:
    """Return at most two of the lines that answer day and night, only such as take calls.

    ``wanted`` are the ids of those that the site chose; without any, the best for each purpose.
    """
    called = [one for one in always if one.voice is not None]
    by_id = {one.listing.service.id: one for one in called}
    named = [by_id[one] for one in dict.fromkeys(wanted) if one in by_id][: len(PURPOSES)]
    home = home_county(one.listing.service for one in always)

    def rank(code: str, line: Description) -> tuple[int, ...]:
        """Return its place by the key of a list; those of equal rank keep their importance."""
        far = code == LOCAL_FIRST and not _is_of_region(line, home, origin)
        who = who_of(line.listing.service, (), home)
        return (not line.listing.seen, who, far, not _speaks(line))

    rest, found = named or called, list[Chosen]()
    for code in PURPOSES:
        fits = [one for one in rest if is_made_for(one, code)]
        found += [(code, one) for one in sorted(fits, key=partial(rank, code))[:1]]
        rest = [one for one in rest if all(one is not taken for _, taken in found)]
    return (*found, *(("", one) for one in rest if named))


def is_made_for(line: Description, code: str) -> bool:
    """Return True if a line is made for a situation of :data:`PURPOSES`."""
    service = line.listing.service
    return fit_of(service, [code]) == MADE or PURPOSES[code] == service.id


def _is_of_region(line: Description, home: str, origin: Coordinates | None) -> bool:
    if home and home in (line.listing.service.service_area or "").lower():
        return True
    points = filter(None, map(location_point, line.listing.locations if origin else ()))
    return any(StraightLine.between(origin, one).metres <= REGION_M for one, _ in points if origin)


def _speaks(line: Description) -> bool:
    """Return True if it states the visitor's language or any; whoever answers speaks English."""
    tag, voice = line.context.language.tag, line.voice
    stated = voice and answers_in(tag, voice.languages, any_language=voice.any_language)
    return tag == SOURCE_TAG or stated is True
