"""The page of a service: the number or the door first, only ways that exist, one list of three."""

from functools import partial
from pathlib import Path

import pytest

from kiosk.devices.printers import PrinterProblem
from kiosk.domain.language import OFFERED, language
from kiosk.domain.records import AnyRecord, Service
from kiosk.domain.text import unmarked
from kiosk.i18n.catalogs import Catalog
from kiosk.presentation.authority import MUST_REPORT
from kiosk.ui.kit.scene import Scene
from kiosk.visit.paper import PaperState
from tests.conftest import PresenterMaker
from tests.presentation.test_day_and_night import HOSPITALS
from tests.ui.pages import PageMaker, turned

FULL = (
    *("keep:weave-line", "keep:labor-commissioner-claims", "keep:line-211"),
    *("service:line-988", "keep:line-988"),
)


def ids(scene: Scene) -> set[str]:
    return {node.id for node in scene.touches}


def tallest(scene: Scene) -> str:
    texts = [node for node in scene.nodes if node.font is not None]
    return max(texts, key=lambda node: node.font.pixels).display


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 800)])
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_number_is_the_largest_thing_on_the_page(
    page: PageMaker, size: tuple[int, int], tag: str
) -> None:
    scene = page("service:weave-line", size=size, tag=tag)
    assert tallest(scene).strip("\u200e\u200f") == "916-920-2952"
    assert {"learn:weave-line", "qr:weave-line", "staff"} <= ids(scene)


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


def test_a_video_number_can_be_learned_and_printed(page: PageMaker) -> None:
    scene = page("service:deaf-hotline-line", paper=PaperState(trouble=None))
    assert {"learn:deaf-hotline-line", "print:deaf-hotline-line"} <= ids(scene)


def test_printing_keeps_its_place_and_says_not_now(page: PageMaker) -> None:
    scene = page("service:weave-line", paper=PaperState(PrinterProblem.PAPER_OUT))
    assert {"Print a small paper", "Not now: no paper"} <= set(scene.texts)
    assert "print:weave-line" not in ids(scene)
    assert "print:weave-line" in ids(page("service:weave-line", paper=PaperState(trouble=None)))
    assert "Print a small paper" not in page("service:weave-line").texts


@pytest.mark.parametrize("tag", ["ru", "hmn"])
def test_a_fact_named_by_its_icon_alone_is_named_aloud(
    page: PageMaker, presenter: PresenterMaker, factory_records: tuple[AnyRecord, ...], tag: str
) -> None:
    services, named = [one.id for one in factory_records if isinstance(one, Service)], 0
    for service_id in services[::12]:
        scene = page(f"service:{service_id}", tag=tag, size=(1280, 800))
        view = presenter(tag).service(service_id)
        assert view is not None
        aloud = unmarked(" ".join(scene.texts))
        first = {fact.label: unmarked(fact.lines[0]).rstrip(".") for fact in view.facts}
        read = [label for label, line in first.items() if line in aloud]
        assert not [label for label in read if label not in aloud], service_id
        named += len(read)
    assert named > 10


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
    texts = [unmarked(text) for text in scene.texts]
    assert {"“What time is food today?”", "“Do I need ID?”"} <= set(texts)
    assert ("¿Necesito identificación?" in texts) is (tag == "es")
    assert "Ask" not in texts
    acts = ("service:loaves-and-fishes-dining-room", "staff")
    staff = [page(*acts, *more, tag=tag) for more in ((), ("page:1",))]
    assert "“Do I need ID?”" in [unmarked(text) for scene in staff for text in scene.texts]


@pytest.mark.parametrize(("service", "question", "size", "step"), [
    ("ndvh-line", "Who hears of this call?", (1080, 1920), "XL"),
    ("line-988", "Who hears of this call?", (1080, 1920), "XL"),
    ("calvcb", "Do you take my kind of case?", (1280, 800), "L"),
])  # fmt: skip
def test_what_to_ask_is_on_the_first_page_before_the_facts(
    page: PageMaker, service: str, question: str, size: tuple[int, int], step: str
) -> None:
    """Where a page has no room for both, the facts go to the next one."""
    first, last = (
        page(f"service:{service}", *acts, size=size, step=step, paper=PaperState(trouble=None))
        for acts in ((), ("page:1",))
    )
    assert question in " ".join(first.texts)
    assert "Cost" not in first.texts
    assert {"Cost", "Free"} <= set(last.texts)


@pytest.mark.parametrize("tag", ["en", "es"])
def test_neither_a_page_nor_that_of_the_staff_says_only_ask(
    page: PageMaker, presenter: PresenterMaker, factory_records: tuple[AnyRecord, ...], tag: str
) -> None:
    """A part of the services for each language; cards alone have the word."""
    alone = presenter(tag).catalog.pgettext("fact not known", "Ask")
    services = [one.id for one in factory_records if isinstance(one, Service)]
    for service_id in services[("en", "es").index(tag) :: 8]:
        for acts in ((), ("staff",)):
            texts = page(f"service:{service_id}", *acts, tag=tag).texts
            assert alone not in {unmarked(text) for text in texts}, (service_id, acts)


def test_an_old_public_street_stands_on_the_page_with_its_year(page: PageMaker) -> None:
    texts = [unmarked(text) for text in page("service:loaves-and-fishes-dining-room").texts]
    assert any(text.startswith("1351 North C St") for text in texts)
    assert "Written down in 2024: ask first" in texts


def test_what_must_be_seen_is_on_the_first_page(page: PageMaker) -> None:
    assert "Police answer here. Police may come." in page("service:line-911").texts


def test_who_must_report_says_so_on_the_first_page(page: PageMaker) -> None:
    said = "They may have to report to the authorities: harm under 18, or great danger."
    assert any(said in text for text in page("service:runaway-safeline-line").texts)


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
        assert told.count(f"{name}, {street.partition(', CA')[0]}") == 1
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


@pytest.mark.rotating
@pytest.mark.parametrize("tag", OFFERED)
@pytest.mark.parametrize("line", ["nhth-line", "runaway-safeline-line"])
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_who_must_report_is_read_beside_the_number(
    page: PageMaker, catalogues: Path, size: tuple[int, int], line: str, tag: str
) -> None:
    """Before anybody says a name; on a low glass the number gives way."""
    words = Catalog.load(language(tag), catalogues).translate(MUST_REPORT)
    scene = page(f"service:{line}", size=size, tag=tag)
    assert any(words in unmarked(text) for text in scene.texts)
