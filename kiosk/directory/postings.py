"""The lists of the search index: for each term, the services or cards that have it, by field.

A list is stored as 32-bit numbers of this machine: a field with the count of its keys, then these.
A key above those of services stands for all services of a need, whose search words are the same:
see :func:`need_key`.
"""

import heapq
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from kiosk.domain.folding import PREFIX_MIN
from kiosk.domain.records import Need

WEIGHTS: Final = (4.0, 3.0, 2.2, 1.8, 0.3)
"""What a word counts in each field; a service gains the sum of its fields.

What it says itself, even in its longest text, outweighs the words of all its needs together.
"""
BEGUN: Final = (4.0, 1.0, 0.1, 4.0, 0.5)
"""The same for the first letters of a word: names, and the words of the main need."""
MANY: Final = 64
"""Terms with one beginning that are put together while somebody types."""
MOST: Final = 10_000
"""Documents of the terms that are: their lists take a hundredth of a second."""
LONGEST: Final = 16
"""Letters of the longest beginning that is put together when a directory is built."""
READ_LIMIT: Final = 1500
"""Most services of a beginning: the weightiest, and of those the most important."""

_FIELD_BITS: Final = 3
_NEEDS: Final = tuple(Need)

Places = Mapping[int, set[int]]
"""The keys that have a term, by field."""


class Word(NamedTuple):
    """A row of the index; ``documents`` are the pairs of a service and a field that have it."""

    term: str
    documents: int
    places: bytes


def need_key(services: int, need: Need, *, first: bool) -> int:
    """Return the key for those whose ``first`` need it is, or a further one."""
    return services + 1 + 2 * _NEEDS.index(need) + (not first)


def packed(field: int, keys: Collection[int]) -> bytes:
    """Return the list of a field as it is stored; those of a term follow each other."""
    return array("I", [len(keys) << _FIELD_BITS | field, *keys]).tobytes()


def merged(blobs: Iterable[bytes]) -> Places:
    """Return the places of any of some stored terms."""
    places = defaultdict[int, set[int]](set)
    for blob in blobs:
        numbers = array("I", blob)
        end = 0
        while end < len(numbers):
            count, field = divmod(numbers[end], 1 << _FIELD_BITS)
            start, end = end + 1, end + 1 + count
            places[field].update(numbers[start:end])
    return places


class NeedServices:
    """The services for which the keys of needs stand, and what places count with them."""

    def __init__(self, services: Mapping[int, Collection[int]]) -> None:
        self._services = services
        self._count: Callable[[tuple[int, ...]], int] = cache(lambda keys: len(self._all(keys)))

    def _all(self, keys: Collection[int]) -> Collection[int]:
        needs = self._services.keys() & keys
        if not needs:
            return keys
        return {*keys}.difference(needs).union(*(self._services[one] for one in needs))

    def count(self, keys: Sequence[int]) -> int:
        """Return the number of services for ascending keys."""
        return self._count(tuple(keys)) if keys[-1] in self._services else len(keys)

    def weights(self, places: Places, weight_of: Sequence[float]) -> dict[int, float]:
        """Return the sum of the weights of its fields for each service."""
        weights: dict[int, float] = {}
        for field, keys in sorted(places.items()):
            weight = weight_of[field]
            if not weights:
                weights = dict.fromkeys(self._all(keys), weight)
                continue
            for service in self._all(keys):
                weights[service] = weights.get(service, 0) + weight
        return weights

    def first(self, places: Places, weight_of: Sequence[float], seen: int) -> Places:
        """Return the places of the first services only; ``seen`` is the last reviewed one."""
        weights = self.weights(places, weight_of)
        if len(weights) <= READ_LIMIT:
            return places
        order = ((one <= seen, weight, -one) for one, weight in weights.items())
        kept = {-one for _, _, one in heapq.nlargest(READ_LIMIT, order)} | self._services.keys()
        return {field: kept.intersection(keys) for field, keys in places.items()}


def words(documents: Iterable[tuple[int, int, Iterable[str]]], needs: NeedServices) -> list[Word]:
    """Return the words of documents, (field, key, distinct terms) in order, sorted."""
    counts, blobs = defaultdict[str, int](int), defaultdict[str, bytes](bytes)
    for field, group in groupby(documents, itemgetter(0)):
        keys_of = defaultdict[str, list[int]](list)
        for _, key, terms in group:
            for term in terms:
                keys_of[term].append(key)
        for term, keys in keys_of.items():
            counts[term] += needs.count(keys)
            blobs[term] += packed(field, keys)
    return [Word(term, counts[term], blobs[term]) for term in sorted(blobs)]


def beginnings(
    found: Sequence[Word], needs: NeedServices, seen: int, length: int = 1
) -> Iterator[Word]:
    """Yield the beginnings of more than :data:`MANY` words, which are sorted, or of common ones."""
    for text, group in groupby(found, lambda word: word.term[:length]):
        longer = [*group]
        documents = sum(word.documents for word in longer)
        many = len(longer) > MANY or (len(longer) > 1 and documents > MOST)
        if many and len(text) == length <= LONGEST:
            places = merged(word.places for word in longer)
            first = needs.first(places, BEGUN if length < PREFIX_MIN else WEIGHTS, seen)
            blob = b"".join(packed(field, sorted(keys)) for field, keys in first.items())
            yield Word(text, documents, blob)
            yield from beginnings(longer, needs, seen, length + 1)
