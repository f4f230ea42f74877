"""Nothing that tells gets onto a slip, and the refusal does not tell either."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from kiosk.devices.printers import Cover
from kiosk.devices.slip import (
    Pair,
    SlipCode,
    SlipContent,
    SlipEntry,
    SlipRefused,
    SlipRequest,
    refuse_hidden,
    texts,
)
from kiosk.domain import discretion
from kiosk.domain.language import Language, known_language


def spanish() -> Language:
    return known_language("es")


ENTRY = SlipEntry(
    "Paper Boat",
    Pair("Descanso", "Rest"),
    number="916-555-0142",
    extension="ext. 12",
    how=Pair("Pregunte por: Paper Boat", "Ask for: Paper Boat"),
    page="example.org/rest",
    address=("1200 Example St",),
    hours=Pair("Día y noche", "Day and night"),
)
SLIP = SlipContent(
    spanish(),
    Pair("Comida, duchas, descanso", "Food, showers, rest"),
    (replace(ENTRY, quiet_name="Blue Kettle Kitchen"), ENTRY),
    SlipCode("tel:+19165550142", "916-555-0142", Pair("Cámara, tocar", "Camera, touch")),
    SlipRequest(Pair("Diga", "Say"), "“Spanish, please.”"),
    Pair("Revisado: nov. 2026", "Checked: Nov 2026"),
)


def second(**changes: object) -> SlipContent:
    return replace(SLIP, entries=(SLIP.entries[0], replace(ENTRY, **changes)))  # type: ignore[arg-type]


def test_an_ordinary_slip_passes() -> None:
    assert refuse_hidden(SLIP) is SLIP


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (replace(SLIP, title=Pair("Ayuda", "Rescue desk")), "title.english"),
        (replace(SLIP, title=Pair("Ayuda a víctimas", "Help")), "title.own"),
        (second(quiet_name="Safe House"), "entries[1].quiet_name"),
        (second(quiet_name="庇护中心"), "entries[1].quiet_name"),
        (second(phrase=Pair("Contra la trata", "Rest")), "entries[1].phrase.own"),
        (second(phrase=Pair("Descanso", "After abuse")), "entries[1].phrase.english"),
        (second(address=("1 Example St", "Police annex")), "entries[1].address[1]"),
        (second(hours=Pair("Crisis: siempre", "Always")), "entries[1].hours.own"),
        (second(extension="ask for the shelter"), "entries[1].extension"),
        (second(how=Pair("Pregunte por el refugio", "Ask")), "entries[1].how.own"),
        (second(how=Pair("Pregunte", "Ask for the shelter")), "entries[1].how.english"),
        (second(page="endtraffick.org"), "entries[1].page"),
        (second(page="refugioseguro.org"), "entries[1].page"),
        (replace(SLIP, say=SlipRequest(Pair("Diga", "Say"), "I need asylum.")), "say.sentence"),
        (
            replace(SLIP, code=SlipCode("https://endtraffick.org", "Web", Pair("Toque", "Touch"))),
            "code.payload",
        ),
        (replace(SLIP, checked=Pair("Revisado", "Checked by police")), "checked.english"),
    ],
)
def test_a_telling_text_is_refused_by_the_name_of_its_field(
    content: SlipContent, field: str
) -> None:
    with pytest.raises(SlipRefused) as refused:
        refuse_hidden(content)
    assert refused.value.field == field
    said = str(refused.value)
    assert field in said
    assert not any(text in said for _, text, _ in texts(content) if text)


def test_every_text_of_the_slip_goes_through_the_gate() -> None:
    fields = [field for field, _, _ in texts(SLIP)]
    assert len(fields) == len(set(fields)) == 2 + 2 * 11 + 3 + 3 + 2


@pytest.mark.parametrize("count", [0, 4])
def test_a_slip_has_one_to_three_entries(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 3"):
        replace(SLIP, entries=(ENTRY,) * count)


def test_an_entry_says_how_to_reach_it() -> None:
    with pytest.raises(ValueError, match="number or an address"):
        SlipEntry("Paper Boat", Pair("Descanso", "Rest"))


def test_without_its_code_a_slip_is_otherwise_the_same() -> None:
    assert SLIP.without_code() == replace(SLIP, code=None)


@pytest.mark.parametrize("cover", Cover)
def test_covers_have_ordinary_titles(cover: Cover) -> None:
    assert cover.english
    assert not discretion.find_revealing_anywhere(cover.english)
