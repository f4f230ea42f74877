"""The lists of the search index: for each term, the services or cards that have it.

Those that have it in the same fields stand in one list: 32-bit numbers of this machine, the fields
with the count of keys, then the keys. A key above those of services stands for all services of a
need, whose search words are the same: see :func:`need_key`.
"""

import heapq
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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

_FIELDS: Final = len(WEIGHTS)
_NEEDS: Final = tuple(Need)

Lists = Mapping[int, Sequence[int]]
"""The ascending keys that have a term, each in one list, by their fields: bit 0 for field 0."""


class Word(NamedTuple):
    """A row of the index; ``documents`` are the pairs of a service and a field that have it."""

    term: str
    documents: int
    lists: bytes


def need_key(services: int, need: Need, *, first: bool) -> int:
    """Return the key for those whose ``first`` need it is, or a further one."""
    return services + 1 + 2 * _NEEDS.index(need) + (not first)


def packed(lists: Lists) -> bytes:
    """Return lists as they are stored."""
    numbers = array("I")
    for fields, keys in lists.items():
        numbers.append(len(keys) << _FIELDS | fields)
        numbers.extend(keys)
    return numbers.tobytes()


def unpacked(blob: bytes) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield stored lists with their fields."""
    numbers = array("I", blob)
    end = 0
    while end < len(numbers):
        count, fields = divmod(numbers[end], 1 << _FIELDS)
        start, end = end + 1, end + 1 + count
        yield fields, numbers[start:end]


def merged(blobs: Sequence[bytes]) -> Lists:
    """Return the lists of any of some stored terms."""
    if len(blobs) == 1:
        return dict(unpacked(blobs[0]))
    fields_of: dict[int, int] = {}
    for blob in blobs:
        for fields, keys in unpacked(blob):
            for key in keys:
                fields_of[key] = fields_of.get(key, 0) | fields
    lists = defaultdict[int, list[int]](list)
    for key, fields in fields_of.items():
        lists[fields].append(key)
    return {fields: sorted(keys) for fields, keys in lists.items()}


def in_fields(lists: Lists) -> Sequence[set[int]]:
    """Return the keys of each field."""
    return [
        set().union(*(keys for fields, keys in lists.items() if fields >> field & 1))
        for field in range(_FIELDS)
    ]


@cache
def weight(fields: int, weight_of: Sequence[float]) -> float:
    """Return the sum of the weights of some fields."""
    return sum(one for field, one in enumerate(weight_of) if fields >> field & 1)


class NeedServices:
    """The services for which the keys of needs stand."""

    def __init__(self, services: Mapping[int, Collection[int]]) -> None:
        self._services = {key: frozenset(keys) for key, keys in services.items()}
        self._of = cache(self._union)

    def _union(self, *needs: int) -> frozenset[int]:
        return frozenset().union(*(self._services[key] for key in needs))

    def _in(self, keys: Sequence[int]) -> list[int]:
        """Return the keys of needs among some, of which they are the last."""
        return sorted(self._services.keys() & keys) if keys[-1] in self._services else []

    def count(self, keys: Sequence[int]) -> int:
        """Return the number of services for keys."""
        needs = self._in(keys)
        return len(self._of(*needs).union(keys)) - len(needs) if needs else len(keys)

    def spelled_out(self, lists: Lists) -> Mapping[int, Collection[int]]:
        """Return the lists of services only."""
        needs = {fields: found for fields, keys in lists.items() if (found := self._in(keys))}
        if not needs:
            return lists
        spelled = {fields: {*keys}.difference(self._services) for fields, keys in lists.items()}
        for more, of_fields in needs.items():
            services = self._of(*of_fields)
            parts = [(fields | more, keys & services) for fields, keys in spelled.items()]
            parts.append((more, {*services}.difference(*spelled.values())))
            for keys in spelled.values():
                keys.difference_update(services)
            for fields, keys in parts:
                spelled.setdefault(fields, set()).update(keys)
        return spelled

    def first(self, lists: Lists, weight_of: Sequence[float], seen: int) -> Lists:
        """Return the lists of the first services only; ``seen`` is the last reviewed one."""
        order = [
            (key <= seen, weight(fields, weight_of), -key)
            for fields, keys in self.spelled_out(lists).items()
            for key in keys
        ]
        if len(order) <= READ_LIMIT:
            return lists
        kept = {-key for _, _, key in heapq.nlargest(READ_LIMIT, order)} | self._services.keys()
        few = ((fields, sorted(kept.intersection(keys))) for fields, keys in lists.items())
        return {fields: keys for fields, keys in few if keys}


def words(documents: Iterable[tuple[int, int, Iterable[str]]], needs: NeedServices) -> list[Word]:
    """Return the words of documents, (field, key, distinct terms) in order, sorted."""
    counts, blobs = defaultdict[str, int](int), defaultdict[str, list[bytes]](list)
    for field, group in groupby(documents, itemgetter(0)):
        keys_of = defaultdict[str, list[int]](list)
        for _, key, terms in group:
            for term in terms:
                keys_of[term].append(key)
        for term, keys in keys_of.items():
            counts[term] += needs.count(keys)
            blobs[term].append(packed({1 << field: keys}))
    return [Word(term, counts[term], packed(merged(blobs[term]))) for term in sorted(blobs)]


def beginnings(
    found: Sequence[Word], needs: NeedServices, seen: int, length: int = 1
) -> Iterator[Word]:
    """Yield the beginnings of more than :data:`MANY` words, which are sorted, or of common ones."""
    for text, group in groupby(found, lambda word: word.term[:length]):
        longer = [*group]
        documents = sum(word.documents for word in longer)
        many = len(longer) > MANY or (len(longer) > 1 and documents > MOST)
        if many and len(text) == length <= LONGEST:
            lists = merged([word.lists for word in longer])
            weight_of = BEGUN if length < PREFIX_MIN else WEIGHTS
            yield Word(text, documents, packed(needs.first(lists, weight_of, seen)))
            yield from beginnings(longer, needs, seen, length + 1)
