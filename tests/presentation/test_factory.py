"""The factory directory keeps its promises: counts, sources, doors, discretion, equal weight."""

import csv
import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from kiosk import RELEASED
from kiosk.domain import discretion
from kiosk.domain.checks import check_records, records_of_kind
from kiosk.domain.contact import Payload, PayloadKind, map_point
from kiosk.domain.helplines import ANCHORS, Helpline, is_forged
from kiosk.domain.language import OFFERED
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    Location,
    Need,
    Phone,
    PhoneType,
    Service,
    ServiceAtLocation,
    Source,
    Start,
    Status,
)
from kiosk.presentation.presenter import DirectoryPresenter
from tests.presentation.listings import answered

Records = tuple[AnyRecord, ...]
LEAST_SERVICES, LEAST_PER_NEED = 90, 8
LEAST_OF_OTHER = 1
"""What fits none of the nine tiles; it is found by searching and from guides."""
CARDS_A_PAGE = 4
"""Cards on the first page of a list on a wide screen."""
SEXUAL = (
    "nhth-line", "weave-line", "rainn-line", "my-sisters-house-line", "cast-line", "weave-exam",
    "cash-drop-in", "family-justice-center-help",
)  # fmt: skip
LABOUR = (
    "nhth-line", "cast-line", "labor-commissioner-claims", "us-wage-hour",
    "labor-commissioner-retaliation", "crla-foundation-farm-work", "cal-osha",
    "civil-rights-department-case",
)  # fmt: skip


@pytest.fixture(scope="module")
def services(factory_records: Records) -> dict[str, Service]:
    return records_of_kind(factory_records, Service)


def phones_of(records: Records, service_id: str, kind: PhoneType) -> list[Phone]:
    return [
        record
        for record in records
        if isinstance(record, Phone) and record.service_id == service_id and record.type is kind
    ]


def test_no_record_contradicts_another(factory_records: Records) -> None:
    problems = check_records(factory_records)
    assert not problems, "\n".join(map(str, problems))


def test_there_are_enough_services_for_every_need(services: dict[str, Service]) -> None:
    active = [one for one in services.values() if one.status is Status.ACTIVE]
    assert len(active) >= LEAST_SERVICES
    count = Counter(need for service in active for need in service.categories)
    for need in Need:
        if need is Need.OKAY:
            assert count[need] == 0, "guides answer this one"
        else:
            least = LEAST_OF_OTHER if need is Need.OTHER else LEAST_PER_NEED
            assert count[need] >= least, need


def test_is_this_okay_is_answered_by_guides(factory_records: Records) -> None:
    guides = [
        one
        for one in records_of_kind(factory_records, Guide).values()
        if Need.OKAY in one.categories
    ]
    assert len(guides) >= LEAST_PER_NEED
    assert min(guides, key=lambda guide: guide.order).id == "is-this-okay"


def test_nobody_has_called_yet_and_no_date_lies_ahead(services: dict[str, Service]) -> None:
    assert not [service.id for service in services.values() if service.confirmed]
    ahead = [
        one.id for one in services.values() if one.assured_date and one.assured_date > RELEASED
    ]
    assert not ahead


def _first_day(partial: str) -> dt.date:
    year, month, day = ([*partial.split("-"), "1", "1"])[:3]
    return dt.date(int(year), int(month), int(day))


def test_a_service_is_as_old_as_its_newest_source(services: dict[str, Service]) -> None:
    for service in services.values():
        dates = [_first_day(source.date) for source in service.sources if source.date]
        assert service.assured_date == max(dates, default=None), service.id


def test_everything_has_its_source(factory_records: Records) -> None:
    def named(sources: Iterable[Source]) -> bool:
        return all(source.name for source in sources)

    for record in factory_records:
        if isinstance(record, Service | AwarenessCard | Figure):
            assert record.sources, record.id
            assert named(record.sources)
        elif isinstance(record, Guide):
            for block in record.blocks:
                assert block.sources or block.kind == "heading" or not _states(block.text), (
                    f"{record.id}, {block.id}: where was it read?"
                )


def test_what_to_know_first_stands_in_the_description_or_was_read(
    services: dict[str, Service],
) -> None:
    table = Path(__file__).parents[1] / "data" / "first-to-know.tsv"
    rows = list(csv.DictReader(table.read_text("utf-8").splitlines(), delimiter="\t"))
    elsewhere = {one.id: one.lead for one in services.values() if one.lead} | {
        row["service"]: row["lead"] for row in rows
    }
    for key, lead in elsewhere.items():
        one = services[key]
        read = {row["source"] for row in rows if (row["service"], row["lead"]) == (key, one.lead)}
        described = lead in (one.description or "")
        assert lead == one.lead, key
        assert described or (read and read <= {source.name for source in one.sources}), key


def _states(text: str) -> bool:
    """Whether a block states a fact; how to read the guide is none."""
    return not text.startswith("You can read these in your head.")


def test_every_service_has_a_door(factory_records: Records, services: dict[str, Service]) -> None:
    with_phone = {one.service_id for one in factory_records if isinstance(one, Phone)}
    places = records_of_kind(factory_records, Location)
    with_place = {
        one.service_id
        for one in factory_records
        if isinstance(one, ServiceAtLocation)
        and places[one.location_id].address_visibility is AddressVisibility.PUBLIC
    }
    for service in services.values():
        doors = (
            service.id in with_phone,
            service.id in with_place,
            service.url is not None,
            Start.REFERRAL in service.start and service.referral_by,
        )
        assert any(doors), f"{service.id}: no number, no place, no website, nobody who sends"


def test_quiet_names_tell_nothing_and_tell_each_other_apart(services: dict[str, Service]) -> None:
    for service in services.values():
        assert discretion.find_revealing_anywhere(service.quiet_name) == (), service.id
    names = Counter(service.quiet_name for service in services.values())
    assert not [name for name, times in names.items() if times > 1]


def test_hidden_places_carry_nothing(factory_records: Records) -> None:
    hidden = [
        place
        for place in records_of_kind(factory_records, Location).values()
        if place.address_visibility is AddressVisibility.HIDDEN
    ]
    assert hidden
    for place in hidden:
        carried = (
            *(place.address_1, place.address_2, place.city, place.state_province),
            *(place.postal_code, place.latitude, place.longitude),
        )
        assert not any(carried), place.id


def test_a_public_place_can_be_found(factory_records: Records) -> None:
    for place in records_of_kind(factory_records, Location).values():
        if place.address_visibility is AddressVisibility.PUBLIC:
            assert place.address_1, place.id


COUNTY = ((38.4, 38.75), (-121.6, -121.2))
"""Latitudes and longitudes of the city and its surroundings."""


def test_a_point_of_a_public_place_is_in_the_county_and_whole(factory_records: Records) -> None:
    """Where no source gives a point near the door, the ZIP code orders it, or nothing does."""
    places = records_of_kind(factory_records, Location).values()
    public = [one for one in places if one.address_visibility is AddressVisibility.PUBLIC]
    assert any(one.latitude is not None for one in public)
    for place in public:
        assert (place.latitude is None) == (place.longitude is None)
        for degrees, (least, most) in zip((place.latitude, place.longitude), COUNTY, strict=True):
            assert degrees is None or least < degrees < most, place.id
        assert re.fullmatch(r"95[0-9]{3}", place.postal_code or "95000"), place.id


@pytest.mark.parametrize(
    ("place", "code"),
    [("loaves-and-fishes.2", PayloadKind.MAP), ("loaves-and-fishes.1", None)],
)
def test_only_a_point_at_the_door_becomes_a_code(
    factory_records: Records, place: str, code: PayloadKind | None
) -> None:
    found = map_point(records_of_kind(factory_records, Location)[place])
    assert (found.kind if isinstance(found, Payload) else None) == code


@pytest.mark.parametrize("anchor", ANCHORS, ids=lambda anchor: anchor.id)
def test_the_compiled_in_numbers_are_those_of_the_file(
    factory_records: Records, services: dict[str, Service], anchor: Helpline
) -> None:
    service = services[anchor.id]
    voice = phones_of(factory_records, anchor.id, PhoneType.VOICE)
    text = phones_of(factory_records, anchor.id, PhoneType.TEXT)
    tty = phones_of(factory_records, anchor.id, PhoneType.TTY)
    line = Helpline(
        id=anchor.id,
        name=service.name,
        quiet_name=service.quiet_name,
        phrase=service.phrase,
        number=voice[0].number,
        text_number=text[0].number if text else None,
        text_keyword=text[0].keyword if text else None,
        # A relay number is not a line of the service: the file may leave it out.
        tty=tty[0].number if tty else anchor.tty,
    )
    assert not is_forged(line)
    assert line.text_keyword == anchor.text_keyword
    assert service.quiet_name == anchor.quiet_name
    assert service.law_enforcement is anchor.law_enforcement
    assert service.helpline
    if text:
        assert set(text[0].languages) <= set(anchor.text_languages)


def test_another_number_under_a_reserved_id_is_a_forgery() -> None:
    line = Helpline(
        id="line-988", name="988", quiet_name="988", phrase="Talk", number="+19165550142"
    )
    assert is_forged(line)


def touches(presenter: DirectoryPresenter) -> dict[str, int]:
    """Fewest touches to each service: language, need, tile or "Show all", pages, service."""
    fewest: dict[str, int] = {}
    for need in Need:
        question = presenter.question(need)
        ways = [(line.id, 3) for line in (question.call.lines if question.call else ())]
        for subject in (need, *(tile.id for tile in question.tiles)):
            listed = enumerate(answered(presenter, subject))
            ways += [(one, 4 + at // CARDS_A_PAGE) for at, one in listed]
        for service_id, number in ways:
            fewest[service_id] = min(number, fewest.get(service_id, number))
    return fewest


@pytest.mark.parametrize("now", ["2026-11-24T10:30", "2026-11-28T23:30"])
def test_sexual_and_labour_exploitation_are_equally_near(
    presenter: Callable[..., DirectoryPresenter], now: str
) -> None:
    near = touches(presenter("en", now=now))

    def nearest(ids: Iterable[str]) -> list[int]:
        return sorted(near[one] for one in ids)

    sexual, labour = nearest(SEXUAL), nearest(LABOUR)
    assert sexual[:2] == labour[:2] == [3, 3]
    assert all(abs(a - b) <= 1 for a, b in zip(sexual[:5], labour[:5], strict=True))


def test_the_first_guide_ends_at_help_for_both(factory_records: Records) -> None:
    guide = records_of_kind(factory_records, Guide)["is-this-okay"]
    assert guide.service_ids[0] in SEXUAL
    assert guide.service_ids[0] in LABOUR
    assert set(guide.service_ids[1:3]) & set(SEXUAL) - set(LABOUR)
    assert set(guide.service_ids[1:3]) & set(LABOUR) - set(SEXUAL)


@pytest.mark.rotating
@pytest.mark.parametrize("tag", OFFERED)
@pytest.mark.parametrize("need", [need for need in Need if need is not Need.OKAY])
def test_police_is_never_the_default_path(
    presenter: Callable[..., DirectoryPresenter], services: dict[str, Service], need: Need, tag: str
) -> None:
    here = presenter(tag, words="en")
    page = here.answers(need)
    called = [line.id for line in page.call.lines] if page.call else []
    for first in (*called, page.cards[0].id):
        assert not services[first].law_enforcement, f"{first} stands first under {need.value}"
        assert not services[first].report_line, f"{first} stands first under {need.value}"


def test_every_service_can_be_found_without_typing(
    presenter: Callable[..., DirectoryPresenter], services: dict[str, Service]
) -> None:
    listed = {one for need in Need for one in answered(presenter("en"), need)}
    assert listed == {one.id for one in services.values() if one.status is Status.ACTIVE}
