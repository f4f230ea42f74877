"""The parts of the order of answers that the records alone decide (decision 0035).

An order is a list of parts, compared one after the other; smaller is first. The parts that depend
on the visit (choices, language, time, distance) belong to :mod:`kiosk.directory.answers`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from kiosk.domain.filters import Filter
from kiosk.domain.place import is_shown
from kiosk.domain.records import (
    Audience,
    Cost,
    Document,
    Location,
    Phone,
    PhoneType,
    Service,
    Start,
    Tile,
)

MADE, DOES, LEADS, UNSORTED = 1, 2, 3, 4
"""How a service fits: made for it, does it too, leads there, states no situation of the list."""
ADULT: Final = 18
TEENAGER: Final = 12
"""Age from which "under 18" is meant at a kiosk: services for small children do not count."""
GROWN: Final = 26
"""A service that ends before this age is for young people only."""
GROUPS: Final = frozenset(
    {
        *(Audience.WOMEN, Audience.MEN, Audience.TRANS, Audience.LGBTQ),
        *(Audience.FAMILIES, Audience.PARENTS, Audience.PREGNANT, Audience.CHILDREN),
        *(Audience.YOUNG, Audience.FOSTER_YOUTH, Audience.OLDER, Audience.DISABLED),
        *(Audience.DEAF, Audience.NATIVE, Audience.FARM_WORKERS, Audience.CARERS),
        Audience.PET_OWNERS,
    }
)
"""Audiences that narrow a service to some people; the others say what happened to anyone."""
_WITH_CHILDREN: Final = frozenset({Audience.FAMILIES, Audience.PARENTS, Audience.CHILDREN})
_QUEER: Final = frozenset({Audience.TRANS, Audience.LGBTQ})
_WRITTEN: Final = frozenset({Start.TEXT, Start.CHAT, Start.VIDEOPHONE})
_COUNTY = re.compile(r"(\w+) county", re.IGNORECASE)


def fit_of(service: Service, codes: Iterable[str]) -> int:
    """Return the best fit of a service to some situations."""
    wanted = {*codes}
    return min((one.fit for one in service.situations if one.code in wanted), default=UNSORTED)


def answers_to(service: Service, tile: Tile) -> bool:
    """Return True if a service answers the question of a tile."""
    return fit_of(service, tile.codes) < UNSORTED


def streets(locations: Iterable[Location]) -> tuple[Location, ...]:
    """Return the locations whose street may be shown."""
    return tuple(place for place in locations if is_shown(place) and place.address_1)


def reach_of(service: Service, phones: Sequence[Phone], locations: Sequence[Location]) -> int:
    """Return 0 for a number or a street to walk to, 1 for a street or a referrer, 2 for neither."""
    has_street = bool(streets(locations))
    if phones or (has_street and Start.WALK_IN in service.start):
        return 0
    return 1 if has_street or service.referral_by else 2


def home_county(services: Iterable[Service]) -> str:
    """Return the county that most service areas name, in lower case; empty without any."""
    named = (_county(service) for service in services)
    found = Counter(county for county in named if county)
    return min(found, key=lambda county: (-found[county], county), default="")


def _county(service: Service) -> str:
    found = _COUNTY.search(service.service_area or "")
    return found[1].lower() if found else ""


def who_of(service: Service, groups: Iterable[Audience], home: str) -> int:
    """Return how well a service takes the people that a tile is for.

    A tile with ``groups``: 0 named by the service, 1 not excluded, 2 only others. A tile for
    anyone: 0 open to all, 1 narrowed to groups, to an age below :data:`GROWN`, or to a county
    other than ``home``.
    """
    audience, wanted = {*service.audience}, {*groups}
    only_groups = bool(audience) and audience <= GROUPS
    if wanted:
        takes_children = service.children is True and bool(wanted & _WITH_CHILDREN)
        if takes_children or audience & wanted:
            return 0
        return 2 if only_groups else 1
    ends_young = service.maximum_age is not None and service.maximum_age < GROWN
    return int(only_groups or ends_young or _county(service) not in {"", home})


def stated_choices(service: Service, phones: Iterable[Phone]) -> frozenset[Filter]:
    """Return the choices to which the record says yes; language and time are not among them."""
    audience, oldest = {*service.audience}, service.maximum_age
    written = any(phone.type in {PhoneType.TEXT, PhoneType.VIDEOPHONE} for phone in phones)
    answers = {
        Filter.NO_ID: service.id_needed is False
        or (service.id_needed is None and Document.NOTHING in service.bring),
        Filter.FREE: Cost.FREE in service.cost,
        Filter.UNDER_18: (oldest is None or oldest >= TEENAGER) and _is_for_minors(service),
        Filter.FAMILIES: service.children is True or bool(_WITH_CHILDREN & audience),
        Filter.WOMEN: bool({Audience.WOMEN, Audience.ANYONE} & audience),
        Filter.MEN: bool({Audience.MEN, Audience.ANYONE} & audience),
        Filter.WALK_IN: Start.WALK_IN in service.start,
        Filter.NO_VOICE: written or bool(_WRITTEN & {*service.start}),
    }
    return frozenset(choice for choice, stated in answers.items() if stated)


def _is_for_minors(service: Service) -> bool:
    youngest, oldest = service.minimum_age, service.maximum_age
    if youngest is not None:
        return youngest < ADULT
    named = {Audience.YOUNG, Audience.CHILDREN} & {*service.audience}
    return bool(named) or (oldest is not None and oldest < ADULT)


def refused_choices(service: Service) -> frozenset[Filter]:
    """Return the choices to which the record says no; a helpline refuses nobody."""
    if service.helpline:
        return frozenset()
    audience, bring, cost = {*service.audience}, {*service.bring}, {*service.cost}
    asks_photo = Document.PHOTO_ID in bring and Document.IF_YOU_HAVE_IT not in bring
    youngest = service.minimum_age
    refused = {
        Filter.NO_ID: service.id_needed is True or (service.id_needed is None and asks_photo),
        Filter.FREE: cost == {Cost.FEE},
        Filter.UNDER_18: youngest is not None and youngest >= ADULT,
        Filter.FAMILIES: service.children is False,
        Filter.WOMEN: _names_only(Audience.MEN, Audience.WOMEN, audience),
        Filter.MEN: _names_only(Audience.WOMEN, Audience.MEN, audience),
    }
    return frozenset(choice for choice, stated in refused.items() if stated)


def _names_only(wanted: Audience, other: Audience, audience: set[Audience]) -> bool:
    return wanted in audience and not audience & {other, Audience.ANYONE, *_QUEER}
