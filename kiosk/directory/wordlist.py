"""The vocabulary of a database: where typed words stand, and the nearest known word."""

import json
import math
import re
import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final

from kiosk.directory.postings import Lists, merged
from kiosk.directory.tables import TermKind
from kiosk.directory.vocabulary import (
    SHORTEST,
    deletions,
    prefix_distance,
    slip_distance,
    undoubled,
)
from kiosk.domain import hangul
from kiosk.domain.folding import WHOLE, Term, fold, is_spaced, without_clitic

LONGER: Final = 0.8
"""Share of the weight for a word of which only the beginning was typed."""
SAME_BEGINNING = 5
"""Letters up to which a slip leaves the first two letters as they are; else the first."""
LONG = 9
"""Letters from which a word may have a slip and a letter doubled wrongly."""
LONGEST_PIECE = 24
"""Letters of the longest beginning that is looked up."""
LEAST_BEGINNING = 0.55
"""Share of an unknown word that a known beginning must have."""

_VOWEL_SIGNS = re.compile("[\u0900-\u0903\u093e-\u094d\u0a01-\u0a03\u0a3e-\u0a4d\u0a70]")
"""Vowels that Devanagari and Gurmukhi write as signs on a letter, and nasals."""
_AFTER = "\U0010ffff"
_EXACT = """SELECT documents, lists FROM vocabulary
  WHERE kind = ? AND language_key = ? AND term = ?"""
_BEGINNING = """SELECT documents, lists FROM beginning
  WHERE kind = ? AND language_key = ? AND term = ?"""
_LONGER = """SELECT documents, lists FROM vocabulary
  WHERE kind = ? AND language_key = ? AND term >= ? AND term < ?"""
_NEAR = """SELECT DISTINCT n.term, v.documents FROM json_each(?) form
  CROSS JOIN neighbour n ON n.language_key = ? AND n.deletion = form.value
  CROSS JOIN vocabulary v ON v.kind = 1 AND v.language_key = n.language_key AND v.term = n.term"""
_ALIKE = "SELECT characters FROM same_sound WHERE language_key = ? AND instr(characters, ?)"
_COMMONEST = """SELECT term FROM vocabulary WHERE kind = 1 AND language_key = ?
  AND term IN (SELECT value FROM json_each(?)) ORDER BY documents DESC, term LIMIT 1"""


class WordList:
    """Looks up terms during one search; typed text is kept no longer.

    ``order`` are the keys of the languages that are searched.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        order: Sequence[int] = (0,),
        kind: TermKind = TermKind.SERVICE,
    ) -> None:
        self._connection = connection
        self.order = order
        self._kind = int(kind)
        self._found: dict[tuple[Term, int], list[tuple[int, bytes]]] = {}

    def documents(self, term: Term, language: int) -> int:
        """Return in how many documents a term stands, at most: those of longer words add up."""
        return sum(documents for documents, _ in self._rows(term, language))

    def lists(self, term: Term, language: int) -> Lists:
        """Return what has a term, by field."""
        return merged([lists for _, lists in self._rows(term, language)])

    def _rows(self, term: Term, language: int) -> list[tuple[int, bytes]]:
        rows = self._found.get((term, language))
        if rows is None:
            of_term = self._kind, language, term.text
            sql = _BEGINNING if term.prefix else _EXACT
            rows = self._connection.execute(sql, of_term).fetchall()
            if term.prefix and not rows:
                rows = self._connection.execute(_LONGER, (*of_term, term.text + _AFTER)).fetchall()
            self._found[term, language] = rows
        return rows

    def _known(self, term: Term) -> bool:
        """True if any of the languages has the term."""
        return any(self.documents(term, language) for language in self.order)

    def forms(self, term: Term) -> Iterator[tuple[Term, float]]:
        """Yield the known forms of a typed word, with their share of the weight."""
        exact = (Term(term.text, prefix=False), Term(WHOLE + term.text, prefix=False))
        for form, share in ((exact[0], 1.0), (exact[1], 1.0), (term, LONGER)):
            if (share == 1 or form.prefix) and self._known(form):
                yield form, share

    def by_sound(self, text: str, terms: Iterable[Term]) -> str | None:
        """Return a text with known pairs of Chinese characters for unknown ones that sound alike.

        Characters of known pairs are as meant; next to a known pair so are those of known words.
        ``None`` if nothing sounds like it.
        """
        pairs = [term for term in terms if not is_spaced(term.text)]
        unknown = [term.text for term in pairs if not self._known(term)]
        sure = {*"".join(term.text for term in pairs if term.text not in unknown)}
        if sure:
            single = (Term(one, prefix=False) for one in {*"".join(unknown)})
            sure |= {one.text for one in single if self._known(one)}
        corrected = fold(text)
        for pair in unknown:
            alike = self._sounding_alike(pair, sure)
            corrected = corrected.replace(pair, alike or pair)
        return None if corrected == fold(text) else corrected

    def mended(self, term: Term) -> list[Term]:
        """Return the nearest word for an unknown one, or else the known words it begins with."""
        bare = Term(without_clitic(term.text), term.prefix)
        if bare != term and self._known(bare):
            return [bare]
        near = self._near(term)
        return [near] if near else self._pieces(term)

    def _near(self, term: Term) -> Term | None:
        """Return the nearest word of the language that begins as an unknown one, or ``None``."""
        text = term.text
        if not is_spaced(text) or text.isdigit():
            return None
        distance = prefix_distance if term.prefix else slip_distance
        once, forms = undoubled(text), json.dumps(sorted(deletions(text)))
        near = (
            (distance(once, undoubled(word)), distance(text, word), -documents, word)
            for word, documents in self._connection.execute(_NEAR, (forms, self.order[0]))
            if _starts_alike(text, word)
        )
        most = 2 if len(text) >= LONG else 1
        best = min((one for one in near if one[0] <= 1 and one[0] * one[1] <= most), default=None)
        return Term(best[3], prefix=term.prefix) if best else None

    def _sounding_alike(self, pair: str, sure: Container[str]) -> str:
        """Return the commonest pair of Chinese characters with the sound of an unknown one.

        One character is another, for an input method offers all that sound alike; not a ``sure``
        one.
        """
        places = [at for at, one in enumerate(pair) if one not in sure]
        forms = [
            pair[:at] + other + pair[at + 1 :]
            for at in places
            for (alike,) in self._connection.execute(_ALIKE, (self.order[0], pair[at]))
            for other in alike
        ]
        row = self._connection.execute(_COMMONEST, (self.order[0], json.dumps(forms))).fetchone()
        return str(row[0]) if row else ""

    def _pieces(self, term: Term) -> list[Term]:
        """Return the longest known beginning of a word with other endings, if any.

        Korean words are often typed without blanks: there, all known words in it, from the left.
        """
        text, found = term.text, list[Term]()
        if not is_spaced(text) or text.isdigit():
            return found
        if not hangul.is_letter(text[:1]):
            least = max(SHORTEST - (not text.isascii()), math.ceil(len(text) * LEAST_BEGINNING))
            return [*filter(None, [self._beginning(text, least)])]
        while len(text) >= SHORTEST:
            piece = self._beginning(text, SHORTEST)
            found += [piece] if piece else []
            rest = text[len(piece.text.lstrip(WHOLE)) :] if piece else ""
            text = rest if piece else hangul.keys(hangul.syllables(text)[1:])
        return found

    def _beginning(self, text: str, least: int) -> Term | None:
        for length in range(min(len(text), LONGEST_PIECE), least - 1, -1):
            begun = text[:length]
            for form in (Term(WHOLE + begun, prefix=False), Term(begun, prefix=True)):
                if self._known(form):
                    return form
        return None


def _starts_alike(text: str, word: str) -> bool:
    """True if a word may be meant by a text: vowel signs are easily left out, first letters not."""
    letters, of_word = _VOWEL_SIGNS.sub("", text), _VOWEL_SIGNS.sub("", word)
    if len(text) < SHORTEST:
        return letters == of_word
    same = 1 if len(text) > SAME_BEGINNING else 2
    return letters[:same] == of_word[:same]
