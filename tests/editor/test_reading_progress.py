"""How far the reading of a large source is."""

import csv
import io
import itertools
from pathlib import Path

import pytest

from kiosk.editor.commands.progress import CommandProgress
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.sources.source_reader import read_source
from kiosk.editor.workbook.template import write_template


def test_each_sheet_of_a_workbook_is_told_in_turn(tmp_path: Path) -> None:
    told: list[str] = []
    write_template(tmp_path / "d.xlsx", languages=("es", "ar"))
    read_source(tmp_path / "d.xlsx", ReadOptions(on_reading=told.append))
    assert {"Organizations", "Services", "Phones", "Spanish (es)", "Arabic (ar)"} <= {*told}
    assert len({*told}) == len(told)


def test_an_export_is_told_by_its_name(tmp_path: Path) -> None:
    told: list[str] = []
    with (tmp_path / "services.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "name", "organization_id"], ["1", "Food", "2"]])
    read_source(tmp_path, ReadOptions(on_reading=told.append))
    assert told == [tmp_path.name]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("seconds", [0.0, 2.0])
def test_a_terminal_shows_a_bar_only_for_work_that_takes_long(
    seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    times = itertools.chain([0.0], itertools.repeat(seconds))
    done = list(CommandProgress(lambda: next(times)).through(["a", "b"], "Services"))
    assert done == ["a", "b"]
    assert ("Services" in terminal.getvalue()) is (seconds > 0)


def test_a_log_has_one_line_for_a_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(CommandProgress().through(["a", "b"], "Services")) == ["a", "b"]
    assert capsys.readouterr().err == "Services …\n"


@pytest.mark.parametrize(("seconds", "lines"), [(0.5, 1), (2.0, 3)])
def test_quick_sheets_are_one_line(
    seconds: float, lines: int, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 0.0
    progress = CommandProgress(lambda: now)
    for sheet in ("Places", "Services", "Phones"):
        progress.reading(sheet)
        now += seconds
    assert len(capsys.readouterr().err.splitlines()) == lines
