"""Typed answers for staff mode, without wording."""

import datetime as dt
from dataclasses import dataclass, field

from kiosk.devices.printers import PrinterProblem
from kiosk.domain.syncfile import RefusalCode
from kiosk.staff.pin_lockout import LockState, LockStatus
from kiosk.sync.answers import ClockState, SyncStatus
from kiosk.sync.holds import HoldReason
from kiosk.sync.report import ChangeReport
from kiosk.sync.restarts import ContentLevel, ServiceLevel


@dataclass(frozen=True, slots=True)
class Machine:
    """State of data and machine. ``None`` is unknown; dates are days, ``disk_free`` is bytes.

    ``now`` is the machine's clock, trusted or not; ``hold`` is why a file waits; ``silent`` are the
    helplines out of service; ``footing`` is the level of this start, and ``shown`` what visitors
    see at it. ``unheard``: the state of the data could not be read. ``lost``: newer data was lost,
    and older data is shown. ``printer`` is the problem of the site's printer, if it has one.
    """

    unheard: bool = False
    services: int = 0
    created: dt.date | None = None
    age_days: int | None = None
    publisher: str = ""
    signers: tuple[str, ...] = ()
    expires: dt.date | None = None
    expired: bool = False
    clock: ClockState = ClockState.NOT_VOUCHED
    now: dt.datetime | None = None
    trusts: bool = False
    trust_damaged: bool = False
    keys_changed: dt.date | None = None
    lost: bool = False
    can_undo: bool = False
    can_close: bool = False
    waiting: bool = False
    hold: HoldReason | None = None
    silent: tuple[str, ...] = ()
    problem: str = ""
    footing: ServiceLevel = ServiceLevel.NORMAL
    shown: ContentLevel = ContentLevel.ALL
    languages: tuple[str, ...] = ()
    disk_free: int | None = None
    printer: PrinterProblem | None = None
    refusals: tuple["Event", ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the history: time (UTC), action (a closed word), and a closed code."""

    when: dt.datetime | None
    action: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A file that was found. ``name`` is safe to show; ``path`` is only for the import.

    ``claim`` is the unproven origin a refused file states, ``listens_to`` whom this kiosk trusts.
    """

    name: str
    path: str
    created: dt.date | None = None
    publisher: str = ""
    services: int | None = None
    code: RefusalCode | None = None
    claim: str = ""
    listens_to: str = ""
    already: bool = False

    @property
    def usable(self) -> bool:
        """True if the file can be opened: valid, or only not trusted yet."""
        return self.code in {None, RefusalCode.NO_TRUST} and not self.already


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer of an import, or of going back; no ``ending``: the work itself failed.

    ``digest`` is the SHA-256 of the file whose report this is.
    ``can_undo``: it was applied, and the previous data is available.
    """

    ending: SyncStatus | None
    code: RefusalCode | None = None
    report: ChangeReport | None = None
    digest: str = ""
    created: dt.date | None = None
    age_days: int | None = None
    publisher: str = ""
    signers: tuple[str, ...] = ()
    withdrawn: int = 0
    can_undo: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of an import: the step by its closed word, and the completed part, 0 to 1."""

    step: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Typing:
    """Text being typed, never shown in a log or a traceback."""

    text: str = field(default="", repr=False)
    first: str = field(default="", repr=False)


CLOSED = LockStatus(LockState.LOCKED, left=0)
"""The initial state, before the PIN lock was read."""
