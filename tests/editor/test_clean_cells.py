"""Cells of one value: dates, ages, and any of them hostile."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.editor.parsers.audience import read_age, read_audience
from kiosk.editor.parsers.costs import read_cost
from kiosk.editor.parsers.dates import read_date
from kiosk.editor.parsers.languages import read_languages
from kiosk.editor.parsers.status import read_status
from tests.editor.both_paths import PATHS, Case, Read, read_both

DAY = dt.date(2025, 3, 4)
DATES = {
    "2025-03-04": DAY,
    "2025-3-4": DAY,
    "2025/03/04": DAY,
    "2025.03.04": DAY,
    "20250304": DAY,
    "2025-03-04T09:00:00Z": DAY,
    "2025-03-04 00:00:00": DAY,
    "3/4/2025": DAY,
    "03/04/2025": DAY,
    "03-04-2025": DAY,
    "3/4/25": DAY,
    "3/4/2025 12:00:00 AM": DAY,
    "March 4, 2025": DAY,
    "Mar 4 2025": DAY,
    "Mar. 4th, 2025": DAY,
    "Tuesday, March 4, 2025": DAY,
    "4 March 2025": DAY,
    "4th Mar 2025": DAY,
    "24/12/2025": dt.date(2025, 12, 24),
    "Sept 5, 2025": dt.date(2025, 9, 5),
    "": None,
    "n/a": None,
    "January 01, 0001": None,
    "0001-01-01": None,
    "1900-01-01": None,
    "9999-12-31": None,
    "45720": None,
    "1741046400": None,
    "2025-02-30": None,
    "13/13/2025": None,
    "2025": None,
    "March 2025": None,
    "soon": None,
    "Janember 3, 2025": None,
    "٢٠٢٥-٠٣-٠٤": None,
}


@pytest.mark.parametrize("raw", DATES)
def test_date(raw: str) -> None:
    assert read_date(raw) == DATES[raw]


OPEN_END = "2025-03-04 on"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read each day as that of checking and as both ends of hours, on both paths."""
    hours = {"byday": "Mon", "opens_at": "9:00 am", "closes_at": "5:00 pm"}
    cases = {
        raw: Case({"checked_on": raw}, hours=[hours | {"valid_from": raw, "valid_to": raw}])
        for raw in DATES
    }
    cases[OPEN_END] = Case(hours=[hours | {"valid_from": "2025-03-04T00:00:00"}])
    return read_both(tmp_path_factory.mktemp("dates"), cases)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("raw", DATES)
def test_the_day_of_checking_is_read_the_same_way(both: Read, raw: str, path: str) -> None:
    assert both.service(path, raw).assured_date == DATES[raw]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("raw", [*DATES, OPEN_END])
def test_hours_of_a_day_that_is_not_certain_are_left_out(both: Read, raw: str, path: str) -> None:
    found = [(one.valid_from, one.valid_to) for one in both.of(path, raw).hours]
    if raw == OPEN_END:
        assert found == [(DAY, None)]
    elif DATES[raw] or raw == "" or (raw, path) == ("n/a", "export"):
        assert found == [(DATES[raw], DATES[raw])]
    else:
        assert found == []


AGES = {
    "18": 18,
    "18.0": 18,
    "18 years": 18,
    "18 yrs old": 18,
    "18+": 18,
    "Age 18": 18,
    "0": 0,
    "99": None,
    "120": None,
    "999": None,
    "": None,
    "none": None,
    "eighteen": None,
    "18-24": None,
    "18 months": None,
    "-5": None,
}


@pytest.mark.parametrize("raw", AGES)
def test_age(raw: str) -> None:
    assert read_age(raw) == AGES[raw]


@given(st.text(max_size=80))
def test_no_cell_breaks_a_reader(raw: str) -> None:
    read_date(raw)
    read_status(raw)
    read_cost(raw)
    read_age(raw)
    reading = read_audience(raw)
    assert reading.minimum_age is None or 0 <= reading.minimum_age <= 120
    assert all(tag.isascii() for tag in read_languages(raw).tags)
