"""The answers of the factory directory, read by hand, and what choices do to them."""

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.answer_order import refused_choices, streets
from kiosk.domain.filters import Filter
from kiosk.domain.queries import AnswerGroup, AnswersPage, AnswersQuery, TileText
from kiosk.domain.records import (
    AnyRecord,
    Need,
    PhoneType,
    Service,
    Start,
)
from tests.directory.answering import MONDAY, ids, page
from tests.sync.toolkit import in_english

TABLE = Path(__file__).parents[1] / "data" / "first-answers.tsv"


@pytest.fixture(scope="module")
def factory(factory_database: Path) -> Iterator[ServiceDirectory]:
    with open_directory(factory_database) as opened:
        yield opened


@pytest.fixture(scope="module")
def tiles(factory: ServiceDirectory) -> Sequence[TileText]:
    return factory.tiles(None, "en")


# --- the factory directory ------------------------------------------------------------------------


def test_the_first_four_of_each_tile_are_those_read_by_hand(
    factory: ServiceDirectory, tiles: Sequence[TileText]
) -> None:
    rows = list(csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter="\t"))
    assert {row["tile"] for row in rows} == {tile.id for tile in tiles}
    by_id = {tile.id: tile for tile in tiles}
    moments = [(row, moment) for row in rows for moment in row["moments"].split()]
    for row, moment in moments:
        tile, now = by_id[row["tile"]], dt.datetime.fromisoformat(moment)
        found = page(factory, AnswersQuery("en", tile.need, tile.id, now=now))
        assert " ".join(found.call) == row["call"], row
        assert " ".join(ids(found)[:4]) == row["first"], row


def test_a_choice_takes_away_only_what_states_a_no(
    factory: ServiceDirectory, tiles: Sequence[TileText]
) -> None:
    for tile in tiles:
        _check_choices(factory, tile, [frozenset({choice}) for choice in Filter])


@pytest.mark.rotating
@pytest.mark.parametrize("need", Need)
def test_two_choices_take_away_only_what_states_a_no(
    factory: ServiceDirectory, tiles: Sequence[TileText], need: Need
) -> None:
    pairs = [frozenset(pair) for pair in combinations(Filter, 2)]
    for tile in tiles:
        if tile.need is need:
            _check_choices(factory, tile, pairs)


def _check_choices(
    directory: ServiceDirectory, tile: TileText, chosen: Sequence[frozenset[Filter]]
) -> None:
    """Compare each list with the unchosen one less those that state a no."""
    plain = AnswersQuery("es", tile.need, tile.id, now=MONDAY)
    whole = page(directory, plain)
    records = {one.id: one for one in directory.services_for(ids(whole))}
    for choices in chosen:
        found = page(directory, replace(plain, choices=choices))
        stay = {one.id for one in records.values() if not refused_choices(one) & choices}
        assert {*ids(found)} == stay, (tile.id, choices)
        assert found.refused == whole.total - found.total
        assert found.call == whole.call
        assert {one.id for one in records.values() if one.helpline} <= stay


def test_without_a_voice_every_list_has_first_who_answers_in_writing_or_by_video(
    factory: ServiceDirectory, tiles: Sequence[TileText]
) -> None:
    """Nothing leaves; what only leads there still follows."""
    voiceless = {Start.TEXT, Start.CHAT, Start.VIDEOPHONE}
    queries = [AnswersQuery("en", tile.need, tile.id, now=MONDAY) for tile in tiles]
    queries += [AnswersQuery("en", need, now=MONDAY) for need in Need]
    for query in queries:
        found = page(factory, replace(query, choices=frozenset({Filter.NO_VOICE})))
        assert {*ids(found)} == {*ids(page(factory, query))}
        groups = [one.group for one in found.answers if not one.further]
        assert groups == sorted(groups, key=[*AnswerGroup].index)
        for one in found.answers:
            listing = factory.listing(one.id, "en")
            assert listing is not None
            written = {PhoneType.TEXT, PhoneType.VIDEOPHONE} & {p.type for p in listing.phones}
            reached = bool(written or voiceless & {*listing.service.start})
            assert (one.group is AnswerGroup.YES) is reached, one.id


def test_those_that_state_a_no_are_listed_where_asked_for(factory: ServiceDirectory) -> None:
    query = AnswersQuery(
        "en", Need.SAFE_PLACE, "safe_place.bed_tonight", frozenset({Filter.MEN}), now=MONDAY
    )
    short, other = page(factory, query), page(factory, replace(query, refusing=True))
    whole, refused = page(factory, replace(query, choices=frozenset())), other.answers
    assert sorted([*ids(short), *ids(other)]) == sorted(ids(whole))
    assert len(refused) == short.refused
    assert "volunteers-of-america-women" in {one.id for one in refused}
    assert {one.group for one in refused} == {AnswerGroup.NO}


def test_no_list_begins_with_a_service_nobody_can_reach(
    factory: ServiceDirectory, tiles: Sequence[TileText]
) -> None:
    exceptions = {"other.phone_ride"}
    found_without = set()
    for tile in tiles:
        found = page(factory, AnswersQuery("en", tile.need, tile.id, now=MONDAY))
        reachable = [_is_reachable(factory, one.id) for one in found.answers if one.fit <= 2]
        if any(reachable) and not reachable[0]:
            found_without.add(tile.id)
    assert found_without <= exceptions


def _is_reachable(directory: ServiceDirectory, service_id: str) -> bool:
    listing = directory.listing(service_id, "en")
    assert listing is not None
    return bool(listing.phones or streets(listing.locations) or listing.service.referral_by)


def test_each_service_answers_a_tile_or_stands_under_show_all(
    factory: ServiceDirectory,
    tiles: Sequence[TileText],
    factory_records: tuple[AnyRecord, ...],
) -> None:
    queries = [AnswersQuery("en", tile.need, tile.id, now=MONDAY) for tile in tiles]
    queries += [AnswersQuery("en", need, now=MONDAY) for need in Need]
    listed = {one for query in queries for one in (*page(factory, query).call,)}
    listed |= {one for query in queries for one in ids(page(factory, query))}
    assert listed == {one.id for one in factory_records if isinstance(one, Service)}


def test_a_directory_without_situations_has_no_tiles_and_lists_everything(
    factory_records: tuple[AnyRecord, ...], tmp_path: Path
) -> None:
    bare = [
        msgspec.structs.replace(one, situations=()) if isinstance(one, Service) else one
        for one in in_english(factory_records)
    ]
    build(bare, tmp_path / "bare.db")
    services = [one for one in bare if isinstance(one, Service)]
    with open_directory(tmp_path / "bare.db") as directory:
        assert directory.tiles(None, "en") == ()
        for need in Need:
            found = page(directory, AnswersQuery("en", need, now=MONDAY))
            expected = {one.id for one in services if need in one.categories}
            assert expected <= {*ids(found)}


def test_windows_of_a_list_join_to_the_whole(factory: ServiceDirectory) -> None:
    query = AnswersQuery("es", Need.TALK, now=MONDAY, choices=frozenset({Filter.FREE}))
    whole = page(factory, query)
    windows = [factory.answers_to(query, start, 7).answers for start in range(0, whole.total, 7)]
    assert [one for window in windows for one in window] == [*whole.answers]
    assert whole.total == len(whole.answers)


def test_an_unknown_tile_has_no_answers(factory: ServiceDirectory) -> None:
    found = page(factory, AnswersQuery("en", Need.FOOD, "food.no_such", now=MONDAY))
    assert found == AnswersPage((), ())
