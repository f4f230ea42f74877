"""Visitors who answer one question, and what they must see, with the touches it may take."""

import pytest

from kiosk.domain.filters import Filter
from kiosk.presentation.authority import MUST_REPORT
from kiosk.ui.kit.theme import CAP_HEIGHT_EM
from kiosk.ui.runtime.tour import HERE
from tests.conftest import PresenterMaker
from tests.journeys.visitor import Visitor, VisitorMaker

MONDAY, SATURDAY = "2026-11-30T14:00", "2026-11-28T21:00"
both_moments = pytest.mark.parametrize("now", [MONDAY, SATURDAY])
pytestmark = pytest.mark.rotating(2)  # each day all of it at one of the moments


def services(visitor: Visitor) -> list[str]:
    """The services of a page in reading order, lines of the call block among them."""
    found = [node.id for node in visitor.scene.touches if node.id.startswith("service:")]
    return [one.removeprefix("service:") for one in found if " " not in one]


def on_all_pages(visitor: Visitor) -> list[str]:
    """The services of a list to its end, page after page."""
    found = services(visitor)
    while f"page:{visitor.kiosk.shell.visit.page + 1}" in {n.id for n in visitor.scene.touches}:
        visitor.touch(f"page:{visitor.kiosk.shell.visit.page + 1}")
        found += services(visitor)
    return found


def to_list(visitor: Visitor, language: str, tile: str) -> Visitor:
    need = tile.partition(".")[0]
    visitor.touch(f"language:{language}").touch(f"need:{need}").is_on("question")
    return visitor.touch(f"tile:{tile}").is_on("results")


def to_search(visitor: Visitor, language: str, text: str) -> Visitor:
    return typed(visitor.touch(f"language:{language}").touch("search").is_on("search"), text)


def typed(visitor: Visitor, text: str) -> Visitor:
    for letter in text:
        visitor.touch(f"key:{letter}")
    return visitor


def highest_title_mm(visitor: Visitor) -> float:
    """The height of the capitals of the largest heading."""
    px_per_mm = visitor.kiosk.composer.glass.px_per_mm
    heads = [node.font for node in visitor.scene.nodes if node.heading and node.font]
    return max(font.pixels * CAP_HEIGHT_EM / px_per_mm for font in heads)


@both_moments
@pytest.mark.parametrize(
    ("language", "tile", "first"),
    [
        (
            "es", "safe_place.with_children",
            ["line-211", "weave-line", "volunteers-of-america-families", "next-move-shelter"],
        ),
        ("pa", "work.not_paid", ["nhth-line", "labor-commissioner-claims", "us-wage-hour"]),
        (
            "en", "young.young_bed",
            [
                "runaway-safeline-line", "california-youth-crisis-line-line",
                "wind-youth-services-shelter",
            ],
        ),
        ("en", "okay.watched_phone", ["ndvh-line", "weave-line", "family-justice-center-help"]),
        ("fil", "papers.papers_taken", ["cast-line", "nhth-line"]),
        (
            "en", "health.doctor",
            [
                "elica-health-clinics", "wellspace-health-clinics", "county-health-center",
                "hospital-emergency-rooms-care",
            ],
        ),
        (
            "en", "health.drink_drugs",
            ["county-health-recovery", "samhsa-line", "bridges-outpatient"],
        ),
        ("en", "court.accused", ["cast-line", "reset-court"]),
    ],
)  # fmt: skip
def test_what_answers_stands_first(
    arrive: VisitorMaker, now: str, language: str, tile: str, first: list[str]
) -> None:
    """On the glass after three touches; a fourth opens it."""
    visitor = to_list(arrive(now=now), language, tile)
    assert services(visitor)[: len(first)] == first
    assert visitor.touches == 3
    visitor.touch(f"service:{first[-1]}").is_on("service")
    assert visitor.touches == 4
    assert visitor.typed == 0


@both_moments
def test_a_mother_reads_the_number_after_two_touches(arrive: VisitorMaker, now: str) -> None:
    visitor = arrive(now=now)
    visitor.touch("language:es").touch("need:safe_place").sees("211", "916-920-2952")
    assert visitor.touches == 2


@both_moments
@pytest.mark.parametrize("choice", sorted(set(Filter) - {Filter.NO_VOICE}))
def test_no_choice_takes_a_number_or_a_home_from_a_mother(
    presenter: PresenterMaker, now: str, choice: Filter
) -> None:
    view = presenter("es", now=now).answers("safe_place.with_children", frozenset({choice}), 100)
    assert view.call is not None
    assert [line.id for line in view.call.lines] == ["line-211", "weave-line"]
    found = [card.id for card in view.cards]
    assert {"volunteers-of-america-families", "next-move-shelter"} <= {*found}


@both_moments
def test_a_farm_worker_finds_who_helps_farm_workers(arrive: VisitorMaker, now: str) -> None:
    visitor = to_list(arrive(now=now), "pa", "work.farm_home")
    called = {"nhth-line"}
    places = [one for one in services(visitor) if one not in called]
    assert "crla-foundation-farm-work" in places[:2]
    visitor.touch("service:crla-foundation-farm-work").is_on("service")
    assert visitor.touches == 4


@both_moments
def test_a_man_without_a_bed_sees_first_who_takes_him_and_then_who_may(
    arrive: VisitorMaker, now: str
) -> None:
    visitor = arrive(now=now)
    visitor.touch("language:en").touch("need:safe_place").sees("211")
    assert visitor.touches == 2
    visitor.touch("tile:safe_place.bed_tonight").touch("chip:men")
    visitor.sees("Men first. Where it is not written down: ask.")
    likely = ["union-gospel-mission-bed", "city-of-sacramento-respite"]
    assert services(visitor)[:3] == ["line-211", *likely]
    checked = [node.owner for node in visitor.scene.nodes if "icon-check-" in node.source]
    assert {f"service:{one}" for one in likely} <= {*checked}
    whole = on_all_pages(visitor)
    assert {"volunteers-of-america-adults", "first-step-communities-campus"} <= {*whole}
    assert "volunteers-of-america-women" not in whole
    assert on_all_pages(visitor.touch("refusing"))[-1] == "volunteers-of-america-women"
    assert visitor.scene.title == "Not offered: Men."
    other = to_list(arrive(now=now), "en", "safe_place.bed_tonight").touch("chip:men")
    other.touch(f"service:{likely[1]}").is_on("service")
    assert other.touches == 5


@both_moments
def test_a_boy_reads_who_must_report_before_he_calls(arrive: VisitorMaker, now: str) -> None:
    visitor = to_list(arrive(now=now), "en", "young.young_bed")
    visitor.sees("Some people must report harm to a child to the authorities.")
    assert visitor.touches == 3
    visitor.touch("service:runaway-safeline-line").sees(
        MUST_REPORT.text, "“Do you have to tell anyone?”"
    )


@both_moments
def test_who_is_watched_finds_the_guide_and_no_title_is_read_from_afar(
    arrive: VisitorMaker, now: str
) -> None:
    visitor = arrive(now=now)
    visitor.touch("language:en").touch("need:okay").is_on("question")
    assert highest_title_mm(visitor) <= 6.1
    visitor.touch("tile:okay.watched_phone")
    assert highest_title_mm(visitor) <= 6.1
    shown = [
        node.id for node in visitor.scene.touches if node.id.startswith(("guide:", "service:"))
    ]
    assert shown[:2] == ["service:ndvh-line", "service:weave-line"]
    assert {"guide:phones-and-safety", "service:family-justice-center-help"} <= {*shown}
    assert visitor.touches == 3
    searched = to_search(arrive(now=now), "en", "gps")
    found = [
        node.id for node in searched.scene.touches if node.id.startswith(("guide:", "service:"))
    ]
    assert "guide:phones-and-safety" in found[:3]


@both_moments
def test_a_maid_does_not_meet_the_consulate_first(arrive: VisitorMaker, now: str) -> None:
    visitor = to_list(arrive(now=now), "fil", "papers.papers_taken")
    assert services(visitor)[:2] == ["cast-line", "nhth-line"]
    assert "mexican-consulate-protection" not in on_all_pages(visitor)[:4]


@both_moments
def test_a_trans_woman_finds_who_knows_her_words(arrive: VisitorMaker, now: str) -> None:
    visitor = to_search(arrive(now=now), "en", "trans")
    for text in ("trans", "hormones"):
        found = visitor.sees(text)
        assert {"lgbt-center-counseling", "trans-lifeline-line"} & {*on_all_pages(found)[:3]}
        typed(visitor.touch("clear"), "hormones")


@both_moments
def test_who_is_hungry_reads_the_street_with_its_year_and_the_way(
    arrive: VisitorMaker, now: str
) -> None:
    visitor = to_list(arrive(now=now, place=HERE), "en", "food.eat_today")
    room = "loaves-and-fishes-dining-room"
    assert services(visitor)[1:3] == [room, "loaves-and-fishes-park"]
    visitor.touch(f"service:{room}").sees("1351 North C St", "Written down in 2024: ask first")
    assert visitor.touches == 4
    visitor.touch(f"way:{room}").is_on("way").sees("1351 North C St", "2024", "on foot")
    visitor.sees("This is a straight line. Streets are longer. Ask the staff for the way.")
    assert visitor.touches == 5


@both_moments
def test_who_is_charged_finds_the_guide_beside_the_list(arrive: VisitorMaker, now: str) -> None:
    visitor = to_list(arrive(now=now), "en", "court.accused")
    assert services(visitor)[:2] == ["cast-line", "reset-court"]
    assert visitor.touches == 3
    visitor.touch("page:1")
    visitor.touch("guide:my-day-in-court").is_on("guide")


def test_back_leads_from_a_list_to_its_question_and_show_all_to_everything(
    arrive: VisitorMaker,
) -> None:
    visitor = to_list(arrive(now=MONDAY), "en", "food.eat_today")
    visitor.touch("back").is_on("question").touch("all:food").is_on("results").sees(
        "Food and basics"
    )
    visitor.touch("back").is_on("question")


def test_a_directory_without_situations_shows_its_list_at_once(arrive: VisitorMaker) -> None:
    visitor = arrive(invented=True)
    visitor.touch("English").touch("need:safe_place").is_on("question").sees("Put first")
    assert services(visitor)
    assert not any(node.id.startswith("tile:") for node in visitor.scene.touches)
    visitor.touch("chip:women")
    assert services(visitor)
