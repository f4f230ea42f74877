"""What a list is ranked by is what the page shows: the nearest place.

Paper and codes show it only if the site's own place is public, else the first by street.
"""

from typing import Final

import msgspec
import pytest

from kiosk.domain.place import Coordinates
from kiosk.domain.records import AddressVisibility, Location, Start
from kiosk.presentation.presenter import DirectoryPresenter, Site
from kiosk.presentation.slips import slip_content
from tests.conftest import PresenterMaker
from tests.presentation.one_service import with_changes

CLINIC: Final = "one-community-health-clinic"
FIRST = Location(
    id="c.1",
    organization_id="o",
    address_visibility=AddressVisibility.PUBLIC,
    address_1="1 Far Street",
    city="Elk Grove",
    latitude=38.41012,
    longitude=-121.37012,
)
SECOND = msgspec.structs.replace(
    FIRST,
    id="c.2",
    address_1="2 Near Street",
    city="Davis",
    latitude=38.58012,
    longitude=-121.49012,
)


def here(
    presenter: PresenterMaker, origin: Coordinates | None, *, public: bool = True
) -> DirectoryPresenter:
    """A clinic with two doors, the far one first in its file."""
    return with_changes(
        presenter,
        CLINIC,
        site=Site(origin=origin, place_is_public=public),
        start=(Start.WALK_IN,),
        phones=(),
        locations=(FIRST, SECOND),
    )


@pytest.mark.parametrize(
    ("origin", "street", "point"),
    [
        (Coordinates(38.58, -121.49), "2 Near Street", "geo:38.58012,-121.49012"),
        (Coordinates(38.41, -121.37), "1 Far Street", "geo:38.41012,-121.37012"),
        (None, "1 Far Street", "geo:38.41012,-121.37012"),
    ],
)
def test_the_nearest_place_is_the_one_that_is_shown(
    presenter: PresenterMaker, origin: Coordinates | None, street: str, point: str
) -> None:
    clinic = here(presenter, origin)
    view = clinic.service(CLINIC)
    assert street in view.action.lines[0]
    assert clinic._lists.results((CLINIC,))[0].street.strip("\u2066\u2069") == street
    assert next(code.payload for code in view.codes if code.kind == "map") == point
    assert street in slip_content(clinic, [CLINIC]).entries[-1].address[0]
    where = next(one.lines for one in view.facts if one.label == "Where")
    (other,) = (one for one in (FIRST, SECOND) if one.address_1 != street)
    streets = [line for line in where if "Street" in line]
    assert len(streets) == 1, "the first step has the nearest"
    assert str(other.address_1) in streets[0]
    private = here(presenter, origin, public=False)
    assert "1 Far Street" in slip_content(private, [CLINIC]).entries[-1].address[0]
    view = private.service(CLINIC)
    assert street in view.action.lines[0]
    assert next(code.payload for code in view.codes if code.kind == "map").startswith("geo:38.41")
