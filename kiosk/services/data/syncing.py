"""Bringing new data and taking it back: one object for the shell, the screen, the watched folder.

It runs in a process of its own: it may take memory, it may die, and the visitor's screen goes on.
Whatever fails leaves the old data in use and is one closed code; nothing of a file is ever quoted.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from kiosk.domain.clock import Clock, TrustedTime
from kiosk.domain.syncfile import HelplineFile, RefusalCode, Refused
from kiosk.services.data.databases import SqliteMaker
from kiosk.services.data.found_files import (
    FoundFile,
    NoneUsable,
    Turned,
    best_file,
    every_file,
    file_info,
    in_use,
)
from kiosk.services.data.status import data_status
from kiosk.services.data.sync_answers import Candidate, DataStatus, SyncOutcome, SyncStatus
from kiosk.sync.apply import (
    Progress,
    Shelf,
    SyncStep,
    apply_bundle,
    commit,
    read_baseline,
    taken_content,
)
from kiosk.sync.changes import Content, compare
from kiosk.sync.history import Action, Entry, note, read_history
from kiosk.sync.kept import unfinished
from kiosk.sync.limits import HoldReason, drift, too_far
from kiosk.sync.recovery import recover_locked
from kiosk.sync.slots import FolderError, MakeError, Maker, locked, make_folder
from kiosk.sync.state import State, dated, is_made_ahead
from kiosk.sync.succession import finish
from kiosk.sync.undoing import loaded, undo, with_the_rest, withdraw_alone

PATIENCE_S: Final = 5.0
"""How long to wait for somebody else at work in the folder: a start takes less, an import more."""
NOTED: Final = 5
"""Refused files of one folder that are noted, those first that claim to be the newest."""
_UNNOTED: Final = frozenset(
    {
        RefusalCode.BUSY,
        RefusalCode.NOTHING_FOUND,
        RefusalCode.NOT_FOUND,
        RefusalCode.NOTHING_TO_UNDO,
        RefusalCode.OTHER_FILE,
    }
)
"""Refusals that tell of no file: staff saw them, and a history of them would help nobody."""


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
    clock: Clock
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
                found = best_file(shelf, state, path, incoming, time=time, expect=expect)
                return self._taken(shelf, state, found, consent, time)
        except NoneUsable as error:
            self._note_turned(time, error.turned)
            return SyncOutcome(
                status=SyncStatus.REFUSED,
                code=error.code,
                where=error.where,
                others=tuple(one.told for one in error.turned[1:]),
                more=error.more,
            )
        except Refused as error:
            self._note_refused(time, error.code)
            return SyncOutcome(status=SyncStatus.REFUSED, code=error.code, where=error.where)

    def _taken(
        self, shelf: Shelf, state: State, found: FoundFile, consent: Consent, time: TrustedTime
    ) -> SyncOutcome:
        """Compare, decide, and apply or wait."""
        bundle = found.bundle
        info = file_info(found, time)
        others = tuple(one.told for one in found.turned)
        self._note_turned(time, found.turned)
        if in_use(state, bundle):
            return SyncOutcome(status=SyncStatus.ALREADY, file=info, others=others, more=found.more)
        shelf.step(SyncStep.COMPARE)
        old = loaded(shelf, state.active, state)
        new = taken_content(bundle, state)
        report = compare(old or Content((), HelplineFile(helplines=())), new)
        hold = self._hold(state, found, new, consent, time)
        withdrawn, alone, can_undo = 0, None, False
        if hold is None and consent is Consent.UNATTENDED:
            counts = with_the_rest(shelf, state, bundle, old)
            hold, alone = None if counts.fits else HoldReason.WITHDRAWALS, counts.cost
        if hold is None:
            taken = apply_bundle(shelf, state, bundle, found.received, old, alone=alone)
            can_undo = taken.previous is not None
            note(self.data, time, _entry(Action.SYNC, consent.value, found))
        else:
            fits = withdraw_alone(shelf, state, bundle)
            if fits is None and consent is Consent.UNATTENDED:
                hold = HoldReason.WITHDRAWALS
            withdrawn = fits[1] if fits else 0
            if withdrawn:
                note(self.data, time, _entry(Action.WITHDRAW, "", found))
            if consent is Consent.UNATTENDED:
                self._note_once(time, _entry(Action.HELD, hold.value, found))
        return SyncOutcome(
            status=SyncStatus.APPLIED if hold is None else SyncStatus.HELD,
            hold=hold,
            file=info,
            report=report,
            withdrawn=withdrawn,
            can_undo=can_undo,
            others=others,
            more=found.more,
        )

    def _hold(
        self, state: State, found: FoundFile, new: Content, consent: Consent, time: TrustedTime
    ) -> HoldReason | None:
        """Why a verified file waits, ``None`` where it may apply."""
        if consent is Consent.PERSON:
            return None
        if consent is Consent.ASK:
            return HoldReason.ASK
        baseline = read_baseline(self.data, state)
        if baseline is None:
            return HoldReason.FIRST_FILE
        if state.undone == found.bundle.accepted_as.directory_sha256:
            return HoldReason.UNDONE
        if not time.trusted and is_made_ahead(state, found.bundle.facts.created):
            return HoldReason.MADE_AHEAD
        return too_far(drift(baseline, new))

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
        note(self.data, time, Entry(time="", action=Action.UNDO))
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
        note(self.data, time, Entry(time="", action=Action.DATE))

    def status(self) -> DataStatus:
        """What there is to know about the data; reads only."""
        return data_status(self.data, self.clock)

    def history(self) -> tuple[Entry, ...]:
        """What happened to the data, oldest first."""
        return read_history(self.data)

    def _shelf(self, time: TrustedTime, progress: Progress | None) -> Shelf:
        today = time.today.isoformat() if time.today else ""
        return Shelf(self.data, self.maker, today, progress or _silent)

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

    def _note_turned(self, time: TrustedTime, turned: Sequence[Turned]) -> None:
        for one in turned[:NOTED]:
            self._note_refused(time, one.told.code, one.sha256)

    def _note_refused(self, time: TrustedTime, code: RefusalCode, sha256: str = "") -> None:
        if code not in _UNNOTED:
            entry = Entry(time="", action=Action.REFUSED, code=code.value, file=sha256[:12])
            self._note_once(time, entry)

    def _note_once(self, time: TrustedTime, entry: Entry) -> None:
        """Note it unless the history says so: a watched folder keeps its files."""
        if not _said(self.history(), entry):
            note(self.data, time, entry)


def _entry(action: Action, code: str, found: FoundFile) -> Entry:
    """What was done with a file; its time comes when it is noted."""
    return Entry(
        time="",
        action=action,
        code=code,
        versions=found.bundle.versions,
        file=found.received.sha256[:12],
    )


def _said(history: Sequence[Entry], entry: Entry) -> bool:
    """Whether a refusal or a wait is noted already.

    A file is refused once. What names no file is said again after anything else happened, and a
    wait after another one or a decision.
    """
    if entry.action is Action.HELD:
        ends = frozenset({Action.SYNC, Action.UNDO, Action.TRUST, Action.HELD})
    else:
        ends = frozenset() if entry.file else frozenset(Action) - {Action.REFUSED}
    for one in reversed(history):
        if msgspec.structs.replace(one, time="") == entry:
            return True
        if one.action in ends:
            return False
    return False


def _silent(_step: SyncStep, _share: float) -> None:
    """Nobody wants to know how far it is."""
