"""What a person last accepted, kept as keyed hashes: enough to compare with, nothing to read.

Every record of the accepted directory is in it as a whole. A service is kept in parts, so that it
can be said which of them differ, and with what decides about it without revealing it: its needs,
its last day, the date of its last check. What the directory no longer says is struck
(:func:`struck`): a street or a number can be found by trying all that there are.
"""

import datetime as dt
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

import msgspec

from kiosk.domain.access_route import day_and_night
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
from kiosk.sync.side import DirectoryContent, Side, number_of

GUARDED_NEEDS: Final = frozenset({Need.SAFE_PLACE, Need.TALK, Need.YOUNG})
"""Needs whose services a wrong word or number harms most."""
WHOLE: Final = (Organization, Guide, AwarenessCard, Figure, SearchWord, Tile)
"""Kinds of records that are compared as a whole."""
HOLIDAY_DAYS: Final = 21
"""Hours with a first and a last day at most so far apart are an exception, as for a holiday."""


class Fact(StrEnum):
    """The parts of a service that are compared one by one."""

    NAME = "name"
    ORGANIZATION = "organization"
    NEEDS = "needs"
    TERMS = "terms"
    PROSE = "prose"
    WEB = "web"
    TYPED = "typed"
    HOURS = "hours"


FIELDS: Final[Mapping[str, Fact]] = {
    **dict.fromkeys(("name", "quiet_name"), Fact.NAME),
    "organization_id": Fact.ORGANIZATION,
    **dict.fromkeys(("categories", "situations"), Fact.NEEDS),
    **dict.fromkeys(
        (
            "importance", "audience", "minimum_age", "maximum_age", "children", "helpline",
            "any_immigration_status", "law_enforcement", "report_line", "must_report",
            "part_of_prosecution", "room_line",
        ),
        Fact.TERMS,
    ),
    **dict.fromkeys(("phrase", "description", "service_area"), Fact.PROSE),
    **dict.fromkeys(("url", "chat_url"), Fact.WEB),
    **dict.fromkeys(
        (
            "start", "referral_by", "bring", "id_needed", "cost", "languages", "interpreter",
            "accessibility", "pets", "sources",
        ),
        Fact.TYPED,
    ),
}  # fmt: skip
"""Fields of a service by the part they belong to; the others are compared by themselves."""
COMPARED_ALONE: Final = frozenset(
    {"id", "status", "assured_date", "confirmed", "valid_until", "overrides"}
)


class _Kept(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A part of the baseline."""


class AcceptedService(_Kept, frozen=True, kw_only=True):
    """An active service; an empty hash stands for what the directory no longer says.

    ``numbers``, ``streets`` (the shown ones), ``dated`` (hours of a few days) and ``allowed``
    (words that reveal and may be seen) have a hash each, ``names`` the keys of its names and web
    hosts. ``always``: its hours are day and night, which is said however old they are. ``guarded``:
    it helps with one of ``GUARDED_NEEDS`` or stands among the first of a list.
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
        """Whether its last day is over on ``day``."""
        return self.last_day is not None and self.last_day < day


class AcceptedRecord(_Kept, frozen=True, kw_only=True):
    """Any other record as a whole, without the services it names, which are in ``services``.

    The web address of an ``organization`` is by itself.
    """

    whole: str
    services: tuple[str, ...] = ()
    organization: bool = False
    web: str = ""


class Baseline(_Kept, frozen=True, kw_only=True):
    """A directory as keyed hashes: services, texts by language, places, all other records.

    ``hidden`` says which places are, ``helplines`` is the whole of ``helplines.json``.
    """

    key: str
    services: dict[str, AcceptedService]
    records: dict[str, AcceptedRecord]
    texts: dict[str, dict[str, str]]
    hidden: dict[str, bool]
    helplines: str


def host_of(url: str | None) -> str:
    """The host of a web address without ``www``; empty for none."""
    host = urlsplit(url).hostname if url else None
    return (host or "").removeprefix("www.")


def known_by(service: Service) -> list[tuple[str, str]]:
    """What a service is known by: its names and the hosts of its web addresses."""
    hosts = filter(None, map(host_of, (service.url, service.chat_url)))
    names = dict.fromkeys((service.name, service.quiet_name))
    return [*(("name", name) for name in names), *(("host", host) for host in hosts)]


def is_for_a_holiday(hours: Schedule) -> bool:
    """Whether hours, or a closure, are for a few days, as for a holiday."""
    first, last = hours.valid_from, hours.valid_to
    return first is not None and last is not None and (last - first).days < HOLIDAY_DAYS


def accepted_service(service: Service, side: Side, hasher: Hasher) -> AcceptedService:
    """A service as the baseline keeps it."""
    phones, schedules = side.phones.get(service.id, ()), side.hours.get(service.id, ())
    lines = _lines(phones)
    fields: defaultdict[Fact, list[object]] = defaultdict(list)
    for name, fact in FIELDS.items():
        fields[fact].append(getattr(service, name))
    fields[Fact.TYPED] += sorted(
        str((one.type, one.use, one.languages, one.any_language)) for one in phones
    )
    fields[Fact.TYPED] += sorted(
        str((one.accessibility, one.transportation)) for one in side.places_of(service.id)
    )
    usual = [_said(one, lines).hex() for one in schedules if not is_for_a_holiday(one)]
    fields[Fact.HOURS] += sorted(usual)
    names = set[str]().union(*(hasher.name(what, text) for what, text in known_by(service)))
    return AcceptedService(
        facts={fact: hasher.of(fact, said) for fact, said in fields.items()},
        needs=tuple(sorted(service.categories)),
        numbers=tuple(sorted(hasher.of(one.type, number_of(one)) for one in phones)),
        streets=tuple(sorted(hasher.of(*_where(one)) for one in side.doors(service.id))),
        dated=tuple(sorted(said for said, _ in dated_hours(service.id, side, hasher))),
        allowed=tuple(sorted(hasher.of(one.what, one.text) for one in service.overrides)),
        names=tuple(sorted(names)),
        last_day=service.valid_until,
        assured_date=service.assured_date,
        confirmed=service.confirmed,
        always=day_and_night(service, schedules),
        guarded=service.id in side.listed_first or not GUARDED_NEEDS.isdisjoint(service.categories),
        helpline=service.helpline,
    )


def dated_hours(service_id: str, side: Side, hasher: Hasher) -> list[tuple[str, Schedule]]:
    """The hours of a service that are for a few days, each with its hash."""
    lines = _lines(side.phones.get(service_id, ()))
    hours = side.hours.get(service_id, ())
    return [(hasher.of(_said(one, lines).hex()), one) for one in hours if is_for_a_holiday(one)]


def _lines(phones: Iterable[Phone]) -> dict[str, str]:
    """What each number of a service is for: hours are those of a line, whatever its number."""
    return {phone.id: f"{phone.type} {phone.use}" for phone in phones}


def _said(hours: Schedule, lines: Mapping[str, str]) -> bytes:
    line = lines.get(hours.phone_id) if hours.phone_id else None
    return msgspec.json.encode(msgspec.structs.replace(hours, id="-", phone_id=line))


def _where(place: Location) -> tuple[object, ...]:
    return (
        *(getattr(place, name) for name in ADDRESS_FIELDS),
        place.latitude,
        place.longitude,
        place.show,
    )


def accepted_record(record: AnyRecord, hasher: Hasher) -> AcceptedRecord:
    """Any record that is no service and belongs to none, as the baseline keeps it."""
    services: Iterable[str] = ()
    organization, web = isinstance(record, Organization), ""
    match record:
        case Guide() | SearchWord():
            services = map(hasher.service, record.service_ids)
            record = msgspec.structs.replace(record, service_ids=())
        case Organization():
            web = hasher.of(record.website)
            record = msgspec.structs.replace(record, website=None)
        case _:
            pass
    whole = hasher.of(msgspec.json.encode(record).hex())
    return AcceptedRecord(whole=whole, services=tuple(services), organization=organization, web=web)


def text_key(record: Translation, hasher: Hasher) -> str:
    """The key of a translation in its language: its own id means nothing."""
    return hasher.of(record.entity, record.entity_id, record.field)


def text_hash(record: Translation, hasher: Hasher) -> str:
    """What a translation says, who wrote it, and of which source text it is one."""
    return hasher.of(record.text, record.origin, record.reviewed, record.source_hash)


def helplines_hash(helplines: HelplineFile, hasher: Hasher) -> str:
    """The whole of ``helplines.json``."""
    return hasher.of(msgspec.json.encode(helplines).hex())


def make_baseline(content: DirectoryContent, key: str | None = None) -> Baseline:
    """The baseline of ``content``; ``key`` in hex, a new one unless given.

    Services that no person has seen (``content.unseen``) are not in it.
    """
    side = Side(without_unseen(content))
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
    """``content`` without the services that no person has seen, and what is said of them."""
    if not content.unseen:
        return content
    ids = {(kind, one) for kind in ("service", "translation") for one in content.unseen}
    records = [
        record
        for record in content.records
        if (kind_of(record), getattr(record, "entity_id", record.id)) not in ids
    ]
    return DirectoryContent(records, content.helplines)


def struck(
    before: Baseline, content: DirectoryContent, withdrawn: Collection[Withdrawn] = ()
) -> Baseline:
    """``before`` without the hashes of what ``content`` does not say; they still count as changed.

    A place that either of them hides stays hidden, so that showing it is noticed whenever it comes.
    Names of a service that is gone stay, so that it is known when it comes back under another id,
    unless it, or its organization, is among ``withdrawn``.
    """
    after = make_baseline(content, before.key)
    hasher = Hasher(before.key)
    forgotten = {hasher.service(one.id) for one in withdrawn if one.kind == "service"}
    owners = {
        hasher.of(Fact.ORGANIZATION, [one.id]) for one in withdrawn if one.kind == "organization"
    }
    return msgspec.structs.replace(
        before,
        services={
            key: _struck(
                own,
                after.services.get(key),
                forget=key in forgotten or own.facts[Fact.ORGANIZATION] in owners,
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


def _struck(own: AcceptedService, now: AcceptedService | None, *, forget: bool) -> AcceptedService:
    facts = now.facts if now else {}
    return msgspec.structs.replace(
        own,
        facts={fact: said if facts.get(fact) == said else "" for fact, said in own.facts.items()},
        numbers=_said_still(own.numbers, now.numbers if now else ()),
        streets=_said_still(own.streets, now.streets if now else ()),
        dated=tuple(one for one in own.dated if now and one in now.dated),
        allowed=tuple(one for one in own.allowed if now and one in now.allowed),
        names=() if forget else own.names,
    )


def _said_still(before: Sequence[str], after: Collection[str]) -> tuple[str, ...]:
    return tuple(one if one in after else "" for one in before)


def _struck_record(own: AcceptedRecord, now: AcceptedRecord | None) -> AcceptedRecord:
    same = now is not None and now.whole == own.whole
    return msgspec.structs.replace(
        own,
        whole=own.whole if same else "",
        web=own.web if now is not None and now.web == own.web else "",
    )
