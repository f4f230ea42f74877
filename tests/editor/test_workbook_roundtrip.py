import datetime as dt
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook

from kiosk.app import assets
from kiosk.app.settings import Settings
from kiosk.cli.base import Context
from kiosk.domain.checks import check_records, kind_of
from kiosk.domain.helplines import ANCHORS, Helpline
from kiosk.domain.language import WRITTEN
from kiosk.domain.records import (
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    GuideBlock,
    Location,
    Schedule,
    SearchWord,
    Service,
    Source,
    Translation,
    Weekday,
)
from kiosk.domain.syncfile import Withdrawn
from kiosk.domain.text import source_hash
from kiosk.editor.commands.template import template
from kiosk.editor.factory.factory_files import changed_files, read_factory
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.publish.plan import PublishRequest, make_plan
from kiosk.editor.sources.source_reader import read_source
from kiosk.editor.sources.workbook_reader import is_workbook, read_workbook
from kiosk.editor.workbook.language_sheets import title_of
from kiosk.editor.workbook.sheet_columns import EXAMPLE, Sheets, WorkbookSheet
from kiosk.editor.workbook.sheets import LANGUAGE_COLUMNS, SHEETS
from kiosk.editor.workbook.source_draft import Draft
from kiosk.editor.workbook.template import write_template
from tests.editor.editors import NOW, Editor
from tests.editor.workbooks import RECORDS, Desk
from tests.long_runs import FULL
from tests.sync.toolkit import in_english


def _keyed(records: list[AnyRecord] | tuple[AnyRecord, ...]) -> dict[tuple[str, str], AnyRecord]:
    return {(kind_of(record), record.id): record for record in records}


@pytest.fixture(scope="module")
def factory_draft(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    """The workbook that the program makes of its own directory, as it is read."""
    path = tmp_path_factory.mktemp("factory") / "directory.xlsx"
    words = ("-o", str(path), "--with-factory")
    made = CliRunner().invoke(template, words, obj=Context(path.parent, Settings()))
    assert made.exit_code == 0, made.output
    return read_workbook(path, ReadOptions(today=dt.date(2026, 11, 24)))


def test_the_factory_directory_comes_back_as_it_was(
    factory_draft: Draft, factory_records: tuple[AnyRecord, ...]
) -> None:
    draft = factory_draft
    assert {each.code for each in draft.findings} <= {FindingCode.NEVER_CHECKED}
    assert _keyed(draft.records) == _keyed(factory_records)
    assert len(draft.records) == len(factory_records)
    assert draft.helplines == ANCHORS
    counted: Counter[str] = Counter()
    for table in draft.counts:
        counted.update(table.records)
    assert counted["service"] == sum(isinstance(each, Service) for each in factory_records)
    assert not changed_files(read_factory(assets.resources() / "factory"), draft.records)


def test_what_came_back_comes_back_once_more(factory_draft: Draft, tmp_path: Path) -> None:
    """In English; the nightly compares all languages."""
    records = factory_draft.records if FULL else in_english(factory_draft.records)
    second = tmp_path / "second.xlsx"
    write_template(second, records, factory_draft.helplines, factory_draft.withdrawn)
    assert read_workbook(second, ReadOptions()).records == records


def test_the_factory_directory_can_be_published(factory_draft: Draft, tmp_path: Path) -> None:
    editor = Editor(tmp_path).begin()
    order = PublishRequest(source=Path("directory.xlsx"), out=editor.out, factory=())
    plan = make_plan(order, factory_draft, editor.folder, None, NOW)
    assert [one for one in plan.findings if one.weight is Weight.REFUSED] == []


def test_the_made_up_directory_comes_back_as_it_was(
    tmp_path: Path, small_records: list[AnyRecord]
) -> None:
    path = tmp_path / "directory.xlsx"
    write_template(path, small_records)
    back = _keyed(read_workbook(path, ReadOptions()).records)
    stale = {each.id for each in check_records(small_records) if each.code == "stale_translation"}
    named = {key: each for key, each in _keyed(small_records).items() if key[1] not in stale}
    points = {key for key in named if key[0] == "service_at_location"}
    assert {key: back.get(key) for key in named if key not in points} == {
        key: each for key, each in named.items() if key not in points
    }


ODD: tuple[AnyRecord, ...] = (
    Service(
        id="odd",
        organization_id="river-house",
        name="=1+1",
        quiet_name="@odd",
        phrase="-5 to 5",
        categories=("okay", "other"),  # type: ignore[arg-type]
        description="First line.\nSecond line, with a comma; and more.",
        importance=1,
        any_immigration_status=False,
        pets=True,
        minimum_age=0,
        maximum_age=120,
        languages=("zh", "zh-Hans", "fr", "ase", "fil", "yue"),
        assured_date=dt.date(2026, 2, 28),
        valid_until=dt.date(2031, 2, 28),
        sources=(
            Source(name="A | B"),
            Source(name="A | 2018"),
            Source(name="Only a name", date="2018"),
            Source(name="Page", url="https://example.org/a?b=c", date="2018-03"),
        ),
    ),
    Location(
        id="far", organization_id="river-house", address_visibility="public",  # type: ignore[arg-type]
        latitude=38.541155847753612, longitude=-121.47605789921624, postal_code="01234",
    ),
    Schedule(id="odd.h1", service_id="odd", byday=(Weekday.WE, Weekday.MO), opens_at="00:00",
             closes_at="00:30"),
    Schedule(id="odd.h2", service_id="odd", byday=(Weekday.SA,), opens_at="18:00",
             closes_at="24:00"),
    Schedule(id="odd.h3", service_id="odd", byday=(Weekday.SU,), opens_at="12:00",
             closes_at="00:00"),
    Schedule(id="odd.h4", service_id="odd", closed=True, valid_from=dt.date(2026, 12, 24),
             valid_to=dt.date(2026, 12, 26)),
    Figure(id="pay_1", value="16.90", unit="usd_per_hour", valid_from=dt.date(2026, 1, 1)),
    Figure(id="day_1", value="2026-04-15", unit="date"),
    Guide(id="g", title="T", summary="S", icon="work", categories=(), order=0, young=True,
          law_or_health=True, service_ids=("odd", "river-meals"),
          blocks=(GuideBlock(id="a", text="{pay_1}", kind="caution"),  # type: ignore[arg-type]
                  GuideBlock(id="b", text="Two\nlines", valid_until=dt.date(2027, 1, 1)))),
    AwarenessCard(id="c", title="=T", text="X", picture="road", order=3, months=(12, 1, 2)),
    SearchWord(id="w1", language="zh-Hant", words=("一", "二, 三"), needs=("court",)),  # type: ignore[arg-type]
    SearchWord(id="w2", language="en", words=("one, two",), service_ids=("odd",)),
    SearchWord(id="w3", language="en", words=("three",), guide_ids=("g",)),
    Translation(id="vi.odd", entity="service", entity_id="odd", field="name", language="vi",
                text="Tên", source_hash=source_hash("=1+1"), origin="human",  # type: ignore[arg-type]
                reviewed=True),
    Translation(id="x", entity="guide", entity_id="g", field="blocks.b", language="ar",
                text="سطر\nآخر", source_hash=source_hash("Two\nlines")),
)  # fmt: skip


def test_odd_values_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    withdrawn = (Withdrawn(kind="location", id="old-house"), Withdrawn(kind="phone", id="p.1"))
    line = Helpline(
        id="county-line",
        name="County Line",
        quiet_name="County Line",
        phrase="At night",
        number="+19164409999",
        text_number="55755",
        text_keyword="HELP",
        always_open=False,
        out_of_service=True,
        languages=("en", "hmn"),
        chat_url="https://example.org/chat",
    )
    write_template(path, (*RECORDS, *ODD), (*ANCHORS, line), withdrawn)
    draft = read_workbook(path, ReadOptions())
    assert not draft.findings
    assert _keyed(draft.records) == _keyed((*RECORDS, *ODD))
    assert draft.helplines == (*ANCHORS, line)
    assert draft.withdrawn == withdrawn


def test_every_record_of_a_workbook_can_be_published(tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    write_template(path, (*RECORDS, *ODD))
    records = read_workbook(path, ReadOptions()).records
    assert not [problem for problem in check_records(records) if problem.code.fatal]
    again = [msgspec.json.decode(msgspec.json.encode(each), type=type(each)) for each in records]
    assert again == records


def test_links_between_services_and_places_keep_their_published_ids(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    before = msgspec.structs.replace(RECORDS[3], id="link-7")
    kept = desk.read(previous=(*RECORDS[:3], before, RECORDS[4]))
    assert before in kept.records


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """A new workbook, which no test changes."""
    path = tmp_path_factory.mktemp("empty") / "empty.xlsx"
    write_template(path)
    return load_workbook(path)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title.name.lower())
def test_every_column_has_a_note_a_width_and_a_limit(empty: Workbook, sheet: WorkbookSheet) -> None:
    table, columns = empty[sheet.title.value], sheet.columns
    assert [cell.value for cell in table[1]] == [column.header for column in columns]
    assert table["A2"].value == EXAMPLE
    reach = {str(each.sqref).split(":")[0].rstrip("0123456789") for each in
             table.data_validations.dataValidation}  # fmt: skip
    for cell, column in zip(table[1], columns, strict=True):
        assert column.note in cell.comment.text
        assert ("Must be filled in" in cell.comment.text) is column.required
        assert cell.protection.locked
        assert cell.column_letter in reach
        across = table.column_dimensions[cell.column_letter]
        assert across.width == column.width
        assert not across.protection.locked
    assert table.freeze_panes == "B3"
    assert table.protection.sheet
    assert not table.protection.insertRows
    assert not table.protection.deleteRows


def test_every_list_that_a_drop_down_names_is_there(tmp_path: Path) -> None:
    path = tmp_path / "directory.xlsx"
    write_template(path, RECORDS)
    book = load_workbook(path)
    named = {
        str(each.formula1).removeprefix("=")
        for table in book.worksheets
        for each in table.data_validations.dataValidation
        if each.type == "list"
    }
    assert named <= set(book.defined_names)
    assert "ids_services" in named
    title, reach = next(iter(book.defined_names["list_needs"].destinations))
    words = [cell.value for (cell,) in book[title][reach]]
    assert words[0] == "A safe place"
    assert None not in words
    assert "Is this okay?" in words
    title, reach = next(iter(book.defined_names["list_needs_of_services"].destinations))
    fewer = [cell.value for (cell,) in book[title][reach]]
    assert {*words} - {*fewer} == {"Is this okay?"}, "it has guides and no services"
    asks = {
        sheet: [each.formula1 for each in book[sheet].data_validations.dataValidation]
        for sheet in ("Services", "Guides")
    }
    assert "=list_needs_of_services" in asks["Services"]
    assert "=list_needs" not in asks["Services"]
    assert "=list_needs" in asks["Guides"]


def test_texts_dates_and_numbers_keep_their_formats(tmp_path: Path) -> None:
    desk = Desk(tmp_path, (*RECORDS, *ODD))
    assert desk.book["Phones"]["C3"].number_format == "@"
    assert desk.book["Phones"]["C3"].value == "916-440-1234"
    services = desk.book["Services"]
    ends = services.cell(4, desk.column("Services", "Ends on"))
    assert (ends.number_format, ends.value) == ("yyyy-mm-dd", dt.datetime(2031, 2, 28))  # noqa: DTZ001 - cells know no zone
    assert services.cell(4, desk.column("Services", "Name")).data_type == "s"


def test_the_first_sheet_explains_and_the_tabs_stand_in_order(tmp_path: Path) -> None:
    desk = Desk(tmp_path, languages=("es", "vi"))
    own = [sheet.value for sheet in Sheets if sheet is not Sheets.LISTS]
    languages = [title_of("es"), title_of("vi")]
    assert desk.book.sheetnames == [*own, *languages, Sheets.LISTS.value]
    said = " ".join(str(cell.value) for row in desk.book["Start here"].rows for cell in row)
    assert "Empty means not known" in said
    assert "publish directory.xlsx" in said
    assert all(sheet.about in said for sheet in SHEETS)


@pytest.mark.parametrize("tag", [each.tag for each in WRITTEN])
def test_titles_of_language_sheets_fit_and_are_found_again(tag: str, tmp_path: Path) -> None:
    from kiosk.editor.workbook.language_sheets import tag_of  # noqa: PLC0415

    assert len(title_of(tag)) <= 31
    assert tag_of(title_of(tag)) == tag
    assert tmp_path.is_dir()


def test_texts_that_wait_stand_beside_their_english(tmp_path: Path) -> None:
    desk = Desk(tmp_path, languages=("es",))
    table = desk.book[title_of("es")]
    headers = [cell.value for cell in table[1]]
    assert headers == [column.header for column in LANGUAGE_COLUMNS]
    row = dict(zip(headers, [cell.value for cell in table[3]], strict=True))
    assert (row["Belongs to"], row["Which text"]) == ("river-meals", "Short phrase")
    assert (row["English"], row["Translation"], row["State"]) == (
        "A hot meal at noon",
        None,
        "To do",
    )
    assert table["E3"].fill.fgColor.rgb == "00FFE9A8"


def test_a_workbook_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "renamed.csv"
    write_template(path)
    assert is_workbook(path)
    draft = read_source(path, ReadOptions())
    assert draft.recognised == "Workbook of this program"
