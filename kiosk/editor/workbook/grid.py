"""Split a text table into lines of cells."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Final

from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.source_files import SourceError

ROWS_LIMIT: Final = 500_000
"""Most rows of a table: five for each service of the largest directories, which have 100,000."""
COLUMNS_LIMIT: Final = 400
CELL_BYTES: Final = 1_000_000
"""Largest cell, in characters as the file has it."""
csv.field_size_limit(CELL_BYTES)
_DELIMITERS: Final = ",;\t|"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LARGE: Final = 8_000_000
"""Characters of a table whose lines are parsed twice rather than kept."""

Line = tuple[int, list[str]]
"""A line of cells with its number."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """The filled lines after the header of a large table; each loop parses them once more."""

    text: str
    file: str
    findings: list[SourceFinding]

    def __iter__(self) -> Iterator[Line]:
        return islice(filled_lines(self.text, self.file, self.findings), 1, None)


def lines_of(text: str, file: str, findings: list[SourceFinding]) -> Iterable[Line]:
    """Return the filled lines after the header of a table."""
    lines = _Lines(text, file, findings)
    return lines if len(text) > _LARGE else [*lines]


def filled_lines(text: str, file: str, findings: list[SourceFinding]) -> Iterator[Line]:
    """Yield the numbered lines of a table that have a filled cell."""
    grid = read_grid(text, file, findings)
    return (one for one in grid if any(map(str.strip, one[1])))


def read_grid(text: str, file: str, findings: list[SourceFinding]) -> Iterator[Line]:
    """Yield numbered lines of cells; any line ending is read, also mixed in one file.

    A line that cannot be read is one finding, however often the table is read.

    Raises :class:`SourceError` if the table is larger than any directory.
    """
    head = next((line[0] for line in _LINE.finditer(text) if line[0].strip()), "")
    delimiter = max(_DELIMITERS, key=head.count)
    texts = map(itemgetter(0), _LINE.finditer(text))
    reader = csv.reader(texts, delimiter=delimiter, skipinitialspace=True)
    number = start = end = 0
    try:
        for number, line in enumerate(reader, 1):
            if number > ROWS_LIMIT:
                raise SourceError(f"{file} has more than {ROWS_LIMIT:,} rows. Split it up.")
            if len(line) > COLUMNS_LIMIT:
                raise SourceError(
                    f"{file}, row {number}, has more than {COLUMNS_LIMIT} columns. Export the "
                    "columns that a directory needs, or check that it is the right file."
                )
            yield number, line
            start, end = end, reader.line_num
    except csv.Error:
        number += 1
    else:
        last = [found[0] for found in islice(_LINE.finditer(text), start, end)]
        if not (number and _left_open(last, delimiter)):
            return
    broken = SourceFinding(FindingCode.BROKEN_TABLE, Weight.REFUSED, file, number)
    if broken not in findings:
        findings.append(broken)


def _left_open(lines: list[str], delimiter: str) -> bool:
    """Return True if the last row ends inside quotation marks."""
    try:
        list(csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True))
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False
