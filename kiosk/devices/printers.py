"""Printers as the kiosk sees them: ready or not, one job at a time, nothing left for later."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Event
from typing import Protocol

QUEUE_NAME = re.compile(r"[A-Za-z0-9_.][A-Za-z0-9_.-]{0,126}")
"""Names of queues that need no care on a command line; CUPS itself allows at most 127 letters."""

BAUDS = (9600, 19200, 38400, 57600, 115200)
"""Speeds of serial receipt printers, in bits a second."""


class PrinterProblem(StrEnum):
    """Why no paper comes out."""

    ABSENT = "absent"
    STOPPED = "stopped"
    PAPER_OUT = "paper-out"
    JAM = "jam"
    COVER_OPEN = "cover-open"
    FAULT = "fault"
    STUCK = "stuck"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Paper(StrEnum):
    """What is in the printer: sheets of an office, or a roll of so many millimetres."""

    LETTER = "letter"
    A4 = "a4"
    ROLL_80 = "80"
    ROLL_58 = "58"

    @property
    def roll(self) -> bool:
        """Whether it is a roll, printed as dots."""
        return self in {Paper.ROLL_80, Paper.ROLL_58}


class Printer(Protocol):
    """One printer. Every call may take seconds: never on the screen's thread."""

    def state(self) -> PrinterProblem | None:
        """What keeps it from printing now; ``None`` when it is ready."""
        ...

    def print(self, document: bytes, stop: Event) -> PrinterProblem | None:
        """Prints, and waits until the paper is out; ``None`` when it is.

        However it ends, and as soon as ``stop`` is set, nothing of the job is left to come out.
        """
        ...

    def purge(self) -> bool:
        """Drops whatever waits in this printer from before; whether nothing is left for sure."""
        ...


class PrintTargetKind(StrEnum):
    """Where paper comes from: a queue of CUPS, a receipt printer's device file, a PDF file."""

    CUPS = "cups"
    ESCPOS = "escpos"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class PrintTarget:
    """A place to print to, as it is written: ``cups:QUEUE``, ``escpos:FILE`` or ``pdf:FILE``."""

    kind: PrintTargetKind
    place: str

    @property
    def path(self) -> Path:
        """The file of a device or a PDF."""
        return Path(self.place)


def parse_print_target(text: str) -> PrintTarget:
    """The place that ``text`` names.

    Raises:
        ValueError: it names none; the message says how to write one.
    """
    kind, _, place = text.partition(":")
    if kind not in set(PrintTargetKind) or not place:
        raise ValueError("printer must be written as cups:QUEUE, escpos:FILE or pdf:FILE")
    if kind == PrintTargetKind.CUPS and not QUEUE_NAME.fullmatch(place):
        raise ValueError(
            "printer: the name of a queue has letters, digits, points, dashes and underscores;"
            " lpstat -e lists those of this machine"
        )
    return PrintTarget(PrintTargetKind(kind), place)


def default_paper(sink: PrintTarget) -> Paper:
    """The paper most printers of that kind hold."""
    return Paper.LETTER if sink.kind is PrintTargetKind.CUPS else Paper.ROLL_80


def check_printer(sink: PrintTarget, paper: Paper) -> None:
    """Whether a kiosk can print there on that paper.

    Raises:
        ValueError: a PDF file is no printer, or a receipt printer cannot hold sheets.
    """
    if sink.kind is PrintTargetKind.PDF:
        raise ValueError("printer: a PDF file is none; slips of visitors would pile up in it")
    if sink.kind is PrintTargetKind.ESCPOS and not paper.roll:
        raise ValueError('paper: a receipt printer holds a roll, "80" or "58"')
    if sink.kind is PrintTargetKind.ESCPOS and not sink.place.startswith("/"):
        raise ValueError("printer: the file of a receipt printer begins with /, as /dev/usb/lp0")
