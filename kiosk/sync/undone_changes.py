"""What a person took back: as hashes, until a person accepts data again.

The hashes are of single values, so that the words of a file that was undone wait in any later file.
Streets are left out: they never change unattended, and a hash would give them away.
"""

from collections.abc import Iterator

import msgspec

from kiosk.domain.checks import kind_of
from kiosk.domain.records import Location, ServiceAtLocation
from kiosk.sync.baseline import Baseline, make_baseline
from kiosk.sync.hashes import Hasher
from kiosk.sync.side import DirectoryContent

_WORDS = 8
"""Characters from which a text counts wherever it stands; a shorter value counts in its field."""


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
