"""The strict reader of ``NAME.kioskanswer``, the file that a form saves, and the plans made of it.

A person sees the plan before anything is written.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal, TypeVar

import msgspec
from msgspec import Meta

from kiosk.domain.report_lines import escape_invisible
from kiosk.editor.forms.form import BY, TEXT_LETTERS, FormName
from kiosk.editor.source_files import SourceError
from kiosk.sync import strictjson

T = TypeVar("T")
SUFFIX: Final = ".kioskanswer"
SIZE_LIMIT: Final = 5_000_000
"""Bytes of an answer file; a form of 30 texts saves less than 40 kB."""
_Key = Annotated[str, Meta(min_length=1, max_length=300)]
_Text = Annotated[str, Meta(max_length=TEXT_LETTERS)]
_SHOWN: Final = 80
"""Characters of a wrong answer file that a message repeats."""


class FormAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The answers of one form.

    ``about`` is what the form is about, ``made`` the day of saving by the clock of whoever saved.
    ``base`` holds for each key the hash of what stood there when the form was made.
    """

    form: FormName
    version: Literal[1]
    about: _Key
    made: dt.date
    base: dict[_Key, Annotated[str, Meta(pattern="^[0-9a-f]{12}$")]]
    answers: dict[_Key, _Text | tuple[_Text, ...]]

    def text(self, key: str) -> str:
        """Return the answer of a question with one answer; empty without one."""
        found = self.answers.get(key, "")
        return found.strip() if isinstance(found, str) else ""

    @property
    def by(self) -> str:
        """Return who answers, as typed."""
        return " ".join(self.text(BY).split())

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the answers of a question with several."""
        found = self.answers.get(key, ())
        return (found,) if isinstance(found, str) else found


def read_answer_file(path: Path) -> FormAnswer:
    """Read an answer file. Raises :class:`SourceError` with one sentence, or OSError."""
    name = escape_invisible(path.name, _SHOWN)
    with path.open("rb") as file:
        content = file.read(SIZE_LIMIT + 1)
    if len(content) > SIZE_LIMIT:
        raise SourceError(f"{name} is larger than 5 MB: no form saves such a file.")
    try:
        value = strictjson.load(content)
    except ValueError as error:
        raise SourceError(
            f"{name} is not an answer file of a form, or was cut off on its way. Send it once more."
        ) from error
    version = value.get("version") if isinstance(value, Mapping) else None
    if isinstance(version, int) and version > 1:
        raise SourceError(f"{name} is from a newer version of this program. Update this one first.")
    try:
        return msgspec.convert(value, FormAnswer)
    except msgspec.ValidationError as error:
        reason = escape_invisible(str(error), _SHOWN)
        raise SourceError(f"{name} is not as a form saves it: {reason}.") from error


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


class NotTaken(Exception):  # noqa: N818 - an answer that is not taken is no error of the program
    """An answer cannot be taken; says why, or how to write it."""


def _key_words(key: str) -> str:
    return escape_invisible(key, 100)


def take_each(
    keys: Iterable[str], take: Callable[[str], T], name: Callable[[str], str] = _key_words
) -> tuple[list[T], list[str]]:
    """Take the answer of each key; return what was taken, and of the others why not."""
    taken, refused = list[T](), list[str]()
    for key in keys:
        try:
            taken.append(take(key))
        except NotTaken as error:
            refused.append(f"{name(key)}: {error}")
    return taken, refused


Taker = Callable[[Path, FormAnswer], TakePlan]
"""Makes a plan from the workbook, whose folder holds the sources, and the answers.

Raises :class:`SourceError` if the answers do not fit.
"""
