"""Cautions shown until a person has reviewed what changed."""

from collections import Counter
from dataclasses import replace
from typing import Final

import msgspec

from kiosk.domain.records import Service
from kiosk.sync.baseline import AcceptedService, Baseline, accepted_service
from kiosk.sync.change_report import ChangedService, ChangeReport
from kiosk.sync.hashes import Hasher
from kiosk.sync.side import ComparedDirectory, DirectoryContent

UNREAD: Final = "unread"
"""Replaces the fields of a service that changed in an earlier file."""


def with_cautions(new: DirectoryContent, baseline: Baseline) -> DirectoryContent:
    """Return ``new`` as it is shown until a person has reviewed what changed.

    A changed service keeps the date of its last accepted check and the cautions that follow from
    it; a new service has none.
    """
    hasher, side = Hasher(baseline.key), ComparedDirectory(new)
    unseen: set[str] = set()
    changed: dict[str, Service] = {}
    for key, service in side.services.items():
        accepted = baseline.services.get(hasher.service(key))
        if accepted is None:
            unseen.add(key)
            checked, confirmed = None, False
        elif _same(accepted, accepted_service(service, side, hasher)):
            continue
        else:
            days = (accepted.assured_date, service.assured_date)
            checked = min(day for day in days if day) if all(days) else None
            confirmed = accepted.confirmed and service.confirmed
        if (checked, confirmed) != (service.assured_date, service.confirmed):
            changed[key] = msgspec.structs.replace(
                service, assured_date=checked, confirmed=confirmed
            )
    if not changed:
        return replace(new, unseen=frozenset(unseen)) if unseen else new
    records = [
        changed.get(record.id, record) if isinstance(record, Service) else record
        for record in new.records
    ]
    return DirectoryContent(records, new.helplines, frozenset(unseen))


def _same(accepted: AcceptedService, current: AcceptedService) -> bool:
    """True if a service equals the accepted one, apart from the date of its check."""
    return (
        accepted.facts == current.facts
        and Counter(accepted.numbers) == Counter(current.numbers)
        and set(accepted.streets) == set(current.streets)
        and accepted.last_day == current.last_day
    )


def with_unread(report: ChangeReport, new: DirectoryContent, baseline: Baseline) -> ChangeReport:
    """Add to ``report`` the services that changed in earlier files and that nobody has read.

    Only their names are known, not what they said before.
    """
    hasher, side = Hasher(baseline.key), ComparedDirectory(new)
    named = {one.id for one in report.changed} | {one.id for one in report.added}
    unread = [
        ChangedService(id=key, name=service.name, organization=side.of(service), fields=(UNREAD,))
        for key, service in side.services.items()
        if key not in named
        and (accepted := baseline.services.get(hasher.service(key))) is not None
        and not _same(accepted, accepted_service(service, side, hasher))
    ]
    if not unread:
        return report
    changed = sorted((*report.changed, *unread), key=lambda one: one.name.casefold())
    return msgspec.structs.replace(report, changed=tuple(changed))
