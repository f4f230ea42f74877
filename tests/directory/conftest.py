from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.records import AnyRecord


@pytest.fixture(scope="session")
def small_database(
    tmp_path_factory: pytest.TempPathFactory, small_records: list[AnyRecord]
) -> Path:
    path = tmp_path_factory.mktemp("small") / "directory-small.db"
    build(small_records, path)
    return path


@pytest.fixture
def directory(small_database: Path) -> Iterator[ServiceDirectory]:
    with open_directory(small_database) as opened:
        yield opened
