"""Applies verified data: builds it separately, checks it, stores it, commits it in one rename.

Until the state is written, nothing in use changes: any failure leaves the old data, and the next
attempt works. After it, only files that no state names are removed.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from kiosk import atomic_files
from kiosk.domain.clock import TrustedTime
from kiosk.domain.syncfile import MEBIBYTE, RefusalCode, Refused, Versions, Withdrawn
from kiosk.sync.address_visibility import newly_hidden
from kiosk.sync.baseline import Baseline, make_baseline
from kiosk.sync.baseline_updates import completed, drop_outdated, with_checks
from kiosk.sync.cautions import with_cautions
from kiosk.sync.container import Received, write_refusal
from kiosk.sync.data_folder import digest_of, install_file, remove_leftovers, store_by_digest
from kiosk.sync.databases import MakeError, SqliteMaker
from kiosk.sync.history import HistoryEntry, add_entry
from kiosk.sync.retained_files import (
    SIGNED_NAME,
    factory_or_empty,
    make_database,
    store_records,
    temp_path,
)
from kiosk.sync.side import DirectoryContent
from kiosk.sync.state import (
    TOMBSTONE_LIMIT,
    DataSource,
    Generation,
    PersonMark,
    SignedFacts,
    State,
    Tombstone,
    raise_floor,
    write_state,
)
from kiosk.sync.verify import VerifiedBundle
from kiosk.sync.withdrawals import blocked_for, without_withdrawn

SPACE_FACTOR: Final = 6
SPACE_MORE: Final = 32 * MEBIBYTE
"""Free bytes needed: six times the unpacked directory and 32 MiB.

They hold the spool, the database with its index, and the stored file: in five languages the last
two take 6.0 times at 500 services and 5.5 times at 1,000, the less the more services there are.
"""
BASELINE_NAME: Final = "person-{}.json"


class SyncStep(StrEnum):
    """The steps of a sync, in order."""

    RECEIVE = "receive"
    VERIFY = "verify"
    COMPARE = "compare"
    BUILD = "build"
    KEEP = "keep"
    COMMIT = "commit"


SHARES: Final = {
    SyncStep.RECEIVE: 0.0,
    SyncStep.VERIFY: 0.05,
    SyncStep.COMPARE: 0.25,
    SyncStep.BUILD: 0.35,
    SyncStep.KEEP: 0.93,
    SyncStep.COMMIT: 0.98,
}
"""Completed part of the whole work when a step begins; measured with 10,000 services."""
Progress = Callable[[SyncStep, float], None]


@dataclass(frozen=True, slots=True)
class ApplyContext:
    """The context of an import: the folder, the database maker, the time, the progress callback."""

    folder: Path
    maker: SqliteMaker
    time: TrustedTime
    on_progress: Progress

    @property
    def today(self) -> str:
        """Return the date to record; empty if the clock is not trusted."""
        return self.time.today.isoformat() if self.time.today else ""

    def note(self, entry: HistoryEntry) -> None:
        """Add an entry to the history."""
        add_entry(self.folder, self.time, entry)

    def step(self, step: SyncStep) -> None:
        """Report that a step begins."""
        self.on_progress(step, SHARES[step])

    def built(self, share: float) -> None:
        """Report build progress: building takes longer than everything else together."""
        begun, done = SHARES[SyncStep.BUILD], SHARES[SyncStep.KEEP]
        self.on_progress(SyncStep.BUILD, begun + (done - begun) * share)


def require_space(folder: Path, unpacked: int) -> None:
    """Raise :class:`Refused` (disk full) if there is too little space to begin."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise write_refusal(error) from error
    if free < unpacked * SPACE_FACTOR + SPACE_MORE:
        raise Refused(RefusalCode.DISK_FULL)


def signed_facts(bundle: VerifiedBundle, sha256: str) -> SignedFacts:
    """Return the file's own statements for staff; ``sha256`` is the file's."""
    return SignedFacts(
        versions=bundle.versions,
        sha256=sha256,
        created=bundle.facts.created,
        expires=f"{bundle.expires:%Y-%m-%dT%H:%M:%SZ}",
        channel=bundle.root.facts.channel,
        publisher=bundle.root.facts.publisher,
        signers=bundle.signers,
    )


def content_of(bundle: VerifiedBundle) -> DirectoryContent:
    """Return the records and helplines of a verified file."""
    return DirectoryContent(bundle.records, bundle.helplines)


def importable_content(bundle: VerifiedBundle, state: State) -> DirectoryContent:
    """Return the content without records that newer files have withdrawn."""
    return without_withdrawn(content_of(bundle), blocked_for(state.tombstones, bundle.versions))


def add_tombstones(
    tombstones: Iterable[Tombstone], records: Iterable[Withdrawn], versions: Versions
) -> tuple[Tombstone, ...]:
    """Add tombstones for ``records``; each record has one, of the newest file that names it."""
    newest = {one.record: one.versions for one in tombstones}
    for record in records:
        newest[record] = max(versions, newest.get(record, versions))
    every = sorted(newest.items(), key=lambda pair: pair[1], reverse=True)[:TOMBSTONE_LIMIT]
    return tuple(sorted(Tombstone(record=one, versions=own) for one, own in every))


def removed_records(
    context: ApplyContext, bundle: VerifiedBundle, old: DirectoryContent | None
) -> frozenset[Withdrawn]:
    """Return records that no older file may bring back: withdrawn or hidden by this file."""
    factory = factory_or_empty(context.maker)
    hidden = newly_hidden(old.records if old else (), factory.records, bundle.records)
    places = (Withdrawn(kind="location", id=one) for one in hidden)
    return frozenset({*bundle.facts.withdrawn, *places})


def apply_bundle(
    context: ApplyContext,
    state: State,
    bundle: VerifiedBundle,
    received: Received,
    old: DirectoryContent | None,
    *,
    alone: int | None,
) -> State:
    """Start using a verified file. ``old`` is the content in use, ``None`` if it cannot be read.

    ``alone`` is the count of its withdrawals if nobody read the report; changes then keep the
    cautions of the accepted data. ``None`` means that a person read the report and agreed.

    Raises:
        Refused: the old data stays in use.
    """
    new = importable_content(bundle, state)
    gone = removed_records(context, bundle, old)
    with until_commit(context, state):
        baseline = None if alone is None else read_baseline(context.folder, state, old)
        shown = new if baseline is None else with_cautions(new, baseline)
        context.step(SyncStep.BUILD)
        database, digest = make_database(context.folder, shown, context.maker, context.built)
        context.step(SyncStep.KEEP)
        source, kept, kept_sha256 = _store(context.folder, received, bundle, shown)
        mark = (
            store_baseline(context.folder, make_baseline(new))
            if alone is None
            else store_reduced_baseline(
                context.folder,
                state,
                baseline and with_checks(baseline, bundle.created.date(), old, shown),
                new,
                gone,
            )
        )
    slot = Generation(
        database=database,
        sha256=digest,
        source=source,
        kept=kept,
        kept_sha256=kept_sha256,
        signed=signed_facts(bundle, received.sha256),
        applied=context.today,
        alone=alone is not None,
        unseen=tuple(sorted(shown.unseen)),
    )
    new_state = msgspec.structs.replace(
        raise_floor(state, bundle.facts.created, clock_is_trusted=bool(context.today)),
        database_format=context.maker.format,
        active=slot,
        previous=state.active if old and without_withdrawn(old, gone) is old else None,
        accepted=bundle.accepted_as,
        person=mark,
        withdrawn_alone=0 if alone is None else state.withdrawn_alone + alone,
        least=max(state.least, (bundle.versions.root, bundle.versions.targets)),
        tombstones=add_tombstones(state.tombstones, gone, bundle.versions),
        undone=None,
    )
    return commit(context, new_state)


def _store(
    folder: Path, received: Received, bundle: VerifiedBundle, new: DirectoryContent
) -> tuple[DataSource, str, str]:
    """Store what the database can be rebuilt from: the file, unless it holds withdrawn records."""
    if new.records is not bundle.records:
        return DataSource.REDUCED, *store_records(folder, new)
    name = SIGNED_NAME.format(received.sha256[:16])
    install_file(folder, received.path, name)
    return DataSource.SIGNED, name, received.sha256


def store_reduced_baseline(
    folder: Path,
    state: State,
    baseline: Baseline | None,
    content: DirectoryContent,
    gone: Iterable[Withdrawn],
) -> PersonMark | None:
    """Store a baseline as far as it matches ``content``. Raises :class:`OSError`.

    ``gone`` are the records withdrawn now, in addition to earlier ones.
    """
    if baseline is None:
        return None
    withdrawn = {*gone, *(one.record for one in state.tombstones)}
    return store_baseline(folder, drop_outdated(baseline, content, withdrawn))


def store_baseline(folder: Path, baseline: Baseline) -> PersonMark:
    """Store what a person accepts. Raises :class:`OSError`."""
    with temp_path(folder, "person") as path:
        with atomic_files.open_temp(path) as file:
            file.write(msgspec.json.encode(baseline))
        name, digest = store_by_digest(folder, path, BASELINE_NAME.format)
    return PersonMark(name=name, sha256=digest)


def read_baseline(
    folder: Path, state: State, active: DirectoryContent | None = None
) -> Baseline | None:
    """Return the baseline a person accepted, or ``None`` if there is no intact one.

    ``active`` is the data in use, which completes the baseline of an earlier program.
    """
    if state.person is None:
        return None
    path = folder / state.person.name
    if digest_of(path) != state.person.sha256:
        return None
    try:
        return completed(msgspec.json.decode(path.read_bytes(), type=Baseline), active)
    except (OSError, msgspec.MsgspecError):
        return None


@contextmanager
def until_commit(context: ApplyContext, state: State) -> Iterator[None]:
    """Turn a failure into :class:`Refused`, and leave ``state`` without leftovers."""
    try:
        yield
    except (MakeError, OSError) as error:
        remove_leftovers(context.folder, state)
        code = error.code if isinstance(error, MakeError) else write_refusal(error).code
        raise Refused(code) from error


def commit(context: ApplyContext, state: State) -> State:
    """Write the state. A failure removes nothing, since either state may be on the disk."""
    context.step(SyncStep.COMMIT)
    try:
        write_state(context.folder, state)
    except OSError as error:
        raise write_refusal(error) from error
    remove_leftovers(context.folder, state)
    return state
