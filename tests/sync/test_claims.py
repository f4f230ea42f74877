"""A file of others is described by what it claims, and a claim shows no more than a name."""

import pytest

from kiosk.domain.syncfile import PRACTICE, RefusalCode, Refused, RootFacts
from kiosk.sync.claims import CLAIM_LIMIT, explain_root, shown_claim
from tests.sync.toolkit import Coalition, make_coalition

TRUSTED = RootFacts(channel="sacramento", publisher="Sacramento Coalition")
Code = RefusalCode


def others(channel: str, publisher: str) -> Coalition:
    return make_coalition(2, channel=channel, publisher=publisher)


@pytest.mark.parametrize("was", [Code.OLD_ROOT, Code.ROOT_FORK, Code.ROOT_GAP, Code.ROOT_SIGNATURE])
@pytest.mark.parametrize(
    ("by", "code"),
    [
        (others("oakland", "Other People"), Code.OTHER_COALITION),
        (others("oakland", "Sacramento Coalition"), Code.OTHER_COALITION),
        (others(PRACTICE, "Practice"), Code.PRACTICE),
        (others("sacramento", "Sacramento Coalition"), None),
    ],
    ids=["others", "another channel", "practice", "the same claims"],
)
def test_keys_that_do_not_follow_on(by: Coalition, code: Code | None, was: Code) -> None:
    told = explain_root(Refused(was, "1.root.json"), TRUSTED, by.roots)
    assert told.code is (code or was)
    if code is Code.OTHER_COALITION:
        assert told.claim == by.facts


def test_another_name_for_the_same_channel_is_somebody_else_only_in_a_fork() -> None:
    by = others("sacramento", "Other People")
    fork = explain_root(Refused(Code.ROOT_FORK), TRUSTED, by.roots)
    assert (fork.code, fork.claim) == (Code.OTHER_COALITION, by.facts)
    old = explain_root(Refused(Code.OLD_ROOT), TRUSTED, by.roots)
    assert (old.code, old.claim) == (Code.OLD_ROOT, None)


@pytest.mark.parametrize("code", sorted({*Code} - {Code.OLD_ROOT, Code.ROOT_FORK, Code.ROOT_GAP,
                                                   Code.ROOT_SIGNATURE}))  # fmt: skip
def test_every_other_refusal_stays_as_it_is(code: Code) -> None:
    refused = Refused(code, "where")
    assert explain_root(refused, TRUSTED, others("oakland", "Other People").roots) is refused


def test_roots_that_cannot_be_read_claim_nothing() -> None:
    refused = Refused(Code.OLD_ROOT)
    assert explain_root(refused, TRUSTED, {1: b"{}"}) is refused


@pytest.mark.parametrize(
    ("publisher", "shown"),
    [
        ("Other People", "Other People"),
        ("Coalición del Río 2", "Coalición del Río 2"),
        ("x" * 120, "x" * (CLAIM_LIMIT - 1) + "…"),
        ("  Two   blanks ", "Two blanks"),
        ("Call 916-555-0100 now", None),
        ("Call 9 1 6 5 5", None),
        ("Open evil.example", None),
        ("www evil", None),
        ("mail me@evil", None),
        ("Sacramento Сoalition", None),  # a Cyrillic С
        ("Other\u202ePeople", None),
        ("Other\u200bPeople", None),
    ],
)
def test_a_claimed_name_is_a_name_alone(publisher: str, shown: str | None) -> None:
    found = shown_claim(RootFacts(channel="oakland", publisher=publisher))
    assert (found.publisher if found else None) == shown


def test_a_claimed_channel_is_short_and_no_address() -> None:
    long = shown_claim(RootFacts(channel="a" * 64, publisher="Us"))
    assert len(long.channel) == CLAIM_LIMIT
    assert shown_claim(RootFacts(channel="call-916-555-0100", publisher="Us")) is None
