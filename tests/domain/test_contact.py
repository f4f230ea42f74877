import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.contact import (
    MAX_BYTES,
    Payload,
    PayloadKind,
    Refusal,
    RefusalReason,
    call,
    chunks,
    contact,
    digits,
    format_phone,
    host_of,
    map_point,
    text,
    website,
    words,
)
from kiosk.domain.records import AddressVisibility, Location, Phone, PhoneType

HOSTS = frozenset({"weaveinc.org", "www.weaveinc.org", "humantraffickinghotline.org", "bit.ly"})


def phone(number: str, kind: PhoneType = PhoneType.VOICE, **more: Any) -> Phone:
    return Phone(id="p", service_id="s", number=number, type=kind, **more)


@pytest.mark.parametrize(
    ("number", "written", "pieces"),
    [
        ("+19169202952", "916-920-2952", ("916", "920", "2952")),
        ("+18883737888", "1-888-373-7888", ("1", "888", "373", "7888")),
        ("+18007997233", "1-800-799-7233", ("1", "800", "799", "7233")),
        ("988", "988", ("988",)),
        ("233733", "233733", ("233733",)),
        ("+442079460018", "+44 207 946 0018", ("+44", "207", "946", "0018")),
        ("+525512345678", "+52 551 234 5678", ("+52", "551", "234", "5678")),
        ("+35312345678", "+353 123 456 78", ("+353", "123", "456", "78")),
    ],
)
def test_numbers_as_people_read_and_learn_them(
    number: str, written: str, pieces: tuple[str, ...]
) -> None:
    assert format_phone(number) == written
    assert chunks(number) == pieces


north_american = st.from_regex(r"\+1[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True)
foreign = st.from_regex(r"\+[2-9][0-9]{9,13}", fullmatch=True)
short_codes = st.from_regex(r"[0-9]{3,6}", fullmatch=True)
numbers = north_american | foreign | short_codes


@given(numbers)
def test_no_digit_is_lost_or_made_up_on_the_way_to_the_reader(number: str) -> None:
    own = digits(number)
    shown = digits(format_phone(number))
    # The country code of a local number is not shown; nothing else may differ.
    assert shown in (own, own.removeprefix("1"))
    assert "".join(chunks(number)).removeprefix("+") == shown


@given(numbers)
def test_a_code_to_call_dials_the_digits_of_the_record(number: str) -> None:
    found = call(phone(number))
    if isinstance(found, Payload):
        assert found.data.startswith("tel:")
        assert digits(found.data) == digits(number)


@given(numbers)
def test_a_saved_contact_holds_the_digits_of_the_record(number: str) -> None:
    found = contact("The Center", phone(number))
    if isinstance(found, Payload):
        assert digits(found.data) == digits(number)


@pytest.mark.parametrize(
    ("number", "kind", "reason"),
    [
        ("+19002345678", PhoneType.VOICE, RefusalReason.NUMBER),
        ("+18092345678", PhoneType.VOICE, RefusalReason.NUMBER),
        ("+252612345678", PhoneType.VOICE, RefusalReason.NUMBER),
        ("+19161234567", PhoneType.VOICE, RefusalReason.NUMBER),
        ("+1٩١٦٩٢٠٢٩٥٢", PhoneType.VOICE, RefusalReason.NUMBER),
        ("988", PhoneType.TEXT, RefusalReason.NOT_VOICE),
        ("+18558121001", PhoneType.VIDEOPHONE, RefusalReason.NOT_VOICE),
        ("+18007873224", PhoneType.TTY, RefusalReason.NOT_VOICE),
    ],
)
def test_numbers_that_get_no_code_to_call(
    number: str, kind: PhoneType, reason: RefusalReason
) -> None:
    assert call(phone(number, kind)) == Refusal(PayloadKind.CALL, reason)


def test_codes_to_text() -> None:
    keyword = phone("88788", PhoneType.TEXT, keyword="START")
    assert text(keyword) == Payload(PayloadKind.TEXT, "SMSTO:88788:START")
    assert text(phone("233733", PhoneType.TEXT)) == Payload(PayloadKind.TEXT, "sms:233733")
    assert text(phone("988")) == Refusal(PayloadKind.TEXT, RefusalReason.NOT_TEXT)
    telling = phone("88788", PhoneType.TEXT, keyword="ABUSE")
    assert text(telling) == Refusal(PayloadKind.TEXT, RefusalReason.REVEALING)


@pytest.mark.parametrize(
    "url",
    [
        "https://weaveinc.org",
        "https://weaveinc.org/",
        "https://www.weaveinc.org/service/desk_2-a?lang=es",
    ],
)
def test_pages_of_the_record_itself_get_a_code(url: str) -> None:
    assert website(url, HOSTS) == Payload(PayloadKind.WEBSITE, url)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://weaveinc.org", RefusalReason.NOT_HTTPS),
        ("weaveinc.org", RefusalReason.NOT_HTTPS),
        ("HTTPS://weaveinc.org", RefusalReason.NOT_HTTPS),
        ("javascript:alert(1)", RefusalReason.NOT_HTTPS),
        ("data:text/html,x", RefusalReason.NOT_HTTPS),
        ("intent://scan/#Intent;end", RefusalReason.NOT_HTTPS),
        ("WIFI:T:WPA;S:x;;", RefusalReason.NOT_HTTPS),
        ("BEGIN:VCARD", RefusalReason.NOT_HTTPS),
        ("https://weaveinc.org@evil.com/", RefusalReason.URL_FORM),
        ("https://user:pw@weaveinc.org", RefusalReason.URL_FORM),
        ("https://weaveinc.org:8443/", RefusalReason.URL_FORM),
        ("https://weaveinc.org\\@evil.com", RefusalReason.URL_FORM),
        ("https://weaveinc.org/a b", RefusalReason.URL_FORM),
        ("https://weaveinc.org/\n", RefusalReason.URL_FORM),
        ("https://weaveinc.org/%2e%2e/", RefusalReason.URL_FORM),
        ("https://weaveinc.org/../x", RefusalReason.URL_FORM),
        ("https://weaveinc.org//evil.com", RefusalReason.URL_FORM),
        ("https://weaveinc.org/#top", RefusalReason.URL_FORM),
        ("https://weaveinc.org/?u=https://evil.com", RefusalReason.URL_FORM),
        ("https://weaveinc.org/?a=1&b=2", RefusalReason.URL_FORM),
        ("https://xn--weavinc-rya.org", RefusalReason.URL_FORM),
        ("https://weаveinc.org", RefusalReason.URL_FORM),
        ("https://WEAVEINC.ORG", RefusalReason.URL_FORM),
        ("https://weaveinc.org\u202e", RefusalReason.URL_FORM),
        ("https://192.168.0.1/", RefusalReason.URL_FORM),
        ("https://[::1]/", RefusalReason.URL_FORM),
        ("https://localhost", RefusalReason.URL_FORM),
        ("https://weaveinc.org.", RefusalReason.URL_FORM),
        ("https://", RefusalReason.URL_FORM),
        ("https://weaveinc.org.evil.com", RefusalReason.FOREIGN_HOST),
        ("https://evil.com/weaveinc.org", RefusalReason.FOREIGN_HOST),
        ("https://bit.ly/abc", RefusalReason.SHORTENER),
        ("https://weaveinc.org/" + "a" * MAX_BYTES, RefusalReason.LENGTH),
        ("https://humantraffickinghotline.org", RefusalReason.REVEALING),
        ("https://weaveinc.org/sexual-assault", RefusalReason.REVEALING),
    ],
)
def test_addresses_that_get_no_code(url: str, reason: RefusalReason) -> None:
    assert website(url, HOSTS) == Refusal(PayloadKind.WEBSITE, reason)


@given(st.text(max_size=120))
def test_whatever_is_written_only_plain_https_on_an_official_host_gets_through(junk: str) -> None:
    for url in (junk, "https://" + junk, "https://weaveinc.org" + junk):
        found = website(url, HOSTS)
        if isinstance(found, Payload):
            assert re.fullmatch(r"https://(www\.)?weaveinc\.org([/?][!-~]*)?", url)
            assert host_of(url) in HOSTS


def test_a_hidden_place_has_no_map() -> None:
    hidden = Location(id="l", organization_id="o", latitude=38.5, longitude=-121.4)
    assert map_point(hidden) == Refusal(PayloadKind.MAP, RefusalReason.HIDDEN)


PUBLIC: dict[str, Any] = {
    "id": "l",
    "organization_id": "o",
    "address_visibility": AddressVisibility.PUBLIC,
}
STREET = {"address_1": "3701 Power Inn Rd, 3rd floor", "city": "Sacramento"}


def test_a_public_place_is_its_point() -> None:
    found = map_point(Location(**PUBLIC, **STREET, latitude=38.543214, longitude=-121.41))
    assert found == Payload(PayloadKind.MAP, "geo:38.54321,-121.41000")


def test_a_point_of_a_block_leads_no_phone_to_another_house() -> None:
    found = map_point(Location(**PUBLIC, **STREET, latitude=38.541, longitude=-121.41))
    assert found == Refusal(PayloadKind.MAP, RefusalReason.NO_PLACE)


@pytest.mark.parametrize(
    "point",
    [
        {},
        {"latitude": 38.5},
        {"longitude": -121.4},
        {"latitude": 38.543214},
        {"longitude": -121.494408},
        {"latitude": 0.0, "longitude": 0.0},
        {"latitude": -0.0, "longitude": 0.000001},
    ],
)
def test_without_a_point_there_is_no_map_and_never_one_of_the_atlantic(
    point: dict[str, float],
) -> None:
    """RFC 5870: ``geo:0,0`` is a point, whatever stands behind it."""
    found = map_point(Location(**PUBLIC, **STREET, state_province="CA", **point))
    assert found == Refusal(PayloadKind.MAP, RefusalReason.NO_PLACE)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", RefusalReason.NAME),
        ("A\nTEL:1", RefusalReason.NAME),
        ("x" * 29, RefusalReason.NAME),
        ("Abuse Helpline", RefusalReason.REVEALING),
        ("Casa Refugio", RefusalReason.REVEALING),
    ],
)
def test_contact_names_that_get_no_code(name: str, reason: RefusalReason) -> None:
    found = contact(name, phone("+19169202952"))
    assert found == Refusal(PayloadKind.CONTACT, reason)


TRICKS = (
    "Desk\u202egro.ecifo",
    "\u202dDesk",
    "Desk\u2066 a\u2069",
    "De\u200bsk",
    "De\u00adsk",
    "\ufeffDesk",
    "Desk\u200f",
    "Desk\u061c",
    "Desk\U000e0041",
    "Desk\x00",
    "Desk\x1b[2J",
    "Desk\rTEL:1",
    "Desk\u2028TEL:1",
    "Desk\ud800",
    "Desk\ue000",
)
"""Names that read otherwise than they are."""


@pytest.mark.parametrize("name", TRICKS)
def test_a_name_that_plays_tricks_is_in_no_code(name: str) -> None:
    number = phone("+19169202952")
    for allowed in (False, True):
        found = contact(name, number, allowed=allowed)
        assert found == Refusal(PayloadKind.CONTACT, RefusalReason.NAME)
        assert words(name, ["916-920-2952"], "en", allowed=allowed) == Refusal(
            PayloadKind.WORDS, RefusalReason.NAME
        )


@pytest.mark.parametrize(
    "name", ["https://evil.com", "WIFI:S:x;;", "tel:1", "SMSTO:1:2", "BEGIN:VCARD", "mailto:a@b.c"]
)
def test_words_that_a_phone_would_obey_are_in_no_code(name: str) -> None:
    assert words(name, ["1"], "en") == Refusal(PayloadKind.WORDS, RefusalReason.NAME)


def test_a_contacts_name_ends_where_it_ends() -> None:
    found = contact('A;TEL:1;"\\', phone("+19169202952"))
    assert isinstance(found, Payload)
    assert found.data == r"MECARD:N:A\;TEL\:1\;\"\\;TEL:+19169202952;;"


def test_words_hold_what_fits_and_tells_nothing() -> None:
    lines = ["916-920-2952", "1 Police Plaza", "\u20661 K St\u2069", "x" * 90, "Mon 9 to 5"]
    found = words("Desk", lines, "en")
    assert found == Payload(PayloadKind.WORDS, "Desk\n916-920-2952\n1 K St\nMon 9 to 5")
    assert words("Desk", [], "en") == Refusal(PayloadKind.WORDS, RefusalReason.NAME)
    assert words("Desk", ["x" * 120], "en") == Refusal(PayloadKind.WORDS, RefusalReason.LENGTH)
    assert words("Desk", ["庇护"], "zh-Hans") == Refusal(PayloadKind.WORDS, RefusalReason.REVEALING)
    assert words("988", ["988"], "en") == Payload(PayloadKind.WORDS, "988")


@pytest.mark.parametrize(
    "street",
    [
        {"address_1": "1 Police Plaza"},
        {"address_1": "12 Main St", "address_2": "Domestic Violence Center"},
    ],
)
def test_a_place_whose_street_tells_has_no_map(street: dict[str, str]) -> None:
    where = Location(**PUBLIC, **street, city="Sacramento", latitude=38.50012, longitude=-121.4)
    assert map_point(where) == Refusal(PayloadKind.MAP, RefusalReason.REVEALING)


def test_a_contact_carries_the_quiet_name_and_the_number_alone() -> None:
    found = contact("Desk; Office", phone("+19169202952"))
    assert found == Payload(PayloadKind.CONTACT, r"MECARD:N:Desk\; Office;TEL:+19169202952;;")
