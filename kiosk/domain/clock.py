"""The time, and whether it can be trusted.

A kiosk often has no battery behind its clock, so every reading says whether it is trusted. An
untrusted clock never yields "open now" or "checked 12 days ago"; only its lower bound counts.
"""

import datetime as dt
from collections.abc import Callable
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

AHEAD_LIMIT = dt.timedelta(days=5 * 365)
"""A clock further ahead of the newest known date is not trusted (decision 0010)."""


class ClockError(ValueError):
    """The site's time zone does not exist."""


class TrustedTime(msgspec.Struct, frozen=True):
    """One reading: ``now`` is aware local time of the site, ``trusted`` says whether to use it."""

    now: dt.datetime
    trusted: bool

    @property
    def local(self) -> dt.datetime | None:
        """Wall-clock time of the site for opening hours; ``None`` while the clock is untrusted."""
        return self.now if self.trusted else None

    @property
    def today(self) -> dt.date | None:
        """The site's date for ages; ``None`` while the clock is untrusted."""
        return self.now.date() if self.trusted else None

    @property
    def not_before(self) -> dt.date:
        """A date that has surely begun, for everything that expires."""
        return self.now.date()


class TrustedClock(Protocol):
    """A source of the current time."""

    def read(self) -> TrustedTime:
        """Return the current time."""
        ...


def zone(name: str) -> ZoneInfo:
    """Return the IANA time zone ``name``; raise :class:`ClockError` for an unknown one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ClockError(f"unknown time zone {name!r}; use a name like America/Los_Angeles") from (
            error
        )


class SystemClock(msgspec.Struct, frozen=True):
    """The machine's clock, never earlier than ``floor`` (aware: the newest date known to be past).

    A clock too far ahead to be trusted is replaced by the floor, the latest day known to have
    begun. ``vouched`` returns true if network time, a battery or staff confirms the clock.
    """

    zone: ZoneInfo
    floor: dt.datetime
    vouched: Callable[[], bool]
    source: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)

    def read(self) -> TrustedTime:
        """Return the time; untrusted before the floor, far beyond it, or if not vouched for."""
        system = self.source()
        plausible = self.floor <= system <= self.floor + AHEAD_LIMIT
        return TrustedTime(
            now=(system if plausible else self.floor).astimezone(self.zone),
            trusted=plausible and self.vouched(),
        )


class FixedClock(msgspec.Struct, frozen=True):
    """A clock that always returns the same time, for pictures, tests and ``--now``."""

    time: TrustedTime

    @classmethod
    def at(cls, moment: str, zone_name: str, *, trusted: bool = True) -> "FixedClock":
        """Parse ISO 8601; without an offset it is wall-clock time of the zone."""
        try:
            parsed = dt.datetime.fromisoformat(moment)
        except ValueError as error:
            raise ClockError(f"not a time: {moment!r}; write it like 2026-11-24T10:30") from error
        tz = zone(zone_name)
        aware = parsed.replace(tzinfo=tz) if parsed.tzinfo is None else parsed.astimezone(tz)
        return cls(TrustedTime(aware, trusted))

    def read(self) -> TrustedTime:
        """Return the fixed time."""
        return self.time
