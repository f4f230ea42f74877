import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.directory.errors import DataFolderError, DirectoryError, DirectoryFileError
from kiosk.directory.repository import open_directory
from kiosk.directory.slots import STATE_NAME, Reason, ensure_directory


@pytest.fixture
def folder(tmp_path: Path, small_file: Path) -> Path:
    data = tmp_path / "data"
    assert ensure_directory(data, [small_file]).reason is Reason.FIRST_START
    return data


def database(folder: Path) -> Path:
    return next(folder.glob("directory-*.db"))


def empty(folder: Path) -> None:
    database(folder).write_bytes(b"")


def noise(folder: Path) -> None:
    database(folder).write_bytes(bytes(range(256)) * 100)


def flip_one_bit(folder: Path) -> None:
    content = bytearray(database(folder).read_bytes())
    content[len(content) * 3 // 4] ^= 1
    database(folder).write_bytes(content)


def cut(folder: Path) -> None:
    content = database(folder).read_bytes()
    database(folder).write_bytes(content[: len(content) // 2])


def lose_database(folder: Path) -> None:
    database(folder).unlink()


def lose_state(folder: Path) -> None:
    (folder / STATE_NAME).unlink()


def tear_state(folder: Path) -> None:
    content = (folder / STATE_NAME).read_bytes()
    (folder / STATE_NAME).write_bytes(content[: len(content) // 2])


def change_state(folder: Path, **values: object) -> None:
    state = json.loads((folder / STATE_NAME).read_text())
    (folder / STATE_NAME).write_text(json.dumps(state | values))


def point_outside(folder: Path) -> None:
    shutil.copyfile(database(folder), folder.parent / "directory-other.db")
    change_state(folder, active="../directory-other.db")


def older_format(folder: Path) -> None:
    change_state(folder, format=0)


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (empty, Reason.DATABASE_DAMAGED),
        (noise, Reason.DATABASE_DAMAGED),
        (flip_one_bit, Reason.DATABASE_DAMAGED),
        (cut, Reason.DATABASE_DAMAGED),
        (lose_database, Reason.DATABASE_MISSING),
        (lose_state, Reason.FIRST_START),
        (tear_state, Reason.STATE_BROKEN),
        (point_outside, Reason.STATE_BROKEN),
        (older_format, Reason.PROGRAM_CHANGED),
    ],
)
def test_whatever_was_harmed_the_directory_comes_back(
    folder: Path, small_file: Path, harm: Callable[[Path], None], reason: Reason
) -> None:
    harm(folder)
    active = ensure_directory(folder, [small_file])
    assert active.reason is reason
    with open_directory(active.path) as directory:
        assert directory.counts().services == 12
    again = ensure_directory(folder, [small_file])
    assert (again.path, again.reason) == (active.path, Reason.VERIFIED)


def test_an_unharmed_folder_is_only_read(folder: Path, small_file: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert ensure_directory(folder, [small_file]).reason is Reason.VERIFIED
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_the_state_names_the_digest_of_the_database(folder: Path) -> None:
    state = json.loads((folder / STATE_NAME).read_text())
    assert state["active"] == database(folder).name
    assert state["sha256"] == hashlib.sha256(database(folder).read_bytes()).hexdigest()
    assert (state["version"], state["source"]) == (0, "factory")


def test_new_factory_records_make_a_new_database(
    folder: Path, small_file: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more.ndjson"
    more.write_text('{"kind":"organization","id":"new","name":"New"}\n')
    active = ensure_directory(folder, [small_file, more])
    assert active.reason is Reason.FACTORY_CHANGED
    assert list(folder.glob("directory-*.db")) == [active.path]
    with open_directory(active.path) as directory:
        assert directory.counts().organizations == 5


def test_leftovers_of_a_power_cut_are_removed(folder: Path, small_file: Path) -> None:
    for name in ("directory-half.db", "directory-x.db.123.tmp", "state.json.9.tmp"):
        (folder / name).write_bytes(b"half")
    (folder / "notes.txt").write_text("of someone else")
    active = ensure_directory(folder, [small_file])
    names = {path.name for path in folder.iterdir()}
    assert names == {active.path.name, STATE_NAME, "lock", "notes.txt"}


@pytest.mark.parametrize("factory", [[], [Path("/nonexistent/factory.ndjson")]])
def test_a_missing_factory_directory_is_said(tmp_path: Path, factory: list[Path]) -> None:
    with pytest.raises(DirectoryFileError, match="install the program again"):
        ensure_directory(tmp_path, factory)


def test_a_broken_factory_directory_is_said(tmp_path: Path) -> None:
    (tmp_path / "bad.ndjson").write_text("{}\n")
    with pytest.raises(DirectoryError, match=r"bad.ndjson, line 1"):
        ensure_directory(tmp_path / "data", [tmp_path / "bad.ndjson"])


def test_a_data_folder_that_is_a_file_is_said(tmp_path: Path, small_file: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(DataFolderError, match="choose another"):
        ensure_directory(tmp_path / "data", [small_file])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, small_file: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(DirectoryError, match="choose another"):
        ensure_directory(tmp_path, [small_file])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.one_of(
        st.binary(max_size=100),
        st.recursive(
            st.none() | st.integers() | st.text(max_size=9),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["active", "sha256", "factory_sha256", "format", "version"]),
                    inner,
                )
            ),
        ).map(lambda value: json.dumps(value).encode()),
    )
)
def test_no_state_file_stops_the_start(folder: Path, small_file: Path, content: bytes) -> None:
    (folder / STATE_NAME).write_bytes(content)
    active = ensure_directory(folder, [small_file])
    assert active.reason is Reason.STATE_BROKEN
