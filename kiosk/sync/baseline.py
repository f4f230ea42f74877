"""The baseline: what a person last accepted, as keyed hashes to compare but not to read.

It covers every record of the accepted directory. A service is split into parts so that a change can
be located, with the facts that decide about it without revealing it: its needs, its last day, the
date of its last check. Hashes of what the directory no longer says are removed
(:mod:`kiosk.sync.baseline_updates`), because a street or a number can be found by trying all that
exist.
"""

import datetime as dt
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

import msgspec

from kiosk.domain.access_route import is_day_and_night
from kiosk.domain.checks import kind_of
from kiosk.domain.place import ADDRESS_FIELDS
from kiosk.domain.records import (
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    Location,
    Need,
    Organization,
    Schedule,
    SearchWord,
    Service,
    Tile,
    Translation,
)
from kiosk.domain.syncfile import HelplineFile
from kiosk.sync.address_visibility import is_hidden
from kiosk.sync.hashes import Hasher
from kiosk.sync.side import ComparedDirectory, DirectoryContent, number_of

WHOLE: Final = (Organization, Guide, AwarenessCard, Figure, SearchWord, Tile)
"""Kinds of records that are compared as a whole."""
HOLIDAY_DAYS: Final = 21
"""Maximum days of exceptional hours, in a row and of a service in twelve months."""


class Fact(StrEnum):
    """The parts of a service that are compared separately.

    ``LINES`` are its numbers, each as a whole and in its place; ``LINE_HOURS`` the hours of each.
    """

    NAME = "name"
    ORGANIZATION = "organization"
    NEEDS = "needs"
    TERMS = "terms"
    PROSE = "prose"
    WEB = "web"
    TYPED = "typed"
    HOURS = "hours"
    LINES = "lines"
    LINE_HOURS = "line_hours"


COMPARED_ALONE: Final = frozenset(
    {"id", "status", "confirmed", "assured_date", "valid_until", "overrides"}
)
"""Fields of a service that are compared by themselves."""
_PARTS: Final[Mapping[Fact, tuple[str, ...]]] = {
    Fact.NAME: ("name", "quiet_name"),
    Fact.ORGANIZATION: ("organization_id",),
    Fact.NEEDS: ("categories", "situations"),
    Fact.PROSE: ("phrase", "description", "service_area", "lead", "say"),
    Fact.WEB: ("url", "chat_url"),
    Fact.TYPED: (
        "start", "referral_by", "bring", "id_needed", "cost", "languages", "interpreter",
        "accessibility", "pets", "sources",
    ),
}  # fmt: skip
FIELDS: Final[Mapping[str, Fact]] = {
    **{one: Fact.TERMS for one in Service.__struct_fields__ if one not in COMPARED_ALONE},
    **{name: fact for fact, names in _PARTS.items() for name in names},
}
"""Fields of a service by their part. A new one is a term: only a person accepts a change of it."""
_DEFAULTS: Final = {field.name: field.default for field in msgspec.structs.fields(Service)}


class _Stored(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A struct of the baseline."""


class AcceptedService(_Stored, frozen=True, kw_only=True):
    """An active service; an empty hash replaces what the directory no longer says.

    ``numbers``, ``streets`` (the shown ones), ``dated`` (hours of a few days) and ``allowed``
    (allowed revealing words) have a hash each; ``names`` are the keys of its names and web hosts.
    ``days`` are all days of such hours since a person accepted the directory. ``always``: its hours
    are day and night, which is shown at any age. ``guarded``: it serves one of ``GUARDED_NEEDS`` or
    can be first in a list.
    """

    facts: dict[Fact, str]
    needs: tuple[Need, ...]
    numbers: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    days: tuple[dt.date, ...] = ()
    allowed: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    last_day: dt.date | None = None
    assured_date: dt.date | None = None
    confirmed: bool = False
    always: bool = False
    guarded: bool = False
    helpline: bool = False


class AcceptedRecord(_Stored, frozen=True, kw_only=True):
    """Any other record as a whole, with the services it refers to separately in ``services``.

    The web address of an ``organization`` is separate too; ``words`` are the keys of those in its
    name.
    """

    whole: str
    services: tuple[str, ...] = ()
    organization: bool = False
    web: str = ""
    words: tuple[str, ...] = ()


class Baseline(_Stored, frozen=True, kw_only=True):
    """A directory as keyed hashes: services, texts by language, locations, all other records.

    ``hidden`` marks hidden locations; ``helplines`` is the hash of all of ``helplines.json``.
    ``checks`` counts the services whose check date moved unattended, by day of the file;
    ``undone`` are the hashes of what a person took back.
    """

    key: str
    services: dict[str, AcceptedService]
    records: dict[str, AcceptedRecord]
    texts: dict[str, dict[str, str]]
    hidden: dict[str, bool]
    helplines: str
    checks: dict[dt.date, int] = msgspec.field(default_factory=dict)
    undone: tuple[str, ...] = ()


def host_of(url: str | None) -> str:
    """Return the host of a web address without ``www``; empty for none."""
    host = urlsplit(url).hostname if url else None
    return (host or "").removeprefix("www.")


def identifying_names(service: Service) -> list[tuple[str, str]]:
    """Return what identifies a service: its names and the hosts of its web addresses."""
    hosts = filter(None, map(host_of, (service.url, service.chat_url)))
    names = dict.fromkeys((service.name, service.quiet_name))
    return [*(("name", name) for name in names), *(("host", host) for host in hosts)]


def is_for_a_holiday(hours: Schedule) -> bool:
    """True if hours or a closure last only a few days, as for a holiday."""
    first, last = hours.valid_from, hours.valid_to
    return first is not None and last is not None and (last - first).days < HOLIDAY_DAYS


def accepted_service(service: Service, side: ComparedDirectory, hasher: Hasher) -> AcceptedService:
    """Return a service as stored in the baseline; ``make_baseline`` adds what guards it."""
    phones, schedules = side.phones.get(service.id, ()), side.hours.get(service.id, ())
    uses = {phone.id: f"{phone.type} {phone.use}" for phone in phones}
    places = {phone.id: str(place) for place, phone in enumerate(phones)}
    fields: dict[Fact, list[object]] = {fact: [] for fact in Fact}
    for name, default in _DEFAULTS.items():
        if name in FIELDS and (value := getattr(service, name)) != default:
            fields[FIELDS[name]].append((name, value))
    fields[Fact.TYPED] += sorted(
        str((one.type, one.use, one.languages, one.any_language)) for one in phones
    )
    fields[Fact.TYPED] += sorted(
        str((one.accessibility, one.transportation)) for one in side.places_of(service.id)
    )
    usual = [one for one in schedules if not is_for_a_holiday(one)]
    dated = [one for one in schedules if is_for_a_holiday(one)]
    fields[Fact.HOURS] += _hours(usual, uses)
    fields[Fact.LINES] += [msgspec.structs.replace(one, id=places[one.id]) for one in phones]
    fields[Fact.LINE_HOURS] += _hours((one for one in usual if one.phone_id), places)
    names = set[str]().union(
        *(hasher.name(what, text) for what, text in identifying_names(service))
    )
    return AcceptedService(
        facts={fact: hasher.of(fact, digest) for fact, digest in fields.items()},
        needs=tuple(sorted(service.categories)),
        numbers=tuple(sorted(hasher.of(one.type, number_of(one)) for one in phones)),
        streets=tuple(sorted(hasher.of(*_where(one)) for one in side.shown_locations(service.id))),
        dated=tuple(sorted(hasher.of(one) for one in _hours(dated, uses))),
        days=tuple(sorted(_days(dated))),
        allowed=tuple(sorted(hasher.of(one.what, one.text) for one in service.overrides)),
        names=tuple(sorted(names)),
        last_day=service.valid_until,
        assured_date=service.assured_date,
        confirmed=service.confirmed,
        always=is_day_and_night(service, schedules),
        helpline=service.helpline,
    )


def _hours(hours: Iterable[Schedule], lines: Mapping[str, str]) -> list[str]:
    """Encode hours, sorted; ``lines`` names what their line is, instead of its id."""
    named = (
        msgspec.structs.replace(one, id="-", phone_id=lines.get(one.phone_id or ""))
        for one in hours
    )
    return sorted(msgspec.json.encode(one).hex() for one in named)


def _days(hours: Iterable[Schedule]) -> frozenset[dt.date]:
    """Return all days covered by hours with a first and a last day."""
    return frozenset(
        one.valid_from + dt.timedelta(days=number)
        for one in hours
        if one.valid_from and one.valid_to
        for number in range((one.valid_to - one.valid_from).days + 1)
    )


def _where(location: Location) -> tuple[object, ...]:
    return (
        *(getattr(location, name) for name in ADDRESS_FIELDS),
        location.latitude,
        location.longitude,
        location.show,
    )


def accepted_record(record: AnyRecord, hasher: Hasher) -> AcceptedRecord:
    """Return a record that is neither a service nor part of one, as stored in the baseline."""
    services: Iterable[str] = ()
    organization, web = isinstance(record, Organization), ""
    words: Iterable[str] = ()
    match record:
        case Guide() | SearchWord():
            services = map(hasher.service, record.service_ids)
            record = msgspec.structs.replace(record, service_ids=())
        case Organization():
            web, words = hasher.of(record.website), sorted(hasher.words(record.name))
            record = msgspec.structs.replace(record, website=None)
        case _:
            pass
    whole = hasher.of(msgspec.json.encode(record).hex())
    return AcceptedRecord(
        whole=whole,
        services=tuple(services),
        organization=organization,
        web=web,
        words=tuple(words),
    )


def text_key(record: Translation, hasher: Hasher) -> str:
    """Return the key of a translation within its language: its own id is meaningless."""
    return hasher.of(record.entity, record.entity_id, record.field)


def text_hash(record: Translation, hasher: Hasher) -> str:
    """Hash a translation's text, author and source text."""
    return hasher.of(record.text, record.origin, record.reviewed, record.source_hash)


def helplines_hash(helplines: HelplineFile, hasher: Hasher) -> str:
    """Hash the whole of ``helplines.json``."""
    return hasher.of(msgspec.json.encode(helplines).hex())


def make_baseline(content: DirectoryContent, key: str | None = None) -> Baseline:
    """Make the baseline of ``content``; ``key`` in hex, a new one by default.

    Services that nobody has reviewed yet (``content.unseen``) are left out.
    """
    side = ComparedDirectory(without_unseen(content))
    key = key or secrets.token_hex(16)
    hasher, guarded = Hasher(key), side.guarded()
    texts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    records: dict[str, AcceptedRecord] = {}
    for record in side.content.records:
        if isinstance(record, Translation):
            texts[record.language][text_key(record, hasher)] = text_hash(record, hasher)
        elif isinstance(record, WHOLE):
            records[hasher.of(kind_of(record), record.id)] = accepted_record(record, hasher)
    return Baseline(
        key=key,
        services={
            hasher.service(one.id): msgspec.structs.replace(
                accepted_service(one, side, hasher), guarded=one.id in guarded
            )
            for one in side.services.values()
        },
        records=records,
        texts=dict(texts),
        hidden={hasher.of(one.id): is_hidden(one) for one in side.locations.values()},
        helplines=helplines_hash(side.helplines, hasher),
    )


def without_unseen(content: DirectoryContent) -> DirectoryContent:
    """Remove the services that nobody has reviewed yet, with all that belongs to them."""
    if not content.unseen:
        return content
    owned = ("service_id", "entity_id")
    records = [
        record
        for record in content.records
        if (record.id not in content.unseen or not isinstance(record, Service))
        and not any(getattr(record, name, None) in content.unseen for name in owned)
    ]
    return DirectoryContent(records, content.helplines)
