"""Example states of the readiness and printer pages."""

from dataclasses import replace

import msgspec

from kiosk.devices.printer_choice import PrinterChoice, PrintersAnswer
from kiosk.devices.printers import PrinterProblem
from kiosk.domain.syncfile import Versions
from kiosk.readiness.codes import Level, StaffAnswers
from kiosk.readiness.readiness_findings import Facts, PrinterFacts, Privacy, SpeechFacts, findings
from kiosk.readiness.readiness_sentences import MEANINGS
from kiosk.readiness.staff_answers import CheckedAnswer, DoctorAnswer, worst
from kiosk.staff.staff_state import Notice, Page, StaffState, TaskKind
from kiosk.staff.staff_views import Machine
from kiosk.sync.state import DataSource
from kiosk.sync.sync_answers import ClockState, DataStatus, FileInfo, TrustInfo

FILE = FileInfo(
    name="",
    sha256="0" * 64,
    versions=Versions(1, 2, 30),
    created="2026-11-20T09:00:00Z",
    age_days=4,
    expires="2027-05-20T09:00:00Z",
    channel="county",
    publisher="Coalition of Helping Houses of the County",
    signers=("Editor at the desk",),
)
GOOD = Facts(
    data=DataStatus(
        source=DataSource.SIGNED,
        file=FILE,
        trust=TrustInfo(version=1, channel="county", publisher="Coalition", fingerprint=()),
        can_undo=True,
    ),
    event="verified",
    languages=("English", "Español", "العربية", "简体中文"),
    printer=PrinterFacts(there=True),
    diagonal=21.5,
    idle=120,
    title="Information",
    privacy=Privacy(swap=False, journal=False),
    disk_free=12_300_000_000,
    staff_answers=StaffAnswers(sightline=False, earshot=False),
)
"""A kiosk without any problem."""
TROUBLED = replace(
    GOOD,
    data=DataStatus(clock=ClockState.BEHIND),
    problem="no directory",
    settings_problem="unknown table",
    lacking=("العربية",),
    printer=PrinterFacts(there=True, trouble=PrinterProblem.PAPER_OUT),
    speech=SpeechFacts(missing=("espeak-ng", "aplay"), loud=True),
    diagonal=10.1,
    has_pin=False,
    title="Safe house",
    privacy=Privacy(swap=True, journal=True, traces=True),
    disk_free=400_000_000,
    staff_answers=StaffAnswers(sightline=True, earshot=True),
)
"""A kiosk with all problems that can occur together."""
OFFICE = replace(
    GOOD,
    printer=PrinterFacts(there=True, trouble=PrinterProblem.JAM),
    speech=SpeechFacts(voiceless=("Hmoob",)),
    privacy=Privacy(swap=True),
    staff_answers=StaffAnswers(),
)
"""A carefully set up kiosk with two problems."""
CLOSES = Machine(can_close=True)
"""A machine with a maintenance login."""


def answer(facts: Facts, saved: str = "") -> DoctorAnswer:
    """Return the answer of the check, without sentences."""
    checks = tuple(
        CheckedAnswer(
            check=MEANINGS[one.finding].check,
            level=MEANINGS[one.finding].level,
            finding=one.finding,
            says="",
            count=one.count,
            names=one.names,
            day=one.day,
        )
        for one in findings(facts)
    )
    answers = facts.staff_answers
    return DoctorAnswer(
        level=worst([*(one.level for one in checks), Level.OK]),
        checks=checks,
        sightline=answers.sightline,
        earshot=answers.earshot,
        saved=saved,
    )


def page(facts: Facts, saved: str = "", notice: Notice | None = None) -> StaffState:
    """Return the page with the findings."""
    return StaffState(
        Page.READY,
        ready=answer(facts, saved),
        staff_answers=facts.staff_answers,
        notice=notice,
        machine=CLOSES,
    )


PRINTERS = PrintersAnswer(
    choices=(
        PrinterChoice(place="cups:Front-desk"),
        PrinterChoice(place="cups:Office_2nd_floor_left", trouble=PrinterProblem.ABSENT),
        PrinterChoice(place="escpos:/dev/usb/lp0", trouble=PrinterProblem.PAPER_OUT),
    ),
    place="cups:Front-desk",
    paper="letter",
)


def _printer(found: PrintersAnswer, notice: Notice | None = None) -> StaffState:
    return StaffState(Page.PRINTER, printers=found, notice=notice)


_ROLL = msgspec.structs.replace(PRINTERS, place="escpos:/dev/usb/lp0", paper="58", tested=True)
READINESS: dict[str, StaffState] = {
    "ready": page(GOOD, "2026-11-24"),
    "ready-office": page(OFFICE),
    "ready-troubled": page(TROUBLED),
    "ready-saved": page(GOOD, "2026-11-24", Notice.READY_SAVED),
    "ready-not-saved": page(OFFICE, notice=Notice.READY_NOT_SAVED),
    "ready-looking": StaffState(Page.READY, busy=TaskKind.CHECK_READINESS),
    "ready-saving": replace(page(GOOD), busy=TaskKind.SAVE_READINESS),
    "ready-broke-off": StaffState(Page.READY, machine=CLOSES),
    "printer": _printer(PRINTERS),
    "printer-none": _printer(PrintersAnswer()),
    "printer-tested": _printer(_ROLL),
    "printer-failed": _printer(msgspec.structs.replace(_ROLL, test=PrinterProblem.JAM)),
    "printer-test-broke-off": _printer(msgspec.structs.replace(_ROLL, test=PrinterProblem.FAILED)),
    "printer-not-kept": _printer(PRINTERS, Notice.PRINTER_NOT_KEPT),
    "printer-looking": StaffState(Page.PRINTER, busy=TaskKind.LIST_PRINTERS),
    "printer-testing": StaffState(Page.PRINTER, busy=TaskKind.TEST_PAGE, printers=PRINTERS),
    "printer-broke-off": StaffState(Page.PRINTER),
}
