"""What its source calls day and night says so, and an emergency room is not called first."""

import pytest

from kiosk.domain.checks import records_of_kind
from kiosk.domain.place import address_line
from kiosk.domain.records import AnyRecord, Location, Phone, ServiceAtLocation
from kiosk.domain.text import unmarked
from kiosk.presentation.views import StateTone
from tests.conftest import PresenterMaker
from tests.presentation.listings import fact, strings

Records = tuple[AnyRecord, ...]


@pytest.mark.parametrize(
    ("service_id", "said"),
    [
        ("weave-safehouse", "Answers day and night"),
        ("weave-exam", "Answers day and night"),
        ("my-sisters-house-shelter", "Answers day and night"),
        ("hope-cooperative-respite", "Answers day and night"),
        ("turning-point-abiding-hope", "Answers day and night"),
        ("sacramento-steps-forward-queue", "Answers day and night"),
        ("sacramento-childrens-home-nursery", "Day and night."),
        ("hospital-emergency-rooms-care", "Open now day and night"),
        ("weave-line", "Open now day and night"),
    ],
)
@pytest.mark.parametrize("now", ["2026-11-28T14:00", "2026-11-29T03:00"])
def test_what_its_source_calls_day_and_night_says_so(
    presenter: PresenterMaker, service_id: str, said: str, now: str
) -> None:
    view = presenter(now=now).service(service_id)
    assert f"{view.state.word} {view.state.detail}".strip() == said
    today = [one.lines for one in view.facts if one.label == "Today"]
    assert today == ([] if said == "Day and night." else [("Day and night.",)])


@pytest.mark.parametrize(
    ("service_id", "said"),
    [
        ("weave-line", "Day and night."),
        ("weave-safehouse", "Answers day and night"),
        ("hospital-emergency-rooms-care", "Day and night."),
        ("labor-commissioner-claims", "Ask for hours"),
    ],
)
def test_without_a_trusted_clock_day_and_night_is_said_and_nothing_is_open(
    presenter: PresenterMaker, service_id: str, said: str
) -> None:
    view = presenter(trusted=False).service(service_id)
    assert f"{view.state.word} {view.state.detail}".strip() == said
    assert view.state.tone is StateTone.UNKNOWN


HOSPITALS = {
    "UC Davis Medical Center": "2315 Stockton Blvd, Sacramento, CA 95817",
    "Mercy General Hospital": "4001 J St, Sacramento, CA 95819",
    "Methodist Hospital": "7500 Hospital Dr, Sacramento, CA 95823",
    "Kaiser Sacramento": "2025 Morse Ave, Sacramento, CA",
    "Mercy San Juan Medical Center": "6501 Coyle Ave, Carmichael, CA 95608",
    "Mercy Hospital of Folsom": "1650 Creekside Dr, Folsom, CA 95630",
    "Woodland Memorial Hospital": "1325 Cottonwood St, Woodland, CA 95695",
}
"""Those whose emergency room and street were read in a source."""


def test_hospitals_stand_by_name_and_street(factory_records: Records) -> None:
    places = records_of_kind(factory_records, Location)
    found = [
        address_line(places[one.location_id])
        for one in factory_records
        if isinstance(one, ServiceAtLocation) and one.service_id == "hospital-emergency-rooms-care"
    ]
    assert found == [f"{name}, {street}" for name, street in HOSPITALS.items()]


@pytest.mark.parametrize("trusted", [True, False])
def test_an_emergency_room_sends_nobody_to_call_first(
    presenter: PresenterMaker, *, trusted: bool
) -> None:
    view = presenter(trusted=trusted).service("hospital-emergency-rooms-care")
    assert view.notes == ()
    assert (view.action.kind, view.action.verb) == ("walk_in", "Walk in")
    assert "UC Davis Medical Center, 2315 Stockton Blvd" in unmarked(view.action.lines[0])
    assert "Mercy General Hospital, 4001 J St" in unmarked(fact(view, "Where"))
    assert "irst" not in " ".join(strings(view)), "neither call nor ask first"


def test_the_number_of_the_police_is_not_the_hospitals(
    presenter: PresenterMaker, factory_records: Records
) -> None:
    owners = {
        one.service_id for one in factory_records if isinstance(one, Phone) and one.number == "911"
    }
    assert owners == {"line-911"}
    view = presenter().service("hospital-emergency-rooms-care")
    assert view.digits == ()
    assert "That call also reaches the police." in view.description
