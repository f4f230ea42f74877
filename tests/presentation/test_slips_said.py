"""What a slip says of who answers and of old facts: in ordinary words, where they are needed."""

import datetime as dt
from typing import Any

import pytest

from kiosk.devices.slip import Pair, refuse_hidden
from kiosk.domain.language import WRITTEN
from kiosk.domain.records import Schedule, Start, Weekday
from kiosk.presentation.slips import slip_content
from tests.conftest import PresenterMaker
from tests.presentation.listings import PUBLIC, TUESDAY
from tests.presentation.one_service import with_changes


@pytest.mark.parametrize(
    ("service_id", "word"),
    [
        ("county-cps-line", "Government office"),
        ("county-aps-line", "Government office"),
        ("district-attorney-victim-witness", "Government office"),
        ("attorney-general-rights", "Government office"),
        ("county-health-center", "Health"),
    ],
)
def test_an_office_that_may_act_on_a_call_says_that_it_is_one(
    presenter: PresenterMaker, service_id: str, word: str
) -> None:
    """Who found the paper learns nothing; she was told on the screen what that office does."""
    assert slip_content(presenter(), [service_id]).entries[-1].phrase == Pair(word, word)


@pytest.mark.parametrize("tag", [each.tag for each in WRITTEN])
def test_so_does_a_line_of_the_police_in_every_language(
    presenter: PresenterMaker, tag: str
) -> None:
    told = with_changes(presenter, "weave-line", tag, quiet_name="City Desk", law_enforcement=True)
    content = slip_content(told, ["weave-line"])
    phrase = content.entries[-1].phrase
    assert phrase.english == "Government office"
    assert (phrase.own == phrase.english) is (tag == "en")
    assert refuse_hidden(content) is content


@pytest.mark.parametrize("directory", [True, False])
def test_911_says_nothing_of_what_it_is_about(
    presenter: PresenterMaker, *, directory: bool
) -> None:
    here = presenter() if directory else presenter("en", directory=None)
    assert slip_content(here, ["line-911"]).entries[-1].phrase is None


MORNINGS = Schedule(
    id="h", service_id="s", byday=(Weekday.MO,), opens_at="09:00", closes_at="12:00"
)


@pytest.mark.parametrize(
    ("days", "first", "aged", "more"),
    [
        (90, None, False, {"phones": ()}),
        (150, "Ask first", True, {"phones": ()}),
        (150, "Call first", True, {}),
        (300, "Ask first", True, {"phones": ()}),
        (300, "Call first", True, {"locations": ()}),
    ],
)
def test_a_street_or_hours_that_may_have_changed_are_not_on_paper_alone(
    presenter: PresenterMaker, days: int, first: str | None, more: dict[str, Any], *, aged: bool
) -> None:
    there = {"locations": (PUBLIC,), "schedules": (MORNINGS,), "helpline": False}
    there |= {"start": (Start.WALK_IN,), "assured_date": TUESDAY.date() - dt.timedelta(days=days)}
    aged_one = with_changes(presenter, "weave-line", **(there | more))
    entry = refuse_hidden(slip_content(aged_one, ["weave-line"])).entries[-1]
    assert (entry.first.english if entry.first else None) == first
    assert entry.hours.english.startswith("Usually ") is aged
    assert bool(entry.address) is (more.get("locations") is None)
    assert all(line.endswith("(2026): ask first") is aged for line in entry.address)
