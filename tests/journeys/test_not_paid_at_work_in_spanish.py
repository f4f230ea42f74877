from tests.journeys.visitor import Visitor, VisitorMaker
from tests.touches import activate


def test_not_paid_at_work_in_spanish(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("Español").is_on("home").does_not_see("What do you need?")
    visitor.touch("need:work").is_on("question")
    activate(visitor.kiosk.shell, "service:labor-commissioner-claims")
    visitor.is_on("service").sees("833-526-4636")
    visitor.does_not_see("Call now", "Who can go", "Take it with you")


def test_work_is_as_near_as_violence(arrive: VisitorMaker) -> None:
    """Sexual and labour exploitation carry equal weight: the same number of touches to each."""
    for need, tile, services in (
        ("need:work", "tile:work.not_paid", ("labor-commissioner-claims", "us-wage-hour")),
        ("need:safe_place", "tile:safe_place.leave_harm", ("weave-line", "my-sisters-house-line")),
    ):
        visitor = arrive()
        visitor.touch("Español").touch(need).touch(tile)
        shown = {node.id for node in visitor.scene.touches}
        assert any(f"service:{service}" in shown for service in services), (need, shown)


def test_the_guide_about_work_ends_at_services(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("Español").touch("need:work")
    guide = next(node.id for node in visitor.scene.touches if node.id.startswith("guide:"))
    visitor.touch(guide).is_on("guide")
    for _ in range(12):
        nexts = [n.id for n in visitor.scene.touches if n.id == f"page:{_page(visitor) + 1}"]
        if not nexts:
            break
        visitor.touch(nexts[0])
    assert any(node.id.startswith("service:") for node in visitor.scene.touches)


def _page(visitor: Visitor) -> int:
    return visitor.kiosk.shell.visit.route.page


def test_the_language_changes_on_any_screen_and_the_page_stays(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English").touch("need:work")
    activate(visitor.kiosk.shell, "service:labor-commissioner-claims")
    english = visitor.text
    visitor.touch("languages").touch("language:ar").is_on("service").sees("833-526-4636")
    assert visitor.scene.rtl
    assert visitor.text != english
