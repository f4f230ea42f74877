"""Three steps say what happens when a visitor calls, goes or writes: data decide which."""

import datetime as dt
from typing import Any

import pytest
from msgspec.structs import replace

from kiosk.domain.language import OFFERED
from kiosk.domain.queries import LocalText
from kiosk.domain.records import (
    AnyRecord,
    Audience,
    Cost,
    Need,
    Referrer,
    Service,
    Situation,
    Start,
)
from kiosk.domain.text import unmarked
from kiosk.presentation.describe import Description
from kiosk.presentation.views import ServiceView
from kiosk.presentation.why_words import WHY
from tests.conftest import PresenterMaker
from tests.presentation.listings import (
    HIDDEN,
    OFFICE_HOURS,
    PUBLIC,
    TEXT,
    TUESDAY,
    VOICE,
    listing,
    told,
)

BED = (Situation(code="bed_tonight", fit=1),)
SITE = {"phones": (), "url": "https://alder.example/x"}
DOOR = {"locations": (PUBLIC,)}
CALL, GO, WRITE, REACH = "When you call", "When you go", "When you write", "How you get there"
KINDS: list[tuple[str, dict[str, Any], str, list[str]]] = [
    ("text", {"phones": (TEXT,), "start": (Start.TEXT,)}, WRITE,
     ["You write", "Someone writes back", "Your phone keeps the texts."]),
    ("211 sends", {"phones": (), "referral_by": (Referrer.LINE_211,)}, REACH,
     ["Call 211 and ask", "You say", "They tell you where"]),
    ("the county sends", {"phones": (), "referral_by": (Referrer.COUNTY,)}, REACH,
     ["Ask the county", "You say", "They tell you where"]),
    ("walk in", {"start": (Start.WALK_IN,), **DOOR}, GO,
     ["You go there", "You say", "You ask first"]),
    ("no number", {"phones": (), **DOOR}, GO, ["You go there", "You say", "You ask first"]),
    ("line", {"helpline": True}, CALL, ["Someone answers", "You say", "You ask first"]),
    ("hidden shelter", {"name": "Alder Shelter", "locations": (HIDDEN,), "children": True}, CALL,
     ["Someone answers", "You say", "You ask first"]),
    ("beds", {"situations": BED, "start": (Start.CALL,)}, CALL,
     ["Someone answers", "You say", "You say who comes"]),
    ("court", {"categories": (Need.COURT,), "start": (Start.CALL,), **DOOR}, GO,
     ["You go there", "You ask first", "You say"]),
    ("clinic", {"categories": (Need.HEALTH,), "start": (Start.CALL,)}, CALL,
     ["You call", "You say", "You ask first"]),
    ("office", {"start": (Start.CALL,)}, CALL, ["Someone answers", "You say", "You ask first"]),
    ("website", SITE, REACH, ["Scan with a phone", "Ask the staff here", "You ask first"]),
    ("nothing", {"phones": ()}, REACH, ["Ask the staff here", "You say", "You ask first"]),
]  # fmt: skip


def view(tile: str = "", tag: str = "en", **stated: Any) -> ServiceView:
    described: Description = told(listing(**stated), tag)
    return described.view(tile)


@pytest.mark.parametrize(("kind", "stated", "head", "heads"), KINDS, ids=[one[0] for one in KINDS])
def test_data_decide_the_kind(
    kind: str, stated: dict[str, Any], head: str, heads: list[str]
) -> None:
    del kind
    shown = view("food.eat_today", **stated).steps
    assert shown.head == head
    assert [one.head for one in shown.steps] == heads


def test_she_says_what_brought_her() -> None:
    """The tile's situation if the service answers it, else the service's first."""
    two = tuple(Situation(code=code, fit=1) for code in ("doctor", "not_paid"))
    said = [view(tile, situations=two).steps.steps[1].words for tile in
            ("work.not_paid", "food.baby", "")]  # fmt: skip
    first, paid = (f"\u2066“{WHY[code].text}”\u2069" for code in ("doctor", "not_paid"))
    assert said == [paid, first, first]


def test_a_visitor_without_english_asks_for_her_language_first() -> None:
    first = view(tag="es", start=(Start.CALL,)).steps.steps[0]
    assert "Spanish, please." in first.words
    own = replace(VOICE, languages=("es",))
    assert view(tag="es", phones=(own,)).steps.steps[0].words == "They speak your language."


@pytest.mark.parametrize("tag", OFFERED)
def test_every_service_has_three_steps_and_every_quote_its_english(
    presenter: PresenterMaker, factory_records: tuple[AnyRecord, ...], tag: str
) -> None:
    here = presenter(tag)
    for record in factory_records:
        if not isinstance(record, Service):
            continue
        shown = here.service(record.id)
        assert shown is not None
        assert len(shown.steps.steps) == 3, record.id
        assert all(one.head for one in shown.steps.steps), record.id
        quoted = [one for one in shown.steps.steps if one.words.startswith(("\u2066", "“"))]
        assert all(bool(one.english) is (tag != "en") for one in quoted if one.head), record.id
        assert not any(one.on_paper for one in quoted if one.icon == "talk"), record.id


PAGE: list[tuple[dict[str, Any], list[str]]] = [
    ({"cost": (Cost.FREE,), "id_needed": False, "any_immigration_status": True,
      "audience": (Audience.WOMEN,)}, ["Free", "Papers or no papers", "No ID needed"]),
    ({"audience": (Audience.WOMEN,), "minimum_age": 18}, ["Women", "Age 18 and over"]),
    ({"audience": (Audience.ANYONE,)}, []),
    ({}, []),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "top"), PAGE)
def test_three_known_facts_stand_next_to_the_number(stated: dict[str, Any], top: list[str]) -> None:
    shown = view(**stated)
    assert [one.lines[0] for one in shown.top] == top
    also = [text.rstrip(".") for one in shown.also for text in one.lines]
    assert not {"Anyone", "Date not known", *top} & set(also)


def test_the_first_sentence_leads_if_it_is_short() -> None:
    from_text = LocalText("Ask for a ticket first. Then go in.", "en")
    shown = told(replace(listing(), description=from_text), "en").view()
    assert shown.lead == "Ask for a ticket first."
    assert ["Then go in."] in [list(one.lines) for one in shown.also]
    long = LocalText(f"{'On and on ' * 8}.", "en")
    assert told(replace(listing(), description=long), "en").view().lead == ""
    own = LocalText("Bring your papers.", "en")
    shown = told(replace(listing(), description=from_text, lead=own), "en").view()
    assert shown.lead == own.text
    assert [from_text.text] in [list(one.lines) for one in shown.also]


@pytest.mark.parametrize(("assured", "words"), [
    (dt.date(2024, 5, 1), ("Opens Monday, usually 9 am", "(2024)")),
    (TUESDAY.date(), ("Opens Monday 9 am", "Checked 4 days ago")),
])  # fmt: skip
def test_the_state_is_one_line_with_its_year(assured: dt.date, words: tuple[str, str]) -> None:
    """On a Saturday morning; a person of the coalition called for the second."""
    checked = assured == TUESDAY.date()
    saturday = dt.datetime(2026, 11, 28, 10, 0, tzinfo=dt.UTC)
    service = listing(
        schedules=(OFFICE_HOURS,), assured_date=assured, confirmed=checked, start=(Start.CALL,)
    )
    line = told(service, "en", now=saturday).view().line
    word = unmarked(line.word).replace("\u00a0", " ").replace("\u202f", " ")
    assert (word, line.detail) == words
