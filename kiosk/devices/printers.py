"""What the kiosk needs from a printer: its state, and one job at a time that leaves nothing."""

import re
from enum import StrEnum
from pathlib import Path
from threading import Event
from typing import Protocol

import msgspec

QUEUE_NAME = re.compile(r"[A-Za-z0-9_.][A-Za-z0-9_.-]{0,126}")
"""Queue names that are safe on a command line; CUPS allows at most 127 characters."""

BAUDS = (9600, 19200, 38400, 57600, 115200)
"""Speeds of serial receipt printers, in bits per second."""


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
    """What the printer holds: office sheets, or a roll of so many millimetres."""

    LETTER = "letter"
    A4 = "a4"
    ROLL_80 = "80"
    ROLL_58 = "58"

    @property
    def roll(self) -> bool:
        """True if it is a roll, which is printed as dots."""
        return self in {Paper.ROLL_80, Paper.ROLL_58}


class Cover(StrEnum):
    """The ordinary title that a site chooses for its slips."""

    PLAIN = "plain"
    CLINIC = "clinic"
    FOOD = "food"

    @property
    def english(self) -> str:
        """The title in English, which translators see as the message."""
        return _COVER_TITLES[self]


_COVER_TITLES = {
    Cover.PLAIN: "Good to know nearby",
    Cover.CLINIC: "Health clinic",
    Cover.FOOD: "Food, showers, rest",
}


class Printer(Protocol):
    """One printer. Every call may take seconds: never call it on the screen's thread."""

    def state(self) -> PrinterProblem | None:
        """Return what keeps it from printing; ``None`` if it is ready."""
        ...

    def print(self, document: bytes, stop: Event) -> PrinterProblem | None:
        """Print and wait until the paper is out; ``None`` on success.

        The job ends as soon as ``stop`` is set. However it ends, nothing of it prints later.
        """
        ...

    def purge(self) -> bool:
        """Delete all waiting jobs; return true only if certainly none is left."""
        ...


class PrintTargetKind(StrEnum):
    """A CUPS queue, the device file of a receipt printer, or a PDF file."""

    CUPS = "cups"
    ESCPOS = "escpos"
    PDF = "pdf"


class PrintTarget(msgspec.Struct, frozen=True):
    """Where to print, written as ``cups:QUEUE``, ``escpos:FILE`` or ``pdf:FILE``."""

    kind: PrintTargetKind
    place: str

    @property
    def path(self) -> Path:
        """The file of the device or the PDF."""
        return Path(self.place)


def parse_print_target(text: str) -> PrintTarget:
    """Parse the written form of a sink.

    Raises:
        ValueError: it is no sink; the message says how to write one.
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


def default_paper(target: PrintTarget) -> Paper:
    """Return the paper that most printers of that kind hold."""
    return Paper.LETTER if target.kind is PrintTargetKind.CUPS else Paper.ROLL_80


def check_printer(target: PrintTarget, paper: Paper) -> None:
    """Check that a kiosk can print there on that paper.

    Raises:
        ValueError: the sink is a PDF file, or a receipt printer that cannot hold sheets.
    """
    if target.kind is PrintTargetKind.PDF:
        raise ValueError("printer: a PDF file is none; slips of visitors would pile up in it")
    if target.kind is PrintTargetKind.ESCPOS and not paper.roll:
        raise ValueError('paper: a receipt printer holds a roll, "80" or "58"')
    if target.kind is PrintTargetKind.ESCPOS and not target.place.startswith("/"):
        raise ValueError("printer: the file of a receipt printer begins with /, as /dev/usb/lp0")
