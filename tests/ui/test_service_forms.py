"""The page of a service on every glass: number and all ways first, three steps, nothing empty."""

from collections.abc import Iterator
from functools import partial
from itertools import product

import pytest

from kiosk.domain.language import OFFERED
from kiosk.domain.records import AnyRecord, Service
from kiosk.domain.text import unmarked
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.scene import Box, NodeKind, Scene
from kiosk.ui.kit.theme import CAP_HEIGHT_EM, Glass, Type, cap_mm
from kiosk.ui.pages import service
from kiosk.visit.acts import TextStep
from kiosk.visit.paper import PaperState
from tests.boxes import overlap
from tests.conftest import PresenterMaker
from tests.ui.pages import PageMaker, turned

Cell = tuple[str, tuple[int, int], str]
GLASSES = ((1920, 1080), (1080, 1920), (1280, 800))


@pytest.fixture(scope="module")
def services(factory_records: tuple[AnyRecord, ...]) -> list[str]:
    return [one.id for one in factory_records if isinstance(one, Service)]


def shown(scene: Scene) -> str:
    return unmarked(" ".join(scene.texts))


def view_of(presenter: PresenterMaker, service_id: str, tag: str) -> ServiceView:
    """As a visit that comes straight to it shows it."""
    here = presenter(tag)
    view = here.service(service_id)
    view = here.service(service_id, young=view is not None and view.young)
    assert view is not None
    return view


def least_of(size: tuple[int, int], step: str) -> int:
    """The size of body letters in pixels."""
    return Glass(*size).px(cap_mm(Type.BODY, TextStep(step)) / CAP_HEIGHT_EM) - 1


def subject(view: ServiceView) -> str:
    """What is largest on a page: a number, a street, a page of the web, what to do."""
    action = view.action
    called = "" if view.number_icon == "sms" else view.number
    lines = unmarked(action.lines[0]) if action.kind in {"walk_in", "online"} else action.verb
    return action.number or (called if action.kind != "walk_in" else "") or lines.split(", ")[0]


@pytest.mark.rotating(4)
@pytest.mark.parametrize("cell", list(product(OFFERED, GLASSES, ("M", "XL"))), ids=str)
def test_the_first_page_has_number_cautions_and_all_ways_and_a_large_one_the_steps(
    page: PageMaker, presenter: PresenterMaker, services: list[str], cell: Cell
) -> None:
    tag, size, step = cell
    at = OFFERED.index(tag)
    for service_id in services[at::24]:
        view = view_of(presenter, service_id, tag)
        scene = page(f"service:{service_id}", tag=tag, size=size, step=step)
        said = shown(scene)
        assert scene.problems == (), service_id
        assert subject(view) in said, service_id
        assert all(unmarked(note) in said for note in view.notes), service_id
        ways = {"staff", *([f"learn:{service_id}"] if view.digits else [])}
        ways |= {f"qr:{service_id}"} if view.codes else set()
        assert ways <= {node.id for node in scene.touches}, service_id
        fonts = {
            unmarked(node.display): node.font.pixels
            for node in scene.nodes
            if node.font and not node.owner and not node.frame
        }
        assert not view.digits or fonts.get(view.number, 999) >= least_of(size, step), service_id
        assert fonts.get(view.action.number, 999) >= max(fonts.values()), service_id
        if step == "M" and size != (1280, 800):
            heads = (view.steps.head, *(one.head for one in view.steps.steps), view.lead)
            assert all(unmarked(head) in said for head in heads), service_id


@pytest.mark.parametrize(
    "cell", list(product(("en", "ru", "ps"), GLASSES, ("M", "L", "XL"))), ids=str
)
def test_nothing_is_lost_on_the_pages_of_a_service(
    page: PageMaker, presenter: PresenterMaker, services: list[str], cell: Cell
) -> None:
    """Whatever the form, all pages together say all: steps with their English, facts, numbers."""
    tag, size, step = cell
    for service_id in services[::41]:
        view = view_of(presenter, service_id, tag)
        make = partial(page, tag=tag, size=size, step=step)
        scenes = turned(make, f"service:{service_id}")
        said = " ".join(map(shown, scenes))
        words = [one for step in view.steps.steps for one in (step.head, step.words, step.english)]
        facts = [line.rstrip(".。।۔") for fact in (*view.top, *view.also) for line in fact.lines]
        for text in (view.phrase, view.name, view.lead, *words, *facts):
            assert unmarked(text) in said or len(text) > 100, (service_id, text)
        assert not [problem for scene in scenes for problem in scene.problems]


@pytest.mark.parametrize(("size", "step"), [
    ((1920, 1080), "M"), ((1280, 800), "M"), *((size, "XL") for size in GLASSES),
])  # fmt: skip
def test_the_next_page_opens_by_a_button_with_words(
    page: PageMaker, size: tuple[int, int], step: str
) -> None:
    scene = page("service:nhth-line", size=size, step=step)
    (turn,) = [node for node in scene.touches if node.id == "page:1"]
    inside = [node.display for node in scene.nodes if node.owner == turn.id and node.display]
    assert turn.name in {"When you call", "More about it"}
    assert inside, "an arrow alone"


@pytest.mark.parametrize("size", GLASSES)
@pytest.mark.parametrize("tag", ["en", "es", "ar"])
def test_no_panel_is_empty_by_two_fifths(
    page: PageMaker, services: list[str], size: tuple[int, int], tag: str
) -> None:
    for service_id in services[::17]:
        scene = page(f"service:{service_id}", tag=tag, size=size)
        panel = next(_panels(scene))
        assert _widest_gap(scene, panel) <= 0.4, service_id


def _panels(scene: Scene) -> Iterator[Box]:
    """White panels without a border, wide and not framed."""
    for node in scene.nodes:
        if node.kind is NodeKind.RECT and node.fill.upper() == "#FFFFFF" and not node.frame:
            yield node.box


def _widest_gap(scene: Scene, panel: Box) -> float:
    """The widest band across a panel without a letter or picture, as a part of it."""
    inks = [
        (one.box.x, one.box.right)
        for one in scene.nodes
        if one.kind in {NodeKind.TEXT, NodeKind.IMAGE} and overlap(one.box, panel)
    ]
    end, widest = panel.x, 0
    for first, last in sorted([*inks, (panel.right, panel.right)]):
        widest, end = max(widest, first - end), max(end, last)
    return widest / panel.w


def test_a_page_tries_twelve_forms_at_most(
    page: PageMaker, services: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    class Counted(service.ServicePlan):
        def __init__(self, *parts: object) -> None:
            tried[-1] += 1
            super().__init__(*parts)  # type: ignore[arg-type]

    monkeypatch.setattr(service, "ServicePlan", Counted)
    for service_id in services[::29]:
        for tag, size, step in (("ru", (1280, 800), "M"), ("ps", (1920, 1080), "XL")):
            tried.append(0)
            page(f"service:{service_id}", tag=tag, size=size, step=step)
    assert tried
    assert max(tried) <= 12


def test_what_happens_is_read_in_order(page: PageMaker, presenter: PresenterMaker) -> None:
    """Title, lead, state, number, caution, steps; the facts of the panel after them, then ways."""
    view = view_of(presenter, "nhth-line", "en")
    texts = [unmarked(text) for text in page("service:nhth-line").texts]
    steps = view.steps.steps
    wanted = (view.phrase, view.lead, view.line.word, view.number, view.notes[0],
              view.steps.head, steps[0].head, steps[1].head, f"Cost. {view.top[0].lines[0]}",
              "Take it with you")  # fmt: skip
    places = [texts.index(unmarked(one)) for one in wanted]
    assert places == sorted(places)


def test_the_name_on_paper_is_said_where_it_differs(page: PageMaker) -> None:
    paper = PaperState(trouble=None)
    words = "On your paper: Loaves Dining Room"
    assert words in page("service:loaves-and-fishes-dining-room", paper=paper).texts
