from tests.journeys.visitor import VisitorMaker
from tests.touches import activate


def test_a_bed_tonight_is_four_touches_and_no_typing(arrive: VisitorMaker) -> None:
    visitor = arrive(now="2026-11-24T21:40")
    visitor.touch("English").is_on("home").touch("A safe place").is_on("question")
    visitor.sees("A safe place", "211").touch("A bed tonight").is_on("results")
    first = next(node for node in visitor.scene.touches if node.id.startswith("service:"))
    visitor.touch(first.id).is_on("service")
    assert visitor.touches == 4
    assert visitor.typed == 0
    visitor.sees("Take it with you", "When you call", "Someone answers")


def test_the_address_of_a_shelter_is_never_there(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English").touch("need:safe_place")
    activate(visitor.kiosk.shell, "service:weave-safehouse")
    visitor.sees("Address not shown")


def test_the_number_leaves_in_memory(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English").touch("need:talk")
    activate(visitor.kiosk.shell, "service:weave-line")
    visitor.touch("learn:weave-line").is_on("learn").sees("916", "920", "2952")


def test_services_that_are_open_come_first(arrive: VisitorMaker) -> None:
    visitor = arrive(now="2026-11-24T21:40", invented=True)
    visitor.touch("English").touch("need:safe_place")
    visitor.touch("chips").touch("chip:open_now").touch("done")
    states = [node.name for node in visitor.scene.touches if node.id.startswith("service:")]
    assert "until" in states[0]
