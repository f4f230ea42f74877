"""Visitors who answer one question, and what they must see, with the touches it may take."""

import pytest

from tests.journeys.visitor import Visitor, VisitorMaker

MONDAY, SATURDAY = "2026-11-30T14:00", "2026-11-28T21:00"


def services(visitor: Visitor) -> list[str]:
    """The services of a page in reading order, lines of the call block among them."""
    found = [node.id for node in visitor.scene.touches if node.id.startswith("service:")]
    return [one.removeprefix("service:") for one in found if " " not in one]


def to_list(visitor: Visitor, language: str, tile: str) -> Visitor:
    need = tile.partition(".")[0]
    visitor.touch(f"language:{language}").touch(f"need:{need}").is_on("question")
    return visitor.touch(f"tile:{tile}").is_on("results")


@pytest.mark.parametrize("now", [MONDAY, SATURDAY])
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
        ("fil", "papers.papers_taken", ["cast-line", "nhth-line"]),
        ("en", "health.drink_drugs", ["county-health-recovery", "samhsa-line"]),
        ("en", "food.eat_today", ["line-211", "loaves-and-fishes-dining-room"]),
        ("en", "court.accused", ["cast-line", "reset-court"]),
    ],
)  # fmt: skip
def test_what_answers_stands_first(
    arrive: VisitorMaker, now: str, language: str, tile: str, first: list[str]
) -> None:
    visitor = to_list(arrive(now=now), language, tile)
    assert services(visitor)[: len(first)] == first
    assert visitor.touches == 3
    assert visitor.typed == 0


def test_a_mother_reads_the_number_after_two_touches(arrive: VisitorMaker) -> None:
    visitor = arrive(now=MONDAY)
    visitor.touch("language:es").touch("need:safe_place").sees("211", "916-920-2952")
    assert visitor.touches == 2


@pytest.mark.parametrize(
    "chip", ["my_language", "free", "no_id", "women", "families", "under_18", "walk_in", "open_now"]
)
def test_no_choice_takes_211_or_the_home_from_a_mother(arrive: VisitorMaker, chip: str) -> None:
    visitor = to_list(arrive(now=MONDAY), "es", "safe_place.with_children")
    visitor.touch(f"chip:{chip}")
    assert services(visitor)[0] == "line-211"
    found = services(visitor)
    while f"page:{visitor.kiosk.shell.visit.page + 1}" in {n.id for n in visitor.scene.touches}:
        visitor.touch(f"page:{visitor.kiosk.shell.visit.page + 1}")
        found += services(visitor)
    assert {"volunteers-of-america-families", "next-move-shelter"} <= {*found}


def test_a_man_without_a_bed_sees_first_who_takes_him_and_then_who_may(
    arrive: VisitorMaker,
) -> None:
    visitor = to_list(arrive(now=MONDAY), "en", "safe_place.bed_tonight")
    visitor.touch("chip:men").sees("Not known: Men.", "Ask them.")
    assert "volunteers-of-america-women" not in services(visitor)
    shown = services(visitor)
    assert shown.index("city-of-sacramento-respite") < shown.index("salvation-army-center-of-hope")


def test_a_boy_hears_who_must_report_before_he_calls(arrive: VisitorMaker) -> None:
    visitor = to_list(arrive(now=MONDAY), "en", "young.young_bed")
    visitor.sees("Some people must report harm to a child.")
    visitor.touch("service:wind-youth-services-shelter").is_on("service")
    assert visitor.touches == 4


def test_who_is_charged_finds_the_guide_beside_the_list(arrive: VisitorMaker) -> None:
    visitor = to_list(arrive(now=MONDAY), "en", "court.accused")
    visitor.target("guide:my-day-in-court")


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
