"""After a visit in which words were typed, memory that was given back holds them no more."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.queries import SearchQuery

ROOT = Path(__file__).parents[2]
SPARED = 1
"""Words of which a copy may be left: where it stood was given back to nobody in between."""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is looked at as Linux shows it")
def test_typed_words_are_written_over_after_the_visit(
    tmp_path: Path, catalogues: Path, prepared_data: Path
) -> None:
    del catalogues
    data = shutil.copytree(prepared_data, tmp_path / "data")
    done = subprocess.run(
        [sys.executable, "-m", "tests.residue.typing_words", str(data)],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
    assert len(found) == 6
    assert all(during > 0 for during, _ in found), "what stands on the screen is in memory"
    assert sum(after > 0 for _, after in found) <= SPARED, found


def test_a_directory_that_forgot_answers_as_before(factory_directory: ServiceDirectory) -> None:
    query = SearchQuery("en", text="food")
    before = factory_directory.search(query)
    factory_directory.forget()
    factory_directory.forget()
    assert factory_directory.search(query) == before
    assert before.ids
