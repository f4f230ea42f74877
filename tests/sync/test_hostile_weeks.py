"""Weeks of a stolen weekly key, as files that come to a kiosk with nobody there: each waits."""

import datetime as dt
import shutil
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.records import (
    AnyRecord,
    Location,
    Need,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Start,
    Translation,
)
from kiosk.sync.holds import HoldReason
from kiosk.sync.importer import Consent
from kiosk.sync.sync_answers import SyncStatus
from tests.sync.box import Box, changed, gone
from tests.sync.toolkit import make_coalition, revised
from tests.sync.whole import GUARDED, LINE, PLAIN, class_of, content, services, side

Records = Sequence[AnyRecord]
Week = Callable[[], list[AnyRecord]]
THIEF = "+1916555{:04}"
LINES = content().helplines


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Box:
    """A kiosk where a person accepted the factory directory."""
    folder = tmp_path_factory.mktemp("settled")
    box = Box(folder / "data", folder / "stick").trust()
    assert box.bring(content().records, 1, helplines=LINES).status is SyncStatus.APPLIED
    return box


@pytest.fixture
def kiosk(settled: Box, tmp_path: Path) -> Box:
    """A copy of it."""
    return settled.at(
        folder=shutil.copytree(settled.folder, tmp_path / "data"), stick=tmp_path / "stick"
    )


def week(box: Box, records: Records, version: int = 2) -> HoldReason | None:
    """Why a file waits; ``None`` if it applies. It never comes to a refusal."""
    found = box.bring(records, version, Consent.UNATTENDED, helplines=LINES)
    assert found.status in (SyncStatus.APPLIED, SyncStatus.HELD), found
    return found.hold


def phones_of(which: str, least: int = 1) -> list[list[Phone]]:
    """The numbers of each service of a class that has so many."""
    found = (side().phones.get(one.id, []) for one in services(which))
    return [one for one in found if len(one) >= least]


def numbers_of_seven_that_stand_first() -> list[AnyRecord]:
    own: Records = content().records
    for number, phones in enumerate(islice(phones_of(GUARDED), 7)):
        own = changed(own, phones[0].id, number=THIEF.format(number))
    return [*own]


def texts_of(*entities: str) -> list[Translation]:
    every = (one for one in content().records if isinstance(one, Translation))
    return [one for one in every if one.entity in entities]


def saying(texts: Sequence[Translation], words: str) -> list[AnyRecord]:
    return revised(content().records, Translation, *(one.id for one in texts), text=words)


def numbers_in_guides_of_other_languages() -> list[AnyRecord]:
    return saying(texts_of("guide")[:35], "Llama al nueve uno seis")


def a_guide_line_that_helps_the_boss() -> list[AnyRecord]:
    return saying(texts_of("guide")[:1], "Dale tu pasaporte a tu jefe")


def tiles_that_bear_the_next_name() -> list[AnyRecord]:
    tiles = texts_of("tile")[:2]
    return changed(changed(content().records, tiles[0].id, text=tiles[1].text), tiles[1].id)


def a_card_that_betrays_who_reads_it() -> list[AnyRecord]:
    return saying(texts_of("awareness_card")[:1], "Refugio para mujeres")


def a_card_that_is_gone_in_one_language() -> list[AnyRecord]:
    text = texts_of("awareness_card")[0]
    return [one for one in content().records if one is not text]


def texts_read_by_nobody_marked_as_read() -> list[AnyRecord]:
    plain = [one.id for one in texts_of("service") if class_of(one) == PLAIN]
    return revised(content().records, Translation, plain[0], reviewed=True)


def a_chat_in_place_of_a_safe_house() -> list[AnyRecord]:
    house = next(one for one in services(GUARDED) if Need.SAFE_PLACE in one.categories)
    chat = "https://thief.example.org/"
    return changed(content().records, house.id, start=(Start.CHAT,), chat_url=chat)


def numbers_exchanged_within_a_service() -> list[AnyRecord]:
    own: Records = content().records
    for first, second, *_ in islice(phones_of(GUARDED, 2), 7):
        own = changed(own, first.id, number=second.number)
        own = changed(own, second.id, number=first.number)
    return [*own]


def ids_of_numbers_exchanged() -> list[AnyRecord]:
    """The order of two numbers, without a word changed: hours hang on an id."""
    first, second, *_ = next(
        phones
        for phones in phones_of(GUARDED, 2)
        if phones[0].number != phones[1].number
        and not any(one.phone_id for one in side().hours.get(phones[0].service_id, ()))
    )
    ids = {first.id: second.id, second.id: first.id}
    return [
        msgspec.structs.replace(one, id=ids[one.id]) if one in (first, second) else one
        for one in content().records
    ]


def hours_exchanged_between_lines() -> list[AnyRecord]:
    own: Records = content().records
    hours = next(
        some
        for key, some in side().hours.items()
        if not side().services[key].helpline
        and any(one.phone_id for one in some)
        and len(side().phones[key]) > 1
    )
    line = next(one for one in hours if one.phone_id)
    other = next(one for one in side().phones[line.service_id] if one.id != line.phone_id)
    return changed(own, line.id, phone_id=other.id)


def a_way_to_a_safe_place() -> list[AnyRecord]:
    place = next(
        one
        for one in content().records
        if isinstance(one, Location) and class_of(one) == GUARDED and one.address_1
    )
    return changed(content().records, place.id, transportation="Ask for Maria at the motel")


def the_page_of_a_helpline() -> list[AnyRecord]:
    owner = next(
        one for one in content().records if isinstance(one, Organization) and class_of(one) == LINE
    )
    return changed(content().records, owner.id, website="https://thief.example.org/")


def the_first_ends_and_the_next_is_another() -> list[AnyRecord]:
    """A plain service gets a number, and all that stood before it in its lists end."""
    plain = next(one for one in services(PLAIN) if Need.COURT in one.categories)
    before = [one.id for one in services(GUARDED) if Need.COURT in one.categories]
    own = revised(content().records, Service, *before, valid_until=dt.date(2027, 1, 31))
    return [*own, Phone(id=f"{plain.id}.9", service_id=plain.id, number=THIEF.format(9))]


def a_street_through_another_place() -> list[AnyRecord]:
    link = next(
        one
        for one in content().records
        if isinstance(one, ServiceAtLocation) and class_of(one) == GUARDED
    )
    other = next(
        one
        for one in content().records
        if isinstance(one, Location) and one.address_1 and one.id != link.location_id
    )
    return changed(content().records, link.id, location_id=other.id)


def hours_at_night_for_a_safe_place() -> list[AnyRecord]:
    hours = next(
        one
        for one in content().records
        if isinstance(one, Schedule) and class_of(one) == GUARDED and one.opens_at
    )
    return changed(content().records, hours.id, opens_at="03:00", closes_at="03:05")


WEEKS: dict[Week, HoldReason] = {
    numbers_of_seven_that_stand_first: HoldReason.GUARDED_CHANGED,
    numbers_in_guides_of_other_languages: HoldReason.GUIDES_CHANGED,
    a_guide_line_that_helps_the_boss: HoldReason.GUIDES_CHANGED,
    tiles_that_bear_the_next_name: HoldReason.GUIDES_CHANGED,
    a_card_that_betrays_who_reads_it: HoldReason.GUIDES_CHANGED,
    a_card_that_is_gone_in_one_language: HoldReason.GUIDES_CHANGED,
    texts_read_by_nobody_marked_as_read: HoldReason.TEXTS_CHANGED,
    a_chat_in_place_of_a_safe_house: HoldReason.GUARDED_CHANGED,
    numbers_exchanged_within_a_service: HoldReason.GUARDED_CHANGED,
    ids_of_numbers_exchanged: HoldReason.GUARDED_CHANGED,
    hours_exchanged_between_lines: HoldReason.GUARDED_CHANGED,
    a_way_to_a_safe_place: HoldReason.GUARDED_CHANGED,
    the_page_of_a_helpline: HoldReason.HELPLINES_CHANGED,
    the_first_ends_and_the_next_is_another: HoldReason.GUARDED_CHANGED,
    a_street_through_another_place: HoldReason.PLACES_CHANGED,
    hours_at_night_for_a_safe_place: HoldReason.GUARDED_CHANGED,
}


@pytest.mark.parametrize("made", WEEKS, ids=lambda one: one.__name__)
def test_a_hostile_week_waits(kiosk: Box, made: Week) -> None:
    assert week(kiosk, made()) is WEEKS[made]


def test_records_turned_round_change_nothing(kiosk: Box) -> None:
    before = {one.id: kiosk.numbers(one.id) for one in services(GUARDED)}
    assert week(kiosk, content().records[::-1]) is None
    assert {one.id: kiosk.numbers(one.id) for one in services(GUARDED)} == before


def closed(names: Sequence[str], first: dt.date) -> list[AnyRecord]:
    last = first + dt.timedelta(days=20)
    return [
        *content().records,
        *(
            Schedule(id=f"{key}.c", service_id=key, closed=True, valid_from=first, valid_to=last)
            for key in names
        ),
    ]


def test_closures_of_three_weeks_add_up(kiosk: Box) -> None:
    """Past days leave the file, and the kiosk knows them for a year."""
    food = [one.id for one in services(GUARDED) if one.categories == (Need.FOOD,)]
    names = food[: len(food) // 3]
    assert week(kiosk, closed(names, dt.date(2026, 12, 7))) is None
    assert week(kiosk, closed(names, dt.date(2026, 12, 28)), 3) is HoldReason.HOURS_CHANGED
    assert week(kiosk, closed(names, dt.date(2027, 11, 30)), 4) is HoldReason.HOURS_CHANGED
    assert week(kiosk, closed(names, dt.date(2027, 12, 29)), 5) is None


def test_words_that_a_person_took_back_wait_in_the_next_file(kiosk: Box) -> None:
    plain = [one for one in services(PLAIN) if one.url]
    own = changed(content().records, plain[0].id, phrase="Give them your passport")
    assert week(kiosk, own) is None
    kiosk.syncing.undo()
    assert week(kiosk, own, 3) is HoldReason.UNDONE
    more = changed(own, plain[1].id, url="https://other.example.org/")
    assert week(kiosk, more, 4) is HoldReason.UNDONE
    moved = changed(content().records, plain[1].id, phrase="Give them your passport")
    assert week(kiosk, moved, 5) is HoldReason.UNDONE, "under another service"
    assert week(kiosk, content().records, 6) is None
    assert week(kiosk, own, 7) is HoldReason.UNDONE, "however many files came since"
    assert kiosk.bring(own, 8, helplines=LINES).status is SyncStatus.APPLIED
    assert week(kiosk, own, 9) is None, "a person accepted it"


def test_a_service_that_a_person_brought_back_is_not_gone_in_the_next_file(kiosk: Box) -> None:
    names = [one.id for one in services(PLAIN)[:2]]
    assert week(kiosk, gone(content().records, names[0])) is None
    kiosk.syncing.undo()
    assert week(kiosk, gone(content().records, names[0]), 3) is HoldReason.UNDONE
    assert week(kiosk, gone(content().records, names[1]), 4) is None


def test_checks_that_nobody_made_add_up(kiosk: Box) -> None:
    """A quarter of the services in sixty days, in however many files."""
    every, most = sorted(side().services), len(side().services) // 4 - 5
    own, first = content().records, dt.date(2026, 12, 5)
    weeks = ((0, None), (7, HoldReason.DATES_CHANGED), (59, HoldReason.DATES_CHANGED), (60, None))
    for version, (days, hold) in enumerate(weeks, start=2):
        day = first + dt.timedelta(days=days)
        names = every[:most] if days == 0 else every[most : 2 * most]
        new = revised(own, Service, *names, assured_date=day)
        box = kiosk.at(now=f"{day}T23:30")
        made = dt.datetime(day.year, day.month, day.day, 9, tzinfo=dt.UTC)
        found = box.bring(new, version, Consent.UNATTENDED, helplines=LINES, created=made)
        assert found.hold is hold, day
        own = new if hold is None else own


def test_what_two_people_did_not_sign_of_a_helpline_waits(tmp_path: Path) -> None:
    """Their signatures are on its numbers and words, not on how to start or who answers."""
    box = Box(tmp_path / "data", tmp_path / "stick", coalition=make_coalition(3)).trust()
    assert box.bring(content().records, 1, helplines=LINES).status is SyncStatus.APPLIED
    line = services(LINE)[0]
    chat = changed(content().records, line.id, start=(Start.CHAT,))
    assert week(box, chat) is HoldReason.HELPLINES_CHANGED
    phone = side().phones[line.id][0]
    other = changed(content().records, phone.id, languages=("es",), any_language=None)
    assert week(box, other, 3) is HoldReason.HELPLINES_CHANGED
