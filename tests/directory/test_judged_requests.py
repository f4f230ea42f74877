"""What people type is answered: floors on requests set aside while the ranking changed."""

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


def test_no_request_stands_in_both_halves() -> None:
    tuning, aside = ({(one.language, one.text) for one in requests(name)} for name in NAMES)
    assert not tuning & aside
    assert len(tuning) + len(aside) >= len(OFFERED) * 60


NAMES = ("tuning", "set_aside")
