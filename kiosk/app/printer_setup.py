"""Printers in staff mode: find, choose, test."""

from pathlib import Path
from threading import Event

import msgspec
from msgspec.structs import replace

from kiosk.app import assets
from kiosk.app.screen import start_qt
from kiosk.app.settings import Settings
from kiosk.devices.printer_choice import PrintersAnswer, chosen_print, printers_answer, save_choice
from kiosk.devices.printer_discovery import printers_found
from kiosk.devices.printers import Cover, Paper, PrinterProblem
from kiosk.devices.slip import Pair, SlipCode, SlipContent, SlipEntry
from kiosk.domain.language import WRITTEN
from kiosk.ui.kit.fonts import FontShelf
from kiosk.ui.slip.slip_document import document, roll_of
from kiosk.ui.slip.slip_ops import with_edges
from kiosk.ui.slip.slip_painter import prepare

TEST = SlipContent(
    language=WRITTEN[0],
    title=Pair(Cover.PLAIN.english, Cover.PLAIN.english),
    entries=(
        SlipEntry(
            "211",
            Pair("City and county services", "City and county services"),
            number="211",
        ),
    ),
    code=SlipCode("tel:211", "211", Pair("Camera, touch, call", "Camera, touch, call")),
)
"""The content of the test page, harmless to find: letters, digits, a code.

On a roll, a line above it shows whether both edges are printed."""


def printers(
    settings: Settings, data: Path, choose: str | None, paper: str, *, test: bool
) -> PrintersAnswer:
    """Return every printer and the chosen one, after a choice or a test page; takes seconds.

    Raises:
        ValueError: ``choose`` is no printer, or cannot hold the paper.
        OSError: the choice could not be kept.
    """
    if choose is not None:
        save_choice(data, choose, paper)
    own = replace(settings, print=chosen_print(settings.print, data))
    answer = printers_answer(own.print, printers_found(own.print.socket))
    if not test:
        return answer
    return msgspec.structs.replace(answer, tested=True, test=_tested(own))


def _tested(settings: Settings) -> PrinterProblem | None:
    """Print the test page; return why it did not come out."""
    printer = settings.print.own_printer()
    if printer is None:
        return PrinterProblem.ABSENT
    return printer.print(page_for(settings.print.holds), Event())


def page_for(paper: Paper) -> bytes:
    """Return the test page for a printer with this paper."""
    start_qt(offscreen=True)
    FontShelf(assets.resources() / "fonts").load_script(TEST.language.script)
    sheet = prepare(TEST, roll_of(paper))
    return document(with_edges(sheet) if paper.roll else sheet, paper)
