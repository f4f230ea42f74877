"""What there is to know about the data: source, age, clock, what waits, what was refused."""

import datetime as dt
from pathlib import Path

import pytest

from kiosk.domain.clock import SystemClock, zone
from kiosk.domain.syncfile import RefusalCode, Versions
from kiosk.sync.importer import Consent
from kiosk.sync.recovery import recover
from kiosk.sync.shell_messages import age_words
from kiosk.sync.state import DataSource
from kiosk.sync.status import data_status
from kiosk.sync.sync_answers import ClockState
from kiosk.sync.trust import fingerprint
from tests.sync.box import BEDS, MADE, NEW, OLD, ZONE, Box, dialled, gone, small


def test_status_of_an_empty_folder(tmp_path: Path) -> None:
    told = Box(tmp_path / "data", tmp_path).syncing.status()
    assert (told.source, told.file, told.trust, told.can_undo) == (None, None, None, False)


def test_status_tells_data_and_trust(used: Box) -> None:
    told = used.syncing.status()
    assert told.file.versions == Versions(1, 1, 1)
    assert (told.file.age_days, told.expired, told.can_undo) == (4, False, True)
    assert told.trust.fingerprint == fingerprint(used.coalition.trusted)
    assert told.refusals == ()
    assert used.at(now="2028-01-01T00:00").syncing.status().expired
    assert not used.at(now="2028-01-01T00:00", trusted_clock=False).syncing.status().expired


def test_status_tells_what_waits_until_it_is_decided(used: Box) -> None:
    new = dialled(small(), OLD, NEW)
    used.bring(new, 2, Consent.UNATTENDED)
    waiting = used.syncing.status().waiting
    assert (waiting.hold, waiting.versions) == ("guarded_changed", Versions(1, 1, 2))
    used.bring(small(), 2, counts={})
    assert used.syncing.status().waiting is not None
    used.bring(new, 2)
    assert used.syncing.status().waiting is None


def test_status_tells_the_last_refusals_newest_first(used: Box) -> None:
    for code in ({"counts": {}}, {"channel": "other"}):
        used.bring(small(), 2, **code)
    told = used.syncing.status()
    assert [one.code for one in told.refusals] == ["wrong_channel", "counts"]


def test_status_tells_withdrawals_and_a_broken_root(used: Box) -> None:
    used.bring(gone(small(), "men-beds"), 2, withdrawn=BEDS)
    (used.folder / "root.json").write_text("{}")
    told = used.syncing.status()
    assert (told.withdrawn, told.can_undo) == (1, False)
    assert (told.trust, told.trust_problem) == (None, RefusalCode.TRUST_DAMAGED)
    assert used.bring(small(), 3).code is RefusalCode.TRUST_DAMAGED


@pytest.mark.parametrize(
    ("system", "vouched", "state"),
    [
        ("2026-12-01T00:00:00", True, ClockState.TRUSTED),
        ("2026-12-01T00:00:00", False, ClockState.NOT_VOUCHED),
        ("1970-01-01T00:00:00", True, ClockState.BEHIND),
        ("2040-01-01T00:00:00", True, ClockState.AHEAD),
    ],
)
def test_status_says_what_is_wrong_with_the_clock(
    tmp_path: Path, system: str, *, vouched: bool, state: ClockState
) -> None:
    time = dt.datetime.fromisoformat(system).replace(tzinfo=dt.UTC)
    clock = SystemClock(zone(ZONE), MADE, lambda: vouched, lambda: time)
    assert data_status(tmp_path, clock).clock is state


def test_an_age_is_said_only_if_the_clock_is_right() -> None:
    assert [age_words(days) for days in (None, 0, 1, 9)] == [
        *("", " (today)", " (1 day ago)", " (9 days ago)")
    ]


def test_status_tells_that_newer_data_was_lost_until_it_is_there_again(used: Box) -> None:
    assert not used.syncing.status().lost
    for path in (*used.folder.glob("*.kiosksync"), *used.folder.glob("directory-*")):
        path.unlink()
    recover(used.folder, used.maker)
    told = used.syncing.status()
    assert (told.source, told.lost) == (DataSource.FACTORY, True)
    used.bring(small(), 1, Consent.UNATTENDED)
    assert not used.syncing.status().lost


def test_data_that_a_person_took_back_is_not_lost(used: Box) -> None:
    used.bring(dialled(small(), OLD, NEW), 2)
    used.syncing.undo()
    assert not used.syncing.status().lost


def test_a_fixed_clock_is_believed_or_not(used: Box) -> None:
    assert used.at(trusted_clock=False).syncing.status().clock is ClockState.NOT_VOUCHED
