"""What comes by itself: when the watched folder is worth asking about, and when once more."""

from itertools import chain, repeat
from pathlib import Path

import pytest

from kiosk.domain.syncfile import RefusalCode
from kiosk.sync.folder_watch import (
    AT_ONCE,
    LATER,
    FolderWatch,
    Listing,
    listing,
    polls_until_retry,
    state_stamp,
)
from kiosk.sync.media import Stamp, candidates
from kiosk.sync.sync_answers import RefusedFile, SyncOutcome, SyncStatus

SMALL: Listing = frozenset({Stamp("a.kiosksync", 1, 1)})
GROWN: Listing = frozenset({Stamp("a.kiosksync", 2, 2)})
EMPTY: Listing = frozenset()


def refused(code: RefusalCode) -> SyncOutcome:
    return SyncOutcome(status=SyncStatus.REFUSED, code=code)


def test_new_data_is_another_stamp(tmp_path: Path) -> None:
    assert state_stamp(tmp_path) is None
    (tmp_path / "state.json").write_bytes(b"1")
    first = state_stamp(tmp_path)
    (tmp_path / "new").write_bytes(b"1")
    (tmp_path / "new").replace(tmp_path / "state.json")
    assert first != state_stamp(tmp_path)


def test_the_listing_is_of_the_files_that_an_import_would_look_at(tmp_path: Path) -> None:
    assert listing(tmp_path / "absent") == EMPTY
    for name in (
        *("a.kiosksync", "a.kiosksync.part", ".syncthing.b.kiosksync.tmp", ".c.kiosksync"),
        "d.sync-conflict-20261201-103000-ABCDEFG.kiosksync",
    ):
        (tmp_path / name).write_bytes(b"12")
    (tmp_path / "folder.kiosksync").mkdir()
    told = listing(tmp_path)
    assert {(one.name, one.size) for one in told} == {("a.kiosksync", 2)}
    assert [path.name for path in candidates(tmp_path).paths] == ["a.kiosksync"]


def test_a_new_file_among_twenty_thousand_others_is_noticed(tmp_path: Path) -> None:
    for number in range(20_000):
        (tmp_path / f"{number}.txt").touch()
    (tmp_path / "a.kiosksync").write_bytes(b"1")
    assert [one.name for one in listing(tmp_path)] == ["a.kiosksync"]


def test_a_folder_is_asked_once_for_each_change_and_only_when_it_rests() -> None:
    looks = iter([EMPTY, SMALL, GROWN, GROWN, GROWN, GROWN, SMALL, SMALL, EMPTY, EMPTY])
    watched = FolderWatch(lambda: next(looks))
    told = [watched.due() for _ in range(5)]
    assert told == [False, False, False, True, False]
    watched.retry_after(AT_ONCE)
    assert [watched.due() for _ in range(5)] == [True, False, True, False, False]


def test_a_share_that_goes_and_comes_back_unchanged_is_not_asked_again() -> None:
    looks = iter([SMALL, SMALL, EMPTY, EMPTY, SMALL, SMALL, SMALL])
    watched = FolderWatch(lambda: next(looks))
    assert [watched.due() for _ in range(7)] == [False, True, *(False for _ in range(5))]


def test_the_same_files_are_asked_about_again_after_a_while() -> None:
    watched = FolderWatch(lambda: SMALL)
    watched.due()
    assert watched.due()
    watched.retry_after(3)
    assert [watched.due() for _ in range(6)] == [False, False, True, False, False, False]


def test_a_new_file_does_not_wait_for_the_old_one_s_turn() -> None:
    looks = chain([SMALL, SMALL, GROWN], repeat(GROWN))
    watched = FolderWatch(lambda: next(looks))
    watched.due()
    assert watched.due()
    watched.retry_after(LATER)
    assert [watched.due() for _ in range(3)] == [False, True, False]


@pytest.mark.parametrize(
    ("outcome", "looks"),
    [
        (None, LATER),
        (refused(RefusalCode.BUSY), AT_ONCE),
        (refused(RefusalCode.FUTURE), LATER),
        (refused(RefusalCode.DISK_FULL), LATER),
        (refused(RefusalCode.UNREADABLE), LATER),
        (refused(RefusalCode.NO_TRUST), LATER),
        (refused(RefusalCode.TRUST_DAMAGED), LATER),
        (refused(RefusalCode.TARGETS_SIGNATURE), 0),
        (refused(RefusalCode.ROLLBACK), 0),
        (SyncOutcome(status=SyncStatus.ALREADY), 0),
        (SyncOutcome(status=SyncStatus.HELD), 0),
        (
            SyncOutcome(
                status=SyncStatus.ALREADY,
                others=(RefusedFile(name="a", code=RefusalCode.FUTURE, where=""),),
            ),
            LATER,
        ),
    ],
)
def test_what_may_pass_is_tried_again_and_what_cannot_is_not(
    outcome: SyncOutcome | None, looks: int
) -> None:
    """A wrong clock is set, a full disk is cleared, a share comes back; a bad file stays bad."""
    assert polls_until_retry(outcome) == looks
