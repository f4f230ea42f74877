"""Pages of printers as pictures again: the rasters of the PWG (5102.4) and of Apple, and PDF."""

import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_WHITE = 0xFF
_REST_WHITE = 128


@dataclass(frozen=True)
class Page:
    """Grey dots of a page, a byte each, black is 0; ``dpi`` dots an inch both ways."""

    width: int
    rows: tuple[bytes, ...]
    dpi: int

    @property
    def size_mm(self) -> tuple[float, float]:
        return self.width / self.dpi * 25.4, len(self.rows) / self.dpi * 25.4

    def part(self, left: float, top: float, right: float, bottom: float) -> "Page":
        """What lies between four edges in mm."""
        dots = [round(edge * self.dpi / 25.4) for edge in (left, top, right, bottom)]
        rows = tuple(row[dots[0] : dots[2]] for row in self.rows[dots[1] : dots[3]])
        return Page(len(rows[0]), rows, self.dpi)

    def ink(self) -> tuple[float, float, float, float]:
        """The smallest box around all ink, in mm: left, top, right, bottom."""
        inked = [(y, row) for y, row in enumerate(self.rows) if min(row) < _REST_WHITE]
        assert inked, "there is no ink"
        table = bytes(letter >= _REST_WHITE for letter in range(256))
        flat = [row.translate(table) for _, row in inked]
        left = min(row.find(0) for row in flat)
        right = max(row.rfind(0) for row in flat) + 1
        edges = (left, inked[0][0], right, inked[-1][0] + 1)
        a, b, c, d = (edge / self.dpi * 25.4 for edge in edges)
        return a, b, c, d


def pages(document: Path, dpi: int = 600) -> list[Page]:
    """The pages of a document that a printer got; a PDF is drawn with ``dpi``."""
    content = document.read_bytes()
    if content.startswith(b"%PDF"):
        return list(_drawn(document, dpi))
    if content.startswith(b"UNIRAST\0"):
        return list(_apple(content))
    assert content.startswith(b"RaS2"), content[:8]
    return list(_pwg(content))


def _drawn(document: Path, dpi: int) -> Iterator[Page]:
    command = ["pdftoppm", "-gray", "-r", str(dpi), str(document)]
    drawn = subprocess.run(command, capture_output=True, check=True).stdout
    while drawn:
        kind, size, most, rest = drawn.split(b"\n", 3)
        assert (kind, most) == (b"P5", b"255")
        width, height = map(int, size.split())
        rows = tuple(rest[at : at + width] for at in range(0, width * height, width))
        yield Page(width, rows, dpi)
        drawn = rest[width * height :]


def _apple(content: bytes) -> Iterator[Page]:
    at = 12  # the count of pages before it is nought where the maker did not know it yet
    while at < len(content):
        bits, space = content[at], content[at + 1]
        width, height, dpi = struct.unpack_from(">III", content, at + 12)
        assert (bits, space) == (8, 0), "grey of 8 bits"
        rows, at = _unpacked(content, at + 32, width, height)
        yield Page(width, rows, dpi)


def _pwg(content: bytes) -> Iterator[Page]:
    at = 4
    while at < len(content):
        across, down = struct.unpack_from(">II", content, at + 276)
        width, height = struct.unpack_from(">II", content, at + 372)
        bits, line, _, space = struct.unpack_from(">IIII", content, at + 388)
        assert across == down
        assert (bits, line, space) == (8, width, 18), "grey of 8 bits"
        rows, at = _unpacked(content, at + 1796, width, height)
        yield Page(width, rows, across)


def _unpacked(content: bytes, at: int, width: int, height: int) -> tuple[tuple[bytes, ...], int]:
    """Rows of a byte for each dot: a count of equal rows, then runs and letters as they are."""
    rows: list[bytes] = []
    while len(rows) < height:
        again, at = content[at] + 1, at + 1
        row = bytearray()
        while len(row) < width:
            code, at = content[at], at + 1
            if code == _REST_WHITE:
                row += bytes([_WHITE]) * (width - len(row))
            elif code < _REST_WHITE:
                row += content[at : at + 1] * (code + 1)
                at += 1
            else:
                row += content[at : at + 257 - code]
                at += 257 - code
        rows += [bytes(row)] * again
    return tuple(rows), at
