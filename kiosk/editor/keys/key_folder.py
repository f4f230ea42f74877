"""The folder of keys: the coalition, its roots, the helplines in force, the published versions.

Each file is written atomically. Secret keys belong to :mod:`kiosk.editor.keys.secrets`; everything
else here is public. ``published.json`` counts up before a file is handed out, so that no version is
ever used for two files.
"""

import datetime as dt
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Final, TypeVar

import msgspec
from msgspec import Meta
from tuf.api.metadata import Metadata, Root, Targets

from kiosk import atomic_files
from kiosk.domain.fields import ShortText
from kiosk.domain.key_roles import Role
from kiosk.domain.syncfile import (
    ROOT_MEMBER,
    SUFFIX,
    Channel,
    HelplineFile,
    Moment,
    RootFacts,
    Versions,
)
from kiosk.editor.keys.roles import KeyRecord, SigningError
from kiosk.editor.keys.secrets import Keyring, KeysError, damaged_file, encode_json, own_keys
from kiosk.editor.keys.signing import (
    editors_of,
    facts_of,
    helpline_facts,
    keys_of,
    make_root,
    read,
    root_signatures,
    sign,
    targets_signatures,
    vouches_for,
)
from kiosk.sync.trust import TrustedRoot, fingerprint, read_root

COALITION: Final = "coalition.json"
ROOTS: Final = "roots"
VOUCHED: Final = "helplines-signed.json"
PUBLISHED: Final = "published.json"
LAST: Final = f"last{SUFFIX}"
LOCK: Final = "lock"
_FORMAT: Final = 1

S = TypeVar("S", bound=msgspec.Struct)


class NoKeys(KeysError):  # noqa: N818 - not a failure: the first publishing makes them
    """Raised if the folder holds no keys yet."""


class Coalition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The coalition, and the keys that the next targets name for the weekly directory."""

    format: Annotated[int, Meta(ge=1, le=_FORMAT)] = _FORMAT
    channel: Channel
    publisher: ShortText
    editors: Annotated[tuple[KeyRecord, ...], Meta(min_length=1)]


class HelplineTargets(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The signed targets and the helplines they vouch for, in one file."""

    targets: str
    helplines: str

    @property
    def metadata(self) -> Metadata[Targets]:
        """Return the signed targets."""
        return read(self.targets.encode(), Targets)

    @property
    def lines(self) -> HelplineFile:
        """Return the helplines that the targets vouch for."""
        return msgspec.json.decode(self.helplines, type=HelplineFile)


class Published(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The highest versions in use, and the file they were used for."""

    root: int
    targets: int
    directory: int
    created: Moment
    sha256: str

    @property
    def versions(self) -> Versions:
        """Return the versions as a kiosk compares them."""
        return Versions(self.root, self.targets, self.directory)


@dataclass(frozen=True, slots=True)
class KeyFolder:
    """The contents of a folder of keys, verified when read."""

    path: Path
    coalition: Coalition
    roots: dict[int, bytes]
    vouched: HelplineTargets | None
    published: Published | None

    @property
    def version(self) -> int:
        """Return the version of the root in force."""
        return max(self.roots)

    @property
    def root(self) -> Root:
        """Return the root in force."""
        return read(self.roots[self.version], Root).signed

    @property
    def first_root(self) -> TrustedRoot:
        """Return the oldest root, which kiosks trust that were set up first."""
        return read_root(self.roots[min(self.roots)])

    @property
    def trusted_root(self) -> TrustedRoot:
        """Return the root in force. Raises :class:`kiosk.domain.syncfile.Refused`."""
        return read_root(self.roots[self.version])

    @property
    def fingerprint(self) -> tuple[str, ...]:
        """Return the fingerprint for the coalition's paper: eight groups of four digits."""
        return fingerprint(self.trusted_root)

    @property
    def helplines_version(self) -> int:
        """Return the version of the helplines in force; 0 before the first."""
        return self.vouched.metadata.signed.version if self.vouched else 0

    def keys_of(self, role: Role) -> tuple[KeyRecord, ...]:
        """Return the keys of a role; for the directory, those that the next targets name."""
        return self.coalition.editors if role is Role.DIRECTORY else keys_of(self.root, role)

    def keys_here(self, role: Role) -> list[tuple[KeyRecord, bool]]:
        """Return the keys of a role, and whether the secret of each is in this folder."""
        held = own_keys(self.path)
        return [(key, key.id in held) for key in self.keys_of(role)]

    def threshold(self, role: Role) -> int:
        """Return how many must sign for a role."""
        return 1 if role is Role.DIRECTORY else self.root.roles[role.value].threshold

    @property
    def facts(self) -> RootFacts:
        """Return channel and publisher."""
        return RootFacts(channel=self.coalition.channel, publisher=self.coalition.publisher)

    @property
    def last(self) -> Path:
        """Return the path of a copy of the last published file; it may not exist."""
        return self.path / LAST

    # Each method below writes one file and returns the updated folder. They raise OSError.

    def with_root(self, content: bytes) -> "KeyFolder":
        """Put the next root in force; the caller has verified it."""
        version = self.version + 1
        atomic_files.replace_file(_root_path(self.path, version), content)
        return replace(self, roots=self.roots | {version: content})

    def with_vouched(self, targets: HelplineTargets) -> "KeyFolder":
        """Put new targets in force; the caller has verified them."""
        atomic_files.replace_file(self.path / VOUCHED, encode_json(targets))
        return replace(self, vouched=targets)

    def with_published(self, published: Published) -> "KeyFolder":
        """Record further versions as used."""
        atomic_files.replace_file(self.path / PUBLISHED, encode_json(published))
        return replace(self, published=published)

    def with_editors(self, editors: tuple[KeyRecord, ...]) -> "KeyFolder":
        """Change the keys for the weekly directory, from the next targets on."""
        coalition = msgspec.structs.replace(self.coalition, editors=editors)
        atomic_files.replace_file(self.path / COALITION, encode_json(coalition))
        return replace(self, coalition=coalition)


def new_keys(ring: Keyring, facts: RootFacts, holder: str, now: dt.datetime) -> KeyFolder:
    """Found a coalition of one: three keys of one holder, and the first root.

    The root is written last: a folder without a root can be set up again. Raises :class:`KeysError`
    and OSError.
    """
    keys = ring.keys
    if next((keys / ROOTS).glob("*"), None) is not None:
        raise KeysError(f"There are keys in {keys} already. Choose another folder with --keys.")
    prepare(keys)
    made = {role: ring.make(role, holder) for role in Role}
    root = make_root(1, facts, {role: (made[role],) for role in (Role.ROOT, Role.TARGETS)}, now)
    sign(root, ring.signers([made[Role.ROOT].id]))
    coalition = Coalition(
        channel=facts.channel, publisher=facts.publisher, editors=(made[Role.DIRECTORY],)
    )
    return write_coalition(keys, coalition, {1: root.to_bytes()})


def write_coalition(keys: Path, coalition: Coalition, roots: dict[int, bytes]) -> KeyFolder:
    """Write a coalition into a folder that has none."""
    prepare(keys)
    atomic_files.replace_file(keys / COALITION, encode_json(coalition))
    for version, content in roots.items():
        atomic_files.replace_file(_root_path(keys, version), content)
    return KeyFolder(keys, coalition, roots, None, None)


def prepare(keys: Path) -> None:
    """Create the folder, readable by its owner only. Raises OSError."""
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys.chmod(0o700)
    (keys / ROOTS).mkdir(mode=0o700, exist_ok=True)


def open_keys(keys: Path) -> KeyFolder:
    """Open a folder of keys. Raises :class:`NoKeys`, :class:`KeysError` and OSError."""
    if next((keys / ROOTS).glob("*"), None) is None:
        raise NoKeys(f"There are no keys of a coalition in {keys} yet.")
    coalition = _read(keys / COALITION, Coalition)
    if coalition is None:
        raise damaged_file(keys / COALITION)
    roots = _roots(keys)
    vouched = _read(keys / VOUCHED, HelplineTargets)
    if vouched is not None:
        _check_vouched(keys / VOUCHED, vouched, roots)
    facts = facts_of(read(roots[max(roots)], Root).signed)
    if facts.channel != coalition.channel:
        raise damaged_file(keys / COALITION)
    return KeyFolder(keys, coalition, roots, vouched, _read(keys / PUBLISHED, Published))


def _read(path: Path, kind: type[S]) -> S | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError:
        return None
    except (msgspec.DecodeError, UnicodeError) as error:
        raise damaged_file(path) from error


def _root_path(keys: Path, version: int) -> Path:
    return keys / ROOTS / f"{version}.root.json"


def _roots(keys: Path) -> dict[int, bytes]:
    """Read the roots from the first to the last, each with valid signatures."""
    found = (ROOT_MEMBER.fullmatch(path.name) for path in (keys / ROOTS).iterdir())
    versions = [int(match[1]) for match in found if match]
    if not versions:
        raise damaged_file(keys / ROOTS)
    roots: dict[int, bytes] = {}
    before: Root | None = None
    for version in range(min(versions), max(versions) + 1):
        path = _root_path(keys, version)
        try:
            content = path.read_bytes()
            metadata = read(content, Root)
            complete = root_signatures(metadata, before).complete
        except (SigningError, FileNotFoundError) as error:
            raise damaged_file(path) from error
        if not complete or metadata.signed.version != version:
            raise damaged_file(path)
        roots[version], before = content, metadata.signed
    return roots


def _check_vouched(path: Path, targets: HelplineTargets, roots: dict[int, bytes]) -> None:
    try:
        metadata = targets.metadata
        root = read(roots[helpline_facts(metadata.signed).root_version], Root).signed
        sound = (
            targets_signatures(metadata, root).complete
            and vouches_for(metadata.signed, targets.helplines.encode())
            and bool(targets.lines and editors_of(metadata.signed))
        )
    except (SigningError, KeyError, ValueError) as error:
        raise damaged_file(path) from error
    if not sound:
        raise damaged_file(path)


@contextmanager
def lock_keys(keys: Path) -> Iterator[None]:
    """Lock the folder against a second program. Raises :class:`KeysError`."""
    prepare(keys)
    with (keys / LOCK).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise KeysError(f"Another program is using the keys in {keys}. Wait for it.") from error
        yield
