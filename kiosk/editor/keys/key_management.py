"""Manage keys of several people and machines: make, change, show, take over.

Keys of root and targets are named by a new root, signed with the old keys and the new ones. Keys of
the weekly directory are named by the targets, which the next publishing makes.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk import atomic_files
from kiosk.domain.key_roles import SIGN_SUFFIX, Role
from kiosk.domain.syncfile import RefusalCode, Refused, Versions
from kiosk.editor.keys.key_folder import (
    Coalition,
    HelplineTargets,
    KeyFolder,
    NoKeys,
    Published,
    lock_keys,
    open_keys,
    prepare,
    write_coalition,
)
from kiosk.editor.keys.requests import (
    Request,
    apply_request,
    read_request,
    request_to_sign,
    sign_request,
)
from kiosk.editor.keys.roles import KeyRecord, PublicKeys, SigningError
from kiosk.editor.keys.secrets import Keyring, KeysError, encode_json, own_keys
from kiosk.editor.keys.signed_files import SignedFile, examine
from kiosk.editor.keys.signing import editors_of, make_root
from kiosk.sync.trust import read_root, wrong_groups


@dataclass(frozen=True, slots=True)
class KeyRotation:
    """Adds the key ``add`` and removes the key with the id ``drop``; one of them may be missing."""

    role: Role
    add: KeyRecord | None = None
    drop: str | None = None


def find_key(folder: KeyFolder, role: Role, name: str | None) -> KeyRecord:
    """Find a key of a role by the start of its id; without a name, the only key.

    Raises :class:`KeysError` unless exactly one key matches.
    """
    keys = folder.keys_of(role)
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
    roots = {one.person for one in folder.keys_of(Role.ROOT) if one.id in held}
    names = roots or {one.record.person for one in held.values()}
    return names == {key.person} or (role is Role.DIRECTORY and key.id in held)


def change_keys(
    folder: KeyFolder, rotation: KeyRotation, ring: Keyring, now: dt.datetime
) -> KeyFolder | Request:
    """Apply a change, or return a request if others must sign too.

    Raises :class:`KeysError` if the change makes no sense, and OSError; nothing is changed then.
    """
    keys = _changed(folder.keys_of(rotation.role), rotation)
    if rotation.role is Role.DIRECTORY:
        return folder.with_editors(keys)
    roles = {role: folder.keys_of(role) for role in (Role.ROOT, Role.TARGETS)}
    metadata = make_root(folder.version + 1, folder.facts, roles | {rotation.role: keys}, now)
    asked = request_to_sign(folder, "root", metadata.to_bytes().decode())
    request = sign_request(asked, ring)
    return apply_request(folder, request) if request.signatures.complete else request


def _changed(keys: tuple[KeyRecord, ...], rotation: KeyRotation) -> tuple[KeyRecord, ...]:
    remaining = tuple(key for key in keys if key.id != rotation.drop)
    new = rotation.add
    if new is not None:
        try:
            new.key()
        except SigningError as error:
            raise KeysError(f"{error} Ask for the file of public keys again.") from error
        if any(key.person == new.person or key.id == new.id for key in remaining):
            raise KeysError(
                f"{new.holder} holds a key for {rotation.role} already: one person, one key. "
                "To replace it, use: keys rotate."
            )
        remaining = (*remaining, new)
    if not remaining:
        raise KeysError(f"The last key for {rotation.role} cannot be taken out.")
    return remaining


# --- making and changing ------------------------------------------------------------------------


def make_joining_keys(ring: Keyring, holder: str, public: Path) -> PublicKeys:
    """Make the keys of a person who joins a coalition; write the public ones to ``public``."""
    if own_keys(ring.keys):
        raise KeysError(
            f"There are keys in {ring.keys} already. Choose another folder with --keys."
        )
    prepare(ring.keys)
    made = {role: ring.make(role, holder) for role in Role}
    theirs = PublicKeys(holder=holder, keys=made)
    atomic_files.replace_file(public, encode_json(theirs))
    return theirs


def add_key(
    ring: Keyring, role: Role, holder: str | None, theirs: KeyRecord | None, now: dt.datetime
) -> KeyFolder | Request:
    """Add a key to a role: another person's, or a new one of ``holder`` made here.

    Raises :class:`KeysError`, also for a second key of root or targets made here, with which one
    person would sign for two.
    """
    if theirs is None and role is not Role.DIRECTORY:
        raise KeysError(_made_by_them(role, holder or ""))
    with lock_keys(ring.keys):
        folder = open_keys(ring.keys)
        key = theirs or ring.make(role, holder or "")
        if holder:
            key = msgspec.structs.replace(key, holder=holder)
        return change_keys(folder, KeyRotation(role, add=key), ring, now)


def rotate_key(
    ring: Keyring, role: Role, name: str | None, theirs: KeyRecord | None, now: dt.datetime
) -> KeyFolder | Request:
    """Replace the key whose id starts with ``name``, or the only one.

    ``theirs`` keeps the holder's name in it: the successor may be another person. Without it the
    key is made here, so it must belong to the person here. Raises :class:`KeysError`.
    """
    with lock_keys(ring.keys):
        folder = open_keys(ring.keys)
        old = find_key(folder, role, name)
        if theirs is None and not may_replace(folder, role, old):
            raise KeysError(_made_by_them(role, old.holder, replacing=True))
        key = theirs or ring.make(role, old.holder)
        return change_keys(folder, KeyRotation(role, add=key, drop=old.id), ring, now)


def _made_by_them(role: Role, holder: str, *, replacing: bool = False) -> str:
    """Explain why a key is not made here, and how the other person makes it."""
    whose = f"This is {holder}'s key. " if replacing else ""
    without = f" To go on without {holder}, use: keys remove." if replacing else ""
    return (
        f"{whose}A new {role} key of {holder} must be made by {holder}: made here, you would sign "
        f'for two people. Have them type: keys new --holder "{holder}" --public FILE. Then give '
        f"that file here with --public FILE.{without} Nothing was changed."
    )


def remove_key(ring: Keyring, role: Role, name: str, now: dt.datetime) -> KeyFolder | Request:
    """Remove a key from a role."""
    with lock_keys(ring.keys):
        folder = open_keys(ring.keys)
        drop = find_key(folder, role, name).id
        return change_keys(folder, KeyRotation(role, drop=drop), ring, now)


def their_key(public: Path, role: Role) -> KeyRecord:
    """Read another person's public key for a role, with the name they gave.

    Raises:
        KeysError: the file holds none, or one whose id, which people compare, is not its own.
    """
    try:
        theirs = msgspec.json.decode(public.read_bytes(), type=PublicKeys)
        key = theirs.keys[role]
    except (msgspec.DecodeError, UnicodeError, KeyError) as error:
        raise KeysError(f"{public} holds no public key for {role}.") from error
    try:
        key.key()
    except SigningError as error:
        raise KeysError(f"{error} Ask for the file of public keys again.") from error
    return msgspec.structs.replace(key, holder=theirs.holder)


# --- taking over --------------------------------------------------------------------------------


def take_over(keys: Path, file: Path, typed: str | None) -> KeyFolder:
    """Take over a fully signed request, or the published file of another editor."""
    with lock_keys(keys):
        if file.suffix == SIGN_SUFFIX:
            return apply_request(open_keys(keys), read_request(file))
        return take_file(keys, file, typed)


def take_file(keys: Path, file: Path, typed: str | None = None) -> KeyFolder:
    """Take over roots, helplines, versions and content of a published file.

    A folder without a coalition joins the file's coalition, if ``typed`` is the fingerprint of its
    newest root. Names that later words would refuse are only refused in the next file. Raises
    :class:`KeysError`, :class:`kiosk.domain.syncfile.Refused` and OSError.
    """
    try:
        folder = open_keys(keys)
    except NoKeys:
        signed = examine(file, names=False)
        wrong = wrong_groups(signed.bundle.root, typed or "")
        if wrong:
            groups = ", ".join(map(str, wrong))
            raise KeysError(
                f"The fingerprint is not that of {file}. Groups that differ: {groups}."
            ) from None
        folder = _join(keys, signed)
    else:
        signed = _examined(file, folder, folder.version)
        folder = _catch_up(file, folder, signed)
    atomic_files.replace_file(folder.last, file.read_bytes())
    return folder


def _join(keys: Path, signed: SignedFile) -> KeyFolder:
    facts = signed.bundle.root.facts
    vouched = _vouched(signed)
    coalition = Coalition(
        channel=facts.channel,
        publisher=facts.publisher,
        editors=editors_of(vouched.metadata.signed),
    )
    folder = write_coalition(keys, coalition, dict(sorted(signed.container.roots.items())))
    return folder.with_vouched(vouched).with_published(_published(signed))


def _examined(file: Path, folder: KeyFolder, version: int) -> SignedFile:
    """Verify with the newest root that the file knows; keys changed here may be unpublished."""
    try:
        return examine(file, read_root(folder.roots[version]), names=False)
    except Refused as refused:
        other = refused.code in (RefusalCode.OLD_ROOT, RefusalCode.ROOT_FORK)
        if not other or version - 1 not in folder.roots:
            raise
        signed = _examined(file, folder, version - 1)
        if refused.code is RefusalCode.ROOT_FORK:
            raise KeysError(f"{two_coalitions(file)} Nothing was changed.") from refused
        return signed


def _catch_up(file: Path, folder: KeyFolder, signed: SignedFile) -> KeyFolder:
    published = folder.published
    ours = published.versions if published else None
    same = published is not None and published.sha256 == signed.bundle.sha256
    if ours == signed.bundle.versions and not same:
        raise KeysError(f"{conflict_words(file, folder, signed)} Nothing was changed.")
    if ours is not None and not same and signed.bundle.versions <= ours:
        raise KeysError("This file is not newer than the one published last. Nothing was changed.")
    for version in range(folder.version + 1, signed.bundle.versions.root + 1):
        folder = folder.with_root(signed.container.roots[version])
    # Keys that were replaced here, perhaps stolen, no longer decide helplines or editors.
    if signed.bundle.versions.root == folder.version and (
        signed.bundle.versions.targets > folder.helplines_version
    ):
        vouched = _vouched(signed)
        editors = _editors(folder, editors_of(vouched.metadata.signed))
        folder = folder.with_editors(editors).with_vouched(vouched)  # repeatable
    return folder.with_published(_published(signed))


def _editors(folder: KeyFolder, theirs: tuple[KeyRecord, ...]) -> tuple[KeyRecord, ...]:
    """Merge newer editors with changes made here that no targets have published yet."""
    ours = folder.coalition.editors
    published = editors_of(folder.vouched.metadata.signed) if folder.vouched else ()
    removed = {key.id for key in published} - {key.id for key in ours}
    remaining = [key for key in theirs if key.id not in removed]
    known = {key.id for key in (*published, *remaining)}
    return (*remaining, *(key for key in ours if key.id not in known)) or ours


def conflict_words(file: Path, folder: KeyFolder, theirs: SignedFile) -> str:
    """Explain what to do with a file that neither precedes nor follows the last published one."""
    ours = folder.published.versions if folder.published else Versions(0, 0, 0)
    how = (
        f"both carry number {ours.directory}, but they are not the same, and each kiosk keeps the "
        "one it met first"
        if ours == theirs.bundle.versions
        else "do not know of each other"
    )
    return (
        f"{file} and the file published last from here {how}: two machines published at once. "
        f"Bring both workbooks together, move {file} away, and "
        f"{republish_command(folder, theirs)}: the next file replaces both."
    )


def has_forked(folder: KeyFolder, theirs: SignedFile) -> bool:
    """Return True if both have different roots of one version."""
    both = folder.roots.keys() & theirs.container.roots.keys()
    payloads = (
        [read_root(roots[version]).document.payload for version in both]
        for roots in (folder.roots, theirs.container.roots)
    )
    return any(ours != other for ours, other in zip(*payloads, strict=True))


def two_coalitions(file: Path) -> str:
    """Explain what to do if root keys were changed on two machines; no kiosk follows both."""
    return (
        f"The root keys were changed here and, otherwise, on the machine that made {file}. A kiosk "
        "that trusts one never accepts the other, so only one machine can go on. On the other one "
        "move the folder of keys away and take over what goes on: keys take FILE, with the groups "
        f"of its paper. If this machine goes on, move {file} away and publish. A kiosk that took "
        "the other keys refuses new files until you run: trust add FILE --replace."
    )


def republish_command(folder: KeyFolder, theirs: SignedFile) -> str:
    """Name the command to publish after another machine.

    Kiosks accept one set of helplines per version.
    """
    vouched = folder.vouched
    other = (
        vouched is not None
        and theirs.bundle.versions.targets == folder.helplines_version
        and theirs.container.targets != vouched.targets.encode()
    )
    return "publish again with --renew" if other else "publish again"


def _vouched(signed: SignedFile) -> HelplineTargets:
    container = signed.container
    return HelplineTargets(
        targets=container.targets.decode(), helplines=container.helplines.decode()
    )


def _published(signed: SignedFile) -> Published:
    versions = signed.bundle.versions
    return Published(
        root=versions.root,
        targets=versions.targets,
        directory=versions.directory,
        created=signed.bundle.facts.created,
        sha256=signed.bundle.sha256 or "",
    )
