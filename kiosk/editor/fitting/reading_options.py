"""Options of an editor for reading a source."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

import msgspec

from kiosk.domain.records import AnyRecord
from kiosk.editor.fitting.column_guesses import ColumnAnswers
from kiosk.editor.fitting.keep import NO_FILTERS, KeepRules
from kiosk.editor.fitting.word_meanings import WordRules
from kiosk.editor.parsers.days import FirstDay

T = TypeVar("T")
ReadingProgress = Callable[[str], None]
"""Receives the name of each sheet or file when reading it begins."""


def ignore_progress(_: str) -> None:
    """Ignore progress."""


class ItemProgress(Protocol):
    """Yields the items of a step, and shows how many are done."""

    def __call__(self, items: Collection[T], what: str) -> Iterable[T]:
        """Return the items; ``what`` names the step."""


def ignore_items(items: Collection[T], what: str) -> Iterable[T]:
    """Yield the items, and show nothing."""
    del what
    return items


class HiddenStreets(msgspec.Struct, frozen=True):
    """What one export hides: address lines, and points with their organization.

    ``sha256`` is that of the export.
    """

    sha256: str = ""
    streets: frozenset[str] = frozenset()
    points: frozenset[tuple[str, float, float]] = frozenset()

    @property
    def count(self) -> int:
        """Return how many places are hidden; one may have a street, a point, or both."""
        return max(len(self.streets), len(self.points))

    def __repr__(self) -> str:
        """Return how many there are, never which."""
        return f"HiddenStreets({self.count})"


HiddenReader = Callable[[str, str], HiddenStreets]
"""Returns what a source hides, by its name and the SHA-256 of its export."""


def nothing_hidden(_: str, __: str) -> HiddenStreets:
    """Return nothing: for reading that publishes nothing."""
    return HiddenStreets()


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Statements of the editor about a source.

    ``public_addresses``: show every address that the source does not mark private.

    ``words``, ``columns``: what a person said about the words and columns of this source.

    ``previous``: the records of the last published file, so that ids stay the same.

    ``withdrawn``: the ids of withdrawn places; no other place may get one, and no place returns
    under another id.

    ``region``: where phone numbers without a country code are dialled (ISO 3166 code).

    ``today``: the day of reading, to recognise days in the future.

    ``checked_on``: the month or day on which records without a date were checked.

    ``first_day``: the day that an export with numbered weekdays counts as its first.

    ``ignore_status``: the status column of the export says something else than whether it runs.

    ``keep``: the filters of a source.

    ``hidden``: reads the streets that the export of a source hides.

    ``factory``: guides, cards, figures and search words that a foreign source does not have.
    """

    public_addresses: bool = False
    words: WordRules = WordRules()  # noqa: RUF009 - it is frozen
    columns: ColumnAnswers = ColumnAnswers()  # noqa: RUF009 - it is frozen
    previous: tuple[AnyRecord, ...] | None = None
    withdrawn: frozenset[str] = frozenset()
    region: str = "US"
    today: dt.date | None = None
    checked_on: str | None = None
    first_day: FirstDay | None = None
    ignore_status: bool = False
    factory: tuple[AnyRecord, ...] = ()
    keep: KeepRules = NO_FILTERS
    hidden: HiddenReader = nothing_hidden
    on_reading: ReadingProgress = ignore_progress
    through: ItemProgress = ignore_items
