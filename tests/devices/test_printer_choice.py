"""The printer that staff chose: kept, stronger than the settings, never one that cannot be."""

import re
import stat
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from kiosk.devices.print_settings import BAUDS, PrintSettings
from kiosk.devices.printer_choice import (
    FILE,
    PrinterChoice,
    PrintersAnswer,
    chosen_print,
    printers_answer,
    save_choice,
)
from kiosk.devices.printers import Paper, PrinterProblem, PrintTarget, PrintTargetKind
from kiosk.staff.reducer import on_answer
from kiosk.staff.staff_state import Notice, Page, Task, TaskFailed, TaskKind
from kiosk.visit.paper import Job, PaperDesk, PaperState
from tests.staff.example_readiness import PRINTERS, READINESS
from tests.staff.staff_touches import touched, waiting_for
from tests.visit.test_paper import PAGE, Fake, Queue, Scene, slip

SETTINGS = PrintSettings(printer="cups:office", paper="a4", cover="clinic")
THERE = READINESS["printer"]


@pytest.mark.parametrize(
    ("place", "paper", "holds"),
    [
        ("cups:front", "", Paper.LETTER),
        ("cups:front", "80", Paper.ROLL_80),
        ("escpos:/dev/usb/lp0", "", Paper.ROLL_80),
        ("escpos:/dev/usb/lp0", "58", Paper.ROLL_58),
    ],
)
def test_a_choice_is_kept_for_the_owner_alone_and_beats_the_settings(
    tmp_path: Path, place: str, paper: str, holds: Paper
) -> None:
    save_choice(tmp_path, place, paper)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    chosen = chosen_print(SETTINGS, tmp_path)
    assert (chosen.printer, chosen.holds, chosen.cover) == (place, holds, "clinic")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("paper", "b5", "paper must be one of letter, a4, 80, 58"),
        ("cover", "loud", "cover must be one of plain, clinic, food"),
        ("baud", 1, f"baud must be one of {', '.join(map(str, BAUDS))}"),
        ("baud", True, f"baud must be one of {', '.join(map(str, BAUDS))}"),
    ],
)
def test_a_wrong_setting_is_answered_by_all_right_ones(name: str, value: Any, said: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        PrintSettings(**{name: value})


def test_no_printer_is_a_choice_too(tmp_path: Path) -> None:
    save_choice(tmp_path, "", "80")
    assert chosen_print(SETTINGS, tmp_path).sink is None


@pytest.mark.parametrize(
    ("place", "paper"),
    [
        ("pdf:/tmp/x.pdf", ""),
        ("escpos:/dev/usb/lp0", "letter"),
        ("escpos:lp0", ""),
        ("cups:a b", ""),
        ("cups:--help", ""),
        ("smb:x", ""),
        ("cups:front", "a3"),
    ],
)
def test_what_is_no_printer_is_not_kept(tmp_path: Path, place: str, paper: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        save_choice(tmp_path, place, paper)
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"format":2,"place":"","paper":""}',
        b'{"place":"cups:x"}',
        b'{"place":"pdf:/tmp/x","paper":""}',
        b'{"place":"escpos:/dev/usb/lp0","paper":"a4"}',
        b'{"place":"cups:x","paper":"a3"}',
        b"\xff",
    ],
)
def test_a_choice_that_cannot_be_used_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert chosen_print(SETTINGS, tmp_path) == SETTINGS


def test_the_chosen_printer_is_listed_even_where_it_is_gone() -> None:
    settings = replace(SETTINGS, printer="escpos:/no/such/device", paper="58")
    answer = printers_answer(settings, [PrintTarget(PrintTargetKind.ESCPOS, "/dev/null")])
    assert answer.choices == (
        PrinterChoice(place="escpos:/dev/null"),
        PrinterChoice(place="escpos:/no/such/device", trouble=PrinterProblem.ABSENT),
    )
    assert (answer.place, answer.paper) == ("escpos:/no/such/device", "58")
    assert answer.papers == (Paper.ROLL_80, Paper.ROLL_58)
    none = printers_answer(PrintSettings(), [])
    assert (none, none.papers) == (PrintersAnswer(), ())


# --- touches --------------------------------------------------------------------------------------


def test_the_page_is_reached_from_the_check_and_leads_back_to_it() -> None:
    state, task = touched(READINESS["ready"], "printers")
    assert (state.page, task) == (Page.PRINTER, Task(TaskKind.LIST_PRINTERS))
    state, _ = on_answer(state, PRINTERS)
    assert state.printers == PRINTERS
    state, task = touched(state, "back")
    assert (state.page, task) == (Page.READY, Task(TaskKind.CHECK_READINESS))


@pytest.mark.parametrize(
    ("act", "task"),
    [
        ("printer:1", Task(TaskKind.CHOOSE_PRINTER, "cups:Office_2nd_floor_left")),
        ("printer:none", Task(TaskKind.CHOOSE_PRINTER)),
        ("paper:a4", Task(TaskKind.CHOOSE_PRINTER, "cups:Front-desk", "a4")),
        ("test", Task(TaskKind.TEST_PAGE)),
        ("printers", Task(TaskKind.LIST_PRINTERS)),
        ("printer:3", None),
        ("paper:a3", None),
    ],
)
def test_what_a_touch_asks_for(act: str, task: Task | None) -> None:
    assert touched(THERE, act)[1] == task


def test_without_a_printer_there_is_nothing_to_try() -> None:
    for act in ("test", "paper:80", "printer:0"):
        assert touched(READINESS["printer-none"], act)[1] is None
        assert touched(READINESS["printer-broke-off"], act)[1] is None


def test_a_choice_that_was_not_kept_says_so() -> None:
    state, task = on_answer(
        waiting_for(TaskKind.CHOOSE_PRINTER, Page.PRINTER, printers=PRINTERS), TaskFailed()
    )
    assert (state.notice, state.printers, task) == (Notice.PRINTER_NOT_KEPT, PRINTERS, None)


def test_a_test_page_that_broke_off_does_not_count_as_the_one_before() -> None:
    before = msgspec.structs.replace(PRINTERS, tested=True)
    state, task = on_answer(
        waiting_for(TaskKind.TEST_PAGE, Page.PRINTER, printers=before), TaskFailed()
    )
    assert (state.notice, task) == (None, None)
    assert state.printers == msgspec.structs.replace(before, test=PrinterProblem.FAILED)
    assert (
        on_answer(waiting_for(TaskKind.LIST_PRINTERS, Page.PRINTER), TaskFailed())[0].printers
        is None
    )


def test_the_answer_is_what_the_command_prints() -> None:
    written = msgspec.json.encode(PRINTERS)
    assert msgspec.json.decode(written, type=PrintersAnswer) == PRINTERS


# --- the desk -------------------------------------------------------------------------------------


def test_another_printer_is_used_at_once_and_the_old_one_is_not_heard() -> None:
    scene = Scene(Fake()).ready()
    old, new = scene.printer, Fake(trouble=PrinterProblem.PAPER_OUT)
    scene.now += 60
    scene.desk.follow(PAGE)
    scene.desk.use(new, scene.queue.run)
    assert not scene.desk.state.ready, "nothing is known of it yet"
    scene.queue.work()
    assert (new.purged, scene.desk.state.trouble) == (1, PrinterProblem.PAPER_OUT)
    new.trouble = None
    scene.now += 60
    scene.desk.follow(PAGE)
    scene.queue.work()
    scene.desk.print(slip)
    scene.queue.work()
    assert (len(new.jobs), old.jobs, scene.desk.state.job) == (1, [], Job.DONE)


def test_a_printer_comes_to_a_kiosk_without_one_and_goes_again() -> None:
    desk, queue = PaperDesk(), Queue()
    desk.use(Fake(), queue.run)
    queue.work()
    assert desk.state.ready
    desk.use(None, queue.run)
    queue.work()
    assert desk.state == PaperState()
