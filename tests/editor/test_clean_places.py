import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.editor.parsers.flags import Flags, flags_of
from kiosk.editor.parsers.places import (
    PlaceProblem,
    PlaceReading,
    calls_place_secret,
    read_address,
)

P = PlaceProblem
OPEN = Flags()
STREET = {
    "address_1": "1700 K Street",
    "address_2": "Suite 2",
    "city": "Sacramento",
    "state_province": "CA",
    "postal_code": "95814",
    "latitude": "38.57",
    "longitude": "-121.48",
}


def test_a_whole_address() -> None:
    assert read_address(STREET, OPEN, public=True) == PlaceReading(
        public=True,
        address_1="1700 K Street",
        address_2="Suite 2",
        city="Sacramento",
        state_province="CA",
        postal_code="95814",
        latitude=38.57,
        longitude=-121.48,
    )


HIDDEN: dict[str, tuple[dict[str, str], PlaceProblem]] = {
    "confidential": ({"address_1": "Confidential"}, P.CONFIDENTIAL),
    "confidential address": ({"address_1": "CONFIDENTIAL ADDRESS"}, P.CONFIDENTIAL),
    "confidentially": ({"address_2": "confidentially given"}, P.CONFIDENTIAL),
    "undisclosed": ({"address_1": "Undisclosed location"}, P.CONFIDENTIAL),
    "not disclosed": ({"address_1": "Address not disclosed"}, P.CONFIDENTIAL),
    "withheld": ({"address_1": "Withheld"}, P.CONFIDENTIAL),
    "unlisted": ({"address_1": "Unlisted"}, P.CONFIDENTIAL),
    "private": ({"address_1": "Private"}, P.CONFIDENTIAL),
    "private residence": ({"address_1": "12 K St (private residence)"}, P.CONFIDENTIAL),
    "secret": ({"address_1": "(secret)"}, P.CONFIDENTIAL),
    "call for address": ({"address_1": "Call for address"}, P.CONFIDENTIAL),
    "call for the location": ({"address_1": "call hotline for location"}, P.CONFIDENTIAL),
    "on request": ({"address_1": "Address available upon request"}, P.CONFIDENTIAL),
    "do not publish": ({"attention": "DO NOT PUBLISH"}, P.CONFIDENTIAL),
    "redacted": ({"address_1": "[redacted]"}, P.CONFIDENTIAL),
    "safehouse by name": ({"name": "WEAVE Safehouse"}, P.CONFIDENTIAL),
    "shelter by name": ({"name": "Domestic Violence Shelter"}, P.CONFIDENTIAL),
    "city": ({"city": "Confidential"}, P.CONFIDENTIAL),
    "state": ({"state_province": "Undisclosed"}, P.CONFIDENTIAL),
    "postal code": ({"postal_code": "Withheld"}, P.CONFIDENTIAL),
    "said in the description": ({"description": "Our location is confidential."}, P.CONFIDENTIAL),
    "a confidential site": ({"description": "A confidential shelter for women"}, P.CONFIDENTIAL),
    "blank street": ({"address_1": ""}, P.NO_STREET),
    "street n/a": ({"address_1": "N/A"}, P.NO_STREET),
    "state only": ({"address_1": "State: FL"}, P.NO_STREET),
    "city in the street": ({"address_1": "Sacramento"}, P.NO_STREET),
    "no city and no postal code": ({"city": "", "postal_code": ""}, P.NO_STREET),
    "post box": ({"address_1": "PO Box 12"}, P.POST_BOX),
    "post box with dots": ({"address_1": "P.O. Box 1234"}, P.POST_BOX),
    "postal": ({"address_type": "postal"}, P.POST_BOX),
    "mailing": ({"location_type": "Mailing"}, P.POST_BOX),
    "virtual": ({"location_type": "virtual"}, P.VIRTUAL),
}


@pytest.mark.parametrize(("cells", "problem"), HIDDEN.values(), ids=HIDDEN)
def test_a_hidden_address_leaves_nothing(cells: dict[str, str], problem: PlaceProblem) -> None:
    reading = read_address(STREET | cells, OPEN, public=True)
    assert reading == PlaceReading(public=False, problems=(problem,))


def test_a_flag_hides_even_a_public_address() -> None:
    hidden = PlaceReading(public=False, problems=(P.FLAGGED,))
    assert read_address(STREET, Flags(private_address=True), public=True) == hidden
    assert read_address(STREET, Flags(hidden_record=True), public=True) == hidden


def test_without_the_editors_word_no_address_is_shown() -> None:
    hidden = PlaceReading(public=False, problems=(P.NOT_STATED_PUBLIC,))
    assert read_address(STREET, OPEN, public=False) == hidden


def test_no_address_is_no_problem() -> None:
    assert read_address({}, OPEN, public=True) == PlaceReading(public=False)
    assert read_address({"address_1": "n/a"}, OPEN, public=False) == PlaceReading(public=False)


@pytest.mark.parametrize(
    "cells",
    [
        {"address_1": "1234 Secret Ravine Parkway"},
        {"address_1": "12 Hidden Valley Rd"},
        {"address_1": "5 Private Drive"},
        {"address_1": "One Capitol Mall"},
        {"address_1": "Corner of 9th Street and K"},
        {"description": "All our services are confidential."},
        {"name": "Confidence House"},
        {"city": ""},
    ],
)
def test_an_ordinary_address_is_shown(cells: dict[str, str]) -> None:
    assert read_address(STREET | cells, OPEN, public=True).public


@pytest.mark.parametrize(
    "text",
    [
        *("Emergency shelter at a confidential location for women.", "Domestic Violence Shelter"),
        *("WEAVE Safehouse", "Two safe houses.", "Location: Confidential", "Address (undisclosed)"),
        *("Our location is confidential.", "A confidential, secure shelter", "a secret location"),
        *("at a confidential and secure facility", "confidential 24-hour shelter", "DV shelter"),
        *("a <b>confidential</b> location", "a confidential\u00a0location", "Call for location."),
        *(
            "Address not disclosed",
            "The location is given after intake.",
            "Battered women’s shelter",
        ),
        *("Shelter for women and children who are victims of domestic violence", "hidden house"),
        *("Family violence shelters", "shelter for survivors of human trafficking"),
    ],
)
def test_a_text_that_says_that_a_place_is_secret(text: str) -> None:
    assert calls_place_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Free confidential testing at this location.", "Confidential HIV testing", "Safe sex"),
        *("confidential testing site", "All our services are confidential.", "Call for directions"),
        *("confidential counseling on site", "Emergency shelter for men", "A private room"),
        *("Counseling about domestic violence", "Call for an appointment at either address.", ""),
    ],
)
def test_a_text_that_keeps_only_what_is_said_secret(text: str) -> None:
    assert not calls_place_secret(text)


POSTAL = {
    "95814": "95814",
    "95814-1234": "95814-1234",
    "95814 1234": "95814-1234",
    "958141234": "95814-1234",
    "95814.0": "95814",
    "9581": None,
    "CA 95814": None,
    "ABC 1234": None,
    "٩٥٨١٤": None,
}


@pytest.mark.parametrize("raw", POSTAL)
def test_postal_code(raw: str) -> None:
    reading = read_address(STREET | {"postal_code": raw}, OPEN, public=True)
    assert reading.postal_code == POSTAL[raw]
    assert (P.POSTAL_CODE in reading.problems) is (POSTAL[raw] is None)


POINTS = [
    *(("0", "0"), ("0.0", "0.0"), ("-121.48", "38.57"), ("100", "-121"), ("38.57", "121.48")),
    *(
        ("x", "y"),
        ("inf", "-121"),
        ("38.57", ""),
        ("", "-121.48"),
        ("51.5", "-0.1"),
    ),
]


@pytest.mark.parametrize(("latitude", "longitude"), POINTS)
def test_coordinates_that_cannot_be_are_dropped(latitude: str, longitude: str) -> None:
    cells = STREET | {"latitude": latitude, "longitude": longitude}
    reading = read_address(cells, OPEN, public=True)
    assert (reading.latitude, reading.longitude) == (None, None)
    assert reading.problems == (P.COORDINATES,)


FLAGS = {
    "icarol address": ({"PhysicalAddressIsPrivate": "True"}, Flags(private_address=True)),
    "icarol address yes": ({"PhysicalAddressIsPrivate": "Yes"}, Flags(private_address=True)),
    "icarol address no": ({"PhysicalAddressIsPrivate": "No"}, OPEN),
    "icarol address blank": ({"PhysicalAddressIsPrivate": ""}, OPEN),
    "icarol address odd": ({"PhysicalAddressIsPrivate": "see note"}, Flags(private_address=True)),
    "icarol phone": ({"Phone1IsPrivate": "Yes"}, Flags(private_phones=frozenset({"1"}))),
    "icarol hotline": (
        {"PhoneNumberHotlineIsPrivate": "Yes"},
        Flags(private_phones=frozenset({"numberhotline"})),
    ),
    "icarol phones": (
        {"Phone1IsPrivate": "Yes", "Phone2IsPrivate": "No", "Phone3IsPrivate": "1"},
        Flags(private_phones=frozenset({"1", "3"})),
    ),
    "phone of its own": ({"phone_is_private": "t"}, Flags(private_phones=frozenset({""}))),
    "icarol worker": ({"SeniorWorkerIsPrivate": "Yes"}, Flags(private_contact=True)),
    "icarol contact": ({"MainContactIsPrivate": "Yes"}, Flags(private_contact=True)),
    "icarol website": ({"ExcludeFromWebsite": "Yes"}, Flags(hidden_record=True)),
    "icarol website no": ({"ExcludeFromWebsite": "No"}, OPEN),
    "wellsky site": ({"SHOW_ON_PUBLIC_SITE": "N"}, Flags(hidden_record=True)),
    "wellsky site yes": ({"SHOW_ON_PUBLIC_SITE": "Y"}, OPEN),
    "wellsky site odd": ({"SHOW_ON_PUBLIC_SITE": "maybe"}, Flags(hidden_record=True)),
    "wellsky site blank": ({"SHOW_ON_PUBLIC_SITE": ""}, OPEN),
    "wellsky active": ({"ISACTIVE": "0"}, Flags(inactive=True)),
    "wellsky active yes": ({"ISACTIVE": "1.0"}, OPEN),
    "wellsky active date": ({"Active": "2020-01-01"}, OPEN),
    "visionlink": ({"Agency_ConfidentialAddress_Flag": "X"}, Flags(private_address=True)),
    "visionlink site": ({"Site ConfidentialAddress": "yes"}, Flags(private_address=True)),
    "streetlives": ({"hidden_from_search": "true"}, Flags(hidden_record=True)),
    "streetlives no": ({"hidden_from_search": "false"}, OPEN),
    "redacted": ({"location_type": "redacted"}, Flags(private_address=True)),
    "physical": ({"location_type": "physical"}, OPEN),
    "plain private": ({"Private": "1"}, Flags(hidden_record=True)),
    "plain public": ({"is_public": "f"}, Flags(hidden_record=True)),
    "deleted": ({"deleted": "true"}, Flags(inactive=True)),
    "deleted at": ({"deleted": "2020-01-01"}, OPEN),
    "internal": ({"Internal Only": "x"}, Flags(hidden_record=True)),
    "do not publish": ({"do_not_publish": "1"}, Flags(hidden_record=True)),
    "hide address": ({"hide_address": "TRUE"}, Flags(private_address=True)),
    "show address": ({"show_address": "no"}, Flags(private_address=True)),
    "other columns": ({"name": "Private School", "privacy_policy": "yes"}, OPEN),
}


@pytest.mark.parametrize(("row", "flags"), FLAGS.values(), ids=FLAGS)
def test_flags(row: dict[str, str], flags: Flags) -> None:
    assert flags_of(row) == flags


@given(
    st.dictionaries(st.sampled_from([*STREET, "name", "description", "location_type"]), st.text()),
    st.booleans(),
)
def test_hidden_means_that_nothing_is_left(cells: dict[str, str], public: bool) -> None:  # noqa: FBT001
    reading = read_address(cells, OPEN, public=public)
    assert public or not reading.public
    if not reading.public:
        assert reading == PlaceReading(public=False, problems=reading.problems)
