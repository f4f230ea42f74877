"""The way on foot: its words, who has one, and that nothing of it leaves the screen unasked."""

import datetime as dt
import math
from typing import Any, Final

import pytest

from kiosk.domain.place import Coordinates
from kiosk.domain.records import AddressVisibility, Location, Start
from kiosk.presentation.presenter import DirectoryPresenter, Site
from kiosk.presentation.slips import slip_content
from kiosk.presentation.views import ServiceView
from tests.conftest import PresenterMaker
from tests.presentation.one_service import with_changes

ROOM: Final = "loaves-and-fishes-dining-room"
HERE: Final = Coordinates(38.58, -121.49)
ELSEWHERE: Final = Coordinates(38.41, -121.37)
FRESH: Final = dt.date(2026, 11, 20)


def at(bearing: float, metres: float) -> dict[str, float]:
    """Coordinates in a direction from here."""
    north = metres * math.cos(math.radians(bearing)) / 111_195
    east = metres * math.sin(math.radians(bearing)) / 111_195
    return {
        "latitude": HERE.latitude + north,
        "longitude": HERE.longitude + east / math.cos(math.radians(HERE.latitude)),
    }


def place(**fields: Any) -> Location:
    shown = {"address_visibility": AddressVisibility.PUBLIC, "address_1": "1351 North C St"}
    return Location(**{"id": "l", "organization_id": "o"} | shown | fields)  # type: ignore[arg-type]


def here(
    presenter: PresenterMaker,
    *places: Location,
    tag: str = "en",
    origin: Coordinates | None = HERE,
    public: bool = False,
    checked: dt.date | None = FRESH,
    **changes: Any,
) -> DirectoryPresenter:
    """A kiosk with a directory of one dining room that has these places."""
    site = Site(origin=origin, place_is_public=public)
    return with_changes(
        presenter, ROOM, tag, site=site, assured_date=checked, locations=places, **changes
    )


@pytest.mark.parametrize(
    ("bearing", "metres", "amount", "direction"),
    [
        (27, 1700, "About 1 mile. About 30 min on foot.", "To the north, a little east."),
        (180, 300, "About half a mile. About 5 min on foot.", "To the south."),
        (250, 2760, "About 1.5 miles. About 45 min on foot.", "To the west, a little south."),
        (315, 4900, "About 3 miles", "To the northwest."),
    ],
)
def test_the_way_says_miles_minutes_and_direction(
    presenter: PresenterMaker, bearing: float, metres: float, amount: str, direction: str
) -> None:
    view = here(presenter, place(**at(bearing, metres))).way(ROOM)
    assert (view.amount, view.direction) == (amount, direction)
    assert view.caution == (
        "This is a straight line. Streets are longer. Ask the staff for the way."
    )
    assert "1351 North C St" in view.title


@pytest.mark.parametrize(
    ("checked", "dated"),
    [
        (FRESH, ""),
        (dt.date(2024, 10, 1), "Written down in 2024: ask first"),
        (None, "Written down in 2017: ask first"),  # the year of its oldest source
    ],
)
def test_the_age_of_the_street_is_with_the_way(
    presenter: PresenterMaker, checked: dt.date | None, dated: str
) -> None:
    view = here(presenter, place(**at(27, 1700)), checked=checked).way(ROOM)
    assert view.dated == dated


def test_a_stop_is_named_only_if_the_record_names_it(presenter: PresenterMaker) -> None:
    without = here(presenter, place(**at(27, 1700))).way(ROOM)
    stop = here(presenter, place(**at(27, 1700), transportation="Blue Line, Alkali Flat")).way(ROOM)
    assert without.stop == ""
    assert "Blue Line, Alkali Flat" in stop.stop


@pytest.mark.parametrize(
    ("fields", "origin"),
    [
        (at(27, 5010), HERE),
        ({"postal_code": "95814"}, HERE),
        ({}, HERE),
        (at(27, 1700), None),
        ({**at(27, 1700), "address_visibility": AddressVisibility.HIDDEN}, HERE),
        ({**at(27, 1700), "address_1": None}, HERE),
    ],
)
def test_without_two_near_points_and_a_street_there_is_no_way(
    presenter: PresenterMaker, fields: dict[str, Any], origin: Coordinates | None
) -> None:
    kiosk = here(presenter, place(**fields), origin=origin)
    view = kiosk.service(ROOM)
    assert kiosk.way(ROOM) is None
    assert view.way is None


def test_the_nearest_of_several_places_has_the_way(presenter: PresenterMaker) -> None:
    far, near = place(id="f", **at(90, 4000)), place(id="n", address_1="2 Near St", **at(0, 900))
    view = here(presenter, far, place(id="x", address_1="3 C St"), near).way(ROOM)
    assert "2 Near St" in view.title
    assert view.more == "2 more places"


def test_a_hidden_place_is_in_no_view_and_on_no_paper_wherever_the_kiosk_is(
    presenter: PresenterMaker,
) -> None:
    """A record could carry what no record may: still nothing depends on it."""
    secret = place(
        address_visibility=AddressVisibility.HIDDEN,
        address_1="77 Secret Rd",
        postal_code="95814",
        transportation="Gold Line",
        **at(27, 1700),
    )
    seen = set()
    for hidden in (secret, Location(id="l", organization_id="o")):
        for origin in (HERE, ELSEWHERE, None):
            kiosk = here(presenter, hidden, origin=origin, public=True)
            view = kiosk.service(ROOM)
            assert view is not None
            seen.add((repr(view), repr(slip_content(kiosk, [ROOM]))))
    assert len(seen) == 1
    assert "Secret" not in repr(seen)


def taken(kiosk: DirectoryPresenter, service_id: str) -> tuple[object, ...]:
    """Everything of a service that leaves the screen."""
    view = kiosk.service(service_id)
    assert isinstance(view, ServiceView)
    return (slip_content(kiosk, [service_id]) if view.paper else None, view.codes)


def test_nothing_that_leaves_the_screen_depends_on_where_the_kiosk_is(
    presenter: PresenterMaker,
) -> None:
    places = [
        place(id="f", address_1="1 Far St", **at(90, 4000)),
        place(id="n", address_1="2 Near St", **at(0, 900)),
    ]
    kiosks = [here(presenter, *places, origin=origin) for origin in (HERE, ELSEWHERE, None)]
    first, *others = (taken(kiosk, ROOM) for kiosk in kiosks)
    assert "1 Far St" in repr(first)
    assert all(other == first for other in others)


def test_nor_does_anything_of_the_factory_directory(presenter: PresenterMaker) -> None:
    kiosks = [presenter(site=Site(origin=origin)) for origin in (HERE, ELSEWHERE, None)]
    directory = kiosks[0].directory
    assert directory is not None
    for service_id in ("hospital-emergency-rooms-care", "native-health-center-clinic", ROOM):
        first, *others = (taken(kiosk, service_id) for kiosk in kiosks)
        assert all(other == first for other in others), service_id


def test_a_site_whose_place_is_public_prints_the_way_in_both_languages(
    presenter: PresenterMaker,
) -> None:
    kiosk = here(presenter, place(**at(27, 1700)), tag="es", public=True)
    entry = slip_content(kiosk, [ROOM]).entries[-1]
    assert entry.way.words.english == (
        "About 1 mile. About 30 min on foot. To the north, a little east. "
        "This is a straight line. Streets are longer."
    )
    assert entry.way.words.own.startswith("Más o menos 1 milla.")
    assert not slip_content(kiosk, [ROOM, "line-988"]).has_way


def test_a_street_that_is_not_on_paper_has_no_way_there(presenter: PresenterMaker) -> None:
    kiosk = here(presenter, place(**at(27, 1700)), public=True, start=(Start.CALL,))
    content = slip_content(kiosk, [ROOM])
    assert not content.entries[-1].address
    assert not content.has_way
