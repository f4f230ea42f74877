"""Keeps a stored baseline true: removes hashes, completes one of an earlier program."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

import msgspec

from kiosk.domain.checks import records_of_kind
from kiosk.domain.records import Service
from kiosk.domain.syncfile import Withdrawn
from kiosk.sync.baseline import AcceptedRecord, AcceptedService, Baseline, Fact, make_baseline
from kiosk.sync.hashes import Hasher
from kiosk.sync.side import DirectoryContent

CHECK_TIME: Final = dt.timedelta(days=60)
"""The time over which check dates that move unattended add up."""
_LATER: Final = frozenset({Fact.LINES, Fact.LINE_HOURS})
"""Facts that baselines of earlier programs lack."""


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
        days=tuple(sorted({*own.days, *(now.days if now else ())})),
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


def completed(baseline: Baseline, active: DirectoryContent | None) -> Baseline:
    """Complete a baseline of an earlier program from ``active``, the data in use.

    A service gets what its baseline lacks where the older hashes agree; any other waits once.
    """
    if active is None or all(one.facts.keys() >= _LATER for one in baseline.services.values()):
        return baseline
    now = make_baseline(active, baseline.key).services
    services = {
        key: _completed(own, now[key]) if key in now else own
        for key, own in baseline.services.items()
    }
    return msgspec.structs.replace(baseline, services=services)


def _completed(own: AcceptedService, now: AcceptedService) -> AcceptedService:
    agrees = Counter(own.numbers) == Counter(now.numbers) and all(
        own.facts[fact] == now.facts[fact] for fact in (Fact.TYPED, Fact.HOURS)
    )
    return msgspec.structs.replace(
        own,
        facts=now.facts | own.facts if agrees else own.facts,
        days=own.days or now.days,
        guarded=own.guarded or now.guarded,
    )


def recent_checks(baseline: Baseline, created: dt.date) -> dict[dt.date, int]:
    """Return ``baseline.checks`` of the last ``CHECK_TIME`` before a file of ``created``.

    A file that is dated back counts as one of the newest day.
    """
    newest = max((created, *baseline.checks))
    return {on: count for on, count in baseline.checks.items() if newest - on < CHECK_TIME}


def with_checks(
    baseline: Baseline, created: dt.date, old: DirectoryContent | None, new: DirectoryContent
) -> Baseline:
    """Add the services whose check date moves from ``old`` to ``new``, a file of ``created``."""
    before = records_of_kind(old.records if old else (), Service)
    moved = sum(
        (one.assured_date, one.confirmed) != (own.assured_date, own.confirmed)
        for key, one in records_of_kind(new.records, Service).items()
        if (own := before.get(key))
    )
    checks = recent_checks(baseline, created)
    newest = max((created, *baseline.checks))
    checks[newest] = checks.get(newest, 0) + moved
    return msgspec.structs.replace(baseline, checks=checks)
