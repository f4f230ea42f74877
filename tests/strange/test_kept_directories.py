"""Directories that once failed, and a few of the day: what ``check --quick`` looks at."""

from pathlib import Path

import pytest

from tests.strange.strange_directories import seeds_of_the_day, strange
from tests.strange.strange_visits import Shelves, judge_visit

KEPT = {
    6: "a name of one word, wider than any page",
    16: "a row of a helper's list, higher than a page",
    56: "a host of one word, on the page of its code",
}
"""Seeds with what each of them showed."""


@pytest.mark.parametrize("seed", [*KEPT, *seeds_of_the_day(4, 4)])
def test_a_visit_holds(seed: int, tmp_path: Path, shelves: Shelves) -> None:
    judge_visit(strange(seed), tmp_path, shelves)


def test_a_seed_is_one_directory() -> None:
    assert strange.__wrapped__(7) == strange.__wrapped__(7)
    assert strange(7).records != strange(8).records


def test_the_sizes_are_as_promised() -> None:
    sizes = [len(strange(seed).services) for seed in range(60)]
    assert 20 <= sum(size < 25 for size in sizes) <= 40
    assert 2 <= sum(size > 200 for size in sizes) <= 12
