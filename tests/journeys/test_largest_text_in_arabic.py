import pytest

from tests.journeys.visitor import VisitorMaker

SIZES = [(1920, 1080), (1080, 1920), (1280, 800)]


@pytest.mark.rotating(3)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_largest_letters_in_arabic_reach_help(
    arrive: VisitorMaker, size: tuple[int, int]
) -> None:
    visitor = arrive(size=size)
    if "language:ar" not in {node.id for node in visitor.scene.touches}:
        # The smallest glass shows many languages in two parts.
        visitor.touch("page:1")
    visitor.touch("language:ar").is_on("home")
    visitor.touch("see").touch("size:XL").touch("done").is_on("home")
    if "need:health" not in {node.id for node in visitor.scene.touches}:
        # On the smallest glass the largest letters leave room for some of the nine at a time.
        visitor.touch("page:1")
    visitor.touch("need:health").is_on("question")
    assert visitor.scene.rtl
    visitor.touch("tile:health.doctor").is_on("results")
    assert visitor.scene.problems == ()
    service = next(n for n in visitor.scene.touches if n.id.startswith("service:"))
    visitor.touch(service.id).is_on("service")
    assert visitor.scene.problems == ()
    visitor.touch("talk").is_on("talk")
    assert visitor.scene.problems == ()


def test_sizes_and_colours_go_back_for_the_next_person(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("language:ar").touch("see").touch("size:XL").touch("mode:white-on-black")
    visitor.touch("done").touch("leave").touch("return")
    visit = visitor.kiosk.shell.visit
    assert (visit.size, visit.mode, visit.language) == ("M", "default", "en")
