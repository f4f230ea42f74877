"""A file with a wrong date where no clock is believed: it costs a year at most, and is mended."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.clock import FixedClock, SystemClock, TrustedClock
from kiosk.domain.syncfile import RefusalCode
from kiosk.sync.history import HistoryAction
from kiosk.sync.importer import Consent, Importer
from kiosk.sync.state import floor_of
from kiosk.sync.status import data_status
from kiosk.sync.sync_answers import ClockState, SyncStatus
from kiosk.sync.unattended_policy import HoldReason
from tests.sync.box import MADE, ZONE, Box, small

UTC = dt.UTC
YEAR_2031 = dt.datetime(2031, 7, 25, tzinfo=UTC)
NEXT_YEAR = dt.datetime(2027, 12, 20, tzinfo=UTC)
"""Within 400 days of the release, and a year in the future."""
TODAY = dt.date(2026, 12, 1)
PLACE = ZoneInfo(ZONE)


@pytest.fixture
def unvouched(box: Box) -> Box:
    """A kiosk whose clock nobody vouches for; a person took its first file."""
    kiosk = box.at(trusted_clock=False)
    assert kiosk.bring(small(), 1).status is SyncStatus.APPLIED
    return kiosk


def machine(box: Box, source: dt.datetime) -> TrustedClock:
    """The machine's clock, vouched for by now."""
    floor = floor_of(box.folder)
    assert floor is not None
    return SystemClock(PLACE, floor, vouched=lambda: True, source=lambda: source)


@pytest.mark.parametrize("created", [dt.datetime(2027, 12, 31, tzinfo=UTC), YEAR_2031])
def test_what_is_made_far_ahead_waits_for_a_person(unvouched: Box, created: dt.datetime) -> None:
    outcome = unvouched.bring(small(), 2, Consent.UNATTENDED, created=created)
    assert (outcome.status, outcome.hold) == (SyncStatus.HELD, HoldReason.MADE_AHEAD)
    assert floor_of(unvouched.folder) == MADE


def test_where_a_clock_is_believed_it_is_refused(box: Box) -> None:
    box.bring(small(), 1)
    outcome = box.bring(small(), 2, Consent.UNATTENDED, created=YEAR_2031)
    assert (outcome.status, outcome.code) == (SyncStatus.REFUSED, RefusalCode.FUTURE)


def test_many_files_a_year_apart_get_no_further_than_one(unvouched: Box) -> None:
    for version, year in ((2, 2027), (3, 2028), (4, 2029)):
        made = dt.datetime(year, 12, 20, tzinfo=UTC)
        assert unvouched.bring(small(), version, created=made).status is SyncStatus.APPLIED
        assert floor_of(unvouched.folder) == NEXT_YEAR


def test_a_person_may_take_it_and_the_time_stays(unvouched: Box) -> None:
    outcome = unvouched.bring(small(), 2, created=YEAR_2031)
    assert outcome.status is SyncStatus.APPLIED
    assert floor_of(unvouched.folder) == MADE


@pytest.mark.parametrize(
    ("source", "state"),
    [
        (dt.datetime(2027, 12, 21, tzinfo=UTC), ClockState.TRUSTED),
        (dt.datetime(2026, 12, 1, tzinfo=UTC), ClockState.DATA_AHEAD),
        (dt.datetime(2026, 11, 25, tzinfo=UTC), ClockState.DATA_AHEAD),
        (dt.datetime(2026, 11, 24, tzinfo=UTC), ClockState.BEHIND),
        (dt.datetime(1970, 1, 1, tzinfo=UTC), ClockState.BEHIND),
        (dt.datetime(2037, 1, 1, tzinfo=UTC), ClockState.AHEAD),
    ],
)
def test_which_of_both_may_be_wrong_is_said(
    unvouched: Box, source: dt.datetime, state: ClockState
) -> None:
    unvouched.bring(small(), 2, created=NEXT_YEAR)
    assert data_status(unvouched.folder, machine(unvouched, source)).clock is state


def test_a_date_set_by_a_person_brings_hours_and_ages_back(unvouched: Box) -> None:
    """The clock is right and vouched for, and a file of the year after is in use."""
    unvouched.bring(small(), 2, created=NEXT_YEAR)
    right = dt.datetime(2026, 12, 1, 18, 30, tzinfo=UTC)
    assert not machine(unvouched, right).read().trusted
    syncing = Importer(unvouched.folder, unvouched.factory, machine(unvouched, right), patience=0.1)
    syncing.set_date(TODAY, PLACE)
    assert machine(unvouched, right).read().trusted
    assert data_status(unvouched.folder, machine(unvouched, right)).clock is ClockState.TRUSTED
    assert syncing.history()[-1].action is HistoryAction.DATE
    unvouched.settled()

    # From that day on it is 400 days again.
    late = dt.datetime(2028, 1, 5, tzinfo=UTC)
    assert unvouched.bring(small(), 3, created=late).status is SyncStatus.APPLIED
    assert floor_of(unvouched.folder) == late
    outcome = unvouched.bring(small(), 4, Consent.UNATTENDED, created=late + dt.timedelta(days=1))
    assert outcome.hold is HoldReason.MADE_AHEAD


def test_a_day_before_the_release_cannot_be_set(unvouched: Box) -> None:
    before = unvouched.state
    clock = FixedClock.at("2026-12-01T10:30", ZONE, trusted=False)
    with pytest.raises(ValueError, match="before the release"):
        Importer(unvouched.folder, unvouched.factory, clock).set_date(dt.date(2020, 1, 1), PLACE)
    assert unvouched.state == before
