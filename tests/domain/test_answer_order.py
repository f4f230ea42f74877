"""What a record says about choices and people; silence is neither yes nor no."""

import pytest

from kiosk.domain.answer_order import home_county, refused_choices, stated_choices, who_of
from kiosk.domain.filters import Filter
from kiosk.domain.records import Audience, Cost, Document, Need, Phone, PhoneType, Service, Start


def service(**fields: object) -> Service:
    given: dict[str, object] = {
        "id": "one",
        "organization_id": "office",
        "name": "One",
        "quiet_name": "One",
        "phrase": "Help",
        "categories": (Need.OTHER,),
    }
    return Service(**given | fields)  # type: ignore[arg-type]


YES, NO, UNKNOWN = "yes", "no", "unknown"
ANSWERS: list[tuple[Filter, dict[str, object], str]] = [
    *((choice, {}, UNKNOWN) for choice in Filter),
    (Filter.NO_ID, {"id_needed": False}, YES),
    (Filter.NO_ID, {"bring": (Document.NOTHING,)}, YES),
    (Filter.NO_ID, {"id_needed": True}, NO),
    (Filter.NO_ID, {"bring": (Document.PHOTO_ID,)}, NO),
    (Filter.NO_ID, {"bring": (Document.PHOTO_ID, Document.IF_YOU_HAVE_IT)}, UNKNOWN),
    (Filter.NO_ID, {"bring": (Document.PHOTO_ID,), "id_needed": False}, YES),
    (Filter.NO_ID, {"bring": (Document.NOTICE_LETTER,)}, UNKNOWN),
    (Filter.FREE, {"cost": (Cost.FREE,)}, YES),
    (Filter.FREE, {"cost": (Cost.FREE, Cost.FEE)}, YES),
    (Filter.FREE, {"cost": (Cost.FEE,)}, NO),
    (Filter.FREE, {"cost": (Cost.SLIDING,)}, UNKNOWN),
    (Filter.FREE, {"cost": (Cost.FEE, Cost.MEDI_CAL)}, UNKNOWN),
    (Filter.UNDER_18, {"minimum_age": 12}, YES),
    (Filter.UNDER_18, {"minimum_age": 17}, YES),
    (Filter.UNDER_18, {"minimum_age": 18}, NO),
    (Filter.UNDER_18, {"minimum_age": 18, "audience": (Audience.YOUNG,)}, NO),
    (Filter.UNDER_18, {"audience": (Audience.YOUNG,)}, YES),
    (Filter.UNDER_18, {"audience": (Audience.CHILDREN,)}, YES),
    (Filter.UNDER_18, {"audience": (Audience.ANYONE,)}, UNKNOWN),
    (Filter.UNDER_18, {"maximum_age": 17}, YES),
    (Filter.UNDER_18, {"maximum_age": 24}, UNKNOWN),
    (Filter.UNDER_18, {"maximum_age": 5, "audience": (Audience.CHILDREN,)}, UNKNOWN),
    (Filter.FAMILIES, {"children": True}, YES),
    (Filter.FAMILIES, {"children": False}, NO),
    (Filter.FAMILIES, {"audience": (Audience.PARENTS,)}, YES),
    (Filter.FAMILIES, {"audience": (Audience.WOMEN,)}, UNKNOWN),
    (Filter.WOMEN, {"audience": (Audience.WOMEN,)}, YES),
    (Filter.WOMEN, {"audience": (Audience.ANYONE,)}, YES),
    (Filter.WOMEN, {"audience": (Audience.MEN,)}, NO),
    (Filter.WOMEN, {"audience": (Audience.MEN, Audience.NO_HOME)}, NO),
    (Filter.WOMEN, {"audience": (Audience.MEN, Audience.TRANS)}, UNKNOWN),
    (Filter.WOMEN, {"audience": (Audience.MEN, Audience.LGBTQ)}, UNKNOWN),
    (Filter.WOMEN, {"audience": (Audience.FAMILIES,)}, UNKNOWN),
    (Filter.MEN, {"audience": (Audience.WOMEN,)}, NO),
    (Filter.MEN, {"audience": (Audience.WOMEN, Audience.MEN)}, YES),
    (Filter.WALK_IN, {"start": (Start.CALL, Start.WALK_IN)}, YES),
    (Filter.WALK_IN, {"start": (Start.REFERRAL,)}, UNKNOWN),
    (Filter.NO_VOICE, {"start": (Start.TEXT,)}, YES),
    (Filter.NO_VOICE, {"start": (Start.CALL,)}, UNKNOWN),
    (Filter.MY_LANGUAGE, {"languages": ("es",)}, UNKNOWN),
]


@pytest.mark.parametrize(("choice", "fields", "answer"), ANSWERS)
def test_a_record_says_yes_no_or_nothing(
    choice: Filter, fields: dict[str, object], answer: str
) -> None:
    record = service(**fields)
    assert (choice in stated_choices(record, ())) is (answer == YES)
    assert (choice in refused_choices(record)) is (answer == NO)


@pytest.mark.parametrize(
    ("kind", "stated"),
    [(PhoneType.TEXT, True), (PhoneType.VIDEOPHONE, True), (PhoneType.VOICE, False)],
)
def test_a_number_for_text_or_video_needs_no_voice(kind: PhoneType, *, stated: bool) -> None:
    phone = Phone(id="p", service_id="one", number="+19165550100", type=kind)
    assert (Filter.NO_VOICE in stated_choices(service(), [phone])) is stated


def test_a_helpline_refuses_nobody() -> None:
    fields: dict[str, object] = {
        "audience": (Audience.WOMEN,),
        "minimum_age": 18,
        "children": False,
        "id_needed": True,
    }
    assert refused_choices(service(**fields)) == {
        *(Filter.MEN, Filter.UNDER_18, Filter.FAMILIES, Filter.NO_ID)
    }
    assert refused_choices(service(helpline=True, **fields)) == frozenset()


@pytest.mark.parametrize(
    ("fields", "groups", "who"),
    [
        ({}, (), 0),
        ({"audience": (Audience.SURVIVORS, Audience.WOMEN)}, (), 0),
        ({"audience": (Audience.WOMEN,)}, (), 1),
        ({"audience": (Audience.WOMEN, Audience.YOUNG)}, (), 1),
        ({"maximum_age": 25}, (), 1),
        ({"maximum_age": 26}, (), 0),
        ({"service_area": "Placer County"}, (), 1),
        ({"service_area": "South Sacramento County"}, (), 0),
        ({"service_area": "California"}, (), 0),
        ({}, (Audience.YOUNG,), 1),
        ({"audience": (Audience.ANYONE,)}, (Audience.YOUNG,), 1),
        ({"audience": (Audience.YOUNG, Audience.WOMEN)}, (Audience.YOUNG,), 0),
        ({"audience": (Audience.WOMEN,)}, (Audience.YOUNG,), 2),
        ({"audience": (Audience.WOMEN,), "children": True}, (Audience.FAMILIES,), 0),
        ({"audience": (Audience.WOMEN,), "children": True}, (Audience.YOUNG,), 2),
    ],
)
def test_whom_a_service_takes(
    fields: dict[str, object], groups: tuple[Audience, ...], who: int
) -> None:
    assert who_of(service(**fields), groups, "sacramento") == who


def test_home_is_the_county_that_most_service_areas_name() -> None:
    areas = ("Yolo County", "Sacramento County", "South Sacramento County", "California", None)
    assert home_county(service(service_area=area) for area in areas) == "sacramento"
    assert home_county([service()]) == ""
