"""Workers share what is expensive to make, and no lock of theirs hangs for ever."""

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.directory import builder
from kiosk.domain.records import AnyRecord, Organization
from tests.once import once, one_at_a_time, one_build

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


def test_a_directory_is_built_once_and_another_one_is_not_its_copy(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[tuple[AnyRecord, ...]] = []
    real = builder.build

    def build(records: tuple[AnyRecord, ...], path: Path, *rest: object, **more: object) -> None:
        built.append(records)
        real(records, path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builder, "build", build)
    one, other = ((Organization(id="o", name=name),) for name in ("One", "Other"))
    paths = [tmp_path / f"{number}.db" for number in range(3)]
    with one_build(tmp_path_factory):
        for path, records in zip(paths, (one, other, one), strict=True):
            builder.build(records, path)
    assert built == [one, other]
    first, second, third = (path.read_bytes() for path in paths)
    assert first == third != second
    assert builder.build is build
