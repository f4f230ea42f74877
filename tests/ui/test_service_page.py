"""The page of a service: the number or the door first, only ways that exist, one list of three."""

from functools import partial

import pytest

from kiosk.devices.printers import PrinterProblem
from kiosk.domain.records import AnyRecord, Service
from kiosk.domain.text import unmarked
from kiosk.ui.kit.scene import Scene
from kiosk.visit.paper import PaperState
from tests.presentation.test_day_and_night import HOSPITALS
from tests.ui.pages import PageMaker, turned

FULL = (
    *("keep:weave-line", "keep:labor-commissioner-claims", "keep:line-211"),
    *("service:line-988", "keep:line-988"),
)


def services_of(records: tuple[AnyRecord, ...]) -> list[str]:
    return [one.id for one in records if isinstance(one, Service)]


def ids(scene: Scene) -> set[str]:
    return {node.id for node in scene.touches}


def tallest(scene: Scene) -> str:
    texts = [node for node in scene.nodes if node.font is not None]
    return max(texts, key=lambda node: node.font.pixels).display


def test_without_a_number_the_door_comes_first_and_ways_are_off_with_a_reason(
    page: PageMaker,
) -> None:
    scene = page("service:three-strands-jobs")
    assert "Look at the website" in scene.texts
    assert "staff" in ids(scene)
    assert "No number to learn" in scene.texts
    assert not any(act.startswith(("learn:", "print:")) for act in ids(scene))


def test_a_place_to_walk_in_shows_its_number_too(page: PageMaker) -> None:
    scene = page("service:bridges-outpatient")
    assert "Walk in" in scene.texts
    assert any("916-647-5343" in text for text in scene.texts)


def test_printing_keeps_its_place_and_says_not_now(page: PageMaker) -> None:
    scene = page("service:weave-line", paper=PaperState(PrinterProblem.PAPER_OUT))
    assert {"Print a small paper", "Not now: no paper"} <= set(scene.texts)
    assert "print:weave-line" not in ids(scene)
    assert "print:weave-line" in ids(page("service:weave-line", paper=PaperState(trouble=None)))
    assert "Print a small paper" not in page("service:weave-line").texts


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 800)])
def test_whoever_checks_a_phone_is_warned_of_where_a_code_is_offered(
    page: PageMaker, size: tuple[int, int]
) -> None:
    """The visit came through the tile about a watched phone; a narrow column joins the words."""
    warning = "Not if someone checks this phone."
    assert not any(warning in text for text in page("service:ndvh-line", size=size).texts)
    path = ("need:okay", "tile:okay.watched_phone", "service:ndvh-line")
    (warned,) = [text for text in page(*path, size=size).texts if warning in text]
    assert warned in {warning, f"Scan with a phone. {warning}"}


@pytest.mark.parametrize("tag", ["en", "es"])
def test_a_page_asks_in_both_languages_for_what_is_not_known(page: PageMaker, tag: str) -> None:
    scene = page("service:loaves-and-fishes-dining-room", tag=tag)
    said = " ".join(unmarked(text) for text in scene.texts)
    assert "“What time is food today?”" in said
    assert ("¿A qué hora hay comida hoy?" in said) is (tag == "es")
    assert "Ask" not in scene.texts
    acts = ("service:loaves-and-fishes-dining-room", "staff")
    staff = [page(*acts, *more, tag=tag) for more in ((), ("page:1",))]
    assert "“Do I need ID?”" in [unmarked(text) for scene in staff for text in scene.texts]


def test_an_old_public_street_stands_on_the_page_with_its_year(page: PageMaker) -> None:
    texts = [unmarked(text) for text in page("service:loaves-and-fishes-dining-room").texts]
    assert any(text.startswith("1351 North C St") for text in texts)
    assert any("Written down in 2024: ask first" in text for text in texts)


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 800), (1024, 600)])
@pytest.mark.parametrize(("tag", "step"), [("en", "M"), ("fa", "M"), ("ar", "XL")])
def test_every_hospital_is_named_once_on_the_pages_of_emergency_rooms(
    page: PageMaker, size: tuple[int, int], *, tag: str, step: str
) -> None:
    room = "service:hospital-emergency-rooms-care"
    scenes = turned(partial(page, size=size, tag=tag, step=step), room)
    common = set.intersection(*({*scene.texts} for scene in scenes))
    assert len(scenes) == 1 or all({*scene.texts} - common for scene in scenes), "an empty page"
    told = " ".join(unmarked(text) for scene in scenes for text in scene.texts)
    for name, street in HOSPITALS.items():
        assert told.count(f"{name}, {street.partition(', ')[0]}") == 1
    assert not [problem for scene in scenes for problem in scene.problems]


def test_a_service_that_is_gone_says_so(page: PageMaker) -> None:
    scene = page("service:was-here-before")
    assert "This place is not on the list now." in scene.texts
    assert "staff" in ids(scene)


def test_keeping_toggles_and_leads_to_the_list(page: PageMaker) -> None:
    assert "Keep on my list" in page("service:weave-line").texts
    kept = page("service:weave-line", "keep:weave-line")
    assert {"On my list", "My list (1)"} <= set(kept.texts)
    assert "list" in ids(kept)


def test_the_fourth_is_told_that_three_fit(page: PageMaker) -> None:
    scene = page(*FULL)
    assert scene.screen == "list"
    assert "Three fit on one list. Take one off to keep 988." in scene.texts
    again = page(*FULL, "keep:line-211", "back")
    assert again.screen == "service"


def test_an_empty_list_says_how_to_fill_it(page: PageMaker) -> None:
    scene = page("list")
    assert any("Keep on my list" in text for text in scene.texts)


@pytest.mark.parametrize(
    ("acts", "told"),
    [
        (("need:young", "staff"), True),
        (("guides", "guide:under-18", "staff"), True),
        (("service:wind-youth-services-drop-in", "staff"), True),
        (("need:food", "staff"), False),
        (("service:weave-line", "staff"), False),
    ],
)
def test_before_the_staff_is_asked_young_people_are_told_who_must_report(
    page: PageMaker,
    acts: tuple[str, ...],
    *,
    told: bool,
) -> None:
    scene = page(*acts)
    assert any(text.startswith("Some people must report") for text in scene.texts) is told


def test_the_staff_can_read_it_in_english_whatever_the_visitor_reads(page: PageMaker) -> None:
    scene = page("service:weave-line", "staff", tag="ar")
    assert "Hello. Please help me with this page." in scene.texts
