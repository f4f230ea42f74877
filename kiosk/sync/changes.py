"""Compares two directories and returns the changes as data.

Every number, name and web address that changes, every text of a helpline, old and new, every
address that becomes hidden, and the length of each list before and after.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

import msgspec

from kiosk.domain.checks import TRANSLATABLE
from kiosk.domain.helplines import shown_helplines
from kiosk.domain.place import address_line
from kiosk.domain.records import Need, Phone, PhoneType, Record, Service, Translation
from kiosk.sync.address_visibility import hidden_places, is_hidden
from kiosk.sync.change_report import (
    AddressChange,
    ChangedService,
    ChangeReport,
    ListChange,
    NamedService,
    NumberChange,
    PlaceChange,
    TextChange,
    UrlChange,
)
from kiosk.sync.guarded_changes import (
    allowed_words,
    count_changes,
    helpline_changes,
    line_numbers,
)
from kiosk.sync.side import ComparedDirectory, DirectoryContent, number_of

NUMBERS: Final = "phones"
HOURS: Final = "hours"
PLACES: Final = "places"
"""Changes of a service outside its own fields."""
NAMES: Final = ("name", "quiet_name")
"""Fields of a service that the report shows old and new."""
_QUIET: Final = frozenset({"id", "assured_date", "sources", "importance", "overrides"})
"""Fields of a service that no visitor reads, or that the report covers elsewhere."""


def compare(
    old: DirectoryContent,
    new: DirectoryContent,
    today: dt.date | None = None,
    until: dt.date | None = None,
) -> ChangeReport:
    """Return what changes from ``old`` to ``new``.

    ``today``, and ``until``, the day on which the new data expires, add the lengths of lists.
    """
    old_side, new_side = ComparedDirectory(old), ComparedDirectory(new)
    both = [
        (old_side.services[key], service)
        for key, service in new_side.services.items()
        if key in old_side.services
    ]
    names = {key: one.name for key, one in (old_side.services | new_side.services).items()}
    return ChangeReport(
        services_before=len(old_side.services),
        services_after=len(new_side.services),
        lists=_list_changes(old_side, new_side, today, until) if today and until else (),
        texts=_sorted(_texts(old_side, new_side, both)),
        added=_names(new_side, old_side),
        removed=tuple(_removed(old_side, new_side)),
        changed=_sorted(_changed(old_side, new_side, both)),
        numbers=_sorted(
            change
            for before, after in both
            for change in _numbers(old_side, new_side, before, after)
        ),
        addresses=_sorted(_addresses(old_side, new_side, both)),
        urls=_sorted(_urls(old_side, new_side, both)),
        hidden=_place_changes(hidden_places(old.records, new.records), new_side),
        shown=_place_changes(hidden_places(new.records, old.records), new_side),
        helplines=helpline_changes(old.helplines, new.helplines, names),
        allowed=allowed_words(old_side.services, new_side.services, new_side.organization),
        keys=(),
        **count_changes(old.records, new.records),
    )


N = TypeVar("N", NamedService, ChangedService, NumberChange, AddressChange, UrlChange, TextChange)


def _sorted(found: Iterable[N]) -> tuple[N, ...]:
    return tuple(sorted(found, key=lambda part: (part.name.casefold(), *_sort_key(part))))


def _sort_key(part: object) -> tuple[str, ...]:
    names = ("id", "service_id", "field", "language", "old", "new")
    return tuple(str(getattr(part, name, "")) for name in names)


def _names(side: ComparedDirectory, other: ComparedDirectory) -> tuple[NamedService, ...]:
    gone = (one for key, one in side.services.items() if key not in other.services)
    return _sorted(map(side.named, gone))


def _removed(old: ComparedDirectory, new: ComparedDirectory) -> Iterable[NamedService]:
    """Yield removed services with the numbers that *Talk to someone* still shows."""
    lines = shown_helplines(new.helplines.helplines)
    talk = {number for line in lines for number in line_numbers(line)}
    for one in _names(old, new):
        stays = tuple(number for number in one.numbers if one.helpline and number in talk)
        yield msgspec.structs.replace(one, addresses=(), stays=stays)


def _changed(
    old_side: ComparedDirectory,
    new_side: ComparedDirectory,
    both: Iterable[tuple[Service, Service]],
) -> Iterable[ChangedService]:
    for before, after in both:
        fields = [
            name
            for name in Service.__struct_fields__
            if name not in _QUIET and getattr(before, name) != getattr(after, name)
        ]
        key = after.id
        if _encoded(old_side.phones.get(key, ())) != _encoded(new_side.phones.get(key, ())):
            fields.append(NUMBERS)
        if _encoded(old_side.hours.get(key, ())) != _encoded(new_side.hours.get(key, ())):
            fields.append(HOURS)
        if _where(old_side, key) != _where(new_side, key):
            fields.append(PLACES)
        if fields:
            yield ChangedService(
                id=key, name=after.name, organization=new_side.of(after), fields=tuple(fields)
            )


def _texts(
    old_side: ComparedDirectory,
    new_side: ComparedDirectory,
    both: Iterable[tuple[Service, Service]],
) -> Iterable[TextChange]:
    """Yield names of remaining services and every text of a helpline, in every language."""
    old, new = _translated(old_side), _translated(new_side)
    for before, after in both:
        line = before.helpline or after.helpline
        fields = TRANSLATABLE["service"] if line else NAMES
        sides = (
            {("", name): getattr(one, name) or "" for name in fields}
            | {key: text for key, text in texts.get(one.id, {}).items() if key[1] in fields}
            for one, texts in ((before, old), (after, new))
        )
        old_texts, new_texts = sides
        for language, name in sorted(old_texts.keys() | new_texts.keys()):
            key = (language, name)
            if old_texts.get(key, "") != new_texts.get(key, ""):
                yield TextChange(
                    service_id=after.id,
                    name=after.name,
                    organization=new_side.of(after),
                    field=name,
                    old=old_texts.get(key, ""),
                    new=new_texts.get(key, ""),
                    language=language,
                    helpline=line,
                )


def _translated(side: ComparedDirectory) -> dict[str, dict[tuple[str, str], str]]:
    """Return the translations of services by id, then language and field."""
    found: dict[str, dict[tuple[str, str], str]] = {}
    for one in side.content.records:
        if isinstance(one, Translation) and one.entity == "service":
            found.setdefault(one.entity_id, {})[one.language, one.field] = one.text
    return found


def _encoded(records: Iterable[Record]) -> list[bytes]:
    """Encode records without their ids and order."""
    return sorted(msgspec.json.encode(msgspec.structs.replace(one, id="-")) for one in records)


def _where(side: ComparedDirectory, service_id: str) -> list[bytes]:
    links = side.places.get(service_id, ())
    return _encoded(
        side.locations[one.location_id] for one in links if one.location_id in side.locations
    )


def _numbers(
    old_side: ComparedDirectory, new_side: ComparedDirectory, before: Service, after: Service
) -> Iterable[NumberChange]:
    """Yield the changed numbers of one service, paired."""
    old, new = old_side.phones.get(before.id, []), new_side.phones.get(after.id, [])
    same = Counter(map(_dialled, old)) & Counter(map(_dialled, new))
    for phone, one, other in _pairs(_without(old, same), _without(new, same)):
        yield NumberChange(
            service_id=after.id,
            name=after.name,
            organization=new_side.of(after),
            type=phone.type,
            old=one,
            new=other,
            helpline=before.helpline or after.helpline,
        )


def _dialled(phone: Phone) -> tuple[str, str]:
    return phone.type.value, number_of(phone)


def _without(phones: Iterable[Phone], same: Counter[tuple[str, str]]) -> list[Phone]:
    """Return the numbers that only this side has."""
    remaining = same.copy()
    found = []
    for phone in phones:
        remaining[_dialled(phone)] -= 1
        if remaining[_dialled(phone)] < 0:
            found.append(phone)
    return found


def _pairs(old: Sequence[Phone], new: Sequence[Phone]) -> Iterable[tuple[Phone, str, str]]:
    """Yield a phone with its old and new number: first those with the same id, then the others."""
    new_by_id = {phone.id: phone for phone in new}
    same_id = [phone for phone in old if phone.id in new_by_id]
    yield from (
        (new_by_id[one.id], number_of(one), number_of(new_by_id[one.id])) for one in same_id
    )
    paired = {phone.id for phone in same_id}
    for kind in PhoneType:
        removed = [phone for phone in old if phone.type is kind and phone.id not in paired]
        added = [phone for phone in new if phone.type is kind and phone.id not in paired]
        for one, other in zip(removed, added, strict=False):
            yield other, number_of(one), number_of(other)
        yield from ((one, number_of(one), "") for one in removed[len(added) :])
        yield from ((one, "", number_of(one)) for one in added[len(removed) :])


def _urls(
    old_side: ComparedDirectory,
    new_side: ComparedDirectory,
    both: Iterable[tuple[Service, Service]],
) -> Iterable[UrlChange]:
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
    for key, organization in new_side.organizations.items():
        former = old_side.organizations.get(key)
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
    old_side: ComparedDirectory,
    new_side: ComparedDirectory,
    both: Iterable[tuple[Service, Service]],
) -> Iterable[AddressChange]:
    """Yield the new addresses of remaining services, without the old one if it was hidden."""
    for before, after in both:
        former = {one.id: address_line(one) for one in old_side.shown_locations(before.id)}
        for location in new_side.shown_locations(after.id):
            old, new = former.get(location.id, ""), address_line(location)
            known = old_side.locations.get(location.id)
            if old != new and not (known and is_hidden(known)):
                yield AddressChange(
                    service_id=after.id,
                    name=after.name,
                    organization=new_side.of(after),
                    old=old,
                    new=new,
                )


def _place_changes(found: Iterable[str], new_side: ComparedDirectory) -> tuple[PlaceChange, ...]:
    """Return the locations with these ids, by organization."""
    places = (
        PlaceChange(
            id=key,
            organization=new_side.organization(new_side.locations[key].organization_id),
            services=new_side.names_at(key),
        )
        for key in found
    )
    return tuple(sorted(places, key=lambda location: (location.organization, location.id)))


def _list_changes(
    old: ComparedDirectory, new: ComparedDirectory, today: dt.date, until: dt.date
) -> tuple[ListChange, ...]:
    """Return the needs whose list changes in length, today or on a day before ``until``.

    Of the later days, the one with the greatest loss is given.
    """
    ends = {one.valid_until for side in (old, new) for one in side.services.values()}
    later = sorted(
        day
        for end in ends
        if end is not None and today < (day := end + dt.timedelta(days=1)) <= until
    )
    now = (_on(old, today), _on(new, today))
    on_days = [(day, _on(old, day), _on(new, day)) for day in later]
    changes = []
    for need in Need:
        before, after = (side[need] for side in now)
        worst = max(on_days, key=lambda one: one[1][need] - one[2][need], default=None)
        if worst and worst[1][need] - worst[2][need] > max(before - after, 0):
            change = ListChange(
                need=need,
                before=before,
                after=after,
                day=worst[0],
                before_then=worst[1][need],
                after_then=worst[2][need],
            )
        elif before != after:
            change = ListChange(need=need, before=before, after=after)
        else:
            continue
        changes.append(change)
    return tuple(changes)


def _on(side: ComparedDirectory, day: dt.date) -> Counter[Need]:
    """Count the services shown for each need on a day."""
    return Counter(
        need
        for service in side.services.values()
        if service.valid_until is None or service.valid_until >= day
        for need in service.categories
    )
