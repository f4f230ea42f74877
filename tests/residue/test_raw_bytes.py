"""Words made up for one visit: typed, shown, learned, encoded, spoken and printed; then nowhere.

What is looked at are the raw bytes of the disk with every folder that the program, its voice and
CUPS can write to. It is mounted so that each write reaches it at once: deleting hides nothing.
"""

import os
import time

import pytest

from tests.faults.power import CUTS
from tests.long_runs import add_figure
from tests.residue.conftest import Furnished
from tests.residue.place import end, to_the_end, visit

pytestmark = pytest.mark.usefixtures("empty_tray")
PURGED_S = 30.0
"""Seconds after a start until nothing waits in the printer at most."""
FIGURE = "visits whose words were looked for in the raw bytes of a disk"


def whole(furnished: Furnished, broken: str = "", *, kept: bool = False) -> list[str]:
    """What is left of a visit that ended as it is meant."""
    with furnished.used() as (place, disk):
        with (
            place.printer("slow", kept=kept, in_memory=not kept),
            visit(place, broken) as driven,
        ):
            to_the_end(driven)
        assert [one[:5] for one in place.printed()] == [b"%PDF-"], "the printer printed it"
    return furnished.left(disk)


def test_after_an_end_as_it_is_meant(furnished: Furnished) -> None:
    assert whole(furnished) == []
    add_figure(FIGURE, 1)


@pytest.mark.nightly
def test_after_a_kill_and_nothing_is_printed_later(furnished: Furnished) -> None:
    with furnished.used() as (place, disk):
        with place.printer("hangs", in_memory=True) as cups:
            with visit(place) as driven:
                driven.until("came").on()
                driven.until("speaks and prints")
            assert cups.waiting() != "", "the job outlives the program"
            cups.behave("desk", "keep")
            with visit(place) as again:
                again.until("came")
                until = time.monotonic() + PURGED_S
                while cups.waiting() and time.monotonic() < until:
                    time.sleep(0.2)
                assert cups.waiting() == ""
        assert place.printed() == []
    assert furnished.left(disk) == []
    add_figure(FIGURE, 1)


@pytest.mark.parametrize(
    "cut",
    [pytest.param(name, marks=pytest.mark.nightly if at else ()) for at, name in enumerate(CUTS)],
)
def test_after_a_power_cut(furnished: Furnished, cut: str) -> None:
    with furnished.used() as (place, disk):
        with place.printer("hangs", in_memory=True), visit(place) as driven:
            driven.until("came").on()
            driven.until("speaks and prints")
            os.sync()
            disk.cut(CUTS[cut])
            end(driven.process.pid)
        assert place.printed() == []
    assert furnished.left(disk) == []
    add_figure(FIGURE, 1)


BROKEN = {
    "paper_passes_through_a_file": "a PDF",
    "what_is_typed_is_logged": "typed",
    "words_to_say_pass_through_a_file": "name",
    "visits_are_kept": "name",
}


@pytest.mark.parametrize(
    "broken",
    [pytest.param(name, marks=pytest.mark.nightly if at else ()) for at, name in enumerate(BROKEN)],
)
def test_a_program_that_keeps_something_is_caught(furnished: Furnished, broken: str) -> None:
    assert BROKEN[broken] in whole(furnished, broken)
    add_figure("programs that keep something of a visit, caught", 1)


@pytest.mark.nightly
def test_cups_as_it_comes_is_caught(furnished: Furnished) -> None:
    """The kiosk drops its job there too, but what was in the spool is still on the disk."""
    assert "a PDF" in whole(furnished, kept=True)
    add_figure("programs that keep something of a visit, caught", 1)
