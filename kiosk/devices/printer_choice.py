"""The printer that staff choose on the screen: it overrides the settings.

``printer.json`` in the data folder names only a printer of this machine and its paper.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from kiosk import atomic_files
from kiosk.devices.print_settings import PrintSettings
from kiosk.devices.printers import (
    Paper,
    Printer,
    PrinterProblem,
    PrintTarget,
    PrintTargetKind,
    check_printer,
    default_paper,
    parse_print_target,
)

FILE: Final = "printer.json"


class _StoredChoice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``printer.json``; an empty place means no printer."""

    format: Literal[1] = 1
    place: Annotated[str, Meta(max_length=200)]
    paper: Annotated[str, Meta(max_length=10)]


class PrinterChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A printer to choose; ``trouble`` is what keeps it from printing."""

    place: str
    trouble: PrinterProblem | None = None

    @property
    def sink(self) -> PrintTarget:
        """The printer."""
        return parse_print_target(self.place)


class PrintersAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """All printers, the chosen one (empty: none) and its paper.

    ``tested`` is true after a test page; ``test`` is why that page did not print.
    """

    choices: tuple[PrinterChoice, ...] = ()
    place: str = ""
    paper: str = ""
    tested: bool = False
    test: PrinterProblem | None = None

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers of the chosen printer: a receipt printer holds only rolls."""
        if not self.place:
            return ()
        rolls = parse_print_target(self.place).kind is PrintTargetKind.ESCPOS
        return tuple(paper for paper in Paper if paper.roll or not rolls)


def chosen_print(settings: PrintSettings, data: Path) -> PrintSettings:
    """Return the settings with the staff's choice, which is ignored if it cannot be used."""
    try:
        stored = msgspec.json.decode((data / FILE).read_bytes(), type=_StoredChoice)
        return replace(settings, printer=stored.place, paper=stored.paper)
    except (OSError, ValueError):
        return settings


def save_choice(data: Path, place: str, paper: str) -> None:
    """Store the printer of this kiosk; an empty ``place`` means none.

    Raises:
        ValueError: it names no printer, or one that cannot hold such paper.
        OSError: it cannot be written; the previous choice is still valid.
    """
    if place:
        sink = parse_print_target(place)
        held = Paper(paper) if paper else default_paper(sink)
        check_printer(sink, held)
        paper = held.value
    stored = _StoredChoice(place=place, paper=paper if place else "")
    atomic_files.replace_file(
        data / FILE, msgspec.json.encode(stored), mode=atomic_files.OWNER_ONLY
    )


def printers_answer(settings: PrintSettings, targets: Iterable[PrintTarget]) -> PrintersAnswer:
    """Return every printer with its state, including a chosen one not found; takes seconds."""
    chosen = settings.sink
    every = dict.fromkeys((*targets, *([chosen] if chosen else [])))
    return PrintersAnswer(
        choices=tuple(
            PrinterChoice(place=target_of(sink), trouble=_printer(sink, settings).state())
            for sink in every
        ),
        place=target_of(chosen) if chosen else "",
        paper=settings.holds.value if chosen else "",
    )


def target_of(target: PrintTarget) -> str:
    """Return the written form of a sink."""
    return f"{target.kind.value}:{target.place}"


def _printer(target: PrintTarget, settings: PrintSettings) -> Printer:
    own = settings.holds if target == settings.sink else default_paper(target)
    return settings.printer_at(target, own)
