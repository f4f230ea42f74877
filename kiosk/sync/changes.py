"""Compares two directories and returns the changes as data.

Every number, name and web address that changes, every text of a helpline, old and new, every
address that becomes hidden, and the length of each list before and after.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

import msgspec

from kiosk.domain.checks import TRANSLATABLE, kind_of
from kiosk.domain.helplines import shown_helplines
from kiosk.domain.place import address_line
from kiosk.domain.records import Need, Organization, Phone, PhoneType, Record, Service, Translation
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
from kiosk.sync.guarded_changes import allowed_words, count_changes, helpline_changes, line_numbers
from kiosk.sync.side import ComparedDirectory, DirectoryContent, number_of

NUMBERS: Final = "phones"
HOURS: Final = "hours"
PLACES: Final = "places"
"""Changes of a service outside its own fields."""
NAMES: Final = ("name", "quiet_name")
"""Fields of a service that the report shows old and new."""
_URLS: Final = {"service": ("url", "chat_url"), "organization": ("website",)}
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
    both = _DirectoryChanges(ComparedDirectory(old), ComparedDirectory(new))
    names = {key: one.name for side in (both.old, both.new) for key, one in side.services.items()}
    return ChangeReport(
        services_before=len(both.old.services),
        services_after=len(both.new.services),
        lists=tuple(both.lists(today, until)) if today and until else (),
        texts=_sorted(both.texts()),
        added=_names(both.new, both.old),
        removed=tuple(both.removed()),
        changed=_sorted(both.changed()),
        numbers=_sorted(both.numbers()),
        addresses=_sorted(both.addresses()),
        urls=_sorted(both.urls()),
        hidden=both.places(hidden_places(old.records, new.records)),
        shown=both.places(hidden_places(new.records, old.records)),
        helplines=helpline_changes(old.helplines, new.helplines, names),
        allowed=allowed_words(both.old.services, both.new.services, both.new.organization),
        keys=(),
        **count_changes(old.records, new.records),
    )


Owner = Service | Organization
N = TypeVar("N", NamedService, ChangedService, NumberChange, AddressChange, UrlChange, TextChange)


def _sorted(parts: Iterable[N]) -> tuple[N, ...]:
    return tuple(sorted(parts, key=lambda part: (part.name.casefold(), *_sort_key(part))))


def _sort_key(part: object) -> tuple[str, ...]:
    names = ("id", "service_id", "field", "language", "old", "new")
    return tuple(str(getattr(part, name, "")) for name in names)


def _names(side: ComparedDirectory, other: ComparedDirectory) -> tuple[NamedService, ...]:
    gone = (one for key, one in side.services.items() if key not in other.services)
    return _sorted(map(side.named, gone))


class _DirectoryChanges:
    """The directories before and after, with the services that both have."""

    def __init__(self, old: ComparedDirectory, new: ComparedDirectory) -> None:
        self.old, self.new = old, new
        self._services = [
            (old.services[key], one) for key, one in new.services.items() if key in old.services
        ]

    def _about(self, service: Service) -> dict[str, str]:
        return {
            "service_id": service.id,
            "name": service.name,
            "organization": self.new.of(service),
        }

    def removed(self) -> Iterable[NamedService]:
        """Yield removed services with the numbers that *Talk to someone* still shows."""
        lines = shown_helplines(self.new.helplines.helplines)
        talk = {number for line in lines for number in line_numbers(line)}
        for one in _names(self.old, self.new):
            stays = tuple(number for number in one.numbers if one.helpline and number in talk)
            yield msgspec.structs.replace(one, addresses=(), stays=stays)

    def changed(self) -> Iterable[ChangedService]:
        """Yield the changed services, with their fields."""
        for before, after in self._services:
            old, new = _parts(self.old, before), _parts(self.new, after)
            if fields := tuple(name for name in old if old[name] != new[name]):
                organization = self.new.of(after)
                yield ChangedService(
                    id=after.id, name=after.name, organization=organization, fields=fields
                )

    def texts(self) -> Iterable[TextChange]:
        """Yield names of remaining services and every text of a helpline, in every language."""
        old_texts, new_texts = _translated(self.old), _translated(self.new)
        for before, after in self._services:
            line = before.helpline or after.helpline
            fields = TRANSLATABLE["service"] if line else NAMES
            old, new = (
                {("", name): getattr(one, name) or "" for name in fields}
                | {key: text for key, text in texts.get(one.id, {}).items() if key[1] in fields}
                for one, texts in ((before, old_texts), (after, new_texts))
            )
            for key in sorted(old.keys() | new.keys()):
                was, now = old.get(key, ""), new.get(key, "")
                if was != now:
                    yield TextChange(
                        **self._about(after),
                        field=key[1],
                        old=was,
                        new=now,
                        language=key[0],
                        helpline=line,
                    )

    def numbers(self) -> Iterable[NumberChange]:
        """Yield the changed numbers of each service, paired."""
        for before, after in self._services:
            old, new = self.old.phones.get(before.id, []), self.new.phones.get(after.id, [])
            same = Counter(map(_dialled, old)) & Counter(map(_dialled, new))
            for phone, one, other in _pairs(_without(old, same), _without(new, same)):
                yield NumberChange(
                    **self._about(after),
                    type=phone.type,
                    old=one,
                    new=other,
                    helpline=before.helpline or after.helpline,
                )

    def urls(self) -> Iterable[UrlChange]:
        """Yield the changed web addresses of services, then of organizations."""
        former = self.old.organizations
        pairs: list[tuple[Owner, Owner]] = [*self._services]
        pairs += [(former[key], it) for key, it in self.new.organizations.items() if key in former]
        for before, after in pairs:
            kind = kind_of(after)
            for field in _URLS[kind]:
                old, new = getattr(before, field) or "", getattr(after, field) or ""
                if old != new:
                    yield UrlChange(
                        kind=kind, id=after.id, name=after.name, field=field, old=old, new=new
                    )

    def addresses(self) -> Iterable[AddressChange]:
        """Yield the new addresses of remaining services, without the old one if it was hidden."""
        for before, after in self._services:
            former = {one.id: address_line(one) for one in self.old.shown_locations(before.id)}
            for location in self.new.shown_locations(after.id):
                old, new = former.get(location.id, ""), address_line(location)
                known = self.old.locations.get(location.id)
                if old != new and not (known and is_hidden(known)):
                    yield AddressChange(**self._about(after), old=old, new=new)

    def places(self, found: Iterable[str]) -> tuple[PlaceChange, ...]:
        """Return the locations with these ids, by organization."""
        places = (
            PlaceChange(
                id=key,
                organization=self.new.organization(self.new.locations[key].organization_id),
                services=self.new.names_at(key),
            )
            for key in found
        )
        return tuple(sorted(places, key=lambda location: (location.organization, location.id)))

    def lists(self, today: dt.date, until: dt.date) -> Iterable[ListChange]:
        """Yield the needs whose list changes in length, today or on a day before ``until``.

        Of the later days, the one with the greatest loss is given.
        """
        services = (*self.old.services.values(), *self.new.services.values())
        turns = {end + dt.timedelta(days=1) for one in services if (end := one.valid_until)}
        later = sorted(day for day in turns if today < day <= until)
        on_days = [(day, _on(self.old, day), _on(self.new, day)) for day in (today, *later)]
        for need in Need:
            (_, before, after), *then = ((day, old[need], new[need]) for day, old, new in on_days)
            change = ListChange(need=need, before=before, after=after)
            day, old, new = max(then, key=lambda one: one[1] - one[2], default=(None, 0, 0))
            if old - new > max(before - after, 0):
                yield msgspec.structs.replace(change, day=day, before_then=old, after_then=new)
            elif before != after:
                yield change


def _parts(side: ComparedDirectory, service: Service) -> dict[str, object]:
    """Return what the report compares of a service, by name."""
    own = {name: getattr(service, name) for name in Service.__struct_fields__ if name not in _QUIET}
    return own | {
        NUMBERS: _encoded(side.phones.get(service.id, ())),
        HOURS: _encoded(side.hours.get(service.id, ())),
        PLACES: _encoded(side.places_of(service.id)),
    }


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


def _on(side: ComparedDirectory, day: dt.date) -> Counter[Need]:
    """Count the services shown for each need on a day."""
    return Counter(
        need
        for service in side.services.values()
        if service.valid_until is None or service.valid_until >= day
        for need in service.categories
    )
