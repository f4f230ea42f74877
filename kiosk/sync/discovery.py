"""Finds sync files at a path: verifies all, picks the newest usable one, explains the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import asdict

from kiosk.domain.clock import TrustedTime
from kiosk.domain.report_lines import escape_invisible
from kiosk.domain.syncfile import PRACTICE, RefusalCode, Refused, Versions
from kiosk.sync.apply import ApplyContext, SyncStep, require_space, signed_facts
from kiosk.sync.container import Received, hash_file, peek, read_container, receive
from kiosk.sync.media import (
    MediaListing,
    candidates,
    claimed_versions,
    is_workbook,
    shown_name,
    workbooks,
)
from kiosk.sync.provisioned import is_provisioned
from kiosk.sync.retained_files import temp_path
from kiosk.sync.state import SignedFacts, State, moment
from kiosk.sync.sync_answers import Candidate, Claim, FileInfo, RefusedFile
from kiosk.sync.trust import load_root, save_root
from kiosk.sync.verify import VerifiedBundle, verify

_NOTHING = Versions(0, 0, 0)


@dataclass(frozen=True, slots=True)
class RejectedFile:
    """A refused file; ``sha256`` is empty if it could not be read."""

    answer: RefusedFile
    sha256: str = ""


class NoneUsable(Refused):
    """All files were refused: the code is that of the first, which claims to be the newest."""

    def __init__(self, turned: Sequence[RejectedFile], *, more: bool) -> None:
        first = turned[0].answer
        super().__init__(first.code, first.where)
        self.answer = first
        self.turned = tuple(turned)
        self.more = more


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A verified and received file; ``turned`` were refused before it, ``more`` were not read."""

    path: Path
    received: Received
    bundle: VerifiedBundle
    turned: tuple[RejectedFile, ...] = ()
    more: bool = False


def usable_files(
    context: ApplyContext, state: State, path: Path, incoming: Path, expect: str | None = None
) -> Iterator[FoundFile]:
    """Yield the usable files at ``path``, newest first, each copied to ``incoming`` in turn.

    ``expect`` is the SHA-256 of the only file to accept.

    Raises:
        Refused: no file is usable.
    """
    if load_root(context.folder) is None:
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
            context.step(SyncStep.VERIFY)
            bundle = _verified(context.folder, state, received, context.time)
        except Refused as error:
            turned.append(_rejected(one, error, sha256))
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
    """Return all files at ``path``, newest first, each with its facts or the reason against it.

    Without a trusted root every file is refused for that reason. Raises :class:`Refused`.
    """
    books = tuple(
        Candidate(name=shown_name(one), path=_json_path(one), code=RefusalCode.WORKBOOK)
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
    """Return the files at ``path``; refuse a workbook explicitly if there is nothing else."""
    try:
        return candidates(path)
    except Refused as error:
        if error.code is RefusalCode.NOTHING_FOUND and workbooks(path):
            raise Refused(RefusalCode.WORKBOOK) from error
        raise


def _candidate(
    folder: Path, state: State, path: Path, incoming: Path, time: TrustedTime
) -> Candidate:
    name, shown_path = shown_name(path), _json_path(path)
    if shown_path != str(path):
        return Candidate(name=name, path=shown_path, code=RefusalCode.UNREADABLE, where="name")
    try:
        received = receive(path, incoming)
        bundle = _verified(folder, state, received, time)
    except Refused as error:
        error = _or_workbook(path, error)
        return Candidate(
            name=name, path=shown_path, code=error.code, where=error.where, claim=claim_of(error)
        )
    return Candidate(
        name=name,
        path=shown_path,
        file=file_info(FoundFile(path, received, bundle), time),
        already=is_in_use(state, bundle, read=True),
    )


def _json_path(path: Path) -> str:
    """Return the path as JSON can hold it: bytes that are not text are escaped."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def is_in_use(state: State, bundle: VerifiedBundle, *, read: bool = False) -> bool:
    """True if the kiosk shows the data of this very file, and a person has ``read`` its report."""
    signed = state.active.signed
    if read and state.active.alone:
        return False
    return bundle.same_as_accepted and signed is not None and signed.versions == bundle.versions


def file_info(found: FoundFile, time: TrustedTime) -> FileInfo:
    """Return the facts of a verified file."""
    facts = signed_facts(found.bundle, found.received.sha256)
    services = found.bundle.facts.counts.get("service", 0)
    return info_of(facts, time, name=shown_name(found.path), services=services)


def info_of(
    facts: SignedFacts, time: TrustedTime, *, name: str = "", services: int | None = None
) -> FileInfo:
    """Return the same facts from those stored in the state."""
    age = time.now - moment(facts.created) if time.trusted else None
    age_days = None if age is None else max(age.days, 0)
    stated = asdict(facts)
    return FileInfo(**stated, name=name, age_days=age_days, services=services)


def _newest_first(paths: tuple[Path, ...]) -> tuple[tuple[Path, ...], tuple[RejectedFile, ...]]:
    """Sort files by their claimed versions, newest first; return the unreadable ones separately.

    A single file is not read twice. No file is copied, since copying a stick of large files could
    take a quarter of an hour.
    """
    if len(paths) == 1:
        return paths, ()
    claims: list[tuple[Versions, str, Path]] = []
    unreadable = []
    for path in paths:
        try:
            container = peek(path)
        except Refused as error:
            unreadable.append(_rejected(path, error, _hash(path)))
        else:
            claims.append((claimed_versions(container) or _NOTHING, str(path), path))
    return tuple(path for *_, path in sorted(claims, reverse=True)), tuple(unreadable)


def _hash(path: Path) -> str:
    try:
        return hash_file(path)
    except Refused:
        return ""


def _rejected(path: Path, error: Refused, sha256: str) -> RejectedFile:
    error = _or_workbook(path, error)
    answer = RefusedFile(
        name=shown_name(path), code=error.code, where=error.where, claim=claim_of(error)
    )
    return RejectedFile(answer, sha256)


def claim_of(error: Refused) -> Claim | None:
    """Return the claimed origin of a refused file."""
    claim = error.claim
    if claim is None:
        return None
    return Claim(
        publisher=claim.publisher,
        channel=claim.channel,
        listens_to=escape_invisible(error.listens_to),
    )


def _or_workbook(path: Path, error: Refused) -> Refused:
    """Return the refusal, or one that says that the file is the editor's workbook."""
    return Refused(RefusalCode.WORKBOOK) if is_workbook(path) else error


def _verified(folder: Path, state: State, received: Received, time: TrustedTime) -> VerifiedBundle:
    trusted = load_root(folder)
    if trusted is None:
        raise Refused(RefusalCode.NO_TRUST)
    if trusted.facts.channel == PRACTICE and is_provisioned(folder):
        raise Refused(RefusalCode.PRACTICE)
    container = read_container(received.path)
    require_space(folder, container.directory_size)
    with temp_path(folder, "spool") as spool:
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
