"""How far the reading of a large source is."""

import csv
from pathlib import Path

from kiosk.editor.publish.options import ReadOptions
from kiosk.editor.publish.source import read_source
from kiosk.editor.workbook.template import write_template


def test_each_sheet_of_a_workbook_is_told_in_turn(tmp_path: Path) -> None:
    told: list[str] = []
    write_template(tmp_path / "d.xlsx", languages=("es", "ar"))
    read_source(tmp_path / "d.xlsx", ReadOptions(told=told.append))
    assert {"Organizations", "Services", "Phones", "Spanish (es)", "Arabic (ar)"} <= {*told}
    assert len({*told}) == len(told)


def test_an_export_is_told_by_its_name(tmp_path: Path) -> None:
    told: list[str] = []
    with (tmp_path / "services.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "name", "organization_id"], ["1", "Food", "2"]])
    read_source(tmp_path, ReadOptions(told=told.append))
    assert told == [tmp_path.name]
