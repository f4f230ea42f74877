"""Cards, boards and posters as an editor types them, with the website they belong to."""

from __future__ import annotations

import datetime as dt
from html import unescape

import msgspec
import pytest

from kiosk.domain.records import AwarenessCard, Translation
from kiosk.domain.text import source_hash
from tests.editor.website.making import Desk
from tests.sync.toolkit import few_records

CARD = AwarenessCard(
    id="passport",
    title="Your passport is yours.",
    text="No one may keep it.",
    picture="books",
    order=1,
    reviewed_by="AB",
    reviewed_on=dt.date(2026, 11, 1),
)
LONG = msgspec.structs.replace(
    CARD, id="many-words", title="This title has many more words than anyone reads.", order=2
)
SPANISH = [
    Translation(
        id=f"passport.{field}.es", entity="awareness_card", entity_id="passport", field=field,
        language="es", text=text, source_hash=source_hash(english),
    )
    for field, english, text in (
        ("title", CARD.title, "Su pasaporte es suyo."),
        ("text", CARD.text, "Nadie puede quedarse con él."),
    )
]  # fmt: skip
WORDS = ("--cards", "passport", "--boards", "1400x400", "--poster")
pytestmark = pytest.mark.usefixtures("qapp")


def test_pictures_come_with_the_website_and_pass_its_check(office: Desk) -> None:
    file = office.signed([*few_records(), CARD])
    result = office.make(file, *WORDS, "--strips", "plain")
    assert result.exit_code == 0, result.output
    made = office.files
    wanted = {
        "cards/en/passport/square.png",
        "boards/en/passport/board-1400x400.png",
        "boards/en/passport/bulletin.pdf",
        "poster/en-letter.pdf",
    }
    assert wanted <= set(made)
    assert b'"poster": "plain"' in made["website.json"]
    assert office.check(file).exit_code == 0
    assert office.make(file, *WORDS, "--strips", "plain").exit_code == 0
    assert office.files == made
    # The policy of the host lets the page of a card have its style and its picture.
    page = unescape(made["cards/en/passport/card.html"].decode())
    style = page.split("style-src ")[1].split(";")[0]
    assert style in made["hosting/Caddyfile"].decode()
    assert "img-src data: 'self'" in made["hosting/Caddyfile"].decode()


def test_a_swapped_picture_is_named(office: Desk) -> None:
    file = office.signed([*few_records(), CARD])
    assert office.make(file, *WORDS).exit_code == 0
    name = "boards/en/passport/board-1400x400.png"
    (office.out / name).write_bytes(
        office.files[name].replace(b"1-888-373-7888", b"1-888-373-7889")
    )
    result = office.check(file)
    assert result.exit_code == 1
    assert f"{name}: shows a number that is not a helpline's" in result.output


@pytest.mark.rotating(3)
@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--boards", "1400x400", "--cards", "many-words"), "many-words) is too long for a board"),
        (("--cards", "tomorrow"), "This file has no card tomorrow"),
        (("--boards", "9000x400"), "9000x400: each side must have 200 to 8192 pixels."),
        (("--cards", "passport", "--lang", "ar"), "(passport) has no words in Arabic (ar)"),
        (
            ("--boards", "1400x400", "--cards", "passport", "--lang", "es"),
            "a board, bulletin or poster in Spanish (es): no speaker has reviewed",
        ),
    ],
)
def test_what_cannot_be_painted_is_named_and_the_website_stays(
    office: Desk, words: tuple[str, ...], why: str
) -> None:
    file = office.signed([*few_records(), CARD, LONG, *SPANISH])
    assert office.make(file).exit_code == 0
    before = office.files
    result = office.make(file, *words)
    assert result.exit_code in {1, 2}
    assert why in result.output
    assert office.files == before


def test_all_leaves_out_what_is_too_long_and_says_so(office: Desk) -> None:
    file = office.signed([*few_records(), CARD, LONG])
    result = office.make(file, "--cards", "all", "--boards", "1400x400")
    assert result.exit_code == 0, result.output
    assert "(many-words) is too long for a board of 1400x400" in result.output
    assert "cards/en/many-words/square.png" in office.files
    assert "boards/en/many-words/board-1400x400.png" not in office.files
