"""Folding: one form for all spellings of a word, the same for the index and for typed text.

* NFKC and case folding. Letters without a decomposition (đ ł ı œ) become their plain neighbours.
  All decimal digits become ASCII.
* Accents and vowel points are removed in Latin, Greek, Cyrillic, Arabic and Hebrew; they stay in
  Indic and South-East Asian scripts, where they are letters.
* Arabic hamza forms and the Persian and Pashto variants of yeh, kaf and gaf become one; tatweel is
  removed.
* In Devanagari and Gurmukhi, nukta and addak are removed, a nasal is written in one way, and a
  vowel typed as bearer and sign becomes the letter it looks like.
* Korean syllables become the keys that type them.
* Scripts without spaces become overlapping pairs of characters plus the last single one, so that
  one character finds its words.
* Arabic words are found with and without their article, Persian ones also by the parts of a
  compound.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

import msgspec

from kiosk.domain import hangul
from kiosk.domain.text_input import TYPED_LIMIT

WORD_LIMIT = 8
"""Words of typed text that are searched."""
PAIR = 2
"""Characters of a term of an unspaced script."""
WHOLE = "\ue000"
"""First character of the term of several words as a whole: no word begins with it."""
PREFIX_MIN = 3
"""Letters from which a word before the last also matches longer words: "shelter", "shelters"."""

_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u093c\u0a3c\u0a71]+"  # nukta, nukta, addak
)
_SINGLE = str.maketrans(
    {
        "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ø": "o", "œ": "oe", "æ": "ae", "þ": "th",
        "ħ": "h", "ŋ": "n", "ß": "ss", "є": "е", "ґ": "г",
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه",
        "ۍ": "ي", "ے": "ي", "ە": "ه", "ګ": "گ",
        "ँ": "ं", "ऑ": "आ", "ॉ": "ा", "ਁ": "ੰ", "ਂ": "ੰ",
        "ـ": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None,
        "\u00ad": None, "'": None, "\u2019": None, "\u02bc": None, "\u02bb": None, "`": None,
    }
)  # fmt: skip
_NASAL = re.compile("(?:ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ]))")
"""A nasal before a homorganic consonant: हिन्दी is also written हिंदी."""
_VOWELS = {
    "ਅਾ": "ਆ", "ੲਿ": "ਇ", "ੲੀ": "ਈ", "ੳੁ": "ਉ", "ੳੂ": "ਊ", "ੲੇ": "ਏ", "ਅੈ": "ਐ", "ੳੋ": "ਓ", "ਅੌ": "ਔ",
    "अा": "आ", "अो": "ओ", "आे": "ओ", "अौ": "औ", "आै": "औ", "एे": "ऐ", "उु": "ऊ",
}  # fmt: skip
"""Vowels typed as bearer and sign, with the letter they look like."""
_TYPED_VOWEL = re.compile("|".join(_VOWELS))
_DEVANAGARI = "\u0900"
"""The first letter of the scripts whose vowels, nasals and syllables are folded."""
JOINER = "\u200c"
"""Joins the parts of a Persian compound; many writers use a space or nothing."""
_DIGIT = re.compile(r"[^\D0-9]")
# Scripts whose vowels and tones are marks: \w alone would split their words at every sign.
_SIGNS = (
    "\u0900-\u0963\u0966-\u096f\u0970-\u0df3\u0e30-\u0e3a\u0e40-\u0e4e\u0eb0-\u0ece\u0f18-\u0f39"
    "\u0f71-\u0f84\u0f86-\u0fbc\u102b-\u103e\u1056-\u109d\u135d-\u135f\u1712-\u1734\u1752\u1753"
    "\u17b4-\u17d3\u17dd\u180b-\u180d\u18a9\u1920-\u193b\u1a17-\u1a1b\u1a55-\u1a7f\u1b00-\u1b44"
    "\u1b80-\u1baf\u1be6-\u1bf3\u1c24-\u1c37\u3099\u309a\ua802\ua823-\ua827\ua880-\ua8c5\ua8e0-\ua8f1"
    "\ua926-\ua92d\ua947-\ua953\ua980-\ua9c0\uaa29-\uaa36\uaa43-\uaa4d\uaa7b-\uaa7d\uaab0-\uaac1"
    "\uaaeb-\uaaf6\uabe3-\uabea\uabec\uabed"
)
_ARTICLE = re.compile("^(?:[\u0648\u0628\u0641\u0643]?\u0627\u0644|\u0644\u0644)(?=\\w{3})")
"""The Arabic article, also after "and", "in", "so", "as", or merged with "to"."""
_CLITIC = re.compile("^[\u0648\u0641\u0628\u0644\u0643](?=\\w{2})")
"""What Arabic writes in one with the next word: "and", "so", "in", "to", "as"."""
_WORD = re.compile(rf"(?:[^\W_]|[{_SIGNS}])+")
_UNSPACED = re.compile(
    "["
    "\u2e80-\u2fdf\u3005-\u3007\u3031-\u3035\u303b\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han and Kana
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f"  # Thai … Khmer
    "]+"
)


class Term(msgspec.Struct, frozen=True):
    """One search term: an exact index term, or a prefix of one."""

    text: str
    prefix: bool


def fold(text: str) -> str:
    """Return ``text`` in its folded form; folding is idempotent."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    folded = _fold_once(text)
    while folded != text and not folded.isascii():
        text, folded = folded, _fold_once(folded)
    return folded


def _fold_once(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    bare = _MARKS.sub("", unicodedata.normalize("NFD", plain))
    joined = unicodedata.normalize("NFC", bare.translate(_SINGLE))
    if joined and max(joined) >= _DEVANAGARI:
        joined = _TYPED_VOWEL.sub(lambda found: _VOWELS[found[0]], joined)
        joined = hangul.keys(_NASAL.sub("ं", joined))
    return _DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), joined)


def words(text: str) -> list[str]:
    """Return the folded words of ``text`` in order; unspaced text is still one word."""
    return _WORD.findall(fold(text))


def _parts(word: str) -> list[tuple[str, bool]]:
    """Split a word where spaced and unspaced scripts meet: (part, is unspaced)."""
    parts: list[tuple[str, bool]] = []
    end = 0
    for run in _UNSPACED.finditer(word):
        if run.start() > end:
            parts.append((word[end : run.start()], False))
        parts.append((run[0], True))
        end = run.end()
    if end < len(word):
        parts.append((word[end:], False))
    return parts


def index_terms(text: str) -> list[str]:
    """Return the index terms of ``text``, in order and with repetitions."""
    return terms_and_words(text)[0]


def terms_and_words(text: str) -> tuple[list[str], list[str]]:
    """Return :func:`index_terms` and :func:`words` of ``text``, which is folded once."""
    folded = fold(text)
    found: list[str] = _WORD.findall(folded)
    if folded.isascii():
        return found, found
    apart = _WORD.findall(fold(text.replace(JOINER, " "))) if JOINER in text else []
    terms = [
        term
        for word in (*found, *apart)
        for part, unspaced in _parts(word)
        for term in _cut(part, unspaced)
    ]
    return terms, found


def _cut(part: str, unspaced: bool) -> list[str]:  # noqa: FBT001 - as _parts pairs them
    """Return the index terms of a part of a word."""
    if unspaced:
        return [part[at : at + PAIR] for at in range(len(part))]
    bare = without_article(part)
    return [part] if bare == part else [part, bare]


def without_article(word: str) -> str:
    """Remove the Arabic article from a folded word if enough of it remains."""
    return _ARTICLE.sub("", word)


def without_clitic(word: str) -> str:
    """Remove what Arabic writes in one with the next word from a folded word, if it may have it."""
    return _CLITIC.sub("", word)


def toned_words(text: str) -> dict[str, str]:
    """Return the words of ``text`` that are written with accents, by their folded form."""
    found = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return {fold(word): word for word in found if _MARKS.search(unicodedata.normalize("NFD", word))}


def whole_term(found: Sequence[str]) -> str:
    """Return the term of folded words without blanks; empty for a single short word."""
    if len(found) == 1 and (is_spaced(found[0]) or len(found[0]) <= PAIR):
        return ""
    return WHOLE + "".join(map(without_article, found))


def typed_parts(text: str) -> list[tuple[str, bool]]:
    """Return the words of typed ``text``, without articles, as (word, is unspaced)."""
    parts = [part for word in words(text[:TYPED_LIMIT]) for part in _parts(word)]
    return [(part if unspaced else without_article(part), unspaced) for part, unspaced in parts]


def part_terms(part: str, *, unspaced: bool, last: bool) -> Iterator[Term]:
    """Yield the search terms of one word of typed text.

    Spaced words match by prefix (short ones only in ``last`` position, where they are still being
    typed). In unspaced scripts one character is a prefix, more are overlapping pairs.
    """
    if not unspaced:
        yield Term(part, prefix=last or len(part) >= PREFIX_MIN)
    elif len(part) == 1:
        yield Term(part, prefix=True)
    else:
        for at in range(len(part) - 1):
            yield Term(part[at : at + PAIR], prefix=False)


def is_spaced(term: str) -> bool:
    """True if a term is a written word rather than a piece of an unspaced script."""
    return not _UNSPACED.search(term)


def term_as_written(term: str) -> str:
    """Return a term as people write it."""
    return hangul.syllables(term)
