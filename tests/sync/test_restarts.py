"""A kiosk that keeps failing shows something simpler, and counts that in memory alone."""

from pathlib import Path

import pytest

from kiosk.sync.restarts import (
    NAME,
    RISE_NAME,
    WAITS_S,
    WINDOW_S,
    ServiceLevel,
    StartLog,
    failed_before,
    level_after,
)


@pytest.mark.parametrize(
    ("failed", "footing"),
    [
        (0, ServiceLevel.NORMAL),
        (2, ServiceLevel.NORMAL),
        (3, ServiceLevel.PREVIOUS),
        (5, ServiceLevel.PREVIOUS),
        (6, ServiceLevel.HELPLINES),
        (9, ServiceLevel.BARE),
        (99, ServiceLevel.BARE),
    ],
)
def test_every_third_failure_takes_something_away(failed: int, footing: ServiceLevel) -> None:
    assert level_after(failed) is footing


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
    starts = StartLog(tmp_path)
    footings = [starts.begin(now=40.0 * number) for number in range(12)]
    assert footings == [ServiceLevel(number // 3) for number in range(12)]


def test_a_kiosk_that_stood_begins_anew(tmp_path: Path) -> None:
    starts = StartLog(tmp_path)
    for number in range(5):
        starts.begin(now=2.0 * number)
    assert starts.begin(now=8.0 + WINDOW_S + 1) is ServiceLevel.NORMAL
    assert (tmp_path / NAME).read_text("ascii").split() == [f"{8.0 + WINDOW_S + 1:.1f}"]


def test_the_list_stays_short(tmp_path: Path) -> None:
    starts = StartLog(tmp_path)
    for number in range(100):
        starts.begin(now=2.0 * number)
    assert len((tmp_path / NAME).read_text("ascii").split()) == 9
    assert starts.begin(now=201.0) is ServiceLevel.BARE


@pytest.mark.parametrize("content", [b"", b"soon", b"\xff\xfe", b"1.0\nnever\n"])
def test_a_list_that_cannot_be_read_counts_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    assert StartLog(tmp_path).begin(now=5.0) is ServiceLevel.NORMAL


def test_where_nothing_can_be_counted_it_starts(tmp_path: Path) -> None:
    assert StartLog(tmp_path / "gone").begin(now=5.0) is ServiceLevel.NORMAL
    assert StartLog(None).begin() is ServiceLevel.NORMAL


def test_the_folder_is_that_of_the_running_service(tmp_path: Path) -> None:
    assert StartLog.of_machine({"RUNTIME_DIRECTORY": f"{tmp_path}:/run/other"}).folder == tmp_path
    assert StartLog.of_machine({}).folder is None


def test_a_start_without_a_display_did_not_fail(tmp_path: Path) -> None:
    """A monitor that is off for minutes, or a plug that comes and goes, takes nothing away."""
    starts = StartLog(tmp_path)
    starts.begin(now=0.0)
    for number in range(1, 50):
        assert starts.begin(now=2.0 * number) is ServiceLevel.NORMAL
        starts.withdraw()
    assert (tmp_path / NAME).read_text("ascii").split() == ["0.0"]
    StartLog(None).withdraw()
    StartLog(tmp_path / "gone").withdraw()


def test_what_stood_well_rises_step_by_step(tmp_path: Path) -> None:
    starts, now = StartLog(tmp_path), 1000.0
    for number in range(9):
        starts.begin(now=now + number)
    assert starts.begin(now=now + 10) is ServiceLevel.BARE
    for better in (ServiceLevel.HELPLINES, ServiceLevel.PREVIOUS, ServiceLevel.NORMAL):
        assert starts.wait(ServiceLevel(better + 1)) == WAITS_S[0]
        now += 10 + WAITS_S[0]
        assert starts.rise(better, now=now)
        assert starts.begin(now=now + 1.5) is better
    assert starts.begin(now=now + WINDOW_S + 2) is ServiceLevel.NORMAL
    assert not (tmp_path / RISE_NAME).exists(), "all is forgotten"


def test_a_try_that_fails_costs_one_start_and_the_next_comes_ever_later(tmp_path: Path) -> None:
    starts, now = StartLog(tmp_path), 1000.0
    for number in range(3):
        starts.begin(now=now + number)
    assert starts.begin(now=now + 4) is ServiceLevel.PREVIOUS
    for wait in (*WAITS_S, WAITS_S[-1], WAITS_S[-1]):
        assert starts.wait(ServiceLevel.PREVIOUS) == wait
        now += 10 + wait
        assert starts.rise(ServiceLevel.NORMAL, now=now)
        assert starts.begin(now=now + 1.5) is ServiceLevel.NORMAL
        assert starts.begin(now=now + 4) is ServiceLevel.PREVIOUS, "it crashed at once"


def test_another_step_is_another_matter(tmp_path: Path) -> None:
    starts = StartLog(tmp_path)
    assert starts.rise(ServiceLevel.HELPLINES, now=100.0)
    assert starts.begin(now=101.0) is ServiceLevel.HELPLINES
    assert starts.begin(now=102.0) is ServiceLevel.BARE
    assert starts.wait(ServiceLevel.BARE) == WAITS_S[1]
    assert starts.rise(ServiceLevel.HELPLINES, now=5000.0)
    assert starts.begin(now=5001.0) is ServiceLevel.HELPLINES
    assert starts.wait(ServiceLevel.HELPLINES) == WAITS_S[0], "this one stands"


@pytest.mark.parametrize("content", [b"", b"1", b"7 1", b"x y", b"\xff", b"1 2 3"])
def test_a_note_of_a_try_that_cannot_be_read_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / RISE_NAME).write_bytes(content)
    assert StartLog(tmp_path).wait(ServiceLevel.BARE) == WAITS_S[0]


def test_where_nothing_can_be_noted_nothing_is_tried(tmp_path: Path) -> None:
    assert not StartLog(None).rise(ServiceLevel.NORMAL)
    assert not StartLog(tmp_path / "gone").rise(ServiceLevel.NORMAL)


def test_a_start_that_follows_at_once_finds_the_one_before(tmp_path: Path) -> None:
    starts = StartLog(tmp_path)
    assert starts.rise(ServiceLevel.HELPLINES, now=100.96)
    assert starts.begin(now=100.97) is ServiceLevel.HELPLINES


def test_without_a_folder_nothing_is_read_where_the_program_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / RISE_NAME).write_text("0 3\n", "ascii")
    monkeypatch.chdir(tmp_path)
    assert StartLog(None).wait(ServiceLevel.BARE) == WAITS_S[0]
