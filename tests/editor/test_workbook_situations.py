"""Situations, questions and what cards open: columns, a sheet, and what holds up the file."""

import datetime as dt
from pathlib import Path

import pytest

from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import (
    AnyRecord,
    Audience,
    AwarenessCard,
    Location,
    Need,
    Schedule,
    Service,
    Situation,
    Tile,
    Weekday,
)
from kiosk.domain.situations import SITUATIONS, Question
from kiosk.domain.syncfile import HelplineFile
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.parsers import vocabulary
from kiosk.editor.publish.checking import check_draft
from kiosk.editor.workbook.language_sheets import title_of
from tests.editor.workbooks import FIRST, RECORDS, Desk, by_id, found

F = FindingCode
LINES = HelplineFile(helplines=ANCHORS, guarded=())
QUESTION: dict[str, object] = {
    "Need": "Food and basics", "Order": 1, "Label": "Eat now", "Icon": "Food",
    "Situations": "Eat today",
}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "codes"), [("situations", SITUATIONS), ("open_questions", tuple(Question))]
)
def test_every_code_has_a_name_of_its_own_that_a_cell_can_hold(
    table: str, codes: tuple[str, ...]
) -> None:
    names = vocabulary.TABLES[table]
    assert tuple(names) == codes
    assert len({*map(vocabulary.fold, names.values())}) == len(names)
    assert not [name for name in names.values() if {",", ";"} & {*name}]


def test_three_columns_say_how_well_a_service_answers(desk: Desk) -> None:
    desk.put("Services", "Made for", "Eat today, bed_tonight")
    desk.put("Services", "Does too", "shower AND clothes")
    desk.put("Services", "Leads there", "A doctor or dentist")
    draft = desk.read()
    fits = [(one.code, one.fit) for one in by_id(draft, "river-meals").situations]
    assert fits == [("eat_today", 1), ("bed_tonight", 1), ("wash_clothes", 2), ("doctor", 3)]
    assert not draft.findings


def test_a_service_that_nobody_sorted_is_published(desk: Desk) -> None:
    draft = desk.read()
    assert by_id(draft, "river-meals").situations == ()
    assert not draft.findings


def test_of_two_columns_with_one_situation_the_first_counts(desk: Desk) -> None:
    desk.put("Services", "Made for", "Eat today")
    desk.put("Services", "Leads there", "Eat today, Not paid")
    draft = desk.read()
    fits = [(one.code, one.fit) for one in by_id(draft, "river-meals").situations]
    assert fits == [("eat_today", 1), ("not_paid", 3)]
    assert found(draft, F.SITUATION_TWICE) == [("Services", FIRST, "Leads there", Weight.ASSUMED)]


@pytest.mark.parametrize(
    ("typed", "advice"), [("Eat tday", "Did you mean Eat today?"), ("Eat today, Haircuts", "")]
)
def test_a_situation_that_no_kiosk_knows_holds_up_the_file(
    desk: Desk, typed: str, advice: str
) -> None:
    desk.put("Services", "Does too", typed)
    draft = desk.read()
    assert found(draft, F.UNKNOWN_SITUATION) == [("Services", FIRST, "Does too", Weight.REFUSED)]
    assert [one.assumed for one in draft.findings] == [advice]
    assert by_id(draft, "river-meals").situations == ()


@pytest.mark.parametrize("header", ["Made for", "Does too", "Leads there", "Knows free beds?"])
def test_a_workbook_of_an_earlier_program_is_read_without_the_column(
    desk: Desk, header: str
) -> None:
    desk.book["Services"].delete_cols(desk.column("Services", header))
    draft = desk.read()
    assert found(draft, F.MISSING_COLUMN) == [("Services", None, header, Weight.NOTE)]
    assert by_id(draft, "river-meals")


# --- the sheet Questions ------------------------------------------------------------------------


def test_a_question_gets_its_id_from_need_and_situation(desk: Desk) -> None:
    desk.add("Questions", QUESTION | {"Whom it is for": "Families", "Lines answer?": "Yes"})
    assert by_id(desk.read(), "food.eat_today") == Tile(
        id="food.eat_today", need=Need.FOOD, order=1, label="Eat now", icon="food",
        codes=("eat_today",), who=(Audience.FAMILIES,), lines=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("header", "typed", "code", "weight"),
    [
        ("Situations", "Haircuts", F.UNKNOWN_SITUATION, Weight.REFUSED),
        ("Situations", None, F.REQUIRED_EMPTY, Weight.LEFT_OUT),
        ("Need", "Haircuts", F.UNKNOWN_WORD, Weight.LEFT_OUT),
        ("Icon", "Scissors", F.UNKNOWN_WORD, Weight.LEFT_OUT),
        ("Label", "x" * 41, F.TEXT_TOO_LONG, Weight.LEFT_OUT),
        ("Order", "first", F.UNREAD_CELL, Weight.LEFT_OUT),
    ],
)
def test_what_no_kiosk_could_ask_is_no_question(
    desk: Desk, header: str, typed: object, code: FindingCode, weight: Weight
) -> None:
    row = desk.add("Questions", QUESTION | {header: typed})
    draft = desk.read()
    assert found(draft, code) == [("Questions", row, header, weight)]
    assert not any(isinstance(one, Tile) for one in draft.records)


def test_a_label_is_translated_like_any_text(tmp_path: Path) -> None:
    desk = Desk(tmp_path, languages=("es",))
    desk.add("Questions", QUESTION)
    desk.add(title_of("es"), {"Kind": "Question", "Belongs to": "food.eat_today",
                         "Which text": "Label", "Translation": "Comer ya"})  # fmt: skip
    draft = desk.read()
    assert {one.code for one in draft.findings} == {F.MISSING_ID}
    [text] = [one for one in draft.records if getattr(one, "entity_id", "") == "food.eat_today"]
    assert (text.entity, text.field, text.text) == ("tile", "label", "Comer ya")  # type: ignore[union-attr]


# --- cards, places and hours --------------------------------------------------------------------


def test_a_card_says_what_it_opens_and_that_it_is_plain(desk: Desk) -> None:
    desk.add("Cards", {"Id": "lunch", "Title": "Lunch", "Text": "Come.", "Picture": "Table",
                       "Order": 1, "Opens": "food.eat_today", "Plain?": "Yes"})  # fmt: skip
    card = by_id(desk.read(), "lunch")
    assert (card.opens, card.plain) == ("food.eat_today", True)


def test_a_place_says_where_the_bus_stops_unless_it_is_hidden(desk: Desk) -> None:
    desk.put("Places", "Bus or train", "Bus 51")
    desk.put("Places", "ZIP code", "95814")
    place = by_id(desk.read(), "river-house.1")
    assert (place.transportation, place.postal_code) == ("Bus 51", "95814")
    desk.put("Places", "Address shown?", "Hide")
    place = by_id(desk.read(), "river-house.1")
    assert (place.transportation, place.postal_code) == (None, None)


@pytest.mark.parametrize(("day", "kept"), [("2026-11-20", True), ("2026-12-20", False)])
def test_hours_are_confirmed_on_a_day_that_has_begun(desk: Desk, day: str, *, kept: bool) -> None:
    row = desk.add("Hours", {"Service": "river-meals", "Days": "Mon", "Opens": "9 am",
                             "Closes": "5 pm", "Hours confirmed on": day})  # fmt: skip
    draft = desk.read(today=dt.date(2026, 11, 24))
    hours = by_id(draft, "river-meals.h1")
    assert hours.assured_hours == (dt.date.fromisoformat(day) if kept else None)
    cell = ("Hours", row, "Hours confirmed on", Weight.LEFT_OUT)
    assert found(draft, F.UNREAD_CELL) == ([] if kept else [cell])


def test_everything_comes_back_from_a_second_workbook(tmp_path: Path) -> None:
    situations = tuple(
        Situation(code=code, fit=fit) for code, fit in (("eat_today", 1), ("baby", 2), ("job", 3))
    )
    changed: dict[str, dict[str, object]] = {
        "river-meals": {"situations": situations, "room_line": True, "must_report": True,
                        "lead": "Lunch is free", "say": "A lunch ticket, please.",
                        "answers": (*Question,), "referral_line": "river-line"},
        "river-house.1": {"transportation": "Bus 51", "postal_code": "95814",
                          "latitude": 38.58, "longitude": -121.49},
    }  # fmt: skip
    records: list[AnyRecord] = [
        type(one)(**{name: getattr(one, name) for name in one.__struct_fields__}
                  | changed.get(one.id, {}))
        for one in RECORDS
    ]  # fmt: skip
    tile = Tile(id="x.y_z", need=Need.OKAY, order=2, label="Is it?", icon="lock", codes=("job",),
                who=(Audience.MEN,), lines=True, guide="first-job#ask")  # fmt: skip
    card = AwarenessCard(id="c", title="T", text="X", picture="road", order=1, opens="x.y_z",
                         plain=True, night=True)  # fmt: skip
    hours = Schedule(id="river-meals.h1", service_id="river-meals", byday=(Weekday.MO,),
                     opens_at="09:00", closes_at="17:00",
                     assured_hours=dt.date(2026, 11, 1))  # fmt: skip
    records += [tile, card, hours]
    draft = Desk(tmp_path, records).read()
    for one in records:
        if isinstance(one, Service | Location | Tile | AwarenessCard | Schedule):
            assert by_id(draft, one.id) == one


# --- before a file is signed --------------------------------------------------------------------


@pytest.mark.parametrize(
    "record",
    [
        Service(id="later", organization_id="river-house", name="L", quiet_name="L", phrase="P",
                categories=(Need.FOOD,), situations=(Situation(code="haircuts", fit=1),)),
        Tile(id="later", need=Need.FOOD, order=1, label="Hair", icon="food", codes=("haircuts",)),
    ],
    ids=["service", "question"],
)  # fmt: skip
def test_a_situation_of_no_program_is_refused_before_it_is_signed(record: AnyRecord) -> None:
    findings = check_draft([*RECORDS, record], LINES, ())
    [one] = [each for each in findings if each.code is F.UNKNOWN_SITUATION]
    assert one.weight is Weight.REFUSED
    assert one.value.endswith("later: names a situation that no kiosk knows")


@pytest.mark.parametrize("opens", ["nowhere", "food.eat_today", "haircuts"])
def test_a_card_that_opens_nothing_is_noted(opens: str) -> None:
    card = AwarenessCard(id="c", title="T", text="X", picture="road", order=1, opens=opens)
    [one] = [each for each in check_draft([*RECORDS, card], LINES, ()) if "card" in each.value]
    assert (one.code, one.weight) == (F.NOT_SHOWN, Weight.NOTE)


@pytest.mark.parametrize("opens", ["x.y", "food", "speak", None])
def test_a_card_opens_a_question_a_need_or_the_language_card(opens: str | None) -> None:
    card = AwarenessCard(id="c", title="T", text="X", picture="road", order=1, opens=opens)
    tile = Tile(id="x.y", need=Need.FOOD, order=1, label="L", icon="food", codes=("eat_today",))
    findings = check_draft([*RECORDS, card, tile], LINES, ())
    assert not [each for each in findings if "card" in each.value]
