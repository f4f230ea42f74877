"""A workbook as a folder of CSV files is the same directory."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from kiosk.editor.findings import FindingCode
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.sources.prefill import Filling, fill_workbook
from kiosk.editor.sources.source_reader import SourceError, read_source
from kiosk.editor.sources.workbook_reader import is_workbook
from kiosk.editor.workbook.cell_text import Raw
from kiosk.editor.workbook.cell_times import read_time
from kiosk.editor.workbook.sheet_folder import cell_of, text_of
from kiosk.editor.workbook.template import write_template
from tests.editor.sources import HSDS3, folder
from tests.editor.test_workbook_roundtrip import ODD
from tests.editor.typed import at_desk
from tests.editor.workbooks import RECORDS, Desk, by_id, found


def _sheets(path: Path, out: Path) -> Result:
    return at_desk(out.parent, "sheets", path, "-o", out)


def test_the_folder_of_a_workbook_is_read_like_the_workbook(tmp_path: Path) -> None:
    path, out = tmp_path / "directory.xlsx", tmp_path / "sheets"
    write_template(path, (*RECORDS, *ODD))
    assert _sheets(path, out).exit_code == 0
    assert not [one.name for one in out.iterdir() if one.name in ("Start here.csv", "Lists.csv")]
    own, of_folder = read_source(path, ReadOptions()), read_source(out, ReadOptions())
    assert sorted(map(str, of_folder.records)) == sorted(map(str, own.records))
    assert of_folder.helplines == own.helplines
    assert of_folder.findings == own.findings == []
    assert of_folder.origins == own.origins


def test_a_folder_becomes_a_workbook_once_more(tmp_path: Path) -> None:
    book, out, again = Desk(tmp_path), tmp_path / "sheets", tmp_path / "again.xlsx"
    own = book.read()
    assert _sheets(book.path, out).exit_code == 0
    assert fill_workbook(again, Filling(out)) == 0
    assert read_source(again, ReadOptions()).records == own.records


def test_what_a_person_typed_means_the_same_in_a_folder(tmp_path: Path) -> None:
    book = Desk(tmp_path)
    book.put("Services", "Description", "=SUM(A1)")
    book.put("Services", "Short phrase", "-5 to 5").data_type = "s"
    book.put("Services", "Confirmed by phone?", value=True)
    book.put("Services", "Ends on", dt.date(2031, 2, 28))
    hours = {"Service": "river-meals", "Days": "Mon-Fri", "Opens": dt.time(9), "Closes": dt.time(5)}
    row = book.add("Hours", hours)
    book.put("Hours", "Closes", dt.time(17), row).number_format = "h:mm AM/PM"
    own = book.read()
    out = tmp_path / "sheets"
    assert _sheets(book.path, out).exit_code == 0
    draft = read_source(out, ReadOptions())
    assert draft.records == own.records
    assert draft.findings == own.findings
    assert found(draft, FindingCode.FORMULA)
    assert by_id(draft, "river-meals").phrase == "-5 to 5"


def test_downloaded_sheets_are_known_by_the_end_of_their_names(tmp_path: Path) -> None:
    book, out = Desk(tmp_path), tmp_path / "sheets"
    own = book.read()
    assert _sheets(book.path, out).exit_code == 0
    for one in [*out.iterdir()]:
        one.rename(out / f"directory - {one.name}")
    assert read_source(out, ReadOptions()).records == own.records


def test_one_sheet_alone_asks_for_the_others(tmp_path: Path) -> None:
    book, out = Desk(tmp_path), tmp_path / "sheets"
    book.read()
    assert _sheets(book.path, out).exit_code == 0
    with pytest.raises(SourceError, match=r"is the sheet Services alone. Put the other sheets"):
        read_source(out / "Services.csv", ReadOptions())


def test_a_folder_of_an_export_is_no_folder_of_sheets(tmp_path: Path) -> None:
    assert not is_workbook(folder(tmp_path, HSDS3))


def test_a_folder_with_files_stays_as_it_is(tmp_path: Path) -> None:
    book = Desk(tmp_path)
    book.read()
    (tmp_path / "sheets").mkdir()
    mine = tmp_path / "sheets/mine.csv"
    mine.write_text("mine")
    result = _sheets(book.path, tmp_path / "sheets")
    assert result.exit_code == 1
    assert "Choose another folder" in result.output
    assert [*mine.parent.iterdir()] == [mine]


@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip))
def test_a_text_comes_back_and_never_runs(text: str) -> None:
    written = text_of(Raw(text))
    assert cell_of(written) == Raw(text)
    assert not written.startswith(("=", "+", "@"))


@pytest.mark.parametrize("closing", [False, True])
@pytest.mark.parametrize(
    "value", [dt.time(0), dt.time(5), dt.time(12, 30), dt.time(23, 59), dt.timedelta(hours=24)]
)
@pytest.mark.parametrize("half_day", [False, True])
def test_a_time_comes_back(value: dt.time | dt.timedelta, half_day: bool, closing: bool) -> None:  # noqa: FBT001 - a table
    typed = cell_of(text_of(Raw(value, half_day=half_day)))
    assert read_time(typed.value, closing=closing) == read_time(value, closing=closing)
