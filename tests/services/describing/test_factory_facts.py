"""What a fact of the factory directory promises is what its source says, and no more."""

import msgspec
import pytest

from kiosk.domain import discretion
from kiosk.domain.checks import of_kind
from kiosk.domain.chips import Chip
from kiosk.domain.records import AnyRecord, AwarenessCard, Guide, Need, Organization, Phone, Service
from tests.conftest import DeskMaker
from tests.services.listings import VOICE, fact, listing, told

Records = tuple[AnyRecord, ...]
UNOPENED = ("onecommunityhealth.com", "plannedparenthood.org", "capitalprobono.org")
"""Addresses that were handed on and never looked at."""
BY_PHONE = "On the phone: any, by interpreter."
IF_ASKED = "Interpreter if you ask."


@pytest.mark.parametrize(
    ("any_language", "interpreter", "said"),
    [
        (True, None, BY_PHONE),
        (True, True, BY_PHONE),
        (None, True, IF_ASKED),
        (False, True, IF_ASKED),
        (None, None, ""),
    ],
)
def test_any_language_is_promised_by_the_number_alone(
    said: str, *, any_language: bool | None, interpreter: bool | None
) -> None:
    line = msgspec.structs.replace(VOICE, any_language=any_language)
    view = told(listing(phones=(line,), interpreter=interpreter)).view()
    assert fact(view, "Languages") == (said or "Ask")


@pytest.mark.parametrize("tag", ["ps", "ko", "ru"])
def test_many_languages_are_not_every_language(
    desk: DeskMaker, factory_records: Records, tag: str
) -> None:
    """My Sister's House and 211 say that they speak many: not which, and not all."""
    phones = [one for one in factory_records if isinstance(one, Phone)]
    unsure = {
        one.service_id
        for one in phones
        if one.number in {"+19164283271", "211", "+19164981000", "+18445461464"}
    }
    assert {"my-sisters-house-line", "line-211"} <= unsure
    for service_id in unsure:
        view = desk(tag, words="en").service(service_id)
        assert view is not None
        assert BY_PHONE not in fact(view, "Languages")
    for need in set(Need) - {Need.OKAY}:
        found = desk(tag).results(need, frozenset({Chip.MY_LANGUAGE}), limit=200)
        assert not unsure & {card.id for card in found.window}


def test_an_address_that_was_never_opened_is_given_only_where_nothing_else_is(
    desk: DeskMaker, factory_records: Records
) -> None:
    def unopened(url: str | None) -> bool:
        return any(host in (url or "") for host in UNOPENED)

    services = of_kind(factory_records, Service).values()
    given = [one for one in services if unopened(one.url)]
    assert given, "else there is nothing to look at"
    by = {one.organization_id for one in given}
    for one in given:
        view = desk().service(one.id)
        assert view is not None
        assert not view.action.number
        assert "Sacramento" not in fact(view, "Where")
    for organization in of_kind(factory_records, Organization).values():
        assert organization.id in by or not unopened(organization.website)
    for service in services:
        assert not [one for one in service.sources if unopened(one.url)], service.id


def test_a_line_that_tells_police_says_so_and_is_no_ordinary_talk_line(
    factory_records: Records,
) -> None:
    line = of_kind(factory_records, Service)["ncmec-line"]
    assert line.description is not None
    assert "parents and police" in line.description
    assert "Ask first what they must tell." in line.description
    assert {one.value for one in line.audience} == {"families"}
    assert Need.TALK not in line.categories


def test_a_card_promises_no_more_of_a_name_than_the_guide(factory_records: Records) -> None:
    card = of_kind(factory_records, AwarenessCard)["under-eighteen"]
    guide = of_kind(factory_records, Guide)["under-18"]
    said = "Most help lines do not know your name."
    assert said in card.text
    assert any(said in block.text for block in guide.blocks)


def test_money_is_asked_for_not_promised(factory_records: Records) -> None:
    assert of_kind(factory_records, Service)["county-dha-tcvap"].phrase.startswith("Ask for ")


@pytest.mark.parametrize("service_id", ["rainn-line", "stronghearts-line"])
def test_a_name_that_is_known_for_one_thing_is_not_quiet(
    factory_records: Records, service_id: str
) -> None:
    service = of_kind(factory_records, Service)[service_id]
    words = {word.lower() for word in service.name.split()}
    assert not words & {word.lower() for word in service.quiet_name.split()}
    assert discretion.check_everywhere(service.quiet_name) == ()
