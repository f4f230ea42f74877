"""The key holders of a sync file, and how they change from one file to another."""

from collections.abc import Collection
from itertools import zip_longest
from typing import Final, NamedTuple, cast

from securesystemslib.signer import Key
from tuf.api.metadata import DelegatedRole, Delegations, Root, Targets

from kiosk.domain.disguise import as_it_looks
from kiosk.domain.syncfile import DIRECTORY_ROLE, TARGETS_MEMBER
from kiosk.sync.change_report import KeyChange, KeyRole
from kiosk.sync.container import Container
from kiosk.sync.metadata import holder_name, read_targets_document
from kiosk.sync.trust import newest_root

SHORT: Final = 16
"""Digits of a key's id to show, as in ``keys show``."""


class HeldKey(NamedTuple):
    """A key with its role and holder."""

    role: KeyRole
    key: str
    holder: str


def key_holders(root: Root, targets: Targets | None = None) -> frozenset[HeldKey]:
    """Return the keys that count by a root and, if given, by the targets under it."""
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


def key_holders_of_file(container: Container) -> frozenset[HeldKey]:
    """Return the keys that count by an imported file. Raises :class:`Refused`."""
    targets = read_targets_document(container.targets, TARGETS_MEMBER)
    return key_holders(newest_root(container).document.signed, targets.signed)


def key_changes(old: Collection[HeldKey], new: Collection[HeldKey]) -> tuple[KeyChange, ...]:
    """Return removed and added keys, paired by role and, if possible, by holder."""
    changes: list[KeyChange] = []
    for role in KeyRole:
        gone = sorted(one for one in {*old} - {*new} if one.role is role)
        come = sorted(one for one in {*new} - {*old} if one.role is role)
        for old_key in list(gone):
            person = as_it_looks(old_key.holder)
            new_key = next((one for one in come if as_it_looks(one.holder) == person), None)
            if new_key is not None:
                gone.remove(old_key)
                come.remove(new_key)
                changes.append(_change(old_key, new_key))
        changes += [_change(old_key, new_key) for old_key, new_key in zip_longest(gone, come)]
    return tuple(changes)


def _change(old_key: HeldKey | None, new_key: HeldKey | None) -> KeyChange:
    some = new_key or old_key
    assert some is not None  # noqa: S101 - at least one is given
    return KeyChange(role=some.role, name=some.holder, old=_shown(old_key), new=_shown(new_key))


def _shown(key: HeldKey | None) -> str:
    return f"{key.holder} {key.key[:SHORT]}" if key else ""


def _holding(role: KeyRole, key: str, public: Key) -> HeldKey:
    return HeldKey(role, key, holder_name(public, key))
