"""The presenter's interface to a directory."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from kiosk.domain.helplines import Helpline
from kiosk.domain.queries import (
    AnswersPage,
    AnswersQuery,
    CardText,
    Counts,
    GuideText,
    Listing,
    ResultPage,
    SearchQuery,
    TileText,
)
from kiosk.domain.records import Figure, Need

Speak = Callable[[Figure], str]
"""Renders a figure in words of one language."""


class Directory(Protocol):
    """Services, guides and cards in a language. ``today`` is a day that has surely begun."""

    def close(self) -> None:
        """Stop reading."""

    def forget(self) -> None:
        """Erase the words of past searches."""

    def answers(self) -> bool:
        """True if the directory can be read now."""

    def counts(self) -> Counts:
        """Return its totals."""

    def helplines(self) -> tuple[Helpline, ...]:
        """Return its helplines."""

    def lines(self) -> tuple[str, ...]:
        """Return the ids of the services that are lines with hours, most important first."""

    def listings(self, ids: Sequence[str], language: str, today: dt.date) -> tuple[Listing, ...]:
        """Return the records of services in order, without unknown and ended ones."""

    def search(self, query: SearchQuery, offset: int = 0, limit: int = 20) -> ResultPage:
        """Return the services for typed text, best first."""

    def first_in_danger(self, query: SearchQuery) -> Mapping[str, tuple[str, ...]]:
        """Return the ids that come first for each situation of danger, whatever was typed."""

    def tiles(self, need: Need | None, language: str) -> tuple[TileText, ...]:
        """Return the tiles of a need in order, or of all needs."""

    def answers_to(self, query: AnswersQuery, offset: int = 0, limit: int = 20) -> AnswersPage:
        """Return a window of the services for a tile or a need, best first, and the call block."""

    def in_order(self, ids: Sequence[str], query: AnswersQuery) -> tuple[str, ...]:
        """Return services in the order of the answers to a query, without unknown ones."""

    def guides(
        self, language: str, today: dt.date, need: Need | None, speak: Speak
    ) -> tuple[GuideText, ...]:
        """Return all guides, or those offered with a need."""

    def guide(self, guide_id: str, language: str, today: dt.date, speak: Speak) -> GuideText | None:
        """Return one guide."""

    def guides_met(self, text: str, language: str) -> tuple[str, ...]:
        """Return the ids of at most two guides that have all words of a typed text."""

    def cards(self, language: str, today: dt.date, speak: Speak) -> tuple[CardText, ...]:
        """Return the calm cards of the attract screen."""
