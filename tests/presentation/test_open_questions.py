"""What is not known of a service is a question, in the visitor's language and in English."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.domain import discretion
from kiosk.domain.language import OFFERED, language
from kiosk.domain.records import Audience, Cost, Document, Need, Situation, Start
from kiosk.domain.situations import SITUATIONS
from kiosk.i18n.catalogs import Catalog
from kiosk.presentation.open_questions import _OF_CODES, NOT_ON_PAPER, WORDS, Question, questions
from tests.presentation.listings import HIDDEN, PUBLIC, VOICE, listing, told


def asked(tile: str = "", tag: str = "en", *, young: bool = False, **stated: Any) -> list[str]:
    return [one.english for one in questions(told(listing(**stated), tag), tile, young=young)]


@pytest.mark.parametrize(
    ("tile", "first"),
    [
        ("safe_place.bed_tonight", "Is there a bed tonight?"),
        ("food.eat_today", "What time is food today?"),
        ("health.doctor", "Can I come without insurance?"),
        ("papers.visa_lawyer", "Do you take my kind of case?"),
        ("work.not_paid", "What papers do I bring?"),
        ("talk.too_heavy", "Do you have to tell anyone?"),
        ("other.deaf", "Can I come alone?"),
        ("", "What time is food today?"),
    ],
)
def test_the_tile_chooses_the_questions(tile: str, first: str) -> None:
    """Without a tile the need does: food."""
    found = asked(tile)
    assert found[0] == first
    assert len(found) <= 3


def test_without_a_tile_the_first_situation_chooses() -> None:
    situations = (Situation(code="doctor", fit=1), Situation(code="eat_today", fit=2))
    assert asked(situations=situations)[0] == "Can I come without insurance?"
    assert asked(helpline=True, situations=situations)[0] == "Do you have to tell anyone?"


KNOWN: list[tuple[str, str, dict[str, Any]]] = [
    ("safe_place.bed_tonight", "Can my children come?", {"children": False}),
    ("safe_place.bed_tonight", "Can my children come?", {"audience": (Audience.FAMILIES,)}),
    ("safe_place.bed_tonight", "Do I need ID?", {"id_needed": False}),
    ("safe_place.bed_tonight", "Do I need ID?", {"bring": (Document.PHOTO_ID,)}),
    ("health.doctor", "Can I come without insurance?", {"cost": (Cost.FREE,)}),
    ("health.doctor", "What does it cost?", {"cost": (Cost.SLIDING,)}),
    ("papers.visa_lawyer", "Is it free?", {"cost": (Cost.FEE,)}),
    ("papers.visa_lawyer", "Do I need an appointment?", {"start": (Start.WALK_IN,)}),
    ("work.not_paid", "What papers do I bring?", {"bring": (Document.PAY_RECORDS,)}),
    ("work.not_paid", "Do you ask about papers?", {"any_immigration_status": True}),
    ("talk.too_heavy", "Do you have to tell anyone?", {"must_report": True}),
    ("other.deaf", "Can I come alone?", {"helpline": True}),
]  # fmt: skip


@pytest.mark.parametrize(("tile", "question", "stated"), KNOWN)
def test_a_question_whose_answer_is_known_is_left_out(
    tile: str, question: str, stated: dict[str, Any]
) -> None:
    assert question in asked(tile)
    assert question not in asked(tile, **stated)


def test_a_place_without_a_street_is_asked_for() -> None:
    assert "Where do I go?" in asked("other.deaf", locations=(HIDDEN,))
    assert "Where do I go?" not in asked("other.deaf", locations=(PUBLIC,))


def test_her_language_is_asked_for_unless_it_is_spoken() -> None:
    assert "Can I speak Spanish?" in asked("other.deaf", "es")
    assert "Can I speak Spanish?" not in asked("other.deaf", "es", languages=("es",))
    line = msgspec.structs.replace(VOICE, any_language=True)
    assert "Can I speak Spanish?" not in asked("other.deaf", "es", phones=(line,))
    assert not [one for one in asked("other.deaf") if "speak" in one]


def test_young_people_ask_first_who_is_told() -> None:
    line = {"helpline": True, "categories": (Need.TALK,)}
    said = asked("young.young_bed", young=True, must_report=True, **line)
    assert said[0] == "Do you have to tell anyone?"
    unknown = asked("young.young_bed", young=True, **line)
    assert unknown[0] == "Do you have to tell anyone?"
    assert "Do you have to tell anyone?" not in asked("young.young_bed", must_report=True)


def test_the_table_names_known_situations_only() -> None:
    assert set(_OF_CODES) <= set(SITUATIONS)
    assert set(WORDS) == set(Question)


@pytest.mark.parametrize("tag", OFFERED)
def test_no_question_on_paper_is_revealing(tag: str, catalogues: Path) -> None:
    catalog = Catalog.load(language(tag), catalogues)
    for question in set(Question) - NOT_ON_PAPER:
        for text, spoken in (
            (catalog.translate(WORDS[question]), tag),
            (WORDS[question].text, "en"),
        ):
            assert not discretion.find_revealing(text, spoken), question
