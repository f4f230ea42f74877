"""A new service that could be taken for a known one, or for one of anybody, waits for a person."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.contact import hosts_of, is_listed
from kiosk.domain.records import AnyRecord, Organization, Service
from kiosk.sync.baseline import Baseline, make_baseline
from kiosk.sync.holds import HoldReason
from kiosk.sync.unattended_policy import reasons_to_wait
from tests.spellings import spellings
from tests.sync.toolkit import revised
from tests.sync.wide import AROUND, content_of, newcomer, wide

OWNER = "Weavebrook"
KNOWN: list[AnyRecord] = [*wide(), Organization(id="wb", name=f"{OWNER} of the County")]
"""A directory with an organization that has a rare word in its name."""
PLAIN_WORDS = {"name": "Quiet corner", "quiet_name": "Quiet corner", "phrase": "Bread and soup"}


@pytest.fixture(scope="module", name="base")
def _base() -> Baseline:
    return make_baseline(content_of(KNOWN))


def waits(base: Baseline, new: list[AnyRecord]) -> bool:
    records = [*KNOWN, *new]
    found = reasons_to_wait(base, content_of(records), content_of(KNOWN), AROUND)
    assert {one.reason for one in found} <= {HoldReason.LOOKS_KNOWN}
    return bool(found)


def coming(owner: str = "Elsewhere", page: str | None = None, **fields: Any) -> list[AnyRecord]:
    new = newcomer(**{**PLAIN_WORDS, **fields})
    return [
        Organization(id=one.id, name=owner, website=page) if isinstance(one, Organization) else one
        for one in new
    ]


def test_a_service_that_is_like_none_applies(base: Baseline) -> None:
    assert not waits(base, coming())
    assert not waits(base, coming(page="https://elsewhere.example.net/", name="Warm bread"))


ALIKE = (
    "{} Sacramento Help", "{} Inc Rooms", "My {}", "{} line", "{} Inc. safe rooms", "The new {}",
)  # fmt: skip
STUCK = ("{}24", "{}'s friends", "Ask_{}", "{}-Help", "Help by {}.")
"""What follows a name without a blank."""
FIELDS = ("owner", "name", "quiet_name", "phrase", "lead", "say")
LETTERS = spellings(OWNER, marks="\u0301\u0308\u0323")


@settings(max_examples=40)
@given(
    field=st.sampled_from(FIELDS),
    text=st.one_of(
        st.builds(str.format, st.sampled_from((*ALIKE, *STUCK)), LETTERS),
        st.builds(
            str.format,
            st.sampled_from(ALIKE),
            st.sampled_from((".".join(OWNER), " ".join(OWNER), "-".join(OWNER.upper()))),
        ),
    ),
)
def test_a_known_name_in_any_spelling_waits(base: Baseline, field: str, text: str) -> None:
    assert waits(base, coming(**{field: text}))


def test_a_service_of_an_accepted_organization_waits(base: Baseline) -> None:
    new = [one for one in coming(organization_id="wb") if not isinstance(one, Organization)]
    assert waits(base, new)


@given(
    host=st.sampled_from(sorted(hosts_of("anybodys"))),
    below=st.sampled_from(["", "www.", "safe-rooms.", "a.b."]),
    place=st.sampled_from(["url", "chat_url", "page"]),
)
def test_a_page_that_anybody_may_open_waits(
    base: Baseline, host: str, below: str, place: str
) -> None:
    assert waits(base, coming(**{place: f"https://{below}{host}/rooms"}))


@pytest.mark.parametrize("host", ["weaveinc.org", "notwixsite.com", "at.me", "example.com", "me"])
def test_a_host_of_its_own_is_none(host: str) -> None:
    assert not is_listed(host, "anybodys")


def test_an_accepted_service_does_not_move_to_such_a_page(base: Baseline) -> None:
    moved = revised(KNOWN, Service, "s065", url="https://t.me/rooms")
    found = reasons_to_wait(base, content_of(moved), content_of(KNOWN), AROUND)
    assert HoldReason.WEB_CHANGED in [one.reason for one in found]
