"""Keeps a stored baseline true: removes hashes, completes one of an earlier program, remembers.

What a person took back is kept as hashes until a person accepts data again: of single values, so
that the words of a file that was undone wait in any later file. Streets are left out: they never
change unattended, and a hash would give them away.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final, TypeVar

import msgspec

from kiosk.domain.checks import kind_of, records_of_kind
from kiosk.domain.records import Location, Service, ServiceAtLocation
from kiosk.domain.syncfile import Withdrawn
from kiosk.sync.baseline import AcceptedRecord, AcceptedService, Baseline, Fact, make_baseline
from kiosk.sync.hashes import Hasher
from kiosk.sync.side import DirectoryContent

CHECK_TIME: Final = dt.timedelta(days=60)
"""The time over which check dates that move unattended add up."""
_NO_SERVICE: Final = AcceptedService(facts={}, needs=())
_NO_RECORD: Final = AcceptedRecord(whole="")
"""What the data says of a service or record that it does not have."""
_WORDS: Final = 8
"""Letters from which an undone text counts wherever it stands; a shorter value in its field."""
_LATER: Final = frozenset({Fact.LINES, Fact.LINE_HOURS})
"""Facts that baselines of earlier programs lack."""
K = TypeVar("K")


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
                after.services.get(key, _NO_SERVICE),
                drop_names=key in withdrawn_services or own.facts[Fact.ORGANIZATION] in owners,
            )
            for key, own in before.services.items()
        },
        records={
            key: _struck_record(own, after.records.get(key, _NO_RECORD))
            for key, own in before.records.items()
        },
        texts={
            language: _unchanged(own, after.texts.get(language, {}))
            for language, own in before.texts.items()
        },
        hidden={
            key: before.hidden.get(key, False) or after.hidden.get(key, False)
            for key in before.hidden | after.hidden
        },
    )


def _struck(
    accepted: AcceptedService, current: AcceptedService, *, drop_names: bool
) -> AcceptedService:
    return msgspec.structs.replace(
        accepted,
        facts=_unchanged(accepted.facts, current.facts),
        numbers=tuple(one if one in current.numbers else "" for one in accepted.numbers),
        streets=tuple(one if one in current.streets else "" for one in accepted.streets),
        dated=tuple(one for one in accepted.dated if one in current.dated),
        days=tuple(sorted({*accepted.days, *current.days})),
        allowed=tuple(one for one in accepted.allowed if one in current.allowed),
        names=() if drop_names else accepted.names,
    )


def _struck_record(accepted: AcceptedRecord, current: AcceptedRecord) -> AcceptedRecord:
    whole, web = (
        accepted.whole if accepted.whole == current.whole else "",
        accepted.web if accepted.web == current.web else "",
    )
    return msgspec.structs.replace(accepted, whole=whole, web=web)


def _unchanged(own: Mapping[K, str], now: Mapping[K, str]) -> dict[K, str]:
    return {key: digest if now.get(key) == digest else "" for key, digest in own.items()}


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


def _completed(accepted: AcceptedService, current: AcceptedService) -> AcceptedService:
    agrees = Counter(accepted.numbers) == Counter(current.numbers) and all(
        accepted.facts[fact] == current.facts[fact] for fact in (Fact.TYPED, Fact.HOURS)
    )
    return msgspec.structs.replace(
        accepted,
        facts=current.facts | accepted.facts if agrees else accepted.facts,
        days=accepted.days or current.days,
        guarded=accepted.guarded or current.guarded,
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


def baseline_after_undo(
    before: Baseline | None, restored: DirectoryContent, undone: DirectoryContent | None
) -> Baseline:
    """Make the baseline of ``restored`` data, which remembers what ``undone`` data said instead."""
    made = make_baseline(restored, before.key if before else None)
    hashes = {*before.undone} if before else set()
    if undone is not None:
        hashes |= {*_changes(undone, restored, Hasher(made.key))}
    return msgspec.structs.replace(made, undone=tuple(sorted(hashes)))


def repeats_undone(
    baseline: Baseline, new: DirectoryContent, active: DirectoryContent | None
) -> bool:
    """True if ``new`` brings back a value that a person took back."""
    if not baseline.undone:
        return False
    return not {*baseline.undone}.isdisjoint(_changes(new, active, Hasher(baseline.key)))


def _changes(new: DirectoryContent, old: DirectoryContent | None, hasher: Hasher) -> Iterator[str]:
    """Hash the values of ``new`` that differ from those of ``old``, and what is gone."""
    left = {(kind_of(one), one.id): one for one in (old.records if old else ())}
    for record in new.records:
        kind = kind_of(record)
        before = left.pop((kind, record.id), None)
        if record == before or isinstance(record, Location | ServiceAtLocation):
            continue
        owner = getattr(record, "service_id", None) or getattr(record, "entity_id", record.id)
        for name in record.__struct_fields__[1:]:
            value = getattr(record, name)
            if value is not None and value != getattr(before, name, None):
                anywhere = type(value) is str and len(value) >= _WORDS
                yield hasher.of(kind, "" if anywhere else owner, name, value)
    for kind, key in left:
        yield hasher.of(kind, key, "gone")
