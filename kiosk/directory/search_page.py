"""A page of a search: services, the question they answer, and what comes first in danger."""

import json
import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from kiosk.directory.answers import AnswerLists
from kiosk.directory.danger import (
    EMERGENCY,
    FEAR,
    HARM,
    HEAVY,
    HELP,
    ORDER,
    STRANGLED,
    dangers,
    sounds_harmless,
)
from kiosk.directory.guide_search import MOST_FOUND, CardSearch
from kiosk.directory.searcher import FOUND_LIMIT, Searcher
from kiosk.directory.time_filter import TimeFilter
from kiosk.domain.answer_order import DOES, MADE
from kiosk.domain.folding import fold, is_spaced
from kiosk.domain.helplines import Anchor
from kiosk.domain.place import KM_PER_DEGREE, Coordinates
from kiosk.domain.queries import AnswersQuery, ResultPage, SearchQuery
from kiosk.domain.records import Need
from kiosk.domain.zip_centroids import zip_centroid

VOTERS: Final = 10
"""Best services that say which question a text asks."""
LABEL: Final = 0.8
"""What the label of a question counts against the services, from 0 to 1."""
SURE: Final = 0.2
"""Least score of a question that is shown."""
NEARLY: Final = 0.3
"""Share of the score of the best question that the second one needs."""
ASKED_FROM: Final = 3
"""Letters of the shortest text of spaced words that asks a question: one letter asks none."""
MOST_QUESTIONS: Final = 2
"""Questions above the list; one where a guide stands next to it."""
MOST_DANGERS: Final = 2
GUIDES: Final = {
    STRANGLED: ("health", "leaving-safely"),
    FEAR: ("papers-and-police",),
    "agents": ("papers-and-police",),
}
"""The guides that stand first in a danger; they take the place of a question."""
LED_BY: Final = {
    EMERGENCY: (Anchor.EMERGENCY.value,),
    STRANGLED: ("hospital-emergency-rooms-care", Anchor.EMERGENCY.value),
    FEAR: ("norcal-resist-line", "cast-line"),
}
"""The services that come before all others in a danger, as far as a directory has them."""
LIKE: Final = {STRANGLED: HARM, FEAR: "agents"}
"""The situation whose services follow where a danger has no list."""
ALSO: Final = {"older_carers": "talk_harm"}
"""What else the very first service of a situation answers: for an elder, being hurt."""
FIRST: Final = 3
"""Services of a situation of danger that come first; lines that always fit."""

_VOTES: Final = """SELECT a.service_key, a.subject, a.fit
  FROM answer a JOIN tile t ON t.id = a.subject
  WHERE a.service_key IN (SELECT value FROM json_each(?)) AND a.fit <= ?"""
_TILES: Final = """SELECT id, need, json_extract(record, '$.codes'),
  coalesce(json_extract(record, '$.lines'), 0) FROM tile ORDER BY key DESC"""
_LINES: Final = "SELECT service_key FROM service_order WHERE helpline"
_BOTH: Final = """SELECT a.service_key FROM answer a JOIN answer b USING (service_key)
  WHERE a.subject = ? AND b.subject = ? ORDER BY a.service_key"""
_ALWAYS: Final = """SELECT s.service_key
  FROM service_order s JOIN service r ON r.key = s.service_key
  LEFT JOIN answer a ON a.service_key = s.service_key AND a.call
  WHERE s.helpline AND NOT s.unseen AND NOT coalesce(json_extract(r.record, '$.law_enforcement'), 0)
    AND EXISTS (SELECT 1 FROM json_each(r.record, '$.audience') WHERE value = 'anyone')
  GROUP BY s.service_key ORDER BY count(a.subject) DESC, s.service_key LIMIT ?"""


class SearchPages:
    """Answers :class:`kiosk.domain.queries.SearchQuery`."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        languages: Mapping[str, int],
        service_ids: Sequence[str],
        answers: AnswerLists,
    ) -> None:
        self._connection = connection
        self.cards = CardSearch(connection, languages)
        self._ids = service_ids
        self._answers = answers
        self._searcher = Searcher(connection, languages)
        # Where two questions cover a situation, the first one wins.
        self._needs: dict[str, Need] = {}
        self._tiles: dict[str, str] = {}
        self._asks_lines: set[str] = set()
        self._lines = {key for (key,) in connection.execute(_LINES)}
        for tile, need, codes, lines in connection.execute(_TILES):
            self._asks_lines |= {tile} if lines else set()
            self._needs[tile] = Need(need)
            self._tiles |= dict.fromkeys(json.loads(codes), tile)
        # A directory without questions has no call blocks: then the first lines count.
        self._always = tuple(
            service_ids[key - 1] for (key,) in connection.execute(_ALWAYS, (FIRST,))
        )

    def page(
        self, query: SearchQuery, moment: TimeFilter | None, offset: int, limit: int, *, ends: bool
    ) -> ResultPage:
        """Return a window of the services; ``ends`` if any service has an end date."""
        floor = query.today if ends else None
        found = self._searcher.find(query.text, query.language, floor=floor, mend=query.mend)
        codes = dangers(query.text, query.language)
        if found.corrected and not codes:
            codes = dangers(found.corrected, query.language)
            if HEAVY in codes:
                # Who looks for "assets" is not asked whether she wants to live.
                codes = ()
                found = self._searcher.find(query.text, query.language, floor=floor, mend=False)
        ranks = found.ranks or self._near(query.text)
        meant = replace(query, text=found.corrected or query.text)
        questions = self._questions(meant, found.ranks)
        first: list[str] = []
        if pressing := [code for code in codes if code != HELP][:MOST_DANGERS]:
            first = self._first(query, moment, pressing)
            leads = pressing[-1] if pressing[0] == EMERGENCY else pressing[0]
            pressed = self._tiles.get(leads)
            others = () if leads in LIKE else (one for one in questions if one != pressed)
            questions = [*filter(None, [pressed]), *others]
        elif HELP in codes:
            ranks, questions = {}, []
        harmless = sounds_harmless(query.text, query.language)
        if harmless:
            questions = [one for one in questions if one not in self._asks_lines]
        if len(questions) > 1:
            guides = self.guides(query.text, query.language)
            questions = questions[: 1 if guides else MOST_QUESTIONS]
        keys = self._answers.in_order(ranks, query, moment, next(iter(questions), ""))
        if harmless:
            keys.sort(key=self._lines.__contains__)
        ids = tuple(dict.fromkeys((*first, *(self._ids[key - 1] for key in keys))))[:FOUND_LIMIT]
        if not first and ids[:1] == LED_BY[EMERGENCY]:
            ids = (*ids[1:2], *LED_BY[EMERGENCY], *ids[2:])
        total = min(len(ids), offset + limit)
        return ResultPage(
            ids[offset:total],
            total,
            offset,
            found.corrected,
            tuple(questions),
            () if ids else self._always,
            tuple(codes),
        )

    def first_in_danger(
        self, query: SearchQuery, moment: TimeFilter | None
    ) -> Mapping[str, tuple[str, ...]]:
        """Return what comes first for each situation of danger, the most pressing one first.

        These are guides as ``guide:ID`` and services by their ids.
        """
        found = {code: self._first(query, moment, [code]) for code in ORDER if code != HELP}
        guides = {code: map("guide:{}".format, self._guides([code])) for code in found}
        return {code: (*guides[code], *ids) for code, ids in found.items()}

    def guides(self, text: str, language: str) -> tuple[str, ...]:
        """Return the ids of at most two guides: those of a danger, then those with the words."""
        found = (*self._guides(dangers(text, language)), *self.cards.guides(text, language))
        return tuple(dict.fromkeys(found))[:MOST_FOUND]

    def _guides(self, codes: Iterable[str]) -> Iterator[str]:
        named = (one for code in codes for one in GUIDES.get(code, ()))
        return filter(self.cards.guide_ids.__contains__, named)

    def _near(self, text: str) -> dict[int, float]:
        """Return the public places nearest to a typed ZIP code, by distance."""
        point = zip_centroid(fold(text))
        if point is None:
            return {}
        origin = Coordinates(*point)
        sql = "SELECT service_key, latitude, longitude FROM service_point"
        far: dict[int, float] = {}
        for key, latitude, longitude in self._connection.execute(sql):
            north = (latitude - origin.latitude) * KM_PER_DEGREE
            east = (longitude - origin.longitude) * origin.km_per_degree_east
            far[key] = min(far.get(key, math.inf), math.hypot(north, east))
        return {key: far[key] for key in sorted(far, key=lambda one: far[one])[:FOUND_LIMIT]}

    def _questions(self, query: SearchQuery, ranks: Mapping[int, float]) -> list[str]:
        """Return the questions that a text asks, best first.

        Their labels have the typed words, or the best services answer them.
        """
        typed = fold(query.text).strip()
        if len(typed) < ASKED_FROM and is_spaced(typed):
            return []
        labels = self.cards.questions(query.text, query.language)
        best = sorted(ranks, key=lambda key: ranks[key])[:VOTERS]
        every = sum(ranks[key] for key in best)
        score = defaultdict[str, float](float)
        for tile, share in labels.items():
            score[tile] += LABEL * min(share, 1)
        for key, tile, fit in self._connection.execute(_VOTES, (json.dumps(best), DOES)):
            score[tile] += ranks[key] / (every or 1) * (1 if fit == MADE else 0.5)
        best_first = sorted(score, key=lambda one: (-score[one], one))
        least = max(SURE, NEARLY * max(score.values(), default=0))
        return [one for one in best_first if score[one] >= least][:MOST_QUESTIONS]

    def _first(
        self, query: SearchQuery, moment: TimeFilter | None, codes: Sequence[str]
    ) -> list[str]:
        """Return the services that come first for situations of danger."""
        ids: list[str] = []
        for code in codes:
            ids += (one for one in LED_BY.get(code, ()) if one in self._ids)
            if tile := self._tiles.get(LIKE.get(code, code)):
                also = self._tiles.get(ALSO.get(code, ""), "")
                both = self._connection.execute(_BOTH, (tile, also))
                asked = AnswersQuery(
                    language=query.language,
                    need=self._needs[tile],
                    tile=tile,
                    now=query.now,
                    origin=query.origin,
                    today=query.today,
                )
                page = self._answers.page(asked, moment, 0, FIRST)
                ids += (
                    *(self._ids[key - 1] for (key,) in both),
                    *(*page.call, *(one.id for one in page.answers if not one.further))[:FIRST],
                )
        return ids
