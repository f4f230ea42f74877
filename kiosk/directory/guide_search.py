"""Search in guides and questions; there are few, so their terms are compared one by one."""

import math
import sqlite3
from collections.abc import Mapping
from typing import Final, NamedTuple

from kiosk.directory.tables import AFTER_TITLE, TONED_LANGUAGE
from kiosk.directory.typed import read_typed
from kiosk.domain.folding import PREFIX_MIN, Term, is_spaced, toned_words

MOST_FOUND: Final = 2
"""Guides that a search shows."""
ENOUGH: Final = 0.3
"""Share of the rarity of the typed words that a guide must have among its leading words."""
NARROW: Final = 500
"""Letters of the words that lead to a guide about one thing only: it comes before wider ones."""
TITLE: Final = 1.2
"""What a word of a title counts against a search word."""
_TERMS: Final = """SELECT card, leads, texts FROM card_terms
  WHERE language_key = ? AND card GLOB ? ORDER BY place"""


class Card(NamedTuple):
    """A guide or a question: the ``share`` of the typed words it has, the ``length`` of its own."""

    id: str
    share: float
    length: int


def guides_met(
    connection: sqlite3.Connection, languages: Mapping[str, int], text: str, language: str
) -> tuple[str, ...]:
    """Return the ids of at most two guides with the typed words in title or search words.

    Those that have all the words somewhere come alone. Without a guide that leads with a word, one
    that alone has all of them in its text is found.
    """
    cards, anywhere = _met(connection, languages, text, language, "guide:")
    best = [card for card in cards if card.share >= ENOUGH]
    best = [card for card in best if card.id in anywhere] or best
    rare = anywhere if len(anywhere) == 1 and not best else []
    return tuple([*(card.id for card in best), *rare][:MOST_FOUND])


def questions_met(
    connection: sqlite3.Connection, languages: Mapping[str, int], text: str, language: str
) -> Mapping[str, float]:
    """Return the share of the typed words in the label of each question that has any."""
    cards, _ = _met(connection, languages, text, language, "question:")
    return {card.id: card.share for card in cards}


def _met(
    connection: sqlite3.Connection,
    languages: Mapping[str, int],
    text: str,
    language: str,
    kind: str,
) -> tuple[list[Card], list[str]]:
    """Return cards that lead with typed words, best first, and those with all words anywhere."""
    typed = read_typed(text, language)
    # What is typed with accents is no word that only folds to the same letters.
    toned = toned_words(text) if language == TONED_LANGUAGE else {}
    words = [_as_found(term, toned.get(term.text, term.text)) for term in typed.words]
    sought_terms = dict.fromkeys((*words, *(_as_found(term, term.text) for term in typed.wholes)))
    best: dict[str, Card] = {}
    anywhere = dict[str, None]()
    for key in dict.fromkeys((languages.get(language, 0), 0)):
        rows = connection.execute(_TERMS, (key, f"{kind}*")).fetchall()
        rarity = {
            term: math.log(1 + len(rows) / count)
            for term in sought_terms
            if (count := sum(_leads(term, leads) for _, leads, _ in rows))
        }
        sought = sum(rarity.get(term, math.log(1 + len(rows))) for term in words)
        for card, leads, texts in rows:
            name = card.removeprefix(kind)
            title = leads.partition(AFTER_TITLE)[0]
            met = sum(
                gain * (TITLE if term in title else 1)
                for term, gain in rarity.items()
                if _leads(term, leads)
            )
            if met > best.get(name, Card(name, 0, 0)).share * (sought or 1):
                best[name] = Card(name, met / sought if sought else 1, len(leads))
            if words and all(term in leads or term in texts for term in words):
                anywhere[name] = None
    return sorted(best.values(), key=lambda card: (-card.share, card.length > NARROW)), [*anywhere]


def _as_found(term: Term, spelled: str) -> str:
    """Return a term as it stands among others; one or two letters must be a whole word."""
    whole = not term.prefix or not is_spaced(term.text) or len(term.text) < PREFIX_MIN
    return f" {spelled}{' ' if whole else ''}"


def _leads(term: str, leads: str) -> bool:
    """True if a term leads to a card; it begins no word of another language."""
    own, _, foreign = leads.rpartition(AFTER_TITLE)
    return term in own or f"{term.rstrip()} " in foreign
