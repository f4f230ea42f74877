"""Hmong has its own words for days, months and times; CLDR has none to compare with."""

import datetime as dt

import pytest

from kiosk.domain.language import known_language
from kiosk.domain.records import Figure
from kiosk.domain.text import LRI, PDI
from kiosk.i18n.formatting import Formatter
from kiosk.i18n.hmong import MONTHS

_spoken = known_language("hmn")
HMONG = Formatter(_spoken)


def plain(text: str) -> str:
    return text.strip(LRI + PDI).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (dt.time(0), "12 teev ib tag hmo"),
        (dt.time(2, 15), "2:15 teev ib tag hmo"),
        (dt.time(3), "3 teev sawv ntxov"),
        (dt.time(9, 5), "9:05 teev sawv ntxov"),
        (dt.time(12), "12 teev tav su"),
        (dt.time(16, 59), "4:59 teev tav su"),
        (dt.time(17), "5 teev tsaus ntuj"),
        (dt.time(23, 59), "11:59 teev tsaus ntuj"),
    ],
)
def test_a_time_names_the_part_of_the_day(time: dt.time, text: str) -> None:
    assert plain(HMONG.time(time)) == text


def test_hours_run_from_one_to_the_other() -> None:
    hours = (dt.time(8), dt.time(17))
    assert plain(HMONG.hours(hours)) == "8 teev sawv ntxov txog 5 teev tsaus ntuj"


def test_a_day_has_its_own_and_its_english_name_and_no_number() -> None:
    """Hnub ib is Sunday to some and Monday to others."""
    assert HMONG.weekday(0) == "zwj hli (Monday)"
    assert HMONG.weekday(6) == "zwj hnub (Sunday)"
    assert HMONG.days([0, 1, 2, 4]) == "zwj hli (Mon)–zwj feeb (Wed), zwj kuab (Fri)"
    every = [HMONG.weekday(number, short=short) for number in range(7) for short in (False, True)]
    for number in ("ib", "ob", "peb", "plaub", "tsib", "rau", "xya"):
        assert not [name for name in every if number in name.split()]


def test_the_tone_of_a_month_follows_its_number() -> None:
    """After b and j, hli becomes hlis."""
    for month in MONTHS:
        *_, number, word = month.lower().split()
        assert word == ("hlis" if number[-1] in "bj" else "hli")


def test_dates_and_ages() -> None:
    assert HMONG.date(dt.date(2026, 11, 3)) == "hnub tim 3 lub Kaum Ib Hlis xyoo 2026"
    assert HMONG.month_year(dt.date(2026, 6, 1)) == "lub Rau Hli xyoo 2026"
    assert HMONG.ago(12) == "12 hnub dhau los"


@pytest.mark.parametrize(
    ("unit", "text"),
    [("days", "90 hnub"), ("hours", "90 teev"), ("months", "90 lub hlis"), ("years", "90 xyoo")],
)
def test_durations(unit: str, text: str) -> None:
    assert HMONG.speak_figure(Figure(id="f", value="90", unit=unit)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *(("1", "1 xyoos"), ("4", "4 xyoos"), ("5", "5 xyoos"), ("6", "6 xyoo"), ("7", "7 xyoo")),
        *(("9", "9 xyoos"), ("10", "10 xyoo"), ("18", "18 xyoo"), ("21", "21 xyoos")),
    ],
)
def test_the_tone_of_a_year_follows_its_number(value: str, text: str) -> None:
    """After b and j, xyoo becomes xyoos: plaub xyoos, but xya xyoo."""
    assert HMONG.speak_figure(Figure(id="f", value=value, unit="years")) == text
