"""``website.json``: every file of a website with its hash, and the signature of the list.

The list is signed like the weekly directory, by one of its keys, as a targets role of TUF.
"""

import hashlib
from collections.abc import Mapping
from typing import Annotated, Final

import msgspec
from msgspec import Meta
from tuf.api.metadata import Metadata, Targets

from kiosk import __version__
from kiosk.domain.syncfile import DIRECTORY_ROLE, Moment
from kiosk.editor.keys.roles import SigningError
from kiosk.editor.keys.signing import make_listing, read_targets
from kiosk.editor.website.website_options import WebsiteOptions
from kiosk.sync.verify import VerifiedBundle

NAME: Final = "website.json"
SIGNATURE: Final = "website.json.sig"
_FORMAT: Final = 1
_LIMIT: Final = 8 * 1024 * 1024
"""Bytes of a list: some ten thousand files."""


class ListedFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of a website."""

    sha256: Annotated[str, Meta(description="SHA-256 in hexadecimal digits.")]
    size: Annotated[int, Meta(ge=0, description="Bytes.")]


class WebsiteList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Content of ``website.json`` and output of ``website --json``."""

    format: Annotated[int, Meta(ge=1, le=_FORMAT)] = _FORMAT
    program: Annotated[str, Meta(description="Version of the program that made it.")]
    channel: Annotated[str, Meta(description="Of the signed file.")]
    edition: Annotated[int, Meta(ge=1, description="Number of the signed file.")]
    created: Annotated[Moment, Meta(description="When the signed file was published, UTC.")]
    expires: Annotated[Moment, Meta(description="When its facts become old, UTC.")]
    options: WebsiteOptions
    files: Annotated[dict[str, ListedFile], Meta(description="By path.")]

    def to_bytes(self) -> bytes:
        """Return the file, the same for the same content."""
        return msgspec.json.format(msgspec.json.encode(self, order="sorted"), indent=1) + b"\n"


class ListError(ValueError):
    """A list or its signature is unreadable, or not the coalition's; one sentence."""


def list_files(
    files: Mapping[str, bytes], bundle: VerifiedBundle, options: WebsiteOptions
) -> WebsiteList:
    """Return the list of the files made from a verified file with ``options``."""
    return WebsiteList(
        program=__version__,
        channel=bundle.root.facts.channel,
        edition=bundle.versions.directory,
        created=bundle.facts.created,
        expires=f"{bundle.expires:%Y-%m-%dT%H:%M:%SZ}",
        options=options,
        files={
            name: ListedFile(sha256=hashlib.sha256(content).hexdigest(), size=len(content))
            for name, content in sorted(files.items())
        },
    )


def read_list(content: bytes) -> WebsiteList:
    """Read a list. Raises :class:`ListError`."""
    try:
        if len(content) > _LIMIT:
            raise ListError(f"{NAME} is too large to be a list.")
        return msgspec.json.decode(content, type=WebsiteList)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ListError(f"{NAME} is not the list of a website of this program.") from error


def unsigned_signature(content: bytes, bundle: VerifiedBundle) -> Metadata[Targets]:
    """Return the metadata that vouches for a list, to be signed."""
    return make_listing(bundle.versions.directory, NAME, content, bundle.expires)


def check_signature(content: bytes, signature: bytes, targets: bytes) -> None:
    """Check that a key of the weekly directory, as ``targets`` name them, vouches for a list.

    Raises :class:`ListError`.
    """
    try:
        signed, delegator = read_targets(signature), read_targets(targets).signed
    except SigningError as error:
        raise ListError(f"{SIGNATURE} is not a signature.") from error
    result = delegator.get_verification_result(
        DIRECTORY_ROLE, signed.signed_bytes, signed.signatures
    )
    vouched = signed.signed.targets.get(NAME)
    wanted = (len(content), hashlib.sha256(content).hexdigest())
    if not result.verified:
        raise ListError(f"{SIGNATURE} is not by an editor of this coalition.")
    if vouched is None or (vouched.length, vouched.hashes.get("sha256")) != wanted:
        raise ListError(f"{NAME} is not as it was signed.")
