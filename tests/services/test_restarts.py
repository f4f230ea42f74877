"""A kiosk that keeps failing shows something simpler, and counts that in memory alone."""

from pathlib import Path

import pytest

from kiosk.services.restarts import NAME, WINDOW_S, Footing, Starts, failed_before, footing_after


@pytest.mark.parametrize(
    ("failed", "footing"),
    [
        (0, Footing.NORMAL),
        (2, Footing.NORMAL),
        (3, Footing.PREVIOUS),
        (5, Footing.PREVIOUS),
        (6, Footing.HELPLINES),
        (9, Footing.BARE),
        (99, Footing.BARE),
    ],
)
def test_every_third_failure_takes_something_away(failed: int, footing: Footing) -> None:
    assert footing_after(failed) is footing


@pytest.mark.parametrize(
    ("starts", "now", "failed"),
    [
        ([], 10.0, []),
        ([5.0], 10.0, [5.0]),
        ([5.0], 5.0 + WINDOW_S, [5.0]),
        ([5.0], 6.0 + WINDOW_S, []),
        ([1.0, 500.0, 505.0], 510.0, [500.0, 505.0]),
        ([900.0], 10.0, []),
    ],
)
def test_a_start_failed_if_another_follows_soon(
    starts: list[float], now: float, failed: list[float]
) -> None:
    assert failed_before(starts, now) == failed


def test_a_hang_at_each_start_counts_as_a_crash_does(tmp_path: Path) -> None:
    """Found by the watchdog, each takes half a minute."""
    starts = Starts(tmp_path)
    footings = [starts.begin(now=40.0 * number) for number in range(12)]
    assert footings == [Footing(number // 3) for number in range(12)]


def test_a_kiosk_that_stood_begins_anew(tmp_path: Path) -> None:
    starts = Starts(tmp_path)
    for number in range(5):
        starts.begin(now=2.0 * number)
    assert starts.begin(now=8.0 + WINDOW_S + 1) is Footing.NORMAL
    assert (tmp_path / NAME).read_text("ascii").split() == [f"{8.0 + WINDOW_S + 1:.1f}"]


def test_the_list_stays_short(tmp_path: Path) -> None:
    starts = Starts(tmp_path)
    for number in range(100):
        starts.begin(now=2.0 * number)
    assert len((tmp_path / NAME).read_text("ascii").split()) == 9
    assert starts.begin(now=201.0) is Footing.BARE


@pytest.mark.parametrize("content", [b"", b"soon", b"\xff\xfe", b"1.0\nnever\n"])
def test_a_list_that_cannot_be_read_counts_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    assert Starts(tmp_path).begin(now=5.0) is Footing.NORMAL


def test_where_nothing_can_be_counted_it_starts(tmp_path: Path) -> None:
    assert Starts(tmp_path / "gone").begin(now=5.0) is Footing.NORMAL
    assert Starts(None).begin() is Footing.NORMAL


def test_the_folder_is_that_of_the_running_service(tmp_path: Path) -> None:
    assert Starts.of_machine({"RUNTIME_DIRECTORY": f"{tmp_path}:/run/other"}).folder == tmp_path
    assert Starts.of_machine({}).folder is None
