"""The words of the index: counted per language, with their near misses."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kiosk.domain.folding import is_spaced

DELETION_LETTERS = 7
"""Letters at the beginning of a word in which a slip is looked for (performance.md 1e)."""
PREFIX_INDEX = 5
"""Beginnings up to this length have an index of their own in FTS5 (``prefix`` of the table)."""
SHORTEST = 4
"""Letters a word needs before a slip in it is mended; shorter ones have too many neighbours."""


def deletions(word: str) -> set[str]:
    """The beginning of ``word`` and every form of it with one letter left out."""
    head = word[:DELETION_LETTERS]
    return {head, *(head[:at] + head[at + 1 :] for at in range(len(head)))}


def neighbours(terms: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(deletion, term) for every term that may be offered for a slip."""
    for term in terms:
        if len(term) >= SHORTEST and is_spaced(term) and not term.isdigit():
            for deletion in deletions(term):
                yield deletion, term


def slip_distance(typed: str, word: str) -> int:
    """0 if equal; 1 if one letter is missing, too many, another, or swapped; else 2."""
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
    """The least :func:`slip_distance` of ``typed`` to ``word`` or to a beginning of it."""
    lengths = range(max(len(typed) - 1, 1), min(len(typed) + 1, len(word)) + 1)
    return min((slip_distance(typed, word[:length]) for length in lengths), default=2)


class Vocabulary:
    """Counts in how many documents of a language each term stands."""

    def __init__(self) -> None:
        self.documents: Counter[str] = Counter()
        self.written: set[str] = set()
        self.unshown: set[str] = set()

    def add(
        self, written: Iterable[str], unshown: Iterable[str] = (), sounds: Iterable[str] = ()
    ) -> None:
        """One service: its terms as written, search words that nobody reads, terms by sound."""
        shown, more = {*written}, {*unshown}
        self.written |= shown
        self.unshown |= more
        self.documents.update(shown.union(more, sounds))

    def rows(self) -> list[tuple[str, int]]:
        """(term, documents) in the order of the terms."""
        return sorted(self.documents.items())

    def beginning_rows(self) -> list[tuple[str, int]]:
        """(beginning, documents at most) for beginnings that have an index of their own."""
        found: Counter[str] = Counter()
        for term, documents in self.documents.items():
            for length in range(1, min(len(term), PREFIX_INDEX) + 1):
                found[term[:length]] += documents
        return sorted(found.items())

    def neighbour_rows(self) -> list[tuple[str, str, bool]]:
        """(deletion, term, whether a text shows the term), sorted."""
        found = sorted(neighbours(self.written | self.unshown))
        return [(deletion, term, term in self.written) for deletion, term in found]
