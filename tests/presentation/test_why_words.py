"""Every situation has a sentence to say aloud: short, kind, and in every language."""

import pytest

from kiosk.app import assets
from kiosk.domain.language import OFFERED, known_language
from kiosk.domain.situations import SITUATIONS
from kiosk.i18n.catalogs import Catalog
from kiosk.presentation.why_words import WHY
from tests.presentation.test_factory_texts import FORBIDDEN
from tests.presentation.test_reading_grade import GRADE, grade

MOST_ENGLISH, MOST = 45, 55
"""Letters that fit under the head of a step, in English and in the longest language."""
FIRST_PERSON = {"i", "me", "my"}


def test_every_situation_has_its_sentence() -> None:
    assert tuple(WHY) == SITUATIONS
    assert len({message.text for message in WHY.values()}) == len(WHY)


@pytest.mark.parametrize("code", SITUATIONS)
def test_a_sentence_is_plain_short_and_labels_nobody(code: str) -> None:
    text = WHY[code].text
    assert len(text) <= MOST_ENGLISH
    assert text[-1] in ".?"
    assert not set(text) & set("\"'“”")
    assert FIRST_PERSON & set(text.lower().replace(".", "").split())
    assert not FORBIDDEN.search(text)


def test_the_sentences_are_below_grade_five() -> None:
    assert grade(message.text for message in WHY.values()) <= GRADE


@pytest.mark.parametrize("tag", [tag for tag in OFFERED if tag != "en"])
def test_every_language_says_all_of_them(tag: str) -> None:
    catalog = Catalog.load(known_language(tag), assets.translations())
    said = {code: catalog.translate(message) for code, message in WHY.items()}
    assert not [code for code, text in said.items() if text == WHY[code].text]
    assert not [text for text in said.values() if len(text) > MOST]
    assert len(set(said.values())) == len(WHY)
