"""Touches on the pages of staff mode, and what they meet."""

from dataclasses import replace

from kiosk.domain.syncfile import RefusalCode
from kiosk.staff.reducer import on_touch
from kiosk.staff.state import Page, StaffState, Task, TaskKind
from kiosk.staff.views import Choice, Outcome
from kiosk.sync.answers import SyncStatus, TrustInfo
from kiosk.sync.report import ChangeReport

GROUPS = ("7a3f", "09c1", "d2e8", "41b6", "90ff", "1c5d", "e377", "0a2b")
ROOT = TrustInfo(version=1, channel="county", publisher="Coalition", fingerprint=GROUPS)
FILE = Choice("week.kiosksync", "/media/a/week.kiosksync")
NEW_FILE = replace(FILE, code=RefusalCode.NO_TRUST)
REPORT = ChangeReport(services_before=1, services_after=1)
HELD = Outcome(SyncStatus.HELD, report=REPORT, digest="ab" * 32)


def touched(state: StaffState, *acts: str) -> tuple[StaffState, Task | None]:
    """The state after some touches, and the work that the last one asks for."""
    task = None
    for act in acts:
        state, task = on_touch(state, act)
    return state, task


def keys(text: str) -> tuple[str, ...]:
    """The keys of a pad that type ``text``."""
    return tuple(f"key:{letter}" for letter in text)


def waiting_for(work: TaskKind, page: Page = Page.HOME, **more: object) -> StaffState:
    """A page that waits for work."""
    return StaffState(page, busy=work, **more)  # type: ignore[arg-type]
