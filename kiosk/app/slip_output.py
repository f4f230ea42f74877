"""Print or write a slip from the command line: the composition root of paper."""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, current_thread, main_thread

from kiosk import atomic_files
from kiosk.app import assets
from kiosk.app.screen import start_qt
from kiosk.devices.print_settings import PrintSettings
from kiosk.devices.printers import PrinterProblem, PrintTarget, PrintTargetKind
from kiosk.devices.slip import MAX_ENTRIES, SlipRefused
from kiosk.presentation.paper_form import PaperForm
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.slips import NothingForPaper
from kiosk.ui.kit.fonts import FontError, FontShelf
from kiosk.ui.slip.slip_choice import slip_for
from kiosk.ui.slip.slip_document import document, slip_pdf
from kiosk.ui.slip.slip_ops import SlipSheet, SlipTooLong

TROUBLES = {
    PrinterProblem.ABSENT: (
        "The printer does not answer. Is it on, and does lpstat -p name its queue?"
    ),
    PrinterProblem.STOPPED: "The printer is stopped, or used by another program. See lpstat -p.",
    PrinterProblem.PAPER_OUT: "The printer has no paper.",
    PrinterProblem.JAM: "Paper is stuck in the printer.",
    PrinterProblem.COVER_OPEN: "The printer is open.",
    PrinterProblem.FAULT: "The printer tells of a fault. See its panel, or lpstat -l -p.",
    PrinterProblem.STUCK: "The printer took the slip and did not print it.",
    PrinterProblem.FAILED: "The printer or its queue refused the slip.",
    PrinterProblem.CANCELLED: "It was cancelled.",
}
"""The words of the command line for each problem."""
GONE = "Nothing comes out later."
NOT_GONE = {
    PrintTargetKind.CUPS: "the queue does not answer. See lpstat -o, or restart CUPS.",
    PrintTargetKind.ESCPOS: "the printer does not say what it holds. Switch it off and on.",
}


class SlipError(Exception):
    """There is no slip; the message says why and what to do."""


class TooManyError(SlipError):
    """More services are named than fit a slip."""


@dataclass(frozen=True, slots=True)
class SlipOutput:
    """Destination and paper of a slip.

    ``settings`` are those of the site, for CUPS and serial lines.

    Raises:
        ValueError: a receipt printer cannot hold sheets.
    """

    sink: PrintTarget
    form: PaperForm
    settings: PrintSettings

    def __post_init__(self) -> None:
        if self.sink.kind is PrintTargetKind.ESCPOS and not self.form.paper.roll:
            raise ValueError("a receipt printer holds a roll: --paper 80 or 58")


def deliver_slip(
    presenter: DirectoryPresenter, service_ids: Sequence[str], output: SlipOutput
) -> None:
    """Print or write a slip in the presenter's language and English.

    Raises:
        SlipError: too many services, a revealing text, no room, no place to write, or a
            printer that did not print.
    """
    service_ids = tuple(dict.fromkeys(service_ids))
    if (given := len(service_ids)) > MAX_ENTRIES:
        raise TooManyError(f"A slip holds up to {MAX_ENTRIES} services; {given} were given.")
    start_qt(offscreen=True)
    try:
        fonts = FontShelf(assets.resources() / "fonts")
        fonts.load_script(presenter.language.script)
        _deliver(slip_for(presenter, service_ids, output.form), output)
    except FontError as error:
        raise SlipError(str(error)) from error
    except NothingForPaper as error:
        raise SlipError(
            "There is nothing to print: no number, no public address and no page that tells "
            "nothing, or a quiet name that tells."
        ) from error
    except SlipRefused as error:
        raise SlipError(
            f"The slip would tell too much: {error.field}. Change its quiet name or phrase."
        ) from error
    except SlipTooLong as error:
        raise SlipError("The slip is longer than 150 mm. Take fewer services.") from error
    except OSError as error:
        place = output.sink.place
        raise SlipError(f"{place} cannot be written: {os.strerror(error.errno or 0)}.") from error


def _deliver(sheet: SlipSheet, output: SlipOutput) -> None:
    sink, paper = output.sink, output.form.paper
    if sink.kind is PrintTargetKind.PDF:
        atomic_files.replace_file(sink.path, slip_pdf(sheet, paper), mode=atomic_files.OWNER_ONLY)
    elif sink.kind is PrintTargetKind.ESCPOS and not sink.path.is_char_device():
        atomic_files.replace_file(sink.path, document(sheet, paper), mode=atomic_files.OWNER_ONLY)
    else:
        _print(document(sheet, paper), output)


def _print(content: bytes, output: SlipOutput) -> None:
    """Wait until the paper is out; if the program is ended, nothing comes out later.

    Raises:
        SlipError: it did not come out.
    """
    printer = output.settings.printer_at(output.sink, output.form.paper)
    with _ended() as stop:
        outcome = printer.print(content, stop)
        gone = outcome is None or printer.purge()
    consequence = GONE if gone else f"It may still come out later: {NOT_GONE[output.sink.kind]}"
    if outcome is not None:
        raise SlipError(f"{TROUBLES[outcome]} {consequence}")


@contextmanager
def _ended() -> Iterator[Event]:
    """Set when the program is ended: by Ctrl+C, by a signal, by closing its terminal.

    A signal that this program was started to ignore stays ignored.
    """
    stop, before = Event(), dict[signal.Signals, object]()
    if current_thread() is main_thread():
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(each) is not signal.SIG_IGN:
                before[each] = signal.signal(each, lambda *_: stop.set())
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)  # type: ignore[arg-type]
