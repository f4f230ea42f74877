"""The trusted root: how it is stored, updated, and checked by a person."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tuf.api.metadata import Root

from kiosk import atomic_files
from kiosk.domain.syncfile import ROOT_LIMIT, RefusalCode, Refused, RootFacts
from kiosk.sync.container import Container, write_refusal
from kiosk.sync.metadata import MetadataDocument, RootShape, read_root_document

ROOT_FILE: Final = "root.json"
"""The trusted root in the kiosk's data folder."""
GROUPS: Final = 8
GROUP: Final = 4
"""A person types 8 groups of 4 hex digits: 128 bits, too many to forge a matching root."""


@dataclass(frozen=True, slots=True)
class TrustedRoot:
    """A root signed at its own threshold; only a person can say whether to trust it."""

    version: int
    raw: bytes
    facts: RootFacts
    document: MetadataDocument[Root, RootShape] = field(repr=False, compare=False)


def read_root(raw: bytes, where: str = ROOT_FILE) -> TrustedRoot:
    """Return the root in ``raw``, signed at its own threshold. Raises :class:`Refused`."""
    document = read_root_document(raw, where)
    document.signed_by(document.signed, Root.type, RefusalCode.ROOT_SIGNATURE)
    return TrustedRoot(document.signed.version, raw, document.shape.kiosk, document)


def walk(trusted: TrustedRoot, roots: Mapping[int, bytes]) -> Iterator[TrustedRoot]:
    """Yield the roots after ``trusted`` in turn, each signed by its predecessor and itself.

    ``roots`` are those of a file by version. The caller stores each root before asking for the
    next. Raises :class:`Refused`.
    """
    first, last = _ends(roots)
    if last < trusted.version:
        raise Refused(RefusalCode.OLD_ROOT)
    if first > trusted.version + 1:
        raise Refused(RefusalCode.ROOT_GAP)
    if trusted.version in roots:
        member = _member(trusted.version)
        carried = read_root_document(roots[trusted.version], member)
        if carried.payload != trusted.document.payload:
            raise Refused(RefusalCode.ROOT_FORK, member)
    for number in range(trusted.version + 1, last + 1):
        trusted = _after(trusted, number, roots[number])
        yield trusted


def newest_root(container: Container) -> TrustedRoot:
    """Return the last root of a file for first trust: a valid chain, not trusted yet."""
    first, _ = _ends(container.roots)
    newest = _numbered(first, container.roots[first])
    for newer in walk(newest, container.roots):
        newest = newer
    return newest


def _ends(roots: Mapping[int, bytes]) -> tuple[int, int]:
    """Return the lowest and the highest version of consecutive roots."""
    if not roots:
        raise Refused(RefusalCode.MISSING_MEMBER)
    first, last = min(roots), max(roots)
    if last - first + 1 != len(roots):
        raise Refused(RefusalCode.ROOT_GAP)
    return first, last


def _after(before: TrustedRoot, number: int, raw: bytes) -> TrustedRoot:
    after = _numbered(number, raw)
    after.document.signed_by(before.document.signed, Root.type, RefusalCode.ROOT_SIGNATURE)
    if after.facts.channel != before.facts.channel:
        raise Refused(RefusalCode.WRONG_CHANNEL, _member(number))
    return after


def _numbered(number: int, raw: bytes) -> TrustedRoot:
    root = read_root(raw, _member(number))
    if root.version != number:
        raise Refused(RefusalCode.METADATA, _member(number))
    return root


def _member(number: int) -> str:
    return f"{number}.root.json"


def fingerprint(root: TrustedRoot) -> tuple[str, ...]:
    """Return eight groups of four hex digits: a prefix of the SHA-256 of the signed part."""
    digits = root.document.sha256
    return tuple(digits[at : at + GROUP] for at in range(0, GROUPS * GROUP, GROUP))


def wrong_groups(root: TrustedRoot, typed: str) -> list[int]:
    """Return which groups (1 to 8) differ from what was typed.

    Case, spaces and dashes do not matter. Without separators, every four digits are a group.
    """
    groups = re.findall(r"[^\s\-‐-―]+", typed.lower())
    if len(groups) != GROUPS:
        digits = "".join(groups)
        groups = [digits[at : at + GROUP] for at in range(0, len(digits), GROUP)]
    surplus = len(groups) > GROUPS
    groups += [""] * GROUPS
    right = fingerprint(root)
    return [
        number
        for number in range(1, GROUPS + 1)
        if groups[number - 1] != right[number - 1] or (surplus and number == GROUPS)
    ]


def load_root(folder: Path) -> TrustedRoot | None:
    """Return the trusted root of a data folder, ``None`` if there is none yet.

    Raises:
        Refused: the root is unreadable (trust damaged); nothing is trusted until it is restored.
    """
    try:
        with (folder / ROOT_FILE).open("rb") as file:
            return read_root(file.read(ROOT_LIMIT + 1))
    except FileNotFoundError:
        return None
    except (OSError, Refused):
        raise Refused(RefusalCode.TRUST_DAMAGED, ROOT_FILE) from None


def save_root(folder: Path, root: TrustedRoot) -> None:
    """Store ``root`` as the trusted one, safe against power loss. Raises :class:`Refused`."""
    try:
        atomic_files.replace_file(folder / ROOT_FILE, root.raw)
    except OSError as error:
        raise write_refusal(error, ROOT_FILE) from error
