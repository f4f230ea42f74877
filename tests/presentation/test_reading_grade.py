"""How many years of school a text asks for: five at most, in English and in Spanish."""

from collections.abc import Iterable

import pytest
from textstat.textstat import textstatistics

from kiosk.domain.checks import FIGURE, records_of_kind
from kiosk.domain.records import AnyRecord, AwarenessCard, Guide, Service, Translation
from kiosk.domain.text import LRI
from tests.conftest import PresenterMaker

Records = tuple[AnyRecord, ...]
GRADE = 5.0
ENGLISH, SPANISH = textstatistics(), textstatistics()
SPANISH.set_lang("es")


def grade(texts: Iterable[str | None], tag: str = "en") -> float:
    """Flesch-Kincaid (1975) or, for Spanish, Crawford (1989); a title counts as a sentence."""
    plain = [FIGURE.sub("7", text) for text in texts if text]
    text = " ".join(one if one[-1] in ".?!" else f"{one}." for one in plain)
    return SPANISH.crawford(text) if tag == "es" else ENGLISH.flesch_kincaid_grade(text)


@pytest.mark.parametrize(
    ("tag", "plain", "hard"),
    [
        (
            "en",
            "Talk to someone now. It is free. You do not give your name.",
            "Comprehensive case management is available for eligible individuals and families.",
        ),
        (
            "es",
            "Hable con alguien ahora. Es gratis. No tiene que dar su nombre.",
            "Administramos integralmente procedimientos para familias y personas beneficiarias.",
        ),
    ],
)
def test_a_hard_text_is_told_from_a_plain_one(tag: str, plain: str, hard: str) -> None:
    assert grade([plain], tag) < 2 < GRADE < grade([hard], tag)


def test_guides_and_cards_are_below_grade_five(factory_records: Records) -> None:
    for record in factory_records:
        if isinstance(record, Guide):
            texts = [record.title, record.summary, *(block.text for block in record.blocks)]
        elif isinstance(record, AwarenessCard):
            texts = [record.title, record.text]
        else:
            continue
        assert grade(texts) <= GRADE, record.id


def test_spanish_guides_and_cards_are_below_grade_five(factory_records: Records) -> None:
    texts: dict[str, list[str]] = {}
    for record in factory_records:
        if isinstance(record, Translation) and record.language == "es":
            texts.setdefault(f"{record.entity} {record.entity_id}", []).append(record.text)
    for name, of_one in texts.items():
        if name.startswith(("guide", "awareness_card")):
            assert grade(of_one, "es") <= GRADE, name


def test_pages_of_services_are_below_grade_five(
    presenter: PresenterMaker, factory_records: Records
) -> None:
    here = presenter("en")
    for service_id in records_of_kind(factory_records, Service):
        view = here.service(service_id)
        told = [line for fact in view.facts for line in fact.lines if line.endswith(".")]
        # Not an address of the web or of a place.
        lines = [one for one in view.action.lines if " " in one and one[0] != LRI]
        steps = [text for one in view.steps.steps for text in (one.head, one.words) if " " in text]
        page = [view.phrase, view.description, view.age, *view.notes, *lines, *told, *steps]
        assert grade(page) <= GRADE, service_id
