"""The list of what happened: closed codes, bounded, never in the way."""

import datetime as dt
from pathlib import Path

import pytest

from kiosk.domain.clock import TrustedTime
from kiosk.domain.syncfile import Versions
from kiosk.sync.history import (
    HISTORY_NAME,
    LINES,
    HistoryAction,
    HistoryEntry,
    add_entry,
    read_history,
)

NOW = TrustedTime(dt.datetime(2026, 12, 1, 18, 30, 59, tzinfo=dt.UTC), trusted=True)
LATER = TrustedTime(dt.datetime(2026, 12, 2, 18, 30, tzinfo=dt.UTC), trusted=True)
UNKNOWN = TrustedTime(dt.datetime(2026, 12, 1, tzinfo=dt.UTC), trusted=False)


def refusal(code: str) -> HistoryEntry:
    return HistoryEntry(time="", action=HistoryAction.REFUSED, code=code)


def test_what_is_noted_is_read(tmp_path: Path) -> None:
    entry = HistoryEntry(
        time="",
        action=HistoryAction.SYNC,
        code="person",
        versions=Versions(1, 1, 2),
        file="0123456789ab",
    )
    add_entry(tmp_path, NOW, entry)
    (read,) = read_history(tmp_path)
    assert (read.time, read.versions, read.file) == (
        "2026-12-01T18:30Z", Versions(1, 1, 2), "0123456789ab",
    )  # fmt: skip


def test_a_clock_that_is_not_believed_gives_no_time(tmp_path: Path) -> None:
    add_entry(tmp_path, UNKNOWN, refusal("fork"))
    assert read_history(tmp_path)[0].time == ""


def test_the_same_again_is_not_noted_again(tmp_path: Path) -> None:
    for code in ("fork", "fork", "expired", "fork"):
        add_entry(tmp_path, NOW, refusal(code))
    add_entry(tmp_path, LATER, refusal("fork"))
    assert [one.code for one in read_history(tmp_path)] == ["fork", "expired", "fork"]


def test_only_the_last_ones_are_kept(tmp_path: Path) -> None:
    for n in range(LINES + 5):
        add_entry(tmp_path, NOW, refusal("fork" if n % 2 else "expired"))
    assert len(read_history(tmp_path)) == LINES
    assert len((tmp_path / HISTORY_NAME).read_bytes()) < 64 * 1024


@pytest.mark.parametrize("line", [b"{", b"\xff", b"[" * 9000, b'{"time":"now","action":"sync"}'])
def test_a_line_that_cannot_be_read_is_left_out(tmp_path: Path, line: bytes) -> None:
    add_entry(tmp_path, NOW, refusal("fork"))
    with (tmp_path / HISTORY_NAME).open("ab") as file:
        file.write(line + b"\n")
    assert [one.code for one in read_history(tmp_path)] == ["fork"]
    add_entry(tmp_path, NOW, refusal("expired"))
    assert [one.code for one in read_history(tmp_path)] == ["fork", "expired"]


def test_a_history_that_cannot_be_written_keeps_nobody_from_data(tmp_path: Path) -> None:
    (tmp_path / HISTORY_NAME).mkdir()
    add_entry(tmp_path, NOW, refusal("fork"))
    assert read_history(tmp_path) == ()
