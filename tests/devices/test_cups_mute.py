"""A scheduler that falls silent while jobs are taken away: none is called gone that may print."""

import subprocess
from collections.abc import Mapping, Sequence

import pytest

from kiosk.devices import cups
from kiosk.devices.cups import CupsQueue
from kiosk.devices.printers import Paper

IDLE = "printer Office is idle.  enabled since Thu\n\tAlerts: none\n"
TAKING = "Office accepting requests since Thu\n"
JOB = "Office-5                kiosk   1024   Thu\n"


def _queue(monkeypatch: pytest.MonkeyPatch, said: Mapping[str, str | None]) -> CupsQueue:
    """A queue of which the commands say these words; ``None``: they do not come back."""

    def run(command: Sequence[str], **_: object) -> subprocess.CompletedProcess[str]:
        which = command[2] if "-W" in command else command[0]
        text = said.get(which, said["lpstat"])
        if text is None:
            raise subprocess.TimeoutExpired(list(command), 5)
        return subprocess.CompletedProcess(list(command), 0, text)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(cups, "PURGE_S", 0.2)
    monkeypatch.setattr(cups, "TAKEN_BACK_S", 0.1)
    return CupsQueue("Office", Paper.LETTER, "/nowhere")


def test_jobs_that_nobody_answers_for_are_not_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"not-completed": JOB, "cancel": None, "all": None, "lpstat": IDLE + TAKING}
    assert not _queue(monkeypatch, said).purge()


def test_a_job_that_is_still_there_at_the_last_look_is_not_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printing = IDLE.replace("is idle.", "now printing Office-5.") + TAKING + JOB
    said = {"not-completed": JOB, "cancel": "", "all": "", "lpstat": printing}
    assert not _queue(monkeypatch, said).purge()


def test_a_queue_that_holds_nothing_is_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"not-completed": JOB, "cancel": "", "all": "", "lpstat": IDLE + TAKING}
    assert _queue(monkeypatch, said).purge()
