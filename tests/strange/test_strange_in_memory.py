"""Sixty strange directories a day, two thousand a night: every list, search and page of a visit."""

from pathlib import Path

import pytest

from tests.strange.strange_directories import seeds_of_the_day, strange
from tests.strange.strange_visits import Shelves, judge_visit


@pytest.mark.parametrize("seed", seeds_of_the_day(60, 2_000))
def test_a_visit_holds(seed: int, tmp_path: Path, shelves: Shelves) -> None:
    judge_visit(strange(seed), tmp_path, shelves)
