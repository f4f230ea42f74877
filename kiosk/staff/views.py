"""What staff mode knows: typed answers of the work that is done for it, no words."""

import datetime as dt
from dataclasses import dataclass, field

from kiosk.devices.printers import PrinterProblem
from kiosk.domain.syncfile import RefusalCode
from kiosk.staff.pin_lockout import LockState, LockStatus
from kiosk.sync.answers import ClockState, SyncStatus
from kiosk.sync.holds import HoldReason
from kiosk.sync.report import ChangeReport
from kiosk.sync.restarts import Footing, Shown


@dataclass(frozen=True, slots=True)
class Machine:
    """State of data and machine. ``None`` is unknown; dates are days, ``disk_free`` is bytes.

    ``now`` is what the machine's clock says, believed or not; ``hold`` why a file waits; ``silent``
    the helplines that are out of service; ``footing`` what this start stands on, and ``shown`` what
    visitors see on it. ``unheard``: nobody answered how the data is, so nothing of it is known.
    ``lost``: newer data was lost, and what came before is shown. ``printer`` is what keeps that of
    the site from printing, if it has one.
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
    footing: Footing = Footing.NORMAL
    shown: Shown = Shown.ALL
    languages: tuple[str, ...] = ()
    disk_free: int | None = None
    printer: PrinterProblem | None = None
    refusals: tuple["Event", ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the history: when (UTC), what (a closed word), and a closed code."""

    when: dt.datetime | None
    action: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A file that was found. ``name`` is safe to show; ``path`` is for the work alone.

    ``claim`` is whose a refused file says it is, proved by nothing.
    """

    name: str
    path: str
    created: dt.date | None = None
    publisher: str = ""
    services: int | None = None
    code: RefusalCode | None = None
    claim: str = ""
    already: bool = False

    @property
    def usable(self) -> bool:
        """Whether it can be looked into: good, or only not trusted yet."""
        return self.code in {None, RefusalCode.NO_TRUST} and not self.already


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer of an import, or of going back; no ``ending``: the work itself broke off.

    ``digest`` is the SHA-256 of the file whose report this is.
    ``can_undo``: it was taken, and there is a way back to the data before.
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
    """How far an import is: the step by its closed word, the share of it from 0 to 1."""

    step: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Typing:
    """What is being typed. Neither stands in a log or a traceback."""

    text: str = field(default="", repr=False)
    first: str = field(default="", repr=False)


CLOSED = LockStatus(LockState.LOCKED, left=0)
"""Before the door was looked at."""
