"""Judged requests: what people type, and what answers it; the measure of the search.

Each line of ``requests/*.tsv`` has a language, a kind, a request and all its right answers: ids of
services, ``guide:ID``, ``question:ID``; some files add what must never come first. They were
written from what the services do, before any search word was read. The half ``set_aside`` stays
unread while the ranking changes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.queries import SearchQuery

FOLDER = Path(__file__).with_name("requests")
PAGE = 4
"""Services on the first page of a list."""
AMONG = 3


class Request(NamedTuple):
    """What a person types, the ids of all that answers it, and of all that must not come first."""

    language: str
    kind: str
    text: str
    answers: frozenset[str]
    harmful: frozenset[str] = frozenset()


class Shown(NamedTuple):
    """What a page shows for a request: cards above the list, and the services of the list."""

    cards: Sequence[str]
    services: Sequence[str]


class Score(NamedTuple):
    """Shares in percent: right first, among the first three, and nothing right on the page."""

    requests: int
    first: float
    among: float
    wrong: float

    @classmethod
    def of(cls, ranks: Sequence[int]) -> Self:
        """Return the score of some ranks."""
        count = len(ranks)
        return cls(
            count,
            100 * sum(rank == 0 for rank in ranks) / count,
            100 * sum(rank < AMONG for rank in ranks) / count,
            100 * sum(rank >= PAGE for rank in ranks) / count,
        )


def requests(name: str) -> Iterator[Request]:
    """Yield the requests of one file."""
    for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "lang\t")):
            language, kind, text, *ids = line.split("\t")[:5]
            yield Request(language, kind, text, *(frozenset(each.split()) for each in ids))


def rank_of(request: Request, shown: Shown) -> int:
    """Return the place of the first right answer, 0 for the first; a page if nothing is right.

    A card counts at its place among the cards, a service at its place in the list: a visitor sees
    both rows at once.
    """
    places = [
        place
        for row in (shown.cards, shown.services[:PAGE])
        for place, one in enumerate(row)
        if one in request.answers
    ]
    return min(places, default=PAGE)


def shown_by(directory: ServiceDirectory, request: Request) -> Shown:
    """Return what the program shows for a request."""
    query = SearchQuery(request.language, request.text)
    cards = [f"guide:{one}" for one in directory.guides_met(request.text, request.language)]
    page = directory.search(query, limit=PAGE)
    questions = [f"question:{one}" for one in getattr(page, "questions", ())]
    return Shown([*questions, *cards][:2], page.ids)


def scores(
    asked: Iterable[Request], show: Callable[[Request], Shown]
) -> tuple[Score, dict[str, Score], dict[str, Score]]:
    """Return the score of all requests, by language and by kind."""
    by_language, by_kind = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for request in asked:
        rank = rank_of(request, show(request))
        by_language[request.language].append(rank)
        by_kind[request.kind].append(rank)
    return (
        Score.of([rank for ranks in by_language.values() for rank in ranks]),
        {language: Score.of(ranks) for language, ranks in by_language.items()},
        {kind: Score.of(ranks) for kind, ranks in by_kind.items()},
    )


def first_is_right(request: Request, shown: Shown) -> bool:
    """True if a first card or service is right, and neither must not come first."""
    first = {*shown.cards[:1], *shown.services[:1]}
    return rank_of(request, shown) == 0 and first.isdisjoint(request.harmful)
