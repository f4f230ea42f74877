"""Cells of the invented exports, as ugly as those of real ones."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tests.editor.exports.facts import FACTS, PRIVATE, Fact

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


def filled(header: str, row: str, facts: Iterable[Fact] = FACTS) -> list[dict[str, str]]:
    """Return a row for each fact: its columns, and the cells of ``row`` with ``{one.…}`` filled."""
    columns, cells = header.split(","), row.split(",")
    return [
        dict(zip(columns, (cell.format(one=one) for cell in cells), strict=True)) for one in facts
    ]


def with_tty() -> list[Fact]:
    """Return the services with a line for text telephones."""
    return [one for one in FACTS if one.tty]


def terms_by_word(prefix: str) -> dict[str, str]:
    """Return the terms of all services, each with its key."""
    words = dict.fromkeys(word for one in FACTS for word in one.terms)
    return {word: f"{prefix}{at}" for at, word in enumerate(words)}
