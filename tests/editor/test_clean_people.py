"""What a text tells of persons and hidden places goes, whole sentences at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.editor.parsers.people import strip_people
from kiosk.editor.parsers.text import (
    to_plain_text,
)

STAYS = "We give food to families."
TOLD = {
    "mail": "Write to maria@river.org.",
    "hidden mail": "Write to maria [at] river [dot] org.",
    "foreign number": "Call 916-555-0100.",
    "number in brackets": "Call (916) 555-0100 now.",
    "number with dots": "Fax 916.555.0100.",
    "bare number": "Call 9165550100.",
    "number with letters": "Call 1-800-395-HELP.",
    "local number": "Call 555-0100.",
    "foreign country": "Call +44 1234 234567.",
    "extension": "Dial ext. 12.",
    "short extension": "Press x12.",
    "ask for": "Ask for Maria.",
    "see": "See Maria at the desk.",
    "speak with": "Speak with Maria.",
    "title": "Dr. Jane Smith leads it.",
    "title alone": "Led by Mrs. Smith.",
    "contact": "Contact: Jane Smith.",
    "contact in a sentence": "To apply contact Jane Smith.",
    "director": "Our director, Jane Smith, helps.",
    "manager": "Case manager Jane A. Smith.",
    "attention": "Attn: Maria.",
    "street": "We are at 1700 K Street.",
    "avenue": "Come to 12 Fair Oaks Ave today.",
    "boulevard": "It is at 2210 North Del Paso Blvd, upstairs.",
    "box": "Write to PO Box 12.",
    "corner": "Wait at the corner of Oak and Elm.",
}


@pytest.mark.parametrize("sentence", TOLD.values(), ids=TOLD)
def test_what_tells_of_people_and_places_goes(sentence: str) -> None:
    assert strip_people(f"{STAYS} {sentence} Free.") == f"{STAYS} Free."


KEPT = [
    "Call 211 any day.",
    "Open 9-5, Monday to Friday.",
    "Since 1988 we help 2,500 people a year.",
    "Contact Legal Services now.",
    "Call the Front Desk.",
    "The fee is $25.00.",
    "Serves 2024-2025.",
    "Ask for an advocate.",
    "Text HOME to 741741.",
    "For ages 12-24.",
    "My Sister's House helps.",
]


@pytest.mark.parametrize("sentence", KEPT)
def test_what_tells_of_nobody_stays(sentence: str) -> None:
    assert strip_people(f"{STAYS} {sentence}") == f"{STAYS} {sentence}"


def test_the_own_number_and_address_stay() -> None:
    text = "Call (916) 555-0100. Come to 1700 K St, upstairs. Or 99 Oak Street."
    kept = strip_people(text, numbers=["+19165550100"], addresses=["1700 K Street, 2nd floor"])
    assert kept == "Call (916) 555-0100. Come to 1700 K St, upstairs."


def test_nothing_may_be_left() -> None:
    assert strip_people("Ask for Maria at 916-555-0100") == ""


@given(st.text(max_size=80))
def test_stripping_only_takes_away(text: str) -> None:
    kept = strip_people(to_plain_text(text))
    assert strip_people(kept) == kept
    assert len(kept) <= len(to_plain_text(text))
