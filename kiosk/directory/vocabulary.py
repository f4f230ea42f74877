"""The words of the index: counted per language, with their near misses."""

from collections.abc import Iterable, Iterator
from itertools import chain

from kiosk.domain.folding import is_spaced

DELETION_LETTERS = 7
"""Letters at the beginning of a word in which a slip is looked for: of 120 slips in words of the
vocabulary all were mended, 96 % at once, in 20 µs and with 5 to 11 MB of neighbours."""
PREFIX_INDEX = 5
"""Beginnings up to this length have an index of their own in FTS5 (``prefix`` of the table)."""
MANY = 64
"""Terms with one beginning that are counted when asked for, in less than 0.1 ms."""
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


def beginnings(counted: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """(beginning, documents at most) for beginnings that have an index of their own.

    Only of those that begin more than :data:`MANY` terms: fewer are counted when asked for.
    ``counted`` are (term, documents) in the order of the terms; nothing is kept of them, so that
    millions of terms take no memory.
    """
    sums, terms = [0] * (PREFIX_INDEX + 1), [0] * (PREFIX_INDEX + 1)
    head, total, number = "", 0, 0
    for term, documents in chain(counted, [("", 0)]):
        begins = term[:PREFIX_INDEX]
        if begins == head:
            total += documents
            number += 1
            continue
        for length in range(1, len(head) + 1):
            sums[length] += total
            terms[length] += number
            text = head[:length]
            if not begins.startswith(text):
                if terms[length] > MANY:
                    yield text, sums[length]
                sums[length] = terms[length] = 0
        head, total, number = begins, documents, 1


class Vocabulary:
    """Which terms of the search index may be offered for a slip, and which of them are read.

    :data:`SHORTEST` letters let a term be offered.
    """

    def __init__(self) -> None:
        self._written: set[str] = set()
        self._unshown: set[str] = set()

    def add(self, written: Iterable[str], unshown: Iterable[str] = ()) -> None:
        """The terms of one service that a text shows, and search words that nobody reads."""
        self._written.update([term for term in written if len(term) >= SHORTEST])
        self._unshown.update([term for term in unshown if len(term) >= SHORTEST])

    def neighbour_rows(self) -> Iterator[tuple[str, str, bool]]:
        """(deletion, term, whether a text shows the term), sorted."""
        # Sorted as one text: nothing sorts before NUL, and pairs take three times as long.
        pairs = sorted(map("\0".join, neighbours(self._written | self._unshown)))
        for pair in pairs:
            deletion, _, term = pair.partition("\0")
            yield deletion, term, term in self._written
