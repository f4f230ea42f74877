"""A slip through the filters of an office printer: what it gets is looked at, dot by dot."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk.devices.cups import CupsQueue
from kiosk.devices.printers import Paper
from kiosk.presentation.paper_form import PaperForm
from kiosk.ui.kit.fonts import FontShelf
from kiosk.ui.kit.theme import CAP_HEIGHT_EM
from kiosk.ui.slip.slip_choice import slip_for
from kiosk.ui.slip.slip_document import CORNER_MM, slip_pdf
from kiosk.ui.slip.slip_ops import MODULE_MM, CodeOp, SlipSheet, TextOp
from kiosk.ui.slip.slip_painter import read_image
from tests.conftest import PresenterMaker
from tests.devices.cupsd import PrivateCups
from tests.devices.office import FORMATS, OfficePrinter, filtering, office
from tests.devices.rasters import Page, pages
from tests.long_runs import add_figure

pytestmark = pytest.mark.nightly
TWO = ("weave-line", "loaves-and-fishes-dining-room")
SHEETS = {Paper.LETTER: (215.9, 279.4), Paper.A4: (210.0, 297.0)}
OTHER = {Paper.LETTER: Paper.A4, Paper.A4: Paper.LETTER}
MEDIA = {Paper.LETTER: "na_letter_8.5x11in", Paper.A4: "iso_a4_210x297mm"}
NEAR_MM = 0.2
"""How far an edge may be from where it was meant: sheets are whole points, dots whole dots."""
ODD = (
    ("fit-to-page", "true"),
    ("print-scaling", "fill"),
    ("scaling", "150"),
    ("number-up", "2"),
    ("orientation-requested", "4"),
    ("orientation-requested", "6"),
    ("mirror", "true"),
    ("page-border", "double"),
    ("page-label", "Office"),
    ("page-set", "even"),
    ("page-ranges", "2"),
    ("job-hold-until", "indefinite"),
    ("job-sheets", "standard,standard"),
    ("sides", "two-sided-long-edge"),
    ("copies", "3"),
)
"""Defaults that someone can have given to a queue; each would change or stop a slip."""

SlipMaker = Callable[[str, Paper], SlipSheet]


@pytest.fixture(scope="module")
def cups() -> Iterator[PrivateCups]:
    with filtering() as own:
        yield own


@pytest.fixture(scope="module", params=FORMATS)
def printer(cups: PrivateCups, request: pytest.FixtureRequest) -> Iterator[OfficePrinter]:
    del cups
    with office(request.param) as made:
        yield made


@pytest.fixture
def slip(presenter: PresenterMaker, fonts: FontShelf) -> SlipMaker:
    def make(tag: str, paper: Paper) -> SlipSheet:
        own = presenter(tag)
        fonts.load_script(own.language.script)
        return slip_for(own, TWO, PaperForm(paper))

    return make


def printed(
    cups: PrivateCups, printer: OfficePrinter, queue: str, paper: Paper, pdf: bytes
) -> Page:
    """The one page of the one document that the printer got."""
    before = len(printer.got())
    assert CupsQueue(queue, paper, str(cups.socket)).print(pdf, threading.Event()) is None
    [document] = printer.got()[before:]
    [page] = pages(document)
    assert page.size_mm == pytest.approx(SHEETS[paper], abs=NEAR_MM)
    return page


def drawn(pdf: bytes, folder: Path) -> Page:
    """The page as it was meant."""
    (folder / "meant.pdf").write_bytes(pdf)
    [page] = pages(folder / "meant.pdf")
    return page


def picture(page: Page) -> QImage:
    data = b"".join(page.rows)
    grey = QImage.Format.Format_Grayscale8
    return QImage(data, page.width, len(page.rows), page.width, grey).copy()


@pytest.mark.parametrize("paper", SHEETS)
@pytest.mark.parametrize("tag", ["es", "ar"])
def test_a_slip_of_two_services_comes_out_in_its_own_millimetres(
    cups: PrivateCups,
    printer: OfficePrinter,
    slip: SlipMaker,
    tag: str,
    paper: Paper,
) -> None:
    """The queue's own paper is the other one: what the site says counts."""
    sheet = slip(tag, paper)
    media = MEDIA[OTHER[paper]]
    queue = printer.queue(
        cups, f"{printer.format[-3:]}-{paper}-{tag}", "-o", f"media-default={media}"
    )
    pdf = slip_pdf(sheet, paper)
    page = printed(cups, printer, queue, paper, pdf)
    assert page.ink() == pytest.approx(drawn(pdf, printer.root).ink(), abs=NEAR_MM)

    assert sheet.payload is not None
    end = CORNER_MM + sheet.height
    whole = page.part(CORNER_MM, CORNER_MM, CORNER_MM + sheet.roll.width, end)
    assert read_image(picture(whole)) == sheet.payload
    code = next(op for op in sheet.ops if isinstance(op, CodeOp))
    at = partial(_in_code, code)
    mark = page.part(*at(3.5, 3.5), *at(11.5, 11.5)).ink()  # the corner mark of seven modules
    assert mark[2] - mark[0] == pytest.approx(7 * MODULE_MM, abs=0.1)
    assert mark[3] - mark[1] == pytest.approx(7 * MODULE_MM, abs=0.1)

    large = [op for op in sheet.ops if isinstance(op, TextOp) and op.line.em > 8]
    assert len(large) >= len(TWO)
    for op in large:
        left, base = CORNER_MM + op.x, CORNER_MM + op.baseline
        meant = op.line.em * CAP_HEIGHT_EM
        box = page.part(left, base - meant - 1, left + op.line.width, base + 1).ink()
        assert box[3] - box[1] >= 6
    add_figure("slips through the filters of an office printer, looked at", 1)


def _in_code(code: CodeOp, across: float, down: float) -> tuple[float, float]:
    return CORNER_MM + code.x + across * MODULE_MM, CORNER_MM + code.y + down * MODULE_MM


@pytest.mark.parametrize("printer", FORMATS[:2], indirect=True)
@pytest.mark.parametrize("default", ODD, ids="=".join)
def test_no_default_of_a_queue_changes_a_slip(
    cups: PrivateCups,
    printer: OfficePrinter,
    slip: SlipMaker,
    default: tuple[str, str],
) -> None:
    option, value = default
    pdf = slip_pdf(slip("es", Paper.LETTER), Paper.LETTER)
    name = f"{printer.format[-3:]}-{option}-{value.replace(',', '-')}"
    queue = printer.queue(cups, name, "-o", f"{option}-default={value}")
    page = printed(cups, printer, queue, Paper.LETTER, pdf)
    assert page.ink() == pytest.approx(drawn(pdf, printer.root).ink(), abs=NEAR_MM)
    add_figure("slips through the filters of an office printer, looked at", 1)
