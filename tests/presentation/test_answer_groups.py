"""The answers of a list by what she does: the act, the groups, what is said once of all."""

import datetime as dt
import re
from itertools import combinations
from typing import Any, Final

import pytest
from msgspec.structs import replace

from kiosk.domain.filters import Filter
from kiosk.domain.records import Need, Referrer, Schedule, Start, Weekday
from kiosk.presentation.answer_groups import (
    LINE_211,
    Act,
    Member,
    Senders,
    card_of,
    grouped,
    reach_of,
)
from kiosk.presentation.list_views import GroupView
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.views import StateTone
from tests.conftest import PresenterMaker
from tests.presentation.listings import (
    HIDDEN,
    OFFICE_HOURS,
    PUBLIC,
    TUESDAY,
    VOICE,
    listed_card,
    listing,
    told,
)

NIGHT: Final = TUESDAY.replace(hour=2)
ALWAYS = Schedule(
    id="s.h2", service_id="s", byday=tuple(Weekday), opens_at="00:00", closes_at="24:00"
)
OLD: Final = dt.date(2024, 5, 1)
LINE_ABOUT_211 = replace(VOICE, number="211")
WITH_211 = Senders(frozenset({LINE_211}), {LINE_211: "211"})
SENT_BY = {"phones": (), "referral_by": (Referrer.LINE_211, Referrer.COUNTY)}


def plain(words: str) -> str:
    """Words without the marks of directions, with plain spaces."""
    return re.sub("[\u2066-\u2069]", "", words).replace("\N{NO-BREAK SPACE}", " ")


def hours(**more: Any) -> dict[str, Any]:
    return {"schedules": (OFFICE_HOURS,), **more}


@pytest.mark.parametrize(
    ("about", "act", "tone", "when"),
    [
        ({"schedules": (ALWAYS,)}, Act.NOW, StateTone.OPEN, "now"),
        (hours(), Act.NOW, StateTone.OPEN, "until 5 pm"),
        (hours(assured_date=dt.date(2026, 7, 1)), Act.CALL, StateTone.UNKNOWN, "until 5 pm"),
        (hours(assured_date=OLD), Act.CALL, StateTone.UNKNOWN, "9 am – 5 pm"),
        ({}, Act.CALL, StateTone.UNKNOWN, None),
        ({"locations": (PUBLIC,), "start": (Start.WALK_IN,)}, Act.GO, StateTone.UNKNOWN, None),
        ({"locations": (PUBLIC,)}, Act.CALL, StateTone.UNKNOWN, None),
        (hours(locations=(PUBLIC,), phones=()), Act.GO, StateTone.OPEN, "until 5 pm"),
        (SENT_BY, Act.SENT, StateTone.UNKNOWN, None),
        ({**SENT_BY, "phones": (LINE_ABOUT_211,)}, Act.SENT, StateTone.UNKNOWN, None),
        ({**SENT_BY, "phones": (VOICE,)}, Act.CALL, StateTone.UNKNOWN, None),
        ({**SENT_BY, "locations": (PUBLIC,)}, Act.GO, StateTone.UNKNOWN, None),
        ({**SENT_BY, "locations": (HIDDEN,)}, Act.SENT, StateTone.UNKNOWN, None),
        ({"phones": (), "url": "https://x.org"}, Act.LOOK, StateTone.UNKNOWN, None),
        ({"phones": ()}, Act.STAFF, StateTone.UNKNOWN, None),
    ],
)
def test_the_data_decide_what_she_does(
    about: dict[str, Any], act: Act, tone: StateTone, when: str | None
) -> None:
    card = listed_card(told(listing(**about)))
    shown = plain(card.when.words) if card.when else None
    assert (card.act, card.tone, shown) == (act, tone, when)
    assert not (card.number and card.street)


@pytest.mark.parametrize("assured", [TUESDAY.date(), dt.date(2026, 7, 1), OLD])
@pytest.mark.parametrize("place", [{}, {"locations": (PUBLIC,), "start": (Start.WALK_IN,)}])
def test_a_closed_door_says_when_it_opens_and_never_that_it_is_open(
    assured: dt.date, place: dict[str, Any]
) -> None:
    card = listed_card(told(listing(**hours(assured_date=assured, **place)), now=NIGHT))
    assert card.tone is StateTone.LATER
    assert card.when is not None
    assert "9 am" in plain(card.when.words)
    assert card.act is (Act.GO if place else Act.CALL)
    assert "Walk in" not in f"{card.way} {card.when.words}"


def group(*about: dict[str, Any], senders: Senders = WITH_211, now: dt.datetime = TUESDAY) -> Any:
    members = []
    for at, one in enumerate(about):
        facts = told(listing(**{"id": f"s{at}", **one}), now=now)
        reach = reach_of(facts, senders)
        members.append(Member(1, reach, card_of(facts, reach)))
    return grouped(facts.context, members, senders)


def shown(groups: tuple[GroupView, ...]) -> list[tuple[str, tuple[str, ...], int]]:
    return [(one.head, one.sentences, len(one.cards)) for one in groups]


HOME: Final = {**SENT_BY, "name": "Alder Shelter", "locations": (HIDDEN,)}
DOOR: Final = {"locations": (PUBLIC,), "start": (Start.WALK_IN,)}


def test_what_all_cards_share_is_said_once_in_their_head() -> None:
    groups, _ = group(HOME, HOME, {}, hours(assured_date=OLD, **DOOR), now=NIGHT)
    assert shown(groups) == [
        ("211 sends you here", ("Ask if there is room.", "Address not shown."), 2),
        ("Call and ask", ("No hours written down.",), 1),
        ("Go when it opens", ("Hours from 2024.", "Call first."), 1),
    ]


def test_open_and_closed_part_where_both_have_two() -> None:
    late, unknown = hours(assured_date=OLD), {}
    heads = [one[0] for one in shown(group(late, unknown, late, unknown, now=NIGHT)[0])]
    assert heads == ["Call when they open", "Call and ask"]
    mixed, _ = group(late, unknown, now=NIGHT)
    assert shown(mixed) == [("Call and ask", ("No time shown: ask.", "Hours from 2024."), 2)]


def test_the_title_says_what_all_groups_share() -> None:
    door = hours(**DOOR, phones=())
    groups, note = group(hours(), door)
    assert note.endswith("All hours checked by phone.")
    assert [one.head for one in groups] == ["Call now", "Go now"]
    assert not any(one.sentences for one in groups)
    _, unsure = group(hours(confirmed=False), {**door, "confirmed": False})
    assert unsure.endswith("All hours checked this season.")
    _, night = group(hours(assured_date=OLD), door, now=NIGHT)
    assert night.startswith("Tuesday")
    assert night.endswith("Most are closed now.")


@pytest.mark.parametrize(
    ("senders", "referrers", "head", "number"),
    [
        (WITH_211, (Referrer.COUNTY, Referrer.LINE_211), "211 sends you here", ""),
        (replace(WITH_211, called=frozenset()), (Referrer.LINE_211,), "211 sends you here", "211"),
        (Senders(), (Referrer.LINE_211,), "Ask who sends you", ""),
        (Senders(), (Referrer.LINE_211, Referrer.COURT), "A judge sends you", ""),
        (WITH_211, (Referrer.COUNTY,), "Ask the county", ""),
    ],
)
def test_who_sends_her_is_in_the_call_block_or_the_first(
    senders: Senders, referrers: tuple[Referrer, ...], head: str, number: str
) -> None:
    (one,), _ = group({"phones": (), "referral_by": referrers}, senders=senders)
    assert (one.head, one.number.strip("\u2066\u2069")) == (head, number)


def test_a_line_that_sends_her_has_its_number_at_the_head() -> None:
    senders = Senders(frozenset(), {"county": "+19165550199"})
    about = {"phones": (), "referral_by": (Referrer.COUNTY,), "referral_line": "county"}
    (one,), _ = group(about, senders=senders)
    assert one.number.strip("\u2066\u2069") == "916-555-0199"


# --- on the whole directory -----------------------------------------------------------------------


def subjects(here: DirectoryPresenter) -> list[str]:
    tiles = here.directory.tiles(None, "en")
    return [*Need, *(tile.id for tile in tiles)]


@pytest.mark.parametrize("now", ["2026-12-06T02:00", "2026-12-07T14:10"])
def test_the_groups_are_the_list_and_begin_with_its_first_answer(
    presenter: PresenterMaker, now: str
) -> None:
    here = presenter("en", now=now)
    singles = [frozenset({one}) for one in Filter if one is not Filter.NO_VOICE]
    pairs = [one | other for one, other in combinations(singles, 2)]
    for at, subject in enumerate(subjects(here)):
        for choices in (frozenset(), *singles, *pairs[at % 7 :: 7]):
            ids = here._questions.answer_ids(subject, choices, 0, 500, refusing=False)
            view = here.answers(subject, choices, 500)
            assert sorted(card.id for card in view.cards) == sorted(ids)
            if ids and not (view.call and view.groups[0].act == Act.NOW):
                further = {
                    card.id for one in view.groups if one.act == Act.FURTHER for card in one.cards
                }
                assert view.cards[0].id == next(
                    (one for one in ids if one not in further), view.cards[0].id
                )


@pytest.mark.parametrize("now", ["2026-12-06T02:00", "2026-12-07T14:10"])
def test_no_card_says_ask_and_no_leaf_is_on_a_closed_door(
    presenter: PresenterMaker, now: str
) -> None:
    here = presenter("en", now=now)
    for subject in subjects(here):
        for group_view in here.answers(subject, limit=500).groups:
            for card in group_view.cards:
                words = [one.words for one in (card.when, card.more) if one]
                assert not any("Ask" in one for one in words)
                closed = any(one[:3] in {"Mon", "Sat", "Sun", "Tue"} for one in words[:1])
                assert not (closed and card.tone is StateTone.OPEN)
