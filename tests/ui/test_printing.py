"""The page of the small paper: what stands on it in each state, and what works without paper."""

import pytest
from msgspec.structs import replace

from kiosk.devices.printers import PrinterProblem
from kiosk.devices.qr import matrix
from kiosk.domain.discretion import find_revealing_in_address
from kiosk.ui.kit.scene import Scene
from kiosk.ui.slip.slip_text import measured, wrapped
from kiosk.visit.paper import Job, PaperState
from tests.conftest import ComposerMaker
from tests.ui.pages import PageMaker

ONE = ("service:weave-line", "print:weave-line")
LIST = ("keep:weave-line", "keep:three-strands-jobs", "keep:line-211", "list", "print")
READY = PaperState(trouble=None)
RUNNING, DONE = replace(READY, job=Job.RUNNING), replace(READY, job=Job.DONE)


def failed(why: PrinterProblem, trouble: PrinterProblem | None = None) -> PaperState:
    return PaperState(trouble, Job.FAILED, why)


def ids(scene: Scene) -> set[str]:
    return {node.id for node in scene.touches}


def text(scene: Scene) -> str:
    return " ".join(scene.texts)


def test_the_paper_is_shown_as_it_will_be_with_its_code(page: PageMaker) -> None:
    scene = page(*ONE, paper=READY)
    assert scene.payloads == ("tel:+19169202952",)
    assert any(node.source.startswith("slip-") for node in scene.nodes)
    assert "paper" in ids(scene)
    assert "It looks ordinary." in text(scene)


@pytest.mark.parametrize(
    ("state", "told", "prints"),
    [
        (READY, "Print", True),
        (RUNNING, "Your paper comes out below.", False),
        (DONE, "Take your paper with you.", True),
        (PaperState(), "No paper can come out now.", False),
        (PaperState(PrinterProblem.PAPER_OUT), "The printer has no paper.", False),
        (PaperState(PrinterProblem.JAM), "Paper is stuck in the printer.", False),
        (PaperState(PrinterProblem.COVER_OPEN), "The printer is open.", False),
        (failed(PrinterProblem.STUCK), "It did not print. Nothing comes out later.", True),
        (
            replace(failed(PrinterProblem.ABSENT, PrinterProblem.ABSENT), gone=False),
            "It did not print. It may still come out later. Tell the staff here.",
            False,
        ),
        (
            failed(PrinterProblem.PAPER_OUT, PrinterProblem.PAPER_OUT),
            "The printer has no paper. Nothing comes out later.",
            False,
        ),
    ],
)
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 800), (1024, 600)])
def test_every_state_is_told_and_what_works_stays(
    page: PageMaker, size: tuple[int, int], state: PaperState, told: str, *, prints: bool
) -> None:
    scene = page(*ONE, paper=state, size=size)
    assert told in text(scene)
    assert ("paper" in ids(scene)) is prints
    assert {"learn:weave-line", "qr:weave-line", "staff"} <= ids(scene)
    assert not scene.problems


@pytest.mark.parametrize("tag", ["en", "es", "ar"])
def test_the_largest_letters_on_a_small_screen_keep_all_on_one_page(
    page: PageMaker, tag: str
) -> None:
    scene = page(*ONE, paper=READY, size=(1280, 800), step="XL", tag=tag)
    assert {"paper", "learn:weave-line", "qr:weave-line", "staff"} <= ids(scene)
    assert not any(touch.startswith("page:") for touch in ids(scene))


@pytest.mark.parametrize("trouble", PrinterProblem)
def test_every_trouble_has_a_sentence(page: PageMaker, trouble: PrinterProblem) -> None:
    scene = page(*ONE, paper=PaperState(trouble))
    assert any(words.startswith(("No paper", "The printer", "Paper is")) for words in scene.texts)


def test_a_service_that_paper_cannot_carry_is_named_with_what_to_do(page: PageMaker) -> None:
    scene = page(*LIST, paper=READY)
    said = text(scene)
    assert "Not on this paper: \u20663Strands Office\u2069" in said
    assert "paper" in ids(scene)
    assert {"learn:weave-line", "learn:line-211", "staff"} <= ids(scene)
    assert "Not on this paper" not in text(page(*ONE, paper=READY))


def test_what_a_paper_is_made_of_is_made_once_and_forgotten_with_the_visit(
    page: PageMaker, composer_at: ComposerMaker
) -> None:
    made = matrix, measured, wrapped, find_revealing_in_address
    page(*ONE, paper=READY)
    before = [one.cache_info().misses for one in made]
    page(*ONE, paper=READY)
    assert [one.cache_info().misses for one in made] == before
    composer_at((1920, 1080))[0].forget()
    assert [one.cache_info().currsize for one in made] == [0] * len(made)


def test_without_any_paper_the_page_says_so_and_prints_nothing(page: PageMaker) -> None:
    scene = page("keep:three-strands-jobs", "list", "print", paper=READY)
    assert "There is no paper for this one. Learn it, or ask." in text(scene)
    assert "paper" not in ids(scene)
    assert "staff" in ids(scene)


@pytest.mark.rotating(3)
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1024, 600)])
@pytest.mark.parametrize("step", ["M", "XL"])
def test_ways_of_several_services_are_told_apart_at_a_glance(
    page: PageMaker, size: tuple[int, int], step: str
) -> None:
    state = PaperState(PrinterProblem.PAPER_OUT, Job.FAILED, PrinterProblem.PAPER_OUT)
    seen = set()
    for number in range(4):
        scene = page(*LIST, f"page:{number}", paper=state, size=size, step=step, tag="ar")
        shown = [words for words in scene.texts if words]
        for node in scene.touches:
            if node.id.startswith(("learn:", "qr:")):
                seen.add(node.id)
                name = {"weave-line": "WV Line", "line-211": "211"}.get(node.id.split(":")[1])
                assert any((name or "3Strands Office") in words for words in shown), node.id
    assert seen == {"learn:weave-line", "learn:line-211", "qr:three-strands-jobs"}


def test_chinese_sentences_follow_each_other_without_a_space(page: PageMaker) -> None:
    state = PaperState(PrinterProblem.PAPER_OUT, Job.FAILED, PrinterProblem.PAPER_OUT)
    said = " ".join(page(*ONE, paper=state, tag="zh-Hans").texts)
    assert "打印机没有纸了。之后不会再有纸条出来。" in said
