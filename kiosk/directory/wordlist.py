"""The words of a database: where typed terms stand, and the nearest known word."""

import json
import math
import re
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from kiosk.directory.tables import TermKind
from kiosk.domain import hangul
from kiosk.domain.folding import PREFIX_MIN, WHOLE, Term, fold, is_spaced, without_clitic

LONGER: Final = 0.8
"""Share of the weight for a word of which only the beginning was typed."""
DELETION_LETTERS = 7
"""Leading letters of a word in which typing errors are mended."""
SHORTEST = 4
"""Letters a word needs to be corrected; shorter ones have too many neighbours."""
SAME_BEGINNING = 5
"""Letters up to which a slip leaves the first two letters as they are; else the first."""
LONG = 9
"""Letters from which a word may have a slip and a letter doubled wrongly."""
LONGEST_PIECE = 24
"""Letters of the longest beginning that is looked up."""
LEAST_BEGINNING = 0.55
"""Share of an unknown word that a known beginning must have."""

_DOUBLED = re.compile(r"(.)\1+")
_VOWEL_SIGNS = re.compile("[\u0900-\u0903\u093e-\u094d\u0a01-\u0a03\u0a3e-\u0a4d\u0a70]")
"""Vowels that Devanagari and Gurmukhi write as signs on a letter, and nasals."""
_AFTER = "\U0010ffff"
_EXACT = """SELECT field, documents, keys FROM posting
  WHERE kind = ? AND language_key = ? AND term = ?"""
_LONGER = """SELECT field, documents, keys FROM posting
  WHERE kind = ? AND language_key = ? AND term >= ? AND term < ?"""
_NEAR = "SELECT term FROM spelling WHERE language_key = ? AND term >= ? AND term < ?"
_ALIKE = "SELECT characters FROM same_sound WHERE language_key = ? AND instr(characters, ?)"
_COMMONEST = """SELECT term FROM posting WHERE kind = 1 AND language_key = ?
  AND term IN (SELECT value FROM json_each(?)) GROUP BY term ORDER BY sum(documents) DESC, term"""


class Found(NamedTuple):
    """Where a term stands: the keys of services or cards by field, of any field.

    ``documents`` are how many, at most: those of longer words add up.
    """

    documents: int
    fields: defaultdict[int, set[int]]


class WordList:
    """Looks up terms during one search; typed text is kept no longer.

    ``order`` are the keys of the languages that are searched, ``needs`` the services of each key
    of a need.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        order: Sequence[int] = (0,),
        kind: TermKind = TermKind.SERVICE,
        needs: Mapping[int, AbstractSet[int]] | None = None,
    ) -> None:
        self._connection = connection
        self.order = order
        self._kind = kind
        self._needs = needs or {}
        self._found: dict[tuple[Term, int], Found] = {}

    def find(self, term: Term, language: int) -> Found:
        """Return where a term stands in a language."""
        if (term, language) not in self._found:
            self._found[term, language] = self._read(term, language)
        return self._found[term, language]

    def _read(self, term: Term, language: int) -> Found:
        begun = term.prefix and len(term.text) < PREFIX_MIN
        kind = TermKind.BEGINNING if begun else self._kind
        rows: list[tuple[int, int, bytes]] = []
        if begun or not term.prefix:
            rows = self._connection.execute(_EXACT, (kind, language, term.text)).fetchall()
        if term.prefix and not rows:
            of_term = self._kind, language, term.text, term.text + _AFTER
            rows = self._connection.execute(_LONGER, of_term).fetchall()
        fields = defaultdict[int, set[int]](set)
        for field, _, blob in rows:
            fields[field].update(array("I", blob))
        for keys in fields.values():
            if needs := keys & self._needs.keys():
                keys.difference_update(needs)
                keys.update(*(self._needs[need] for need in needs))
        return Found(sum(documents for _, documents, _ in rows), fields)

    def _known(self, term: Term) -> bool:
        """True if any of the languages has the term."""
        return any(self.find(term, language).documents for language in self.order)

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
        once, forms = undoubled(text), deletions(text)
        most = 2 if len(text) >= LONG else 1
        words = self._connection.execute(_NEAR, (self.order[0], text[0], text[0] + _AFTER))
        near = (
            (slip, distance(text, word), -self._documents(word), word)
            for (word,) in words
            if _starts_alike(text, word)
            and (slip := distance(once, undoubled(word))) <= 1
            and slip * distance(text, word) <= most
            and forms & deletions(word)
        )
        best = min(near, default=None)
        return Term(best[3], prefix=term.prefix) if best else None

    def _documents(self, word: str) -> int:
        return self.find(Term(word, prefix=False), self.order[0]).documents

    def _sounding_alike(self, pair: str, certain: Container[str]) -> str:
        """Return the commonest pair of Chinese characters with the sound of an unknown one.

        One character is another, for an input method offers all that sound alike; not a ``certain``
        one.
        """
        places = [at for at, one in enumerate(pair) if one not in certain]
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


def may_be_meant(word: str) -> bool:
    """True if typing errors are mended into a word."""
    return len(word) >= SHORTEST and is_spaced(word) and not word.isdigit()


def undoubled(word: str) -> str:
    """Return a word with each doubled letter once: many people type one for two, or two for one."""
    return _DOUBLED.sub(r"\1", word)


def deletions(word: str) -> set[str]:
    """Return the head of ``word``, undoubled, and every form of it with one letter left out."""
    head = undoubled(word)[:DELETION_LETTERS]
    return {head, *(head[:at] + head[at + 1 :] for at in range(len(head)))}


def slip_distance(typed: str, word: str) -> int:
    """Return 0 if equal; 1 if one letter is missing, extra, different or swapped; else 2."""
    if typed == word:
        return 0
    short, long = sorted((typed, word), key=len)
    if len(long) - len(short) > 1:
        return 2
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return 1 if short[at:] == long[at + 1 :] else 2
    if short[at + 1 :] == long[at + 1 :]:
        return 1
    swapped = short[at + 1 : at + 2] + short[at : at + 1]
    return 1 if swapped == long[at : at + 2] and short[at + 2 :] == long[at + 2 :] else 2


def prefix_distance(typed: str, word: str) -> int:
    """Return the least :func:`slip_distance` of ``typed`` to ``word`` or one of its prefixes."""
    lengths = range(max(len(typed) - 1, 1), min(len(typed) + 1, len(word)) + 1)
    return min((slip_distance(typed, word[:length]) for length in lengths), default=2)


def _starts_alike(text: str, word: str) -> bool:
    """True if a word may be meant by a text: vowel signs are easily left out, first letters not."""
    letters, of_word = _VOWEL_SIGNS.sub("", text), _VOWEL_SIGNS.sub("", word)
    if len(text) < SHORTEST:
        return letters == of_word
    same = 1 if len(text) > SAME_BEGINNING else 2
    return letters[:same] == of_word[:same]
