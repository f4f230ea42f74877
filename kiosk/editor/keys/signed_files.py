"""Signed files in the editor's tools, verified by the kiosk's own rules."""

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.checks import kind_of
from kiosk.domain.clock import TrustedTime
from kiosk.domain.fields import Amount
from kiosk.domain.syncfile import RefusalCode, Refused, Versions
from kiosk.sync.container import Container, read_container, receive
from kiosk.sync.state import RollbackFloor
from kiosk.sync.trust import TrustedRoot, fingerprint, newest_root, read_root
from kiosk.sync.verify import VerifiedBundle, verify

_ANY_TIME = TrustedTime(dt.datetime(1980, 1, 1, tzinfo=dt.UTC), trusted=False)
"""Expiry is reported, not enforced, so that old files can be inspected."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The identity of a signed file. Times are UTC; ``fingerprint`` is that of its newest root.

    ``signers`` are all who signed the directory, a second person with a key of ``targets`` too.
    """

    file: str
    sha256: str
    size: Amount
    channel: str
    publisher: str
    fingerprint: tuple[str, ...]
    versions: Versions
    created: str
    expires: str
    signers: tuple[str, ...]
    helpline_signers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A sync file with valid signatures. ``size`` is in bytes."""

    name: str
    size: int
    container: Container
    bundle: VerifiedBundle

    @property
    def seal(self) -> Seal:
        """Return what identifies the file."""
        bundle = self.bundle
        return Seal(
            file=self.name,
            sha256=bundle.sha256 or "",
            size=self.size,
            channel=bundle.root.facts.channel,
            publisher=bundle.root.facts.publisher,
            fingerprint=fingerprint(bundle.root),
            versions=bundle.versions,
            created=bundle.facts.created,
            expires=bundle.expires.strftime("%Y-%m-%dT%H:%M:%SZ"),
            signers=(*bundle.signers, *sorted(bundle.people.difference(bundle.signers))),
            helpline_signers=bundle.targets_signers,
        )

    @property
    def totals(self) -> tuple[tuple[str, int], ...]:
        """Return records by kind, in the order of the file."""
        kinds = dict.fromkeys(map(kind_of, self.bundle.records))
        return tuple((kind, self.bundle.facts.counts[kind]) for kind in kinds)


def examine(
    path: Path,
    trusted: TrustedRoot | None = None,
    accepted: RollbackFloor | None = None,
    time: TrustedTime = _ANY_TIME,
    *,
    names: bool = True,
) -> SignedFile:
    """Verify the file at ``path`` against ``trusted``, else against its own first root.

    ``names``: names and prose must pass today's words, as those of a new file must. Raises
    :class:`Refused`, and OSError if there is no disk space.
    """
    try:
        return _examined(path, trusted, accepted, time, names=names)
    except Refused as refused:
        own = refused.code in (RefusalCode.DISK_FULL, RefusalCode.WRITE_FAILED)
        if own and isinstance(refused.__cause__, OSError):
            raise refused.__cause__ from refused
        raise


def _examined(
    path: Path,
    trusted: TrustedRoot | None,
    accepted: RollbackFloor | None,
    time: TrustedTime,
    *,
    names: bool,
) -> SignedFile:
    with tempfile.TemporaryDirectory(prefix="kiosk-") as folder:
        received = receive(path, Path(folder) / "received")
        container = read_container(received.path)
        bundle = verify(
            container,
            trusted or _first_root(container),
            accepted=accepted,
            time=time,
            spool=Path(folder) / "records",
            persist_root=lambda _: None,
            sha256=received.sha256,
            names=names,
        )
    return SignedFile(path.name, received.size, container, bundle)


def _first_root(container: Container) -> TrustedRoot:
    newest_root(container)  # refuses an invalid chain
    return read_root(container.roots[min(container.roots)])
