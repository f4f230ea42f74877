from tests.journeys.visitor import VisitorMaker


def test_a_list_that_holds_nothing_says_what_to_widen(arrive: VisitorMaker) -> None:
    visitor = arrive(now="2026-11-24T03:10")
    visitor.touch("English").touch("need:food")
    shell = visitor.kiosk.shell
    for chip in ("open_now", "under_18", "no_id", "men"):
        shell.activate(f"chip:{chip}")
    visitor.sees("No place fits all of these.")
    drops = [node for node in visitor.scene.touches if node.id.startswith("drop:")]
    clear = [node for node in visitor.scene.touches if node.id == "clear"]
    assert drops or clear
    visitor.touch((drops or clear)[0].id)
    assert visitor.kiosk.shell.visit.chips != frozenset(("open_now", "under_18", "no_id", "men"))


def test_without_a_trusted_clock_nothing_is_open_or_closed(arrive: VisitorMaker) -> None:
    visitor = arrive(trusted=False)
    visitor.touch("English").touch("need:safe_place").does_not_see("Open now", "Opens", "days ago")
    assert all(node.id != "chip:open_now" for node in visitor.scene.touches)


def test_unknown_hours_are_never_called_closed(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English")
    for need in ("safe_place", "talk", "food", "health", "work", "papers", "court", "young"):
        visitor.kiosk.shell.activate(f"need:{need}")
        visitor.does_not_see("Closed", "closed")
