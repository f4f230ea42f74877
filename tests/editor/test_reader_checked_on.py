"""When a source was checked: said by its rows, or by the editor for those that say nothing."""

import datetime as dt
import os
import zipfile
from pathlib import Path

import pytest

from kiosk.domain.records import Source
from kiosk.editor.findings import FindingCode
from kiosk.editor.parsers.dates import read_day_or_month
from kiosk.editor.source_files import export_date
from kiosk.editor.sources.source_reader import ReadOptions, SourceError, read_source
from tests.editor.sources import (
    HSDS3,
    codes,
    folder,
    found,
    json_file,
    read,
    services,
    written,
    zipped,
)
from tests.editor.typed import FOR_WHOM, Say, published
from tests.editor.workbooks import Desk

DAYS = {
    "2026-09": dt.date(2026, 9, 1),
    "2026-09-14": dt.date(2026, 9, 14),
    " 2026-09 ": dt.date(2026, 9, 1),
    "2026-13": None,
    "2026-09-31": None,
    "2026": None,
    "09-2026": None,
    "2026-9": None,
    "9/14/2026": None,
    "September 2026": None,
    "1989-12": None,
    "2026-09-14T10:00": None,
    "٢٠٢٦-٠٩": None,
    "": None,
}


@pytest.mark.parametrize("raw", DAYS)
def test_a_month_is_taken_from_its_first_day(raw: str) -> None:
    assert read_day_or_month(raw) == DAYS[raw]


MADE = dt.datetime(2026, 9, 14, 12, tzinfo=dt.UTC)


def aged(path: Path, moment: dt.datetime = MADE) -> Path:
    """A source whose files were all written at one moment."""
    for each in (path, *path.rglob("*")):
        os.utime(each, (moment.timestamp(), moment.timestamp()))
    return path


def test_a_source_is_as_new_as_its_newest_file(tmp_path: Path) -> None:
    source = aged(folder(tmp_path, HSDS3))
    assert export_date(source) == MADE.date()
    later = MADE + dt.timedelta(3)
    os.utime(source / "phones.csv", (later.timestamp(), later.timestamp()))
    assert export_date(source) == later.date()
    assert export_date(aged(json_file(tmp_path, {}))) == MADE.date()


@pytest.mark.parametrize(
    ("stamp", "day"),
    [((2026, 8, 2, 1, 2, 4), dt.date(2026, 8, 2)), ((1980, 1, 1, 0, 0, 0), MADE.date())],
    ids=["by-its-files", "without-a-clock"],
)
def test_a_zip_is_as_new_as_the_files_in_it(
    tmp_path: Path, stamp: tuple[int, int, int, int, int, int], day: dt.date
) -> None:
    path = tmp_path / "source.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("services.csv", stamp), "id,name\n")
    assert export_date(aged(path)) == day


def test_a_damaged_zip_is_as_new_as_itself(tmp_path: Path) -> None:
    path = aged(zipped(tmp_path, HSDS3))
    assert export_date(aged(written(tmp_path, path.read_bytes()[:200], "half.zip"))) == MADE.date()


def options(said: str, today: dt.date = dt.date(2026, 11, 24)) -> ReadOptions:
    return ReadOptions(public_addresses=True, checked_on=said, today=today)


@pytest.mark.parametrize(
    ("said", "day"),
    [("2026-09", dt.date(2026, 9, 1)), ("2026-09-14", dt.date(2026, 9, 14))],
    ids=["month", "day"],
)
def test_what_the_editor_says_is_kept_as_the_editors(
    tmp_path: Path, said: str, day: dt.date
) -> None:
    draft = read(aged(folder(tmp_path, HSDS3)), options(said))
    dated = {one.name: one for one in services(draft)}
    own, undated = dated["Family Meals"], dated["Work Law Clinic"]
    assert (own.assured_date, own.sources) == (dt.date(2026, 3, 1), ())
    assert undated.assured_date == day
    assert undated.sources == (Source(name="Checked, as the editor says", date=said),)
    assert not undated.confirmed
    (told,) = found(draft, FindingCode.CHECKED_AS_SAID)
    assert told.value == "1 of 2 services"
    assert told.assumed == said


@pytest.mark.parametrize(
    ("said", "today"),
    [
        pytest.param("2026-10", dt.date(2026, 11, 24), id="a-month-after-the-export"),
        pytest.param("2026-09-15", dt.date(2026, 11, 24), id="the-day-after-it"),
        pytest.param("2026-09-14", dt.date(2026, 9, 13), id="a-day-to-come"),
    ],
)
def test_nothing_was_checked_after_the_export(tmp_path: Path, said: str, today: dt.date) -> None:
    with pytest.raises(SourceError, match=f"--checked-on {said} is later than"):
        read_source(aged(folder(tmp_path, HSDS3)), options(said, today))


def test_a_workbook_says_it_in_its_own_column(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with pytest.raises(SourceError, match="Checked on"):
        read_source(desk.path, options("2026-09"))


UNDATED = {**HSDS3, "services.csv": HSDS3["services.csv"].replace("2026-03-01", "")}


@pytest.mark.parametrize(
    ("files", "said", "first"),
    [
        pytest.param(UNDATED, None, True, id="nothing-says-it"),
        pytest.param(UNDATED, "2026-09", False, id="the-editor-says-it"),
        pytest.param(HSDS3, None, False, id="one-row-says-it"),
    ],
)
def test_a_source_without_any_day_says_so_first(
    tmp_path: Path, files: dict[str, str], said: str | None, *, first: bool
) -> None:
    choice = options(said) if said else ReadOptions(public_addresses=True)
    draft = read(aged(folder(tmp_path, files)), choice)
    assert bool(draft.first) is first
    assert (FindingCode.CHECKED_AS_SAID in codes(draft)) is (said is not None)


def test_the_second_line_of_the_report_says_that_nothing_was_checked(
    say: Say, tmp_path: Path
) -> None:
    source = aged(folder(tmp_path, UNDATED))
    more = ("--public-addresses", "--now", "2026-11-24T12:00:00")
    result = published(say, source, "x.kiosksync", *FOR_WHOM, *more)
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    seen = next(n for n, line in enumerate(lines) if line.startswith("Visitors will see"))
    # Old and undated ones are shown too, with "call first".
    assert "with hours 1 (50 %), with a street 2 (100 %)" in lines[seen]
    assert lines[seen + 1].startswith("No service of this source says when it was checked")
    assert "--checked-on 2026-09" in lines[seen + 1]
    assert "No service of this source says" in (tmp_path / "x.report.html").read_text()
    again = published(say, source, "x.kiosksync", *more, "--checked-on", "2026-09")
    assert again.exit_code == 0, again.output
    assert "with hours 1 (50 %), with a street 2 (100 %)" in again.output
    assert "No service of this source says" not in again.output


@pytest.mark.parametrize("word", ["soon", "2026", "2026-13", "9/2026"])
def test_only_a_month_or_a_day_can_be_said(say: Say, tmp_path: Path, word: str) -> None:
    result = published(say, folder(tmp_path, HSDS3), "x.kiosksync", "--checked-on", word)
    assert result.exit_code == 2
    assert "2026-09" in result.output


def test_a_day_after_the_export_is_refused_in_words(say: Say, tmp_path: Path) -> None:
    source = aged(folder(tmp_path, HSDS3))
    result = published(say, source, "x.kiosksync", *FOR_WHOM, "--checked-on", "2026-10")
    assert result.exit_code == 1
    assert "2026-09-14" in result.output
