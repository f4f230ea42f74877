"""Removes withdrawn records from a directory, with everything that depends on them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import msgspec

from kiosk.domain.checks import kind_of, records_of_kind
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
    """Apply :func:`remove_records` to ``content``; return the same object if nothing is removed."""
    remaining = remove_records(content.records, gone)
    return content if remaining is content.records else replace(content, records=remaining)


def remove_records(
    records: Sequence[AnyRecord], gone: Collection[Withdrawn]
) -> Sequence[AnyRecord]:
    """Remove the ``gone`` records, their dependents, and references to either.

    Returns the same sequence if nothing is removed.
    """
    named = {(one.kind, one.id) for one in gone}
    if not any((kind_of(record), record.id) in named for record in records):
        return records
    removed = _closure(records, named)
    remaining: list[AnyRecord] = []
    for record in records:
        if (kind_of(record), record.id) in removed:
            continue
        if isinstance(record, Translation) and (record.entity, record.entity_id) in removed:
            continue
        if isinstance(record, Guide | SearchWord):
            ids = tuple(one for one in record.service_ids if ("service", one) not in removed)
            fields = {"service_ids": ids}
            if isinstance(record, SearchWord):
                guides = (one for one in record.guide_ids if ("guide", one) not in removed)
                fields["guide_ids"] = tuple(guides)
                if not (ids or record.needs or fields["guide_ids"]):
                    continue
            if any(getattr(record, name) != left for name, left in fields.items()):
                remaining.append(msgspec.structs.replace(record, **fields))
                continue
        if isinstance(record, Service) and ("service", record.referral_line) in removed:
            record = msgspec.structs.replace(record, referral_line=None)  # noqa: PLW2901
        remaining.append(record)
    return remaining


def _closure(
    records: Sequence[AnyRecord], named: Collection[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Return (kind, id) of the named records and of all that depend on them."""
    removed = set(named)
    # Owners precede what they own: organization, then service and location, then the others.
    for owned in ((Service, Location), (Phone, ServiceAtLocation), (Schedule,)):
        for record in records:
            if isinstance(record, owned) and not removed.isdisjoint(_owners(record)):
                removed.add((kind_of(record), record.id))
    return removed


def _owners(record: AnyRecord) -> Iterable[tuple[str, str]]:
    for kind in ("organization", "service", "location", "phone"):
        target = getattr(record, f"{kind}_id", None)
        if target is not None:
            yield kind, target


def services_lost(records: Sequence[AnyRecord], gone: Collection[Withdrawn]) -> int:
    """Count the services that are removed with ``gone``."""
    return len(records_of_kind(records, Service)) - len(
        records_of_kind(remove_records(records, gone), Service)
    )


def withdrawable(
    records: Sequence[AnyRecord], helplines: HelplineFile, named: Iterable[Withdrawn]
) -> tuple[Withdrawn, ...]:
    """Return those of ``named`` that are in ``records`` and not part of a guarded helpline."""
    keys = {(kind_of(record), record.id) for record in records}
    guarded = {line.service_id for line in helplines.guarded}
    protected = {("service", one) for one in guarded}
    for record in records:
        if isinstance(record, Phone) and record.service_id in guarded:
            protected.add(("phone", record.id))
        elif isinstance(record, Service) and record.id in guarded:
            protected.add(("organization", record.organization_id))
    return tuple(
        one for one in named if (one.kind, one.id) in keys and (one.kind, one.id) not in protected
    )


def blocked_for(
    tombstones: Iterable[Tombstone], versions: Versions | None
) -> tuple[Withdrawn, ...]:
    """Return records not allowed in a file of ``versions`` (``None``: the factory directory)."""
    return tuple(one.record for one in tombstones if versions is None or versions < one.versions)
