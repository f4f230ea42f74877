"""Lines of a report in plain text.

Values come from a source and may be hostile: print them through :func:`escape_invisible`.
"""

import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories of control, format and unassigned characters, which have no picture."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One line of a section; ``old`` and ``new`` hold the values where something changed.

    ``source`` names who says so; it may be empty.
    """

    text: str
    old: str = ""
    new: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ReportSection:
    """Rows under a heading."""

    title: str
    rows: tuple[ReportRow, ...]


def escape_invisible(text: str, limit: int | None = None) -> str:
    """Spell out every invisible character of ``text``, so that it affects nothing around it."""
    shown = text.replace("\n", " ").replace("\t", " ")
    if not shown.isprintable():
        shown = "".join(
            f"\\u{ord(letter):04x}" if unicodedata.category(letter) in _UNSEEN else letter
            for letter in shown
        )
    return shown if limit is None or len(shown) <= limit else f"{shown[: limit - 1]}…"


def with_noun(number: int, one: str, many: str = "") -> str:
    """Return ``number`` with its noun."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def day_words(day: dt.date) -> str:
    """Return a day as people write it: May 4, 2026."""
    return f"{day:%B} {day.day}, {day.year}"


def row_line(row: ReportRow) -> str:
    """Return a row of a section on one line."""
    source = f" · {escape_invisible(row.source)}" if row.source else ""
    if not row.old and not row.new:
        return escape_invisible(row.text) + source
    old, new = (escape_invisible(side) or "nothing" for side in (row.old, row.new))
    return f"{escape_invisible(row.text)}: {old} → {new}{source}"


_KINDS: Final = {
    "location": ("place", "places"),
    "service_at_location": ("service at a place", "services at a place"),
    "phone": ("phone number", "phone numbers"),
    "schedule": ("row of hours", "rows of hours"),
    "awareness_card": ("card", "cards"),
    "tile": ("question", "questions"),
    "withdrawn": ("withdrawn record", "withdrawn records"),
    "override": ("permission to reveal", "permissions to reveal"),
    "text_to_translate": ("text to translate", "texts to translate"),
    "by_machine": ("by a machine", "by a machine"),
    "by_person": ("by a person", "by a person"),
    "unread": ("not yet read over", "not yet read over"),
}
"""Kinds whose name is no plain word, or whose plural is not formed with s."""


def kind_word(kind: str, number: int = 1) -> str:
    """Return a kind of record in words."""
    one, *many = _KINDS.get(kind, (escape_invisible(kind.replace("_", " ")),))
    return one if number == 1 else next(iter(many), f"{one}s")


def kinds(totals: Sequence[tuple[str, int]]) -> str:
    """Return counts of records by kind, in words."""
    return ", ".join(f"{number:,} {kind_word(kind, number)}" for kind, number in totals if number)
