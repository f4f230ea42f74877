"""What is shown while no person has looked at what changed."""

from collections import Counter
from dataclasses import replace
from typing import Final

import msgspec

from kiosk.domain.records import Service
from kiosk.sync.baseline import AcceptedService, Baseline, accepted_service
from kiosk.sync.hashes import Hasher
from kiosk.sync.report import ChangedService, ChangeReport
from kiosk.sync.side import DirectoryContent, Side

UNREAD: Final = "unread"
"""Stands for fields of a service that changed in an earlier file."""


def with_cautions(new: DirectoryContent, baseline: Baseline) -> DirectoryContent:
    """``new`` as it is shown while no person has looked at what changed.

    A service that is not as it was accepted keeps the day of its last check, and so the cautions
    that come with it; one that is new has none.
    """
    hasher, side = Hasher(baseline.key), Side(new)
    unseen: set[str] = set()
    kept: dict[str, Service] = {}
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
            kept[key] = msgspec.structs.replace(service, assured_date=checked, confirmed=confirmed)
    if not kept:
        return replace(new, unseen=frozenset(unseen)) if unseen else new
    records = [
        kept.get(record.id, record) if isinstance(record, Service) else record
        for record in new.records
    ]
    return DirectoryContent(records, new.helplines, frozenset(unseen))


def _same(accepted: AcceptedService, now: AcceptedService) -> bool:
    """Whether a service says what was accepted, apart from when it was checked."""
    return (
        accepted.facts == now.facts
        and Counter(accepted.numbers) == Counter(now.numbers)
        and set(accepted.streets) == set(now.streets)
        and accepted.last_day == now.last_day
    )


def with_unread(report: ChangeReport, new: DirectoryContent, baseline: Baseline) -> ChangeReport:
    """``report`` with the services that changed in earlier files which no person has read.

    What they said before is not known any more; their names are.
    """
    hasher, side = Hasher(baseline.key), Side(new)
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
