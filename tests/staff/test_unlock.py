"""A locked PIN and a stick: a file that this kiosk's coalition signed opens more tries."""

from pathlib import Path

import msgspec
import pytest

from kiosk import atomic_files
from kiosk.domain.syncfile import RefusalCode, Versions
from kiosk.staff import pin_lockout, two_slot_counter
from kiosk.staff.pin_lockout import MORE, MOST, AttemptResult, LockState, LockStatus
from kiosk.staff.staff_state import Notice, Task, TaskKind
from kiosk.staff.two_slot_counter import TryCount
from kiosk.staff.worker_answers import FilesAnswer
from kiosk.sync.sync_answers import Candidate, FileInfo
from tests.staff.test_tasks import PIN, data, do, worker  # noqa: F401 - a fixture


def file_info(directory: int) -> FileInfo:
    """What a verified file of this coalition says."""
    return FileInfo(
        name="week.kiosksync",
        sha256="ab" * 32,
        versions=Versions(1, 1, directory),
        created="2026-11-20T09:00:00Z",
        age_days=4,
        expires="2027-11-20T09:00:00Z",
        channel="test",
        publisher="Test Coalition",
        signers=("Editor",),
        services=3,
    )


REFUSED = Candidate(name="x", path="/x", code=RefusalCode.DIRECTORY_SIGNATURE)


@pytest.mark.parametrize(
    ("files", "opened"),
    [
        pytest.param((Candidate(name="a", path="/a", file=file_info(8)),), True, id="signed"),
        pytest.param(
            (REFUSED, Candidate(name="a", path="/a", file=file_info(8), already=True)),
            True,
            id="in use already",
        ),
        pytest.param((Candidate(name="a", path="/a", file=file_info(7)),), False, id="used before"),
        pytest.param((REFUSED,), False, id="signed by others"),
        pytest.param((), False, id="nothing"),
    ],
)
def test_a_stick_with_a_signed_file_opens_the_lock(
    data: Path,  # noqa: F811 - the fixture
    tmp_path: Path,
    files: tuple[Candidate, ...],
    *,
    opened: bool,
) -> None:
    (tmp_path / "media" / "sda1").mkdir(parents=True)
    kept = TryCount(wrong=MOST, file=(1, 1, 7))
    two_slot_counter.write(data / pin_lockout.FILE, kept, mode=atomic_files.OWNER_ONLY)
    said = msgspec.json.encode(FilesAnswer(files=files)).decode()
    work = worker(data, f"print({said!r})", media=(tmp_path / "media",))
    answer = do(work, Task(TaskKind.UNLOCK))
    assert answer == (LockStatus(LockState.OPEN, left=MORE) if opened else Notice.NO_SIGNED_FILE)
    assert (do(work, Task(TaskKind.TRY_PIN, text=PIN)) is AttemptResult.RIGHT) is opened


def test_what_lies_in_the_watched_folder_opens_no_lock(
    data: Path,  # noqa: F811 - the fixture
    tmp_path: Path,
) -> None:
    """It is there for whoever guesses too; and where no stick is in nothing is asked."""
    folder, asked = tmp_path / "media" / "watched", tmp_path / "asked"
    folder.mkdir(parents=True)
    two_slot_counter.write(
        data / pin_lockout.FILE, TryCount(wrong=MOST), mode=atomic_files.OWNER_ONLY
    )
    code = f"import pathlib; pathlib.Path({str(asked)!r}).touch()"
    work = worker(data, code, media=(tmp_path / "media",), folder=folder)
    assert do(work, Task(TaskKind.UNLOCK)) is Notice.NO_SIGNED_FILE
    assert not asked.exists()
