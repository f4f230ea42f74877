"""Words of danger: a closed table per language, ``resources/search/danger``.

They name the situation whose list comes first in a search, whatever else matches.
"""

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple, Self

from kiosk.directory.tables import TONED_LANGUAGE
from kiosk.directory.typed import is_small
from kiosk.domain import hangul
from kiosk.domain.folding import JOINER, fold, is_spaced, toned_words, without_clitic, words
from kiosk.domain.language import OFFERED
from kiosk.domain.resource_text import resource_table
from kiosk.domain.text_input import TYPED_LIMIT

EMERGENCY: Final = "emergency"
"""The situation of no list: 911 comes first."""
HELP: Final = "help"
"""Not a situation: a cry that names nothing, answered by the lines that always fit."""
STRANGLED: Final = "strangled"
"""The situation of no list, the first of all: a neck that was pressed needs a hospital."""
FEAR: Final = "fear"
"""Fear of the police or of deportation, the situation of no list: it never brings 911."""
HEAVY: Final = "too_heavy"
"""The situation of self-harm: no slip is mended into its words."""
HARM, ATTACKED = "talk_harm", "after_crime"
YOUNG_HARM, YOUNG_BED = "young_harm", "young_bed"
DISTANT: Final = (ATTACKED, "foster", "punished", "civil_lawyer", "young_talk")
"""Harm by a stranger, a foster home, a supervisor, a landlord or the police, others at school.

They come instead of harm by somebody close where the text names nobody close.
"""
CLOSE, HARMLESS = "close", "harmless"
"""Not situations: the words for people close to a person, and what only sounds like danger."""
MEANT: Final = {"threatened": (EMERGENCY, HARM)}
"""Not a situation either but two: who is threatened with death."""
ORDER: Final = (
    *(STRANGLED, EMERGENCY, "after_sex", HEAVY, YOUNG_HARM, "older_carers", "forced_work"),
    *("talk_forced", "talk_sex", HARM, ATTACKED, "agents", FEAR, YOUNG_BED, "bed_tonight"),
    *(*DISTANT[1:], HELP),
)
"""The situations of danger, the most pressing first; a boss who hits is more than a quarrel."""
OTHERWISE: Final = (YOUNG_BED, FEAR)
"""What else is meant by a word of a person alone, or of the police."""
AGES: Final = range(10, 18)
"""The ages that ``#`` stands for."""
RUN_ON: Final = 10
"""Korean letters from which a single word may be a sentence typed without blanks."""
_ENGLISH, _ARABIC = "en", "ar"
_UNLESS, _BARE, _OR, _AGE = "!?|#"


@cache
def danger_table(language: str) -> dict[str, str]:
    """Return the patterns of each situation, with commas between, as people wrote them."""
    return resource_table("search", "danger", f"{language}.toml")


class _TypedText(NamedTuple):
    """A typed text: its folded words with a blank around each, and without any blank.

    What only sounds like danger is cut out. A Persian compound also stands there in its parts, an
    Arabic word without what is joined to it.
    """

    spaced: str
    run_on: str
    is_one_word: bool

    @classmethod
    def of(cls, text: str, language: str) -> Self:
        """Return a text as it is compared with the patterns."""
        typed = text[:TYPED_LIMIT]
        found = _without_harmless(typed, language)
        run_on = "".join(found)
        ways = [found]
        if JOINER in text:
            ways.append(_without_harmless(typed.replace(JOINER, " "), language))
        if language == _ARABIC:
            ways.append([without_clitic(word) for word in found])
        return cls(f" {'  '.join(map(' '.join, ways))} ", run_on, len(found) == 1)


@cache
def _harmless(language: str) -> re.Pattern[str]:
    """Return a pattern of what only sounds like danger: with accents where a language has tones."""
    text = unicodedata.normalize("NFC", danger_table(language).get(HARMLESS, "")).casefold()
    if language != TONED_LANGUAGE:
        text = fold(text)
    phrases = []
    for one in filter(str.strip, text.split(",")):
        parts = [[_as_pattern(way) for way in part.split(_OR)] for part in one.split("+")]
        row = [f"(?:{'|'.join(ways)})" for ways in parts]
        spaced = is_spaced(one.strip()[0])
        phrases.append(rf"(?<!\S){' '.join(row)}(?!\S)" if spaced else "".join(row))
    return re.compile("|".join(phrases) or "(?!)")


def _as_pattern(text: str) -> str:
    """Return a pattern of words in a row; those that go on may have other endings."""
    return " ".join(
        re.escape(word.strip("*")) + r"\S*" * (word[-1] == "*" or hangul.is_letter(word[-1]))
        for word in text.split()
    )


def _without_harmless(text: str, language: str) -> list[str]:
    found = words(text)
    toned = toned_words(text) if language == TONED_LANGUAGE else {}
    spelled = " ".join(toned.get(word, word) for word in found)
    return words(rest) if (rest := _harmless(language).sub(" ", spelled)) != spelled else found


class _PhrasePart(NamedTuple):
    """What a text has: a ``needle``, and the whole ``pattern`` where a needle says too little.

    ``run`` is the same without blanks.
    """

    needle: str
    pattern: str
    run: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Return a part from its folded notation."""
        found = [one.strip("*") for one in text.split()]
        run = "".join(found)
        if not is_spaced(run):
            return cls("", "", run)
        goes_on = [one[-1] == "*" or hangul.is_letter(one[-1]) for one in text.split()]
        start = "" if text.startswith("*") else " "
        until = goes_on.index(True) + 1 if True in goes_on else len(found)
        needle = start + " ".join(found[:until]) + ("" if goes_on[until - 1] else " ")
        pattern = " ".join(word + r"\S*" * on for word, on in zip(found, goes_on, strict=True))
        plain = until == len(found)
        return cls(needle, "" if plain else f"{start}{pattern} ", run * hangul.is_letter(run[0]))

    def is_in(self, text: _TypedText) -> bool:
        """True if a text has it."""
        if self.needle and self.needle in text.spaced:
            return not self.pattern or re.search(self.pattern, text.spaced) is not None
        # Korean is often typed without blanks.
        if self.needle and not (text.is_one_word and len(text.run_on) >= RUN_ON):
            return False
        return bool(self.run) and self.run in text.run_on


class _Pattern(NamedTuple):
    """A situation, what a text about it has, and what it lacks.

    A text has the ``first`` part and one of each of ``others``. A ``hint`` is letters without which
    no text is about it. A ``bare`` one does not count where
    the text names one of :data:`OTHERWISE`.
    """

    hint: str
    code: str
    first: _PhrasePart
    others: tuple[tuple[_PhrasePart, ...], ...]
    without: tuple[_PhrasePart, ...]
    bare: bool

    @classmethod
    def read(cls, code: str, text: str) -> Iterator[Self]:
        """Yield the patterns of one folded notation, one for each alternative of its first part."""
        parts = [part.strip() for part in text.removeprefix(_BARE).split("+")]
        without = [_alternatives(part[1:]) for part in parts if part[:1] == _UNLESS]
        unless = tuple(itertools.chain.from_iterable(without))
        firsts, *others = (_alternatives(part) for part in parts if part[:1] != _UNLESS)
        for first in firsts:
            if hint := (first.needle or first.run).replace(" ", ""):
                yield cls(hint, code, first, tuple(others), unless, text[:1] == _BARE)

    def meets(self, text: _TypedText) -> bool:
        """True if a text has all its parts, and none that it lacks."""
        return (
            self.first.is_in(text)
            and all(any(part.is_in(text) for part in others) for others in self.others)
            and not any(part.is_in(text) for part in self.without)
        )


@cache
def _alternatives(text: str) -> tuple[_PhrasePart, ...]:
    return tuple(
        _PhrasePart.of(one.replace(_AGE, f"{age}").strip())
        for one in text.split(_OR)
        for age in (AGES if _AGE in one else ("",))
    )


@cache
def _patterns(language: str) -> dict[str, list[_Pattern]]:
    """Return the patterns of a language by their hint."""
    found = defaultdict[str, list[_Pattern]](list)
    for key in (*MEANT, *ORDER, CLOSE):
        for one in filter(str.strip, fold(danger_table(language)[key]).split(",")):
            for code in MEANT.get(key, (key,)):
                for pattern in _Pattern.read(code, one.strip()):
                    found[pattern.hint].append(pattern)
    return {**found}


def dangers(text: str, language: str) -> tuple[str, ...]:
    """Return the situations that a typed text names in danger, the most pressing first.

    English is understood whatever the language of the screen. A cry for help counts only if the
    text says nothing else.
    """
    for tag in dict.fromkeys((language, _ENGLISH) if language in OFFERED else (_ENGLISH,)):
        typed = _TypedText.of(text, tag)
        likely = (ones for hint, ones in _patterns(tag).items() if hint in typed.run_on)
        met = [one for one in itertools.chain.from_iterable(likely) if one.meets(typed)]
        otherwise = any(one.code in OTHERWISE for one in met)
        named = {
            one.code
            for one in met
            if not (one.bare and otherwise)
            and (one.code != HELP or is_small(_rest(typed, one.first, one.hint), language))
        }
        distant = CLOSE not in named and not named.isdisjoint(DISTANT)
        if distant or {YOUNG_BED, YOUNG_HARM} <= named:
            named.discard(HARM)
        if codes := tuple(code for code in ORDER if code in named):
            return ((EMERGENCY,) if codes[0] == ATTACKED else ()) + codes
    return ()


def sounds_harmless(text: str, language: str) -> bool:
    """Return whether a text only sounds like danger: it has such words, and names no danger."""
    if language not in OFFERED or dangers(text, language):
        return False
    return _without_harmless(text, language) != words(text)


def _rest(text: _TypedText, part: _PhrasePart, hint: str) -> str:
    """Return what a text says apart from a part."""
    spaced = part.needle and part.needle in text.spaced
    return text.spaced.replace(part.needle if spaced else hint, " ")
