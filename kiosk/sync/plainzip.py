"""Reads the plainest zip strictly: consecutive members with consistent headers.

Known names, each once, from the first byte to the last, stored or deflated. A file that two zip
readers could read differently is refused: the checked bytes are the bytes everybody sees.
"""

import os
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from kiosk.domain.syncfile import (
    DIRECTORY_LIMIT,
    DIRECTORY_MEMBER,
    DIRECTORY_ROLE_MEMBER,
    HELPLINES_LIMIT,
    HELPLINES_MEMBER,
    METADATA_LIMIT,
    ROOT_LIMIT,
    ROOT_MEMBER,
    ROOTS_LIMIT,
    TARGETS_MEMBER,
    RefusalCode,
    Refused,
)

CHUNK: Final = 64 * 1024
"""Bytes to read or unpack at a time."""
LIMITS: Final[Mapping[str, int]] = {
    TARGETS_MEMBER: METADATA_LIMIT,
    DIRECTORY_ROLE_MEMBER: METADATA_LIMIT,
    HELPLINES_MEMBER: HELPLINES_LIMIT,
    DIRECTORY_MEMBER: DIRECTORY_LIMIT,
}
"""Maximum unpacked bytes of each member; all are required, and at least one root."""

_LOCAL: Final = b"PK\3\4"
_CENTRAL: Final = struct.Struct("<4s2xHHH4xLLLHHHH2xLL")
"""A row of the central directory.

Signature, version needed, flags, method, CRC, packed, size, lengths of name, extra fields and
comment, disk, attributes, offset.
"""
_END: Final = struct.Struct("<4sHHHHLLH")
_LOCAL_SIZE: Final = 30
_CENTRAL_SIGNATURE: Final = b"PK\1\2"
_END_SIGNATURE: Final = b"PK\5\6"
_NAME_LIMIT: Final = 32
"""Maximum bytes of a name; the longest known one has 19."""
_SAME: Final = slice(6, 32)
"""Part of a row, version needed to length of extra fields, that the local header repeats."""
_NAME_LENGTH: Final = slice(28, 30)
_DEFLATED: Final = 8
_DOS_FOLDER: Final = 0x10
_COMMENT_LIMIT: Final = 0xFFFF
_VERSION_LIMIT: Final = 20
"""Zip 2.0: nothing beyond deflate (APPNOTE's "version needed" of each feature)."""


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """A member: start and length of its packed bytes, and what they must unpack to."""

    name: str
    offset: int
    packed: int
    size: int
    crc: int
    deflated: bool


def members(file: BinaryIO) -> dict[str, ZipEntry]:
    """Return the members by name, in order, with every header checked."""
    count, start, listing = _listing(file)
    found: dict[str, ZipEntry] = {}
    at = offset = 0
    for _ in range(count):
        header = listing[at : at + _CENTRAL.size]
        length = int.from_bytes(header[_NAME_LENGTH], "little")
        raw = listing[at + _CENTRAL.size : at + _CENTRAL.size + length]
        entry = _entry(header, raw, offset)
        if entry.name in found:
            raise Refused(RefusalCode.DUPLICATE_MEMBER, entry.name)
        file.seek(offset)
        own = _taken(file, _LOCAL_SIZE + length)
        if own != _LOCAL + header[_SAME] + raw:
            raise Refused(RefusalCode.CONTAINER, entry.name)
        found[entry.name] = entry
        at += _CENTRAL.size + length
        offset = entry.offset + entry.packed
    if at != len(listing) or offset != start:
        raise Refused(RefusalCode.CONTAINER)
    return found


def _listing(file: BinaryIO) -> tuple[int, int, bytes]:
    """Return the count of members in the central directory, its start and its bytes."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if _taken(file, len(_LOCAL)) != _LOCAL:
        raise Refused(RefusalCode.NOT_A_SYNC_FILE)
    file.seek(max(0, size - _END.size - _COMMENT_LIMIT))
    tail = _taken(file, _END.size + _COMMENT_LIMIT)
    at = tail.rfind(_END_SIGNATURE)
    if at < 0 or at + _END.size > len(tail):
        raise Refused(RefusalCode.TRUNCATED)
    _, disk, first, here, count, length, start, comment = _END.unpack_from(tail, at)
    if (
        at + _END.size != len(tail)
        or start + length + _END.size != size
        or (disk, first, here, comment) != (0, 0, count, 0)
        or count > len(LIMITS) + ROOTS_LIMIT
        or length > count * (_CENTRAL.size + _NAME_LIMIT)
    ):
        raise Refused(RefusalCode.CONTAINER)
    file.seek(start)
    return count, start, _taken(file, length)


def _entry(header: bytes, raw: bytes, offset: int) -> ZipEntry:
    """Parse one row of the central directory; its member must begin at ``offset``."""
    if len(header) < _CENTRAL.size:
        raise Refused(RefusalCode.CONTAINER)
    (
        signature, needed, flags, method, crc, packed, size,
        name_length, extra, comment, disk, attributes, begins,
    ) = _CENTRAL.unpack(header)  # fmt: skip
    if (signature, flags, extra, comment, disk) != (_CENTRAL_SIGNATURE, 0, 0, 0, 0):
        raise Refused(RefusalCode.CONTAINER)
    name = raw.decode("ascii", "replace")
    limit = ROOT_LIMIT if ROOT_MEMBER.fullmatch(name) else LIMITS.get(name)
    if limit is None:
        raise Refused(RefusalCode.FOREIGN_MEMBER)
    if size > limit:
        raise Refused(RefusalCode.MEMBER_TOO_BIG, name)
    plain = (
        needed <= _VERSION_LIMIT
        and method in (0, _DEFLATED)
        and (method == _DEFLATED or packed == size)
        and stat.S_IFMT(attributes >> 16) in (0, stat.S_IFREG)
        and not attributes & _DOS_FOLDER
        and begins == offset
    )
    if not plain or len(raw) != name_length:
        raise Refused(RefusalCode.CONTAINER, name)
    return ZipEntry(
        name, offset + _LOCAL_SIZE + name_length, packed, size, crc, method == _DEFLATED
    )


def _taken(file: BinaryIO, size: int) -> bytes:
    try:
        return file.read(size)
    except OSError as error:
        raise Refused(RefusalCode.UNREADABLE) from error


def content(file: BinaryIO, entry: ZipEntry) -> Iterator[bytes]:
    """Yield the unpacked member in pieces of at most 64 KiB; refuse it if not as declared."""
    pieces = _packed(file, entry)
    if entry.deflated:
        pieces = _inflated(pieces, entry.name)
    crc = size = 0
    for piece in pieces:
        size += len(piece)
        if size > entry.size:
            break
        crc = zlib.crc32(piece, crc)
        yield piece
    if (size, crc) != (entry.size, entry.crc):
        raise Refused(RefusalCode.CONTAINER, entry.name)


def _packed(file: BinaryIO, entry: ZipEntry) -> Iterator[bytes]:
    for at in range(0, entry.packed, CHUNK):
        file.seek(entry.offset + at)
        yield _taken(file, min(CHUNK, entry.packed - at))


def _inflated(packed: Iterable[bytes], name: str) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in packed:
            if unpacker.eof:
                raise Refused(RefusalCode.CONTAINER, name)
            unpacked = unpacker.decompress(piece, CHUNK)
            yield unpacked
            while unpacker.unconsumed_tail or len(unpacked) == CHUNK:
                unpacked = unpacker.decompress(unpacker.unconsumed_tail, CHUNK)
                yield unpacked
    except zlib.error:
        raise Refused(RefusalCode.CONTAINER, name) from None
    if not unpacker.eof or unpacker.unused_data:
        raise Refused(RefusalCode.CONTAINER, name)
