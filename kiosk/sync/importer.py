"""Imports data and rolls it back, for the shell, the screen and the watched folder.

Runs in a separate process: it may need much memory or crash while the visitor's screen goes on.
Every failure leaves the old data in use and is one closed code; a file's content is never quoted.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from kiosk.domain.clock import TrustedClock, TrustedTime
from kiosk.domain.syncfile import HelplineFile, RefusalCode, Refused
from kiosk.sync.apply import (
    ApplyContext,
    Progress,
    SyncStep,
    apply_bundle,
    commit,
    importable_content,
    read_baseline,
)
from kiosk.sync.baseline import without_unseen
from kiosk.sync.baseline_updates import repeats_undone
from kiosk.sync.cautions import with_unread
from kiosk.sync.changes import compare
from kiosk.sync.container import read_container
from kiosk.sync.data_folder import FolderError, locked, make_folder
from kiosk.sync.databases import MakeError, SqliteMaker
from kiosk.sync.discovery import (
    FoundFile,
    NoneUsable,
    RejectedFile,
    every_file,
    file_info,
    is_in_use,
    usable_files,
)
from kiosk.sync.history import HistoryAction, HistoryEntry, is_recorded, read_history
from kiosk.sync.holders import HeldKey, key_changes, key_holders_of_file
from kiosk.sync.holds import EVEN_FOR_TWO, Circumstances, Held, HoldReason
from kiosk.sync.recovery import recover_locked
from kiosk.sync.retained_files import temp_path
from kiosk.sync.root_replacement import finish_replacement
from kiosk.sync.side import DirectoryContent
from kiosk.sync.state import State, is_made_ahead, moment, read_state, set_date
from kiosk.sync.status import data_status
from kiosk.sync.sync_answers import Candidate, DataStatus, SyncOutcome, SyncStatus
from kiosk.sync.unattended_policy import reasons_to_wait
from kiosk.sync.undoing import (
    apply_withdrawals,
    source_content,
    store_least_versions,
    undo,
    withdrawal_cost,
)
from kiosk.sync.verify import TWO, VerifiedBundle

PATIENCE_S: Final = 5.0
"""Seconds to wait for another program in the folder: a start takes less, an import more."""
NOTED: Final = 5
"""Refused files of a folder to record: those that claim to be the newest."""
_UNNOTED: Final = frozenset(
    {
        RefusalCode.BUSY,
        RefusalCode.NOTHING_FOUND,
        RefusalCode.WORKBOOK,
        RefusalCode.NOT_FOUND,
        RefusalCode.NOTHING_TO_UNDO,
        RefusalCode.OTHER_FILE,
    }
)
"""Refusals that concern no file: staff saw them, so the history does not need them."""


NUMBERS_AHEAD: Final = 100
"""Maximum lead of a file's number over the last accepted one: two years of weekly files."""
DATE_AHEAD: Final = dt.timedelta(days=45)
"""Maximum lead of its date over the last accepted one while the clock is not trusted."""
OLDER: Final = 4
"""How many older files to try if the newest one waits."""
LEAST_LIFE: Final = dt.timedelta(days=30)
"""Minimum life of a file: one that expires sooner puts cautions on everything."""
TWO_PEOPLE: Final = "two_people"
"""History code for a file that two people signed."""


class Consent(StrEnum):
    """The consent to an import: none yet, a person who read the report, the policy."""

    ASK = "ask"
    PERSON = "person"
    UNATTENDED = "unattended"


@dataclass(frozen=True, slots=True)
class Importer:
    """Import files into the folder ``data``; ``factory`` are the record files of the program."""

    data: Path
    factory: Sequence[Path]
    clock: TrustedClock
    patience: float = PATIENCE_S

    @property
    def maker(self) -> SqliteMaker:
        """The database maker."""
        return SqliteMaker(self.factory)

    def candidates(self, path: Path) -> tuple[Candidate, ...]:
        """Return what a file, stick or folder offers, newest first. Raises :class:`Refused`."""
        time = self.clock.read()
        with self.folder() as state, temp_path(self.data, "incoming") as incoming:
            return every_file(self.data, state, path, incoming, time)

    def sync(
        self,
        path: Path,
        consent: Consent = Consent.ASK,
        expect: str | None = None,
        progress: Progress | None = None,
    ) -> SyncOutcome:
        """Import the newest usable file at ``path``, as far as ``consent`` allows.

        ``expect`` is the SHA-256 of the file whose report was read; any other file is refused.
        """
        context = self._context(progress)
        try:
            with self.folder() as state, temp_path(self.data, "incoming") as incoming:
                context.step(SyncStep.RECEIVE)
                found = usable_files(context, state, path, incoming, expect)
                return self._import_newest(context, state, found, consent)
        except NoneUsable as error:
            self._note_turned(context, error.turned)
            return SyncOutcome(
                status=SyncStatus.REFUSED,
                code=error.code,
                where=error.where,
                claim=error.answer.claim,
                others=tuple(one.answer for one in error.turned[1:]),
                more=error.more,
            )
        except Refused as error:
            self._note_refused(context, error.code)
            return SyncOutcome(status=SyncStatus.REFUSED, code=error.code, where=error.where)

    def _import_newest(
        self, context: ApplyContext, state: State, found: Iterator[FoundFile], consent: Consent
    ) -> SyncOutcome:
        """Import the newest file, or an older acceptable one if it waits; report both.

        The waiting file is recorded last, so that staff see it next to the imported one.
        """
        newest = next(found)
        outcome = self._import_file(context, state, newest, consent)
        if consent is not Consent.UNATTENDED or outcome.hold is None:
            return outcome
        waits = _entry(HistoryAction.HELD, outcome.hold.value, newest)
        for older in islice(found, OLDER):
            now = read_state(self.data)[0] or state
            own = older.bundle.versions
            if (own.root, own.targets) < now.least:
                break
            older_outcome = self._import_file(context, now, older, consent)
            if older_outcome.status is SyncStatus.APPLIED:
                self._note_once(context, waits)
                return msgspec.structs.replace(
                    older_outcome, hold=outcome.hold, about=outcome.about
                )
            if older_outcome.status is SyncStatus.ALREADY:
                break
        self._note_once(context, waits)
        return outcome

    def _import_file(
        self, context: ApplyContext, state: State, found: FoundFile, consent: Consent
    ) -> SyncOutcome:
        """Compare, decide, and apply or wait."""
        bundle, time = found.bundle, context.time
        info = file_info(found, time)
        others = tuple(one.answer for one in found.turned)
        self._note_turned(context, found.turned)
        read = consent is not Consent.UNATTENDED or _has_two_signers(bundle)
        if is_in_use(state, bundle, read=read):
            return SyncOutcome(status=SyncStatus.ALREADY, file=info, others=others, more=found.more)
        context.step(SyncStep.COMPARE)
        old = source_content(context, state.active, state)
        new = importable_content(bundle, state)
        before = without_unseen(old or DirectoryContent((), HelplineFile(helplines=())))
        report = msgspec.structs.replace(
            compare(before, new, time.not_before, bundle.expires.date()),
            keys=key_changes(self._holdings(state, bundle), bundle.holdings),
        )
        baseline = read_baseline(self.data, state, old) if state.active.alone else None
        if baseline is not None:
            report = with_unread(report, new, baseline)
        held = self._held(state, bundle, (new, old), consent, time)
        hold = held[0].reason if held else None
        withdrawn, alone, can_undo = 0, None, False
        if hold is None and consent is Consent.UNATTENDED and not _has_two_signers(bundle):
            counts = withdrawal_cost(context, state, bundle, old)
            hold, alone = None if counts.fits else HoldReason.WITHDRAWALS, counts.cost
        if hold is None:
            new_state = apply_bundle(context, state, bundle, found.received, old, alone=alone)
            can_undo = new_state.previous is not None
            by = TWO_PEOPLE if consent is Consent.UNATTENDED and alone is None else consent.value
            context.note(_entry(HistoryAction.SYNC, by, found))
            if report.keys:
                context.note(_entry(HistoryAction.KEYS, "", found))
        else:
            state = store_least_versions(context, state, bundle)
            fits = apply_withdrawals(context, state, bundle)
            if fits is None and consent is Consent.UNATTENDED:
                hold = HoldReason.WITHDRAWALS
            withdrawn = fits[1] if fits else 0
            if withdrawn:
                context.note(_entry(HistoryAction.WITHDRAW, "", found))
        return SyncOutcome(
            status=SyncStatus.APPLIED if hold is None else SyncStatus.HELD,
            hold=hold,
            about=tuple(dict.fromkeys(one for each in held for one in each.about if one))[:3],
            file=info,
            report=report,
            withdrawn=withdrawn,
            can_undo=can_undo,
            others=others,
            more=found.more,
        )

    def _holdings(self, state: State, new: VerifiedBundle) -> frozenset[HeldKey]:
        """Return the key holders of the signed file in use, or else those of ``new``."""
        if state.active.signed is None:
            return new.holdings
        try:
            return key_holders_of_file(read_container(self.data / state.active.kept))
        except Refused:
            return new.holdings

    def _held(
        self,
        state: State,
        bundle: VerifiedBundle,
        content: tuple[DirectoryContent, DirectoryContent | None],
        consent: Consent,
        time: TrustedTime,
    ) -> list[Held]:
        """Return why a verified file waits, most serious first; empty if it may apply.

        ``content`` is the new content and the one in use.
        """
        if consent is Consent.PERSON:
            return []
        if consent is Consent.ASK:
            return [Held(HoldReason.ASK)]
        baseline = read_baseline(self.data, state, content[1])
        if baseline is None:
            never_accepted = state.person is None and state.accepted is None
            return [Held(HoldReason.FIRST_FILE if never_accepted else HoldReason.NOT_ACCEPTED)]
        undone = state.undone == bundle.accepted_as.directory_sha256
        if undone or repeats_undone(baseline, *content):
            return [Held(HoldReason.UNDONE)]
        if not time.trusted and is_made_ahead(state, bundle.facts.created):
            return [Held(HoldReason.MADE_AHEAD)]
        around = Circumstances(
            today=time.not_before,
            created=bundle.created.date(),
            expires=bundle.expires.date(),
            lines_vouched=bundle.lines_vouched,
        )
        held = [*_file_reasons(state, bundle, time), *reasons_to_wait(baseline, *content, around)]
        return (
            [one for one in held if one.reason in EVEN_FOR_TWO]
            if _has_two_signers(bundle)
            else held
        )

    def undo(self, progress: Progress | None = None) -> SyncOutcome:
        """Return to the previous data, once."""
        context = self._context(progress)
        try:
            with self.folder() as state:
                before = source_content(context, state.active, state)
                back = undo(context, state)
                now = source_content(context, back.active, back)
        except Refused as error:
            self._note_refused(context, error.code)
            return SyncOutcome(status=SyncStatus.REFUSED, code=error.code, where=error.where)
        context.note(HistoryEntry(time="", action=HistoryAction.UNDO))
        report = compare(before, now) if before and now else None
        return SyncOutcome(status=SyncStatus.UNDONE, report=report)

    def set_date(self, day: dt.date, zone: ZoneInfo) -> None:
        """Accept that today is ``day``, as a person says.

        Raises:
            ValueError: the day cannot be today.
            Refused: it cannot be stored.
        """
        start = dt.datetime.combine(day, dt.time(), zone)
        context = self._context(None)
        with self.folder() as state:
            commit(context, set_date(state, start))
        context.note(HistoryEntry(time="", action=HistoryAction.DATE))

    def status(self) -> DataStatus:
        """Return the status of the data; reads only."""
        return data_status(self.data, self.clock)

    def history(self) -> tuple[HistoryEntry, ...]:
        """Return the history of the data, oldest first."""
        return read_history(self.data)

    def _context(self, progress: Progress | None) -> ApplyContext:
        return ApplyContext(self.data, self.maker, self.clock.read(), progress or _ignore_progress)

    @contextmanager
    def folder(self) -> Iterator[State]:
        """Lock the folder and yield its intact state. Raises :class:`Refused`."""
        try:
            make_folder(self.data)
            with locked(self.data, self.patience):
                state, _ = recover_locked(self.data, self.maker)
                yield finish_replacement(self.data, state)
        except FolderError as error:
            raise Refused(RefusalCode.WRITE_FAILED, error.where) from error
        except MakeError as error:
            raise Refused(error.code) from error

    def _note_turned(self, context: ApplyContext, turned: Sequence[RejectedFile]) -> None:
        for one in turned[:NOTED]:
            self._note_refused(context, one.answer.code, one.sha256)

    def _note_refused(self, context: ApplyContext, code: RefusalCode, sha256: str = "") -> None:
        if code not in _UNNOTED:
            entry = HistoryEntry(
                time="", action=HistoryAction.REFUSED, code=code.value, file=sha256[:12]
            )
            self._note_once(context, entry)

    def _note_once(self, context: ApplyContext, entry: HistoryEntry) -> None:
        """Record ``entry`` unless the history has it: a watched folder keeps its files."""
        if not is_recorded(self.history(), entry):
            context.note(entry)


def _has_two_signers(bundle: VerifiedBundle) -> bool:
    """True if two people signed the directory, which counts as a person's consent."""
    return len(bundle.people) >= TWO


def _file_reasons(state: State, bundle: VerifiedBundle, time: TrustedTime) -> Iterator[Held]:
    """Yield the reasons that make a file wait whatever its content."""
    last, signed = state.accepted, state.active.signed
    own = bundle.versions
    if own.directory > NUMBERS_AHEAD + (last.versions.directory if last else 0):
        yield Held(HoldReason.FAR_AHEAD)
    before = moment(signed.created) if signed else None
    if not time.trusted and before and bundle.created > before + DATE_AHEAD:
        yield Held(HoldReason.FAR_AHEAD)
    if bundle.expires < max(time.now, bundle.created) + LEAST_LIFE:
        yield Held(HoldReason.ENDS_SOON)


def _entry(action: HistoryAction, code: str, found: FoundFile) -> HistoryEntry:
    """Return a history entry for a file; its time is added when it is recorded."""
    return HistoryEntry(
        time="",
        action=action,
        code=code,
        versions=found.bundle.versions,
        file=found.received.sha256[:12],
    )


def _ignore_progress(_step: SyncStep, _share: float) -> None:
    """Ignore progress."""
