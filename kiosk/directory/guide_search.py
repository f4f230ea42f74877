"""Search in guides and questions."""

import math
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

from kiosk.directory.tables import TONED_LANGUAGE, CardField, TermKind
from kiosk.directory.typed import read_typed
from kiosk.directory.wordlist import WordList
from kiosk.domain.folding import PREFIX_MIN, Term, is_spaced, toned_words

MOST_FOUND: Final = 2
"""Guides that a search shows."""
ENOUGH: Final = 0.3
"""Share of the rarity of the typed words that a guide must have among its leading words."""
NARROW: Final = 495
"""Letters of the words that lead to a guide about one thing only: it comes before wider ones."""
TITLE: Final = 1.2
"""What a word of a title counts against a search word."""


class Card(NamedTuple):
    """A guide or a question: the ``share`` of the typed words it has, the ``length`` of its own."""

    id: str
    share: float
    length: int


class CardSearch:
    """Finds the guides and questions of one database."""

    def __init__(self, connection: sqlite3.Connection, languages: Mapping[str, int]) -> None:
        self._connection = connection
        self._languages = languages
        self._cards: dict[tuple[str, int], dict[int, Card]] = defaultdict(dict)
        for language, key, name, length in connection.execute("SELECT * FROM card"):
            kind, _, card_id = name.partition(":")
            self._cards[kind, language][key] = Card(card_id, 0, length)
        guides = (cards for (kind, _), cards in self._cards.items() if kind == "guide")
        self.guide_ids = frozenset(card.id for cards in guides for card in cards.values())

    def guides(self, text: str, language: str) -> tuple[str, ...]:
        """Return the ids of at most two guides with the typed words in title or search words.

        Those that have all the words somewhere come alone. Without a guide that leads with a word,
        one that alone has all of them in its text is found.
        """
        cards, anywhere = self._met(text, language, "guide")
        best = [card for card in cards if card.share >= ENOUGH]
        best = [card for card in best if card.id in anywhere] or best
        rare = anywhere if len(anywhere) == 1 and not best else []
        return tuple([*(card.id for card in best), *rare][:MOST_FOUND])

    def questions(self, text: str, language: str) -> Mapping[str, float]:
        """Return the share of the typed words in the label of each question that has any."""
        return {card.id: card.share for card in self._met(text, language, "question")[0]}

    def _met(self, text: str, language: str, kind: str) -> tuple[list[Card], list[str]]:
        """Return cards that lead with typed words, best first, and those with all anywhere."""
        typed = read_typed(text, language)
        # What is typed with accents is no word that only folds to the same letters.
        toned = toned_words(text) if language == TONED_LANGUAGE else {}
        terms = [_as_found(term, toned.get(term.text, term.text)) for term in typed.words]
        wholes = [_as_found(term, term.text) for term in typed.wholes]
        words = WordList(self._connection, kind=TermKind.CARD)
        best: dict[str, Card] = {}
        anywhere = dict[str, None]()
        for key in dict.fromkeys((self._languages.get(language, 0), 0)):
            cards = self._cards[kind, key]
            met: dict[int, float] = defaultdict(float)
            sought, everywhere = 0.0, {*cards} if terms else set[int]()
            for term in dict.fromkeys((*terms, *wholes)):
                places = words.find(term, key).fields
                # It begins no word of another language.
                whole = words.find(Term(term.text, prefix=False), key).fields
                title = places[CardField.TITLE]
                leads = {*title, *places[CardField.WORD], *whole[CardField.FOREIGN]} & cards.keys()
                rarity = math.log(1 + len(cards) / (len(leads) or 1))
                for number in leads:
                    met[number] += rarity * (TITLE if number in title else 1)
                sought += rarity * terms.count(term)
                if term in terms:
                    everywhere &= set().union(*places.values())
            for number in sorted(met):
                card = cards[number]
                if met[number] > best.get(card.id, card).share * (sought or 1):
                    best[card.id] = card._replace(share=met[number] / sought if sought else 1)
            anywhere |= dict.fromkeys(cards[number].id for number in sorted(everywhere))
        in_order = sorted(best.values(), key=lambda card: (-card.share, card.length > NARROW))
        return in_order, [*anywhere]


def _as_found(term: Term, spelled: str) -> Term:
    """Return a term as cards have it; one or two letters must be a whole word."""
    prefix = term.prefix and is_spaced(term.text) and len(term.text) >= PREFIX_MIN
    return Term(spelled, prefix)
