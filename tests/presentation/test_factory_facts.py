"""What a fact of the factory directory promises is what its source says, and no more."""

import msgspec
import pytest

from kiosk.domain import discretion
from kiosk.domain.checks import records_of_kind
from kiosk.domain.filters import Filter
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import (
    AnyRecord,
    AwarenessCard,
    Guide,
    Location,
    Need,
    Organization,
    Phone,
    Service,
)
from tests.conftest import PresenterMaker
from tests.presentation.listings import VOICE, listed_card, listing, strings, told

Records = tuple[AnyRecord, ...]
UNOPENED = ("onecommunityhealth.com", "capitalprobono.org")
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
    assert [one.lines for one in view.facts if one.label == "Languages"] == (
        [(said,)] if said else []
    )


@pytest.mark.parametrize("tag", ["ps", "ko", "ru"])
def test_many_languages_are_not_every_language(
    presenter: PresenterMaker, factory_records: Records, tag: str
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
        view = presenter(tag, words="en").service(service_id)
        assert BY_PHONE not in " ".join(strings(view.facts))
    for need in set(Need) - {Need.OKAY}:
        found = presenter(tag).answers(need, frozenset({Filter.MY_LANGUAGE}), limit=500).cards
        assert not unsure & {card.id for card in found if card.icon == "check"}


def test_an_address_that_was_never_opened_is_given_only_where_nothing_else_is(
    presenter: PresenterMaker, factory_records: Records
) -> None:
    def unopened(url: str | None) -> bool:
        return any(host in (url or "") for host in UNOPENED)

    services = records_of_kind(factory_records, Service).values()
    given = [one for one in services if unopened(one.url)]
    assert given, "else there is nothing to look at"
    by = {one.organization_id for one in given}
    for one in given:
        view = presenter().service(one.id)
        assert not view.action.number
        # A street with its year comes before it.
        labels = {fact.label for fact in view.facts}
        assert view.action.kind == "walk_in" or "Where" not in labels
    for organization in records_of_kind(factory_records, Organization).values():
        assert organization.id in by or not unopened(organization.website)
    for service in services:
        assert not [one for one in service.sources if unopened(one.url)], service.id


def test_a_line_that_tells_police_says_so_and_is_no_ordinary_talk_line(
    factory_records: Records,
) -> None:
    line = records_of_kind(factory_records, Service)["ncmec-line"]
    assert line.description is not None
    assert "parents and police" in line.description
    assert "Ask first what they must tell." in line.description
    assert {one.value for one in line.audience} == {"families"}
    assert Need.TALK not in line.categories


def test_a_card_promises_no_more_of_a_name_than_the_guide(factory_records: Records) -> None:
    card = records_of_kind(factory_records, AwarenessCard)["under-eighteen"]
    guide = records_of_kind(factory_records, Guide)["under-18"]
    said = "Some help lines must report harm to the authorities."
    assert said in card.text
    assert any(said in block.text for block in guide.blocks)
    assert "efore you say your name." in card.text


def test_money_is_asked_for_not_promised(factory_records: Records) -> None:
    aid = records_of_kind(factory_records, Service)["county-dha-tcvap"]
    assert aid.phrase.startswith("Ask for ")
    assert "T or U visa case" in aid.phrase
    assert "It is only for people forced into work or sex, or hurt by a crime." in (
        aid.description or ""
    )


# --- who must report ----------------------------------------------------------------------------


MUST_REPORT = (
    "They may have to report to the authorities: harm under 18, or great danger. "
    "You can ask before you say your name."
)


@pytest.mark.parametrize(("must_report", "notes"), [(False, ()), (True, (MUST_REPORT,))])
def test_who_must_report_says_so_on_its_page(notes: tuple[str, ...], *, must_report: bool) -> None:
    assert told(listing(must_report=must_report)).view().notes == notes
    assert listed_card(told(listing(must_report=must_report))).note == ""


def test_those_that_report_say_so_before_a_name(
    presenter: PresenterMaker, factory_records: Records
) -> None:
    marked = {
        one.id for one in records_of_kind(factory_records, Service).values() if one.must_report
    }
    assert marked == {
        "nhth-line", "runaway-safeline-line", "ncmec-line", "sacramento-childrens-home-source",
        "wind-youth-services-shelter", "wind-youth-services-drop-in", "wind-youth-services-haven",
        "lgbt-center-q-spot",
    }  # fmt: skip
    for service_id in marked:
        view = presenter().service(service_id)
        assert MUST_REPORT in view.notes


def test_a_compiled_in_line_that_reports_is_marked_in_the_file_too(
    presenter: PresenterMaker, factory_records: Records
) -> None:
    services = records_of_kind(factory_records, Service)
    for line in ANCHORS:
        assert services[line.id].must_report is line.must_report, line.id
    alone = presenter(directory=None)
    view, main = alone.service("nhth-line"), alone.talk().main
    assert MUST_REPORT in view.notes
    assert main.warning
    assert MUST_REPORT.startswith(main.warning)


def test_nothing_says_that_a_line_keeps_a_name_from_those_it_reports_to(
    factory_records: Records,
) -> None:
    for one in factory_records:
        if isinstance(one, Guide):
            texts = [block.text for block in one.blocks]
        elif isinstance(one, AwarenessCard):
            texts = [one.title, one.text]
        else:
            continue
        for text in texts:
            assert "not the police" not in text
            assert "do not know your name" not in text


# --- what sources take back ---------------------------------------------------------------------


def test_what_sources_disagree_on_is_not_shown(factory_records: Records) -> None:
    services = records_of_kind(factory_records, Service)
    numbers = {one.number for one in factory_records if isinstance(one, Phone)}
    streets = {one.address_1 for one in records_of_kind(factory_records, Location).values()}
    assert "+19162340178" in numbers
    assert not numbers & {"+19168077305", "+19168077820", "+19168998861"}
    assert "7000 Franklin Blvd" not in streets, "the number is that of another street"
    assert (services["sacedapt-clinic"].minimum_age, services["sacedapt-clinic"].maximum_age) == (
        12, None,
    )  # fmt: skip
    assert services["weave-safehouse"].audience == (), "no source says that anyone can go"
    assert records_of_kind(factory_records, Location)["del-oro.1"].city == "Citrus Heights"


@pytest.mark.parametrize(
    "service_id", ["family-justice-center-help", "family-justice-center-legal"]
)
def test_a_house_with_police_in_it_says_so(factory_records: Records, service_id: str) -> None:
    about = records_of_kind(factory_records, Service)[service_id].description or ""
    assert "Police and prosecutors work in the same house." in about


@pytest.mark.parametrize("service_id", ["rainn-line", "stronghearts-line"])
def test_a_name_that_is_known_for_one_thing_is_not_quiet(
    factory_records: Records, service_id: str
) -> None:
    service = records_of_kind(factory_records, Service)[service_id]
    words = {word.lower() for word in service.name.split()}
    assert not words & {word.lower() for word in service.quiet_name.split()}
    assert discretion.find_revealing_anywhere(service.quiet_name) == ()
