"""What the words of an export mean: proposals, answers of a person, and what follows from them.

A word is a term, a phrase in a name, or a phrase in the first sentence of a description. A phrase
is one of the program's own table; a name without any counts as a whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from kiosk.domain.records import Audience, Need, Situation
from kiosk.editor.fitting import phrases
from kiosk.editor.fitting.phrases import PhraseMatch, find_phrases, needs_of, says_whom, words_of
from kiosk.editor.parsers.audience import read_audience

DOES_IT: Final = 2
LEADS_THERE: Final = 3
"""Fits of a situation; "made for it" is for a person to say, service by service."""


SENTENCE: Final = 300
"""Characters of a first sentence in which words are looked for."""
_STEP: Final = " > "
"""Parts a broader name of a term from the next."""


class WordKind(StrEnum):
    """Where a word stands."""

    TERM = "term"
    NAME = "name"
    SENTENCE = "sentence"


class WordMeaning(StrEnum):
    """What a word says about a service."""

    DOES = "does"
    LEADS = "leads"
    WHOM = "whom"
    NOT_HERE = "not_here"
    UNSORTED = "unsorted"


_FITS: Final = {WordMeaning.DOES: DOES_IT, WordMeaning.LEADS: LEADS_THERE}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a word seems to say. ``others`` are further situations it could mean.

    A ``careful`` one is asked one by one, never as part of a yes to many.
    """

    meaning: WordMeaning
    situations: tuple[str, ...] = ()
    audience: tuple[Audience, ...] = ()
    others: tuple[str, ...] = ()
    careful: bool = False

    @property
    def needs(self) -> tuple[Need, ...]:
        """Return the needs that follow from the situations."""
        return needs_for(self.situations)


@dataclass(frozen=True, slots=True)
class WordRule:
    """What a person said about a word. ``by`` is who, ``on`` the ISO day."""

    kind: WordKind
    text: str
    meaning: WordMeaning
    situations: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    audience: tuple[Audience, ...] = ()
    by: str = ""
    on: str = ""

    @property
    def key(self) -> tuple[WordKind, str]:
        """Return the kind and the folded text, by which the rule is found."""
        return self.kind, word_key(self.text)


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """The words of one service: its terms with their other forms (path, code), name, sentence."""

    name: str
    terms: tuple[tuple[str, ...], ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class ExportWords:
    """The terms of an export by the id of their service; each has its forms (path, name, code).

    ``left_out`` are the services that a person said do not belong on this kiosk.
    """

    terms: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    left_out: tuple[ServiceWords, ...] = ()

    def every(self) -> Iterator[ServiceWords]:
        """Yield the terms of each service, also of those that were left out."""
        yield from (ServiceWords("", terms) for terms in self.terms.values())
        yield from self.left_out

    def with_ids(self, renamed: Mapping[str, str]) -> "ExportWords":
        """Return a copy in which services have other ids."""
        return replace(self, terms={renamed.get(key, key): one for key, one in self.terms.items()})


@dataclass(slots=True)
class Sorted:
    """What the rules say about one service. ``known`` are the positions of the answered terms."""

    situations: dict[str, Situation] = field(default_factory=dict)
    needs: list[Need] = field(default_factory=list)
    audience: list[Audience] = field(default_factory=list)
    known: set[int] = field(default_factory=set)
    not_here: bool = False

    def add(self, rule: WordRule) -> None:
        """Add what a rule says; of two fits the better one counts."""
        for code in rule.situations:
            fit = _FITS[rule.meaning]
            if code not in self.situations or fit < self.situations[code].fit:
                self.situations[code] = Situation(code=code, fit=fit)
        self.needs += [need for need in rule.needs if need not in self.needs]
        self.audience += [one for one in rule.audience if one not in self.audience]


@dataclass(frozen=True, slots=True)
class WordRules:
    """All answers about the words of a source, by kind and folded text."""

    rules: Mapping[tuple[WordKind, str], WordRule] = field(default_factory=dict)

    def of(self, kind: WordKind, *texts: str) -> WordRule | None:
        """Return the rule of the first text that has one."""
        keys = ((kind, word_key(text)) for text in texts)
        return next((self.rules[key] for key in keys if key in self.rules), None)

    def _broader(self, forms: tuple[str, ...]) -> WordRule | None:
        """Return the rule of the narrowest broader name of a term, if it gives needs alone.

        "Food" of an older table counts for "Food > Free Meals" too; what a person answered about a
        term says nothing about narrower ones.
        """
        names = forms[0].split(_STEP)[:-1] if forms else []
        for end in range(len(names), 0, -1):
            rule = self.of(WordKind.TERM, *(_STEP.join(names[at:end]) for at in range(end)))
            if rule is not None and rule.needs and not rule.situations:
                return rule
        return None

    def sort(self, words: ServiceWords) -> Sorted:
        """Return what the rules say about a service.

        Terms and names count together; a first sentence counts only where they sort nothing.
        """
        found = Sorted()
        if not self.rules:
            return found
        meanings = []
        for position, forms in enumerate(words.terms):
            if rule := self.of(WordKind.TERM, *forms, term_text(forms)) or self._broader(forms):
                found.known.add(position)
                found.add(rule)
                meanings.append(rule.meaning)
        named = [self.of(WordKind.NAME, text) for text in name_words(words.name)]
        for rule in filter(None, named):
            found.add(rule)
            meanings.append(rule.meaning)
        if not found.situations and words.sentence:
            for match in find_phrases(words.sentence):
                if rule := self.of(WordKind.SENTENCE, match.text):
                    found.add(rule)
        silent = {WordMeaning.NOT_HERE, WordMeaning.WHOM}
        found.not_here = (
            WordMeaning.NOT_HERE in meanings
            and set(meanings) <= silent
            and len(found.known) == len(words.terms)
            and not any(_helps(match) for match in find_phrases(words.name))
        )
        return found


def _helps(match: PhraseMatch) -> bool:
    return any(row.answer != phrases.NOT_HERE for row in match.rows)


def needs_for(situations: Iterable[str]) -> tuple[Need, ...]:
    """Return the needs that follow from situations, in their order."""
    return tuple(dict.fromkeys(need for code in situations for need in needs_of(code)))


def read_audiences(words: Iterable[str]) -> tuple[Audience, ...]:
    """Return the audiences among some words."""
    known = {one.value for one in Audience}
    return tuple(Audience(word) for word in words if word in known)


def word_key(text: str) -> str:
    """Return the form of a word by which it is compared."""
    return " ".join(words_of(text))


def term_text(forms: tuple[str, ...]) -> str:
    """Return a term as it is shown: the last name of its path, else its code."""
    return forms[0].rsplit(_STEP, 1)[-1].strip() if forms else ""


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name that may have an answer: its phrases, and all of it."""
    return (*(match.text for match in find_phrases(name)), name)


def propose_term(text: str) -> Proposal | None:
    """Return what a term seems to say; ``None`` if no word of the table is in it."""
    found = find_phrases(text)
    careful = any(row.careful for match in found for row in match.rows)
    if says_whom(text):
        others = tuple(dict.fromkeys(_codes(found)))
        return Proposal(WordMeaning.WHOM, (), read_audience(text).audience, others, careful)
    return _propose(found, WordMeaning.DOES) if found else None


def propose_phrase(kind: WordKind, text: str) -> Proposal | None:
    """Return what a phrase in a name or in a first sentence seems to say.

    A sentence mentions more than a service does, so it leads there at best.
    """
    found = find_phrases(text)
    meaning = WordMeaning.LEADS if kind is WordKind.SENTENCE else WordMeaning.DOES
    return _propose(found, meaning) if found else None


def _propose(matches: tuple[PhraseMatch, ...], meaning: WordMeaning) -> Proposal:
    """Return the proposal of the longest phrase; the others are what else it could mean.

    Of several careful situations only the first is proposed: one alone may be meant.
    """
    best = matches[0].rows
    careful = any(row.careful for match in matches for row in match.rows)
    codes = tuple(dict.fromkeys(_codes(matches[:1])))
    rest = tuple(code for code in dict.fromkeys(_codes(matches)) if code not in codes)
    if not codes:
        return Proposal(WordMeaning.NOT_HERE, others=rest, careful=careful)
    if any(row.careful for row in best):
        return Proposal(meaning, codes[:1], (), (*codes[1:], *rest), careful=True)
    return Proposal(meaning, codes, (), rest, careful)


def _codes(matches: Iterable[PhraseMatch]) -> list[str]:
    return [row.answer for match in matches for row in match.rows if row.answer != phrases.NOT_HERE]
