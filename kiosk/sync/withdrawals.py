"""Taking withdrawn records out of a directory, with everything that hangs on them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import msgspec

from kiosk.domain.checks import kind_of, of_kind
from kiosk.domain.records import (
    AnyRecord,
    Guide,
    Location,
    Phone,
    Schedule,
    SearchWord,
    Service,
    ServiceAtLocation,
    Translation,
)
from kiosk.domain.syncfile import HelplineFile, Versions, Withdrawn
from kiosk.sync.side import DirectoryContent
from kiosk.sync.state import Tombstone


def without_withdrawn(content: DirectoryContent, gone: Collection[Withdrawn]) -> DirectoryContent:
    """``content`` with its records :func:`without` those; the very same where nothing had to go."""
    left = without(content.records, gone)
    return content if left is content.records else replace(content, records=left)


def without(records: Sequence[AnyRecord], gone: Collection[Withdrawn]) -> Sequence[AnyRecord]:
    """``records`` without those, without what hangs on them, and without references to either.

    The very same sequence where nothing had to go.
    """
    named = {(one.kind, one.id) for one in gone}
    if not any((kind_of(record), record.id) in named for record in records):
        return records
    lost = _closure(records, named)
    kept: list[AnyRecord] = []
    for record in records:
        if (kind_of(record), record.id) in lost:
            continue
        if isinstance(record, Translation) and (record.entity, record.entity_id) in lost:
            continue
        if isinstance(record, Guide | SearchWord):
            ids = tuple(one for one in record.service_ids if ("service", one) not in lost)
            if isinstance(record, SearchWord) and not ids and not record.needs:
                continue
            if ids != record.service_ids:
                kept.append(msgspec.structs.replace(record, service_ids=ids))
                continue
        kept.append(record)
    return kept


def _closure(
    records: Sequence[AnyRecord], named: Collection[tuple[str, str]]
) -> set[tuple[str, str]]:
    """(kind, id) of the named records and of those that cannot be without them."""
    lost = set(named)
    # Owners come before what they own: organization, then service and place, then the rest.
    for owned in ((Service, Location), (Phone, ServiceAtLocation), (Schedule,)):
        for record in records:
            if isinstance(record, owned) and not lost.isdisjoint(_owners(record)):
                lost.add((kind_of(record), record.id))
    return lost


def _owners(record: AnyRecord) -> Iterable[tuple[str, str]]:
    for kind in ("organization", "service", "location", "phone"):
        target = getattr(record, f"{kind}_id", None)
        if target is not None:
            yield kind, target


def services_lost(records: Sequence[AnyRecord], gone: Collection[Withdrawn]) -> int:
    """How many services go with ``gone``."""
    return len(of_kind(records, Service)) - len(of_kind(without(records, gone), Service))


def present(
    records: Sequence[AnyRecord], helplines: HelplineFile, named: Iterable[Withdrawn]
) -> tuple[Withdrawn, ...]:
    """Those of ``named`` that are in ``records`` and may go: nothing of a guarded helpline may."""
    keys = {(kind_of(record), record.id) for record in records}
    guarded = {line.service_id for line in helplines.guarded}
    kept = {("service", one) for one in guarded}
    for record in records:
        if isinstance(record, Phone) and record.service_id in guarded:
            kept.add(("phone", record.id))
        elif isinstance(record, Service) and record.id in guarded:
            kept.add(("organization", record.organization_id))
    return tuple(
        one for one in named if (one.kind, one.id) in keys and (one.kind, one.id) not in kept
    )


def blocked_for(
    tombstones: Iterable[Tombstone], versions: Versions | None
) -> tuple[Withdrawn, ...]:
    """What may not be in a file of ``versions`` (``None``: the factory directory)."""
    return tuple(one.record for one in tombstones if versions is None or versions < one.versions)
