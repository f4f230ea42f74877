"""The zip around it: what is taken in, what every field may say, and bombs."""

import io
import resource
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest

from kiosk.domain.syncfile import RefusalCode, Refused
from kiosk.sync import container, plainzip
from kiosk.sync.container import read_container
from kiosk.sync.plainzip import CHUNK
from tests.sync.attempt import RECORDS
from tests.sync.box import BROKEN, failing
from tests.sync.rawzip import Raw, assemble, deflated
from tests.sync.toolkit import lines_of, make_coalition, pack

PARTS = make_coalition().parts(RECORDS)
RAW = {name: Raw(name.encode(), data) for name, data in PARTS.items()}
MEBIBYTE = 1024 * 1024
Code = RefusalCode


def refusal(data: bytes, folder: Path) -> tuple[RefusalCode, str]:
    path = folder / "file"
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read_container(path).unpack_directory(folder / "spool")
    assert not (folder / "spool").exists()
    return refused.value.code, refused.value.where


def with_member(name: str, **changes: Any) -> list[Raw]:
    """All members, one of them changed."""
    return [replace(raw, **changes) if key == name else raw for key, raw in RAW.items()]


def both(name: str, **told: Any) -> bytes:
    return assemble(with_member(name, both=told))


def listed(name: str, **told: Any) -> bytes:
    return assemble(with_member(name, central=told))


def own(member: str, **told: Any) -> bytes:
    return assemble(with_member(member, local=told))


def more(name: bytes, data: bytes = b"x") -> bytes:
    return assemble([*RAW.values(), Raw(name, data)])


def without(name: str) -> bytes:
    return assemble([raw for key, raw in RAW.items() if key != name])


def written(**options: Any) -> bytes:
    """As the standard library writes it, with options of its own."""
    buffer = io.BytesIO()
    comment = options.pop("comment", b"")
    extra = options.pop("extra", b"")
    method = options.pop("method", zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.comment = comment
        for name, data in PARTS.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.extra = extra
            info.compress_type = method
            with archive.open(info, "w", **options) as member:
                member.write(data)
    return buffer.getvalue()


class _Pipe(io.RawIOBase):
    """A stream that cannot seek: sizes then follow the data."""

    def __init__(self) -> None:
        self.made = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.made += data
        return len(data)


def streamed() -> bytes:
    pipe = _Pipe()
    with zipfile.ZipFile(cast("BinaryIO", pipe), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in PARTS.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return bytes(pipe.made)


GOOD = assemble(RAW.values())
LINK = stat.S_IFLNK << 16
FOLDER = stat.S_IFDIR << 16
END = GOOD[-22:]
HELPLINES = PARTS["helplines.json"]

TAMPERED: list[tuple[str, Callable[[], bytes], RefusalCode, str]] = [
    ("a picture", lambda: b"\xff\xd8\xff\xe0" + bytes(500), Code.NOT_A_SYNC_FILE, ""),
    ("a text", lambda: b"call me", Code.NOT_A_SYNC_FILE, ""),
    ("one byte", lambda: b"P", Code.NOT_A_SYNC_FILE, ""),
    ("an empty zip", lambda: pack([]), Code.NOT_A_SYNC_FILE, ""),
    ("bytes before it", lambda: assemble(RAW.values(), before=b"#!"), Code.NOT_A_SYNC_FILE, ""),
    ("a zip before it", lambda: GOOD + GOOD, Code.CONTAINER, ""),
    ("a byte after it", lambda: GOOD + b"\0", Code.CONTAINER, ""),
    ("70,000 bytes after it", lambda: GOOD + bytes(70_000), Code.TRUNCATED, ""),
    ("cut in half", lambda: GOOD[: len(GOOD) // 2], Code.TRUNCATED, ""),
    ("the last byte gone", lambda: GOOD[:-1], Code.TRUNCATED, ""),
    ("the end gone", lambda: GOOD[:-22], Code.TRUNCATED, ""),
    ("only a beginning", lambda: GOOD[:4], Code.TRUNCATED, ""),
    ("only a beginning and an end", lambda: GOOD[:4] + END, Code.CONTAINER, ""),
    ("a comment", lambda: written(comment=b"hello"), Code.CONTAINER, ""),
    ("a comment that is an end", lambda: written(comment=END), Code.CONTAINER, ""),
    ("two ends", lambda: GOOD + END, Code.CONTAINER, ""),
    ("count one too few", lambda: assemble(RAW.values(), here=4, count=4), Code.CONTAINER, ""),
    ("count one too many", lambda: assemble(RAW.values(), here=6, count=6), Code.CONTAINER, ""),
    ("count of 60,000", lambda: assemble(RAW.values(), here=60000, count=60000),
     Code.CONTAINER, ""),
    ("two counts", lambda: assemble(RAW.values(), here=4), Code.CONTAINER, ""),
    ("no members by count", lambda: assemble(RAW.values(), here=0, count=0), Code.CONTAINER, ""),
    ("second disk", lambda: assemble(RAW.values(), disk=1), Code.CONTAINER, ""),
    ("list on another disk", lambda: assemble(RAW.values(), first=1), Code.CONTAINER, ""),
    ("list begins elsewhere", lambda: assemble(RAW.values(), start=7), Code.CONTAINER, ""),
    ("list is longer", lambda: assemble(RAW.values(), length=9999), Code.CONTAINER, ""),
    ("list of all bits", lambda: assemble(RAW.values(), start=2**32 - 1, length=2**32 - 1),
     Code.CONTAINER, ""),
    ("bytes between members", lambda: assemble(RAW.values(), gap=b"??"), Code.CONTAINER,
     "targets.json"),
    ("bytes before the list", lambda: assemble(RAW.values(), between=b"??"), Code.CONTAINER, ""),
    ("list in another order", lambda: assemble(RAW.values(), backwards=True), Code.CONTAINER,
     "directory.ndjson"),
    ("two members at one place", lambda: listed("targets.json", offset=0), Code.CONTAINER,
     "targets.json"),
    ("a member beyond the end", lambda: listed("targets.json", offset=2**31), Code.CONTAINER,
     "targets.json"),
    ("a row of another kind", lambda: GOOD.replace(b"PK\1\2", b"PK\1\3", 1), Code.CONTAINER, ""),
    ("a header of another kind", lambda: GOOD[:30] + GOOD[30:].replace(
        b"PK\3\4", b"PK\3\5", 1), Code.CONTAINER, "targets.json"),
    ("extra field", lambda: written(extra=b"\x99\x99\0\0"), Code.CONTAINER, ""),
    ("extra field in the header only", lambda: own("targets.json", extra=b"\x99\x99\0\0"),
     Code.CONTAINER, "targets.json"),
    ("comment of a member", lambda: listed("targets.json", comment=b"x"), Code.CONTAINER, ""),
    ("member on another disk", lambda: listed("targets.json", disk=1), Code.CONTAINER, ""),
    ("zip64", lambda: written(force_zip64=True), Code.CONTAINER, "1.root.json"),
    ("sizes after the data", streamed, Code.CONTAINER, ""),
    ("encrypted", lambda: both("targets.json", flags=1), Code.CONTAINER, ""),
    ("strongly encrypted", lambda: both("targets.json", flags=0x41), Code.CONTAINER, ""),
    ("UTF-8 flag", lambda: both("targets.json", flags=0x800), Code.CONTAINER, ""),
    ("bzip2", lambda: written(method=zipfile.ZIP_BZIP2), Code.CONTAINER, "1.root.json"),
    ("LZMA", lambda: written(method=zipfile.ZIP_LZMA), Code.CONTAINER, ""),
    ("deflate64", lambda: both("targets.json", method=9), Code.CONTAINER, "targets.json"),
    ("method of all bits", lambda: both("targets.json", method=0xFFFF), Code.CONTAINER,
     "targets.json"),
    ("needs zip 4.5", lambda: both("targets.json", needed=45), Code.CONTAINER, "targets.json"),
    ("a link", lambda: both("targets.json", attributes=LINK | 0o777 << 16), Code.CONTAINER,
     "targets.json"),
    ("a folder by its mode", lambda: listed("targets.json", attributes=FOLDER), Code.CONTAINER,
     "targets.json"),
    ("a folder by its DOS bit", lambda: listed("targets.json", attributes=0x10), Code.CONTAINER,
     "targets.json"),
    ("header names another member", lambda: own("targets.json", name=b"targetz.json"),
     Code.CONTAINER, "targets.json"),
    ("header has another length of name", lambda: own("targets.json", name=b"x.json"),
     Code.CONTAINER, "targets.json"),
    ("header has another size", lambda: own("targets.json", size=3), Code.CONTAINER,
     "targets.json"),
    ("header has another CRC", lambda: own("targets.json", crc=3), Code.CONTAINER, "targets.json"),
    ("header has another method", lambda: own("targets.json", method=0), Code.CONTAINER,
     "targets.json"),
    ("wrong CRC of metadata", lambda: both("targets.json", crc=1), Code.CONTAINER, "targets.json"),
    ("wrong CRC of the directory", lambda: both("directory.ndjson", crc=1), Code.CONTAINER,
     "directory.ndjson"),
    ("declared larger than it is", lambda: both("helplines.json", size=len(HELPLINES) + 1),
     Code.CONTAINER, "helplines.json"),
    ("declared smaller than it is", lambda: both("helplines.json", size=len(HELPLINES) - 1),
     Code.CONTAINER, "helplines.json"),
    ("directory declared smaller", lambda: both("directory.ndjson", size=10), Code.CONTAINER,
     "directory.ndjson"),
    ("stored with two sizes", lambda: assemble(with_member(
        "helplines.json", packed=HELPLINES + b"x", both={"method": 0})), Code.CONTAINER,
     "helplines.json"),
    ("stored, declared as deflated", lambda: assemble(with_member(
        "helplines.json", packed=HELPLINES)), Code.CONTAINER, "helplines.json"),
    ("deflate stream cut short", lambda: assemble(with_member(
        "helplines.json", packed=deflated(HELPLINES)[:-3])), Code.CONTAINER, "helplines.json"),
    ("bytes after the deflate stream", lambda: assemble(with_member(
        "helplines.json", packed=deflated(HELPLINES) + b"hidden")), Code.CONTAINER,
     "helplines.json"),
    ("two deflate streams", lambda: assemble(with_member(
        "helplines.json", packed=deflated(HELPLINES) * 2)), Code.CONTAINER, "helplines.json"),
    ("no deflate stream at all", lambda: assemble(with_member("helplines.json", packed=b"")),
     Code.CONTAINER, "helplines.json"),
    ("zlib header around deflate", lambda: assemble(with_member(
        "helplines.json", packed=b"\x78\xda" + deflated(HELPLINES))), Code.CONTAINER,
     "helplines.json"),
    ("root too big", lambda: assemble([Raw(b"2.root.json", bytes(64 * 1024 + 1)),
                                       *RAW.values()]), Code.MEMBER_TOO_BIG, "2.root.json"),
    ("targets too big", lambda: assemble(with_member("targets.json", data=bytes(256 * 1024 + 1))),
     Code.MEMBER_TOO_BIG, "targets.json"),
    ("helplines too big", lambda: assemble(with_member("helplines.json", data=bytes(MEBIBYTE + 1))),
     Code.MEMBER_TOO_BIG, "helplines.json"),
    ("directory too big by what it says", lambda: both("directory.ndjson", size=2**29 + 1),
     Code.MEMBER_TOO_BIG, "directory.ndjson"),
    ("4 GiB by what it says", lambda: both("targets.json", size=2**32 - 1), Code.MEMBER_TOO_BIG,
     "targets.json"),
    ("300 MiB in a member that says 20 bytes", lambda: assemble(with_member(
        "helplines.json", packed=deflated(bytes(300 * MEBIBYTE)), both={"size": 20})),
     Code.CONTAINER, "helplines.json"),
    ("65 roots", lambda: assemble([*RAW.values(), *(
        Raw(b"%d.root.json" % n, b"x") for n in range(2, 66))]), Code.CONTAINER, ""),
    ("the same member twice", lambda: assemble([*RAW.values(), RAW["targets.json"]]),
     Code.DUPLICATE_MEMBER, "targets.json"),
    ("the same root twice", lambda: assemble([RAW["1.root.json"], *RAW.values()]),
     Code.DUPLICATE_MEMBER, "1.root.json"),
    ("no root", lambda: without("1.root.json"), Code.MISSING_MEMBER, "1.root.json"),
    *((f"no {name}", lambda name=name: without(name), Code.MISSING_MEMBER, name)
      for name in PARTS if name != "1.root.json"),
    *((f"member {name!r}", lambda name=name: more(name), Code.FOREIGN_MEMBER, "")
      for name in (
          b"readme.txt", b"../targets.json", b"/targets.json", b"./targets.json", b"C:a.json",
          b"a/targets.json", b"a\\targets.json", b"targets.json/", b"TARGETS.JSON", b"targets.jso",
          b" targets.json", b"targets.json\0", b"targets.json\0.txt", b"targets.json ", b"", b"/",
          b"0.root.json", b"01.root.json", b"-1.root.json", b"1234567.root.json", b"1.ROOT.json",
          b"1.root.json.bak", b"root.json", b"1.snapshot.json", b"timestamp.json",
          "t\u0430rgets.json".encode(), "\u0661.root.json".encode(), b"\xfftargets.json",
          b"directory-role.json\n", b"n" * 80)),
    ("names of 500 bytes", lambda: more(b"n" * 500), Code.CONTAINER, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "code", "where"), [case[1:] for case in TAMPERED], ids=[case[0] for case in TAMPERED]
)
def test_a_zip_that_lies_is_refused(
    make: Callable[[], bytes], code: RefusalCode, where: str, tmp_path: Path
) -> None:
    assert refusal(make(), tmp_path) == (code, where)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_what_the_standard_library_writes_is_read(method: int, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(written(method=method))
    found = read_container(path)
    assert found.roots == {1: PARTS["1.root.json"]}
    assert found.targets == PARTS["targets.json"]
    assert found.directory_role == PARTS["directory-role.json"]
    assert found.helplines == PARTS["helplines.json"]
    length, _ = found.unpack_directory(tmp_path / "spool")
    assert length == found.directory_size == len(lines_of(RECORDS))
    assert (tmp_path / "spool").read_bytes() == lines_of(RECORDS)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 5 * CHUNK + 7])
@pytest.mark.parametrize("method", [0, 8])
@pytest.mark.parametrize("letters", [b"\0", bytes(range(256))])
def test_every_size_comes_out_whole(size: int, method: int, letters: bytes, tmp_path: Path) -> None:
    data = (letters * (size // len(letters) + 1))[:size]
    packed = deflated(data) if method else data
    path = tmp_path / "file"
    path.write_bytes(
        assemble(with_member("directory.ndjson", data=data, packed=packed, both={"method": method}))
    )
    length, _ = read_container(path).unpack_directory(tmp_path / "spool")
    assert length == size
    assert (tmp_path / "spool").read_bytes() == data


def test_a_bomb_costs_little_memory(tmp_path: Path) -> None:
    bomb = assemble(with_member("directory.ndjson", data=bytes(300 * MEBIBYTE)))
    assert len(bomb) < MEBIBYTE
    path = tmp_path / "file"
    path.write_bytes(bomb)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pieces = 0
    with path.open("rb") as file:
        entry = read_container(path).directory
        for piece in plainzip.content(file, entry):
            assert len(piece) <= CHUNK
            pieces += 1
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert pieces >= 300 * MEBIBYTE // CHUNK
    assert after - before < 8 * 1024  # KiB


def test_a_stick_that_fails_while_it_is_glanced_at_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(pack(PARTS))
    assert container.peek(tmp_path / "file").roots
    monkeypatch.setattr(container, "_container", failing(BROKEN))
    with pytest.raises(Refused) as caught:
        container.peek(tmp_path / "file")
    assert caught.value.code is RefusalCode.UNREADABLE
