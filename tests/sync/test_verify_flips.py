"""Every bit of a small file turned over: refused, or it still means the same to the letter."""

from collections.abc import Iterable
from itertools import chain

import pytest

from kiosk.sync.verify import VerifiedBundle
from tests.long_runs import FULL, add_figure
from tests.sync.attempt import RECORDS
from tests.sync.hostile import COALITION, meaning, take
from tests.sync.toolkit import pack

STEP = 1 if FULL else 7
"""Every bit is a long run; without it a sample, but all of the zip's structures."""
PARTS = COALITION.parts(RECORDS)
FILE = pack(PARTS)
LIST_AT = FILE.index(b"PK\1\2")
HEADER = 30
LONGEST_NAME = 19


def true() -> VerifiedBundle:
    bundle = take(FILE)
    assert isinstance(bundle, VerifiedBundle)
    return bundle


def flipped(data: bytes, bit: int) -> bytes:
    made = bytearray(data)
    made[bit // 8] ^= 1 << bit % 8
    return bytes(made)


def structures() -> list[int]:
    """The bits of the zip's own headers and of the list at its end."""
    begins = [at for at in range(LIST_AT) if FILE.startswith(b"PK\3\4", at)]
    spans = [range(at, at + HEADER + LONGEST_NAME) for at in begins]
    return [byte * 8 + bit for byte in chain(*spans, range(LIST_AT, len(FILE))) for bit in range(8)]


def check(files: Iterable[bytes]) -> int:
    """How many were offered; fails on the first that is taken with another meaning."""
    whole = meaning(true())
    count = 0
    for data in files:
        count += 1
        found = take(data)
        assert not isinstance(found, VerifiedBundle) or meaning(found) == whole
    return count


def test_every_bit_of_the_structures() -> None:
    assert check(flipped(FILE, bit) for bit in structures()) > 4_000


def test_bits_of_the_whole_file() -> None:
    number = check(flipped(FILE, bit) for bit in range(0, len(FILE) * 8, STEP))
    assert number > 15_000 // STEP
    add_figure("flipped bits of a sync file", number)


@pytest.mark.parametrize("name", PARTS)
def test_bits_of_what_is_inside(name: str) -> None:
    """Packed anew after the flip, so that the zip's own checksums agree."""
    data, step = PARTS[name], 1 if FULL else 29
    files = (pack({**PARTS, name: flipped(data, bit)}) for bit in range(0, len(data) * 8, step))
    number = check(files)
    assert number >= len(data) * 8 // step
    add_figure("flipped bits of what a sync file holds", number)


def test_every_cut_and_every_doubled_byte() -> None:
    assert check(FILE[:size] for size in range(0, len(FILE), 3)) > 900
    assert check(FILE[:at] + FILE[at : at + 1] + FILE[at:] for at in range(0, len(FILE), 3)) > 900
