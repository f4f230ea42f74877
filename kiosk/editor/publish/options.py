"""What an editor states about a source before it is read."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.records import AnyRecord

Told = Callable[[str], None]
"""Is told the name of each sheet or file when its reading begins."""


def unheard(_: str) -> None:
    """Nobody wants to know how far it is."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the editor states about a source.

    ``public_addresses``: every address that the source does not mark private may be shown.
    ``categories``: a table of the editor's own that maps words to the kiosk's categories.
    ``previous``: the records of the last published file, so that ids stay the same.
    ``withdrawn``: the ids of places that were withdrawn, so that none comes back under another, and
    no other place gets one of them.
    ``region``: where a phone number without a country code is dialled (ISO 3166 code).
    ``today``: the day of the reading, to know a day that is still to come.
    ``checked_on``: the month or day on which what says no day itself was checked.
    ``factory``: guides, cards, figures and search words that a foreign source does not have.
    """

    public_addresses: bool = False
    categories: Path | None = None
    previous: tuple[AnyRecord, ...] | None = None
    withdrawn: frozenset[str] = frozenset()
    region: str = "US"
    today: dt.date | None = None
    checked_on: str | None = None
    factory: tuple[AnyRecord, ...] = ()
    told: Told = unheard
