"""Sources next to a workbook: imported as rows, merged under it, each cell with its origin."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from kiosk import atomic_files
from kiosk.domain.place import is_shown
from kiosk.domain.records import Location, PlaceShow, Service
from kiosk.editor.findings import FindingCode
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.floors import Floor, TypedFloor, read_typed_floors, write_typed_floors
from kiosk.editor.sources import imported
from kiosk.editor.sources.imported import load_import, source_folder
from kiosk.editor.sources.importing import import_source, keep_import
from kiosk.editor.sources.prefill import Filling, fill_workbook
from kiosk.editor.sources.source_reader import SourceError, read_source
from kiosk.editor.workbook.source_draft import Draft
from kiosk.editor.workbook.typed_rows import TypedRows, read_typed
from tests.editor.both_paths import seen
from tests.editor.sources import (
    HSDS1,
    HSDS2,
    HSDS3,
    OHANA,
    PUBLIC,
    SERVICE,
    Files,
    everything,
    folder,
    json_file,
    with_row,
)
from tests.editor.workbooks import Desk, by_id, found, over_sources, take_import

MEALS = "oak211.svc_1"


def _import(place: Path, files: Files = HSDS3, name: str = "oak211") -> None:
    take_import(place, folder(place, files, f"export-{name}-{len([*place.iterdir()])}"), name)


@pytest.fixture
def book(tmp_path: Path) -> Desk:
    """A workbook over one imported source."""
    _import(tmp_path)
    return over_sources(tmp_path, "oak211")


def _numbers(draft: Draft, service: str) -> list[str]:
    return [one.number for one in seen(draft.records, service).phones]


def _hours(draft: Draft, service: str) -> list[str]:
    return [f"{one.opens_at}-{one.closes_at}" for one in seen(draft.records, service).hours]


@pytest.mark.parametrize("files", [HSDS3, HSDS2, HSDS1, OHANA, SERVICE])
def test_records_of_an_import_are_those_that_its_rows_say(
    tmp_path: Path, files: dict[str, Any]
) -> None:
    source = json_file(tmp_path, [files]) if files is SERVICE else folder(tmp_path, files)
    made = take_import(tmp_path, source)
    last = load_import(source_folder(tmp_path / "directory.xlsx", "oak211"))
    of_rows = read_typed(TypedRows(last.rows), ReadOptions()).records
    assert of_rows
    assert sorted(map(str, of_rows)) == sorted(map(str, made.draft.records))


def test_services_of_a_source_stand_next_to_those_of_the_workbook(book: Desk) -> None:
    draft = book.read()
    names = [one.name for one in draft.records if isinstance(one, Service)]
    assert names == ["River Meals", "Family Meals", "Work Law Clinic"]
    assert by_id(draft, MEALS).organization_id == "oak211.org_1"
    alone = read_source(folder(book.path.parent, HSDS3), PUBLIC)
    assert _numbers(draft, MEALS) == _numbers(alone, "svc_1") != []
    assert _hours(draft, MEALS) == _hours(alone, "svc_1") != []
    assert draft.origins["service", MEALS, ""].file == "Oak211: services.csv"
    assert draft.origins["service", MEALS, ""].row == 2


def test_a_source_that_is_off_is_not_published(book: Desk) -> None:
    book.put("Sources", "On?", "No")
    book.add("Services", {"Id": MEALS, "Name": "Meals for all"})
    draft = book.read()
    assert by_id(draft, MEALS) is None
    assert found(draft, FindingCode.LIES_OVER_NOTHING)


def test_filled_cells_replace_empty_ones_keep_and_a_dash_takes_out(book: Desk) -> None:
    before = by_id(book.read(), MEALS)
    row = {"Id": MEALS, "Name": "Meals at the river", "Cost": "-", "Who can go": ""}
    number = book.add("Services", row)
    draft = book.read()
    after = by_id(draft, MEALS)
    assert (after.name, after.cost) == ("Meals at the river", ())
    assert before.cost
    assert (after.description, after.start, after.audience) == (
        before.description,
        before.start,
        before.audience,
    )
    assert draft.origins["service", MEALS, ""].row == number
    book.put("Services", "Youngest age", "many", number)
    assert ("Services", number) in {
        each[:2] for each in found(book.read(), FindingCode.UNREAD_CELL)
    }


def test_numbers_of_a_kind_and_hours_are_replaced_together(book: Desk) -> None:
    book.add("Phones", {"Service": MEALS, "Number": "916-440-9999"})
    book.add("Hours", {"Service": MEALS, "Days": "Sun", "Opens": "1:00 pm", "Closes": "2:00 pm"})
    draft = book.read()
    assert _numbers(draft, MEALS) == ["+19164409999"]
    assert _hours(draft, MEALS) == ["13:00-14:00"]


def test_the_name_of_a_service_is_as_good_as_its_id(book: Desk) -> None:
    book.add("Phones", {"Service": "Family Meals", "Number": "916-440-9999"})
    assert _numbers(book.read(), MEALS) == ["+19164409999"]


def test_a_name_of_the_workbook_means_its_own_row_whatever_a_source_has(book: Desk) -> None:
    book.add("Organizations", {"Id": "oak211.org_1", "Name": "River House"})
    row = {"Id": "soup", "Organization": "River House", "Name": "Family Meals", "Quiet name": "S",
           "Short phrase": "Soup"}  # fmt: skip
    book.add("Services", row)
    book.add("Phones", {"Service": "Family Meals", "Number": "916-440-9999"})
    draft = book.read()
    assert by_id(draft, "soup").organization_id == "river-house"
    assert _numbers(draft, "soup") == ["+19164409999"]
    assert "+19164409999" not in _numbers(draft, MEALS)


@pytest.mark.parametrize(("sheet", "column"), [("Phones", "Number"), ("Hours", "Days")])
def test_a_dash_takes_the_whole_set_out(book: Desk, sheet: str, column: str) -> None:
    book.add(sheet, {"Service": MEALS, column: "-"})
    draft = book.read()
    assert bool(_numbers(draft, MEALS)) is (sheet == "Hours")
    assert bool(_hours(draft, MEALS)) is (sheet == "Phones")
    assert not [one for one in draft.findings if one.file == sheet]


def test_a_number_of_another_kind_leaves_the_others(book: Desk) -> None:
    before = _numbers(book.read(), MEALS)
    book.add("Phones", {"Service": MEALS, "Number": "916-440-9999", "Kind": "TTY"})
    assert sorted(_numbers(book.read(), MEALS)) == sorted([*before, "+19164409999"])


def test_what_the_source_no_longer_has_is_left_out_by_name(book: Desk) -> None:
    book.add("Services", {"Id": "oak211.gone", "Name": "Gone", "Organization": "river-house"})
    book.add("Phones", {"Service": "oak211.gone", "Number": "916-440-9999"})
    book.add("Hours", {"Service": "oak211.gone", "Days": "Sun", "Opens": "1 pm", "Closes": "2 pm"})
    draft = book.read()
    sheets = [each[0] for each in found(draft, FindingCode.LIES_OVER_NOTHING)]
    assert sheets == ["Services", "Phones", "Hours"]
    assert "916-440-9999" not in everything(draft.records)
    assert not found(draft, FindingCode.DANGLING_KEY)


def test_a_street_that_one_row_hides_is_hidden_in_all(book: Desk) -> None:
    book.put("Places", "Address shown?", "Hide")
    draft = book.read()
    assert not [one for one in draft.records if isinstance(one, Location)
                and one.address_1 and "River" in one.address_1]  # fmt: skip
    [(file, row, _, _)] = found(draft, FindingCode.HIDDEN_ELSEWHERE)
    assert file.startswith("Oak211: ")
    assert row == 2
    assert not [one for one in draft.findings if "120 River" in f"{one.value} {one.assumed}"]


def test_the_workbook_shows_a_street_that_a_source_did_not_allow(tmp_path: Path) -> None:
    take_import(tmp_path, folder(tmp_path, HSDS3, "export"), public_addresses=False)
    book = over_sources(tmp_path, "oak211")
    withheld = [one for one in book.read().records
                if isinstance(one, Location) and one.show is PlaceShow.ASK]  # fmt: skip
    assert withheld
    book.add("Places", {"Id": withheld[0].id, "Address shown?": "Show",
                        "Street": "12 Alder Way", "City": "Sacramento"})  # fmt: skip
    [place] = [one for one in book.read().records if one.id == withheld[0].id]
    assert isinstance(place, Location)
    assert is_shown(place)
    assert place.address_1 == "12 Alder Way"


def test_a_source_never_says_what_only_people_say(book: Desk, tmp_path: Path) -> None:
    rows = source_folder(book.path, "oak211") / "rows/Services.csv"
    lines = rows.read_text("utf-8-sig").splitlines()
    header = lines[0].split(",")
    said = {"Helpline?": "Yes", "Confirmed by phone?": "Yes", "Police answer?": "No",
            "Made for": "Eat today"}  # fmt: skip
    line = lines[1].split(",")
    assert len(line) == len(header), "no cell of this row is quoted"
    for name, text in said.items():
        line[header.index(name)] = text
    other = ["river-meals", "river-house", "Taken over", *line[3:]]
    rows.write_text("\n".join([lines[0], ",".join(line), *lines[2:], ",".join(other)]) + "\n")
    draft = book.read()
    service = by_id(draft, line[0])
    assert (service.helpline, service.confirmed, service.law_enforcement) == (False,) * 3
    assert [(one.code, one.fit) for one in service.situations] == [("eat_today", 2)]
    assert by_id(draft, "river-meals").name == "River Meals"
    assert len(found(draft, FindingCode.SOURCE_OVERREACHES)) == 3
    assert tmp_path.is_dir()


@pytest.mark.parametrize(("day", "reported"), [("2031-01-01", True), ("2020-01-01", False)])
def test_what_people_confirmed_later_stays_and_the_difference_is_named(
    book: Desk, day: str, *, reported: bool
) -> None:
    book.add("Services", {"Id": MEALS, "Name": "Family Meals", "Confirmed by phone?": "Yes",
                          "Checked on": dt.date.fromisoformat(day)})  # fmt: skip
    book.add("Phones", {"Service": MEALS, "Number": "916-440-9999"})
    draft = book.read()
    assert _numbers(draft, MEALS) == ["+19164409999"]
    words = [one.assumed for one in draft.findings if one.code is FindingCode.SOURCE_DIFFERS]
    assert [one.endswith("Yours of January 1, 2031 stays.") for one in words] == [True] * reported


def test_two_sources_never_meet(tmp_path: Path) -> None:
    _import(tmp_path)
    _import(tmp_path, name="elm")
    draft = over_sources(tmp_path, "elm", "oak211").read()
    ids = [one.id for one in draft.records if isinstance(one, Service)]
    assert ids == ["river-meals", "elm.svc_1", "elm.svc_2", MEALS, "oak211.svc_2"]


def test_a_source_without_import_stops_and_one_not_listed_is_named(tmp_path: Path) -> None:
    _import(tmp_path)
    draft = over_sources(tmp_path, "elm").read()
    assert [one.value for one in draft.findings if one.code is FindingCode.SOURCE_ABSENT] == ["elm"]
    unlisted = [one.value for one in draft.findings if one.code is FindingCode.SOURCE_UNLISTED]
    assert unlisted == ["oak211"]


def test_the_same_export_gives_the_same_bytes(tmp_path: Path) -> None:
    _import(tmp_path)
    rows = source_folder(tmp_path / "directory.xlsx", "oak211") / "rows"
    first = {one.name: one.read_bytes() for one in rows.iterdir()}
    _import(tmp_path)
    assert {one.name: one.read_bytes() for one in rows.iterdir()} == first
    book = over_sources(tmp_path, "oak211")
    assert everything(book.read().records) == everything(book.read().records)


def test_a_floor_that_was_typed_away_is_remembered_over_imports(tmp_path: Path) -> None:
    _import(tmp_path)
    file = source_folder(tmp_path / "directory.xlsx", "oak211") / "export.json"
    floor = Floor("situation", 0.4, reached=False, says="", visitors="")
    write_typed_floors(file, [floor], {"situation"}, "AB", dt.date(2026, 11, 27))
    _import(tmp_path)
    assert read_typed_floors(file) == {"situation": TypedFloor(0.4, "AB", dt.date(2026, 11, 27))}
    assert load_import(file.parent)


def test_a_new_key_of_a_service_keeps_its_id(tmp_path: Path) -> None:
    _import(tmp_path)
    files = {name: text.replace("svc_1", "8812") for name, text in HSDS3.items()}
    made = take_import(tmp_path, folder(tmp_path, files, "renamed"))
    assert MEALS in {one.id for one in made.draft.records}
    assert made.kept_ids
    assert ("service", MEALS, "") in made.draft.origins


@pytest.mark.parametrize("stop", range(13))
def test_a_stopped_import_leaves_the_last_one_or_the_new_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    """The disk fails at the ``stop``-th write or rename; the rows and their facts fit together."""
    _import(tmp_path)
    place = source_folder(tmp_path / "directory.xlsx", "oak211")
    more = with_row(HSDS3, "services.csv", "svc_3,org_1,Bread,Bread.,,active,,,,,,,")
    made = import_source(
        tmp_path / "directory.xlsx", "oak211", folder(tmp_path, more, "more"), PUBLIC
    )
    left = [stop]

    def failing(call: Any) -> Any:
        def run(*words: Any, **more: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(28, "No space left on device")
            return call(*words, **more)

        return run

    with monkeypatch.context() as patched:
        patched.setattr(imported, "replace_file", failing(atomic_files.replace_file))
        patched.setattr(Path, "rename", failing(Path.rename))
        patched.setattr(imported, "fsync_path", failing(atomic_files.fsync_path))
        with pytest.raises(OSError, match="No space"):
            keep_import(tmp_path / "directory.xlsx", made)
    kept = load_import(place)
    services = len(kept.rows["Services"])  # type: ignore[index]
    assert kept.facts.counts["service"] == services == (3 if stop == 12 else 2)
    assert sorted(one.name for one in place.iterdir()) == ["export.json", "rows"]


def test_a_damaged_source_says_so(book: Desk) -> None:
    (source_folder(book.path, "oak211") / "export.json").write_text("{")
    with pytest.raises(SourceError, match=r"oak211 are damaged\. Import it again"):
        book.read()


def test_a_workbook_over_sources_is_not_made_into_a_new_one(book: Desk, tmp_path: Path) -> None:
    book.read()
    with pytest.raises(SourceError, match=r"directory\.xlsx lies over sources"):
        fill_workbook(tmp_path / "new.xlsx", Filling(book.path))
    assert not (tmp_path / "new.xlsx").exists()
