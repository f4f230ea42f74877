"""What the search of a page reads apart from its text: words nobody sees, and words of danger.

Both are one attribute at the end of the page, where they do not delay the first paint. A record is
``a;b``, its fields have commas between. Marks of cards, not their places, so that a copy on a phone
can take a withdrawn service out of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from kiosk.directory.danger import CLOSE, HARMLESS, MEANT, danger_table
from kiosk.directory.typed import small_words
from kiosk.domain.folding import term_as_written
from kiosk.domain.folding import words as folded_words
from kiosk.domain.marks import mark_of
from kiosk.domain.records import SearchWord

_HAN: Final = re.compile("[\u3400-\u9fff]")


def plain_words(texts: Iterable[str], language: str) -> list[str]:
    """Return the distinct words of some texts, folded, without small ones, in their order."""
    small = small_words(language)
    words = dict.fromkeys(word for text in texts for word in folded_words(text))
    return [term_as_written(word) for word in words if word not in small]


def search_words(records: Iterable[SearchWord], language: str, marks: Sequence[str]) -> str:
    """Return the search words of services and guides as ``word word,mark,mark;…``.

    Words for the same cards stand once, and not where the same or more cards have a word that
    matches whenever they do. ``marks`` are those of the page, in its order.
    """
    place = {mark: at for at, mark in enumerate(marks)}
    found: dict[tuple[str, ...], list[str]] = {}
    for one in records:
        of_guides = (mark_of(f"guide:{guide_id}") for guide_id in one.guide_ids)
        own = {*map(mark_of, one.service_ids), *of_guides} & place.keys()
        if own and one.language == language:
            found.setdefault(tuple(sorted(own, key=place.__getitem__)), []).extend(one.words)
    words = {own: plain_words(texts, language) for own, texts in found.items()}
    more = {
        own: [one for other in words if {*own} < {*other} for one in words[other]] for own in words
    }
    kept = {
        own: [one for one in some if not _is_matched(one, some, more[own])]
        for own, some in words.items()
    }
    return ";".join(
        ",".join((" ".join(some), *own))
        for own, some in sorted(kept.items(), key=lambda pair: [place[one] for one in pair[0]])
        if some
    )


def _is_matched(word: str, same: Sequence[str], more: Sequence[str]) -> bool:
    """Return whether other words for the ``same`` cards, or for ``more``, match where this does.

    The page weighs a whole word more than the beginning of one, but finds Chinese inside a word.
    """
    within = (one for one in (*same, *more) if one != word)
    return word in more or (bool(_HAN.search(word)) and any(word in one for one in within))


def danger_words(first: Mapping[str, Sequence[str]], language: str, marks: Sequence[str]) -> str:
    """Return the words of danger as ``code mark mark,pattern,pattern;…``, the most pressing first.

    ``first`` are the ids of what comes first in each situation, guides as ``guide:ID``. A pattern
    is as in the tables of ``resources/search/danger``; so are the two records that are no
    situation.
    """
    shown, table = {*marks}, danger_table(language)
    records: list[tuple[str, list[str]]] = [(HARMLESS, []), (CLOSE, [])]
    records += [
        (code, [one for one in map(mark_of, ids) if one in shown]) for code, ids in first.items()
    ]
    return ";".join(
        ",".join((" ".join((code, *own)), *_patterns(_texts_of(code, table))))
        for code, own in records
    )


def _texts_of(code: str, table: Mapping[str, str]) -> str:
    """Return the patterns of a situation, with those that mean it among others."""
    return ",".join((table[code], *(table[one] for one, codes in MEANT.items() if code in codes)))


def _patterns(text: str) -> Iterator[str]:
    """Yield patterns with one blank between words and none at signs."""
    for one in text.split(","):
        if pattern := " ".join(one.split()):
            yield re.sub(" ?([|+]) ?", r"\1", pattern)
