from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from kiosk.app.settings import Settings
from kiosk.cli.base import Context
from kiosk.domain.checks import records_of_kind
from kiosk.domain.language import OFFERED
from kiosk.domain.records import Location, Service
from kiosk.editor.commands.template import template
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.sources.workbook_reader import read_workbook
from kiosk.editor.workbook.language_sheets import title_of
from tests.editor.workbooks import FIRST, Desk


def _call(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(template, arguments, obj=Context(folder, Settings()))


def test_a_workbook_of_a_new_coalition_is_made(tmp_path: Path) -> None:
    path = tmp_path / "directory.xlsx"
    result = _call(tmp_path, "-o", str(path), "--language", "vi")
    assert result.exit_code == 0, result.output
    assert "Start here" in result.output
    draft = read_workbook(path, ReadOptions())
    assert not records_of_kind(draft.records, Location)
    assert {"line-911", "line-988"} <= {*records_of_kind(draft.records, Service)}
    assert [str(table.table) for table in draft.counts if "(" in table.table] == [
        *map(title_of, dict.fromkeys((*OFFERED[1:], "vi")))
    ]


def test_a_workbook_made_from_another_has_rows_for_what_is_new(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    row = desk.add("Services", {"Organization": "river-house", "Name": "Oak Meals",
                                "Quiet name": "Oak", "Short phrase": "Bread"})  # fmt: skip
    desk.put("Phones", "Number", "nobody knows")
    desk.read()
    path = tmp_path / "new.xlsx"
    result = _call(tmp_path, "-o", str(path), "--from", str(desk.path))
    assert result.exit_code == 0, result.output
    assert "could not be read: 1." in result.output
    draft = read_workbook(path, ReadOptions())
    assert [each.id for each in draft.records if isinstance(each, Service)] == [
        *("river-meals", "oak-meals")
    ]
    assert row == FIRST + 1


def test_a_workbook_made_from_another_still_hides_what_it_hid(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put("Places", "Address shown?", "Hide")
    desk.put("Places", "Latitude", 38.5)
    desk.read()
    path = tmp_path / "new.xlsx"
    assert _call(tmp_path, "-o", str(path), "--from", str(desk.path)).exit_code == 0
    table = load_workbook(path)["Places"]
    row = [cell.value for cell in table[FIRST]]
    assert {"Hide", "120 River Street", "Sacramento", 38.5} <= {*row}
    draft = read_workbook(path, ReadOptions())
    assert draft.streets == {"120 River Street"}, "so a text that tells it is still refused"
    [place] = [each for each in draft.records if isinstance(each, Location)]
    assert (place.address_1, place.city, place.latitude) == (None, None, None)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("-o", "taken.xlsx"), 1, "stays as it is"),
        (("-o", "directory.csv"), 2, "NAME.xlsx"),
        (("-o", "a.xlsx", "--language", "xx"), 2, "choose from"),
        (("-o", "absent/a.xlsx"), 1, "cannot be used"),
        (("-o", "a.xlsx", "--from", "broken.xlsx"), 1, ""),
        ((), 2, "--out"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else None,
)
def test_what_cannot_be_done_is_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("taken.xlsx").write_text("months of work", encoding="utf-8")
    Path("broken.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    result = _call(tmp_path, *arguments)
    assert result.exit_code == code, result.output
    assert said in result.output
    assert "Traceback" not in result.output
    assert Path("taken.xlsx").read_text(encoding="utf-8") == "months of work"
    assert not Path("a.xlsx").exists()
