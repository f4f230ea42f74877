"""Touches on the pages of staff mode, and what they meet."""

from msgspec.structs import replace

from kiosk.domain.syncfile import RefusalCode, Versions
from kiosk.staff.staff_state import Page, StaffState, Task, TaskKind
from kiosk.staff.worker_answers import StateAnswer
from kiosk.sync.change_report import ChangeReport
from kiosk.sync.sync_answers import (
    Candidate,
    DataStatus,
    FileInfo,
    SyncOutcome,
    SyncStatus,
    TrustInfo,
)
from tests.touches import staff_touch

GROUPS = ("7a3f", "09c1", "d2e8", "41b6", "90ff", "1c5d", "e377", "0a2b")
ROOT = TrustInfo(version=1, channel="county", publisher="Coalition", fingerprint=GROUPS)
FILE = Candidate(name="week.kiosksync", path="/media/a/week.kiosksync")
NEW_FILE = replace(FILE, code=RefusalCode.NO_TRUST)
REPORT = ChangeReport(services_before=1, services_after=1)


def file_info(**more: object) -> FileInfo:
    """The facts of a signed file, some of them others."""
    facts = {
        "name": "",
        "sha256": "ab" * 32,
        "versions": Versions(1, 1, 2),
        "channel": "county",
        "created": "2026-11-20T20:00Z",
        "age_days": 4,
        "expires": "2027-05-19T20:00Z",
        "publisher": "Coalition",
        "signers": ("Editor at the desk",),
        "services": 152,
    }
    return FileInfo(**{**facts, **more})  # type: ignore[arg-type]


def known(services: int = 3, **status: object) -> StateAnswer:
    """What is known of the data: some of its state."""
    return StateAnswer(status=DataStatus(**status), services=services)  # type: ignore[arg-type]


HELD = SyncOutcome(status=SyncStatus.HELD, report=REPORT, file=file_info())


def touched(state: StaffState, *acts: str) -> tuple[StaffState, Task | None]:
    """The state after some touches, and the work that the last one asks for."""
    task = None
    for act in acts:
        state, task = staff_touch(state, act)
    return state, task


def keys(text: str) -> tuple[str, ...]:
    """The keys of a pad that type ``text``."""
    return tuple(f"key:{letter}" for letter in text)


def waiting_for(work: TaskKind, page: Page = Page.HOME, **more: object) -> StaffState:
    """A page that waits for work."""
    return StaffState(page, busy=work, **more)  # type: ignore[arg-type]
