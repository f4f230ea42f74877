"""Add, replace or remove the keys of a role.

Keys of root and targets are named by a new root, signed with the old keys and the new ones. Keys of
the weekly directory are named by the targets, which the next publishing makes.
"""

import datetime as dt
from dataclasses import dataclass

from kiosk.domain.key_roles import Role
from kiosk.editor.keys.key_folder import KeyFolder
from kiosk.editor.keys.requests import Request, apply_request, root_request, sign_request
from kiosk.editor.keys.roles import KeyRecord, SigningError
from kiosk.editor.keys.secrets import Keyring, KeysError, own_keys
from kiosk.editor.keys.signing import keys_of, make_root


@dataclass(frozen=True, slots=True)
class KeyRotation:
    """Adds the key ``add`` and removes the key with the id ``drop``; one of them may be missing."""

    role: Role
    add: KeyRecord | None = None
    drop: str | None = None


def keys_in_role(folder: KeyFolder, role: Role) -> tuple[KeyRecord, ...]:
    """Return the keys of a role; for the directory, those that the next targets name."""
    return folder.coalition.editors if role is Role.DIRECTORY else keys_of(folder.root, role)


def find_key(folder: KeyFolder, role: Role, name: str | None) -> KeyRecord:
    """Find a key of a role by the start of its id; without a name, the only key.

    Raises :class:`KeysError` unless exactly one key matches.
    """
    keys = keys_in_role(folder, role)
    found = [key for key in keys if key.id.startswith(name or "")]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"{key.short} ({key.holder})" for key in keys)
    wrong = f"No single key for {role} begins with {name}." if name else f"Whose key for {role}?"
    raise KeysError(f"{wrong} Say which one with --key ID: {names}.")


def may_replace(folder: KeyFolder, role: Role, key: KeyRecord) -> bool:
    """Return True if the person at this folder may replace ``key`` with a key made here.

    A key made here under the name of another holder of helplines or root would let one person sign
    for two. The holder of a root key in this folder is that person.
    """
    held = own_keys(folder.path)
    roots = {one.holder for one in keys_in_role(folder, Role.ROOT) if one.id in held}
    names = roots or {one.record.holder for one in held.values()}
    return names == {key.holder} or (role is Role.DIRECTORY and key.id in held)


def change_keys(
    folder: KeyFolder, change: KeyRotation, ring: Keyring, now: dt.datetime
) -> KeyFolder | Request:
    """Apply a change, or return a request if others must sign too.

    Raises :class:`KeysError` if the change makes no sense, and OSError; nothing is changed then.
    """
    keys = _changed(keys_in_role(folder, change.role), change)
    if change.role is Role.DIRECTORY:
        return folder.with_editors(keys)
    roles = {role: keys_in_role(folder, role) for role in (Role.ROOT, Role.TARGETS)}
    metadata = make_root(folder.version + 1, folder.facts, roles | {change.role: keys}, now)
    request = sign_request(root_request(folder, metadata), ring)
    return apply_request(folder, request) if request.signatures.complete else request


def _changed(keys: tuple[KeyRecord, ...], change: KeyRotation) -> tuple[KeyRecord, ...]:
    remaining = tuple(key for key in keys if key.id != change.drop)
    new = change.add
    if new is not None:
        try:
            new.key()
        except SigningError as error:
            raise KeysError(f"{error} Ask for the file of public keys again.") from error
        if any(key.holder == new.holder or key.id == new.id for key in remaining):
            raise KeysError(
                f"{new.holder} holds a key for {change.role} already: one person, one key. "
                "To replace it, use: keys rotate."
            )
        remaining = (*remaining, new)
    if not remaining:
        raise KeysError(f"The last key for {change.role} cannot be taken out.")
    return remaining
