"""All of staff mode as one value: its pages, its tasks, the state between touches."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from kiosk.devices.printer_choice import PrintersAnswer
from kiosk.domain.syncfile import RefusalCode
from kiosk.readiness.codes import StaffAnswers
from kiosk.readiness.staff_answers import DoctorAnswer
from kiosk.staff.pin import PinFlaw
from kiosk.staff.pin_lockout import AttemptResult, LockStatus
from kiosk.staff.staff_views import CLOSED, NO_PROGRESS, Machine, Progress, Typing
from kiosk.sync.history import HistoryEntry
from kiosk.sync.provisioned import PinOwner
from kiosk.sync.sync_answers import Candidate, SyncOutcome, TrustInfo

QUIET_S = 120
"""Seconds without a touch until staff mode closes. Reading a report takes longer than reading a
page, and no passer-by may find it open (the visitor's own question comes after 60 to 120 s)."""
BUSY_QUIET_S = 600
"""The same while a task makes no progress, such as reading a stick that never answers."""
GROUP, GROUPS = 4, 8
"""Hex digits of a fingerprint group, and number of groups: 128 bits that a person types."""


class Page(StrEnum):
    """The pages of staff mode. ``HELPING`` is none: the helper's view takes its place."""

    PIN = "pin"
    HELPER_PIN = "helper_pin"
    HOME = "home"
    FILES = "files"
    TRUST = "trust"
    REPORT = "report"
    WORKING = "working"
    RESULT = "result"
    UNDO = "undo"
    HISTORY = "history"
    READY = "ready"
    PRINTER = "printer"
    CLEAN = "clean"
    CARE = "care"
    DATE = "date"
    PIN_OLD = "pin_old"
    PIN_NEW = "pin_new"
    PIN_AGAIN = "pin_again"
    HELPING = "helping"


ENTRIES = frozenset((Page.PIN, Page.HELPER_PIN, Page.PIN_OLD))
"""Pages on which a PIN is tried."""


class TaskKind(StrEnum):
    """Kinds of tasks that run outside the screen's thread."""

    READ_LOCK = "read_lock"
    TRY_PIN = "try_pin"
    UNLOCK = "unlock"
    CLOSE_STICKS = "close_sticks"
    READ_MACHINE = "read_machine"
    FIND_FILES = "find_files"
    READ_FINGERPRINT = "read_fingerprint"
    TRUST_KEYS = "trust_keys"
    INSPECT = "inspect"
    IMPORT = "import"
    UNDO = "undo"
    READ_HISTORY = "read_history"
    CHECK_READINESS = "check_readiness"
    SAVE_READINESS = "save_readiness"
    LIST_PRINTERS = "list_printers"
    CHOOSE_PRINTER = "choose_printer"
    TEST_PAGE = "test_page"
    SET_PIN = "set_pin"
    SET_DATE = "set_date"
    CARE = "care"


@dataclass(frozen=True, slots=True)
class Task:
    """A task for ``path``, a file or printer.

    ``text`` is the PIN, fingerprint, digest, paper or day that it needs; ``staff_answers`` are a
    person's answers for the readiness report. ``owner`` is whose PIN is tried.
    """

    work: TaskKind
    path: str = ""
    text: str = field(default="", repr=False)
    staff_answers: StaffAnswers = field(default_factory=StaffAnswers)
    owner: PinOwner = PinOwner.STAFF


class Notice(StrEnum):
    """A message on the current page."""

    WRONG_PIN = "wrong_pin"
    NOT_COUNTED = "not_counted"
    NO_SIGNED_FILE = "no_signed_file"
    PIN_DAMAGED = "pin_damaged"
    PIN_FLAW = "pin_flaw"
    PIN_DIFFERS = "pin_differs"
    PIN_TAKEN = "pin_taken"
    PIN_CHANGED = "pin_changed"
    PIN_NOT_SAVED = "pin_not_saved"
    NO_DATE = "no_date"
    DATE_DIFFERS = "date_differs"
    DATE_SET = "date_set"
    READY_SAVED = "ready_saved"
    READY_NOT_SAVED = "ready_not_saved"
    PRINTER_NOT_KEPT = "printer_not_kept"
    CARE_BEGUN = "care_begun"
    CARE_NOT_BEGUN = "care_not_begun"


@dataclass(frozen=True, slots=True)
class StaffState:
    """All of staff mode. ``number`` is the page of a list, ``furthest`` the last one visited.

    ``busy`` is the current task, ``left`` the seconds of the cleaning lock, ``ended`` the task
    whose result is shown: ``outcome``, or nothing if it failed. ``helpers`` is true if helpers have
    a PIN.
    """

    page: Page = Page.PIN
    busy: TaskKind | None = None
    number: int = 0
    furthest: int = 0
    left: int = 0
    typing: Typing = field(default_factory=Typing)
    lock: LockStatus = CLOSED
    notice: Notice | None = None
    flaw: PinFlaw | None = None
    machine: Machine = field(default_factory=Machine)
    files: tuple[Candidate, ...] = ()
    chosen: Candidate | None = None
    fingerprint: tuple[str, ...] = ()
    outcome: SyncOutcome | None = None
    ended: TaskKind | None = None
    progress: Progress = NO_PROGRESS
    history: tuple[HistoryEntry, ...] = ()
    ready: DoctorAnswer | None = None
    staff_answers: StaffAnswers = field(default_factory=StaffAnswers)
    printers: PrintersAnswer | None = None
    helpers: bool = False

    @property
    def owner(self) -> PinOwner:
        """Return whose PIN is typed."""
        return PinOwner.HELPER if self.page is Page.HELPER_PIN else PinOwner.STAFF

    @property
    def wrong_group(self) -> int:
        """Return the number of the first wrong group typed (1 to 8), or 0."""
        text = self.typing.text
        for at, group in enumerate(self.fingerprint):
            typed = text[at * GROUP : (at + 1) * GROUP]
            if len(typed) == GROUP and typed != group:
                return at + 1
        return 0

    def start(self, task: Task) -> "Step":
        """Stay on the page while work is in progress."""
        return replace(self, busy=task.work, progress=NO_PROGRESS), task

    def go_to(self, page: Page, **changes: Any) -> "StaffState":
        """Go to another page; typed text and messages are cleared."""
        fresh = replace(self, page=page, number=0, furthest=0, typing=Typing())
        return replace(fresh, **{"notice": None, "flaw": None, **changes})

    def go_home(self) -> "Step":
        """Go home and read the state of the machine."""
        cleared = self.go_to(Page.HOME, files=(), chosen=None, outcome=None, fingerprint=())
        return cleared.start(Task(TaskKind.READ_MACHINE))

    def type_digit(self, digit: str, most: int) -> "StaffState":
        """Type one more digit, up to ``most``; what was said of the text before is cleared."""
        return self._typed((self.typing.text + digit)[:most])

    def erase_digit(self) -> "StaffState":
        """Erase the last digit."""
        return self._typed(self.typing.text[:-1])

    def _typed(self, text: str) -> "StaffState":
        return replace(self, typing=replace(self.typing, text=text), notice=None, flaw=None)


@dataclass(frozen=True, slots=True)
class TaskFailed:
    """The task failed for a reason without a code."""


Answer = (
    LockStatus
    | AttemptResult
    | Machine
    | tuple[Candidate, ...]
    | TrustInfo
    | SyncOutcome
    | tuple[HistoryEntry, ...]
    | DoctorAnswer
    | PrintersAnswer
    | RefusalCode
    | Notice
    | TaskFailed
    | None
)
"""Answers by kind of task; ``None`` means done."""
Step = tuple[StaffState, Task | None]
