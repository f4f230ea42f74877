"""Cells of the workbook, one by one: what each kind takes, mends and says."""

import datetime as dt
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.records import Source, Weekday
from kiosk.editor.findings import FindingCode
from kiosk.editor.parsers.days import days_as_typed
from kiosk.editor.workbook import cell_times
from kiosk.editor.workbook.cell_text import Raw, clean, decode_escapes, fit, slug
from kiosk.editor.workbook.cells import read_cell
from kiosk.editor.workbook.sheet_columns import Column, Kind
from kiosk.editor.workbook.sheets import (
    HELPLINES,
    HOURS,
    LANGUAGE_COLUMNS,
    PHONES,
    PLACES,
    SERVICES,
    SHEETS,
)
from kiosk.editor.workbook.to_cell import to_cell

F = FindingCode
TRUE = True
COLUMNS = [column for sheet in SHEETS for column in sheet.columns] + list(LANGUAGE_COLUMNS)
LINE = {column.key: column for column in HELPLINES.columns}


def _read(column: Column, value: object, *, formula: bool = False) -> tuple[Any, list[str]]:
    reading = read_cell(column, Raw(value, formula=formula), "US")
    return reading.value, [problem.code.value for problem in reading.problems]


@pytest.mark.parametrize(
    ("key", "typed", "value", "codes"),
    [
        ("name", "  River\u00a0Meals\u200b ", "River Meals", []),
        ("name", "Two\nlines", "Two lines", []),
        ("name", 211.0, "211", []),
        ("name", "", None, []),
        ("name", "   ", None, []),
        ("name", "x" * 121, None, [F.TEXT_TOO_LONG]),
        ("name", dt.datetime(2026, 5, 25), None, [F.CHANGED_BY_SHEET]),  # noqa: DTZ001
        ("name", "#REF!", None, [F.CELL_ERROR]),
        ("description", " One.\r\nTwo.\u200e ", "One.\nTwo.\u200e", []),
        ("description", "<p>Food &amp; <b>beds</b></p>", "Food & beds", [F.CELL_MENDED]),
        ("description", "For <i>all</i>.\n*Free*<br>", "For all.\nFree", [F.CELL_MENDED]),
        ("description", "Under 5 < 6, R&D; *free*", "Under 5 < 6, R&D; *free*", []),
        ("name", f"<p>{'x' * 118}</p>", "x" * 118, [F.CELL_MENDED]),
        ("name", f"<p>{'x' * 121}</p>", None, [F.TEXT_TOO_LONG]),
        ("id", "River-Meals", "river-meals", [F.ID_CHANGED]),
        ("id", "river meals!", "river-meals", [F.ID_CHANGED]),
        ("id", 17.0, "17", []),
        ("id", "???", None, [F.UNREAD_CELL]),
        ("url", "www.example.org/help", "https://www.example.org/help", [F.SCHEME_ADDED]),
        ("url", "https://example.org/", "https://example.org/", []),
        ("url", "https://x.org/a?utm_source=b&fbclid=c&gclid=9", "https://x.org/a", []),
        ("url", "https://x.org/a?myutm_id=es", "https://x.org/a?myutm_id=es", []),
        ("url", "https://x.org/a?b=1&c=2#d", "https://x.org", [F.CELL_MENDED]),
        ("url", "https://x.org/a#d", "https://x.org/a", []),
        ("url", "x.org/a", "https://x.org/a", [F.SCHEME_ADDED]),
        ("url", "ftp://example.org", None, [F.UNREAD_CELL]),
        ("url", "call us", None, [F.UNREAD_CELL]),
        ("url", "\u00d7", None, [F.UNREAD_CELL]),
        ("url", "N/A", None, [F.UNREAD_CELL]),
        ("categories", "Food and basics, health", ("food", "health"), []),
        ("categories", "food; HEALTH\nFood and basics", ("food", "health"), []),
        ("categories", "Fod and basics, Health", ("health",), [F.UNKNOWN_WORD]),
        ("categories", "Nonsense", None, [F.UNKNOWN_WORD]),
        ("audience", "Women, Survivrs", None, [F.UNKNOWN_WORD]),
        ("audience", "women,,  deaf or hard of hearing ,", ("women", "deaf"), []),
        ("referral_by", 211, ("line_211",), []),
        ("status", "closed for now", "temporarily closed", []),
        ("status", "temporarily_closed", "temporarily closed", []),
        ("status", "maybe", None, [F.UNKNOWN_WORD]),
        ("pets", "Yes", True, []),
        ("pets", "n", False, []),
        ("pets", TRUE, True, []),
        ("pets", 0, False, []),
        ("pets", "call first", None, [F.UNKNOWN_WORD]),
        ("minimum_age", "18", 18, []),
        ("minimum_age", 18.0, 18, []),
        ("minimum_age", "18.0", 18, []),
        ("minimum_age", "18 and up", None, [F.UNREAD_CELL]),
        ("minimum_age", 18.5, None, [F.UNREAD_CELL]),
        ("minimum_age", TRUE, None, [F.UNREAD_CELL]),
        ("minimum_age", math.inf, None, [F.UNREAD_CELL]),
        ("assured_date", "2026-11-24", dt.date(2026, 11, 24), []),
        ("assured_date", dt.datetime(2026, 11, 24), dt.date(2026, 11, 24), []),  # noqa: DTZ001
        ("assured_date", "Nov 24, 2026", dt.date(2026, 11, 24), []),
        ("assured_date", "24 November 2026", dt.date(2026, 11, 24), []),
        ("assured_date", "11/24/2026", dt.date(2026, 11, 24), []),
        ("assured_date", "3/4/2026", dt.date(2026, 3, 4), [F.DATE_READ]),
        ("assured_date", 46350, dt.date(2026, 11, 24), [F.DATE_READ]),
        ("assured_date", "2026-02-30", None, [F.UNREAD_CELL]),
        ("assured_date", "24/11/2026", dt.date(2026, 11, 24), []),
        ("assured_date", "last spring", None, [F.UNREAD_CELL]),
        ("assured_date", "11/24/26", dt.date(2026, 11, 24), [F.DATE_READ]),
        ("assured_date", 2026, None, [F.UNREAD_CELL]),
        ("languages", "English, Español, Tagalog, ASL", ("en", "es", "fil", "ase"), []),
        ("languages", "Chinese, Cantonese", ("zh", "yue"), []),
        ("languages", "English and Spanish", ("en", "es"), []),
        ("languages", "es-MX, fr", ("es-MX", "fr"), []),
        ("languages", "Spanish, Klingonese", ("es",), [F.UNKNOWN_WORD]),
        ("languages", "no", None, [F.UNKNOWN_WORD]),
        ("languages", "som", ("so",), []),
        ("places", "a.1, River House;b.2", ("a.1", "River House", "b.2"), []),
        (
            "sources",
            "A | https://a.org | 2026-03\n\nB|2018 ",
            (Source(name="A", url="https://a.org", date="2026-03"), Source(name="B", date="2018")),
            [],
        ),
    ],
)
def test_cells_of_a_service(key: str, typed: object, value: object, codes: list[str]) -> None:
    assert _read(SERVICES.column(key), typed) == (value, codes)


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("opens_at", "9:00 am", ("09:00",)),
        ("opens_at", "9am", ("09:00",)),
        ("opens_at", "9 a.m.", ("09:00",)),
        ("opens_at", "12:00 pm", ("12:00",)),
        ("opens_at", "12:00 AM", ("00:00",)),
        ("closes_at", "12:00 AM", ("24:00",)),
        ("closes_at", "midnight", ("24:00",)),
        ("opens_at", "midnight", ("00:00",)),
        ("opens_at", "noon", ("12:00",)),
        ("opens_at", "17:30", ("17:30",)),
        ("closes_at", "24:00", ("24:00",)),
        ("opens_at", "9:00:00", ("09:00",)),
        ("opens_at", dt.time(9, 30), ("09:30",)),
        ("closes_at", dt.timedelta(days=1), ("24:00",)),
        ("opens_at", dt.datetime(1899, 12, 30, 8), ("08:00",)),  # noqa: DTZ001
        ("opens_at", 0.375, ("09:00",)),
        ("opens_at", "Day and Night", cell_times.ALL_DAY),
        ("opens_at", "24/7", cell_times.ALL_DAY),
        ("opens_at", "9", None),
        ("opens_at", 9, None),
        ("opens_at", "25:00", None),
        ("opens_at", "13:00 pm", None),
        ("opens_at", "24:30", None),
        ("opens_at", "dusk", None),
        ("opens_at", dt.time(9, 30, 15), None),
        ("opens_at", dt.datetime(2026, 11, 24, 9), None),  # noqa: DTZ001
        ("byday", "Mon-Fri", tuple(Weekday)[:5]),
        ("byday", "Monday to Friday", tuple(Weekday)[:5]),
        ("byday", "Mon – Wed, Sat", (*tuple(Weekday)[:3], Weekday.SA)),
        ("byday", "Sat-Mon", (Weekday.SA, Weekday.SU, Weekday.MO)),
        ("byday", "Mondays and Thursdays", (Weekday.MO, Weekday.TH)),
        ("byday", "MO,TU", (Weekday.MO, Weekday.TU)),
        ("byday", "every day", tuple(Weekday)),
        ("byday", "weekends", (Weekday.SA, Weekday.SU)),
        ("byday", "most days", None),
        ("byday", "Mon-Wed-Fri", (Weekday.MO, Weekday.WE, Weekday.FR)),
        ("byday", "MWF", (Weekday.MO, Weekday.WE, Weekday.FR)),
        ("byday", "first Monday", None),
    ],
)
def test_days_and_times(key: str, typed: object, value: object) -> None:
    assert _read(HOURS.column(key), typed) == (value, [] if value else [F.UNREAD_CELL])


@pytest.mark.parametrize(
    ("column", "typed", "value", "codes"),
    [
        (PLACES.column("latitude"), "38.5816", 38.5816, []),
        (PLACES.column("longitude"), -121.5, -121.5, []),
        (PLACES.column("latitude"), "38° 34' N", None, [F.UNREAD_CELL]),
        (PLACES.column("latitude"), 385816.0, None, [F.UNREAD_CELL]),
        (PLACES.column("latitude"), 10**400, None, [F.UNREAD_CELL]),
        (PLACES.column("latitude"), 121.4944, None, [F.UNREAD_CELL]),
        (PLACES.column("longitude"), 121.4944, None, [F.UNREAD_CELL]),
        (PLACES.column("longitude"), "-1.2345678901234567e-07", None, [F.UNREAD_CELL]),
        (PLACES.column("longitude"), TRUE, None, [F.UNREAD_CELL]),
        (PLACES.column("postal_code"), 95814.0, "95814", []),
        (LINE["text_keyword"], " help ", "HELP", []),
        (LINE["always_open"], "no", False, []),
        (PHONES.column("extension"), 12.0, "12", []),
    ],
)
def test_cells_of_other_sheets(
    column: Column, typed: object, value: object, codes: list[str]
) -> None:
    assert _read(column, typed) == (value, codes)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: f"{column.header}-{column.kind}")
def test_a_formula_is_taken_in_no_column(column: Column) -> None:
    assert _read(column, '=HYPERLINK("x")', formula=True) == (None, [F.FORMULA])


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: f"{column.header}-{column.kind}")
def test_examples_are_read_as_what_they_show(column: Column) -> None:
    if column.example:
        value, codes = _read(column, column.example)
        assert value is not None
        assert not codes


TYPED = st.one_of(
    st.text(max_size=60),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.from_regex(r"[(]?[0-9]{3}[)]?[- .]?[0-9]{3}[- .]?[0-9]{4}( x[0-9]+)?", fullmatch=True),
)


@given(st.sampled_from(COLUMNS), TYPED)
def test_whatever_is_typed_is_a_value_or_a_finding(column: Column, typed: object) -> None:
    value, codes = _read(column, typed)
    said = typed is not None and (not isinstance(typed, str) or clean(typed))
    lists = (Kind.REFS, Kind.LIST, Kind.SOURCES, Kind.CHOICES, Kind.MONTHS, Kind.LANGUAGES)
    assert value is not None or codes or not said or column.kind in lists


@given(st.sampled_from(COLUMNS), TYPED)
def test_what_was_read_is_read_the_same_from_a_new_workbook(column: Column, typed: object) -> None:
    value, _ = _read(column, typed)
    if value is None or (column.kind is Kind.TIME and len(value) > 1):
        return
    plain = value[0] if column.kind in (Kind.PHONE, Kind.TIME) else value
    again, codes = _read(column, to_cell(column, plain))
    assert (again if column.kind is not Kind.PHONE else again[:1]) == (
        value if column.kind is not Kind.PHONE else value[:1]
    ) or value in ((), False)
    assert set(codes) <= {F.LANGUAGE_CODE}


def test_an_underscore_that_was_written_in_figures_begins_no_other_sign() -> None:
    assert decode_escapes("a_x005F_x000D_b_x0041_") == "a_x000D_bA"


@given(st.text(max_size=200))
def test_ids_made_from_any_text_are_ids(text: str) -> None:
    made = slug(text)
    assert made == "" or (slug(made) == made and len(made) <= 64)


@given(st.from_regex(r"[a-z0-9][a-z0-9._-]{0,63}", fullmatch=True), st.integers(1, 999_999))
def test_made_ids_fit_and_stay_apart(base: str, number: int) -> None:
    assert len(fit(base, f".h{number}")) <= 64
    assert fit(base, f".h{number}") != fit(base, f".h{number + 1}")


@given(st.lists(st.sampled_from(list(Weekday)), unique=True, min_size=1))
def test_days_come_back_in_their_order(days: list[Weekday]) -> None:
    assert days_as_typed(cell_times.days_text(tuple(days))) == tuple(days)


@given(st.integers(0, 24 * 60))
def test_times_come_back_where_they_open_and_where_they_close(minute: int) -> None:
    text = f"{minute // 60:02}:{minute % 60:02}"
    said = cell_times.time_text(text)
    assert [cell_times.read_time(said, closing=closing) for closing in (False, True)] == [
        (text,)
    ] * 2


NUMBER = PHONES.column("number")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("916-920-2952", "+19169202952"),
        ("(916) 920-2952", "+19169202952"),
        ("916.920.2952", "+19169202952"),
        ("1 916 920 2952", "+19169202952"),
        ("+1 916 920 2952", "+19169202952"),
        (9169202952.0, "+19169202952"),
        (9169202952, "+19169202952"),
        ("9169202952.0", "+19169202952"),
        ("1-888-373-7888", "+18883737888"),
        ("988", "988"),
        (211.0, "211"),
        ("233733", "233733"),
        ("+44 20 7946 0958", "+442079460958"),
        ("920-2952", None),
        ("call the office", None),
        ("916-920-2952 or 916-920-2953", None),
        ("Fax 916-920-2952", None),
        ("Call us: 916-920-2952", "+19169202952"),
        ("Main office 916-920-2952 (24/7)", "+19169202952"),
        ("916-920-2952, 24 hours a day", "+19169202952"),
        ("Toll-free hotline: 1-888-373-7888", "+18883737888"),
        ("TTY 916-920-2952", None),
        ("videophone 916-920-2952", None),
        ("916-920-2952 (text only)", None),
        ("916-920-2952 (staff only, private)", None),
        ("916-920-2952 Maria's cell, do not give out", None),
        ("disconnected 916-920-2952", None),
        ("was 916-920-2952", None),
        ("916-920-2952 after 5 pm", None),
    ],
)
def test_phone_numbers(typed: object, number: str | None) -> None:
    value, codes = _read(NUMBER, typed)
    assert (value[0] if value else None) == number
    assert codes == ([] if number else [F.NUMBER_NOT_READ])


def test_an_extension_written_beside_the_number_is_kept() -> None:
    assert _read(NUMBER, "916-920-2952 ext. 12") == (("+19169202952", "12", None), [])


@pytest.mark.parametrize(
    ("key", "typed", "number"),
    [
        ("tty", "TTY 916-920-2952", "+19169202952"),
        ("tty", "916 / 920-2952", "+19169202952"),
        ("text_number", "Text 233733", "233733"),
        ("text_number", "TTY 916-920-2952", None),
        ("number", "Text 233733", None),
    ],
)
def test_a_word_that_its_column_says_too_does_no_harm(
    key: str, typed: str, number: str | None
) -> None:
    value, codes = _read(LINE[key], typed)
    assert (value[0] if value else None) == number
    assert codes == ([] if number else [F.NUMBER_NOT_READ])
