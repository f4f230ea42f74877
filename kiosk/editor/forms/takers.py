"""What a taker makes of the answers of a form: a plan that a person sees before it is written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.editor.forms.answer_file import FormAnswer


@dataclass(frozen=True, slots=True)
class TakeQuestion:
    """What the editor must answer before anything is written; ``choices`` by what is typed."""

    key: str
    text: str
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TakePlan:
    """What an answer file would change.

    ``title`` says what the file is, ``lines`` what it would change, ``refused`` what is not taken
    and why. ``write`` gets the answers of ``questions`` by key, writes, and returns what it did;
    it is ``None`` where there is nothing to write.
    """

    title: str
    lines: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    questions: tuple[TakeQuestion, ...] = ()
    write: Callable[[Mapping[str, str]], Iterable[str]] | None = None


Taker = Callable[[Path, FormAnswer], TakePlan]
"""Makes a plan from the workbook, whose folder holds the sources, and the answers.

Raises :class:`SourceError` if the answers do not fit.
"""
