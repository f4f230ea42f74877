"""A zip written byte by byte, so that each of its fields can lie."""

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LOCAL = struct.Struct("<4sHHHHHLLLHH")
CENTRAL = struct.Struct("<4sHHHHHHLLLHHHHHLL")
END = struct.Struct("<4sHHHHLLH")
DATE_1980 = 0x21


@dataclass(frozen=True)
class Raw:
    """A member. ``central`` and ``local`` change single fields of one header, ``both`` of both."""

    name: bytes
    data: bytes = b""
    packed: bytes | None = None
    both: Mapping[str, Any] = field(default_factory=dict)
    central: Mapping[str, Any] = field(default_factory=dict)
    local: Mapping[str, Any] = field(default_factory=dict)


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def assemble(
    members: Iterable[Raw],
    *,
    gap: bytes = b"",
    before: bytes = b"",
    after: bytes = b"",
    between: bytes = b"",
    backwards: bool = False,
    **end: Any,
) -> bytes:
    """The file. ``gap`` follows each member, ``between`` comes before the list, ``after`` last."""
    body = before
    rows = []
    for one in members:
        packed = deflated(one.data) if one.packed is None else one.packed
        known = {
            "needed": 20,
            "flags": 0,
            "method": 8,
            "time": 0,
            "date": DATE_1980,
            "crc": zlib.crc32(one.data),
            "packed": len(packed),
            "size": len(one.data),
            "name": one.name,
            "extra": b"",
            "comment": b"",
            "disk": 0,
            "inner": 0,
            "attributes": 0,
            "offset": len(body),
        }
        rows.append(_central({**known, **one.both, **one.central}))
        body += _local({**known, **one.both, **one.local}) + packed + gap
    body += between
    listing = b"".join(reversed(rows) if backwards else rows)
    known = {
        "disk": 0,
        "first": 0,
        "here": len(rows),
        "count": len(rows),
        "length": len(listing),
        "start": len(body),
        "comment": 0,
        **end,
    }
    return body + listing + END.pack(b"PK\5\6", *known.values()) + after


_FIELDS = ("needed", "flags", "method", "time", "date", "crc", "packed", "size", "#name", "#extra")
_MORE = ("#comment", "disk", "inner", "attributes", "offset")
"""Fields of both headers, and those of the list alone; ``#`` is the length of one."""


def _packed(shape: struct.Struct, magic: bytes, told: Mapping[str, Any], *names: str) -> bytes:
    values = (len(told[name[1:]]) if name[0] == "#" else told[name] for name in names)
    tails = (told[name[1:]] for name in names if name[0] == "#")
    return b"".join((shape.pack(magic, *values), *tails))


def _local(told: Mapping[str, Any]) -> bytes:
    return _packed(LOCAL, b"PK\3\4", told, *_FIELDS)


def _central(told: Mapping[str, Any]) -> bytes:
    return _packed(CENTRAL, b"PK\1\2", told, "needed", *_FIELDS, *_MORE)
