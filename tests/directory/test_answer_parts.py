"""The order of answers: each of its parts decides once."""

import datetime as dt
from pathlib import Path

import pytest

from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.filters import Filter
from kiosk.domain.place import Coordinates
from kiosk.domain.queries import AnswerGroup, AnswersPage, AnswersQuery, SearchQuery
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Audience,
    Cost,
    Location,
    Need,
    Organization,
    Phone,
    Referrer,
    Schedule,
    Service,
    ServiceAtLocation,
    Situation,
    Start,
    Tile,
    Weekday,
)
from tests.directory.answering import HERE, MONDAY, ids, page

CODE = "eat_today"


def service(service_id: str, **fields: object) -> Service:
    given: dict[str, object] = {
        "organization_id": "office",
        "name": service_id,
        "quiet_name": "Place",
        "phrase": "Food",
        "categories": (Need.FOOD,),
        "situations": (Situation(code=CODE, fit=2),),
        "importance": 10,
    }
    return Service(id=service_id, **given | fields)  # type: ignore[arg-type]


def phone(service_id: str) -> Phone:
    return Phone(id=f"{service_id}.phone", service_id=service_id, number="+19165550100")


def hours(service_id: str, byday: tuple[Weekday, ...] = tuple(Weekday)) -> Schedule:
    return Schedule(
        id=f"{service_id}.hours",
        service_id=service_id,
        byday=byday,
        opens_at="00:00",
        closes_at="24:00" if len(byday) == len(Weekday) else "23:00",
    )


def placed(service_id: str, latitude: float | None = None) -> tuple[AnyRecord, ...]:
    place = Location(
        id=f"{service_id}.place",
        organization_id="office",
        address_visibility=AddressVisibility.PUBLIC,
        address_1="1 First St",
        latitude=latitude,
        longitude=None if latitude is None else HERE.longitude,
    )
    meeting = ServiceAtLocation(id=f"{service_id}.at", service_id=service_id, location_id=place.id)
    return place, meeting


def asked(
    tmp_path: Path,
    *records: AnyRecord,
    unseen: frozenset[str] = frozenset(),
    choices: frozenset[Filter] = frozenset(),
    language: str = "en",
    origin: Coordinates | None = None,
    now: dt.datetime | None = MONDAY,
    **tile: object,
) -> AnswersPage:
    question = Tile(
        id="food.eat", need=Need.FOOD, order=1, label="Eat", icon="food", codes=(CODE,), **tile
    )  # type: ignore[arg-type]
    everything = [Organization(id="office", name="Office"), question, *records]
    build(everything, tmp_path / "parts.db", unseen=unseen)
    with open_directory(tmp_path / "parts.db") as directory:
        return page(
            directory,
            AnswersQuery(language, Need.FOOD, "food.eat", choices=choices, now=now, origin=origin),
        )


FIRST, LAST = "z-first", "a-last"
"""By id alone the other one would come first."""
FITS = {fit: (Situation(code=CODE, fit=fit),) for fit in (1, 2, 3)}
WEEKEND = (Weekday.SA, Weekday.SU)
PARTS: dict[str, tuple[dict[str, object], dict[str, object], dict[str, object]]] = {
    # part: (fields of the first, fields of the last, what is asked)
    "answers before pointers, also with a choice": (
        {"situations": FITS[2]},
        {"situations": FITS[3], "audience": (Audience.MEN,)},
        {"choices": frozenset({Filter.MEN})},
    ),
    "yes to the choices before a better fit": (
        {"situations": FITS[2], "id_needed": False},
        {"situations": FITS[1]},
        {"choices": frozenset({Filter.NO_ID})},
    ),
    "yes to both choices before yes to one": (
        {"start": (Start.WALK_IN,), "id_needed": False},
        {"id_needed": False},
        {"choices": frozenset({Filter.NO_ID, Filter.WALK_IN})},
    ),
    "fit": ({"situations": FITS[1]}, {"situations": FITS[2]}, {}),
    "the group of the tile": (
        {"audience": (Audience.YOUNG,)},
        {"audience": (Audience.ANYONE,)},
        {"who": (Audience.YOUNG,)},
    ),
    "not excluded before only others": (
        {"audience": (Audience.NO_HOME,)},
        {"audience": (Audience.WOMEN,)},
        {"who": (Audience.YOUNG,)},
    ),
    "not narrowed": ({"audience": (Audience.SURVIVORS,)}, {"audience": (Audience.WOMEN,)}, {}),
    "an age below 26 is narrow": ({"maximum_age": 26}, {"maximum_age": 25}, {}),
    "the visitor's language": ({"languages": ("es",)}, {"languages": ("en",)}, {"language": "es"}),
    "an interpreter is her language": ({"interpreter": True}, {}, {"language": "es"}),
    "the narrower service": (
        {},
        {"situations": (*FITS[2], Situation(code="food_home", fit=1))},
        {},
    ),
    "importance": ({"importance": 1}, {"importance": 2}, {}),
    "id": ({"id": "b"}, {"id": "c"}, {}),
}


@pytest.mark.parametrize("part", PARTS)
def test_each_part_decides_once(tmp_path: Path, part: str) -> None:
    first, last, question = PARTS[part]
    one = service(str(first.get("id", FIRST)), **{k: v for k, v in first.items() if k != "id"})
    other = service(str(last.get("id", LAST)), **{k: v for k, v in last.items() if k != "id"})
    found = asked(tmp_path, one, other, phone(one.id), phone(other.id), **question)  # type: ignore[arg-type]
    assert ids(found) == [one.id, other.id]


SEARCHED = ("not narrowed", "the visitor's language", "the narrower service", "importance", "id")


@pytest.mark.parametrize("part", SEARCHED)
def test_what_a_search_finds_equally_well_has_the_order_of_answers(
    tmp_path: Path, part: str
) -> None:
    first, last, question = PARTS[part]
    one = service(str(first.get("id", FIRST)), **{k: v for k, v in first.items() if k != "id"})
    other = service(str(last.get("id", LAST)), **{k: v for k, v in last.items() if k != "id"})
    found = searched(tmp_path, one, other, **question)
    assert found == (one.id, other.id)


def test_a_search_knows_what_is_open_and_near(tmp_path: Path) -> None:
    week = (hours(FIRST, (Weekday.MO,)), hours(LAST, WEEKEND))  # type: ignore[arg-type]
    pair = [service(one, assured_date=MONDAY.date()) for one in (FIRST, LAST)]
    assert searched(tmp_path, *pair, *week) == (FIRST, LAST)
    assert searched(tmp_path, *pair, *week, now=None) == (LAST, FIRST)
    places = (*placed(FIRST, HERE.latitude), *placed(LAST, HERE.latitude + 0.5))
    assert searched(tmp_path, *pair, *places, origin=HERE) == (FIRST, LAST)


def test_a_better_match_comes_before_all_parts_of_the_order(tmp_path: Path) -> None:
    named = service(LAST, name="Food", audience=(Audience.WOMEN,))
    assert searched(tmp_path, service(FIRST, interpreter=True), named) == (LAST, FIRST)


def searched(
    tmp_path: Path,
    *records: AnyRecord,
    language: str = "en",
    now: dt.datetime | None = MONDAY,
    origin: Coordinates | None = None,
) -> tuple[str, ...]:
    build([Organization(id="office", name="Office"), *records], tmp_path / "searched.db")
    with open_directory(tmp_path / "searched.db") as directory:
        return directory.search(SearchQuery(language, "food", now=now, origin=origin)).ids


def test_a_number_comes_before_a_referrer_and_a_page_alone_fits_worse(tmp_path: Path) -> None:
    called, sent = service(FIRST), service(LAST, referral_by=(Referrer.COUNTY,))
    assert ids(asked(tmp_path, called, sent, phone(FIRST))) == [FIRST, LAST]
    walked = service(FIRST, start=(Start.WALK_IN,))
    assert ids(asked(tmp_path, walked, sent, *placed(FIRST))) == [FIRST, LAST]
    # "does it too" with a number, before "made for it" with nothing but a page of the web
    page_only = service(LAST, situations=FITS[1])
    first = service(FIRST, audience=(Audience.ANYONE,))
    assert ids(asked(tmp_path, first, page_only, phone(FIRST))) == [FIRST, LAST]


def test_open_now_then_not_known_then_closed(tmp_path: Path) -> None:
    names, old = ("c-open", "b-unknown", "a-closed"), dt.date(2024, 10, 1)
    rows = [hours("c-open", (Weekday.MO,)), hours("a-closed", WEEKEND)]  # type: ignore[arg-type]

    def everything(checked: dt.date) -> list[AnyRecord]:
        records = [service(name, assured_date=checked) for name in names]
        return [*records, *map(phone, names), *rows]

    fresh = everything(MONDAY.date())
    assert ids(asked(tmp_path, *fresh)) == [*names]
    assert ids(asked(tmp_path, *fresh, now=None)) == sorted(names)
    # hours that nobody confirmed lately promise nothing, and order nothing
    found = asked(tmp_path, *everything(old))
    assert ids(found) == sorted(names)
    assert {one.open for one in found.answers} == {None}


def test_open_now_as_a_choice_keeps_the_closed_ones_last(tmp_path: Path) -> None:
    checked = {"assured_date": MONDAY.date(), "audience": (Audience.ANYONE,)}
    records = [service(name, **checked) for name in ("c-open", "b-unknown", "a-closed")]
    rows = [*(phone(one.id) for one in records), hours("c-open", (Weekday.MO,))]
    rows.append(hours("a-closed", WEEKEND))  # type: ignore[arg-type]
    found = asked(tmp_path, *records, *rows, choices=frozenset({Filter.OPEN_NOW}))  # type: ignore[arg-type]
    assert [(one.id, one.group) for one in found.answers] == [
        ("c-open", AnswerGroup.YES),
        ("b-unknown", AnswerGroup.UNKNOWN),
        ("a-closed", AnswerGroup.NO),
    ]
    assert (found.yes, found.unknown, found.no, found.refused) == (1, 1, 1, 0)
    assert [one.open for one in found.answers] == [True, None, False]


def test_a_list_knows_which_choices_it_can_answer(tmp_path: Path) -> None:
    records = (
        service("a", id_needed=False, languages=("es",)),
        service("b", children=False, cost=(Cost.FREE,)),
        *(phone("a"), phone("b")),
    )
    chosen = frozenset({Filter.NO_ID, Filter.FAMILIES})
    found = asked(tmp_path, *records, choices=chosen, language="es")
    assert found.known == {Filter.NO_ID, Filter.FREE, Filter.MY_LANGUAGE}
    assert (ids(found), found.unstated) == (["a"], {Filter.FAMILIES})
    both = asked(tmp_path, *records, choices=frozenset({Filter.FREE, Filter.NO_ID}))
    assert both.unstated == {Filter.FREE, Filter.NO_ID}


@pytest.mark.parametrize("kilometres", [(1.0, 3.0), (7.0, 9.0), (29.0, 31.0)])
def test_near_comes_before_far_in_bands(tmp_path: Path, kilometres: tuple[float, float]) -> None:
    records: list[AnyRecord] = []
    for name, distance in zip((FIRST, LAST), kilometres, strict=True):
        records += [service(name), phone(name), *placed(name, HERE.latitude + distance / 111.2)]
    assert ids(asked(tmp_path, *records, origin=HERE)) == [FIRST, LAST]
    assert ids(asked(tmp_path, *records)) == [LAST, FIRST]


def test_a_place_without_a_position_is_as_far_as_a_drive(tmp_path: Path) -> None:
    far = (service("a-far"), phone("a-far"), *placed("a-far", HERE.latitude + 0.5))
    near = (service("c-bus"), phone("c-bus"), *placed("c-bus", HERE.latitude + 0.05))
    hidden = (service("b-hidden"), phone("b-hidden"))
    found = asked(tmp_path, *far, *near, *hidden, origin=HERE)
    assert ids(found) == ["c-bus", "b-hidden", "a-far"]


def test_what_nobody_has_reviewed_comes_last_and_is_not_called(tmp_path: Path) -> None:
    records = (
        service("a-line", helpline=True, situations=FITS[1]),
        *(phone("a-line"), hours("a-line"), service("b-place"), phone("b-place")),
    )
    assert asked(tmp_path, *records).call == ("a-line",)
    unseen = asked(tmp_path, *records, unseen=frozenset({"a-line"}))
    assert (unseen.call, ids(unseen)) == ((), ["b-place", "a-line"])


def lines(*names: str, **fields: object) -> list[AnyRecord]:
    return [
        record
        for name in names
        for record in (service(name, helpline=True, **fields), phone(name), hours(name))
    ]


def test_two_lines_are_called_and_further_ones_follow_the_places(tmp_path: Path) -> None:
    places = (service("x-place"), phone("x-place"))
    places += (service("y-pointer", situations=FITS[3]), phone("y-pointer"))
    found = asked(tmp_path, *lines("a", "b", "c"), *places)
    assert found.call == ("a", "b")
    further = [(one.id, one.further) for one in found.answers]
    assert further == [("x-place", False), ("y-pointer", True), ("c", True)]
    assert found.lines == 3


@pytest.mark.parametrize(
    ("fields", "who"),
    [
        ({"report_line": True, "situations": FITS[2]}, ()),
        ({"law_enforcement": True, "situations": FITS[1]}, ()),
        ({"situations": FITS[3]}, ()),
        ({"audience": (Audience.WOMEN,)}, ()),
        ({"audience": (Audience.WOMEN,)}, (Audience.YOUNG,)),
    ],
)
def test_the_call_block_serves_everyone_of_the_tile(
    tmp_path: Path, fields: dict[str, object], who: tuple[Audience, ...]
) -> None:
    place = (service("x-place"), phone("x-place"))
    assert asked(tmp_path, *lines("a", **fields), *place, who=who).call == ()
    unstated = lines("a", audience=(Audience.SURVIVORS,))
    assert asked(tmp_path, *unstated, *place, who=who).call == ("a",)


def test_a_line_that_takes_reports_is_called_where_it_is_made_for_that(tmp_path: Path) -> None:
    made = lines("a", report_line=True, situations=FITS[1])
    assert asked(tmp_path, *made, service("x-place"), phone("x-place")).call == ("a",)


def test_where_lines_are_answers_they_come_first_and_none_is_in_a_block(tmp_path: Path) -> None:
    place = (service("a-place", situations=FITS[1]), phone("a-place"))
    pointer = lines("b-pointer", situations=FITS[3])
    found = asked(tmp_path, *lines("c-line"), *place, *pointer, lines=True)
    assert found.call == ()
    assert ids(found) == ["c-line", "a-place", "b-pointer"]
    assert [one.further for one in found.answers] == [False, False, True]


def test_a_service_that_states_no_situation_stands_in_the_lists_of_its_need(
    tmp_path: Path,
) -> None:
    found = asked(
        tmp_path,
        *(service("a-unsorted", situations=()), phone("a-unsorted")),
        *(service("b-pointer", situations=FITS[3]), phone("b-pointer")),
        *(service("c-made"), phone("c-made")),
    )
    assert [(one.id, one.fit) for one in found.answers] == [
        ("c-made", 2),
        ("b-pointer", 3),
        ("a-unsorted", 4),
    ]


def test_a_service_leaves_the_lists_after_its_last_day(tmp_path: Path) -> None:
    ends = service("a", valid_until=MONDAY.date())
    build(
        [
            Organization(id="office", name="Office"),
            Tile(id="food.eat", need=Need.FOOD, order=1, label="Eat", icon="food", codes=(CODE,)),
            *(ends, phone("a")),
        ],
        tmp_path / "ends.db",
    )
    with open_directory(tmp_path / "ends.db") as directory:
        for days, listed in ((0, ["a"]), (1, [])):
            today = MONDAY.date() + dt.timedelta(days=days)
            for tile in ("food.eat", ""):
                query = AnswersQuery("en", Need.FOOD, tile, today=today)
                assert ids(page(directory, query)) == listed


def test_lists_are_the_same_whatever_the_order_of_lines(
    directory: ServiceDirectory, small_records: list[AnyRecord], tmp_path: Path
) -> None:
    build(reversed(small_records), tmp_path / "turned.db")
    with open_directory(tmp_path / "turned.db") as turned:
        for need in Need:
            query = AnswersQuery("es", need, now=MONDAY, origin=HERE)
            assert page(turned, query) == page(directory, query)
