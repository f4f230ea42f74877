"""Hours and languages in the lists of a whole need, of a small directory."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.filters import Filter
from kiosk.domain.queries import AnswerGroup, AnswersQuery, SearchQuery
from kiosk.domain.records import AnyRecord, Need, Service
from tests.directory.answering import ids, page


def at(moment: str) -> dt.datetime:
    return dt.datetime.fromisoformat(moment)


def saying_yes(
    directory: ServiceDirectory, choice: Filter, language: str, now: dt.datetime | None = None
) -> set[str]:
    """Return the services of all needs that say yes to a choice."""
    queries = (AnswersQuery(language, need, choices=frozenset({choice}), now=now) for need in Need)
    return {
        answer.id
        for query in queries
        for answer in page(directory, query).answers
        if answer.group is AnswerGroup.YES
    }


@pytest.mark.parametrize(
    ("moment", "open_ids"),
    [
        ("2026-11-24T09:00", {"help-line", "men-beds", "food-box", "pay-help", "clinic"}),
        ("2026-11-24T12:00", {"help-line", "men-beds", "pay-help", "clinic"}),  # meal: old hours
        ("2026-11-17T09:30", {"help-line", "men-beds", "food-box", "clinic"}),  # before valid_from
        ("2026-11-26T10:00", {"help-line", "men-beds", "clinic"}),  # food box closed that day
        ("2026-11-23T01:30", {"help-line", "night-beds", "teen-room"}),  # Sunday night
        ("2026-11-23T02:00", {"help-line", "night-beds"}),
    ],
)
def test_what_is_open_at_a_moment(
    directory: ServiceDirectory, moment: str, open_ids: set[str]
) -> None:
    assert saying_yes(directory, Filter.OPEN_NOW, "en", at(moment)) == open_ids


def test_without_a_trusted_clock_open_now_sorts_nothing(directory: ServiceDirectory) -> None:
    query = AnswersQuery("en", Need.FOOD)
    chosen = AnswersQuery("en", Need.FOOD, choices=frozenset({Filter.OPEN_NOW}))
    assert ids(page(directory, chosen)) == ids(page(directory, query))


@pytest.mark.parametrize(
    ("spoken", "found"),
    [
        ("es", {"help-line", "night-beds", "teen-room", "food-box", "pay-help", "clinic"}),
        ("zh-Hans", {"help-line", "food-box", "pay-help"}),
        ("cmn", {"help-line", "food-box", "pay-help"}),
        ("yue", {"help-line", "papers-desk"}),
        ("zh-Hant", {"help-line", "food-box", "pay-help", "papers-desk"}),
        ("hmn", {"help-line"}),
    ],
)
def test_my_language_counts_people_phones_and_interpreters(
    directory: ServiceDirectory, spoken: str, found: set[str]
) -> None:
    assert saying_yes(directory, Filter.MY_LANGUAGE, spoken) == found


def test_everybody_here_speaks_english(directory: ServiceDirectory) -> None:
    assert saying_yes(directory, Filter.MY_LANGUAGE, "en") == {*directory.service_ids}


@pytest.mark.parametrize(
    ("spoken", "stated"),
    [("zh-Hant", "zh-Hant"), ("zh-Hant", "cmn"), ("hmn", "mww"), ("fil", "tl")],
)
def test_a_service_is_found_under_every_tag_that_serves(
    tmp_path: Path, small_records: list[AnyRecord], spoken: str, stated: str
) -> None:
    records = [
        msgspec.structs.replace(one, languages=(stated,))
        if isinstance(one, Service) and one.id == "warm-meal"
        else one
        for one in small_records
    ]
    build(records, tmp_path / "stated.db")
    with open_directory(tmp_path / "stated.db") as directory:
        assert "warm-meal" in saying_yes(directory, Filter.MY_LANGUAGE, spoken)


def test_a_service_under_a_tile_of_guides_alone_is_listed_under_other_help(
    tmp_path: Path, small_records: list[AnyRecord]
) -> None:
    records = [
        msgspec.structs.replace(one, categories=(Need.OKAY,))
        if isinstance(one, Service) and one.id == "warm-meal"
        else one
        for one in small_records
    ]
    build(records, tmp_path / "okay.db")
    with open_directory(tmp_path / "okay.db") as directory:
        assert "warm-meal" in ids(page(directory, AnswersQuery("en", Need.OTHER)))
        assert directory.services_for(["warm-meal"])[0].categories == (Need.OKAY, Need.OTHER)


def test_a_search_finds_no_service_after_its_last_day(directory: ServiceDirectory) -> None:
    last = dt.date(2027, 3, 31)
    for days, found in ((0, ("teen-room",)), (1, ())):
        query = SearchQuery("en", "teen", last + dt.timedelta(days))
        assert directory.search(query).ids == found
