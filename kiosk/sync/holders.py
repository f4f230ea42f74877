"""Who holds the keys of a sync file, and what changes in that from one file to another."""

from collections.abc import Collection
from itertools import zip_longest
from typing import Final, NamedTuple, cast

from securesystemslib.signer import Key
from tuf.api.metadata import DelegatedRole, Delegations, Root, Targets

from kiosk.domain.syncfile import DIRECTORY_ROLE, TARGETS_MEMBER
from kiosk.sync.container import Container
from kiosk.sync.metadata import holder_name, read_targets_document
from kiosk.sync.report import KeyChange, KeyRole
from kiosk.sync.trust import newest_root

SHORT: Final = 16
"""Digits of the id of a key that are shown, as ``keys show`` does."""


class Holding(NamedTuple):
    """A key, for what it counts, and who holds it."""

    role: KeyRole
    key: str
    holder: str


def holdings(root: Root, targets: Targets | None = None) -> frozenset[Holding]:
    """Whose keys count by a root and, where they are given, by the targets under it."""
    found = [
        _holding(role, key, root.keys[key])
        for role in (KeyRole.ROOT, KeyRole.TARGETS)
        for key in root.roles[role.value].keyids
    ]
    if targets is not None:
        delegations = cast("Delegations", targets.delegations)
        editors = cast("dict[str, DelegatedRole]", delegations.roles)[DIRECTORY_ROLE]
        found += [_holding(KeyRole.DIRECTORY, key, delegations.keys[key]) for key in editors.keyids]
    return frozenset(found)


def holdings_of(container: Container) -> frozenset[Holding]:
    """Whose keys count by a file that was taken before. Raises :class:`Refused`."""
    targets = read_targets_document(container.targets, TARGETS_MEMBER)
    return holdings(newest_root(container).document.signed, targets.signed)


def key_changes(old: Collection[Holding], new: Collection[Holding]) -> tuple[KeyChange, ...]:
    """The keys that go and come; in a role, a key of the same holder takes the place first."""
    changes: list[KeyChange] = []
    for role in KeyRole:
        gone = sorted(one for one in {*old} - {*new} if one.role is role)
        come = sorted(one for one in {*new} - {*old} if one.role is role)
        for was in list(gone):
            will = next((one for one in come if one.holder == was.holder), None)
            if will is not None:
                gone.remove(was)
                come.remove(will)
                changes.append(_change(was, will))
        changes += [_change(was, will) for was, will in zip_longest(gone, come)]
    return tuple(changes)


def _change(was: Holding | None, will: Holding | None) -> KeyChange:
    some = will or was
    assert some is not None  # noqa: S101 - one of the two is there
    return KeyChange(role=some.role, name=some.holder, old=_shown(was), new=_shown(will))


def _shown(one: Holding | None) -> str:
    return f"{one.holder} {one.key[:SHORT]}" if one else ""


def _holding(role: KeyRole, key: str, public: Key) -> Holding:
    return Holding(role, key, holder_name(public, key))
