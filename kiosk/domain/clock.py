"""What time it is, and whether that may be believed.

A kiosk often has no battery behind its clock. So time comes with a word about trust: with an
untrusted clock nobody is told "open now" or "checked 12 days ago", and only the lower bound counts.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

AHEAD_LIMIT = dt.timedelta(days=5 * 365)
"""A clock further ahead of the newest known date is not believed (decision 0010)."""


class ClockError(ValueError):
    """The site's time zone is not one that exists."""


@dataclass(frozen=True, slots=True)
class TrustedTime:
    """One reading: ``now`` is aware local time of the site, ``trusted`` whether to believe it."""

    now: dt.datetime
    trusted: bool

    @property
    def local(self) -> dt.datetime | None:
        """Wall-clock time of the site for opening hours; ``None`` while the clock is untrusted."""
        return self.now if self.trusted else None

    @property
    def today(self) -> dt.date | None:
        """The day at the site for ages; ``None`` while the clock is untrusted."""
        return self.now.date() if self.trusted else None

    @property
    def not_before(self) -> dt.date:
        """A day that has surely begun, for everything that goes silent after a date."""
        return self.now.date()


class TrustedClock(Protocol):
    """Anything that can be read for the time."""

    def read(self) -> TrustedTime:
        """The time now."""
        ...


def zone(name: str) -> ZoneInfo:
    """The IANA time zone ``name``; :class:`ClockError` names the one that does not exist."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ClockError(f"unknown time zone {name!r}; use a name like America/Los_Angeles") from (
            error
        )


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock, never earlier than ``floor`` (aware: newest date known to be past).

    A clock so far ahead that it is not believed counts for nothing: then it is as late as the
    floor, since of no later day is it known that it has begun.
    ``vouched`` says whether someone stands for the clock: network time, a battery, or staff.
    """

    zone: ZoneInfo
    floor: dt.datetime
    vouched: Callable[[], bool]
    source: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)

    def read(self) -> TrustedTime:
        """The time now; untrusted before the floor, far beyond it, or when nobody vouches."""
        system = self.source()
        plausible = self.floor <= system <= self.floor + AHEAD_LIMIT
        return TrustedTime(
            now=(system if plausible else self.floor).astimezone(self.zone),
            trusted=plausible and self.vouched(),
        )


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still: pictures, tests, ``--now``."""

    time: TrustedTime

    @classmethod
    def at(cls, moment: str, zone_name: str, *, trusted: bool = True) -> "FixedClock":
        """From ISO 8601; without an offset it is wall-clock time of the zone."""
        try:
            parsed = dt.datetime.fromisoformat(moment)
        except ValueError as error:
            raise ClockError(f"not a time: {moment!r}; write it like 2026-11-24T10:30") from error
        place = zone(zone_name)
        aware = parsed.replace(tzinfo=place) if parsed.tzinfo is None else parsed.astimezone(place)
        return cls(TrustedTime(aware, trusted))

    def read(self) -> TrustedTime:
        """The same time, always."""
        return self.time
