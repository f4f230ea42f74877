"""What a record shows anyway may be said of it, and nothing else."""

import pytest

from kiosk.domain.prose import ProseChecker
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Figure,
    Phone,
    PhoneType,
    Service,
    ServiceAtLocation,
)
from kiosk.domain.value_rules import ContentRule
from tests.domain.content import (
    CARD,
    GUIDE,
    LOCATION,
    ORGANIZATION,
    SERVICE,
    TEXT,
    WORDS,
    R,
    having,
)

OTHER = having(SERVICE, id="other", organization_id="o2")
SHOWN: tuple[AnyRecord, ...] = (
    ORGANIZATION,
    having(ORGANIZATION, id="o2", website=None),
    having(SERVICE, url="https://meals.example.org/a"),
    OTHER,
    Phone(id="p", service_id="s", number="+19165550100"),
    Phone(id="p2", service_id="s", number="741741", type=PhoneType.TEXT),
    Phone(id="p3", service_id="other", number="+19165550111"),
    having(LOCATION, address_1="12 Example Street", address_2="Room 311", postal_code="95814-1234"),
    ServiceAtLocation(id="at", service_id="s", location_id="l"),
    Figure(id="pay", value="16.90", unit="usd_per_hour"),
    Figure(id="sum", value="1250000", unit="usd"),
    Figure(id="code", value="12345"),
    Figure(id="day", value="2026-03-31", unit="date"),
    Figure(id="line", value="9165550100", unit="phone"),
)
OWN = (
    "Call 916-555-0100 or text 741741.",
    "See riverhouse.org or meals.example.org/a",
    "Come to 12 Example Street, Room 311, Sacramento 95814-1234",
)
NAMED = having(GUIDE, service_ids=("s",))


def broken(record: AnyRecord, *others: AnyRecord) -> list[tuple[str, str]]:
    kept = [one for one in SHOWN if (type(one), one.id) != (type(record), record.id)]
    found = ProseChecker([*kept, *others, record]).problems()
    return [(rule.value, field) for one, (rule, field) in found if one is record]


@pytest.mark.parametrize("text", OWN)
def test_what_a_service_shows(text: str) -> None:
    service = next(one for one in SHOWN if isinstance(one, Service))
    assert broken(having(service, description=text)) == []
    assert broken(having(TEXT, text=text)) == []
    assert broken(having(ORGANIZATION, name=text)) == []
    assert broken(having(NAMED, title=text)) == []
    assert (
        broken(having(TEXT, entity="guide", entity_id="g", field="title", text=text), NAMED) == []
    )
    assert broken(having(WORDS, words=(text,), service_ids=("s",))) == []


@pytest.mark.parametrize("text", OWN)
def test_what_is_another_record_s(text: str) -> None:
    assert len(broken(having(OTHER, description=text))) == 1
    assert len(broken(having(TEXT, entity_id="other", text=text))) == 1
    assert len(broken(having(ORGANIZATION, id="o2", website=None, name=text))) == 1
    assert len(broken(having(GUIDE, title=text))) == 1
    assert len(broken(having(GUIDE, service_ids=("other",), title=text))) == 1
    assert len(broken(having(CARD, text=text))) == 1
    assert len(broken(having(TEXT, entity="awareness_card", entity_id="c", text=text), CARD)) == 1


def test_a_hidden_place_shows_no_street() -> None:
    hidden = having(LOCATION, address_visibility=AddressVisibility.HIDDEN)
    told = having(SERVICE, description="Come to 1 K St.")
    assert broken(told, having(LOCATION)) == []
    assert broken(told, hidden) == [(R.TEXT_STREET.value, "description")]


FIGURES = {
    "You earn {pay}.": None,
    "Up to {sum}, until {day}": None,
    "Text HI to {code}": R.TEXT_CODE,
    "Call {line}": R.TEXT_NUMBER,
    "Call 91655{code}": R.TEXT_NUMBER,
    "{nothing} 12345": None,
}


@pytest.mark.parametrize(("text", "rule"), FIGURES.items())
def test_figures_are_put_in_before_a_text_is_judged(text: str, rule: ContentRule | None) -> None:
    wanted = [(rule.value, "summary")] if rule else []
    assert broken(having(GUIDE, summary=text)) == wanted
    translated = having(TEXT, entity="guide", entity_id="g", field="summary", text=text)
    assert broken(translated, GUIDE) == ([(rule.value, "text")] if rule else [])


def test_a_figure_that_is_dialled_is_a_number_of_a_service() -> None:
    assert broken(having(NAMED, summary="Call {line}")) == []
    line = Figure(id="line", value="9165550100", unit="phone")
    assert broken(line) == []
    assert broken(having(line, value="9165550199")) == [(R.TEXT_NUMBER.value, "value")]
    assert broken(having(line, unit="number")) == [(R.TEXT_NUMBER.value, "value")]


def test_one_number_among_many_translations_is_found() -> None:
    texts = [having(TEXT, id=f"t{n}", text=f"Texto {n % 100}") for n in range(3000)]
    texts[1500] = having(TEXT, id="bad", text="Llame al 916-555-0199")
    found = [(one.id, rule) for one, (rule, _) in ProseChecker([*SHOWN, *texts]).problems()]
    assert found == [("bad", R.TEXT_NUMBER)]
