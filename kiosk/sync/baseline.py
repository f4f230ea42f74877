"""The baseline: what a person last accepted, as keyed hashes to compare but not to read.

It covers every record of the accepted directory. A service is split into parts so that a change can
be located, with the facts that decide about it without revealing it: its needs, its last day, the
date of its last check. Hashes of what the directory no longer says are removed
(:func:`drop_outdated`), because a street or a number can be found by trying all that exist.
"""

import datetime as dt
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
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
    Phone,
    Schedule,
    SearchWord,
    Service,
    Tile,
    Translation,
)
from kiosk.domain.syncfile import HelplineFile, Withdrawn
from kiosk.sync.address_visibility import is_hidden
from kiosk.sync.hashes import Hasher
from kiosk.sync.side import ComparedDirectory, DirectoryContent, number_of

GUARDED_NEEDS: Final = frozenset({Need.SAFE_PLACE, Need.TALK, Need.YOUNG})
"""Needs whose services are harmed most by a wrong word or number."""
WHOLE: Final = (Organization, Guide, AwarenessCard, Figure, SearchWord, Tile)
"""Kinds of records that are compared as a whole."""
HOLIDAY_DAYS: Final = 21
"""Maximum days between first and last day of exceptional hours, as for a holiday."""


class Fact(StrEnum):
    """The parts of a service that are compared separately."""

    NAME = "name"
    ORGANIZATION = "organization"
    NEEDS = "needs"
    TERMS = "terms"
    PROSE = "prose"
    WEB = "web"
    TYPED = "typed"
    HOURS = "hours"


COMPARED_ALONE: Final = frozenset(
    {"id", "status", "confirmed", "assured_date", "valid_until", "overrides"}
)
"""Fields of a service that are compared by themselves."""
_PARTS: Final[Mapping[Fact, tuple[str, ...]]] = {
    Fact.NAME: ("name", "quiet_name"),
    Fact.ORGANIZATION: ("organization_id",),
    Fact.NEEDS: ("categories", "situations"),
    Fact.PROSE: ("phrase", "description", "service_area"),
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
    ``always``: its hours are day and night, which is shown at any age. ``guarded``: it serves one
    of ``GUARDED_NEEDS`` or is among the first of a list.
    """

    facts: dict[Fact, str]
    needs: tuple[Need, ...]
    numbers: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    last_day: dt.date | None = None
    assured_date: dt.date | None = None
    confirmed: bool = False
    always: bool = False
    guarded: bool = False
    helpline: bool = False

    def ends_before(self, day: dt.date) -> bool:
        """True if its last day is before ``day``."""
        return self.last_day is not None and self.last_day < day


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
    """

    key: str
    services: dict[str, AcceptedService]
    records: dict[str, AcceptedRecord]
    texts: dict[str, dict[str, str]]
    hidden: dict[str, bool]
    helplines: str


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
    """Return a service as stored in the baseline."""
    phones, schedules = side.phones.get(service.id, ()), side.hours.get(service.id, ())
    lines = _lines(phones)
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
    usual = [_encoded(one, lines).hex() for one in schedules if not is_for_a_holiday(one)]
    fields[Fact.HOURS] += sorted(usual)
    names = set[str]().union(
        *(hasher.name(what, text) for what, text in identifying_names(service))
    )
    return AcceptedService(
        facts={fact: hasher.of(fact, digest) for fact, digest in fields.items()},
        needs=tuple(sorted(service.categories)),
        numbers=tuple(sorted(hasher.of(one.type, number_of(one)) for one in phones)),
        streets=tuple(sorted(hasher.of(*_where(one)) for one in side.shown_locations(service.id))),
        dated=tuple(sorted(digest for digest, _ in dated_hours(service.id, side, hasher))),
        allowed=tuple(sorted(hasher.of(one.what, one.text) for one in service.overrides)),
        names=tuple(sorted(names)),
        last_day=service.valid_until,
        assured_date=service.assured_date,
        confirmed=service.confirmed,
        always=is_day_and_night(service, schedules),
        guarded=service.id in side.listed_first or not GUARDED_NEEDS.isdisjoint(service.categories),
        helpline=service.helpline,
    )


def dated_hours(
    service_id: str, side: ComparedDirectory, hasher: Hasher
) -> list[tuple[str, Schedule]]:
    """Return the hours of a service that last only a few days, each with its hash."""
    lines = _lines(side.phones.get(service_id, ()))
    hours = side.hours.get(service_id, ())
    return [(hasher.of(_encoded(one, lines).hex()), one) for one in hours if is_for_a_holiday(one)]


def _lines(phones: Iterable[Phone]) -> dict[str, str]:
    """Return the use of each number: hours belong to a line, whatever its number."""
    return {phone.id: f"{phone.type} {phone.use}" for phone in phones}


def _encoded(hours: Schedule, lines: Mapping[str, str]) -> bytes:
    line = lines.get(hours.phone_id) if hours.phone_id else None
    return msgspec.json.encode(msgspec.structs.replace(hours, id="-", phone_id=line))


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
    hasher = Hasher(key)
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
            hasher.service(one.id): accepted_service(one, side, hasher)
            for one in side.services.values()
        },
        records=records,
        texts=dict(texts),
        hidden={hasher.of(one.id): is_hidden(one) for one in side.locations.values()},
        helplines=helplines_hash(side.helplines, hasher),
    )


def without_unseen(content: DirectoryContent) -> DirectoryContent:
    """Remove the services that nobody has reviewed yet, with their translations."""
    if not content.unseen:
        return content
    ids = {(kind, one) for kind in ("service", "translation") for one in content.unseen}
    records = [
        record
        for record in content.records
        if (kind_of(record), getattr(record, "entity_id", record.id)) not in ids
    ]
    return DirectoryContent(records, content.helplines)


def drop_outdated(
    before: Baseline, content: DirectoryContent, withdrawn: Collection[Withdrawn] = ()
) -> Baseline:
    """Remove from ``before`` the hashes of what ``content`` does not say; they count as changed.

    A location hidden on either side stays hidden, so that showing it is always noticed. The names
    of a removed service stay, to recognize it under another id, unless it or its organization is
    ``withdrawn``.
    """
    after = make_baseline(content, before.key)
    hasher = Hasher(before.key)
    withdrawn_services = {hasher.service(one.id) for one in withdrawn if one.kind == "service"}
    owners = {
        hasher.of(Fact.ORGANIZATION, [("organization_id", one.id)])
        for one in withdrawn
        if one.kind == "organization"
    }
    return msgspec.structs.replace(
        before,
        services={
            key: _struck(
                own,
                after.services.get(key),
                drop_names=key in withdrawn_services or own.facts[Fact.ORGANIZATION] in owners,
            )
            for key, own in before.services.items()
        },
        records={
            key: own if (now := after.records.get(key)) == own else _struck_record(own, now)
            for key, own in before.records.items()
        },
        texts={
            language: {
                key: own if after.texts.get(language, {}).get(key) == own else ""
                for key, own in some.items()
            }
            for language, some in before.texts.items()
        },
        hidden={
            key: before.hidden.get(key, False) or after.hidden.get(key, False)
            for key in before.hidden | after.hidden
        },
    )


def _struck(
    own: AcceptedService, now: AcceptedService | None, *, drop_names: bool
) -> AcceptedService:
    facts = now.facts if now else {}
    return msgspec.structs.replace(
        own,
        facts={
            fact: digest if facts.get(fact) == digest else "" for fact, digest in own.facts.items()
        },
        numbers=_unchanged(own.numbers, now.numbers if now else ()),
        streets=_unchanged(own.streets, now.streets if now else ()),
        dated=tuple(one for one in own.dated if now and one in now.dated),
        allowed=tuple(one for one in own.allowed if now and one in now.allowed),
        names=() if drop_names else own.names,
    )


def _unchanged(before: Sequence[str], after: Collection[str]) -> tuple[str, ...]:
    return tuple(one if one in after else "" for one in before)


def _struck_record(own: AcceptedRecord, now: AcceptedRecord | None) -> AcceptedRecord:
    same = now is not None and now.whole == own.whole
    return msgspec.structs.replace(
        own,
        whole=own.whole if same else "",
        web=own.web if now is not None and now.web == own.web else "",
    )
