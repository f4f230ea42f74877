"""Files that are written whole or not at all, by whoever runs the program."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk import atomic_files
from kiosk.sync import data_folder

NOBODY = 65534
HANDLES = Path("/proc/self/fd")
needs_proc = pytest.mark.skipif(not HANDLES.is_dir(), reason="Linux shows its handles")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can give files away")


def test_what_was_there_is_replaced_whole_and_nothing_else_stays(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old and longer")
    atomic_files.replace_file(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def syncs(monkeypatch: pytest.MonkeyPatch, file: Path) -> list[tuple[str, bytes]]:
    """What every sync makes last from now on: its name, and what ``file`` holds at that moment."""
    made: list[tuple[str, bytes]] = []
    fsync = os.fsync

    def noting(handle: int) -> None:
        name = (HANDLES / str(handle)).readlink().name
        made.append((name, file.read_bytes() if file.exists() else b""))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noting)
    return made


@needs_proc
@pytest.mark.parametrize("old", [b"", b"old"], ids=["a new file", "in place of another"])
def test_its_content_lasts_before_its_name_and_its_name_before_it_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bytes
) -> None:
    """A power cut after the answer would else bring back the name of the file before."""
    file = tmp_path / "file"
    if old:
        file.write_bytes(old)
    made = syncs(monkeypatch, file)
    atomic_files.replace_file(file, b"new")
    assert made == [(f"file.{os.getpid()}.tmp", old), (tmp_path.name, b"new")]


@needs_proc
def test_a_database_has_its_name_for_good_before_a_state_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished = tmp_path / "unfinished"
    finished.write_bytes(b"whole")
    made = syncs(monkeypatch, tmp_path / "own.db")
    assert data_folder.store_by_digest(tmp_path, finished, lambda _: "own.db")[0] == "own.db"
    assert made == [("unfinished", b""), (tmp_path.name, b"whole")]


@needs_proc
def test_what_is_written_over_lasts_and_leaves_no_handle_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is done at each try of a PIN, by a program that runs for weeks."""
    (tmp_path / "file").write_bytes(b"0123")
    made, before = syncs(monkeypatch, tmp_path / "file"), sorted(HANDLES.iterdir())
    atomic_files.overwrite(tmp_path / "file", 1, b"ab")
    assert made == [("file", b"0ab3")]
    assert sorted(HANDLES.iterdir()) == before


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_what_cannot_be_written_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    (tmp_path / "file").write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(*((os, "fsync") if call == "fsync" else (Path, "replace")), fail)
        with pytest.raises(OSError, match="full"):
            atomic_files.replace_file(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_secret_is_its_owners_alone_from_the_first_byte(tmp_path: Path) -> None:
    atomic_files.replace_file(tmp_path / "file", b"secret", mode=0o600)
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


def test_a_link_in_its_way_is_not_written_through(tmp_path: Path) -> None:
    """The folder is the kiosk's; who writes in it may be the superuser."""
    (tmp_path / "other").write_bytes(b"of somebody else")
    (tmp_path / f"file.{os.getpid()}.tmp").symlink_to("other")
    with pytest.raises(OSError, match="symbolic links"):
        atomic_files.replace_file(tmp_path / "file", b"new")
    assert (tmp_path / "other").read_bytes() == b"of somebody else"
    atomic_files.replace_file(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"


def test_anybody_else_keeps_what_they_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(os, "lchown", lambda *_: pytest.fail("given away"))
    atomic_files.replace_file(tmp_path / "file", b"own")
    assert (tmp_path / "file").read_bytes() == b"own"


@needs_root
def test_what_the_superuser_writes_can_be_read_by_the_kiosk(tmp_path: Path) -> None:
    """``sudo resource-kiosk pin reset`` must not leave a PIN that the kiosk cannot read."""
    os.chown(tmp_path, NOBODY, NOBODY)
    atomic_files.replace_file(tmp_path / "file", b"secret", mode=0o600)
    made = (tmp_path / "file").stat()
    assert (made.st_uid, made.st_gid, made.st_mode & 0o777) == (NOBODY, NOBODY, 0o600)


@pytest.mark.parametrize(
    ("code", "gone"), [(errno.ENOENT, True), (errno.ENOTDIR, True), (errno.EUCLEAN, False)]
)
def test_a_look_at_a_disk_that_fails_is_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, *, gone: bool
) -> None:
    """``Path.is_file`` and its sisters raise there."""
    (tmp_path / "file").write_bytes(b"")
    assert atomic_files.is_file(tmp_path / "file")
    assert atomic_files.is_folder(tmp_path)
    assert not atomic_files.is_file(tmp_path)
    assert not atomic_files.is_folder(tmp_path / "file")
    assert not atomic_files.is_missing(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", unable(code))
        assert atomic_files.is_missing(tmp_path / "file") is gone
        assert not atomic_files.is_file(tmp_path / "file")
        assert not atomic_files.is_folder(tmp_path)


def unable(code: int) -> Callable[..., os.stat_result]:
    def fail(path: object, **_: object) -> os.stat_result:
        raise OSError(code, os.strerror(code), str(path))

    return fail


def test_bytes_that_are_written_in_part_are_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"0123")
    monkeypatch.setattr(os, "pwrite", lambda *_: 1)
    with pytest.raises(OSError, match="Input/output"):
        atomic_files.overwrite(tmp_path / "file", 0, b"ab")
