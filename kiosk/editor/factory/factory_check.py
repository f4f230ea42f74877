"""What is missing or old in the factory directory, for the person who looks after it."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kiosk.domain.checks import ProblemCode, by_service, check_records, records_of_kind
from kiosk.domain.freshness import CALL_FIRST_DAYS, age_days
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    GuideBlockKind,
    Location,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Status,
    Translation,
)


@dataclass(frozen=True, slots=True)
class FactoryCheck:
    """Ids by what they lack. The first four are mistakes; the rest needs a call or a new source.

    A line of a guide that states no fact needs no source. Who has neither number nor street stands
    with the reason.
    """

    without_source: tuple[str, ...]
    without_situation: tuple[str, ...]
    ended: tuple[str, ...]
    outdated_translations: tuple[str, ...]
    guide_lines_without_source: tuple[str, ...]
    old: tuple[str, ...]
    without_date: tuple[str, ...]
    without_hours: tuple[str, ...]
    without_number_and_street: tuple[str, ...]
    counts: dict[str, int | float]

    @property
    def wrong(self) -> bool:
        """True if there is a mistake."""
        mistakes = (self.without_source, self.without_situation, self.ended)
        return any((*mistakes, self.outdated_translations))


def check_factory(records: Sequence[AnyRecord], today: dt.date) -> FactoryCheck:
    """Return what is missing or old on ``today``."""
    services = [one for one in records if isinstance(one, Service) and one.status is Status.ACTIVE]
    hours = {one.service_id for one in records if isinstance(one, Schedule)}
    stale = {one.id for one in check_records(records) if one.code is ProblemCode.STALE_TRANSLATION}
    ages = {one.id: age_days(one.assured_date, today) for one in services}
    return FactoryCheck(
        without_source=tuple(
            one.id
            for one in records
            if isinstance(one, Service | AwarenessCard | Figure) and not one.sources
        ),
        without_situation=tuple(one.id for one in services if not one.situations),
        ended=tuple(_ended(records, today)),
        outdated_translations=tuple(
            f"{one.language} {one.entity} {one.entity_id} {one.field}"
            for one in records
            if isinstance(one, Translation) and one.id in stale
        ),
        guide_lines_without_source=tuple(
            f"{one.id} {block.id}"
            for one in records
            if isinstance(one, Guide)
            for block in one.blocks
            if not block.sources and block.kind is not GuideBlockKind.HEADING
        ),
        old=tuple(key for key, age in ages.items() if age is not None and age > CALL_FIRST_DAYS),
        without_date=tuple(key for key, age in ages.items() if age is None),
        without_hours=tuple(one.id for one in services if one.id not in hours),
        without_number_and_street=tuple(_unreachable(records, services)),
        counts=_counts(records, services, hours),
    )


def _ended(records: Iterable[AnyRecord], today: dt.date) -> Iterator[str]:
    for one in records:
        if isinstance(one, Service | AwarenessCard | Figure):
            if one.valid_until and one.valid_until < today:
                yield one.id
        elif isinstance(one, Guide):
            for block in one.blocks:
                if block.valid_until and block.valid_until < today:
                    yield f"{one.id} {block.id}"


def _unreachable(records: Sequence[AnyRecord], services: Sequence[Service]) -> Iterator[str]:
    """Yield services that nobody can call or walk to, and why."""
    phones = {one.service_id for one in records if isinstance(one, Phone)}
    shown, hidden = _places(records)
    for one in services:
        if one.id not in phones and one.id not in shown:
            way = f"sent by {', '.join(one.referral_by)}" if one.referral_by else ""
            why = way or ("website only" if one.url else "not found")
            yield f"{one.id}: {why}{'; place hidden for safety' * (one.id in hidden)}"


def _places(records: Sequence[AnyRecord]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the public and the hidden places of each service that has one."""
    places = records_of_kind(records, Location)
    shown, hidden = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for one in records:
        if isinstance(one, ServiceAtLocation):
            public = places[one.location_id].address_visibility is AddressVisibility.PUBLIC
            (shown if public else hidden)[one.service_id].add(one.location_id)
    return shown, hidden


def _counts(
    records: Sequence[AnyRecord], services: Sequence[Service], hours: set[str]
) -> dict[str, int | float]:
    """Count what pages show; an unknown fact is one of :func:`_unknown`."""
    places = records_of_kind(records, Location)
    at, _hidden = _places(records)
    phones = by_service(records_of_kind(records, Phone).values())
    unknown = Counter(fact for one in services for fact in _unknown(one, phones[one.id], hours))
    ids = {one.id for one in services}
    return {
        "services": len(services),
        "with a number": len(ids & {key for key, of in phones.items() if of}),
        "with hours": len(ids & hours),
        "with a street": sum(bool(at.get(key)) for key in ids),
        "streets": len({place for key in ids for place in at.get(key, ())}),
        "streets with a position": len(
            {p for key in ids for p in at.get(key, ()) if places[p].latitude is not None}
        ),
        "unknown facts of a page": round(sum(unknown.values()) / max(1, len(services)), 2),
        **{f"unknown: {fact}": number for fact, number in sorted(unknown.items())},
    }


def _unknown(service: Service, phones: Sequence[Phone], hours: set[str]) -> Iterator[str]:
    """Yield the facts that a page cannot give: who, bring, cost, languages, hours."""
    ages = service.minimum_age is not None or service.maximum_age is not None
    if not service.audience and not ages:
        yield "who"
    if not service.bring and service.id_needed is None:
        yield "what to bring"
    if not service.cost:
        yield "cost"
    spoken = any(one.languages or one.any_language for one in phones)
    if not (service.languages or service.interpreter or spoken):
        yield "languages"
    if service.id not in hours:
        yield "hours"
