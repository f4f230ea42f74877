"""Workers share what is expensive to make, and no lock of theirs hangs for ever."""

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

from tests.once import once, one_at_a_time

HOLDS = """
import fcntl, sys, time
file = open(sys.argv[1], "a")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(600)
"""


def test_a_lock_that_nobody_frees_is_gone_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.once.tempfile.gettempdir", lambda: str(tmp_path))
    with one_at_a_time("thing") as mine:
        assert mine
        with one_at_a_time("other") as also:
            assert also
    (path,) = tmp_path.glob("*-thing.lock")
    command = [sys.executable, "-c", HOLDS, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with one_at_a_time("thing", 0.1) as mine:
            assert not mine
        holder.kill()
    with one_at_a_time("thing", 0) as mine:
        assert mine, "a process that was killed holds nothing"
    with path.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.mark.parametrize("folder", [False, True])
def test_what_several_need_is_made_once_and_whole(
    tmp_path_factory: pytest.TempPathFactory, *, folder: bool
) -> None:
    made: list[Path] = []

    def make(path: Path) -> None:
        made.append(path)
        if folder:
            path.mkdir()
        else:
            path.write_text("x", "ascii")

    def fail(path: Path) -> None:
        path.touch()
        raise OSError("no space")

    name = f"tried-{folder}"
    with pytest.raises(OSError, match="no space"):
        once(tmp_path_factory, name, fail)
    found = {once(tmp_path_factory, name, make) for _ in range(3)}
    assert len(found) == len(made) == 1
    assert found.pop().is_dir() is folder
