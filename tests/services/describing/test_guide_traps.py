"""Where others went wrong: the traps of the facts, one by one, in the words of the guides."""

import re
from collections.abc import Iterator

import pytest

from kiosk.domain.checks import FIGURE, of_kind
from kiosk.domain.records import AnyRecord, Figure, Guide, GuideBlock, GuideBlockKind, Service

Records = tuple[AnyRecord, ...]
FIGURES_IN_NAMES = {"911", "988", "211", "711", "18"}
"""Numbers that are names, and the age at which the law makes someone an adult."""


@pytest.fixture(scope="module")
def guides(factory_records: Records) -> dict[str, Guide]:
    return of_kind(factory_records, Guide)


def block(guides: dict[str, Guide], guide: str, name: str) -> GuideBlock:
    return next(one for one in guides[guide].blocks if one.id == name)


def every_block(guides: dict[str, Guide]) -> Iterator[GuideBlock]:
    for guide in guides.values():
        yield from guide.blocks


def test_trap_1_held_passports_rest_on_criminal_law(guides: dict[str, Guide]) -> None:
    about = [one for one in every_block(guides) if "passport is yours" in one.text]
    assert len(about) == 2
    for one in about:
        read = " ".join(source.name for source in one.sources)
        assert re.search(r"1592|236\.1", read), one.text
        assert "Labor Code" not in read
        assert "crime" in one.text


def test_trap_2_shrunken_benefits_are_asked_about_not_promised(guides: dict[str, Guide]) -> None:
    for guide, name in (("health", "trap2-ask-first"), ("money-owed", "trap2-food-rules")):
        one = block(guides, guide, name)
        assert one.kind is GuideBlockKind.CAUTION
        assert "have changed" in one.text
        assert "Ask the county" in one.text
    promised = r"Medi-Cal for all|everyone can get|same .*as refugees|you (?:will|can) get CalFresh"
    assert not [
        one.text for one in every_block(guides) if re.search(promised, one.text, re.IGNORECASE)
    ]


def test_trap_3_nobody_is_told_to_file_alone(guides: dict[str, Guide]) -> None:
    first, second, notary = guides["papers-and-police"].blocks[:3]
    assert {one.kind for one in (first, second, notary)} == {GuideBlockKind.CAUTION}
    assert "Talk to a lawyer or an accredited helper first." in first.text
    assert "Do not file alone." in second.text
    assert "notario may not give you advice" in notary.text
    urged = r"\b(?:file|fill out|send in) (?:a|the|your) (?:T|U|VAWA|visa)\b"
    assert not [one.text for one in every_block(guides) if re.search(urged, one.text)]


def test_trap_4_a_safe_mail_address_is_told_to_the_other_parent(
    guides: dict[str, Guide], factory_records: Records
) -> None:
    one = block(guides, "leaving-safely", "trap4-other-parent")
    assert one.kind is GuideBlockKind.CAUTION
    assert "the other parent is told" in one.text
    assert "federal offices can still ask" in one.text
    service = of_kind(factory_records, Service)["safe-at-home"]
    assert "the other parent is told" in (service.description or "")


def test_trap_5_the_hospital_tells_police_of_an_exam(guides: dict[str, Guide]) -> None:
    one = block(guides, "health", "trap5-hospital-tells")
    assert one.kind is GuideBlockKind.CAUTION
    assert "must tell police" in one.text
    assert "You choose if you talk to them." in one.text


@pytest.mark.parametrize("guide", ["health", "under-18"])
def test_trap_6_a_parent_may_be_called(guides: dict[str, Guide], guide: str) -> None:
    one = block(guides, guide, "trap6-parent")
    assert one.kind is GuideBlockKind.CAUTION
    assert "may have to call a parent" in one.text
    assert "Tell the clinic if that parent" in one.text


def test_trap_7_who_keeps_a_secret_and_who_must_report(guides: dict[str, Guide]) -> None:
    assert "a tip line is" in block(guides, "is-this-okay", "trap7-not-police").text
    assert "must report harm to a child" in block(guides, "under-18", "trap7-who-reports").text
    for one in every_block(guides):
        assert "confidential" not in one.text.lower()
        if "secret" in one.text:
            assert "a court can ask for it" in one.text
            assert one.text.startswith("Some ")
            assert "do you have to tell?" in one.text
            assert "after forced work or sex" in one.text, "the law names only these"
    assert guides["under-18"].young


def test_trap_8_what_changes_stands_in_dated_figures(
    guides: dict[str, Guide], factory_records: Records
) -> None:
    figures = of_kind(factory_records, Figure)
    for one in every_block(guides):
        written = set(re.findall(r"\d+", one.text.replace("H-2A", "").replace("H-2B", "")))
        assert written <= FIGURES_IN_NAMES, one.text
        for name in FIGURE.findall(one.text):
            until = figures[name].valid_until
            assert until is None or one.valid_until is None or one.valid_until <= until
    assert figures["minimum_wage"].valid_until is not None


def test_a_no_of_the_state_fund_is_not_a_no_of_the_county(
    guides: dict[str, Guide], factory_records: Records
) -> None:
    """The fund's answer is fought in writing and in half the time: who says no must be named."""
    days = of_kind(factory_records, Figure)["fund_appeal"]
    assert (days.value, days.unit) == ("45", "days")
    told = [one for one in every_block(guides) if "fund says no" in one.text]
    assert told
    for one in told:
        assert "{fund_appeal}" in one.text
        assert "{hearing}" not in one.text
    for guide in guides.values():
        if "calvcb" in guide.service_ids:
            unnamed = [one.text for one in guide.blocks if re.search(r"If they say no", one.text)]
            assert not unnamed
            county = [one.text for one in guide.blocks if "{hearing}" in one.text]
            assert all("county" in text for text in county)


def test_a_t_visa_asks_for_help_with_the_case(guides: dict[str, Guide]) -> None:
    names = [one.id for one in guides["papers-and-police"].blocks]
    assert names.index("t-visa-help") == names.index("t-visa") + 1
    one = block(guides, "papers-and-police", "t-visa-help")
    assert "may have to help the police" in one.text
    assert "Under 18 or after great harm, you may not have to." in one.text


def test_a_place_for_small_children_says_whom_to_ask(guides: dict[str, Guide]) -> None:
    assert "Dial 211 to ask." in block(guides, "leaving-safely", "small-children").text


def test_guides_of_law_and_health_carry_their_mark(guides: dict[str, Guide]) -> None:
    marked = {guide.id for guide in guides.values() if guide.law_or_health}
    assert marked >= {
        "rights-at-work", "papers-and-police", "health", "my-day-in-court", "under-18",
    }  # fmt: skip
