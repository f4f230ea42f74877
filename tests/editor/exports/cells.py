"""Cells of the invented exports, as ugly as those of real ones."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Final

from tests.editor.exports.facts import (
    BLANK_STATUS,
    CONFIDENTIAL,
    FACTS,
    PRIVATE,
    Fact,
)

Row = Mapping[str, str]
Made = dict[str, bytes]
CHECKED: Final = "2026-10-05"
OWNERS: Final = tuple({one.owner: one for one in reversed(FACTS)}.values())[::-1]


def table(
    rows: Sequence[Row], *, long: int = -1, extra: str = PRIVATE, encoding: str = "utf-8"
) -> bytes:
    """Return rows as a table. Empty last cells are missing; row ``long`` has one too many."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for number, row in enumerate(rows):
        cells = [row.get(name, "") for name in columns]
        while number % 5 == 0 and cells and not cells[-1]:
            cells.pop()
        writer.writerow(
            [*cells, *[""] * (len(columns) - len(cells)), extra] if number == long else cells
        )
    return out.getvalue().encode(encoding, "replace")


def html(fact: Fact) -> str:
    return f"<p>{fact.description}&nbsp;</p>" if fact.number % 4 == 0 else fact.description


def phone(fact: Fact) -> str:
    """Return the number as people write it, some with a note in the cell."""
    forms = ("{}", "({}) {}-{}", "{} (ask for intake)", "{}.{}.{}")
    area, first, last = fact.phone.split("-")
    match fact.number % 4:
        case 1:
            return forms[1].format(area, first, last)
        case 2:
            return forms[2].format(fact.phone)
        case 3:
            return forms[3].format(area, first, last)
    return fact.phone


def status(fact: Fact, word: str = "Active") -> str:
    return "" if fact.number == BLANK_STATUS else word


def is_public(fact: Fact) -> bool:
    return fact.number != CONFIDENTIAL
