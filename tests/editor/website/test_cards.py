"""Cards, boards and posters from a signed directory: what is written, and what is refused."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from kiosk.domain.language import OFFERED
from kiosk.domain.records import AwarenessCard, Cost, Location, Schedule, Service, Translation
from kiosk.domain.text import unmarked
from kiosk.editor.website import website_pictures
from kiosk.editor.website.card_choice import CardJob, CardRefused
from kiosk.editor.website.website_check import numbers_in, texts_of, wrong_pictures
from kiosk.editor.website.website_options import board_size
from kiosk.editor.website.website_pictures import (
    board_files,
    card_files,
    checked_numbers,
    poster_files,
)
from kiosk.presentation.card_faces import NUMBER_KEY, CardLine, Strips
from kiosk.ui.cards.drawing import Drawing
from tests.editor.website.card_books import book, reviewed
from tests.sync.toolkit import revised

HOST = "help.example.org"
SIZE = [(1400, 400)]
SECONDS = 360
"""Most processor time of all cards in all languages."""
CARD = ("passport",)
pytestmark = pytest.mark.usefixtures("catalogues", "qapp")


def open_graph(page: str) -> dict[str, str]:
    """The Open Graph tags of a page."""
    return dict(re.findall('<meta property="([^"]+)" content="([^"]*)">', page))


def test_a_card_in_two_languages_is_a_folder_each(factory_records: Sequence[Any]) -> None:
    files = card_files(CardJob(book(factory_records), HOST, CARD, ("es", "ar")))
    own = {"square.png", "link.png", "story.png", "wide.png", "caption.txt", "alt.txt", "card.html"}
    assert set(files) == {
        "cards/index.html",
        *(f"cards/{tag}/passport/{name}" for tag in ("es", "ar") for name in own),
    }
    place = "cards/es/passport"
    assert files[f"{place}/caption.txt"].decode().splitlines() == [
        "Su pasaporte es suyo.",
        "Nadie puede quedarse con él para que usted no se vaya. La ayuda es gratis.",
        "1-888-373-7888",
        "(Aún sin revisar por alguien que habla español.)",
    ]
    alt = files[f"{place}/alt.txt"].decode()
    assert alt.startswith("Su pasaporte es suyo. Your passport is yours. 1-888-373-7888 Gratis.")
    for name in own:
        if name.endswith(".png"):
            assert numbers_in(files[f"{place}/{name}"]) == ("1-888-373-7888",), name


def test_open_graph_tags_stand_on_the_page_of_a_card_alone(factory_records: Sequence[Any]) -> None:
    files = card_files(CardJob(book(factory_records), HOST, CARD, ("es",)))
    page = files["cards/es/passport/card.html"].decode()
    base = f"https://{HOST}/cards/es/passport/"
    graph = open_graph(page)
    assert graph["og:title"] == "Su pasaporte es suyo."
    assert graph["og:description"].startswith("Nadie puede")
    assert graph["og:image"] == base + "link.png"
    assert (graph["og:image:width"], graph["og:image:height"]) == ("1200", "630")
    assert graph["og:url"] == base + "card.html"
    assert graph["og:locale"] == "es_LA"
    assert "<title>Información</title>" in page
    assert '<a href="tel:+18883737888" dir="ltr">1-888-373-7888</a>' in page
    listed = files["cards/index.html"].decode()
    assert not open_graph(listed)
    assert 'name="robots" content="noindex' in listed


def test_a_title_with_signs_of_html_is_only_a_title(factory_records: Sequence[Any]) -> None:
    evil = '"><script>x</script>'
    files = card_files(CardJob(book(factory_records, title=evil), HOST, CARD, ("en",)))
    for name, content in files.items():
        assert not name.endswith(".html") or b"<script" not in content, name


@pytest.mark.parametrize(
    ("ids", "tags"),
    [(CARD, ("es", "ar")), pytest.param((), (), marks=pytest.mark.nightly, id="every card")],
)
def test_pictures_hold_the_words_of_their_cards_alone(
    factory_records: Sequence[Any],
    monkeypatch: pytest.MonkeyPatch,
    ids: tuple[str, ...],
    tags: tuple[str, ...],
) -> None:
    """No street, no quiet name and no id can be in a picture or in the texts next to it."""
    cards = reviewed(factory_records, *OFFERED)
    job = CardJob(cards, HOST, ids or tuple(one.id for one in cards.cards), tags)
    painted = list[str]()

    def seen(drawing: Drawing, line: CardLine) -> Drawing:
        painted.extend(drawing.texts)
        return checked_numbers(drawing, line)

    monkeypatch.setattr(website_pictures, "checked_numbers", seen)
    began = time.process_time()
    files = card_files(job)
    assert time.process_time() - began < SECONDS
    assert len([name for name in files if name.endswith(".png")]) == (
        4 * len(job.ids) * len(tags or OFFERED)
    )
    files |= board_files(job, SIZE) | poster_files(job)
    faces = [face for card in job.cards for face in job.faces(card)]
    own = {HOST, *(word for one in faces for word in (
        one.title, one.english, one.promise, one.english_promise, one.line.written, one.line.spaced
    ))}  # fmt: skip
    assert {*map(_letters, painted)} <= {*map(_letters, own)}
    secret = {one.address_1 for one in factory_records if isinstance(one, Location)}
    names = {one.quiet_name for one in factory_records if isinstance(one, Service)}
    secret |= {one for one in names if one and not one.isdecimal()}  # "211" is its own number
    for name, content in files.items():
        if name.endswith(".png"):
            assert len(content) <= 300_000, name
            assert {key for key, _ in texts_of(content)} == {NUMBER_KEY}, name
        elif not name.endswith(".pdf"):
            assert [one for one in secret if one and one in content.decode()] == [], name


def _letters(text: str) -> str:
    """A text without the blanks and marks that a line adds."""
    return re.sub("[\\s\u200e\u2060]", "", unmarked(text))


def test_no_board_and_no_poster_before_a_person_approved_the_card(
    factory_records: Sequence[Any],
) -> None:
    job = CardJob(book(factory_records), HOST, CARD, ())
    with pytest.raises(CardRefused, match=r"Your passport is yours.*\(passport\).*has approved"):
        board_files(job, SIZE)
    with pytest.raises(CardRefused, match="has approved"):
        poster_files(job)


def test_boards_of_all_languages_are_those_that_are_reviewed(
    factory_records: Sequence[Any],
) -> None:
    job = CardJob(reviewed(factory_records, "es"), HOST, CARD, ())
    files = board_files(job, SIZE)
    assert set(files) == {
        "boards/README.txt",
        *(
            f"boards/{tag}/passport/{name}"
            for tag in ("en", "es")
            for name in ("board-1400x400.png", "bulletin.pdf")
        ),
    }
    assert len(job.left_out) == 14
    assert numbers_in(files["boards/es/passport/bulletin.pdf"]) == ("1-888-373-7888",)


def test_an_approval_of_tomorrow_or_without_a_day_counts_as_none(
    factory_records: Sequence[Any],
) -> None:
    card = next(one for one in book(factory_records).cards if one.id == "passport")
    approved = reviewed(factory_records)
    day = approved.today
    for by, on, right in (
        ("AB", day, True),
        ("AB", None, False),
        (None, day, False),
        ("AB", day.replace(day=day.day + 1), False),
    ):
        signed = msgspec.structs.replace(card, reviewed_by=by, reviewed_on=on)
        assert approved.is_reviewed(signed, "en") is right, (by, on)


def test_a_translation_of_other_words_is_not_shown(factory_records: Sequence[Any]) -> None:
    changed = book(factory_records, title="Your visa is yours.")
    with pytest.raises(CardRefused, match=r"has no words in Spanish \(es\)"):
        card_files(CardJob(changed, HOST, CARD, ("es",)))


def test_a_title_too_long_for_a_board_is_refused_with_the_name_of_its_card(
    factory_records: Sequence[Any],
) -> None:
    cards = reviewed(factory_records)
    with pytest.raises(
        CardRefused, match=r"\(not-free-to-go\) is too long for a board of 1400x400"
    ):
        board_files(CardJob(cards, HOST, ("not-free-to-go",), ("en",)), SIZE)
    some = CardJob(reviewed(factory_records, "hmn"), HOST, CARD, ())
    assert "boards/en/passport/board-840x400.png" in board_files(some, [(840, 400)])
    assert any("840x400 in Hmong" in line for line in some.left_out)


def test_each_card_shows_the_line_that_its_words_name(factory_records: Sequence[Any]) -> None:
    cards = book(factory_records)
    for card in cards.cards:
        line = cards.line_of(card)
        assert line is not None, card.id
        named = set(re.findall(r"\b\d{3}\b", card.text))
        assert named <= {line.number}, card.id
    lines = {card.id: cards.line_of(card) for card in cards.cards}
    assert lines["bed-tonight"] is cards.lines["line-211"]
    assert lines["passport"] is cards.lines["nhth-line"]


@pytest.mark.parametrize("line", ["weave-line-2", "meals-on-wheels"])
def test_a_number_that_is_no_helpline_is_refused(factory_records: Sequence[Any], line: str) -> None:
    job = CardJob(book(factory_records, line_id=line), HOST, CARD, ("en",))
    with pytest.raises(CardRefused, match=f"{line}, which is not a helpline"):
        card_files(job)


def test_free_and_day_and_night_come_from_the_record_of_the_line(
    factory_records: Sequence[Any],
) -> None:
    def alt(records: Sequence[Any]) -> str:
        job = CardJob(book(records, line_id="line-211"), HOST, CARD, ("en",))
        return card_files(job)["cards/en/passport/alt.txt"].decode()

    def other(cost: tuple[Cost, ...], *, always: bool) -> list[Any]:
        kept = [
            one
            for one in factory_records
            if always or not (isinstance(one, Schedule) and one.service_id == "line-211")
        ]
        return revised(kept, Service, "line-211", cost=cost)

    start = "Your passport is yours. 211"
    assert alt(other((Cost.FREE,), always=True)).startswith(f"{start} Free. Day and night.")
    assert alt(other((Cost.SLIDING,), always=True)).startswith(f"{start} Day and night.")
    assert alt(other((), always=False)).startswith(f"{start} Not yet")
    assert alt(other((Cost.FREE,), always=False)).startswith(f"{start} Free Not yet")


def test_cards_of_the_season_and_those_asked_for(factory_records: Sequence[Any]) -> None:
    cards = book(factory_records)
    season = {card.id for card in CardJob(cards, HOST).cards}
    assert "passport" in season
    assert not {"january-blue", "july-choice", "october-home"} & season
    asked = CardJob(cards, HOST, ("january-blue", "passport", "january-blue")).cards
    assert [card.id for card in asked] == ["january-blue", "passport"]
    with pytest.raises(CardRefused, match="no card tomorrow"):
        assert CardJob(cards, HOST, ("tomorrow",)).cards


def test_a_card_that_ended_or_was_withdrawn_is_gone(factory_records: Sequence[Any]) -> None:
    ended = book(factory_records, valid_until=book(factory_records).today.replace(day=24))
    assert ended.cards == ()
    without = [
        one
        for one in factory_records
        if not (isinstance(one, AwarenessCard) and one.id == "passport")
        and not (isinstance(one, Translation) and one.entity_id == "passport")
    ]
    with pytest.raises(CardRefused, match="no card passport"):
        assert CardJob(book(without), HOST, CARD).cards


def test_pictures_of_a_number_that_changed_are_found(factory_records: Sequence[Any]) -> None:
    cards = reviewed(factory_records)
    job = CardJob(cards, HOST, CARD, ("en",))
    files = board_files(job, SIZE) | poster_files(job, Strips.PLAIN)
    assert wrong_pictures(files, cards) == []
    lines = cards.helplines
    gone = msgspec.structs.replace(lines.helplines[0], out_of_service=True)
    later = type(cards)(
        cards.records,
        msgspec.structs.replace(lines, helplines=(gone, *lines.helplines[1:])),
        cards.created,
    )
    assert len(wrong_pictures(files, later)) == 4


def test_a_poster_begins_with_its_own_language(factory_records: Sequence[Any]) -> None:
    job = CardJob(reviewed(factory_records, "es", "ar", "ru"), HOST, CARD, ())
    files = poster_files(job)
    tags = ("en", "es", "ru", "ar")
    assert set(files) == {f"poster/{tag}-{paper}.pdf" for tag in tags for paper in ("letter", "a4")}
    assert numbers_in(files["poster/ar-a4.pdf"]) == ("1-888-373-7888", "1 888 373 7888")


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("1400x400", (1400, 400)),
        ("400X1600", (400, 1600)),
        ("1601x400", None),
        ("1400", None),
        ("100x100", None),
        ("-1400x400", None),
        ("9000x9000", None),
    ],
)
def test_the_size_of_a_board(text: str, size: tuple[int, int] | None) -> None:
    if size is not None:
        assert board_size(text) == size
        return
    with pytest.raises(ValueError, match=re.escape(text)):
        board_size(text)
