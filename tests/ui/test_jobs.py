"""Work off the screen's thread: its answer comes back on it, in order, and the end can be waited
for."""

import gc
import sys
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.ui.thread_jobs import ThreadJobs
from tests.immediate_jobs import ImmediateJobs


def test_work_runs_elsewhere_and_its_answer_comes_back(qtbot: QtBot) -> None:
    jobs, seen = ThreadJobs(), dict[str, int]()

    def work() -> object:
        seen["work"] = threading.get_ident()
        return "answer"

    def done(answer: object) -> None:
        seen["done"] = threading.get_ident()
        assert answer == "answer"

    jobs.run(work, done)
    qtbot.waitUntil(lambda: "done" in seen)
    assert seen["work"] != threading.get_ident()
    assert seen["done"] == threading.get_ident()
    jobs.wait()


def test_answers_come_in_the_order_of_the_work(qtbot: QtBot) -> None:
    jobs, answers = ThreadJobs(), list[object]()
    for number in range(30):
        jobs.run(lambda number=number: number, answers.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(answers) == 30)
    assert answers == list(range(30))
    jobs.wait()


def test_only_one_work_runs_at_a_time(qtbot: QtBot) -> None:
    jobs, answers = ThreadJobs(), list[object]()
    running = threading.Semaphore(1)

    def work() -> object:
        alone = running.acquire(blocking=False)
        threading.Event().wait(0.002)
        if alone:
            running.release()
        return alone

    for _ in range(8):
        jobs.run(work, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 8)
    assert all(answers)
    jobs.wait()


def test_nothing_is_delivered_before_the_screen_is_ready_for_it(qtbot: QtBot) -> None:
    jobs, answers = ThreadJobs(), list[object]()
    jobs.run(lambda: 1, answers.append)
    jobs.wait()
    assert answers == [], "waiting for the work does not call back in the middle of something"
    qtbot.waitUntil(lambda: answers == [1])


class Paper:
    """What a work holds."""


@pytest.fixture
def hurried() -> Iterator[None]:
    """Threads take turns as often as they can: what goes wrong seldom goes wrong now."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hurried")
def test_nothing_of_a_work_that_is_done_is_kept(qtbot: QtBot) -> None:
    jobs, papers, answers = ThreadJobs(), list[weakref.ref[Paper]](), list[object]()
    for number in range(2000):
        paper = Paper()
        papers.append(weakref.ref(paper))
        jobs.run(lambda paper=paper: paper.__doc__, answers.append)  # type: ignore[misc]
        del paper
        if number % 5 == 0:
            qtbot.wait(1)
    qtbot.waitUntil(lambda: len(answers) == len(papers))
    jobs.wait()
    gc.collect()
    assert sum(paper() is not None for paper in papers) == 0


@pytest.mark.parametrize("answer", [None, 0, "text", ("a", 1)])
def test_work_done_at_once(answer: object) -> None:
    answers: list[object] = []
    deliver: Callable[[object], None] = answers.append
    ImmediateJobs().run(lambda: answer, deliver)
    assert answers == [answer]
