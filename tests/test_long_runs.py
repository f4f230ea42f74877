"""What a long run may leave out, and what it says of itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import long_runs
from tests.long_runs import of_the_day

ROOT = Path(__file__).parents[1]
PLAIN = ("-p", "no:cacheprovider")
HOOKS = (
    "from tests.long_runs import (pytest_collection_modifyitems, pytest_sessionfinish, "
    "pytest_terminal_summary)\n"
)
TESTS = """
import pytest
from tests.long_runs import add_figure, missing

@pytest.mark.nightly
def test_long():
    add_figure("long things done", 7)

def test_with_a_disk():
    {}
"""


def run(folder: Path, tests: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Tests in a run of their own."""
    (folder / "conftest.py").write_text(HOOKS, encoding="utf-8")
    (folder / "test_it.py").write_text(tests, encoding="utf-8")
    clean = {key: value for key, value in os.environ.items() if not key.startswith("KIOSK_")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-ra", *PLAIN, str(folder)],
        capture_output=True, check=False, text=True, cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **env},
    )  # fmt: skip


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
    figures = tmp_path / "figures"
    ended = run(tmp_path, TESTS.format(skip or "pass"), KIOSK_FIGURES=str(figures), **env)
    assert (ended.returncode, said in ended.stdout) == (code, True), ended.stdout
    assert figures.exists() is ("KIOSK_FULL" in env)


def test_each_day_takes_another_part_and_a_long_run_takes_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(long_runs, "FULL", False)
    taken = []
    for day in range(363, 367):
        monkeypatch.setattr(long_runs, "DAY", day)
        assert of_the_day("ab", 4) in {("a",), ("b",)}, "never nothing"
        taken.append(of_the_day(range(10), 4))
    assert sorted(sum(taken, ())) == [*range(10)]
    assert [len(one) for one in taken] == [2, 3, 3, 2]
    monkeypatch.setattr(long_runs, "FULL", True)
    assert of_the_day(range(10), 4) == tuple(range(10))


def test_a_failure_names_the_day_whose_part_it_was(tmp_path: Path) -> None:
    code = """
import pytest

@pytest.mark.rotating
@pytest.mark.parametrize("number", range(16))
def test_it(number):
    assert number != 7
"""
    said = run(tmp_path, code, KIOSK_DAY="7").stdout
    assert "This run took the part of day 7: KIOSK_DAY=7 takes the same part." in said
    assert "1 failed, 1 passed, 14 deselected" in said
    assert "1 failed, 15 passed" in run(tmp_path, code, KIOSK_DAY="7", KIOSK_FULL="1").stdout
