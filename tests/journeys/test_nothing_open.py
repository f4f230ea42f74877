from tests.journeys.visitor import VisitorMaker
from tests.touches import activate


def test_no_choices_together_empty_a_list(arrive: VisitorMaker) -> None:
    visitor = arrive(now="2026-11-24T03:10")
    visitor.touch("English").touch("need:food").touch("all:food")
    for chip in ("open_now", "under_18", "no_id", "men", "free", "families"):
        visitor.touch("chips").touch(f"chip:{chip}").touch("done")
        assert any(node.id.startswith("service:") for node in visitor.scene.touches)
    visitor.touch("chips").touch("clear")
    assert not visitor.kiosk.shell.visit.chips


def test_without_a_trusted_clock_nothing_is_open_or_closed(arrive: VisitorMaker) -> None:
    visitor = arrive(trusted=False)
    visitor.touch("English").touch("need:safe_place").touch("tile:safe_place.bed_tonight")
    visitor.does_not_see("Open now", "Opens", "days ago")
    assert all(node.id != "chip:open_now" for node in visitor.scene.touches)


def test_unknown_hours_are_never_called_closed(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English")
    for need in ("safe_place", "talk", "food", "health", "work", "papers", "court", "young"):
        activate(visitor.kiosk.shell, f"need:{need}")
        activate(visitor.kiosk.shell, f"all:{need}")
        visitor.does_not_see("Closed", "closed")
