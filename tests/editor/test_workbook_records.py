"""Records of a workbook, and two times that a row of hours may or may not mean."""

import datetime as dt

import pytest

from kiosk.domain.checks import check_records
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import AnyRecord, Guide, SearchWord, Service, Translation
from kiosk.editor.findings import FindingCode, Weight
from tests.editor.workbooks import FIRST, Desk, by_id, found

F = FindingCode


def test_a_service_says_what_was_filled_in_for_it(desk: Desk) -> None:
    for header in ("Quiet name", "Short phrase", "Needs"):
        desk.put("Services", header, None)
    desk.put("Services", "Name", "Shelter for trafficking victims")
    desk.put("Services", "Description", "Come and eat. You can stay as long as you like.")
    draft = desk.read()
    service = by_id(draft, "river-meals")
    assert (service.quiet_name, service.phrase, service.categories) == (
        *("River House", "Come and eat"),
        ("other",),
    )
    codes = {F.QUIET_NAME_MADE, F.PHRASE_MADE, F.NO_CATEGORY}
    assert codes == {each.code for each in draft.findings}
    assert {each.weight for each in draft.findings} == {Weight.ASSUMED}


def test_a_service_that_asks_is_this_okay_stands_under_other_help_too(desk: Desk) -> None:
    desk.put("Services", "Needs", "Is this okay?")
    draft = desk.read()
    assert by_id(draft, "river-meals").categories == ("okay", "other")
    assert found(draft, F.NO_CATEGORY) == [("Services", FIRST, "Needs", Weight.ASSUMED)]
    desk.put("Services", "Needs", "Is this okay?, Food and basics")
    draft = desk.read()
    assert by_id(draft, "river-meals").categories == ("okay", "food")
    assert not draft.findings


def test_a_quiet_name_gives_nothing_away_even_where_no_name_does(desk: Desk) -> None:
    desk.put("Services", "Quiet name", None)
    desk.put("Services", "Name", "Refuge for victims")
    desk.put("Organizations", "Name", "Police Department")
    assert by_id(desk.read(), "river-meals").quiet_name == "Sacramento 1234"


@pytest.mark.parametrize("typed", ["Hide", None, "Shw", "=A1", "yes"])
def test_an_address_is_in_the_file_only_where_the_cell_says_show(
    desk: Desk, typed: str | None
) -> None:
    desk.put("Places", "Address shown?", typed)
    desk.put("Places", "Latitude", 38.5)
    draft = desk.read()
    place = by_id(draft, "river-house.1")
    assert place.address_visibility == "hidden"
    told = (place.address_1, place.city, place.latitude, place.postal_code)
    assert told == (None,) * 4
    assert found(draft, F.ADDRESS_HIDDEN) == [("Places", FIRST, "Street", Weight.NOTE)]


def test_without_the_column_no_address_is_shown(desk: Desk) -> None:
    desk.book["Places"].delete_cols(desk.column("Places", "Address shown?"))
    assert by_id(desk.read(), "river-house.1").address_1 is None


@pytest.mark.parametrize(
    ("row", "spans"),
    [
        ({"Days": "Mon", "Opens": "day and night"}, ("00:00", "24:00")),
        ({"Days": "Mon", "Opens": "24/7", "Closes": "24 hours"}, ("00:00", "24:00")),
        ({"Days": "Mon", "Opens": dt.time(9), "Closes": dt.time(17)}, ("09:00", "17:00")),
        ({"Days": "Mon", "Opens": "9 am", "Closes": "1:00 am"}, ("09:00", "01:00")),
        ({"Closed?": "Yes", "From": "2026-12-25", "To": "2026-12-25"}, (None, None)),
        ({"Days": "Mon", "Opens": "day and night", "Closes": "5 pm"}, None),
        ({"Days": "Mon", "Opens": "9 am"}, None),
        ({"Days": "Mon"}, None),
        ({"Opens": "9 am", "Closes": "5 pm"}, None),
        ({"Closed?": "Yes"}, None),
    ],
    ids=lambda each: " ".join(map(str, each.values())) if isinstance(each, dict) else str(each),
)
def test_hours_are_whole_or_hold_up_the_file(
    desk: Desk, row: dict[str, object], spans: tuple[str, str] | None
) -> None:
    number = desk.add("Hours", {"Service": "river-meals"} | row)
    draft = desk.read()
    hours = by_id(draft, "river-meals.h1")
    assert (hours and (hours.opens_at, hours.closes_at)) == spans
    wanted = [] if spans else [("Hours", number, "", Weight.REFUSED)]
    assert found(draft, F.HOURS_INCOMPLETE) == wanted


@pytest.mark.parametrize(
    ("sheet", "first", "last", "typed"),
    [
        ("Hours", "From", "To", ("2026-12-24", "2026-01-02")),
        ("Cards", "From", "To", ("2026-12-24", "2026-12-23")),
        ("Services", "Youngest age", "Oldest age", (24, 18)),
    ],
)
def test_what_would_end_before_it_begins_holds_up_the_file(
    desk: Desk, sheet: str, first: str, last: str, typed: tuple[object, object]
) -> None:
    rows = {
        "Hours": {"Service": "river-meals", "Closed?": "Yes"},
        "Cards": {"Title": "T", "Text": "X", "Picture": "road", "Order": 1},
    }
    number = desk.add(sheet, rows[sheet]) if sheet in rows else FIRST
    desk.put(sheet, first, typed[0], number)
    desk.put(sheet, last, typed[1], number)
    draft = desk.read()
    assert found(draft, F.ENDS_BEFORE) == [(sheet, number, last, Weight.REFUSED)]
    [said] = [each.assumed for each in draft.findings if each.code is F.ENDS_BEFORE]
    assert said == f"{first}: {typed[0]}"
    desk.put(sheet, last, typed[0], number)
    assert found(desk.read(), F.ENDS_BEFORE) == []


def test_a_service_that_nobody_checked_shows_no_hours_and_the_editor_is_told(desk: Desk) -> None:
    desk.put("Services", "Checked on", None)
    desk.add("Services", {"Organization": "river-house", "Name": "A line", "Quiet name": "L",
                          "Short phrase": "P", "Needs": "Health"})  # fmt: skip
    wanted = [("Services", FIRST, "Checked on", Weight.NOTE)]
    assert found(desk.read(), F.NEVER_CHECKED) == wanted
    desk.put("Services", "Helpline?", "Yes")
    assert found(desk.read(), F.NEVER_CHECKED) == []


def test_a_day_still_to_come_is_no_day_of_a_check(desk: Desk) -> None:
    today = dt.date(2026, 11, 24)
    tomorrow = today + dt.timedelta(days=1)  # it may have begun where the editor is
    desk.put("Services", "Checked on", tomorrow)
    draft = desk.read(today=today)
    assert (by_id(draft, "river-meals").assured_date, draft.findings) == (tomorrow, [])
    desk.put("Services", "Checked on", "2062-11-01")
    draft = desk.read(today=today)
    assert by_id(draft, "river-meals").assured_date is None
    where = ("Services", FIRST, "Checked on")
    assert found(draft, F.UNREAD_CELL) == [(*where, Weight.LEFT_OUT)]
    assert draft.findings[0].assumed == "This day is still to come."
    assert found(draft, F.NEVER_CHECKED) == [(*where, Weight.NOTE)]


def test_guides_take_their_lines_in_order_and_none_is_without(desk: Desk) -> None:
    for name in ("one", "two"):
        desk.add("Guides", {"Id": name, "Title": name.title(), "Summary": "S", "Icon": "work",
                            "Order": 1, "Services": "river-meals, gone"})  # fmt: skip
    desk.add("Guide lines", {"Guide": "one", "Id": "b", "Text": "First"})
    desk.add("Guide lines", {"Guide": "One", "Kind": "question", "Text": "And then?"})
    draft = desk.read()
    guide = by_id(draft, "one")
    assert [(block.id, block.text, block.kind) for block in guide.blocks] == [
        ("b", "First", "line"),
        ("and-then", "And then?", "question"),
    ]
    assert guide.service_ids == ("river-meals",)
    assert by_id(draft, "two") is None
    assert [where[:3] for where in found(draft, F.NO_LINES)] == [("Guides", 4, "Title")]


def test_what_a_workbook_lacks_comes_from_the_program(
    desk: Desk, factory_records: tuple[AnyRecord, ...]
) -> None:
    draft = desk.read(factory=factory_records)
    guides = [each for each in draft.records if isinstance(each, Guide)]
    assert len(guides) == sum(isinstance(each, Guide) for each in factory_records)
    assert not any(guide.service_ids for guide in guides)
    words = [each for each in draft.records if isinstance(each, SearchWord)]
    assert words
    assert all(word.needs or word.guide_ids for word in words)
    texts = [each for each in draft.records if isinstance(each, Translation)]
    assert {each.entity for each in texts} == {"guide", "awareness_card", "tile"}
    assert len([each for each in draft.records if isinstance(each, Service)]) == 1
    assert [each.code for each in draft.findings] == [F.FACTORY_CARRIED, F.REFERENCE_DROPPED]
    assert not check_records(draft.records)


def test_own_cards_keep_those_of_the_program_away(
    desk: Desk, factory_records: tuple[AnyRecord, ...]
) -> None:
    desk.add("Cards", {"Id": "mine", "Title": "T", "Text": "X", "Picture": "road", "Order": 1})
    cards = [each for each in desk.read(factory=factory_records).records
             if type(each).__name__ == "AwarenessCard"]  # fmt: skip
    assert [card.id for card in cards] == ["mine"]


def test_the_lines_of_the_program_keep_their_numbers(desk: Desk) -> None:
    desk.put("Helplines", "Number", "916-555-0100")
    draft = desk.read()
    assert found(draft, F.HELPLINE_FORGED) == [("Helplines", FIRST, "Number", Weight.REFUSED)]


def test_a_line_of_the_program_cannot_be_left_out(desk: Desk) -> None:
    desk.book["Helplines"].delete_rows(FIRST, 2)
    draft = desk.read()
    assert {line.id for line in draft.helplines} == {line.id for line in ANCHORS}
    assert len(found(draft, F.HELPLINE_KEPT)) == 2


NIGHT = "Open past midnight, until {} the next day."


def _typed(desk: Desk, opens: object, closes: object) -> int:
    row = {"Service": "river-meals", "Days": "Mon", "Opens": opens, "Closes": closes}
    return desk.add("Hours", row)


@pytest.mark.parametrize(
    ("opens", "closes", "advice"),
    [
        ("9:00", "5:00", "5:00 pm, or 5:00 am"),
        ("9:00 am", "5:00", "5:00 pm, or 5:00 am"),
        ("9:00", "9:00", "9:00 pm, or 9:00 am"),
        ("09:00", "05:00", "5:00 pm, or 5:00 am"),
        (dt.time(9), dt.time(5), "5:00 pm, or 5:00 am"),
        (dt.time(9), dt.timedelta(hours=5, minutes=30), "5:30 pm, or 5:30 am"),
        (9 / 24, 5 / 24, "5:00 pm, or 5:00 am"),
    ],
)
def test_a_door_that_would_close_before_it_opens_holds_up_the_file(
    desk: Desk, opens: object, closes: object, advice: str
) -> None:
    row = _typed(desk, opens, closes)
    draft = desk.read()
    assert found(draft, F.CLOSES_FIRST) == [("Hours", row, "Closes", Weight.REFUSED)]
    [finding] = draft.findings
    assert finding.assumed == f"Write {advice} if it is the next day."
    assert by_id(draft, "river-meals.h1") is None


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [
        ("17:00", "01:00", {"Closes": NIGHT.format("1:00 am")}),
        ("17:00", "1:00", {"Closes": NIGHT.format("1:00 am")}),
        ("9:00", "5:00 am", {"Closes": NIGHT.format("5:00 am")}),
        ("9:00 am", "1 am", {"Closes": NIGHT.format("1:00 am")}),
        ("8:00 pm", "8:00 pm", {"Closes": NIGHT.format("8:00 pm")}),
        (dt.time(20), dt.time(5), {"Closes": NIGHT.format("5:00 am")}),
        ("1:00", "5:00", {"Opens": "1:00 am", "Closes": "5:00 am"}),
        ("6:30", "11:00", {"Opens": "6:30 am"}),
        (dt.time(6, 30), dt.time(14), {"Opens": "6:30 am"}),
        ("01:00", "05:00", {}),
        ("7:00", "3:00 pm", {}),
        ("9:00", "12:00", {}),
        ("9:00", "midnight", {}),
        (dt.time(9), dt.time(0), {}),
        ("midnight", "noon", {}),
        ("day and night", None, {}),
    ],
)
def test_hours_that_are_taken_as_they_stand_say_what_was_understood(
    desk: Desk, opens: object, closes: object, said: dict[str, str]
) -> None:
    row = _typed(desk, opens, closes)
    draft = desk.read()
    assert by_id(draft, "river-meals.h1") is not None
    assert {each.column: each.assumed for each in draft.findings} == said
    wanted = {("Hours", row, column, Weight.ASSUMED) for column in said}
    assert {*found(draft, F.CELL_MENDED), *found(draft, F.TIME_READ)} == wanted
    assert len(draft.findings) == len(said)


def test_a_time_that_the_spreadsheet_shows_with_am_is_meant(desk: Desk) -> None:
    row = _typed(desk, dt.time(9), dt.time(1))
    desk.put("Hours", "Closes", dt.time(1), row).number_format = "[$-409]h:mm AM/PM;@"
    draft = desk.read()
    assert by_id(draft, "river-meals.h1").closes_at == "01:00"
    assert [each.assumed for each in draft.findings] == [NIGHT.format("1:00 am")]


def test_a_helpline_says_that_it_lost_its_extension(desk: Desk) -> None:
    row = desk.add("Helplines", {"Id": "county", "Name": "County Line", "Quiet name": "County",
                                 "Short phrase": "P", "Number": "916-555-0199 ext 12"})  # fmt: skip
    draft = desk.read()
    assert [line.number for line in draft.helplines][-1] == "+19165550199"
    assert found(draft, F.CELL_MENDED) == [("Helplines", row, "Number", Weight.ASSUMED)]
    assert draft.findings[-1].assumed == "916-555-0199, without the extension 12."


@pytest.mark.parametrize(("cell", "notes"), [("34", 1), ("12", 0), (None, 0)])
def test_of_two_extensions_the_one_in_its_cell_counts(
    desk: Desk, cell: str | None, notes: int
) -> None:
    desk.put("Phones", "Number", "916-440-1234 ext. 12")
    desk.put("Phones", "Extension", cell)
    draft = desk.read()
    assert by_id(draft, "river-meals.1").extension == (cell or "12")
    assert len(found(draft, F.CELL_MENDED)) == notes
