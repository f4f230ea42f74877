"""Options of an editor for reading a source."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.records import AnyRecord
from kiosk.editor.fitting.columns import ColumnAnswers
from kiosk.editor.fitting.words import WordRules
from kiosk.editor.parsers.days import FirstDay

ReadingProgress = Callable[[str], None]
"""Receives the name of each sheet or file when reading it begins."""


def ignore_progress(_: str) -> None:
    """Ignore progress."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Statements of the editor about a source.

    ``public_addresses``: show every address that the source does not mark private.

    ``categories``: the editor's own table from words to the kiosk's categories.

    ``words``, ``columns``: what a person said about the words and columns of this source.

    ``previous``: the records of the last published file, so that ids stay the same.

    ``withdrawn``: the ids of withdrawn places; no other place may get one, and no place returns
    under another id.

    ``region``: where phone numbers without a country code are dialled (ISO 3166 code).

    ``today``: the day of reading, to recognise days in the future.

    ``checked_on``: the month or day on which records without a date were checked.

    ``first_day``: the day that an export with numbered weekdays counts as its first.

    ``ignore_status``: the status column of the export says something else than whether it runs.

    ``factory``: guides, cards, figures and search words that a foreign source does not have.
    """

    public_addresses: bool = False
    categories: Path | None = None
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
    told: ReadingProgress = ignore_progress
