"""Where others went wrong: the traps of the facts, one by one, in the words of the guides."""

import re
from collections.abc import Iterator

import pytest

from kiosk.domain.checks import FIGURE, records_of_kind
from kiosk.domain.records import (
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    GuideBlock,
    GuideBlockKind,
    Service,
)

Records = tuple[AnyRecord, ...]
FIGURES_IN_NAMES = {"911", "988", "211", "711", "18"}
"""Numbers that are names, and the age at which the law makes someone an adult."""


@pytest.fixture(scope="module")
def guides(factory_records: Records) -> dict[str, Guide]:
    return records_of_kind(factory_records, Guide)


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
    notary = guides["papers-and-police"].blocks[2]
    for guide in ("papers-and-police", "visa-after-harm"):
        first, second = guides[guide].blocks[:2]
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
    service = records_of_kind(factory_records, Service)["safe-at-home"]
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
            assert "some case workers may keep what you say secret. Others may have to" in one.text
            assert "do you have to tell?" in one.text
            assert "fter forced work or sex" in one.text, "the law names only these"
    assert guides["under-18"].young


@pytest.mark.parametrize("guide", ["is-this-okay", "under-18"])
def test_that_a_line_must_report_is_said_before_a_name(
    guides: dict[str, Guide], guide: str
) -> None:
    one = block(guides, guide, "must-report")
    assert one.kind is GuideBlockKind.CAUTION
    assert "Some help lines must report harm to someone under 18, or great danger." in one.text
    assert one.text.endswith("You can ask before you say your name.")
    names = [each.id for each in guides["under-18"].blocks]
    assert names.index("must-report") < names.index("no-name")


def test_after_forced_sex_the_clock_comes_first(
    guides: dict[str, Guide], factory_records: Records
) -> None:
    figures = records_of_kind(factory_records, Figure)
    names = [one.id for one in guides["health"].blocks]
    begin = names.index("after-forced-sex")
    assert names[begin + 1 : begin + 6] == [
        "go-soon", "hiv-clock", "pregnancy-clock", "exam-clock", "do-not-wash",
    ]  # fmt: skip
    for name, figure, value in (
        ("hiv-clock", "hiv_pills", ("72", "hours")),
        ("pregnancy-clock", "pregnancy_pill", ("5", "days")),
        ("exam-clock", "exam_window", ("5", "days")),
    ):
        assert f"{{{figure}}}" in block(guides, "health", name).text
        assert (figures[figure].value, figures[figure].unit) == value
    assert "Later, you can still ask." in block(guides, "health", "exam-clock").text
    assert "do not wash" in block(guides, "health", "do-not-wash").text
    assert "If you did, go anyway." in block(guides, "health", "do-not-wash").text
    assert "as soon as you can" in block(guides, "under-18", "go-soon").text


def test_whoever_was_strangled_is_sent_to_an_emergency_room(guides: dict[str, Guide]) -> None:
    one = block(guides, "health", "neck")
    assert one.kind is GuideBlockKind.CAUTION
    assert "Go to an emergency room, even with no mark." in one.text


def test_money_while_a_case_runs_is_for_two_visas_alone(guides: dict[str, Guide]) -> None:
    told = [one.text for one in every_block(guides) if "visa case" in one.text]
    assert len(told) == 2
    assert all("T or U visa case" in text for text in told)


def test_a_wiped_case_is_told_with_its_limits(
    guides: dict[str, Guide], factory_records: Records
) -> None:
    assert "a case with no violence" in block(guides, "my-day-in-court", "wipe").text
    assert "California acts as if" in block(guides, "my-day-in-court", "wipe-result").text
    one = block(guides, "my-day-in-court", "wipe-immigration")
    assert one.kind is GuideBlockKind.CAUTION
    assert "Immigration may still see it." in one.text
    page = (
        records_of_kind(factory_records, Service)["california-courts-clean-record"].description
        or ""
    )
    assert "no violence" in page
    assert "Immigration may still see it." in page


@pytest.mark.parametrize("name", ["local-police", "jail", "report"])
def test_what_police_may_not_do_is_said_of_most_cases(guides: dict[str, Guide], name: str) -> None:
    """In the very sentence: an exception that stands apart was lost in translation."""
    text = block(guides, "papers-and-police", name).text
    assert re.search(r"[Ii]n most cases, [^.]*\b(?:may not|need your yes)\b", text), text


def test_a_door_that_need_not_be_opened_may_still_be_forced(guides: dict[str, Guide]) -> None:
    names = [one.id for one in guides["papers-and-police"].blocks]
    assert names.index("door-forced") == names.index("door-at-home") + 1
    door, forced = (
        block(guides, "papers-and-police", f"door-{one}") for one in ("at-home", "forced")
    )
    assert door.valid_until == forced.valid_until is not None, "courts still decide"
    assert forced.kind is GuideBlockKind.CAUTION
    assert "do not fight" in forced.text


def test_leaving_is_a_right_and_is_planned_with_help(
    guides: dict[str, Guide], factory_records: Records
) -> None:
    card = records_of_kind(factory_records, AwarenessCard)["you-may-leave"]
    for text in (
        f"{card.title} {card.text}",
        block(guides, "leaving-safely", "you-may-leave").text,
    ):
        assert text.startswith("You have the right to leave. Plan it with help.")
    along = block(guides, "leaving-safely", "children-along")
    assert along.kind is GuideBlockKind.CAUTION
    assert "Ask a lawyer or WEAVE today" in along.text


def test_a_suit_names_the_higher_amount_and_the_fee(guides: dict[str, Guide]) -> None:
    text = block(guides, "money-owed", "sue-amount").text
    assert "or {suit_amount} if that is more" in text
    assert "pay your lawyer" in text


def test_the_guide_on_pictures_shows_the_number_of_its_line(guides: dict[str, Guide]) -> None:
    """Its text has none: an imported directory may lack the line, and no text tells a number."""
    assert "NCMEC" in block(guides, "pictures-of-you", "tell-ncmec").text
    assert guides["pictures-of-you"].service_ids[0] == "ncmec-line"


@pytest.mark.parametrize(
    ("guide", "name", "careful"),
    [
        ("my-day-in-court", "not-against-you", "In most cases, it may not be used as proof"),
        ("my-day-in-court", "condoms", "In most cases, condoms may not"),
        ("rights-at-work", "leave-fee", "In most cases, it may not make you pay to leave."),
        ("rights-at-work", "leave-fee-kinds", "Some deals differ: ask a lawyer first."),
        ("your-children", "without-custody", "it can be a crime. Ask a lawyer first."),
        ("drugs-and-overdose", "law-protects", "In most cases, the law protects you"),
        ("drugs-and-overdose", "law-limits", "It does not cover other crimes or your papers."),
        ("visa-after-harm", "stay-name", "You cannot ask for it yourself."),
        ("pictures-of-you", "who-they-tell", "NCMEC works with parents and police."),
    ],
)
def test_what_the_law_gives_stands_with_its_limits(
    guides: dict[str, Guide], guide: str, name: str, careful: str
) -> None:
    assert careful in block(guides, guide, name).text


def test_trap_8_what_changes_stands_in_dated_figures(
    guides: dict[str, Guide], factory_records: Records
) -> None:
    figures = records_of_kind(factory_records, Figure)
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
    days = records_of_kind(factory_records, Figure)["fund_appeal"]
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
    names = [one.id for one in guides["visa-after-harm"].blocks]
    assert names.index("t-visa-help") == names.index("t-visa") + 1
    one = block(guides, "visa-after-harm", "t-visa-help")
    assert "may have to help the police" in one.text
    assert "Under 18 or after great harm, you may not have to." in one.text


def test_a_place_for_small_children_says_whom_to_ask(guides: dict[str, Guide]) -> None:
    assert "Dial 211 to ask." in block(guides, "your-children", "small-children").text


def test_guides_of_law_and_health_carry_their_mark(guides: dict[str, Guide]) -> None:
    marked = {guide.id for guide in guides.values() if guide.law_or_health}
    assert marked >= {
        "rights-at-work", "papers-and-police", "health", "my-day-in-court", "under-18",
        "your-children", "your-kind-of-work", "visa-after-harm", "drugs-and-overdose",
    }  # fmt: skip
