"""Pairs of rows that people judged to be the same or different, in ``twins.tsv`` of a source."""

import csv
import datetime as dt
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Final

from kiosk.atomic_files import replace_file
from kiosk.editor.source_files import SourceError

SAME, DIFFERENT = "same", "different"
_FILE: Final = "twins.tsv"
_HEAD: Final = ("left_out", "kept", "answer", "on")


@dataclass(frozen=True, slots=True, order=True)
class JudgedPair:
    """A pair as judged; ``left_out`` is a row of the source, ``kept`` the row that stays."""

    left_out: str
    kept: str
    answer: str
    on: dt.date


def load_judged(folder: Path) -> tuple[JudgedPair, ...]:
    """Load the judged pairs of a source. Raises :class:`SourceError` if the file is damaged."""
    file = folder / _FILE
    if not file.exists():
        return ()
    try:
        text = io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")
        found = [
            JudgedPair(
                row["left_out"], row["kept"], row["answer"], dt.date.fromisoformat(row["on"])
            )
            for row in csv.DictReader(text, dialect="excel-tab")
        ]
    except (ValueError, KeyError, TypeError, csv.Error) as error:
        raise SourceError(f"{_FILE} of {folder.name} is damaged. Mend it, or put it away.") from (
            error
        )
    if any(one.answer not in (SAME, DIFFERENT) for one in found):
        raise SourceError(f"{_FILE} of {folder.name}: an answer is {SAME} or {DIFFERENT}.")
    return tuple(found)


def save_judged(folder: Path, more: Iterable[JudgedPair]) -> None:
    """Add judged pairs to those of a source; a later judgement replaces. Raises OSError."""
    every = {(one.left_out, one.kept): one for one in (*load_judged(folder), *more)}
    content = io.StringIO(newline="")
    writer = csv.writer(content, dialect="excel-tab", lineterminator="\n")
    writer.writerows((_HEAD, *map(astuple, sorted(every.values()))))
    replace_file(folder / _FILE, content.getvalue().encode())
