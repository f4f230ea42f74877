"""The editor's program is ended, or its disk fails, anywhere: no two files carry the same number.

A kiosk refuses a second file of a number that it knows, so a number used twice would stop a fleet.
"""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.staff import worker
from kiosk.sync.container import read_container
from kiosk.sync.media import claimed_versions
from tests.faults.scene import HOW
from tests.faults.tracing import Call, Ended, Traced, changes, need_strace, spread
from tests.faults.world import ROOT
from tests.fleet.site import WORDS, Editor
from tests.long_runs import FULL, add_figure, of_the_day


@dataclass(frozen=True)
class Desk:
    """An editor's folder with keys and one published file, to be copied for each fault."""

    folder: Path

    def fresh(self, number: int) -> Path:
        home = self.folder / f"data-{number:02}"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self.folder / "base", home)
        return home

    def publishing(self, home: Path, *, warm: bool = False) -> Traced:
        """Publishes into a folder; ``warm`` writes bytecode, so that later runs open the same."""
        tables = Editor(home).tables({0: "+19165552001"})
        env = {
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "" if warm else "1",
            "KIOSK_PASSPHRASE": WORDS,
        }
        command = [*worker.own_command(home, None), *Editor(home).command(tables, out(home))]
        return Traced(command, self.folder / f"{home.name}.log", env)

    def whole(self) -> tuple[Ended, list[Call]]:
        for warm in (True, False):
            home = self.fresh(0)
            ended = self.publishing(home, warm=warm).run()
        assert ended.code == 0, ended.err
        assert number_of(out(home)) == 2
        return ended, changes(ended, home)

    def problem(self, how: str, call: Call, whole: Ended) -> str:
        """What is wrong after one fault, and after the publishing that follows it."""
        home = self.fresh(1)
        ended = self.publishing(home).run(HOW[how](call, whole))
        if ended.struck != call.form:
            return f"{how} at {call}: it happened elsewhere: {ended.struck or 'nowhere'}"
        there = number_of(out(home))
        least = 2 if ended.code == 0 else 1
        if not least <= there <= 2 or (how.endswith("once") and "Traceback" in ended.err):
            return f"{how} at {call}: number {there} after {ended.code}: {ended.err[-200:]}"
        Editor(home).publish(home / "next.kiosksync", {0: "+19165552002"})
        after = number_of(home / "next.kiosksync")
        return "" if after > there else f"{how} at {call}: {after} comes after {there}"


def out(home: Path) -> Path:
    return home / "city.kiosksync"


def number_of(path: Path) -> int:
    versions = claimed_versions(read_container(path))
    assert versions is not None
    return versions.directory


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, english_factory: str) -> Desk:
    del english_factory
    need_strace()
    made = Desk(tmp_path_factory.mktemp("desk"))
    base = made.folder / "base"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kiosk.editor.keys.secrets.COST", 2**10)
        Editor(base).publish(out(base), {})
    return made


def wrongs(desk: Desk, hows: Iterable[str], most: int) -> tuple[int, list[str]]:
    whole, calls = desk.whole()
    tries = [(how, call) for how in hows for call in of_the_day(spread(calls, most), parts=4)]
    found = [desk.problem(how, call, whole) for how, call in tries]
    return len(tries), [one for one in found if one]


def test_no_number_is_used_twice(desk: Desk) -> None:
    hows = ["killed", "EIO once", "ENOSPC for ever"] if FULL else ["killed"]
    number, wrong = wrongs(desk, hows, 1000 if FULL else 12)
    assert not wrong, "\n".join(wrong)
    add_figure("a publishing: killed or unwritable", number)
