import datetime as dt
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.filters import Filter
from kiosk.domain.place import Coordinates
from kiosk.domain.queries import BrowseQuery
from kiosk.domain.records import AnyRecord, Need, Service

DOWNTOWN = Coordinates(38.58, -121.49)


def at(moment: str) -> dt.datetime:
    return dt.datetime.fromisoformat(moment)


TUESDAY_MORNING = at("2026-11-24T10:30")
TUESDAY_NIGHT = at("2026-11-24T23:30")


def test_a_need_without_a_clock_is_in_order_of_importance(directory: ServiceDirectory) -> None:
    page = directory.browse(BrowseQuery("en", need=Need.SAFE_PLACE))
    assert page.ids == ("help-line", "night-beds", "men-beds", "teen-room")
    assert page.total == 4


def test_open_now_comes_first(directory: ServiceDirectory) -> None:
    page = directory.browse(BrowseQuery("en", need=Need.SAFE_PLACE, now=TUESDAY_MORNING))
    assert page.ids == ("help-line", "men-beds", "night-beds", "teen-room")
    late = directory.browse(BrowseQuery("en", need=Need.SAFE_PLACE, now=TUESDAY_NIGHT))
    assert late.ids == ("help-line", "night-beds", "men-beds", "teen-room")


def test_then_what_speaks_the_language(directory: ServiceDirectory) -> None:
    query = BrowseQuery("es", need=Need.SAFE_PLACE, now=TUESDAY_MORNING, spoken="es")
    assert directory.browse(query).ids == ("help-line", "men-beds", "night-beds", "teen-room")
    unclocked = BrowseQuery("es", need=Need.SAFE_PLACE, spoken="es")
    assert directory.browse(unclocked).ids == ("help-line", "night-beds", "teen-room", "men-beds")


def test_then_what_is_near_and_an_unshown_place_is_not_far(directory: ServiceDirectory) -> None:
    query = BrowseQuery("en", need=Need.FOOD, origin=DOWNTOWN)
    assert directory.browse(query).ids == ("warm-meal", "milk-club", "food-box")
    everything = directory.browse(BrowseQuery("en", origin=DOWNTOWN)).ids
    assert everything[:4] == ("warm-meal", "milk-club", "clinic", "pay-help")
    far = BrowseQuery("en", need=Need.FOOD, origin=Coordinates(45.0, -100.0))
    assert directory.browse(far).ids == ("food-box", "warm-meal", "milk-club")


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
    query = BrowseQuery("en", now=at(moment), chips=frozenset({Filter.OPEN_NOW}))
    assert {*directory.browse(query).ids} == open_ids


def test_without_a_trusted_clock_open_now_leaves_nothing_out(directory: ServiceDirectory) -> None:
    chips = frozenset({Filter.OPEN_NOW})
    assert directory.browse(BrowseQuery("en", need=Need.FOOD, chips=chips)).total == 3


@pytest.mark.parametrize(
    ("chip", "ids"),
    [
        (Filter.NO_ID, {"night-beds", "teen-room", "food-box"}),
        (Filter.FREE, {"help-line", "night-beds", "men-beds", "food-box", "pay-help"}),
        (Filter.UNDER_18, {"help-line", "teen-room", "food-box", "clinic"}),
        (Filter.FAMILIES, {"night-beds", "warm-meal", "milk-club"}),
        (Filter.WOMEN, {"help-line", "night-beds", "food-box", "clinic"}),
        (Filter.MEN, {"help-line", "men-beds", "food-box", "clinic"}),
    ],
)
def test_a_chip_finds_only_what_is_stated(
    directory: ServiceDirectory, chip: Filter, ids: set[str]
) -> None:
    query = BrowseQuery("en", chips=frozenset({chip}))
    assert {*directory.browse(query, limit=100).ids} == ids


@pytest.mark.parametrize(
    ("spoken", "ids"),
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
    directory: ServiceDirectory, spoken: str, ids: set[str]
) -> None:
    query = BrowseQuery("en", spoken=spoken, chips=frozenset({Filter.MY_LANGUAGE}))
    assert {*directory.browse(query, limit=100).ids} == ids


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
    build(records, tmp_path / "said.db")
    query = BrowseQuery("en", spoken=spoken, chips=frozenset({Filter.MY_LANGUAGE}))
    with open_directory(tmp_path / "said.db") as directory:
        assert "warm-meal" in directory.browse(query, limit=100).ids
        text = replace(query, text=directory.services_for(["warm-meal"])[0].name)
        assert "warm-meal" in directory.browse(text).ids


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
        assert "warm-meal" in directory.browse(BrowseQuery("en", need=Need.OTHER)).ids
        assert directory.services_for(["warm-meal"])[0].categories == (Need.OKAY, Need.OTHER)


def test_widening_says_what_each_chip_costs(directory: ServiceDirectory) -> None:
    chips = frozenset({Filter.WOMEN, Filter.OPEN_NOW})
    query = BrowseQuery("en", need=Need.SAFE_PLACE, now=at("2026-11-24T10:30"), chips=chips)
    assert directory.browse(query).total == 1
    assert directory.widen(query) == ((Filter.OPEN_NOW, 2), (Filter.WOMEN, 2))
    typed = BrowseQuery("en", text="beds", chips=frozenset({Filter.WOMEN}))
    assert directory.widen(typed) == ((Filter.WOMEN, 2),)


def test_a_service_leaves_the_lists_after_its_last_day(directory: ServiceDirectory) -> None:
    def young(moment: str) -> tuple[str, ...]:
        return directory.browse(BrowseQuery("en", need=Need.YOUNG, now=at(moment))).ids

    assert young("2027-03-31T12:00") == ("teen-room",)
    assert young("2027-04-01T12:00") == ()
    typed = BrowseQuery("en", text="teen", now=at("2027-04-01T12:00"))
    assert directory.browse(typed).ids == ()


def test_lists_are_the_same_whatever_the_order_of_lines(
    directory: ServiceDirectory, small_records: list[AnyRecord], tmp_path: Path
) -> None:
    path = tmp_path / "directory-turned.db"
    build(reversed(small_records), path)
    query = BrowseQuery("en", now=TUESDAY_MORNING, origin=DOWNTOWN, spoken="es")
    with open_directory(path) as turned:
        assert turned.browse(query, limit=100) == directory.browse(query, limit=100)
