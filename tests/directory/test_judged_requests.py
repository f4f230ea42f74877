"""What people type is answered: floors on requests set aside while the ranking changed."""

from collections import Counter

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.language import OFFERED
from tests.directory.judging import requests, scores, shown_by

FIRST, AMONG, WRONG = 79, 91, 8
"""Percent of the requests: right first, right among the first three, nothing right on the page.

The search before had 29, 44 and 52. The aim, 60, 80 and 8, is reached.
"""
BELOW = 15
"""Points by which the least language may lie below all."""


def test_requests_set_aside_are_answered(factory_directory: ServiceDirectory) -> None:
    asked = [*requests("set_aside")]
    every, languages, _ = scores(asked, lambda one: shown_by(factory_directory, one))
    assert every.first >= FIRST, every
    assert every.among >= AMONG, every
    assert every.wrong <= WRONG, every
    assert {*languages} == {*OFFERED}
    least = min(languages, key=lambda language: languages[language].among)
    assert languages[least].among >= every.among - BELOW, (least, languages[least])


def test_the_judged_set_is_large_and_no_request_stands_in_both_halves() -> None:
    halves = [[*requests(name)] for name in ("tuning", "set_aside")]
    tuning, aside = ({(one.language, one.text) for one in half} for half in halves)
    assert not tuning & aside
    languages, kinds = (
        Counter(getattr(one, field) for half in halves for one in half)
        for field in ("language", "kind")
    )
    assert {*languages} == {*OFFERED}
    assert min(languages.values()) >= 60
    assert kinds["sentence"] >= sum(kinds.values()) / 4
