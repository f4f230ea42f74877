"""A disk that is full or fails while a start mends: the kiosk goes on, and its file is not lost."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.records import AnyRecord
from kiosk.domain.syncfile import HelplineFile, RefusalCode
from kiosk.sync.data_folder import StartReason
from kiosk.sync.databases import MakeError, MakeProgress, SqliteMaker, ignore_progress
from kiosk.sync.importer import Consent, Importer
from kiosk.sync.recovery import recover
from kiosk.sync.sync_answers import SyncStatus
from tests.sync.box import NEW, NEWER, OLD, Box, dialled, small


class Full(SqliteMaker, frozen=True):
    """Has no room for the records of a signed file, ``often`` times."""

    often: int = 10
    tried: list[str] = msgspec.field(default_factory=list)

    def make(
        self,
        records: Sequence[AnyRecord],
        helplines: HelplineFile,
        path: Path,
        told: MakeProgress = ignore_progress,
        *,
        unseen: frozenset[str] = frozenset(),
    ) -> None:
        if any(getattr(record, "number", "") == NEWER for record in records):
            self.tried.append(path.name)
            if len(self.tried) <= self.often:
                raise MakeError("no space is left", RefusalCode.DISK_FULL)
        super().make(records, helplines, path, told, unseen=unseen)


@pytest.fixture
def box(tmp_path: Path) -> Box:
    """A kiosk with one signed file, whose database is damaged; before it was the factory's."""
    made = Box(tmp_path / "data", tmp_path / "stick").trust()
    made.bring(dialled(small(), OLD, NEWER), 2)
    (made.folder / made.state.active.database).write_bytes(b"")
    return made


def test_a_disk_that_fails_once_decides_nothing(box: Box) -> None:
    assert recover(box.folder, Full(box.factory, often=1))[1] is StartReason.REBUILT_FROM_SIGNED
    assert box.numbers("food-box") == [NEWER]


def test_the_file_stays_while_there_is_no_room_for_its_database(box: Box) -> None:
    assert recover(box.folder, Full(box.factory))[1] is StartReason.PREVIOUS_USED
    assert box.numbers("food-box") == [OLD]
    assert box.syncing.undo().status is SyncStatus.UNDONE
    assert box.numbers("food-box") == [NEWER]
    box.settled()


def test_the_file_of_the_watched_folder_comes_back_by_itself(box: Box) -> None:
    recover(box.folder, Full(box.factory))
    kiosk: Importer = box.syncing
    assert kiosk.sync(box.stick, Consent.UNATTENDED).status is SyncStatus.APPLIED
    assert box.numbers("food-box") == [NEWER]
    box.settled()


def test_the_one_before_is_used_meanwhile_and_the_newest_stays(tmp_path: Path) -> None:
    box = Box(tmp_path / "data", tmp_path / "stick").trust()
    box.bring(dialled(small(), OLD, NEW), 1)
    box.bring(dialled(small(), OLD, NEWER), 2)
    (box.folder / box.state.active.database).write_bytes(b"")
    assert recover(box.folder, Full(box.factory))[1] is StartReason.PREVIOUS_USED
    assert box.numbers("food-box") == [NEW]
    assert box.syncing.undo().status is SyncStatus.UNDONE
    assert box.numbers("food-box") == [NEWER]


@pytest.mark.parametrize("lost", [True, False])
def test_a_file_that_is_gone_or_changed_is_not_offered_for_undo(box: Box, *, lost: bool) -> None:
    kept = box.folder / box.state.active.kept
    if lost:
        kept.unlink()
    else:
        kept.write_bytes(b"PK")
    assert recover(box.folder, box.maker)[1] is StartReason.PREVIOUS_USED
    assert box.state.previous is None
    box.settled()
