"""What staff can do where the importer, a stick or the disk does not answer."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.devices.printers import PrinterProblem
from kiosk.staff.pin_lockout import PinGuard
from kiosk.staff.reducer import on_answer
from kiosk.staff.staff_state import Page, StaffState, Task, TaskFailed, TaskKind
from kiosk.staff.staff_views import Machine
from kiosk.staff.tasks import StaffWork
from kiosk.staff.worker import SubprocessWorker
from kiosk.sync.restarts import ContentLevel, ServiceLevel
from kiosk.sync.sync_answers import SyncOutcome
from tests.staff.test_tasks import HELD, ZONE, data, do, worker

__all__ = ["data"]


@pytest.mark.parametrize("closes", [True, False])
def test_without_an_answer_about_the_data_the_rest_is_told(
    data: Path, tmp_path: Path, *, closes: bool
) -> None:
    """Closing for care, readiness, the history, the PIN need no importer."""
    code = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(repr(sys.argv[2:]))"
    asked = data / "asked"
    work = StaffWork(
        data,
        SubprocessWorker((sys.executable, "-c", code, str(asked))),
        PinGuard(data),
        ZONE,
        languages=("English",),
        footing=ServiceLevel.PREVIOUS,
        shown=lambda: ContentLevel.BEFORE,
        printer=lambda: PrinterProblem.ABSENT,
        marker=tmp_path / "care" if closes else None,
    )
    machine = do(work, Task(TaskKind.READ_MACHINE))
    assert asked.read_text(encoding="utf-8") == repr(["staff", "state"])
    assert isinstance(machine, Machine)
    assert (machine.data, machine.can_close, machine.status.can_undo) == (None, closes, False)
    assert (machine.footing, machine.shown) == (ServiceLevel.PREVIOUS, ContentLevel.BEFORE)
    assert machine.languages == ("English",)
    assert machine.printer is PrinterProblem.ABSENT
    assert machine.disk_free
    assert machine.now is not None
    state = on_answer(StaffState(Page.HOME, busy=TaskKind.READ_MACHINE), machine)[0]
    assert (state.page, state.machine) == (Page.HOME, machine)


def test_an_answer_needs_no_disk(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is what staff have to be told of."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    assert isinstance(
        do(worker(data, f"print({HELD!r})"), Task(TaskKind.INSPECT, "/x")), SyncOutcome
    )
    monkeypatch.setattr(os, "memfd_create", full)
    assert do(worker(data, f"print({HELD!r})"), Task(TaskKind.INSPECT, "/x")) == TaskFailed()
    machine = do(worker(data), Task(TaskKind.READ_MACHINE))
    assert isinstance(machine, Machine)
    assert machine.data is None


def test_one_dead_stick_does_not_hide_the_others(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system without kinds of names, of which one cannot be looked at any more."""
    for name in ("bad", "good"):
        (tmp_path / "media" / name).mkdir(parents=True)
    scandir = os.scandir

    class Entry:
        def __init__(self, own: os.DirEntry[str]) -> None:
            self.name, self.path = own.name, own.path

        def is_dir(self, *, follow_symlinks: bool) -> bool:
            if self.name == "bad":
                raise OSError(errno.EIO, "dead")
            return not follow_symlinks

    @contextmanager
    def unkind(path: Path) -> Iterator[Iterator[Entry]]:
        with scandir(path) as entries:
            yield map(Entry, entries)

    monkeypatch.setattr(os, "scandir", unkind)
    found = worker(data, media=(tmp_path / "media",)).places()
    assert found == (tmp_path / "media" / "good",)
