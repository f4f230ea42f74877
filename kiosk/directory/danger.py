"""Words of danger: a closed table per language, ``resources/search/danger``.

They name the situation whose list comes first in a search, whatever else matches.
"""

import re
import tomllib
from functools import cache
from typing import Final, NamedTuple, Self

from kiosk.directory.typed import is_small
from kiosk.domain import hangul
from kiosk.domain.folding import JOINER, TYPED_LIMIT, fold, is_spaced, without_clitic, words
from kiosk.domain.language import OFFERED
from kiosk.domain.resource_text import resource_text

EMERGENCY: Final = "emergency"
"""The situation of no list: 911 comes first."""
HELP: Final = "help"
"""Not a situation: a cry that names nothing, answered by the lines that always fit."""
ORDER: Final = (
    *(EMERGENCY, "after_sex", "talk_sex", "too_heavy", "young_harm", "older_carers"),
    *("forced_work", "talk_forced", "talk_harm", "agents", "young_bed", "bed_tonight", HELP),
)
"""The situations of danger, the most pressing first; a boss who hits is more than a quarrel."""
RUN_ON: Final = 10
"""Korean letters from which a single word may be a sentence typed without blanks."""
_ENGLISH, _ARABIC = "en", "ar"
_UNLESS: Final = "!"


class _Text(NamedTuple):
    """A typed text: its folded words with a blank around each, and without any blank.

    A Persian compound also stands there in its parts, an Arabic word without what is joined to it.
    """

    spaced: str
    run_on: str
    is_one_word: bool

    @classmethod
    def of(cls, text: str, language: str) -> Self:
        """Return a text as it is compared with the patterns."""
        found = words(text[:TYPED_LIMIT])
        run_on = "".join(found)
        ways = [found]
        if JOINER in text:
            ways.append(words(text[:TYPED_LIMIT].replace(JOINER, " ")))
        if language == _ARABIC:
            ways.append([without_clitic(word) for word in found])
        return cls(f" {'  '.join(map(' '.join, ways))} ", run_on, len(found) == 1)


class _Part(NamedTuple):
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

    def is_in(self, text: _Text) -> bool:
        """True if a text has it."""
        if self.needle and self.needle in text.spaced:
            return not self.pattern or re.search(self.pattern, text.spaced) is not None
        # Korean is often typed without blanks.
        if self.needle and not (text.is_one_word and len(text.run_on) >= RUN_ON):
            return False
        return bool(self.run) and self.run in text.run_on


class _Pattern(NamedTuple):
    """A situation, what a text about it has, and what it lacks.

    A ``hint`` is letters without which no text is about it.
    """

    hint: str
    code: str
    parts: tuple[_Part, ...]
    without: tuple[_Part, ...]


def danger_table(language: str) -> dict[str, str]:
    """Return the patterns of each situation, with commas between, as people wrote them."""
    table = tomllib.loads(resource_text("search", "danger", f"{language}.toml"))
    return {code: table.get(code, "") for code in ORDER}


@cache
def _patterns(language: str) -> tuple[_Pattern, ...]:
    """Return the patterns of a language, the most pressing situation first."""
    found = []
    for code, table in danger_table(language).items():
        for one in fold(table).split(","):
            texts = [text.strip() for text in one.split("+")]
            parts = tuple(_Part.of(text) for text in texts if text[:1] != _UNLESS)
            without = tuple(_Part.of(text[1:]) for text in texts if text[:1] == _UNLESS)
            hint = (parts[0].needle or parts[0].run).replace(" ", "")
            found += [_Pattern(hint, code, parts, without)] if hint else []
    return tuple(found)


def dangers(text: str, language: str) -> tuple[str, ...]:
    """Return the situations that a typed text names in danger, the most pressing first.

    English is understood whatever the language of the screen. A cry for help counts only if the
    text says nothing else.
    """
    typed = _Text.of(text, language)
    for tag in dict.fromkeys((language, _ENGLISH) if language in OFFERED else (_ENGLISH,)):
        likely = [one for one in _patterns(tag) if one.hint in typed.run_on]
        codes = dict.fromkeys(
            code
            for hint, code, parts, without in likely
            if all(part.is_in(typed) for part in parts)
            and not any(part.is_in(typed) for part in without)
            and (code != HELP or is_small(_rest(typed, parts[0], hint), language))
        )
        if codes:
            return tuple(codes)
    return ()


def _rest(text: _Text, part: _Part, hint: str) -> str:
    """Return what a text says apart from a part."""
    spaced = part.needle and part.needle in text.spaced
    return text.spaced.replace(part.needle if spaced else hint, " ")
