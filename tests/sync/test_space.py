"""The room that a sync asks for is enough for what it writes."""

import zlib
from pathlib import Path

import msgspec
import pytest

from kiosk.directory.builder import build
from kiosk.sync.apply import SPACE_FACTOR, SPACE_MORE
from tests.benchmarks.synthetic import whole_directory
from tests.long_runs import FULL

LESS, MORE = (250, 500) if FULL else (80, 160)
"""Services in five languages. A database grows the slower the larger it is."""


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[int, int]]:
    """Bytes of the unpacked directory, and of its database with the kept file."""
    return {count: _sizes(count, tmp_path_factory.mktemp("space")) for count in (LESS, MORE)}


def _sizes(count: int, folder: Path) -> tuple[int, int]:
    records, database = list(whole_directory(count)), folder / "directory.db"
    unpacked = msgspec.json.Encoder().encode_lines(records)
    build(records, database, [])
    return len(unpacked), database.stat().st_size + len(zlib.compress(unpacked))


@pytest.mark.parametrize("count", [LESS, MORE])
def test_there_is_room_for_the_database_and_the_kept_file(
    sizes: dict[int, tuple[int, int]], count: int
) -> None:
    unpacked, written = sizes[count]
    assert written <= SPACE_FACTOR * unpacked + SPACE_MORE


def test_there_is_room_for_every_larger_directory(sizes: dict[int, tuple[int, int]]) -> None:
    (unpacked, written), (more_unpacked, more_written) = sizes[LESS], sizes[MORE]
    assert more_written - written <= SPACE_FACTOR * (more_unpacked - unpacked)
