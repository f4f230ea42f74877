"""Other keys for a role: added, replaced, taken out.

Keys of root and targets stand in a new root, signed by the old and the new ones. Keys of the weekly
directory stand in the targets, which the next publishing makes anew.
"""

import datetime as dt
from dataclasses import dataclass

from kiosk.domain.key_roles import Role
from kiosk.editor.keys.key_folder import KeyFolder
from kiosk.editor.keys.requests import Request, root_request, sign_request, take_request
from kiosk.editor.keys.roles import KeyRecord, SigningError
from kiosk.editor.keys.secrets import Keyring, KeysError, own_keys
from kiosk.editor.keys.signing import keys_of, make_root


@dataclass(frozen=True, slots=True)
class Change:
    """``add`` comes in, the key with the id ``drop`` goes out; one of the two may be missing."""

    role: Role
    add: KeyRecord | None = None
    drop: str | None = None


def keys_in_role(folder: KeyFolder, role: Role) -> tuple[KeyRecord, ...]:
    """The keys of a role; those of the directory are the ones the next targets will name."""
    return folder.coalition.editors if role is Role.DIRECTORY else keys_of(folder.root, role)


def find_key(folder: KeyFolder, role: Role, name: str | None) -> KeyRecord:
    """The key of a role by the beginning of its id; without a name the only one.

    Raises :class:`KeysError` unless it is exactly one.
    """
    keys = keys_in_role(folder, role)
    found = [key for key in keys if key.id.startswith(name or "")]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"{key.short} ({key.holder})" for key in keys)
    wrong = f"No single key for {role} begins with {name}." if name else f"Whose key for {role}?"
    raise KeysError(f"{wrong} Say which one with --key ID: {names}.")


def is_own(folder: KeyFolder, role: Role, key: KeyRecord) -> bool:
    """Whether the person at this folder may replace ``key`` by one that is made here.

    A key made here under the name of another holder of helplines or root would let one person
    sign for two. Whoever holds a root key here is that person.
    """
    held = own_keys(folder.path)
    roots = {one.holder for one in keys_in_role(folder, Role.ROOT) if one.id in held}
    names = roots or {one.record.holder for one in held.values()}
    return names == {key.holder} or (role is Role.DIRECTORY and key.id in held)


def change_keys(
    folder: KeyFolder, change: Change, ring: Keyring, now: dt.datetime
) -> KeyFolder | Request:
    """The folder with the change in force, or a request where others must sign too.

    Raises :class:`KeysError` where the change makes no sense and OSError; then nothing changed.
    """
    keys = _changed(keys_in_role(folder, change.role), change)
    if change.role is Role.DIRECTORY:
        return folder.with_editors(keys)
    roles = {role: keys_in_role(folder, role) for role in (Role.ROOT, Role.TARGETS)}
    metadata = make_root(folder.version + 1, folder.facts, roles | {change.role: keys}, now)
    request = sign_request(root_request(folder, metadata), ring)
    return take_request(folder, request) if request.signatures.complete else request


def _changed(keys: tuple[KeyRecord, ...], change: Change) -> tuple[KeyRecord, ...]:
    left = tuple(key for key in keys if key.id != change.drop)
    new = change.add
    if new is not None:
        try:
            new.key()
        except SigningError as error:
            raise KeysError(f"{error} Ask for the file of public keys again.") from error
        if any(key.holder == new.holder or key.id == new.id for key in left):
            raise KeysError(
                f"{new.holder} holds a key for {change.role} already: one person, one key. "
                "To replace it, use: keys rotate."
            )
        left = (*left, new)
    if not left:
        raise KeysError(f"The last key for {change.role} cannot be taken out.")
    return left
