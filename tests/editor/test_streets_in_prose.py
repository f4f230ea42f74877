"""A hidden street, number or building is found in prose, in any order and language we have."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.app import assets
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import AddressVisibility, Location, SearchWord
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.importers.address_leaks import find_address_leaks
from kiosk.editor.parsers.address_matcher import HiddenAddresses
from kiosk.editor.parsers.number_words import spelled
from kiosk.editor.parsers.street_words import ENGLISH, Street, read_line
from kiosk.editor.parsers.streets import foreign_words, sounds
from tests.editor.editors import guide

LANE = "4711 Secret Lane"
STREETS: dict[str, list[str]] = {
    LANE: [
        "Our house is on Secret Lane. Call first.",
        "The 4700 block of Secret Lane, blue door.",
        "You find us at forty-seven eleven Secret Lane.",
        "4711 is our door, on Secret Lane.",
        "Estamos en la calle Secret, número 4711.",
        "Secret Lane and 5th Street, second house.",
        "Come to 4711 Secret.",
        "We are at four thousand seven hundred and eleven Secret.",
        "We are at four seven one one Secret.",
        "You know the house: Secret, number 4711.",
        "The 4700 block of Secret.",
        "Vivimos en la cuadra 4700 de Secret.",
        "En cuarenta y siete once de Secret.",
        "It is the lane called Secret.",
        "SECRET LN, yellow house",
        "secret-lane",
        "https://house.example.org/en/secret_lane/",
        "https://secretlanehouse.example.org/",
        "https://house.example.org/Secret%20Lane",
        "callejón de la Secret",
        "Nasa kalye Secret kami.",
        "Chúng tôi ở đường Secret.",
        "Peb nyob rau ntawm txoj kev Secret.",
        "Мы на улице Secret.",
        "Ми на вулиці Secret.",
        "我们在Secret街。",
        "我們在 Secret 路。",
        "저희는 Secret 거리에 있습니다.",
        "نحن في شارع Secret.",
        "ما در خیابان Secret هستیم.",
        "موږ په Secret سړک کې یو.",
        "हम Secret गली में हैं।",
        "ਅਸੀਂ Secret ਗਲੀ ਵਿੱਚ ਹਾਂ।",
    ],
    "1215 N. Elm Street, Suite 4": ["the house on North Elm St.", "1215 Elm"],
    "One Secret Plaza": ["1 Secret Plaza", "Come to Secret Plaza."],
    "815 3rd Avenue": ["on Third Avenue", "on 3rd ave.", "en la calle 3rd"],
    "9 K Street": ["on K Street", "K St. by the river", "улица K"],
    "Calle Secreta 12": ["en la calle Secreta", "on Secreta street", "Secreta, número 12"],
    "Rose House, 9 K Street": ["Ask for Rose House.", "Ring at the Rose  House"],
    "4711-4713 Old Mill Rd": ["on Old Mill Road", "4711 Old Mill"],
    "4711 Secret Ln, behind Oak Park Plaza": ["Oak Park Plaza", "Secret Lane"],
    "12 O'Brien's Ct": ["on O’Briens Court"],
    # House numbers with a letter or an ordinal, which hours and prices have too.
    "1215 K Street": ["Come to 1215 K Street and ring twice.", "We are at 1215 k st, in the yard."],
    "1215 K St": ["Ring at 1215 K."],
    "1215 J": ["Ring at 1215 J Street."],
    "1215 N Street": ["Come to 1215 N St."],
    "1215 N Street, Suite 4": ["Come to 1215 N. Ring twice."],
    "1215 N Suite 4": ["Come to 1215 N and ring twice."],
    "815 S St": ["The door is 815 South S Street."],
    "1321 North C St": ["Come to 1321 C Street."],
    "1215 North Avenue": ["Come to 1215 N. Ave."],
    "1215 A Street": ["Come to 1215 A St.", "Come to 1215 A and ring."],
    "1215 12th Street": ["Come to 1215 12th."],
    "1215 Elm Street": ["In house 3 1215 Elm Street."],
}


@pytest.mark.parametrize(
    ("line", "text"), [(line, text) for line, texts in STREETS.items() for text in texts]
)
def test_a_text_reveals_a_hidden_line(line: str, text: str) -> None:
    [finding] = find_address_leaks([guide(text)], [line])
    assert (finding.code, finding.weight) == (FindingCode.ADDRESS_TOLD, Weight.REFUSED)


OTHERS = {
    LANE: [
        "Keep your papers in a secret place.",
        "Open 9 to 5, all 4711 of us.",
        "Call the Lane County line. It is a secret.",
        "Take lane two. Secret? No.",
        "Ask on the street secret friends for help.",
        "Secretly, the lane was closed.",
    ],
    "9 K Street": ["Open 9 to 5.", "Vitamin K and 9 more", "K. Lee, street nurse", "9 klicks"],
    "10 A Street": [
        *("It costs 10 a year.", "ten a day", "Ask. A street nurse comes at 11."),
        *("Abierto de 10 a 18.", "Open from 10 a.m."),
    ],
    "1215 K Street": ["Come to 1215 J Street.", "1215 kinds of help."],
    "1215 N Street": ["Come to 1215 S Street."],
    "1215 N. Elm Street": ["Come to 1215 N Street."],
    "5 P Street": ["Open until 5 p.m. and 5 P M."],
    "24 H Street": ["Open 24 hours."],
    "10 O Street": ["en la calle o en casa", "work o street"],
    "815 3rd Avenue": ["the 3rd floor", "third", "815 people, avenue of help"],
    "120 Main Street": ["The main thing: ask on the street."],
    "Rose House, 9 K Street": ["A house with a rose garden", "Rose has a house"],
    "The main building, Suite 4": ["Ask at the main building.", "Suite 4"],
    "PO Box 12": ["Box 12", "PO Box 12"],
}


@pytest.mark.parametrize(
    ("line", "text"), [(line, text) for line, texts in OTHERS.items() for text in texts]
)
def test_other_texts_do_not(line: str, text: str) -> None:
    assert not HiddenAddresses([line]).mentions(text)


@pytest.mark.parametrize(
    ("shown", "text", "told"),
    [
        ("12 Secret Lane", "Our street is Secret Lane.", False),
        ("12 Secret Ln", "The 4700 block of Secret Lane", True),
        ("4715 Secret Ln", "The 4700 block of Secret Lane", False),
        ("4715 Secret Ln", "4711 Secret Lane", True),
        ("4715 Secret Ln", "We are at forty-seven eleven Secret Lane", True),
        ("4711 Secret Ln, Suite 4", "4711 Secret Lane", False),
        ("12 Secret Street", "Our street is Secret Lane.", True),
        ("12 Secret Street", "Our street is Secret Street.", False),
    ],
)
def test_what_a_shown_place_has_is_no_secret(shown: str, text: str, *, told: bool) -> None:
    assert HiddenAddresses([LANE]).mentions(text, [shown]) is told


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ask for the Secret files.", True),
        ("Secret Street is closed.", True),
        ("It stays secret.", False),
        ("Our house is on Secret Lane.", False),
    ],
)
def test_a_name_without_its_kind_is_to_be_looked_at(text: str, *, named: bool) -> None:
    found = [(one.code, one.weight) for one in find_address_leaks([guide(text)], [LANE])]
    assert ((FindingCode.STREET_NAMED, Weight.NOTE) in found) is named


def test_a_letter_or_a_number_is_no_name_to_look_at() -> None:
    assert not find_address_leaks([guide("Vitamin K on the 5th of May")], ["9 K St", "12 5th Ave"])


FACTORY = tuple(read_records(assets.factory()))
SHOWN = [
    one
    for one in FACTORY
    if isinstance(one, Location) and one.address_visibility is AddressVisibility.PUBLIC
]
TEXTS = sorted(
    {
        str(text)
        for one in FACTORY
        for name in ("name", "quiet_name", "phrase", "description", "summary", "text", "url", "id")
        if (text := getattr(one, name, None))
    }
)


HEARD = {sounds(found[0]) for text in TEXTS for found in foreign_words(text)} - {""}
"""A street that sounds like a word of another script is found beside its house number, rightly."""


@given(st.randoms(use_true_random=False))
def test_no_text_of_the_factory_names_a_made_up_street(chance: random.Random) -> None:
    names = ["".join(chance.choices(string.ascii_lowercase, k=chance.randint(5, 9))).title()
             for _ in range(20)]  # fmt: skip
    names = [name for name in names if sounds(name) not in HEARD]
    kinds = [*ENGLISH]
    lines = [f"{chance.randint(1, 9999)} {name} {chance.choice(kinds)}" for name in names]
    texts = chance.sample(TEXTS, 300)
    secret = HiddenAddresses(lines)
    assert not [text for text in texts if secret.mentions(text)]


def test_the_factory_directory_has_no_finding_beside_hidden_places() -> None:
    letters = [f"{house} {letter} Street" for house in (9, 24, 100) for letter in "BDGMPVX"]
    assert not find_address_leaks(
        FACTORY, [LANE, "12 Zebra Way", "Marigold House", "7 Lantern Ct", *letters]
    )


def test_of_the_factorys_own_streets_only_true_sentences_are_found() -> None:
    """All shown places are hidden: what is found then has the name of one with its kind.

    Search words name streets on purpose, in any language.
    """
    left = [one for one in FACTORY if not isinstance(one, Location | SearchWord)]
    lines = [one.address_1 for one in SHOWN if one.address_1]
    refused = [one for one in find_address_leaks(left, lines) if one.weight is Weight.REFUSED]
    assert {one.value.split(",")[0] for one in refused} == {
        "service turning-point-urgent-care",
        "service immigration-court-case",
        "service public-defender-open-case",
        "service superior-court-play-downtown",
        "service chinese-consulate-help",
        "service philippine-consulate-help",
        "service guatemalan-consulate-help",
        "service Hope CORE X Street",
        "service elica-health-clinics",
        "translation of service elica-health-clinics",
        "service wellspace-health-clinics",
        "translation of service wellspace-health-clinics",
        "organization Front Street Animal Shelter",
        "service Front Street Animal Shelter",
    }


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (4711, "forty seven eleven"),
        (4711, "four seven one one"),
        (4711, "four thousand seven hundred and eleven"),
        (4711, "4 711"),
        (4700, "forty seven hundred"),
        (4705, "forty seven oh five"),
        (125, "one twenty five"),
        (125, "ciento veinticinco"),
        (100, "cien"),
        (4711, "cuatro mil setecientos once"),
        (9, "nine"),
        (1000, "mil"),
        (20, "veinte"),
    ],
)
def test_numbers_as_they_are_said(number: int, said: str) -> None:
    assert tuple(said.split()) in spelled(number)


@given(st.integers(1, 999_999))
def test_each_number_says_its_digits_and_no_other_number(number: int) -> None:
    runs = spelled(number)
    assert (str(number),) in runs
    assert not runs & spelled(number + 1)


@given(st.text(max_size=60))
def test_any_line_is_read(line: str) -> None:
    for one in read_line(line):
        assert one.name if isinstance(one, Street) else len(one)


@pytest.mark.parametrize(
    ("number", "said", "unsaid"),
    [
        (4709, "forty seven oh nine", "forty seven nine"),
        (4710, "forty seven ten", "forty seven oh ten"),
        (4700, "forty seven hundred", "forty seven oh zero"),
    ],
)
def test_a_zero_is_said_before_one_digit_alone(number: int, said: str, unsaid: str) -> None:
    runs = spelled(number)
    assert tuple(said.split()) in runs
    assert tuple(unsaid.split()) not in runs
