"""Why no street is shown: for safety, because nobody may say it, or because nobody knows it."""

import msgspec
import pytest

from kiosk.domain.records import Need, PlaceShow
from tests.presentation.listings import HIDDEN, PUBLIC, listing, told

ASKED = msgspec.structs.replace(HIDDEN, show=PlaceShow.ASK)


@pytest.mark.parametrize(
    ("about", "card", "page"),
    [
        (
            {"name": "Willow Shelter", "locations": (HIDDEN,)},
            "Address not shown",
            "Address not shown, for safety. Ask when you call.",
        ),
        (
            {"name": "Willow Shelter", "locations": (ASKED,)},
            "Address not shown",
            "Address not shown, for safety. Ask when you call.",
        ),
        (
            {"name": "Willow Shelter", "locations": (ASKED,), "phones": ()},
            "Address not shown",
            "Address not shown, for safety.",
        ),
        ({"name": "Oak Office", "locations": (HIDDEN,)}, "Ask for the street.", ""),
        ({"name": "Oak Office", "locations": (HIDDEN,), "phones": ()}, "Ask for the street.", ""),
        (
            {"name": "Oak Office", "locations": (ASKED,)},
            "Call to ask for the place.",
            "Call to ask for the place.",
        ),
        (
            {"name": "Oak Office", "locations": (HIDDEN, ASKED)},
            "Call to ask for the place.",
            "Call to ask for the place.",
        ),
        ({"name": "Oak Office", "locations": (ASKED,), "phones": ()}, "Ask for the street.", ""),
        ({"name": "Oak Office", "locations": ()}, "", ""),
        ({"name": "Oak Office", "locations": (PUBLIC,)}, "Sacramento", "12 Alder Way"),
        ({"name": "Oak Office", "locations": (ASKED, PUBLIC)}, "Sacramento", "12 Alder Way"),
        (
            {"name": "Oak Line", "locations": (HIDDEN,), "helpline": True},
            "916-555-0142",
            "By phone, from anywhere.",
        ),
        (
            {"name": "Oak Line", "locations": (ASKED,), "helpline": True},
            "916-555-0142",
            "By phone, from anywhere.",
        ),
    ],
)
def test_only_a_hidden_home_says_for_safety(about: dict[str, object], card: str, page: str) -> None:
    made = told(listing(**{"categories": (Need.OTHER,), **about}))  # type: ignore[arg-type]
    assert card in made.result().where
    assert (made.result().where == "") is (card == "")
    where = next((one for one in made.view().facts if one.label == "Where"), None)
    assert page in (" ".join(where.lines) if where else "")
    assert (where is None) is (page == "")
