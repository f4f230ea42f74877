"""What a new directory changes, as data: a pure comparison of two sets of records.

Every number, name and web address that changes, every text of a helpline, old and new, every
address that becomes hidden, and how long each list is before and after.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

import msgspec

from kiosk.domain.checks import TRANSLATABLE
from kiosk.domain.place import address_line
from kiosk.domain.records import Phone, PhoneType, Record, Service, Translation
from kiosk.sync.address_visibility import hidden_places, is_hidden
from kiosk.sync.beside import allowed_words, helpline_changes, tallies
from kiosk.sync.list_lengths import list_changes
from kiosk.sync.report import (
    AddressChange,
    ChangedService,
    ChangeReport,
    NamedService,
    NumberChange,
    PlaceChange,
    TextChange,
    UrlChange,
)
from kiosk.sync.side import DirectoryContent, Side, number_of

NUMBERS: Final = "phones"
HOURS: Final = "hours"
PLACES: Final = "places"
"""Beside its own fields, what a service can change in."""
NAMES: Final = ("name", "quiet_name")
"""Fields of a service that the report shows old and new."""
_QUIET: Final = frozenset({"id", "assured_date", "sources", "importance", "overrides"})
"""Fields of a service that no visitor reads, or that the report tells apart."""


def compare(
    old: DirectoryContent,
    new: DirectoryContent,
    today: dt.date | None = None,
    until: dt.date | None = None,
) -> ChangeReport:
    """What changes from ``old`` to ``new``.

    With ``today``, and the day ``until`` which the new data is good, also how long lists are.
    """
    was, will = Side(old), Side(new)
    both = [
        (was.services[key], service)
        for key, service in will.services.items()
        if key in was.services
    ]
    names = {key: one.name for key, one in (was.services | will.services).items()}
    return ChangeReport(
        services_before=len(was.services),
        services_after=len(will.services),
        lists=list_changes(was, will, today, until) if today and until else (),
        texts=_sorted(_texts(was, will, both)),
        added=_names(will, was),
        removed=tuple(msgspec.structs.replace(one, addresses=()) for one in _names(was, will)),
        changed=_sorted(_changed(was, will, both)),
        numbers=_sorted(
            change for before, after in both for change in _numbers(was, will, before, after)
        ),
        addresses=_sorted(_addresses(was, will, both)),
        urls=_sorted(_urls(was, will, both)),
        hidden=_turned(hidden_places(old.records, new.records), will),
        shown=_turned(hidden_places(new.records, old.records), will),
        helplines=helpline_changes(old.helplines, new.helplines, names),
        allowed=allowed_words(was.services, will.services, will.organization),
        keys=(),
        **tallies(old.records, new.records),
    )


N = TypeVar("N", NamedService, ChangedService, NumberChange, AddressChange, UrlChange, TextChange)


def _sorted(found: Iterable[N]) -> tuple[N, ...]:
    return tuple(sorted(found, key=lambda part: (part.name.casefold(), *_rest(part))))


def _rest(part: object) -> tuple[str, ...]:
    names = ("id", "service_id", "field", "language", "old", "new")
    return tuple(str(getattr(part, name, "")) for name in names)


def _names(these: Side, those: Side) -> tuple[NamedService, ...]:
    gone = (one for key, one in these.services.items() if key not in those.services)
    return _sorted(map(these.named, gone))


def _changed(
    was: Side, will: Side, both: Iterable[tuple[Service, Service]]
) -> Iterable[ChangedService]:
    for before, after in both:
        fields = [
            name
            for name in Service.__struct_fields__
            if name not in _QUIET and getattr(before, name) != getattr(after, name)
        ]
        key = after.id
        if _said(was.phones.get(key, ())) != _said(will.phones.get(key, ())):
            fields.append(NUMBERS)
        if _said(was.hours.get(key, ())) != _said(will.hours.get(key, ())):
            fields.append(HOURS)
        if _where(was, key) != _where(will, key):
            fields.append(PLACES)
        if fields:
            yield ChangedService(
                id=key, name=after.name, organization=will.of(after), fields=tuple(fields)
            )


def _texts(was: Side, will: Side, both: Iterable[tuple[Service, Service]]) -> Iterable[TextChange]:
    """Names of services that stay, and every text of a helpline, in every language."""
    old, new = _translated(was), _translated(will)
    for before, after in both:
        line = before.helpline or after.helpline
        fields = TRANSLATABLE["service"] if line else NAMES
        sides = (
            {("", name): getattr(one, name) or "" for name in fields}
            | {key: text for key, text in texts.get(one.id, {}).items() if key[1] in fields}
            for one, texts in ((before, old), (after, new))
        )
        said, says = sides
        for language, name in sorted(said.keys() | says.keys()):
            key = (language, name)
            if said.get(key, "") != says.get(key, ""):
                yield TextChange(
                    service_id=after.id,
                    name=after.name,
                    organization=will.of(after),
                    field=name,
                    old=said.get(key, ""),
                    new=says.get(key, ""),
                    language=language,
                    helpline=line,
                )


def _translated(side: Side) -> dict[str, dict[tuple[str, str], str]]:
    """The translations of services by id, then language and field."""
    found: dict[str, dict[tuple[str, str], str]] = {}
    for one in side.content.records:
        if isinstance(one, Translation) and one.entity == "service":
            found.setdefault(one.entity_id, {})[one.language, one.field] = one.text
    return found


def _said(records: Iterable[Record]) -> list[bytes]:
    """What records say, apart from their ids and order."""
    return sorted(msgspec.json.encode(msgspec.structs.replace(one, id="-")) for one in records)


def _where(side: Side, service_id: str) -> list[bytes]:
    links = side.places.get(service_id, ())
    return _said(
        side.locations[one.location_id] for one in links if one.location_id in side.locations
    )


def _numbers(was: Side, will: Side, before: Service, after: Service) -> Iterable[NumberChange]:
    """The numbers of one service that are not the same, paired."""
    old, new = was.phones.get(before.id, []), will.phones.get(after.id, [])
    same = Counter(map(_dialled, old)) & Counter(map(_dialled, new))
    for phone, one, other in _pairs(_without(old, same), _without(new, same)):
        yield NumberChange(
            service_id=after.id,
            name=after.name,
            organization=will.of(after),
            type=phone.type,
            old=one,
            new=other,
            helpline=before.helpline or after.helpline,
        )


def _dialled(phone: Phone) -> tuple[str, str]:
    return phone.type.value, number_of(phone)


def _without(phones: Iterable[Phone], same: Counter[tuple[str, str]]) -> list[Phone]:
    """The numbers that are only on this side."""
    left = same.copy()
    found = []
    for phone in phones:
        left[_dialled(phone)] -= 1
        if left[_dialled(phone)] < 0:
            found.append(phone)
    return found


def _pairs(old: Sequence[Phone], new: Sequence[Phone]) -> Iterable[tuple[Phone, str, str]]:
    """A phone with its old and new number: first those whose record stays, then what is left."""
    will = {phone.id: phone for phone in new}
    stay = [phone for phone in old if phone.id in will]
    yield from ((will[one.id], number_of(one), number_of(will[one.id])) for one in stay)
    kept = {phone.id for phone in stay}
    for kind in PhoneType:
        lost = [phone for phone in old if phone.type is kind and phone.id not in kept]
        won = [phone for phone in new if phone.type is kind and phone.id not in kept]
        for one, other in zip(lost, won, strict=False):
            yield other, number_of(one), number_of(other)
        yield from ((one, number_of(one), "") for one in lost[len(won) :])
        yield from ((one, "", number_of(one)) for one in won[len(lost) :])


def _urls(was: Side, will: Side, both: Iterable[tuple[Service, Service]]) -> Iterable[UrlChange]:
    for before, after in both:
        for field in ("url", "chat_url"):
            old, new = getattr(before, field), getattr(after, field)
            if old != new:
                yield UrlChange(
                    kind="service",
                    id=after.id,
                    name=after.name,
                    field=field,
                    old=old or "",
                    new=new or "",
                )
    for key, organization in will.organizations.items():
        former = was.organizations.get(key)
        if former and former.website != organization.website:
            yield UrlChange(
                kind="organization",
                id=key,
                name=organization.name,
                field="website",
                old=former.website or "",
                new=organization.website or "",
            )


def _addresses(
    was: Side, will: Side, both: Iterable[tuple[Service, Service]]
) -> Iterable[AddressChange]:
    """The new addresses of services that stay; one that was hidden is told without saying it."""
    for before, after in both:
        former = {one.id: address_line(one) for one in was.doors(before.id)}
        for place in will.doors(after.id):
            old, new = former.get(place.id, ""), address_line(place)
            known = was.locations.get(place.id)
            if old != new and not (known and is_hidden(known)):
                yield AddressChange(
                    service_id=after.id,
                    name=after.name,
                    organization=will.of(after),
                    old=old,
                    new=new,
                )


def _turned(found: Iterable[str], will: Side) -> tuple[PlaceChange, ...]:
    """The places of those ids, by their organization."""
    places = (
        PlaceChange(
            id=key,
            organization=will.organization(will.locations[key].organization_id),
            services=will.names_at(key),
        )
        for key in found
    )
    return tuple(sorted(places, key=lambda place: (place.organization, place.id)))
