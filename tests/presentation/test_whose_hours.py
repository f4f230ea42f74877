"""Whose hours stand where: never those of one line under another number, or on a door."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from kiosk.domain.records import Phone, PhoneType, Referrer, Schedule, Start, Weekday
from kiosk.domain.text import unmarked
from kiosk.presentation.describe import Description
from kiosk.presentation.week import week_pairs
from tests.presentation.listings import (
    OFFICE_HOURS,
    PUBLIC,
    TEXT,
    TUESDAY,
    VOICE,
    WEEKDAYS,
    fact,
    listing,
    told,
)

SUNDAY, NIGHT = TUESDAY + dt.timedelta(days=5), TUESDAY.replace(hour=23)
EVERY_DAY = tuple(Weekday)
DOOR = OFFICE_HOURS
OTHER = Phone(id="s.3", service_id="s", number="+19165550143", languages=("es",))
VIDEO = Phone(id="s.4", service_id="s", number="+19165550144", type=PhoneType.VIDEOPHONE)
TEXTS = msgspec.structs.replace(TEXT, any_language=True)


def rows(*days: Weekday, opens: str = "00:00", closes: str = "24:00", **more: Any) -> Schedule:
    return Schedule(
        id=f"s.h{days}{more}", service_id="s", byday=days, opens_at=opens, closes_at=closes, **more
    )


def always(line: Phone | None = None) -> Schedule:
    return rows(*EVERY_DAY, phone_id=line.id if line else None)


def office(line: Phone | None = None) -> Schedule:
    return rows(*WEEKDAYS, opens="09:00", closes="17:00", phone_id=line.id if line else None)


def closed(first: dt.date, last: dt.date | None, line: Phone | None = None) -> Schedule:
    return Schedule(
        id=f"s.c{first}", service_id="s", closed=True, valid_from=first, valid_to=last,
        phone_id=line.id if line else None,
    )  # fmt: skip


def plain(text: str) -> str:
    return unmarked(text).replace("\u00a0", " ").replace("\u202f", " ")


def week_line(facts: Description) -> str:
    """The week of what is told of a service: its number to call, its place, or both."""
    return week_pairs(facts, facts.voice, has_place=facts.place is not None)


def said(facts: Description) -> tuple[str, str, str, str]:
    """State, first verb, today, the week on paper."""
    view = facts.view()
    state = f"{view.state.word} {view.state.detail}".strip()
    return (
        plain(state),
        plain(view.action.verb),
        plain(fact(view, "Today")),
        plain(week_line(facts)),
    )


OPEN_ALWAYS, OPEN_TODAY = "Open now day and night", "Open now until 5 pm"
ANSWERS, AROUND = "Answers day and night", "Day and night."
"""Of a number, and of a way that is neither a number nor a door."""
MONDAY, WEDNESDAY = "Opens Monday 9 am", "Opens Wednesday 9 am"
ASK = "Ask for hours"
TODAY = "9 am – 5 pm"
WEEK = f"Mon–Fri {TODAY}"


def test_hours_of_the_text_line_do_not_stand_under_the_number_to_call() -> None:
    about = listing(phones=(VOICE, TEXTS), schedules=(office(VOICE), always(TEXTS)))
    assert said(told(about, now=SUNDAY)) == (MONDAY, "Call now", MONDAY, WEEK)
    texted = listing(
        phones=(VOICE, TEXTS), schedules=(office(VOICE), always(TEXTS)), start=(Start.TEXT,)
    )
    assert said(told(texted, now=SUNDAY))[:3] == (ANSWERS, "Send a text", "Day and night.")
    assert plain(week_pairs(told(texted), TEXTS, has_place=False)) == "Day and night."


def test_a_number_without_hours_of_its_own_has_none_of_another_line() -> None:
    about = listing(phones=(VOICE, TEXTS), schedules=(always(TEXTS),))
    assert said(told(about)) == (ASK, "Call now", "", "")
    two = listing(phones=(VOICE, OTHER), schedules=(office(OTHER),))
    assert said(told(two)) == (ASK, "Call now", "", "")
    spanish = told(two, "es").view()
    assert spanish.number == "916-555-0143"
    assert plain(f"{spanish.state.word} {spanish.state.detail}").startswith("Open now until")


def test_nobody_walks_in_by_the_hours_of_a_line() -> None:
    about = listing(locations=(PUBLIC,), schedules=(office(VOICE),), start=(Start.WALK_IN,))
    by_phone = f"On the phone: {TODAY}"
    assert said(told(about)) == (ASK, "Walk in", by_phone, f"On the phone: {WEEK}")
    assert week_pairs(told(about), None, has_place=True) == "", (
        "an address alone has the door's hours"
    )
    both = listing(locations=(PUBLIC,), schedules=(office(), always(VOICE)), start=(Start.WALK_IN,))
    assert said(told(both))[:2] == (OPEN_TODAY, "Walk in until 5 pm")
    assert said(told(both, now=NIGHT))[:2] == (WEDNESDAY, "Walk in")


@pytest.mark.parametrize(
    ("door", "line", "state", "today", "week"),
    [
        (
            office(), always(VOICE), ANSWERS,
            f"{TODAY} On the phone: Day and night.", f"{WEEK} · On the phone: Day and night.",
        ),
        (
            always(), office(VOICE), WEDNESDAY,
            f"Day and night. On the phone: {TODAY}", f"Day and night. · On the phone: {WEEK}",
        ),
        (office(), office(VOICE), WEDNESDAY, TODAY, WEEK),
        (office(), None, WEDNESDAY, TODAY, WEEK),
        (None, always(VOICE), ANSWERS, "On the phone: Day and night.",
         "On the phone: Day and night."),
    ],
)  # fmt: skip
def test_who_is_told_to_call_is_told_the_hours_of_the_line(
    door: Schedule | None, line: Schedule | None, state: str, today: str, week: str
) -> None:
    schedules = tuple(filter(None, (door, line)))
    about = listing(locations=(PUBLIC,), schedules=schedules, start=(Start.CALL, Start.WALK_IN))
    of = told(about, now=NIGHT)
    view = of.view()
    assert plain(f"{view.state.word} {view.state.detail}".strip()) == state
    assert view.action.kind == "call"
    assert plain(fact(view, "Today")) == today
    assert plain(week_line(of)) == week
    lost = listing(schedules=schedules, start=(Start.CALL,))
    assert "On the phone" not in "".join(said(told(lost))), "without an address nothing is in doubt"


def test_a_way_that_is_no_line_has_the_hours_of_the_line_that_is_offered() -> None:
    sent = {"start": (Start.REFERRAL,), "referral_by": (Referrer.LINE_211,)}
    for phones, offered in (
        ((TEXTS, VOICE, VIDEO), VOICE),
        ((VIDEO, TEXTS), TEXTS),
        ((VIDEO,), VIDEO),
    ):
        hours = tuple(always(phone) if phone is offered else office(phone) for phone in phones)
        about = listing(phones=phones, schedules=hours, **sent)
        assert said(told(about, now=NIGHT))[0] == AROUND
    door = listing(phones=(VOICE,), schedules=(office(), always(VOICE)), **sent)
    assert said(told(door, now=NIGHT))[0] == WEDNESDAY


def test_a_helpline_is_not_walked_into_whatever_its_age() -> None:
    hours = (office(), always(VOICE))
    for days in (0, 400):
        about = listing(
            locations=(PUBLIC,), schedules=hours, start=(Start.WALK_IN,), helpline=True,
            assured_date=TUESDAY.date() - dt.timedelta(days),
        )  # fmt: skip
        assert said(told(about, now=NIGHT))[:2] == (OPEN_ALWAYS, "Call now")


def test_a_day_on_which_the_line_is_closed_counts_beside_the_hours_of_the_door() -> None:
    today = TUESDAY.date()
    about = listing(schedules=(office(), closed(today, today, VOICE)))
    assert said(told(about)) == (WEDNESDAY, "Call now", WEDNESDAY, "")
    only = listing(schedules=(office(VOICE), closed(today, today)))
    assert said(told(only))[0] == OPEN_TODAY, "the door's closure is not the line's"


# --- paper and screen -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "week"),
    [
        ((DOOR,), WEEK),
        ((DOOR, closed(dt.date(2026, 11, 1), None)), ""),
        ((DOOR, closed(dt.date(2026, 11, 24), dt.date(2026, 11, 24))), ""),
        ((DOOR, closed(dt.date(2026, 12, 1), dt.date(2026, 12, 1))), ""),
        ((DOOR, closed(dt.date(2026, 12, 25), dt.date(2026, 12, 25))), WEEK),
        ((always(), closed(dt.date(2026, 11, 26), dt.date(2026, 11, 26))), ""),
        ((always(), closed(dt.date(2026, 12, 25), dt.date(2026, 12, 25))), "Day and night."),
        (
            (DOOR, rows(opens="08:00", closes="12:00", valid_from=dt.date(2026, 11, 2),
                        valid_to=dt.date(2027, 1, 8))),
            "",
        ),
        ((rows(*WEEKDAYS),), "Mon–Fri day and night"),
        ((rows(*WEEKDAYS), rows(Weekday.SA, opens="09:00", closes="12:00")),
         "Mon–Fri day and night, Sat 9 am – noon"),
    ],
)  # fmt: skip
def test_paper_tells_a_week_only_where_it_holds(hours: tuple[Schedule, ...], week: str) -> None:
    of = told(listing(schedules=hours))
    assert plain(week_line(of)) == week
    words = next(code.payload for code in of.view().codes if code.kind == "words")
    assert (week in plain(words)) if week else (":00" not in words and "am" not in words)


def test_what_is_closed_until_further_notice_is_asked_for_on_the_screen() -> None:
    about = listing(schedules=(DOOR, closed(dt.date(2026, 11, 1), None)))
    assert said(told(about)) == (ASK, "Call now", "", "")


def test_without_a_trusted_clock_dated_hours_are_not_on_paper() -> None:
    ahead = closed(dt.date(2027, 6, 1), dt.date(2027, 6, 1))
    assert week_line(told(listing(schedules=(always(),)), trusted=False)) == "Day and night."
    assert week_line(told(listing(schedules=(always(), ahead)), trusted=False)) == ""
    assert week_line(told(listing(schedules=(DOOR,)), trusted=False)) == ""


# --- days without an end --------------------------------------------------------------------------


def test_a_whole_day_is_never_from_midnight_to_midnight() -> None:
    about = listing(schedules=(rows(*WEEKDAYS),), locations=(PUBLIC,), start=(Start.WALK_IN,))
    state, verb, today, week = said(told(about))
    assert (state, verb) == (OPEN_ALWAYS, "Walk in"), "Friday midnight is three days away"
    assert (today, week) == ("Day and night.", "Mon–Fri day and night")
    friday = TUESDAY + dt.timedelta(days=3)
    assert said(told(about, now=friday))[:3] == (
        "Open now until midnight", "Walk in until midnight", "Day and night.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (18, OPEN_ALWAYS),
        (23, OPEN_ALWAYS),
        (24, "Open now until midnight"),
        (25, "Opens Saturday midnight"),
    ],
)
def test_a_closed_day_to_come_ends_no_day_before_the_last(day: int, state: str) -> None:
    christmas = dt.date(2026, 12, 25)
    about = listing(schedules=(always(), closed(christmas, christmas)), assured_date=TUESDAY.date())
    assert said(told(about, now=dt.datetime(2026, 12, day, 10, tzinfo=dt.UTC)))[0] == state


@pytest.mark.parametrize("tag", ["en", "zh-Hans", "ar"])
def test_no_language_writes_a_day_as_nothing(tag: str) -> None:
    of = told(listing(schedules=(rows(*WEEKDAYS),), locations=(PUBLIC,)), tag)
    nothing = plain(of.context.formats.hours((dt.time(), dt.time())))
    told_texts = (*(" ".join(fact.lines) for fact in of.view().facts), week_line(of))
    assert not [text for text in told_texts if nothing in plain(text)]
    assert "day and night" in week_line(of)
