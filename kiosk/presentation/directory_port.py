"""What the desk asks of a directory, whatever holds it."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Protocol

from kiosk.domain.filters import Filter
from kiosk.domain.helplines import Helpline
from kiosk.domain.queries import BrowseQuery, CardText, Counts, GuideText, Listing, ResultPage
from kiosk.domain.records import Figure, Need

Speak = Callable[[Figure], str]
"""Says a dated figure in words of one language."""


class Directory(Protocol):
    """Services, guides and cards in a language. ``today`` is a day that has surely begun."""

    def close(self) -> None:
        """Ends reading."""

    def forget(self) -> None:
        """Lets go of the words that were searched for."""

    def answers(self) -> bool:
        """Whether it can be read at this moment."""

    def counts(self) -> Counts:
        """How much it holds."""

    def helplines(self) -> tuple[Helpline, ...]:
        """What it says of the helplines."""

    def listings(self, ids: Sequence[str], language: str, today: dt.date) -> tuple[Listing, ...]:
        """The records of services, in order; unknown and ended ones left out."""

    def browse(self, query: BrowseQuery, offset: int = 0, limit: int = 20) -> ResultPage:
        """The services that fit, best first."""

    def widen(self, query: BrowseQuery) -> tuple[tuple[Filter, int], ...]:
        """How many there would be without each chosen chip."""

    def guides(
        self, language: str, today: dt.date, need: Need | None, speak: Speak
    ) -> tuple[GuideText, ...]:
        """Guides, all or those offered with a need."""

    def guide(self, guide_id: str, language: str, today: dt.date, speak: Speak) -> GuideText | None:
        """One guide to read."""

    def cards(self, language: str, today: dt.date, speak: Speak) -> tuple[CardText, ...]:
        """The calm cards of the attract screen."""
