"""Example states of every page of staff mode; invented names, numbers 555-01xx."""

import datetime as dt
from dataclasses import replace

from msgspec import structs

from kiosk.devices.printers import PrinterProblem
from kiosk.domain.syncfile import RefusalCode
from kiosk.staff.pin import PinFlaw
from kiosk.staff.pin_lockout import LockState, LockStatus
from kiosk.staff.staff_state import Notice, Page, StaffState, TaskKind
from kiosk.staff.staff_views import Machine, Progress, Typing
from kiosk.staff.worker_answers import StateAnswer
from kiosk.sync.change_report import ChangeReport
from kiosk.sync.history import HistoryAction, HistoryEntry
from kiosk.sync.holds import HoldReason
from kiosk.sync.restarts import ContentLevel, ServiceLevel
from kiosk.sync.sync_answers import Candidate, Claim, ClockState, SyncOutcome, SyncStatus, Waiting
from tests.staff.example_readiness import READINESS
from tests.staff.example_reports import DANGEROUS, MANY, QUIET, REPORT, WEEK
from tests.staff.staff_touches import ROOT, file_info, known

TIME = "2026-11-24T17:05Z"
NOW = dt.datetime(2026, 11, 24, 9, 5, tzinfo=dt.UTC)
OPEN = LockStatus(LockState.OPEN, left=15)
GROUPS = ("7a3f", "09c1", "d2e8", "41b6", "90ff", "1c5d", "e377", "0a2b")
PUBLISHER = "Coalition of Helping Houses of the County"
FILE = file_info(publisher=PUBLISHER)
DATA = known(152, file=FILE, trust=ROOT, can_undo=True)
MACHINE = Machine(
    DATA,
    now=NOW,
    can_close=True,
    languages=("English", "Español", "العربية", "简体中文"),
    disk_free=12_300_000_000,
)


def machine(data: StateAnswer = DATA, here: Machine = MACHINE, **status: object) -> Machine:
    """Return a machine with another state of its data."""
    return replace(here, data=structs.replace(data, status=structs.replace(data.status, **status)))


TROUBLED = machine(
    structs.replace(DATA, silent=("Lantern Night Line",), problem="no directory"),
    replace(MACHINE, disk_free=400_000_000, printer=PrinterProblem.ABSENT),
    file=structs.replace(FILE, age_days=None),
    expired=True,
    clock=ClockState.BEHIND,
    waiting=Waiting(hold=HoldReason.NUMBERS_CHANGED, versions=None, time=TIME),
    keys_changed=TIME,
    refusals=(HistoryEntry(time=TIME, action=HistoryAction.REFUSED, code="directory_signature"),),
)
FACTORY = Machine(known(152), now=NOW, languages=("English", "Español"))
UNANSWERED = replace(MACHINE, data=None)
LOST = machine(lost=True, can_undo=False)
DAMAGED = machine(
    file=structs.replace(FILE, age_days=None),
    trust_problem=RefusalCode.TRUST_DAMAGED,
    clock=ClockState.NOT_VOUCHED,
)
CHOSEN = Candidate(name="week-47.kiosksync", path="/media/stick/week-47.kiosksync")
NEWER = structs.replace(FILE, services=153)
OLDER = structs.replace(FILE, publisher="")
CLAIM = Claim(publisher="Other People", channel="oakland", listens_to=PUBLISHER)
FILES = (
    Candidate(name="week-47.kiosksync", path="/media/a/week-47.kiosksync", file=NEWER),
    Candidate(name="new.kiosksync", path="/media/a/n", code=RefusalCode.NO_TRUST),
    Candidate(name="week-46.kiosksync", path="/media/a/o", file=OLDER, already=True),
    Candidate(
        name="a-name-that-somebody-made-much-longer-than-any-name-should-be-(copy-2)…",
        path="/media/a/c",
        code=RefusalCode.DIRECTORY_SIGNATURE,
    ),
    Candidate(name="cut.kiosksync", path="/media/a/t", code=RefusalCode.TRUNCATED),
    Candidate(
        name="other.kiosksync", path="/media/a/x", code=RefusalCode.OTHER_COALITION, claim=CLAIM
    ),
    Candidate(name="directory.xlsx", path="/media/a/w", code=RefusalCode.WORKBOOK),
)


def outcome(report: ChangeReport) -> SyncOutcome:
    """Return a report that waits for a person."""
    file = structs.replace(FILE, signers=("Editor at the desk", "Second editor"))
    return SyncOutcome(status=SyncStatus.HELD, report=report, file=file)


def trust(typed: str, busy: TaskKind | None = None) -> StaffState:
    """Return the first-trust page with part of the fingerprint typed."""
    return StaffState(
        Page.TRUST,
        busy=busy,
        typing=Typing(typed),
        fingerprint=GROUPS,
        chosen=CHOSEN,
    )


def result(
    ending: SyncStatus | None,
    code: RefusalCode | None = None,
    work: TaskKind = TaskKind.IMPORT,
    *,
    can_undo: bool = True,
) -> StaffState:
    """Return the outcome of an import or other work."""
    found = ending and SyncOutcome(status=ending, code=code, report=REPORT, can_undo=can_undo)
    return StaffState(Page.RESULT, outcome=found, ended=work)


def pin(page: Page = Page.PIN, typed: str = "", **more: object) -> StaffState:
    """Return a PIN page."""
    return StaffState(page, typing=Typing(typed), **{"lock": OPEN, **more})  # type: ignore[arg-type]


SAMPLES: dict[str, StaffState] = {
    "pin": pin(typed="2709"),
    "pin-helpers": pin(helpers=True),
    "pin-helpers-locked": pin(
        helpers=True, lock=LockStatus(LockState.LOCKED, seconds=85_431, left=0)
    ),
    "helper-pin": pin(Page.HELPER_PIN, "2709"),
    "helper-pin-damaged": pin(Page.HELPER_PIN, notice=Notice.PIN_DAMAGED),
    "pin-taken": pin(Page.PIN_NEW, notice=Notice.PIN_TAKEN),
    "pin-ready": pin(typed="270918461530"),
    "pin-wrong": pin(notice=Notice.WRONG_PIN, lock=LockStatus(LockState.OPEN, left=9)),
    "pin-wait": pin(lock=LockStatus(LockState.WAITING, seconds=7431, left=2)),
    "pin-locked": pin(lock=LockStatus(LockState.LOCKED, seconds=85_431, left=0)),
    "pin-no-file": pin(
        lock=LockStatus(LockState.LOCKED, seconds=431, left=0), notice=Notice.NO_SIGNED_FILE
    ),
    "pin-opened": pin(lock=LockStatus(LockState.WAITING, seconds=59, left=9)),
    "pin-damaged": pin(notice=Notice.PIN_DAMAGED),
    "pin-not-counted": pin(notice=Notice.NOT_COUNTED),
    "pin-busy": pin(busy=TaskKind.TRY_PIN),
    "pin-old": pin(Page.PIN_OLD),
    "pin-new": pin(Page.PIN_NEW, "2709"),
    "pin-weak": pin(Page.PIN_NEW, notice=Notice.PIN_FLAW, flaw=PinFlaw.WEAK),
    "pin-differs": pin(Page.PIN_NEW, notice=Notice.PIN_DIFFERS),
    "pin-again": pin(Page.PIN_AGAIN, "270918"),
    "home": StaffState(Page.HOME, machine=MACHINE),
    "home-looking": StaffState(Page.HOME, busy=TaskKind.READ_MACHINE),
    "home-troubled": StaffState(Page.HOME, machine=TROUBLED, notice=Notice.PIN_CHANGED),
    "home-lost": StaffState(Page.HOME, machine=LOST),
    "home-damaged": StaffState(Page.HOME, machine=DAMAGED),
    "home-unheard": StaffState(Page.HOME, machine=UNANSWERED),
    "home-factory": StaffState(Page.HOME, machine=FACTORY),
    "files": StaffState(Page.FILES, files=FILES),
    "files-one": StaffState(Page.FILES, files=FILES[:1]),
    "files-many": StaffState(Page.FILES, files=FILES[:1] * 9),
    "files-looking": StaffState(Page.FILES, busy=TaskKind.FIND_FILES),
    "files-none": StaffState(Page.FILES),
    "files-bad": StaffState(Page.FILES, files=FILES[3:]),
    "trust": trust(""),
    "trust-typing": trust("7a3f09c1d2"),
    "trust-wrong": trust("7a3f09c1d2e7"),
    "trust-right": trust("".join(GROUPS), TaskKind.INSPECT),
    "report": StaffState(Page.REPORT, outcome=outcome(WEEK), chosen=CHOSEN),
    "report-all": StaffState(Page.REPORT, outcome=outcome(REPORT), chosen=CHOSEN),
    "report-dangerous": StaffState(Page.REPORT, outcome=outcome(DANGEROUS), chosen=CHOSEN),
    "report-many": StaffState(Page.REPORT, outcome=outcome(MANY), chosen=CHOSEN),
    "report-withdrawn": StaffState(
        Page.REPORT, outcome=structs.replace(outcome(QUIET), withdrawn=2), chosen=CHOSEN
    ),
    "report-quiet": StaffState(Page.REPORT, outcome=outcome(QUIET), chosen=CHOSEN),
    "working": StaffState(Page.WORKING, busy=TaskKind.IMPORT, progress=Progress("build", 0.5)),
    "working-begin": StaffState(Page.WORKING, busy=TaskKind.IMPORT),
    "working-undo": StaffState(Page.WORKING, busy=TaskKind.UNDO),
    "result-applied": result(SyncStatus.APPLIED),
    "result-applied-for-good": result(SyncStatus.APPLIED, can_undo=False),
    "result-undone": result(SyncStatus.UNDONE, work=TaskKind.UNDO),
    "result-already": result(SyncStatus.ALREADY),
    "result-held": result(SyncStatus.HELD),
    **{f"result-{code.value}": result(SyncStatus.REFUSED, code) for code in RefusalCode},
    "result-failed": result(None),
    "result-undo-refused": result(SyncStatus.REFUSED, RefusalCode.NOTHING_TO_UNDO, TaskKind.UNDO),
    "result-find-busy": result(SyncStatus.REFUSED, RefusalCode.BUSY, TaskKind.FIND_FILES),
    "undo": StaffState(Page.UNDO, machine=MACHINE),
    "home-fallen-back": StaffState(
        Page.HOME,
        machine=replace(MACHINE, footing=ServiceLevel.PREVIOUS, shown=ContentLevel.BEFORE),
    ),
    "care": StaffState(Page.CARE, machine=MACHINE),
    "care-closing": StaffState(Page.CARE, machine=MACHINE, notice=Notice.CARE_BEGUN),
    "care-not": StaffState(Page.CARE, machine=MACHINE, notice=Notice.CARE_NOT_BEGUN),
    "date": StaffState(Page.DATE, typing=Typing("202611")),
    "date-again": StaffState(Page.DATE, typing=Typing("20261128", first="20261128")),
    "date-wrong": StaffState(Page.DATE, notice=Notice.NO_DATE),
    "clean": StaffState(Page.CLEAN, left=30, machine=MACHINE),
    "history": StaffState(
        Page.HISTORY,
        history=(
            HistoryEntry(time=TIME, action=HistoryAction.SYNC, code="person"),
            HistoryEntry(time=TIME, action=HistoryAction.REFUSED, code="directory_signature"),
            HistoryEntry(time="", action=HistoryAction.UNDO),
            HistoryEntry(time=TIME, action=HistoryAction.HELD, code="services_gone"),
            HistoryEntry(time=TIME, action=HistoryAction.TRUST),
            HistoryEntry(time=TIME, action=HistoryAction.WITHDRAW),
            HistoryEntry(time=TIME, action=HistoryAction.SYNC, code="unattended"),
        )
        * 3,
    ),
    **READINESS,
    "history-none": StaffState(Page.HISTORY),
    "history-looking": StaffState(Page.HISTORY, busy=TaskKind.READ_HISTORY),
}
