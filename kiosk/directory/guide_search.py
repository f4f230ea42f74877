"""Search in the guides; there are few, so their terms are compared one by one."""

import sqlite3
from collections.abc import Mapping

from kiosk.domain.folding import PREFIX_MIN, Term, is_spaced, query_terms

MOST_FOUND = 2
"""Guides that a search shows."""
_TERMS = """SELECT g.id, t.leads, t.texts FROM guide_terms t JOIN guide g ON g.key = t.guide_key
  WHERE t.language_key = ? ORDER BY t.guide_key"""


def guides_met(
    connection: sqlite3.Connection, languages: Mapping[str, int], text: str, language: str
) -> tuple[str, ...]:
    """Return the ids of at most two guides that have all words of a typed text.

    They have the words in the title or among the search words; those in the visitor's language
    come before those in the source language. Without such a guide, one that alone has the words in
    its text is found.
    """
    terms = query_terms(text)
    own = languages.get(language, 0)
    leading, telling = dict[str, None](), dict[str, None]()
    for key in dict.fromkeys((own, 0)):
        for guide_id, leads, texts in connection.execute(_TERMS, (key,)):
            if terms and all(_has(leads, term) for term in terms):
                leading[guide_id] = None
            elif terms and all(_has(leads, term) or _has(texts, term) for term in terms):
                telling[guide_id] = None
    rare = telling if len(telling) == 1 else {}
    return tuple(leading or rare)[:MOST_FOUND]


def _has(terms: str, term: Term) -> bool:
    """Return True if a term is among others; a single letter or two must be a whole word."""
    whole = not term.prefix or not is_spaced(term.text) or len(term.text) < PREFIX_MIN
    return f" {term.text}{' ' if whole else ''}" in terms
