"""The same visit with a receipt printer on a line: its dots are on the paper and nowhere else."""

import pytest

from kiosk.ui.slip.slip_painter import read_image
from tests.devices.receipts import read
from tests.long_runs import add_figure
from tests.residue.conftest import Furnished
from tests.residue.place import end, to_the_end, visit
from tests.residue.test_raw_bytes import FIGURE
from tests.residue.words import DIGITS
from tests.ui.test_slip_papers import painted


def whole(furnished: Furnished, broken: str = "") -> list[str]:
    """What is left of a visit that ended as it is meant."""
    with furnished.used() as (place, disk):
        with place.roll() as line, visit(place, broken) as driven:
            driven.until("came").on()
            driven.until("speaks and prints")
            line.let.set()
            to_the_end(driven, prints=True)
        assert read_image(painted(read(line.got).rows)) == f"tel:+1{DIGITS}"
    return furnished.left(disk)


@pytest.mark.usefixtures("qapp")
def test_after_an_end_as_it_is_meant(furnished: Furnished) -> None:
    assert whole(furnished) == []
    add_figure(FIGURE, 1)


@pytest.mark.nightly
def test_after_a_kill_and_the_rest_is_not_printed_later(furnished: Furnished) -> None:
    with furnished.used() as (place, disk):
        with place.roll() as line:
            with visit(place) as driven:
                driven.until("came").on()
                driven.until("speaks and prints")
                end(driven.process.pid)
            line.let.set()
            with visit(place) as again:
                again.until("came")
        assert b"\x1dVB" not in line.got, "the slip is not whole"
    assert furnished.left(disk) == []
    add_figure(FIGURE, 1)


@pytest.mark.nightly
@pytest.mark.usefixtures("qapp")
def test_a_program_that_keeps_the_dots_is_caught(furnished: Furnished) -> None:
    assert "dots of a receipt" in whole(furnished, "dots_pass_through_a_file")
    add_figure("programs that keep something of a visit, caught", 1)
