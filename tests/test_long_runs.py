"""What a long run may leave out, and what it says of itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOOKS = (
    "from tests.long_runs import (pytest_collection_modifyitems, pytest_sessionfinish, "
    "pytest_terminal_summary)\n"
)
TESTS = """
import pytest
from tests.long_runs import missing, told

@pytest.mark.nightly
def test_long():
    told("long things done", 7)

def test_with_a_disk():
    {}
"""


@pytest.mark.parametrize(
    ("skip", "env", "code", "said"),
    [
        ("", {}, 0, "a long run"),
        ("missing('disk', 'no disk')", {}, 0, "no disk"),
        ("", {"KIOSK_FULL": "1"}, 0, "2 passed"),
        ("missing('disk', 'no disk')", {"KIOSK_FULL": "1"}, 1, "KIOSK_WITHOUT=disk would"),
        ("missing('disk', '')", {"KIOSK_FULL": "1", "KIOSK_WITHOUT": "disk x"}, 0, "1 skipped"),
        ("pytest.skip('tool gone')", {"KIOSK_FULL": "1"}, 1, "not leave this out: tool gone"),
        ("pytest.skip('root may write anywhere')", {"KIOSK_FULL": "1"}, 0, "1 skipped"),
    ],
)
def test_a_long_run_leaves_nothing_out_unless_told(
    tmp_path: Path, skip: str, env: dict[str, str], code: int, said: str
) -> None:
    (tmp_path / "conftest.py").write_text(HOOKS, encoding="utf-8")
    (tmp_path / "test_it.py").write_text(TESTS.format(skip or "pass"), encoding="utf-8")
    figures = tmp_path / "figures"
    clean = {key: value for key, value in os.environ.items() if not key.startswith("KIOSK_")}
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-ra", "-p", "no:cacheprovider", str(tmp_path)],
        capture_output=True,
        check=False,
        text=True,
        cwd=tmp_path,
        env={**clean, "PYTHONPATH": str(ROOT), "KIOSK_FIGURES": str(figures), **env},
    )
    assert (ended.returncode, said in ended.stdout) == (code, True), ended.stdout
    assert figures.exists() is ("KIOSK_FULL" in env)
