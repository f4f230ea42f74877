from tests.journeys.visitor import VisitorMaker
from tests.touches import activate

REPORTING = "Some people must report harm to a child to the authorities."


def test_young_people_are_told_who_must_report_before_they_ask(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English").touch("need:young").is_on("question").sees(REPORTING)
    activate(visitor.kiosk.shell, "staff")
    visitor.is_on("staff-here").sees(REPORTING)


def test_the_guide_for_under_18_begins_with_it(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English").touch("need:young")
    activate(visitor.kiosk.shell, "guide:under-18")
    visitor.is_on("guide").sees(REPORTING)


def test_asking_the_staff_from_elsewhere_says_no_such_thing(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English").touch("need:food")
    activate(visitor.kiosk.shell, "staff")
    visitor.does_not_see(REPORTING)


def test_choosing_under_18_anywhere_is_such_a_path(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English").touch("need:health").touch("tile:health.doctor")
    visitor.touch("chips").touch("chip:under_18").touch("done")
    visitor.sees(REPORTING)
    activate(visitor.kiosk.shell, "staff")
    visitor.is_on("staff-here").sees(REPORTING)
