"""The factory directory as a kiosk compares it: English records, and the texts of Spanish."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from kiosk.app import assets
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import (
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    Location,
    Organization,
    SearchWord,
    Service,
    ServiceAtLocation,
    Tile,
    Translation,
)
from kiosk.domain.text import source_hash
from kiosk.sync.address_visibility import is_hidden
from kiosk.sync.baseline import Baseline, make_baseline
from kiosk.sync.holds import Circumstances
from kiosk.sync.side import ComparedDirectory, DirectoryContent
from kiosk.sync.unattended_policy import reasons_to_wait
from tests.sync.wide import content_of, text_of

AROUND = Circumstances(
    today=dt.date(2026, 12, 1), created=dt.date(2026, 11, 27), expires=dt.date(2027, 11, 20)
)
PLAIN, GUARDED, LINE = CLASSES = "plain", "guarded", "line"
"""What a service is to the policy: neither of the others, one that a lie harms most, a helpline."""


@cache
def content() -> DirectoryContent:
    """The factory directory; the other languages are as Spanish is.

    Names of organizations have no translation there, so here all have one.
    """
    every = list(read_records(assets.factory()))
    records = [one for one in every if getattr(one, "language", "es") in ("es", "en")]
    records += [
        msgspec.structs.replace(
            text_of("organization", one.id, "name"), source_hash=source_hash(one.name)
        )
        for one in every
        if isinstance(one, Organization)
    ]
    return content_of(records)


@cache
def side() -> ComparedDirectory:
    return ComparedDirectory(content())


@cache
def baseline() -> Baseline:
    """What a person accepted."""
    return make_baseline(content())


@cache
def class_of_service(service_id: str) -> str:
    """The class of a service; empty for an unknown or inactive one."""
    service = side().services.get(service_id)
    if service is None:
        return ""
    return LINE if service.helpline else GUARDED if service_id in guarded() else PLAIN


@cache
def guarded() -> frozenset[str]:
    return side().guarded()


def services(which: str) -> list[Service]:
    """The services of a class, by id."""
    found = [one for key, one in side().services.items() if class_of_service(key) == which]
    return sorted(found, key=lambda one: one.id)


def owners(record: AnyRecord) -> Iterator[str]:
    """The ids of the services that a record is part of; a hidden place says nothing of any."""
    key = record.entity_id if isinstance(record, Translation) else record.id
    if isinstance(record, Organization) or getattr(record, "entity", "") == "organization":
        yield from (k for k, one in side().services.items() if one.organization_id == key)
    elif isinstance(record, Location):
        yield from () if is_hidden(record) else side().met.get(record.id, ())
    elif isinstance(record, ServiceAtLocation):
        yield from () if is_hidden(side().locations[record.location_id]) else (record.service_id,)
    else:
        yield getattr(record, "service_id", key)


def class_of(record: AnyRecord) -> str:
    """The class of a record: that of the weightiest service it is part of; empty if it has none.

    Guides, cards, figures, tiles and search words are part of no service, so they are plain.
    """
    if isinstance(record, Translation) and record.entity not in ("service", "organization"):
        return PLAIN
    if isinstance(record, Guide | AwarenessCard | Figure | SearchWord | Tile):
        return PLAIN
    found = {class_of_service(one) for one in owners(record)}
    return next((one for one in reversed(CLASSES) if one in found), "")


def waits(records: Sequence[AnyRecord]) -> list[str]:
    """Why those records wait, brought with the helplines as they are."""
    new = DirectoryContent(records, content().helplines)
    return [one.reason.value for one in reasons_to_wait(baseline(), new, content(), AROUND)]
