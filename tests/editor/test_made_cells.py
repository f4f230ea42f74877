"""Cells made by a grammar: what their words deny is never shown, and what they say plainly is."""

import datetime as dt
import re
from random import Random

from hypothesis import event, given
from hypothesis import strategies as st

from kiosk.domain.records import Audience, Cost
from kiosk.editor.parsers.audience import read_audience
from kiosk.editor.parsers.costs import read_cost
from kiosk.editor.parsers.hours import HoursCells, read_hours
from kiosk.editor.parsers.hours_agreement import HoursVerdict, judge_hours
from tests.editor.cell_maker import (
    LIMITS,
    MadeCost,
    MadeHours,
    MadePeople,
    hours_text,
    made_costs,
    made_hours,
    made_people,
    spans_of,
    weeks,
)

AGREE = HoursVerdict.AGREE
GENDERS = {Audience.MEN, Audience.WOMEN}


@given(made_hours())
def test_hours_are_shown_only_with_a_text_that_says_the_same(made: MadeHours) -> None:
    verdict = judge_hours(made.rows, [made.text])
    same = made.columns == made.stated
    event(f"{verdict}, same {same}, plain {made.plain}, limits {made.limits}")
    if made.limits or not same:
        assert verdict is not AGREE
    elif made.plain:
        assert verdict is AGREE


@given(made_hours(), st.lists(st.sampled_from(LIMITS), max_size=2), st.randoms())
def test_words_in_any_cell_of_a_row_limit_it(
    made: MadeHours, more: list[str], order: Random
) -> None:
    texts = [made.text, *more, "Walk-ins welcome", ""]
    order.shuffle(texts)
    if more or made.limits or made.columns != made.stated:
        assert judge_hours(made.rows, texts) is not AGREE


@given(made_hours(), st.text(max_size=60) | st.text("Mon-Fri 9apm:&,;", max_size=60))
def test_no_text_breaks_it_nor_saves_hours_that_another_one_denies(
    made: MadeHours, text: str
) -> None:
    verdict = judge_hours(made.rows, [made.text, text])
    assert verdict is not AGREE or made.columns == made.stated


@given(st.data())
def test_texts_of_single_rows_count_together(data: st.DataObject) -> None:
    """Each row says its own day; without one of them the rest is another week."""
    week = data.draw(weeks())
    texts = [data.draw(hours_text({day: hours})) for day, hours in week.items()]
    order = data.draw(st.permutations(texts))
    assert judge_hours(spans_of(week), order) is AGREE
    if len(order) > 1:
        assert judge_hours(spans_of(week), order[1:]) is not AGREE
        left = dict(list(week.items())[1:])
        assert judge_hours(spans_of(left), texts) is not AGREE


DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2028, 1, 1))


@given(DAYS, st.integers(0, 60), DAYS, st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", ""]))
def test_a_fair_is_never_open_every_day(
    first: dt.date, days: int, today: dt.date, freq: str
) -> None:
    last = first + dt.timedelta(days)
    row = HoursCells(opens_at="09:00", closes_at="12:00", valid_from=f"{first}", freq=freq)
    read = read_hours(HoursCells(**(_cells(row) | {"valid_to": f"{last}"})), today)
    if last < today or freq == "MONTHLY" or (freq == "DAILY" and days <= 31):
        assert read.spans == ()
    assert all((one.valid_from, one.valid_to) == (first, last) for one in read.spans)


def _cells(row: HoursCells) -> dict[str, str]:
    return {name: getattr(row, name) for name in ("opens_at", "closes_at", "valid_from", "freq")}


@given(made_costs())
def test_free_is_said_only_where_nothing_limits_it(made: MadeCost) -> None:
    found = read_cost(made.text)
    event(f"{found}, free {made.free}")
    assert (Cost.FREE in found) == made.free
    assert made.denied.isdisjoint(found)


WORDS = ["free", "not", "no", "cost", "fee", "services", "are", "for", "seniors", "$5", "none"]
WORDS += ["most", "except", "but", "all", "0", ".", ",", "donations", "accepted", "only", "if"]


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_free_among_limiting_words_is_no_promise(text: str) -> None:
    found = read_cost(text)
    if re.search(r"\b(?:not|for|most|except|but|only|if|none)\b|\$5|\b0\b", text):
        assert Cost.FREE not in found
    assert found == tuple(cost for cost in Cost if cost in found)


@given(made_people())
def test_nobody_is_named_whom_the_words_leave_open(made: MadePeople) -> None:
    found = read_audience(made.text)
    event(f"{found.audience != ()}, genders {made.genders}, ages {made.ages is not None}")
    if not made.genders:
        assert GENDERS.isdisjoint(found.audience)
    if made.ages is None:
        assert (found.minimum_age, found.maximum_age) == (None, None)
    else:
        assert (found.minimum_age, found.maximum_age) == made.ages
    assert (Audience.ANYONE in found.audience) <= made.everybody


PEOPLE = ["men", "women", "males", "females", "children", "youth", "families", "anyone", "and", ","]
PEOPLE += [";", "ages 12-17", "ages 18-24", "under 18", "18+", "or", "12-17", "teens", "boys"]


@given(st.lists(st.sampled_from(PEOPLE), max_size=6).map(" ".join))
def test_minors_are_never_called_men_or_women(text: str) -> None:
    found = read_audience(text)
    if re.search(r"12|under|youth|teens|boys|anyone", text):
        assert GENDERS.isdisjoint(found.audience)
    if len(set(re.findall(r"12-17|18-24|under 18|18\+", text))) > 1:
        assert (found.minimum_age, found.maximum_age) == (None, None)
