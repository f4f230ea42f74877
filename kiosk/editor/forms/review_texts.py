"""A text in review: what it is, what must survive in a better one, and what is wrong with that."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from kiosk.domain.report_lines import with_noun
from kiosk.domain.text_rules import is_own_script, is_visible
from kiosk.editor.forms.form import base_hash
from kiosk.i18n.catalogs import placeholders

PORTION: Final = 30
"""Texts of one form: about half an hour of reading."""
_TOKENS: Final = re.compile(r"\{[^{}\s]*\}|\d[\d.,:/-]*\d|\d+")
"""A placeholder or a number."""
_NAME: Final = re.compile(r"(?<![A-Za-z])(?:[A-Z][a-z]*(?:-?[A-Z][A-Za-z]*)+|[A-Z][a-z]+)(?![a-z])")
_PLAIN_WORD: Final = re.compile(r"[A-Z][a-z]+")
_BEGINS: Final = re.compile(r"(?:^|[.!?:“\"\n]\s*)$")
_NEW_NUMBER: Final = re.compile(r"\d{3,}")
"""Digits that may be a number to call; a better text adds none."""


class Harm(IntEnum):
    """What a wrong text does, the worst first."""

    LEAVE = 0
    NUMBERS = 1
    SAFE = 2
    LAW = 3
    GUIDES = 4
    PHRASES = 5
    STAFF = 6


HARM_WORDS: Final = {
    Harm.LEAVE: "leaving",
    Harm.NUMBERS: "numbers first",
    Harm.SAFE: "safety first",
    Harm.LAW: "law and papers",
    Harm.GUIDES: "guides",
    Harm.PHRASES: "short phrases",
    Harm.STAFF: "words for staff",
}
"""Headings of the portions."""


@dataclass(frozen=True, slots=True)
class ReviewText:
    """One text in review.

    ``key`` names it, ``where`` says where it stands. ``most`` is how many characters fit, 0 if that
    is not known; ``lines`` how many lines a better text needs, 0 for any. ``is_unsure``: somebody
    has read it already and was not sure.
    """

    key: str
    where: str
    english: str
    text: str
    harm: Harm
    most: int = 0
    is_unsure: bool = False
    lines: int = 0

    @property
    def base(self) -> str:
        """What stood there, as the form states it: the English text and its translation."""
        return f"{self.english}\n{self.text}"

    def is_same(self, stated: str | None) -> bool:
        """Return True if a form showed this very text."""
        return stated == base_hash(self.base)

    @property
    def retained(self) -> tuple[str, ...]:
        """Placeholders, numbers and names that stand in both texts, as often as in both."""
        here, there = Counter(_tokens(self.english)), Counter(_tokens(self.text))
        tokens = [token for token in here for _ in range(min(here[token], there[token]))]
        missing = placeholders_of(self.english) - set(tokens)
        names = [name for name in dict.fromkeys(_names(self.english)) if name in self.text]
        return (*sorted(missing), *tokens, *names)

    def problem(self, better: str, tag: str) -> str:
        """Return what is wrong with a better text, as one sentence; empty if nothing is."""
        return next(self._problems(better, tag), "")

    def _problems(self, better: str, tag: str) -> Iterator[str]:
        if not better.strip():
            yield "The better text is empty."
        if self.most and len(better) > self.most:
            yield f"The better text has {len(better)} letters; {self.most} fit."
        if self.lines and better.count("\n") + 1 != self.lines:
            yield f"The better text needs {with_noun(self.lines, 'line')}, as the old one."
        needed = Counter(self.retained)
        if lost := [token for token in needed if better.count(token) < needed[token]]:
            yield f"The better text lacks {', '.join(lost)}."
        if placeholders(better) != placeholders(self.english):
            yield "The better text has other placeholders than the English."
        if new := sorted(_runs(better) - _runs(self.english) - _runs(self.text)):
            yield f"The better text has a number that the English lacks: {new[0]}."
        if not is_visible(better, tag, lines=True) or not is_own_script(better, tag):
            yield "The better text has invisible letters, or letters of another script."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader said about a text: ``choice`` is good, better, unsure or harm.

    ``better`` is the better text, ``note`` who read it, when, and why the reader says so.
    """

    text: ReviewText
    choice: str
    note: str
    better: str = ""


def placeholders_of(text: str) -> set[str]:
    """Return the placeholders of a text as they are typed."""
    return {token for token in _tokens(text) if token.startswith("{")}


def _tokens(text: str) -> list[str]:
    return _TOKENS.findall(text)


def _runs(text: str) -> set[str]:
    """Return the runs of digits of a text, of any script, in 0-9."""
    runs = _NEW_NUMBER.findall(text)
    return {"".join(str(unicodedata.digit(one)) for one in run) for run in runs}


def _names(english: str) -> Iterator[str]:
    """Yield words with capitals that are no first words of a sentence: names, in any language."""
    for found in _NAME.finditer(english):
        begins = _BEGINS.search(english[: found.start()])
        if not (begins and _PLAIN_WORD.fullmatch(found[0])):
            yield found[0]


def in_order(texts: list[ReviewText]) -> list[ReviewText]:
    """Return texts by harm; those that a reader was not sure of come last."""
    return sorted(texts, key=lambda one: (one.is_unsure, one.harm))
