"""The same slip on every paper: all languages, three services, dots, sheets, real CUPS."""

import datetime as dt
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QImage

from kiosk.devices.cups import CupsQueue
from kiosk.devices.printers import Cover, Paper
from kiosk.devices.slip import Pair, SlipContent
from kiosk.domain.language import OFFERED, WRITTEN, Language
from kiosk.domain.text import unmarked
from kiosk.presentation.paper_form import PaperForm
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.service_facts import ASK_FIRST
from kiosk.presentation.slips import ORDINARY, slip_content
from kiosk.ui.kit.fonts import FontShelf
from kiosk.ui.kit.theme import CAP_HEIGHT_EM
from kiosk.ui.slip.slip_choice import slip_for
from kiosk.ui.slip.slip_column import halved
from kiosk.ui.slip.slip_document import CORNER_MM, document, dots_of, roll_of, slip_pdf
from kiosk.ui.slip.slip_ops import (
    DOTS_PER_MM,
    MAX_HEIGHT_MM,
    ROLL_58,
    CodeOp,
    SlipSheet,
    SlipTooLong,
    TextOp,
)
from kiosk.ui.slip.slip_painter import prepare, read_image, slip_image
from tests.conftest import PresenterMaker
from tests.devices.cupsd import MISSING, running
from tests.devices.receipts import read
from tests.long_runs import FULL
from tests.ui.slip_samples import LEAST_TEXT_MM

THREE = ("weave-line", "labor-commissioner-claims", "loaves-and-fishes-dining-room")
STREET = "3600 Power Inn Road, Sacramento, CA 95826"
DPI = 254
"""Ten pixels a millimetre."""
SHEETS = {Paper.LETTER: (2159, 2794), Paper.A4: (2100, 2970)}
"""Pixels at that resolution."""
HEADS = {Paper.ROLL_80: 576, Paper.ROLL_58: 384}
needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="no pdftoppm")


@pytest.fixture
def presenter_of(presenter: PresenterMaker, fonts: FontShelf) -> PresenterMaker:
    def make(tag: str) -> DirectoryPresenter:
        made = presenter(tag)
        fonts.load_script(made.language.script)
        return made

    return make


def large(sheet: SlipSheet) -> list[TextOp]:
    return [op for op in sheet.ops if isinstance(op, TextOp) and op.line.em > 8]


@pytest.mark.rotating(16)
@pytest.mark.parametrize("paper", HEADS)
@pytest.mark.parametrize("spoken", WRITTEN, ids=lambda spoken: spoken.tag)
def test_three_services_fit_every_roll_in_every_language(
    presenter_of: PresenterMaker, spoken: Language, paper: Paper
) -> None:
    for ids in (THREE[:1], THREE[:2], THREE) if FULL else (THREE,):
        sheet = slip_for(presenter_of(spoken.tag), ids, PaperForm(paper, Cover.FOOD))
        assert sheet.height <= MAX_HEIGHT_MM
        roll = sheet.roll
        for op in (op for op in sheet.ops if isinstance(op, TextOp)):
            assert op.line.em >= LEAST_TEXT_MM
            assert op.x >= roll.margin - 0.01
            assert op.x + op.line.width <= roll.width - roll.margin + 0.01
        assert all(op.line.em * CAP_HEIGHT_EM >= 5.99 for op in large(sheet))
        image = slip_image(sheet)
        assert image.width() == HEADS[paper]
        assert read_image(image) == sheet.payload
        out = read(document(sheet, paper))
        assert (out.width, b"".join(out.rows)) == (HEADS[paper], dots_of(image).rows)
        assert painted(out.rows) == image
    if paper is Paper.ROLL_80:
        assert sheet.payload is not None


def painted(rows: list[bytes]) -> QImage:
    """Rows of a receipt printer as a picture again."""
    data = b"".join(bytes(255 - byte for byte in row) for row in rows)
    image = QImage(data, len(rows[0]) * 8, len(rows), len(rows[0]), QImage.Format.Format_Mono)
    image.setColorTable([0xFF000000, 0xFFFFFFFF])
    return image.copy()


@pytest.mark.parametrize("cover", Cover)
def test_ordinary_numbers_come_from_the_directory_and_never_push_out_the_code(
    presenter_of: PresenterMaker, cover: Cover
) -> None:
    presenter = presenter_of("en")
    for service_id, _, _ in ORDINARY[cover]:
        listing = presenter.listing(service_id)
        assert listing is not None
        assert listing.phones
    sheet = slip_for(presenter, THREE[:1], PaperForm(Paper.ROLL_80, cover))
    assert sheet.payload == "tel:+19169202952"
    assert len(large(sheet)) == 3
    content = slip_content(presenter, [ORDINARY[cover][0][0]], cover, ordinary=2)
    numbers = [entry.number for entry in content.entries]
    assert len(numbers) == len(set(numbers)) == 3


def test_a_slip_without_a_code_keeps_all_its_ordinary_lines(
    presenter_of: PresenterMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is nothing that they could push out."""

    def bare(*arguments: Any, **more: Any) -> SlipContent:
        return slip_content(*arguments, **more).without_code()

    monkeypatch.setattr("kiosk.ui.slip.slip_choice.slip_content", bare)
    sheet = slip_for(presenter_of("en"), THREE[:1], PaperForm())
    assert sheet.payload is None
    assert len(large(sheet)) == 3


def test_ordinary_lines_go_where_the_slip_would_be_too_long_with_them(
    presenter_of: PresenterMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = "Monday to Friday 9 am–12 pm and 1–5 pm, Saturday 9 am–12 pm. "
    hours = Pair(days * 7, days * 7)

    def wordy(*arguments: Any, **more: Any) -> SlipContent:
        content = slip_content(*arguments, **more)
        *before, last = content.entries
        return replace(content, entries=(*before, replace(last, hours=hours)))

    presenter = presenter_of("en")
    with pytest.raises(SlipTooLong):
        prepare(wordy(presenter, THREE[:1], ordinary=2), ROLL_58)
    monkeypatch.setattr("kiosk.ui.slip.slip_choice.slip_content", wordy)
    sheet = slip_for(presenter, THREE[:1], PaperForm(Paper.ROLL_58))
    assert sheet.height <= MAX_HEIGHT_MM
    assert len(large(sheet)) == 2
    hours = Pair(days * 20, days * 20)
    with pytest.raises(SlipTooLong):
        slip_for(presenter, THREE[:1], PaperForm(Paper.ROLL_58))


@pytest.mark.rotating
@pytest.mark.parametrize("spoken", WRITTEN, ids=lambda spoken: spoken.tag)
def test_three_old_addresses_fit_a_narrow_roll_with_what_to_do_first(
    presenter_of: PresenterMaker, spoken: Language
) -> None:
    presenter = presenter_of(spoken.tag)
    first = Pair(presenter.catalog.translate(ASK_FIRST), ASK_FIRST.text)
    days = (
        presenter.formats.days((0, 1, 2, 3, 4)),
        presenter.formats.hours((dt.time(9), dt.time(17))),
    )
    content = slip_content(presenter, THREE)
    for hours in (None, Pair(" ".join(days), "Mon–Fri 9 am – 5 pm")):
        entries = tuple(
            replace(entry, number="", address=(STREET,), hours=hours, first=first)
            for entry in content.entries
        )
        sheet = prepare(replace(content, entries=entries), ROLL_58)
        lines = [op.line.text for op in sheet.ops if isinstance(op, TextOp)]
        told, own = (unmarked(text).replace(" ", "") for text in ("".join(lines), first.own))
        assert told.count(own) == told.count("3600PowerInnRoad") == 3


@pytest.mark.parametrize(
    ("number", "halves"),
    [
        ("1-833-526-4636", ("1-833-", "526-4636")),
        ("1-888-555-0100 55501", ("1-888-555-0100", "55501")),
        ("911", ("911",)),
    ],
)
def test_a_long_number_is_parted_between_its_groups(number: str, halves: tuple[str, ...]) -> None:
    assert halved(number) == halves


def test_digits_of_a_narrow_roll_are_narrower_never_lower(presenter_of: PresenterMaker) -> None:
    sheet = slip_for(presenter_of("en"), THREE[:2], PaperForm(Paper.ROLL_58))
    lines = {op.line.text: op.line for op in large(sheet)}
    assert {"916-920-2952", "1-833-", "526-4636"} <= set(lines)
    assert 0.86 <= lines["916-920-2952"].squeeze < 1
    assert {round(line.em * CAP_HEIGHT_EM, 2) for line in lines.values()} == {6.0}


def rendered(pdf: bytes, folder: Path) -> QImage:
    (folder / "page.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-png", "-r", str(DPI), "-singlefile", "page.pdf", "page"],  # noqa: S607
        cwd=folder,
        check=True,
    )
    return QImage(str(folder / "page.png"))


def ink(image: QImage, left: int, top: int, right: int, bottom: int) -> list[int]:
    """Rows with ink in a part of a picture."""
    return [
        y
        for y in range(top, bottom)
        if any(image.pixelColor(x, y).lightness() < 128 for x in range(left, right))
    ]


@pytest.mark.rotating
@needs_poppler
@pytest.mark.parametrize("paper", SHEETS)
@pytest.mark.parametrize("tag", ["en", "ar", "pa"])
def test_a_sheet_has_the_slip_at_its_corner_in_the_same_millimetres(
    presenter_of: PresenterMaker, tmp_path: Path, paper: Paper, tag: str
) -> None:
    sheet = slip_for(presenter_of(tag), THREE[:2], PaperForm(paper, Cover.CLINIC))
    page = rendered(slip_pdf(sheet, paper), tmp_path)
    assert (page.width(), page.height()) == pytest.approx(SHEETS[paper], abs=4)
    corner = round(CORNER_MM * 10)
    end = round(corner + sheet.height * 10)
    assert not ink(page, 0, 0, page.width(), corner)
    assert not ink(page, 0, end + 2, page.width(), page.height())
    slip = page.copy(corner, corner, round(sheet.roll.width * 10), end - corner)
    assert read_image(slip) == sheet.payload is not None
    code = next(op for op in sheet.ops if isinstance(op, CodeOp))
    square = page.copy(round(corner + (code.x + 4) * 10), round(corner + (code.y + 4) * 10), 70, 70)
    rows = ink(square, 0, 0, 5, 70)
    assert len(rows) == pytest.approx(70, abs=2)  # the corner mark: seven modules of 1 mm
    for op in large(sheet):
        left = round(corner + op.x * 10)
        bottom = round(corner + op.baseline * 10) + 2
        found = ink(page, left, bottom - 74, left + round(op.line.width * 10), bottom)
        assert found[-1] - found[0] + 1 >= 60


@needs_poppler
@pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
def test_through_a_real_queue_the_page_comes_out_as_it_was_made(
    presenter_of: PresenterMaker, tmp_path: Path
) -> None:
    """Sheets as PDF, rolls as dots: what the printer got is read back as a person's phone would."""
    presenter = presenter_of("es")
    with running() as cups:
        name = cups.queue("printer", "keep")
        for paper in Paper:
            sheet = slip_for(presenter, THREE[:1], PaperForm(paper))
            content = document(sheet, paper)
            queue = CupsQueue(name, paper, str(cups.socket))
            assert queue.print(content, threading.Event()) is None
            out = cups.printed()[-1]
            assert out == content
            if paper.roll:
                page = painted(read(out).rows)
                assert page.width() == roll_of(paper).printed * DOTS_PER_MM
            else:
                page = rendered(out, tmp_path)
            assert read_image(page) == "tel:+19169202952"
        assert cups.waiting() == ""
        assert cups.spooled() == []


@pytest.mark.rotating
@pytest.mark.parametrize("tag", OFFERED)
def test_a_slip_of_one_service_asks_what_its_page_asks(
    presenter_of: PresenterMaker, tag: str
) -> None:
    """Cover lines give way to at least one question of the tile that the visit came through."""
    room, tile = "loaves-and-fishes-dining-room", "food.eat_today"
    presenter = presenter_of(tag)
    asked = slip_content(presenter, [room], tile=tile).entries[-1].asks
    other = slip_content(presenter, [room], tile="court.accused").entries[-1].asks
    view = presenter.service(room, tile)
    assert view is not None
    assert [one.english for one in asked] == [one.english for one in view.questions if one.on_paper]
    assert asked != other
    sheet = slip_for(presenter, [room], PaperForm(), tile=tile)
    assert sheet.is_asked
    printed = " ".join(
        one.text for op in sheet.ops if isinstance(op, TextOp) for one in op.line.spans
    )
    assert unmarked(asked[0].english) in unmarked(printed)
