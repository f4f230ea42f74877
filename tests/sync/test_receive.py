"""Taking a file from a stick: only a regular file, once, whole."""

import errno
import io
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest

from kiosk.domain.syncfile import FILE_LIMIT, RefusalCode, Refused
from kiosk.sync import container, plainzip
from kiosk.sync.container import Received, hash_file, peek, read_container, receive
from kiosk.sync.plainzip import CHUNK
from tests.sync.attempt import RECORDS
from tests.sync.rawzip import deflated
from tests.sync.toolkit import make_coalition

GOOD = make_coalition().bundle(RECORDS)
Code = RefusalCode


def test_a_file_is_copied_and_hashed(tmp_path: Path) -> None:
    source = tmp_path / "stick"
    source.write_bytes(GOOD)
    got = receive(source, tmp_path / "copy")
    assert got == Received(tmp_path / "copy", got.sha256, len(GOOD))
    assert (tmp_path / "copy").read_bytes() == GOOD


def link(path: Path) -> None:
    path.with_name("real").write_bytes(GOOD)
    path.symlink_to("real")


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(FILE_LIMIT + 1)


SOURCES: list[tuple[str, Callable[[Path], object], RefusalCode]] = [
    ("nothing there", lambda _: None, Code.NOT_FOUND),
    ("a folder", Path.mkdir, Code.NOT_A_FILE),
    ("a pipe", os.mkfifo, Code.NOT_A_FILE),
    ("a link to a file", link, Code.NOT_A_FILE),
    ("a link to itself", loop, Code.NOT_A_FILE),
    ("a link to nothing", lambda path: path.symlink_to("ghost"), Code.NOT_A_FILE),
    ("an empty file", Path.touch, Code.EMPTY),
    ("one byte more than 64 MiB", huge, Code.TOO_BIG),
]


@pytest.mark.parametrize(
    ("make", "code"), [case[1:] for case in SOURCES], ids=[case[0] for case in SOURCES]
)
def test_only_a_regular_file_is_taken(
    make: Callable[[Path], object], code: RefusalCode, tmp_path: Path
) -> None:
    source = tmp_path / "source"
    make(source)
    with pytest.raises(Refused) as refused:
        receive(source, tmp_path / "copy")
    assert refused.value.code == code
    assert not (tmp_path / "copy").exists()


def opened() -> list[str]:
    """The numbers of the files that this process holds."""
    return sorted(path.name for path in Path("/proc/self/fd").iterdir())


@pytest.mark.parametrize("look", [hash_file, peek, lambda path: receive(path, path / "copy")])
@pytest.mark.parametrize(
    "make", [case[1] for case in SOURCES] + [lambda path: path.write_bytes(GOOD)]
)
def test_no_file_of_a_stick_stays_open(
    make: Callable[[Path], object], look: Callable[[Path], object], tmp_path: Path
) -> None:
    """A file that is open keeps a stick from being taken out."""
    source = tmp_path / "source"
    make(source)
    before = opened()
    with suppress(Refused):
        look(source)
    assert opened() == before


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("/dev/zero", Code.NOT_A_FILE),
        ("/dev/null", Code.NOT_A_FILE),
        ("a\0b", Code.NOT_FOUND),
        ("\ud800", Code.NOT_FOUND),
        ("n" * 300, Code.NOT_FOUND),
        ("/etc/passwd/x", Code.NOT_FOUND),
    ],
)
def test_names_that_are_no_file(name: str, code: RefusalCode, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        receive(Path(name), tmp_path / "copy")
    assert refused.value.code == code


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("source")
        with pytest.raises(Refused) as refused:
            receive(Path("source"), Path("copy"))
    assert refused.value.code == Code.NOT_A_FILE


def failing(number: int) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("number", "code"), [(errno.EACCES, Code.UNREADABLE), (errno.EIO, Code.UNREADABLE)]
)
def test_a_file_that_cannot_be_opened(
    number: int, code: RefusalCode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "open", failing(number))
    with pytest.raises(Refused) as refused:
        receive(tmp_path / "source", tmp_path / "copy")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, Code.DISK_FULL),
        (errno.EDQUOT, Code.DISK_FULL),
        (errno.EIO, Code.WRITE_FAILED),
    ],
)
def test_a_copy_that_cannot_be_kept_leaves_nothing(
    number: int, code: RefusalCode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "source").write_bytes(GOOD)
    monkeypatch.setattr(os, "fsync", failing(number))
    with pytest.raises(Refused) as refused:
        receive(tmp_path / "source", tmp_path / "copy")
    assert refused.value.code == code
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


def test_a_copy_with_nowhere_to_go(tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(GOOD)
    with pytest.raises(Refused) as refused:
        receive(tmp_path / "source", tmp_path / "ghost" / "copy")
    assert refused.value.code == Code.WRITE_FAILED


def changing(source: Path, change: Callable[[Path], object]) -> Callable[..., Iterator[bytes]]:
    """The file changes once its first piece was read."""
    real = container._exactly

    def pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
        for piece in real(file, size):
            yield piece
            change(source)

    return pieces


@pytest.mark.parametrize(
    "change",
    [
        lambda path: os.truncate(path, path.stat().st_size + CHUNK),
        lambda path: os.truncate(path, CHUNK),
    ],
    ids=["grows", "shrinks"],
)
def test_a_file_that_changes_while_it_is_copied(
    change: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "source"
    source.write_bytes(bytes(3 * CHUNK))
    monkeypatch.setattr(container, "_exactly", changing(source, change))
    with pytest.raises(Refused) as refused:
        receive(source, tmp_path / "copy")
    assert refused.value.code == Code.UNREADABLE
    assert not (tmp_path / "copy").exists()


class _Broken(io.RawIOBase):
    def readable(self) -> bool:
        return True

    def read(self, _: int = -1) -> bytes:
        raise OSError(errno.EIO, "broken stick")


def test_a_stick_that_breaks_while_it_is_read() -> None:
    broken = cast("BinaryIO", _Broken())
    with pytest.raises(Refused) as refused:
        list(container._exactly(broken, 5))
    assert refused.value.code == Code.UNREADABLE
    with pytest.raises(Refused) as refused:
        plainzip._taken(broken, 5)
    assert refused.value.code == Code.UNREADABLE


def test_nothing_is_gathered_behind_the_end_of_a_member() -> None:
    """60 MiB there cost 25 seconds before they were refused."""

    def packed() -> Iterator[bytes]:
        yield deflated(b"text")
        yield bytes(CHUNK)
        pytest.fail("it was read on")

    with pytest.raises(Refused) as refused:
        list(plainzip._inflated(packed(), "targets.json"))
    assert (refused.value.code, refused.value.where) == (Code.CONTAINER, "targets.json")


def test_a_container_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_container(tmp_path / "ghost")
    assert refused.value.code == Code.UNREADABLE
