"""Bringing new data and taking it back: one object for the shell, the screen, the watched folder.

It runs in a process of its own: it may take memory, it may die, and the visitor's screen goes on.
Whatever fails leaves the old data in use and is one closed code; nothing of a file is ever quoted.
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
from kiosk.sync.answers import Candidate, DataStatus, SyncOutcome, SyncStatus
from kiosk.sync.apply import (
    ApplyContext,
    Progress,
    SyncStep,
    apply_bundle,
    commit,
    read_baseline,
    taken_content,
)
from kiosk.sync.baseline import without_unseen
from kiosk.sync.cautions import with_unread
from kiosk.sync.changes import compare
from kiosk.sync.container import read_container
from kiosk.sync.data_folder import FolderError, MakeError, Maker, locked, make_folder
from kiosk.sync.databases import SqliteMaker
from kiosk.sync.discovery import (
    FoundFile,
    NoneUsable,
    RejectedFile,
    every_file,
    file_info,
    in_use,
    usable_files,
)
from kiosk.sync.history import HistoryAction, HistoryEntry, note, read_history
from kiosk.sync.holders import Holding, holdings_of, key_changes
from kiosk.sync.holds import EVEN_FOR_TWO, Circumstances, Held, HoldReason
from kiosk.sync.recovery import recover_locked
from kiosk.sync.retained_files import unfinished
from kiosk.sync.root_replacement import finish
from kiosk.sync.side import DirectoryContent
from kiosk.sync.state import State, dated, is_made_ahead, moment, read_state
from kiosk.sync.status import data_status
from kiosk.sync.unattended_policy import reasons_to_wait
from kiosk.sync.undoing import apply_withdrawals, loaded, see_targets, undo, withdrawal_cost
from kiosk.sync.verify import TWO, VerifiedBundle

PATIENCE_S: Final = 5.0
"""How long to wait for somebody else at work in the folder: a start takes less, an import more."""
NOTED: Final = 5
"""Refused files of one folder that are noted, those first that claim to be the newest."""
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
"""Refusals that tell of no file: staff saw them, and a history of them would help nobody."""


NUMBERS_AHEAD: Final = 100
"""How far the number of a file may be beyond the last accepted one: two years of weekly files."""
DATE_AHEAD: Final = dt.timedelta(days=45)
"""How far its day may be beyond the last accepted one, where the clock cannot say it is wrong."""
OLDER: Final = 4
"""How many files are looked at behind the newest where that one waits."""
LEAST_LIFE: Final = dt.timedelta(days=30)
"""How long a file must last: one that ends sooner puts its cautions on everything."""
TWO_PEOPLE: Final = "two_people"
"""Who stood behind a file that two people signed, in the history."""


class Consent(StrEnum):
    """Who stands behind an import: nobody yet, a person who read the report, the limits."""

    ASK = "ask"
    PERSON = "person"
    UNATTENDED = "unattended"


@dataclass(frozen=True, slots=True)
class Syncing:
    """The data folder ``data``; ``factory`` are the record files that come with the program."""

    data: Path
    factory: Sequence[Path]
    clock: TrustedClock
    builder: Maker | None = None
    patience: float = PATIENCE_S

    @property
    def maker(self) -> Maker:
        """Who makes databases."""
        return self.builder or SqliteMaker(self.factory)

    def candidates(self, path: Path) -> tuple[Candidate, ...]:
        """What a file, stick or folder offers, the newest first. Raises :class:`Refused`."""
        time = self.clock.read()
        with self.folder() as state, unfinished(self.data, "incoming") as incoming:
            return every_file(self.data, state, path, incoming, time)

    def sync(
        self,
        path: Path,
        consent: Consent = Consent.ASK,
        expect: str | None = None,
        progress: Progress | None = None,
    ) -> SyncOutcome:
        """Take the newest usable file at ``path``, as far as ``consent`` goes.

        ``expect`` is the SHA-256 of the file whose report was read; any other is refused.
        """
        time = self.clock.read()
        shelf = self._shelf(time, progress)
        try:
            with self.folder() as state, unfinished(self.data, "incoming") as incoming:
                shelf.step(SyncStep.RECEIVE)
                found = usable_files(shelf, state, path, incoming, time=time, expect=expect)
                return self._newest_that_passes(shelf, state, found, consent, time)
        except NoneUsable as error:
            self._note_turned(time, error.turned)
            return SyncOutcome(
                status=SyncStatus.REFUSED,
                code=error.code,
                where=error.where,
                claim=error.told.claim,
                others=tuple(one.told for one in error.turned[1:]),
                more=error.more,
            )
        except Refused as error:
            self._note_refused(time, error.code)
            return SyncOutcome(status=SyncStatus.REFUSED, code=error.code, where=error.where)

    def _newest_that_passes(
        self,
        shelf: ApplyContext,
        state: State,
        found: Iterator[FoundFile],
        consent: Consent,
        time: TrustedTime,
    ) -> SyncOutcome:
        """Take the newest file; where it waits, an older one that need not, and both are said.

        What waits is noted last, so that staff see it beside what was taken.
        """
        newest = next(found)
        outcome = self._taken(shelf, state, newest, consent, time)
        if consent is not Consent.UNATTENDED or outcome.hold is None:
            return outcome
        waits = _entry(HistoryAction.HELD, outcome.hold.value, newest)
        for older in islice(found, OLDER):
            now = read_state(self.data)[0] or state
            own = older.bundle.versions
            if (own.root, own.targets) < now.least:
                break
            taken = self._taken(shelf, now, older, consent, time)
            if taken.status is SyncStatus.APPLIED:
                self._note_once(time, waits)
                return msgspec.structs.replace(taken, hold=outcome.hold, about=outcome.about)
            if taken.status is SyncStatus.ALREADY:
                break
        self._note_once(time, waits)
        return outcome

    def _taken(
        self,
        shelf: ApplyContext,
        state: State,
        found: FoundFile,
        consent: Consent,
        time: TrustedTime,
    ) -> SyncOutcome:
        """Compare, decide, and apply or wait."""
        bundle = found.bundle
        info = file_info(found, time)
        others = tuple(one.told for one in found.turned)
        self._note_turned(time, found.turned)
        read = consent is not Consent.UNATTENDED or _two(bundle)
        if in_use(state, bundle, read=read):
            return SyncOutcome(status=SyncStatus.ALREADY, file=info, others=others, more=found.more)
        shelf.step(SyncStep.COMPARE)
        old = loaded(shelf, state.active, state)
        new = taken_content(bundle, state)
        before = without_unseen(old or DirectoryContent((), HelplineFile(helplines=())))
        report = msgspec.structs.replace(
            compare(before, new, time.not_before, bundle.expires.date()),
            keys=key_changes(self._holdings(state, bundle), bundle.holdings),
        )
        baseline = read_baseline(self.data, state) if state.active.alone else None
        if baseline is not None:
            report = with_unread(report, new, baseline)
        held = self._held(state, bundle, (new, old), consent, time)
        hold = held[0].reason if held else None
        withdrawn, alone, can_undo = 0, None, False
        if hold is None and consent is Consent.UNATTENDED and not _two(bundle):
            counts = withdrawal_cost(shelf, state, bundle, old)
            hold, alone = None if counts.fits else HoldReason.WITHDRAWALS, counts.cost
        if hold is None:
            taken = apply_bundle(shelf, state, bundle, found.received, old, alone=alone)
            can_undo = taken.previous is not None
            by = TWO_PEOPLE if consent is Consent.UNATTENDED and alone is None else consent.value
            note(self.data, time, _entry(HistoryAction.SYNC, by, found))
            if report.keys:
                note(self.data, time, _entry(HistoryAction.KEYS, "", found))
        else:
            state = see_targets(shelf, state, bundle)
            fits = apply_withdrawals(shelf, state, bundle)
            if fits is None and consent is Consent.UNATTENDED:
                hold = HoldReason.WITHDRAWALS
            withdrawn = fits[1] if fits else 0
            if withdrawn:
                note(self.data, time, _entry(HistoryAction.WITHDRAW, "", found))
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

    def _holdings(self, state: State, new: VerifiedBundle) -> frozenset[Holding]:
        """Whose keys counted by the signed file in use; as in the ``new`` one where none can."""
        if state.active.signed is None:
            return new.holdings
        try:
            return holdings_of(read_container(self.data / state.active.kept))
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
        """Why a verified file waits, the most serious reason first; nothing where it may apply.

        ``content`` is the new one and that in use.
        """
        if consent is Consent.PERSON:
            return []
        if consent is Consent.ASK:
            return [Held(HoldReason.ASK)]
        baseline = read_baseline(self.data, state)
        if baseline is None:
            none = state.person is None and state.accepted is None
            return [Held(HoldReason.FIRST_FILE if none else HoldReason.NOT_ACCEPTED)]
        if state.undone == bundle.accepted_as.directory_sha256:
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
        return [one for one in held if one.reason in EVEN_FOR_TWO] if _two(bundle) else held

    def undo(self, progress: Progress | None = None) -> SyncOutcome:
        """Go back to the data before, once."""
        time = self.clock.read()
        shelf = self._shelf(time, progress)
        try:
            with self.folder() as state:
                was = loaded(shelf, state.active, state)
                back = undo(shelf, state)
                now = loaded(shelf, back.active, back)
        except Refused as error:
            self._note_refused(time, error.code)
            return SyncOutcome(status=SyncStatus.REFUSED, code=error.code, where=error.where)
        note(self.data, time, HistoryEntry(time="", action=HistoryAction.UNDO))
        report = compare(was, now) if was and now else None
        return SyncOutcome(status=SyncStatus.UNDONE, report=report)

    def set_date(self, day: dt.date, place: ZoneInfo) -> None:
        """Take it that today is ``day``, because a person says so.

        Raises :class:`ValueError` for a day that cannot be today, :class:`Refused` where it cannot
        be kept.
        """
        begins = dt.datetime.combine(day, dt.time(), place)
        time = self.clock.read()
        with self.folder() as state:
            commit(self._shelf(time, None), dated(state, begins))
        note(self.data, time, HistoryEntry(time="", action=HistoryAction.DATE))

    def status(self) -> DataStatus:
        """What there is to know about the data; reads only."""
        return data_status(self.data, self.clock)

    def history(self) -> tuple[HistoryEntry, ...]:
        """What happened to the data, oldest first."""
        return read_history(self.data)

    def _shelf(self, time: TrustedTime, progress: Progress | None) -> ApplyContext:
        today = time.today.isoformat() if time.today else ""
        return ApplyContext(self.data, self.maker, today, progress or _silent)

    @contextmanager
    def folder(self) -> Iterator[State]:
        """The folder for ourselves alone, its data whole. Raises :class:`Refused`."""
        try:
            make_folder(self.data)
            with locked(self.data, self.patience):
                state, _ = recover_locked(self.data, self.maker)
                yield finish(self.data, state)
        except FolderError as error:
            raise Refused(RefusalCode.WRITE_FAILED, error.where) from error
        except MakeError as error:
            raise Refused(error.code) from error

    def _note_turned(self, time: TrustedTime, turned: Sequence[RejectedFile]) -> None:
        for one in turned[:NOTED]:
            self._note_refused(time, one.told.code, one.sha256)

    def _note_refused(self, time: TrustedTime, code: RefusalCode, sha256: str = "") -> None:
        if code not in _UNNOTED:
            entry = HistoryEntry(
                time="", action=HistoryAction.REFUSED, code=code.value, file=sha256[:12]
            )
            self._note_once(time, entry)

    def _note_once(self, time: TrustedTime, entry: HistoryEntry) -> None:
        """Note it unless the history says so: a watched folder keeps its files."""
        if not _said(self.history(), entry):
            note(self.data, time, entry)


def _two(bundle: VerifiedBundle) -> bool:
    """Whether two people signed the directory: that is a person's yes."""
    return len(bundle.people) >= TWO


def _file_reasons(state: State, bundle: VerifiedBundle, time: TrustedTime) -> Iterator[Held]:
    """What makes a file wait whatever is in it."""
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
    """What was done with a file; its time comes when it is noted."""
    return HistoryEntry(
        time="",
        action=action,
        code=code,
        versions=found.bundle.versions,
        file=found.received.sha256[:12],
    )


def _said(history: Sequence[HistoryEntry], entry: HistoryEntry) -> bool:
    """Whether a refusal or a wait is noted already.

    A file is refused once. What names no file is said again after anything else happened, and a
    wait after another one or a decision.
    """
    if entry.action is HistoryAction.HELD:
        ends = frozenset(
            {HistoryAction.SYNC, HistoryAction.UNDO, HistoryAction.TRUST, HistoryAction.HELD}
        )
    else:
        ends = frozenset() if entry.file else frozenset(HistoryAction) - {HistoryAction.REFUSED}
    for one in reversed(history):
        if msgspec.structs.replace(one, time="") == entry:
            return True
        if one.action in ends:
            return False
    return False


def _silent(_step: SyncStep, _share: float) -> None:
    """Nobody wants to know how far it is."""
