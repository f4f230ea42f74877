"""The printer that staff chose on the screen: kept in the data folder, stronger than the settings.

``printer.json`` names a printer of this machine and what paper is in it, nothing else.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

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


class _Kept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``printer.json``; an empty place is: none."""

    format: Literal[1] = 1
    place: Annotated[str, Meta(max_length=200)]
    paper: Annotated[str, Meta(max_length=10)]


class PrinterChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A printer that can be chosen; ``trouble`` is what keeps it from printing now."""

    place: str
    trouble: PrinterProblem | None = None

    @property
    def sink(self) -> PrintTarget:
        """The printer."""
        return parse_print_target(self.place)


class PrintersAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """All printers, the chosen one (empty: none) and its paper.

    ``tested``: a test page was asked for; ``test`` is why it did not come out.
    """

    choices: tuple[PrinterChoice, ...] = ()
    place: str = ""
    paper: str = ""
    tested: bool = False
    test: PrinterProblem | None = None

    @property
    def papers(self) -> tuple[Paper, ...]:
        """What can be in the chosen printer: a receipt printer holds rolls alone."""
        if not self.place:
            return ()
        rolls = parse_print_target(self.place).kind is PrintTargetKind.ESCPOS
        return tuple(paper for paper in Paper if paper.roll or not rolls)


def chosen_print(settings: PrintSettings, data: Path) -> PrintSettings:
    """The settings with what staff chose in their place; what cannot be used counts as nothing."""
    try:
        kept = msgspec.json.decode((data / FILE).read_bytes(), type=_Kept)
        return replace(settings, printer=kept.place, paper=kept.paper)
    except (OSError, ValueError):
        return settings


def save_choice(data: Path, place: str, paper: str) -> None:
    """Makes a printer the one of this kiosk; an empty ``place`` is none.

    Raises:
        ValueError: it names no printer, or one that cannot hold such paper.
        OSError: it cannot be written; what was chosen before still holds.
    """
    if place:
        sink = parse_print_target(place)
        held = Paper(paper) if paper else default_paper(sink)
        check_printer(sink, held)
        paper = held.value
    kept = _Kept(place=place, paper=paper if place else "")
    atomic_files.write(data / FILE, msgspec.json.encode(kept), mode=atomic_files.OWNER_ONLY)


def printers_answer(settings: PrintSettings, found: Iterable[PrintTarget]) -> PrintersAnswer:
    """Every printer with how it is now, the chosen one too where it is not found; takes seconds."""
    chosen = settings.sink
    every = dict.fromkeys((*found, *([chosen] if chosen else [])))
    return PrintersAnswer(
        choices=tuple(
            PrinterChoice(place=target_of(sink), trouble=_printer(sink, settings).state())
            for sink in every
        ),
        place=target_of(chosen) if chosen else "",
        paper=settings.holds.value if chosen else "",
    )


def target_of(sink: PrintTarget) -> str:
    """A printer as it is written."""
    return f"{sink.kind.value}:{sink.place}"


def _printer(sink: PrintTarget, settings: PrintSettings) -> Printer:
    own = settings.holds if sink == settings.sink else default_paper(sink)
    return settings.printer_at(sink, own)
