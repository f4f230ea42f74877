"""Where others went wrong: the traps of the facts, one by one, in the words of the guides."""

import datetime as dt
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


CAUTIONS = (
    ("health", "trap2-ask-first", "have changed", "Ask the county"),
    ("money-owed", "trap2-food-rules", "have changed", "Ask the county"),
    (
        *("leaving-safely", "trap4-other-parent"),
        *("the other parent is told", "federal offices can still ask"),
    ),
    (
        *("health", "trap5-hospital-tells"),
        *("must tell police", "You choose if you talk to them."),
    ),
    *(
        (guide, "trap6-parent", "may have to call a parent", "Tell the clinic if that parent")
        for guide in ("health", "under-18")
    ),
    *(
        (
            *(guide, "must-report"),
            "Some help lines must report harm to the authorities.",
            "harm to someone under 18, or great danger.",
            "You can ask before you say your name.",
        )
        for guide in ("is-this-okay", "under-18")
    ),
    ("health", "neck", "Go to an emergency room, even with no mark."),
    ("my-day-in-court", "wipe-immigration", "Immigration may still see it."),
    ("papers-and-police", "door-forced", "do not fight"),
    ("leaving-safely", "children-along", "Ask a lawyer or WEAVE today"),
)
"""Guide, block, and what the block says."""


@pytest.mark.parametrize("caution", CAUTIONS, ids=lambda one: f"{one[0]} {one[1]}")
def test_what_can_go_wrong_stands_as_a_caution(
    guides: dict[str, Guide], caution: tuple[str, ...]
) -> None:
    guide, name, *said = caution
    one = block(guides, guide, name)
    assert one.kind is GuideBlockKind.CAUTION
    assert [text for text in said if text not in one.text] == []


def test_trap_2_no_shrunken_benefit_is_promised(guides: dict[str, Guide]) -> None:
    promised = r"Medi-Cal for all|everyone can get|same .*as refugees|you (?:will|can) get CalFresh"
    assert not [
        one.text for one in every_block(guides) if re.search(promised, one.text, re.IGNORECASE)
    ]


def test_trap_3_nobody_is_told_to_file_alone(guides: dict[str, Guide]) -> None:
    notary = block(guides, "papers-and-police", "notario")
    for guide in ("papers-and-police", "visa-after-harm"):
        first = block(guides, guide, "trap3-lawyer-first")
        assert {one.kind for one in (first, notary)} == {GuideBlockKind.CAUTION}
        assert first.text.startswith("Talk to a lawyer or an accredited helper first.")
        assert "Do not file alone." in first.text
    assert "notario may not give you advice" in notary.text
    urged = r"\b(?:file|fill out|send in) (?:a|the|your) (?:T|U|VAWA|visa)\b"
    assert not [one.text for one in every_block(guides) if re.search(urged, one.text)]


def test_trap_4_the_service_of_a_safe_mail_address_says_it_too(factory_records: Records) -> None:
    service = records_of_kind(factory_records, Service)["safe-at-home"]
    assert "the other parent is told" in (service.description or "")


def test_trap_7_who_keeps_a_secret_and_who_must_report(guides: dict[str, Guide]) -> None:
    for one in every_block(guides):
        assert "confidential" not in one.text.lower()
        if "secret" in one.text:
            assert "a court can ask for it" in one.text
            assert "some case workers may keep what you say secret. Others may have to" in one.text
            assert "do you have to tell?" in one.text
            assert "fter forced work or sex" in one.text, "the law names only these"
    assert guides["under-18"].young


def test_that_a_line_must_report_is_said_before_a_name(guides: dict[str, Guide]) -> None:
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


def test_money_while_a_case_runs_is_for_two_visas_alone(guides: dict[str, Guide]) -> None:
    told = [one.text for one in every_block(guides) if "visa case" in one.text]
    assert len(told) == 2
    assert all("T or U visa case" in text for text in told)


def test_the_page_of_a_wiped_case_tells_its_limits(factory_records: Records) -> None:
    page = (
        records_of_kind(factory_records, Service)["california-courts-clean-record"].description
        or ""
    )
    assert "no violence" in page
    assert "Immigration may still see it." in page


@pytest.mark.parametrize("name", ["local-police", "report"])
def test_what_police_may_not_do_is_said_of_most_cases(guides: dict[str, Guide], name: str) -> None:
    """In the very sentence: an exception that stands apart was lost in translation."""
    text = block(guides, "papers-and-police", name).text
    assert re.search(r"[Ii]n most cases, [^.]*\bmay not\b", text), text
    if name == "local-police":
        assert re.search(r"In most cases, [^.]*\bneed your yes\b", text), text


def test_a_door_that_need_not_be_opened_may_still_be_forced(guides: dict[str, Guide]) -> None:
    names = [one.id for one in guides["papers-and-police"].blocks]
    assert names.index("door-forced") == names.index("door-at-home") + 1
    door, forced = (
        block(guides, "papers-and-police", f"door-{one}") for one in ("at-home", "forced")
    )
    assert door.valid_until == forced.valid_until is not None, "courts still decide"


def test_leaving_is_a_right_and_is_planned_with_help(
    guides: dict[str, Guide], factory_records: Records
) -> None:
    card = records_of_kind(factory_records, AwarenessCard)["you-may-leave"]
    for text in (
        f"{card.title} {card.text}",
        block(guides, "leaving-safely", "you-may-leave").text,
    ):
        assert text.startswith("You have the right to leave. Plan it with help.")


def test_the_guide_on_pictures_shows_the_number_of_its_line(guides: dict[str, Guide]) -> None:
    """Its text has none: an imported directory may lack the line, and no text tells a number."""
    assert "NCMEC" in block(guides, "pictures-of-you", "tell-ncmec").text
    assert guides["pictures-of-you"].service_ids[0] == "ncmec-line"


@pytest.mark.parametrize(
    ("guide", "name", "careful"),
    [
        ("my-day-in-court", "not-against-you", "In most cases, it may not be used as proof"),
        ("my-day-in-court", "wipe", "a case with no violence"),
        ("my-day-in-court", "wipe-result", "California acts as if"),
        ("my-day-in-court", "not-against-you", "In most cases, condoms may not"),
        ("rights-at-work", "leave-fee", "In most cases, it may not make you pay to leave."),
        ("rights-at-work", "leave-fee", "Some deals differ: ask a lawyer first."),
        ("your-children", "without-custody", "it can be a crime. Ask a lawyer first."),
        ("drugs-and-overdose", "law-protects", "In most cases, the law protects you"),
        ("drugs-and-overdose", "law-limits", "It does not cover other crimes or your papers."),
        ("is-this-okay", "trap7-not-police", "a tip line is"),
        ("under-18", "trap7-who-reports", "must report harm to a child to the authorities"),
        ("under-18", "trap6-parent", "as soon as you can"),
        ("health", "exam-clock", "Later, you can still ask."),
        ("health", "do-not-wash", "do not wash"),
        ("health", "do-not-wash", "If you did, go anyway."),
        ("money-owed", "sue-amount", "or {suit_amount} if that is more"),
        ("money-owed", "sue-amount", "pay your lawyer"),
        ("your-children", "small-children", "Dial 211 to ask."),
        ("visa-after-harm", "t-visa-help", "may have to help the police"),
        ("visa-after-harm", "t-visa-help", "Under 18 or after great harm, you may not have to."),
        ("visa-after-harm", "stay-for-case", "You cannot ask for it yourself."),
        ("pictures-of-you", "who-they-tell", "NCMEC works with parents and police."),
    ],
)
def test_what_the_law_gives_stands_with_its_limits_and_ways(
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


def test_guides_of_law_and_health_carry_their_mark(guides: dict[str, Guide]) -> None:
    marked = {guide.id for guide in guides.values() if guide.law_or_health}
    assert marked >= {
        "rights-at-work", "papers-and-police", "health", "my-day-in-court", "under-18",
        "your-children", "your-kind-of-work", "visa-after-harm", "drugs-and-overdose",
    }  # fmt: skip


FIRST_OF_A_GUIDE = {
    "leaving-safely": ("danger-now", "neck", "neck-signs", "order-now", "bed"),
    "under-18": ("danger-now", "no-bed"),
    "papers-and-police": ("if-agents-come", "silent", "who-are-you", "ice-paper", "door-at-home"),
    "my-day-in-court": ("go", "lawyer"),
    "is-this-okay": ("in-your-head", "no-proof", "must-report"),
    "phones-and-safety": ("this-screen", "someone-near"),
    "health": ("emergency", "neck", "neck-signs", "neck-say"),
}


@pytest.mark.parametrize("guide", FIRST_OF_A_GUIDE)
def test_danger_and_what_stands_at_the_door_come_first(
    guides: dict[str, Guide], guide: str
) -> None:
    first = FIRST_OF_A_GUIDE[guide]
    assert tuple(one.id for one in guides[guide].blocks[: len(first)]) == first


def test_the_neck_is_said_with_the_same_words_in_both_guides(guides: dict[str, Guide]) -> None:
    for name in ("neck", "neck-signs"):
        assert block(guides, "leaving-safely", name).text == block(guides, "health", name).text
    assert "911" in block(guides, "leaving-safely", "danger-now").text


@pytest.mark.parametrize(
    ("guide", "name", "said", "months"),
    [
        ("visa-after-harm", "court-ruling", "That may have changed.", 3),
        ("papers-and-police", "ice-paper", "A judge of a court, not of immigration", 3),
        ("papers-and-police", "asylum-fee", "{asylum_pay}", 7),
    ],
)
def test_what_courts_may_change_has_a_last_day(
    guides: dict[str, Guide], guide: str, name: str, said: str, months: int
) -> None:
    one = block(guides, guide, name)
    assert said in one.text
    assert one.valid_until is not None
    assert one.valid_until <= dt.date(2026, 12, 2) + dt.timedelta(days=31 * months)


def test_a_figure_that_ends_with_the_year_has_its_successor(
    guides: dict[str, Guide], factory_records: Records
) -> None:
    figures = records_of_kind(factory_records, Figure)
    ends = {key for key, one in figures.items() if one.valid_until == dt.date(2026, 12, 31)}
    assert ends == {"minimum_wage"}
    after = block(guides, "rights-at-work", "floor-before")
    assert after.valid_from == dt.date(2027, 1, 1)
    assert "It may be more now." in after.text
    assert "Ask the state pay office." in block(guides, "rights-at-work", "floor-moves").text


def test_an_old_home_can_get_new_locks_without_an_order(guides: dict[str, Guide]) -> None:
    text = block(guides, "leaving-safely", "locks").text
    assert "an order, a police report or a helper's signed form" in text
    assert "and pay for it" in text
    assert "If that person rents there too, you need a judge's order." in text


def test_nobody_is_sent_to_the_immigration_court_unwarned(
    guides: dict[str, Guide], factory_records: Records
) -> None:
    page = records_of_kind(factory_records, Service)["immigration-court-case"].description or ""
    for text in (block(guides, "visa-after-harm", "each-hearing").text, page):
        assert "Agents have arrested people in and near" in text
        assert "Do not stay away with no advice." in text
