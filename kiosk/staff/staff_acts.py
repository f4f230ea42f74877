"""Acts of staff mode, besides those that it shares with a visit."""

from enum import StrEnum

from kiosk.readiness.codes import Check
from kiosk.visit.acts import ActStruct


class StaffVerb(StrEnum):
    """Acts that need no object."""

    CARE = "care"
    CLEAN = "clean"
    DATE = "date"
    ENTER = "enter"
    FILES = "files"
    HELPER = "helper"
    HISTORY = "history"
    HOME = "home"
    KEEP = "keep"
    NO_PRINTER = "printer:none"
    PIN = "pin"
    PRINTERS = "printers"
    READY = "ready"
    TEST = "test"
    UNDO = "undo"
    UNLOCK = "unlock"
    USE = "use"


class ChooseFile(ActStruct, frozen=True, tag="file"):
    """Choose a file of the list, counted from 0."""

    number: int


class ChoosePrinter(ActStruct, frozen=True, tag="printer"):
    """Choose a printer of the list, counted from 0."""

    number: int


class ChoosePaper(ActStruct, frozen=True, tag="paper"):
    """Choose the size of the paper."""

    paper: str


class AnswerCheck(ActStruct, frozen=True):
    """Answer a question of the readiness check."""

    check: Check
    yes: bool

    def __str__(self) -> str:
        return f"{self.check}:{'yes' if self.yes else 'no'}"
