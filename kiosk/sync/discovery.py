"""The sync files at a path: all verified, the newest usable one chosen, the others explained."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.clock import TrustedTime
from kiosk.domain.syncfile import PRACTICE, RefusalCode, Refused, Versions
from kiosk.staff.pin import is_set
from kiosk.sync.answers import Candidate, Claim, FileInfo, RefusedFile
from kiosk.sync.apply import ApplyContext, SyncStep, require_space, signed_facts
from kiosk.sync.container import Received, hashed, peek, read_container, receive
from kiosk.sync.media import (
    MediaListing,
    candidates,
    claimed_versions,
    is_workbook,
    shown_name,
    workbooks,
)
from kiosk.sync.retained_files import unfinished
from kiosk.sync.state import SignedFacts, State, moment
from kiosk.sync.trust import load_root, save_root
from kiosk.sync.verify import VerifiedBundle, verify

_NOTHING = Versions(0, 0, 0)


@dataclass(frozen=True, slots=True)
class RejectedFile:
    """A file that was refused; ``sha256`` is empty where it could not be read."""

    told: RefusedFile
    sha256: str = ""


class NoneUsable(Refused):
    """Every file was refused: the code is that of the first, which claims to be the newest."""

    def __init__(self, turned: Sequence[RejectedFile], *, more: bool) -> None:
        first = turned[0].told
        super().__init__(first.code, first.where)
        self.told = first
        self.turned = tuple(turned)
        self.more = more


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A verified file, taken in; ``turned`` were refused before it, ``more`` were not looked at."""

    path: Path
    received: Received
    bundle: VerifiedBundle
    turned: tuple[RejectedFile, ...] = ()
    more: bool = False


def usable_files(
    shelf: ApplyContext,
    state: State,
    path: Path,
    incoming: Path,
    *,
    time: TrustedTime,
    expect: str | None = None,
) -> Iterator[FoundFile]:
    """The usable files at ``path``, the newest first, each copied to ``incoming`` in its turn.

    ``expect`` is the SHA-256 of the only file to take. Raises :class:`Refused` where none is.
    """
    if load_root(shelf.folder) is None:
        raise Refused(RefusalCode.NO_TRUST)
    listing = _listed(path)
    offered, unreadable = _newest_first(listing.paths)
    turned: list[RejectedFile] = []
    usable = False
    for one in offered:
        sha256 = ""
        try:
            received = receive(one, incoming)
            sha256 = received.sha256
            if expect is not None and sha256 != expect:
                continue
            shelf.step(SyncStep.VERIFY)
            bundle = _verified(shelf.folder, state, received, time)
        except Refused as error:
            turned.append(_turned(one, error, sha256))
            continue
        usable = True
        yield FoundFile(one, received, bundle, (*turned, *unreadable), listing.more)
    turned += unreadable
    if usable:
        return
    if not turned:
        raise Refused(RefusalCode.OTHER_FILE)
    raise NoneUsable(turned, more=listing.more)


def every_file(
    folder: Path, state: State, path: Path, incoming: Path, time: TrustedTime
) -> tuple[Candidate, ...]:
    """All files at ``path``, the newest first, each with what it is or why not.

    Without a trusted root each is refused for that alone. Raises :class:`Refused`.
    """
    books = tuple(
        Candidate(name=shown_name(one), path=_told(one), code=RefusalCode.WORKBOOK)
        for one in workbooks(path)
    )
    try:
        paths = candidates(path).paths
    except Refused as error:
        if books and error.code is RefusalCode.NOTHING_FOUND:
            return books
        raise
    offered, _ = _newest_first(paths)
    every = (*offered, *(path for path in paths if path not in offered))
    return (*(_candidate(folder, state, one, incoming, time) for one in every), *books)


def _listed(path: Path) -> MediaListing:
    """The files at ``path``; where there is nothing but a workbook, that is said."""
    try:
        return candidates(path)
    except Refused as error:
        if error.code is RefusalCode.NOTHING_FOUND and workbooks(path):
            raise Refused(RefusalCode.WORKBOOK) from error
        raise


def _candidate(
    folder: Path, state: State, path: Path, incoming: Path, time: TrustedTime
) -> Candidate:
    name, place = shown_name(path), _told(path)
    if place != str(path):
        return Candidate(name=name, path=place, code=RefusalCode.UNREADABLE, where="name")
    try:
        received = receive(path, incoming)
        bundle = _verified(folder, state, received, time)
    except Refused as error:
        error = _known(path, error)
        return Candidate(
            name=name, path=place, code=error.code, where=error.where, claim=claim_of(error)
        )
    return Candidate(
        name=name,
        path=place,
        file=file_info(FoundFile(path, received, bundle), time),
        already=in_use(state, bundle, read=True),
    )


def _told(path: Path) -> str:
    """The path as JSON can hold it: bytes that are no text are spelt out."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def in_use(state: State, bundle: VerifiedBundle, *, read: bool = False) -> bool:
    """Whether the data of this very file is what the kiosk shows, and was ``read`` by a person."""
    signed = state.active.signed
    if read and state.active.alone:
        return False
    return bundle.same_as_accepted and signed is not None and signed.versions == bundle.versions


def file_info(found: FoundFile, time: TrustedTime) -> FileInfo:
    """What a verified file says of itself."""
    facts = signed_facts(found.bundle, found.received.sha256)
    services = found.bundle.facts.counts.get("service", 0)
    return info_of(facts, time, name=shown_name(found.path), services=services)


def info_of(
    facts: SignedFacts, time: TrustedTime, *, name: str = "", services: int | None = None
) -> FileInfo:
    """The same from the facts that the state keeps."""
    age = time.now - moment(facts.created) if time.trusted else None
    return FileInfo(
        name=name,
        sha256=facts.sha256,
        versions=facts.versions,
        created=facts.created,
        age_days=None if age is None else max(age.days, 0),
        expires=facts.expires,
        channel=facts.channel,
        publisher=facts.publisher,
        signers=facts.signers,
        services=services,
    )


def _newest_first(paths: tuple[Path, ...]) -> tuple[tuple[Path, ...], tuple[RejectedFile, ...]]:
    """By what they claim, so that the first that passes is the newest; and those that say nothing.

    One file alone is not read twice. None is copied: a stick full of large files is no work of a
    quarter of an hour.
    """
    if len(paths) == 1:
        return paths, ()
    claims: list[tuple[Versions, str, Path]] = []
    unreadable = []
    for path in paths:
        try:
            container = peek(path)
        except Refused as error:
            unreadable.append(_turned(path, error, _hash(path)))
        else:
            claims.append((claimed_versions(container) or _NOTHING, str(path), path))
    return tuple(path for *_, path in sorted(claims, reverse=True)), tuple(unreadable)


def _hash(path: Path) -> str:
    try:
        return hashed(path)
    except Refused:
        return ""


def _turned(path: Path, error: Refused, sha256: str) -> RejectedFile:
    error = _known(path, error)
    told = RefusedFile(
        name=shown_name(path), code=error.code, where=error.where, claim=claim_of(error)
    )
    return RejectedFile(told, sha256)


def claim_of(error: Refused) -> Claim | None:
    """Whose a refused file says it is, for an answer."""
    said = error.claim
    return Claim(publisher=said.publisher, channel=said.channel) if said else None


def _known(path: Path, error: Refused) -> Refused:
    """The refusal, or that the file is the editor's workbook."""
    return Refused(RefusalCode.WORKBOOK) if is_workbook(path) else error


def _verified(folder: Path, state: State, received: Received, time: TrustedTime) -> VerifiedBundle:
    trusted = load_root(folder)
    if trusted is None:
        raise Refused(RefusalCode.NO_TRUST)
    if trusted.facts.channel == PRACTICE and is_set(folder):
        raise Refused(RefusalCode.PRACTICE)
    container = read_container(received.path)
    require_space(folder, container.directory_size)
    with unfinished(folder, "spool") as spool:
        return verify(
            container,
            trusted,
            accepted=state.accepted,
            least=state.least,
            time=time,
            spool=spool,
            persist_root=lambda root: save_root(folder, root),
            sha256=received.sha256,
        )
