"""The work beside the screen: real processes that answer, break off, hang, tell how far."""

import datetime as dt
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from kiosk import __version__
from kiosk.domain.syncfile import RefusalCode, Versions
from kiosk.staff import pin as pins
from kiosk.staff.pin_lockout import AttemptResult, LockState, LockStatus, PinGuard
from kiosk.staff.provisioning import provision, reset
from kiosk.staff.staff_state import Answer, Notice, Task, TaskFailed, TaskKind
from kiosk.staff.staff_views import Machine, Progress
from kiosk.staff.tasks import StaffWork
from kiosk.staff.worker import SubprocessWorker, own_command
from kiosk.staff.worker_answers import FilesAnswer, StateAnswer
from kiosk.sync.history import HistoryAction, HistoryEntry
from kiosk.sync.provisioned import PIN_FILE, PinOwner
from kiosk.sync.sync_answers import (
    Candidate,
    ClockState,
    DataStatus,
    SyncOutcome,
    SyncStatus,
    Waiting,
)

PIN = "270918"
ZONE = ZoneInfo("America/Los_Angeles")


def program(code: str) -> SubprocessWorker:
    """A process that runs ``code`` in place of the kiosk."""
    return SubprocessWorker((sys.executable, "-c", code))


def silent(_: Progress) -> None:
    """Nobody listens."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    provision(folder, PIN)
    return folder


def worker(data: Path, code: str = "", **more: object) -> StaffWork:
    return StaffWork(data, program(code), PinGuard(data), ZONE, **more)  # type: ignore[arg-type]


def do(work: StaffWork, task: Task) -> Answer:
    return work(task, silent)


HELD = msgspec.json.encode(SyncOutcome(status=SyncStatus.HELD)).decode()


@pytest.mark.parametrize(
    ("code", "ending"),
    [
        (f"print({HELD!r})", SyncStatus.HELD),
        (f"print({HELD!r}); raise SystemExit(1)", SyncStatus.HELD),
        (f"import sys; sys.stderr.write('x' * 10**6); print({HELD!r})", SyncStatus.HELD),
        ("raise SystemExit(2)", None),
        ("import os; os.kill(os.getpid(), 9)", None),
        ("print('{')", None),
        ("print('[]')", None),
        ("import sys; sys.stdout.buffer.write(b'\\xff')", None),
        ('print(\'{"status": "better"}\')', None),
        ("raise MemoryError", None),
    ],
)
def test_an_answer_or_a_broken_off_process(
    data: Path, code: str, ending: SyncStatus | None
) -> None:
    answer = do(worker(data, code), Task(TaskKind.INSPECT, "/x"))
    if ending is None:
        assert answer == TaskFailed()
    else:
        assert isinstance(answer, SyncOutcome)
        assert answer.status is ending


def test_a_program_that_is_not_there_is_broken_off(data: Path) -> None:
    work = StaffWork(data, SubprocessWorker(("/no/such/program",)), PinGuard(data), ZONE)
    assert do(work, Task(TaskKind.UNDO)) == TaskFailed()


def test_progress_comes_line_by_line_and_nonsense_is_passed_over(data: Path) -> None:
    code = (
        "import sys\n"
        "for line in ('{\"step\":\"verify\",\"share\":0.25}', 'warning: x', '{\"step\":1}', '',\n"
        '             \'{"step":"build","share":0.5}\'):\n'
        "    print(line, file=sys.stderr, flush=True)\n"
        f"print({HELD!r})"
    )
    told: list[Progress] = []
    worker(data, code)(Task(TaskKind.IMPORT, "/x", "ab"), told.append)
    assert told == [Progress("verify", 0.25), Progress("build", 0.5)]


def test_a_process_that_hangs_is_ended() -> None:
    code = f"import time; time.sleep(60); print({HELD!r})"
    child = SubprocessWorker((sys.executable, "-c", code), limit=0.2)
    assert child.ask((), SyncOutcome) is None
    child.stop()


def test_after_the_end_no_process_is_started(tmp_path: Path) -> None:
    """The kiosk closes while one task works and another waits its turn."""
    made = tmp_path / "made"
    child = program(f"import pathlib; pathlib.Path({str(made)!r}).touch(); print('[]')")
    child.end()
    assert child.ask((), list) is None
    assert not made.exists()


def test_a_process_that_starts_while_the_kiosk_closes_is_killed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    child = program("import time; time.sleep(60)")
    start = subprocess.Popen

    def start_late(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        process = start(*arguments, **options)
        child.end()
        return process

    monkeypatch.setattr("kiosk.staff.worker.subprocess.Popen", start_late)
    assert child.run((), lambda _: None) == b""


def test_the_state_of_the_machine_is_told_whole(data: Path) -> None:
    status = DataStatus(
        clock=ClockState.BEHIND,
        trust_problem=RefusalCode.METADATA,
        waiting=Waiting(hold="later_word", versions=None, time=""),
        lost=True,
    )
    known = StateAnswer(status=status, services=3, silent=("Night Line",))
    told = msgspec.json.encode(known)
    machine = do(worker(data, f"print({told.decode()!r})"), Task(TaskKind.READ_MACHINE))
    assert isinstance(machine, Machine)
    assert (machine.data, machine.status) == (known, status)
    assert machine.now is not None
    assert machine.now.utcoffset() == dt.datetime.now(ZONE).utcoffset()


def test_whether_there_is_a_way_back_is_told(data: Path) -> None:
    for back in (True, False):
        outcome = SyncOutcome(status=SyncStatus.APPLIED, can_undo=back)
        said = msgspec.json.encode(outcome).decode()
        answer = do(worker(data, f"print({said!r})"), Task(TaskKind.IMPORT, "/x", "ab"))
        assert isinstance(answer, SyncOutcome)
        assert answer.can_undo is back


def test_why_no_file_was_looked_for_is_told(data: Path) -> None:
    said = msgspec.json.encode(FilesAnswer(files=(), code=RefusalCode.BUSY)).decode()
    work = worker(data, f"print({said!r})", folder=data)
    assert do(work, Task(TaskKind.FIND_FILES)) is RefusalCode.BUSY


def test_what_each_task_asks_for(data: Path) -> None:
    code = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(repr(sys.argv[2:]))"
    asked = data / "asked"
    child = SubprocessWorker((sys.executable, "-c", code, str(asked)))
    work = StaffWork(data, child, PinGuard(data), ZONE, folder=data)
    for task, arguments in (
        (Task(TaskKind.INSPECT, "/f"), ["sync", "/f", "--json", "--progress"]),
        (
            Task(TaskKind.IMPORT, "/f", "ab"),
            ["sync", "/f", "--yes", "--expect", "ab", "--json", "--progress"],
        ),
        (Task(TaskKind.UNDO), ["undo", "--json", "--progress"]),
        (Task(TaskKind.FIND_FILES), ["staff", "files", "--", str(data)]),
        (Task(TaskKind.READ_FINGERPRINT, "/f"), ["staff", "fingerprint", "--", "/f"]),
        (Task(TaskKind.TRUST_KEYS, "/f", "7a3f"), ["staff", "trust", "--", "/f", "7a3f"]),
        (Task(TaskKind.LIST_PRINTERS), ["staff", "printers"]),
        (
            Task(TaskKind.CHOOSE_PRINTER, "office", "a4"),
            ["staff", "printers", "--choose", "office", "--paper", "a4"],
        ),
        (Task(TaskKind.TEST_PAGE), ["staff", "printers", "--test"]),
    ):
        assert do(work, task) == TaskFailed(), "this program answers nothing"
        assert asked.read_text(encoding="utf-8") == repr(arguments)


def test_the_pin_is_tried_and_set_here(data: Path) -> None:
    work = worker(data)
    assert do(work, Task(TaskKind.READ_LOCK)) == LockStatus(LockState.OPEN, left=15)
    assert do(work, Task(TaskKind.TRY_PIN, text="615342")) is AttemptResult.WRONG
    assert do(work, Task(TaskKind.TRY_PIN, text=PIN)) is AttemptResult.RIGHT
    assert do(work, Task(TaskKind.SET_PIN, text="904157")) is None
    assert pins.matches(data, "904157")
    assert do(work, Task(TaskKind.SET_PIN, text="111111")) == TaskFailed()
    (data / PIN_FILE).write_bytes(b"{")
    assert do(work, Task(TaskKind.TRY_PIN, text=PIN)) == TaskFailed()


def test_helpers_have_a_pin_and_a_lock_of_their_own(data: Path) -> None:
    lock = Task(TaskKind.READ_LOCK, owner=PinOwner.HELPER)
    assert do(worker(data), lock) == TaskFailed(), "helpers have no PIN here"
    reset(data, "904157", PinOwner.HELPER)
    work = worker(data, helper_gate=PinGuard(data, owner=PinOwner.HELPER))
    assert do(work, lock) == LockStatus(LockState.OPEN, left=15)
    assert do(work, Task(TaskKind.SET_PIN, text="904157")) is Notice.PIN_TAKEN


def test_without_the_data_folder_the_space_on_disk_is_unknown(data: Path) -> None:
    work = worker(data)
    shutil.rmtree(data)
    machine = do(work, Task(TaskKind.READ_MACHINE))
    assert isinstance(machine, Machine)
    assert (machine.data, machine.disk_free) == (None, None)


def test_each_file_that_is_found_can_be_chosen(data: Path) -> None:
    found = Candidate(name="w.kiosksync", path="/w.kiosksync", code=RefusalCode.ROLLBACK)
    said = msgspec.json.encode(FilesAnswer(files=(found,))).decode()
    work = worker(data, f"print({said!r})", folder=data)
    assert do(work, Task(TaskKind.FIND_FILES)) == (found,)


def test_the_history_is_told_newest_first(data: Path) -> None:
    lines = (
        HistoryEntry(
            time="2026-11-24T17:05Z", action=HistoryAction.SYNC, versions=Versions(1, 1, 2)
        ),
        HistoryEntry(time="", action=HistoryAction.REFUSED, code="fork"),
    )
    content = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    (data / "history.ndjson").write_bytes(content)
    assert do(worker(data), Task(TaskKind.READ_HISTORY)) == lines[::-1]


def test_where_files_are_looked_for(data: Path, tmp_path: Path) -> None:
    media = tmp_path / "media"
    for name in ("LABEL", "someone/STICK", "someone/OTHER/deeper"):
        (media / name).mkdir(parents=True)
    (media / "file").write_bytes(b"")
    (media / "link").symlink_to(tmp_path)
    own = tmp_path / "incoming"
    work = worker(data, media=(media, tmp_path / "absent"), folder=own)
    found = [str(path.relative_to(tmp_path)) for path in work.places()]
    assert found == [
        *("incoming", "media/LABEL", "media/someone", "media/someone/OTHER"),
        "media/someone/STICK",
    ]
    assert do(worker(data), Task(TaskKind.FIND_FILES)) == ()


def test_code_that_lies_where_it_works_is_not_run(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The importer writes in the data folder, where the screen works; and the other way round."""
    (data / "kiosk").mkdir()
    (data / "kiosk/__init__.py").write_text("raise SystemExit(9)\n", "ascii")
    monkeypatch.chdir(data)
    errors: list[bytes] = []
    said = SubprocessWorker(own_command(data, None)).run(("--version",), errors.append)
    assert (said or b"").decode().strip().endswith(f"version {__version__}"), errors


def test_the_real_program_tells_how_the_machine_is(data: Path, prepared_data: Path) -> None:
    shutil.copytree(prepared_data, data, dirs_exist_ok=True)
    child = SubprocessWorker((sys.executable, "-m", "kiosk", "--data", str(data)))
    work = StaffWork(data, child, PinGuard(data), ZONE, languages=("English",))
    machine = do(work, Task(TaskKind.READ_MACHINE))
    assert isinstance(machine, Machine)
    assert machine.data is not None
    assert machine.data.services > 100
    status = machine.status
    assert (status.file, status.trust, status.can_undo) == (None, None, False)
    assert machine.languages == ("English",)
    assert machine.disk_free
    nothing = data / "no.kiosksync"
    nothing.write_bytes(b"no such thing")
    assert isinstance(do(work, Task(TaskKind.READ_FINGERPRINT, str(nothing))), RefusalCode)
    assert isinstance(do(work, Task(TaskKind.TRUST_KEYS, str(nothing), "00" * 16)), RefusalCode)
    assert isinstance(do(work, Task(TaskKind.INSPECT, str(nothing))), SyncOutcome)
