"""Typed answers for staff mode, without wording."""

import datetime as dt
from dataclasses import dataclass, field

import msgspec

from kiosk.devices.printers import PrinterProblem
from kiosk.staff.pin_lockout import LockState, LockStatus
from kiosk.staff.worker_answers import StateAnswer
from kiosk.sync.restarts import ContentLevel, ServiceLevel
from kiosk.sync.sync_answers import ClockState, DataStatus


@dataclass(frozen=True, slots=True)
class Machine:
    """State of data and machine; ``disk_free`` is bytes, ``None`` unknown.

    ``data`` is the state of the data, if it could be read. ``now`` is the machine's clock, trusted
    or not. ``footing`` is the level of this start, and ``shown`` what visitors see at it.
    ``printer`` is the problem of the site's printer, if it has one.
    """

    data: StateAnswer | None = None
    now: dt.datetime | None = None
    can_close: bool = False
    footing: ServiceLevel = ServiceLevel.NORMAL
    shown: ContentLevel = ContentLevel.ALL
    languages: tuple[str, ...] = ()
    disk_free: int | None = None
    printer: PrinterProblem | None = None

    @property
    def status(self) -> DataStatus:
        """Return the state of the data; without one nothing is known, and no clock trusted."""
        return self.data.status if self.data else DataStatus(clock=ClockState.NOT_VOUCHED)


class Progress(msgspec.Struct, frozen=True):
    """Progress of an import: the step by its closed word, and the completed part, 0 to 1."""

    step: str
    share: float


NO_PROGRESS = Progress("", 0.0)


@dataclass(frozen=True, slots=True)
class Typing:
    """Text being typed, never shown in a log or a traceback."""

    text: str = field(default="", repr=False)
    first: str = field(default="", repr=False)


CLOSED = LockStatus(LockState.LOCKED, left=0)
"""The initial state, before the PIN lock was read."""
