"""The first thing to do: no door that is not stated, the line that answers, the page to go to."""

import datetime as dt
from typing import Any

import pytest

from kiosk.domain.access_route import AccessRoutes, is_always_walk_in, is_day_and_night
from kiosk.domain.records import (
    AddressVisibility,
    Location,
    Need,
    Organization,
    Phone,
    PhoneType,
    PhoneUse,
    Referrer,
    Schedule,
    Service,
    Start,
    Weekday,
)

PLACE = Location(
    id="o.1",
    organization_id="o",
    address_visibility=AddressVisibility.PUBLIC,
    address_1="12 Alder Way",
)
MAIN = Phone(id="s.1", service_id="s", number="+19165550142", languages=("en",))
ANY = Phone(id="s.2", service_id="s", number="+19165550143", any_language=True)
OWN = Phone(id="s.3", service_id="s", number="+19165550144", languages=("vi",))
CRISIS = Phone(id="s.5", service_id="s", number="+19165550145", use=PhoneUse.CRISIS)
DATES = Phone(id="s.6", service_id="s", number="+19165550146", use=PhoneUse.APPOINTMENTS)
TEXT = Phone(id="s.4", service_id="s", number="741741", type=PhoneType.TEXT)
PAGE, CHAT = "https://alder.example.org", "https://chat.example.org/now"


def offer(
    tag: str = "en", *phones: Phone, places: tuple[Location, ...] = (), **said: Any
) -> AccessRoutes:
    service = Service(
        id="s",
        organization_id="o",
        name="Alder House",
        quiet_name="Alder",
        phrase="Rest",
        categories=(Need.FOOD,),
        **said,
    )
    return AccessRoutes(tag, service, Organization(id="o", name="Alder"), phones, places)


@pytest.mark.parametrize(
    ("start", "more", "first"),
    [
        ((), {}, Start.WALK_IN),
        ((Start.WALK_IN,), {}, Start.WALK_IN),
        ((Start.REFERRAL,), {"referral_by": (Referrer.COURT,)}, Start.REFERRAL),
        ((Start.TEXT,), {"referral_by": (Referrer.COURT,)}, Start.REFERRAL),
        ((Start.APPOINTMENT,), {"url": PAGE}, Start.ONLINE),
        ((Start.APPOINTMENT,), {}, None),
        ((Start.APPOINTMENT, Start.WALK_IN), {"url": PAGE}, Start.WALK_IN),
    ],
)
def test_nobody_is_sent_to_a_door_where_only_other_ways_are_stated(
    start: tuple[Start, ...], more: dict[str, Any], first: Start | None
) -> None:
    assert offer("en", places=(PLACE,), start=start, **more).first() is first


def test_what_is_done_instead_of_what_is_stated_is_no_door_either() -> None:
    text = offer("en", TEXT, places=(PLACE,), start=(Start.APPOINTMENT,))
    assert text.first() is Start.TEXT


@pytest.mark.parametrize(
    ("tag", "lines", "number"),
    [
        ("vi", (MAIN, ANY), ANY.number),
        ("vi", (MAIN, ANY, OWN), OWN.number),
        ("vi", (MAIN,), MAIN.number),
        ("en", (MAIN, ANY), MAIN.number),
        ("en", (ANY, MAIN), ANY.number),
    ],
)
def test_the_line_with_an_interpreter_is_offered_before_one_that_states_another_language(
    tag: str, lines: tuple[Phone, ...], number: str
) -> None:
    voice = offer(tag, *lines).voice
    assert voice is not None
    assert voice.number == number


@pytest.mark.parametrize(
    ("start", "lines", "number"),
    [
        ((), (MAIN, DATES, CRISIS), CRISIS.number),
        ((Start.CALL, Start.APPOINTMENT), (MAIN, DATES, CRISIS), CRISIS.number),
        ((Start.CALL, Start.APPOINTMENT), (MAIN, DATES), MAIN.number),
        ((Start.APPOINTMENT, Start.CALL), (MAIN, CRISIS, DATES), DATES.number),
        ((Start.WALK_IN, Start.APPOINTMENT), (MAIN, CRISIS, DATES), DATES.number),
        ((Start.APPOINTMENT,), (MAIN, CRISIS), CRISIS.number),
    ],
)
def test_the_crisis_line_comes_first_unless_one_starts_by_an_appointment(
    start: tuple[Start, ...], lines: tuple[Phone, ...], number: str
) -> None:
    voice = offer("en", *lines, start=start).voice
    assert voice is not None
    assert voice.number == number


def test_a_line_of_the_visitors_language_comes_before_the_crisis_line() -> None:
    assert offer("vi", CRISIS, OWN).voice == OWN
    assert offer("en", CRISIS, OWN).voice == CRISIS


@pytest.mark.parametrize(
    ("said", "first", "page"),
    [
        ({"start": (Start.CHAT,), "url": PAGE, "chat_url": CHAT}, Start.CHAT, CHAT),
        ({"start": (Start.CHAT,), "chat_url": CHAT}, Start.CHAT, CHAT),
        ({"start": (Start.CHAT,), "url": PAGE}, Start.CHAT, PAGE),
        ({"start": (Start.ONLINE,), "url": PAGE, "chat_url": CHAT}, Start.ONLINE, PAGE),
        ({"start": (Start.CHAT,), "chat_url": CHAT, "languages": ("es",)}, None, None),
    ],
)
def test_who_starts_by_writing_is_sent_to_the_page_of_the_chat(
    said: dict[str, Any], first: Start | None, page: str | None
) -> None:
    one = offer("en", **said)
    assert (one.first(), one.page) == (first, page)


def hours(line: str | None = None, closes: str = "24:00", **dates: object) -> Schedule:
    return Schedule(
        id=f"s.h{line}{closes}",
        service_id="s",
        phone_id=line,
        byday=tuple(Weekday),
        opens_at="00:00",
        closes_at=closes,
        **dates,  # type: ignore[arg-type]
    )


ROUND, DAY = hours(), hours(closes="17:00")
LINE, DAY_LINE = hours("s.1"), hours("s.1", "17:00")
LATE = hours("s.1", "17:00", valid_from=dt.date(2027, 1, 1))
SHUT = Schedule(id="s.c", service_id="s", closed=True, valid_from=dt.date(2026, 12, 25))


@pytest.mark.parametrize(
    ("start", "rows", "always", "door"),
    [
        ((Start.WALK_IN,), (ROUND,), True, True),
        ((Start.CALL,), (ROUND,), True, False),
        ((Start.CALL,), (LINE,), True, False),
        ((Start.CALL, Start.WALK_IN), (ROUND, LINE), True, True),
        ((Start.CALL, Start.WALK_IN), (LINE,), False, False),
        ((), (LINE,), False, False),
        ((), (ROUND,), True, False),
        ((Start.WALK_IN,), (DAY,), False, False),
        ((Start.WALK_IN,), (ROUND, DAY_LINE), False, False),
        ((Start.CALL,), (LINE, hours("s.2", "17:00")), False, False),
        ((Start.WALK_IN,), (ROUND, SHUT), False, False),
        ((Start.CALL,), (LINE, LATE), False, False),
        ((Start.WALK_IN,), (), False, False),
    ],
)
def test_day_and_night_is_what_every_row_says(
    start: tuple[Start, ...], rows: tuple[Schedule, ...], *, always: bool, door: bool
) -> None:
    service = offer(start=start).service
    assert (is_day_and_night(service, rows), is_always_walk_in(service, rows)) == (always, door)
