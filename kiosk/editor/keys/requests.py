"""Collect signatures of several people on several machines in one travelling request.

A request (``NAME.kiosksign``) holds one unfinished piece of metadata, the root in force that names
the valid keys, and for targets the helplines they vouch for. Nothing in it is secret, and nothing
in it takes effect before enough people have signed.
"""

from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta
from tuf.api.metadata import Metadata, Root, Targets

from kiosk import atomic_files
from kiosk.domain.key_roles import Role
from kiosk.domain.syncfile import HELPLINES_LIMIT, HelplineFile, RootFacts
from kiosk.editor.keys.key_folder import HelplineTargets, KeyFolder
from kiosk.editor.keys.roles import SigningError
from kiosk.editor.keys.secrets import Keyring, KeysError, encode_json
from kiosk.editor.keys.signing import (
    Signatures,
    editors_of,
    facts_of,
    helpline_facts,
    keys_of,
    read,
    root_signatures,
    sign,
    targets_signatures,
    vouches_for,
)

_LIMIT: Final = 2 * HELPLINES_LIMIT
_FORMAT: Final = 1


class NotARequest(KeysError):  # noqa: N818 - not a failure: it is another kind of file
    """Raised if the file is not a request for signatures, or its parts do not match."""


class NotSigned(KeysError):  # noqa: N818 - not a failure: it waits for people
    """Raised if too few people have signed yet."""


class Request(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One request; ``root`` is in force, ``metadata`` is to be signed (both JSON)."""

    format: Annotated[int, Meta(ge=1, le=_FORMAT)] = _FORMAT
    kind: Literal["root", "targets"]
    root: str
    metadata: str
    helplines: str = ""

    @property
    def in_force(self) -> Root:
        """Return the root that names the valid keys."""
        return read(self.root.encode(), Root).signed

    @property
    def new_root(self) -> Metadata[Root]:
        """Return the root to be signed."""
        return read(self.metadata.encode(), Root)

    @property
    def new_targets(self) -> Metadata[Targets]:
        """Return the targets to be signed."""
        return read(self.metadata.encode(), Targets)

    @property
    def facts(self) -> RootFacts:
        """Return channel and publisher of the request."""
        return facts_of(self.in_force)

    @property
    def lines(self) -> HelplineFile:
        """Return the helplines of a request for targets."""
        return msgspec.json.decode(self.helplines, type=HelplineFile)

    @property
    def signatures(self) -> Signatures:
        """Return who signed and who is missing."""
        if self.kind == "root":
            return root_signatures(self.new_root, self.in_force)
        return targets_signatures(self.new_targets, self.in_force)


def request_to_sign(
    folder: KeyFolder, kind: Literal["root", "targets"], metadata: str, helplines: str = ""
) -> Request:
    """Request signatures on the next root, or on targets and the helplines they vouch for."""
    root = folder.roots[folder.version].decode()
    return Request(kind=kind, root=root, metadata=metadata, helplines=helplines)


def read_request(path: Path) -> Request:
    """Read a request and check that its parts match. Raises :class:`NotARequest` and OSError."""
    with path.open("rb") as file:
        content = file.read(_LIMIT + 1)
    wrong = NotARequest(f"{path} is not a request for signatures.")
    if len(content) > _LIMIT:
        raise wrong
    try:
        request = msgspec.json.decode(content, type=Request)
        fits = _fits(request)
    except (msgspec.DecodeError, UnicodeError, SigningError, ValueError) as error:
        raise wrong from error
    if not fits:
        raise wrong
    return request


def _fits(request: Request) -> bool:
    """Return True if its parts match. Raises SigningError and ValueError if they are broken."""
    sound = bool(request.signatures)
    if request.kind == "root":
        return sound and facts_of(request.new_root.signed).channel == request.facts.channel
    signed = request.new_targets.signed
    facts = helpline_facts(signed)
    return (
        sound
        and vouches_for(signed, request.helplines.encode())
        and bool(request.lines and editors_of(signed))
        and (facts.root_version, facts.channel) == (request.in_force.version, request.facts.channel)
    )


def write_request(path: Path, request: Request) -> None:
    """Write the request to a file. Raises OSError."""
    atomic_files.replace_file(path, encode_json(request))


def valid_key_ids(request: Request) -> tuple[str, ...]:
    """Return the ids of the keys whose signatures are valid for the request."""
    before = request.in_force
    if request.kind == "targets":
        keys = keys_of(before, Role.TARGETS)
    else:
        keys = (*keys_of(before, Role.ROOT), *keys_of(request.new_root.signed, Role.ROOT))
    return tuple(dict.fromkeys(key.id for key in keys))


def sign_request(request: Request, ring: Keyring) -> Request:
    """Sign with this machine's keys. Raises :class:`KeysError` if none of them is valid."""
    signers = ring.signers(valid_key_ids(request))
    if not signers:
        raise KeysError("None of the secret keys in this folder is asked for here.")
    metadata = request.new_root if request.kind == "root" else request.new_targets
    sign(metadata, signers)
    return msgspec.structs.replace(request, metadata=metadata.to_bytes().decode())


def apply_request(folder: KeyFolder, request: Request) -> KeyFolder:
    """Put fully signed metadata in force. Raises :class:`KeysError` and OSError."""
    before = read(folder.roots[folder.version], Root)
    theirs = read(request.root.encode(), Root)
    if theirs.signed_bytes != before.signed_bytes:
        raise KeysError(
            "This request belongs to other keys than those in force here. Nothing was changed."
        )
    missing = request.signatures.missing
    if missing:
        raise NotSigned(f"Still to be signed by: {', '.join(missing)}.")
    if request.kind == "root":
        return folder.with_root(request.metadata.encode())
    if request.new_targets.signed.version <= folder.helplines_version:
        raise KeysError("Newer helplines than these are in force already. Nothing was changed.")
    return folder.with_vouched(
        HelplineTargets(targets=request.metadata, helplines=request.helplines)
    )
