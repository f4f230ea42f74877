"""The importer behind its socket: what may be asked, what comes back, who ends it."""

import io
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from kiosk.app.background import IMPORTER_VARIABLE, BackgroundServices
from kiosk.app.context import AppContext
from kiosk.app.settings import Settings
from kiosk.domain.clock import FixedClock
from kiosk.domain.syncfile import RefusalCode
from kiosk.staff import importer_client
from kiosk.staff.importer_client import ImporterClient, is_permitted, serve
from kiosk.staff.staff_views import Progress
from kiosk.staff.worker import SubprocessWorker, own_command
from kiosk.staff.worker_answers import FilesAnswer
from kiosk.unix_socket import Line, connect, hang_up


class Answer(msgspec.Struct):
    said: str


class Work:
    """Does what the program would do, until it is ended."""

    def __init__(self, said: bytes | None, *, waits: bool = False) -> None:
        self.said, self.waits = said, waits
        self.asked: Sequence[str] = ()
        self.ended = threading.Event()

    def run(self, arguments: Sequence[str], listen: Callable[[bytes], None]) -> bytes | None:
        self.asked = arguments
        listen(b'{"step":"verify","share":0.5}\n')
        listen(b"a warning of a library\n")
        if self.waits:
            assert self.ended.wait(20)
        return self.said

    def end(self) -> None:
        self.ended.set()


@pytest.fixture
def importer(tmp_path: Path) -> Iterator[Callable[[Work], Path]]:
    """Makes the machine's importer, which answers one question with ``Work``."""
    door = socket.socket(socket.AF_UNIX)
    threads: list[threading.Thread] = []

    def listen(work: Work) -> Path:
        door.bind(str(tmp_path / "door"))
        door.listen()

        def one() -> None:
            line, _ = door.accept()
            with line, line.makefile("rb") as asks, line.makefile("wb", buffering=0) as answers:
                serve(asks, answers, work)
                hang_up(line)

        threads.append(threading.Thread(target=one))
        threads[0].start()
        return tmp_path / "door"

    yield listen
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive()
    door.close()


def test_an_answer_comes_with_its_progress(importer: Callable[[Work], Path]) -> None:
    work = Work(b'{"said": "yes"}\n')
    client = ImporterClient(importer(work))
    steps: list[tuple[Progress, bool]] = []
    answer = client.ask(("undo", "--json"), Answer, lambda step: steps.append((step, client.busy)))
    assert (answer, client.busy) == (Answer("yes"), False)
    assert steps == [(Progress("verify", 0.5), True)]
    assert list(work.asked) == ["undo", "--json"]


@pytest.mark.parametrize("said", [None, b"", b"no JSON", b'{"other": 1}'])
def test_what_is_no_answer_is_none(importer: Callable[[Work], Path], said: bytes | None) -> None:
    assert ImporterClient(importer(Work(said))).ask(("undo",), Answer) is None


def test_whoever_hangs_up_ends_the_work(importer: Callable[[Work], Path]) -> None:
    work = Work(b'{"said": "late"}', waits=True)
    door = ImporterClient(importer(work))
    answers: list[Answer | None] = []
    begun = threading.Event()
    asking = threading.Thread(
        target=lambda: answers.append(door.ask(("undo",), Answer, lambda _: begun.set()))
    )
    asking.start()
    assert begun.wait(20)
    door.end()
    asking.join(20)
    assert answers == [None]
    assert work.ended.wait(20)
    assert door.ended
    assert door.ask(("undo",), Answer) is None


def test_a_door_that_ends_while_it_is_opened_asks_nothing(
    importer: Callable[[Work], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work(b'{"said": "late"}')
    door = ImporterClient(importer(work))

    def slow(path: Path) -> Line:
        line = connect(path)
        door.end()
        return line

    monkeypatch.setattr(importer_client, "connect", slow)
    assert door.ask(("undo",), Answer) is None
    assert work.asked == ()


def test_a_door_that_nobody_opens_is_no_answer(tmp_path: Path) -> None:
    assert ImporterClient(tmp_path / "gone").ask(("undo",), Answer) is None


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        (["sync", "/media/x", "--json"], True),
        (["staff", "files", "--", "/media/x", "--data"], True),
        (["staff", "trust", "--", "/media/x", "abc"], True),
        (["staff", "date", "--", "2026-12-01"], True),
        (["staff"], False),
        (["staff", "serve"], False),
        (["pin", "reset"], False),
        (["tour", "/tmp"], False),  # noqa: S108 - never written
        (["--data", "/etc", "sync", "x"], False),
        (["sync", "--data", "/etc", "x"], False),
        (["sync", "--data=/etc", "x"], False),
        (["sync", "x", "--settings=/etc/x"], False),
        ([], False),
    ],
)
def test_only_questions_of_the_screen_are_answered(question: list[str], *, answered: bool) -> None:
    assert is_permitted(question) is answered
    work, said = Work(b"{}"), io.BytesIO()
    asked = io.BytesIO(json.dumps(question).encode() + b"\n")
    assert serve(asked, said, work) is answered
    assert bool(said.getvalue()) is answered
    assert bool(work.asked) is answered


def test_the_importer_ends_well_though_the_line_stays_open(
    prepared_data: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(prepared_data, tmp_path / "data"))
    ours, its = socket.socketpair()
    command = (*own_command(data, None), "staff", "serve")
    with ours, its, subprocess.Popen(command, stdin=its, stdout=its, stderr=subprocess.PIPE) as one:
        its.close()
        ours.sendall(b'["staff","state"]\n')
        _, errors = one.communicate(timeout=600)
        assert (one.returncode, errors) == (0, b"")
        assert b'{"answer":' in ours.recv(65536)


@pytest.mark.parametrize("content", [b"", b"\n", b"[1]\n", b'{"sync": 1}\n', b'["sync"', b"\xff\n"])
def test_what_is_no_question_is_not_answered(content: bytes) -> None:
    work, said = Work(b"{}"), io.BytesIO()
    assert not serve(io.BytesIO(content), said, work)
    assert said.getvalue() == b""


def test_a_name_that_is_no_text_is_asked_for_as_it_is(
    importer: Callable[[Work], Path], prepared_data: Path, tmp_path: Path
) -> None:
    """A stick from elsewhere may have one; the question about all others must not break on it."""
    work = Work(b'{"said": "yes"}')
    named = ("staff", "files", "--", os.fsdecode(b"/media/Fotos \xfc\xe4"), "/media/Büro\n😀")
    assert ImporterClient(importer(work)).ask(named, Answer) == Answer("yes")
    assert tuple(work.asked) == named
    folder = tmp_path / os.fsdecode(b"Fotos \xfc")
    folder.mkdir()
    (folder / "week.kiosksync").write_bytes(b"no such file")
    data = Path(shutil.copytree(prepared_data, tmp_path / "data"))
    said = SubprocessWorker(own_command(data, None)).ask(
        ("staff", "files", "--", str(folder)), FilesAnswer
    )
    assert said is not None
    assert [one.code for one in said.files] == [RefusalCode.UNREADABLE]


def test_a_process_of_ones_own_is_asked_the_same_way(tmp_path: Path) -> None:
    code = 'import sys; sys.stderr.write(\'{"step":"apply","share":1}\\n\'); print(sys.argv[1:])'
    lines: list[tuple[bytes, bool]] = []
    child = SubprocessWorker((sys.executable, "-c", code))
    answer = child.run(("undo",), lambda line: lines.append((line, child.busy)))
    assert (answer, child.busy) == (b"['undo']\n", False)
    assert lines == [(b'{"step":"apply","share":1}\n', True)]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("named", ["", "/run/door"])
def test_the_screen_asks_the_machines_importer_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv(IMPORTER_VARIABLE, named)
    clock = FixedClock.at("2026-11-24T10:30", "America/Los_Angeles")
    beside = BackgroundServices(AppContext(Settings(), clock), tmp_path)
    beside.importer()
    (asked,) = beside._children
    assert isinstance(asked, ImporterClient if named else SubprocessWorker)
    beside.close()
    assert asked.ended
